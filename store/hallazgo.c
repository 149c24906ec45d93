#include "store/hallazgo.h"
#include <stdarg.h>
#include <stdio.h>

enum { KEPT_MAX = 200 };

void hallazgo_add(struct check *c, const char *fmt, ...)
{
	struct verificacion *v = c->v;
	char text[400];
	va_list args;

	v->problemas++;
	if (v->n >= KEPT_MAX)
		return;
	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	*ARENA_PUSH(c->arena, v->hallazgo, v->n, v->cap) = (struct hallazgo_store){ .que = arena_strdup(c->arena, text) };
}
