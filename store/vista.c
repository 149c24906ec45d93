#include "store/vista.h"
#include "base/text.h"
#include "store/cadena.h"
#include "store/env.h"
#include "store/fila.h"
#include "store/diario.h"
#include "store/indice.h"
#include "store/padron.h"
#include "store/padron_marcas.h"
#include "store/permiso.h"
#include "store/user.h"
#include <stdlib.h>
#include <string.h>

enum { UPDATE_MAX = 400 };      /* more operations than this: reading all rows again is quicker */

static const char *shared(struct vista *v, const char *text)
{
	for (int i = v->n_word - 1; i >= 0; i--)
		if (strcmp(v->word[i], text) == 0)
			return v->word[i];
	const char *copy = arena_strdup(&v->arena, text);
	*ARENA_PUSH(&v->arena, v->word, v->n_word, v->cap_word) = copy;
	return copy;
}

static void fill(struct vista *v, struct vista_fila *row, uint32_t account, uint32_t hogar, const struct fila_base *base, struct arena *scratch)
{
	struct fila f;

	fila_show(base, hogar, v->ruta, v->hoy, &f);
	*row = (struct vista_fila){
		.hogar = hogar,
		.account = account,
		.orden = arena_strdup(&v->arena, text_sort_key(scratch, f.nombre)),
		.folio = arena_strdup(&v->arena, f.folio),
		.fase = shared(v, f.fase),
		.momento = shared(v, f.momento),
		.estado = shared(v, f.estado),
		.comuna = shared(v, f.comuna),
		.alertas = shared(v, base->medicion.known ? base->medicion.alertas : ""),
		.agenda = f.agenda,
		.celda = f.celda,
		.medida = base->medicion.known,
	};
	memcpy(row->logro, base->medicion.logro, sizeof row->logro);
}

static int by_hogar(const void *a, const void *b)
{
	const struct vista_fila *x = a, *y = b;

	return (x->hogar > y->hogar) - (x->hogar < y->hogar);
}

/* A row that does not open is made from the records, so that the family stays in the list. */
static void build(struct vista *v, struct txn *txn)
{
	bool all = permiso_all(txn->store, PERMISO_LEER);
	struct key prefix = key_number(txn->store->account);
	struct arena scratch;
	struct fila_base base;
	struct walk w;

	arena_init(&scratch);
	for (walk_begin(&w, txn, TABLE_FILA, all ? span_of("", 0) : key_span(&prefix), WALK_UP); walk_next(&w); arena_reset(&scratch)) {
		if (w.key.n != 8)
			continue;
		uint32_t account = span_u32(w.key, 0), hogar = span_u32(w.key, 4);
		if ((!w.damaged && fila_in(w.value, &scratch, &base)) || fila_rebuild(txn, hogar, &scratch, &base))
			fill(v, ARENA_PUSH(&v->arena, v->fila, v->n_fila, v->cap), account, hogar, &base, &scratch);
	}
	walk_end(&w);
	arena_done(&scratch);
	if (v->n_fila > 1)
		qsort(v->fila, (size_t)v->n_fila, sizeof *v->fila, by_hogar);
}

const struct vista_fila *vista_find(const struct vista *v, uint32_t hogar)
{
	if (v->n_fila == 0)
		return NULL;
	return bsearch(&(struct vista_fila){ .hogar = hogar }, v->fila, (size_t)v->n_fila, sizeof *v->fila, by_hogar);
}

const struct vista_fila *vista_hogar(struct txn *txn, const struct vista *v, uint32_t hogar)
{
	if (!v->grande)
		return vista_find(v, hogar);
	struct vista_fila *row = arena_new(&txn->arena, struct vista_fila);
	*row = (struct vista_fila){ .hogar = hogar, .account = fila_cuenta(txn, hogar) };
	return row->account ? row : NULL;
}

static void remove_row(struct vista *v, const struct vista_fila *row)
{
	size_t at = (size_t)(row - v->fila);

	memmove(&v->fila[at], &v->fila[at + 1], sizeof *row * ((size_t)v->n_fila - at - 1));
	v->n_fila--;
}

static struct vista_fila *place(struct vista *v, uint32_t hogar)
{
	int at = v->n_fila;

	(void)ARENA_PUSH(&v->arena, v->fila, v->n_fila, v->cap);
	for (; at > 0 && v->fila[at - 1].hogar > hogar; at--)
		v->fila[at] = v->fila[at - 1];
	return &v->fila[at];
}

/* A household whose own record is damaged stays where its row is. */
static void update_row(struct vista *v, struct txn *txn, uint32_t hogar, struct arena *scratch)
{
	const char *owner = familia_owner(txn, hogar, scratch);
	struct vista_fila *row = (struct vista_fila *)vista_find(v, hogar);
	uint32_t account = owner ? cuenta_number(txn, owner) : row ? row->account : 0;
	struct fila_base base;

	v->changed++;
	if (account != 0 && (account == txn->store->account || permiso_all(txn->store, PERMISO_LEER)) && fila_read(txn, account, hogar, scratch, &base))
		fill(v, row ? row : place(v, hogar), account, hogar, &base, scratch);
	else if (row)
		remove_row(v, row);
}

static void touch(struct vista *v, struct txn *txn, uint32_t hogar, struct arena *scratch)
{
	if (!v->grande)
		update_row(v, txn, hogar, scratch);
	else if (v->marcas)
		padron_marcas_sigue(txn, v->marcas, hogar);
}

/* Follows the journal from where the view stands. False: it must be built again. */
static bool catch_up(struct vista *v, struct txn *txn, uint64_t last)
{
	struct key from = key_diario(v->n + 1);
	struct entrada_full f;
	struct arena scratch;
	struct walk w;
	bool good = last - v->n <= UPDATE_MAX && (v->grande || v->changed <= v->n_fila + UPDATE_MAX);

	arena_init(&scratch);
	walk_begin(&w, txn, TABLE_DIARIO, span_of("", 0), WALK_UP);
	walk_from(&w, key_span(&from));
	for (; good && walk_next(&w); arena_reset(&scratch)) {
		uint32_t done = 0;
		if (w.damaged || !entrada_in(w.value, true, &scratch, &f)) {
			good = false;
			break;
		}
		for (int i = -2; i < f.e.n_imagen; i++) {
			uint32_t hogar = i == -2 ? f.e.hogar : i == -1 ? f.medida : f.e.imagen[i].hogar;
			if (hogar != 0 && hogar != done)
				touch(v, txn, hogar, &scratch);
			done = hogar;
		}
	}
	walk_end(&w);
	arena_done(&scratch);
	v->n = last;
	memset(v->ordered, 0, sizeof v->ordered);
	padron_free(v->padron);
	v->padron = NULL;
	return good && (!v->marcas || padron_marcas_valen(txn, v->marcas));
}

static struct vista *make(struct txn *txn, const struct ruta *ruta, int32_t hoy, uint64_t last)
{
	struct arena home;

	arena_init(&home);
	struct vista *v = arena_new(&home, struct vista);
	*v = (struct vista){ .arena = home, .n = last, .hoy = hoy, .ruta = ruta };
	v->grande = padron_hogares(txn, permiso_all(txn->store, PERMISO_LEER) ? 0 : txn->store->account) > (txn->store->vista_max ? txn->store->vista_max : VISTA_MAX);
	if (!v->grande)
		build(v, txn);
	return v;
}

void vista_free(struct vista *v)
{
	if (!v)
		return;
	padron_free(v->padron);
	padron_marcas_free(v->marcas);
	struct arena arena = v->arena;
	arena_done(&arena);
}

static bool fits(struct vista *v, struct txn *txn, const struct ruta *ruta, int32_t hoy, uint64_t last)
{
	return v->ruta == ruta && v->hoy == hoy && v->n <= last && (v->n == last || catch_up(v, txn, last));
}

/* With changes that are not committed yet, the rows are those of the transaction alone. */
struct vista *vista_get(struct txn *txn, const struct ruta *ruta, int32_t hoy)
{
	struct store *s = txn->store;
	struct vista **place_of = txn->op && txn->op->cabeza.n != txn->op->committed ? &txn->op->vista : &s->vista;

	if (!txn_ok(txn) || (!permiso_hogar(s, PERMISO_LEER, s->actor.usuario) && !permiso_all(s, PERMISO_LEER)))
		return NULL;
	uint64_t last = diario_last(txn);
	if (!indice_flush(txn))
		return NULL;
	if (*place_of && !fits(*place_of, txn, ruta, hoy, last)) {
		vista_free(*place_of);
		*place_of = NULL;
	}
	if (!*place_of && txn_ok(txn))
		*place_of = make(txn, ruta, hoy, last);
	return txn_ok(txn) ? *place_of : NULL;
}

static int by_name(const struct vista_fila *a, const struct vista_fila *b)
{
	int order = strcmp(a->orden, b->orden);

	return order ? order : (a->hogar > b->hogar) - (a->hogar < b->hogar);
}

static int by_folio(const struct vista_fila *a, const struct vista_fila *b)
{
	int order = strcmp(a->folio, b->folio);

	return order ? order : by_name(a, b);
}

/* The day that says how pressing a family is: what is due or agreed first comes first. */
static int64_t urgency(const struct agenda *a)
{
	switch (a->estado) {
	case AGENDA_VENCIDA: return a->vence;
	case AGENDA_PENDIENTE: return a->acordada != DATE_NONE ? a->acordada : INT64_C(1) << 33 | (a->dias < 0 ? 0 : (1 << 20) - a->dias);
	case AGENDA_BLOQUEADA: return a->acordada != DATE_NONE ? a->acordada : a->desde;
	case AGENDA_EN_CURSO:
	case AGENDA_CERRADA: break;
	}
	return 0;
}

static int by_agenda(const struct vista_fila *a, const struct vista_fila *b)
{
	int64_t x = urgency(&a->agenda), y = urgency(&b->agenda);

	if (a->agenda.estado != b->agenda.estado)
		return a->agenda.estado < b->agenda.estado ? -1 : 1;
	return x != y ? (x < y ? -1 : 1) : by_name(a, b);
}

/* Those without such a day come last. */
static int by_agreed(const struct vista_fila *a, const struct vista_fila *b)
{
	int64_t x = a->agenda.acordada == DATE_NONE ? INT64_MAX : a->agenda.acordada, y = b->agenda.acordada == DATE_NONE ? INT64_MAX : b->agenda.acordada;

	return x != y ? (x < y ? -1 : 1) : by_name(a, b);
}

struct sorting { const struct vista_fila *fila; int (*compare)(const struct vista_fila *, const struct vista_fila *); };

static int compare(const void *a, const void *b, void *arg)
{
	const struct sorting *s = arg;

	return s->compare(&s->fila[*(const int *)a], &s->fila[*(const int *)b]);
}

const int *vista_order(struct vista *v, enum lista_orden orden)
{
	static int (*const by[])(const struct vista_fila *, const struct vista_fila *) = { [ORDEN_NOMBRE] = by_name, [ORDEN_AGENDA] = by_agenda, [ORDEN_FOLIO] = by_folio, [ORDEN_ACORDADA] = by_agreed };
	struct sorting sorting = { v->fila, by[orden] };

	if (v->ordered[orden])
		return v->order[orden];
	if (v->order_cap[orden] < v->n_fila) {
		v->order_cap[orden] = v->cap;
		v->order[orden] = arena_array(&v->arena, int, v->cap);
	}
	for (int i = 0; i < v->n_fila; i++)
		v->order[orden][i] = i;
	if (v->n_fila > 1)
		qsort_r(v->order[orden], (size_t)v->n_fila, sizeof(int), compare, &sorting);
	v->ordered[orden] = true;
	return v->order[orden];
}
