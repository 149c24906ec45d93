/* The base maestra as a whole: marking what was visited, writing its indexes anew, comparing them with the rows. */
#include "store/env.h"
#include "store/hallazgo.h"
#include "store/maestra_fila.h"
#include "store/registro.h"
#include "store/rehacer.h"
#include <string.h>

static void mark(struct txn *txn, uint32_t num, uint32_t antes, uint32_t hogar)
{
	struct maestra_fila f, now;
	struct maestra_estado e;
	struct arena scratch;

	arena_init(&scratch);
	if (txn_ok(txn) && maestra_read(txn, num, &scratch, &f) && f.m.hogar == antes && f.m.hogar != hogar && maestra_estado_get(txn, &scratch, &e)) {
		now = f;
		now.m.hogar = hogar;
		maestra_write(txn, &now, &scratch);
		maestra_indice(txn, &f.m, &now.m, &scratch);
		e.total.visitadas += (hogar != 0) - (uint32_t)(antes != 0);
		maestra_estado_put(txn, &e, &scratch);
	}
	arena_done(&scratch);
}

uint32_t hogar_maestra(const struct answers *hogar)
{
	int64_t num = answers_int(hogar, HOGAR_MAESTRA, 0);

	return num > 0 && num <= UINT32_MAX ? (uint32_t)num : 0;
}

void maestra_de_hogar(struct txn *txn, uint32_t hogar, uint32_t antes, uint32_t ahora)
{
	if (antes == ahora)
		return;
	if (antes != 0)
		mark(txn, antes, hogar, 0);
	if (ahora != 0)
		mark(txn, ahora, 0, hogar);
}

struct rows { struct check *c; struct maestra_total total; struct busqueda_sum words; };

static void count_row(struct maestra_total *t, const struct maestra *m)
{
	t->filas++;
	t->visitadas += m->hogar != 0;
	t->ultima = m->num > t->ultima ? m->num : t->ultima;
}

/* Every row in order; false when the walk ended because of an error, or the time of a verification is over. */
static bool each_row(struct txn *txn, void (*visit)(struct rows *, struct txn *, struct maestra_fila *, struct arena *), struct rows *rows)
{
	struct arena scratch;
	struct maestra_fila f;
	struct walk w;
	uint64_t done = 0, count = table_count(txn, TABLE_MAESTRA);
	bool late = false;

	arena_init(&scratch);
	for (walk_begin(&w, txn, TABLE_MAESTRA, span_of("", 0), WALK_UP); !late && rehacer_avanza(txn, done++, count) && walk_next(&w);) {
		uint32_t num = w.key.n == 4 ? span_u32(w.key, 0) : 0;
		arena_reset(&scratch);
		if (!w.damaged && num != 0 && maestra_in(num, w.value, &scratch, &f)) {
			count_row(&rows->total, &f.m);
			visit(rows, txn, &f, &scratch);
		} else if (!w.damaged && rows->c) {
			hallazgo_add(rows->c, "La fila %u de la base maestra no se entiende", num);
		}
		late = rows->c && hallazgo_tarde(rows->c);
	}
	walk_end(&w);
	arena_done(&scratch);
	return txn_ok(txn) && !late;
}

static void index_row(struct rows *rows, struct txn *txn, struct maestra_fila *f, struct arena *scratch)
{
	(void)rows;
	maestra_indice(txn, NULL, &f->m, scratch);
}

bool maestra_rebuild(struct txn *txn)
{
	struct rows rows = { .c = NULL };
	struct maestra_estado e;
	struct arena arena;

	if (!txn_ok(txn) || !busqueda_flush(txn) || !rehacer_vaciar(txn, TABLE_MPO))
		return false;
	arena_init(&arena);
	if (each_row(txn, index_row, &rows) && maestra_estado_get(txn, &arena, &e)) {
		rows.total.ultima = e.total.ultima > rows.total.ultima ? e.total.ultima : rows.total.ultima;
		e.total = rows.total;
		if (rows.total.ultima > 0)
			maestra_estado_put(txn, &e, &arena);
	}
	arena_done(&arena);
	return busqueda_flush(txn);
}

/* ---- verify ---- */

static bool names_row(struct txn *txn, const struct maestra *m, struct arena *scratch)
{
	struct registro r;

	return registro_get(txn, m->hogar, RECORD_HOGAR, 0, scratch, &r) && answers_int(&r.record.fields, HOGAR_MAESTRA, 0) == (int64_t)m->num;
}

static void check_row(struct rows *rows, struct txn *txn, struct maestra_fila *f, struct arena *scratch)
{
	struct maestra_terminos t;

	if (!maestra_terminos(txn, &f->m, scratch, &t))
		return;
	busqueda_sum_add(&rows->words, f->m.num, t.words);
	rows->c->hashes += (uint64_t)t.n;
	for (int i = 0; i < t.n; i++) {
		struct key k;
		key_init(&k);
		key_bytes(&k, t.hash[i].b, sizeof t.hash[i].b);
		key_u64(&k, f->m.num);
		if (!table_has(txn, TABLE_HASH, key_span(&k)))
			hallazgo_indice(rows->c, 0, "La fila %u de la base maestra no se encuentra por su código o su documento", f->m.num);
	}
	if (f->m.hogar != 0 && !names_row(txn, &f->m, scratch))
		hallazgo_add(rows->c, "La fila %u de la base maestra dice que es del hogar número %u, y el hogar no lo dice", f->m.num, f->m.hogar);
}

void verify_maestra(struct check *c)
{
	struct rows rows = { .c = c };
	struct maestra_total kept;
	struct busqueda_sum words;

	if (!each_row(c->txn, check_row, &rows) || !maestra_total(c->txn, &kept))
		return;
	if (kept.filas != rows.total.filas || kept.visitadas != rows.total.visitadas || kept.ultima < rows.total.ultima)
		hallazgo_indice(c, 0, "La base maestra tiene %u filas (%u visitadas) y su cuenta dice %u (%u)", rows.total.filas, rows.total.visitadas, kept.filas, kept.visitadas);
	if (busqueda_sum_read_in(c->txn, BUSQUEDA_MAESTRA, &words) && (words.pairs != rows.words.pairs || words.sum != rows.words.sum))
		hallazgo_indice(c, 0, "El índice de búsqueda de la base maestra no coincide con sus filas");
	hallazgo_sigue(c, hallazgo_indice);
}
