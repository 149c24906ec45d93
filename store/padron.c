#include "store/padron.h"
#include "base/text.h"
#include "store/columna.h"
#include "store/env.h"
#include "store/fila.h"
#include "store/padron_criba.h"
#include <stdlib.h>
#include <string.h>

enum { CERCA = 200, LEIDAS_MAX = 1000, POCOS = 4096 };      /* rows from the top that need no walk; rows looked at for them; few enough to be compared */

struct nombrado { const char *nombre; uint32_t hogar; };
struct padron {
	struct arena arena;
	const char *key;                         /* what was asked */
	uint32_t *hogar; int n;                  /* in order; NULL: many, in the working memory of the marks, by number */
	uint32_t lugares;                        /* of those: one more than the last place */
};

/* A test that makes stores large by a word makes this small as well. */
static int by_name_max(const struct store *s)
{
	return s->vista_max > 0 && s->vista_max < POR_NOMBRE ? s->vista_max : POR_NOMBRE;
}

void padron_free(struct padron *p)
{
	if (!p)
		return;
	struct arena arena = p->arena;
	arena_done(&arena);
}

static void look(const struct criba *c, const struct columna_pagina *p, int i, padron_visita *visit, void *arg)
{
	uint32_t hogar = p->n * COLUMNA_HOGARES + (uint32_t)i;
	struct agenda agenda;
	struct marca m;

	if (!criba_bytes(c, p->marca[i], hogar))
		return;
	if (c->filtro->logro && !(marca_medida(p->marca[i]) && columna_logro(p, i, c->filtro->logro) == c->filtro->logro_estado))
		return;
	columna_marca(p, i, &m);
	if (criba_visita(c, &m, &agenda))
		visit(arg, hogar, &m, &agenda);
}

static unsigned parts_of(const struct criba *c)
{
	return COLUMNA_MARCAS | (c->filtro->logro ? COLUMNA_LOGROS : 0u);
}

bool padron_walk(struct txn *txn, const struct criba *c, padron_visita *visit, void *arg)
{
	struct columna_pagina *p = arena_new(&txn->arena, struct columna_pagina);
	struct arena scratch;

	arena_init(&scratch);
	for (uint32_t n = 0; !c->nadie && columna_siguiente(txn, &n) && columna_read(txn, p, n, parts_of(c), &scratch); n++, arena_reset(&scratch))
		for (int i = 0; i < COLUMNA_HOGARES; i++)
			look(c, p, i, visit, arg);
	arena_done(&scratch);
	return txn_ok(txn);
}

static int by_place(const void *a, const void *b)
{
	const struct padron_lugar *x = a, *y = b;

	return x->lugar != y->lugar ? (x->lugar < y->lugar ? -1 : 1) : (x->hogar > y->hogar) - (x->hogar < y->hogar);
}

static int by_name(const void *a, const void *b)
{
	const struct nombrado *x = a, *y = b;
	int order = strcmp(x->nombre, y->nombre);

	return order ? order : (x->hogar > y->hogar) - (x->hogar < y->hogar);
}

static void keep(struct padron *p, const struct padron_criba *c)
{
	p->n = c->n;
	p->hogar = arena_array(&p->arena, uint32_t, c->n + 1);
	for (int i = 0; i < c->n; i++)
		p->hogar[i] = c->item[i].hogar;
}

/* They come in order of number. Of many it is only counted how many stand at each place: a page is found by one look over them, and nobody turns all pages. */
static void settle(struct padron *p, struct padron_marcas *m, struct padron_criba *c)
{
	if (c->n > 1 && c->n <= POCOS)
		qsort(c->item, (size_t)c->n, sizeof *c->item, by_place);
	if (c->n <= POCOS) {
		keep(p, c);
		return;
	}
	p->n = c->n;
	p->lugares = c->last + 1;
	padron_marcas_listo(m, p->lugares + 1);
	for (int i = 0; i < c->n; i++)
		m->antes[c->item[i].lugar + 1]++;
	for (uint32_t k = 1; k <= p->lugares; k++)
		m->antes[k] += m->antes[k - 1];
}

/* The households from a place in the list on, so many at most. */
static int some_of(const struct padron *p, const struct padron_marcas *m, int desde, int n, struct arena *arena, uint32_t **out)
{
	uint32_t first = 0, last, from = (uint32_t)desde;

	n = n < p->n - desde ? n : p->n - desde;
	*out = p->hogar && n > 0 ? p->hogar + desde : NULL;
	if (p->hogar || n <= 0)
		return n > 0 ? n : 0;
	while (m->antes[first + 1] <= from)
		first++;
	for (last = first; m->antes[last + 1] < from + (uint32_t)n;)
		last++;
	uint32_t *seen = arena_array(arena, uint32_t, last - first + 1);
	*out = arena_array(arena, uint32_t, n);
	for (int i = 0; i < p->n; i++) {
		const struct padron_lugar *at = &m->puesto[i];
		if (at->lugar < first || at->lugar > last)
			continue;
		uint32_t rank = m->antes[at->lugar] + seen[at->lugar - first]++;
		if (rank >= from && rank < from + (uint32_t)n)
			(*out)[rank - from] = at->hogar;
	}
	return n;
}

/* The place is the account here. */
static void settle_by_name(struct txn *txn, struct padron *p, struct padron_criba *c)
{
	struct nombrado *list = arena_array(c->arena, struct nombrado, c->n + 1);
	struct fila_base row;

	for (int i = 0; i < c->n; i++) {
		bool found = fila_read(txn, c->item[i].lugar, c->item[i].hogar, c->arena, &row);
		list[i] = (struct nombrado){ found ? text_sort_key(c->arena, row.nombre) : "", c->item[i].hogar };
	}
	if (c->n > 1)
		qsort(list, (size_t)c->n, sizeof *list, by_name);
	keep(p, c);
	for (int i = 0; i < c->n; i++)
		p->hogar[i] = list[i].hogar;
}

/* A few households that words or drafts name are looked at one by one; else all. */
static void fill(struct txn *txn, struct vista *v, struct padron *p, struct criba *c, enum lista_orden orden)
{
	struct arena scratch;

	if (!v->marcas && !(v->marcas = padron_marcas_leer(txn)))
		return;
	arena_init(&scratch);
	criba_found(c, txn);
	bool drafts = c->filtro->borradores && (!c->by_text || c->n_draft < c->n_found), words = c->by_text && c->n_found <= POCOS;
	struct padron_criba to;
	padron_criba_init(&to, v->marcas, c, orden, &scratch);
	to.por_numero = c->by_text && c->n_found > by_name_max(txn->store);
	if (!c->nadie && (drafts || words))
		padron_criba_algunos(txn, v->marcas, drafts ? c->draft : c->found, drafts ? c->n_draft : c->n_found, &to);
	else if (!c->nadie)
		padron_criba_todos(txn, v->marcas, &to);
	if (c->by_text && orden == ORDEN_NOMBRE && c->n_found <= by_name_max(txn->store))
		settle_by_name(txn, p, &to);
	else
		settle(p, v->marcas, &to);
	arena_done(&scratch);
}

static const char *key_of(const struct filtro *f, enum lista_orden orden, struct arena *arena)
{
	const char *text[] = { f->texto, f->fase, f->momento, f->estado, f->comuna, f->cogestor, f->alerta };
	char *key = arena_printf(arena, "%d %d %d %d %d %d %d", (int)orden, f->agenda, f->celda, f->activos, (int)f->plazo, f->logro, (int)f->logro_estado);

	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		key = arena_printf(arena, "%s\n%d%s", key, text[i] != NULL, text[i] ? text[i] : "");
	return key;
}

/* The numbers, kept in the view unless they hang on drafts, which come and go without the journal. */
static struct padron *padron_get(struct txn *txn, struct vista *v, struct criba *c, enum lista_orden orden)
{
	const char *key = key_of(c->filtro, orden, &txn->arena);
	struct censo *censo = NULL;

	if (v->padron && !c->filtro->borradores && strcmp(v->padron->key, key) == 0)
		return v->padron;
	if (!(censo = censo_get(txn, &txn->arena)))
		return NULL;
	padron_free(v->padron);
	v->padron = NULL;
	criba_codes(c, txn, censo);
	struct arena home;
	arena_init(&home);
	struct padron *p = arena_new(&home, struct padron);
	*p = (struct padron){ .arena = home };
	p->key = arena_strdup(&p->arena, c->filtro->borradores ? "" : key);
	fill(txn, v, p, c, orden);
	if (!txn_ok(txn)) {
		padron_free(p);
		return NULL;
	}
	return v->padron = p;
}

static bool show(struct txn *txn, const struct criba *c, uint32_t account, uint32_t hogar, struct arena *arena, struct fila *out)
{
	struct fila_base base;

	if (account == 0 || !fila_read(txn, account, hogar, arena, &base))
		return false;
	fila_show(&base, hogar, c->ruta, c->hoy, out);
	out->borradores = criba_borradores(c, hogar);
	return true;
}

/* From the top, in the order of the table: the rows themselves answer, and no more are read than a list of that kind has near its top. False: too far. */
static bool near_top(struct txn *txn, const struct criba *c, int desde, int n, struct arena *arena, struct fila *out, int *given)
{
	const struct filtro *f = c->filtro;
	uint32_t account = f->cogestor ? c->account : c->scope;
	bool nobody = f->cogestor && (c->account == 0 || (c->scope && c->scope != c->account));
	struct key prefix = f->alerta ? key_lista(txn->store, LISTA_ALERTA, f->alerta, account, 0) : key_number(account);
	int at = 0, read = 0;
	struct walk w;

	if (!f->alerta && account == 0)
		key_init(&prefix);
	*given = 0;
	walk_begin(&w, txn, f->alerta ? TABLE_LISTA : TABLE_FILA, key_span(&prefix), WALK_UP);
	w.keys_only = true;
	while (!nobody && *given < n && read < LEIDAS_MAX && walk_next(&w)) {
		size_t from = f->alerta ? 8 : 0;
		struct fila *row = &out[*given];
		if (w.key.n != from + 8 || (read++, !show(txn, c, span_u32(w.key, from), span_u32(w.key, from + 4), arena, row)))
			continue;
		struct vista_fila seen = { .hogar = row->hogar, .account = span_u32(w.key, from), .fase = row->fase, .momento = row->momento, .estado = row->estado,
			.comuna = row->comuna, .alertas = row->medicion.known ? row->medicion.alertas : "", .agenda = row->agenda, .celda = row->celda };
		*given += criba_fila(c, &seen) && at++ >= desde;
	}
	bool whole = *given == n || nobody || !w.cursor;
	walk_end(&w);
	return whole;
}

static int show_some(struct txn *txn, const struct criba *c, const uint32_t *hogar, int n, struct arena *arena, struct fila *out)
{
	struct columna_pagina *page = arena_new(&txn->arena, struct columna_pagina);
	int given = 0;

	for (int i = 0; i < n && columna_read(txn, page, hogar[i] / COLUMNA_HOGARES, COLUMNA_MARCAS, &txn->arena); i++)
		given += show(txn, c, marca_account(page->marca[hogar[i] % COLUMNA_HOGARES]), hogar[i], arena, &out[given]);
	return given;
}

int padron_page(struct txn *txn, struct vista *v, const struct filtro *f, enum lista_orden orden, int desde, int n, struct arena *arena, struct fila **out, int *total)
{
	struct padron *p = v->padron;
	struct criba c;
	int given = 0, known;

	criba_init(&c, txn, v->ruta, f, v->hoy);
	bool here = p && !f->borradores && strcmp(p->key, key_of(f, orden, &txn->arena)) == 0;
	if (!here && !orden_por_dia(orden) && desde + n <= CERCA && padron_conocido(txn, &c, &known)) {
		int want = known - desde < n ? known - desde : n;
		if (total)
			*total = known;
		if (near_top(txn, &c, desde, want, arena, *out, &given))
			return given;
	}
	if (!(p = padron_get(txn, v, &c, orden)))
		return 0;
	if (total)
		*total = p->n;
	uint32_t *some;
	int k = some_of(p, v->marcas, desde, n, &txn->arena, &some);
	return show_some(txn, &c, some, k, arena, *out);
}

/* Two thousand answers are looked for at once: if there are no more, they can be put in order by name, and their number is known. */
int padron_hojear(struct txn *txn, struct vista *v, const struct filtro *f, enum lista_orden orden, int desde, int n, struct arena *arena, struct fila **out, int *total, bool *exacto)
{
	struct busqueda_lugar at = { 0 };
	struct padron found = { 0 };
	int most = by_name_max(txn->store);
	struct criba c;

	criba_init(&c, txn, v->ruta, f, v->hoy);
	bool here = v->padron && strcmp(v->padron->key, key_of(f, orden, &txn->arena)) == 0;
	if (here || orden_por_dia(orden) || !criba_solo_texto(&c) || desde + n > most)
		return padron_page(txn, v, f, orden, desde, n, arena, out, total);
	found.hogar = arena_array(&txn->arena, uint32_t, most + 1);
	struct pregunta *words = busqueda_begin(txn, BUSQUEDA_HOGARES, f->texto, &txn->arena);
	while (!at.fin && found.n <= most && txn_ok(txn))
		found.n += busqueda_next(words, &at, found.hogar + found.n, most + 1 - found.n);
	if (found.n <= most)
		return padron_page(txn, v, f, orden, desde, n, arena, out, total);
	*exacto = false;
	*total = found.n;
	return show_some(txn, &c, found.hogar + desde, found.n - desde < n ? found.n - desde : n, arena, *out);
}

int padron_count(struct txn *txn, struct vista *v, const struct filtro *f)
{
	struct padron *p;
	struct criba c;
	int n;

	criba_init(&c, txn, v->ruta, f, v->hoy);
	if (padron_conocido(txn, &c, &n))
		return n;
	if (v->padron && *v->padron->key && strcmp(strchr(v->padron->key, ' '), strchr(key_of(f, ORDEN_FOLIO, &txn->arena), ' ')) == 0)
		return v->padron->n;      /* in any order */
	p = padron_get(txn, v, &c, ORDEN_FOLIO);
	return p ? p->n : 0;
}
