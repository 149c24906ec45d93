/* The «¿por qué?»: what decided, in words that can be read aloud, and nothing else. */
#include "expr_world.h"

static struct world w;

static void start(void)
{
	world_init(&w);
	answers_set(&w.hogar, "zona", value_choice("u"));
	answers_set(&w.hogar, "servicios", value_set("agua luz"));
	answers_set(&w.hogar, "cuartos", value_int(1));
	answers_set(&w.hogar, "visto", value_date(date_make(2026, 10, 1)));
	answers_set(&w.hogar, "ahorra", (struct value){ .kind = VALUE_REFUSED });
	world_age(&w, 0, 12);
	world_age(&w, 1, 40);
	world_age(&w, 2, 8);
	answers_set(&w.member[0], "estudia", value_bool(false));
	answers_set(&w.member[2], "estudia", value_bool(true));
	answers_set(&w.member[0], "sexo", value_choice("m"));
	answers_set(&w.member[0], "ingreso", value_int(0));
	answers_set(&w.member[1], "ingreso", value_int(1200000));
	answers_set(&w.member[2], "ingreso", value_int(50000));
}

static void end(void)
{
	world_done(&w);
}

TestSuite(expr_trace, .init = start, .fini = end);

#define EXPECT(text, wanted) do { const char *got = world_trace(&w, text); cr_expect_str_eq(got, wanted, "%s\n%s", text, got); } while (0)

Test(expr_trace, household)
{
	EXPECT("${zona} = 'u'", "Zona: Urbana\n");
	EXPECT("${zona} = 'r'", "Zona: Urbana (que sea Rural: no)\n");
	EXPECT("${zona} != 'r'", "Zona: Urbana (que no sea Rural: sí)\n");
	EXPECT("not(${zona} = 'r')", "Zona: Urbana (que no sea Rural: sí)\n");
	EXPECT("${cuartos} >= 3", "Cuartos para dormir: 1 (mínimo 3: no)\n");
	EXPECT("3 > ${cuartos}", "Cuartos para dormir: 1 (menos de 3: sí)\n");
	EXPECT("${visto} >= date('2026-09-01')", "Última visita: 01/10/2026 (desde el 01/09/2026: sí)\n");
	EXPECT("${visto} > today() - 30", "Última visita: 01/10/2026 (después del 23/10/2026, que es hoy - 30: no)\n");
	EXPECT("selected(${servicios}, 'gas')", "Servicios: Acueducto, Energía (con Gas: no)\n");
	EXPECT("${logros_alcanzados} > 5", "Logros alcanzados: 7 (más de 5: sí)\n");
	EXPECT("days-between(${visto}, today()) > 28", "días desde Última visita: 52 (más de 28: sí)\n");
}

Test(expr_trace, a_member_has_a_name)
{
	w.scope.me = 0;
	EXPECT("${edad} >= 5 and ${edad} < 18", "Edad de María: 12 (entre 5 y 17: sí)\n");
	EXPECT("${edad} >= 5 and ${edad} <= 10", "Edad de María: 12 (entre 5 y 10: no)\n");
	EXPECT("${estudia}", "¿Estudia? de María: No (que sea Sí: no)\n");
	EXPECT("not(${estudia})", "¿Estudia? de María: No\n");
	EXPECT("${sexo} in ('h', 'otro')", "Sexo de María: Mujer (que sea Hombre u Otro: no)\n");
	EXPECT("${sexo} in ('h', 'm')", "Sexo de María: Mujer\n");
	EXPECT("${ingreso} >= 1500000", "Ingreso de María: $ 0 (mínimo $ 1.500.000: no)\n");
	EXPECT("${nacimiento} >= date('2014-01-01') and ${nacimiento} < date('2015-01-01')",
	       "Fecha de nacimiento de María: 01/01/2014 (entre el 01/01/2014 y el 31/12/2014: sí)\n");
	w.scope.integrante_name = NULL;
	EXPECT("${edad} > 3", "Edad de integrante 1: 12 (más de 3: sí)\n");
}

Test(expr_trace, only_what_decides)
{
	w.scope.me = 0;
	EXPECT("${edad} >= 5 and ${edad} <= 17 and ${sexo} = 'm' and not(${estudia})",
	       "Se cumplen todas:\n  Edad de María: 12 (entre 5 y 17: sí)\n  Sexo de María: Mujer\n  ¿Estudia? de María: No\n");
	EXPECT("${edad} >= 5 and ${estudia} and ${grado} > 3", "¿Estudia? de María: No (que sea Sí: no)\n");
	EXPECT("${sexo} = 'h' and ${estudia}",
	       "No se cumplen todas:\n  Sexo de María: Mujer (que sea Hombre: no)\n  ¿Estudia? de María: No (que sea Sí: no)\n");
	EXPECT("${grado} > 3 or ${sexo} = 'm'", "Sexo de María: Mujer\n");
	EXPECT("${edad} > 3 or ${sexo} = 'm'", "Se cumple alguna:\n  Edad de María: 12 (más de 3: sí)\n  Sexo de María: Mujer\n");
	EXPECT("not(${sexo} = 'm' and ${edad} > 3)",
	       "No se cumple ninguna:\n  Sexo de María: Mujer (que no sea Mujer: no)\n  Edad de María: 12 (máximo 3: no)\n");
	EXPECT("${sexo} = 'm' and (${edad} < 5 or not(${estudia}))", "Se cumplen todas:\n  Sexo de María: Mujer\n  ¿Estudia? de María: No\n");
	EXPECT("if(${edad} >= 18, ${ingreso} > 0, not(${estudia}))", "Edad de María: 12 (menos de 18: sí)\n¿Estudia? de María: No\n");
}

Test(expr_trace, what_is_missing)
{
	EXPECT("${piso} = 'tierra'", "Falta el dato: Piso\n");
	EXPECT("${ahorra}", "Falta el dato: ¿Ahorra? (no quiso responder)\n");
	EXPECT("not(answered(${piso}))", "Falta el dato: Piso\n");
	EXPECT("answered(${zona})", "Dato registrado: Zona\n");
	EXPECT("known-true(${piso} = 'tierra')", "Falta el dato: Piso\n");
	EXPECT("${personas} div (${cuartos} - 1) > 2", "No se puede calcular: Personas ÷ Cuartos para dormir - 1\n");
	w.scope.me = 3;
	EXPECT("${edad} > 5", "Falta el dato: Fecha de nacimiento de Luis\n");
	EXPECT("${edad} > 5 and ${zona} = 'u' and ${estudia} and ${grado} + ${edad} > 3",
	       "Falta saber si se cumplen todas:\n  Falta el dato: Fecha de nacimiento de Luis\n  Falta el dato: ¿Estudia? de Luis\n"
	       "  Falta el dato: Grado de Luis\n");
	EXPECT("${edad} > 5 and ${edad} != 8", "Falta el dato: Fecha de nacimiento de Luis\n");
	EXPECT("${edad} > 5 or ${zona} = 'r'", "Falta el dato: Fecha de nacimiento de Luis\n");
}

Test(expr_trace, how_many_and_who)
{
	EXPECT("count(${integrante}[${edad} >= 5 and ${edad} <= 17]) >= 2",
	       "Integrantes que cumplen: al menos 2 de 4 (María, Ana); mínimo 2: sí\n"
	       "  Edad de María: 12 (entre 5 y 17: sí)\n  Edad de Ana: 8 (entre 5 y 17: sí)\n");
	EXPECT("exists(${integrante}[${edad} >= 5 and ${edad} <= 17 and not(${estudia})])",
	       "Integrantes que cumplen: al menos 1 de 4 (María); mínimo 1: sí\n"
	       "  Se cumplen todas:\n    Edad de María: 12 (entre 5 y 17: sí)\n    ¿Estudia? de María: No\n");
	EXPECT("count(${integrante}[${estudia} and ${edad} > 10]) = 0",
	       "Integrantes que cumplen: 0 de 4 hasta ahora; ninguno: falta el dato\n  Condición: ¿Estudia?: Sí y Edad (más de 10)\n"
	       "  Falta el dato de: José, Luis\n    Falta el dato: ¿Estudia? de José\n"
	       "    Falta saber si se cumplen todas:\n      Falta el dato: ¿Estudia? de Luis\n      Falta el dato: Fecha de nacimiento de Luis\n");
	world_age(&w, 3, 70);
	EXPECT("exists(${integrante}[${edad} > 80 or ${ingreso} > 9000000 and ${edad} > 60])",
	       "Integrantes que cumplen: 0 de 4 hasta ahora; mínimo 1: falta el dato\n"
	       "  Condición: Edad (más de 80) o [Ingreso (más de $ 9.000.000) y Edad (más de 60)]\n"
	       "  Falta el dato de: Luis\n    Falta el dato: Ingreso de Luis\n");
	EXPECT("exists(${integrante}[${edad} > 80])", "Integrantes que cumplen: 0 de 4; mínimo 1: no\n  Condición: Edad (más de 80)\n");
	EXPECT("not(exists(${integrante}[${edad} > 80]))", "Integrantes que cumplen: 0 de 4; ninguno: sí\n  Condición: Edad (más de 80)\n");
	EXPECT("count(${integrante}[${edad} > 0]) > 3", "Integrantes que cumplen: 4 de 4 (María, José, Ana, Luis); más de 3: sí\n  Condición: Edad (más de 0)\n");
	EXPECT("count(${integrante}) > 3", "Integrantes: 4; más de 3: sí\n");
}

Test(expr_trace, how_much_of_each)
{
	EXPECT("sum(${integrante}/${ingreso}) < 2000000", "Falta el dato: Ingreso de Luis\n");
	answers_set(&w.member[3], "ingreso", value_int(0));
	EXPECT("sum(${integrante}/${ingreso}) < 2000000",
	       "Suma de Ingreso: $ 1.250.000 (menos de $ 2.000.000: sí)\n  José: $ 1.200.000\n  Ana: $ 50.000\n");
	EXPECT("sum(${integrante}[${ingreso} > 100000]/${ingreso}) >= 2000000",
	       "Suma de Ingreso con Ingreso (más de $ 100.000): $ 1.200.000 (mínimo $ 2.000.000: no)\n  José: $ 1.200.000\n");
	EXPECT("max(${integrante}[${edad} < 30]/${edad}) > 10", "Mayor Edad con Edad (menos de 30): al menos 12 (más de 10: sí)\n  María: 12\n");
	EXPECT("max(${integrante}[${edad} < 30]/${edad}) > 20", "Falta el dato: Fecha de nacimiento de Luis\n");
	EXPECT("max(${integrante}/${edad}) >= 40", "Mayor Edad: al menos 40 (mínimo 40: sí)\n  José: 40\n");
	world_age(&w, 3, 5);
	EXPECT("max(${integrante}/${edad}) >= 40", "Mayor Edad: 40 (mínimo 40: sí)\n  José: 40\n");
	EXPECT("sum(${integrante}/${ingreso}) div ${personas}", "Suma de Ingreso: $ 1.250.000\n  José: $ 1.200.000\n  Ana: $ 50.000\nPersonas: 4\n  Integrantes: 4\n");
}

Test(expr_trace, calculations)
{
	EXPECT("${hacinado}", "Hacinamiento: Sí\n  Personas: 4 (mínimo 3, que es 3 × Cuartos para dormir: sí)\n");
	answers_set(&w.hogar, "cuartos", value_int(2));
	EXPECT("${hacinado}", "Hacinamiento: No (que sea Sí: no)\n  Personas: 4 (mínimo 6, que es 3 × Cuartos para dormir: no)\n");
	answers_set(&w.hogar, "cuartos", value_none());
	EXPECT("${hacinado}", "Falta el dato: Cuartos para dormir\n");
	w.scope.me = 1;
	EXPECT("${edad}", "Edad de José: 40\n  Fecha de nacimiento de José: 01/01/1986\n");
	EXPECT("coalesce(${grado}, ${edad})", "Edad de José: 40\n  Fecha de nacimiento de José: 01/01/1986\n");
}

/* A trace changes nothing. */
Test(expr_trace, the_result_is_the_same_with_and_without)
{
	struct trace t;
	trace_init(&t, &w.arena);
	const struct expr *x = world_must(&w, "exists(${integrante}[${edad} > 10]) and ${zona} = 'u'");
	cr_expect_eq(expr_test(x, &w.scope, &t), expr_test(x, &w.scope, NULL));
	cr_expect_gt(t.n, 0);
	trace_add(&t, 2, "%s %d", "línea", 5);
	cr_expect_str_eq(t.line[t.n - 1].text, "línea 5");
	cr_expect_eq(t.line[t.n - 1].depth, 2);
}
