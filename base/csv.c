#include "base/csv.h"
#include "base/file.h"
#include "base/text.h"
#include <string.h>

enum { FILE_MAX = 64 * 1024 * 1024 };

struct csv_reader {
	struct arena *arena;
	const char *name;
	char *at, *end;         /* cells are cut and unquoted where they stand; a NUL is at `end` */
	int line;
	char separator;
	char **cell;            /* the row being read */
	int n, cap;
};

/* What a spreadsheet would run, behind any number of guards: a text that begins with '= gets one guard more, so that nothing is lost. */
static bool looks_like_formula(const char *s)
{
	s += strspn(s, "'");
	return *s != '\0' && strchr("=+-@\t\r\n", *s) != NULL;
}

/* In the first row, outside quotes, the most frequent one; `;` when there is none. */
static char find_separator(const char *s)
{
	int semicolons = 0, commas = 0, tabs = 0;
	bool quoted = false;
	for (; *s && (quoted || (*s != '\n' && *s != '\r')); s++) {
		if (*s == '"')
			quoted = !quoted;
		if (quoted)
			continue;
		semicolons += *s == ';';
		commas += *s == ',';
		tabs += *s == '\t';
	}
	if (commas > semicolons && commas >= tabs)
		return ',';
	return tabs > semicolons ? '\t' : ';';
}

/* Past one line end, if there is one here. */
static bool skip_line_end(struct csv_reader *r)
{
	if (*r->at != '\r' && *r->at != '\n')
		return false;
	r->at += r->at[0] == '\r' && r->at[1] == '\n' ? 2 : 1;
	r->line++;
	return true;
}

/* Spreadsheets write a first line that only names the separator: sep=; */
static bool named_separator(struct csv_reader *r)
{
	char *s = r->at;
	if (r->end - s < 5 || memcmp(s, "sep=", 4) != 0 || !strchr(";,\t|", s[4]) || (s[5] != '\r' && s[5] != '\n' && s[5] != '\0'))
		return false;
	r->separator = s[4];
	r->at = s + 5;
	skip_line_end(r);
	return true;
}

static struct csv_reader *open_bytes(struct arena *a, const char *name, char *bytes, size_t n, struct err *err)
{
	if (n >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0)) {
		err_set(err, ERR_DATA, "%s: el archivo está en UTF-16; guárdelo como «CSV UTF-8»", name);
		return NULL;
	}
	if (memchr(bytes, '\0', n)) {
		err_set(err, ERR_DATA, "%s: no es un archivo de texto; guárdelo desde la hoja de cálculo como «CSV UTF-8»", name);
		return NULL;
	}
	if (n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
		bytes += 3;
		n -= 3;
	}
	if (!text_valid(bytes, n)) {
		bytes = text_from_cp1252(a, bytes, n);
		n = strlen(bytes);
	}
	struct csv_reader *r = arena_new(a, struct csv_reader);
	*r = (struct csv_reader){ .arena = a, .name = arena_strdup(a, name), .at = bytes, .end = bytes + n, .line = 1 };
	if (!named_separator(r))
		r->separator = find_separator(r->at);
	return r;
}

struct csv_reader *csv_open(struct arena *a, const char *path, struct err *err)
{
	size_t n = 0;
	char *bytes = file_read(a, path, FILE_MAX, &n, err);
	return bytes ? open_bytes(a, path, bytes, n, err) : NULL;
}

struct csv_reader *csv_open_bytes(struct arena *a, const char *name, const char *bytes, size_t n, struct err *err)
{
	if (n > FILE_MAX) {
		err_set(err, ERR_DATA, "%s: el archivo pasa de %d MiB; divídalo en partes", name, FILE_MAX / (1024 * 1024));
		return NULL;
	}
	char *copy = arena_alloc(a, n + 1);
	if (n > 0)
		memcpy(copy, bytes, n);
	return open_bytes(a, name, copy, n, err);
}

char csv_separator(const struct csv_reader *r)
{
	return r->separator;
}

static bool ends_cell(const struct csv_reader *r, char c)
{
	return c == '\0' || c == r->separator || c == '\n' || c == '\r';
}

/* A quoted cell, r->at behind the opening quote; afterwards at the character that ends the cell. */
static bool read_quoted(struct csv_reader *r, char **stop, struct err *err)
{
	int opened = r->line;
	char *to = r->at;
	for (;; r->at++) {
		char c = *r->at;
		if (c == '\0')
			return err_set(err, ERR_DATA, "%s, línea %d: comillas sin cerrar; revise las comillas de esa línea", r->name, opened);
		if (c == '\n' || (c == '\r' && r->at[1] != '\n'))
			r->line++;
		if (c == '"' && *++r->at != '"')
			break;
		*to++ = c;
	}
	*stop = to;
	if (ends_cell(r, *r->at))
		return true;
	return err_set(err, ERR_DATA, "%s, línea %d: sobra texto después de unas comillas; dentro de un texto las comillas se escriben dos veces",
	               r->name, r->line);
}

/* Reads the cells of one line; *filled when one of them holds something or was quoted. */
static bool read_row(struct csv_reader *r, bool *filled, struct err *err)
{
	*filled = false;
	for (;;) {
		char *start = r->at, *stop = start;
		if (*r->at == '"') {
			start = ++r->at;
			*filled = true;
			if (!read_quoted(r, &stop, err))
				return false;
		} else {
			while (!ends_cell(r, *r->at))
				r->at++;
			stop = r->at;
			*filled |= stop > start;
		}
		char end = *r->at;
		if (end == r->separator)
			r->at++;
		else
			skip_line_end(r);
		*stop = '\0';
		if (*start == '\'' && looks_like_formula(start))
			start++;
		*ARENA_PUSH(r->arena, r->cell, r->n, r->cap) = start;
		if (end != r->separator)
			return true;
	}
}

bool csv_next(struct csv_reader *r, struct csv_row *row, struct err *err)
{
	err_clear(err);
	while (r->at < r->end) {
		int line = r->line;
		bool filled;
		r->n = 0;
		if (!read_row(r, &filled, err)) {
			r->at = r->end;
			return false;
		}
		if (!filled)
			continue;
		*row = (struct csv_row){ .cell = arena_copy(r->arena, r->cell, sizeof *r->cell * (size_t)r->n), .n = r->n, .line = line };
		return true;
	}
	return false;
}

void csv_begin(struct csv_writer *w, FILE *file)
{
	*w = (struct csv_writer){ .file = file };
	fputs("\xEF\xBB\xBF", file);
}

static void put(struct csv_writer *w, const char *s, const char *guard)
{
	if (w->started)
		fputc(';', w->file);
	w->started = true;
	w->filled |= *s != '\0';
	size_t n = strlen(s);
	/* The other separators too: another office's spreadsheet may split at commas. */
	if (!s[strcspn(s, "\";,\t\r\n")] && (n == 0 || (s[0] != ' ' && s[n - 1] != ' '))) {
		fprintf(w->file, "%s%s", guard, s);
		return;
	}
	fprintf(w->file, "\"%s", guard);
	for (; *s; s++) {
		if (*s == '"')
			fputc('"', w->file);
		fputc(*s, w->file);
	}
	fputc('"', w->file);
}

void csv_text(struct csv_writer *w, const char *s)
{
	put(w, s, looks_like_formula(s) ? "'" : "");
}

void csv_plain(struct csv_writer *w, const char *s)
{
	put(w, s, "");
}

/* A row of empty cells gets a pair of quotes: without them a reader would take it for an empty line. */
void csv_end_row(struct csv_writer *w)
{
	if (w->started && !w->filled)
		fputs("\"\"", w->file);
	fputs("\r\n", w->file);
	w->started = w->filled = false;
}
