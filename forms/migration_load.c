#include "forms/migration.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "forms/field_type.h"
#include "forms/repeat.h"

enum { FILES_MOST = 500 };

static const char *const file_keys[] = { "migracion", "formulario", "de", "a", "vigente_desde", "fuente", "reglas", NULL };
static const char *const rule_keys[] = { "variable", "to", "choices", "unknown", "convert", "shared", NULL };

struct loader {
	struct arena *arena;
	const struct dict *dict;
	struct problems *problems;
	struct migration *m;
	const struct form_def *const *forms; int n_form;
};

static const struct variable *target(struct loader *l, const struct yaml_node *map, const char *key, const char *name)
{
	const struct variable *v = dict_find(l->dict, name);
	if (!v || v->row)
		yaml_problem(l->problems, yaml_get(map, key), "la variable «%.60s» no está en el diccionario: las respuestas pasan a una de hoy; la de antes va en «variable»", name);
	else if (v->calculation || v->level == LEVEL_HECHO || v->type->kind == VALUE_NONE)
		yaml_problem(l->problems, yaml_get(map, key), "«%s» no guarda respuestas: se calcula", name);
	else
		return v;
	return NULL;
}

/* A name that is both of before and of today could not be told apart in answers that a file brought. */
static void check_choices(struct loader *l, const struct migration_rule *r, const struct yaml_node *map)
{
	for (int i = 0; i < r->n; i++) {
		const struct migration_choice *c = &r->choice[i];
		if (c->to && !choice_find(r->to->choices, c->to))
			yaml_problem(l->problems, yaml_get(yaml_get(map, "choices"), c->from), "«%.60s» no está en la lista «%s»", c->to, r->to->choices->name);
		const struct choice *today = c->to ? NULL : choice_find(r->to->choices, c->from);
		if (today && !today->retired)
			yaml_problem(l->problems, yaml_get(map, "unknown"), "«%.60s» todavía se ofrece en la lista «%s» y sus respuestas dejarían de contar: retírela de la lista o sáquela de «unknown»",
				c->from, r->to->choices->name);
		for (int k = 0; k < r->n; k++) {
			if (k != i && r->choice[k].to && strcmp(r->choice[k].to, c->from) == 0)
				yaml_problem(l->problems, yaml_get(map, "choices"), "«%.60s» es a la vez una opción de antes y una de hoy: dele otro nombre a la de hoy", c->from);
			if (k < i && strcmp(r->choice[k].from, c->from) == 0)
				yaml_problem(l->problems, yaml_get(map, "unknown"), "«%.60s» está en «choices» y en «unknown»: déjela en una", c->from);
		}
	}
}

static void load_choices(struct loader *l, struct migration_rule *r, const struct yaml_node *map)
{
	const struct yaml_node *choices = yaml_get(map, "choices"), *unknown = yaml_get(map, "unknown");
	int n = (choices && choices->kind == YAML_MAP ? choices->n : 0) + (unknown && unknown->kind == YAML_LIST ? unknown->n : 0);
	struct migration_choice *out = arena_array(l->arena, struct migration_choice, n);
	if (unknown && unknown->kind == YAML_SCALAR && strcmp(unknown->text, "todo") == 0) {
		r->all_unknown = true;
		if (choices)
			yaml_problem(l->problems, choices, "con «unknown: todo» no hay opciones que pasar");
		return;
	}
	if (!choices && !unknown)
		return;
	if (!r->to->choices || variable_is_repeat(r->to)) {
		yaml_problem(l->problems, map, "«choices» y «unknown» son para selecciones, y «%s» es %s; si ninguna respuesta sirve, escriba «unknown: todo»", r->to->name, r->to->type->name);
		return;
	}
	choices = yaml_map(map, "choices", false, l->problems);
	unknown = yaml_list(map, "unknown", false, l->problems);
	for (int i = 0; choices && i < choices->n; i++) {
		if (choices->item[i]->kind == YAML_SCALAR && *choices->item[i]->text)
			out[r->n++] = (struct migration_choice){ choices->key[i]->text, choices->item[i]->text };
		else
			yaml_problem(l->problems, choices->item[i], "se escribe {opción de antes: opción de hoy}; las que no se pueden saber van en «unknown»");
	}
	for (int i = 0; unknown && i < unknown->n; i++) {
		if (unknown->item[i]->kind == YAML_SCALAR && *unknown->item[i]->text)
			out[r->n++] = (struct migration_choice){ unknown->item[i]->text, NULL };
		else
			yaml_problem(l->problems, unknown->item[i], "«unknown» lleva nombres de opciones: [otro, mixto]");
	}
	r->choice = out;
	check_choices(l, r, map);
}

static bool asks(const struct form_def *form, const struct variable *v)
{
	for (int i = 0; i < form->n; i++) {
		for (int k = 0; k < form->section[i].n; k++) {
			const struct variable *asked = form->section[i].field[k].var;
			if (asked && (asked == v || (asked->row && repeat_field(v, asked->row) == asked)))
				return true;
		}
	}
	return false;
}

/* An answer keeps the number of a version and not the form: one that another form got would be taken by the number of that one. */
static void check_other_forms(struct loader *l, const struct migration_rule *r, const struct yaml_node *map)
{
	const struct variable *v = dict_find(l->dict, r->from);
	bool shared = false;
	yaml_bool(map, "shared", false, &shared, l->problems);
	for (int i = 0; v && l->m->form && !shared && i < l->n_form; i++) {
		if (l->forms[i] != l->m->form && asks(l->forms[i], v))
			yaml_problem(l->problems, yaml_get(map, "variable"), "el formulario «%s» también pregunta «%s» y lleva su propia cuenta de versiones: "
				"si sus respuestas pasan por la misma regla, escriba «shared: si»", l->forms[i]->name, r->from);
	}
}

static void load_rule(struct loader *l, struct migration_rule *r, const struct yaml_node *map)
{
	r->line = map->line;
	r->col = map->col;
	if (map->kind != YAML_MAP) {
		yaml_problem(l->problems, map, "una regla se escribe {variable: de_antes, to: de_hoy}");
		return;
	}
	yaml_known(map, rule_keys, l->problems);
	r->from = yaml_text(map, "variable", true, l->problems);
	const char *to = yaml_text(map, "to", false, l->problems);
	yaml_bool(map, "convert", false, &r->convert, l->problems);
	if (!r->from)
		return;
	r->to = target(l, map, to ? "to" : "variable", to ? to : r->from);
	if (!r->to)
		return;
	load_choices(l, r, map);
	check_other_forms(l, r, map);
	if (!to && !r->n && !r->all_unknown && !r->convert)
		yaml_problem(l->problems, map, "la regla de «%s» no cambia nada: le falta «to», «choices», «unknown» o «convert»", r->from);
	for (const struct migration_rule *other = l->m->rule; other < r; other++) {
		if (other->from && strcmp(other->from, r->from) == 0)
			yaml_problem(l->problems, map, "«%s» ya tiene una regla en la línea %d: déjelas en una", r->from, other->line);
		else if (other->to && to && other->to == r->to)
			yaml_problem(l->problems, map, "dos variables de antes pasan a «%s»: no se sabría cuál vale", r->to->name);
	}
}

static void load_version(struct loader *l, const struct yaml_node *root, const char *key, int *out)
{
	int64_t n = 0;
	if (!yaml_int(root, key, true, &n, l->problems))
		return;
	if (n < 1 || n > UINT16_MAX)
		yaml_problem(l->problems, yaml_get(root, key), "«%s» es la versión de un formulario: de 1 a %d", key, UINT16_MAX);
	else
		*out = (int)n;
}

static void load_head(struct loader *l, const struct yaml_node *root, const struct form_def *const *forms, int n_form)
{
	struct migration *m = l->m;
	int before = l->problems->n;
	yaml_known(root, file_keys, l->problems);
	m->file = root->file;
	m->name = yaml_text(root, "migracion", true, l->problems);
	m->fuente = yaml_text(root, "fuente", false, l->problems);
	const char *form = yaml_text(root, "formulario", true, l->problems);
	for (int i = 0; form && i < n_form; i++) {
		if (strcmp(forms[i]->name, form) == 0)
			m->form = forms[i];
	}
	if (form && !m->form)
		yaml_problem(l->problems, yaml_get(root, "formulario"), "el programa no tiene un formulario «%.60s»", form);
	load_version(l, root, "de", &m->from);
	load_version(l, root, "a", &m->to);
	if (l->problems->n > before)
		return;
	if (m->from >= m->to)
		yaml_problem(l->problems, yaml_get(root, "a"), "«a» es una versión posterior a «de»");
	else if (m->to > m->form->version)
		yaml_problem(l->problems, yaml_get(root, "a"), "el formulario «%s» va en la versión %d: suba su «version» antes de pasar respuestas a la %d", form, m->form->version, m->to);
}

const struct migration *migration_load_node(struct arena *arena, const struct dict *dict, const struct form_def *const *forms, int n_form, const struct yaml_node *root, struct problems *problems)
{
	int before = problems->n;
	struct loader l = { .arena = arena, .dict = dict, .problems = problems, .m = arena_new(arena, struct migration), .forms = forms, .n_form = n_form };
	if (root->kind != YAML_MAP) {
		yaml_problem(problems, root, "una migración lleva «migracion», «formulario», «de», «a» y «reglas»");
		return NULL;
	}
	load_head(&l, root, forms, n_form);
	const struct yaml_node *rules = yaml_list(root, "reglas", true, problems);
	if (rules && rules->n == 0)
		yaml_problem(problems, rules, "la migración no tiene reglas");
	struct migration_rule *rule = arena_array(arena, struct migration_rule, rules ? rules->n : 0);
	l.m->rule = rule;
	for (int i = 0; rules && i < rules->n; i++)
		load_rule(&l, &rule[l.m->n++], rules->item[i]);
	return problems->n == before ? l.m : NULL;
}

const struct migration *migration_load(struct arena *arena, const struct dict *dict, const struct form_def *const *forms, int n_form, const char *path, struct problems *problems)
{
	const struct yaml_node *root = yaml_load(arena, path, problems);
	return root ? migration_load_node(arena, dict, forms, n_form, root, problems) : NULL;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int list_files(struct arena *arena, const char *folder, const char ***out, struct problems *problems)
{
	DIR *dir = opendir(folder);
	int n = 0, cap = 0;
	*out = NULL;
	if (!dir && errno != ENOENT)
		problem_add(problems, folder, 0, 0, "no se puede leer la carpeta de migraciones (%s)", err_sys_text(errno));
	for (struct dirent *e; dir && n < FILES_MOST && (e = readdir(dir));) {
		size_t len = strlen(e->d_name);
		if (len > 5 && e->d_name[0] != '.' && strcmp(e->d_name + len - 5, ".yaml") == 0)
			*ARENA_PUSH(arena, *out, n, cap) = arena_strdup(arena, e->d_name);
	}
	if (dir)
		closedir(dir);
	if (n)
		qsort(*out, (size_t)n, sizeof **out, by_name);
	return n;
}

bool migration_load_folder(struct arena *arena, const struct dict *dict, const struct form_def *const *forms, int n_form, const char *folder, const struct migration ***out, int *n,
	struct problems *problems)
{
	const char **file;
	int before = problems->n, files = list_files(arena, folder, &file, problems);
	*out = arena_array(arena, const struct migration *, files);
	*n = 0;
	for (int i = 0; i < files; i++) {
		const struct migration *m = migration_load(arena, dict, forms, n_form, arena_printf(arena, "%s/%s", folder, file[i]), problems);
		for (int k = 0; m && k < *n; k++) {
			if (strcmp((*out)[k]->name, m->name) == 0)
				problem_add(problems, m->file, 1, 1, "la migración «%s» ya está en %s", m->name, (*out)[k]->file);
		}
		/* version by version: what one leaves is what the next takes */
		int at = *n;
		for (; m && at > 0 && (*out)[at - 1]->from > m->from; at--)
			(*out)[at] = (*out)[at - 1];
		if (m) {
			(*out)[at] = m;
			++*n;
		}
	}
	return problems->n == before;
}
