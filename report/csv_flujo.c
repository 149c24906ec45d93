#include "report/csv_flujo.h"
#include "base/text.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUFFER = 1 << 18 };

struct csv_flujo {
	struct arena *arena;
	struct arena row;                    /* of cells that had to be converted */
	const char *name;
	int fd;
	uint64_t size, at;                   /* of the file; where the next row begins */
	uint64_t line;
	uint64_t raw;                        /* csv_flujo_bytes: how far */
	uint64_t first, first_line;          /* the first row after the heading */
	char separator;
	char *buffer; size_t cap, from, len; /* bytes buffer[from … len) begin at `at` */
	bool ended;                          /* nothing comes after the buffer */
	char **cell; int n, cap_cell;
};

static bool io_error(const struct csv_flujo *f, struct err *err)
{
	return err_set_sys(err, ERR_IO, errno, "No se pudo leer %s (%s)", f->name, err_sys_text(errno));
}

/* Moves what is left to the front and reads more behind it. */
static bool more(struct csv_flujo *f, struct err *err)
{
	memmove(f->buffer, f->buffer + f->from, f->len - f->from);
	f->len -= f->from;
	f->from = 0;
	if (f->cap - f->len < BUFFER / 2) {
		if (f->cap > CSV_FILA_MAX)
			return err_set(err, ERR_DATA, "%s: la fila de la línea %llu no termina; revise si quedaron comillas abiertas", f->name, (unsigned long long)f->line);
		f->buffer = arena_grow(f->arena, f->buffer, f->cap, f->cap * 2);
		f->cap *= 2;
	}
	ssize_t got = pread(f->fd, f->buffer + f->len, f->cap - f->len - 1, (off_t)(f->at + f->len));
	if (got < 0)
		return errno == EINTR || io_error(f, err);
	f->ended = got == 0;
	f->len += (size_t)got;
	f->buffer[f->len] = '\0';
	return true;
}

/* Where the row ends (at its line end, or at the end of the file); NULL: it needs more bytes. */
static char *row_end(const struct csv_flujo *f)
{
	bool quoted = false, fresh = true;           /* fresh: a field begins here */
	char *end = f->buffer + f->len;

	for (char *s = f->buffer + f->from; s < end; s++) {
		if (quoted) {
			if (*s == '"' && s + 1 < end && s[1] == '"')
				s++;
			else if (*s == '"')
				quoted = s + 1 == end && !f->ended;
			continue;
		}
		if (*s == '\n' || *s == '\r')
			return s + 1 == end && *s == '\r' && !f->ended ? NULL : s;
		if (*s == '"' && fresh)
			quoted = true;
		fresh = *s == f->separator;
	}
	return f->ended ? end : NULL;
}

static char *decoded(struct csv_flujo *f, char *cell)
{
	size_t n = strlen(cell);

	for (size_t i = 0; i < n; i++)
		if ((unsigned char)cell[i] >= 0x80)
			return text_valid(cell, n) ? cell : text_from_cp1252(&f->row, cell, n);
	return cell;
}

/* Cuts and unquotes where the bytes stand; `*end` may be written. */
static void cut(struct csv_flujo *f, char *s, char *end)
{
	f->n = 0;
	for (bool again = true; again;) {
		char *start = s, *to = s;
		if (s < end && *s == '"') {
			for (s++; s < end && !(*s == '"' && (s + 1 == end || s[1] != '"')); s++) {
				s += *s == '"';
				*to++ = *s;
			}
			s += s < end;
		}
		while (s < end && *s != f->separator)
			*to++ = *s++;
		again = s < end;
		s += again;
		*to = '\0';
		*ARENA_PUSH(f->arena, f->cell, f->n, f->cap_cell) = start;
	}
}

static uint64_t line_ends(const char *s, const char *end)
{
	uint64_t n = 0;

	for (; s < end; s++)
		n += *s == '\n' || (*s == '\r' && (s + 1 == end || s[1] != '\n'));
	return n;
}

static bool blank(const struct csv_flujo *f)
{
	for (int i = 0; i < f->n; i++)
		if (f->cell[i][strspn(f->cell[i], " ")])
			return false;
	return true;
}

/* The next row whatever it holds; false at the end or on an error. */
static bool take(struct csv_flujo *f, struct csv_row *row, struct err *err)
{
	char *end;

	while ((end = row_end(f)) == NULL)
		if (!more(f, err))
			return false;
	if (end == f->buffer + f->from && f->ended && f->from == f->len)
		return false;
	char *start = f->buffer + f->from, *next = end;
	if (next < f->buffer + f->len)
		next += next[0] == '\r' && next + 1 < f->buffer + f->len && next[1] == '\n' ? 2 : 1;
	uint64_t lines = line_ends(start, next);
	arena_reset(&f->row);
	cut(f, start, end);
	for (int i = 0; i < f->n; i++)
		f->cell[i] = decoded(f, f->cell[i]);
	*row = (struct csv_row){ .cell = f->cell, .n = f->n, .line = (int)f->line };
	f->line += lines;
	f->at += (uint64_t)(next - start);
	f->from += (size_t)(next - start);
	return true;
}

bool csv_flujo_next(struct csv_flujo *f, struct csv_row *row, struct err *err)
{
	err_clear(err);
	while (take(f, row, err))
		if (!blank(f))
			return true;
	return false;
}

bool csv_flujo_seek(struct csv_flujo *f, uint64_t posicion, uint64_t linea, struct err *err)
{
	if (posicion > f->size)
		return err_set(err, ERR_DATA, "%s es más corto que la última vez; repita la carga desde el principio", f->name);
	f->at = posicion;
	f->line = linea;
	f->from = f->len = 0;
	f->ended = false;
	return true;
}

long csv_flujo_bytes(struct csv_flujo *f, void *buffer, size_t size, struct err *err)
{
	ssize_t got = pread(f->fd, buffer, size, (off_t)f->raw);

	if (got < 0)
		return io_error(f, err) ? 0 : -1;
	f->raw = got == 0 ? 0 : f->raw + (uint64_t)got;
	return (long)got;
}

uint64_t csv_flujo_posicion(const struct csv_flujo *f) { return f->at; }
uint64_t csv_flujo_tamano(const struct csv_flujo *f) { return f->size; }
uint64_t csv_flujo_linea(const struct csv_flujo *f) { return f->line; }

/* In the first line, the most frequent one; `;` when there is none. */
static char find_separator(const char *s)
{
	static const char known[] = ";,\t|";
	int count[sizeof known] = { 0 }, best = 0;

	for (; *s && *s != '\n' && *s != '\r'; s++) {
		const char *at = strchr(known, *s);
		if (at)
			count[at - known]++;
	}
	for (int i = 1; known[i]; i++)
		best = count[i] > count[best] ? i : best;
	return known[best];
}

static bool heading(struct csv_flujo *f, struct csv_row *out, struct err *err)
{
	struct csv_row row;

	f->ended = false;
	if (!more(f, err))
		return false;
	if (f->len >= 3 && memcmp(f->buffer, "\xef\xbb\xbf", 3) == 0)
		f->from = f->at = 3;
	f->separator = find_separator(f->buffer + f->from);
	if (!csv_flujo_next(f, &row, err))
		return err->code != ERR_NONE ? false : err_set(err, ERR_DATA, "%s está vacío", f->name);
	*out = (struct csv_row){ .cell = arena_array(f->arena, char *, row.n), .n = row.n, .line = row.line };
	for (int i = 0; i < row.n; i++)
		out->cell[i] = arena_strdup(f->arena, row.cell[i]);
	return true;
}

struct csv_flujo *csv_flujo_open(struct arena *arena, const char *path, struct csv_row *titulos, struct err *err)
{
	struct csv_flujo *f = arena_new(arena, struct csv_flujo);
	const char *slash = strrchr(path, '/');
	struct stat st;

	*f = (struct csv_flujo){ .arena = arena, .name = arena_strdup(arena, slash ? slash + 1 : path), .line = 1, .cap = BUFFER };
	arena_init(&f->row);
	f->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (f->fd < 0 || fstat(f->fd, &st) != 0) {
		err_set_sys(err, ERR_NOT_FOUND, errno, "No se pudo abrir %s (%s)", path, err_sys_text(errno));
	} else if (!S_ISREG(st.st_mode)) {
		err_set(err, ERR_DATA, "%s no es un archivo", path);
	} else {
		f->size = (uint64_t)st.st_size;
		f->buffer = arena_alloc(arena, f->cap);
		if (heading(f, titulos, err))
			return f;
	}
	csv_flujo_close(f);
	return NULL;
}

void csv_flujo_close(struct csv_flujo *f)
{
	if (f->fd >= 0)
		close(f->fd);
	f->fd = -1;
	arena_done(&f->row);
}
