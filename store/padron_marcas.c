#include "store/padron_marcas.h"
#include <string.h>

static void note_codes(struct padron_marcas *m, const struct censo *c)
{
	m->situacion = arena_array(&m->arena, struct situacion, c->n_situacion + 1);
	m->comuna = arena_array(&m->arena, const char *, c->n_comuna + 1);
	m->n_situacion = c->n_situacion;
	m->n_comuna = c->n_comuna;
	for (int i = 0; i < c->n_situacion; i++)
		m->situacion[i] = (struct situacion){ arena_strdup(&m->arena, c->situacion[i].fase), arena_strdup(&m->arena, c->situacion[i].momento), arena_strdup(&m->arena, c->situacion[i].estado) };
	for (int i = 0; i < c->n_comuna; i++)
		m->comuna[i] = arena_strdup(&m->arena, c->comuna[i].id);
}

bool padron_marcas_valen(struct txn *txn, const struct padron_marcas *m)
{
	const struct censo *c = censo_get(txn, &txn->arena);
	bool same = c && c->n_situacion >= m->n_situacion && c->n_comuna >= m->n_comuna;

	for (int i = 0; same && i < m->n_situacion; i++)
		same = !strcmp(c->situacion[i].fase, m->situacion[i].fase) && !strcmp(c->situacion[i].momento, m->situacion[i].momento) && !strcmp(c->situacion[i].estado, m->situacion[i].estado);
	for (int i = 0; same && i < m->n_comuna; i++)
		same = strcmp(c->comuna[i].id, m->comuna[i]) == 0;
	return same;
}

/* The place of a page, or where it would stand. */
static int place(const struct padron_marcas *m, uint32_t page)
{
	int low = 0, high = m->n;

	while (low < high) {
		int middle = low + (high - low) / 2;
		if (m->hoja[middle]->n < page)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void add(struct padron_marcas *m, int at, const struct columna_pagina *p)
{
	struct padron_hoja *h = arena_new(&m->arena, struct padron_hoja);

	h->n = p->n;
	memcpy(h->marca, p->marca, sizeof h->marca);
	(void)ARENA_PUSH(&m->arena, m->hoja, m->n, m->cap);
	memmove(&m->hoja[at + 1], &m->hoja[at], sizeof *m->hoja * (size_t)(m->n - 1 - at));
	m->hoja[at] = h;
}

struct padron_marcas *padron_marcas_leer(struct txn *txn)
{
	struct columna_pagina *p = arena_new(&txn->arena, struct columna_pagina);
	const struct censo *censo = censo_get(txn, &txn->arena);
	struct arena home, scratch;

	if (!censo)
		return NULL;
	arena_init(&home);
	arena_init(&scratch);
	struct padron_marcas *m = arena_new(&home, struct padron_marcas);
	*m = (struct padron_marcas){ .arena = home };
	note_codes(m, censo);
	for (uint32_t n = 0; columna_siguiente(txn, &n) && columna_read(txn, p, n, COLUMNA_MARCAS, &scratch); n++, arena_reset(&scratch))
		add(m, m->n, p);
	arena_done(&scratch);
	if (txn_ok(txn))
		return m;
	padron_marcas_free(m);
	return NULL;
}

void padron_marcas_sigue(struct txn *txn, struct padron_marcas *m, uint32_t hogar)
{
	struct columna_pagina *p = arena_new(&txn->arena, struct columna_pagina);
	int at = place(m, hogar / COLUMNA_HOGARES);

	if (!columna_read(txn, p, hogar / COLUMNA_HOGARES, COLUMNA_MARCAS, &txn->arena))
		return;
	if (at < m->n && m->hoja[at]->n == p->n)
		memcpy(m->hoja[at]->marca, p->marca, sizeof p->marca);
	else
		add(m, at, p);
}

const uint8_t *padron_marcas_de(const struct padron_marcas *m, uint32_t hogar)
{
	static const uint8_t none[MARCA_BYTES];
	int at = place(m, hogar / COLUMNA_HOGARES);

	return at < m->n && m->hoja[at]->n == hogar / COLUMNA_HOGARES ? m->hoja[at]->marca[hogar % COLUMNA_HOGARES] : none;
}

void padron_marcas_listo(struct padron_marcas *m, uint32_t lugares)
{
	if (m->cap_puesto < m->n * COLUMNA_HOGARES) {
		m->cap_puesto = (m->n + 1) * COLUMNA_HOGARES;
		m->puesto = arena_array(&m->arena, struct padron_lugar, m->cap_puesto);
	}
	if (m->cap_antes < lugares) {
		m->cap_antes = lugares;
		m->antes = arena_array(&m->arena, uint32_t, lugares);
	}
	memset(m->antes, 0, lugares * sizeof *m->antes);
}

void padron_marcas_free(struct padron_marcas *m)
{
	if (!m)
		return;
	struct arena arena = m->arena;
	arena_done(&arena);
}
