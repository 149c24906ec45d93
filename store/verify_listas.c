/* Columns, census and lists of alerts, declared in hallazgo.h: each row is in them as it is, and nothing else is. The rows themselves are compared
 * with their records in verify_hogares.c. */
#include "store/columna.h"
#include "store/env.h"
#include "store/fila.h"
#include "store/hallazgo.h"
#include <string.h>

struct listas {
	struct check *c;
	struct arena scratch;
	struct columna_pagina pagina;
	struct censo *kept, *counted;
	uint64_t filas, alertas, en_columna, de_nadie;
};

static bool same_logros(const struct columna_pagina *p, int i, const struct medicion *m)
{
	for (int k = 1; k <= MEDICION_LOGROS; k++)
		if (columna_logro(p, i, k) != (m->known ? medicion_logro(m, k) : LOGRO_SIN_DATO))
			return false;
	return true;
}

static void check_alerts(struct listas *l, uint32_t account, uint32_t hogar, const struct medicion *m)
{
	char code[ALERTA_TEXT];

	for (const char *at = m->known ? m->alertas : ""; (at = alerta_cada(at, code));) {
		struct key k = key_lista(l->c->txn->store, LISTA_ALERTA, code, account, hogar);
		l->alertas++;
		censo_alerta_add(l->counted, code, 1);
		if (!table_has(l->c->txn, TABLE_LISTA, key_span(&k)))
			hallazgo_indice(l->c, hogar, "El hogar número %u falta en la lista de una alerta", hogar);
	}
}

static void check_row(struct listas *l, uint32_t account, uint32_t hogar, const struct fila_base *row)
{
	struct txn *txn = l->c->txn;
	int i = (int)(hogar % COLUMNA_HOGARES);
	uint8_t want[MARCA_BYTES];
	struct marca r;

	l->filas++;
	if (account >> 24) {
		hallazgo_indice(l->c, 0, "Una fila de las listas no es de ninguna cuenta");
		return;
	}
	marca_of(txn, l->kept, account, &row->hogar, &row->medicion, &r);
	marca_out(&r, want);
	if (!columna_read(txn, &l->pagina, hogar / COLUMNA_HOGARES, COLUMNA_MARCAS | COLUMNA_LOGROS, &l->scratch))
		return;
	if (memcmp(want, l->pagina.marca[i], sizeof want) != 0)
		hallazgo_indice(l->c, hogar, "Los filtros y contadores no tienen al hogar número %u como es", hogar);
	if (!same_logros(&l->pagina, i, &row->medicion))
		hallazgo_indice(l->c, hogar, "La columna de logros no coincide con la fila del hogar número %u", hogar);
	check_alerts(l, account, hogar, &row->medicion);
}

static void check_rows(struct listas *l)
{
	struct fila_base base;
	struct walk w;

	for (walk_begin(&w, l->c->txn, TABLE_FILA, span_of("", 0), WALK_UP); !hallazgo_tarde(l->c) && walk_next(&w); arena_reset(&l->scratch)) {
		uint32_t account = w.key.n == 8 ? span_u32(w.key, 0) : 0, hogar = account ? span_u32(w.key, 4) : 0;
		if (account && ((!w.damaged && fila_in(w.value, &l->scratch, &base)) || fila_rebuild(l->c->txn, hogar, &l->scratch, &base)))
			check_row(l, account, hogar, &base);
	}
	walk_end(&w);
}

static bool is_empty(const struct columna_pagina *p, int i)
{
	static const uint8_t none[MARCA_BYTES];

	return memcmp(p->marca[i], none, sizeof none) == 0 && same_logros(p, i, &(struct medicion){ 0 });
}

static void count_columns(struct listas *l)
{
	struct txn *txn = l->c->txn;

	for (uint32_t n = 0; columna_siguiente(txn, &n) && columna_read(txn, &l->pagina, n, COLUMNA_MARCAS | COLUMNA_LOGROS, &l->scratch); n++) {
		if (l->pagina.rehecha)      /* whoever reads it makes it anew, so it must be asked for */
			hallazgo_indice(l->c, 0, "No se entiende una página de las columnas");
		for (int i = 0; i < COLUMNA_HOGARES; i++) {
			struct marca r;
			columna_marca(&l->pagina, i, &r);
			if (r.account == 0) {
				l->de_nadie += !is_empty(&l->pagina, i);
				continue;
			}
			l->en_columna++;
			censo_add(txn, l->counted, &r, 1);
		}
	}
}

/* A group that nobody is in has no value. */
static bool same_keys(struct listas *l)
{
	struct key prefix = key_number(0);
	uint64_t due = l->kept->stored.n > 0, there = 0;
	struct walk w;

	for (int i = 0; i < l->counted->n_grupo; i++)
		due += l->counted->grupo[i]->hogares > 0;
	walk_begin(&w, l->c->txn, TABLE_CNT, key_span(&prefix), WALK_UP);
	w.keys_only = true;
	while (walk_next(&w))
		there++;
	walk_end(&w);
	return due == there;
}

static void compare_totals(struct listas *l)
{
	struct check *c = l->c;
	unsigned long long listed = table_count(c->txn, TABLE_LISTA);

	if (l->en_columna != l->filas)
		hallazgo_indice(c, 0, "Los filtros y contadores tienen %llu hogares y las listas %llu", (unsigned long long)l->en_columna, (unsigned long long)l->filas);
	if (l->de_nadie > 0)
		hallazgo_indice(c, 0, "Las columnas dicen algo de %llu hogares que no están en las listas", (unsigned long long)l->de_nadie);
	if (listed != l->alertas)
		hallazgo_indice(c, 0, "Las listas de alertas tienen %llu entradas y deberían tener %llu", listed, (unsigned long long)l->alertas);
	if (!censo_igual(c->txn, l->kept, l->counted) || !same_keys(l))
		hallazgo_indice(c, 0, "Los contadores del tablero no coinciden con las familias");
}

void verify_listas(struct check *c)
{
	struct listas l = { .c = c };
	struct arena home;

	if (!txn_ok(c->txn) || !table_present(c->txn, TABLE_COLUMNA))      /* an older format, opened for reading alone */
		return;
	arena_init(&home);
	arena_init(&l.scratch);
	l.kept = censo_get(c->txn, &home);
	if (l.kept) {
		l.counted = censo_nuevo(l.kept, &home);
		check_rows(&l);
		count_columns(&l);
		if (!c->cortada)
			compare_totals(&l);
	}
	arena_done(&l.scratch);
	arena_done(&home);
}
