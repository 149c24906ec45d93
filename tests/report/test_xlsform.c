#include "report/xlsform.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena arena;
static struct problems problems;
static struct libro book;
static struct xlsform form;
static struct err err;

static void start(void)
{
	arena_init(&arena);
	problems_init(&problems, &arena);
	err = (struct err){ 0 };
}
static void done(void) { arena_done(&arena); }
TestSuite(xlsform, .init = start, .fini = done);

static const char *data(const char *name)
{
	const char *root = getenv("LOGROS_ROOT");
	return arena_printf(&arena, "%s/tests/data/%s", root ? root : ".", name);
}

static bool convert(const char *path)
{
	return libro_open(&book, &arena, path, &err) && xlsform_convert(&form, &book, "encuesta", &(struct xlsform_options){ 0 }, &arena, &problems, &err);
}

/* A survey as rows of «;», with its choices if there are any. */
static bool convert_text(const char *survey)
{
	char *path = arena_printf(&arena, "/tmp/logros-xlsform-%d.csv", (int)getpid());
	FILE *f = fopen(path, "w");
	fputs(survey, f);
	fclose(f);
	bool good = convert(path);
	unlink(path);
	return good;
}

static bool told(int line, const char *words)
{
	for (int i = 0; i < problems.n; i++)
		if (problems.item[i].line == line && strstr(problems.item[i].text, words))
			return true;
	return false;
}

Test(xlsform, a_workbook_becomes_definitions_that_load)
{
	cr_assert(convert(data("encuesta.xlsx")), "%s", err.text);
	cr_expect_eq(form.preguntas, 11);
	cr_expect_eq(form.convertidas, 9);
	cr_expect_str_eq(form.titulo, "Encuesta de prueba");
	cr_expect(strstr(form.formulario.text, "    repeat: integrante\n"));
	cr_expect(strstr(form.formulario.text, "relevant: \"answered(${depto})\""));
	cr_expect(strstr(form.formulario.text, "- {note: \"Gracias por su tiempo: \\\"hasta pronto\\\"\"}"));
	cr_expect(strstr(form.variables.text, "choice_filter: depto"));
	cr_expect(strstr(form.variables.text, "{name: \"05001\", label: \"Medellín\", filter: \"05\"}"));
	cr_expect(strstr(form.formulario.text, "- {name: saberes_otro}"));
	cr_expect(told(2, "«inicio» queda fuera") && told(7, "«lugar» queda fuera") && told(16, "«concat» no está en nuestro lenguaje"));
	int before = problems.n;
	cr_expect(xlsform_check(&form, &arena, &problems), "%s", problems.n > before ? problems.item[before].text : "");
}

Test(xlsform, the_same_from_csv)
{
	cr_assert(convert(data("encuesta.xlsx")));
	struct xlsform first = form;
	int told_first = problems.n;
	cr_assert(convert(data("encuesta.csv")), "%s", err.text);
	cr_expect_str_eq(form.variables.text, first.variables.text);
	cr_expect_str_eq(form.formulario.text, first.formulario.text);
	cr_expect_eq(problems.n, 2 * told_first);
}

Test(xlsform, groups_within_groups)
{
	cr_assert(convert_text("survey;;;\n;type;name;label;relevant\n;integer;edad;Edad;\n;begin group;a;Afuera;${edad} > 5\n;begin group;b;Adentro;${edad} < 18\n;text;x;X;\n"
		";end group;;;\n;text;y;Y;\n;end group;;;\n;begin repeat;mascotas;Mascotas;\n;text;z;Z;\n;end repeat;;;\n"), "%s", err.text);
	cr_expect(strstr(form.formulario.text, "  - label: \"Adentro\"\n    relevant: \"(${edad} > 5) and (${edad} < 18)\"\n    fields:\n      - name: x\n"), "%s", form.formulario.text);
	cr_expect(strstr(form.formulario.text, "  - label: \"Afuera\"\n    relevant: \"${edad} > 5\"\n    fields:\n      - name: y\n"), "%s", form.formulario.text);
	cr_expect_eq(problems.n, 0);
	cr_expect(xlsform_check(&form, &arena, &problems));
}

/* A repeat that is not of the members stays one, with the groups within it; sums over it are said in our way. */
Test(xlsform, a_repeat_of_anything)
{
	cr_assert(convert_text("survey;;;;;;;;\n;type;name;label;relevant;calculation;repeat_count;appearance;required_message\n;begin repeat;mascota;Mascotas;;;5;;\n;text;Animal;¿Qué animal?;;;;;\n"
		";begin group;salud;Salud;${Animal} = 'perro';;;;\n;integer;gasto;Gasto;;;;;\n;begin group;vet;Veterinario;;;;;\n;select_one yn;va;¿Va?;;;;horizontal;\n;end group;;;;;;;\n;end group;;;;;;;\n"
		";text;nota;Nota;;;;multiline;\n;begin repeat;cachorro;Cachorros;;;;;\n;text;z;Z;;;;;\n;end repeat;;;;;;;\n;end repeat;;;;;;;\n;calculate;total;Total;;sum(${gasto});;;\n;integer;fin;Fin;;;;signature;\n"
		"choices;;;;;;;;\n;list_name;name;label;;;;;\n;yn;si;Sí;;;;;\n;yn;no;No;;;;;\n"), "%s", err.text);
	cr_expect(strstr(form.variables.text, "{name: mascota, level: hogar, type: repeat, label: \"Mascotas\", max: 5}"), "%s", form.variables.text);
	cr_expect(strstr(form.variables.text, "repeat: mascota"));
	cr_expect(strstr(form.variables.text, "appearance: columns") && strstr(form.variables.text, "appearance: multiline"));
	cr_expect(strstr(form.variables.text, "sum(${mascota}/${gasto})"), "%s", form.variables.text);
	cr_expect(strstr(form.formulario.text, "    repeat: mascota\n    fields:\n      - name: animal\n      - group: \"Salud\"\n        relevant: \"${animal} = 'perro'\"\n        fields:\n"
		"          - name: gasto\n          - group: \"Veterinario\"\n            fields:\n              - name: va\n      - name: nota\n"), "%s", form.formulario.text);
	cr_expect(told(12, "«cachorro» está dentro de otro") && told(13, "«z» queda fuera") && told(17, "appearance «signature»"));
	int before = problems.n;
	cr_expect_eq(before, 3);
	cr_expect(xlsform_check(&form, &arena, &problems), "%s\n%s", problems.n > before ? problems.item[before].text : "", form.variables.text);
}

Test(xlsform, a_repeat_of_each_member)
{
	cr_assert(convert_text("survey;;;;\n;type;name;label;relevant\n;begin repeat;integrante;Personas;\n;integer;edad;Edad;\n;begin repeat;curso;Cursos;${edad} > 14\n;text;curso_nombre;¿Cuál?;\n;end repeat;;;\n"
		";text;oficio;Oficio;\n;end repeat;;;\n"), "%s", err.text);
	cr_expect_eq(problems.n, 0, "%s", problems.n ? problems.item[0].text : "");
	cr_expect(strstr(form.variables.text, "{name: curso, level: integrante, type: repeat, label: \"Cursos\"}"), "%s", form.variables.text);
	cr_expect(strstr(form.formulario.text, "    repeat: curso\n    relevant: \"${edad} > 14\"\n    fields:\n      - name: curso_nombre\n"), "%s", form.formulario.text);
	cr_expect(xlsform_check(&form, &arena, &problems), "%s", problems.n ? problems.item[0].text : "");
}

Test(xlsform, what_has_no_equivalent_is_told)
{
	cr_assert(convert_text("survey;;;;;\n;type;name;label;media::image;parameters\n;range;nota;Nota de ${x};foto.png;start=1 end=5\n;select_one_from_file lugares.csv;lugar;Lugar;;\n"), "%s", err.text);
	cr_expect(told(2, "la columna «media::image» no se convierte"));
	cr_expect(told(3, "nombra otra respuesta"));
	cr_expect(told(4, "cópielo junto a las definiciones"));
	cr_expect(strstr(form.variables.text, "min: 1") && strstr(form.variables.text, "max: 5"), "%s", form.variables.text);
	cr_expect(strstr(form.variables.text, "choices:\n  lugares: {file: \"lugares.csv\"}"), "%s", form.variables.text);
}

/* Converted, since it is our language too, but it gives another number. */
Test(xlsform, a_division_is_told)
{
	cr_assert(convert_text("survey;;;;\n;type;name;label;calculation;constraint;relevant\n;integer;n_div;N;;;\n;calculate;medio;M;${n_div} div 2;;\n;integer;a;A;;. <= 10 div 3;\n"
		";integer;b;B;;;${n_div} > 1 div 2\n;integer;c;C;;;${n_div} > 2\n;text;d;D;;. != 'a div b';\n"), "%s", err.text);
	cr_expect(strstr(form.variables.text, "calculation: \"${n_div} div 2\""), "%s", form.variables.text);
	cr_expect(told(4, "calculation: «div» aquí da el cociente entero") && told(5, "constraint: «div»") && told(6, "relevant: «div»"));
	cr_expect_eq(problems.n, 3, "%s", problems.n ? problems.item[problems.n - 1].text : "");
}

/* «otro» is of the question that asks for it: another one with the same list keeps its choices. */
Test(xlsform, another_choice_is_of_its_question)
{
	cr_assert(convert_text("survey;;;\n;type;name;label\n;select_one color or_other;uno;Uno\n;select_one color;dos;Dos\n;select_multiple_from_file x.csv or_other;tres;Tres\n"
		"choices;;;\n;list_name;name;label\n;color;rojo;Rojo\n;color;azul;Azul\n"), "%s", err.text);
	cr_expect(strstr(form.variables.text, "  - name: uno\n    level: hogar\n    type: select_one\n    label: \"Uno\"\n    choices: color_otro\n"), "%s", form.variables.text);
	cr_expect(strstr(form.variables.text, "    label: \"Dos\"\n    choices: color\n"), "%s", form.variables.text);
	cr_expect(strstr(form.variables.text, "  color:\n    - {name: \"rojo\", label: \"Rojo\"}\n    - {name: \"azul\", label: \"Azul\"}\n  color_otro:\n    - {name: \"rojo\", label: \"Rojo\"}\n"
		"    - {name: \"azul\", label: \"Azul\"}\n    - {name: otro, label: \"Otro\"}\n"), "%s", form.variables.text);
	cr_expect(told(5, "or_other de «tres» sin convertir"));
	cr_expect_not(strstr(form.formulario.text, "tres_otro"));
}

Test(xlsform, expressions)
{
	static const struct { const char *theirs, *ours, *why; } cases[] = {
		{ "${Edad} >= 18 and selected(${x}, 'a')", "${edad} >= 18 and selected(${x}, 'a')", NULL },
		{ "${Nombre Completo} != ''", "answered(${nombre_completo})", NULL },
		{ "not(${x} = \"\")", "not(not(answered(${x})))", NULL },
		{ "regex(., '^[A-Z]+$')", "regex(., '^[A-Z]+$')", NULL },
		{ "if(${x} = \"si\", 1, 0)", "if(${x} = 'si', 1, 0)", NULL },
		{ "position(..) > 1", NULL, "«position»" },
		{ "jr:choice-name(${x}, 'x')", NULL, "«jr:choice-name»" },
		{ "${x", NULL, "llave" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *why, *ours = xlsform_expression(cases[i].theirs, &arena, &why);
		if (cases[i].ours)
			cr_expect(ours && strcmp(ours, cases[i].ours) == 0, "%s: %s", cases[i].theirs, ours ? ours : why);
		else
			cr_expect(!ours && strstr(why, cases[i].why), "%s: %s", cases[i].theirs, ours ? ours : why);
	}
}

Test(xlsform, what_is_no_survey)
{
	cr_expect_not(convert_text("nombre;edad\nAna;3\n"));
	cr_expect(strstr(err.text, "survey"));
	cr_expect_not(convert(data("encuesta.txt")));
	cr_expect_eq(err.code, ERR_USAGE);
	cr_expect_not(convert(data("no-existe.xlsx")));
	cr_expect_eq(err.code, ERR_DATA);
	cr_expect_not(convert_text("survey;;\n;pregunta;x\n;text;a\n"));
	cr_expect(strstr(err.text, "type o name"));
}

/* Cut and flipped at every few bytes: it is refused or read, never a crash. */
Test(xlsform, a_damaged_workbook_is_refused)
{
	char bytes[16384], *path = arena_printf(&arena, "/tmp/logros-xlsform-%d.xlsx", (int)getpid());
	FILE *f = fopen(data("encuesta.xlsx"), "r");
	cr_assert_not_null(f);
	size_t n = fread(bytes, 1, sizeof bytes, f);
	fclose(f);
	cr_assert(n > 1000 && n < sizeof bytes);
	for (size_t at = 0; at < n; at += 37) {
		bytes[at] ^= 0x5a;
		f = fopen(path, "w");
		fwrite(bytes, 1, at % 2 ? n : at + 20 < n ? at + 20 : n, f);
		fclose(f);
		bytes[at] ^= 0x5a;
		err = (struct err){ 0 };
		bool good = convert(path);
		cr_expect(good || err.text[0], "byte %zu", at);
	}
	unlink(path);
}
