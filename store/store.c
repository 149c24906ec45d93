#include "store/store.h"
#include "base/date.h"
#include "base/text.h"
#include "store/abrir.h"
#include "store/busqueda.h"
#include "store/env.h"
#include "store/cadena.h"
#include "store/codec.h"
#include "store/gate.h"
#include "store/llave.h"
#include "store/migrar_formato.h"
#include "store/pack.h"
#include "store/rasgos_memoria.h"
#include "store/sesiones.h"
#include "store/vista.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { TICK_S = 60, ENTER_TRIES = 200, ENTER_NAP_MS = 50 };

/* The one piece of state of the process: LMDB loses its locks without a word when a process opens the same file twice. */
static bool process_has_store;

bool store_exists(const char *path)
{
	char file[PATH_TEXT];
	struct stat st;

	return store_file(file, path, "almacen.txt", NULL) && stat(file, &st) == 0;
}

bool store_is_practica(const char *path)
{
	struct arena arena;
	struct almacen a;

	arena_init(&arena);
	bool practica = (almacen_read(path, &arena, &a, NULL) || a.formato > ALMACEN_FORMATO) && a.practica;
	arena_done(&arena);
	return practica;
}

/* The first transaction ever: all tables, and the head of an empty journal. */
static bool write_first(struct store *s, struct err *err)
{
	struct txn txn = { .store = s, .write = true };
	struct cabeza head = { 0 };

	arena_init(&txn.arena);
	if (!env_open(s, true, err))
		return false;
	int rc = mdb_txn_begin(s->env, NULL, 0, &txn.mdb);
	if (rc == 0) {
		cabeza_put(&txn, &head);
		if (txn_ok(&txn)) {
			rc = mdb_txn_commit(txn.mdb);
			txn.mdb = NULL;
		}
	}
	if (rc != 0)
		txn_fail_mdb(&txn, rc, "No se pudo crear el almacén");
	if (txn.mdb)
		mdb_txn_abort(txn.mdb);
	env_close(s);
	arena_done(&txn.arena);
	if (err && !txn_ok(&txn))
		*err = txn.err;
	return txn_ok(&txn);
}

/* Made here, once, so that their modes do not depend on who enters first. */
static bool empty_file(const struct store *s, const char *name, struct err *err)
{
	char path[PATH_TEXT];

	return store_file(path, s->path, name, err) && file_make(path, "", 0660, err);
}

/* All files of the new store in s->path, which is still a temporary directory. */
static bool fill(struct store *s, const struct store_options *o, struct err *err)
{
	uint8_t dek[SEAL_KEY];
	char today[DATE_TEXT];

	seal_random(dek, sizeof dek);
	s->almacen = (struct almacen){ .formato = ALMACEN_FORMATO, .practica = o->practica, .oficina = o->oficina, .programa = o->programa,
		.creado = date_iso(clock_today(), today), .map_mib = env_map_mib(o->map_mib) };
	bool ok = o->practica ? clave_write(s->path, dek, err) : seal_wrap(&s->almacen.wrap, dek, o->passphrase, false, err);
	if (ok && !o->practica && o->papel) {
		llave_papel(o->papel);
		ok = llave_envolver(&s->almacen, &s->arena, "recuperacion", "papel", o->papel, dek, err);
	}
	s->seal = ok ? seal_new(dek, o->practica, err) : NULL;
	seal_wipe(dek, sizeof dek);
	ok = s->seal && write_first(s, err) && empty_file(s, "puerta", err) && empty_file(s, "sesiones", err) && empty_file(s, "ancla.log", err) && almacen_write(s->path, &s->almacen, err) && dir_sync(s->path, err);
	seal_free(s->seal);
	return ok;
}

static void remove_dir(const char *path)
{
	char file[PATH_TEXT];
	DIR *dir = opendir(path);

	for (struct dirent *e; dir && (e = readdir(dir));)
		if (store_file(file, path, e->d_name, NULL))
			unlink(file);
	if (dir)
		closedir(dir);
	rmdir(path);
}

static bool create_allowed(const struct store_options *o, const char *path, const char *parent, struct err *err)
{
	struct stat st;

	if (!o->practica && (!o->passphrase || !*o->passphrase))
		return err_set(err, ERR_USAGE, "Falta la frase de acceso del almacén");
	if (lstat(path, &st) == 0)
		return err_set(err, ERR_CREATE, "Ya existe %s; elija otra carpeta", path);
	return env_local(parent, err);
}

/* Whole or not at all: the name appears when everything under it is durable. The group of an office's folder is kept (set-group-ID). */
static bool put_in_place(const char *fresh, const char *path, bool practica, struct err *err)
{
	struct stat st;

	if (stat(fresh, &st) == 0 && chmod(fresh, (practica ? 0700 : 0770) | (st.st_mode & S_ISGID)) == 0 &&
	    renameat2(AT_FDCWD, fresh, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
		return true;
	return err_set_sys(err, ERR_CREATE, errno, "No se puede crear %s: %s", path, err_sys_text(errno));
}

bool store_create(const struct store_options *o, struct err *err)
{
	char path[PATH_TEXT], fresh[PATH_TEXT], copy[PATH_TEXT];
	struct store s = { .gate = -1, .sesion = SESION_NINGUNA, .path = fresh };
	int n = snprintf(path, sizeof path, "%s", o->path);

	while (n > 1 && n < PATH_TEXT && path[n - 1] == '/')
		path[--n] = '\0';
	if (n < 1 || n >= PATH_TEXT || snprintf(fresh, sizeof fresh, "%s.nuevo.XXXXXX", path) >= PATH_TEXT)
		return err_set(err, ERR_USAGE, "La ruta del almacén falta o es demasiado larga; indique otra carpeta");
	memcpy(copy, path, sizeof copy);
	const char *parent = dirname(copy);
	if (!seal_init(err) || !create_allowed(o, path, parent, err))
		return false;
	if (!mkdtemp(fresh))
		return err_set_sys(err, ERR_CREATE, errno, "No se puede crear una carpeta en %s: %s", parent, err_sys_text(errno));
	arena_init(&s.arena);
	bool ok = fill(&s, o, err);
	arena_done(&s.arena);
	if (ok && put_in_place(fresh, path, o->practica, err))
		return dir_sync(parent, err);
	remove_dir(fresh);
	return err_place(err, fresh, path);
}

static bool kind_matches(const struct almacen *a, const struct store_options *o, struct err *err)
{
	if (a->practica == o->practica)
		return true;
	return a->practica ? err_set(err, ERR_DENIED, "%s es un almacén de práctica; ábralo con «logros demo»", o->path)
		: err_set(err, ERR_DENIED, "%s es un almacén real, no de práctica; ábralo con su frase de acceso", o->path);
}

static bool open_keys(struct store *s, const struct store_options *o, struct err *err)
{
	uint8_t dek[SEAL_KEY];

	if (!o->practica && !o->passphrase)
		return err_set(err, ERR_DENIED, "Falta la frase de acceso del almacén");
	bool ok = o->practica ? clave_read(s->path, dek, err) : llave_abrir(&s->almacen, o->passphrase, dek, err);
	if (ok)
		s->seal = seal_new(dek, o->practica, err);
	seal_wipe(dek, sizeof dek);
	return s->seal != NULL;
}

/* The head of the journal opens only with the right key and kind; the anchor tells whether the file is an older one. */
static bool check_head(struct store *s, struct err *err)
{
	struct txn txn;

	if (!txn_read(&txn, s, err))
		return false;
	s->last_txn = env_last_txn(s);
	s->rolled_back = !ancla_holds(&txn);
	return txn_commit(&txn, err);
}

/* An older format is brought to this one by whoever comes first, alone; who waited meanwhile finds it done. */
static bool enter(struct store *s, struct err *err)
{
	for (int tries = 0;; tries++) {
		bool old = s->almacen.formato < ALMACEN_FORMATO && !s->read_only;
		if (!sesiones_enter(s->path, old ? SESION_SOLA : SESION_COMUN, s->read_only, old ? 0 : SESION_ESPERA_MS, &s->sesion, err)) {
			if (!old || tries >= ENTER_TRIES)
				return false;
			nanosleep(&(struct timespec){ .tv_nsec = ENTER_NAP_MS * 1000000L }, NULL);
		}
		if (!almacen_read(s->path, &s->arena, &s->almacen, err))
			return false;
		if (s->sesion >= 0 && old && s->almacen.formato < ALMACEN_FORMATO)
			return sesiones_alone(s->path, err);
		if (s->sesion >= 0 || !old) {
			sesiones_share(s->sesion);
			if (err)
				err_clear(err);
			return true;
		}
	}
}

static bool migrate(struct store *s, struct err *err)
{
	if (s->almacen.formato == ALMACEN_FORMATO || s->read_only)
		return true;
	if (!check_head(s, err) || !migrar_formato(s, err))
		return false;
	sesiones_share(s->sesion);
	return true;
}

static bool open_parts(struct store *s, bool alone, struct err *err)
{
	if ((!alone && !enter(s, err)) || !env_open(s, false, err))
		return false;
	if (!s->read_only && (s->gate = gate_open(s->path, err)) < 0)
		return false;
	return migrate(s, err) && check_head(s, err);
}

bool store_reabrir(struct store *s, struct err *err)
{
	if (s->open_txns > 0 || s->pid != getpid())
		return err_set(err, ERR_IO, "NO se guardó: un guardado anterior falló. Cierre esta pantalla y guarde de nuevo; lo escrito queda en borrador");
	busqueda_close(s);
	s->busqueda = NULL;
	rasgos_memoria_forget(s);
	vista_free(s->vista);
	s->vista = NULL;
	env_close(s);
	return env_open(s, false, err) && check_head(s, err);
}

static struct store *handle(const char *path, bool read_only, struct err *err)
{
	struct arena arena;

	if (process_has_store) {
		err_set(err, ERR_INTERNAL, "Este programa ya tiene un almacén abierto; ciérrelo primero");
		return NULL;
	}
	if (!seal_init(err))
		return NULL;
	arena_init(&arena);
	struct store *s = arena_new(&arena, struct store);
	*s = (struct store){ .arena = arena, .gate = -1, .sesion = SESION_NINGUNA, .pid = getpid(), .read_only = read_only };
	s->path = arena_strdup(&s->arena, path);
	process_has_store = true;
	return s;
}

static bool handed_out(struct store *s, bool good, struct store **out)
{
	*out = good ? s : NULL;
	if (!good)
		store_close(s);
	return good;
}

bool store_open(struct store **out, const struct store_options *o, struct err *err)
{
	struct store *s = handle(o->path, o->read_only, err);

	*out = NULL;
	if (!s)
		return false;
	bool good = almacen_read(s->path, &s->arena, &s->almacen, err) && kind_matches(&s->almacen, o, err) && env_local(s->path, err) && open_keys(s, o, err);
	return handed_out(s, good && open_parts(s, false, err), out);
}

bool store_abrir(struct store **out, const struct abrir *a, struct err *err)
{
	struct store *s = handle(a->path, a->read_only, err);

	*out = NULL;
	if (!s)
		return false;
	s->seal = (struct seal *)a->seal;
	s->seal_shared = true;
	bool good = almacen_read(s->path, &s->arena, &s->almacen, err) && env_local(s->path, err);
	if (good && s->almacen.practica != a->practica)
		good = err_set(err, ERR_DENIED, "%s es de otra clase de almacén (de práctica o real)", a->path);
	return handed_out(s, good && open_parts(s, a->sin_sesion, err), out);
}

void store_en_hijo(struct store *parent)
{
	process_has_store = false;
	if (!parent)
		return;
	gate_close(parent->gate);
	sesiones_leave(parent->sesion);
	parent->gate = -1;
	parent->sesion = SESION_NINGUNA;
}

void store_close(struct store *s)
{
	if (!s)
		return;
	busqueda_close(s);
	rasgos_memoria_end(s);
	vista_free(s->vista);
	pack_free(s->pack);
	if (s->pid == getpid())           /* a child must not take the locks of its parent away */
		env_close(s);
	gate_close(s->gate);
	sesiones_leave(s->sesion);
	if (!s->seal_shared)
		seal_free(s->seal);
	process_has_store = false;
	struct arena arena = s->arena;
	arena_done(&arena);
}

void store_info(struct store *s, struct store_info *info)
{
	struct txn txn;
	struct cabeza head = { 0 };

	*info = (struct store_info){ .practica = s->almacen.practica, .read_only = s->read_only || s->broken || s->rolled_back, .oficina = s->almacen.oficina,
		.programa = s->almacen.programa, .format = s->almacen.formato, .map_mib = s->almacen.map_mib };
	env_usage(s, &info->used_mib);
	if (!txn_read(&txn, s, NULL))
		return;
	if (cabeza_get(&txn, &head))
		info->operaciones = head.n;
	info->hogares = (uint32_t)table_count(&txn, TABLE_FILA);
	txn_abort(&txn);
}

bool store_changed(struct store *s)
{
	size_t now = env_last_txn(s);
	bool changed = now != s->last_txn;

	s->last_txn = now;
	return changed;
}

void store_tick(struct store *s)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (!s->env || s->pid != getpid() || now.tv_sec - s->tick < TICK_S)
		return;
	s->tick = now.tv_sec;
	env_reader_check(s);
}

void store_on_fatal(struct store *s, void (*hook)(const char *))
{
	s->on_fatal = hook;
}

bool store_passphrase_is(struct store *s, const char *passphrase)
{
	uint8_t dek[SEAL_KEY];

	if (s->almacen.practica)
		return true;
	bool right = llave_abrir(&s->almacen, passphrase, dek, NULL);
	seal_wipe(dek, sizeof dek);
	return right;
}
