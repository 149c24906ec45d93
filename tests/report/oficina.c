#include "tests/report/oficina.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "store/txn.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct store *open_store(struct oficina *o, const char *name)
{
	struct err err = { 0 };
	struct store *s = NULL;
	struct store_options options = { .path = arena_printf(&o->arena, "%s/%s", o->folder, name), .practica = true, .map_mib = 256, .oficina = "prueba", .programa = "medellin-solidaria" };
	cr_assert(store_create(&options, &err), "%s", err.text);
	cr_assert(store_open(&s, &options, &err), "%s", err.text);
	cr_assert(store_user_put(s, "mrestrepo", "Marta Restrepo", ROL_COGESTOR, &err), "%s", err.text);
	cr_assert(store_user_put(s, "jlopez", "Jorge López", ROL_COGESTOR, &err), "%s", err.text);
	cr_assert(store_login(s, "mrestrepo", &err), "%s", err.text);
	return s;
}

void oficina_open(struct oficina *o)
{
	struct problems problems;
	const char *root = getenv("LOGROS_ROOT");
	*o = (struct oficina){ .hoy = date_make(2026, 3, 16) };
	arena_init(&o->arena);
	snprintf(o->folder, sizeof o->folder, "/tmp/oficina-XXXXXX");
	cr_assert(mkdtemp(o->folder));
	snprintf(o->hogares, sizeof o->hogares, "%s/hogares.csv", o->folder);
	snprintf(o->integrantes, sizeof o->integrantes, "%s/integrantes.csv", o->folder);
	problems_init(&problems, &o->arena);
	o->programa = programa_load(&o->arena, arena_printf(&o->arena, "%s/programs", root ? root : "."), "medellin-solidaria", &problems);
	problems_print(&problems, stderr);
	cr_assert(o->programa);
	clock_fix(o->hoy);
	o->store = open_store(o, "almacen");
}

void oficina_move(struct oficina *o)
{
	store_close(o->store);
	o->store = open_store(o, "otro");
}

void oficina_close(struct oficina *o)
{
	char command[96];
	store_close(o->store);
	snprintf(command, sizeof command, "rm -rf '%s'", o->folder);
	cr_expect_eq(system(command), 0);
	arena_done(&o->arena);
	clock_fix(DATE_NONE);
}

void oficina_write(const char *path, const char *bytes, size_t n)
{
	FILE *f = fopen(path, "w");
	cr_assert(f);
	cr_assert_eq(fwrite(bytes, 1, n, f), n);
	cr_assert_eq(fclose(f), 0);
}

char *oficina_read(struct oficina *o, const char *path, size_t *n)
{
	struct err err = { 0 };
	return file_exists(path) ? file_read(&o->arena, path, 1 << 26, n, &err) : NULL;
}

struct importar *oficina_import_files(struct oficina *o, const char *hogares, const char *integrantes, bool aplicar)
{
	struct err err = { 0 };
	struct importar *im = arena_new(&o->arena, struct importar);
	*im = (struct importar){ .store = o->store, .programa = o->programa, .arena = &o->arena, .hoy = o->hoy, .aplicar = aplicar };
	cr_assert(importar_run(im, hogares, integrantes, &err), "%s", err.text);
	cr_assert_eq(im->nuevos + im->cambiados + im->iguales + im->rechazados, im->archivos.n);
	return im;
}

struct importar *oficina_import(struct oficina *o, const char *hogares, const char *integrantes, bool aplicar)
{
	oficina_write(o->hogares, hogares, strlen(hogares));
	oficina_write(o->integrantes, integrantes, strlen(integrantes));
	return oficina_import_files(o, o->hogares, o->integrantes, aplicar);
}

struct ficha *oficina_ficha(struct oficina *o, const char *tipo, const char *numero)
{
	struct txn txn;
	struct err err = { 0 };
	struct ficha *f = arena_new(&o->arena, struct ficha);
	cr_assert(txn_read(&txn, o->store, &err), "%s", err.text);
	uint32_t num = hogar_by_documento(&txn, tipo, numero);
	if (!num || !ficha_load(&txn, num, &o->arena, f, NULL))
		f = NULL;
	txn_abort(&txn);
	return f;
}

const char *oficina_rejections(struct oficina *o, const struct importar *im)
{
	struct strbuf b;
	strbuf_init(&b, &o->arena);
	for (int i = 0; i < im->archivos.rechazos.n; i++) {
		const struct rechazo *r = &im->archivos.rechazos.item[i];
		strbuf_printf(&b, "%c%d:%s:%s%s\n", r->tabla == &im->archivos.hogares ? 'h' : 'i', r->tabla->fila[r->fila].line,
			r->col >= 0 ? r->tabla->col[r->col].titulo : "", r->motivo, r->clave ? "" : "…");
	}
	return b.text;
}
