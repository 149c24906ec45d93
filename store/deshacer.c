#include "store/deshacer.h"
#include "store/cambio.h"
#include "store/diario.h"
#include "store/env.h"
#include "store/indice.h"
#include <string.h>

uint64_t deshacer_vigente(struct txn *txn, uint64_t n)
{
	for (uint64_t by; (by = entrada_deshecha_por(txn, n)) != 0;)
		if ((n = entrada_deshecha_por(txn, by)) == 0)
			return 0;
	return n;
}

/* The operation that all this undoing and doing again is about; `forward`: something done, or done again, and not an undoing. */
static struct entrada root_of(struct txn *txn, const struct entrada *e, bool *forward)
{
	struct entrada_full f = { .e = *e };

	*forward = true;
	while (f.e.deshace != 0 && entrada_get(txn, f.e.deshace, false, &txn->arena, &f))
		*forward = !*forward;
	return f.e;
}

static bool touches(const struct entrada *e, const struct imagen *m, const char *field)
{
	for (int i = 0; i < e->n_imagen; i++) {
		const struct imagen *x = &e->imagen[i];
		if (x->hogar == m->hogar && x->kind == m->kind && x->seq == m->seq && (!field || answers_find(&x->antes, field) || answers_find(&x->despues, field)))
			return true;
	}
	return false;
}

/* Does something later stand on this field (NULL: on anything of the record)? What was done before and only came back later does not. */
static bool stands_on(struct txn *txn, const struct entrada *e, const struct entrada *by, const struct imagen *m, const char *field)
{
	bool forward;

	return touches(by, m, field) && root_of(txn, by, &forward).n > root_of(txn, e, &(bool){ false }).n && forward && deshacer_vigente(txn, by->n) != 0;
}

/* The last operation that stands on this field. */
static bool later(struct txn *txn, const struct entrada *e, const struct imagen *m, const char *field, struct entrada *out)
{
	struct key prefix = key_hogar(m->hogar);
	struct entrada_full f;
	bool found = false;
	struct walk w;

	for (walk_begin(&w, txn, TABLE_DHOGAR, key_span(&prefix), WALK_DOWN); !found && walk_next(&w);) {
		uint64_t at = span_dhogar(w.key);
		if (at <= e->n)
			break;
		found = entrada_get(txn, at, true, &txn->arena, &f) && stands_on(txn, e, &f.e, m, field);
	}
	walk_end(&w);
	*out = f.e;
	return found;
}

/* Refused, with what came later in words. */
static bool changed_later(struct txn *txn, const struct entrada *e, const struct imagen *m, const char *field)
{
	struct entrada by;
	char when[DATE_TEXT];

	if (!txn_ok(txn))
		return false;
	if (!later(txn, e, m, field, &by))
		return txn_fail(txn, ERR_CONFLICT, "No se puede deshacer: después se cambió lo mismo (%s); deshaga primero lo más reciente", field ? campo_label(field) : record_kind_name(m->kind));
	return txn_fail(txn, ERR_CONFLICT, "No se puede deshacer: sobre lo mismo, %s hizo después «%s» (%s); deshaga primero eso",
		by.nombre, entrada_titulo(&by, &txn->arena), clock_text(by.cuando, when));
}

/* An operation that only gave the household to another account is undone by who may give it. */
static bool only_assigned(const struct entrada *e, uint32_t hogar)
{
	bool yes = false;

	for (int i = 0; i < e->n_imagen; i++) {
		const struct imagen *m = &e->imagen[i];
		if (m->hogar != hogar)
			continue;
		yes = m->kind == RECORD_HOGAR && m->antes.n == 1 && m->despues.n == 1 && answers_find(&m->antes, HOGAR_COGESTOR) && answers_find(&m->despues, HOGAR_COGESTOR);
		if (!yes)
			return false;
	}
	return yes;
}

/* Among other things it gave the household to another account: then writing it is not enough. */
static bool gives_away(const struct entrada *e, uint32_t hogar)
{
	for (int i = 0; i < e->n_imagen; i++) {
		const struct imagen *m = &e->imagen[i];
		if (m->hogar == hogar && m->kind == RECORD_HOGAR && m->version_antes != 0 && (answers_find(&m->antes, HOGAR_COGESTOR) || answers_find(&m->despues, HOGAR_COGESTOR)))
			return true;
	}
	return false;
}

/* What became part of another household is undone first: until then nobody sees what would come back. */
static bool apart(struct txn *txn, const struct entrada *e, uint32_t hogar)
{
	struct registro r;

	for (int i = 0; i < e->n_imagen; i++)
		if (e->imagen[i].hogar == hogar && answers_find(&e->imagen[i].despues, HOGAR_UNIDO))
			return true;
	if (!registro_get(txn, hogar, RECORD_HOGAR, 0, &txn->arena, &r) || !hogar_unido(&r.record.fields))
		return txn_ok(txn);
	return txn_fail(txn, ERR_CONFLICT, "No se puede deshacer: el hogar %s se unió al %s; deshaga primero esa unión", answers_text(&r.record.fields, HOGAR_FOLIO),
		answers_text(&r.record.fields, HOGAR_UNIDO));
}

/* Who may do now what was done, be it undoing it or doing it again; a household that is not there any more comes back to its owner from then. */
static bool may_undo(struct txn *txn, const struct entrada *e, uint32_t hogar)
{
	struct key head = key_fam(hogar, RECORD_HOGAR, 0);
	const char *owner = "";

	if (table_has(txn, TABLE_FAM, key_span(&head))) {
		if (gives_away(e, hogar) && !familia_check(txn, hogar, PERMISO_ASIGNAR))
			return false;
		return (only_assigned(e, hogar) || familia_check(txn, hogar, permiso_de(root_of(txn, e, &(bool){ false }).accion))) && apart(txn, e, hogar);
	}
	for (int i = 0; i < e->n_imagen; i++)
		if (e->imagen[i].hogar == hogar && e->imagen[i].kind == RECORD_HOGAR)
			owner = answers_text(&e->imagen[i].antes, HOGAR_COGESTOR);
	if (!*owner && txn_ok(txn))
		return txn_fail(txn, ERR_CONFLICT, "No se puede deshacer: el hogar ya no está; deshaga primero lo que lo retiró");
	return txn_ok(txn) && permiso_check(txn, PERMISO_ESCRIBIR, owner);
}

/* ---- what an image needs ---- */

static bool derived(const struct imagen *m, const char *field)
{
	return m->kind == RECORD_HOGAR && strcmp(field, HOGAR_SIGUIENTE) == 0;
}

static bool same(const struct answer *a, const struct answer *b)
{
	if (!a || !b)
		return a == b;
	return a->version == b->version && a->hidden == b->hidden && value_equal(a->value, b->value);
}

static bool held(struct txn *txn, const struct entrada *e, const struct imagen *m, const struct answers *left, const struct answers *now)
{
	for (int i = 0; i < left->n; i++) {
		const char *name = left->item[i].name;
		if (!derived(m, name) && !same(answers_find(&m->despues, name), answers_find(now, name)))
			return changed_later(txn, e, m, name);
	}
	return true;
}

/* What belongs to a member lies in records of its own: a member that goes must not leave them without an owner. */
static const struct record *belongings(const struct ficha *f, uint32_t seq)
{
	for (int i = 0; i < f->logro.n; i++)
		if ((f->logro.item[i].seq & 0xfff) == seq)
			return &f->logro.item[i];
	for (int i = 0; i < f->oportunidad.n; i++)
		if (answers_int(&f->oportunidad.item[i].fields, OPORTUNIDAD_INTEGRANTE, 0) == (int64_t)seq)
			return &f->oportunidad.item[i];
	return NULL;
}

static bool goes_with(const struct entrada *e, const struct record *r)
{
	for (int i = 0; i < e->n_imagen; i++)
		if (e->imagen[i].hogar == r->hogar && e->imagen[i].kind == r->kind && e->imagen[i].seq == r->seq)
			return e->imagen[i].version_antes == 0;
	return false;
}

/* A household or a member that goes takes nothing of later operations with it. */
static bool nothing_left(struct txn *txn, const struct entrada *e, const struct imagen *m)
{
	struct ficha f;
	const struct record_list *const list[] = { &f.integrante, &f.logro, &f.visita, &f.compromiso, &f.oportunidad, &f.evaluacion };

	if (m->version_antes != 0 || (m->kind != RECORD_HOGAR && m->kind != RECORD_INTEGRANTE))
		return true;
	familia_load(txn, m->hogar, RECORD_KINDS, &txn->arena, &f, NULL);
	const struct record *r = m->kind == RECORD_INTEGRANTE ? belongings(&f, m->seq) : NULL;
	if (r && !goes_with(e, r))
		return changed_later(txn, e, &(struct imagen){ .hogar = r->hogar, .kind = r->kind, .seq = r->seq }, NULL);
	for (size_t k = 0; m->kind == RECORD_HOGAR && k < sizeof list / sizeof *list; k++)
		for (int i = 0; i < list[k]->n; i++)
			if (!goes_with(e, &list[k]->item[i]))
				return txn_fail(txn, ERR_CONFLICT, "No se puede deshacer el registro: el hogar ya tiene más datos; deshaga primero lo que vino después");
	return txn_ok(txn);
}

/* Does the record still hold what the operation left? `found` tells whether it is there. */
static bool image_holds(struct txn *txn, const struct entrada *e, const struct imagen *m, struct arena *arena, struct registro *stored, bool *found)
{
	*found = registro_get(txn, m->hogar, m->kind, m->seq, arena, stored);
	if (!txn_ok(txn))
		return false;
	if (*found != (m->version_despues != 0) || (*found && !id_equal(stored->record.id, m->id)))
		return changed_later(txn, e, m, NULL);
	if (!*found)
		return true;
	const struct answers *now = &stored->record.fields;
	if (!held(txn, e, m, &m->antes, now) || !held(txn, e, m, &m->despues, now))
		return false;
	/* A record that goes away goes as a whole: nothing may have been added to it. */
	return m->version_antes != 0 || (held(txn, e, m, now, now) && nothing_left(txn, e, m));
}

/* The value may be the one that was left and others still have decided about it since: undoing them would have nothing to hold on to any more. */
static bool nobody_since(struct txn *txn, const struct entrada *e, const struct entrada *by)
{
	for (int i = 0; i < e->n_imagen; i++) {
		const struct imagen *m = &e->imagen[i];
		const struct answers *side[] = { &m->antes, &m->despues };
		bool whole = m->version_antes == 0 || m->version_despues == 0;
		if (whole && stands_on(txn, e, by, m, NULL))
			return changed_later(txn, e, m, NULL);
		for (int k = 0; !whole && k < 2; k++)
			for (int j = 0; j < side[k]->n; j++)
				if (!derived(m, side[k]->item[j].name) && stands_on(txn, e, by, m, side[k]->item[j].name))
					return changed_later(txn, e, m, side[k]->item[j].name);
	}
	return true;
}

static bool nobody_in(struct txn *txn, const struct entrada *e, uint32_t hogar)
{
	struct key prefix = key_hogar(hogar), from = key_dhogar(hogar, e->n + 1);
	struct entrada_full f;
	bool good = true;
	struct walk w;

	walk_begin(&w, txn, TABLE_DHOGAR, key_span(&prefix), WALK_UP);
	for (walk_from(&w, key_span(&from)); good && walk_next(&w);)
		if (entrada_get(txn, span_dhogar(w.key), true, &txn->arena, &f))
			good = nobody_since(txn, e, &f.e);
	walk_end(&w);
	return good && txn_ok(txn);
}

static bool images_hold(struct txn *txn, const struct entrada *e)
{
	struct registro stored;
	bool found;

	for (int i = 0; i < e->n_imagen; i++)
		if (!image_holds(txn, e, &e->imagen[i], &txn->arena, &stored, &found))
			return false;
	for (int i = 0; i < e->n_imagen; i++)
		if ((i == 0 || e->imagen[i].hogar != e->imagen[i - 1].hogar) && !nobody_in(txn, e, e->imagen[i].hogar))
			return false;
	return txn_ok(txn);
}

/* ---- doing it ---- */

static bool may_begin(struct txn *txn, uint64_t n, struct entrada_full *f)
{
	uint64_t now = deshacer_vigente(txn, n);
	struct entrada_full by;

	if (!txn_ok(txn))
		return false;
	if (!entrada_get(txn, now ? now : n, true, &txn->arena, f))
		return txn_fail(txn, ERR_NOT_FOUND, "No hay una operación número %llu en la historia", (unsigned long long)n);
	if (now == 0 && entrada_get(txn, entrada_deshecha_por(txn, n), false, &txn->arena, &by))
		return txn_fail(txn, ERR_RULE, "Esa operación ya fue deshecha por %s", by.e.nombre);
	if (f->e.n_imagen == 0)
		return txn_fail(txn, ERR_RULE, "Esa operación no cambió datos de familias; no hay qué deshacer");
	for (int i = 0; i < f->e.n_imagen; i++)
		if ((i == 0 || f->e.imagen[i].hogar != f->e.imagen[i - 1].hogar) && !may_undo(txn, &f->e, f->e.imagen[i].hogar))
			return false;
	return images_hold(txn, &f->e);
}

/* The other side of the image; a derived field only where it still holds what the operation left. */
static void restore(struct txn *txn, const struct imagen *m)
{
	struct arena *arena = &txn->op->arena;
	struct registro stored;
	struct record record = { .hogar = m->hogar, .kind = m->kind, .seq = m->seq, .id = m->id, .version = m->version_antes };
	bool found = registro_get(txn, m->hogar, m->kind, m->seq, arena, &stored);
	struct answer kept = { 0 };

	if (!txn_ok(txn))
		return;
	answers_init(&record.fields, arena);
	if (found)
		answers_copy(&record.fields, &stored.record.fields);
	const struct answer *next = m->kind == RECORD_HOGAR && m->version_antes != 0 ? answers_find(&record.fields, HOGAR_SIGUIENTE) : NULL;
	if (next && !same(next, answers_find(&m->despues, HOGAR_SIGUIENTE)))
		kept = *next;
	entrada_apply(&record.fields, &m->despues, &m->antes);
	if (kept.name)
		answers_put(&record.fields, &kept);
	op_restore(txn, found ? &stored : NULL, &record, m->version_antes == 0);
}

static bool next_in_doubt(struct txn *txn, const struct entrada *e, uint32_t hogar)
{
	struct registro r;

	if (!registro_get(txn, hogar, RECORD_HOGAR, 0, &txn->op->arena, &r))
		return false;
	for (int i = 0; i < e->n_imagen; i++) {
		const struct imagen *m = &e->imagen[i];
		const struct answer *left = m->hogar == hogar && m->kind == RECORD_HOGAR ? answers_find(&m->despues, HOGAR_SIGUIENTE) : NULL;
		if (left)
			return !same(left, answers_find(&r.record.fields, HOGAR_SIGUIENTE));
	}
	return false;
}

/* The measurement from before comes back where it still is the one that the operation left. */
static bool restore_medicion(struct txn *txn, const struct entrada_full *f, uint32_t hogar)
{
	struct medida *m;
	struct medicion now;

	for (int n = entrada_medidas(f, &txn->op->arena, &m); n > 0; n--, m++)
		if (m->hogar == hogar) {
			if (!indice_medicion_get(txn, hogar, &now) || !medicion_equal(&now, &m->despues))
				return false;
			op_medida(txn->op, hogar, &m->antes);
			return true;
		}
	return !later(txn, &f->e, &(struct imagen){ .hogar = hogar, .kind = RECORD_HOGAR }, NULL, &(struct entrada){ 0 });
}

static bool settle(struct txn *txn, const struct deshacer *d, const struct entrada_full *f, struct err *err)
{
	uint32_t last = 0;

	for (int i = 0; i < f->e.n_imagen && txn_ok(txn); i++) {
		uint32_t hogar = f->e.imagen[i].hogar;
		struct key head = key_fam(hogar, RECORD_HOGAR, 0);
		if (hogar == last)
			continue;
		last = hogar;
		bool doubt = next_in_doubt(txn, &f->e, hogar);
		doubt = !restore_medicion(txn, f, hogar) || doubt;
		if (doubt && d->medir && table_has(txn, TABLE_FAM, key_span(&head)) && !d->medir(d->arg, txn, hogar, err))
			return false;
	}
	return txn_ok(txn);
}

static bool told(const struct txn *txn, bool done, struct err *err)
{
	if (!txn_ok(txn) && err)
		*err = txn->err;
	return done && txn_ok(txn);
}

bool deshacer_op(struct txn *txn, const struct deshacer *d, struct err *err)
{
	struct entrada_full f;

	if (!may_begin(txn, d->n, &f))
		return told(txn, false, err);
	/* The undoing of an undoing repeats the word, and says the act once. */
	const char *what = f.e.deshace && f.e.detalle ? f.e.detalle : entrada_titulo(&f.e, &txn->arena);
	struct op op = { .accion = "deshacer", .motivo = d->motivo, .detalle = arena_printf(&txn->arena, "Deshacer: %s", what), .hogar = f.e.hogar, .lote = d->lote };
	if (!op_begin(txn, &op))
		return told(txn, false, err);
	txn->op->deshace = f.e.n;
	for (int i = f.e.n_imagen - 1; i >= 0; i--)
		restore(txn, &f.e.imagen[i]);
	return told(txn, settle(txn, d, &f, err) && op_end(txn), err);
}

bool diario_deshacer_puede(struct txn *txn, uint64_t n, struct err *err)
{
	struct entrada_full f;

	return told(txn, may_begin(txn, n, &f), err);
}

bool diario_deshacer(struct txn *txn, uint64_t n, const char *motivo, struct err *err)
{
	return deshacer_op(txn, &(struct deshacer){ .n = n, .motivo = motivo }, err);
}
