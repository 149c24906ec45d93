#include "store/viaje.h"
#include "store/entrada.h"
#include "store/permiso.h"
#include "store/registro.h"
#include <string.h>

/* The records of a family on the way; version 0: not there at that time. */
struct camino { struct arena *arena; struct record *item; int n, cap; };

static struct record *at(struct camino *c, const struct imagen *m)
{
	for (int i = 0; i < c->n; i++)
		if (c->item[i].kind == m->kind && c->item[i].seq == m->seq)
			return &c->item[i];
	struct record *r = ARENA_PUSH(c->arena, c->item, c->n, c->cap);
	*r = (struct record){ .hogar = m->hogar, .kind = m->kind, .seq = m->seq };
	answers_init(&r->fields, c->arena);
	return r;
}

static void back(struct camino *c, const struct imagen *m)
{
	struct record *r = at(c, m);

	entrada_apply(&r->fields, &m->despues, &m->antes);
	r->version = m->version_antes;
	r->id = m->id;
}

static void forth(struct camino *c, const struct imagen *m)
{
	struct record *r = at(c, m);

	entrada_apply(&r->fields, &m->antes, &m->despues);
	r->version = m->version_despues;
	r->id = m->id;
}

static void add_all(struct camino *c, const struct record_list *list)
{
	for (int i = 0; i < list->n; i++)
		*ARENA_PUSH(c->arena, c->item, c->n, c->cap) = list->item[i];
}

static void add_ficha(struct camino *c, const struct ficha *f)
{
	*ARENA_PUSH(c->arena, c->item, c->n, c->cap) = f->hogar;
	add_all(c, &f->integrante);
	add_all(c, &f->logro);
	add_all(c, &f->visita);
	add_all(c, &f->compromiso);
	add_all(c, &f->oportunidad);
	add_all(c, &f->evaluacion);
}

/* One that the history lacks: beyond it nothing is known. */
static bool step(struct txn *txn, uint64_t n, bool images, struct arena *arena, struct entrada_full *f)
{
	if (entrada_get(txn, n, images, arena, f))
		return true;
	return txn_ok(txn) && txn_fail(txn, ERR_DAMAGED, "Falta la operación número %llu en la historia; ejecute «logros verificar»", (unsigned long long)n);
}

/* In the order of the walk: from the newest down to the one after n, or from the first up to n. */
static void walk_images(struct txn *txn, struct camino *c, uint32_t hogar, uint64_t n, enum walk_order order)
{
	struct key prefix = key_hogar(hogar);
	struct entrada_full f;
	struct arena scratch;
	struct walk w;

	arena_init(&scratch);
	for (walk_begin(&w, txn, TABLE_DHOGAR, key_span(&prefix), order); walk_next(&w); arena_reset(&scratch)) {
		uint64_t e = span_dhogar(w.key);
		if (order == WALK_DOWN ? e <= n : e > n)
			break;
		if (!step(txn, e, true, &scratch, &f))
			break;
		for (int i = 0; i < f.e.n_imagen; i++) {
			int k = order == WALK_DOWN ? f.e.n_imagen - 1 - i : i;
			if (f.e.imagen[k].hogar == hogar)
				(order == WALK_DOWN ? back : forth)(c, &f.e.imagen[k]);
		}
	}
	walk_end(&w);
	arena_done(&scratch);
}

static bool gather(const struct camino *c, uint32_t hogar, struct arena *arena, struct ficha *out)
{
	bool found = false;

	ficha_init(out, arena);
	out->num = hogar;
	out->hogar.hogar = hogar;
	for (int i = 0; i < c->n; i++) {
		if (c->item[i].version == 0)
			continue;
		found = found || c->item[i].kind == RECORD_HOGAR;
		ficha_add(out, &c->item[i]);
	}
	return found;
}

/* By its owner of today; one that is not there any more, by its owner of then. */
static bool may_read(struct txn *txn, uint32_t hogar, const struct ficha *then)
{
	struct key head = key_fam(hogar, RECORD_HOGAR, 0);

	if (table_has(txn, TABLE_FAM, key_span(&head)))
		return familia_check(txn, hogar, PERMISO_LEER);
	return txn_ok(txn) && permiso_check(txn, PERMISO_LEER, answers_text(&then->hogar.fields, HOGAR_COGESTOR));
}

/* To who may read it, by its folio and with the day on which its history begins. */
static bool not_yet(struct txn *txn, uint32_t hogar, uint64_t n)
{
	struct key head = key_fam(hogar, RECORD_HOGAR, 0), prefix = key_hogar(hogar);
	struct entrada_full first;
	struct record r;
	struct walk w;
	char day[DATE_TEXT];
	uint64_t since = 0;

	if (!table_has(txn, TABLE_FAM, key_span(&head)) || !record_get(txn, hogar, RECORD_HOGAR, 0, &txn->arena, &r))
		return txn_ok(txn) && txn_fail(txn, ERR_NOT_FOUND, "El hogar número %u no estaba registrado en ese momento", hogar);
	walk_begin(&w, txn, TABLE_DHOGAR, key_span(&prefix), WALK_UP);
	if (walk_next(&w))
		since = span_dhogar(w.key);
	walk_end(&w);
	const char *folio = answers_text(&r.fields, HOGAR_FOLIO);
	if (since <= n || !step(txn, since, false, &txn->arena, &first))      /* it had been registered, and that was undone for a while */
		return txn_ok(txn) && txn_fail(txn, ERR_NOT_FOUND, "El hogar %s no estaba registrado en ese momento", folio);
	return txn_fail(txn, ERR_NOT_FOUND, "El hogar %s no estaba registrado en ese momento: lo está desde el %s", folio, date_text(clock_day(first.e.cuando), day));
}

bool viaje_ficha(struct txn *txn, uint32_t hogar, uint64_t n, struct arena *arena, struct ficha *out)
{
	struct arena scratch;
	struct ficha now;
	int damaged = 0;

	if (!txn_ok(txn))
		return false;
	arena_init(&scratch);
	struct camino c = { .arena = &scratch };
	bool there = familia_load(txn, hogar, RECORD_KINDS, &scratch, &now, &damaged);
	if (there && damaged == 0)
		add_ficha(&c, &now);
	walk_images(txn, &c, hogar, n, damaged == 0 ? WALK_DOWN : WALK_UP);
	bool found = gather(&c, hogar, arena, out);
	arena_done(&scratch);
	if (!found && txn_ok(txn))
		return not_yet(txn, hogar, n);
	return txn_ok(txn) && may_read(txn, hogar, out);
}

uint64_t viaje_hasta(struct txn *txn, uint32_t hogar, int32_t fecha)
{
	struct key prefix = key_hogar(hogar);
	struct entrada_full f;
	struct arena scratch;
	uint64_t n = 0;
	struct walk w;

	arena_init(&scratch);
	for (walk_begin(&w, txn, TABLE_DHOGAR, key_span(&prefix), WALK_DOWN); n == 0 && walk_next(&w); arena_reset(&scratch)) {
		uint64_t e = span_dhogar(w.key);
		if (!step(txn, e, false, &scratch, &f))
			break;
		if (clock_day(f.e.cuando) <= fecha)
			n = e;
	}
	walk_end(&w);
	arena_done(&scratch);
	return n;
}

bool viaje_ficha_en(struct txn *txn, uint32_t hogar, int32_t fecha, struct arena *arena, struct ficha *out)
{
	uint64_t n = viaje_hasta(txn, hogar, fecha);

	return txn_ok(txn) && viaje_ficha(txn, hogar, n, arena, out);
}

int viaje_hogares(struct txn *txn, uint32_t despues_de, uint32_t *out, int max)
{
	struct walk w;
	int n = 0;

	for (uint32_t last = despues_de; n < max && last != UINT32_MAX; n++) {
		struct key from = key_number(last + 1);
		walk_begin(&w, txn, TABLE_DHOGAR, span_of("", 0), WALK_UP);
		w.keys_only = true;
		walk_from(&w, key_span(&from));
		last = walk_next(&w) && span_dhogar(w.key) != 0 ? span_u32(w.key, 0) : 0;
		walk_end(&w);
		if (last == 0)
			break;
		out[n] = last;
	}
	return n;
}
