/* Answers of an older version, by the rules of a migration. */
#include "forms/migration.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "forms/field_type.h"

struct work {
	const struct migration *migration;
	const struct migration_rule *rule;
	int32_t today;
	struct arena *arena;
};

struct turn { enum migration_end end; struct value value; const char *why; };

static struct turn left(const char *why)
{
	return (struct turn){ .end = MIGRATION_LEFT, .why = why };
}

static const struct migration_choice *choice_rule(const struct migration_rule *r, const char *name)
{
	for (int i = 0; i < r->n; i++) {
		if (strcmp(r->choice[i].from, name) == 0)
			return &r->choice[i];
	}
	return NULL;
}

/* The name of a choice today; "" sin dato; NULL: no rule and not in the list. */
static const char *choice_now(const struct migration_rule *r, const char *name)
{
	const struct migration_choice *c = choice_rule(r, name);
	if (c)
		return c->to ? c->to : "";
	return choice_find(r->to->choices, name) ? name : NULL;
}

static struct turn turn_set(const struct work *w, const char *names)
{
	struct strbuf mapped, in_order;
	const struct choice_list *list = w->rule->to->choices;
	bool unknown = false;
	strbuf_init(&mapped, w->arena);
	strbuf_init(&in_order, w->arena);
	for (const char *s = names; *s; s += strspn(s, " ")) {
		size_t len = strcspn(s, " ");
		const char *now = choice_now(w->rule, arena_strndup(w->arena, s, len));
		if (!now)
			return left("tiene una opción sin regla");
		unknown = unknown || !*now;
		strbuf_printf(&mapped, "%s%s", mapped.len ? " " : "", now);
		s += len;
	}
	if (unknown)
		return (struct turn){ .end = MIGRATION_UNKNOWN };
	for (int i = 0; i < list->n; i++) {
		if (value_set_has(value_set(mapped.text), list->item[i].name))
			strbuf_printf(&in_order, "%s%s", in_order.len ? " " : "", list->item[i].name);
	}
	return (struct turn){ .end = MIGRATION_CHANGED, .value = value_set(in_order.text) };
}

static struct turn turn_choice(const struct work *w, const char *name)
{
	const char *now = choice_now(w->rule, name);
	if (!now)
		return left("es una opción sin regla");
	return *now ? (struct turn){ .end = MIGRATION_CHANGED, .value = value_choice(now) } : (struct turn){ .end = MIGRATION_UNKNOWN };
}

static struct turn turn_read(const struct work *w, struct value v)
{
	struct err err = { 0 };
	struct turn t = { .end = MIGRATION_CHANGED };
	if (!variable_import(w->rule->to, variable_export(w->rule->to, v, w->arena), w->today, w->arena, &t.value, &err))
		return left("no se puede leer como la pregunta de hoy");
	return value_known(t.value) ? t : left("no se puede leer como la pregunta de hoy");
}

static struct turn turn_of(const struct work *w, struct value v)
{
	const struct migration_rule *r = w->rule;
	if (r->all_unknown)
		return (struct turn){ .end = MIGRATION_UNKNOWN };
	if (v.kind == VALUE_REFUSED)
		return r->to->sensitive ? (struct turn){ .end = MIGRATION_CHANGED, .value = v } : left("no quiso responder, y la pregunta de hoy no lo prevé");
	if (v.kind == VALUE_CHOICE && r->to->type->kind == VALUE_CHOICE)
		return turn_choice(w, v.text);
	if (v.kind == VALUE_SET && r->to->type->kind == VALUE_SET && r->to->choices)
		return turn_set(w, v.text);
	if (v.kind == VALUE_CHOICE && r->to->type->kind == VALUE_SET)
		return turn_set(w, v.text);
	if (r->convert)
		return turn_read(w, v);
	return v.kind == r->to->type->kind ? (struct turn){ .end = MIGRATION_CHANGED, .value = v } : left("es de otro tipo que la pregunta de hoy");
}

static void move(struct answers *a, const char *from, const char *to)
{
	const struct answer *found = answers_find(a, from);
	if (!found || strcmp(from, to) == 0)
		return;
	struct answer moved = *found;
	moved.name = to;
	answers_put(a, &moved);
	answers_set(a, from, value_none());
}

/* One answer, which has the name `name` and goes to `to`. */
static struct turn migrate(const struct work *w, struct answers *a, const char *name, const char *to)
{
	struct answer was = *answers_find(a, name);
	struct turn t = turn_of(w, was.value);
	const struct answer *there = strcmp(name, to) != 0 ? answers_find(a, to) : NULL;
	if (t.end == MIGRATION_CHANGED && there && !value_equal(there->value, t.value))
		return left("la pregunta de hoy ya tiene otra respuesta");
	if (t.end == MIGRATION_LEFT || (strcmp(name, to) == 0 && t.end == MIGRATION_CHANGED && value_equal(t.value, was.value)))
		return t;
	const char *aviso = arena_printf(w->arena, "%s" FORM_AVISO, name);
	if (t.end == MIGRATION_UNKNOWN) {
		answers_set(a, name, value_none());
		answers_set(a, aviso, value_none());
		return t;
	}
	was.name = to;
	was.value = t.value;
	was.version = (uint16_t)w->migration->to;
	if (!there)
		answers_put(a, &was);
	if (strcmp(name, to) != 0)
		answers_set(a, name, value_none());
	move(a, aviso, arena_printf(w->arena, "%s" FORM_AVISO, to));
	return t;
}

/* «valor.3» for the rule of «valor»: 3; 0 for the name itself; -1 for others. */
static int row_of(const struct migration_rule *r, const char *name)
{
	size_t len = strlen(r->from);
	char *end;
	if (strncmp(name, r->from, len) != 0)
		return -1;
	if (!r->to->rows)
		return name[len] ? -1 : 0;
	long row = name[len] == '.' ? strtol(name + len + 1, &end, 10) : 0;
	return row >= 1 && row <= r->to->repeat->max && !*end ? (int)row : -1;
}

static bool apply_rule(const struct work *w, struct answers *a, void (*seen)(const struct migration_seen *, void *), void *arg)
{
	const struct migration_rule *r = w->rule;
	bool changed = false;
	int n = 0;
	const char **name = arena_array(w->arena, const char *, a->n + 1);
	for (int i = 0; i < a->n; i++) {
		if (row_of(r, a->item[i].name) >= 0 && a->item[i].version <= w->migration->from)
			name[n++] = a->item[i].name;
	}
	for (int i = 0; i < n; i++) {
		int row = row_of(r, name[i]);
		const char *to = row ? r->to->rows[row - 1].name : r->to->name;
		struct value was = answers_find(a, name[i])->value;
		struct turn t = migrate(w, a, name[i], to);
		if (t.end == MIGRATION_CHANGED && strcmp(name[i], to) == 0 && value_equal(was, t.value))
			continue;      /* it means today what it meant then */
		changed = changed || t.end != MIGRATION_LEFT;
		if (seen)
			seen(&(struct migration_seen){ .migration = w->migration, .rule = (int)(r - w->migration->rule), .end = t.end, .name = name[i], .value = was, .why = t.why }, arg);
	}
	return changed;
}

bool migration_apply(const struct migration *m, enum level level, struct answers *a, int32_t today, void (*seen)(const struct migration_seen *, void *), void *arg)
{
	struct arena scratch;
	bool changed = false;
	arena_init(&scratch);
	for (int i = 0; i < m->n; i++) {
		const struct variable *to = m->rule[i].to;
		struct work w = { .migration = m, .rule = &m->rule[i], .today = today, .arena = &scratch };
		if ((to->rows ? to->repeat->level : to->level) == level)
			changed = apply_rule(&w, a, seen, arg) || changed;
	}
	arena_done(&scratch);
	return changed;
}
