/* The list of pairs to decide, declared in duda.h. A pair is shown to who may read both households; who may read one of them learns that there is another. */
#include "base/text.h"
#include "store/duda_par.h"
#include "store/env.h"
#include "store/fila.h"
#include "store/registro.h"
#include "store/vista.h"
#include <stdlib.h>
#include <string.h>

struct visible { uint32_t a, b; int puntos; enum semejanza_tipo tipo; const struct vista_fila *fila[2]; };
struct visibles { struct visible *item; int n, cap; };

static void add(struct txn *txn, const struct vista *v, struct arena *arena, struct visibles *l, uint32_t x, uint32_t y, bool all)
{
	struct visible p = { .a = x < y ? x : y, .b = x < y ? y : x };

	if (!all) {
		p.fila[0] = vista_hogar(txn, v, p.a);
		p.fila[1] = vista_hogar(txn, v, p.b);
	}
	if (all || p.fila[0] || p.fila[1])
		*ARENA_PUSH(arena, l->item, l->n, l->cap) = p;
}

/* Each pair stands in the table under both numbers: the one where the smaller comes first is taken. */
static void collect_all(struct txn *txn, const struct vista *v, struct arena *arena, struct visibles *l, bool all)
{
	struct walk w;

	walk_begin(&w, txn, TABLE_DUDA, span_of("", 0), WALK_UP);
	w.keys_only = true;
	while (walk_next(&w))
		if (w.key.n == 8 && span_u32(w.key, 0) < span_u32(w.key, 4))
			add(txn, v, arena, l, span_u32(w.key, 0), span_u32(w.key, 4), all);
	walk_end(&w);
}

/* The pairs of the actor's own households, however many there are of others; between two of them from the smaller number. */
static void collect_own(struct txn *txn, const struct vista *v, struct arena *arena, struct visibles *l)
{
	struct walk w;

	for (int i = 0; i < v->n_fila; i++) {
		struct key prefix = key_number(v->fila[i].hogar);
		walk_begin(&w, txn, TABLE_DUDA, key_span(&prefix), WALK_UP);
		w.keys_only = true;
		while (walk_next(&w))
			if (w.key.n == 8 && (span_u32(w.key, 4) > v->fila[i].hogar || !vista_find(v, span_u32(w.key, 4))))
				add(txn, v, arena, l, v->fila[i].hogar, span_u32(w.key, 4), false);
		walk_end(&w);
	}
}

static void collect(struct txn *txn, const struct vista *v, struct arena *arena, struct visibles *l)
{
	bool all = permiso_all(txn->store, PERMISO_LEER);

	if (all || v->grande)
		collect_all(txn, v, arena, l, all);
	else
		collect_own(txn, v, arena, l);
}

static void read_value(struct txn *txn, struct visible *p, struct arena *arena)
{
	struct key k = duda_key(p->a, p->b);
	struct duda_par value;
	struct walk w;

	walk_begin(&w, txn, TABLE_DUDA, key_span(&k), WALK_UP);
	if (walk_next(&w) && !w.damaged && duda_in(w.value, arena, &value)) {
		p->puntos = value.puntos;
		p->tipo = value.tipo;
	}
	walk_end(&w);
}

static int most_alike_first(const void *x, const void *y)
{
	const struct visible *a = x, *b = y;

	if (a->puntos != b->puntos)
		return b->puntos - a->puntos;
	return a->a != b->a ? (a->a > b->a) - (a->a < b->a) : (a->b > b->b) - (a->b < b->b);
}

/* ---- in words ---- */

static const char *who(const struct ficha *f, const struct rasgos *r, struct arena *arena)
{
	return integrante_nombre(ficha_record(f, RECORD_INTEGRANTE, r->seq), arena);
}

static void explain(struct txn *txn, const struct visible *p, struct arena *arena, struct duda *d)
{
	struct rasgos_hogar ra, rb;
	struct semejanza s;
	struct ficha a, b;

	if (!familia_load(txn, p->a, RECORD_INTEGRANTE, arena, &a, NULL) || !familia_load(txn, p->b, RECORD_INTEGRANTE, arena, &b, NULL))
		return;
	rasgos_hogar_of(&a, arena, &ra);
	rasgos_hogar_of(&b, arena, &rb);
	semejanza_hogares(&ra, &rb, arena, &s);
	d->linea = arena_array(arena, const char *, s.n + 1);
	for (int i = 0; i < s.n; i++) {
		const struct rasgos *x = &ra.persona[s.coincidencia[i].a], *y = &rb.persona[s.coincidencia[i].b];
		const char *why;
		semejanza_persona(x, y, &ra, &rb, arena, &why);
		d->linea[d->n_linea++] = arena_printf(arena, "%s y %s: %s", who(&a, x, arena), who(&b, y, arena), why);
	}
}

static bool row(struct txn *txn, const struct vista *v, const struct vista_fila *from, struct arena *arena, struct fila *out)
{
	struct fila_base base;

	if (!fila_read(txn, from->account, from->hogar, arena, &base))
		return false;
	fila_show(&base, from->hogar, v->ruta, v->hoy, out);
	return true;
}

/* Of a family that is not the actor's, nothing but that it is there. */
static void show(struct txn *txn, const struct vista *v, const struct visible *p, struct arena *arena, struct duda *d)
{
	*d = (struct duda){ .a = p->a, .b = p->b, .tipo = p->tipo, .puntos = p->puntos, .ajena = !p->fila[0] || !p->fila[1] };
	if (d->ajena) {
		row(txn, v, p->fila[0] ? p->fila[0] : p->fila[1], arena, &d->fila[0]);
		d->a = d->fila[0].hogar;
		d->b = 0;
		return;
	}
	row(txn, v, p->fila[0], arena, &d->fila[0]);
	row(txn, v, p->fila[1], arena, &d->fila[1]);
	explain(txn, p, arena, d);
}

static void ranked(struct txn *txn, const struct vista *v, struct visibles *l)
{
	collect(txn, v, &txn->arena, l);
	for (int i = 0; i < l->n; i++)
		read_value(txn, &l->item[i], &txn->arena);
	if (l->n > 1)
		qsort(l->item, (size_t)l->n, sizeof *l->item, most_alike_first);
}

int duda_todas(struct txn *txn, const struct ruta *ruta, int32_t hoy, struct arena *arena, struct duda_lugar **out)
{
	const struct vista *v = vista_get(txn, ruta, hoy);
	struct visibles l = { 0 };

	if (v)
		ranked(txn, v, &l);
	*out = arena_array(arena, struct duda_lugar, l.n + 1);
	for (int i = 0; i < l.n; i++)
		(*out)[i] = (struct duda_lugar){ l.item[i].a, l.item[i].b };
	return l.n;
}

int duda_page(struct txn *txn, const struct ruta *ruta, int32_t hoy, int desde, int n, struct arena *arena, struct duda **out, int *total)
{
	const struct vista *v = vista_get(txn, ruta, hoy);
	struct visibles l = { 0 };
	int given = 0;

	*out = arena_array(arena, struct duda, n > 0 ? n : 1);
	if (total)
		*total = 0;
	if (!v)
		return 0;
	ranked(txn, v, &l);
	for (int i = desde; i < l.n && given < n; i++) {
		l.item[i].fila[0] = vista_hogar(txn, v, l.item[i].a);
		l.item[i].fila[1] = vista_hogar(txn, v, l.item[i].b);
		show(txn, v, &l.item[i], arena, &(*out)[given++]);
	}
	if (total)
		*total = l.n;
	return given;
}

int duda_count(struct txn *txn, const struct ruta *ruta, int32_t hoy)
{
	const struct vista *v = vista_get(txn, ruta, hoy);
	struct visibles l = { 0 };

	if (v && permiso_all(txn->store, PERMISO_LEER))
		return (int)(table_count(txn, TABLE_DUDA) / 2);
	if (v)
		collect(txn, v, &txn->arena, &l);
	return l.n;
}

int duda_con_par(struct txn *txn, const uint32_t *hogar, int n)
{
	int found = 0;

	for (int i = 0; i < n; i++) {
		struct key prefix = key_number(hogar[i]);
		struct walk w;
		walk_begin(&w, txn, TABLE_DUDA, key_span(&prefix), WALK_UP);
		w.keys_only = true;
		found += walk_next(&w);
		walk_end(&w);
	}
	return found;
}

bool duda_get(struct txn *txn, const struct ruta *ruta, uint32_t a, uint32_t b, int32_t hoy, struct arena *arena, struct duda *d)
{
	const struct vista *v = vista_get(txn, ruta, hoy);
	struct key k = duda_key(a < b ? a : b, a < b ? b : a);
	struct visible p = { .a = a < b ? a : b, .b = a < b ? b : a };

	if (!v || !table_has(txn, TABLE_DUDA, key_span(&k)))
		return false;
	p.fila[0] = vista_hogar(txn, v, p.a);
	p.fila[1] = vista_hogar(txn, v, p.b);
	if (!p.fila[0] && !p.fila[1])
		return false;
	read_value(txn, &p, &txn->arena);
	show(txn, v, &p, arena, d);
	return true;
}
