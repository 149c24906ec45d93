#include "store/rehacer.h"
#include "store/busqueda.h"
#include "store/contador.h"
#include "store/dhogar.h"
#include "store/duda.h"
#include "store/env.h"
#include "store/fila.h"
#include "store/hash.h"
#include "store/marca.h"
#include "store/op.h"
#include "store/respaldo.h"
#include "store/sesiones.h"
#include "store/tree.h"
#include <lmdb.h>

/* Each needs those before it: rows are found by accounts and measured by the history of their household, counters and columns come from rows. */
static const struct parte { const char *que; bool (*fill)(struct txn *); } partes[] = {
	{ "el índice de la historia de cada hogar", dhogar_rebuild },
	{ "el índice de documentos, folios y operaciones", hash_rebuild },
	{ "las filas de las listas", fila_rebuild_all },
	{ "los contadores", contador_rebuild },
	{ "las columnas, el censo y las listas de alertas", listas_rebuild },
	{ "los índices de búsqueda, también el de la base maestra", busqueda_rebuild_all },
	{ "la lista de hogares parecidos", duda_rebuild },
	{ 0 },
};

const char *rehacer_que(int i)
{
	return partes[i].que;
}

void rehacer_escuchar(struct store *s, struct rehacer *r)
{
	s->rehacer = r;
}

bool rehacer_avanza(struct txn *txn, uint64_t done, uint64_t total)
{
	struct rehacer *r = txn->store->rehacer;

	if (txn_ok(txn) && r && r->sigue && !r->sigue(r->arg, r->que ? r->que : "", done, total))
		return txn_fail(txn, ERR_SIGNAL, "Se detuvo sin perder nada; repita la orden cuando quiera terminar");
	return txn_ok(txn);
}

/* The number of the last household tells how many there are, nearly. */
static uint64_t last_household(struct txn *txn)
{
	struct walk w;

	walk_begin(&w, txn, TABLE_FAM, span_of("", 0), WALK_DOWN);
	w.keys_only = true;
	uint64_t last = walk_next(&w) && w.key.n == 8 ? span_u32(w.key, 0) : 0;
	walk_end(&w);
	return last;
}

uint32_t rehacer_hogar(struct txn *txn, uint32_t after)
{
	struct key from = key_number(after + 1);
	struct walk w;

	if (txn->store->rehacer && !rehacer_avanza(txn, after, last_household(txn)))
		return 0;
	walk_begin(&w, txn, TABLE_FAM, span_of("", 0), WALK_UP);
	w.keys_only = true;
	walk_from(&w, key_span(&from));
	uint32_t hogar = after != UINT32_MAX && walk_next(&w) && w.key.n == 8 ? span_u32(w.key, 0) : 0;
	walk_end(&w);
	return hogar;
}

/* Of two tables in one tree only the keys of this one go. */
static bool empty_shared(struct txn *txn, enum table t)
{
	struct walk w;

	walk_begin(&w, txn, t, span_of("", 0), WALK_UP);
	w.keys_only = true;
	while (walk_next(&w))
		table_del(txn, t, w.key);
	walk_end(&w);
	return txn_ok(txn);
}

bool rehacer_vaciar(struct txn *txn, enum table t)
{
	if (tree_shared(txn->store, t))
		return empty_shared(txn, t);
	int rc = txn_ok(txn) && table_present(txn, t) ? mdb_drop(txn->mdb, txn->store->dbi[t], 0) : 0;

	return rc != 0 ? txn_fail_mdb(txn, rc, "No se pudo rehacer un índice") : txn_ok(txn);
}

static bool make(struct store *s, const struct parte *p, struct err *err)
{
	struct txn txn;

	if (!txn_write(&txn, s, err))
		return false;
	if (s->rehacer)
		s->rehacer->que = p->que;
	if (rehacer_avanza(&txn, 0, 0))
		p->fill(&txn);
	bool stopped = txn.err.code == ERR_SIGNAL;
	return txn_commit(&txn, err) || (!stopped && err_wrap(err, "No se pudo rehacer %s", p->que));
}

static bool leave_entry(struct store *s, const char *copy, struct err *err)
{
	struct txn txn;

	if (!txn_write(&txn, s, err))
		return false;
	struct op op = { .accion = "rehacer_indices", .detalle = arena_printf(&txn.arena, "Índices rehechos desde los registros; antes se guardó %s", copy) };
	op_begin_forced(&txn, &op);
	op_end(&txn);
	return txn_commit(&txn, err);
}

static bool make_all(struct store *s, struct err *err)
{
	struct respaldo_pedido p = { .motivo = "antes de rehacer los índices", .sin_prueba = true };
	struct respaldo copy;
	struct arena arena;

	arena_init(&arena);
	bool ok = respaldo_hacer(s, &p, &arena, &copy, NULL, err);
	for (const struct parte *part = partes; ok && part->que; part++)
		ok = make(s, part, err);
	ok = ok && leave_entry(s, copy.nombre, err);
	arena_done(&arena);
	return ok;
}

bool rehacer_indices(struct store *s, struct rehacer *r, struct err *err)
{
	if (s->read_only)
		return err_set(err, ERR_DENIED, "El almacén está abierto solo para consulta; para rehacer sus índices ábralo normalmente");
	if (!sesiones_solo(s->sesion, err))
		return false;
	rehacer_escuchar(s, r);
	bool ok = make_all(s, err);
	rehacer_escuchar(s, NULL);
	sesiones_share(s->sesion);
	return ok;
}
