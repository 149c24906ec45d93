#include "store/desde.h"
#include "store/accion.h"
#include "store/diario.h"
#include "store/entrada.h"

/* A family as it was, measured on a day. Both lie in an arena that is emptied before the next one. */
struct foto { const struct ficha *ficha; const struct evaluacion *e; int32_t dia; };

struct busca {
	const struct programa *programa;
	const struct alerta_hallada *alerta;
	const uint32_t *quien;               /* member of each alert; 0: the household */
	struct desde *out;
	bool *hallado, *tarde;               /* tarde: it began after the day at hand */
	int n, faltan;
	struct arena *arena, scratch;
};

static struct foto measure(struct busca *b, const struct ficha *ficha, int32_t day)
{
	arena_reset(&b->scratch);
	struct ficha *copy = arena_new(&b->scratch, struct ficha);
	ficha_copy(copy, &b->scratch, ficha);
	return (struct foto){ copy, model_evaluate(b->programa, copy, day, &b->scratch), day };
}

/* Whoever had not joined yet, or had left, brings no alert. */
static bool holds(const struct busca *b, int i, const struct foto *m)
{
	const struct record **active;
	int me = -1;

	if (b->quien[i] != 0) {
		int n = ficha_activos(m->ficha, &active);
		for (me = 0; me < n && active[me]->seq != b->quien[i]; me++)
			;
		if (me == n)
			return false;
	}
	return alerta_test(b->alerta[i].alerta, &m->e->scope, me) == TRI_YES;
}

static void found(struct busca *b, int i, int32_t day, const char *accion)
{
	b->out[i] = (struct desde){ day, accion };
	b->hallado[i] = true;
	b->faltan--;
}

/* It did not hold on `low` and does on `high`, with the same answers: the day between on which it began. */
static int32_t first_day(struct busca *b, int i, const struct ficha *ficha, int32_t low, int32_t high)
{
	while (high - low > 1) {
		int32_t mid = low + (high - low) / 2;
		struct foto m = measure(b, ficha, mid);
		if (holds(b, i, &m))
			high = mid;
		else
			low = mid;
	}
	return high;
}

/* The family stood so from `from` to `to`, at the end of which all that are still looked for held. */
static void stretch(struct busca *b, const struct ficha *ficha, int32_t from, int32_t to)
{
	struct foto m = measure(b, ficha, from);

	for (int i = 0; i < b->n; i++)
		b->tarde[i] = !b->hallado[i] && !holds(b, i, &m);
	for (int i = 0; i < b->n; i++)
		if (b->tarde[i])
			found(b, i, first_day(b, i, ficha, from, to), NULL);
}

/* Takes the operation back from the family. False: there was no family before it. */
static bool step_back(struct ficha *ficha, const struct entrada *e, uint32_t hogar)
{
	for (int k = e->n_imagen - 1; k >= 0; k--) {
		const struct imagen *m = &e->imagen[k];
		struct record *r, removed = { .hogar = m->hogar, .kind = m->kind, .seq = m->seq, .id = m->id };
		if (m->hogar != hogar)
			continue;
		if (m->kind == RECORD_HOGAR && m->version_antes == 0)
			return false;
		r = ficha_record(ficha, m->kind, m->seq);
		if (!r) {
			answers_init(&removed.fields, ficha->arena);
			ficha_add(ficha, &removed);
			r = ficha_record(ficha, m->kind, m->seq);
		}
		entrada_apply(&r->fields, &m->despues, &m->antes);
		/* A record that was not there yet: only members are looked at, and those by whether they are active. */
		if (m->version_antes == 0 && m->kind == RECORD_INTEGRANTE)
			answers_set(&r->fields, INTEGRANTE_ACTIVO, value_bool(false));
	}
	return true;
}

static void walk_back(struct busca *b, struct ficha *ficha, const struct entrada *entrada, int n, int32_t today)
{
	int32_t until = today;

	for (int k = 0; k < n && b->faltan > 0; k++) {
		int32_t day = entrada[k].fecha < until ? entrada[k].fecha : until;
		stretch(b, ficha, day, until);
		bool there = step_back(ficha, &entrada[k], ficha->num);
		struct foto before = { 0 };
		if (there)
			before = measure(b, ficha, day);
		for (int i = 0; i < b->n; i++)
			if (!b->hallado[i] && (!there || !holds(b, i, &before)))
				found(b, i, day, arena_strdup(b->arena, accion_label(entrada[k].accion)));
		until = day;
	}
}

bool desde_alertas(struct txn *txn, const struct evaluacion *e, const struct alerta_hallada *alerta, int n, struct arena *arena, const struct desde **out)
{
	struct busca b = { .arena = arena, .programa = e->programa, .alerta = alerta, .n = n, .faltan = n };
	const struct record **active;
	struct entrada *entrada;
	struct ficha back;
	struct arena own;
	int total = 0;

	b.out = arena_array(arena, struct desde, n + 1);
	*out = b.out;
	arena_init(&own);
	arena_init(&b.scratch);
	uint32_t *quien = arena_array(&own, uint32_t, n + 1);
	b.hallado = arena_array(&own, bool, n + 1);
	b.tarde = arena_array(&own, bool, n + 1);
	b.quien = quien;
	ficha_copy(&back, &own, e->ficha);
	ficha_activos(&back, &active);
	for (int i = 0; i < n; i++) {
		b.out[i].fecha = DATE_NONE;
		quien[i] = alerta[i].integrante < 0 ? 0 : active[alerta[i].integrante]->seq;
	}
	diario_hogar(txn, back.num, 0, 0, false, &own, &entrada, &total);
	int found_n = n > 0 && total > 0 ? diario_hogar(txn, back.num, 0, total, true, &own, &entrada, NULL) : 0;
	walk_back(&b, &back, entrada, found_n, e->fecha);
	arena_done(&b.scratch);
	arena_done(&own);
	return txn_ok(txn);
}
