#include "tests/fuzz/fuzz.h"
#include "base/file.h"
#include "report/json_hogar.h"
#include <stdarg.h>
#include <stdlib.h>

/* For the whole run. */
static struct { struct arena arena; const struct programa *programa; struct ficha *ficha; } shared;

void fuzz_must(bool holds, const char *fmt, ...)
{
	if (holds)
		return;
	va_list args;
	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fputc('\n', stderr);
	abort();
}

const char *fuzz_path(struct arena *a, const char *path)
{
	const char *root = getenv("LOGROS_ROOT");
	return arena_printf(a, "%s/%s", root ? root : ".", path);
}

char *fuzz_text(struct arena *a, const uint8_t *bytes, size_t n)
{
	return arena_strndup(a, (const char *)bytes, n);
}

const struct programa *fuzz_programa(void)
{
	struct problems problems;

	if (shared.programa)
		return shared.programa;
	arena_init(&shared.arena);
	problems_init(&problems, &shared.arena);
	shared.programa = programa_load(&shared.arena, fuzz_path(&shared.arena, "programs"), "medellin-solidaria", &problems);
	problems_print(&problems, stderr);
	fuzz_must(shared.programa, "the programme does not load");
	return shared.programa;
}

const struct ficha *fuzz_ficha(void)
{
	const struct programa *p = fuzz_programa();
	struct problems problems;
	struct err err;
	size_t n = 0;

	if (shared.ficha)
		return shared.ficha;
	problems_init(&problems, &shared.arena);
	shared.ficha = arena_new(&shared.arena, struct ficha);
	char *bytes = file_read(&shared.arena, fuzz_path(&shared.arena, "ejemplos/hogar.json"), JSON_HOGAR_MAX, &n, &err);
	fuzz_must(bytes, "the example family cannot be read");
	const struct json_entrada in = { .name = "hogar.json", .bytes = bytes, .len = n };
	fuzz_must(json_hogar_read(&in, p, FUZZ_HOY, &shared.arena, shared.ficha, &problems), "the example family is wrong");
	return shared.ficha;
}
