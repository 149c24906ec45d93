#include "store/padron.h"
#include "store/borrador.h"
#include "store/contador.h"
#include "store/env.h"
#include "store/indice.h"
#include <string.h>

typedef void each_day(void *arg, const struct criba_situacion *, unsigned marks, int32_t ultima, int n);

/* Each kind of household of the census with the day of its last visit (DATE_NONE: never). Those with a date of closing have no days. */
static bool walk_days(struct txn *txn, const struct criba *c, struct censo *censo, each_day *visit, void *arg)
{
	for (int i = 0; i < c->n_situacion; i++)
		for (unsigned m = 0; m < CENSO_MARCAS; m++) {
			const struct censo_grupo *g = censo_grupo(txn, censo, (uint16_t)i, m);
			if (!g)
				return false;
			int rest = g->hogares;
			for (int k = 0; k < g->ultima.n; k++) {
				visit(arg, &c->situacion[i], m, g->ultima.item[k].dia, g->ultima.item[k].n);
				rest -= g->ultima.item[k].n;
			}
			if (rest > 0)
				visit(arg, &c->situacion[i], m, DATE_NONE, rest);
		}
	return true;
}

static enum agenda_estado state_of(const struct criba *c, const struct criba_situacion *s, unsigned marks, int32_t ultima)
{
	struct agenda_hechos h = { .cerrada = s->cerrada || marks & CENSO_CIERRE, .exento = s->exento, .abierta = marks & CENSO_ABIERTA, .ultima = ultima, .proxima = DATE_NONE };
	struct agenda a;

	agenda_de(c->ruta, &h, c->hoy, &a);
	return a.estado;
}

struct tally { const struct criba *c; int n, by_state[AGENDA_CERRADA + 1], agreed; };

static void count_day(void *arg, const struct criba_situacion *s, unsigned marks, int32_t ultima, int n)
{
	struct tally *t = arg;
	const struct filtro *f = t->c->filtro;
	enum agenda_estado estado = state_of(t->c, s, marks, ultima);

	t->by_state[estado] += n;
	if (s->pasa && (f->agenda < 0 || (int)estado == f->agenda) && (!f->activos || estado != AGENDA_CERRADA))
		t->n += n;
}

/* Households whose agreed day lies in the span. */
static int agreed(struct txn *txn, const struct criba *c, struct censo *censo, enum lista_plazo plazo)
{
	int n = 0;

	for (int i = 0; i < c->n_situacion; i++)
		for (unsigned m = 0; m < CENSO_CIERRE; m++) {
			const struct censo_grupo *g = censo_grupo(txn, censo, (uint16_t)i, m);
			for (int k = 0; g && k < g->proxima.n && c->situacion[i].pasa && !c->situacion[i].cerrada; k++)
				n += plazo_es(plazo, g->proxima.item[k].dia, c->hoy) ? g->proxima.item[k].n : 0;
		}
	return n;
}

static int of_account(struct txn *txn, uint32_t account)
{
	struct key prefix = key_number(account);
	struct walk w;
	int n = 0;

	for (walk_begin(&w, txn, TABLE_CNT, key_span(&prefix), WALK_UP); account != 0 && walk_next(&w);) {
		struct conteo c;
		n += !w.damaged && contador_in(w.value, &txn->arena, &c) ? c.hogares : 0;
	}
	walk_end(&w);
	return n;
}

int padron_hogares(struct txn *txn, uint32_t scope)
{
	if (!indice_flush(txn))
		return 0;
	return scope ? of_account(txn, scope) : (int)table_count(txn, TABLE_FILA);
}

bool padron_conocido(struct txn *txn, const struct criba *c, int *n)
{
	const struct filtro *f = c->filtro;
	bool by_kind = f->fase || f->momento || f->estado || f->agenda >= 0 || f->activos;
	int others = (f->comuna != NULL) + (f->celda >= 0) + (f->alerta != NULL) + (f->cogestor != NULL) + (f->plazo != PLAZO_TODOS);
	struct criba ready = *c;
	struct tally t = { .c = &ready };
	struct censo *censo;

	if (c->by_text || f->borradores || f->logro || others + (by_kind && !(f->plazo != PLAZO_TODOS && f->agenda < 0)) > 1)
		return false;
	if (!by_kind && (others == 0 || f->cogestor)) {
		*n = padron_hogares(txn, f->cogestor ? c->account : c->scope);
		if (f->cogestor && (c->account == 0 || (c->scope && c->scope != c->account)))
			*n = 0;
		return txn_ok(txn);
	}
	if (c->scope || !(censo = censo_get(txn, &txn->arena)))
		return false;
	criba_codes(&ready, txn, censo);
	if (f->plazo != PLAZO_TODOS) {
		*n = agreed(txn, &ready, censo, f->plazo);
	} else if (f->alerta) {
		*n = censo_alerta(censo, f->alerta);
	} else if (f->celda >= 0) {
		*n = f->celda < CELDAS ? censo->celda[f->celda] : 0;
	} else if (f->comuna) {
		if (ready.comuna < 1)
			return false;
		*n = ready.comuna == COMUNA_NADIE ? 0 : censo->comuna[ready.comuna - 1].n;
	} else {
		walk_days(txn, &ready, censo, count_day, &t);
		*n = t.n;
	}
	return txn_ok(txn);
}

/* Who sees only a part of a large store: its own part is walked. */
static void count_household(void *arg, uint32_t hogar, const struct marca *m, const struct agenda *a)
{
	struct tally *t = arg;

	(void)hogar;
	(void)m;
	t->by_state[a->estado]++;
	t->agreed += a->estado != AGENDA_CERRADA && a->acordada == t->c->hoy;
}

void padron_resumen(struct txn *txn, const struct vista *v, struct resumen_dia *r)
{
	struct filtro all = FILTRO_TODO;
	struct censo *censo = censo_get(txn, &txn->arena);
	struct criba c;
	struct tally t = { .c = &c };

	if (!censo)
		return;
	criba_init(&c, txn, v->ruta, &all, v->hoy);
	criba_codes(&c, txn, censo);
	if (c.scope) {
		padron_walk(txn, &c, count_household, &t);
	} else {
		walk_days(txn, &c, censo, count_day, &t);
		t.agreed = agreed(txn, &c, censo, PLAZO_HOY);
	}
	const int *n = t.by_state;
	*r = (struct resumen_dia){ .en_curso = n[AGENDA_EN_CURSO], .vencidas = n[AGENDA_VENCIDA], .pendientes = n[AGENDA_PENDIENTE], .bloqueadas = n[AGENDA_BLOQUEADA],
		.cerradas = n[AGENDA_CERRADA], .borradores = c.n_draft, .total = padron_hogares(txn, c.scope), .acordadas_hoy = t.agreed };
}
