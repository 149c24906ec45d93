#include "base/problem.h"
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static char *printed(const struct problems *p)
{
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);
	problems_print(p, f);
	fclose(f);
	return text;
}

Test(problem, printed_in_order_of_place)
{
	struct arena a;
	arena_init(&a);
	struct problems p;
	problems_init(&p, &a);
	char name[] = "b.yaml";
	problem_add(&p, name, 3, 1, "tercero");
	name[0] = 'x';
	problem_add(&p, "b.yaml", 1, 9, "segundo");
	problem_add(&p, "a.yaml", 12, 2, "número %d", 12);
	problem_add(&p, "b.yaml", 1, 2, "primero");
	problem_add(&p, "b.yaml", 1, 9, "segundo y medio");
	problem_add(&p, "c.yaml", 0, 0, "no existe");
	char *text = printed(&p);
	cr_expect_str_eq(text, "a.yaml:12:2: número 12\n"
	                       "b.yaml:1:2: primero\n"
	                       "b.yaml:1:9: segundo\n"
	                       "b.yaml:1:9: segundo y medio\n"
	                       "b.yaml:3:1: tercero\n"
	                       "c.yaml: no existe\n");
	free(text);
	arena_done(&a);
}

Test(problem, nothing_reaches_the_terminal_raw)
{
	struct arena a;
	arena_init(&a);
	struct problems p;
	problems_init(&p, &a);
	problem_add(&p, "x\x1B[2J.yaml", 1, 1, "clave «%s»", "a\x1B]0;b\x07\nc\u202E");
	char *text = printed(&p);
	cr_expect_str_eq(text, "x[2J.yaml:1:1: clave «a]0;b c»\n");
	free(text);
	arena_done(&a);
}

Test(problem, none)
{
	struct arena a;
	arena_init(&a);
	struct problems p;
	problems_init(&p, &a);
	char *text = printed(&p);
	cr_expect_str_empty(text);
	free(text);
	arena_done(&a);
}
