/* What must hold of every family, tried on families by chance over the programmes as they are shipped: what is decided with gaps stays when they are filled,
 * the order of the members says nothing, and who has no part in a logro does not move it. A failure tells the seed of its family. */
#include "model/regla.h"
#include "tests/model/generador.h"
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <string.h>

enum { FAMILIES = 300, COMPLETIONS = 3 };

/* One programme, loaded once, and the family at hand in an arena that is emptied after it. */
struct mundo {
	struct familia base;
	struct arena arena;
	const struct programa *p;
	struct generador g;
	struct ficha ficha;
	const struct evaluacion *e;
	int checks;                             /* comparisons that could have failed */
};

struct which { char programa[20]; int checks; };

static void open_world(struct mundo *w, const char *programa)
{
	memset(w, 0, sizeof *w);
	w->p = programas_load(&w->base, programa);
	generador_init(&w->g, w->p, &w->base.arena);
	cr_assert_gt(w->g.n, 60, "the rules read %d variables", w->g.n);
	arena_init(&w->arena);
	w->g.arena = &w->arena;
}

static void close_world(struct mundo *w, int checks)
{
	cr_expect_geq(w->checks, checks, "a property that compared %d things only shows little", w->checks);
	arena_done(&w->arena);
	familia_done(&w->base);
}

static const struct evaluacion *evaluate(struct mundo *w, const struct ficha *f)
{
	return model_evaluate(w->p, f, dia(PROGRAMAS_HOY), &w->arena);
}

static void family(struct mundo *w, uint64_t seed)
{
	arena_reset(&w->arena);
	generador_seed(&w->g, seed);
	generador_familia(&w->g, &w->ficha);
	w->e = evaluate(w, &w->ficha);
}

static const struct evaluacion *completed(struct mundo *w, uint32_t percent)
{
	struct ficha f;

	ficha_copy(&f, &w->arena, &w->ficha);
	generador_completar(&w->g, &f, percent);
	return evaluate(w, &f);
}

/* --- a decision with gaps is not taken back --- */

static const struct logro_sujeto *subject_of(const struct logro_resultado *r, uint32_t seq)
{
	for (int i = 0; i < r->n; i++)
		if (r->sujeto[i].seq == seq)
			return &r->sujeto[i];
	return NULL;
}

/* Who is not in the list has the state no aplica. */
static enum logro_estado state_of(const struct logro_resultado *r, uint32_t seq)
{
	const struct logro_sujeto *s = subject_of(r, seq);

	return s ? s->calculado : LOGRO_NO_APLICA;
}

static void logros_stay(struct mundo *w, const struct evaluacion *full, uint64_t seed)
{
	for (int i = 0; i < w->e->n_logro; i++) {
		const struct logro_resultado *before = &w->e->logro[i], *after = &full->logro[i];
		for (int m = before->def->por_integrante ? 0 : -1; m < (before->def->por_integrante ? w->ficha.integrante.n : 0); m++) {
			uint32_t seq = m < 0 ? 0 : w->ficha.integrante.item[m].seq;
			enum logro_estado was = state_of(before, seq), is = state_of(after, seq);
			w->checks += was != LOGRO_SIN_DATO;
			cr_assert(was == LOGRO_SIN_DATO || was == is, "seed %lu, logro %d, member %u: «%s» became «%s»", seed, before->def->id, seq,
				  logro_estado_nombre(was), logro_estado_nombre(is));
		}
		cr_assert(before->vigente == LOGRO_SIN_DATO || before->vigente == after->vigente, "seed %lu, logro %d of the family: «%s» became «%s»", seed,
			  before->def->id, logro_estado_nombre(before->vigente), logro_estado_nombre(after->vigente));
	}
}

static void ipm_stays_within(struct mundo *w, const struct evaluacion *full, uint64_t seed)
{
	const struct ipm *a = &w->e->ipm, *b = &full->ipm;

	cr_assert(a->conteo <= b->conteo && b->conteo_max <= a->conteo_max, "seed %lu: %d to %d deprivations became %d to %d", seed, a->conteo, a->conteo_max,
		  b->conteo, b->conteo_max);
	cr_assert(a->puntos <= b->puntos && b->puntos_max <= a->puntos_max, "seed %lu: %d to %d points became %d to %d", seed, a->puntos, a->puntos_max,
		  b->puntos, b->puntos_max);
	for (int i = 0; i < w->p->ipm->n; i++)
		cr_assert(a->privado[i] == TRI_UNKNOWN || a->privado[i] == b->privado[i], "seed %lu: variable %d", seed, w->p->ipm->variable[i].id);
	cr_assert(a->oficial_pobre == TRI_UNKNOWN || a->oficial_pobre == b->oficial_pobre, "seed %lu: the official measure", seed);
	cr_assert(a->clase == CLASE_SIN_DATO || a->clase == b->clase, "seed %lu: %s became %s", seed, clase_nombre(a->clase), clase_nombre(b->clase));
	w->checks += a->conteo_max > a->conteo;
}

static void promotion_stays(struct mundo *w, const struct evaluacion *full, uint64_t seed)
{
	const struct promocion *a = &w->e->promocion, *b = &full->promocion;

	for (int i = 0; i < 3; i++)
		cr_assert(a->condicion[i].cumple == TRI_UNKNOWN || a->condicion[i].cumple == b->condicion[i].cumple, "seed %lu, condition «%s»: %s became %s: %s",
			  seed, a->condicion[i].nombre, tri_nombre(a->condicion[i].cumple), tri_nombre(b->condicion[i].cumple), b->condicion[i].hechos);
	cr_assert(a->celda_promueve == TRI_UNKNOWN || a->celda_promueve == b->celda_promueve, "seed %lu: the cell", seed);
	cr_assert(a->promueve == TRI_UNKNOWN || a->promueve == b->promueve, "seed %lu: promueve %s became %s", seed, tri_nombre(a->promueve), tri_nombre(b->promueve));
	cr_assert(!a->celda || a->celda == b->celda, "seed %lu: cell %d became %d", seed, a->celda, b->celda);
	cr_assert_geq(full->ingreso.minima, w->e->ingreso.minima, "seed %lu: what may still come in makes nobody poorer", seed);
}

ParameterizedTestParameters(propiedades, gaps_take_nothing_back)
{
	static struct which w[] = { { "medellin-solidaria", 20000 }, { "juntos", 20000 } };
	return cr_make_param_array(struct which, w, sizeof w / sizeof *w);
}

ParameterizedTest(struct which *which, propiedades, gaps_take_nothing_back)
{
	static const uint32_t percent[COMPLETIONS] = { 50, 100, 100 };
	struct mundo w;
	int early = 0;

	open_world(&w, which->programa);
	for (uint64_t seed = 1; seed <= FAMILIES; seed++) {
		family(&w, seed);
		early += w.e->promocion.promueve != TRI_UNKNOWN && (w.e->ipm.faltan || !w.e->ingreso.completo || w.e->cuenta[LOGRO_SIN_DATO]);
		for (int k = 0; k < COMPLETIONS; k++) {
			const struct evaluacion *full = completed(&w, percent[k]);
			logros_stay(&w, full, seed);
			ipm_stays_within(&w, full, seed);
			promotion_stays(&w, full, seed);
		}
	}
	cr_expect_gt(early, FAMILIES / 10, "%d families decided with gaps", early);
	close_world(&w, which->checks);
}

/* The other end: with every answer there nothing is left sin dato, so each gap is one that a question closes. */
ParameterizedTestParameters(propiedades, answers_leave_no_gap)
{
	static struct which w[] = { { "medellin-solidaria", FAMILIES }, { "juntos", FAMILIES } };
	return cr_make_param_array(struct which, w, sizeof w / sizeof *w);
}

ParameterizedTest(struct which *which, propiedades, answers_leave_no_gap)
{
	struct mundo w;

	open_world(&w, which->programa);
	for (uint64_t seed = 1; seed <= FAMILIES; seed++) {
		family(&w, seed);
		const struct evaluacion *full = completed(&w, 100);
		for (int i = 0; i < full->n_logro; i++)
			cr_assert_neq(full->logro[i].vigente, LOGRO_SIN_DATO, "seed %lu: logro %d", seed, full->logro[i].def->id);
		cr_assert_eq(full->ipm.faltan, 0, "seed %lu", seed);
		cr_assert(full->ingreso.completo, "seed %lu: falta el %s", seed, full->ingreso.falta ? full->ingreso.falta : "");
		cr_assert_neq(full->promocion.promueve, TRI_UNKNOWN, "seed %lu", seed);
		w.checks++;
	}
	close_world(&w, which->checks);
}

/* --- the order of the members --- */

/* The same people under other numbers; what the plan says of the family stays. */
static void shuffle(struct mundo *w, struct ficha *out)
{
	int n = w->ficha.integrante.n, at[8] = { 0, 1, 2, 3, 4, 5, 6, 7 };

	ficha_copy(out, &w->arena, &w->ficha);
	for (int i = n - 1; i > 0; i--) {
		int k = (int)generador_below(&w->g, (uint32_t)i + 1), t = at[i];
		at[i] = at[k];
		at[k] = t;
	}
	for (int i = 0; i < n; i++) {
		struct record r;
		record_copy(&r, &w->arena, &w->ficha.integrante.item[at[i]]);
		r.seq = (uint32_t)i + 1;
		ficha_add(out, &r);
	}
}

static void same_family(const struct evaluacion *a, const struct evaluacion *b, uint64_t seed)
{
	for (int i = 0; i < a->n_logro; i++) {
		const struct logro_resultado *x = &a->logro[i], *y = &b->logro[i];
		cr_assert(x->vigente == y->vigente && x->calculado == y->calculado && x->n == y->n && x->pendientes == y->pendientes && x->prioridad == y->prioridad,
			  "seed %lu: logro %d", seed, x->def->id);
	}
	for (int i = 0; i < a->programa->ipm->n; i++)
		cr_assert_eq(a->ipm.privado[i], b->ipm.privado[i], "seed %lu: variable %d", seed, a->programa->ipm->variable[i].id);
	cr_assert(a->ipm.conteo == b->ipm.conteo && a->ipm.puntos == b->ipm.puntos && a->ipm.clase == b->ipm.clase, "seed %lu: IPM", seed);
	cr_assert(a->ingreso.doce_meses == b->ingreso.doce_meses && a->ingreso.clase == b->ingreso.clase && a->ingreso.minima == b->ingreso.minima, "seed %lu: income", seed);
	cr_assert(a->promocion.celda == b->promocion.celda && a->promocion.promueve == b->promocion.promueve, "seed %lu: cell and decision", seed);
}

ParameterizedTestParameters(propiedades, order_of_members_says_nothing)
{
	static struct which w[] = { { "medellin-solidaria", FAMILIES / 2 }, { "juntos", FAMILIES / 2 } };
	return cr_make_param_array(struct which, w, sizeof w / sizeof *w);
}

ParameterizedTest(struct which *which, propiedades, order_of_members_says_nothing)
{
	struct mundo w;

	open_world(&w, which->programa);
	for (uint64_t seed = 1; seed <= FAMILIES; seed++) {
		struct ficha other;
		family(&w, seed);
		shuffle(&w, &other);
		same_family(w.e, evaluate(&w, &other), seed);
		w.checks += w.ficha.integrante.n > 1;
	}
	close_world(&w, which->checks);
}

/* --- one person more --- */

/* A logro of persons that does not apply to the newcomer, and one of the house that does not look at its members, stay as they are. */
ParameterizedTestParameters(propiedades, a_bystander_moves_nothing)
{
	static struct which w[] = { { "medellin-solidaria", 3000 }, { "juntos", 3000 } };
	return cr_make_param_array(struct which, w, sizeof w / sizeof *w);
}

ParameterizedTest(struct which *which, propiedades, a_bystander_moves_nothing)
{
	struct mundo w;

	open_world(&w, which->programa);
	for (uint64_t seed = 1; seed <= FAMILIES; seed++) {
		struct ficha more;
		family(&w, seed);
		uint32_t seq = ficha_next_seq(&w.ficha, RECORD_INTEGRANTE);
		ficha_copy(&more, &w.arena, &w.ficha);
		generador_integrante(&w.g, &more, seq);
		const struct evaluacion *e = evaluate(&w, &more);
		for (int i = 0; i < e->n_logro; i++) {
			const struct logro_def *def = e->logro[i].def;
			if (generador_agrega(def->aplica_si) || generador_agrega(def->alcanzado_si) || (def->por_integrante && subject_of(&e->logro[i], seq)))
				continue;
			w.checks++;
			cr_assert_eq(e->logro[i].vigente, w.e->logro[i].vigente, "seed %lu: logro %d", seed, def->id);
			cr_assert_eq(e->logro[i].n, w.e->logro[i].n, "seed %lu: logro %d", seed, def->id);
		}
	}
	close_world(&w, which->checks);
}

/* --- the counts --- */

ParameterizedTestParameters(propiedades, counts_add_up)
{
	static struct which w[] = { { "medellin-solidaria", 4 * FAMILIES }, { "juntos", 4 * FAMILIES } };
	return cr_make_param_array(struct which, w, sizeof w / sizeof *w);
}

static int in_dimension(const struct evaluacion *e, int dimension, enum logro_estado state)
{
	int n = 0;

	for (int i = 0; i < e->n_logro; i++)
		n += e->logro[i].def->dimension == dimension && e->logro[i].vigente == state;
	return n;
}

ParameterizedTest(struct which *which, propiedades, counts_add_up)
{
	struct mundo w;

	open_world(&w, which->programa);
	for (uint64_t seed = 1; seed <= FAMILIES; seed++) {
		int all = 0;
		family(&w, seed);
		for (int s = 0; s < LOGRO_ESTADOS; s++) {
			int over = 0;
			for (int d = 0; d < w.p->logros->n_dimension; d++)
				over += in_dimension(w.e, w.p->logros->dimension[d].id, (enum logro_estado)s);
			cr_assert_eq(over, w.e->cuenta[s], "seed %lu: %s", seed, logro_estado_nombre((enum logro_estado)s));
			all += w.e->cuenta[s];
			w.checks++;
		}
		cr_assert_eq(all, w.p->logros->n, "seed %lu", seed);
		cr_assert_eq(w.e->n_logro, w.p->logros->n);
	}
	close_world(&w, which->checks);
}
