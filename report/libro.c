#include "report/libro.h"

#include "base/csv.h"
#include "base/text.h"

#include <string.h>
#include <strings.h>

enum { MOST_COLUMNS = 100 };

struct hoja *libro_add(struct libro *l, const char *nombre)
{
	struct hoja *h = ARENA_PUSH(l->arena, l->hoja, l->n, l->cap);
	*h = (struct hoja){ .nombre = arena_strdup(l->arena, nombre) };
	return h;
}

void hoja_row(struct libro *l, struct hoja *h, const char *const *cell, int n, int linea)
{
	int at = h->n, cap = h->cap;
	n = n > MOST_COLUMNS ? MOST_COLUMNS : n;
	const char **row = arena_array(l->arena, const char *, n + 1);
	for (int i = 0; i < n; i++)
		row[i] = cell[i] ? text_clean(l->arena, cell[i], TEXT_MANY_LINES) : "";
	ARENA_PUSH(l->arena, h->celda, h->n, h->cap);
	h->celda[at] = row;
	if (h->cap != cap)
		h->linea = arena_grow(l->arena, h->linea, sizeof *h->linea * (size_t)cap, sizeof *h->linea * (size_t)h->cap);
	h->linea[at] = linea;
	/* Rows are of one width for who reads: shorter ones end in nothing. */
	if (n > h->columnas)
		h->columnas = n;
	row[n] = NULL;
}

static bool read_csv(struct libro *l, const char *path, struct err *err)
{
	struct csv_reader *reader = csv_open(l->arena, path, err);
	struct csv_row row;
	struct hoja *sheet = NULL;
	if (!reader)
		return false;
	while (csv_next(reader, &row, err)) {
		if (row.n > 0 && *row.cell[0])
			sheet = libro_add(l, text_clean(l->arena, row.cell[0], TEXT_ONE_LINE));
		else if (sheet && row.n > 1)
			hoja_row(l, sheet, (const char *const *)row.cell + 1, row.n - 1, row.line);
	}
	return err->code == ERR_NONE;
}

bool libro_open(struct libro *l, struct arena *arena, const char *path, struct err *err)
{
	const char *dot = strrchr(path, '.');
	*l = (struct libro){ .arena = arena };
	if (dot && strcasecmp(dot, ".csv") == 0)
		return read_csv(l, path, err);
	if (dot && strcasecmp(dot, ".xlsx") == 0)
		return libro_xlsx(l, path, err);
	return err_set(err, ERR_USAGE, "«%s» no es un libro .xlsx ni .csv", path);
}

const struct hoja *libro_hoja(const struct libro *l, const char *nombre)
{
	for (int i = 0; i < l->n; i++)
		if (strcasecmp(l->hoja[i].nombre, nombre) == 0)
			return &l->hoja[i];
	return NULL;
}

const char *hoja_texto(const struct hoja *h, int row, int column)
{
	if (row < 0 || row >= h->n || column < 0)
		return "";
	for (int i = 0; i <= column; i++)
		if (!h->celda[row][i])
			return "";
	return h->celda[row][column];
}

int hoja_columna(const struct hoja *h, const char *nombre)
{
	size_t n = strlen(nombre);
	int translated = -1;
	for (int i = 0; i < h->columnas; i++) {
		const char *head = hoja_texto(h, 0, i);
		if (strcasecmp(head, nombre) == 0)
			return i;
		if (strncasecmp(head, nombre, n) == 0 && strncmp(head + n, "::", 2) == 0 && (translated < 0 || strstr(head + n, "spa")))
			translated = i;
	}
	return translated;
}
