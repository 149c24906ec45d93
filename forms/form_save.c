/* What leaves a form: the answers of a finished one, and drafts of one that is not. */
#include "forms/form.h"

#include <string.h>

#include "forms/field_type.h"
#include "forms/form_pass.h"

static void put(struct answers *to, const char *name, struct value v, int version, bool hidden)
{
	if (v.kind == VALUE_NONE)
		answers_set(to, name, v);
	else
		answers_put(to, &(struct answer){ .name = name, .value = v, .version = (uint16_t)version, .hidden = hidden });
}

static void write_item(const struct form *f, const struct form_item *it, struct answers *to)
{
	const char *name = it->field->var->name, *aviso = arena_printf(f->arena, "%s" FORM_AVISO, name);
	if (it->touched && !it->wrong) {
		bool confirmed = it->warning && it->warning_confirmed;
		put(to, name, it->value, f->def->version, !it->relevant);
		put(to, aviso, confirmed ? value_text(it->warning_reason) : value_none(), f->def->version, false);
		return;
	}
	if (answers_find(to, name))
		answers_hide(to, name, !it->relevant);
	if (answers_find(to, aviso))
		answers_hide(to, aviso, !it->relevant);
}

void form_result(const struct form *f, enum level level, int row, struct answers *to)
{
	for (int i = 0; i < f->n; i++) {
		const struct form_item *it = &f->item[i];
		if (!it->field->var || form_item_computed(it) || it->field->var->level != level)
			continue;
		if (level == LEVEL_INTEGRANTE && it->row != row)
			continue;
		write_item(f, it, to);
	}
}

static const char *draft_name(const struct form *f, const struct form_item *it, const char *suffix)
{
	if (it->section->repeat)
		return arena_printf(f->arena, "%s%s@%d", it->field->var->name, suffix, it->row);
	return arena_printf(f->arena, "%s%s", it->field->var->name, suffix);
}

static struct value as_draft(const struct form_item *it)
{
	if (it->value.kind == VALUE_REFUSED)
		return it->value;
	return *it->text ? value_text(it->text) : value_set("");
}

void form_writing(struct form *f, int item, const char *text)
{
	f->escribe = text && item >= 0 && item < f->n ? &f->item[item] : NULL;
	f->escrito = f->escribe ? arena_strdup(f->arena, text) : NULL;
}

bool form_in_draft(const struct form *f, const struct form_item *it)
{
	return it->field->var && !form_item_computed(it) && (it->touched || it == f->escribe);
}

void form_draft_save(const struct form *f, struct answers *to)
{
	for (int i = 0; i < f->n; i++) {
		const struct form_item *it = &f->item[i];
		if (!form_in_draft(f, it))
			continue;
		bool confirmed = it->warning && it->warning_confirmed;
		answers_set(to, draft_name(f, it, ""), it == f->escribe ? value_text(f->escrito) : as_draft(it));
		answers_set(to, draft_name(f, it, FORM_AVISO), confirmed ? value_text(it->warning_reason) : value_none());
	}
}

void form_draft_load(struct form *f, const struct answers *from)
{
	for (int i = 0; i < f->n; i++) {
		struct form_item *it = &f->item[i];
		if (!it->field->var || form_item_computed(it))
			continue;
		const struct answer *draft = answers_find(from, draft_name(f, it, ""));
		if (!draft)
			continue;
		bool refused = draft->value.kind == VALUE_REFUSED;
		form_put(f, it, refused ? variable_edit_text(it->field->var, draft->value, f->arena) : draft->value.text);
		it->touched = true;
		it->emptied = it->section->row && !*it->text;      /* its row was taken out before the draft was left */
		const struct answer *confirmed = answers_find(from, draft_name(f, it, FORM_AVISO));
		it->warning_confirmed = confirmed != NULL;
		it->warning_reason = confirmed ? arena_strdup(f->arena, confirmed->value.text) : NULL;
	}
	form_pass(f);
}
