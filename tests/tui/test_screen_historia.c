#include "mundo.h"

#include "store/diario.h"
#include "tui/historia_campo.h"

#include <criterion/criterion.h>
#include <string.h>

static struct mundo m;
static uint32_t hogar;
static void start(void)
{
	mundo_open(&m);
	hogar = m.hogar[RESTREPO];
}
static void stop(void) { mundo_close(&m); }
TestSuite(screen_historia, .init = start, .fini = stop);
TestSuite(screen_visitas, .init = start, .fini = stop);
TestSuite(screen_estado, .init = start, .fini = stop);

static void open_history(void)
{
	abrir(&m, &screen_historia, &(struct hogar_arg){ hogar });
}

static const char *telephone(void)
{
	return answers_text(&mundo_ficha(&m, hogar)->hogar.fields, "telefono");
}

Test(screen_historia, everything_in_order_by_whom)
{
	ACTO(&m, hogar, acto_visita_abrir(&acto, ficha, NULL, &err));
	open_history();
	cr_pantalla(&m,
		" Historia · MS-00001                                       PRACTICA  22/11/2026\n"
		" Restrepo Gómez, Elena                                                 MS-00001\n"
		" [>] Así Estamos  ──  [ ] Así Crecemos  ──  [ ] Así Continuamos\n"
		" Visita de inicio · visita en curso\n"
		"── 2 operaciones, de la más reciente a la primera ──────────────────────────────\n"
		"  Qué                                      Cuándo           Quién\n"
		"> Abrió una visita: Visita de inicio       22/11/2026 12:00 Marta Restrepo\n"
		"  Registró el hogar: Restrepo Gómez, Elena 22/11/2026 12:00 Marta Restrepo\n"
		"\n\n\n\n\n\n\n\n\n\n"
		"────────────────────────────────────────────────────────────────────────────────\n"
		" Abrió una visita: Visita de inicio\n"
		" Marta Restrepo, el 22/11/2026 12:00.\n"
		"\n\n"
		" Entrar Qué cambió  Ctrl-Z Deshacer lo último  F3 Volver  F9 Menú      F1 Ayuda\n");
}

Test(screen_historia, what_an_operation_changed_field_by_field)
{
	mundo_poner(&m, hogar, "telefono", value_text("3009998877"));
	open_history();
	teclas(&m, "<Enter>");
	cr_arriba(&m, "operacion");
	cr_se_ve(&m,
		"── Guardó un formulario ────────────────────────────────────────────────────────\n"
		"  Dato                         Antes                   Después\n"
		"  Marta Restrepo (marta), el 22/11/2026 12:00\n"
		"> Teléfono principal           300 123 4567            300 999 8877\n");
}

Test(screen_historia, the_history_of_one_answer)
{
	mundo_poner(&m, hogar, "telefono", value_text("3009998877"));
	mundo_poner(&m, hogar, "barrio", value_text("Manrique"));
	mundo_poner(&m, hogar, "telefono", value_text("3111111111"));
	open_history();
	teclas(&m, "<Enter><Enter>");
	cr_arriba(&m, "historia_campo");
	cr_se_ve(&m,
		"── Teléfono principal ──────────────────────────────────────────────────────────\n"
		"  Antes                  Después                Cuándo           Quién\n"
		"> 300 999 8877           311 111 1111           22/11/2026 12:00 Marta Restre…\n"
		"  300 123 4567           300 999 8877           22/11/2026 12:00 Marta Restre…\n"
		"  sin dato               300 123 4567           22/11/2026 12:00 Marta Restre…\n");
	teclas(&m, "<Down><Enter>");
	cr_arriba(&m, "operacion");
	teclas(&m, "<Esc><Esc><Esc>");
	cr_arriba(&m, "historia");
}

/* Names, titles and written money instead of numbers and codes. */
Test(screen_historia, in_the_words_of_people)
{
	struct txn txn;
	struct op op = { .accion = "guardar_formulario", .detalle = "Prueba", .hogar = hogar };
	struct record r;
	cr_assert(txn_write(&txn, m.store, NULL));
	op_begin(&txn, &op);
	cr_assert(record_get(&txn, hogar, RECORD_HOGAR, 0, &txn.arena, &r));
	answers_set(&r.fields, HOGAR_FASE, value_text("asi_crecemos"));
	answers_set(&r.fields, HOGAR_MOMENTO, value_text("seguimiento"));
	answers_set(&r.fields, HOGAR_SIGUIENTE, value_text("x"));
	record_put(&txn, &r);
	record_init(&r, &txn.arena, RECORD_LOGRO, hogar, logro_seq(1, 1));
	answers_set(&r.fields, LOGRO_NUMERO, value_int(1));
	answers_set(&r.fields, LOGRO_INTEGRANTE, value_int(1));
	answers_set(&r.fields, LOGRO_ESTADO, value_choice("alcanzado"));
	record_put(&txn, &r);
	record_init(&r, &txn.arena, RECORD_VISITA, hogar, 1);
	answers_set(&r.fields, VISITA_MOMENTO, value_text("inicio"));
	answers_set(&r.fields, VISITA_HECHOS, value_set("autorizacion"));
	record_put(&txn, &r);
	record_init(&r, &txn.arena, RECORD_OPORTUNIDAD, hogar, 1);
	answers_set(&r.fields, OPORTUNIDAD_NOMBRE, value_text("Curso de costura"));
	answers_set(&r.fields, OPORTUNIDAD_LOGRO, value_int(1));
	answers_set(&r.fields, OPORTUNIDAD_INTEGRANTE, value_int(1));
	record_put(&txn, &r);
	record_init(&r, &txn.arena, RECORD_EVALUACION, hogar, 1);
	answers_set(&r.fields, EVALUACION_TIPO, value_choice("linea_base"));
	answers_set(&r.fields, EVALUACION_INGRESO, value_int(1234567));
	record_put(&txn, &r);
	op_end(&txn);
	cr_assert(txn_commit(&txn, NULL));
	tamano(&m, 50, 110);
	open_history();
	teclas(&m, "<Enter>");
	cr_se_ve(&m,
		"> Fase                                   Así Estamos                       Así Crecemos\n"
		"  Momento                                Visita de inicio                  Seguimiento\n"
		"  Logro 1 Documento según la edad, Elena: se agrega\n"
		"  Estado confirmado                      sin dato                          Alcanzado\n"
		"  Visita 1, Visita de inicio: se agrega\n"
		"  Momento                                sin dato                          Visita de inicio\n"
		"  Pasos hechos                           sin dato                          Encuadre y autorización de datos\n"
		"  Oportunidad «Curso de costura»: se agrega\n"
		"  Integrante                             sin dato                          Elena\n"
		"  Logro                                  sin dato                          1 Documento según la edad\n"
		"  Oportunidad                            sin dato                          Curso de costura\n"
		"  Medición «Línea base»: se agrega\n"
		"  Ingreso mensual del hogar              sin dato                          $ 1.234.567\n"
		"  Tipo de medición                       sin dato                          Línea base\n");
}

Test(screen_historia, the_chosen_operation_is_undone_and_what_came_later_stays)
{
	mundo_poner(&m, hogar, "telefono", value_text("3009998877"));
	mundo_poner(&m, hogar, "barrio", value_text("Manrique"));
	open_history();
	teclas(&m, "<Down><Ctrl-D>");
	cr_arriba(&m, "ayuda");
	cr_se_ve(&m, "lo que se hizo después");
	teclas(&m, "<Right><Enter>Era de otra familia<Enter>");
	cr_expect_str_eq(telephone(), "3001234567");
	cr_expect_str_eq(answers_text(&mundo_ficha(&m, hogar)->hogar.fields, "barrio"), "Manrique");
	cr_se_ve(&m, "Deshecho. Esos datos están como antes de la operación");
}

Test(screen_historia, what_something_later_stands_on_is_told)
{
	mundo_poner(&m, hogar, "telefono", value_text("3009998877"));
	mundo_poner(&m, hogar, "telefono", value_text("3111111111"));
	open_history();
	teclas(&m, "<Down><Ctrl-D>");
	cr_arriba(&m, "historia");
	cr_expect_str_eq(telephone(), "3111111111");
	cr_se_ve(&m, "Marta Restrepo hizo después «Guardó un\n formulario» (");
	cr_se_ve(&m, "deshaga primero eso");
}

Test(screen_historia, the_family_as_it_was_read_only)
{
	mundo_dia(&m, MUNDO_HOY + 3);
	mundo_poner(&m, hogar, "telefono", value_text("3009998877"));
	mundo_dia(&m, MUNDO_HOY + 5);
	mundo_poner(&m, hogar, "telefono", value_text("3111111111"));
	open_history();
	teclas(&m, "<Down><F4>");
	cr_arriba(&m, "pasado");
	cr_se_ve(&m, " PASADO: el 25/11/2026 12:00, solo lectura · MS-00001");
	cr_se_ve(&m, "como estaba el 25/11/2026 12:00");
	cr_se_ve(&m, "Medición de ese día");
	teclas(&m, "<F6><F6>");
	for (int i = 0; i < 60 && !se_ve(&m, "Teléfono principal"); i++)
		teclas(&m, "<Down>");
	cr_se_ve(&m, "300 999 8877");
	uint64_t before = mundo_ficha(&m, hogar)->hogar.version;
	teclas(&m, "<Enter>");
	cr_se_ve(&m, "aquí solo se lee");
	teclas(&m, "<F2><Ctrl-E><Ctrl-D><Ctrl-N><Ctrl-Z>x");
	cr_arriba(&m, "pasado");
	cr_expect_eq(mundo_ficha(&m, hogar)->hogar.version, before);
	teclas(&m, "<Esc><F7>");
	cr_arriba(&m, "fecha");
	teclas(&m, "<Ctrl-K>23/11/2026<Enter>");
	cr_arriba(&m, "pasado");
	cr_se_ve(&m, " PASADO: el 23/11/2026, solo lectura · MS-00001");
	for (int i = 0; i < 60 && !se_ve(&m, "Teléfono principal"); i++)
		teclas(&m, "<Down>");
	cr_se_ve(&m, "300 123 4567");
	teclas(&m, "<Esc><F7><Ctrl-K>21/11/2026<Enter>");
	cr_se_ve(&m, "El hogar MS-00001 no estaba registrado en ese momento: lo está desde el");
}

/* Three families changed in one act. */
static void batch(struct id lote)
{
	for (int i = RESTREPO; i <= ZAPATA; i++) {
		struct txn txn;
		struct op op = { .accion = "importar_hogar", .hogar = m.hogar[i], .lote = lote };
		struct record r;
		cr_assert(txn_write(&txn, m.store, NULL));
		op_begin(&txn, &op);
		cr_assert(record_get(&txn, m.hogar[i], RECORD_HOGAR, 0, &txn.arena, &r));
		answers_set(&r.fields, "barrio", value_text("De la lista"));
		record_put(&txn, &r);
		op_end(&txn);
		cr_assert(txn_commit(&txn, NULL));
	}
}

static int from_the_list(void)
{
	int n = 0;
	for (int i = 0; i < FAMILIAS; i++)
		n += strcmp(answers_text(&mundo_ficha(&m, m.hogar[i])->hogar.fields, "barrio"), "De la lista") == 0;
	return n;
}

Test(screen_historia, what_was_made_at_once_is_undone_at_once)
{
	batch((struct id){ .b = { 7 } });
	open_history();
	teclas(&m, "<Ctrl-D>");
	cr_se_ve(&m, "Solo esta operación");
	teclas(&m, "<Down><Enter>");
	cr_arriba(&m, "ayuda");
	cr_se_ve(&m, "Se deshacen 3 operaciones de 3 familias");
	teclas(&m, "<Enter>");
	cr_expect_eq(from_the_list(), 3, "No is the default");
	teclas(&m, "<Ctrl-D><Down><Enter><Right><Enter>Era otra lista<Enter>");
	cr_expect_eq(from_the_list(), 0, "%s", pantalla(&m));
	cr_se_ve(&m, "Deshecho: 3 operaciones de 3 familias");
	cr_se_ve(&m, "> Deshizo: Importó el hogar");
}

/* Esc between two families: before the first one nothing is undone, and the same keys do it then. */
Test(screen_historia, the_undoing_of_many_may_be_stopped)
{
	batch((struct id){ .b = { 7 } });
	open_history();
	teclas(&m, "<Ctrl-D><Down><Enter><F2>Era otra lista");
	app_feed(&m.app, &(struct event){ .kind = EV_KEY, .key = K_ENTER });
	cr_arriba(&m, "trabajo");
	app_work(&m.app);
	app_work(&m.app);
	cr_se_ve(&m, " 50 %");
	teclas(&m, "<Esc>");
	cr_se_ve(&m, "Se detuvo antes de deshacer: todo sigue como estaba");
	cr_expect_eq(from_the_list(), 3);
	teclas(&m, "<Ctrl-D><Down><Enter><F2>Era otra lista<Enter>");
	cr_expect_eq(from_the_list(), 0, "%s", pantalla(&m));
}

/* Who came or left is told by what it does to the measurement, before anything is undone or done again. */
Test(screen_historia, what_the_undoing_changes_is_shown_with_the_question)
{
	ACTO(&m, hogar, acto_integrante_retirar(&acto, ficha, 3, "traslado", MUNDO_HOY, &err));
	uint64_t version = mundo_ficha(&m, hogar)->hogar.version;
	open_history();
	teclas(&m, "<Ctrl-Z>");
	cr_se_ve(&m, " Restrepo Gómez, Elena · MS-00001 ");
	cr_se_ve(&m, "A Ana le corresponden ahora los logros 1, ");
	teclas(&m, "<Esc>");
	cr_expect_eq(mundo_ficha(&m, hogar)->hogar.version, version);
	cr_expect_not(answers_bool(&ficha_record(mundo_ficha(&m, hogar), RECORD_INTEGRANTE, 3)->fields, INTEGRANTE_ACTIVO, true));
	teclas(&m, "<Ctrl-Z><F2>No se había ido<Enter>");
	cr_expect(answers_bool(&ficha_record(mundo_ficha(&m, hogar), RECORD_INTEGRANTE, 3)->fields, INTEGRANTE_ACTIVO, true));
	teclas(&m, "<F5>");
	cr_se_ve(&m, "Para Ana ya no se cuentan los logros 1, ");
	teclas(&m, "<F2>Sí se fue<Enter>");
	cr_expect_not(answers_bool(&ficha_record(mundo_ficha(&m, hogar), RECORD_INTEGRANTE, 3)->fields, INTEGRANTE_ACTIVO, true));
}

Test(screen_historia, where_nothing_is_measured_otherwise_a_line_says_so)
{
	mundo_poner(&m, hogar, "telefono", value_text("3009998877"));
	open_history();
	teclas(&m, "<Ctrl-Z>");
	cr_se_ve(&m, "Nada cambia en los logros, el IPM, el ingreso ni la matriz");
}

/* Both households: the one that stays and the one that is counted again. */
Test(screen_historia, undoing_a_union_tells_of_both_households)
{
	uint32_t b = mundo_registrar(&m, "Elena Restrepo Gomez", "43210010", "Popular", 5);
	abrir(&m, &screen_unir, &(struct unir_arg){ hogar, b });
	teclas(&m, "<F2>Es la misma<Enter><F2>");
	open_history();
	teclas(&m, "<Ctrl-Z>");
	cr_se_ve(&m, "Vuelve a ser un hogar aparte");
	cr_se_ve(&m, "sin dato");
	cr_se_ve(&m, "Celda por definir");
	cr_se_ve(&m, "Nada cambia en los logros");
	teclas(&m, "<F2>Son dos<Enter><F5>");
	cr_se_ve(&m, "Pasa a ser parte del hogar MS-0000");
}

/* Whose each change is: of the other household by its folio, and the household's own not below the name of a person. */
Test(screen_historia, an_operation_about_two_households_says_which)
{
	uint32_t b = mundo_registrar(&m, "Elena Restrepo Gomez", "43210010", "Popular Alto", 6);
	abrir(&m, &screen_unir, &(struct unir_arg){ hogar, b });
	teclas(&m, "<F2>Es la misma<Enter><F2>");
	tamano(&m, 60, 80);
	open_history();
	teclas(&m, "<Enter>");
	cr_se_ve(&m, "── Unió dos hogares que eran la misma familia: El hogar MS-00006 se unió al MS…\n");
	cr_se_ve(&m, "  Unió dos hogares que eran la misma familia: El hogar MS-00006 se unió al\n  MS-00001\n");
	cr_se_ve(&m, "  Hogar MS-00006\n> Estado                       Vinculado               Cierre administrativo\n");
	cr_se_ve(&m, "  Ofelia: se agrega\n");
	cr_se_ve(&m, "  Datos del hogar\n  Barrio o vereda              Popular                 Popular Alto\n");
}

Test(screen_historia, undoing_a_registration_says_that_the_household_goes)
{
	open_history();
	teclas(&m, "<Ctrl-Z>");
	cr_se_ve(&m, "Su registro se deshace: ya no está en las listas ni en los conteos");
}

/* Nothing is left to show: the list comes back, with what was done, and what was written for it is no draft any more. */
Test(screen_historia, with_the_household_its_screens_go)
{
	int drafts;
	m.app.depth = 0;
	abrir(&m, &screen_hogares, NULL);
	teclas(&m, "restrepo<Enter>8<Ctrl-Z><F2>Se registró dos veces");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "hogares");
	cr_se_ve(&m, "Deshecho: el registro de Restrepo Gómez, Elena");
	cr_no_se_ve(&m, "No se encuentra");
	mundo_borradores(&m, &drafts);
	cr_expect_eq(drafts, 0);
}

/* A save that the rules refuse is told before the reason is asked. */
Test(screen_historia, what_cannot_be_undone_is_told_before_the_question)
{
	ACTO(&m, hogar, acto_integrante_retirar(&acto, ficha, 2, "traslado", MUNDO_HOY, &err));
	mundo_registrar(&m, "Luis Cano Cano", "1432100011", "Popular", 1);
	open_history();
	teclas(&m, "<Ctrl-Z>");
	cr_arriba(&m, "historia");
	cr_se_ve(&m, "No se puede deshacer");
}

static void one_leaves(struct id lote, int families)
{
	for (int i = 0; i < families; i++) {
		struct err err = { 0 };
		struct txn txn;
		cr_assert(txn_write(&txn, m.store, &err));
		struct acto acto = { .txn = &txn, .programa = m.programa, .hoy = MUNDO_HOY, .arena = &m.arena, .lote = lote };
		cr_assert(acto_integrante_retirar(&acto, mundo_ficha(&m, m.hogar[i]), 3, "traslado", MUNDO_HOY, &err) && txn_commit(&txn, &err), "%s", err.text);
	}
}

Test(screen_historia, of_a_batch_it_is_told_in_how_many_families_what_changes)
{
	batch((struct id){ .b = { 7 } });
	open_history();
	teclas(&m, "<Ctrl-D><Down><Enter>");
	cr_se_ve(&m, "En ninguna cambia nada en los logros, el IPM, el ingreso ni la matriz");
	teclas(&m, "<Esc>");
	one_leaves((struct id){ .b = { 8 } }, 3);
	mundo_ajeno(&m);
	teclas(&m, "<Tick><Home><Ctrl-D><Down><Enter>");
	cr_se_ve(&m, "Cambia la medición de 3 de 3 familias");
	cr_se_ve(&m, "A alguien le corresponden otros logros · 3 familias");
	teclas(&m, "<F2>Siguen en casa<Enter>");
	cr_se_ve(&m, "Deshecho: 3 operaciones de 3 familias");
}

Test(screen_historia, of_a_batch_about_one_family_it_is_told_in_full)
{
	one_leaves((struct id){ .b = { 9 } }, 1);
	open_history();
	teclas(&m, "<Ctrl-D><Down><Enter>");
	cr_se_ve(&m, "Se deshace 1 operación de 1 familia");
	cr_se_ve(&m, "A Ana le corresponden ahora los logros 1, ");
}

Test(screen_historia, of_what_was_made_at_once_one_may_be_undone_alone)
{
	batch((struct id){ .b = { 7 } });
	open_history();
	teclas(&m, "<Ctrl-D><Enter><Right><Enter>Esta no<Enter>");
	cr_expect_eq(from_the_list(), 2, "%s", pantalla(&m));
}

Test(screen_historia, what_was_made_at_once_stays_when_somebody_has_worked_on_it)
{
	batch((struct id){ .b = { 7 } });
	mundo_poner(&m, m.hogar[ZAPATA], "barrio", value_text("Corregido"));
	open_history();
	teclas(&m, "<Ctrl-D><Down><Enter>");
	cr_arriba(&m, "historia");
	cr_se_ve(&m, "NO se deshizo nada: después se cambió lo mismo en 1 familia");
	cr_expect_eq(from_the_list(), 2);
}

/* Each record of a member tells its own history from the list of people. */
Test(screen_historia, of_a_member_and_of_the_household)
{
	abrir(&m, &screen_integrantes, &(struct hogar_arg){ hogar });
	teclas(&m, "<Ctrl-X>");
	cr_arriba(&m, "historia_campo");
	cr_se_ve(&m, "── Elena ");
	cr_se_ve(&m, "Elena: se agrega");
	teclas(&m, "<Esc><Esc>");
	abrir(&m, &screen_operacion, &(struct operacion_arg){ hogar, 2 });
	for (int i = 0; i < 20 && !se_ve(&m, "Cogestor(a)"); i++)
		teclas(&m, "<Down>");
	cr_se_ve(&m, "Cogestor(a)                  sin dato                Marta Restrepo");
	teclas(&m, "<Esc><Esc>");
	mundo_poner(&m, hogar, "telefono", value_text("3009998877"));
	abrir(&m, &screen_hogar, &(struct hogar_arg){ hogar });
	teclas(&m, "<Ctrl-X>");
	cr_se_ve(&m, "── Datos del hogar ");
	cr_se_ve(&m, "300 999 8877");
}

Test(screen_historia, undo_asks_twice_and_the_default_is_no)
{
	mundo_poner(&m, hogar, "telefono", value_text("3009998877"));
	open_history();
	teclas(&m, "<Ctrl-Z>");
	cr_arriba(&m, "ayuda");
	cr_se_ve(&m, "Restrepo Gómez, Elena");
	cr_se_ve(&m, "Guardó un formulario");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "historia");
	cr_expect_str_eq(telephone(), "3009998877");
	teclas(&m, "<Ctrl-Z><Right><Enter><Esc>");
	cr_expect_str_eq(telephone(), "3009998877", "without a reason nothing is undone");
	teclas(&m, "<Ctrl-Z><Right><Enter>Número equivocado<Enter>");
	cr_expect_str_eq(telephone(), "3001234567");
	cr_se_ve(&m, "Deshecho. Los datos están como antes de esa operación");
	cr_se_ve(&m, "> Deshizo: Guardó un formulario");
	cr_se_ve(&m, "[deshecha] Guardó un formulario");
	cr_se_ve(&m, "Motivo: Número equivocado");
}

/* The day alone said nothing of what was undone. */
Test(screen_historia, an_undoing_names_the_act)
{
	ACTO(&m, hogar, acto_acordar_visita(&acto, ficha, MUNDO_HOY + 20, &err));
	open_history();
	teclas(&m, "<Ctrl-Z><Right><Enter>prueba<Enter>");
	cr_se_ve(&m, "Deshizo: Acordó la próxima visita: 12/12/2026");
	teclas(&m, "<F5><Right><Enter>prueba<Enter>");
	cr_se_ve(&m, "Rehizo: Acordó la próxima visita: 12/12/2026");
}

/* What was done to other records goes back one after the other. */
Test(screen_historia, undo_goes_further_back_each_time)
{
	ACTO(&m, hogar, acto_compromiso(&acto, ficha, 0, 42, "Ahorrar", "Cogestor(a)", MUNDO_HOY + 10, &err));
	ACTO(&m, hogar, acto_compromiso(&acto, ficha, 0, 41, "Ir a la charla", "Cogestor(a)", MUNDO_HOY + 10, &err));
	open_history();
	teclas(&m, "<Ctrl-Z><Right><Enter>prueba<Enter>");
	cr_expect_eq(mundo_ficha(&m, hogar)->compromiso.n, 1);
	teclas(&m, "<Ctrl-Z>");
	cr_se_ve(&m, "Acordó un compromiso: Ahorrar");
	teclas(&m, "<Right><Enter>prueba<Enter>");
	cr_expect_eq(mundo_ficha(&m, hogar)->compromiso.n, 0, "%s", pantalla(&m));
}

Test(screen_historia, what_was_undone_can_be_done_again)
{
	mundo_poner(&m, hogar, "telefono", value_text("3009998877"));
	open_history();
	teclas(&m, "<F5>");
	cr_se_ve(&m, "no hay qué rehacer");
	teclas(&m, "<Ctrl-Z><Right><Enter>prueba<Enter><F5>");
	cr_arriba(&m, "ayuda");
	teclas(&m, "<Right><Enter>estaba bien<Enter>");
	cr_expect_str_eq(telephone(), "3009998877");
	cr_se_ve(&m, "> Rehizo: Guardó un formulario");
	teclas(&m, "<Ctrl-Z>");
	cr_se_ve(&m, "Rehizo: Guardó un formulario");
	teclas(&m, "<Right><Enter>otra vez<Enter>");
	cr_expect_str_eq(telephone(), "3001234567", "%s", pantalla(&m));
}

Test(screen_historia, redoing_goes_forward_step_by_step)
{
	mundo_poner(&m, hogar, "telefono", value_text("3009998877"));
	mundo_poner(&m, hogar, "telefono", value_text("3111111111"));
	open_history();
	teclas(&m, "<Ctrl-Z><Right><Enter>prueba<Enter><Ctrl-Z><Right><Enter>prueba<Enter>");
	cr_expect_str_eq(telephone(), "3001234567");
	teclas(&m, "<F5><Right><Enter>de nuevo<Enter>");
	cr_expect_str_eq(telephone(), "3009998877");
	teclas(&m, "<F5><Right><Enter>de nuevo<Enter>");
	cr_expect_str_eq(telephone(), "3111111111", "%s", pantalla(&m));
	teclas(&m, "<F5>");
	cr_se_ve(&m, "no hay qué rehacer");
}

Test(screen_historia, long_values_are_whole_at_the_foot)
{
	mundo_poner(&m, hogar, "barrio", value_text("Santo Domingo Savio número uno, junto a la estación alta del metrocable"));
	mundo_poner(&m, hogar, "barrio", value_text("Carpinelo, por las escaleras que suben de la cancha grande al mirador azul"));
	abrir(&m, &screen_historia_campo, &(struct historia_campo_arg){ .hogar = hogar, .kind = RECORD_HOGAR, .campo = "barrio" });
	cr_se_ve(&m, "Antes: Santo Domingo Savio número uno, junto a la estación alta del metrocable");
	cr_se_ve(&m, "Después: Carpinelo, por las escaleras que suben de la cancha grande al mirador");
	cr_se_ve(&m, "Marta Restrepo, el ");
}

Test(screen_historia, the_day_to_look_at_is_asked_in_whole_words)
{
	open_history();
	teclas(&m, "<F7>");
	cr_se_ve(&m, "¿Qué día? Se ve la familia como quedó ese día.");
}

Test(screen_historia, when_the_registration_is_undone_the_screen_goes)
{
	abrir(&m, &screen_estado, NULL);
	open_history();
	teclas(&m, "<Ctrl-Z><Right><Enter>registro repetido<Enter>");
	cr_arriba(&m, "estado");
	cr_se_ve(&m, "Hogares                    4");
	cr_se_ve(&m, "Deshecho: el registro de Restrepo Gómez, Elena");
}

/* More operations than are read at once: the rest comes when the cursor gets there. */
Test(screen_historia, long_histories)
{
	enum { MANY = 430 };
	for (int i = 0; i < MANY; i++)
		mundo_poner(&m, hogar, "referencia", value_text(arena_printf(&m.arena, "casa %d", i)));
	open_history();
	cr_se_ve(&m, arena_printf(&m.arena, "%d operaciones", MANY + 1));
	for (int i = 0; i < MANY / 10 + 10; i++)
		teclas(&m, "<PgDn>");
	cr_expect(strstr(bajo_cursor(&m), "Registró el hogar"), "%s", bajo_cursor(&m));
	teclas(&m, "<Home><End>");
	cr_expect(strstr(bajo_cursor(&m), "Registró el hogar"), "%s", bajo_cursor(&m));
}

Test(screen_historia, what_others_do_appears)
{
	open_history();
	mundo_poner(&m, hogar, "telefono", value_text("3009998877"));
	mundo_ajeno(&m);
	teclas(&m, "<Tick>");
	cr_se_ve(&m, "── 2 operaciones");
	cr_expect(strstr(bajo_cursor(&m), "Registró el hogar"), "the cursor stays with its line: %s", bajo_cursor(&m));
}

/* ---- visits ---- */

Test(screen_visitas, newest_first_with_their_details)
{
	abrir(&m, &screen_visitas, &(struct hogar_arg){ hogar });
	cr_se_ve(&m, "Todavía no hay visitas.");
	ACTO(&m, hogar, acto_visita_abrir(&acto, ficha, NULL, &err));
	ACTO(&m, hogar, acto_visita_anular(&acto, ficha, "Era otra familia", &err));
	mundo_dia(&m, MUNDO_HOY + 3);
	ACTO(&m, hogar, acto_visita_abrir(&acto, ficha, NULL, &err));
	mundo_ajeno(&m);
	teclas(&m, "<Tick>");
	cr_se_ve(&m,
		"── 2 visitas ───────────────────────────────────────────────────────────────────\n"
		"   Nº Fecha      Momento             Modalidad           Resultado\n");
	cr_se_ve(&m, ">   2 25/11/2026 Visita de inicio                        En curso\n");
	cr_se_ve(&m, "    1 22/11/2026 Visita de inicio                        Anulada\n");
	teclas(&m, "<Down><Enter>");
	cr_arriba(&m, "ayuda");
	cr_se_ve(&m, "Estado de la visita: ");
}

/* ---- state ---- */

Test(screen_estado, the_store_who_and_which_versions)
{
	abrir(&m, &screen_estado, NULL);
	cr_se_ve(&m, "> Almacén de práctica: familias inventadas");
	cr_se_ve(&m, "  Oficina                    Prueba\n");
	cr_se_ve(&m, "  Hogares                    5\n");
	cr_se_ve(&m, "  Persona                    Marta Restrepo\n");
	cr_se_ve(&m, "  Cuenta y papel             marta, cogestor(a)\n");
	cr_se_ve(&m, "Medellín Solidaria");
	cr_se_ve(&m, "logros 1, ipm 1");
	cr_no_se_ve(&m, m.folder);
	mundo_registrar(&m, "Berta Lopera Ruiz", "43210009", "Popular", 1);
	mundo_ajeno(&m);
	teclas(&m, "<Tick>");
	cr_se_ve(&m, "  Hogares                    6\n");
	teclas(&m, "<Esc>");
	cr_expect_eq(m.app.depth, 0);
}
