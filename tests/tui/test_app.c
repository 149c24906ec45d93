/* The loop without a terminal: the stack, what outcomes do, errors, the menu, help, the key bar, small windows. */
#include "mundo.h"

#include "tui/dialog.h"

#include <criterion/criterion.h>
#include <string.h>

static struct mundo m;
static char done[256];            /* what happened to the screens, in order */

static void note(const char *what)
{
	strncat(done, what, sizeof done - strlen(done) - 1);
}

static const struct screen_ops second;
static bool opens(struct screen *s, const void *arg, struct err *err)
{
	note(s->ops == &second ? "[open 2]" : "[open 1]");
	return !arg || strcmp(arg, "no") != 0 || err_set(err, ERR_RULE, "No se puede abrir hoy");
}
static void closes(struct screen *s) { note(s->ops == &second ? "[close 2]" : "[close 1]"); }
static void leaves(struct screen *s) { note(s->ops == &second ? "[leave 2]" : "[leave 1]"); }
static void resumes(struct screen *s, const struct result *r, struct err *err)
{
	(void)s;
	(void)err;
	note(r->ok ? "[resume ok " : "[resume ");
	note(r->text ? r->text : "");
	note("]");
}
static void draws(const struct screen *s, struct grid *g, struct rect r)
{
	grid_text(g, r.row, 0, ST_NORMAL, s->ops->name);
}
static struct outcome acts(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	char text[] = "dato";
	switch (action) {
	case ACTION_VOLVER: return out_pop();
	case ACTION_GUARDAR: return out_pop_ok(7, arena_strdup(&s->arena, text));
	case ACTION_NUEVO: return out_push(&second, NULL);
	case ACTION_EDITAR: return out_push(&second, "no");
	case ACTION_ELEGIR: return out_replace(&second, NULL);
	case ACTION_REPETIR: return out_replace(&second, "no");
	case ACTION_QUITAR: err_set(err, ERR_RULE, "Todavía no: falta la fecha"); return out_redraw();
	case ACTION_INSERT: note("[letter]"); return out_redraw();
	case ACTION_BUSCAR: note("[search]"); return out_redraw();
	case ACTION_CLICK: note(event->row == 5 ? "[click 5]" : "[click]"); return out_redraw();
	case ACTION_TICK: note("[tick]"); return out_redraw();
	default: return out_stay();
	}
}
static const struct binding keys[] = {
	{ ACTION_GUARDAR, "Guardar" }, { ACTION_VOLVER, NULL }, { ACTION_NUEVO, NULL }, { ACTION_MENU, NULL }, { ACTION_EDITAR, "Cambiar a otra cosa" }, { ACTION_QUITAR, "Retirar" }, { 0 },
};
static const struct screen_ops first = { .name = "primera", .title = "Primera", .help = "Ayuda de la primera.", .bindings = keys, .open = opens, .draw = draws, .act = acts, .resume = resumes, .leave = leaves, .close = closes };
static const struct screen_ops second = { .name = "segunda", .title = "Segunda", .help = "Otra.", .bindings = keys, .types = true, .open = opens, .draw = draws, .act = acts, .resume = resumes, .leave = leaves, .close = closes };

static void start(void)
{
	mundo_vacio(&m);
	abrir(&m, &first, NULL);
	done[0] = 0;
}
static void stop(void) { mundo_close(&m); }
TestSuite(app, .init = start, .fini = stop);

#define cr_done(expected) do { cr_expect_str_eq(done, expected, "%s", done); done[0] = 0; } while (0)

Test(app, a_screen_on_top_gives_its_result_to_the_one_below)
{
	teclas(&m, "<Ins>");
	cr_done("[open 2]");
	teclas(&m, "<F2>");
	cr_done("[close 2][resume ok dato]");
	cr_arriba(&m, "primera");
	teclas(&m, "<Ins><Esc>");
	cr_done("[open 2][close 2][resume ]");
}

Test(app, replacing_needs_no_way_back)
{
	teclas(&m, "<F4>");
	cr_done("[open 2][close 1]");
	cr_expect_eq(m.app.depth, 1);
	teclas(&m, "<F3>");
	cr_expect(m.app.quit, "the last screen left is the end");
}

Test(app, a_screen_that_does_not_open_leaves_everything_as_it_was)
{
	teclas(&m, "<Ctrl-E>");
	cr_arriba(&m, "primera");
	cr_se_ve(&m, "! No se puede abrir hoy");
	teclas(&m, "<F5>");
	cr_arriba(&m, "primera");
	cr_expect_eq(m.app.depth, 1);
	cr_done("[open 2][close 2][open 2][close 2]");
}

Test(app, errors_are_shown_until_the_next_key)
{
	teclas(&m, "<Ctrl-D>");
	cr_se_ve(&m, "! Todavía no: falta la fecha");
	teclas(&m, "<Tick>");
	cr_se_ve(&m, "Todavía no");
	teclas(&m, "<Down>");
	cr_no_se_ve(&m, "Todavía no");
}

Test(app, a_long_message_takes_the_lines_it_needs)
{
	app_message(&m.app, MESSAGE_WARN, "%s", "El almacén está ocupado por otra sesión desde hace más de cinco segundos; espere un momento y vuelva a guardar con F2");
	cr_se_ve(&m, "Atención: El almacén está ocupado");
	cr_se_ve(&m, "guardar con F2");
}

Test(app, too_many_windows_is_an_error_and_not_the_end)
{
	for (int i = 0; i < 40; i++)
		teclas(&m, "<Ins>");
	cr_expect_eq(m.app.depth, APP_DEPTH);
	cr_se_ve(&m, "demasiadas ventanas");
}

Test(app, slash_and_question_mark_where_no_text_is_typed)
{
	teclas(&m, "/a");
	cr_done("[search][letter]");
	teclas(&m, "?");
	cr_arriba(&m, "ayuda");
	teclas(&m, "<Esc><Ins>");
	done[0] = 0;
	teclas(&m, "/?");
	cr_done("[letter][letter]");
}

Test(app, the_menu_runs_what_is_chosen)
{
	teclas(&m, "<F9>");
	cr_se_ve(&m, "Qué se puede hacer aquí");
	cr_se_ve(&m, "Retirar");
	teclas(&m, "<End><Enter>");
	cr_arriba(&m, "primera");
	cr_se_ve(&m, "Todavía no: falta la fecha");
	teclas(&m, "<F9><Down><Down><Enter>");
	cr_arriba(&m, "segunda");
}

Test(app, the_menu_obeys_the_keys_that_it_shows)
{
	teclas(&m, "<F9>");
	cr_se_ve(&m, "Entrar o su tecla la hace");
	teclas(&m, "<Ctrl-D>");
	cr_arriba(&m, "primera");
	cr_se_ve(&m, "Todavía no: falta la fecha");
	teclas(&m, "<F9><Ctrl-N>");
	cr_arriba(&m, "segunda");
	done[0] = 0;
	teclas(&m, "<F9><F2>");
	cr_arriba(&m, "primera");
	cr_done("[resume ][close 2][resume ok dato]");
}

/* What moves in it, opens or leaves, is the menu's, and what the screen below does not offer does nothing. */
Test(app, the_menu_keeps_the_keys_that_it_needs)
{
	teclas(&m, "<F9>");
	done[0] = 0;
	teclas(&m, "<Down><Up><PgDn><End><Home><F5><F7>x");
	cr_arriba(&m, "acciones");
	cr_done("");
	teclas(&m, "<F3>");
	cr_arriba(&m, "primera");
	teclas(&m, "<F9><F1>");
	cr_arriba(&m, "ayuda");
	cr_se_ve(&m, "Ayuda: Acciones");
	teclas(&m, "<Esc><F9>");
	cr_arriba(&m, "primera");
}

Test(app, a_menu_longer_than_its_room_says_that_there_is_more)
{
	static const struct binding many[] = {
		{ ACTION_GUARDAR, "Una" }, { ACTION_ELEGIR, "Dos" }, { ACTION_REPETIR, "Tres" }, { ACTION_SECCION, "Cuatro" }, { ACTION_BUSCAR, "Cinco" }, { ACTION_MARCAR, "Seis" },
		{ ACTION_POR_QUE, "Siete" }, { ACTION_HISTORIA, "Ocho" }, { ACTION_DESHACER, "Nueve" }, { ACTION_NUEVO, "Diez" }, { ACTION_EDITAR, "Once" }, { ACTION_QUITAR, "Doce" }, { 0 },
	};
	static struct screen_ops crowded;
	crowded = first;
	crowded.bindings = many;
	abrir(&m, &crowded, NULL);
	teclas(&m, "<F9>");
	cr_no_se_ve(&m, "más");
	tamano(&m, 15, 60);
	cr_no_se_ve(&m, "Doce");
	cr_se_ve(&m, "Entrar o su tecla la hace · Esc vuelve · ↑ ↓ más");
	cr_se_ve(&m, "█");
	tamano(&m, 12, 40);
	cr_se_ve(&m, "Entrar la hace · Esc · ↑ ↓ más");
	teclas(&m, "<End>");
	cr_se_ve(&m, "Doce");
}

Test(app, help_has_the_text_and_the_keys_of_the_screen)
{
	teclas(&m, "<F1>");
	cr_se_ve(&m, "Ayuda: Primera");
	cr_se_ve(&m, "Ayuda de la primera.");
	cr_se_ve(&m, "Ctrl-D: Retirar");
	cr_se_ve(&m, "F10, Ctrl-Q, Alt-0");
	teclas(&m, "<F1>");
	cr_arriba(&m, "primera");
}

Test(app, help_and_menu_name_nothing_twice)
{
	teclas(&m, "<F1>");
	const char *text = pantalla(&m), *first_time = strstr(text, "F3, Esc, Alt-3:");
	cr_assert(first_time, "%s", text);
	cr_expect(!strstr(first_time + 1, "F3, Esc, Alt-3:"), "%s", text);
	cr_no_se_ve(&m, "AvPág Más");
	teclas(&m, "<F1><F9>");
	cr_no_se_ve(&m, "Menú de todo");
}

Test(app, the_key_bar_fits_and_help_is_always_there)
{
	for (int cols = 40; cols <= 200; cols += 7) {
		tamano(&m, 24, cols);
		const char *bar = linea(&m, 23);
		cr_expect(strstr(bar, "F1 Ayuda"), "%d: %s", cols, bar);
		cr_expect(strstr(bar, "F2 Guardar"), "%d: %s", cols, bar);
		cr_expect(cols > 80 || !strstr(bar, "Retirar"), "%d: %s", cols, bar);
		cr_expect(cols < 120 || strstr(bar, "Retirar"), "%d: %s", cols, bar);
	}
}

Test(app, the_key_bar_can_be_clicked)
{
	const char *bar = linea(&m, 23);
	clic(&m, 23, (int)(strstr(bar, "Ins") - bar) + 1);
	cr_arriba(&m, "segunda");
	clic(&m, 23, 75);
	cr_arriba(&m, "ayuda");
	teclas(&m, "<Esc><Esc>");
	done[0] = 0;
	clic(&m, 5, 10);
	cr_done("[click 5]");
}

Test(app, a_window_that_is_too_small_says_so_and_loses_nothing)
{
	tamano(&m, 9, 80);
	cr_se_ve(&m, "Ventana muy pequeña");
	tamano(&m, 24, 39);
	cr_se_ve(&m, "Ventana muy pequeña");
	tamano(&m, 10, 40);
	cr_se_ve(&m, "primera");
	tamano(&m, 1, 1);
	pantalla(&m);
}

Test(app, a_hang_up_lets_every_screen_keep_what_it_has)
{
	teclas(&m, "<Ins>");
	done[0] = 0;
	app_feed(&m.app, &(struct event){ .kind = EV_HANGUP });
	cr_expect(m.app.quit && m.app.hung_up);
	app_done(&m.app);
	cr_done("[leave 2][leave 1][close 2][close 1]");
	cr_assert(app_init(&m.app, m.store, m.programa, &m.config, &m.problems));
}

Test(app, ticks_reach_a_screen_only_when_something_changed)
{
	teclas(&m, "<Tick>");
	done[0] = 0;
	teclas(&m, "<Tick><Tick>");
	cr_done("");
	mundo_ajeno(&m);
	teclas(&m, "<Tick><Tick>");
	cr_done("[tick]");
}

Test(app, a_practice_store_says_so_on_every_screen)
{
	cr_se_ve(&m, "PRACTICA");
	teclas(&m, "<Ins>");
	cr_se_ve(&m, "PRACTICA");
	teclas(&m, "<F9>");
	cr_se_ve(&m, "PRACTICA");
}

/* Help in words and a name on each screen, bindings with keys, and the ones that all have. */
Test(app, every_screen_of_the_list_is_complete)
{
	static const char *const name[] = { "inicio", "hogares", "borradores", "registrar", "hogar", "integrantes", "integrante", "visita", "formulario", "logros", "logro", "plan", "oportunidades",
		"evaluacion", "validacion", "visitas", "historia", "historia_campo", "operacion", "pasado", "estado" };
	for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
		const struct screen_ops *ops = screen_find(name[i]);
		cr_assert(ops, "%s", name[i]);
		cr_expect(ops->title && ops->draw && ops->act && ops->help && strlen(ops->help) > 40, "%s", name[i]);
		cr_expect(ops->bindings || ops->bindings_of, "%s", name[i]);
		for (const struct binding *b = ops->bindings; b && b->action; b++)
			for (const struct binding *c = b + 1; c->action; c++)
				cr_expect_neq(b->action, c->action, "%s binds %s twice", name[i], action_name(b->action));
	}
	cr_expect_null(screen_find("ninguna"));
}
