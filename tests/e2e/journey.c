#include "journey.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EMPTY "\013"      /* Ctrl-K: what stood there goes */
enum { LABEL_AT = 2, VALUE_FROM = 20, SCROLL_AT = 78, FIELDS = 400, KEY = 512, LINES_MAX = 200 };

struct term_driver *journey_open(const struct world *w, const struct world_how *how)
{
	struct term_driver *t = world_console(w, how);
	term_ready(t);
	cr_wait(t, "Lo que sigue");
	return t;
}

void journey_quit(struct term_driver *t)
{
	term_keys(t, "<F10>");
	int status = term_end(t);
	cr_assert_eq(status, 0, "the console ended with %d", status);
}

void journey_hogar(struct term_driver *t, const char *words)
{
	term_keys(t, "<F7>");
	cr_wait(t, "Buscar:");
	term_keys(t, words);
	cr_wait(t, " 1 de ");
	term_keys(t, "<Enter>");
	cr_wait(t, "1  Integrantes");
}

void journey_momento(struct term_driver *t, const char *momento, const char *visita)
{
	term_keys(t, "<F7><Ctrl-B>");
	cr_wait(t, "Filtrar la lista");
	term_keys(t, "<Down><Enter>");
	term_keys(t, momento);
	term_keys(t, "<Enter>");
	if (visita) {
		term_keys(t, "<End><Enter>");
		term_keys(t, visita);
		term_keys(t, "<Enter>");
	}
	term_keys(t, "<F2>");
	cr_wait(t, "Filtros: ");
	term_keys(t, "<Enter>");
	cr_wait(t, "1  Integrantes");
}

void journey_inicio(struct term_driver *t)
{
	for (int i = 0; i < 12 && !term_has(t, "Lo que sigue"); i++)
		term_keys(t, "<F3>");
	cr_wait(t, "Lo que sigue");
}

const char *journey_cursor(struct term_driver *t)
{
	int row, col;
	term_cursor(t, &row, &col);
	return term_line(t, row);
}

bool journey_line(struct term_driver *t, const char *words, bool (*test)(const char *line))
{
	char was[512] = "";
	term_keys(t, "<Home>");
	for (int i = 0; i < LINES_MAX; i++) {
		const char *line = journey_cursor(t);
		if (strstr(line, words) && (!test || test(line)))
			return true;
		if (strcmp(line, was) == 0)
			return false;
		snprintf(was, sizeof was, "%s", line);
		term_keys(t, "<Down>");
	}
	return false;
}

static const char *next_line(const char *p)
{
	const char *end = strchr(p, '\n');
	return end ? end + 1 : p + strlen(p);
}

void journey_screen(struct term_driver *t, const char *expected, const char *file, int line)
{
	const char *is = term_screen(t);
	if (strcmp(is, expected) == 0)
		return;
	if (getenv("UPDATE")) {
		fprintf(stderr, "%s:%d:\n%s", file, line, is);
		return;
	}
	int row = 0;
	const char *a = is, *b = expected;
	for (; *a && *b && next_line(a) - a == next_line(b) - b && strncmp(a, b, (size_t)(next_line(a) - a)) == 0; row++) {
		a = next_line(a);
		b = next_line(b);
	}
	cr_assert_fail("%s:%d: row %d differs; the screen is:\n%s\nexpected:\n%s", file, line, row, is, expected);
}

/* ---- forms ---- */

/* Bytes of the first `cols` columns of a line; every letter here is one column wide. */
static size_t columns(const char *text, int cols)
{
	size_t at = 0;
	for (int n = 0; text[at] && n < cols; n++)
		for (at++; ((unsigned char)text[at] & 0xC0) == 0x80; at++)
			;
	return at;
}

static void cut(const char *line, int from, int to, char *out, size_t size)
{
	size_t a = columns(line, from), b = columns(line, to), n = 0;
	for (; a < b && n + 1 < size; a++)
		out[n++] = line[a];
	while (n > 0 && out[n - 1] == ' ')
		n--;
	out[n] = 0;
}

/* The line of the cursor in its two parts; two blanks stand between. Labels begin in the third column, the scroll bar is left out. */
static void parts(struct term_driver *t, char label[256], char value[256])
{
	char line[1024];
	int row, col;
	term_cursor(t, &row, &col);
	cut(term_line(t, row), LABEL_AT, SCROLL_AT, line, sizeof line);
	char *gap = strstr(line, "  "), *rest = gap ? gap + strspn(gap, " ") : line + strlen(line), *end = strstr(rest, "  ");
	if (end)
		*end = 0;
	snprintf(value, 256, "%.255s", rest);
	if (gap)
		*gap = 0;
	snprintf(label, 256, "%.255s", col > VALUE_FROM ? line : "");
}

const char *journey_label(struct term_driver *t, char out[256])
{
	char value[256];
	parts(t, out, value);
	return out;
}

const char *journey_value(struct term_driver *t, char out[256])
{
	char label[256];
	parts(t, label, out);
	return out;
}

void journey_field(struct term_driver *t, const char *label)
{
	char now[256];
	for (int i = 0; strncmp(journey_label(t, now), label, strlen(label)) != 0; i++) {
		cr_assert(i < FIELDS, "no field «%s»:\n%s", label, term_screen(t));
		term_keys(t, "<Enter>");
	}
}

/* What tells one question from another: its label, the heading above it and the row. */
static void question(struct term_driver *t, char out[KEY])
{
	char label[256], head[200] = "";
	int row, col;
	term_cursor(t, &row, &col);
	for (int i = row - 1; i > 0 && !*head; i--) {
		const char *line = term_line(t, i);
		if (strncmp(line, " ─", strlen(" ─")) == 0)
			snprintf(head, sizeof head, "%.190s", line);
	}
	snprintf(out, KEY, "%d|%s|%s", row, journey_label(t, label), head);
}

static const char *keys_for(const struct dato *datos, const char *label, unsigned char used[])
{
	const char *last = NULL;
	for (int i = 0; datos && datos[i].label; i++) {
		size_t n = strlen(datos[i].label);
		if (strncmp(label, datos[i].label, n) != 0)
			continue;
		last = datos[i].keys;
		if (!used[i]) {
			used[i] = 1;
			return last;
		}
	}
	return last;
}

void journey_fill(struct term_driver *t, const struct dato *datos)
{
	unsigned char used[FIELDS] = { 0 };
	char label[256], was[KEY], now[KEY];
	for (int fields = 0; fields < FIELDS; fields++) {
		const char *keys = keys_for(datos, journey_label(t, label), used);
		question(t, was);
		char burst[1024];
		snprintf(burst, sizeof burst, "%s%s\r", keys ? EMPTY : "", keys ? keys : "");
		if (keys && strchr(keys, '<'))
			term_keys(t, keys);
		term_bytes(t, keys && strchr(keys, '<') ? "\r" : burst);
		question(t, now);
		if (strcmp(was, now) == 0)
			return;
	}
	cr_assert_fail("the form has no end:\n%s", term_screen(t));
}

int journey_read(struct term_driver *t, struct visto *out, int max)
{
	char text[256], was[KEY], now[KEY] = "";
	do {
		snprintf(was, sizeof was, "%s", now);
		term_keys(t, "<PgUp>");
		question(t, now);
	} while (strcmp(was, now) != 0);
	for (int n = 0; n < max; n++) {
		snprintf(out[n].label, sizeof out[n].label, "%.127s", journey_label(t, text));
		snprintf(out[n].value, sizeof out[n].value, "%.127s", journey_value(t, text));
		question(t, was);
		term_keys(t, "<Enter>");
		question(t, now);
		if (strcmp(was, now) == 0)
			return n + 1;
	}
	return max;
}

void journey_save(struct term_driver *t, const struct dato *datos, const char *until)
{
	journey_fill(t, datos);
	term_keys(t, "<F2>");
	for (int i = 0; i < 20 && term_has(t, "¿Está bien este dato?"); i++)
		term_keys(t, "Lo confirma la familia<Enter><F2>");
	cr_wait(t, until);
}

long journey_number(const char *text, const char *before)
{
	const char *at = strstr(text, before);
	return at ? strtol(at + strlen(before), NULL, 10) : -1;
}
