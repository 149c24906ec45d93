#include "store/censo.h"
#include "store/codec.h"
#include "store/env.h"
#include "store/hash.h"
#include "store/op.h"
#include "store/columna.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { FORMATO = 1, CENSO_ITEMS = 6, GRUPO_ITEMS = 4, CODIGO_MAX = 0xffff };

static struct key census_key(const struct store *s, const char *what)
{
	struct hash h = hash_of(s, HASH_CONTADOR, span_of(what, strlen(what)));
	struct key k = key_number(0);

	key_bytes(&k, h.b, sizeof h.b);
	return k;
}

static struct key group_key(const struct store *s, uint16_t situacion, unsigned marcas, struct arena *scratch)
{
	return census_key(s, arena_printf(scratch, "g %u %u", situacion, marcas));
}

static bool damaged(struct txn *txn)
{
	return txn_fail(txn, ERR_DAMAGED, "Los contadores del tablero no se entienden; ejecute «logros verificar»");
}

static const char *word(struct codec_in *in)
{
	const char *text = codec_in_text(in);

	if (!text)
		in->bad = true;
	return text ? text : "";
}

static int number(struct codec_in *in)
{
	return (int)codec_in_uint(in, INT_MAX);
}

static void values_in(struct codec_in *in, struct arena *arena, struct censo_valor **list, int *n, int *cap)
{
	for (size_t k = codec_in_array(in); k > 0 && !in->bad; k--) {
		struct censo_valor *v = ARENA_PUSH(arena, *list, *n, *cap);
		if (codec_in_array(in) != 2)
			in->bad = true;
		v->id = word(in);
		v->n = number(in);
	}
}

static bool census_in(struct censo *c, struct span value)
{
	struct codec_in in;

	codec_in_init(&in, value, c->arena);
	if (codec_in_array(&in) != CENSO_ITEMS || codec_in_uint(&in, UINT32_MAX) != FORMATO)
		in.bad = true;
	for (size_t k = codec_in_array(&in); k > 0 && !in.bad; k--) {
		struct situacion *s = ARENA_PUSH(c->arena, c->situacion, c->n_situacion, c->cap_situacion);
		if (codec_in_array(&in) != 3)
			in.bad = true;
		*s = (struct situacion){ .fase = word(&in) };
		s->momento = word(&in);
		s->estado = word(&in);
	}
	values_in(&in, c->arena, &c->comuna, &c->n_comuna, &c->cap_comuna);
	if (codec_in_array(&in) != CELDAS)
		in.bad = true;
	for (int i = 0; i < CELDAS; i++)
		c->celda[i] = number(&in);
	c->medidos = number(&in);
	values_in(&in, c->arena, &c->alerta, &c->n_alerta, &c->cap_alerta);
	return codec_in_end(&in);
}

static void values_out(struct codec_out *out, const struct censo_valor *list, int n)
{
	codec_array(out, (size_t)n);
	for (int i = 0; i < n; i++) {
		codec_array(out, 2);
		codec_text(out, list[i].id);
		codec_uint(out, (uint64_t)(list[i].n > 0 ? list[i].n : 0));
	}
}

static struct span census_out(const struct censo *c, struct arena *scratch)
{
	struct codec_out out;

	codec_out_init(&out, scratch);
	codec_array(&out, CENSO_ITEMS);
	codec_uint(&out, FORMATO);
	codec_array(&out, (size_t)c->n_situacion);
	for (int i = 0; i < c->n_situacion; i++) {
		codec_array(&out, 3);
		codec_text(&out, c->situacion[i].fase);
		codec_text(&out, c->situacion[i].momento);
		codec_text(&out, c->situacion[i].estado);
	}
	values_out(&out, c->comuna, c->n_comuna);
	codec_array(&out, CELDAS);
	for (int i = 0; i < CELDAS; i++)
		codec_uint(&out, (uint64_t)(c->celda[i] > 0 ? c->celda[i] : 0));
	codec_uint(&out, (uint64_t)(c->medidos > 0 ? c->medidos : 0));
	values_out(&out, c->alerta, c->n_alerta);
	return codec_bytes_of(&out);
}

/* False: it is there and does not open; absent, it is empty. */
static bool read_value(struct txn *txn, const struct key *k, struct arena *arena, struct span *value)
{
	struct walk w;

	walk_begin(&w, txn, TABLE_CNT, key_span(k), WALK_UP);
	bool found = walk_next(&w), good = !found || !w.damaged;
	*value = found && good ? span_of(arena_copy(arena, w.value.p, w.value.n), w.value.n) : span_of("", 0);
	walk_end(&w);
	return good;
}

/* Without its codes the columns say nothing: all is made anew from the rows, so that nobody is kept from saving. */
static struct censo *make_anew(struct txn *txn)
{
	if (!listas_rebuild(txn) || !txn->op->censo)
		return NULL;
	txn->op->censo->rehecho = true;
	return txn->op->censo;
}

struct censo *censo_get(struct txn *txn, struct arena *arena)
{
	struct key k = census_key(txn->store, "censo");
	struct span value;

	if (txn->op && txn->op->censo)
		return txn_ok(txn) ? txn->op->censo : NULL;
	struct arena *home = txn->op ? &txn->arena : arena;
	struct censo *c = arena_new(home, struct censo);
	c->arena = home;
	c->write = txn->op != NULL;
	bool good = read_value(txn, &k, home, &value) && (value.n == 0 || census_in(c, value));
	if (!good && txn->op)
		return make_anew(txn);
	if (!good)
		damaged(txn);
	c->stored = value;
	if (txn->op)
		txn->op->censo = c;
	return txn_ok(txn) ? c : NULL;
}

uint16_t censo_situacion(struct censo *c, const char *fase, const char *momento, const char *estado)
{
	for (int i = 0; i < c->n_situacion; i++)
		if (!strcmp(c->situacion[i].momento, momento) && !strcmp(c->situacion[i].estado, estado) && !strcmp(c->situacion[i].fase, fase))
			return (uint16_t)(i + 1);
	if (!c->write || c->n_situacion == CODIGO_MAX)
		return 0;
	struct situacion s = { arena_strdup(c->arena, fase), arena_strdup(c->arena, momento), arena_strdup(c->arena, estado) };
	*ARENA_PUSH(c->arena, c->situacion, c->n_situacion, c->cap_situacion) = s;
	c->dirty = true;
	return (uint16_t)c->n_situacion;
}

static int find_value(const struct censo_valor *list, int n, const char *id)
{
	for (int i = 0; i < n; i++)
		if (strcmp(list[i].id, id) == 0)
			return i;
	return -1;
}

uint16_t censo_comuna(struct censo *c, const char *id)
{
	int at = *id ? find_value(c->comuna, c->n_comuna, id) : -1;

	if (at >= 0 || !*id || !c->write || c->n_comuna == CODIGO_MAX)
		return (uint16_t)(at + 1);
	*ARENA_PUSH(c->arena, c->comuna, c->n_comuna, c->cap_comuna) = (struct censo_valor){ .id = arena_strdup(c->arena, id) };
	c->dirty = true;
	return (uint16_t)c->n_comuna;
}

const struct situacion *censo_situacion_de(const struct censo *c, uint16_t code)
{
	static const struct situacion none = { "", "", "" };

	return code >= 1 && code <= c->n_situacion ? &c->situacion[code - 1] : &none;
}

int censo_alerta(const struct censo *c, const char *id)
{
	int at = find_value(c->alerta, c->n_alerta, id);

	return at < 0 ? 0 : c->alerta[at].n;
}

void censo_alerta_add(struct censo *c, const char *id, int change)
{
	int at = find_value(c->alerta, c->n_alerta, id);

	if (at < 0) {
		at = c->n_alerta;
		*ARENA_PUSH(c->arena, c->alerta, c->n_alerta, c->cap_alerta) = (struct censo_valor){ .id = arena_strdup(c->arena, id) };
	}
	c->alerta[at].n += change;
	c->dirty = true;
}

static void series_in(struct codec_in *in, struct arena *arena, struct censo_serie *s)
{
	size_t items = codec_in_array(in);
	int64_t day = 0;

	if (items % 2)
		in->bad = true;
	for (; items > 1 && !in->bad; items -= 2) {
		day += codec_in_int(in);
		*ARENA_PUSH(arena, s->item, s->n, s->cap) = (struct censo_dia){ .dia = (int32_t)day, .n = number(in) };
	}
}

static void series_out(struct codec_out *out, const struct censo_serie *s)
{
	int64_t day = 0;
	size_t n = 0;

	for (int i = 0; i < s->n; i++)
		n += s->item[i].n > 0;
	codec_array(out, 2 * n);
	for (int i = 0; i < s->n; i++)
		if (s->item[i].n > 0) {
			codec_int(out, s->item[i].dia - day);
			codec_uint(out, (uint64_t)s->item[i].n);
			day = s->item[i].dia;
		}
}

/* Ascending by day; days without anybody go when the series is written. */
static void series_add(struct censo *c, struct censo_serie *s, int32_t day, int change)
{
	int low = 0, high = s->n;

	if (day == DATE_NONE)
		return;
	while (low < high) {
		int middle = (low + high) / 2;
		if (s->item[middle].dia < day)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == s->n || s->item[low].dia != day) {
		(void)ARENA_PUSH(c->arena, s->item, s->n, s->cap);
		memmove(&s->item[low + 1], &s->item[low], sizeof *s->item * (size_t)(s->n - 1 - low));
		s->item[low] = (struct censo_dia){ .dia = day };
	}
	s->item[low].n += change;
}

static unsigned marks_of(const struct marca *m)
{
	return (m->abierta ? CENSO_ABIERTA : 0u) | (m->cierre ? CENSO_CIERRE : 0u);
}

static void count_in(struct censo *c, struct censo_grupo *g, const struct marca *m, int change)
{
	g->dirty = true;
	g->hogares += change;
	if (m->cierre)
		return;
	series_add(c, &g->ultima, m->ultima, change);
	series_add(c, &g->proxima, m->proxima, change);
}

/* From the columns, where each household still stands as it was counted. */
static void count_anew(struct txn *txn, struct censo *c, struct censo_grupo *g)
{
	struct columna_pagina *p = arena_new(c->arena, struct columna_pagina);

	*g = (struct censo_grupo){ .situacion = g->situacion, .marcas = g->marcas, .dirty = true };
	for (uint32_t n = 0; columna_siguiente(txn, &n) && columna_read(txn, p, n, COLUMNA_MARCAS, c->arena); n++)
		for (int i = 0; i < COLUMNA_HOGARES; i++) {
			struct marca m;
			columna_marca(p, i, &m);
			if (m.account && m.situacion == g->situacion && marks_of(&m) == g->marcas)
				count_in(c, g, &m, 1);
		}
}

struct censo_grupo *censo_grupo(struct txn *txn, struct censo *c, uint16_t situacion, unsigned marcas)
{
	struct key k = group_key(txn->store, situacion, marcas, c->arena);
	struct codec_in in;
	struct span value;

	for (int i = 0; i < c->n_grupo; i++)
		if (c->grupo[i]->situacion == situacion && c->grupo[i]->marcas == marcas)
			return c->grupo[i];
	struct censo_grupo *g = arena_new(c->arena, struct censo_grupo);
	*g = (struct censo_grupo){ .situacion = situacion, .marcas = marcas };
	bool good = c->aparte || read_value(txn, &k, c->arena, &value);
	if (!c->aparte && good && value.n > 0) {
		codec_in_init(&in, value, c->arena);
		if (codec_in_array(&in) != GRUPO_ITEMS || codec_in_uint(&in, UINT32_MAX) != FORMATO)
			in.bad = true;
		g->hogares = number(&in);
		series_in(&in, c->arena, &g->ultima);
		series_in(&in, c->arena, &g->proxima);
		good = codec_in_end(&in);
	}
	if (!good)
		count_anew(txn, c, g);
	*ARENA_PUSH(c->arena, c->grupo, c->n_grupo, c->cap_grupo) = g;
	return txn_ok(txn) ? g : NULL;
}

void censo_add(struct txn *txn, struct censo *c, const struct marca *r, int change)
{
	struct censo_grupo *g = censo_grupo(txn, c, r->situacion, marks_of(r));

	if (!g)
		return;
	count_in(c, g, r, change);
	c->celda[r->celda] += change;
	c->medidos += r->medida ? change : 0;
	if (r->comuna >= 1 && r->comuna <= c->n_comuna)
		c->comuna[r->comuna - 1].n += change;
	c->dirty = true;
}

static void put_group(struct txn *txn, struct censo *c, struct censo_grupo *g)
{
	struct key k = group_key(txn->store, g->situacion, g->marcas, c->arena);
	struct codec_out out;

	g->dirty = false;
	if (g->hogares <= 0) {
		table_del(txn, TABLE_CNT, key_span(&k));
		return;
	}
	codec_out_init(&out, c->arena);
	codec_array(&out, GRUPO_ITEMS);
	codec_uint(&out, FORMATO);
	codec_uint(&out, (uint64_t)g->hogares);
	series_out(&out, &g->ultima);
	series_out(&out, &g->proxima);
	table_put(txn, TABLE_CNT, key_span(&k), codec_bytes_of(&out));
}

bool censo_flush(struct txn *txn, struct censo *c)
{
	struct key k = census_key(txn->store, "censo");

	for (int i = 0; i < c->n_grupo; i++)
		if (c->grupo[i]->dirty)
			put_group(txn, c, c->grupo[i]);
	if (!c->dirty)
		return txn_ok(txn);
	struct span now = census_out(c, c->arena);
	if (now.n != c->stored.n || memcmp(now.p, c->stored.p, now.n) != 0)
		table_put(txn, TABLE_CNT, key_span(&k), now);
	c->stored = now;
	c->dirty = false;
	return txn_ok(txn);
}

void censo_clear(struct txn *txn)
{
	struct key prefix = key_number(0);
	struct walk w;

	walk_begin(&w, txn, TABLE_CNT, key_span(&prefix), WALK_UP);
	w.keys_only = true;
	while (walk_next(&w))
		table_del(txn, TABLE_CNT, w.key);
	walk_end(&w);
}
