/* Any bytes as what somebody does at the console, without a terminal: the first one chooses the family and the screen, the others are keys, letters,
 * pastes, clicks, new sizes, days that pass and lost lines (the table below). Each input begins with the same practice store. After every event the screen
 * is drawn and looked at; at the end the store must verify. */
#include "tests/fuzz/fuzz_store.h"
#include "tests/fuzz/fuzz.h"
#include "base/date.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "store/verify.h"
#include "tui/app.h"
#include "tui/screens.h"
#include <stdio.h>
#include <string.h>

enum { EVENTS_MAX = 400, FAMILIES = FUZZ_FAMILIES };

static struct config config;

/* ---- Bytes as events ---- */

struct source { const uint8_t *at, *end; struct arena *arena; int rows, cols; int32_t day; };

static int next_byte(struct source *s)
{
	return s->at < s->end ? *s->at++ : 0;
}

/* What a terminal would have let through: whole letters, no NUL. */
static const char *paste_text(struct source *s)
{
	struct strbuf text;
	int n = next_byte(s);
	const char *raw = arena_strndup(s->arena, (const char *)s->at, (size_t)(s->end - s->at < n ? s->end - s->at : n));

	s->at += s->end - s->at < n ? s->end - s->at : n;
	strbuf_init(&text, s->arena);
	for (uint32_t code; (code = text_decode(&raw));)
		strbuf_add_code(&text, code);
	return text.text;
}

static int key_of(int byte)
{
	static const int often[] = {
		K_ENTER, K_TAB, K_BACKTAB, K_ESC, K_UP, K_DOWN, K_LEFT, K_RIGHT, K_HOME, K_END, K_PGUP, K_PGDN, K_BACKSPACE, K_DELETE, K_INSERT, K_F2,
		K_F3, K_F4, K_F7, K_F8, K_F9, K_F1, K_F5, K_F6, K_F12, K_F11, K_CTRL + 'z', K_CTRL + 'n', K_CTRL + 'e', K_CTRL + 'd', K_CTRL + 'b', K_CTRL + 'p',
	};
	if (byte < 32)
		return often[byte];
	if (byte < 0x80 + 26)
		return K_CTRL + 'a' + (byte - 0x80);
	return byte < 0x80 + 36 ? K_ALT + '0' + (byte - 0x80 - 26) : K_ALT + 'a' + (byte & 15);
}

static struct event next_event(struct source *s)
{
	static const uint32_t letters[16] = { 0xE1, 0xE9, 0xED, 0xF3, 0xFA, 0xF1, 0xFC, 0xBF, 0xAB, 0x301, 0x1F3E0, 0x202E, 0x200D, 0x10FFFF, '\t', 0xFFFD };
	int byte = next_byte(s);

	if (byte >= 0x20 && byte < 0x7F)
		return (struct event){ .kind = EV_CHAR, .code = (uint32_t)byte };
	if (byte < 0xC0 && byte != 0x7F)
		return (struct event){ .kind = EV_KEY, .key = key_of(byte) };
	switch (byte >> 3) {
	case 0x18: case 0x19:
		return (struct event){ .kind = EV_CHAR, .code = letters[byte & 15] };
	case 0x1A: case 0x1B:
		return (struct event){ .kind = EV_MOUSE, .mouse = (enum mouse)((byte & 3) % 3), .row = next_byte(s) % (s->rows + 1), .col = next_byte(s) % (s->cols + 1) };
	case 0x1C:
		s->rows = 1 + next_byte(s) % 50;
		s->cols = 1 + next_byte(s) % 150;
		return (struct event){ .kind = EV_RESIZE, .rows = s->rows, .cols = s->cols };
	case 0x1D:
		return (struct event){ .kind = EV_PASTE, .text = paste_text(s) };
	case 0x1E:
		s->day += next_byte(s) % 120;
		clock_fix(s->day);
		return (struct event){ .kind = EV_TICK };
	default:
		return (struct event){ .kind = byte == 0xFF ? EV_HANGUP : EV_TICK };
	}
}

/* ---- What must hold ---- */

static void check_grid(const struct grid *g, const char *screen)
{
	fuzz_must(g->cursor_row >= 0 && g->cursor_row < g->rows && g->cursor_col >= 0 && g->cursor_col < g->cols, "%s: the cursor is at %d,%d of %d×%d", screen,
		  g->cursor_row, g->cursor_col, g->rows, g->cols);
	for (int i = 0; i < g->rows * g->cols; i++) {
		const char *text = g->cell[i].text;
		fuzz_must(text_valid(text, strlen(text)), "%s: cell %d is not UTF-8", screen, i);
		fuzz_must(g->cell[i].width == 0 || text_width(text) <= g->cell[i].width, "%s: cell %d is wider than it says: «%s»", screen, i, text);
	}
}

/* Drawing reads only: now and then it is done twice and must give the same. */
static void draw(struct app *app, struct source *s, bool twice)
{
	struct arena frame;
	struct grid first = { 0 }, second = { 0 };
	const char *screen = app_top(app)->ops->name;

	arena_init(&frame);
	grid_init(&first, &frame, s->rows, s->cols);
	app_draw(app, &first);
	check_grid(&first, screen);
	if (twice) {
		grid_init(&second, &frame, s->rows, s->cols);
		app_draw(app, &second);
	}
	fuzz_must(!twice || memcmp(first.cell, second.cell, sizeof *first.cell * (size_t)(s->rows * s->cols)) == 0, "%s: drawing changes what is drawn", screen);
	fuzz_must(text_valid(app->message, strlen(app->message)), "%s: the message is not UTF-8: %s", screen, app->message);
	arena_done(&frame);
}

/* ---- A run ---- */

/* 0–8: the first screen; from 9 on: a screen of each family; from 120: a form with the visit of a family that has one; from 200: others. */
static void open_first(struct app *app, int choice)
{
	static const struct screen_ops *const of_family[] = {
		&screen_hogar, &screen_visita, &screen_integrantes, &screen_logros, &screen_plan, &screen_oportunidades, &screen_evaluacion, &screen_validacion,
		&screen_visitas, &screen_historia, &screen_integrante, &screen_borradores,
	};
	static const struct screen_ops *const others[] = { &screen_hogares, &screen_registrar, &screen_estado, &screen_bloqueo };
	enum { OF_FAMILY = sizeof of_family / sizeof *of_family, FORMS = 120, OTHERS = 200 };
	const struct programa *p = fuzz_programa();
	const struct hogar_arg family = { .hogar = 1 + (uint32_t)(choice % FAMILIES) };
	const struct formulario_arg form = { .hogar = 2 + (uint32_t)(choice & 1), .formulario = p->form[(choice < FORMS ? 0 : choice - FORMS) % p->n_form]->name, .seq = 1 };
	struct err err = { 0 };

	fuzz_must(app_push(app, &screen_inicio, NULL, &err), "the first screen: %s", err.text);
	if (choice >= OTHERS)
		app_push(app, others[choice & 3], NULL, &err);
	else if (choice >= FORMS)
		app_push(app, &screen_formulario, &form, &err);
	else if (choice >= FAMILIES && choice / FAMILIES - 1 < OF_FAMILY)
		app_push(app, of_family[choice / FAMILIES - 1], &family, &err);
}

static void use(struct store *store, struct source *s, int choice)
{
	struct app app;
	struct problems problems;

	problems_init(&problems, s->arena);
	fuzz_must(app_init(&app, store, fuzz_programa(), &config, &problems), "the keys of the configuration");
	open_first(&app, choice);
	draw(&app, s, true);
	for (int i = 0; i < EVENTS_MAX && s->at < s->end && !app.quit; i++) {
		struct event event = next_event(s);
		app_feed(&app, &event);
		if (!app.quit)
			draw(&app, s, i % 8 == 0);
	}
	app_done(&app);
}

static void check_store(struct store *store, struct arena *a)
{
	struct verificacion v = { 0 };
	struct err err = { 0 };

	if (store_verify(store, a, &v, &err))
		return;
	for (int i = 0; i < v.n; i++)
		fprintf(stderr, "%s\n", v.hallazgo[i].que);
	fuzz_must(false, "the store does not verify: %s", err.text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena arena;

	if (n < 2)
		return 0;
	config_defaults(&config);
	arena_init(&arena);
	struct source s = { .at = bytes + 1, .end = bytes + n, .arena = &arena, .rows = 24, .cols = 80, .day = FUZZ_HOY };
	struct store *store = fuzz_store_open();
	use(store, &s, bytes[0]);
	check_store(store, &arena);
	store_close(store);
	arena_done(&arena);
	return 0;
}
