/* When a backup or a drill is due, declared in respaldo.h. */
#include "base/date.h"
#include "store/cadena.h"
#include "store/codec.h"
#include "store/env.h"
#include "store/respaldo.h"
#include <stdio.h>

enum { DRILL_DAYS = 35, BACKUP_DAYS = 7, BIG_MIB = 256, BIG_HOURS = 4 };
enum { HOUR_MS = 3600 * 1000, OWN_ENTRY = 1 };      /* the operation that says the backup was made is no reason for another */

static bool state_in(struct txn *txn, enum meta which, struct arena *arena, uint64_t *n, int64_t *when, const char **name)
{
	struct key k = key_meta(which);
	uint8_t suma[SEAL_CHAIN];
	struct span value;
	struct codec_in in;

	if (!table_get(txn, TABLE_META, key_span(&k), arena, &value))
		return false;
	codec_in_init(&in, value, arena);
	if (codec_in_array(&in) != 4)
		in.bad = true;
	*n = codec_in_uint(&in, INT64_MAX);
	*when = codec_in_int(&in);
	codec_in_blob(&in, suma, sizeof suma);
	*name = codec_in_text(&in);
	return codec_in_end(&in);
}

bool respaldo_estado(struct txn *txn, struct arena *arena, struct respaldo_estado *e)
{
	const char *name;
	uint64_t n;

	*e = (struct respaldo_estado){ 0 };
	state_in(txn, META_RESPALDO, arena, &e->operaciones, &e->cuando, &e->nombre);
	state_in(txn, META_ENSAYO, arena, &n, &e->ensayo, &name);
	return txn_ok(txn);
}

static int32_t day_of(int64_t when)
{
	char text[DATE_TEXT];
	int d = 1, m = 1, y = 1970;

	sscanf(clock_text(when, text), "%d/%d/%d", &d, &m, &y);
	return date_make(y, m, d);
}

/* On the way out a large store is copied again only after some hours: the copy of the morning and the journal stand between. */
bool respaldo_debido(struct store *s, enum respaldo_ocasion ocasion)
{
	struct respaldo_estado e;
	struct cabeza head;
	struct txn txn;
	size_t used;

	if (s->read_only || s->broken || s->rolled_back || s->almacen.formato < ALMACEN_FORMATO || !txn_read(&txn, s, NULL))
		return false;
	bool known = cabeza_get(&txn, &head) && respaldo_estado(&txn, &txn.arena, &e), due = known && head.n > 0;
	if (due && ocasion == RESPALDO_AL_ENTRAR)
		due = e.cuando == 0 || day_of(e.cuando) != clock_today();
	if (due && ocasion == RESPALDO_AL_SALIR) {
		env_usage(s, &used);
		due = head.n > e.operaciones + OWN_ENTRY && (used <= BIG_MIB || clock_now() - e.cuando >= (int64_t)BIG_HOURS * HOUR_MS);
	}
	txn_abort(&txn);
	return due;
}

/* Days since a moment; since the store was made when there never was one. */
static int days_since(const struct store *s, int64_t when)
{
	int32_t from = when != 0 ? day_of(when) : date_parse_iso(s->almacen.creado ? s->almacen.creado : "");

	return from == DATE_NONE ? 0 : (int)(clock_today() - from);
}

const char *respaldo_aviso(struct txn *txn, struct arena *arena)
{
	const struct store *s = txn->store;
	struct respaldo_estado e;

	if (s->almacen.practica || !respaldo_estado(txn, arena, &e))
		return NULL;
	int backup = days_since(s, e.cuando), drill = days_since(s, e.ensayo);
	if (backup > BACKUP_DAYS)
		return arena_printf(arena, "El último respaldo es de hace %d días: haga uno con «logros respaldar»", backup);
	if (drill > DRILL_DAYS)
		return arena_printf(arena, "Hace %d días que no se prueba un respaldo: ejecute «logros respaldar --ensayo»", drill);
	return NULL;
}
