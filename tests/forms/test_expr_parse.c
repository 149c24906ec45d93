/* What is refused at load, with its column (the expression begins at 7:20) and its reason. */
#include "expr_world.h"

static struct world w;

static void start(void)
{
	world_init(&w);
}

static void end(void)
{
	world_done(&w);
}

TestSuite(expr_parse, .init = start, .fini = end);

struct mistake { const char *text, *problem; };

static void expect_all(const struct mistake *m, int n)
{
	for (int i = 0; i < n; i++) {
		const struct expr *x = world_compile(&w, m[i].text);
		struct strbuf out;
		strbuf_init(&out, &w.arena);
		for (int k = 0; k < w.problems.n; k++)
			strbuf_printf(&out, "%s%d: %s", k ? " / " : "", w.problems.item[k].col - 20, w.problems.item[k].text);
		cr_expect_null(x, "%s", m[i].text);
		cr_expect_str_eq(out.text, m[i].problem, "%s\n  told   %s\n  wanted %s", m[i].text, out.text, m[i].problem);
		cr_expect(!w.problems.n || (w.problems.item[0].line == 7 && strcmp(w.problems.item[0].file, "regla.yaml") == 0));
	}
}

#define EXPECT(...) do { const struct mistake m[] = { __VA_ARGS__ }; expect_all(m, sizeof m / sizeof *m); } while (0)

Test(expr_parse, grammar)
{
	EXPECT({ "", "0: se espera un valor y aquí está el final" },
	       { "1 +", "3: se espera un valor y aquí está el final" },
	       { "(1", "2: se espera «)» y aquí está el final" },
	       { "1 2", "2: sobra «2»: falta «and», «or» u otro operador antes" },
	       { "1 < 2 < 3", "6: las comparaciones no se encadenan: escriba «a < b and b < c»" },
	       { "6 / 2", "2: la división entera se escribe «div»" },
	       { "(6 / 2)", "3: la división entera se escribe «div»" },
	       { "not ${ahorra}", "0: «not» necesita paréntesis: not(…)" },
	       { "nott(1 = 1)", "0: función desconocida «nott»; quizá «not»" },
	       { "promedio(1)", "0: función desconocida «promedio»" },
	       { "cuartos > 1", "0: «cuartos» está suelto: una variable se escribe ${cuartos} y un texto 'cuartos'" },
	       { "if(1 = 1, 2)", "0: «if» lleva 3 valores y tiene 2" },
	       { "coalesce(1)", "0: «coalesce» lleva al menos 2 valores y tiene 1" },
	       { "today(1)", "0: «today» lleva 0 valores y tiene 1" },
	       { "if(1 = 1 2, 3)", "9: se espera «,» y aquí está «2»" },
	       { "${cuartos} in 1", "14: se espera «(» y aquí está «1»" },
	       { "${cuartos} in (1, ${cuartos})", "18: en la lista de «in» van valores escritos: ('a', 'b') o (1, 2)" });
}

Test(expr_parse, words_of_other_languages)
{
	EXPECT({ "${cuartos} == 1", "11: la igualdad se escribe con un solo «=»" },
	       { "${cuartos} <> 1", "11: «distinto de» se escribe «!=»" },
	       { "${cuartos} ≥ 1", "11: «mayor o igual» se escribe «>=»" },
	       { "1 = 1 && 2 = 2", "6: «y» se escribe «and»" },
	       { "${zona} = “u”", "10: use comillas rectas: 'texto'" },
	       { "${zona} = 'u", "10: comillas sin cerrar" },
	       { "$cuartos > 1", "0: una variable se escribe ${nombre}" },
	       { "{cuartos} > 1", "0: una variable se escribe ${nombre}" },
	       { "${baño} > 1", "0: una variable se escribe ${nombre}: con llaves, minúsculas sin tildes, números y _" },
	       { "1.200.000 > 1", "0: los números van sin puntos de miles y con punto decimal: 1200000, 11.5" },
	       { "1234567890123456789 > 1", "0: el número es demasiado largo" },
	       { "5anios > 1", "0: un número y un nombre van separados por un espacio o un signo" },
	       { "${cuartos} # 1", "11: el carácter «#» no va aquí" },
	       { "1 =\x01 1", "3: hay un carácter invisible que no va en una expresión" });
}

/* Columns count letters, not bytes. */
Test(expr_parse, columns_are_letters)
{
	EXPECT({ "${telefono} = 'ñandú' and ${x}", "26: no hay una variable «x» en el diccionario" });
}

Test(expr_parse, names)
{
	EXPECT({ "${cuarto} > 1", "0: no hay una variable «cuarto»; quizá «cuartos»" },
	       { "${inventada} > 1", "0: no hay una variable «inventada» en el diccionario" },
	       { "${uno} > ${dos}", "0: no hay una variable «uno» en el diccionario / 9: no hay una variable «dos» en el diccionario" },
	       { ". > 1", "0: «.» es el valor que se está revisando y solo vale en «constraint»; aquí escriba ${nombre}" });
}

Test(expr_parse, choices)
{
	EXPECT({ "${zona} = 'x'", "10: «x» no está en la lista «zona» (u, r…)" },
	       { "'x' != ${zona}", "0: «x» no está en la lista «zona» (u, r…)" },
	       { "${piso} in ('tierra', 'sement', 'cemento')", "22: «sement» no está en la lista «piso»; quizá «cemento»" },
	       { "${piso} = 'cement'", "10: «cement» no está en la lista «piso»; quizá «cemento»" },
	       { "selected(${servicios}, 'telefonia')", "23: «telefonia» no está en la lista «servicios» (agua, luz…)" },
	       { "if(${cuartos} > 1, ${zona}, 'q') = 'u'", "28: «q» no está en la lista «zona» (u, r…)" },
	       { "coalesce(${zona}, 'u') = 'q'", "25: «q» no está en la lista «zona» (u, r…)" },
	       { "${clase} = 'q'", "11: «q» no está en la lista «zona» (u, r…)" },
	       { "${zona} = ${piso}", "10: son opciones de listas distintas: «zona» y «piso»" });
}

Test(expr_parse, types)
{
	EXPECT({ "${ahorra} = 'si'", "12: se responde sí o no: en vez de comparar con un texto escriba ${ahorra} o not(${ahorra})" },
	       { "${cuartos} = '3'", "13: un número va sin comillas" },
	       { "${zona} = 1", "10: una opción va entre comillas, aunque sea un número" },
	       { "${visto} > '2026-01-01'", "11: una fecha se escribe date('2026-01-31')" },
	       { "${visto} > 3", "11: no van juntos una fecha y un número" },
	       { "${zona} < 'u'", "8: el orden (<, <=, >, >=) es para números y fechas; lo demás se compara con = y !=" },
	       { "${servicios} = 'agua'", "0: en una selección múltiple se pregunta con selected(${servicios}, 'opción')" },
	       { "${telefono} = ''", "14: para saber si hay respuesta use answered(${nombre}) o not(answered(${nombre}))" },
	       { "${cuartos} and ${ahorra}", "0: se espera un sí o no y esto es un número" },
	       { "not(${zona})", "4: se espera un sí o no; compare: ${zona} = 'u'" },
	       { "${zona} + 1 > 2", "0: se espera un número y esto es un texto" },
	       { "1 - ${visto} > 2", "4: se espera un número y esto es una fecha" },
	       { "${cuartos} div 0", "15: no se puede dividir por cero" },
	       { "if(${cuartos}, 1, 2)", "3: se espera un sí o no y esto es un número" },
	       { "if(${ahorra}, 1, 'a')", "17: un número va sin comillas" },
	       { "date('2026-02-30') > today()", "5: se espera una fecha del calendario, escrita date('2026-01-31')" },
	       { "date(${telefono}) > today()", "5: se espera una fecha del calendario, escrita date('2026-01-31')" },
	       { "years-between(${cuartos}, today()) > 1", "14: se espera una fecha y esto es un número" },
	       { "string-length(${cuartos}) > 1", "14: se espera un texto y esto es un número" },
	       { "count-selected(${zona}) > 1", "15: se espera una selección múltiple y esto es un texto" },
	       { "selected(${telefono}, 'a')", "9: selected pregunta por una variable con lista de opciones" },
	       { "selected(${servicios}, ${zona})", "23: aquí va el nombre de una opción escrito entre comillas" },
	       { "answered(1)", "9: answered pregunta por una variable: answered(${nombre})" },
	       { "min(${zona}, ${zona}) = 'u'", "4: min y max son para números y fechas" },
	       { "${servicios} in ('agua')", "0: en una selección múltiple se pregunta con selected(${servicios}, 'opción') / 0: «in» es para opciones, textos, números y fechas" });
}

/* One mistake is told once, however much hangs on it. */
Test(expr_parse, a_mistake_does_not_spread)
{
	EXPECT({ "not((${nada} + 1) * 2 > 3 or ${nada} = 'u') and ${ahorra}",
		 "5: no hay una variable «nada» en el diccionario / 29: no hay una variable «nada» en el diccionario" },
	       { "sum(${integrante}[${edad} > 'a']/${ingreso}) > 5", "28: un número va sin comillas" });
}

Test(expr_parse, decimals)
{
	w.scope.me = 0;
	EXPECT({ "${talla} > 11.55", "11: el número tiene más decimales que aquello con lo que va (1); los puntos de miles no se escriben" },
	       { "${edad} > 5.5", "10: el número tiene más decimales que aquello con lo que va (0); los puntos de miles no se escriben" },
	       { "${talla} > ${edad}", "11: los decimales no coinciden: uno lleva 1 y el otro 0" },
	       { "${talla} * ${talla} > 1", "9: no se multiplican dos números con decimales" },
	       { "${nacimiento} + ${talla} > today()", "16: a una fecha se le suman días enteros" });
	cr_expect_not_null(world_must(&w, "${talla} > 110 and ${talla} * 2 > 11.5 and ${talla} div 2 < 60 and ${talla} div 1.5 > 3"));
}

Test(expr_parse, levels)
{
	EXPECT({ "${edad} > 5", "0: «edad» es un dato de cada integrante y aquí se pregunta por el hogar: cuente o busque entre los integrantes, "
			"por ejemplo exists(${integrante}[…]) o count(${integrante}[…])" },
	       { "${resultado} = 'si'", "0: «resultado» es una respuesta de la visita y esta regla vale fuera de las visitas" });
	w.scope.me = 1;
	cr_expect_not_null(world_must(&w, "${edad} > 5 and ${zona} = 'u' and count(${integrante}[${edad} > 5 and ${zona} = 'u']) > 1"));
	struct expr_where where = { .file = "f", .level = LEVEL_VISITA, .self = EXPR_ANY, .want = EXPR_BOOL };
	cr_expect_not_null(expr_compile(&w.arena, &w.dict, "${resultado} = 'si'", &where, &w.problems));
	where.level = LEVEL_HECHO;
	cr_expect_not_null(expr_compile(&w.arena, &w.dict, "${resultado} = 'si'", &where, &w.problems));
	where.level = LEVEL_INTEGRANTE;
	where.visita = true;
	cr_expect_not_null(expr_compile(&w.arena, &w.dict, "${resultado} = 'si'", &where, &w.problems));
}

Test(expr_parse, members)
{
	EXPECT({ "${integrante} > 1", "0: ${integrante} va dentro de count, exists, sum, min o max" },
	       { "${integrante}", "0: ${integrante} va dentro de count, exists, sum, min o max" },
	       { "min(1, ${integrante}/${edad}) > 1", "7: ${integrante} va dentro de count, exists, sum, min o max" },
	       { "count(${cuartos}) > 1", "6: se cuentan integrantes o filas: ${integrante}[condición]" },
	       { "count(${integrante}/${edad}) > 1", "20: al contar no va «/»: la condición va entre corchetes" },
	       { "sum(${integrante}[${ahorra}]) > 1", "4: falta qué dato: ${integrante}[condición]/${dato}" },
	       { "sum(${cuartos}) > 1", "4: se suma sobre los integrantes o las filas: sum(${integrante}[condición]/${dato})" },
	       { "min(${cuartos}) > 1", "0: lleva al menos dos valores, o integrantes: ${integrante}[condición]/${dato}" },
	       { "sum(${integrante}/${nacimiento}) > 1", "18: se espera un número y esto es una fecha" },
	       { "max(${integrante}/${sexo}) = 'h'", "18: min y max son para números y fechas" },
	       { "count(${integrante}[${edad}]) > 1", "20: se espera un sí o no y esto es un número" },
	       { "count(${integrante}[count(${integrante}) > 1]) > 1", "26: una cuenta de integrantes o de filas no va dentro de otra; guárdela en una variable con «calculation»" });
}

Test(expr_parse, patterns)
{
	EXPECT({ "regex(${telefono}, ${telefono})", "19: aquí va el patrón escrito entre comillas" },
	       { "regex(${telefono}, '[0-9')", "19: en el patrón falta cerrar un corchete «]»" },
	       { "regex(${telefono}, '(a')", "19: en el patrón los paréntesis no tienen pareja" },
	       { "regex(${telefono}, '(a)\\1')", "19: un patrón no puede volver sobre lo anterior (\\1)" },
	       { "regex(${telefono}, '(a{40}){40}')", "19: las repeticiones del patrón pasan de 1000 en total" },
	       { "regex(${telefono}, 'a{99999}')", "19: las repeticiones del patrón pasan de 1000 en total" },
	       { "regex(${telefono}, 'a+++++++++++++++++++++++++++++')", "19: las repeticiones del patrón pasan de 1000 en total" },
	       { "regex(${telefono}, '((((((((((a+)+)+)+)+)+)+)+)+)+)+')", "19: las repeticiones del patrón pasan de 1000 en total" },
	       { "regex(${telefono}, '(ab{3}[]a-z]{2,}){200}')", "19: las repeticiones del patrón pasan de 1000 en total" });
}

Test(expr_parse, wanted_type)
{
	struct expr_where where = { .file = "f", .line = 1, .col = 1, .level = LEVEL_HOGAR, .self = EXPR_ANY, .want = EXPR_BOOL };
	cr_expect_null(expr_compile(&w.arena, &w.dict, "1 + 1", &where, &w.problems));
	cr_expect_str_eq(w.problems.item[0].text, "se espera un sí o no y esto es un número");
	where.want = EXPR_INT;
	const struct expr *x = expr_compile(&w.arena, &w.dict, "1 + 1", &where, &w.problems);
	cr_assert_not_null(x);
	cr_expect_eq(expr_result(x), EXPR_INT);
	cr_expect_str_eq(expr_source(x), "1 + 1");
}

static const struct expr *result_for(const char *variable, const char *text)
{
	const struct variable *v = dict_find(&w.dict, variable);
	struct expr_where where = { .file = "f", .line = 1, .col = 1, .level = v->level, .self = EXPR_ANY, .self_var = v, .want = v->choices ? EXPR_SET : EXPR_INT };
	where.want = strcmp(variable, "zona") == 0 ? EXPR_TEXT : where.want;
	w.problems.n = 0;
	return expr_compile(&w.arena, &w.dict, text, &where, &w.problems);
}

Test(expr_parse, a_result_for_a_variable_has_its_choices_and_decimals)
{
	cr_expect_null(result_for("zona", "if(${cuartos} > 1, 'u', 'w')"));
	cr_expect_str_eq(w.problems.item[0].text, "«w» no está en la lista «zona» (u, r…)");
	cr_expect_eq(w.problems.item[0].col, 25);
	cr_expect_null(result_for("zona", "${piso}"));
	cr_expect_null(result_for("servicios", "'agua vino'"));
	cr_expect_str_eq(w.problems.item[0].text, "«vino» no está en la lista «servicios» (agua, luz…)");
	const struct expr *x = result_for("servicios", "if(1 = 1, 'gas agua', '')");
	cr_assert_not_null(x);
	struct value v = expr_eval(x, &w.scope, NULL);
	cr_expect(v.kind == VALUE_SET && strcmp(v.text, "agua gas") == 0, "in the order of the list");
	x = result_for("talla", "5");
	cr_expect_eq(expr_eval(x, &w.scope, NULL).num, 50);
	x = result_for("zona", "if(1 = 1, 'u', 'r')");
	cr_expect_eq(expr_eval(x, &w.scope, NULL).kind, VALUE_CHOICE);
}

static const char *repeated(const char *before, const char *part, const char *after, int times)
{
	struct strbuf out;
	strbuf_init(&out, &w.arena);
	for (int i = 0; i < times; i++)
		strbuf_add(&out, before);
	strbuf_add(&out, part);
	for (int i = 0; i < times; i++)
		strbuf_add(&out, after);
	return out.text;
}

Test(expr_parse, depth_and_size_are_limited)
{
	cr_expect_not_null(world_must(&w, repeated("(", "1 = 1", ")", 32)));
	EXPECT({ repeated("(", "1 = 1", ")", 33), "32: hay más de 32 paréntesis unos dentro de otros; reparta la expresión en variables con «calculation»" },
	       { repeated("not(", "1 = 1", ")", 4000), "131: hay más de 32 paréntesis unos dentro de otros; reparta la expresión en variables con «calculation»" },
	       { repeated("-", "${cuartos}", "", 4000), "32: hay más de 32 paréntesis unos dentro de otros; reparta la expresión en variables con «calculation»" },
	       { repeated("", "1", "+1", 4000), "199: la expresión encadena demasiadas operaciones; repártala en variables con «calculation»" });
	cr_expect_not_null(world_must(&w, repeated("", "1 = 1", " and 1 = 1", 200)), "flat conditions may be long");
	cr_expect_null(world_compile(&w, repeated("", "1 = 1", " or 1 = 1", 400)));
	cr_expect(strstr(w.problems.item[0].text, "la expresión es demasiado larga"), "%s", w.problems.item[0].text);
}

Test(expr_parse, position_in_a_file)
{
	static const char yaml[] =
		"plano: ${x} > 1\n"
		"comillas: \"${x} > 1\"\n"
		"  \n"
		"bloque: |\n"
		"  1 = 1 and\n"
		"  ${x} > 1\n"
		"vacio: \"\"\n"
		"lista: [a]\n";
	static const struct { const char *key; int line, col; } where[] = {
		{ "plano", 1, 8 }, { "comillas", 2, 12 }, { "vacio", 7, 8 }, { "lista", 8, 8 } };
	const struct yaml_node *root = yaml_parse(&w.arena, "p.yaml", yaml, sizeof yaml - 1, &w.problems);
	cr_assert(root, "%s", w.problems.n ? w.problems.item[0].text : "");
	for (size_t i = 0; i < sizeof where / sizeof *where; i++) {
		w.problems.n = 0;
		const struct expr_where here = { .level = LEVEL_HOGAR, .self = EXPR_ANY, .want = EXPR_BOOL };
		cr_expect_null(expr_compile_node(&w.arena, &w.dict, yaml_get(root, where[i].key), here, &w.problems));
		cr_assert_eq(w.problems.n, 1);
		cr_expect(w.problems.item[0].line == where[i].line && w.problems.item[0].col == where[i].col, "%s %d:%d", where[i].key,
			  w.problems.item[0].line, w.problems.item[0].col);
	}
}

static void gather(const struct variable *v, void *arg)
{
	strbuf_printf(arg, "%s ", v->name);
}

Test(expr_parse, variables_each_once_in_order)
{
	struct strbuf out;
	strbuf_init(&out, &w.arena);
	expr_variables(world_must(&w, "${zona} = 'u' and count(${integrante}[${edad} > 5 and ${zona} = 'r']) > ${cuartos}"), gather, &out);
	cr_expect_str_eq(out.text, "zona edad cuartos ");
}

/* Damaged and random texts: any answer will do, as long as it is one. */
Test(expr_parse, survives_anything)
{
	static const char *const pieces[] = { "${edad}", "${integrante}", "[", "]", "(", ")", "/", "and", "or", "not(", "count(", "sum(", "1", "'u'", "\"", "'", ".",
		"..", "-", "<", "=", "in", ",", "${", "$", "ñ", "\xff", "\x01", "if(", "date(", "regex(", "5.5", "\n", "min(", "mod" };
	struct rng rng;
	rng_seed(&rng, 7);
	for (int round = 0; round < 20000; round++) {
		struct strbuf out;
		struct arena a;
		arena_init(&a);
		strbuf_init(&out, &a);
		for (int n = rng_range(&rng, 0, 12); n > 0; n--)
			strbuf_printf(&out, "%s ", pieces[rng_range(&rng, 0, (int)(sizeof pieces / sizeof *pieces) - 1)]);
		struct problems p;
		problems_init(&p, &a);
		const struct expr_where where = { .file = "f", .line = 1, .col = 1, .level = LEVEL_INTEGRANTE, .self = EXPR_INT, .want = EXPR_ANY };
		const struct expr *x = expr_compile(&a, &w.dict, out.text, &where, &p);
		cr_assert_eq(x != NULL, p.n == 0, "%s", out.text);
		if (x) {
			struct trace t;
			trace_init(&t, &a);
			w.scope.me = 0;
			expr_eval(x, &w.scope, &t);
		}
		arena_done(&a);
	}
}
