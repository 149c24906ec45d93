/* Households by what they are, declared in lista.h: from the rows in memory, from the census, or from one walk over the columns. */
#include "store/columna.h"
#include "store/lista.h"
#include "store/padron.h"
#include "store/user.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct counting {
	struct txn *txn;
	struct arena *arena;
	enum lista_por por;
	struct censo *censo;
	struct lista_valor *item; int n, cap;
	int *of_account, cap_account;                /* position in item and one more, by account */
};

static struct lista_valor *value_of(struct counting *k, const char *id)
{
	for (int i = 0; i < k->n; i++)
		if (strcmp(k->item[i].id, id) == 0)
			return &k->item[i];
	struct lista_valor *v = ARENA_PUSH(k->arena, k->item, k->n, k->cap);
	*v = (struct lista_valor){ .id = arena_strdup(k->arena, id) };
	return v;
}

static struct lista_valor *account_of(struct counting *k, uint32_t account)
{
	struct cuenta c;

	while ((uint32_t)k->cap_account <= account) {
		int cap = k->cap_account ? 2 * k->cap_account : 64;
		k->of_account = arena_grow(k->arena, k->of_account, sizeof(int) * (size_t)k->cap_account, sizeof(int) * (size_t)cap);
		k->cap_account = cap;
	}
	if (k->of_account[account])
		return &k->item[k->of_account[account] - 1];
	struct lista_valor *v = value_of(k, cuenta_get(k->txn, account, k->arena, &c) ? c.usuario : "");
	k->of_account[account] = (int)(v - k->item) + 1;
	return v;
}

static void add(struct lista_valor *v, int hogares, const struct agenda *a)
{
	v->hogares += hogares;
	v->vencidas += a && a->estado == AGENDA_VENCIDA;
	v->pendientes += a && a->estado == AGENDA_PENDIENTE;
	v->en_curso += a && a->estado == AGENDA_EN_CURSO;
}

static void add_alerts(struct counting *k, const char *ids, const struct agenda *a)
{
	char code[ALERTA_TEXT];

	while ((ids = alerta_cada(ids, code)))
		add(value_of(k, code), 1, a);
}

static const char *text_of(const struct vista_fila *row, enum lista_por por)
{
	switch (por) {
	case POR_FASE: return row->fase;
	case POR_MOMENTO: return row->momento;
	case POR_ESTADO: return row->estado;
	case POR_COMUNA: return row->comuna;
	case POR_CELDA: case POR_ALERTA: case POR_COGESTOR: break;
	}
	return "";
}

static void count_row(struct counting *k, const struct vista_fila *row)
{
	char cell[12];

	snprintf(cell, sizeof cell, "%d", row->celda);
	if (k->por == POR_COGESTOR)
		add(account_of(k, row->account), 1, &row->agenda);
	else if (k->por == POR_ALERTA)
		add_alerts(k, row->alertas, &row->agenda);
	else
		add(value_of(k, k->por == POR_CELDA ? cell : text_of(row, k->por)), 1, &row->agenda);
}

static void count_mark(void *arg, uint32_t hogar, const struct marca *m, const struct agenda *a)
{
	struct counting *k = arg;
	const struct situacion *s = censo_situacion_de(k->censo, m->situacion);
	struct vista_fila row = { .hogar = hogar, .account = m->account, .fase = s->fase, .momento = s->momento, .estado = s->estado, .celda = m->celda, .agenda = *a,
		.comuna = m->comuna ? k->censo->comuna[m->comuna - 1].id : "", .alertas = "" };

	count_row(k, &row);
}

static void from_census(struct counting *k)
{
	const struct censo *c = k->censo;
	char cell[12];

	for (int i = 0; k->por == POR_CELDA && i < CELDAS; i++) {
		snprintf(cell, sizeof cell, "%d", i);
		add(value_of(k, cell), c->celda[i], NULL);
	}
	for (int i = 0; k->por == POR_ALERTA && i < c->n_alerta; i++)
		add(value_of(k, c->alerta[i].id), c->alerta[i].n, NULL);
	for (int i = 0; k->por == POR_COMUNA && i < c->n_comuna; i++)
		add(value_of(k, c->comuna[i].id), c->comuna[i].n, NULL);
	for (int i = 0; k->por <= POR_ESTADO && i <= c->n_situacion; i++) {
		const struct situacion *s = censo_situacion_de(c, (uint16_t)i);
		for (unsigned m = 0; m < CENSO_MARCAS; m++) {
			const struct censo_grupo *g = censo_grupo(k->txn, k->censo, (uint16_t)i, m);
			add(value_of(k, k->por == POR_FASE ? s->fase : k->por == POR_MOMENTO ? s->momento : s->estado), g ? g->hogares : 0, NULL);
		}
	}
}

/* Alerts stand in no column: who sees a part of a large store has their lists. */
static void alerts_of(struct counting *k, uint32_t account)
{
	for (int i = 0; i < k->censo->n_alerta; i++) {
		struct key prefix = key_lista(k->txn->store, LISTA_ALERTA, k->censo->alerta[i].id, account, 0);
		struct walk w;
		int n = 0;
		for (walk_begin(&w, k->txn, TABLE_LISTA, key_span(&prefix), WALK_UP); walk_next(&w);)
			n++;
		walk_end(&w);
		add(value_of(k, k->censo->alerta[i].id), n, NULL);
	}
}

static void count_large(struct counting *k, const struct vista *v)
{
	struct filtro all = FILTRO_TODO;
	struct criba c;

	if (!(k->censo = censo_get(k->txn, k->arena)))
		return;
	criba_init(&c, k->txn, v->ruta, &all, v->hoy);
	criba_codes(&c, k->txn, k->censo);
	if (k->por == POR_ALERTA && c.scope)
		alerts_of(k, c.scope);
	else if (k->por == POR_COGESTOR || c.scope)
		padron_walk(k->txn, &c, count_mark, k);
	else
		from_census(k);
}

static int by_id(const void *a, const void *b)
{
	const struct lista_valor *x = a, *y = b;

	return strcmp(x->id, y->id);
}

int lista_por(struct txn *txn, const struct ruta *ruta, enum lista_por por, int32_t hoy, struct arena *arena, struct lista_valor **out)
{
	const struct vista *v = vista_get(txn, ruta, hoy);
	struct counting k = { .txn = txn, .arena = arena, .por = por };
	int n = 0;

	*out = NULL;
	if (!v)
		return 0;
	if (v->grande)
		count_large(&k, v);
	for (int i = 0; !v->grande && i < v->n_fila; i++)
		count_row(&k, &v->fila[i]);
	for (int i = 0; i < k.n; i++)
		if (k.item[i].hogares > 0)
			k.item[n++] = k.item[i];
	if (n > 1)
		qsort(k.item, (size_t)n, sizeof *k.item, by_id);
	*out = k.item;
	return txn_ok(txn) ? n : 0;
}
