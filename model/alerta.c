#include "model/alerta.h"
#include "base/date.h"
#include "base/strbuf.h"
#include "model/lectura.h"
#include "model/regla.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ID = 8, PRIORIDADES = 3 };

static const char *const list_keys[] = { "version", "vigente_desde", "fuente", "certeza", "nota", "alertas", NULL };
static const char *const alerta_keys[] = { "id", "nombre", "si", "por_integrante", "sector", "reservada", "prioridad", "certeza", "hacer", "nota", NULL };

/* A01: people say it aloud and reports print it, so it is short and has no small letters. */
static const char *id_read(const struct yaml_node *node, struct problems *problems)
{
	const char *id = yaml_text(node, "id", true, problems);
	if (!id)
		return NULL;
	if (*id && strlen(id) <= MAX_ID && id[strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")] == '\0')
		return id;
	yaml_problem(problems, yaml_get(node, "id"), "«%s» no sirve de código de alerta: use letras mayúsculas y números, como A01", id);
	return NULL;
}

static void alerta_read(struct arena *arena, const struct dict *dict, const struct yaml_node *node, struct alerta *out, struct problems *problems)
{
	yaml_known(node, alerta_keys, problems);
	*out = (struct alerta){ .file = node->file, .line = node->line, .col = node->col };
	out->id = id_read(node, problems);
	out->nombre = yaml_text(node, "nombre", true, problems);
	out->sector = yaml_text(node, "sector", true, problems);
	out->certeza = yaml_text(node, "certeza", false, problems);
	out->nota = yaml_text(node, "nota", false, problems);
	out->hacer = yaml_text(node, "hacer", false, problems);
	out->prioridad = lectura_entero(node, "prioridad", true, 1, PRIORIDADES, PRIORIDADES, problems);
	yaml_bool(node, "reservada", false, &out->reservada, problems);
	out->si = lectura_regla(arena, dict, node, "si", LEVEL_HOGAR, problems);
	out->por_integrante = lectura_regla(arena, dict, node, "por_integrante", LEVEL_INTEGRANTE, problems);
	if (!yaml_get(node, "si") && !yaml_get(node, "por_integrante"))
		yaml_problem(problems, node, "la alerta no dice cuándo se da: ponga «si» (el hogar) o «por_integrante»");
}

/* Within a priority they stay as written. */
static void insert(struct alerta *item, int n, const struct alerta *one)
{
	for (; n > 0 && item[n - 1].prioridad > one->prioridad; n--)
		item[n] = item[n - 1];
	item[n] = *one;
}

const struct alerta_list *alerta_load(struct arena *arena, const struct dict *dict, const struct yaml_node *node, struct problems *problems)
{
	int before = problems->n;
	struct alerta_list *list = arena_new(arena, struct alerta_list);
	yaml_known(node, list_keys, problems);
	list->version = lectura_entero(node, "version", true, 1, INT_MAX, 0, problems);
	list->fuente = yaml_text(node, "fuente", true, problems);
	list->certeza = yaml_text(node, "certeza", false, problems);
	list->vigente_desde = DATE_NONE;
	yaml_date(node, "vigente_desde", false, &list->vigente_desde, problems);
	const struct yaml_node *items = yaml_list(node, "alertas", true, problems);
	struct alerta *item = arena_array(arena, struct alerta, items && items->n ? items->n : 1);
	list->item = item;
	for (int i = 0; items && i < items->n; i++) {
		struct alerta one;
		alerta_read(arena, dict, items->item[i], &one, problems);
		if (one.id && alerta_find(list, one.id))
			yaml_problem(problems, items->item[i], "la alerta «%s» está dos veces", one.id);
		insert(item, list->n++, &one);
	}
	return problems->n == before ? list : NULL;
}

const struct alerta *alerta_find(const struct alerta_list *list, const char *id)
{
	for (int i = 0; i < list->n; i++)
		if (list->item[i].id && !strcmp(list->item[i].id, id))
			return &list->item[i];
	return NULL;
}

/* Of the household (me < 0) or of one member. */
static enum tri holds(const struct alerta *a, const struct scope *scope, int me, struct trace *why)
{
	struct scope at = *scope;
	enum tri result = TRI_YES;
	at.me = -1;
	if (a->si)
		result = expr_test(a->si, &at, why);
	if (!a->por_integrante || result == TRI_NO)
		return result;
	at.me = me;
	return tri_and(result, expr_test(a->por_integrante, &at, why));
}

enum tri alerta_test(const struct alerta *a, const struct scope *scope, int integrante)
{
	return holds(a, scope, integrante, NULL);
}

static int collect(const struct alerta_list *list, const struct scope *scope, enum tri wanted, struct arena *arena, struct alerta_hallada **out)
{
	struct alerta_hallada *found = NULL;
	int n = 0, cap = 0;
	for (int i = 0; list && i < list->n; i++) {
		const struct alerta *a = &list->item[i];
		int first = a->por_integrante ? 0 : -1, end = a->por_integrante ? scope->n_integrante : 0;
		for (int me = first; me < end; me++) {
			struct alerta_hallada one = { .alerta = a, .integrante = me };
			trace_init(&one.porque, arena);
			if (holds(a, scope, me, &one.porque) == wanted)
				*ARENA_PUSH(arena, found, n, cap) = one;
		}
	}
	*out = found;
	return n;
}

int alerta_evaluate(const struct alerta_list *list, const struct scope *scope, struct arena *arena, struct alerta_hallada **out)
{
	return collect(list, scope, TRI_YES, arena, out);
}

int alerta_por_saber(const struct alerta_list *list, const struct scope *scope, struct arena *arena, struct alerta_hallada **out)
{
	return collect(list, scope, TRI_UNKNOWN, arena, out);
}

static bool holds_of_someone(const struct alerta *a, const struct scope *scope)
{
	int me = a->por_integrante ? 0 : -1, end = a->por_integrante ? scope->n_integrante : 0;

	while (me < end && holds(a, scope, me, NULL) != TRI_YES)
		me++;
	return me < end;
}

static int by_id(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *alerta_ids(const struct alerta_list *list, const struct scope *scope, bool reservadas, struct arena *arena)
{
	const char **id = arena_array(arena, const char *, list && list->n ? list->n : 1);
	struct strbuf text;
	int n = 0;

	for (int i = 0; list && i < list->n; i++)
		if ((reservadas || !list->item[i].reservada) && holds_of_someone(&list->item[i], scope))
			id[n++] = list->item[i].id;
	qsort(id, (size_t)n, sizeof *id, by_id);
	strbuf_init(&text, arena);
	for (int i = 0; i < n; i++)
		strbuf_printf(&text, "%s%s", i ? " " : "", id[i]);
	return text.text;
}
