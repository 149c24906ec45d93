#include "forms/value.h"

#include <string.h>

static bool has_text(enum value_kind kind)
{
	return kind == VALUE_TEXT || kind == VALUE_CHOICE || kind == VALUE_SET;
}

static bool same_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

bool value_equal(struct value a, struct value b)
{
	if (a.kind != b.kind)
		return false;
	if (has_text(a.kind))
		return same_text(a.text, b.text);
	return a.kind <= VALUE_REFUSED || a.num == b.num;
}

bool value_set_has(struct value v, const char *name)
{
	if (v.kind == VALUE_CHOICE)
		return same_text(v.text, name);
	if (v.kind != VALUE_SET || !v.text || !*name)
		return false;
	size_t len = strlen(name);
	for (const char *at = v.text; *at;) {
		size_t word = strcspn(at, " ");
		if (word == len && memcmp(at, name, len) == 0)
			return true;
		at += word;
		at += strspn(at, " ");
	}
	return false;
}

struct value value_copy(struct arena *arena, struct value v)
{
	v.text = has_text(v.kind) ? arena_strdup(arena, v.text) : NULL;
	return v;
}
