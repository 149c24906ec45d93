#include "base/problem.h"
#include "base/text.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void problems_init(struct problems *p, struct arena *arena)
{
	*p = (struct problems){ .arena = arena };
}

void problem_add(struct problems *p, const char *file, int line, int col, const char *fmt, ...)
{
	char text[1024];
	va_list args;
	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	/* The text quotes what somebody wrote, and goes to terminals: no control characters. */
	*ARENA_PUSH(p->arena, p->item, p->n, p->cap) = (struct problem){
		.file = text_clean(p->arena, file ? file : "", TEXT_ONE_LINE),
		.line = line,
		.col = col,
		.text = text_clean(p->arena, text, TEXT_ONE_LINE),
	};
}

static int by_place(const void *x, const void *y)
{
	const struct problem *a = *(const struct problem *const *)x, *b = *(const struct problem *const *)y;
	int order = strcmp(a->file, b->file);
	if (order == 0)
		order = (a->line > b->line) - (a->line < b->line);
	if (order == 0)
		order = (a->col > b->col) - (a->col < b->col);
	return order ? order : (a > b) - (a < b);   /* as they were found */
}

void problems_print(const struct problems *p, FILE *out)
{
	const struct problem **order = arena_array(p->arena, const struct problem *, p->n);
	for (int i = 0; i < p->n; i++)
		order[i] = &p->item[i];
	qsort(order, (size_t)p->n, sizeof order[0], by_place);
	for (int i = 0; i < p->n; i++) {
		const struct problem *at = order[i];
		if (at->line > 0)
			fprintf(out, "%s:%d:%d: %s\n", at->file, at->line, at->col, at->text);
		else
			fprintf(out, "%s: %s\n", at->file, at->text);
	}
}
