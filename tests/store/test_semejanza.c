/* Two people: what typing does to a name, a document, a date, costs little; what tells relatives apart costs much. */
#include "store/semejanza.h"
#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;
static void start(void) { arena_init(&arena); }
static void stop(void) { arena_done(&arena); }
TestSuite(semejanza, .init = start, .fini = stop);

/* «nombres|apellidos|tipo documento|nacimiento|sexo|teléfono» */
static struct rasgos person(const char *text)
{
	static const char *const name[] = { "nombre1", "apellido1", "tipo_documento", "numero_documento", "fecha_nacimiento", "sexo", "telefono" };
	char *rest = arena_strdup(&arena, text);
	struct answers *a = arena_new(&arena, struct answers);
	struct rasgos r;

	answers_init(a, &arena);
	for (size_t i = 0; i < sizeof name / sizeof *name && rest; i++) {
		const char *word = strsep(&rest, "|");
		answers_set(a, name[i], i == 4 ? value_date(date_parse_iso(word)) : value_text(word));
	}
	rasgos_of(a, &arena, &r);
	return r;
}

static int points(const char *a, const char *b, const char **why)
{
	struct rasgos x = person(a), y = person(b);
	int one = semejanza_persona(&x, &y, NULL, NULL, &arena, why), other = semejanza_persona(&y, &x, NULL, NULL, &arena, NULL);

	cr_expect_eq(one, other, "%s / %s: the order matters", a, b);
	return one;
}

#define BASE "Luz Marina|Zapata Cano|cc|43111001|1986-04-11|m|3001112233"

Test(semejanza, errors_of_data_entry)
{
	static const struct { const char *typed, *said; } again[] = {
		{ "Luz Marina|Zapata Cano|cc|43111001|1986-04-11|m|", "mismo documento; nombres iguales; nacieron el mismo día" },
		{ "LUZ MARINA|ZAPATA CANO|cc|43.111.001|1986-04-11|m|", "mismo documento; nombres iguales; nacieron el mismo día" },
		{ "Lus Marina|Sapata Kano|||1986-04-11|m|", "nombres que suenan igual; nacieron el mismo día" },
		{ "Luz Maruna|Zapata Cano|||1986-04-11|m|", "nombres iguales salvo una letra; nacieron el mismo día" },
		{ "Luz|Zapata|||1986-04-11|m|", "nombres iguales, a uno le falta un nombre o apellido; nacieron el mismo día" },
		{ "Luz Marina|Cano Zapata|||1986-04-11|m|", "nombres iguales, con los apellidos en otro orden; nacieron el mismo día" },
		{ "Zapata Cano|Luz Marina|||1986-04-11|m|", "nombres iguales, con nombres y apellidos cambiados de lugar; nacieron el mismo día" },
		{ "Marina|Zapata Cano|||1986-04-11|m|", "nombres iguales, a uno le falta un nombre o apellido; nacieron el mismo día" },
		{ "Luz Marina|Zapata Cano|cc|43111010|1986-11-04|m|", "documentos iguales salvo un número; nombres iguales; fechas de nacimiento iguales con el día y el mes cambiados" },
		{ "Luz Marina|Zapata Cano|cc|4311101|1987-04-11|m|", "documentos iguales salvo un número; nombres iguales; fechas de nacimiento iguales salvo un número" },
		{ "Luz Marina|Zapata Cano|cc|99888777|1986-04-11|m|", "nombres iguales; nacieron el mismo día" },
		{ "Luz Marina|Zapata Cano||||m|3001112233", "nombres iguales; mismo teléfono" },
		{ "Persona|Distinta|cc|43111001|1999-01-01|h|", "mismo documento" },
	};

	for (size_t i = 0; i < sizeof again / sizeof *again; i++) {
		const char *why;
		cr_expect_geq(points(BASE, again[i].typed, &why), SEMEJANZA_MIN, "%s: %s", again[i].typed, why);
		cr_expect_str_eq(why, again[i].said, "%s: %s", again[i].typed, why);
	}
}

/* Somebody has to look at one number that two have; who is who it says only of one kind of document. */
Test(semejanza, one_number_under_two_kinds_of_document)
{
	static const struct { const char *other; int look, who; } row[] = {
		{ "Persona|Distinta|cc|43111001|1999-01-01|h|", SEMEJANZA_MIN, SEMEJANZA_MIN },
		{ "Persona|Distinta|ti|43111001|1999-01-01|h|", SEMEJANZA_MIN, 0 },
		{ "Luz Marina|Zapata Cano|ti|43111001|1986-04-11|m|", SEMEJANZA_MAX, SEMEJANZA_MAX },
	};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct rasgos a = person(BASE), b = person(row[i].other);
		cr_expect_eq(semejanza_persona(&a, &b, NULL, NULL, &arena, NULL), row[i].look, "%s", row[i].other);
		cr_expect_eq(semejanza_emparejar(&a, &b, NULL, NULL, &arena), row[i].who, "%s", row[i].other);
	}
}

Test(semejanza, relatives_and_strangers)
{
	static const struct { const char *who, *other; } apart[] = {
		{ "a sister", "Gloria Elena|Zapata Cano|cc|43111002|1988-06-02|m|3001112233" },
		{ "a twin", "Gloria Elena|Zapata Cano|cc|43111002|1986-04-11|m|3001112233" },
		{ "a twin who shares the first name", "Luz Helena|Zapata Cano|cc|43111002|1986-04-11|m|3001112233" },
		{ "a mother of the same name", "Luz Marina|Zapata Ríos|cc|21555001|1960-09-30|m|3001112233" },
		{ "a daughter of the same name", "Luz Marina|Ospina Zapata|ti|1017000111|2010-04-12|m|3001112233" },
		{ "a namesake", "Luz Marina|Zapata Cano|cc|32999888|1979-12-24|m|" },
		{ "a cousin", "Luz Marina|Zapata Ochoa|cc|32999888|1986-07-19|m|" },
		{ "a stranger born on the same day", "Sandra Milena|Restrepo Díaz|cc|43999888|1986-04-11|m|" },
		{ "a namesake without anything else", "Luz|Zapata||||m|" },
	};

	for (size_t i = 0; i < sizeof apart / sizeof *apart; i++) {
		const char *why;
		int n = points(BASE, apart[i].other, &why);
		cr_expect_lt(n, SEMEJANZA_MIN, "%s: %d (%s)", apart[i].who, n, why);
	}
}

Test(semejanza, a_document_that_says_there_is_none_says_nothing)
{
	cr_expect_lt(points("Ana|Ríos|nt|0|1990-01-01|m|", "Luz|Cano|nt|0|1970-05-05|m|", &(const char *){ NULL }), SEMEJANZA_MIN);
	cr_expect_lt(points("||||||", "||||||", &(const char *){ NULL }), SEMEJANZA_MIN, "nothing known is no likeness");
}

static struct ficha *household(const char *const *who, int n)
{
	struct ficha *f = arena_new(&arena, struct ficha);

	ficha_init(f, &arena);
	for (int i = 0; i < n; i++) {
		struct rasgos r = person(who[i]);
		struct record m;
		record_init(&m, &arena, RECORD_INTEGRANTE, 1, (uint32_t)i + 1);
		answers_set(&m.fields, "nombre1", value_text(r.nombre[0].texto));
		answers_set(&m.fields, "apellido1", value_text(r.apellido[0].texto));
		answers_set(&m.fields, "fecha_nacimiento", value_date(r.nacio));
		answers_set(&m.fields, "parentesco", value_choice(i ? "hijo" : "jefe"));
		ficha_add(f, &m);
	}
	return f;
}

static struct semejanza compare(const struct ficha *a, const struct ficha *b)
{
	struct rasgos_hogar x, y;
	struct semejanza s;

	rasgos_hogar_of(a, &arena, &x);
	rasgos_hogar_of(b, &arena, &y);
	semejanza_hogares(&x, &y, &arena, &s);
	return s;
}

Test(semejanza, a_family_or_one_person_of_it)
{
	static const char *const all[] = { "Luz|Zapata|||1986-04-11||", "Juan|Zapata|||2015-08-02||", "Dora|Zapata|||2018-05-05||", "Inés|Zapata|||2020-01-01||" };
	static const char *const child[] = { "Rosa|Quintero|||1980-01-01||", "Dora|Zapata|||2018-05-05||", "Pedro|Quintero|||2003-03-03||" };
	struct ficha *a = household(all, 4), *same = household(all, 3), *other = household(child, 3);
	struct semejanza s = compare(a, same);

	cr_expect_eq(s.n, 3);
	cr_expect_eq(s.tipo, SEMEJANZA_FAMILIA);
	s = compare(a, other);
	cr_expect_eq(s.n, 1);
	cr_expect_eq(s.tipo, SEMEJANZA_PERSONA);
	cr_expect_eq(s.coincidencia[0].a, 2);
	cr_expect_eq(s.coincidencia[0].b, 1);
	s = compare(household(all, 1), household(child, 1));
	cr_expect_eq(s.n, 0);
}
