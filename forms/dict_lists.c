/* Lists of choices: written in the dictionary, or, long ones, in a CSV file beside it. */
#include "forms/dict_build.h"

#include <string.h>

#include "base/csv.h"

static const char *const choice_keys[] = { "name", "label", "aliases", "filter", "retired", NULL };
static const char *const file_keys[] = { "file", NULL };
enum { FILE_CHOICES_MOST = 20000 };

bool dict_good_name(const char *name)
{
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");
	return n && n <= DICT_NAME_MOST && !name[n] && name[0] >= 'a';
}

static bool good_choice_name(const char *name)
{
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");
	return n && n <= DICT_NAME_MOST && !name[n];
}

const char *const *dict_aliases(struct arena *arena, const struct yaml_node *map, struct problems *p)
{
	const struct yaml_node *list = yaml_list(map, "aliases", false, p);
	if (!list || !list->n)
		return NULL;
	const char **out = arena_array(arena, const char *, list->n + 1);
	int n = 0;
	for (int i = 0; i < list->n; i++) {
		if (list->item[i]->kind == YAML_SCALAR && *list->item[i]->text)
			out[n++] = list->item[i]->text;
		else
			yaml_problem(p, list->item[i], "un alias es un texto");
	}
	return out;
}

static void read_choice(struct dict *d, struct choice *c, const struct yaml_node *node, struct names *seen, int at, struct problems *p)
{
	yaml_known(node, choice_keys, p);
	c->name = yaml_text(node, "name", true, p);
	c->label = yaml_text(node, "label", true, p);
	c->filter = yaml_text(node, "filter", false, p);
	c->aliases = dict_aliases(d->arena, node, p);
	yaml_bool(node, "retired", false, &c->retired, p);
	if (!c->name)
		return;
	if (!good_choice_name(c->name))
		yaml_problem(p, yaml_get(node, "name"), "nombre de opción «%.80s»: use letras sin tildes, números y _ . - (sin espacios), hasta %d", c->name, DICT_NAME_MOST);
	if (!names_add(seen, c->name, at))
		yaml_problem(p, yaml_get(node, "name"), "la opción «%s» está dos veces en la lista", c->name);
}

/* A list in a file. */

enum column { COLUMN_NAME, COLUMN_LABEL, COLUMN_FILTER, COLUMN_ALIASES, COLUMN_RETIRED, COLUMNS };

struct file_list {
	struct dict *dict;
	const char *path;
	struct problems *problems;
	int column[COLUMNS];
	struct names seen;
	struct choice *item; int n, cap;
};

static const char *beside(const struct yaml_node *node, const char *name, struct arena *arena)
{
	const char *slash = strrchr(node->file, '/');
	return slash ? arena_printf(arena, "%.*s/%s", (int)(slash - node->file), node->file, name) : name;
}

static bool read_heading(struct file_list *f, const struct csv_row *row)
{
	static const char *const names[COLUMNS] = { "name", "label", "filter", "aliases", "retired" };
	for (int c = 0; c < COLUMNS; c++)
		f->column[c] = -1;
	for (int i = 0; i < row->n; i++) {
		int c = 0;
		while (c < COLUMNS && strcmp(names[c], row->cell[i]) != 0)
			c++;
		if (c < COLUMNS)
			f->column[c] = i;
		else
			problem_add(f->problems, f->path, row->line, 1, "la columna «%.40s» no se conoce: pueden ser name, label, filter, aliases y retired", row->cell[i]);
	}
	if (f->column[COLUMN_NAME] < 0 || f->column[COLUMN_LABEL] < 0)
		problem_add(f->problems, f->path, row->line, 1, "faltan las columnas name y label en la primera línea");
	return f->column[COLUMN_NAME] >= 0 && f->column[COLUMN_LABEL] >= 0;
}

static const char *cell(const struct file_list *f, const struct csv_row *row, enum column c)
{
	int at = f->column[c];
	return at >= 0 && at < row->n && *row->cell[at] ? row->cell[at] : NULL;
}

/* «Ubaté|San Diego de Ubaté» */
static const char *const *split_aliases(const char *text, struct arena *arena)
{
	int n = 0;
	const char **out = arena_array(arena, const char *, strlen(text) / 2 + 2);
	for (size_t len; *text; text += len + (text[len] == '|')) {
		len = strcspn(text, "|");
		if (len)
			out[n++] = arena_strndup(arena, text, len);
	}
	return out;
}

static void read_row(struct file_list *f, const struct csv_row *row)
{
	const char *name = cell(f, row, COLUMN_NAME), *label = cell(f, row, COLUMN_LABEL), *aliases = cell(f, row, COLUMN_ALIASES);
	const char *retired = cell(f, row, COLUMN_RETIRED);
	if (!name || !label)
		problem_add(f->problems, f->path, row->line, 1, "la opción necesita name y label");
	else if (!good_choice_name(name))
		problem_add(f->problems, f->path, row->line, 1, "nombre de opción «%.80s»: use letras sin tildes, números y _ . - (sin espacios), hasta %d", name, DICT_NAME_MOST);
	else if (!names_add(&f->seen, name, f->n))
		problem_add(f->problems, f->path, row->line, 1, "la opción «%s» está dos veces en la lista", name);
	else if (retired && strcmp(retired, "si") != 0)
		problem_add(f->problems, f->path, row->line, 1, "en «retired» va si, o nada; aquí dice «%.40s»", retired);
	else
		*ARENA_PUSH(f->dict->arena, f->item, f->n, f->cap) = (struct choice){ .name = name, .label = label, .filter = cell(f, row, COLUMN_FILTER),
			.aliases = aliases ? split_aliases(aliases, f->dict->arena) : NULL, .retired = retired };
}

static void read_file(struct file_list *f, const struct yaml_node *node)
{
	struct err err = { 0 };
	struct csv_row row;
	yaml_known(node, file_keys, f->problems);
	const char *name = yaml_text(node, "file", true, f->problems);
	if (!name)
		return;
	if (strchr(name, '/')) {
		yaml_problem(f->problems, yaml_get(node, "file"), "el archivo de la lista va en la misma carpeta: escriba solo su nombre");
		return;
	}
	f->path = beside(node, name, f->dict->arena);
	struct csv_reader *csv = csv_open(f->dict->arena, f->path, &err);
	if (csv && csv_next(csv, &row, &err) && read_heading(f, &row)) {
		while (csv_next(csv, &row, &err) && f->n < FILE_CHOICES_MOST)
			read_row(f, &row);
	}
	if (err.code != ERR_NONE)
		yaml_problem(f->problems, yaml_get(node, "file"), "%s", err.text);
	else if (f->n == 0)
		problem_add(f->problems, f->path, 1, 1, "la lista no tiene opciones");
	else if (f->n == FILE_CHOICES_MOST)
		problem_add(f->problems, f->path, row.line, 1, "una lista tiene como máximo %d opciones", FILE_CHOICES_MOST - 1);
}

static void push_list(struct dict *d, const char *name, const struct choice *item, int n)
{
	struct choice_list *list = ARENA_PUSH(d->arena, d->list, d->n_list, d->cap_list);
	*list = (struct choice_list){ .name = name, .item = item, .n = n };
	for (int i = 0; i < n; i++)
		list->some_retired = list->some_retired || item[i].retired;
	dict_list_sort(d, list);
	names_add(&d->index->list, list->name, d->n_list - 1);
}

void dict_read_list(struct dict *d, const struct yaml_node *key, const struct yaml_node *node, struct problems *p)
{
	const struct choice_list *old = dict_choices(d, key->text);
	if (!dict_good_name(key->text))
		yaml_problem(p, key, "nombre de lista «%.80s»: use minúsculas sin tildes, números y _; empiece por una letra", key->text);
	if (old) {
		yaml_problem(p, key, "la lista «%s» ya está definida", key->text);
		return;
	}
	if (node->kind == YAML_MAP && yaml_get(node, "file")) {
		struct file_list file = { .dict = d, .problems = p };
		names_init(&file.seen, d->arena);
		read_file(&file, node);
		push_list(d, key->text, file.item, file.n);
		return;
	}
	if (node->kind != YAML_LIST || !node->n) {
		yaml_problem(p, node, "la lista «%s» necesita opciones: [{name: u, label: Urbana}, …]", key->text);
		return;
	}
	struct choice *item = arena_array(d->arena, struct choice, node->n);
	struct names seen;
	bool named = true;
	names_init(&seen, d->arena);
	for (int i = 0; i < node->n; i++) {
		if (node->item[i]->kind == YAML_MAP)
			read_choice(d, &item[i], node->item[i], &seen, i, p);
		else
			yaml_problem(p, node->item[i], "una opción se escribe {name: u, label: Urbana}");
		named = named && item[i].name;
	}
	push_list(d, key->text, item, named ? node->n : 0);
}
