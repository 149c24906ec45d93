#include "model/lectura.h"
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* How many items stand below the key; a single scalar counts as a list of one. */
static int count(const struct yaml_node *map, const char *key, const struct yaml_node **node, struct problems *problems)
{
	*node = yaml_get(map, key);
	if (!*node)
		return 0;
	if ((*node)->kind != YAML_MAP)
		return (*node)->kind == YAML_LIST ? (*node)->n : 1;
	yaml_problem(problems, *node, "«%s» es una lista: escríbala entre corchetes, [ ]", key);
	return 0;
}

static const struct yaml_node *nth(const struct yaml_node *node, int i)
{
	return node->kind == YAML_LIST ? node->item[i] : node;
}

static bool scalar_int(const struct yaml_node *node, int *out)
{
	char *end;
	errno = 0;
	long value = strtol(node->text, &end, 10);
	if (node->kind != YAML_SCALAR || end == node->text || *end || errno || value < INT_MIN || value > INT_MAX)
		return false;
	*out = (int)value;
	return true;
}

int lectura_enteros(struct arena *arena, const struct yaml_node *map, const char *key, const int **out, struct problems *problems)
{
	const struct yaml_node *node;
	int n = count(map, key, &node, problems), good = 0;
	int *list = arena_array(arena, int, n ? n : 1);
	for (int i = 0; i < n; i++) {
		if (scalar_int(nth(node, i), &list[good]))
			good++;
		else
			yaml_problem(problems, nth(node, i), "«%s» lleva números enteros, como [6, 9]", key);
	}
	*out = list;
	return good;
}

int lectura_textos(struct arena *arena, const struct yaml_node *map, const char *key, const char *const **out, struct problems *problems)
{
	const struct yaml_node *node;
	int n = count(map, key, &node, problems), good = 0;
	const char **list = arena_array(arena, const char *, n ? n : 1);
	for (int i = 0; i < n; i++) {
		if (nth(node, i)->kind == YAML_SCALAR && *nth(node, i)->text)
			list[good++] = nth(node, i)->text;
		else
			yaml_problem(problems, nth(node, i), "«%s» lleva palabras, como [una, otra]", key);
	}
	*out = list;
	return good;
}

struct retired_search { bool *seen; const struct variable *found; };

static void find_retired(const struct variable *var, void *arg)
{
	struct retired_search *search = arg;
	if (search->seen[var->index])
		return;
	search->seen[var->index] = true;
	if (var->retired && !search->found)
		search->found = var;
	if (var->calculation)
		expr_variables(var->calculation, find_retired, search);
}

/* Nobody answers it any more: for every new family the rule would be sin dato for ever. */
static void refuse_retired(const struct expr *rule, const struct dict *dict, const struct yaml_node *node, struct problems *problems)
{
	struct arena scratch;
	arena_init(&scratch);
	struct retired_search search = { .seen = arena_array(&scratch, bool, dict->n_var) };
	expr_variables(rule, find_retired, &search);
	arena_done(&scratch);
	if (search.found)
		yaml_problem(problems, node, "la regla lee «%s», que está retirada y ya no se pregunta: use la variable de hoy, y pase las respuestas de antes con una migración",
			search.found->name);
}

const struct expr *lectura_regla(struct arena *arena, const struct dict *dict, const struct yaml_node *map, const char *key, enum level level,
				 struct problems *problems)
{
	const char *text = yaml_text(map, key, false, problems);
	if (!text)
		return NULL;
	const struct yaml_node *node = yaml_get(map, key);
	const struct expr_where where = {
		.file = node->file, .line = node->line, .col = node->col,
		.level = level, .self = EXPR_ANY, .want = EXPR_BOOL,
	};
	const struct expr *rule = expr_compile(arena, dict, text, &where, problems);
	if (rule)
		refuse_retired(rule, dict, node, problems);
	return rule;
}

int lectura_entero(const struct yaml_node *map, const char *key, bool required, int low, int high, int otherwise, struct problems *problems)
{
	int64_t value = otherwise;
	if (!yaml_int(map, key, required, &value, problems) || !yaml_get(map, key))
		return otherwise;
	if (value >= low && value <= high)
		return (int)value;
	yaml_problem(problems, yaml_get(map, key), "«%s» va de %d a %d", key, low, high);
	return otherwise;
}

const char *lectura_id(const struct yaml_node *map, const char *key, struct problems *problems)
{
	const char *id = yaml_text(map, key, true, problems);
	if (!id)
		return NULL;
	if (*id && id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0')
		return id;
	yaml_problem(problems, yaml_get(map, key), "«%s» no sirve de identificador: use minúsculas sin tilde, números y «_»", id);
	return NULL;
}
