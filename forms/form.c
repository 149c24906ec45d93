#include "forms/form.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "forms/field_type.h"
#include "forms/form_pass.h"

static void copy_answers(struct answers *to, struct arena *arena, const struct answers *from)
{
	answers_init(to, arena);
	if (from)
		answers_copy(to, from);
}

static void copy_scope(struct form *f, const struct scope *scope)
{
	const struct answers **members = arena_array(f->arena, const struct answers *, scope->n_integrante);
	copy_answers(&f->hogar, f->arena, scope->hogar);
	copy_answers(&f->visita, f->arena, scope->visita);
	f->integrante = arena_array(f->arena, struct answers, scope->n_integrante);
	for (int i = 0; i < scope->n_integrante; i++) {
		copy_answers(&f->integrante[i], f->arena, scope->integrante[i]);
		members[i] = &f->integrante[i];
	}
	f->scope = *scope;
	f->scope.hogar = &f->hogar;
	f->scope.visita = &f->visita;
	f->scope.integrante = members;
	f->scope.self = value_none();
}

/* The stored answer as the text to edit. One that the definitions of today refuse shows its reason, and stays stored until it is changed. */
static void start_item(struct form *f, struct form_item *it)
{
	it->text = arena_strdup(f->arena, "");
	if (!it->field->var || form_item_computed(it))
		return;
	const struct variable *var = it->field->var;
	struct answers *answers = form_answers(f, it);
	const struct answer *stored = answers_find(answers, var->name);
	const struct answer *confirmed = answers_find(answers, arena_printf(f->arena, "%s" FORM_AVISO, var->name));
	it->unasked = !stored;
	if (stored) {
		struct answer was = *stored;
		it->value = was.value;
		form_put(f, it, variable_edit_text(var, was.value, f->arena));
		if (it->wrong)
			answers_put(answers, &was);
	}
	it->warning_confirmed = confirmed != NULL;
	it->warning_reason = confirmed ? arena_strdup(f->arena, confirmed->value.text) : NULL;
}

/* Sections that belong together, the rows of one free repeat, come one member after the other. */
static void expand_sections(struct form *f, const struct section_def *s, int n)
{
	int rows = s->repeat ? f->scope.n_integrante : 1;
	for (int r = 0; r < rows; r++) {
		int row = s->repeat ? r : f->def->level == LEVEL_INTEGRANTE ? f->scope.me : -1;
		for (int k = 0; k < n; k++)
			for (int i = 0; i < s[k].n; i++)
				f->item[f->n++] = (struct form_item){ .section = &s[k], .field = &s[k].field[i], .row = row };
	}
}

void form_start(struct form *f, const struct form_def *def, const struct scope *scope, struct arena *arena)
{
	assert(def->level != LEVEL_INTEGRANTE || (scope->me >= 0 && scope->me < scope->n_integrante));
	*f = (struct form){ .arena = arena, .def = def };
	copy_scope(f, scope);
	int n = 0;
	for (int i = 0; i < def->n; i++)
		n += def->section[i].n * (def->section[i].repeat ? scope->n_integrante : 1);
	f->item = arena_array(arena, struct form_item, n);
	for (int i = 0, many; i < def->n; i += many) {
		many = def->section[i].rows ? def->section[i].rows->max + 1 : 1;
		expand_sections(f, &def->section[i], many);
	}
	for (int i = 0; i < f->n; i++)
		start_item(f, &f->item[i]);
	form_pass(f);
}

static struct form_item *item_at(struct form *f, int item)
{
	assert(item >= 0 && item < f->n);
	return &f->item[item];
}

static void change(struct form *f, struct form_item *it, const char *text)
{
	form_put(f, it, text);
	it->touched = true;
	form_pass(f);
}

void form_set_text(struct form *f, int item, const char *text)
{
	struct form_item *it = item_at(f, item);
	if (form_item_asks(it))
		change(f, it, text);
}

void form_set_value(struct form *f, int item, struct value v)
{
	struct form_item *it = item_at(f, item);
	if (!it->field->var || form_item_computed(it) || (v.kind == VALUE_REFUSED && !it->field->var->sensitive))
		return;
	change(f, it, variable_edit_text(it->field->var, v, f->arena));
}

void form_refuse(struct form *f, int item)
{
	if (form_item_asks(item_at(f, item)))
		form_set_value(f, item, (struct value){ .kind = VALUE_REFUSED });
}

void form_confirm_warning(struct form *f, int item, const char *reason)
{
	struct form_item *it = item_at(f, item);
	const char *text = text_clean(f->arena, reason ? reason : "", TEXT_ONE_LINE);
	if (!it->warning || !*text)
		return;
	it->warning_confirmed = it->touched = true;
	it->warning_reason = text;
}

int form_next(const struct form *f, int item, int step)
{
	int way = step < 0 ? -1 : 1;
	for (int i = item + way; i >= 0 && i < f->n; i += way) {
		if (f->item[i].relevant && form_item_asks(&f->item[i]))
			return i;
	}
	return -1;
}

int form_find(const struct form *f, const char *variable, int row)
{
	for (int i = 0; i < f->n; i++) {
		const struct form_item *it = &f->item[i];
		bool here = it->row == row || (row < 0 && f->def->level == LEVEL_INTEGRANTE);
		if (here && it->field->var && strcmp(it->field->var->name, variable) == 0)
			return i;
	}
	return -1;
}

int form_check(struct form *f, int *first)
{
	int n = 0;
	f->checked = true;
	form_pass(f);
	if (first)
		*first = -1;
	for (int i = 0; i < f->n; i++) {
		const struct form_item *it = &f->item[i];
		if (!it->problem && (!it->warning || it->warning_confirmed))
			continue;
		if (first && !n)
			*first = i;
		n++;
	}
	return n;
}

int form_answered(const struct form *f, int *of)
{
	int n = 0, all = 0;
	for (int i = 0; i < f->n; i++) {
		if (!f->item[i].relevant || !form_item_asks(&f->item[i]))
			continue;
		all++;
		n += f->item[i].value.kind != VALUE_NONE;
	}
	if (of)
		*of = all;
	return n;
}
