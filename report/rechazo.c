#include "report/rechazo.h"
#include "base/strbuf.h"
#include "forms/names.h"
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void rechazo_add(struct rechazos *r, const struct tabla *t, int fila, int col, const char *clave, const char *fmt, ...)
{
	char text[1024];
	va_list args;
	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	*ARENA_PUSH(r->arena, r->item, r->n, r->cap) = (struct rechazo){
		.tabla = t, .fila = fila, .col = col, .clave = clave ? arena_strdup(r->arena, clave) : NULL, .motivo = arena_strdup(r->arena, text),
	};
}

bool rechazo_has(const struct rechazos *r, const struct tabla *t, int fila, int col, int desde)
{
	for (int i = desde; i < r->n; i++)
		if (r->item[i].tabla == t && r->item[i].fila == fila && (col < 0 || r->item[i].col == col))
			return true;
	return false;
}

static int most_first(const void *a, const void *b)
{
	const struct motivo *x = a, *y = b;
	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return strcmp(x->clave, y->clave);
}

int rechazos_motivos(const struct rechazos *r, struct arena *a, struct motivo **out)
{
	struct names index;
	int n = 0, cap = 0;
	*out = NULL;
	names_init(&index, a);
	for (int i = 0; i < r->n; i++) {
		const struct rechazo *one = &r->item[i];
		int at = one->clave ? names_find(&index, one->clave) : 0;
		if (!one->clave)
			continue;
		if (at >= 0) {
			(*out)[at].n++;
			continue;
		}
		names_add(&index, one->clave, n);
		*ARENA_PUSH(a, *out, n, cap) = (struct motivo){ .clave = one->clave, .n = 1, .ejemplo = one };
	}
	if (n > 1)
		qsort(*out, (size_t)n, sizeof **out, most_first);
	return n;
}

static int by_row(const void *a, const void *b)
{
	const struct rechazo *const *x = a, *const *y = b;
	if ((*x)->fila != (*y)->fila)
		return (*x)->fila < (*y)->fila ? -1 : 1;
	return (*x < *y) ? -1 : *x > *y;
}

/* Those of a file, row by row. */
static int sorted(const struct rechazos *r, const struct tabla *t, struct arena *a, const struct rechazo ***out)
{
	int n = 0;
	*out = arena_array(a, const struct rechazo *, r->n + 1);
	for (int i = 0; i < r->n; i++)
		if (r->item[i].tabla == t)
			(*out)[n++] = &r->item[i];
	if (n > 1)
		qsort(*out, (size_t)n, sizeof **out, by_row);
	return n;
}

int rechazos_filas(const struct rechazos *r, const struct tabla *t)
{
	struct arena scratch;
	const struct rechazo **item;
	int rows = 0;
	arena_init(&scratch);
	int n = sorted(r, t, &scratch, &item);
	for (int i = 0; i < n; i++)
		rows += i == 0 || item[i - 1]->fila != item[i]->fila;
	arena_done(&scratch);
	return rows;
}

const char *rechazos_path(const struct tabla *t, struct arena *a)
{
	return arena_printf(a, "%s.rechazos.csv", t->path);
}

static const char *heading(const struct rechazo *r)
{
	return r->col >= 0 && r->col < r->tabla->n_col ? r->tabla->col[r->col].titulo : "";
}

static void write_row(struct csv_writer *w, const struct rechazo **item, int n, struct arena *a)
{
	const struct tabla *t = item[0]->tabla;
	struct strbuf columns, reasons;
	strbuf_init(&columns, a);
	strbuf_init(&reasons, a);
	for (int i = 0; i < n; i++) {
		const char *title = heading(item[i]);
		if (*title)
			strbuf_printf(&columns, "%s%s", columns.len ? ", " : "", title);
		if (reasons.len)
			strbuf_add(&reasons, " / ");
		if (n > 1 && *title)
			strbuf_printf(&reasons, "%s: ", title);
		strbuf_add(&reasons, item[i]->motivo);
	}
	csv_plain(w, arena_printf(a, "%d", t->fila[item[0]->fila].line));
	csv_text(w, columns.text);
	csv_text(w, reasons.text);
	for (int c = 0; c < t->n_col; c++)
		csv_text(w, tabla_cell(t, item[0]->fila, c));
	csv_end_row(w);
}

static void write_all(FILE *f, const struct tabla *t, const struct rechazo **item, int n)
{
	static const char *const titles[] = { "linea", "columna", "motivo" };
	struct csv_writer w;
	struct arena scratch;
	arena_init(&scratch);
	csv_begin(&w, f);
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		csv_plain(&w, titles[i]);
	for (int c = 0; c < t->n_col; c++)
		csv_text(&w, t->col[c].titulo);
	csv_end_row(&w);
	for (int i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && item[end]->fila == item[i]->fila;)
			end++;
		write_row(&w, item + i, end - i, &scratch);
		arena_reset(&scratch);
	}
	arena_done(&scratch);
}

bool rechazos_write(const struct rechazos *r, const struct tabla *t, struct arena *a, struct err *err)
{
	const struct rechazo **item;
	const char *path = rechazos_path(t, a);
	int n = sorted(r, t, a, &item);
	if (n == 0) {
		unlink(path);
		return true;
	}
	/* Personal data: for whoever imports, nobody else. */
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
	if (!f) {
		int why = errno;
		if (fd >= 0)
			close(fd);
		return err_set_sys(err, ERR_CREATE, why, "No se pudo crear %s (%s); copie los archivos a una carpeta propia", path, err_sys_text(why));
	}
	write_all(f, t, item, n);
	bool good = !ferror(f);
	good = fclose(f) == 0 && good;
	return good || err_set_sys(err, ERR_IO, errno, "No se pudo terminar de escribir %s; revise el espacio del disco", path);
}
