#include "model/ruta_grafo.h"
#include <string.h>

static const struct { const char *acto, *hecho; } efecto[] = {
	{ "congelar_linea_base", "linea_base_congelada" },
	{ "acordar_plan", "plan_acordado" },
};

const char *acto_hecho(const char *acto)
{
	for (size_t i = 0; i < sizeof efecto / sizeof *efecto; i++)
		if (!strcmp(efecto[i].acto, acto))
			return efecto[i].hecho;
	return NULL;
}

struct grafo {
	const struct ruta *ruta;
	const struct dict *dict;
	struct problems *problems;
	const struct momento **momento; int n;      /* in order of the route */
	bool *llega, *termina;
};

static void flatten(struct grafo *g, struct arena *arena)
{
	for (int f = 0; f < g->ruta->n; f++)
		g->n += g->ruta->fase[f].n;
	g->momento = arena_array(arena, const struct momento *, g->n + 1);
	g->llega = arena_array(arena, bool, g->n + 1);
	g->termina = arena_array(arena, bool, g->n + 1);
	int n = 0;
	for (int f = 0; f < g->ruta->n; f++)
		for (int m = 0; m < g->ruta->fase[f].n; m++)
			g->momento[n++] = &g->ruta->fase[f].momento[m];
}

static bool check_targets(const struct grafo *g)
{
	bool good = true;
	for (int i = 0; i < g->n; i++) {
		const struct momento *from = g->momento[i];
		for (int s = 0; s < from->n_sigue; s++) {
			const struct salto *salto = &from->sigue[s];
			const struct momento *to = salto->a ? ruta_momento(g->ruta, salto->a) : NULL;
			good = good && to;
			if (salto->a && !to)
				problem_add(g->problems, g->ruta->file, salto->line, salto->col, "«sigue» nombra el momento «%s», que no existe en la ruta", salto->a);
			else if (to == from)
				problem_add(g->problems, g->ruta->file, salto->line, salto->col, "el momento «%s» sigue a sí mismo: para quedarse varias visitas use «repite: si»", salto->a);
		}
	}
	return good;
}

/* Both marks grow until nothing changes: a route has few moments. */
static void mark(const struct grafo *g)
{
	if (g->n)
		g->llega[0] = true;
	for (bool changed = true; changed;) {
		changed = false;
		for (int i = 0; i < g->n; i++) {
			const struct momento *from = g->momento[i];
			bool termina = g->termina[i] || from->n_sigue == 0;
			for (int s = 0; s < from->n_sigue; s++) {
				int to = ruta_momento(g->ruta, from->sigue[s].a)->orden;
				termina = termina || g->termina[to];
				changed = changed || (g->llega[i] && !g->llega[to]);
				g->llega[to] = g->llega[to] || g->llega[i];
			}
			changed = changed || termina != g->termina[i];
			g->termina[i] = termina;
		}
	}
}

/* Only the one fact is known, and it does not hold yet. */
static struct value not_yet(const struct scope *scope, const char *name, void *hecho)
{
	(void)scope;
	return strcmp(name, hecho) ? value_none() : value_bool(false);
}

struct lectura { const char *hecho; bool reads, others; };

static void see(const struct variable *variable, void *arg)
{
	struct lectura *lectura = arg;
	lectura->reads = lectura->reads || !strcmp(variable->name, lectura->hecho);
	lectura->others = lectura->others || variable->level != LEVEL_HECHO;
}

/* Certainly false as long as the fact is. Said only of rules over facts: what answers would make of the others (answered, coalesce) is not known here. */
static bool needs(const struct grafo *g, const struct expr *expr, char *hecho)
{
	struct scope scope = { .dict = g->dict, .today = 0, .me = -1, .hecho = not_yet, .hecho_arg = hecho };
	struct lectura lectura = { .hecho = hecho };
	if (expr)
		expr_variables(expr, see, &lectura);
	return lectura.reads && !lectura.others && expr_test(expr, &scope, NULL) == TRI_NO;
}

/* A fact that only leaving brings about cannot be asked for before leaving. */
static void check_knots(const struct grafo *g, const struct momento *momento)
{
	for (int a = 0; a < momento->n_al_salir; a++) {
		if (!acto_hecho(momento->al_salir[a]))
			continue;
		char *hecho = arena_strdup(g->problems->arena, acto_hecho(momento->al_salir[a]));
		for (int i = 0; i < momento->n_sale; i++)
			if (needs(g, momento->sale[i].si, hecho))
				problem_add(g->problems, g->ruta->file, momento->line, momento->col,
					"«sale» pide «%s», que solo se cumple al salir: así nadie podría avanzar", hecho);
		for (int i = 0; i < momento->n_paso; i++) {
			const struct paso *paso = &momento->paso[i];
			if (!paso->opcional && needs(g, paso->listo_si, hecho))
				problem_add(g->problems, g->ruta->file, paso->line, paso->col,
					"el paso pide «%s», que solo se cumple al salir del momento: así no se podría terminar", hecho);
		}
	}
}

void ruta_grafo_check(struct arena *arena, const struct dict *dict, const struct ruta *ruta, struct problems *problems)
{
	struct grafo g = { .ruta = ruta, .dict = dict, .problems = problems };
	flatten(&g, arena);
	for (int i = 0; i < g.n; i++)
		check_knots(&g, g.momento[i]);
	if (!check_targets(&g))
		return;
	mark(&g);
	for (int i = 0; i < g.n; i++) {
		const struct momento *momento = g.momento[i];
		if (!g.llega[i])
			problem_add(problems, ruta->file, momento->line, momento->col,
				"a «%s» y sus pasos no se llega nunca: ningún momento anterior lo nombra en «sigue»", momento->id ? momento->id : "");
		else if (!g.termina[i])
			problem_add(problems, ruta->file, momento->line, momento->col,
				"desde «%s» la ruta da vueltas sin terminar: revise los «sigue» para que lleguen a un momento final", momento->id ? momento->id : "");
	}
}
