#include "store/hallazgo.h"
#include <stdarg.h>
#include <stdio.h>
#include <time.h>

enum { KEPT_MAX = 200, ASK_EACH = 16 };

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

int64_t hallazgo_reloj(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

bool hallazgo_tarde(struct check *c)
{
	if (c->hasta != 0 && !c->cortada && ++c->vueltas % ASK_EACH == 0)
		c->cortada = hallazgo_reloj() >= c->hasta;
	return c->cortada;
}
