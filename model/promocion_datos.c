/* Which answers a missing datum waits for, and whose they are: read off the «¿por qué?» of the rules that cannot be decided. */
#include "base/strbuf.h"
#include "model/evaluacion.h"
#include <string.h>

struct lista { struct arena *arena; const char **item; int n, cap; };

static void put(struct lista *l, const char *text)
{
	for (int i = 0; i < l->n; i++)
		if (strcmp(l->item[i], text) == 0)
			return;
	*ARENA_PUSH(l->arena, l->item, l->n, l->cap) = text;
}

struct preguntas { struct lista *lista; const struct scope *scope; };

static void put_unknown(const struct variable *var, void *arg)
{
	struct preguntas *p = arg;

	if (var->level == LEVEL_HOGAR && !value_known(scope_value(p->scope, var, -1)))
		put(p->lista, var->label);
}

/* The answers by name; where the rule names none, whose they are, or what of the household it reads. */
static void of_rule(struct lista *l, const struct expr *rule, const struct scope *given, int me)
{
	static const char one[] = "Falta el dato: ", whose[] = "Falta el dato de: ";
	struct scope scope = *given;
	struct trace trace;
	int before = l->n;

	scope.me = me;
	scope.hecho = NULL;
	trace_init(&trace, l->arena);
	expr_test(rule, &scope, &trace);
	for (int i = 0; i < trace.n; i++)
		if (strncmp(trace.line[i].text, one, sizeof one - 1) == 0)
			put(l, trace.line[i].text + sizeof one - 1);
	for (int i = 0; l->n == before && i < trace.n; i++)
		if (strncmp(trace.line[i].text, whose, sizeof whose - 1) == 0)
			put(l, trace.line[i].text + sizeof whose - 1);
	if (l->n == before)
		expr_variables(rule, put_unknown, &(struct preguntas){ l, &scope });
}

static int index_of(const struct scope *scope, const struct record *member)
{
	for (int i = 0; member && i < scope->n_integrante; i++)
		if (scope->integrante[i] == &member->fields)
			return i;
	return -1;
}

static void of_logro(struct lista *l, const struct evaluacion *e, const struct logro_resultado *r)
{
	for (int i = 0; r && i < r->n; i++) {
		const struct logro_sujeto *s = &r->sujeto[i];
		struct scope scope = e->scope;
		if (s->vigente != LOGRO_SIN_DATO)
			continue;
		scope.hecho = NULL;
		scope.me = index_of(&e->scope, s->integrante);
		bool applies = !r->def->aplica_si || expr_test(r->def->aplica_si, &scope, NULL) == TRI_YES;
		of_rule(l, applies ? r->def->alcanzado_si : r->def->aplica_si, &e->scope, scope.me);
	}
}

int promocion_datos(const struct evaluacion *e, const struct cambio *c, struct arena *arena, const char ***out)
{
	const struct ipm_def *ipm = e->programa->ipm;
	struct lista l = { .arena = arena };

	if (c->que == CAMBIO_DATO && c->sobre == CAMBIO_LOGRO)
		of_logro(&l, e, evaluacion_logro(e, c->id));
	for (int i = 0; c->que == CAMBIO_DATO && c->sobre == CAMBIO_PRIVACION && i < ipm->n; i++)
		if (ipm->variable[i].id == c->id)
			of_rule(&l, ipm->variable[i].privado_si, &e->scope, -1);
	if (c->que == CAMBIO_DATO && c->sobre == CAMBIO_INGRESO && !e->ingreso.completo)
		l.n = ingreso_datos(e->programa->ingreso, &e->scope, arena, &l.item);
	*out = l.item;
	return l.n;
}
