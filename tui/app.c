#include "tui/app.h"

#include "base/date.h"
#include "base/log.h"
#include "base/text.h"
#include "tui/chrome.h"
#include "tui/conflicto.h"
#include "tui/dialog.h"
#include "tui/screens.h"
#include "tui/term.h"
#include "tui/writing.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TICK_MS = 1000 };

bool app_init(struct app *app, struct store *store, const struct programa *programa, const struct config *config, struct problems *problems)
{
	*app = (struct app){ .store = store, .programa = programa, .config = config, .hoy = clock_today() };
	arena_init(&app->arena);
	arena_init(&app->turn);
	arena_init(&app->of_written);
	app->keymap = keymap_make(&app->arena, config, problems);
	if (store) {
		struct store_info info;
		store_info(store, &info);
		app->practica = info.practica;
		app->solo_lectura = info.read_only;
	}
	return problems->n == 0;
}

static void screen_destroy(struct screen *s)
{
	if (s->ops->close)
		s->ops->close(s);
	arena_done(&s->arena);
	free(s);
}

/* What is being typed becomes durable before anything is torn down. */
static void leave_all(struct app *app)
{
	writing_keep(app);
	for (int i = app->depth - 1; i >= 0; i--)
		if (app->stack[i]->ops->leave)
			app->stack[i]->ops->leave(app->stack[i]);
}

void app_done(struct app *app)
{
	leave_all(app);
	while (app->depth > 0)
		screen_destroy(app->stack[--app->depth]);
	arena_done(&app->of_written);
	arena_done(&app->turn);
	arena_done(&app->arena);
}

struct screen *app_top(const struct app *app)
{
	return app->depth > 0 ? app->stack[app->depth - 1] : NULL;
}

void app_message(struct app *app, enum message_kind kind, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	vsnprintf(app->message, sizeof app->message, fmt, args);
	va_end(args);
	app->message_kind = kind;
}

bool app_para_guardar(const struct app *app, struct err *err)
{
	return !app->solo_lectura || err_set(err, ERR_DENIED, "El almacén está abierto solo para consultar; para guardar cambios, entre sin «--solo-lectura»");
}

bool app_ofrece(const struct screen *s, enum action action)
{
	return !s->app->solo_lectura || s->ops->lee || (action != ACTION_NUEVO && action != ACTION_EDITAR && action != ACTION_QUITAR);
}

static void show_error(struct app *app, const struct err *err)
{
	if (err->code == ERR_NONE || !err->text[0])
		return;
	app->refused = true;
	app_message(app, MESSAGE_ERROR, "%s", err->text);
	log_line("screen %s: error %d", app->depth ? app_top(app)->ops->name : "-", (int)err->code);
}

bool app_push(struct app *app, const struct screen_ops *ops, const void *arg, struct err *err)
{
	if (app->depth == APP_DEPTH)
		return err_set(err, ERR_RULE, "Hay demasiadas ventanas abiertas: vuelva con F3");
	struct screen *s = calloc(1, sizeof *s);
	if (!s)
		abort();
	s->ops = ops;
	s->app = app;
	s->changes = app->changes;
	arena_init(&s->arena);
	s->state = arena_alloc(&s->arena, ops->state_size ? ops->state_size : 1);
	app->hogar = app->depth > 0 ? app_top(app)->hogar : 0;
	if (ops->open && !ops->open(s, arg, err)) {
		screen_destroy(s);
		return false;
	}
	s->hogar = app->hogar;
	app->stack[app->depth++] = s;
	writing_begin(app);
	return true;
}

/* Ends the top screen; its result reaches the one below with texts of that one's arena. */
static void pop(struct app *app, struct result result)
{
	writing_end(app, result.ok);
	struct screen *ended = app->stack[--app->depth], *below = app_top(app);
	if (!below) {
		screen_destroy(ended);
		app->quit = true;
		return;
	}
	result.text = arena_strdup(&below->arena, result.text);
	screen_destroy(ended);
	struct err err = { 0 };
	if (below->ops->resume)
		below->ops->resume(below, &result, &err);
	show_error(app, &err);
}

/* A dialog in the place of a screen: what comes to sight under it did not see what that screen has done. */
static void show_under(struct app *app)
{
	struct err err = { 0 };
	if (!app_top(app)->ops->dialog || app->depth < 2)
		return;
	struct screen *under = app->stack[app->depth - 2];
	under->ops->act(under, ACTION_TICK, &(struct event){ .kind = EV_TICK }, &err);      /* what it answers, it answers again when it comes back */
}

static void obey(struct app *app, struct outcome out)
{
	struct err err = { 0 };
	switch (out.kind) {
	case OUT_STAY:
	case OUT_REDRAW:
		break;
	case OUT_PUSH:
		app_push(app, out.next, out.arg, &err);
		break;
	case OUT_REPLACE: {
		/* The new one opens first, since its argument may live in the old one. */
		struct screen *old = app_top(app);
		if (app_push(app, out.next, out.arg, &err)) {
			app->stack[app->depth - 2] = app->stack[app->depth - 1];
			app->depth--;
			screen_destroy(old);
			show_under(app);
		}
		break;
	}
	case OUT_POP:
		pop(app, out.result);
		if (app->dejar && app_top(app))
			pop(app, (struct result){ .ok = false });
		app->dejar = false;
		break;
	case OUT_QUIT:
		app->quit = true;
		break;
	}
	show_error(app, &err);
}

static enum action action_of(struct app *app, const struct screen *top, const struct event *event)
{
	switch (event->kind) {
	case EV_KEY:
		return keymap_find(app->keymap, event->key);
	case EV_CHAR:
		if (!top->ops->types && event->code == '?')
			return ACTION_AYUDA;
		if (!top->ops->types && event->code == '/')
			return ACTION_BUSCAR;
		return ACTION_INSERT;
	case EV_PASTE:
		return ACTION_INSERT;
	case EV_MOUSE: {
		if (event->mouse != MOUSE_CLICK)
			return event->mouse == MOUSE_WHEEL_UP ? ACTION_WHEEL_UP : ACTION_WHEEL_DOWN;
		enum action bar = chrome_bar_action(app, event->row, event->col);
		return bar != ACTION_NONE ? bar : ACTION_CLICK;
	}
	case EV_TICK:
		return ACTION_TICK;
	default:
		return ACTION_NONE;
	}
}

void app_note(struct app *app, const char *text)
{
	app->note_alone = false;
	snprintf(app->note, sizeof app->note, "%s", text);
}

void app_note_alone(struct app *app, const char *text)
{
	app_note(app, text);
	app->note_alone = true;
}

static void say_note(struct app *app)
{
	if (!app->note[0])
		return;
	const char *said = app->note_alone ? "" : arena_strdup(&app->turn, app->message);
	app_message(app, *said ? app->message_kind : MESSAGE_INFO, "%s%s%s", said, *said ? ". " : "", app->note);
	app->note[0] = 0;
}

/* The screen that was refused stays below and does the same again, or not, when it comes back. */
static void ask_conflict(struct app *app, enum action action)
{
	struct err err = { 0 };
	struct conflicto_arg arg = { app->conflict, action };
	app->conflict = NULL;
	app->message[0] = 0;
	app_push(app, &screen_conflicto, &arg, &err);
	show_error(app, &err);
}

static void perform(struct app *app, enum action action, const struct event *event)
{
	struct screen *top = app_top(app);
	struct err err = { 0 };
	struct outcome out = out_stay();
	if (action == ACTION_AYUDA && strcmp(top->ops->name, "ayuda") != 0)
		out = out_push(&dialog_view, chrome_help(app, top));
	else if (action == ACTION_MENU && !top->ops->dialog)
		out = out_push(&screen_acciones, top);
	else if (action == ACTION_SALIR)
		out = out_quit();
	else if (!app_ofrece(top, action))
		app_para_guardar(app, &err);
	else
		out = top->ops->act(top, action, event, &err);
	if (app->conflict) {
		ask_conflict(app, action);
		return;
	}
	show_error(app, &err);
	obey(app, out);
	say_note(app);
}

/* Somebody else has saved: what is on top shows it now, what lies below when it comes back. */
static void catch_up(struct app *app)
{
	struct screen *top = app_top(app);
	if (app->store && store_changed(app->store))
		app->changes++;
	if (!top || top->changes == app->changes)
		return;
	top->changes = app->changes;
	app->drawn++;
	perform(app, ACTION_TICK, &(struct event){ .kind = EV_TICK });
}

void app_feed(struct app *app, const struct event *event)
{
	struct screen *top = app_top(app);
	if (event->kind == EV_HANGUP) {
		app->hung_up = app->quit = true;
		return;
	}
	if (!top || event->kind == EV_RESIZE)
		return;
	arena_reset(&app->turn);
	app->hoy = clock_today();
	app->refused = false;
	enum action action = action_of(app, top, event);
	if (action != ACTION_NONE && action != ACTION_TICK) {
		app->message[0] = 0;
		app->typed = true;
		perform(app, action, event);
	}
	if (action == ACTION_TICK && app->store) {
		store_tick(app->store);
		if (app->typed && (app->writing_rests == 0 || --app->writing_rests == 0))
			writing_keep(app);
	}
	for (int i = 0; i < APP_DEPTH && app->pending != ACTION_NONE && app_top(app); i++) {
		enum action chosen = app->pending;
		struct event next = { .kind = app->again ? EV_AGAIN : EV_NONE };
		app->pending = ACTION_NONE;
		app->again = false;
		perform(app, chosen, &next);
	}
	app->decided = NULL;
	writing_turn(app);
	if (!app->quit)
		catch_up(app);
}

enum work app_work(struct app *app)
{
	struct screen *top = app_top(app);
	struct err err = { 0 };
	if (!top || !top->ops->work)
		return WORK_NONE;
	arena_reset(&app->turn);
	enum work done = top->ops->work(top, &err);
	show_error(app, &err);
	if (done != WORK_END)
		return done;
	app->pending = ACTION_TICK;
	app_feed(app, &(struct event){ .kind = EV_NONE });
	return WORK_SHOW;
}

/* After some minutes without a key the family's data leave the screen; what was being typed is durable first. */
static void lock_when_idle(struct app *app, const struct event *event)
{
	struct screen *top = app_top(app);
	struct err err = { 0 };
	app->idle = event->kind == EV_TICK ? app->idle + 1 : 0;
	int limit = app->config->bloqueo_min * 60 * 1000 / TICK_MS;
	if (limit <= 0 || app->idle < limit || !top || top->ops == &screen_bloqueo)
		return;
	app->message[0] = 0;
	leave_all(app);
	app_push(app, &screen_bloqueo, NULL, &err);
	app->drawn++;
}

/* Several keys may wait on a slow line: paint once, when there is nothing more to read and the last picture has arrived. */
int app_run(struct app *app)
{
	struct arena frame;
	struct grid grid = { .plain = app->config->lector };
	struct event event;
	bool paint = true;
	arena_init(&frame);
	while (!app->quit) {
		if (paint && !term_busy()) {
			int rows, cols;
			term_size(&rows, &cols);
			if (rows != grid.rows || cols != grid.cols) {
				arena_reset(&frame);
				grid_init(&grid, &frame, rows, cols);
			}
			app_draw(app, &grid);
			term_draw(&grid);
			paint = false;
		}
		enum work work = app_work(app);
		if (!term_next(&event, work == WORK_NONE ? TICK_MS : 0))
			break;
		paint = paint || work == WORK_SHOW;
		if (event.kind == EV_NONE || (work != WORK_NONE && event.kind == EV_TICK))
			continue;
		uint64_t before = app->drawn;
		app_feed(app, &event);
		lock_when_idle(app, &event);
		paint = event.kind != EV_TICK || app->drawn != before || paint;
	}
	arena_done(&frame);
	if (!app->hung_up)
		term_settle();
	return app->hung_up ? err_exit_code(&(struct err){ .code = ERR_SIGNAL }) : 0;
}
