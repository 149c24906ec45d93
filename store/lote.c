#include "store/lote.h"
#include "model/ficha.h"
#include "store/deshacer.h"
#include "store/env.h"
#include "store/hash.h"
#include "store/permiso.h"
#include "store/registro.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { RECORDS_PER_COMMIT = 200, PAUSE_MS = 5 };

/* One household and its operations of the batch, newest first. */
struct parte { uint32_t hogar; int from, n, records; bool traba; struct deshacer_efecto efecto; struct diferencia *cambia; int n_cambia; };      /* efecto …: while its group is looked at */
struct obra {
	struct lote_deshacer *l;
	struct orden { uint32_t hogar; uint64_t n; int images; } *op; int n_op, cap_op;
	struct parte *parte; int n_parte, cap_parte, cap_traba;
	int next;                    /* part */
	bool keep;                   /* the second time round: it is done */
};

int lote_operaciones(struct txn *txn, struct id lote, struct arena *arena, uint64_t **out)
{
	return hash_list(txn, hash_of(txn->store, HASH_LOTE, span_of(lote.b, sizeof lote.b)), arena, out);
}

static int by_household(const void *a, const void *b)
{
	const struct orden *x = a, *y = b;

	if (x->hogar != y->hogar)
		return x->hogar < y->hogar ? -1 : 1;
	return (x->n < y->n) - (x->n > y->n);
}

/* What still stands of the batch. */
static bool gather(struct obra *o, struct err *err)
{
	struct lote_deshacer *l = o->l;
	struct entrada_full f;
	struct arena scratch;
	struct txn txn;
	uint64_t *number;

	if (!txn_read(&txn, l->store, err))
		return false;
	arena_init(&scratch);
	int n = lote_operaciones(&txn, l->lote, l->arena, &number);
	for (int i = 0; i < n && entrada_get(&txn, number[i], true, &scratch, &f); arena_reset(&scratch), i++)
		if (f.e.n_imagen > 0 && deshacer_vigente(&txn, number[i]) != 0)
			*ARENA_PUSH(l->arena, o->op, o->n_op, o->cap_op) = (struct orden){ f.e.imagen[0].hogar, number[i], f.e.n_imagen };
	arena_done(&scratch);
	if (n == 0)
		txn_fail(&txn, ERR_NOT_FOUND, "No hay operaciones de ese lote en el diario; vea los que hay con «logros diario --lotes»");
	return txn_commit(&txn, err);
}

static void divide(struct obra *o)
{
	if (o->n_op > 1)
		qsort(o->op, (size_t)o->n_op, sizeof *o->op, by_household);
	for (int i = 0; i < o->n_op; i++) {
		if (i == 0 || o->op[i].hogar != o->op[i - 1].hogar)
			*ARENA_PUSH(o->l->arena, o->parte, o->n_parte, o->cap_parte) = (struct parte){ .hogar = o->op[i].hogar, .from = i };
		struct parte *p = &o->parte[o->n_parte - 1];
		p->n++;
		p->records += o->op[i].images;
	}
}

static void in_the_way(struct obra *o, struct txn *txn, struct parte *p, const struct err *why)
{
	struct lote_deshacer *l = o->l;
	struct ficha f;

	p->traba = true;
	struct lote_traba *t = ARENA_PUSH(l->arena, l->traba, l->n_traba, o->cap_traba);
	*t = (struct lote_traba){ .hogar = p->hogar, .folio = "", .nombre = "", .porque = arena_strdup(l->arena, why->text) };
	if (why->code == ERR_DENIED)
		t->nombre = "Familia que acompaña otra persona";
	else if (familia_load(txn, p->hogar, RECORD_INTEGRANTE, l->arena, &f, NULL)) {
		t->folio = answers_text(&f.hogar.fields, HOGAR_FOLIO);
		t->nombre = ficha_nombre(&f, l->arena);
	}
}

/* What only this household is about; anything else ends the work. */
static bool is_its_own(enum err_code code)
{
	return code == ERR_RULE || code == ERR_DENIED || code == ERR_NOT_FOUND || code == ERR_CONFLICT;
}

static const struct ficha *family(struct txn *txn, uint32_t hogar, struct arena *arena)
{
	struct ficha *f = arena_new(arena, struct ficha);

	return familia_load(txn, hogar, RECORD_KINDS, arena, f, NULL) ? f : NULL;
}

/* What becomes of one household is kept with its part: the group may have to be repeated. */
static void compare(struct obra *o, struct parte *p, const struct ficha *before, const struct ficha *after, struct arena *arena)
{
	struct lote_deshacer *l = o->l;

	p->efecto = (struct deshacer_efecto){ p->hogar, before, after };
	p->n_cambia = 0;
	if (before && after)
		p->n_cambia = evaluacion_diferencias(model_evaluate(l->programa, before, l->hoy, arena), model_evaluate(l->programa, after, l->hoy, arena), arena, &p->cambia);
}

static bool undo_part(struct obra *o, struct txn *txn, struct parte *p, struct arena *arena, struct err *err)
{
	struct acto acto = { .txn = txn, .programa = o->l->programa, .hoy = o->l->hoy, .arena = arena };
	bool look = o->l->comparar && !o->l->aplicar;
	const struct ficha *before = look ? family(txn, p->hogar, arena) : NULL;

	for (int i = 0; i < p->n; i++)
		if (!acto_deshacer_lote(&acto, o->op[p->from + i].n, o->l->motivo, o->l->nuevo, err))
			return false;
	if (look)
		compare(o, p, before, family(txn, p->hogar, arena), arena);
	return true;
}

/* Once for each household, when its group went through; the group's arena still lives. */
static void add_up(struct obra *o, const struct parte *p)
{
	struct lote_deshacer *l = o->l;
	struct deshacer_efecto *only = &l->unico;

	if (p->traba || !l->comparar || l->aplicar)
		return;
	if (p->efecto.antes && p->efecto.despues)
		diferencias_sumar(&l->cambios, p->cambia, p->n_cambia);
	l->salen += p->efecto.antes && !p->efecto.despues;
	l->vuelven += !p->efecto.antes && p->efecto.despues;
	if (o->n_parte != 1)
		return;
	*only = p->efecto;
	for (int i = 0; i < 2; i++) {
		const struct ficha **side = i ? &only->despues : &only->antes;
		struct ficha *kept = *side ? arena_new(l->arena, struct ficha) : NULL;
		if (kept)
			ficha_copy(kept, l->arena, *side);
		*side = kept;
	}
}

/* Parts from..to in one transaction. *bad: the part that stands in the way; the transaction is to be repeated without it. */
static bool undo_group(struct obra *o, int from, int to, bool keep, int *bad, struct err *err)
{
	struct arena arena;
	struct txn txn;
	bool good = true;

	*bad = -1;
	err_clear(err);
	if (!txn_write(&txn, o->l->store, err))
		return false;
	arena_init(&arena);
	for (int i = from; i < to && good; i++) {
		good = o->parte[i].traba || undo_part(o, &txn, &o->parte[i], &arena, err);
		if (!good && is_its_own(err->code))
			*bad = i;
	}
	good = good && (!keep || txn_commit(&txn, err));
	txn_abort(&txn);
	for (int i = from; i < to && good; i++)
		add_up(o, &o->parte[i]);
	arena_done(&arena);
	return good;
}

static bool note_bad(struct obra *o, int bad, const struct err *why, struct err *err)
{
	struct txn txn;

	if (!txn_read(&txn, o->l->store, err))
		return false;
	in_the_way(o, &txn, &o->parte[bad], why);
	txn_abort(&txn);
	return true;
}

static bool one_group(struct obra *o, int from, int to, bool keep, struct err *err)
{
	struct err why = { 0 };
	int bad;

	while (!undo_group(o, from, to, keep, &bad, &why)) {
		if (bad < 0) {
			*err = why;
			return false;
		}
		if (!note_bad(o, bad, &why, err))
			return false;
	}
	for (int i = from; i < to && keep == o->l->aplicar; i++)
		o->l->deshechas += o->parte[i].traba ? 0 : o->parte[i].n;
	/* Others get the write gate in between. */
	nanosleep(&(struct timespec){ .tv_nsec = PAUSE_MS * 1000000L }, NULL);
	return true;
}

/* All households were gone over once. */
static bool round_ends(struct obra *o, struct err *err)
{
	struct lote_deshacer *l = o->l;

	if (!l->aplicar || o->keep) {
		l->terminado = true;
		return true;
	}
	if (l->n_traba > 0 && !l->lo_posible)
		return err_set(err, ERR_CONFLICT, "NO se deshizo nada: %d de %d hogares cambiaron después", l->n_traba, l->hogares);
	o->keep = true;
	o->next = 0;
	return true;
}

bool lote_comenzar(struct lote_deshacer *l, struct err *err)
{
	struct obra *o = arena_new(l->arena, struct obra);

	*o = (struct obra){ .l = l };
	l->obra = o;
	l->operaciones = l->hogares = l->deshechas = l->n_traba = 0;
	l->salen = l->vuelven = l->hechos = 0;
	l->cambios = (struct diferencias_suma){ .arena = l->arena };
	l->unico = (struct deshacer_efecto){ 0 };
	l->traba = NULL;
	l->terminado = false;
	l->nuevo = id_new();
	if (!gather(o, err))
		return false;
	divide(o);
	l->operaciones = o->n_op;
	l->hogares = o->n_parte;
	l->total = l->aplicar ? 2 * o->n_parte : o->n_parte;
	return true;
}

bool lote_seguir(struct lote_deshacer *l, struct err *err)
{
	struct obra *o = l->obra;
	int from = o->next, to = from;

	for (int records = 0; to < o->n_parte && (to == from || records + o->parte[to].records <= RECORDS_PER_COMMIT); to++)
		records += o->parte[to].records;
	if (from < to && !one_group(o, from, to, o->keep, err))
		return false;
	o->next = to;
	l->hechos += to - from;
	return to < o->n_parte || round_ends(o, err);
}

bool lote_deshacer(struct lote_deshacer *l, struct err *err)
{
	bool good = lote_comenzar(l, err);

	while (good && !l->terminado)
		good = lote_seguir(l, err);
	return good;
}

/* ---- which there are ---- */

static struct lote_resumen *known(struct lote_resumen *list, int n, struct id id)
{
	for (int i = n - 1; i >= 0; i--)
		if (id_equal(list[i].id, id))
			return &list[i];
	return NULL;
}

static int newest_first(const void *a, const void *b)
{
	const struct lote_resumen *x = a, *y = b;

	return (x->ultima < y->ultima) - (x->ultima > y->ultima);
}

bool lote_lista(struct store *s, struct arena *arena, struct lote_resumen **out, int *n, struct err *err)
{
	bool all = permiso_all(s, PERMISO_LEER);
	struct entrada_full f;
	struct arena scratch;
	struct txn txn;
	struct walk w;
	int cap = 0;

	*out = NULL;
	*n = 0;
	if (!txn_read(&txn, s, err))
		return false;
	arena_init(&scratch);
	for (walk_begin(&w, &txn, TABLE_DIARIO, span_of("", 0), WALK_UP); walk_next(&w); arena_reset(&scratch)) {
		uint64_t at = w.key.n == 8 ? span_u64(w.key, 0) : 0;
		if (w.damaged || !entrada_in(w.value, false, &scratch, &f) || !id_given(f.e.lote) || !(all || strcmp(f.e.usuario, s->actor.usuario) == 0))
			continue;
		struct lote_resumen *l = known(*out, *n, f.e.lote);
		if (!l) {
			l = ARENA_PUSH(arena, *out, *n, cap);
			*l = (struct lote_resumen){ .id = f.e.lote, .primera = at, .cuando = f.e.cuando, .usuario = arena_strdup(arena, f.e.usuario), .nombre = arena_strdup(arena, f.e.nombre),
				.accion = arena_strdup(arena, f.e.accion) };
		}
		l->ultima = at;
		l->operaciones++;
	}
	walk_end(&w);
	arena_done(&scratch);
	if (*n > 1)
		qsort(*out, (size_t)*n, sizeof **out, newest_first);
	return txn_commit(&txn, err);
}
