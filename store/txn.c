#include "store/txn.h"
#include "store/busqueda.h"
#include "store/env.h"
#include "store/espacio.h"
#include "store/gate.h"
#include "store/op.h"
#include "store/rasgos_memoria.h"
#include "store/retomar.h"
#include "store/user.h"
#include <errno.h>
#include <lmdb.h>
#include <string.h>
#include <unistd.h>

static bool begin_allowed(struct txn *txn)
{
	struct store *s = txn->store;

	if (!s || (!s->env && !s->broken))
		return txn_fail(txn, ERR_INTERNAL, "El almacén no está abierto");
	if (s->pid != getpid())
		return txn_fail(txn, ERR_INTERNAL, "El almacén pertenece a otro proceso; ábralo de nuevo");
	return !s->broken || retomar(s, &txn->err);
}

/* Slots of sessions that died are given back; a map that another build made larger is taken over while nothing of ours is open. */
static int begin(struct store *s, bool write, MDB_txn **out)
{
	unsigned flags = write ? 0 : MDB_RDONLY;
	int dead, rc = mdb_txn_begin(s->env, NULL, flags, out);

	if (rc == MDB_READERS_FULL && mdb_reader_check(s->env, &dead) == 0)
		rc = mdb_txn_begin(s->env, NULL, flags, out);
	if (rc == MDB_MAP_RESIZED && s->open_txns == 0 && mdb_env_set_mapsize(s->env, 0) == 0)
		rc = mdb_txn_begin(s->env, NULL, flags, out);
	return rc;
}

static bool give_up(struct txn *txn, struct err *err)
{
	if (err)
		*err = txn->err;
	txn_abort(txn);
	return false;
}

bool txn_read(struct txn *txn, struct store *s, struct err *err)
{
	*txn = (struct txn){ .store = s };
	arena_init(&txn->arena);
	if (!begin_allowed(txn))
		return give_up(txn, err);
	int rc = begin(s, false, &txn->mdb);
	if (rc != 0) {
		txn_fail_mdb(txn, rc, "No se puede consultar el almacén");
		return give_up(txn, err);
	}
	s->open_txns++;
	return true;
}

static bool write_allowed(struct txn *txn)
{
	struct store *s = txn->store;

	if (!begin_allowed(txn))
		return false;
	if (s->read_only)
		return txn_fail(txn, ERR_DENIED, "NO se guardó: el almacén está abierto solo para consulta");
	if (s->rolled_back)
		return txn_fail(txn, ERR_DAMAGED, "NO se guardó: el almacén es más antiguo que su ancla (ancla.log); ejecute «logros verificar» y recupere el respaldo más reciente");
	if (s->writing)
		return txn_fail(txn, ERR_INTERNAL, "Hay otro guardado sin terminar en este programa");
	return espacio_disco(txn);
}

const char *turno_nombre(struct store *s, const struct turno *t, struct arena *arena)
{
	struct cuenta cuenta = { 0 };
	struct txn txn;
	struct err ignored = { 0 };

	if (t->cuenta == 0 || !txn_read(&txn, s, &ignored))
		return NULL;
	bool known = cuenta_get(&txn, t->cuenta, arena, &cuenta) && cuenta.nombre && *cuenta.nombre;
	txn_abort(&txn);
	return known ? cuenta.nombre : NULL;
}

static bool turn(struct txn *txn)
{
	struct store *s = txn->store;
	struct turno other;

	if (gate_enter(s->gate, s->account, GATE_WAIT_MS, &other, &txn->err))
		return true;
	const char *name = txn->err.code == ERR_BUSY ? turno_nombre(s, &other, &txn->arena) : NULL;
	if (name)
		err_set(&txn->err, ERR_BUSY, "%s está guardando desde hace %lld s; espere un momento y guarde de nuevo", name, (long long)(gate_now() - other.desde) / 1000);
	err_wrap(&txn->err, "NO se guardó");
	return false;
}

/* Gate, inode, begin: in this order, so that nobody writes to a file that has been replaced. */
static bool write_begin(struct txn *txn)
{
	struct store *s = txn->store;

	if (!turn(txn))
		return false;
	s->writing = true;
	txn->write = true;
	if (!env_same_file(s, &txn->err))
		return false;
	int rc = begin(s, true, &txn->mdb);
	if (rc != 0)
		return txn_fail_mdb(txn, rc, "NO se guardó");
	s->open_txns++;
	return espacio_mapa(txn) && op_state_init(txn);
}

bool txn_write(struct txn *txn, struct store *s, struct err *err)
{
	*txn = (struct txn){ .store = s };
	arena_init(&txn->arena);
	return (write_allowed(txn) && write_begin(txn)) || give_up(txn, err);
}

bool txn_ok(const struct txn *txn)
{
	return txn->err.code == ERR_NONE;
}

/* What txn_commit and txn_abort have in common. */
static void release(struct txn *txn)
{
	struct store *s = txn->store;

	if (txn->mdb)
		s->open_txns--;
	txn->mdb = NULL;
	op_state_done(txn);
	if (txn->write) {
		s->writing = false;
		gate_leave(s->gate);
	}
	txn->write = false;
	arena_done(&txn->arena);
}

/* What memory took from a transaction that did not become one. */
static void forget(struct store *s)
{
	busqueda_forget(s);
	rasgos_memoria_forget(s);
}

void txn_abort(struct txn *txn)
{
	if (!txn->store)
		return;
	if (txn->mdb)
		mdb_txn_abort(txn->mdb);
	if (txn->mdb && txn->write)
		forget(txn->store);
	release(txn);
}

/* After a commit that failed the pages in memory cannot be trusted to be those on the disk: this handle writes no more. */
static bool write_commit(struct txn *txn)
{
	struct store *s = txn->store;
	bool current = s->last_txn + 1 == mdb_txn_id(txn->mdb);

	int rc = mdb_txn_commit(txn->mdb);
	txn->mdb = NULL;
	s->open_txns--;
	if (rc != 0) {
		forget(s);
		s->broken = rc != MDB_MAP_FULL;
		return txn_fail_mdb(txn, rc, "NO se guardó");
	}
	if (txn->op->cabeza.n != txn->op->committed)
		ancla_append(s, &txn->op->cabeza);
	if (current)
		s->last_txn = env_last_txn(s);
	return true;
}

bool txn_commit(struct txn *txn, struct err *err)
{
	if (txn->err.code == ERR_NONE && !txn->mdb)
		txn_fail(txn, ERR_INTERNAL, "La transacción ya terminó");
	if (txn->write && txn_ok(txn) && op_flush(txn))
		write_commit(txn);
	bool ok = txn_ok(txn);
	if (!ok && err)
		*err = txn->err;
	txn_abort(txn);
	return ok;
}
