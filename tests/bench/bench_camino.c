/* «¿Qué falta?»: the slowest search found over many households of three programmes, and over the hardest that can be put together: every deprivation, every
 * logro pending, no income. By the clock of the process: what others do on the machine does not count. */
#include "tests/bench/bench.h"
#include "base/rng.h"
#include "model/camino.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WAYS = 5, FAMILIES = 4000, HARD = 300 };

static const char *const programmes[] = { "medellin-solidaria", "juntos", "tropa-social" };

struct worst { double ms; int searched, stays; long found; };

static void take(struct worst *w, const struct evaluacion *e, struct arena *arena)
{
	struct camino *way;
	int64_t start = bench_cpu();
	int n = camino_buscar(e, WAYS, arena, &way);
	double ms = (double)(bench_cpu() - start) / 1e6;

	w->searched++;
	w->stays += n > 0;
	w->found += n;
	if (n > 0 && ms > w->ms)
		w->ms = ms;
}

static void by_families(struct worst *w, const struct programa *p)
{
	struct arena arena;

	arena_init(&arena);
	for (int i = 0; i < FAMILIES; i++) {
		struct ficha f;
		bench_hogar(p, (uint64_t)i, &arena, &f);
		take(w, model_evaluate(p, &f, BENCH_HOY, &arena), &arena);
		arena_reset(&arena);
	}
	arena_done(&arena);
}

/* As hard as it gets: deprivations as in the pattern, all logros to be reached but those that chance gives, extreme by income. */
static void harden(struct evaluacion *e, unsigned deprived, int reached_percent, struct rng *rng, struct arena *arena)
{
	const struct ipm_def *def = e->programa->ipm;

	e->logro = arena_copy(arena, e->logro, sizeof *e->logro * (size_t)e->n_logro);
	memset(e->cuenta, 0, sizeof e->cuenta);
	for (int i = 0; i < e->n_logro; i++) {
		struct logro_resultado *r = &e->logro[i];
		r->vigente = rng_chance(rng, reached_percent) ? LOGRO_ALCANZADO : LOGRO_POR_ALCANZAR;
		r->motivo = false;
		r->prioridad = i + 1;
		e->cuenta[r->vigente]++;
	}
	e->ipm = (struct ipm){ .privado = arena_array(arena, enum tri, def->n + 1) };
	for (int i = 0; i < def->n; i++) {
		bool here = deprived >> i & 1;
		e->ipm.privado[i] = here ? TRI_YES : TRI_NO;
		e->ipm.conteo += here;
		e->ipm.puntos += here ? def->variable[i].puntos : 0;
	}
	e->ipm.conteo_max = e->ipm.conteo;
	e->ipm.puntos_max = e->ipm.puntos;
	e->ipm.clase_conteo = ipm_clase_de(def, false, e->ipm.conteo);
	e->ipm.clase_puntos = ipm_clase_de(def, true, e->ipm.puntos);
	e->ipm.clase = def->ponderado ? e->ipm.clase_puntos : e->ipm.clase_conteo;
	e->ingreso.completo = true;
	e->ingreso.clase = e->ingreso.minima = CLASE_EXTREMO;
	e->ingreso.falta_moderado = 400000;
	e->ingreso.falta_no_pobre = 1300000;
	promocion_evaluate(e->programa->promocion, e, arena, &e->promocion);
}

static void by_hand(struct worst *w, const struct programa *p)
{
	struct arena arena;
	struct rng rng;

	arena_init(&arena);
	rng_seed(&rng, 45);
	for (int i = 0; i < HARD; i++) {
		struct ficha f;
		bench_hogar(p, (uint64_t)i, &arena, &f);
		struct evaluacion e = *model_evaluate(p, &f, BENCH_HOY, &arena);
		unsigned pattern = i == 0 ? 0x7fff : (unsigned)(rng_next(&rng) | rng_next(&rng)) & 0x7fff;
		harden(&e, pattern, i % 5 * 15, &rng, &arena);
		take(w, &e, &arena);
		arena_reset(&arena);
	}
	arena_done(&arena);
}

void bench_camino(struct bench *b)
{
	bench_head("«¿Qué falta?», the smallest sets of changes");
	for (size_t i = 0; i < sizeof programmes / sizeof *programmes; i++) {
		struct problems problems;
		struct worst found = { 0 }, hard = { 0 };
		char what[80];
		problems_init(&problems, &b->arena);
		const struct programa *p = programa_load(&b->arena, "programs", programmes[i], &problems);
		if (!p)
			exit(1);
		by_families(&found, p);
		by_hand(&hard, p);
		snprintf(what, sizeof what, "slowest search, %s", programmes[i]);
		bench_row(what, found.ms, "ms", 50, "%d households, %d of them stay", found.searched, found.stays);
		snprintf(what, sizeof what, "hardest, %s", programmes[i]);
		bench_row(what, hard.ms, "ms", 50, "%d of up to %d deprivations and %d logros, extreme; %ld ways", hard.searched, p->ipm->n, p->logros->n, hard.found);
	}
}
