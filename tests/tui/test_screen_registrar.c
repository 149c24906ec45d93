#include "mundo.h"

#include <criterion/criterion.h>
#include <string.h>

static struct mundo m;
static void start(void) { mundo_open(&m); abrir(&m, &screen_inicio, NULL); }
static void stop(void) { mundo_close(&m); }
TestSuite(screen_registrar, .init = start, .fini = stop);

/* Somebody who is nobody in the store. */
#define PERSONA "Camila<Enter><Enter>Bedoya<Enter>Higuita<Enter>m<Enter>3/4/1990<Enter>"
#define NUEVO "<Ins>bedoya<Enter>"

static int drafts(void)
{
	struct borrador *b;
	struct err err = { 0 };
	struct txn txn;
	cr_assert(txn_read(&txn, m.store, &err));
	int n = borrador_list(&txn, 0, true, &m.arena, &b);
	txn_abort(&txn);
	return n;
}

static int households(void)
{
	struct store_info info;
	store_info(m.store, &info);
	return (int)info.hogares;
}

Test(screen_registrar, it_begins_with_a_search)
{
	teclas(&m, "<Ins>");
	cr_pantalla(&m,
		" Registrar hogar · 1 Buscar                                PRACTICA  22/11/2026\n"
		" Antes de registrar, busque a la jefa o al jefe por nombre o documento.\n"
		"\n"
		" Buscar:\n"
		"\n"
		" Escriba al menos tres letras del nombre, o el número del documento.\n"
		"\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"
		" Entrar Abrir o registrar  F3 Volver  Ins Ninguno es: registrar        F1 Ayuda\n");
	teclas(&m, "<Enter>");
	cr_se_ve(&m, "Escriba primero");
	teclas(&m, "ab<Ins>");
	cr_se_ve(&m, "1 Buscar");
}

Test(screen_registrar, matches_come_before_a_new_household)
{
	teclas(&m, "<Ins>gomes");
	cr_se_ve(&m, "1 hogar coincide. ¿Es este?");
	cr_se_ve(&m, "> Restrepo Gómez, Elena");
	cr_se_ve(&m, "Ninguno es: registrar un hogar nuevo");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "hogar");
	teclas(&m, "<F3><Down><Enter>");
	cr_se_ve(&m, "2 Datos del hogar");
}

Test(screen_registrar, from_the_search_to_the_open_household)
{
	teclas(&m, NUEVO "<F2>");
	cr_se_ve(&m, "3 Una persona");
	cr_se_ve(&m, "Jefa o jefe del hogar");
	teclas(&m, PERSONA "<F2>");
	cr_pantalla(&m,
		" Registrar hogar · 3 Personas                              PRACTICA  22/11/2026\n"
		"  Nombre                  Edad Parentesco             Documento  Datos\n"
		"  Datos del hogar: completo\n"
		"  Camila Bedoya Higuita     36 Jefa o jefe del hogar             completo\n"
		"> Agregar otra persona (Ins)\n"
		"\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"
		" Todo está completo: F2 registra el hogar. Si falta alguien, agréguelo primero.\n"
		"\n\n"
		" F2 Registrar el hogar  F3 Volver  Ins Agregar  F8 Es jefa o jefe      F1 Ayuda\n");
	teclas(&m, "<Ins>Sara<Enter><Enter>Bedoya<Enter><Enter>m<Enter>5/6/2015<Enter>hijo<Enter><F2>");
	cr_se_ve(&m, "Sara Bedoya               11 Hijo(a) o hijastro(a)             completo");
	cr_expect_eq(households(), FAMILIAS);
	cr_expect_eq(drafts(), 1);
	teclas(&m, "<F2>");
	cr_arriba(&m, "hogar");
	cr_se_ve(&m, "Bedoya Higuita, Camila");
	cr_se_ve(&m, "2 personas: Camila, Sara");
	cr_se_ve(&m, "Hogar registrado");
	cr_expect_eq(households(), FAMILIAS + 1);
	cr_expect_eq(drafts(), 0, "the draft ends with what it held");
	teclas(&m, "<F3>");
	cr_arriba(&m, "inicio");
	struct ficha *f = mundo_ficha(&m, FAMILIAS + 1);
	cr_expect_str_eq(answers_text(&f->hogar.fields, "municipio"), "05001");
	cr_expect_eq(f->integrante.n, 2);
	cr_expect_eq(answers_date(&f->hogar.fields, "fecha_vinculacion"), MUNDO_HOY);
}

Test(screen_registrar, what_was_written_is_durable_and_goes_on_where_it_was_left)
{
	teclas(&m, NUEVO "<Tab><Tab><Tab>");
	cr_expect_eq(drafts(), 0, "proposed answers alone are no draft");
	teclas(&m, "<End><Down><Down><Down><Down><Down><Down>");
	teclas(&m, "La Cruz");
	teclas(&m, "<Down>");
	cr_expect_eq(drafts(), 1, "%s", pantalla(&m));
	teclas(&m, "<F3>");
	cr_arriba(&m, "inicio");
	cr_se_ve(&m, "5 Por terminar         1");
	teclas(&m, "5");
	cr_se_ve(&m, "Registrar hogar: todavía sin nombre");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "registrar");
	cr_se_ve(&m, "2 Datos del hogar");
	cr_se_ve(&m, "La Cruz");
}

Test(screen_registrar, a_person_half_written_is_kept_too)
{
	teclas(&m, NUEVO "<F2>Camila<Enter><Enter>Bedoya<Enter><Esc>");
	cr_se_ve(&m, "3 Personas");
	cr_se_ve(&m, "Camila Bedoya");
	cr_se_ve(&m, "faltan 2 datos");
	teclas(&m, "<F2>");
	cr_se_ve(&m, "A esta persona le faltan datos");
	cr_expect(strncmp(bajo_cursor(&m), "Camila Bedoya", 13) == 0, "%s", bajo_cursor(&m));
	teclas(&m, "<Esc>5<Enter>");
	cr_se_ve(&m, "3 Una persona");
	cr_expect(strncmp(bajo_cursor(&m), "", 1) == 0 && m.grid.cursor_row == 5, "in the field after the last one written: %s", pantalla(&m));
	teclas(&m, "<Esc>");
	cr_se_ve(&m, "Camila Bedoya");
	cr_se_ve(&m, "faltan 2 datos");
}

Test(screen_registrar, what_is_being_typed_survives_a_lost_connection)
{
	teclas(&m, NUEVO "<F2>Camila");
	app_feed(&m.app, &(struct event){ .kind = EV_HANGUP });
	app_done(&m.app);
	cr_expect_eq(drafts(), 1);
	cr_assert(app_init(&m.app, m.store, m.programa, &m.config, &m.problems));
	abrir(&m, &screen_inicio, NULL);
	teclas(&m, "5<Enter>");
	cr_se_ve(&m, "3 Una persona");
	cr_se_ve(&m, "Camila");
}

Test(screen_registrar, two_registrations_do_not_mix)
{
	teclas(&m, NUEVO "<F2>Camila<Enter><Esc><Esc>");
	mundo_dia(&m, MUNDO_HOY + 1);
	teclas(&m, NUEVO "<F2>Daniela<Enter><Esc><Esc>");
	cr_expect_eq(drafts(), 2);
	teclas(&m, "5");
	cr_se_ve(&m, "Camila");
	cr_se_ve(&m, "Daniela");
	teclas(&m, "<Enter>");
	cr_no_se_ve(&m, "Camila");
	cr_se_ve(&m, "Daniela");
	teclas(&m, "<Esc><Esc><Esc><Ins>");
	cr_se_ve(&m, "Hay 2 registros sin terminar");
}

Test(screen_registrar, one_and_only_one_head)
{
	teclas(&m, NUEVO "<F2>" PERSONA "<F2><Ins>Sara<Enter><Enter>Bedoya<Enter><Enter>m<Enter>5/6/1970<Enter>jefa<Enter><F2>");
	cr_se_ve(&m, "3 Una persona");
	cr_se_ve(&m, "El hogar ya tiene jefa o jefe: Camila Bedoya");
	teclas(&m, "<Esc><F2>");
	cr_se_ve(&m, "Hay más de una jefa o jefe");
	teclas(&m, "<Home><Down><Down><F8>");
	cr_se_ve(&m, "Camila Bedoya Higuita     36");
	cr_se_ve(&m, "falta 1 dato");
	teclas(&m, "<F2>");
	cr_expect_eq(households(), FAMILIAS);
	teclas(&m, "<Home><Down><Enter><Tab><Tab><Tab><Tab><Tab><Tab>hijo<Enter><F2><F2>");
	cr_arriba(&m, "hogar");
	cr_se_ve(&m, "Bedoya, Sara");
}

Test(screen_registrar, without_a_head_it_does_not_register)
{
	teclas(&m, NUEVO "<F2>" PERSONA "hijo<Enter><F2><F2>");
	cr_se_ve(&m, "Falta decir quién es la jefa o el jefe");
	teclas(&m, "<F8><F2>");
	cr_arriba(&m, "hogar");
}

Test(screen_registrar, a_person_who_is_known_already)
{
	teclas(&m, NUEVO "<F2>Elena<Enter><Enter>Restrepo<Enter>Gomez<Enter>");
	cr_se_ve(&m, "Elena se parece a Elena Restrepo Gómez");
	teclas(&m, "m<Enter>13/10/1988<Enter><F2>");
	cr_se_ve(&m, "¿Ya está registrada?");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "hogar");
	cr_se_ve(&m, "MS-00001");
	teclas(&m, "<F3>");
	cr_se_ve(&m, "3 Una persona");
	teclas(&m, "<F2><Esc>");
	cr_se_ve(&m, "3 Una persona");
	teclas(&m, "<F2><End><Enter>");
	cr_se_ve(&m, "3 Personas");
}

Test(screen_registrar, a_person_is_taken_out_after_asking)
{
	teclas(&m, NUEVO "<F2>" PERSONA "<F2><Ins>Sara<Enter><Enter>Bedoya<Enter><Esc><Home><Down><Down><Ctrl-D>");
	cr_se_ve(&m, "Se quita a Sara Bedoya");
	teclas(&m, "<Enter>");
	cr_se_ve(&m, "Sara Bedoya");
	teclas(&m, "<Ctrl-D><Right><Enter>");
	cr_no_se_ve(&m, "Sara");
	cr_se_ve(&m, "Camila");
	teclas(&m, "<Esc>5<Enter>");
	cr_no_se_ve(&m, "Sara");
}

Test(screen_registrar, a_person_of_whom_nothing_was_written_is_nobody)
{
	teclas(&m, NUEVO "<F2><Esc>");
	cr_se_ve(&m, "Agregar a la jefa o el jefe");
	teclas(&m, "<F2>");
	cr_se_ve(&m, "Falta registrar a las personas");
	teclas(&m, "<Home><Enter>");
	cr_se_ve(&m, "2 Datos del hogar");
}

Test(screen_registrar, usable_in_a_small_window)
{
	tamano(&m, 12, 40);
	teclas(&m, "<Ins>gomez");
	cr_se_ve(&m, "Ninguno es");
	teclas(&m, "<Down><Enter>");
	cr_se_ve(&m, "Vinculación");
	teclas(&m, "<F2>" PERSONA "<F2>");
	cr_se_ve(&m, "Camila Bedoya");
	cr_se_ve(&m, "> Agregar otra");
	teclas(&m, "<F2>");
	cr_arriba(&m, "hogar");
}

Test(screen_registrar, a_document_number_belongs_to_one_person_of_the_household)
{
	teclas(&m, NUEVO "<F2>" PERSONA "<Tab><Tab>cedula<Enter>1037123456<F2>");
	cr_se_ve(&m, "Camila Bedoya Higuita     36 Jefa o jefe del hogar  1037123456");
	teclas(&m, "<Ins>Sara<Enter><Enter>Bedoya<Enter><Enter>m<Enter>5/6/2015<Enter>hijo<Enter><Tab>tarjeta<Enter>1037123456<F2>");
	cr_se_ve(&m, "3 Una persona");
	cr_se_ve(&m, "ya lo tiene Camila Bedoya");
	teclas(&m, "<Backspace>7<F2>");
	cr_se_ve(&m, "Sara Bedoya               11 Hijo(a) o hijastro(a)  1037123457");
}
