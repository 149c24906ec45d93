#include "store/migrar_formato.h"
#include "store/busqueda.h"
#include "store/dhogar.h"
#include "store/duda.h"
#include "store/env.h"
#include "store/hash.h"
#include "store/maestra.h"
#include "store/marca.h"
#include "store/op.h"
#include "store/rehacer.h"
#include "store/respaldo.h"

/* What follows from the records and is new, or laid out anew, in a format: filled by its owner, whatever was there before. */
static const struct relleno { int format; const char *que; bool (*fill)(struct txn *); } rellenos[] = {
	{ 3, "el diario de cada hogar", dhogar_rebuild },
	{ 3, "el índice de documentos, folios y operaciones", hash_rebuild },
	{ 2, "el índice de búsqueda", busqueda_rebuild },
	{ 2, "el índice de la base maestra", maestra_rebuild },
	{ 2, "las columnas y los contadores", listas_rebuild },
	{ 2, "la lista de hogares parecidos", duda_rebuild },
	{ 0 },
};

/* A table that is new since that format may hold what a run that was killed left in it. */
static void empty_new_tables(struct txn *txn, int since)
{
	for (enum table t = 0; t < TABLES && txn_ok(txn); t++)
		if (table_format(t) > since)
			rehacer_vaciar(txn, t);
}

static void refill(struct txn *txn, int since)
{
	for (const struct relleno *r = rellenos; r->fill && txn_ok(txn); r++)
		if (r->format > since && !r->fill(txn))
			txn_fail(txn, ERR_DAMAGED, "No se pudo rehacer %s desde los registros; ejecute «logros verificar»", r->que);
}

/* The journal says when it happened, and what was kept before; nobody has entered yet. */
static bool fill(struct store *s, const char *copy, struct err *err)
{
	struct txn txn;
	int before = s->almacen.formato;

	if (!txn_write(&txn, s, err))
		return false;
	struct op op = { .accion = "actualizar_formato", .detalle = arena_printf(&txn.arena, "Almacén actualizado del formato %d al %d; antes se guardó %s", before, ALMACEN_FORMATO, copy) };
	empty_new_tables(&txn, before);
	env_share_tree(s, txn.mdb, &txn.err);
	refill(&txn, before);
	op_begin_forced(&txn, &op);
	op_end(&txn);
	return txn_commit(&txn, err);
}

bool migrar_formato(struct store *s, struct err *err)
{
	struct respaldo_pedido p = { .motivo = "antes de actualizar el formato" };
	struct almacen now = s->almacen;
	struct respaldo copy;
	struct arena arena;

	now.formato = ALMACEN_FORMATO;
	arena_init(&arena);
	bool ok = respaldo_hacer(s, &p, &arena, &copy, NULL, err) && env_create_tables(s, err) && fill(s, copy.nombre, err) && almacen_replace(s->path, &now, err);
	arena_done(&arena);
	if (!ok)
		return err_wrap(err, "El almacén es de un formato anterior, no se pudo actualizar y sigue como estaba");
	s->almacen = now;
	return true;
}
