/* A form of the programme on the screen: durable fields, what is missing, choices, dates, reasons. */
#include "mundo.h"

#include <criterion/criterion.h>
#include <string.h>

static struct mundo m;

static void start(void)
{
	mundo_open(&m);
	abrir(&m, &screen_inicio, NULL);
}
static void stop(void) { mundo_close(&m); }
TestSuite(screen_formulario, .init = start, .fini = stop);

static void fill(const char *form, uint32_t seq)
{
	struct formulario_arg arg = { .hogar = m.hogar[RESTREPO], .formulario = form, .seq = seq };
	abrir(&m, &screen_formulario, &arg);
}

static const struct answers *hogar(void)
{
	return &mundo_ficha(&m, m.hogar[RESTREPO])->hogar.fields;
}

static bool draft(struct borrador *b)
{
	struct err err = { 0 };
	struct txn txn;
	cr_assert(txn_read(&txn, m.store, &err));
	bool there = borrador_get(&txn, &(struct borrador_clave){ .hogar = m.hogar[RESTREPO], .formulario = "hogar" }, &m.arena, b);
	txn_abort(&txn);
	return there;
}

Test(screen_formulario, each_field_is_durable_when_it_is_left)
{
	struct borrador b;
	fill("hogar", 0);
	al_campo(&m, "Barrio");
	teclas(&m, "<Ctrl-K>Aranjuez");
	cr_expect(!draft(&b), "while it is being typed it is on the screen only");
	teclas(&m, "<Tab>");
	cr_assert(draft(&b));
	cr_expect_str_eq(answers_text(&b.campos, "barrio"), "Aranjuez");
	cr_expect_str_eq(b.campo, "direccion");
	cr_expect_str_eq(answers_text(hogar(), "barrio"), "Popular", "a draft is not reported data");
	teclas(&m, "<Esc>");
	cr_arriba(&m, "inicio");
	cr_se_ve(&m, "Lo escrito quedó en «Por terminar»");
	fill("hogar", 0);
	teclas(&m, "<Esc>");
	cr_se_ve(&m, "Lo escrito quedó en «Por terminar»");
	fill("hogar", 0);
	teclas(&m, "<F2>");
	cr_arriba(&m, "inicio");
	cr_se_ve(&m, "Guardado 22/11/2026 12:00");
	cr_expect_str_eq(answers_text(hogar(), "barrio"), "Aranjuez");
	cr_expect(!draft(&b));
}

Test(screen_formulario, looking_leaves_no_draft)
{
	struct borrador b;
	fill("hogar", 0);
	teclas(&m, "<Down><Down><PgDn><F6><Esc>");
	cr_arriba(&m, "inicio");
	cr_expect(!draft(&b));
	cr_no_se_ve(&m, "Por terminar»");
}

Test(screen_formulario, it_goes_on_where_it_was_left)
{
	fill("hogar", 0);
	al_campo(&m, "Barrio");
	teclas(&m, "<Ctrl-K>Aranjuez<Tab>Cra 50<Esc>");
	fill("hogar", 0);
	cr_se_ve(&m, "Aranjuez");
	cr_se_ve(&m, "Cra 50");
	cr_expect(strstr(linea(&m, m.grid.cursor_row), "Dirección"), "%s", pantalla(&m));
}

Test(screen_formulario, what_is_written_outlives_the_saving_of_another_console)
{
	struct borrador b;
	struct err err = { 0 };
	struct txn txn;
	fill("hogar", 0);
	al_campo(&m, "Barrio");
	teclas(&m, "<Ctrl-K>Aranjuez<Tab>");
	cr_assert(draft(&b));
	cr_assert(txn_write(&txn, m.store, &err));
	borrador_del(&txn, &(struct borrador_clave){ .hogar = m.hogar[RESTREPO], .formulario = "hogar" });
	cr_assert(txn_commit(&txn, &err), "%s", err.text);
	teclas(&m, "<Esc>");
	cr_assert(draft(&b), "leaving without another key keeps it again");
	cr_expect_str_eq(answers_text(&b.campos, "barrio"), "Aranjuez");
}

Test(screen_formulario, wrong_text_does_not_trap_and_says_why)
{
	fill("hogar", 0);
	al_campo(&m, "Fecha de vinculación");
	teclas(&m, "<Ctrl-K>31/02/2026<Down>");
	cr_expect(!strstr(linea(&m, m.grid.cursor_row), "Fecha de vinculación"));
	al_campo(&m, "Fecha de vinculación");
	cr_se_ve(&m, "!");
	cr_se_ve(&m, "31/02/2026");
	teclas(&m, "<F2>");
	cr_arriba(&m, "formulario");
	cr_se_ve(&m, "Hay un dato por completar o corregir");
	teclas(&m, "<Ctrl-K>hoy<F2>");
	cr_arriba(&m, "inicio");
	cr_expect_eq(answers_date(hogar(), "fecha_vinculacion"), MUNDO_HOY);
}

Test(screen_formulario, leaving_a_wrong_answer_says_what_is_wrong_with_it)
{
	fill("hogar", 0);
	al_campo(&m, "Estrato");
	teclas(&m, "<Ctrl-K>9<Enter>");
	cr_expect(!strstr(linea(&m, m.grid.cursor_row), "Estrato"), "the cursor goes on");
	cr_se_ve(&m, "Atención: Estrato: ");
	teclas(&m, "<Up><Up><Down>");
	cr_no_se_ve(&m, "Atención");
}

Test(screen_formulario, typing_replaces_a_whole_date_or_number)
{
	fill("hogar", 0);
	al_campo(&m, "Fecha de vinculación");
	teclas(&m, "<Ctrl-K>hoy<Enter><Up>3/4/2026<Enter>");
	cr_se_ve(&m, "03/04/2026");
	teclas(&m, "<Up><Backspace>5<Enter>");
	cr_se_ve(&m, "03/04/2025");
	al_campo(&m, "Estrato");
	teclas(&m, "<Ctrl-K>3<Enter><Up>2<Enter><Up>");
	cr_expect(strstr(linea(&m, m.grid.cursor_row), "  2"), "%s", linea(&m, m.grid.cursor_row));
	al_campo(&m, "Barrio");
	teclas(&m, "<Ctrl-K>La Cruz<Enter><Up> 2<Enter>");
	cr_se_ve(&m, "La Cruz 2");
}

Test(screen_formulario, a_question_to_be_confirmed_says_so_after_its_hint)
{
	struct variable *var = (struct variable *)dict_find(&m.programa->dict, "vulnerabilidades");
	cr_assert_not_null(var);
	fill("metas", 0);
	al_campo(&m, "¿Qué les preocupa más hoy?");
	cr_no_se_ve(&m, "por confirmar");
	var->certeza = "B";
	teclas(&m, "<Tick>");
	cr_se_ve(&m, "abrir la lista y marcar · Pregunta por confirmar (certeza\n  media) · Ctrl-W");
	teclas(&m, "<Down>");
	cr_no_se_ve(&m, "por confirmar");
}

Test(screen_formulario, space_opens_the_list_of_several)
{
	fill("metas", 0);
	al_campo(&m, "¿Qué les preocupa más hoy?");
	cr_se_ve(&m, "Espacio o F4: abrir la lista");
	cr_se_ve(&m, "Ctrl-W: no quiso responder");
	teclas(&m, " ");
	cr_arriba(&m, "elegir_varias");
	teclas(&m, " <F2>");
	cr_se_ve(&m, "Económica");
}

Test(screen_formulario, what_is_missing_is_pointed_at)
{
	fill("hogar", 0);
	al_campo(&m, "Municipio");
	teclas(&m, "<Ctrl-K><Down><F2>");
	cr_arriba(&m, "formulario");
	cr_se_ve(&m, "Hay un dato por completar o corregir");
	cr_expect(strstr(linea(&m, m.grid.cursor_row), "Municipio"), "%s", pantalla(&m));
}

Test(screen_formulario, choices_by_arrows_by_letters_and_by_the_list)
{
	fill("hogar", 0);
	al_campo(&m, "Zona");
	const char *before = arena_strdup(&m.arena, linea(&m, m.grid.cursor_row));
	teclas(&m, "<Right>");
	cr_expect_str_neq(linea(&m, m.grid.cursor_row), before);
	teclas(&m, "<Left>");
	cr_expect_str_eq(linea(&m, m.grid.cursor_row), before);
	al_campo(&m, "Comuna");
	teclas(&m, "<F4>");
	cr_arriba(&m, "elegir");
	teclas(&m, "santa cruz<Enter>");
	cr_se_ve(&m, "02 Santa Cruz");
	al_campo(&m, "Comuna");
	teclas(&m, "manrique<Down>");
	cr_se_ve(&m, "03 Manrique");
}

Test(screen_formulario, a_strange_value_needs_a_reason)
{
	fill("hogar", 0);
	al_campo(&m, "¿Por dónde llegó");
	teclas(&m, "sisben<Down>");
	if (!se_ve(&m, "Puntaje SISBEN III")) {
		al_campo(&m, "Versión del SISBEN");
		teclas(&m, "iii<Down>");
	}
	al_campo(&m, "Puntaje SISBEN III");
	teclas(&m, "45,50<Down><F2>");
	cr_arriba(&m, "linea");
	cr_se_ve(&m, "¿Está bien este dato?");
	teclas(&m, "lo pide la comisaría<Enter><F2>");
	cr_arriba(&m, "inicio");
	cr_expect_eq(answers_int(hogar(), "puntaje_sisben", 0), 4550);
	cr_expect_str_eq(answers_text(hogar(), "puntaje_sisben__aviso"), "lo pide la comisaría");
}

Test(screen_formulario, questions_appear_and_go_with_the_answers)
{
	fill("hogar", 0);
	al_campo(&m, "Otra persona de contacto");
	cr_no_se_ve(&m, "¿Qué es del hogar?");
	teclas(&m, "Doña Rosa<Down><Down>");
	cr_se_ve(&m, "¿Qué es del hogar?");
	cr_se_ve(&m, "Teléfono del contacto");
	al_campo(&m, "Otra persona de contacto");
	teclas(&m, "<Ctrl-K><Down>");
	cr_no_se_ve(&m, "¿Qué es del hogar?");
}

Test(screen_formulario, somebody_else_changed_it_meanwhile)
{
	fill("hogar", 0);
	al_campo(&m, "Barrio");
	teclas(&m, "<Ctrl-K>Aranjuez<Tab>");
	mundo_poner(&m, m.hogar[RESTREPO], "barrio", value_text("Manrique"));
	teclas(&m, "<F2>");
	cr_arriba(&m, "conflicto");
	cr_expect_str_eq(answers_text(hogar(), "barrio"), "Manrique", "nobody's work is overwritten in silence");
	teclas(&m, "<Esc>");
	cr_arriba(&m, "formulario");
	cr_expect_str_eq(answers_text(hogar(), "barrio"), "Manrique");
	cr_se_ve(&m, "Aranjuez");
}

Test(screen_formulario, two_lines_for_each_question_in_a_small_window)
{
	fill("hogar", 0);
	tamano(&m, 12, 40);
	al_campo(&m, "");
	cr_expect(strncmp(linea(&m, 2), "  Fecha de vinculación", 20) == 0 && strstr(linea(&m, 3), "06/05/2026"), "%s", pantalla(&m));
	for (int i = 0; i < 20; i++) {
		cr_expect(m.grid.cursor_row >= 1 && m.grid.cursor_row <= 9, "row %d\n%s", m.grid.cursor_row, pantalla(&m));
		teclas(&m, "<Down>");
	}
}

/* The wheel and a click in one burst, with no picture between them. */
Test(screen_formulario, a_click_behind_a_turned_wheel)
{
	fill("hogar", 0);
	const char *before = bajo_cursor(&m);
	for (int i = 0; i < 5; i++)
		app_feed(&m.app, &(struct event){ .kind = EV_MOUSE, .row = 5, .col = 30, .mouse = MOUSE_WHEEL_UP });
	for (int row = 2; row < 14; row++)
		app_feed(&m.app, &(struct event){ .kind = EV_MOUSE, .row = row, .col = 30, .mouse = MOUSE_CLICK });
	cr_expect_str_eq(bajo_cursor(&m), before);
	cr_arriba(&m, "formulario");
}

Test(screen_formulario, rows_are_added_and_taken_out_by_keys)
{
	fill("ahorro_justicia", 0);
	al_campo(&m, "¿Qué deudas tienen?");
	cr_se_ve(&m, "N: no hay");
	cr_no_se_ve(&m, "¿Con quién es la deuda?");
	teclas(&m, " ");
	cr_se_ve(&m, "Deuda 1");
	cr_expect(strstr(linea(&m, m.grid.cursor_row), "¿Con quién es la deuda?"), "%s", pantalla(&m));
	teclas(&m, "tienda<Enter>90000<Enter>15000<Enter>s<Enter>");
	cr_expect(strstr(linea(&m, m.grid.cursor_row), "¿Qué deudas tienen?"), "%s", pantalla(&m));
	cr_se_ve(&m, "$ 15.000");
	teclas(&m, "<F4>gota<Enter>500000<Enter><Ins>");
	cr_se_ve(&m, "Deuda 3");
	teclas(&m, "<Ctrl-D>");
	cr_arriba(&m, "confirmar");
	cr_se_ve(&m, "Deuda 3");
	teclas(&m, "<Esc>");
	cr_se_ve(&m, "Deuda 3");
	teclas(&m, "<Ctrl-D><Right><Enter>");
	cr_no_se_ve(&m, "Deuda 3");
	cr_se_ve(&m, "Deuda 1, Deuda 2");
	teclas(&m, "<F3>");
	fill("ahorro_justicia", 0);
	cr_se_ve(&m, "Deuda 1, Deuda 2");
	teclas(&m, "n");
	cr_se_ve(&m, "quítelas una por una");
}

Test(screen_formulario, there_may_be_no_row)
{
	fill("ahorro_justicia", 0);
	al_campo(&m, "¿Qué deudas tienen?");
	teclas(&m, "n");
	cr_expect(strstr(linea(&m, m.grid.cursor_row), "Ninguna"), "%s", pantalla(&m));
	teclas(&m, "<Ctrl-D>");
	cr_arriba(&m, "formulario");
	teclas(&m, "<F2>");
	cr_assert_not_null(answers_find(hogar(), "deuda"));
	cr_expect_str_eq(answers_text(hogar(), "deuda"), "");
}

/* N by mistake is taken back as any answer is. */
Test(screen_formulario, none_is_taken_back)
{
	fill("ahorro_justicia", 0);
	al_campo(&m, "¿Qué deudas tienen?");
	teclas(&m, "n");
	cr_expect(strstr(linea(&m, m.grid.cursor_row), "Ninguna"), "%s", pantalla(&m));
	cr_se_ve(&m, "Retroceso: dejarla sin responder");
	teclas(&m, "<Backspace>");
	cr_expect_not(strstr(linea(&m, m.grid.cursor_row), "Ninguna"), "%s", pantalla(&m));
	cr_se_ve(&m, "N: no hay");
	teclas(&m, "<F3>");
	fill("ahorro_justicia", 0);
	cr_expect_not(strstr(linea(&m, m.grid.cursor_row), "Ninguna"), "%s", pantalla(&m));
}

Test(screen_formulario, choices_side_by_side)
{
	fill("ahorro_justicia", 0);
	al_campo(&m, "¿Qué deudas tienen?");
	teclas(&m, " ");
	cr_se_ve(&m, "( ) Sí  ( ) No");
	al_campo(&m, "¿Van al día?");
	teclas(&m, " ");
	cr_se_ve(&m, "(x) Sí  ( ) No");
	teclas(&m, "<Right>");
	cr_se_ve(&m, "( ) Sí  (x) No");
	teclas(&m, "s<Tab>");
	cr_se_ve(&m, "(x) Sí  ( ) No");
	tamano(&m, 12, 40);
	cr_se_ve(&m, "(x) Sí  ( ) No");
}

/* All of Colombia, from a store with nothing: found with a few letters, and told apart where two are called the same. */
Test(screen_formulario, a_municipality_among_all)
{
	fill("hogar", 0);
	al_campo(&m, "Municipio");
	teclas(&m, "<F4>jardin");
	cr_arriba(&m, "elegir");
	cr_se_ve(&m, "Jardín");
	teclas(&m, "<Enter>");
	cr_expect_not(se_ve(&m, "Elija otra opción"), "%s", pantalla(&m));
	al_campo(&m, "Departamento");
	teclas(&m, "<Ctrl-K><Tab><F4>armenia");
	cr_se_ve(&m, "Quindío");
	cr_se_ve(&m, "Antioquia");
	teclas(&m, "<Esc>");
	al_campo(&m, "Departamento");
	teclas(&m, "quindio<Tab><F4>armenia");
	cr_no_se_ve(&m, "Antioquia");
	teclas(&m, "<Enter><Tab>");
	cr_se_ve(&m, "Armenia");
}

Test(screen_formulario, an_address_part_by_part)
{
	fill("hogar", 0);
	al_campo(&m, "Dirección");
	teclas(&m, "<Ctrl-K><F4>");
	cr_arriba(&m, "direccion");
	teclas(&m, "d<Enter>42 b<Enter><F2>");
	cr_se_ve(&m, "Falta: Cruce");
	teclas(&m, "107<Enter>35<Enter>int 201");
	cr_se_ve(&m, "DG 42B # 107-35 INT 201");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "formulario");
	al_campo(&m, "Dirección");
	cr_expect(strstr(linea(&m, m.grid.cursor_row), "DG 42B # 107-35 INT 201"), "%s", pantalla(&m));
	teclas(&m, "<F4><Right><F2>");
	al_campo(&m, "Dirección");
	cr_expect(strstr(linea(&m, m.grid.cursor_row), "TV 42B # 107-35 INT 201"), "%s", pantalla(&m));
	tamano(&m, 12, 40);
	teclas(&m, "<F4>");
	cr_se_ve(&m, "F2 acepta");
}

Test(screen_formulario, the_history_of_the_answer_under_the_cursor)
{
	fill("hogar", 0);
	al_campo(&m, "Barrio");
	teclas(&m, "<Ctrl-K>Aranjuez<F2>");
	fill("hogar", 0);
	al_campo(&m, "Barrio");
	teclas(&m, "<Ctrl-X>");
	cr_arriba(&m, "historia_campo");
	cr_se_ve(&m, "Popular");
	cr_se_ve(&m, "Aranjuez");
	teclas(&m, "<Esc>");
	cr_arriba(&m, "formulario");
	cr_assert(strstr(linea(&m, m.grid.cursor_row), "Barrio"), "the cursor stays\n%s", pantalla(&m));
}

Test(screen_formulario, an_address_is_not_lost_by_one_key)
{
	fill("hogar", 0);
	al_campo(&m, "Dirección");
	teclas(&m, "<Ctrl-K><F4>d<Enter>42 b<Enter>107<Enter>35<Enter>torre 3 apto 201 bl b<Esc>");
	cr_arriba(&m, "direccion");
	cr_se_ve(&m, "Lo escrito está sin aceptar");
	cr_se_ve(&m, "torre 3 apto 201 bl b");
	teclas(&m, "<Esc>");
	cr_arriba(&m, "formulario");
	teclas(&m, "<F4><Esc>");
	cr_arriba(&m, "formulario");
}
