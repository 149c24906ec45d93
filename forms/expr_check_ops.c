#include "forms/expr_check.h"

#include <string.h>

#include "base/strbuf.h"

static bool is_text_literal(const struct expr_node *node)
{
	return node->code == X_CONST && node->type == EXPR_TEXT;
}

void check_choice(struct expr_checker *c, const struct choice_list *list, struct expr_node *literal)
{
	literal->list = list;
	if (!list->n || choice_find(list, literal->text))
		return;
	const char **known = arena_array(c->arena, const char *, list->n + 1);
	for (int i = 0; i < list->n; i++)
		known[i] = list->item[i].name;
	const char *near = yaml_nearest(literal->text, known);
	if (near)
		check_say(c, literal, "«%.60s» no está en la lista «%s»; quizá «%s»", literal->text, list->name, near);
	else
		check_say(c, literal, "«%.60s» no está en la lista «%s» (%s%s%s…)", literal->text, list->name, list->item[0].name,
			list->n > 1 ? ", " : "", list->n > 1 ? list->item[1].name : "");
}

/* Two different types side by side: what was probably meant. */
static void say_mismatch(struct expr_checker *c, const struct expr_node *a, const struct expr_node *b)
{
	const struct expr_node *literal = is_text_literal(a) ? a : b, *other = literal == a ? b : a;
	if (is_text_literal(literal) && other->type == EXPR_BOOL)
		check_say(c, literal, "se responde sí o no: en vez de comparar con un texto escriba ${%s} o not(${%s})",
			other->text ? other->text : "…", other->text ? other->text : "…");
	else if (is_text_literal(literal) && other->type == EXPR_INT)
		check_say(c, literal, "un número va sin comillas");
	else if (is_text_literal(literal) && other->type == EXPR_DATE)
		check_say(c, literal, "una fecha se escribe date('2026-01-31')");
	else if (a->type == EXPR_SET || b->type == EXPR_SET)
		check_say(c, a->type == EXPR_SET ? a : b, "en una selección múltiple se pregunta con selected(${%s}, 'opción')",
			a->type == EXPR_SET && a->text ? a->text : b->text ? b->text : "…");
	else if (b->code == X_CONST && b->type == EXPR_INT && a->list)
		check_say(c, b, "una opción va entre comillas, aunque sea un número");
	else
		check_say(c, b, "no van juntos %s y %s", expr_type_words(a->type), expr_type_words(b->type));
}

/* 5 → 5.0, where a number with decimals stands on the other side. */
static bool rescale(struct expr_node *node, int scale)
{
	if (node->code != X_CONST || node->scale > scale)
		return false;
	for (; node->scale < scale; node->scale++) {
		if (__builtin_mul_overflow(node->num, 10, &node->num))
			return false;
	}
	return true;
}

static bool same_scale(struct expr_checker *c, struct expr_node *a, struct expr_node *b)
{
	if (a->scale == b->scale || rescale(a, b->scale) || rescale(b, a->scale))
		return true;
	if (a->code == X_CONST || b->code == X_CONST)
		check_say(c, a->code == X_CONST ? a : b, "el número tiene más decimales que aquello con lo que va (%d); los puntos de miles no se escriben",
			a->code == X_CONST ? b->scale : a->scale);
	else
		check_say(c, b, "los decimales no coinciden: uno lleva %d y el otro %d", a->scale, b->scale);
	return false;
}

static bool same_list(struct expr_checker *c, struct expr_node *a, struct expr_node *b)
{
	if (is_text_literal(a) && b->list)
		check_choice(c, b->list, a);
	else if (is_text_literal(b) && a->list)
		check_choice(c, a->list, b);
	else if (a->list && b->list && a->list != b->list) {
		check_say(c, b, "son opciones de listas distintas: «%s» y «%s»", a->list->name, b->list->name);
		return false;
	}
	return true;
}

/* Literals are shown as what they are compared with. */
static void share_looks(struct expr_node *a, struct expr_node *b)
{
	if (a->code == X_CONST && !a->like)
		a->like = b->like;
	if (b->code == X_CONST && !b->like)
		b->like = a->like;
}

static bool unify(struct expr_checker *c, struct expr_node *a, struct expr_node *b)
{
	if (a->type == EXPR_ANY || b->type == EXPR_ANY)
		return false;
	if (a->type != b->type) {
		say_mismatch(c, a, b);
		return false;
	}
	if (a->type == EXPR_INT && !same_scale(c, a, b))
		return false;
	if (a->type == EXPR_TEXT && !same_list(c, a, b))
		return false;
	share_looks(a, b);
	return true;
}

static bool is_empty_text(const struct expr_node *node)
{
	return is_text_literal(node) && !*node->text;
}

void check_equal(struct expr_checker *c, struct expr_node *node)
{
	struct expr_node *a = node->arg[0], *b = node->arg[1];
	node->type = EXPR_BOOL;
	if (is_empty_text(a) || is_empty_text(b)) {
		check_say(c, is_empty_text(a) ? a : b, "para saber si hay respuesta use answered(${nombre}) o not(answered(${nombre}))");
		return;
	}
	if (unify(c, a, b) && a->type == EXPR_SET)
		check_say(c, a, "en una selección múltiple se pregunta con selected(…, 'opción')");
}

void check_order(struct expr_checker *c, struct expr_node *node)
{
	struct expr_node *a = node->arg[0], *b = node->arg[1];
	node->type = EXPR_BOOL;
	if (unify(c, a, b) && a->type != EXPR_INT && a->type != EXPR_DATE)
		check_say(c, node, "el orden (<, <=, >, >=) es para números y fechas; lo demás se compara con = y !=");
}

void check_in(struct expr_checker *c, struct expr_node *node)
{
	node->type = EXPR_BOOL;
	for (int i = 1; i < node->n; i++)
		unify(c, node->arg[0], node->arg[i]);
	if (node->arg[0]->type == EXPR_SET || node->arg[0]->type == EXPR_BOOL)
		check_say(c, node->arg[0], "«in» es para opciones, textos, números y fechas");
}

static const struct variable *looks_of(const struct expr_node *a, const struct expr_node *b)
{
	return a->like ? a->like : b->like;
}

/* date ± days, date - date, number ± number */
void check_add(struct expr_checker *c, struct expr_node *node)
{
	struct expr_node *a = node->arg[0], *b = node->arg[1];
	bool minus = node->code == X_SUB;
	if (a->type == EXPR_ANY || b->type == EXPR_ANY)
		return;
	bool dates = a->type == EXPR_DATE || b->type == EXPR_DATE;
	if (minus && a->type == EXPR_DATE && b->type == EXPR_DATE) {
		node->type = EXPR_INT;
		return;
	}
	struct expr_node *day = a->type == EXPR_DATE ? a : b, *number = day == a ? b : a;
	if (dates && (!minus || day == a)) {
		if (!check_want(c, number, EXPR_INT))
			return;
		if (number->scale)
			check_say(c, number, "a una fecha se le suman días enteros");
		node->type = EXPR_DATE;
		return;
	}
	bool first = check_want(c, a, EXPR_INT), second = check_want(c, b, EXPR_INT);
	if (!first || !second || !unify(c, a, b))
		return;
	node->type = EXPR_INT;
	node->scale = a->scale;
	node->like = looks_of(a, b);
}

void check_mul(struct expr_checker *c, struct expr_node *node)
{
	struct expr_node *a = node->arg[0], *b = node->arg[1];
	bool first = check_want(c, a, EXPR_INT), second = check_want(c, b, EXPR_INT);
	if (!first || !second)
		return;
	if (a->scale && b->scale)
		check_say(c, node, "no se multiplican dos números con decimales");
	node->type = EXPR_INT;
	node->scale = a->scale + b->scale;
	/* pesos × people are pesos; people × rooms are neither */
	node->like = !a->like || !b->like ? looks_of(a, b) : NULL;
}

void check_div(struct expr_checker *c, struct expr_node *node)
{
	struct expr_node *a = node->arg[0], *b = node->arg[1];
	bool first = check_want(c, a, EXPR_INT), second = check_want(c, b, EXPR_INT);
	if (!first || !second)
		return;
	if (b->code == X_CONST && b->num == 0) {
		check_say(c, b, "no se puede dividir por cero");
		return;
	}
	node->type = EXPR_INT;
	if (node->code == X_DIV && !b->scale) {
		node->scale = a->scale;
		node->like = b->like ? NULL : a->like;
	} else if (same_scale(c, a, b) && node->code == X_MOD) {
		node->scale = a->scale;
		node->like = looks_of(a, b);
	}
}

void check_neg(struct expr_checker *c, struct expr_node *node)
{
	if (!check_want(c, node->arg[0], EXPR_INT))
		return;
	node->type = EXPR_INT;
	node->scale = node->arg[0]->scale;
	node->like = node->arg[0]->like;
}

/* All from `first` on of one type, which is that of the node. */
static void check_alike(struct expr_checker *c, struct expr_node *node, int first)
{
	bool good = node->arg[first]->type != EXPR_ANY;
	for (int i = first + 1; i < node->n; i++)
		good = unify(c, node->arg[first], node->arg[i]) && good;
	if (!good)
		return;
	node->type = node->arg[first]->type;
	/* A literal may have taken its decimals from a later one: once more, now that the largest is known to all. */
	for (int i = first + 1; i < node->n && node->type == EXPR_INT; i++)
		good = same_scale(c, node->arg[first], node->arg[i]) && good;
	for (int i = first; i < node->n; i++) {
		node->scale = node->arg[first]->scale;
		node->like = node->like ? node->like : node->arg[i]->like;
		node->list = node->list ? node->list : node->arg[i]->list;
	}
}

void check_if(struct expr_checker *c, struct expr_node *node)
{
	check_want(c, node->arg[0], EXPR_BOOL);
	check_alike(c, node, 1);
}

void check_same(struct expr_checker *c, struct expr_node *node)
{
	check_alike(c, node, 0);
}

static void settle(struct expr_checker *c, struct expr_node *node, const struct variable *v)
{
	if (node->code == X_IF || node->code == X_COALESCE) {
		for (int i = node->code == X_IF; i < node->n; i++)
			settle(c, node->arg[i], v);
		node->scale = node->arg[node->n - 1]->scale;
		node->list = node->type == EXPR_TEXT ? v->choices : NULL;
		return;
	}
	if (is_text_literal(node) && v->choices)
		check_choice(c, v->choices, node);
	else if (node->type == EXPR_TEXT && node->list && v->choices && node->list != v->choices)
		check_say(c, node, "da una opción de la lista «%s» y «%s» usa la lista «%s»", node->list->name, v->name, v->choices->name);
	else if (node->type == EXPR_INT && node->scale != v->decimals && !rescale(node, v->decimals))
		check_say(c, node, "los decimales no coinciden: el resultado lleva %d y «%s» lleva %d", node->scale, v->name, v->decimals);
}

/* 'gas agua' → the set of both, in the order of the list. */
static void literal_to_set(struct expr_checker *c, struct expr_node *node, const struct choice_list *list)
{
	struct strbuf in_order;
	struct expr_node word = *node;
	strbuf_init(&in_order, c->arena);
	for (const char *s = node->text + strspn(node->text, " "); *s; s += strspn(s, " ")) {
		size_t len = strcspn(s, " ");
		word.text = arena_strndup(c->arena, s, len);
		check_choice(c, list, &word);
		s += len;
	}
	for (int i = 0; i < list->n; i++) {
		if (value_set_has(value_set(node->text), list->item[i].name))
			strbuf_printf(&in_order, "%s%s", in_order.len ? " " : "", list->item[i].name);
	}
	node->type = EXPR_SET;
	node->text = in_order.text;
	node->list = list;
}

void check_set_result(struct expr_checker *c, struct expr_node *node)
{
	const struct variable *v = c->where->self_var;
	if (!v || !v->choices)
		return;
	if (is_text_literal(node))
		literal_to_set(c, node, v->choices);
	if (node->code != X_IF || node->type != EXPR_TEXT)
		return;
	for (int i = 1; i <= 2; i++)
		check_set_result(c, node->arg[i]);
	if (node->arg[1]->type == EXPR_SET && node->arg[2]->type == EXPR_SET)
		node->type = EXPR_SET;
}

void check_result(struct expr_checker *c, struct expr_node *root)
{
	const struct variable *v = c->where->self_var;
	if (v && root->type != EXPR_BOOL)
		settle(c, root, v);
}
