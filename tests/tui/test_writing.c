/* What people write lasts before they accept it: power cuts and hang-ups in the middle of a field, of a dialog, and between the dialogs of one act. */
#include "mundo.h"

#include "store/borrador.h"

#include <criterion/criterion.h>
#include <string.h>

static struct mundo m;
static void start(void) { mundo_open(&m); }
static void stop(void) { mundo_close(&m); }
TestSuite(writing, .init = start, .fini = stop);

static void enter_again(void)
{
	app_done(&m.app);
	store_read_only(m.store, false);
	cr_assert(app_init(&m.app, m.store, m.programa, &m.config, &m.problems));
}

/* Nothing can be written any more: what is not in the store is lost. */
static void power_cut(void)
{
	store_read_only(m.store, true);
	enter_again();
}

static void hang_up(void)
{
	app_feed(&m.app, &(struct event){ .kind = EV_HANGUP });
	cr_assert(m.app.hung_up);
	enter_again();
}

static int n_drafts(void)
{
	int n;
	mundo_borradores(&m, &n);
	return n;
}

static void visit(int which)
{
	abrir(&m, &screen_visita, &(struct hogar_arg){ m.hogar[which] });
}

static const char *reason_of_visit(int which)
{
	const struct ficha *f = mundo_ficha(&m, m.hogar[which]);
	return answers_text(&f->visita.item[f->visita.n - 1].fields, VISITA_ESTADO);
}

/* ---- a reason: no screen has a draft of it ---- */

Test(writing, a_reason_comes_back_after_a_power_cut)
{
	visit(USUGA);
	teclas(&m, "<Ctrl-D>La señora está en el hos<Tick>pital");
	power_cut();
	cr_assert_eq(n_drafts(), 1);
	visit(USUGA);
	teclas(&m, "<Ctrl-D>");
	cr_se_ve(&m, "La señora está en el hos");
	cr_no_se_ve(&m, "hospital");
	cr_se_ve(&m, "Sigue lo que había escrito aquí");
	teclas(&m, "pital<Enter>");
	teclas(&m, "<Right><Enter>");
	cr_expect_str_eq(reason_of_visit(USUGA), "anulada");
	cr_expect_eq(n_drafts(), 0, "done, nothing is left of it");
}

Test(writing, on_a_hang_up_nothing_has_to_be_waited_for)
{
	visit(USUGA);
	teclas(&m, "<Ctrl-D>La señora está en el hospital");
	hang_up();
	visit(USUGA);
	teclas(&m, "<Ctrl-D>");
	cr_se_ve(&m, "La señora está en el hospital");
}

Test(writing, it_belongs_to_its_family_and_its_dialog)
{
	visit(USUGA);
	teclas(&m, "<Ctrl-D>La señora está en el hospital<Tick>");
	power_cut();
	ACTO(&m, m.hogar[ZAPATA], acto_visita_abrir(&acto, ficha, NULL, &err));
	visit(ZAPATA);
	teclas(&m, "<Ctrl-D>");
	cr_arriba(&m, "linea");
	cr_no_se_ve(&m, "hospital");
}

Test(writing, left_on_purpose_it_is_gone)
{
	visit(USUGA);
	teclas(&m, "<Ctrl-D>No era hoy<Tick>");
	cr_assert_eq(n_drafts(), 1);
	teclas(&m, "<Esc>");
	cr_assert_eq(n_drafts(), 0);
	teclas(&m, "<Ctrl-D>");
	cr_no_se_ve(&m, "No era hoy");
}

Test(writing, accepted_it_lasts_until_the_act_is_done)
{
	visit(USUGA);
	teclas(&m, "<Ctrl-D>La señora está en el hospital<Enter>");
	cr_arriba(&m, "confirmar");
	power_cut();
	visit(USUGA);
	teclas(&m, "<Ctrl-D>");
	cr_se_ve(&m, "La señora está en el hospital");
	teclas(&m, "<Enter><Esc>");
	cr_assert_eq(n_drafts(), 0, "the act was left on purpose");
}

Test(writing, a_refused_act_leaves_it)
{
	visit(USUGA);
	teclas(&m, "<Ctrl-D>La señora está en el hospital<Tick><Enter>");
	cr_arriba(&m, "confirmar");
	store_read_only(m.store, true);
	teclas(&m, "<Right><Enter>");
	cr_assert_str_eq(reason_of_visit(USUGA), "abierta");
	store_read_only(m.store, false);
	teclas(&m, "<Down><Tick>");
	cr_assert_eq(n_drafts(), 1);
	teclas(&m, "<Ctrl-D>");
	cr_se_ve(&m, "La señora está en el hospital");
	teclas(&m, "<Enter><Right><Enter>");
	cr_expect_str_eq(reason_of_visit(USUGA), "anulada");
	cr_expect_eq(n_drafts(), 0);
}

Test(writing, what_was_kept_stands_among_what_is_to_be_finished)
{
	visit(USUGA);
	teclas(&m, "<Ctrl-D>La señora está en el hospital<Tick>");
	power_cut();
	abrir(&m, &screen_borradores, NULL);
	cr_se_ve(&m, "«Anular la visita», sin aceptar: Visita · MS-00002");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "hogar");
	cr_se_ve(&m, "ahí sigue: «La señora");
	teclas(&m, "<Esc><Ctrl-D><Right><Enter>");
	cr_expect_eq(n_drafts(), 0);
}

Test(writing, a_store_that_cannot_be_written_is_not_asked_at_each_tick)
{
	visit(USUGA);
	teclas(&m, "<Ctrl-D>La señora");
	store_read_only(m.store, true);
	teclas(&m, "<Tick>");
	store_read_only(m.store, false);
	teclas(&m, "<Tick>");
	cr_assert_eq(n_drafts(), 0);
	for (int i = 0; i < 30; i++)
		teclas(&m, "<Tick>");
	cr_assert_eq(n_drafts(), 1);
}

Test(writing, a_pause_without_anything_new_writes_nothing)
{
	struct store_info before, after;
	visit(USUGA);
	teclas(&m, "<Ctrl-D>La señora<Tick>");
	int n;
	int64_t when = mundo_borradores(&m, &n)->guardado;
	store_info(m.store, &before);
	teclas(&m, "<Tick><Left><Tick>");
	store_info(m.store, &after);
	cr_assert_eq(mundo_borradores(&m, &n)->guardado, when);
	cr_assert_eq(after.operaciones, before.operaciones);
}

/* ---- forms ---- */

static void form(const char *name)
{
	abrir(&m, &screen_formulario, &(struct formulario_arg){ .hogar = m.hogar[RESTREPO], .formulario = name });
}

Test(writing, the_line_under_the_cursor_is_in_the_draft_after_a_pause)
{
	form("hogar");
	al_campo(&m, "Barrio");
	teclas(&m, "<Ctrl-K>Aranj<Tick>uez");
	power_cut();
	form("hogar");
	cr_se_ve(&m, "Continúa donde lo dejó");
	al_campo(&m, "Barrio");
	cr_se_ve(&m, "Aranj");
	cr_no_se_ve(&m, "Aranjuez");
}

Test(writing, the_field_that_is_left_stands_in_place_of_what_was_being_typed)
{
	int n;
	form("hogar");
	al_campo(&m, "Barrio");
	teclas(&m, "<Ctrl-K>Aranj<Tick>");
	cr_expect_str_eq(answers_text(&mundo_borradores(&m, &n)->campos, "barrio"), "Aranj");
	teclas(&m, "uez<Tab><Tick>");
	cr_expect_str_eq(answers_text(&mundo_borradores(&m, &n)->campos, "barrio"), "Aranjuez");
	teclas(&m, "<Up><Ctrl-K><Tick>");
	cr_expect_str_eq(answers_text(&mundo_borradores(&m, &n)->campos, "barrio"), "", "%s", pantalla(&m));
}

Test(writing, a_text_written_in_its_window_is_the_answer_in_the_draft)
{
	form("hogar");
	al_campo(&m, "Barrio");
	teclas(&m, "<F4><Ctrl-K>Manrique, junto a la ca<Tick>ncha");
	power_cut();
	form("hogar");
	al_campo(&m, "Barrio");
	cr_se_ve(&m, "Manrique, junto a la ca");
	teclas(&m, "<F4>ncha<F2>");
	cr_se_ve(&m, "Manrique, junto a la cancha");
}

Test(writing, its_window_left_on_purpose_leaves_the_answer_as_it_was)
{
	form("hogar");
	al_campo(&m, "Barrio");
	teclas(&m, "<F4> y más<Tick>");
	cr_assert_eq(n_drafts(), 1);
	teclas(&m, "<Esc><Esc>");
	cr_arriba(&m, "formulario");
	cr_assert_eq(n_drafts(), 0);
	cr_no_se_ve(&m, "y más");
}

Test(writing, an_address_half_filled_in_is_not_lost)
{
	form("hogar");
	al_campo(&m, "Dirección");
	teclas(&m, "<F4><Down><Ctrl-K>42 b<Down><Ctrl-K>107<Down><Ctrl-K><Down><Ctrl-K><Tick>");
	power_cut();
	form("hogar");
	al_campo(&m, "Dirección");
	cr_se_ve(&m, "42 b # 107");
}

Test(writing, a_registration_keeps_what_is_being_typed)
{
	abrir(&m, &screen_registrar, NULL);
	teclas(&m, "nadie se llama asi<F2>");
	al_campo(&m, "Barrio");
	teclas(&m, "Popu<Tick>lar");
	power_cut();
	int n;
	struct borrador *b = mundo_borradores(&m, &n);
	cr_assert_eq(n, 1);
	abrir(&m, &screen_registrar, &(struct registrar_arg){ .borrador = b->clave.seq });
	al_campo(&m, "Barrio");
	cr_se_ve(&m, "Popu");
}

/* ---- boards with drafts ---- */

Test(writing, the_observation_of_a_logro)
{
	struct logro_arg arg = { m.hogar[RESTREPO], 42, 0 };
	abrir(&m, &screen_logro, &arg);
	for (int i = 0; i < 12 && !strstr(bajo_cursor(&m), "Observación"); i++)
		teclas(&m, "<Down>");
	teclas(&m, "<Enter>Guarda en una alcan<Tick>cía");
	power_cut();
	abrir(&m, &screen_logro, &arg);
	cr_se_ve(&m, "Guarda en una alcan");
	cr_se_ve(&m, "Continúa donde lo dejó");
}

Test(writing, the_observation_left_on_purpose)
{
	struct logro_arg arg = { m.hogar[RESTREPO], 42, 0 };
	abrir(&m, &screen_logro, &arg);
	for (int i = 0; i < 12 && !strstr(bajo_cursor(&m), "Observación"); i++)
		teclas(&m, "<Down>");
	teclas(&m, "<Enter>Guarda<Tick>");
	cr_assert_eq(n_drafts(), 1);
	teclas(&m, "<Esc><Esc>");
	cr_arriba(&m, "logro");
	cr_assert_eq(n_drafts(), 0);
}

static void plan(void)
{
	mundo_poner(&m, m.hogar[ZAPATA], "ahorra", value_bool(false));
	abrir(&m, &screen_plan, &(struct hogar_arg){ m.hogar[ZAPATA] });
	teclas(&m, "<F8>42<Enter>");
}

Test(writing, a_commitment_and_who_answers_for_it)
{
	plan();
	teclas(&m, "<Ins>Abrir una alcan<Tick>cía");
	power_cut();
	abrir(&m, &screen_plan, &(struct hogar_arg){ m.hogar[ZAPATA] });
	cr_se_ve(&m, "Hay un compromiso a medio escribir");
	teclas(&m, "<Ins>");
	cr_se_ve(&m, "Abrir una alcan");
	teclas(&m, "cía<F2>otra<Enter>La cooperat<Tick>iva");
	cr_arriba(&m, "linea");
	power_cut();
	abrir(&m, &screen_plan, &(struct hogar_arg){ m.hogar[ZAPATA] });
	teclas(&m, "<Ins><F2>otra<Enter>");
	cr_se_ve(&m, "La cooperat");
}

Test(writing, a_commitment_left_on_purpose)
{
	plan();
	teclas(&m, "<Ins>Abrir una alcancía<Tick>");
	cr_assert_eq(n_drafts(), 1);
	teclas(&m, "<Esc><Esc>");
	cr_assert_eq(n_drafts(), 0);
	teclas(&m, "<Ins>Abrir una alcancía<Tick><Ctrl-K><F2>");
	cr_assert_eq(n_drafts(), 0, "%s", pantalla(&m));
}
