#include "store/lista.h"
#include "base/text.h"
#include "store/borrador.h"
#include "store/duda.h"
#include "store/busqueda.h"
#include "store/env.h"
#include "store/fila.h"
#include "store/hash.h"
#include "store/user.h"
#include "store/vista.h"
#include <stdlib.h>
#include <string.h>

/* A filter with what had to be looked up for it. */
struct sieve {
	const struct filtro *filtro;
	uint32_t account;                        /* of filtro->cogestor */
	bool by_text;
	uint32_t *found; int n_found;            /* households with the words, ascending */
	uint32_t *draft; int n_draft;            /* households with drafts, ascending, as often as they have */
};

static int compare_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static bool among(uint32_t hogar, const uint32_t *list, int n)
{
	return n > 0 && bsearch(&hogar, list, (size_t)n, sizeof *list, compare_number);
}

static void sieve_init(struct sieve *s, struct txn *txn, const struct filtro *f)
{
	*s = (struct sieve){ .filtro = f };
	s->n_draft = borrador_hogares(txn, &txn->arena, &s->draft);
	if (f->cogestor)
		s->account = cuenta_number(txn, f->cogestor);
	s->by_text = f->texto && *hash_plain(&txn->arena, f->texto);
	if (s->by_text)
		s->n_found = busqueda_query(txn, f->texto, &txn->arena, &s->found);
}

static bool text_fits(const char *wanted, const char *has)
{
	return !wanted || strcmp(wanted, has) == 0;
}

static bool passes(const struct sieve *s, const struct vista_fila *row)
{
	const struct filtro *f = s->filtro;

	return text_fits(f->fase, row->fase) && text_fits(f->momento, row->momento) && text_fits(f->estado, row->estado) && text_fits(f->comuna, row->comuna) &&
		(!f->cogestor || (s->account != 0 && s->account == row->account)) &&
		(f->agenda < 0 || (int)row->agenda.estado == f->agenda) &&
		(f->celda < 0 || row->celda == f->celda) &&
		(!f->activos || row->agenda.estado != AGENDA_CERRADA) &&
		(!f->borradores || among(row->hogar, s->draft, s->n_draft)) &&
		(!s->by_text || among(row->hogar, s->found, s->n_found));
}

static int drafts_of(const struct sieve *s, uint32_t hogar)
{
	int n = 0;

	for (int i = 0; i < s->n_draft; i++)
		n += s->draft[i] == hogar;
	return n;
}

static bool show(struct txn *txn, const struct vista *v, const struct sieve *s, const struct vista_fila *row, struct arena *arena, struct fila *out)
{
	struct fila_base base;

	if (!fila_read(txn, row->account, row->hogar, arena, &base))
		return false;
	fila_show(&base, row->hogar, v->ruta, v->hoy, out);
	out->borradores = drafts_of(s, row->hogar);
	return true;
}

int lista_page(struct txn *txn, const struct ruta *ruta, const struct filtro *filtro, enum lista_orden orden, int32_t hoy, int desde, int n, struct arena *arena,
	struct fila **out, int *total)
{
	struct vista *v = vista_get(txn, ruta, hoy);
	struct sieve s;
	int at = 0, given = 0;

	*out = arena_array(arena, struct fila, n > 0 ? n : 1);
	if (total)
		*total = 0;
	if (!v)
		return 0;
	sieve_init(&s, txn, filtro);
	const int *order = vista_order(v, orden);
	for (int i = 0; i < v->n_fila && (total || given < n); i++) {
		const struct vista_fila *row = &v->fila[order[i]];
		if (!passes(&s, row))
			continue;
		if (at++ >= desde && given < n && show(txn, v, &s, row, arena, &(*out)[given]))
			given++;
	}
	if (total)
		*total = at;
	return given;
}

int lista_count(struct txn *txn, const struct ruta *ruta, const struct filtro *filtro, int32_t hoy)
{
	const struct vista *v = vista_get(txn, ruta, hoy);
	struct sieve s;
	int n = 0;

	if (!v)
		return 0;
	sieve_init(&s, txn, filtro);
	for (int i = 0; i < v->n_fila; i++)
		n += passes(&s, &v->fila[i]);
	return n;
}

bool fila_get(struct txn *txn, const struct ruta *ruta, uint32_t hogar, int32_t hoy, struct arena *arena, struct fila *out)
{
	const struct vista *v = vista_get(txn, ruta, hoy);
	const struct vista_fila *row = v ? vista_find(v, hogar) : NULL;
	struct filtro all = FILTRO_TODO;
	struct sieve s;

	if (!row)
		return false;
	sieve_init(&s, txn, &all);
	return show(txn, v, &s, row, arena, out);
}

void lista_resumen(struct txn *txn, const struct ruta *ruta, int32_t hoy, struct resumen_dia *r)
{
	const struct vista *v = vista_get(txn, ruta, hoy);
	uint32_t *drafts;

	*r = (struct resumen_dia){ 0 };
	if (!v)
		return;
	int *by_state[] = { [AGENDA_EN_CURSO] = &r->en_curso, [AGENDA_VENCIDA] = &r->vencidas, [AGENDA_PENDIENTE] = &r->pendientes,
		[AGENDA_BLOQUEADA] = &r->bloqueadas, [AGENDA_CERRADA] = &r->cerradas };
	for (int i = 0; i < v->n_fila; i++) {
		const struct agenda *a = &v->fila[i].agenda;
		++*by_state[a->estado];
		r->acordadas_hoy += a->estado != AGENDA_CERRADA && a->acordada == hoy;
	}
	r->total = v->n_fila;
	r->parecidos = duda_count(txn, ruta, hoy);
	r->borradores = borrador_hogares(txn, &txn->arena, &drafts);
}
