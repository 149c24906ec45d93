#include "store/conflicto_filas.h"
#include "forms/form.h"
#include "forms/repeat.h"

#include <stdio.h>
#include <string.h>

enum { ROW_NUMBER = 12 };

/* One record in the three families; leido may not be there. */
struct tres { const struct record *leido, *ahora; struct record *mio; };

static struct answer answer_of(const struct record *r, const char *name)
{
	const struct answer *a = r ? answers_find(&r->fields, name) : NULL;
	return a ? *a : (struct answer){ .name = name };
}

static bool looks_same(struct answer a, struct answer b)
{
	return value_equal(a.hidden ? value_none() : a.value, b.hidden ? value_none() : b.value);
}

static bool has_row(const struct repeat *r, const struct record *of, int row)
{
	return of && repeat_has(r, &of->fields, row, true);
}

static bool listed(const struct answer *list, int row)
{
	char number[ROW_NUMBER];
	snprintf(number, sizeof number, "%d", row);
	return list->value.kind == VALUE_SET && value_set_has(list->value, number);
}

static const char *with_row(struct arena *arena, const char *list, int row)
{
	return arena_printf(arena, "%s%s%d", list, *list ? " " : "", row);
}

static bool answered(const struct repeat *r, const struct record *of, int row)
{
	for (int i = 0; i < r->n; i++)
		if (answers_find(&of->fields, repeat_field(r->field[i], row)->name))
			return true;
	return false;
}

static void put(struct record *r, const char *name, struct answer a)
{
	a.name = name;
	if (a.value.kind == VALUE_NONE)
		answers_set(&r->fields, name, value_none());
	else
		answers_put(&r->fields, &a);
}

/* ---- my new rows ---- */

static bool same_row(const struct repeat *r, const struct record *a, const struct record *b, int row)
{
	for (int i = 0; i < r->n; i++) {
		const char *name = repeat_field(r->field[i], row)->name;
		if (!looks_same(answer_of(a, name), answer_of(b, name)))
			return false;
	}
	return true;
}

static void move_answer(struct record *r, const char *from, const char *to)
{
	const struct answer *a = answers_find(&r->fields, from);
	if (!a)
		return;
	struct answer moved = *a;
	put(r, to, moved);
	answers_set(&r->fields, from, value_none());
}

static void move_row(const struct repeat *r, struct record *mio, int from, int to, struct arena *arena)
{
	struct answer list = answer_of(mio, r->var->name);
	for (int i = 0; i < r->n; i++) {
		const char *was = repeat_field(r->field[i], from)->name, *is = repeat_field(r->field[i], to)->name;
		move_answer(mio, was, is);
		move_answer(mio, arena_printf(arena, "%s" FORM_AVISO, was), arena_printf(arena, "%s" FORM_AVISO, is));
	}
	if (list.value.kind != VALUE_SET)
		return;
	const char *rows = "";
	for (int row = 1; row <= r->max; row++)
		if (row == to || (row != from && listed(&list, row)))
			rows = with_row(arena, rows, row);
	list.value = value_set(rows);
	put(mio, r->var->name, list);
}

static int free_row(const struct repeat *r, const struct tres *t)
{
	for (int row = 1; row <= r->max; row++)
		if (!has_row(r, t->leido, row) && !has_row(r, t->ahora, row) && !has_row(r, t->mio, row))
			return row;
	return 0;
}

static void move_rows(const struct repeat *r, const struct tres *t, struct arena *arena)
{
	for (int row = r->max; row >= 1; row--) {      /* from the last one on: a row that was moved is behind */
		bool both = !has_row(r, t->leido, row) && has_row(r, t->ahora, row) && has_row(r, t->mio, row);
		int to = both && !same_row(r, t->ahora, t->mio, row) ? free_row(r, t) : 0;
		if (to)
			move_row(r, t->mio, row, to, arena);
	}
}

/* ---- rows that collide ---- */

static struct conflicto_campo *told(struct conflicto *c, const struct record *of, const char *name)
{
	for (int i = 0; i < c->n; i++)
		if (c->item[i].kind == of->kind && c->item[i].seq == of->seq && strcmp(c->item[i].name, name) == 0)
			return &c->item[i];
	return NULL;
}

static void collide(const struct tres *t, const char *name, struct arena *arena, struct conflicto *out)
{
	struct conflicto_campo *c = told(out, t->ahora, name);
	if (!c) {
		c = ARENA_PUSH(arena, out->item, out->n, out->cap);
		*c = (struct conflicto_campo){ .kind = t->ahora->kind, .seq = t->ahora->seq, .name = name, .version = t->leido ? t->leido->version : 0,
			.antes = answer_of(t->leido, name), .ahora = answer_of(t->ahora, name), .mio = answer_of(t->mio, name) };
	}
	out->choques += !c->choca;
	c->choca = true;
	c->suyo = false;
}

static bool collides(const struct repeat *r, const struct tres *t, int row)
{
	bool theirs = false, mine = false;
	for (int i = 0; i < r->n; i++) {
		const char *name = repeat_field(r->field[i], row)->name;
		struct answer antes = answer_of(t->leido, name), ahora = answer_of(t->ahora, name), mio = answer_of(t->mio, name);
		if (looks_same(ahora, mio))
			continue;
		theirs = theirs || !looks_same(antes, ahora);
		mine = mine || !looks_same(antes, mio);
	}
	return theirs && mine;
}

static bool says_some(struct answer list)
{
	return !list.hidden && list.value.kind == VALUE_SET && *list.value.text;
}

static void collide_rows(const struct repeat *r, const struct tres *t, struct arena *arena, struct conflicto *out)
{
	struct conflicto_campo *list = told(out, t->ahora, r->var->name);
	if (list && list->choca && says_some(list->ahora) && says_some(list->mio)) {
		list->choca = false;
		list->suyo = true;
		out->choques--;
	}
	for (int row = 1; row <= r->max; row++)
		for (int i = 0; i < r->n && collides(r, t, row); i++) {
			const char *name = repeat_field(r->field[i], row)->name;
			if (!looks_same(answer_of(t->ahora, name), answer_of(t->mio, name)))
				collide(t, name, arena, out);
		}
}

/* ---- each repeat of each record ---- */

struct tarea { struct arena *arena; struct conflicto *out; };      /* out NULL: rows are moved */

static void each_repeat(const struct dict *dict, const struct tarea *w, const struct tres *t)
{
	if (!t->ahora || !t->mio || (t->leido && t->leido->version == t->ahora->version))
		return;
	for (int i = 0; i < dict->n_var; i++) {
		if (!variable_is_repeat(&dict->var[i]))
			continue;
		if (w->out)
			collide_rows(dict->var[i].repeat, t, w->arena, w->out);
		else
			move_rows(dict->var[i].repeat, t, w->arena);
	}
}

static void each_record(const struct dict *dict, const struct tarea *w, const struct ficha *leida, const struct ficha *ahora, struct ficha *mia)
{
	const struct record_list *const list[] = { &ahora->integrante, &ahora->visita };
	each_repeat(dict, w, &(struct tres){ &leida->hogar, &ahora->hogar, &mia->hogar });
	for (size_t k = 0; k < sizeof list / sizeof *list; k++)
		for (int i = 0; i < list[k]->n; i++) {
			const struct record *r = &list[k]->item[i];
			each_repeat(dict, w, &(struct tres){ ficha_record(leida, r->kind, r->seq), r, ficha_record(mia, r->kind, r->seq) });
		}
}

void filas_mover(const struct dict *dict, const struct ficha *leida, const struct ficha *ahora, struct ficha *mia)
{
	each_record(dict, &(struct tarea){ .arena = mia->arena }, leida, ahora, mia);
}

void filas_chocar(const struct dict *dict, const struct ficha *leida, const struct ficha *ahora, const struct ficha *mia, struct arena *arena, struct conflicto *out)
{
	each_record(dict, &(struct tarea){ arena, out }, leida, ahora, (struct ficha *)mia);      /* only looked at, when there is an `out` */
}

/* ---- what was chosen, and the list ---- */

/* Their list: my rows that are not in it go. Mine: so do theirs, and they have been seen. */
static void follow(const struct repeat *r, const struct conflicto_campo *c, const struct record *ahora, struct record *leido, struct record *mio)
{
	for (int row = 1; row <= r->max; row++)
		for (int i = 0; i < r->n; i++) {
			const char *name = repeat_field(r->field[i], row)->name;
			put(c->suyo ? mio : leido, name, answer_of(ahora, name));
		}
}

void filas_decidir(const struct dict *dict, const struct conflicto *decidido, const struct ficha *ahora, struct ficha *leida, struct ficha *mia)
{
	for (int i = 0; i < decidido->n; i++) {
		const struct conflicto_campo *c = &decidido->item[i];
		const struct variable *var = dict_find(dict, c->name);
		const struct record *now = ficha_record(ahora, c->kind, c->seq);
		struct record *read = ficha_record(leida, c->kind, c->seq), *mine = ficha_record(mia, c->kind, c->seq);
		if (c->choca && var && variable_is_repeat(var) && now && read && mine && looks_same(c->ahora, answer_of(now, c->name)))
			follow(var->repeat, c, now, read, mine);
	}
}

static void list_rows(const struct repeat *r, const struct record *leido, const struct record *ahora, const struct record *mio, struct arena *arena, struct record *out)
{
	struct answer antes = answer_of(leido, r->var->name), there = answer_of(ahora, r->var->name), mine = answer_of(mio, r->var->name), list = answer_of(out, r->var->name);
	const char *rows = "";
	if (list.value.kind != VALUE_SET)
		return;
	for (int row = 1; row <= r->max; row++) {
		bool before = listed(&antes, row), kept = listed(&mine, row) != before ? listed(&mine, row) : listed(&there, row);
		if (kept || answered(r, out, row))
			rows = with_row(arena, rows, row);
	}
	list.value = value_set(rows);
	put(out, r->var->name, list);
}

void filas_listar(const struct dict *dict, const struct record *leido, const struct record *ahora, const struct record *mio, struct arena *arena, struct record *out)
{
	for (int i = 0; ahora && mio && i < dict->n_var; i++)
		if (variable_is_repeat(&dict->var[i]))
			list_rows(dict->var[i].repeat, leido, ahora, mio, arena, out);
}
