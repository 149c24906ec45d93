/* Reading values out of the tree, with a problem wherever the form is not the expected one. */
#include "base/date.h"
#include "base/text.h"
#include "base/yaml.h"
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NEAR = 2, KEY_MAX = 64, LISTED = 12 };

static const char *const kind_name[] = { [YAML_SCALAR] = "un texto", [YAML_LIST] = "una lista", [YAML_MAP] = "un grupo de claves" };

void yaml_problem(struct problems *p, const struct yaml_node *at, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	char text[1024];
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	problem_add(p, at ? at->file : "", at ? at->line : 0, at ? at->col : 0, "%s", text);
}

const struct yaml_node *yaml_get(const struct yaml_node *map, const char *key)
{
	if (!map || map->kind != YAML_MAP)
		return NULL;
	for (int i = 0; i < map->n; i++)
		if (strcmp(map->key[i]->text, key) == 0)
			return map->item[i];
	return NULL;
}

static bool empty(const struct yaml_node *n)
{
	return n->kind == YAML_SCALAR && !n->quoted && !*n->text;
}

/* Said once per place, however many keys were looked for in it. */
static void not_a_map(const struct yaml_node *node, struct problems *p)
{
	for (int i = p->n; i-- > 0;) {
		const struct problem *old = &p->item[i];
		if (old->line == node->line && old->col == node->col && strstr(old->text, "grupo de claves") && strcmp(old->file, node->file) == 0)
			return;
	}
	yaml_problem(p, node, "aquí se espera un grupo de claves («clave: valor»), y hay %s", kind_name[node->kind]);
}

/* The value under a key: of the wanted kind, or NULL with a problem where one is due. A key with nothing behind it counts as absent. */
static const struct yaml_node *value_of(const struct yaml_node *map, const char *key, enum yaml_kind kind, bool required, struct problems *p)
{
	if (!map)
		return NULL;
	if (map->kind != YAML_MAP) {
		if (required)
			not_a_map(map, p);
		return NULL;
	}
	const struct yaml_node *value = yaml_get(map, key);
	if (!value || empty(value)) {
		if (required && value)
			yaml_problem(p, value, "falta el valor de «%s»", key);
		else if (required)
			yaml_problem(p, map, "falta la clave «%s»", key);
		return NULL;
	}
	if (value->kind != kind) {
		yaml_problem(p, value, "«%s»: se espera %s, y hay %s", key, kind_name[kind], kind_name[value->kind]);
		return NULL;
	}
	return value;
}

const char *yaml_text(const struct yaml_node *map, const char *key, bool required, struct problems *p)
{
	const struct yaml_node *value = value_of(map, key, YAML_SCALAR, required, p);
	return value ? value->text : NULL;
}

bool yaml_int(const struct yaml_node *map, const char *key, bool required, int64_t *out, struct problems *p)
{
	const struct yaml_node *value = value_of(map, key, YAML_SCALAR, required, p);
	if (!value)
		return false;
	const char *digits = value->text + (*value->text == '-');
	size_t n = strspn(digits, "0123456789");
	errno = 0;
	int64_t number = strtoll(value->text, NULL, 10);
	if (n == 0 || digits[n] || errno == ERANGE) {
		yaml_problem(p, value, "«%s»: se espera un número entero, sin puntos ni comas; dice «%.80s»", key, value->text);
		return false;
	}
	*out = number;
	return true;
}

bool yaml_bool(const struct yaml_node *map, const char *key, bool required, bool *out, struct problems *p)
{
	static const struct { const char *word; bool value; } words[] = {
		{ "si", true }, { "sí", true }, { "sÍ", true }, { "yes", true }, { "true", true }, { "no", false }, { "false", false },
	};
	const struct yaml_node *value = value_of(map, key, YAML_SCALAR, required, p);
	if (!value)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcasecmp(value->text, words[i].word) == 0) {
			*out = words[i].value;
			return true;
		}
	yaml_problem(p, value, "«%s»: se espera «si» o «no»; dice «%.80s»", key, value->text);
	return false;
}

bool yaml_date(const struct yaml_node *map, const char *key, bool required, int32_t *out, struct problems *p)
{
	const struct yaml_node *value = value_of(map, key, YAML_SCALAR, required, p);
	if (!value)
		return false;
	int32_t date = date_parse_iso(value->text);
	if (date == DATE_NONE) {
		yaml_problem(p, value, "«%s»: se espera una fecha que exista, escrita AAAA-MM-DD; dice «%.80s»", key, value->text);
		return false;
	}
	*out = date;
	return true;
}

const struct yaml_node *yaml_list(const struct yaml_node *map, const char *key, bool required, struct problems *p)
{
	return value_of(map, key, YAML_LIST, required, p);
}

const struct yaml_node *yaml_map(const struct yaml_node *map, const char *key, bool required, struct problems *p)
{
	return value_of(map, key, YAML_MAP, required, p);
}

/* Changes of one letter that lead from a to b. */
static int distance(const char *a, const char *b)
{
	int row[KEY_MAX + 1];
	size_t n = strlen(b);
	if (strlen(a) > KEY_MAX || n > KEY_MAX)
		return NEAR + 1;
	for (size_t j = 0; j <= n; j++)
		row[j] = (int)j;
	for (; *a; a++) {
		int corner = row[0]++;
		for (size_t j = 1; j <= n; j++) {
			int change = corner + (*a != b[j - 1]), drop = row[j] + 1, add = row[j - 1] + 1;
			corner = row[j];
			row[j] = change < drop ? change : drop;
			if (add < row[j])
				row[j] = add;
		}
	}
	return row[n];
}

/* A short word is near to nearly every other: it may differ in less than half of its letters. */
const char *yaml_nearest(const char *word, const char *const *known)
{
	const char *best = NULL;
	int least = NEAR + 1;
	for (; *known; known++) {
		int d = distance(word, *known);
		if (d < least && (size_t)d * 2 < strlen(*known)) {
			least = d;
			best = *known;
		}
	}
	return best;
}

static void unknown_key(const struct yaml_node *key, const char *const *known, struct problems *p)
{
	const char *near = yaml_nearest(key->text, known);
	if (near) {
		yaml_problem(p, key, "clave desconocida «%.80s»; quizá «%s»", key->text, near);
		return;
	}
	const char *list = "";
	int n = 0;
	for (; known[n] && n <= LISTED; n++)
		list = arena_printf(p->arena, "%s%s%s", list, n ? ", " : "", known[n]);
	if (n == 0 || n > LISTED)
		yaml_problem(p, key, "clave desconocida «%.80s»", key->text);
	else
		yaml_problem(p, key, "clave desconocida «%.80s»; aquí caben: %s", key->text, list);
}

void yaml_known(const struct yaml_node *map, const char *const *known, struct problems *p)
{
	if (!map)
		return;
	if (map->kind != YAML_MAP) {
		not_a_map(map, p);
		return;
	}
	for (int i = 0; i < map->n; i++) {
		const char *const *k = known;
		while (*k && strcmp(*k, map->key[i]->text) != 0)
			k++;
		if (!*k)
			unknown_key(map->key[i], known, p);
	}
}
