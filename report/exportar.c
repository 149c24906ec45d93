#include "report/exportar.h"
#include "base/csv.h"
#include "forms/field_type.h"
#include "report/tabla.h"
#include "store/viaje.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PER_TXN = 200 };

/* Written under another name until both are whole: half a file looks like a whole one. */
struct salida { const char *path, *parcial; bool made; FILE *file; struct csv_writer csv; };

static bool open_file(struct salida *s, struct arena *a, const char *carpeta, const char *name, struct err *err)
{
	s->path = arena_printf(a, "%s/%s", carpeta, name);
	s->parcial = arena_printf(a, "%s.parcial", s->path);
	struct stat there;
	if (lstat(s->path, &there) == 0)
		return err_set(err, ERR_CREATE, "%s ya existe y no se cambió; indique otra carpeta con --carpeta", s->path);
	unlink(s->parcial);      /* of an export that was killed */
	/* Personal data: for whoever exports, nobody else. */
	int fd = open(s->parcial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	s->file = fd < 0 ? NULL : fdopen(fd, "w");
	s->made = fd >= 0;
	if (s->file) {
		csv_begin(&s->csv, s->file);
		return true;
	}
	int why = errno;
	if (fd >= 0)
		close(fd);
	return err_set_sys(err, ERR_CREATE, why, "No se pudo crear %s (%s); indique otra carpeta con --carpeta", s->path, err_sys_text(why));
}

static bool close_file(struct salida *s, bool good, struct err *err)
{
	if (!s->file)
		return good;
	bool written = !ferror(s->file);
	int why = errno;
	written = fflush(s->file) == 0 && fsync(fileno(s->file)) == 0 && written;
	written = fclose(s->file) == 0 && written;
	s->file = NULL;
	if (good && !written)
		return err_set_sys(err, ERR_IO, why, "No se pudo terminar de escribir %s; revise el espacio del disco y vuelva a exportar", s->path);
	return good;
}

static bool exported(const struct exportar *x, const struct variable *v, enum level level)
{
	return v->level == level && !v->calculation && v->type->kind != VALUE_NONE && (x->sensibles || !v->sensitive) && strcmp(v->name, CODIGO_EXTERNO) != 0;
}

static void write_headings(const struct exportar *x, struct csv_writer *w, enum level level)
{
	const struct dict *d = &x->programa->dict;
	csv_plain(w, "hogar");
	for (int i = 0; i < d->n_var; i++)
		if (exported(x, &d->var[i], level))
			csv_plain(w, d->var[i].name);
	csv_end_row(w);
}

static void write_row(const struct exportar *x, struct csv_writer *w, enum level level, const char *key, const struct answers *row, struct arena *a)
{
	const struct dict *d = &x->programa->dict;
	csv_text(w, key);
	for (int i = 0; i < d->n_var; i++) {
		const struct variable *v = &d->var[i];
		if (!exported(x, v, level))
			continue;
		struct value value = answers_get(row, v->name);
		const char *text = value.kind == VALUE_NONE ? "" : variable_export(v, value, a);
		if (value.kind == VALUE_TEXT || value.kind == VALUE_CHOICE || value.kind == VALUE_SET)
			csv_text(w, text);
		else
			csv_plain(w, text);
	}
	csv_end_row(w);
}

static void write_household(struct exportar *x, struct salida s[2], const struct ficha *f, struct arena *a)
{
	const char *code = answers_text(&f->hogar.fields, CODIGO_EXTERNO);
	const char *key = *code ? code : answers_text(&f->hogar.fields, HOGAR_FOLIO);
	const struct record **activo;
	int n = ficha_activos(f, &activo);
	write_row(x, &s[0].csv, LEVEL_HOGAR, key, &f->hogar.fields, a);
	for (int i = 0; i < n; i++)
		write_row(x, &s[1].csv, LEVEL_INTEGRANTE, key, &activo[i]->fields, a);
	x->hogares++;
	x->integrantes += n;
}

/* Every household that the journal knows; which of them were there then is seen one by one. */
static bool list_past(const struct exportar *x, struct arena *a, uint32_t **out, int *total, struct err *err)
{
	struct txn txn;
	uint32_t some[PER_TXN], last = 0;
	int cap = 0;
	*out = NULL;
	*total = 0;
	for (int n = 1; n > 0;) {
		if (!txn_read(&txn, x->store, err))
			return false;
		n = viaje_hogares(&txn, last, some, PER_TXN);
		for (int i = 0; i < n; i++)
			*ARENA_PUSH(a, *out, *total, cap) = last = some[i];
		if (!txn_commit(&txn, err))
			return false;
	}
	return true;
}

/* Numbers of the households of the list, in order of folio. */
static bool list_households(const struct exportar *x, struct arena *a, uint32_t **out, int *total, struct err *err)
{
	struct txn txn;
	struct fila *row;
	struct arena page;
	int n = 1, cap = 0, of = 0;
	const struct filtro all = FILTRO_TODO;
	if (!txn_read(&txn, x->store, err))
		return false;
	arena_init(&page);
	*out = NULL;
	*total = 0;
	while (n > 0) {
		arena_reset(&page);
		n = lista_page(&txn, x->programa->ruta, x->filtro ? x->filtro : &all, ORDEN_FOLIO, x->hoy, *total, PER_TXN, &page, &row, &of);
		for (int i = 0; i < n; i++)
			*ARENA_PUSH(a, *out, *total, cap) = row[i].hogar;
	}
	arena_done(&page);
	return txn_commit(&txn, err);
}

/* Not there then, or not for this account: passed over. */
static bool write_past(struct exportar *x, struct salida s[2], uint32_t hogar, struct arena *a, struct err *err)
{
	struct txn txn;
	struct ficha f;
	if (!txn_read(&txn, x->store, err))
		return false;
	if (viaje_ficha_en(&txn, hogar, x->a_fecha, a, &f) && !hogar_unido(&f.hogar.fields))
		write_household(x, s, &f, a);
	bool good = txn_ok(&txn) || txn.err.code == ERR_NOT_FOUND || txn.err.code == ERR_DENIED;
	if (!good)
		*err = txn.err;
	txn_abort(&txn);
	arena_reset(a);
	return good;
}

static bool write_some_past(struct exportar *x, struct salida s[2], const uint32_t *hogar, int n, struct err *err)
{
	struct arena a;
	bool good = true;
	arena_init(&a);
	for (int i = 0; i < n && good; i++)
		good = write_past(x, s, hogar[i], &a, err);
	arena_done(&a);
	return good;
}

/* A household that went meanwhile, or is somebody else's now, is passed over: errors stay with a transaction, so what follows gets a new one. */
static bool read_on(struct txn *txn, struct store *store, struct err *err)
{
	if (txn->err.code != ERR_NOT_FOUND && txn->err.code != ERR_DENIED)
		return true;
	txn_abort(txn);
	return txn_read(txn, store, err);
}

/* Some at a time: a long reading would keep old pages of the store in use. */
static bool write_some(struct exportar *x, struct salida s[2], const uint32_t *hogar, int n, struct err *err)
{
	struct txn txn;
	struct arena a;
	if (!txn_read(&txn, x->store, err))
		return false;
	arena_init(&a);
	bool open = true;
	for (int i = 0; open && i < n && txn_ok(&txn); i++) {
		struct ficha f;
		int damaged = 0;
		if (ficha_load(&txn, hogar[i], &a, &f, &damaged))
			write_household(x, s, &f, &a);
		x->danados += damaged;
		arena_reset(&a);
		open = read_on(&txn, x->store, err);
	}
	arena_done(&a);
	return open && txn_commit(&txn, err);
}

static bool write_all(struct exportar *x, struct salida s[2], struct arena *a, struct err *err)
{
	uint32_t *hogar;
	int total;
	if (!(x->pasado ? list_past : list_households)(x, a, &hogar, &total, err))
		return false;
	write_headings(x, &s[0].csv, LEVEL_HOGAR);
	write_headings(x, &s[1].csv, LEVEL_INTEGRANTE);
	for (int i = 0; i < total; i += PER_TXN) {
		int n = total - i < PER_TXN ? total - i : PER_TXN;
		if (!(x->pasado ? write_some_past : write_some)(x, s, hogar + i, n, err))
			return false;
		if (x->avance)
			x->avance(x->avance_arg, i + n, total);
	}
	return true;
}

bool exportar_run(struct exportar *x, const char *carpeta, struct err *err)
{
	struct arena a;
	struct salida s[2] = { { .file = NULL }, { .file = NULL } };
	x->hogares = x->integrantes = x->danados = 0;
	if (mkdir(carpeta, 0700) != 0 && errno != EEXIST)
		return err_set_sys(err, ERR_CREATE, errno, "No se pudo crear la carpeta %s (%s)", carpeta, err_sys_text(errno));
	arena_init(&a);
	bool good = open_file(&s[0], &a, carpeta, "hogares.csv", err) && open_file(&s[1], &a, carpeta, "integrantes.csv", err) && write_all(x, s, &a, err);
	good = close_file(&s[0], good, err);
	good = close_file(&s[1], good, err);
	for (int i = 0; i < 2; i++)
		if (good && rename(s[i].parcial, s[i].path) != 0)
			good = err_set_sys(err, ERR_CREATE, errno, "No se pudo terminar %s: %s", s[i].path, err_sys_text(errno));
	for (int i = 0; i < 2; i++)
		if (!good && s[i].made)
			unlink(s[i].parcial);
	arena_done(&a);
	return good;
}
