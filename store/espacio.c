#include "store/espacio.h"
#include "store/env.h"
#include "store/table.h"
#include <lmdb.h>
#include <string.h>
#include <sys/statvfs.h>

/* Of the map, in pages: how many are kept back, and from how many left on the free ones are counted. */
enum { KEPT_PAGES = 1024, KEPT_PART = 16, LOOK_FACTOR = 8, FREE_DBI = 0, TIGHT_PERCENT = 90 };

bool txn_write_liberar(struct txn *txn, struct store *s, struct err *err)
{
	s->liberando = true;
	bool ok = txn_write(txn, s, err);
	s->liberando = false;
	return ok;
}

static bool disk_free(const struct store *s, uint64_t *mib)
{
	struct statvfs fs;

	if (statvfs(s->path, &fs) != 0)
		return false;
	*mib = (uint64_t)fs.f_bavail * fs.f_frsize >> 20;
	return true;
}

bool espacio_disco(struct txn *txn)
{
	uint64_t mib;

	if (txn->store->liberando || !disk_free(txn->store, &mib) || mib >= ESPACIO_DISCO_MIB)
		return true;
	return txn_fail(txn, ERR_NO_SPACE, "NO se guardó: quedan menos de %d MiB en el disco. Puede consultar y quitar borradores; libere espacio y guarde de nuevo", ESPACIO_DISCO_MIB);
}

/* Pages that earlier deletions left, from LMDB's own list: each value begins with how many it holds. */
static size_t free_pages(MDB_txn *txn, size_t enough)
{
	MDB_cursor *cursor;
	MDB_val k, v;
	size_t n = 0, part;

	if (mdb_cursor_open(txn, FREE_DBI, &cursor) != 0)
		return 0;
	while (n < enough && mdb_cursor_get(cursor, &k, &v, MDB_NEXT) == 0)
		if (v.mv_size >= sizeof part) {
			memcpy(&part, v.mv_data, sizeof part);
			n += part;
		}
	mdb_cursor_close(cursor);
	return n;
}

bool espacio_mapa(struct txn *txn)
{
	MDB_envinfo info;
	MDB_stat st;

	if (txn->store->liberando || mdb_env_info(txn->store->env, &info) != 0 || mdb_env_stat(txn->store->env, &st) != 0)
		return true;
	size_t all = info.me_mapsize / st.ms_psize, used = info.me_last_pgno + 1, left = all > used ? all - used : 0;
	size_t kept = all / KEPT_PART < KEPT_PAGES ? all / KEPT_PART : KEPT_PAGES;
	if (left >= kept * LOOK_FACTOR || left + free_pages(txn->mdb, kept) >= kept)
		return true;
	return txn_fail(txn, ERR_NO_SPACE, "NO se guardó: el almacén llegó a su tamaño máximo (%zu MiB). Puede consultar y quitar borradores; pida a soporte «logros compactar --mapa %zu»",
		txn->store->almacen.map_mib, 2 * txn->store->almacen.map_mib);
}

const char *espacio_aviso(struct store *s, struct arena *arena)
{
	uint64_t mib;
	size_t used;

	if (disk_free(s, &mib) && mib < ESPACIO_AVISO_MIB)
		return arena_printf(arena, "Quedan %llu MiB en el disco: libere espacio, con menos de %d no se puede guardar", (unsigned long long)mib, ESPACIO_DISCO_MIB);
	env_usage(s, &used);
	if (s->almacen.map_mib > 0 && used * 100 / s->almacen.map_mib >= TIGHT_PERCENT)
		return arena_printf(arena, "El almacén usa %zu de sus %zu MiB: pida a soporte «logros compactar --mapa %zu»", used, s->almacen.map_mib, 2 * s->almacen.map_mib);
	return NULL;
}
