/* Dialogs over a screen: what they give back is read from the next message. */
#include "mundo.h"

#include "base/date.h"
#include "tui/dialog.h"

#include <criterion/criterion.h>
#include <string.h>

static struct mundo m;
static struct result given;

/* A screen that opens one dialog and keeps what it gives. */
static const struct screen_ops *dialog;
static const void *dialog_arg;
static struct outcome host_act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	(void)s;
	(void)event;
	(void)err;
	return action == ACTION_ABRIR ? out_push(dialog, dialog_arg) : out_stay();
}
static void host_resume(struct screen *s, const struct result *result, struct err *err)
{
	(void)s;
	(void)err;
	given = *result;
}
static void host_draw(const struct screen *s, struct grid *g, struct rect r)
{
	(void)s;
	grid_text(g, r.row, r.col, ST_NORMAL, "debajo");
	grid_cursor(g, r.row, r.col);
}
static void full_draw(const struct screen *s, struct grid *g, struct rect r)
{
	(void)s;
	for (int row = r.row; row < r.row + r.rows; row++)
		for (int col = 0; col < r.cols; col++)
			grid_text(g, row, col, ST_NORMAL, "#");
}
static const struct binding host_bindings[] = { { ACTION_ABRIR, "Abrir" }, { 0 } };
static const struct screen_ops host = { .name = "host", .title = "Anfitriona", .bindings = host_bindings, .act = host_act, .resume = host_resume, .draw = host_draw };

static void start(void)
{
	mundo_vacio(&m);
	given = (struct result){ .num = -1 };
}
static void stop(void) { mundo_close(&m); }
TestSuite(dialog, .init = start, .fini = stop);

static void open_dialog(const struct screen_ops *ops, const void *arg)
{
	dialog = ops;
	dialog_arg = arg;
	abrir(&m, &host, NULL);
	teclas(&m, "<Enter>");
	cr_arriba(&m, ops->name);
}

Test(dialog, confirm_is_no_until_somebody_says_yes)
{
	static const struct { const char *keys; bool ok; } cases[] = {
		{ "<Enter>", false }, { "<Esc>", false }, { "n", false }, { "<Right><Left><Enter>", false }, { "sn", false }, { "Sn", false }, { "<Right><Enter>", true }, { "<Tab><Enter>", true },
	};
	struct confirm_arg arg = { "Retirar a un integrante", "Se retira a Ana.", "Retirar", false };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		given.ok = !cases[i].ok;
		open_dialog(&dialog_confirm, &arg);
		teclas(&m, cases[i].keys);
		cr_arriba(&m, "host");
		cr_expect_eq(given.ok, cases[i].ok, "%s", cases[i].keys);
	}
	open_dialog(&dialog_confirm, &arg);
	teclas(&m, "xsSy<F2><Down>");
	cr_arriba(&m, "confirmar");
	cr_expect(strncmp(bajo_cursor(&m), "No ]", 4) == 0, "%s", bajo_cursor(&m));
}

static const struct option fruit[] = { { "lulo", "Lulo", NULL }, { "guanabana", "Guanábana", NULL }, { "nispero", "Níspero", NULL }, { "pina", "Piña", NULL }, { "mora", "Mora de Castilla", "ácida" } };
static const struct choice_arg fruits = { .title = "Fruta", .text = "¿Cuál?", .option = fruit, .n = 5, .current = "nispero" };

Test(dialog, choice_begins_at_the_present_one_and_gives_name_and_place)
{
	open_dialog(&dialog_choice, &fruits);
	cr_expect(strncmp(bajo_cursor(&m), "> Níspero", strlen("> Níspero")) == 0, "%s", bajo_cursor(&m));
	teclas(&m, "<Down><Enter>");
	cr_expect(given.ok);
	cr_expect_eq(given.num, 3);
	cr_expect_str_eq(given.text, "pina");
}

Test(dialog, choice_is_searched_without_accents_inside_words_too)
{
	static const struct { const char *typed, *name; } cases[] = { { "guanabana", "guanabana" }, { "PIÑA", "pina" }, { "castilla", "mora" }, { "acida", "mora" }, { "banana", NULL }, { "l", "lulo" } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		given = (struct result){ 0 };
		open_dialog(&dialog_choice, &fruits);
		teclas(&m, cases[i].typed);
		teclas(&m, "<Enter>");
		if (!cases[i].name) {
			cr_se_ve(&m, "Nada coincide");
			teclas(&m, "<Ctrl-K><Enter>");
			cr_expect(given.ok);
			continue;
		}
		cr_expect(given.ok && strcmp(given.text, cases[i].name) == 0, "%s gives %s", cases[i].typed, given.text);
	}
}

Test(dialog, what_is_searched_stays_inside_the_frame)
{
	open_dialog(&dialog_choice, &fruits);
	teclas(&m, "una busqueda que nada encuentra y que es mas larga que toda la ventana");
	int row = m.grid.cursor_row;
	cr_expect(strstr(linea(&m, row), "Buscar: <"), "%s", pantalla(&m));
	cr_expect(strstr(linea(&m, row), "toda la ventana"), "its end is in sight: %s", linea(&m, row));
	cr_expect_str_eq(linea(&m, row) + strlen(linea(&m, row)) - strlen("│"), "│", "%s", pantalla(&m));
}

Test(dialog, choice_left_gives_nothing)
{
	open_dialog(&dialog_choice, &fruits);
	teclas(&m, "pin<Esc>");
	cr_arriba(&m, "host");
	cr_expect(!given.ok);
}

Test(dialog, a_click_chooses_and_a_second_one_takes_it)
{
	open_dialog(&dialog_choice, &fruits);
	int row = m.grid.cursor_row, col = m.grid.cursor_col;
	clic(&m, row - 1, col + 3);
	cr_arriba(&m, "elegir");
	clic(&m, row - 1, col + 3);
	cr_expect(given.ok && strcmp(given.text, "guanabana") == 0);
}

Test(dialog, several_are_marked_and_come_in_the_order_of_the_list)
{
	struct choice_arg arg = fruits;
	arg.current = "lulo mora";
	open_dialog(&dialog_choices, &arg);
	cr_se_ve(&m, "[x] Lulo");
	cr_se_ve(&m, "[ ] Guanábana");
	cr_se_ve(&m, "[x] Mora de Castilla");
	teclas(&m, "<Home> <Down><F8><F2>");
	cr_expect(given.ok);
	cr_expect_str_eq(given.text, "guanabana mora");
}

Test(dialog, none_of_several_is_an_answer)
{
	struct choice_arg arg = fruits;
	arg.current = "lulo";
	open_dialog(&dialog_choices, &arg);
	teclas(&m, "<Home> <F2>");
	cr_expect(given.ok);
	cr_expect_str_eq(given.text, "");
}

/* Typed or walked, the day it gives. */
Test(dialog, date)
{
	static const struct { const char *keys; int day; } cases[] = {
		{ "<Enter>", MUNDO_HOY }, { "<Right><Enter>", MUNDO_HOY + 1 }, { "<Down><Left><Enter>", MUNDO_HOY + 6 }, { "<PgDn><Enter>", MUNDO_HOY + 30 }, { "ayer<Enter>", MUNDO_HOY - 1 },
		{ "+7<Enter>", MUNDO_HOY + 7 }, { "3/12/26<Enter>", MUNDO_HOY + 11 }, { "3 de diciembre de 2026<Enter>", MUNDO_HOY + 11 },
	};
	struct date_arg arg = { .title = "Fecha", .text = "¿Cuándo?", .current = DATE_NONE, .min = DATE_NONE, .max = DATE_NONE };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		given = (struct result){ 0 };
		open_dialog(&dialog_date, &arg);
		teclas(&m, cases[i].keys);
		cr_expect(given.ok && given.num == cases[i].day, "%s gives %d", cases[i].keys, (int)given.num);
	}
}

Test(dialog, a_date_out_of_bounds_says_so_and_stays)
{
	struct date_arg arg = { .title = "Fecha", .text = "¿Cuándo?", .current = DATE_NONE, .min = MUNDO_HOY, .max = MUNDO_HOY + 3 };
	open_dialog(&dialog_date, &arg);
	teclas(&m, "ayer<Enter>");
	cr_se_ve(&m, "Debe ser el 22/11/2026 o después");
	teclas(&m, "<Ctrl-K>+9<Enter>");
	cr_se_ve(&m, "Debe ser el 25/11/2026 o antes");
	teclas(&m, "<Ctrl-K>31/02/2026<Enter>");
	cr_se_ve(&m, "Escriba una fecha como");
	teclas(&m, "<Ctrl-K>mañana<Enter>");
	cr_expect(given.ok && given.num == MUNDO_HOY + 1);
}

Test(dialog, the_sheet_of_the_month_shows_the_day)
{
	struct date_arg arg = { .title = "Fecha", .text = "¿Cuándo?", .current = MUNDO_HOY, .min = DATE_NONE, .max = DATE_NONE };
	open_dialog(&dialog_date, &arg);
	cr_se_ve(&m, "noviembre de 2026");
	cr_se_ve(&m, "lu ma mi ju vi sá do");
	cr_se_ve(&m, "16 17 18 19 20 21 22");
	cr_se_ve(&m, "domingo 22 de noviembre de 2026");
	tamano(&m, 12, 40);
	cr_se_ve(&m, "22/11/2026");
	cr_se_ve(&m, "domingo 22");
}

Test(dialog, a_line_that_is_required)
{
	struct line_arg arg = { .title = "Motivo", .text = "¿Por qué?", .required = true, .min_letters = 5 };
	open_dialog(&dialog_line, &arg);
	teclas(&m, "<Enter>");
	cr_se_ve(&m, "Escriba algo, por favor");
	teclas(&m, "ya<Enter>");
	cr_se_ve(&m, "al menos 5 letras");
	teclas(&m, " se mudó  <Enter>");
	cr_expect(given.ok);
	cr_expect_str_eq(given.text, "ya se mudó");
}

Test(dialog, long_text)
{
	struct text_arg arg = { .title = "Resumen", .text = "", .current = "Uno", .max_bytes = 100 };
	open_dialog(&dialog_text, &arg);
	teclas(&m, "<Enter>dos<F2>");
	cr_expect(given.ok);
	cr_expect_str_eq(given.text, "Uno\ndos");
	open_dialog(&dialog_text, &arg);
	teclas(&m, "cambio<Esc>");
	cr_arriba(&m, "texto");
	cr_se_ve(&m, "Esc otra vez");
	teclas(&m, "s<Esc><Esc>");
	cr_arriba(&m, "host");
	cr_expect(!given.ok);
	open_dialog(&dialog_text, &arg);
	teclas(&m, "<Esc>");
	cr_arriba(&m, "host");
}

Test(dialog, text_to_read_wraps_and_scrolls)
{
	struct trace t;
	trace_init(&t, &m.arena);
	for (int i = 0; i < 40; i++)
		trace_add(&t, 1, "línea %d", i);
	trace_add(&t, 0, "La última, que es tan larga que no cabe en una sola línea de la ventana y sigue en la siguiente sin perder palabras");
	struct view_arg arg = { .title = "¿Por qué?", .line = t.line, .n = t.n };
	open_dialog(&dialog_view, &arg);
	cr_se_ve(&m, "línea 0");
	teclas(&m, "<End>");
	cr_se_ve(&m, "sin perder palabras");
	cr_no_se_ve(&m, "línea 0");
	teclas(&m, "<PgUp><PgUp><PgUp><PgUp>");
	cr_se_ve(&m, "línea 0");
	tamano(&m, 12, 40);
	teclas(&m, "<End>");
	cr_se_ve(&m, "palabras");
	teclas(&m, "<Esc>");
	cr_arriba(&m, "host");
}

Test(dialog, all_fit_in_a_small_window_with_the_cursor_on_them)
{
	const struct confirm_arg sure = { "Terminar el acompañamiento", "Termina el acompañamiento de Zapata Peña, Gloria. Sus datos quedan.", "Terminar", false };
	const struct date_arg when = { .title = "Fecha", .text = "¿Cuándo?", .current = DATE_NONE, .min = DATE_NONE, .max = DATE_NONE };
	const struct line_arg why = { .title = "Motivo", .text = "¿Por qué vuelve al hogar esta persona, que se había ido?" };
	const struct text_arg note = { .title = "Nota", .text = "Escriba", .current = "" };
	const struct { const struct screen_ops *ops; const void *arg; } all[] = {
		{ &dialog_confirm, &sure }, { &dialog_choice, &fruits }, { &dialog_choices, &fruits }, { &dialog_date, &when }, { &dialog_line, &why }, { &dialog_text, &note }, { &dialog_menu, &fruits },
	};
	tamano(&m, 12, 40);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		open_dialog(all[i].ops, all[i].arg);
		cr_se_ve(&m, "Esc");
		cr_no_se_ve(&m, "…");
		cr_expect(m.grid.cursor_set && m.grid.cursor_row > 0 && m.grid.cursor_row < 11, "%s: cursor at row %d\n%s", all[i].ops->name, m.grid.cursor_row, pantalla(&m));
		teclas(&m, "<Esc>");
		cr_arriba(&m, "host");
	}
}

/* ---- something long ---- */

struct tarea { int done, total, fails_at; };

static bool one_step(void *of, struct progress *p, struct err *err)
{
	struct tarea *t = of;
	if (t->done == t->fails_at)
		return err_set(err, ERR_IO, "El disco se llenó; libere espacio y repita");
	t->done++;
	*p = (struct progress){ t->done, t->total, t->done == t->total };
	return true;
}

/* A key between two steps, as it comes when they are long. */
static void key_between(int key)
{
	app_feed(&m.app, &(struct event){ .kind = EV_KEY, .key = key });
}

static struct tarea *long_work(bool keeps, int fails_at)
{
	static struct tarea t;
	static struct work_arg arg;
	t = (struct tarea){ .total = 4, .fails_at = fails_at };
	arg = (struct work_arg){ .title = "Tarea larga", .text = "Se revisa familia por familia.", .keeps = keeps, .step = one_step, .of = &t };
	dialog = &dialog_work;
	dialog_arg = &arg;
	abrir(&m, &host, NULL);
	key_between(K_ENTER);
	cr_arriba(&m, "trabajo");
	return &t;
}

Test(dialog, work_goes_on_by_itself_and_says_how_far_it_is)
{
	struct tarea *t = long_work(false, -1);
	cr_se_ve(&m, "  0 %");
	cr_expect_eq(app_work(&m.app), WORK_SHOW);
	cr_se_ve(&m, " 25 %");
	key_between('x');
	for (int i = 0; i < 2; i++)
		cr_expect_eq(app_work(&m.app), WORK_SHOW);
	cr_se_ve(&m, " 75 %");
	cr_arriba(&m, "trabajo");
	app_work(&m.app);
	cr_arriba(&m, "host");
	cr_expect(given.ok && given.num == 1);
	cr_expect_eq(t->done, 4);
	cr_expect_eq(app_work(&m.app), WORK_NONE);
}

Test(dialog, work_is_stopped_between_two_steps)
{
	for (int keeps = 0; keeps <= 1; keeps++) {
		struct tarea *t = long_work(keeps, -1);
		given = (struct result){ .ok = !keeps, .num = -1 };
		app_work(&m.app);
		key_between(K_ESC);
		cr_arriba(&m, "host");
		cr_expect_eq(given.ok, keeps);
		cr_expect_eq(t->done, 1);
		cr_expect(!keeps || given.num == 0, "it did not come to its end");
	}
}

Test(dialog, work_that_fails_says_why_and_gives_nothing)
{
	struct tarea *t = long_work(true, 2);
	given.ok = true;
	for (int i = 0; i < 3; i++)
		app_work(&m.app);
	cr_arriba(&m, "host");
	cr_expect_not(given.ok);
	cr_se_ve(&m, "El disco se llenó");
	cr_expect_eq(t->done, 2);
}

static void open_question(const char *yes)
{
	static struct trace_line lines[12];
	static struct view_arg arg;
	for (int i = 0; i < 12; i++)
		lines[i] = (struct trace_line){ 0, "Cambia algo" };
	arg = (struct view_arg){ .title = "Si se hace", .line = lines, .n = 12, .yes = yes };
	open_dialog(&dialog_view, &arg);
}

/* Whoever looks at what is highlighted reads that F2 takes the other button. */
Test(dialog, f2_of_a_question_says_what_it_does)
{
	open_question("Deshacer");
	cr_se_ve(&m, " F2 Deshacer  F3 No ");
	cr_se_ve(&m, "N o Esc no · F2 Deshacer · ← → elegir");
	cr_expect(strncmp(bajo_cursor(&m), "No ]", 4) == 0, "%s", bajo_cursor(&m));
	tamano(&m, 12, 60);
	cr_se_ve(&m, " F2 Deshacer  F3 No  AvPág Más ");
	cr_se_ve(&m, "N o Esc no");
	tamano(&m, 24, 80);
	teclas(&m, "<F2>");
	cr_expect(given.ok);
}

Test(dialog, a_long_verb_is_cut_in_the_key_bar)
{
	tamano(&m, 12, 40);
	open_question("Unir los dos hogares que se parecen");
	cr_expect(strncmp(linea(&m, 11), " F2 Unir los dos hogares que", 28) == 0, "%s", linea(&m, 11));
	cr_expect(strstr(linea(&m, 11), "…  F1 Ayuda"), "%s", linea(&m, 11));
	tamano(&m, 24, 80);
	cr_se_ve(&m, " F2 Unir los dos hogares que se parecen  F3 No ");
}

/* Marks of a list below would be read as part of the box. */
Test(dialog, nothing_of_the_screen_below_touches_the_frame)
{
	static const struct { int rows, cols; } size[] = { { 24, 80 }, { 15, 60 }, { 24, 71 } };
	struct line_arg arg = { .title = "Motivo", .text = "¿Por qué?" };
	static struct screen_ops full;
	full = host;
	full.draw = full_draw;
	dialog = &dialog_line;
	dialog_arg = &arg;
	abrir(&m, &full, NULL);
	teclas(&m, "<Enter>");
	cr_arriba(&m, "linea");
	for (size_t i = 0; i < sizeof size / sizeof *size; i++) {
		tamano(&m, size[i].rows, size[i].cols);
		const char *all = pantalla(&m);
		cr_expect(!strstr(all, "#│") && !strstr(all, "│#") && !strstr(all, "#┌") && !strstr(all, "┐#") && !strstr(all, "#└") && !strstr(all, "┘#"), "%s", all);
		cr_expect(size[i].cols < 80 || strstr(all, "# │"), "%s", all);
	}
}
