/* Where nothing can be saved: the title says so, nothing is offered that saves, and every form can be left. */
#include "mundo.h"

#include <criterion/criterion.h>

static struct mundo m;

static void start(void)
{
	mundo_open(&m);
	abrir(&m, &screen_inicio, NULL);
}
static void stop(void)
{
	store_read_only(m.store, false);
	mundo_close(&m);
}
TestSuite(solo_lectura, .init = start, .fini = stop);

static void only_read(void)
{
	store_read_only(m.store, true);
	m.app.solo_lectura = true;
}

static void fill(void)
{
	abrir(&m, &screen_formulario, &(struct formulario_arg){ .hogar = m.hogar[RESTREPO], .formulario = "hogar" });
}

Test(solo_lectura, the_title_says_so_and_nothing_is_offered_that_saves)
{
	cr_se_ve(&m, "Ins Registrar");
	cr_no_se_ve(&m, "SOLO LECTURA");
	only_read();
	cr_se_ve(&m, " SOLO LECTURA ");
	cr_no_se_ve(&m, "Ins Registrar");
	teclas(&m, "<Ins>");
	cr_arriba(&m, "inicio");
	cr_se_ve(&m, "abierto solo para consultar");
	abrir(&m, &screen_plan, &(struct hogar_arg){ .hogar = m.hogar[RESTREPO] });
	teclas(&m, "<F8>");
	cr_arriba(&m, "plan");
	cr_se_ve(&m, "abierto solo para consultar");
}

Test(solo_lectura, a_form_is_looked_at_and_left)
{
	only_read();
	fill();
	cr_se_ve(&m, "\n F3 Volver  F6 Sección  F9 Menú ");
	teclas(&m, "<Down><Down>x");
	cr_se_ve(&m, "abierto solo para consultar");
	teclas(&m, "<Esc>");
	cr_arriba(&m, "inicio");
}

/* The disk becomes full, or the store is closed to writing, while one writes. */
Test(solo_lectura, what_cannot_be_saved_is_left_after_asking_once)
{
	fill();
	teclas(&m, "<Down><Down><Down>");
	store_read_only(m.store, true);
	teclas(&m, "<Ctrl-K>3<Esc>");
	cr_arriba(&m, "confirmar");
	cr_se_ve(&m, "¿Salir sin guardar lo escrito?");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "formulario");
	teclas(&m, "<Esc><Right><Enter>");
	cr_arriba(&m, "inicio");
}

Test(solo_lectura, a_new_member_and_a_new_household_too)
{
	abrir(&m, &screen_integrante, &(struct hogar_arg){ .hogar = m.hogar[RESTREPO] });
	teclas(&m, "<Down>");
	store_read_only(m.store, true);
	teclas(&m, "Marta<Esc><Right><Enter>");
	cr_arriba(&m, "inicio");
	store_read_only(m.store, false);
	teclas(&m, "<Ins>Casa<Ins>");
	cr_arriba(&m, "registrar");
	cr_se_ve(&m, "2 Datos del hogar");
	store_read_only(m.store, true);
	teclas(&m, "<Down>x<Esc>");
	cr_se_ve(&m, "¿Salir sin guardar lo escrito?");
	teclas(&m, "<Right><Enter>");
	cr_arriba(&m, "inicio");
}

static struct outcome looks(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	(void)event;
	(void)err;
	if (action == ACTION_NUEVO)
		app_message(s->app, MESSAGE_INFO, "Aquí está la otra");
	return out_redraw();
}

static void nothing(const struct screen *s, struct grid *g, struct rect r)
{
	(void)s;
	grid_cursor(g, r.row, r.col);
}

/* Ins on the list of households looks them up: the menu must not refuse what it shows. */
Test(solo_lectura, the_menu_does_what_it_offers)
{
	static const struct binding reads[] = { { ACTION_NUEVO, "Ver otra" }, { 0 } };
	static const struct screen_ops lectora = { .name = "lectora", .title = "Lectora", .bindings = reads, .lee = true, .act = looks, .draw = nothing };
	m.app.solo_lectura = true;
	abrir(&m, &lectora, NULL);
	teclas(&m, "<F9>");
	cr_se_ve(&m, "Ver otra");
	teclas(&m, "<Ins>");
	cr_arriba(&m, "lectora");
	cr_se_ve(&m, "Aquí está la otra");
}

Test(solo_lectura, a_family_of_somebody_else_is_looked_at)
{
	store_become(m.store, "coordina", ROL_COORDINADOR);
	fill();
	cr_se_ve(&m, "Solo lectura: ");
	teclas(&m, "x");
	cr_se_ve(&m, "Solo quien acompaña a la familia puede cambiarla");
	cr_no_se_ve(&m, "hable con su coordinador");
	teclas(&m, "<Esc>");
	cr_arriba(&m, "inicio");
	abrir(&m, &screen_plan, &(struct hogar_arg){ .hogar = m.hogar[RESTREPO] });
	teclas(&m, "<Ins>");
	cr_arriba(&m, "plan");
	cr_se_ve(&m, "Solo quien acompaña a la familia puede cambiarla");
}
