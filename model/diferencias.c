#include "model/diferencias.h"
#include "model/regla.h"
#include "model/resumen.h"
#include <stdlib.h>
#include <string.h>

struct pair { const struct evaluacion *before, *after; struct arena *arena; struct diferencia *item; int n, cap; };

static void push(struct pair *p, enum diferencia_que que, int id, uint32_t who, const char *texto)
{
	*ARENA_PUSH(p->arena, p->item, p->n, p->cap) = (struct diferencia){ que, id, who, texto, texto };
}

/* The one that was told last is of this household alone; the rest of it is what others may share. */
static void shared(struct pair *p, const char *comun)
{
	p->item[p->n - 1].comun = comun;
}

/* --- logros --- */

static const char *estado(enum logro_estado e)
{
	static const char *const word[LOGRO_ESTADOS] = {
		[LOGRO_SIN_DATO] = "sin dato", [LOGRO_ALCANZADO] = "alcanzado", [LOGRO_POR_ALCANZAR] = "por alcanzar", [LOGRO_NO_APLICA] = "no aplica",
	};
	return word[e];
}

static void logros(struct pair *p, enum diferencia_que que)
{
	for (int i = 0; i < p->before->n_logro && i < p->after->n_logro; i++) {
		const struct logro_def *def = p->after->logro[i].def;
		enum logro_estado was = p->before->logro[i].vigente, is = p->after->logro[i].vigente;
		enum diferencia_que here = was == LOGRO_NO_APLICA ? DIFERENCIA_EMPIEZA : is == LOGRO_NO_APLICA ? DIFERENCIA_TERMINA : DIFERENCIA_ESTADO;
		if (was == is || here != que)
			continue;
		push(p, que, def->id, 0, que == DIFERENCIA_EMPIEZA ? arena_printf(p->arena, "%d. %s: %s", def->id, def->corto, estado(is))
			: que == DIFERENCIA_TERMINA ? arena_printf(p->arena, "%d. %s: estaba %s", def->id, def->corto, estado(was))
			: arena_printf(p->arena, "%d. %s: de %s a %s", def->id, def->corto, estado(was), estado(is)));
	}
}

static bool counted(const struct logro_resultado *r, uint32_t seq)
{
	for (int i = 0; i < r->n; i++)
		if (r->def->por_integrante && r->sujeto[i].seq == seq)
			return true;
	return false;
}

/* The numbers of the logros that are counted for the person in one evaluation and not in the other. */
static const char *only_in(const struct pair *p, const struct evaluacion *in, const struct evaluacion *out, uint32_t seq, int *n)
{
	const char **number = arena_array(p->arena, const char *, in->n_logro + 1);

	*n = 0;
	for (int i = 0; i < in->n_logro && i < out->n_logro; i++)
		if (counted(&in->logro[i], seq) && !counted(&out->logro[i], seq))
			number[(*n)++] = arena_printf(p->arena, "%d", in->logro[i].def->id);
	return enumerar(p->arena, number, *n);
}

static void person(struct pair *p, const struct record *who)
{
	const char *name = integrante_corto(who, p->arena);
	int begins, ends;
	const char *more = only_in(p, p->after, p->before, who->seq, &begins), *fewer = only_in(p, p->before, p->after, who->seq, &ends);

	if (begins) {
		push(p, DIFERENCIA_PERSONA, begins, who->seq, arena_printf(p->arena, begins == 1 ? "A %s le corresponde ahora el logro %s" : "A %s le corresponden ahora los logros %s", name, more));
		shared(p, "A alguien le corresponden otros logros");
	}
	if (ends) {
		push(p, DIFERENCIA_PERSONA, -ends, who->seq, arena_printf(p->arena, ends == 1 ? "Para %s ya no se cuenta el logro %s" : "Para %s ya no se cuentan los logros %s", name, fewer));
		shared(p, "Para alguien ya no se cuentan algunos logros");
	}
}

/* Members of either side, once each. */
static void people(struct pair *p)
{
	const struct ficha *was = p->before->ficha, *is = p->after->ficha;

	for (int i = 0; i < is->integrante.n; i++)
		person(p, &is->integrante.item[i]);
	for (int i = 0; i < was->integrante.n; i++)
		if (!ficha_record(is, RECORD_INTEGRANTE, was->integrante.item[i].seq))
			person(p, &was->integrante.item[i]);
}

/* --- IPM, income, matrix --- */

static const char *classes(const struct pair *p, enum clase was, enum clase is)
{
	return was == is ? arena_printf(p->arena, "sigue en «%s»", clase_nombre(is)) : arena_printf(p->arena, "de «%s» a «%s»", clase_nombre(was), clase_nombre(is));
}

static const char *range(const struct pair *p, int low, int high)
{
	return low == high ? arena_printf(p->arena, "%d", low) : arena_printf(p->arena, "entre %d y %d", low, high);
}

static void ipm(struct pair *p)
{
	static const char *const word[] = { [TRI_NO] = "sin privación", [TRI_YES] = "con privación", [TRI_UNKNOWN] = "sin dato" };
	const struct ipm_def *def = p->after->programa->ipm;
	const struct ipm *was = &p->before->ipm, *is = &p->after->ipm;

	for (int i = 0; i < def->n; i++)
		if (was->privado[i] != is->privado[i])
			push(p, DIFERENCIA_PRIVACION, def->variable[i].id, 0,
			     arena_printf(p->arena, "%d. %s: de %s a %s", def->variable[i].id, def->variable[i].nombre, word[was->privado[i]], word[is->privado[i]]));
	if (was->conteo == is->conteo && was->conteo_max == is->conteo_max && was->puntos == is->puntos && was->puntos_max == is->puntos_max)
		return;
	push(p, DIFERENCIA_IPM, is->conteo, 0, arena_printf(p->arena, "IPM: privaciones de %s a %s; puntos de %s a %s; %s",
		range(p, was->conteo, was->conteo_max), range(p, is->conteo, is->conteo_max), range(p, was->puntos, was->puntos_max),
		range(p, is->puntos, is->puntos_max), classes(p, was->clase, is->clase)));
	shared(p, arena_printf(p->arena, "IPM: otros puntos o privaciones; %s", classes(p, was->clase, is->clase)));
}

static const char *per_person(const struct pair *p, const struct ingreso *in)
{
	const char *amount = pesos_texto(in->n > 0 ? in->mensual / in->n : 0, p->arena);
	return in->completo ? amount : arena_printf(p->arena, "%s (incompleto)", amount);
}

static void ingreso(struct pair *p)
{
	const struct ingreso *was = &p->before->ingreso, *is = &p->after->ingreso;

	if (was->mensual == is->mensual && was->n == is->n && was->clase == is->clase && was->completo == is->completo)
		return;
	push(p, DIFERENCIA_INGRESO, 0, 0, arena_printf(p->arena, "Ingreso por persona al mes: de %s a %s; %s", per_person(p, was), per_person(p, is), classes(p, was->clase, is->clase)));
	shared(p, arena_printf(p->arena, "Ingreso por persona al mes: otro; %s", classes(p, was->clase, is->clase)));
}

static const char *cell_name(const struct pair *p, const struct evaluacion *e)
{
	if (e->promocion.celda == 0)
		return "por definir";
	return arena_printf(p->arena, "%d (%s)", e->promocion.celda, e->promocion.celda_promueve == TRI_YES ? "promoción" : "permanencia");
}

static void matrix(struct pair *p)
{
	const struct promocion *was = &p->before->promocion, *is = &p->after->promocion;

	for (int i = 0; i < 3; i++)
		if (was->condicion[i].cumple != is->condicion[i].cumple)
			push(p, DIFERENCIA_CONDICION, i, 0, arena_printf(p->arena, "Condición %d, %s: de %s a %s", i + 1, is->condicion[i].nombre,
				tri_nombre(was->condicion[i].cumple), tri_nombre(is->condicion[i].cumple)));
	if (was->celda != is->celda || was->celda_promueve != is->celda_promueve)
		push(p, DIFERENCIA_CELDA, is->celda, 0, arena_printf(p->arena, "Celda de la matriz: de %s a %s", cell_name(p, p->before), cell_name(p, p->after)));
}

int evaluacion_diferencias(const struct evaluacion *before, const struct evaluacion *after, struct arena *arena, struct diferencia **out)
{
	struct pair p = { .before = before, .after = after, .arena = arena };

	for (enum diferencia_que que = DIFERENCIA_EMPIEZA; que <= DIFERENCIA_ESTADO; que++)
		logros(&p, que);
	people(&p);
	ipm(&p);
	ingreso(&p);
	matrix(&p);
	*out = p.item;
	return p.n;
}

static const char *head_of(enum diferencia_que que)
{
	static const char *const head[] = {
		[DIFERENCIA_EMPIEZA] = "Empiezan a aplicar al hogar", [DIFERENCIA_TERMINA] = "Dejan de aplicar al hogar", [DIFERENCIA_ESTADO] = "Cambian de estado",
		[DIFERENCIA_PERSONA] = "De cada persona", [DIFERENCIA_PRIVACION] = "Privaciones", [DIFERENCIA_IPM] = "Pobreza y matriz",
		[DIFERENCIA_INGRESO] = "Pobreza y matriz", [DIFERENCIA_CONDICION] = "Pobreza y matriz", [DIFERENCIA_CELDA] = "Pobreza y matriz",
	};

	return head[que];
}

void diferencias_explain(const struct diferencia *d, int n, struct trace *trace)
{
	for (int i = 0; i < n; i++) {
		if (i == 0 || strcmp(head_of(d[i].que), head_of(d[i - 1].que)) != 0)
			trace_add(trace, 0, "%s", head_of(d[i].que));
		trace_add(trace, 1, "%s", d[i].texto);
	}
	if (n == 0)
		trace_add(trace, 0, "Nada cambia en los logros, el IPM, el ingreso ni la matriz");
}

/* --- of many households --- */

static struct diferencia_suma *sum_of(struct diferencias_suma *s, const struct diferencia *d)
{
	for (int i = 0; i < s->n; i++)
		if (s->item[i].que == d->que && strcmp(s->item[i].comun, d->comun) == 0)
			return &s->item[i];
	struct diferencia_suma *fresh = ARENA_PUSH(s->arena, s->item, s->n, s->cap);
	*fresh = (struct diferencia_suma){ .que = d->que, .id = d->id, .comun = arena_strdup(s->arena, d->comun) };
	return fresh;
}

void diferencias_sumar(struct diferencias_suma *s, const struct diferencia *d, int n)
{
	s->hogares++;
	s->cambian += n > 0;
	for (int i = 0; i < n; i++) {
		struct diferencia_suma *sum = sum_of(s, &d[i]);
		sum->hogares += sum->ultimo != s->hogares;
		sum->ultimo = s->hogares;
	}
}

/* As those of one household; of one kind and number, what most have in common comes first. */
static int in_order(const void *a, const void *b)
{
	const struct diferencia_suma *x = a, *y = b;
	bool numbered = x->que <= DIFERENCIA_ESTADO || x->que == DIFERENCIA_PRIVACION || x->que == DIFERENCIA_CONDICION;

	if (x->que != y->que)
		return x->que < y->que ? -1 : 1;
	if (numbered && x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return x->hogares != y->hogares ? y->hogares - x->hogares : strcmp(x->comun, y->comun);
}

void diferencias_suma_explain(struct diferencias_suma *s, struct trace *trace)
{
	if (s->n > 1)
		qsort(s->item, (size_t)s->n, sizeof *s->item, in_order);
	for (int i = 0; i < s->n; i++) {
		if (i == 0 || strcmp(head_of(s->item[i].que), head_of(s->item[i - 1].que)) != 0)
			trace_add(trace, 0, "%s", head_of(s->item[i].que));
		trace_add(trace, 1, "%s · %s", s->item[i].comun, resumen_cuantos(trace->arena, s->item[i].hogares, "familia", "familias"));
	}
}
