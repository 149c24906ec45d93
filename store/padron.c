#include "store/padron.h"
#include "base/text.h"
#include "store/columna.h"
#include "store/env.h"
#include "store/fila.h"
#include <stdlib.h>
#include <string.h>

enum { CERCA = 200, LEIDAS_MAX = 1000, POCOS = 4096 };      /* rows from the top that need no walk; rows looked at for them; few enough to be compared */

struct puesto { uint32_t lugar, hogar; };       /* place in the order */
struct nombrado { const char *nombre; uint32_t hogar; };
struct padron {
	struct arena arena;
	const char *key;                         /* what was asked */
	uint32_t *hogar; int n;
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

/* As by_agenda in vista.c: what presses first. */
static uint32_t place_of(enum lista_orden orden, const struct marca *m, const struct agenda *a)
{
	static const uint32_t rank[] = { [AGENDA_EN_CURSO] = 0, [AGENDA_VENCIDA] = 1, [AGENDA_PENDIENTE] = 3, [AGENDA_BLOQUEADA] = 4, [AGENDA_CERRADA] = 5 };
	uint32_t day = marca_dia(m->ultima);

	if (orden != ORDEN_AGENDA)
		return m->account;
	if (a->estado == AGENDA_PENDIENTE && a->acordada != DATE_NONE)
		return 2u << 16 | marca_dia(a->acordada);
	return rank[a->estado] << 16 | (a->estado == AGENDA_EN_CURSO || a->estado == AGENDA_CERRADA ? 0 : day);
}

struct collect { struct arena *arena; enum lista_orden orden; bool por_numero; struct puesto *item; int n, cap; uint32_t last; };

static void collect(void *arg, uint32_t hogar, const struct marca *m, const struct agenda *a)
{
	struct collect *c = arg;
	uint32_t place = c->por_numero && c->orden != ORDEN_AGENDA ? 0 : place_of(c->orden, m, a);

	*ARENA_PUSH(c->arena, c->item, c->n, c->cap) = (struct puesto){ .lugar = place, .hogar = hogar };
	c->last = place > c->last ? place : c->last;
}

static int by_place(const void *a, const void *b)
{
	const struct puesto *x = a, *y = b;

	return x->lugar != y->lugar ? (x->lugar < y->lugar ? -1 : 1) : (x->hogar > y->hogar) - (x->hogar < y->hogar);
}

static int by_name(const void *a, const void *b)
{
	const struct nombrado *x = a, *y = b;
	int order = strcmp(x->nombre, y->nombre);

	return order ? order : (x->hogar > y->hogar) - (x->hogar < y->hogar);
}

static void keep(struct padron *p, const struct collect *c)
{
	p->n = c->n;
	p->hogar = arena_array(&p->arena, uint32_t, c->n + 1);
	for (int i = 0; i < c->n; i++)
		p->hogar[i] = c->item[i].hogar;
}

/* They come in order of number; a stable count by place puts many of them in order of both. */
static void settle(struct padron *p, struct collect *c)
{
	if (c->n > 1 && c->n <= POCOS)
		qsort(c->item, (size_t)c->n, sizeof *c->item, by_place);
	keep(p, c);
	if (c->n <= POCOS)
		return;
	uint32_t *start = arena_array(c->arena, uint32_t, c->last + 2);
	for (int i = 0; i < c->n; i++)
		start[c->item[i].lugar + 1]++;
	for (uint32_t k = 1; k <= c->last; k++)
		start[k] += start[k - 1];
	for (int i = 0; i < c->n; i++)
		p->hogar[start[c->item[i].lugar]++] = c->item[i].hogar;
}

/* The place is the account here. */
static void settle_by_name(struct txn *txn, struct padron *p, struct collect *c)
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

/* A few households are looked at one by one. */
static void collect_few(struct txn *txn, const struct criba *c, const uint32_t *hogar, int n, struct collect *to)
{
	struct columna_pagina *p = arena_new(&txn->arena, struct columna_pagina);

	for (int i = 0; !c->nadie && i < n && columna_read(txn, p, hogar[i] / COLUMNA_HOGARES, parts_of(c), &txn->arena); i++)
		if (i == 0 || hogar[i] != hogar[i - 1])
			look(c, p, (int)(hogar[i] % COLUMNA_HOGARES), collect, to);
}

/* A few households that words or drafts name are looked at one by one; else all columns are walked. */
static void fill(struct txn *txn, struct padron *p, struct criba *c, enum lista_orden orden)
{
	struct arena scratch;

	arena_init(&scratch);
	criba_found(c, txn);
	bool drafts = c->filtro->borradores && (!c->by_text || c->n_draft < c->n_found), words = c->by_text && c->n_found <= POCOS;
	struct collect to = { .arena = &scratch, .orden = orden, .por_numero = c->by_text && c->n_found > by_name_max(txn->store) };
	if (drafts || words)
		collect_few(txn, c, drafts ? c->draft : c->found, drafts ? c->n_draft : c->n_found, &to);
	else
		padron_walk(txn, c, collect, &to);
	if (c->by_text && orden == ORDEN_NOMBRE && c->n_found <= by_name_max(txn->store))
		settle_by_name(txn, p, &to);
	else
		settle(p, &to);
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
	fill(txn, p, c, orden);
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

static int show_some(struct txn *txn, const struct criba *c, const struct padron *p, int desde, int n, struct arena *arena, struct fila *out)
{
	struct columna_pagina *page = arena_new(&txn->arena, struct columna_pagina);
	int given = 0;

	for (int i = desde; i < p->n && given < n; i++) {
		uint32_t hogar = p->hogar[i];
		if (!columna_read(txn, page, hogar / COLUMNA_HOGARES, COLUMNA_MARCAS, &txn->arena))
			break;
		given += show(txn, c, marca_account(page->marca[hogar % COLUMNA_HOGARES]), hogar, arena, &out[given]);
	}
	return given;
}

int padron_page(struct txn *txn, struct vista *v, const struct filtro *f, enum lista_orden orden, int desde, int n, struct arena *arena, struct fila **out, int *total)
{
	struct padron *p = v->padron;
	struct criba c;
	int given = 0, known;

	criba_init(&c, txn, v->ruta, f, v->hoy);
	bool here = p && !f->borradores && strcmp(p->key, key_of(f, orden, &txn->arena)) == 0;
	if (!here && orden != ORDEN_AGENDA && desde + n <= CERCA && padron_conocido(txn, &c, &known)) {
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
	return show_some(txn, &c, p, desde, n, arena, *out);
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
	if (here || orden == ORDEN_AGENDA || !criba_solo_texto(&c) || desde + n > most)
		return padron_page(txn, v, f, orden, desde, n, arena, out, total);
	found.hogar = arena_array(&txn->arena, uint32_t, most + 1);
	struct pregunta *words = busqueda_begin(txn, BUSQUEDA_HOGARES, f->texto, &txn->arena);
	while (!at.fin && found.n <= most && txn_ok(txn))
		found.n += busqueda_next(words, &at, found.hogar + found.n, most + 1 - found.n);
	if (found.n <= most)
		return padron_page(txn, v, f, orden, desde, n, arena, out, total);
	*exacto = false;
	*total = found.n;
	return show_some(txn, &c, &found, desde, n, arena, *out);
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
