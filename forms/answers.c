#include "forms/answers.h"

#include <string.h>

#include "base/date.h"

void answers_init(struct answers *a, struct arena *arena)
{
	*a = (struct answers){ .arena = arena };
}

/* Where `name` is, or where it would be put. */
static int position(const struct answers *a, const char *name, bool *found)
{
	int low = 0, high = a->n;
	*found = false;
	while (low < high) {
		int mid = low + (high - low) / 2;
		int order = strcmp(a->item[mid].name, name);
		if (order == 0) {
			*found = true;
			return mid;
		}
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct answer *answers_find(const struct answers *a, const char *name)
{
	bool found;
	int at = position(a, name, &found);
	return found ? &a->item[at] : NULL;
}

struct value answers_get(const struct answers *a, const char *name)
{
	const struct answer *found = answers_find(a, name);
	return found && !found->hidden ? found->value : value_none();
}

static void remove_at(struct answers *a, int at)
{
	memmove(&a->item[at], &a->item[at + 1], sizeof *a->item * (size_t)(a->n - at - 1));
	a->n--;
}

static struct answer *insert_at(struct answers *a, int at, const char *name)
{
	struct answer *last = ARENA_PUSH(a->arena, a->item, a->n, a->cap);
	memmove(&a->item[at + 1], &a->item[at], sizeof *a->item * (size_t)(last - &a->item[at]));
	a->item[at] = (struct answer){ .name = arena_strdup(a->arena, name) };
	return &a->item[at];
}

/* The place for an answer of this name, made when it is not there; NULL when the value asks for its removal. */
static struct answer *place(struct answers *a, const char *name, struct value v)
{
	bool found;
	int at = position(a, name, &found);
	if (v.kind == VALUE_NONE) {
		if (found)
			remove_at(a, at);
		return NULL;
	}
	return found ? &a->item[at] : insert_at(a, at, name);
}

void answers_set(struct answers *a, const char *name, struct value v)
{
	struct answer *it = place(a, name, v);
	if (!it)
		return;
	it->hidden = false;
	if (!value_equal(it->value, v))
		it->value = value_copy(a->arena, v);
}

void answers_put(struct answers *a, const struct answer *from)
{
	struct answer *it = place(a, from->name, from->value);
	if (!it)
		return;
	it->value = value_copy(a->arena, from->value);
	it->version = from->version;
	it->hidden = from->hidden;
}

void answers_hide(struct answers *a, const char *name, bool hidden)
{
	bool found;
	int at = position(a, name, &found);
	if (found)
		a->item[at].hidden = hidden;
}

void answers_copy(struct answers *to, const struct answers *from)
{
	if (to == from)
		return;
	to->n = 0;
	for (int i = 0; i < from->n; i++) {
		struct answer *it = ARENA_PUSH(to->arena, to->item, to->n, to->cap);
		*it = from->item[i];
		it->name = arena_strdup(to->arena, it->name);
		it->value = value_copy(to->arena, it->value);
	}
}

bool answers_equal(const struct answers *a, const struct answers *b)
{
	if (a->n != b->n)
		return false;
	for (int i = 0; i < a->n; i++) {
		const struct answer *x = &a->item[i], *y = &b->item[i];
		if (strcmp(x->name, y->name) != 0 || x->version != y->version || x->hidden != y->hidden || !value_equal(x->value, y->value))
			return false;
	}
	return true;
}

int64_t answers_int(const struct answers *a, const char *name, int64_t otherwise)
{
	struct value v = answers_get(a, name);
	return v.kind == VALUE_INT ? v.num : otherwise;
}

int32_t answers_date(const struct answers *a, const char *name)
{
	struct value v = answers_get(a, name);
	return v.kind == VALUE_DATE ? (int32_t)v.num : DATE_NONE;
}

const char *answers_text(const struct answers *a, const char *name)
{
	struct value v = answers_get(a, name);
	return v.kind >= VALUE_TEXT && v.text ? v.text : "";
}

bool answers_bool(const struct answers *a, const char *name, bool otherwise)
{
	struct value v = answers_get(a, name);
	return v.kind == VALUE_BOOL ? v.num != 0 : otherwise;
}

static struct value shown(const struct answer *it)
{
	return it && !it->hidden ? it->value : value_none();
}

int answers_diff(struct arena *arena, const struct answers *before, const struct answers *after, struct answer_change **out)
{
	int n = 0, cap = 0;
	*out = NULL;
	for (int i = 0, j = 0; i < before->n || j < after->n;) {
		int order = i == before->n ? 1 : j == after->n ? -1 : strcmp(before->item[i].name, after->item[j].name);
		const struct answer *old = order <= 0 ? &before->item[i++] : NULL;
		const struct answer *new = order >= 0 ? &after->item[j++] : NULL;
		struct value x = shown(old), y = shown(new);
		if (!value_equal(x, y))
			*ARENA_PUSH(arena, *out, n, cap) = (struct answer_change){
				.name = old ? old->name : new->name, .before = x, .after = y };
	}
	return n;
}
