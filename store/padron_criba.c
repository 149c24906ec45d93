#include "store/padron_criba.h"

/* As by_agreed in vista.c. */
static uint32_t place_of_day(int32_t agreed)
{
	return agreed == DATE_NONE ? UINT16_MAX + 1u : marca_dia(agreed);
}

/* As by_agenda in vista.c: what presses first. */
static uint32_t place_of(const struct agenda *a, unsigned last)
{
	enum agenda_estado estado = a->estado;
	static const uint32_t rank[] = { [AGENDA_EN_CURSO] = 0, [AGENDA_VENCIDA] = 1, [AGENDA_PENDIENTE] = 3, [AGENDA_BLOQUEADA] = 4, [AGENDA_CERRADA] = 5 };

	if (estado == AGENDA_PENDIENTE && a->acordada != DATE_NONE)
		return 2u << 16 | marca_dia(a->acordada);
	if (estado == AGENDA_BLOQUEADA)
		return rank[estado] << 16 | marca_dia(a->acordada != DATE_NONE ? a->acordada : a->desde);
	return rank[estado] << 16 | (estado == AGENDA_EN_CURSO || estado == AGENDA_CERRADA ? 0 : last);
}

/* Half a million times in a walk: what follows from the kind of household and the day of its last visit is worked out once for each. */
enum { DIAS = 4096, CLASES = 8, PASA = 1, CONOCIDO = 2, LUGAR = 2 };       /* days back from today; bits and shift of an entry */

/* PASA and the place, by the one function that knows. */
static uint32_t ask(const struct padron_criba *c, const uint8_t b[MARCA_BYTES])
{
	struct agenda a;
	struct marca m;

	marca_in(b, &m);
	bool passes = criba_visita(c->criba, &m, &a);
	uint32_t place = c->orden == ORDEN_AGENDA ? place_of(&a, marca_dos(b + 8)) : c->orden == ORDEN_ACORDADA ? place_of_day(a.acordada) : 0;
	return place << LUGAR | CONOCIDO | (passes ? PASA : 0);
}

static inline uint32_t asked(const struct padron_criba *c, const uint8_t b[MARCA_BYTES])
{
	unsigned code = marca_situacion(b), day = marca_dos(b + 8), since = day ? c->hoy - day : 0;
	const struct criba_situacion *s = &c->criba->situacion[code < (unsigned)c->criba->n_situacion ? code : 0];
	unsigned kind = (unsigned)s->exento | (b[7] & 1u) << 1 | ((unsigned)s->cerrada | (b[7] >> 1 & 1u)) << 2;
	uint32_t *known = &c->dia[kind * DIAS + since];

	if (marca_dos(b + 10) != 0 || since >= DIAS || (day && since == 0))      /* an agreed day, or one out of the table */
		return ask(c, b);
	return *known ? *known : (*known = ask(c, b));
}

static inline void collect(struct padron_criba *c, uint32_t hogar, const uint8_t b[MARCA_BYTES])
{
	if (!criba_bytes(c->criba, b, hogar))
		return;
	uint32_t seen = c->criba->con_agenda || orden_por_dia(c->orden) ? asked(c, b) : PASA;
	uint32_t place = orden_por_dia(c->orden) ? seen >> LUGAR : c->por_numero ? 0 : marca_account(b);
	c->item[c->n] = (struct padron_lugar){ .lugar = place, .hogar = hogar };
	c->n += (int)(seen & PASA);
	c->last = place > c->last ? place : c->last;
}

/* The state of a logro stands in another page, which is opened for those whose marks pass. */
static bool has_logro(struct txn *txn, struct columna_pagina *p, const struct filtro *f, uint32_t hogar, const uint8_t *b, struct arena *scratch)
{
	if (!f->logro)
		return true;
	return marca_medida(b) && columna_read(txn, p, hogar / COLUMNA_HOGARES, COLUMNA_LOGROS, scratch) && columna_logro(p, (int)(hogar % COLUMNA_HOGARES), f->logro) == f->logro_estado;
}

void padron_criba_algunos(struct txn *txn, const struct padron_marcas *m, const uint32_t *hogar, int n, struct padron_criba *to)
{
	struct columna_pagina *p = arena_new(&txn->arena, struct columna_pagina);

	for (int i = 0; i < n; i++) {
		const uint8_t *b = padron_marcas_de(m, hogar[i]);
		if ((i == 0 || hogar[i] != hogar[i - 1]) && has_logro(txn, p, to->criba->filtro, hogar[i], b, to->arena))
			collect(to, hogar[i], b);
	}
}

void padron_criba_todos(struct txn *txn, const struct padron_marcas *m, struct padron_criba *to)
{
	struct columna_pagina *p = arena_new(&txn->arena, struct columna_pagina);
	const struct filtro *f = to->criba->filtro;

	for (int k = 0; k < m->n; k++) {
		const struct padron_hoja *h = m->hoja[k];
		for (uint32_t i = 0; i < COLUMNA_HOGARES; i++)
			if (!f->logro || (criba_bytes(to->criba, h->marca[i], h->n * COLUMNA_HOGARES + i) && has_logro(txn, p, f, h->n * COLUMNA_HOGARES + i, h->marca[i], to->arena)))
				collect(to, h->n * COLUMNA_HOGARES + i, h->marca[i]);
	}
}

void padron_criba_init(struct padron_criba *to, struct padron_marcas *m, const struct criba *c, enum lista_orden orden, struct arena *arena)
{
	padron_marcas_listo(m, 1);
	*to = (struct padron_criba){ .arena = arena, .criba = c, .orden = orden, .item = m->puesto, .dia = arena_array(arena, uint32_t, CLASES * DIAS), .hoy = marca_dia(c->hoy) + 1 };
}
