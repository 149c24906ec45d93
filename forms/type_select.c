#include "forms/field_type_list.h"

#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/text.h"
#include "forms/choice_match.h"

static const char *label_of(const struct choice *c)
{
	return c->label ? c->label : c->name;
}

static bool not_found(struct choice_match m, struct err *err)
{
	if (m.rival[0])
		return err_set(err, ERR_DATA, "Escriba más letras: puede ser «%s» o «%s»", label_of(m.rival[0]), label_of(m.rival[1]));
	return err_set(err, ERR_DATA, "Elija una opción de la lista");
}

static bool accepts(const struct variable *var, uint32_t code)
{
	(void)var;
	return code >= ' ';
}

/* One of the list. */

static const struct choice *only_label(const struct choice_list *list, const char *text)
{
	const struct choice *found = NULL;
	for (int i = 0; i < list->n; i++)
		if (list->item[i].label && strcmp(list->item[i].label, text) == 0) {
			if (found)
				return NULL;
			found = &list->item[i];
		}
	return found;
}

static bool one_of(const struct variable *var, const char *text, bool whole, struct value *out, struct err *err)
{
	/* Most texts are a name or a label just as it stands; folding the whole list is for what people type. */
	const struct choice *choice = choice_find(var->choices, text);
	if (!choice)
		choice = only_label(var->choices, text);
	struct choice_match m = { .choice = choice };
	if (!choice) {
		struct arena scratch;
		struct choice_matcher matcher;
		arena_init(&scratch);
		choice_matcher_init(&matcher, &scratch, var->choices);
		m = choice_matcher_find(&matcher, text, whole);
		arena_done(&scratch);
	}
	if (!m.choice)
		return not_found(m, err);
	*out = value_choice(m.choice->name);
	return true;
}

static bool one_parse(const struct variable *var, const char *text, int32_t today, struct arena *arena, struct value *out, struct err *err)
{
	(void)today, (void)arena;
	return one_of(var, text, false, out, err);
}

/* Beside a file there is no list to look at, so the sentence holds it, or how it begins. */
static bool not_listed(const struct choice_list *list, struct err *err)
{
	enum { TOLD = 6, ROOM = 240 };
	char all[ROOM] = "";
	size_t used = 0;
	int n = 0;
	for (; n < list->n && n < TOLD && used < ROOM; n++)
		used += (size_t)snprintf(all + used, ROOM - used, "%s%s", n ? ", " : "", label_of(&list->item[n]));
	if (used >= ROOM)
		return err_set(err, ERR_DATA, "No está entre las %d opciones de este dato", list->n);
	return err_set(err, ERR_DATA, n < list->n ? "No está en la lista. Escriba una opción como %s… (hay %d)" : "No está en la lista. Escriba una de estas: %s", all, list->n);
}

/* A file guesses nothing: no beginnings. */
static bool one_import(const struct variable *var, const char *text, int32_t today, struct arena *arena, struct value *out, struct err *err)
{
	struct err why = { 0 };
	(void)today, (void)arena;
	if (one_of(var, text, true, out, &why))
		return true;
	return not_listed(var->choices, err);
}

static const char *one_format(const struct variable *var, struct value v, struct arena *arena)
{
	(void)arena;
	return choice_label(var->choices, v.text);
}

/* The label, unless it would be read as another choice. */
static const char *one_edit(const struct variable *var, struct value v, struct arena *arena)
{
	struct value back;
	const char *label = choice_label(var->choices, v.text);
	if (one_parse(var, label, 0, arena, &back, NULL) && strcmp(back.text, v.text) == 0)
		return label;
	return v.text;
}

/* Some of the list: the order and spelling of the list decide how the value is written. */

enum { MOST_PARTS = 200 };

struct parts {
	struct part { const char *start, *end; } item[MOST_PARTS];
	int n;
};

static bool split(const char *text, const char *separators, struct parts *out)
{
	out->n = 0;
	while (*text) {
		const char *end = text + strcspn(text, separators);
		const char *from = text + strspn(text, " ");
		const char *to = end;
		while (to > from && to[-1] == ' ')
			to--;
		if (from < to) {
			if (out->n == MOST_PARTS)
				return false;
			out->item[out->n++] = (struct part){ from, to };
		}
		text = *end ? end + 1 : end;
	}
	return true;
}

static struct choice_match find_span(const struct choice_matcher *m, const struct part *from, const struct part *to, bool whole)
{
	return choice_matcher_find(m, arena_strndup(m->scratch, from->start, (size_t)(to->end - from->start)), whole);
}

/* Labels may hold commas («Bloque, ladrillo o piedra»): as many parts together as name a choice. */
static int take(const struct choice_matcher *m, const struct parts *p, int at, struct choice_match *found)
{
	enum { LONGEST = 8 };
	for (int to = at + LONGEST < p->n ? at + LONGEST : p->n - 1; to > at; to--) {
		*found = find_span(m, &p->item[at], &p->item[to], true);
		if (found->choice)
			return to + 1;
	}
	*found = find_span(m, &p->item[at], &p->item[at], false);
	return at + 1;
}

static bool mark_parts(const struct variable *var, const struct choice_matcher *m, const struct parts *p, bool *chosen, struct err *err)
{
	for (int at = 0; at < p->n;) {
		struct choice_match found;
		const struct part *part = &p->item[at];
		at = take(m, p, at, &found);
		if (!found.choice && found.rival[0])
			return not_found(found, err);
		if (!found.choice)
			return err_set(err, ERR_DATA, "«%.*s» no está en la lista; elija de las opciones", (int)(part->end - part->start), part->start);
		chosen[found.choice - var->choices->item] = true;
	}
	return true;
}

/* «acueducto energia»: names with only blanks between. */
static bool mark_names(const struct variable *var, const struct parts *p, bool *chosen)
{
	for (int i = 0; i < p->n; i++) {
		const struct choice *c = NULL;
		size_t len = (size_t)(p->item[i].end - p->item[i].start);
		for (int k = 0; k < var->choices->n && !c; k++) {
			const char *name = var->choices->item[k].name;
			if (strlen(name) == len && memcmp(name, p->item[i].start, len) == 0)
				c = &var->choices->item[k];
		}
		if (!c)
			return false;
		chosen[c - var->choices->item] = true;
	}
	return true;
}

static bool says_none(const char *text, struct arena *scratch)
{
	const char *folded = text_fold(scratch, text);
	return strcmp(text, "-") == 0 || strcmp(folded, "ninguna") == 0 || strcmp(folded, "ninguno") == 0;
}

static bool mark(const struct variable *var, const char *text, struct arena *scratch, bool *chosen, struct err *err)
{
	struct choice_matcher matcher;
	struct parts *parts = arena_new(scratch, struct parts);
	if (split(text, " ", parts) && mark_names(var, parts, chosen))
		return true;
	memset(chosen, 0, (size_t)var->choices->n * sizeof *chosen);
	choice_matcher_init(&matcher, scratch, var->choices);
	if (says_none(text, scratch) && !choice_matcher_find(&matcher, text, true).choice)
		return true;
	if (!split(text, ",;|", parts))
		return err_set(err, ERR_DATA, "Escriba como máximo %d opciones", MOST_PARTS);
	return mark_parts(var, &matcher, parts, chosen, err);
}

static bool many_parse(const struct variable *var, const char *text, int32_t today, struct arena *arena, struct value *out, struct err *err)
{
	(void)today;
	struct arena scratch;
	struct strbuf names;
	arena_init(&scratch);
	bool *chosen = arena_array(&scratch, bool, var->choices->n);
	bool good = mark(var, text, &scratch, chosen, err);
	if (good) {
		strbuf_init(&names, arena);
		for (int i = 0; i < var->choices->n; i++) {
			if (chosen[i])
				strbuf_printf(&names, "%s%s", names.len ? " " : "", var->choices->item[i].name);
		}
		*out = value_set(names.text);
	}
	arena_done(&scratch);
	return good;
}

static const char *join(const struct variable *var, const char *names, bool labels, struct arena *arena)
{
	struct strbuf out;
	strbuf_init(&out, arena);
	while (*names) {
		size_t len = strcspn(names, " ");
		const char *name = arena_strndup(arena, names, len);
		strbuf_printf(&out, "%s%s", out.len ? ", " : "", labels ? choice_label(var->choices, name) : name);
		names += len + strspn(names + len, " ");
	}
	return out.text;
}

static const char *many_format(const struct variable *var, struct value v, struct arena *arena)
{
	return *v.text ? join(var, v.text, true, arena) : "Ninguna";
}

static const char *many_edit(const struct variable *var, struct value v, struct arena *arena)
{
	return *v.text ? join(var, v.text, false, arena) : "-";
}

const struct field_type type_select_one = {
	.name = "select_one", .kind = VALUE_CHOICE, .expr = EXPR_TEXT, .choices = true,
	.parse = one_parse, .format = one_format, .accepts = accepts, .columns = 30, .edit = one_edit, .import = one_import,
};

const struct field_type type_select_multiple = {
	.name = "select_multiple", .kind = VALUE_SET, .expr = EXPR_SET, .choices = true,
	.parse = many_parse, .format = many_format, .accepts = accepts, .columns = 40, .edit = many_edit,
};
