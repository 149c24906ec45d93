#include "store/compactar.h"
#include "store/abrir.h"
#include "store/cadena.h"
#include "store/env.h"
#include "store/hijo.h"
#include "store/op.h"
#include "store/respaldo_prueba.h"
#include "store/sesiones.h"
#include "store/verify.h"
#include <errno.h>
#include <fcntl.h>
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { SPARE_MIB = 20, LIMIT_S = 6 * 3600, MAP_MAX_MIB = 1024 * 1024, SPARE_PART = 16, SPARE_MAP_MIB = 5 };

static bool has_room(const struct store *s, struct err *err)
{
	struct statvfs fs;
	size_t used;

	env_usage(s, &used);
	if (statvfs(s->path, &fs) != 0 || (uint64_t)fs.f_bavail * fs.f_frsize >= (uint64_t)(used + SPARE_MIB) << 20)
		return true;
	return err_set(err, ERR_NO_SPACE, "Para compactar hacen falta unos %zu MiB libres; libere espacio y vuelva a intentarlo", used + SPARE_MIB);
}

static bool copy_to(const struct store *s, const char *folder, struct err *err)
{
	char path[PATH_TEXT];

	if (!store_file(path, folder, "data.mdb", err))
		return false;
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0660);
	if (fd < 0)
		return err_set_sys(err, ERR_CREATE, errno, "No se puede crear %s: %s", path, err_sys_text(errno));
	int rc = mdb_env_copyfd2(s->env, fd, MDB_CP_COMPACT);
	if (rc == 0 && (fchmod(fd, 0660) != 0 || fsync(fd) != 0))
		rc = errno;
	close(fd);
	return (rc == 0 || env_error(err, rc, "No se pudo compactar")) && almacen_write(folder, &s->almacen, err) && dir_sync(folder, err);
}

static int64_t file_size(const char *folder)
{
	char path[PATH_TEXT];
	struct stat st;

	return store_file(path, folder, "data.mdb", NULL) && stat(path, &st) == 0 ? (int64_t)st.st_size : 0;
}

/* What is used says the compact copy, before it takes the place of the file. A little more is needed, or nothing could be saved (store/espacio.h). */
static bool map_holds(const char *folder, size_t mib, struct err *err)
{
	size_t used = (size_t)((file_size(folder) + (1 << 20) - 1) >> 20), spare = used / SPARE_PART + 1;
	size_t least = used + (spare < SPARE_MAP_MIB ? spare : SPARE_MAP_MIB);

	return mib == 0 || (mib >= least && mib <= MAP_MAX_MIB) ||
		err_set(err, ERR_USAGE, "El tamaño máximo va de %zu (lo usado y un poco más) a %d MiB; el almacén sigue como estaba", least, MAP_MAX_MIB);
}

/* Nobody else writes: the copy must end with the very same operation. */
struct examen { char carpeta[PATH_TEXT]; const struct seal *seal; bool practica; struct cabeza cabeza; };

static bool examine(void *arg, struct err *err)
{
	struct examen *e = arg;
	struct abrir a = { .path = e->carpeta, .seal = e->seal, .practica = e->practica, .read_only = true, .sin_sesion = true };
	struct verificacion v;
	struct arena arena;
	struct cabeza head;
	struct store *s;
	struct txn txn;

	if (!store_abrir(&s, &a, err) || !txn_read(&txn, s, err))
		return false;
	bool same = cabeza_get(&txn, &head) && head.n == e->cabeza.n && memcmp(head.hash, e->cabeza.hash, sizeof head.hash) == 0;
	txn_abort(&txn);
	arena_init(&arena);
	bool ok = same ? store_verify(s, &arena, &v, err) : err_set(err, ERR_DAMAGED, "La copia compacta no quedó igual");
	arena_done(&arena);
	store_close(s);
	return ok;
}

static bool prove(struct store *s, const char *folder, struct err *err)
{
	struct examen e = { .seal = s->seal, .practica = s->almacen.practica };
	struct txn txn;

	snprintf(e.carpeta, sizeof e.carpeta, "%s", folder);
	if (!txn_read(&txn, s, err))
		return false;
	cabeza_get(&txn, &e.cabeza);
	if (!txn_commit(&txn, err))
		return false;
	return hijo_run(s, examine, &e, sizeof e, LIMIT_S, err) || err_wrap(err, "No se compactó; el almacén sigue como estaba (qué hacer lo dice «logros verificar»)");
}

static bool put_in_place(struct store *s, const char *folder, struct err *err)
{
	char from[PATH_TEXT], to[PATH_TEXT];

	if (!store_file(from, folder, "data.mdb", err) || !store_file(to, s->path, "data.mdb", err))
		return false;
	if (rename(from, to) != 0)
		return err_set_sys(err, ERR_IO, errno, "No se pudo poner %s en su lugar: %s", to, err_sys_text(errno));
	return dir_sync(s->path, err) && store_reabrir(s, err);
}

static bool resize(struct store *s, size_t mib, struct err *err)
{
	struct almacen a = s->almacen;

	if (mib == 0)
		return true;
	a.map_mib = mib;
	if (!almacen_replace(s->path, &a, err))
		return false;
	s->almacen = a;
	return store_reabrir(s, err);
}

static bool journal_entry(struct store *s, const struct compactacion *c, struct err *err)
{
	struct txn txn;

	if (!txn_write(&txn, s, err))
		return false;
	struct op op = { .accion = "compactar", .detalle = arena_printf(&txn.arena, "De %lld a %lld KiB; tamaño máximo %zu MiB", (long long)c->antes / 1024, (long long)c->despues / 1024, s->almacen.map_mib) };
	op_begin_forced(&txn, &op);
	op_end(&txn);
	return txn_commit(&txn, err);
}

bool compactar(struct store *s, size_t mapa_mib, struct compactacion *c, struct err *err)
{
	char folder[PATH_TEXT];

	*c = (struct compactacion){ .antes = file_size(s->path) };
	if (s->read_only || s->rolled_back)
		return err_set(err, ERR_DENIED, "El almacén está abierto solo para consulta; para compactarlo ábralo normalmente");
	if (!sesiones_solo(s->sesion, err))
		return false;
	prueba_barrer(s->path);
	bool ok = has_room(s, err);
	if (ok && ((size_t)snprintf(folder, sizeof folder, "%s/" PRUEBA_CARPETA, s->path) >= sizeof folder || !mkdtemp(folder)))
		ok = err_set_sys(err, ERR_CREATE, errno, "No se puede crear una carpeta en %s: %s", s->path, err_sys_text(errno));
	if (ok) {
		ok = copy_to(s, folder, err) && map_holds(folder, mapa_mib, err) && prove(s, folder, err) && put_in_place(s, folder, err);
		carpeta_quitar(folder);
	}
	c->despues = file_size(s->path);
	ok = ok && resize(s, mapa_mib, err) && journal_entry(s, c, err);
	sesiones_share(s->sesion);
	return ok;
}
