#include "forms/form_pass.h"

#include <string.h>

#include "forms/field_type.h"

bool form_item_computed(const struct form_item *it)
{
	const struct variable *var = it->field->var;
	return var && (var->calculation || var->level == LEVEL_HECHO || var->type->kind == VALUE_NONE);
}

bool form_item_asks(const struct form_item *it)
{
	return it->field->var && !it->field->read_only && !form_item_computed(it);
}

struct answers *form_answers(struct form *f, const struct form_item *it)
{
	switch (it->field->var->level) {
	case LEVEL_INTEGRANTE:
		return &f->integrante[it->row];
	case LEVEL_VISITA:
		return &f->visita;
	default:
		return &f->hogar;
	}
}

struct scope form_scope(const struct form *f, const struct form_item *it)
{
	struct scope s = f->scope;
	s.me = it->row;
	s.row = it->section->row;
	s.self = it->value;
	return s;
}

/* Choices. */

static struct value parent_of(const struct form *f, const struct form_item *it)
{
	const struct variable *parent = dict_find(f->scope.dict, it->field->var->filter_by);
	return parent ? scope_value(&f->scope, parent, it->row) : value_none();
}

static bool belongs(const struct choice *c, struct value parent)
{
	return !c->filter || !value_known(parent) || value_set_has(parent, c->filter);
}

const struct choice_list *form_choices(const struct form *f, int item, struct arena *arena)
{
	const struct form_item *it = &f->item[item];
	const struct variable *var = it->field->var;
	const struct choice_list *all = var ? var->choices : NULL;
	struct value parent = all && var->filter_by ? parent_of(f, it) : value_none();
	if (!all || (!value_known(parent) && !all->some_retired))
		return all;
	struct choice *shown = arena_array(arena, struct choice, all->n);
	struct choice_list *list = arena_new(arena, struct choice_list);
	*list = (struct choice_list){ .name = all->name, .item = shown };
	for (int i = 0; i < all->n; i++) {
		bool gone = all->item[i].retired && !value_set_has(it->value, all->item[i].name);
		if (!gone && belongs(&all->item[i], parent))
			shown[list->n++] = all->item[i];
	}
	return list;
}

static bool choices_belong(const struct form *f, const struct form_item *it)
{
	const struct variable *var = it->field->var;
	if (!var->filter_by || !var->choices)
		return true;
	struct value parent = parent_of(f, it);
	const struct choice *one = it->value.kind == VALUE_CHOICE ? choice_find(var->choices, it->value.text) : NULL;
	if (one)
		return belongs(one, parent);
	for (int i = 0; i < var->choices->n; i++) {
		const struct choice *c = &var->choices->item[i];
		if (!belongs(c, parent) && value_set_has(it->value, c->name))
			return false;
	}
	return true;
}

/* One question. */

static bool read_text(struct form *f, struct form_item *it, struct value *out, struct err *err)
{
	struct arena scratch;
	arena_init(&scratch);
	struct variable shown = *it->field->var;
	shown.choices = form_choices(f, (int)(it - f->item), &scratch);
	bool good = variable_parse(&shown, it->text, f->scope.today, f->arena, out, err);
	arena_done(&scratch);
	return good;
}

void form_put(struct form *f, struct form_item *it, const char *text)
{
	struct err err;
	struct value v;
	struct answers *answers = form_answers(f, it);
	if (strcmp(it->text, text) != 0)
		it->text = arena_strdup(f->arena, text);
	bool good = read_text(f, it, &v, &err);
	it->wrong = good ? NULL : arena_strdup(f->arena, err.text);
	if (!good)
		v = value_none();
	if (!value_equal(v, it->value))
		it->warning_confirmed = false;
	it->value = v;
	if (!value_equal(v, answers_get(answers, it->field->var->name)))
		answers_set(answers, it->field->var->name, v);
}

static enum tri test(const struct form *f, const struct form_item *it, const struct expr *e, enum tri when_absent)
{
	if (!e)
		return when_absent;
	struct scope scope = form_scope(f, it);
	return expr_test(e, &scope, NULL);
}

/* The pass. */

static void compute(struct form *f, struct form_item *it)
{
	struct scope scope = form_scope(f, it);
	struct value v = scope_value(&scope, it->field->var, it->row);
	if (value_equal(v, it->value))
		return;
	it->value = value_copy(f->arena, v);
	it->text = arena_strdup(f->arena, variable_format(it->field->var, v, f->arena));
}

bool form_as_answer(const struct variable *var, struct value v, int32_t today, struct arena *arena, struct value *out, struct err *err)
{
	*out = v;
	if (v.kind == var->type->kind || !value_known(v))
		return true;
	return variable_import(var, variable_export(var, v, arena), today, arena, out, err);
}

static void fill(struct form *f, struct form_item *it)
{
	if (!it->field->initial || !it->relevant || it->touched || *it->text)
		return;
	struct scope scope = form_scope(f, it);
	struct value v;
	if (!form_as_answer(it->field->var, expr_eval(it->field->initial, &scope, NULL), scope.today, f->arena, &v, NULL) || !value_known(v))
		return;
	form_put(f, it, variable_edit_text(it->field->var, v, f->arena));
	it->touched = true;
}

static void settle(struct form *f, struct form_item *it)
{
	const struct variable *var = it->field->var;
	for (const struct group_def *g = it->field->group; g && it->relevant; g = g->in)
		it->relevant = test(f, it, g->relevant, TRI_YES) == TRI_YES;
	it->relevant = it->relevant && test(f, it, it->field->relevant, TRI_YES) == TRI_YES;
	if (!var)
		return;
	if (form_item_computed(it)) {
		compute(f, it);
		return;
	}
	fill(f, it);
	const struct answer *answer = answers_find(form_answers(f, it), var->name);
	if (answer && answer->hidden == it->relevant)
		answers_hide(form_answers(f, it), var->name, !it->relevant);
}

/* Field by field, each for all members: so that a question may count what an earlier one got from everybody. */
static int settle_section(struct form *f, int first)
{
	const struct section_def *section = f->item[first].section;
	int end = first;
	while (end < f->n && f->item[end].section == section)
		end++;
	for (int row = first; row < end; row += section->n) {
		bool relevant = test(f, &f->item[row], section->relevant, TRI_YES) == TRI_YES && (!section->row || form_row_there(f, section, section->row, f->item[row].row));
		for (int i = 0; i < section->n; i++)
			f->item[row + i].relevant = relevant;
	}
	for (int i = 0; i < section->n; i++) {
		for (int row = first; row < end; row += section->n)
			settle(f, &f->item[row + i]);
	}
	return end;
}

static const char *either(const char *message, const char *otherwise)
{
	return message && *message ? message : otherwise;
}

static const char *find_problem(const struct form *f, const struct form_item *it)
{
	const struct field_def *field = it->field;
	const struct variable *var = field->var;
	if (it->wrong)
		return it->wrong;
	if (value_known(it->value)) {
		if (!choices_belong(f, it))
			return "Elija otra opción: esta no corresponde a la respuesta anterior";
		if (test(f, it, var->constraint, TRI_YES) == TRI_NO)
			return either(var->constraint_message, either(field->constraint_message, "Revise esta respuesta"));
		if (test(f, it, field->constraint, TRI_YES) == TRI_NO)
			return either(field->constraint_message, "Revise esta respuesta");
	}
	bool missing = f->checked && it->value.kind == VALUE_NONE;
	if (missing && (field->always_required || test(f, it, field->required, TRI_NO) == TRI_YES))
		return either(field->required_message, "Falta responder esta pregunta");
	return NULL;
}

static void check(const struct form *f, struct form_item *it)
{
	it->problem = it->warning = NULL;
	if (!it->relevant || !form_item_asks(it))
		return;
	it->problem = find_problem(f, it);
	if (!it->problem && value_known(it->value) && test(f, it, it->field->warning, TRI_YES) == TRI_NO)
		it->warning = either(it->field->warning_message, "Confirme esta respuesta: no es lo usual");
}

void form_pass(struct form *f)
{
	for (int first = 0; first < f->n;)
		first = settle_section(f, first);
	for (int i = 0; i < f->n; i++)
		check(f, &f->item[i]);
}
