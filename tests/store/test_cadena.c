/* Whatever is done to the journal behind the back of the program is seen, with the number of the first operation that does not hold
 * (docs/ALMACEN.md, chain and anchor; the figure of 50 is that of the reliability plan, row 17). Who does it here has the key of the store. */
#include "base/rng.h"
#include "casa.h"
#include "store/entrada.h"
#include "store/env.h"
#include "store/hash.h"
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(cadena, .init = casa_open, .fini = casa_close, .timeout = 240);

enum { OPERACIONES = 40, FALTAS = 60, FALTAS_DE_NOCHE = 1000, COPIAS = 30 };

static void shell(const char *command)
{
	cr_assert_eq(system(command), 0, "%s", command);
}
#define SHELL(...) shell(arena_printf(&casa.arena, __VA_ARGS__))

static uint64_t last(void)
{
	struct txn txn;

	txn_begin_read(&txn);
	uint64_t n = diario_last(&txn);
	txn_end(&txn);
	return n;
}

/* A store with some history, each operation in a commit of its own; copies of it from before. Leaves it closed. */
static uint64_t history(void)
{
	uint32_t hogar = casa_familia("Zapata", "71");

	for (int i = 0; last() < OPERACIONES; i++) {
		casa_must_set(hogar, i % 3 ? RECORD_HOGAR : RECORD_INTEGRANTE, i % 3 ? 0 : 1, i % 3 ? "barrio" : "nombre2", value_text(arena_printf(&casa.arena, "v%d", i)));
		if (last() > OPERACIONES - COPIAS)
			SHELL("cp '%s/data.mdb' '%s/copia-%d'", casa.path, casa.folder, (int)last());
	}
	uint64_t n = last();
	store_close(casa.store);
	casa.store = NULL;
	SHELL("cp -r '%s' '%s/bueno'", casa.path, casa.folder);
	return n;
}


static void restore(void)
{
	store_close(casa.store);
	casa.store = NULL;
	SHELL("rm -rf '%s' && cp -r '%s/bueno' '%s'", casa.path, casa.folder, casa.path);
}

/* ---- what can be done to it ---- */

static struct span bytes_of(struct txn *txn, uint64_t n)
{
	struct key k = key_diario(n);
	struct span out;

	cr_assert(table_get(txn, TABLE_DIARIO, key_span(&k), &txn->arena, &out));
	return out;
}

static void put(struct txn *txn, uint64_t n, struct span bytes)
{
	struct key k = key_diario(n);

	table_put(txn, TABLE_DIARIO, key_span(&k), bytes);
}

static void drop(struct txn *txn, uint64_t n)
{
	struct key k = key_diario(n);

	cr_assert(table_del(txn, TABLE_DIARIO, key_span(&k)));
}

static struct span changed(struct txn *txn, uint64_t n)
{
	struct entrada_full f;
	struct codec_out out;

	cr_assert(entrada_get(txn, n, true, &txn->arena, &f));
	f.e.nombre = "Otra Persona";
	codec_out_init(&out, &txn->arena);
	entrada_out(&out, &f);
	return codec_bytes_of(&out);
}

/* The head as it would be had the journal ended with n. */
static void head_at(struct txn *txn, uint64_t n)
{
	struct cabeza c;

	cr_assert(cabeza_get(txn, &c));
	c.n = n;
	seal_chain(txn->store->seal, n, bytes_of(txn, n), c.hash);
	cabeza_put(txn, &c);
}

/* Every link from n on made anew, and the head: only the anchor outside can tell. */
static void relink(struct txn *txn, uint64_t n, uint64_t end)
{
	for (uint64_t k = n; k <= end; k++) {
		struct entrada_full f;
		struct codec_out out;
		cr_assert(entrada_get(txn, k, true, &txn->arena, &f));
		seal_chain(txn->store->seal, k - 1, bytes_of(txn, k - 1), f.previa);
		codec_out_init(&out, &txn->arena);
		entrada_out(&out, &f);
		put(txn, k, codec_bytes_of(&out));
	}
	head_at(txn, end);
}

static void raw_flip(struct txn *txn, uint64_t n, struct rng *r)
{
	struct key k = key_diario(n);
	MDB_val key = { k.n, k.b }, v;

	cr_assert_eq(mdb_get(txn->mdb, txn->store->dbi[TABLE_DIARIO], &key, &v), 0);
	uint8_t *copy = arena_copy(&txn->arena, v.mv_data, v.mv_size);
	copy[rng_range(r, 7, (int)v.mv_size - 1)] ^= (uint8_t)(1 << rng_range(r, 0, 7));
	v.mv_data = copy;
	cr_assert_eq(mdb_put(txn->mdb, txn->store->dbi[TABLE_DIARIO], &key, &v, 0), 0);
}

enum falta { BORRAR, CAMBIAR, CAMBIAR_Y_ENLAZAR, CAMBIAR_DE_ORDEN, INTERCALAR, CORTAR, ESTROPEAR, FALTAS_DE_TXN, COPIA_ANTERIOR = FALTAS_DE_TXN, FALTAS_TODAS };

static void act(struct txn *txn, enum falta what, uint64_t i, uint64_t n, struct rng *r)
{
	struct span a, b;

	switch (what) {
	case BORRAR: drop(txn, i); break;
	case CAMBIAR: put(txn, i, changed(txn, i)); break;
	case CAMBIAR_Y_ENLAZAR:
		put(txn, i, changed(txn, i));
		relink(txn, i + 1, n);
		break;
	case CAMBIAR_DE_ORDEN:
		a = bytes_of(txn, i);
		b = bytes_of(txn, i + 1);
		put(txn, i, b);
		put(txn, i + 1, a);
		break;
	case INTERCALAR:
		for (uint64_t k = n; k >= i; k--)
			put(txn, k + 1, bytes_of(txn, k));
		put(txn, i, changed(txn, i - 1));
		relink(txn, i, n + 1);
		break;
	case CORTAR:
		for (uint64_t k = n; k >= i; k--)
			drop(txn, k);
		head_at(txn, i - 1);
		break;
	case ESTROPEAR: raw_flip(txn, i, r); break;
	case COPIA_ANTERIOR: case FALTAS_TODAS: break;
	}
}

/* Without the journal's own words about what the transaction did: nothing of it may look like work of the program. */
static void spoil(enum falta what, uint64_t i, uint64_t n, struct rng *r)
{
	struct txn txn;

	if (what == COPIA_ANTERIOR) {
		SHELL("cp '%s/copia-%d' '%s/data.mdb'", casa.folder, (int)i - 1, casa.path);
		return;
	}
	casa_reopen();
	txn_begin_write(&txn);
	act(&txn, what, i, n, r);
	cr_assert(txn_ok(&txn), "%s", txn.err.text);
	cr_assert_eq(mdb_txn_commit(txn.mdb), 0);
	txn.mdb = NULL;
	casa.store->open_txns--;
	txn_abort(&txn);
}

/* The first operation that a finding about the journal names as not holding; 0: none. */
static uint64_t first_bad(void)
{
	static const struct { const char *words; unsigned more; } about[] = {
		{ "Faltan operaciones en el diario: después de la ", 1 }, { "La cadena del diario se rompe en la operación ", 0 }, { "El diario termina en la operación ", 1 },
		{ " y el diario termina en la ", 1 }, { "Está dañado una operación del diario: la número ", 0 },
	};
	struct verificacion v;
	struct err err = { 0 };
	unsigned long long best = 0, n = 0;

	casa_reopen();
	store_verify(casa.store, &casa.arena, &v, &err);
	for (int i = 0; i < v.n; i++) {
		const char *says = v.hallazgo[i].que, *at;
		for (size_t k = 0; k < sizeof about / sizeof *about; k++)
			if ((at = strstr(says, about[k].words)) && (n = strtoull(at + strlen(about[k].words), NULL, 10) + about[k].more) && (best == 0 || n < best))
				best = n;
		if (strstr(says, "no es la que anotó el ancla") && (n = strtoull(says + strlen("La operación "), NULL, 10)) && (best == 0 || n < best))
			best = n;
	}
	return best;
}

Test(cadena, what_is_done_to_the_journal_is_seen_with_its_number)
{
	uint64_t n = history();
	struct rng r;
	int each[FALTAS_TODAS] = { 0 }, rounds = getenv("NOCHE") ? FALTAS_DE_NOCHE : FALTAS;

	rng_seed(&r, 17);
	restore();
	cr_assert_eq(first_bad(), 0, "the good one");
	for (int i = 0; i < rounds; i++) {
		enum falta what = (enum falta)(i % FALTAS_TODAS);
		uint64_t at = (uint64_t)rng_range(&r, OPERACIONES - COPIAS + 2, (int)n - 1);
		restore();
		spoil(what, at, n, &r);
		uint64_t found = first_bad();
		cr_assert_eq(found, at, "round %d, kind %d: operation %d, found %d", i, (int)what, (int)at, (int)found);
		each[what]++;
	}
	for (int k = 0; k < FALTAS_TODAS; k++)
		cr_assert_geq(each[k], 7);
}

/* Who has the key and makes all links anew is seen by the anchor alone: without it, the same faults pass. That is the control. */
Test(cadena, without_the_anchor_a_journal_made_anew_passes)
{
	static const enum falta made_anew[] = { CAMBIAR_Y_ENLAZAR, CORTAR, COPIA_ANTERIOR };
	uint64_t n = history();
	struct rng r;

	rng_seed(&r, 18);
	for (size_t i = 0; i < sizeof made_anew / sizeof *made_anew; i++) {
		restore();
		spoil(made_anew[i], n - 3, n, &r);
		SHELL("rm '%s/ancla.log'", casa.path);
		cr_assert_eq(first_bad(), 0, "kind %d", (int)made_anew[i]);
	}
	restore();
	spoil(BORRAR, n - 3, n, &r);
	SHELL("rm '%s/ancla.log'", casa.path);
	cr_assert_eq(first_bad(), n - 3, "a gap is seen in any case");
}

/* A store whose end is missing opens, is read, and is not written any more. */
Test(cadena, what_was_put_back_is_not_written)
{
	uint64_t n = history();
	struct rng r;
	struct err err = { 0 };

	rng_seed(&r, 19);
	restore();
	spoil(COPIA_ANTERIOR, n - 5, n, &r);
	casa_reopen();
	cr_assert_str_eq(casa_get(1, RECORD_INTEGRANTE, 1, "apellido1").text, "Zapata");
	cr_assert_not(casa_set(1, RECORD_HOGAR, 0, "barrio", value_text("x"), &err));
	cr_assert_eq(err.code, ERR_DAMAGED);
}

Test(cadena, an_operation_that_its_batch_does_not_know_is_told)
{
	struct op op = { .accion = "importar_hogar", .lote = { .b = { 7 } }, .hogar = casa_familia("Zapata", "71") };
	struct record r;
	struct txn txn;

	txn_begin_write(&txn);
	op_begin(&txn, &op);
	cr_assert(record_get(&txn, op.hogar, RECORD_HOGAR, 0, &txn.arena, &r));
	answers_set(&r.fields, "barrio", value_text("El Pinal"));
	record_put(&txn, &r);
	op_end(&txn);
	txn_end(&txn);
	uint64_t n = last();
	CASA_VERIFY();
	txn_begin_write(&txn);
	hash_del(&txn, hash_of(casa.store, HASH_LOTE, span_of(op.lote.b, sizeof op.lote.b)), n);
	hash_put(&txn, hash_of(casa.store, HASH_LOTE, span_of(op.lote.b, sizeof op.lote.b)), n + 1);
	txn_end(&txn);
	CASA_DAMAGED("no está en el índice de su lote");
}
