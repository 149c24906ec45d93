#include "mundo.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct mundo m;
static void start(void) { mundo_open(&m); }
static void stop(void) { mundo_close(&m); }

/* An answer of a member, as an operation. */
static void answer(uint32_t hogar, uint32_t seq, const char *name, struct value value)
{
	struct ficha *f = mundo_ficha(&m, hogar);
	struct record *r = ficha_record(f, RECORD_INTEGRANTE, seq);
	struct err err = { 0 };
	struct txn txn;
	cr_assert(r && txn_write(&txn, m.store, &err), "%s", err.text);
	answers_set(&r->fields, name, value);
	cr_assert(op_begin(&txn, &(struct op){ .accion = "guardar_formulario", .hogar = hogar, .fecha = DATE_NONE }));
	record_put(&txn, r);
	cr_assert(op_end(&txn) && txn_commit(&txn, &err), "%s", err.text);
}

/* Ana (15) does not go to school, Mateo (9) does; logro 9 is of persons. Nobody saves: logro 42 is of the household. */
enum { ANA = 3, MATEO = 4 };
static void school(void)
{
	uint32_t h = m.hogar[RESTREPO];
	answer(h, ANA, "estudia", value_bool(false));
	answer(h, ANA, "grado", value_int(7));
	answer(h, MATEO, "estudia", value_bool(true));
	answer(h, MATEO, "grado", value_int(3));
	mundo_poner(&m, h, "ahorra", value_bool(false));
}

static void start_logros(void)
{
	start();
	school();
	abrir(&m, &screen_logros, &(struct hogar_arg){ m.hogar[RESTREPO] });
}
TestSuite(screen_logros, .init = start_logros, .fini = stop);

static const struct logro_resultado *logro(int id)
{
	return evaluacion_logro(model_evaluate(m.programa, mundo_ficha(&m, m.hogar[RESTREPO]), MUNDO_HOY, &m.arena), id);
}

Test(screen_logros, by_dimension_with_counts_and_what_is_missing)
{
	teclas(&m, "9");
	cr_pantalla(&m,
		" Logros · MS-00001                                         PRACTICA  22/11/2026\n"
		" Restrepo Gómez, Elena                                                 MS-00001\n"
		" [>] Así Estamos  ──  [ ] Así Crecemos  ──  [ ] Así Continuamos\n"
		" Visita de inicio · sin visitas todavía\n"
		"── Todos: 45 · A alcanzado · P por alcanzar · - no aplica · ? sin dato ─────────\n"
		"  Logro                                   LB Hoy            Faltan   Plan Conf\n"
		"  1. Identificación: 1 alcanzado, 2 sin dato                                   █\n"
		"   1 Documento según la edad                 A alcanzado                       █\n"
		"   2 Situación militar definida              ? sin dato                        ░\n"
		"   3 Todos en el SISBEN                      ? sin dato                        ░\n"
		"  2. Ingresos y trabajo: 3 sin dato, 1 no aplica                               ░\n"
		"   4 Ingreso o sostén desde los 60           - no aplica                       ░\n"
		"   5 Un adulto con ingreso propio            ? sin dato                        ░\n"
		"   6 Formación para el trabajo               ? sin dato                        ░\n"
		"   7 Ingreso propio tras desplazamiento      ? sin dato                        ░\n"
		"  3. Educación: 1 por alcanzar, 4 sin dato                                     ░\n"
		"   8 Atención integral antes de los 5        ? sin dato                        ░\n"
		">  9 Asistencia escolar de 5 a 17            P por alcanzar 1 de 2             ░\n"
		"────────────────────────────────────────────────────────────────────────────────\n"
		" 9. Niñas, niños y adolescentes de 5 a 17 años que no han terminado el ciclo\n"
		" escolar asisten al colegio.\n"
		" Quién ayuda: Secretaría de Educación.\n"
		"\n"
		" Entrar Abrir  F2 Listo  Ctrl-P ¿Por qué?  Ctrl-B Filtrar              F1 Ayuda\n");
}

Test(screen_logros, all_of_them_can_be_reached)
{
	for (int i = 1; i <= 45; i++) {
		teclas(&m, arena_printf(&m.arena, "<Home>%d", i));
		const char *at = bajo_cursor(&m);
		cr_expect_eq(atoi(at), i, "%s", at);
	}
}

Test(screen_logros, a_logro_of_persons_shows_each_one)
{
	teclas(&m, "9<Enter>");
	cr_se_ve(&m, ">  9 Asistencia escolar de 5 a 17");
	teclas(&m, "<Down>");
	cr_expect_str_eq(bajo_cursor(&m), "     Ana                                   P por alcanzar                    ░");
	teclas(&m, "<Down>");
	cr_expect_str_eq(bajo_cursor(&m), "     Mateo                                 A alcanzado                       ░");
	teclas(&m, "<Left>");
	cr_no_se_ve(&m, "     Mateo ");
	cr_expect(strncmp(bajo_cursor(&m), " 9 Asistencia", 13) == 0, "%s", bajo_cursor(&m));
	teclas(&m, "4<Right>");
	cr_se_ve(&m, "Hoy no aplica a nadie del hogar.");
}

Test(screen_logros, filters)
{
	teclas(&m, "<Ctrl-B>");
	cr_se_ve(&m, "── Por alcanzar: 2 · A alcanzado");
	cr_se_ve(&m, "> 3. Educación: 1 por alcanzar, 4 sin dato\n");
	cr_se_ve(&m, " 9 Asistencia escolar de 5 a 17");
	cr_se_ve(&m, "42 Ahorro");
	cr_no_se_ve(&m, "Situación militar");
	teclas(&m, "<Ctrl-B>");
	cr_se_ve(&m, "── Sin dato: ");
	cr_no_se_ve(&m, "Documento según la edad");
	teclas(&m, "<Ctrl-B>");
	cr_se_ve(&m, "── Todos: 45");
}

Test(screen_logros, why)
{
	teclas(&m, "9<Ctrl-P>");
	cr_arriba(&m, "ayuda");
	cr_se_ve(&m, "Logro 9, Asistencia escolar de 5 a 17: Por alcanzar");
	cr_se_ve(&m, "Ana: Por alcanzar");
	cr_se_ve(&m, "Mateo: Alcanzado");
	teclas(&m, "<Esc><Enter><Down><Ctrl-P>");
	cr_se_ve(&m, "Ana: Por alcanzar");
	cr_no_se_ve(&m, "Mateo: Alcanzado");
}

Test(screen_logros, prioritised_from_here)
{
	teclas(&m, "42<F8>");
	cr_se_ve(&m, "«Ahorro» entra al plan familiar");
	cr_expect_eq(logro(42)->prioridad, 1);
	teclas(&m, "<F8>");
	cr_expect_eq(logro(42)->prioridad, 0);
	teclas(&m, "<Home>2<F8>");
	cr_se_ve(&m, "! Solo se priorizan logros por alcanzar; este está: Sin dato");
}

Test(screen_logros, the_catalogue_says_what_it_is)
{
	cr_se_ve(&m, "Catálogo JUNTOS-45, versión 1. Numeración reconstruida");
}

/* ---- one logro ---- */

Test(screen_logros, confirmed_with_how_and_evidence)
{
	teclas(&m, "42<Enter>");
	cr_arriba(&m, "logro");
	cr_se_ve(&m, "  42. Ahorro · El hogar\n");
	cr_se_ve(&m, "  Según los datos      P por alcanzar\n      ¿Alcanzado? no: ");
	cr_expect_str_eq(bajo_cursor(&m), "Estado               Según los datos");
	teclas(&m, "<Enter>alcanzado<Enter>");
	cr_se_ve(&m, "── Con cambios por guardar: F2 ──");
	teclas(&m, "<F2>");
	cr_se_ve(&m, "! Indique cómo se estableció: declarado, verificado o por oportunidad");
	teclas(&m, "<Enter>verificado<Enter><Enter>Cartilla de la natillera<F2>");
	cr_se_ve(&m, "      Cartilla de la natillera\n");
	teclas(&m, "<F2>");
	cr_arriba(&m, "logros");
	cr_se_ve(&m, "42. Ahorro: Alcanzado");
	cr_expect(logro(42)->vigente == LOGRO_ALCANZADO && logro(42)->calculado == LOGRO_POR_ALCANZAR);
	const struct answers *r = &logro(42)->sujeto[0].registro->fields;
	cr_expect_str_eq(answers_text(r, LOGRO_COMO), "verificado");
	cr_expect_str_eq(answers_text(r, LOGRO_SOPORTE), "Cartilla de la natillera");
	cr_se_ve(&m, "> 42 Ahorro                                  A alcanzado                  sí ");
}

Test(screen_logros, an_outside_cause_with_its_observation)
{
	teclas(&m, "9<Enter><Down><Enter>");
	cr_se_ve(&m, "  9. Asistencia escolar de 5 a 17 · Ana\n");
	teclas(&m, "<Enter>por alcanzar<Enter><Enter>lo declara<Enter><Down><Enter>discapacidad<Enter><F2>");
	cr_se_ve(&m, "! Escriba una observación que explique el motivo");
	teclas(&m, "<Enter>En tratamiento<F2><F2>");
	cr_arriba(&m, "logros");
	const struct answers *r = &logro(9)->sujeto[0].registro->fields;
	cr_expect_str_eq(answers_text(r, LOGRO_MOTIVO), "discapacidad");
	cr_expect_str_eq(answers_text(r, LOGRO_OBSERVACION), "En tratamiento");
	cr_expect(logro(9)->motivo);
	cr_se_ve(&m, "Ana: por alcanzar, Lo declara la familia; motivo: Discapacidad.");
}

Test(screen_logros, a_confirmation_can_be_taken_back)
{
	struct confirmacion yes = { .estado = LOGRO_ALCANZADO, .como = "declarado" };
	ACTO(&m, m.hogar[RESTREPO], acto_logro_confirmar(&acto, ficha, 42, 0, &yes, &err));
	teclas(&m, "<Esc>");
	abrir(&m, &screen_logro, &(struct logro_arg){ m.hogar[RESTREPO], 42, 0 });
	cr_expect_str_eq(bajo_cursor(&m), "Estado               Alcanzado");
	teclas(&m, "<Enter>según<Enter><F2>");
	cr_expect_not(logro(42)->sujeto[0].confirmado);
}

Test(screen_logros, what_changed_is_not_lost_by_leaving)
{
	teclas(&m, "42<Enter><Enter>alcanzado<Enter><Esc>");
	cr_arriba(&m, "logros");
	cr_se_ve(&m, "Lo escrito quedó en «Por terminar»");
	cr_expect_not(logro(42)->sujeto[0].confirmado);
	teclas(&m, "<Enter>");
	cr_arriba(&m, "logro");
	cr_se_ve(&m, "Continúa donde lo dejó");
	cr_se_ve(&m, "> Estado               Alcanzado");
	cr_se_ve(&m, "── Con cambios por guardar: F2 ──");
	teclas(&m, "<Esc><Esc>");
	abrir(&m, &screen_borradores, &(struct hogar_arg){ m.hogar[RESTREPO] });
	cr_se_ve(&m, "Logro 42. Ahorro: Restrepo Gómez, Elena");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "logro");
	teclas(&m, "<Down><Enter>declara<Enter><F2>");
	cr_arriba(&m, "borradores");
	cr_expect(logro(42)->sujeto[0].confirmado);
	cr_se_ve(&m, "No hay nada por terminar");
}

/* Two people confirm one logro: each field is chosen, also when mine waited as a draft. */
Test(screen_logros, a_logro_that_two_confirm)
{
	struct confirmacion theirs = { .estado = LOGRO_POR_ALCANZAR, .como = "declarado" };
	teclas(&m, "42<Enter><Enter>alcanzado<Enter><Enter>verificado<Enter><Enter>Cartilla<F2>");
	struct ficha *f = mundo_ficha(&m, m.hogar[RESTREPO]);
	struct record r;
	struct txn txn;
	struct err err = { 0 };
	record_init(&r, &m.arena, RECORD_LOGRO, f->num, logro_seq(42, 0));
	answers_set(&r.fields, LOGRO_NUMERO, value_int(42));
	answers_set(&r.fields, LOGRO_INTEGRANTE, value_int(0));
	answers_set(&r.fields, LOGRO_ESTADO, value_choice(logro_estado_clave(theirs.estado)));
	answers_set(&r.fields, LOGRO_COMO, value_choice(theirs.como));
	cr_assert(txn_write(&txn, m.store, &err) && op_begin(&txn, &(struct op){ .accion = "logro_confirmar", .hogar = f->num }));
	record_put(&txn, &r);
	cr_assert(op_end(&txn) && txn_commit(&txn, &err), "%s", err.text);
	mundo_ajeno(&m);
	teclas(&m, "<Tick>");
	cr_se_ve(&m, "Marta Restrepo cambió esta familia a las 12:00");
	cr_se_ve(&m, "  Estado               Alcanzado");
	teclas(&m, "<F2>");
	cr_arriba(&m, "conflicto");
	cr_se_ve(&m, "Logro 42: Estado");
	teclas(&m, "<Home><Right><Down><Right><F2>");
	cr_arriba(&m, "logros");
	cr_expect_eq(logro(42)->vigente, LOGRO_ALCANZADO);
	cr_expect_str_eq(answers_text(&logro(42)->sujeto[0].registro->fields, LOGRO_SOPORTE), "Cartilla");
}

Test(screen_logros, when_the_data_change_after_confirming)
{
	struct confirmacion yes = { .estado = LOGRO_POR_ALCANZAR, .como = "declarado" };
	ACTO(&m, m.hogar[RESTREPO], acto_logro_confirmar(&acto, ficha, 42, 0, &yes, &err));
	mundo_poner(&m, m.hogar[RESTREPO], "ahorra", value_bool(true));
	mundo_poner(&m, m.hogar[RESTREPO], "medio_ahorro", value_set("alcancia"));
	mundo_ajeno(&m);
	teclas(&m, "<Tick>42");
	cr_se_ve(&m, "P por alcanzar               ver");
	teclas(&m, "<Enter>");
	cr_se_ve(&m, "Conviene revisarlo");
}

Test(screen_logros, on_a_small_terminal)
{
	tamano(&m, 12, 40);
	teclas(&m, "9");
	cr_expect_str_eq(bajo_cursor(&m), " 9 Asistencia escolar P por alcanzar ░");
	teclas(&m, "42<Enter>");
	cr_arriba(&m, "logro");
	cr_expect_str_eq(bajo_cursor(&m), "Estado               Según los datos ░");
}

/* The cursor of the terminal is on the line, whatever the size. */
Test(screen_logros, the_cursor_is_on_the_line)
{
	static const struct { int rows, cols; } size[] = { { 10, 40 }, { 12, 40 }, { 24, 80 }, { 40, 120 }, { 60, 200 } };
	for (size_t i = 0; i < sizeof size / sizeof *size; i++) {
		tamano(&m, size[i].rows, size[i].cols);
		for (int k = 0; k < 60; k++) {
			cr_expect(m.grid.cursor_set && strcmp(m.grid.cell[m.grid.cursor_row * m.grid.cols].text, ">") == 0, "%d columns:\n%s", size[i].cols, pantalla(&m));
			teclas(&m, "<Down>");
		}
		teclas(&m, "<Home>");
	}
}
