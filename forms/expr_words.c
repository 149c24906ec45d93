#include "forms/expr_words.h"

#include <string.h>

#include "base/date.h"
#include "base/strbuf.h"
#include "forms/field_type.h"
#include "forms/number.h"
#include "forms/repeat.h"

enum { GROUPED_FROM = 5 };      /* 2026 may be a year; 12.000 is read better with its point */

const char *words_tri(enum tri t)
{
	static const char *const words[] = { [TRI_NO] = "no", [TRI_YES] = "sí", [TRI_UNKNOWN] = "falta el dato" };
	return words[t];
}

static const char *number_words(struct arena *arena, const struct expr_node *node, int64_t n)
{
	const struct variable *like = node->like;
	if (like && like->type->kind == VALUE_INT && like->decimals == node->scale)
		return variable_format(like, value_int(n), arena);
	return number_grouped(n, node->scale, GROUPED_FROM, arena);
}

static const char *bound_words(struct arena *arena, const struct expr_node *node, int64_t n)
{
	if (node->type == EXPR_DATE)
		return date_text((int32_t)n, arena_alloc(arena, DATE_TEXT));
	return number_words(arena, node, n);
}

static const char *span_words(struct arena *arena, const struct expr_node *node, struct span s)
{
	if (span_known(s))
		return bound_words(arena, node, s.lo);
	if (s.lo == INT64_MIN && s.hi == INT64_MAX)
		return words_tri(TRI_UNKNOWN);
	if (s.hi == INT64_MAX)
		return arena_printf(arena, "al menos %s", bound_words(arena, node, s.lo));
	if (s.lo == INT64_MIN)
		return arena_printf(arena, "a lo sumo %s", bound_words(arena, node, s.hi));
	return arena_printf(arena, "entre %s y %s", bound_words(arena, node, s.lo), bound_words(arena, node, s.hi));
}

const char *words_value(struct arena *arena, const struct expr_node *node, struct expr_val v)
{
	switch (node->type) {
	case EXPR_BOOL:
		return span_known(v.n) ? v.n.lo ? "Sí" : "No" : words_tri(TRI_UNKNOWN);
	case EXPR_TEXT:
		return !v.text ? words_tri(TRI_UNKNOWN) : node->list ? choice_label(node->list, v.text) : v.text;
	case EXPR_SET:
		if (!v.text)
			return words_tri(TRI_UNKNOWN);
		return node->like ? variable_format(node->like, value_set(v.text), arena) : v.text;
	default:
		return span_words(arena, node, v.n);
	}
}

static const char *person(struct arena *arena, const struct scope *scope, int i)
{
	const char *name = scope->integrante_name ? scope->integrante_name[i] : NULL;
	return name && *name ? name : arena_printf(arena, "integrante %d", i + 1);
}

const char *words_member(struct arena *arena, const struct expr_env *env, const struct expr_node *members, int i)
{
	return members->var ? repeat_row_name(members->var->repeat, i + 1, arena) : person(arena, env->scope, i);
}

const char *words_variable(struct arena *arena, const struct expr_env *env, const struct variable *v)
{
	const struct variable *here = env ? expr_variable_here(env, v) : NULL;
	if (here && here->row)
		return here->label;
	if (!env || v->level != LEVEL_INTEGRANTE || env->me < 0 || env->me >= env->scope->n_integrante)
		return v->label;
	return arena_printf(arena, "%s de %s", v->label, person(arena, env->scope, env->me));
}

/* «o» before an o is «u», «y» before an i is «e»; «hie» sounds otherwise. */
const char *words_or(const char *next)
{
	static const char *const sounds[] = { "o", "O", "ó", "Ó", "ho", "Ho", "hó", "Hó" };
	for (size_t i = 0; i < sizeof sounds / sizeof *sounds; i++) {
		if (strncmp(next, sounds[i], strlen(sounds[i])) == 0)
			return " u ";
	}
	return " o ";
}

const char *words_and(const char *next)
{
	static const char *const sounds[] = { "i", "I", "í", "Í", "hi", "Hi", "hí", "Hí" };
	if (strncmp(next, "hie", 3) == 0 || strncmp(next, "Hie", 3) == 0)
		return " y ";
	for (size_t i = 0; i < sizeof sounds / sizeof *sounds; i++) {
		if (strncmp(next, sounds[i], strlen(sounds[i])) == 0)
			return " e ";
	}
	return " y ";
}

const char *words_choices(struct arena *arena, const struct expr_node *in)
{
	struct strbuf out;
	strbuf_init(&out, arena);
	for (int i = 1; i < in->n; i++) {
		const struct expr_node *item = in->arg[i];
		const struct expr_val v = { .n = span_of(item->num), .text = item->text };
		const char *words = words_value(arena, item, v);
		strbuf_printf(&out, "%s%s", i == 1 ? "" : i == in->n - 1 ? words_or(words) : ", ", words);
	}
	return out.text;
}

/* What was asked, before its result: «mínimo 5». */
const char *words_asked(struct arena *arena, enum expr_code code, const struct expr_node *left, const char *right)
{
	static const char *const of_number[X_CODES] = {
		[X_EQ] = "igual a", [X_NE] = "distinto de", [X_LT] = "menos de", [X_LE] = "máximo", [X_GT] = "más de", [X_GE] = "mínimo",
	};
	static const char *const of_date[X_CODES] = {
		[X_EQ] = "igual al", [X_NE] = "distinta del", [X_LT] = "antes del", [X_LE] = "hasta el", [X_GT] = "después del", [X_GE] = "desde el",
	};
	if (left->code == X_COUNT && strcmp(right, "0") == 0 && code == X_EQ)
		return "ninguno";
	if (left->code == X_COUNT && strcmp(right, "0") == 0 && (code == X_GT || code == X_NE))
		return "mínimo 1";
	if (left->type == EXPR_INT)
		return arena_printf(arena, "%s %s", of_number[code], right);
	if (left->type == EXPR_DATE)
		return arena_printf(arena, "%s %s", of_date[code], right);
	return arena_printf(arena, "%s %s", code == X_EQ ? "que sea" : "que no sea", right);
}

/* Descriptions of what is computed. */

bool words_is_aggregate(const struct expr_node *node)
{
	enum expr_code code = node->code;
	return code == X_COUNT || code == X_EXISTS || code == X_SUM || code == X_MIN_OF || code == X_MAX_OF;
}

static const char *aggregate_words(struct arena *arena, const struct expr_node *node)
{
	const struct expr_node *members = node->arg[0];
	const char *condition = members->arg[0] ? arena_printf(arena, " con %s", words_condition(arena, members->arg[0], false)) : "";
	const char *value = members->arg[1] ? words_node(arena, NULL, members->arg[1]) : "";
	switch (node->code) {
	case X_SUM:
		return arena_printf(arena, "Suma de %s%s", value, condition);
	case X_MIN_OF:
		return arena_printf(arena, "Menor %s%s", value, condition);
	case X_MAX_OF:
		return arena_printf(arena, "Mayor %s%s", value, condition);
	default:
		return arena_printf(arena, "%s%s", members->var ? members->var->short_label : "Integrantes", condition);
	}
}

static const char *join_words(struct arena *arena, const struct expr_env *env, const struct expr_node *node, const char *between)
{
	struct strbuf out;
	strbuf_init(&out, arena);
	for (int i = 0; i < node->n; i++)
		strbuf_printf(&out, "%s%s", i ? between : "", words_node(arena, env, node->arg[i]));
	return out.text;
}

static const char *between_words(struct arena *arena, const struct expr_env *env, const struct expr_node *node)
{
	const char *unit = node->code == X_YEARS ? "años" : node->code == X_MONTHS ? "meses" : "días";
	const char *from = words_node(arena, env, node->arg[0]);
	if (node->arg[1]->code == X_TODAY)
		return arena_printf(arena, "%s desde %s", unit, from);
	return arena_printf(arena, "%s de %s a %s", unit, from, words_node(arena, env, node->arg[1]));
}

const char *words_node(struct arena *arena, const struct expr_env *env, const struct expr_node *node)
{
	static const char *const signs[X_CODES] = {
		[X_ADD] = " + ", [X_SUB] = " - ", [X_MUL] = " × ", [X_DIV] = " ÷ ", [X_MOD] = " resto de dividir por ", [X_COALESCE] = " o si falta ",
	};
	if (signs[node->code])
		return join_words(arena, env, node, signs[node->code]);
	if (words_is_aggregate(node))
		return aggregate_words(arena, node);
	switch (node->code) {
	case X_CONST:
		return words_value(arena, node, (struct expr_val){ .n = span_of(node->num), .text = node->text });
	case X_VAR:
		return words_variable(arena, env, node->var);
	case X_SELF:
		return node->var ? words_variable(arena, env, node->var) : "el valor";
	case X_MEMBERS:
		return node->var ? node->var->short_label : "integrantes";
	case X_TODAY:
		return "hoy";
	case X_YEARS: case X_MONTHS: case X_DAYS:
		return between_words(arena, env, node);
	case X_NEG:
		return arena_printf(arena, "menos %s", words_node(arena, env, node->arg[0]));
	case X_MIN: case X_MAX:
		return arena_printf(arena, "%s entre %s", node->code == X_MIN ? "menor" : "mayor", join_words(arena, env, node, ", "));
	case X_LENGTH:
		return arena_printf(arena, "letras de %s", words_node(arena, env, node->arg[0]));
	case X_COUNT_SELECTED:
		return arena_printf(arena, "opciones elegidas de %s", words_node(arena, env, node->arg[0]));
	case X_IF:
		return arena_printf(arena, "%s o %s según %s", words_node(arena, env, node->arg[1]), words_node(arena, env, node->arg[2]),
			words_condition(arena, node->arg[0], false));
	default:
		return words_condition(arena, node, false);
	}
}
