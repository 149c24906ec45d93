/* Reads a form definition: everything that is wrong is told at once, with its place. */
#include "forms/form.h"

#include <limits.h>
#include <string.h>

#include "base/yaml.h"
#include "forms/field_type.h"
#include "forms/form_order.h"
#include "forms/form_other.h"
#include "forms/form_pass.h"
#include "forms/repeat.h"

enum { GROUPS_DEEP = 6 };

/* Where an expression of the form stands. */
struct place {
	const struct section_def *section;
	const struct variable *var;      /* whose value `.` is; NULL in sections, groups and notes */
	bool field;                      /* within the section: of one row, when it repeats */
	const struct yaml_node *map;
};

struct loader {
	struct arena *arena;
	const struct dict *dict;
	struct problems *problems;
	struct form_def *def;
	struct form_order order;
	struct place *other; int n_other, cap_other;      /* selections with a text for «otro» */
};

static const char *const form_keys[] = { "form", "version", "vigente_desde", "title", "level", "fuente", "certeza", "sections", NULL };
static const char *const section_keys[] = { "label", "repeat", "relevant", "required", "fields", NULL };
static const char *const group_keys[] = { "group", "relevant", "fields", NULL };
static const char *const field_keys[] = {
	"name", "label", "hint", "relevant", "required", "required_message", "constraint", "constraint_message",
	"warning", "warning_message", "default", "read_only", NULL,
};
static const char *const note_keys[] = { "note", "relevant", NULL };

static bool about_member(const struct loader *l, const struct section_def *s)
{
	return s->repeat || l->def->level == LEVEL_INTEGRANTE;
}

static struct expr_where where_of(const struct loader *l, struct place at)
{
	return (struct expr_where){
		.level = about_member(l, at.section) ? LEVEL_INTEGRANTE : LEVEL_HOGAR, .visita = true, .repeat = at.field ? at.section->rows : NULL,
		.self = at.var ? at.var->type->expr : EXPR_ANY, .self_var = at.var, .want = EXPR_ANY,
	};
}

static const struct expr *load_expr(struct loader *l, struct place at, const char *key, enum expr_type want)
{
	if (!yaml_text(at.map, key, false, l->problems))
		return NULL;
	struct expr_where where = where_of(l, at);
	where.want = want;
	where.once = strcmp(key, "default") == 0;
	return expr_compile_node(l->arena, l->dict, yaml_get(at.map, key), where, l->problems);
}

/* Settled in the one forward pass: may read only what was asked before. */
static const struct expr *load_ordered(struct loader *l, struct place at, const char *key, enum expr_type want)
{
	const struct expr *e = load_expr(l, at, key, want);
	if (e)
		form_order_expr(&l->order, e, key, yaml_get(at.map, key));
	return e;
}

/* Expressions write no set: several choices are one text with blanks. That they are in the list can be seen now. */
static const struct expr *load_default(struct loader *l, struct place at)
{
	struct value answer;
	struct err err;
	bool several = at.var->type->kind == VALUE_SET;
	const struct yaml_node *node = yaml_get(at.map, "default");
	const struct expr *e = load_ordered(l, at, "default", several ? EXPR_ANY : at.var->type->expr);
	if (!e || !several || expr_result(e) == EXPR_SET)
		return e;
	const struct scope nothing = { .dict = l->dict, .me = -1 };
	if (expr_result(e) != EXPR_TEXT)
		yaml_problem(l->problems, node, "«default» de una selección múltiple es un texto con los nombres, como \"'uno otro'\"");
	else if (!form_as_answer(at.var, expr_eval(e, &nothing, NULL), 0, l->arena, &answer, &err))
		yaml_problem(l->problems, node, "«default» de «%s»: %s", at.var->name, err.text);
	return e;
}

static bool one_of(const char *text, const char *const *words)
{
	for (; *words; words++) {
		if (strcmp(text, *words) == 0)
			return true;
	}
	return false;
}

static void load_required(struct loader *l, struct place at, struct field_def *f)
{
	static const char *const yes[] = { "yes", "true", "si", "sí", NULL }, *const no[] = { "no", "false", NULL };
	const char *text = yaml_text(at.map, "required", false, l->problems);
	if (!text || one_of(text, no))
		return;
	f->always_required = one_of(text, yes);
	if (!f->always_required)
		f->required = load_expr(l, at, "required", EXPR_BOOL);
}

static void load_note(struct loader *l, struct place at, struct field_def *f)
{
	yaml_known(at.map, note_keys, l->problems);
	f->note = yaml_text(at.map, "note", true, l->problems);
	f->label = f->note;
	f->relevant = load_ordered(l, at, "relevant", EXPR_BOOL);
	form_order_next(&l->order, NULL);
}

static const char *nearest_variable(const struct loader *l, const char *name)
{
	const char **names = arena_array(l->arena, const char *, l->dict->n_var + 1);
	for (int i = 0; i < l->dict->n_var; i++)
		names[i] = l->dict->var[i].name;
	return yaml_nearest(name, names);
}

static void check_level(struct loader *l, struct place at)
{
	const struct yaml_node *node = yaml_get(at.map, "name");
	enum level level = at.var->level == LEVEL_FILA ? at.var->repeat->level : at.var->level;
	bool member = level == LEVEL_INTEGRANTE;
	if (at.var->level == LEVEL_FILA && at.var->repeat != at.section->rows) {
		yaml_problem(l->problems, node, "la variable «%s» es de cada fila; póngala en una sección con «repeat: %s»", at.var->name, at.var->repeat->var->name);
		return;
	}
	if (at.section->rows && at.var->level != LEVEL_FILA) {
		yaml_problem(l->problems, node, "la variable «%s» no es de las filas de «%s»; póngala en otra sección", at.var->name, at.section->rows->var->name);
		return;
	}
	if (member == about_member(l, at.section))
		return;
	if (member)
		yaml_problem(l->problems, node, "la variable «%s» es de cada integrante; póngala en una sección con «repeat: integrante»", at.var->name);
	else if (at.section->repeat)
		yaml_problem(l->problems, node, "la variable «%s» no es de cada integrante; póngala en una sección sin «repeat»", at.var->name);
	else
		yaml_problem(l->problems, node, "la variable «%s» no es del integrante, y este formulario es de un integrante", at.var->name);
}

static const struct variable *load_variable(struct loader *l, const struct yaml_node *map)
{
	const char *name = yaml_text(map, "name", true, l->problems);
	if (!name)
		return NULL;
	const struct variable *var = dict_find(l->dict, name);
	const char *near = var ? NULL : nearest_variable(l, name);
	if (near)
		yaml_problem(l->problems, yaml_get(map, "name"), "la variable «%s» no está en el diccionario; quizá «%s»", name, near);
	else if (!var)
		yaml_problem(l->problems, yaml_get(map, "name"), "la variable «%s» no está en el diccionario", name);
	return var;
}

static void load_question(struct loader *l, struct place at, struct field_def *f)
{
	yaml_known(at.map, field_keys, l->problems);
	f->var = at.var = load_variable(l, at.map);
	if (!f->var)
		return;
	check_level(l, at);
	if (f->var->retired)
		yaml_problem(l->problems, yaml_get(at.map, "name"), "la variable «%s» está retirada: se conserva para leer respuestas de antes y ya no se pregunta", f->var->name);
	if (form_order_has(&l->order, f->var))
		yaml_problem(l->problems, yaml_get(at.map, "name"), "la variable «%s» ya está en este formulario; déjela una sola vez", f->var->name);
	const char *label = yaml_text(at.map, "label", false, l->problems), *hint = yaml_text(at.map, "hint", false, l->problems);
	f->label = label ? label : f->var->label;
	f->hint = hint ? hint : f->var->hint;
	if (!f->label || !*f->label)
		yaml_problem(l->problems, at.map, "falta «label» en el campo «%s»", f->var->name);
	const struct variable *selection = form_other_of(&l->order, f->var);
	f->relevant = load_ordered(l, at, "relevant", EXPR_BOOL);
	if (selection && !yaml_get(at.map, "relevant"))
		f->relevant = form_other_relevant(l->arena, l->dict, selection, at.map, where_of(l, at), l->problems);
	f->initial = load_default(l, at);
	f->constraint = load_expr(l, at, "constraint", EXPR_BOOL);
	f->warning = load_expr(l, at, "warning", EXPR_BOOL);
	load_required(l, at, f);
	f->always_required = f->always_required || (selection && !yaml_get(at.map, "required"));
	f->constraint_message = yaml_text(at.map, "constraint_message", false, l->problems);
	f->required_message = yaml_text(at.map, "required_message", false, l->problems);
	f->warning_message = yaml_text(at.map, "warning_message", false, l->problems);
	yaml_bool(at.map, "read_only", false, &f->read_only, l->problems);
	form_order_next(&l->order, f->var);
	if (f->var->other)
		*ARENA_PUSH(l->arena, l->other, l->n_other, l->cap_other) = at;
}

static int count_fields(const struct yaml_node *list, int depth)
{
	int n = 0;
	for (int i = 0; i < list->n; i++) {
		const struct yaml_node *in = list->item[i]->kind == YAML_MAP ? yaml_get(list->item[i], "fields") : NULL;
		n += in && in->kind == YAML_LIST && depth < GROUPS_DEEP ? count_fields(in, depth + 1) : 1;
	}
	return n;
}

static void load_fields(struct loader *l, struct section_def *s, const struct group_def *in, const struct yaml_node *list, int depth);

static void load_group(struct loader *l, struct section_def *s, const struct group_def *in, const struct yaml_node *map, int depth)
{
	struct group_def *group = arena_new(l->arena, struct group_def);
	yaml_known(map, group_keys, l->problems);
	const struct yaml_node *fields = yaml_list(map, "fields", true, l->problems);
	group->in = in;
	group->label = yaml_text(map, "group", true, l->problems);
	group->relevant = load_ordered(l, (struct place){ .section = s, .map = map, .field = true }, "relevant", EXPR_BOOL);
	if (fields && fields->n == 0)
		yaml_problem(l->problems, fields, "el grupo no tiene campos");
	if (depth == GROUPS_DEEP)
		yaml_problem(l->problems, map, "hay más de %d grupos uno dentro de otro", GROUPS_DEEP);
	else if (fields)
		load_fields(l, s, group, fields, depth + 1);
}

static void load_fields(struct loader *l, struct section_def *s, const struct group_def *in, const struct yaml_node *list, int depth)
{
	for (int i = 0; i < list->n; i++) {
		const struct yaml_node *map = list->item[i];
		if (map->kind == YAML_MAP && yaml_get(map, "group")) {
			load_group(l, s, in, map, depth);
			continue;
		}
		struct field_def *f = &s->field[s->n++];
		struct place at = { .section = s, .map = map, .field = true };
		f->group = in;
		f->line = map->line;
		f->col = map->col;
		if (map->kind != YAML_MAP)
			yaml_problem(l->problems, map, "un campo se escribe {name: variable}, {note: \"texto\"} o {group: \"título\", fields: […]}");
		else if (yaml_get(map, "note"))
			load_note(l, at, f);
		else
			load_question(l, at, f);
	}
}

static void load_repeat(struct loader *l, struct section_def *s, const struct yaml_node *map)
{
	const char *repeat = yaml_text(map, "repeat", false, l->problems);
	if (!repeat)
		return;
	const struct variable *var = dict_find(l->dict, repeat);
	if (var && variable_is_repeat(var)) {
		s->rows = var->repeat;
		s->repeat = var->level == LEVEL_INTEGRANTE && l->def->level != LEVEL_INTEGRANTE;
		if (var->level != LEVEL_INTEGRANTE && l->def->level == LEVEL_INTEGRANTE)
			yaml_problem(l->problems, yaml_get(map, "repeat"), "las filas de «%s» no son de un integrante; ponga la sección en otro formulario", repeat);
		if (form_order_has(&l->order, var))
			yaml_problem(l->problems, yaml_get(map, "repeat"), "las filas de «%s» ya están en este formulario; déjelas una sola vez", repeat);
		return;
	}
	s->repeat = true;
	if (strcmp(repeat, "integrante") != 0)
		yaml_problem(l->problems, yaml_get(map, "repeat"), "una sección se repite por «integrante» o por una variable de tipo repeat; aquí dice «%s»", repeat);
	else if (l->def->level == LEVEL_INTEGRANTE)
		yaml_problem(l->problems, yaml_get(map, "repeat"), "este formulario es de un solo integrante; quite «repeat»");
}

static void load_section(struct loader *l, struct section_def *s, const struct yaml_node *map)
{
	if (map->kind != YAML_MAP) {
		yaml_problem(l->problems, map, "una sección lleva «label» y «fields»");
		return;
	}
	yaml_known(map, section_keys, l->problems);
	s->label = yaml_text(map, "label", true, l->problems);
	load_repeat(l, s, map);
	s->relevant = load_ordered(l, (struct place){ .section = s, .map = map }, "relevant", EXPR_BOOL);
	yaml_bool(map, "required", false, &s->required, l->problems);
	if (s->required && !s->rows)
		yaml_problem(l->problems, yaml_get(map, "required"), "«required» en una sección es para las filas de una variable de tipo repeat");
	const struct yaml_node *fields = yaml_list(map, "fields", true, l->problems);
	if (fields && fields->n == 0)
		yaml_problem(l->problems, fields, "la sección no tiene campos");
	if (!fields)
		return;
	s->field = arena_array(l->arena, struct field_def, count_fields(fields, 0));
	load_fields(l, s, NULL, fields, 0);
	if (s->rows)
		form_order_next(&l->order, s->rows->var);
}

/* As many sections as the repeat may have rows, which share everything but their variables, and the line where rows are added. */
static void expand_rows(struct loader *l, const struct section_def *s)
{
	for (int row = 1; row <= s->rows->max; row++) {
		struct section_def *of_row = &l->def->section[l->def->n++];
		*of_row = *s;
		of_row->row = row;
		of_row->label = repeat_row_name(s->rows, row, l->arena);
		of_row->field = arena_copy(l->arena, s->field, sizeof *s->field * (size_t)s->n);
		for (int i = 0; i < s->n; i++) {
			const struct variable *var = s->field[i].var;
			of_row->field[i].var = var ? repeat_field(var, row) : NULL;
		}
	}
	struct section_def *last = &l->def->section[l->def->n++];
	const struct variable *var = s->rows->var;
	*last = *s;
	last->field = arena_new(l->arena, struct field_def);
	last->n = 1;
	last->field[0] = (struct field_def){ .var = var, .label = var->label, .hint = var->hint, .constraint_message = var->constraint_message };
	last->field[0].always_required = s->required;
	last->field[0].required_message = "Agregue lo que haya, o diga que no hay";
}

static void load_level(struct loader *l, const struct yaml_node *map)
{
	static const char *const names[] = { [LEVEL_HOGAR] = "hogar", [LEVEL_INTEGRANTE] = "integrante", [LEVEL_VISITA] = "visita" };
	const char *text = yaml_text(map, "level", false, l->problems);
	for (int i = 0; text && i < (int)(sizeof names / sizeof *names); i++) {
		if (strcmp(names[i], text) == 0) {
			l->def->level = (enum level)i;
			return;
		}
	}
	if (text)
		yaml_problem(l->problems, yaml_get(map, "level"), "«level» es hogar, integrante o visita; aquí dice «%s»", text);
}

static void load_head(struct loader *l, const struct yaml_node *map)
{
	int64_t version = 0;
	yaml_known(map, form_keys, l->problems);
	l->def->name = yaml_text(map, "form", true, l->problems);
	l->def->title = yaml_text(map, "title", true, l->problems);
	l->def->fuente = yaml_text(map, "fuente", false, l->problems);
	l->def->file = map->file;
	yaml_int(map, "version", true, &version, l->problems);
	if (yaml_get(map, "version") && (version < 1 || version > UINT16_MAX))
		yaml_problem(l->problems, yaml_get(map, "version"), "«version» va de 1 a %d", UINT16_MAX);
	l->def->version = (int)version;
	load_level(l, map);
}

const struct form_def *form_load_node(struct arena *arena, const struct dict *dict, const struct yaml_node *map, struct problems *problems)
{
	int before = problems->n;
	if (map->kind != YAML_MAP) {
		yaml_problem(problems, map, "un formulario lleva «form», «version», «title» y «sections»");
		return NULL;
	}
	struct loader l = { .arena = arena, .dict = dict, .problems = problems, .def = arena_new(arena, struct form_def) };
	form_order_init(&l.order, arena, dict);
	load_head(&l, map);
	const struct yaml_node *sections = yaml_list(map, "sections", true, problems);
	if (sections && sections->n == 0)
		yaml_problem(problems, sections, "el formulario no tiene secciones");
	struct section_def *loaded = arena_array(arena, struct section_def, sections ? sections->n : 0);
	int n = 0;
	for (int i = 0; sections && i < sections->n; i++) {
		load_section(&l, &loaded[i], sections->item[i]);
		n += loaded[i].rows ? loaded[i].rows->max + 1 : 1;
	}
	l.def->section = arena_array(arena, struct section_def, n);
	for (int i = 0; sections && i < sections->n; i++) {
		if (loaded[i].rows && problems->n == before)
			expand_rows(&l, &loaded[i]);
		else
			l.def->section[l.def->n++] = loaded[i];
	}
	form_order_check(&l.order, problems);
	for (int i = 0; i < l.n_other; i++)
		form_other_check(&l.order, l.other[i].var, l.other[i].map, problems);
	return problems->n == before ? l.def : NULL;
}

const struct form_def *form_load(struct arena *arena, const struct dict *dict, const char *path, struct problems *problems)
{
	int before = problems->n;
	const struct yaml_node *map = yaml_load(arena, path, problems);
	if (!map)
		return NULL;
	const struct form_def *def = form_load_node(arena, dict, map, problems);
	return problems->n == before ? def : NULL;
}
