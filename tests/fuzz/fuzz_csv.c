/* Any bytes as the two files of an import, parted by the byte 0x1E: read, joined and judged. Each cell is also tried as an answer to some question:
 * what is understood comes back from a file the same; and what the writer writes the reader reads. */
#include "tests/fuzz/fuzz.h"
#include "base/text.h"
#include "forms/field_type.h"
#include "report/unidad.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PART = 0x1E, ROWS_BACK = 40 };

static void there_and_back(const struct variable *v, const char *text, struct arena *a)
{
	struct value first, second;
	struct err err = { 0 };

	if (v->type->kind == VALUE_NONE || v->calculation || (v->type->choices && (!v->choices || v->choices->n == 0)))
		return;
	if (!variable_import(v, text, FUZZ_HOY, a, &first, &err)) {
		fuzz_must(err.text[0], "%s refuses «%s» without a reason", v->name, text);
		return;
	}
	const char *out = variable_export(v, first, a);
	fuzz_must(variable_import(v, out, FUZZ_HOY, a, &second, &err), "%s does not read «%s», which it wrote for «%s»: %s", v->name, out, text, err.text);
	fuzz_must(value_equal(first, second), "%s reads «%s» otherwise than «%s»", v->name, out, text);
	variable_format(v, first, a);
	variable_edit_text(v, first, a);
}

static void write_row(struct csv_writer *w, const struct csv_row *row)
{
	for (int i = 0; i < row->n; i++)
		csv_text(w, row->cell[i]);
	csv_end_row(w);
}

/* Line ends within a cell come back as they are; a row must have something in it to come back at all. */
static void write_and_read(const struct csv_row *rows, int n, struct arena *a)
{
	struct csv_writer w = { 0 };
	struct csv_row row;
	struct err err = { 0 };
	char *bytes = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&bytes, &size);

	csv_begin(&w, f);
	write_row(&w, &(struct csv_row){ .cell = (char *[]){ "a", "b" }, .n = 2 });
	for (int i = 0; i < n; i++)
		write_row(&w, &rows[i]);
	fclose(f);
	struct csv_reader *r = csv_open_bytes(a, "back.csv", bytes, size, &err);
	fuzz_must(r && csv_next(r, &row, &err), "what was written cannot be read: %s", err.text);
	for (int i = 0; i < n; i++) {
		fuzz_must(csv_next(r, &row, &err), "row %d of %d is lost: %s", i, n, err.text);
		fuzz_must(row.n == rows[i].n, "row %d has %d cells instead of %d", i, row.n, rows[i].n);
		for (int k = 0; k < row.n; k++)
			fuzz_must(strcmp(row.cell[k], rows[i].cell[k]) == 0, "cell %d of row %d: «%s» became «%s»", k, i, rows[i].cell[k], row.cell[k]);
	}
	free(bytes);
}

static bool has_content(const struct csv_row *row)
{
	for (int i = 0; i < row->n; i++)
		if (*row->cell[i])
			return true;
	return false;
}

static void as_cells(const uint8_t *bytes, size_t n, struct arena *a)
{
	const struct dict *d = &fuzz_programa()->dict;
	struct csv_row row, kept[ROWS_BACK];
	struct err err = { 0 };
	struct csv_reader *r = csv_open_bytes(a, "fuzz.csv", (const char *)bytes, n, &err);
	int n_kept = 0, at = 0;

	while (r && csv_next(r, &row, &err)) {
		for (int i = 0; i < row.n && at < 200; i++, at++)
			there_and_back(&d->var[(at * 7 + (int)(n % 97)) % d->n_var], row.cell[i], a);
		if (n_kept < ROWS_BACK && has_content(&row))
			kept[n_kept++] = row;
	}
	write_and_read(kept, n_kept, a);
}

/* A file in memory under a name that can be opened. */
static const char *file_of(int *fd, const char *name, const uint8_t *bytes, size_t n, struct arena *a)
{
	if (*fd < 0)
		*fd = memfd_create(name, 0);
	fuzz_must(*fd >= 0 && ftruncate(*fd, 0) == 0 && pwrite(*fd, bytes, n, 0) == (ssize_t)n, "no file in memory");
	return arena_printf(a, "/proc/self/fd/%d", *fd);
}

static void as_import(const uint8_t *bytes, size_t n, struct arena *a)
{
	static int fd[2] = { -1, -1 };
	struct archivos f = { .programa = fuzz_programa(), .arena = a, .hoy = FUZZ_HOY };
	const uint8_t *cut = memchr(bytes, PART, n);
	size_t first = cut ? (size_t)(cut - bytes) : n, second = cut ? n - first - 1 : 0;
	struct err err = { 0 };

	const char *hogares = file_of(&fd[0], "hogares", bytes, first, a), *integrantes = file_of(&fd[1], "integrantes", cut ? cut + 1 : bytes, second, a);
	if (!archivos_read(&f, hogares, integrantes, &err)) {
		fuzz_must(err.text[0], "refused without a reason");
		return;
	}
	for (int i = 0; i < f.n; i++) {
		struct answers hogar, *integrante;
		if (!f.unidad[i].rechazada)
			unidad_read(&f, &f.unidad[i], a, &hogar, &integrante);
	}
	archivos_close(&f);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena arena;

	arena_init(&arena);
	as_cells(bytes, n, &arena);
	as_import(bytes, n, &arena);
	arena_done(&arena);
	return 0;
}
