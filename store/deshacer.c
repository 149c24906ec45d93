/* Undo, declared in diario.h: a new operation that puts back what an older one changed. */
#include "store/diario.h"
#include "store/env.h"
#include "store/indice.h"
#include "store/op.h"
#include <string.h>

/* The last operation that changed the record, in words. */
static bool changed_later(struct txn *txn, const struct imagen *m, uint64_t by)
{
	struct entrada_full f;
	char when[DATE_TEXT];

	if (by == 0 || !entrada_get(txn, by, false, &txn->arena, &f))
		return txn_fail(txn, ERR_CONFLICT, "No se puede deshacer: después se cambió lo mismo (%s); deshaga primero lo más reciente", record_kind_name(m->kind));
	return txn_fail(txn, ERR_CONFLICT, "No se puede deshacer: después, %s guardó «%s» (%s) sobre lo mismo; deshaga primero eso",
		f.e.nombre, f.e.detalle ? f.e.detalle : f.e.accion, clock_text(f.e.cuando, when));
}

/* Who may write the household now; one that is not there any more comes back to its owner from then. */
static bool may_undo(struct txn *txn, const struct entrada *e, uint32_t hogar)
{
	struct key head = key_fam(hogar, RECORD_HOGAR, 0);
	const char *owner = "";

	if (table_has(txn, TABLE_FAM, key_span(&head)))
		return familia_check(txn, hogar, PERMISO_ESCRIBIR);
	for (int i = 0; i < e->n_imagen; i++)
		if (e->imagen[i].hogar == hogar && e->imagen[i].kind == RECORD_HOGAR)
			owner = answers_text(&e->imagen[i].antes, HOGAR_COGESTOR);
	return txn_ok(txn) && permiso_check(txn, PERMISO_ESCRIBIR, owner);
}

static bool may_begin(struct txn *txn, const struct entrada *e)
{
	uint64_t by = entrada_deshecha_por(txn, e->n);
	struct entrada_full f;

	if (by != 0 && entrada_get(txn, by, false, &txn->arena, &f))
		return txn_fail(txn, ERR_RULE, "Esa operación ya fue deshecha por %s", f.e.nombre);
	if (e->n_imagen == 0)
		return txn_fail(txn, ERR_RULE, "Esa operación no cambió datos de familias; no hay qué deshacer");
	for (int i = 0; i < e->n_imagen; i++)
		if (!may_undo(txn, e, e->imagen[i].hogar))
			return false;
	return txn_ok(txn);
}

static void restore(struct txn *txn, const struct imagen *m)
{
	struct arena *arena = &txn->op->arena;
	struct registro stored;
	struct record record = { .hogar = m->hogar, .kind = m->kind, .seq = m->seq, .id = m->id, .version = m->version_antes };
	bool found = registro_get(txn, m->hogar, m->kind, m->seq, arena, &stored);

	if (!txn_ok(txn))
		return;
	if ((found ? stored.record.version : 0) != m->version_despues) {
		changed_later(txn, m, found ? stored.n : 0);
		return;
	}
	answers_init(&record.fields, arena);
	if (found)
		answers_copy(&record.fields, &stored.record.fields);
	entrada_apply(&record.fields, &m->despues, &m->antes);
	op_restore(txn, found ? &stored : NULL, &record, m->version_antes == 0);
}

/* A household that goes takes nothing of later operations with it. */
static bool nothing_left(struct txn *txn, const struct entrada *e)
{
	for (int i = 0; i < e->n_imagen && txn_ok(txn); i++) {
		const struct imagen *m = &e->imagen[i];
		struct key prefix = key_hogar(m->hogar);
		struct walk w;
		if (m->kind != RECORD_HOGAR || m->version_antes != 0)
			continue;
		walk_begin(&w, txn, TABLE_FAM, key_span(&prefix), WALK_UP);
		w.keys_only = true;
		if (walk_next(&w))
			txn_fail(txn, ERR_CONFLICT, "No se puede deshacer el registro: el hogar ya tiene más datos; deshaga primero lo que vino después");
		walk_end(&w);
	}
	return txn_ok(txn);
}

static void restore_medicion(struct txn *txn, const struct entrada_full *f)
{
	const struct medicion *m = &f->medicion_antes;
	struct medicion now;

	if (f->medida == 0 || !indice_medicion_get(txn, f->medida, &now) || !medicion_equal(&now, &f->medicion_despues))
		return;
	txn->op->medida_hogar = f->medida;
	txn->op->medida = true;
	txn->op->medicion_despues = *m;
}

bool diario_deshacer(struct txn *txn, uint64_t n, const char *motivo, struct err *err)
{
	struct entrada_full f;
	const char *what;

	bool found = entrada_get(txn, n, true, &txn->arena, &f);
	if (!found && txn_ok(txn))
		txn_fail(txn, ERR_NOT_FOUND, "No hay una operación número %llu en la historia", (unsigned long long)n);
	if (found && may_begin(txn, &f.e)) {
		what = f.e.detalle ? f.e.detalle : f.e.accion;
		struct op op = { .accion = "deshacer", .motivo = motivo, .detalle = arena_printf(&txn->arena, "Deshacer: %s", what), .hogar = f.e.hogar };
		if (op_begin(txn, &op)) {
			txn->op->deshace = n;
			for (int i = f.e.n_imagen - 1; i >= 0; i--)
				restore(txn, &f.e.imagen[i]);
			if (nothing_left(txn, &f.e))
				restore_medicion(txn, &f);
			op_end(txn);
		}
	}
	if (err && !txn_ok(txn))
		*err = txn->err;
	return txn_ok(txn);
}
