#include "mundo.h"

#include <criterion/criterion.h>
#include <string.h>

static struct mundo m;
static uint32_t hogar;
static void start(void)
{
	mundo_open(&m);
	hogar = m.hogar[ZAPATA];
}
static void stop(void) { mundo_close(&m); }
TestSuite(screen_evaluacion, .init = start, .fini = stop);
TestSuite(screen_validacion, .init = start, .fini = stop);

static void open_evaluation(void)
{
	abrir(&m, &screen_evaluacion, &(struct hogar_arg){ hogar });
}

/* Everybody of the family answers the same. */
static void all_answer(const char *name, struct value value)
{
	struct ficha *f = mundo_ficha(&m, hogar);
	struct err err = { 0 };
	struct txn txn;
	cr_assert(txn_write(&txn, m.store, &err), "%s", err.text);
	cr_assert(op_begin(&txn, &(struct op){ .accion = "guardar_formulario", .hogar = hogar, .fecha = DATE_NONE }));
	for (int i = 0; i < f->integrante.n; i++) {
		answers_set(&f->integrante.item[i].fields, name, value);
		record_put(&txn, &f->integrante.item[i]);
	}
	cr_assert(op_end(&txn) && txn_commit(&txn, &err), "%s", err.text);
}

/* A household without deprivations but those that a test brings; income far above the lines unless said. */
static void well_off(void)
{
	static const struct { const char *name; const char *choice; int64_t number; } people[] = {
		{ "regimen", "subsidiado", 0 }, { "problema_salud_30d", NULL, 0 }, { "lee", NULL, 1 }, { "estudia", NULL, 1 }, { "actividad", "trabajando", 0 }, { "cotiza_pension", NULL, 1 },
		{ "trabajo_infantil", NULL, 0 }, { "recibe_ingresos", NULL, 1 }, { "ingresos_completos", NULL, 1 }, { "horas_apoyo", "h1_5", 0 }, { "discapacidad", NULL, 0 },
	};
	static const char *const house[][2] = { { "paredes", "bloque" }, { "pisos", "cemento" }, { "sanitario", "exclusivo" }, { "agua", "acueducto_publico" } };
	for (size_t i = 0; i < sizeof people / sizeof *people; i++)
		all_answer(people[i].name, people[i].choice ? value_choice(people[i].choice) : value_bool(people[i].number));
	all_answer("nivel", value_choice("media"));
	all_answer("grado", value_int(11));
	all_answer("ingreso_salario", value_int(900000));
	for (size_t i = 0; i < sizeof house / sizeof *house; i++)
		mundo_poner(&m, hogar, house[i][0], value_choice(house[i][1]));
	mundo_poner(&m, hogar, "servicios", value_set("energia alcantarillado acueducto"));
	mundo_poner(&m, hogar, "cuartos_dormir", value_int(3));
}

Test(screen_evaluacion, the_matrix_while_data_are_missing)
{
	open_evaluation();
	cr_se_ve(&m,
		" [Resumen] IPM  Ingreso  Qué falta  Registradas        Tab o ← → cambia de hoja\n"
		"                    IPM extremo        IPM moderado       IPM no pobre\n"
		" Ingreso extremo    1 permanencia      2 permanencia      3 permanencia\n"
		" Ingreso moderado   4 permanencia      5 promoción        6 promoción\n"
		" Ingreso no pobre   7 permanencia      8 promoción        9 promoción\n"
		"> Celda por definir: ingreso sin dato, IPM sin dato → complete los datos que\n");
	cr_se_ve(&m, "  1. El plan familiar está cumplido                                      no\n");
	cr_se_ve(&m, "  2. Ingreso por encima de la pobreza extrema                            falta\n");
	cr_se_ve(&m, "  3. IPM fuera de la pobreza extrema                                     falta\n");
	cr_se_ve(&m, "  Con los datos de hoy permanece en el acompañamiento\n");
}

Test(screen_evaluacion, the_cell_of_the_family_stands_between_brackets_and_in_words)
{
	well_off();
	open_evaluation();
	cr_se_ve(&m, " Ingreso no pobre   7 permanencia      8 promoción       [9 promoción]\n");
	cr_se_ve(&m, "> Celda 9: ingreso no pobre, IPM no pobre → promoción\n");
	const struct cell *here = &m.grid.cell[8 * m.grid.cols + 57];
	cr_expect_str_eq(here->text, "[");
	cr_expect_eq(here->style, ST_FOCUS);
	all_answer("ingreso_salario", value_int(100000));
	mundo_ajeno(&m);
	teclas(&m, "<Tick>");
	cr_se_ve(&m, "[3 permanencia]\n");
	cr_se_ve(&m, "> Celda 3: ingreso extremo, IPM no pobre → permanencia\n");
}

Test(screen_evaluacion, each_variable_with_its_facts)
{
	well_off();
	mundo_poner(&m, hogar, "pisos", value_choice("tierra"));
	open_evaluation();
	teclas(&m, "<Tab>");
	cr_se_ve(&m, "> Por IPM: No pobre");
	cr_se_ve(&m, "      Privaciones: 1 de 15: No pobre");
	cr_se_ve(&m, "      Puntos: 4 de 100: No pobre");
	teclas(&m, "13");
	cr_expect(strncmp(bajo_cursor(&m), "13 Piso inadecuado", strlen("13 Piso inadecuado")) == 0 && strstr(bajo_cursor(&m), "sí"), "%s", bajo_cursor(&m));
	teclas(&m, "<Ctrl-P>");
	cr_arriba(&m, "ayuda");
	cr_se_ve(&m, "13. Piso inadecuado (4 puntos): con privación");
	cr_se_ve(&m, "Tierra");
}

Test(screen_evaluacion, income_against_the_lines_of_the_year)
{
	well_off();
	all_answer("ingreso_salario", value_int(450000));
	open_evaluation();
	teclas(&m, "<Tab><Tab>");
	cr_se_ve(&m, "  Ingreso y líneas de pobreza                      Hogar al mes    Por persona\n");
	cr_se_ve(&m, "> Ingreso del hogar                                 $ 1.800.000      $ 450.000\n");
	cr_se_ve(&m, "  Pobreza extrema: hasta (LI 2024)                    $ 908.880      $ 227.220\n");
	cr_se_ve(&m, "  Pobreza: hasta (LP 2024)                          $ 1.840.792      $ 460.198\n");
	cr_se_ve(&m, "Fuente: ");
	cr_se_ve(&m, "  Por ingreso: Pobreza moderada\n  Gloria: $ 450.000 al mes\n");
	teclas(&m, "<Enter>");
	cr_se_ve(&m, "Pobreza moderada por ingreso: el hogar recibe $ 1.800.000 al mes");
}

Test(screen_evaluacion, what_is_missing_for_the_promotion)
{
	well_off();
	all_answer("ingreso_salario", value_int(100000));
	open_evaluation();
	teclas(&m, "<BackTab><BackTab>");
	cr_se_ve(&m, "[Qué falta]");
	cr_se_ve(&m, "> El camino más corto a la celda 6 (esfuerzo ");
	teclas(&m, "<Down>");
	cr_se_ve(&m, "> 1. Acordar el plan familiar con la familia\n");
	cr_se_ve(&m, "Aumentar el ingreso del hogar en $ ");
	teclas(&m, "<Down>");
	cr_se_ve(&m, "Ofertas: ");
	teclas(&m, "<End><Enter>");
	cr_arriba(&m, "ayuda");
	cr_se_ve(&m, "Pobreza extrema por ingreso");
}

Test(screen_evaluacion, the_measurements_on_record)
{
	open_evaluation();
	teclas(&m, "<BackTab>");
	cr_se_ve(&m, "Todavía no hay mediciones registradas");
	struct ficha *f = mundo_ficha(&m, hogar);
	struct record r;
	struct err err = { 0 };
	struct txn txn;
	record_init(&r, &m.arena, RECORD_EVALUACION, hogar, 1);
	evaluacion_freeze(model_evaluate(m.programa, f, MUNDO_HOY, &m.arena), "linea_base", &r);
	cr_assert(txn_write(&txn, m.store, &err));
	cr_assert(op_begin(&txn, &(struct op){ .accion = "visita_cerrar", .hogar = hogar, .fecha = DATE_NONE }));
	record_put(&txn, &r);
	cr_assert(op_end(&txn) && txn_commit(&txn, &err), "%s", err.text);
	mundo_ajeno(&m);
	teclas(&m, "<Tick>");
	cr_se_ve(&m, "> Línea base ");
	cr_se_ve(&m, "22/11/2026");
	teclas(&m, "<Enter>");
	cr_se_ve(&m, "Tipo de medición: Línea base");
	cr_se_ve(&m, "Razones: ");
}

Test(screen_evaluacion, every_page_at_every_size)
{
	static const struct { int rows, cols; } size[] = { { 10, 40 }, { 12, 40 }, { 24, 80 }, { 40, 120 } };
	open_evaluation();
	for (size_t i = 0; i < sizeof size / sizeof *size; i++) {
		tamano(&m, size[i].rows, size[i].cols);
		for (int page = 0; page < 5; page++) {
			cr_expect(m.grid.cursor_set, "%s", pantalla(&m));
			cr_expect(strstr(linea(&m, 4), "]"), "the page is named: %s", linea(&m, 4));
			teclas(&m, "<Down><Right>");
		}
	}
}

/* ---- validación ---- */

/* The rules of the programme as if their file were not sure of them. */
static void doubt_the_rules(void)
{
	struct promocion_def *def = (struct promocion_def *)m.programa->promocion;
	def->certeza = "baja";
	def->nota = "El umbral es de prueba";
}

/* One line under the cell, the note in the reasons; the rest stands where it stood. */
Test(screen_evaluacion, rules_to_be_confirmed_say_so)
{
	well_off();
	open_evaluation();
	cr_no_se_ve(&m, "por confirmar");
	doubt_the_rules();
	mundo_ajeno(&m);
	teclas(&m, "<Tick>");
	cr_se_ve(&m, "> Celda 9: ingreso no pobre, IPM no pobre → promoción\n      Reglas de promoción por confirmar (certeza baja)\n  1. ");
	cr_se_ve(&m, "  3. IPM fuera de la pobreza extrema");
	teclas(&m, "<Ctrl-P><End>");
	cr_arriba(&m, "ayuda");
	cr_se_ve(&m, "  Reglas de promoción por confirmar (certeza baja): El umbral es de");
}

Test(screen_validacion, rules_to_be_confirmed_say_so)
{
	abrir(&m, &screen_validacion, &(struct hogar_arg){ hogar });
	cr_no_se_ve(&m, "por confirmar");
	doubt_the_rules();
	mundo_ajeno(&m);
	teclas(&m, "<Tick>");
	cr_se_ve(&m, "      Reglas de promoción por confirmar (certeza baja).  ");
	cr_se_ve(&m, "      Por registrar: F2");
	cr_se_ve(&m, "  Las tres condiciones");
}

Test(screen_validacion, the_checklist_and_the_conditions)
{
	abrir(&m, &screen_validacion, &(struct hogar_arg){ hogar });
	cr_se_ve(&m, "> Permanencia: sigue en el acompañamiento");
	cr_se_ve(&m, "  [ ] La línea base está registrada                                      no");
	cr_se_ve(&m, "  [x] Cada oportunidad acercada tiene su resultado                       sí");
	cr_se_ve(&m, "  Las tres condiciones");
	teclas(&m, "<Down><Down><Enter>");
	cr_arriba(&m, "ayuda");
	cr_se_ve(&m, "La línea base está registrada: no");
}

Test(screen_validacion, it_is_registered_only_in_its_visit_and_in_its_turn)
{
	abrir(&m, &screen_validacion, &(struct hogar_arg){ hogar });
	teclas(&m, "<F2>");
	cr_se_ve(&m, "La decisión se registra en la visita de validación: ábrala primero");
	ACTO(&m, hogar, acto_visita_abrir(&acto, ficha, NULL, &err));
	mundo_ajeno(&m);
	teclas(&m, "<Tick><F2>");
	cr_se_ve(&m, "hoy la familia está en\n otro momento de la ruta");
	cr_expect_eq(mundo_ficha(&m, hogar)->evaluacion.n, 0);
}

Test(screen_validacion, before_the_steps_that_go_first_it_waits)
{
	mundo_poner(&m, hogar, HOGAR_MOMENTO, value_text("validacion_previa"));
	ACTO(&m, hogar, acto_visita_abrir(&acto, ficha, NULL, &err));
	abrir(&m, &screen_validacion, &(struct hogar_arg){ hogar });
	teclas(&m, "<F2>");
	cr_se_ve(&m, "Antes va el paso «Encuadre y datos al día».");
	cr_arriba(&m, "validacion");
	cr_expect_eq(mundo_ficha(&m, hogar)->evaluacion.n, 0);
}
