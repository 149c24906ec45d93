#pragma once
/* An office at work: a practice store with one cogestor, the programme of Medellín, and a folder for its lists. All data invented. */
#include "report/exportar.h"
#include "report/importar.h"

struct oficina {
	struct arena arena;
	const struct programa *programa;
	struct store *store;
	int32_t hoy;
	char folder[64], hogares[96], integrantes[96];
};

void oficina_open(struct oficina *);
void oficina_close(struct oficina *);
/* The store of another office, empty; the first one is closed, since a process has only one. */
void oficina_move(struct oficina *);
void oficina_write(const char *path, const char *bytes, size_t n);
char *oficina_read(struct oficina *, const char *path, size_t *n);         /* NULL when it is not there */

/* Writes both lists and imports them; the result. Fails the test when the import itself fails. */
struct importar *oficina_import(struct oficina *, const char *hogares, const char *integrantes, bool aplicar);
/* The files as they stand. */
struct importar *oficina_import_files(struct oficina *, const char *hogares, const char *integrantes, bool aplicar);
/* The household with that document. */
struct ficha *oficina_ficha(struct oficina *, const char *tipo, const char *numero);
/* "line:column:reason" of each rejection, the column by its heading, one per line; those that only wait end with "…". */
const char *oficina_rejections(struct oficina *, const struct importar *);
