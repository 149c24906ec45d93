/* variables.yaml → variables and lists. Everything that can be judged without knowing the other names is judged here. */
#include "forms/dict.h"

#include <ctype.h>
#include <string.h>

#include "forms/dict_build.h"
#include "forms/field_type.h"

enum { DECIMALS_MOST = 6, LETTERS_MOST = 20000, DIGITS_MOST = 18, VERSION_MOST = UINT16_MAX };

static const char *const file_keys[] = { "version", "fuente", "vigente_desde", "variables", "choices", NULL };
static const char *const variable_keys[] = {
	"name", "level", "type", "label", "short", "hint", "choices", "constraint", "constraint_message", "calculation", "sensitive",
	"required_for", "decimals", "unit", "min", "max", "min_date", "max_date", "max_length", "multiline", "appearance", "aliases",
	"fuente", "certeza", "choice_filter", "other", "repeat", "row_label", "retired", NULL,
};
static const char *const level_names[] = { [LEVEL_HOGAR] = "hogar", [LEVEL_INTEGRANTE] = "integrante", [LEVEL_VISITA] = "visita", NULL };

/* Variables. */

static const char *need_name(const struct dict *d, const struct yaml_node *node, struct problems *p)
{
	const char *name = yaml_text(node, "name", true, p);
	if (!name)
		return NULL;
	const struct yaml_node *at = yaml_get(node, "name");
	const struct variable *old = dict_find(d, name);
	if (strcmp(name, level_names[LEVEL_INTEGRANTE]) == 0)
		yaml_problem(p, at, "«integrante» es el nombre de la lista de personas del hogar; elija otro nombre para la variable");
	else if (!dict_good_name(name))
		yaml_problem(p, at, "nombre de variable «%.80s»: use minúsculas sin tildes, números y _ (hasta %d letras); empiece por una letra", name, DICT_NAME_MOST);
	else if (old && old->level == LEVEL_HECHO)
		yaml_problem(p, at, "«%s» es un hecho que el programa calcula; elija otro nombre para la variable", name);
	else if (old)
		yaml_problem(p, at, "la variable «%s» ya está definida en %s:%d", name, old->file, old->line);
	else
		return name;
	return NULL;
}

static bool need_level(const struct yaml_node *node, enum level *out, struct problems *p)
{
	const char *text = yaml_text(node, "level", true, p);
	for (int i = 0; text && level_names[i]; i++) {
		if (strcmp(level_names[i], text) == 0) {
			*out = (enum level)i;
			return true;
		}
	}
	if (text)
		yaml_problem(p, yaml_get(node, "level"), "nivel «%.40s»: puede ser hogar, integrante o visita", text);
	return false;
}

static const struct field_type *need_type(const struct yaml_node *node, struct problems *p)
{
	const char *text = yaml_text(node, "type", true, p);
	const struct field_type *type = text ? field_type_find(text) : NULL;
	if (!text || type)
		return type;
	int n;
	const struct field_type *const *all = field_types(&n);
	const char *name[64] = { NULL };
	for (int i = 0; i < n && i < 63; i++)
		name[i] = all[i]->name;
	const char *near = yaml_nearest(text, name);
	if (near)
		yaml_problem(p, yaml_get(node, "type"), "tipo desconocido «%.40s»; quizá «%s»", text, near);
	else
		yaml_problem(p, yaml_get(node, "type"), "tipo desconocido «%.40s»", text);
	return NULL;
}

static bool read_small(const struct yaml_node *node, const char *key, int least, int most, int *out, struct problems *p)
{
	int64_t n = 0;
	if (!yaml_int(node, key, false, &n, p))
		return false;
	if (n < least || n > most) {
		yaml_problem(p, yaml_get(node, key), "«%s» va de %d a %d", key, least, most);
		return false;
	}
	*out = (int)n;
	return true;
}

/* "11.5" with one decimal → 115. */
static bool read_number(const char *text, int decimals, int64_t *out)
{
	bool minus = *text == '-', point = false;
	int64_t n = 0;
	int digits = 0, after = 0;
	for (text += minus; *text; text++) {
		if (*text == '.' && !point && digits) {
			point = true;
			continue;
		}
		if (!isdigit((unsigned char)*text) || ++digits > DIGITS_MOST || (point && ++after > decimals))
			return false;
		n = n * 10 + (*text - '0');
	}
	if (!digits || (point && !after))
		return false;
	for (; after < decimals; after++, digits++) {
		if (digits == DIGITS_MOST)
			return false;
		n *= 10;
	}
	*out = minus ? -n : n;
	return true;
}

static void read_bound(const struct yaml_node *node, const char *key, const struct variable *v, int64_t *out, struct problems *p)
{
	const char *text = yaml_text(node, key, false, p);
	if (!text)
		return;
	bool rows = strcmp(v->type->name, "repeat") == 0;
	if (v->type->expr != EXPR_INT && !rows)
		yaml_problem(p, yaml_get(node, key), "«%s» es para números; para fechas use min_date y max_date", key);
	else if (!read_number(text, v->decimals, out))
		yaml_problem(p, yaml_get(node, key), "«%s: %.40s»: escriba un número con %d decimales como máximo y sin puntos de miles", key, text, v->decimals);
}

static void read_date_bound(const struct yaml_node *node, const char *key, const struct variable *v, int64_t *out, struct problems *p)
{
	int32_t day;
	if (!yaml_date(node, key, false, &day, p))
		return;
	if (v->type->expr != EXPR_DATE)
		yaml_problem(p, yaml_get(node, key), "«%s» es para fechas; para números use min y max", key);
	else
		*out = day;
}

static void read_limits(const struct yaml_node *node, struct variable *v, struct problems *p)
{
	bool decimal = strcmp(v->type->name, "decimal") == 0;
	if (read_small(node, "decimals", 1, DECIMALS_MOST, &v->decimals, p) && !decimal)
		yaml_problem(p, yaml_get(node, "decimals"), "«decimals» es para el tipo decimal");
	if (decimal && !yaml_get(node, "decimals"))
		yaml_problem(p, node, "a «%s» le falta «decimals»: cuántos decimales tiene", v->name);
	read_bound(node, "min", v, &v->min, p);
	read_bound(node, "max", v, &v->max, p);
	read_date_bound(node, "min_date", v, &v->min, p);
	read_date_bound(node, "max_date", v, &v->max, p);
	if (v->min > v->max)
		yaml_problem(p, node, "el mínimo de «%s» es mayor que su máximo", v->name);
	if (read_small(node, "max_length", 1, LETTERS_MOST, &v->max_length, p) && v->type->kind != VALUE_TEXT)
		yaml_problem(p, yaml_get(node, "max_length"), "«max_length» es para textos");
}

static void read_looks(const struct yaml_node *node, struct variable *v, struct problems *p)
{
	const char *label = yaml_text(node, "label", true, p), *name = yaml_text(node, "short", false, p);
	v->label = label ? label : v->name;
	v->short_label = name ? name : v->label;
	v->hint = yaml_text(node, "hint", false, p);
	v->unit = yaml_text(node, "unit", false, p);
	v->constraint_message = yaml_text(node, "constraint_message", false, p);
	v->fuente = yaml_text(node, "fuente", false, p);
	v->certeza = yaml_text(node, "certeza", false, p);
	v->required_for = yaml_text(node, "required_for", false, p);
	yaml_bool(node, "sensitive", false, &v->sensitive, p);
	yaml_bool(node, "retired", false, &v->retired, p);
	yaml_bool(node, "multiline", false, &v->multiline, p);
	const char *appearance = yaml_text(node, "appearance", false, p);
	bool tall = appearance && strcmp(appearance, "multiline") == 0;
	v->columns = appearance && strcmp(appearance, "columns") == 0;
	if (appearance && !tall && !v->columns)
		yaml_problem(p, yaml_get(node, "appearance"), "«appearance» puede ser: multiline, columns");
	if (v->columns && v->type->kind != VALUE_CHOICE && v->type->kind != VALUE_BOOL)
		yaml_problem(p, yaml_get(node, "appearance"), "«appearance: columns» es para select_one y boolean");
	v->multiline = v->multiline || tall;
	if (v->multiline && v->type->kind != VALUE_TEXT)
		yaml_problem(p, node, "«multiline» es para textos");
}

static void add_columns(struct dict *d, const struct variable *v, const struct yaml_node *node, struct problems *p)
{
	struct names *column = &d->index->column[v->level];
	for (const char *const *alias = v->aliases; alias && *alias; alias++) {
		int other = names_find(column, *alias);
		if (other >= 0 && other != v->index)
			yaml_problem(p, node, "el alias «%s» de «%s» ya nombra a «%s»", *alias, v->name, d->var[other].name);
		names_add(column, *alias, v->index);
	}
}

static void note_expressions(const struct yaml_node *node, struct dict_pending *pending, const struct variable *v, struct problems *p)
{
	if (yaml_text(node, "constraint", false, p))
		pending->constraint = yaml_get(node, "constraint");
	if (yaml_text(node, "calculation", false, p))
		pending->calculation = yaml_get(node, "calculation");
	if (v->type->kind == VALUE_NONE && !pending->calculation)
		yaml_problem(p, node, "«%s» es de tipo %s y no guarda respuesta: en el diccionario necesita «calculation»", v->name, v->type->name);
	if (pending->constraint && pending->calculation)
		yaml_problem(p, pending->constraint, "«%s» se calcula: no necesita «constraint»", v->name);
	if (v->constraint_message && !pending->constraint)
		yaml_problem(p, node, "«%s» tiene «constraint_message» sin «constraint»", v->name);
}

static void read_variable(struct dict *d, const struct yaml_node *node, struct problems *p)
{
	enum level level = LEVEL_HOGAR;
	struct dict_pending *pending;
	if (node->kind != YAML_MAP) {
		yaml_problem(p, node, "una variable se escribe {name: …, level: …, type: …, label: …}");
		return;
	}
	yaml_known(node, variable_keys, p);
	const char *name = need_name(d, node, p);
	const struct field_type *type = need_type(node, p);
	bool leveled = need_level(node, &level, p);
	if (!name || !type || !leveled) {
		if (name)
			names_add(&d->index->broken, name, 0);
		return;
	}
	struct variable *v = dict_push(d, name, level, &pending);
	*pending = (struct dict_pending){ .node = node, .choices = yaml_text(node, "choices", false, p), .repeat = yaml_text(node, "repeat", false, p),
		.row_label = yaml_text(node, "row_label", false, p) };
	v->type = type;
	if (pending->row_label && strcmp(type->name, "repeat") != 0)
		yaml_problem(p, yaml_get(node, "row_label"), "«row_label» es para el tipo repeat");
	v->file = node->file;
	v->line = node->line;
	v->col = node->col;
	v->filter_by = yaml_text(node, "choice_filter", false, p);
	v->other = yaml_text(node, "other", false, p);
	v->aliases = dict_aliases(d->arena, node, p);
	read_limits(node, v, p);
	read_looks(node, v, p);
	add_columns(d, v, node, p);
	note_expressions(node, pending, v, p);
}

bool dict_load_node(struct dict *d, const struct yaml_node *root, struct problems *p)
{
	int before = p->n, version = 0;
	int32_t from;
	if (root->kind != YAML_MAP) {
		yaml_problem(p, root, "un diccionario tiene las claves version, variables y choices");
		return false;
	}
	yaml_known(root, file_keys, p);
	if (read_small(root, "version", 1, VERSION_MOST, &version, p) && version > d->version)
		d->version = version;
	yaml_date(root, "vigente_desde", false, &from, p);
	yaml_text(root, "fuente", false, p);
	const struct yaml_node *lists = yaml_map(root, "choices", false, p), *variables = yaml_list(root, "variables", false, p);
	for (int i = 0; lists && i < lists->n; i++)
		dict_read_list(d, lists->key[i], lists->item[i], p);
	for (int i = 0; variables && i < variables->n; i++)
		read_variable(d, variables->item[i], p);
	return p->n == before;
}

bool dict_load(struct dict *d, const char *path, struct problems *p)
{
	const struct yaml_node *root = yaml_load(d->arena, path, p);
	return root && dict_load_node(d, root, p);
}
