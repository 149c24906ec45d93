#include "practica_mundo.h"
#include <criterion/hooks.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct practica_mundo pm;

/* Beside the program: each test is a process of its own, and all must find it. */
static const char *template_path(void)
{
	static char path[4200];
	ssize_t n = readlink("/proc/self/exe", path, 4096);
	strcpy(path + (n > 0 ? n : 0), ".practica");
	return path;
}

static const struct programa *load(struct arena *arena)
{
	struct problems problems;
	const char *root = getenv("LOGROS_ROOT");
	problems_init(&problems, arena);
	const struct programa *p = programa_load(arena, arena_printf(arena, "%s/programs", root ? root : "."), "medellin-solidaria", &problems);
	problems_print(&problems, stderr);
	return p;
}

static bool make(struct store **store, const char *path, const struct programa *programa, uint64_t seed, int *n, struct err *err)
{
	struct store_options o = { .path = path, .practica = true, .map_mib = 256, .oficina = "Oficina de práctica", .programa = programa->id };
	bool good = store_create(&o, err) && store_open(store, &o, err) && practica_llenar(*store, programa, seed, HOY, n, err);
	clock_fix(HOY);
	return good;
}

ReportHook(PRE_ALL)(struct criterion_test_set *tests)
{
	struct arena arena;
	struct store *store;
	struct err err = { 0 };
	int n;
	(void)tests;
	arena_init(&arena);
	pm_remove(template_path());
	const struct programa *programa = load(&arena);
	if (!programa || !make(&store, template_path(), programa, SEMILLA, &n, &err)) {
		fprintf(stderr, "the practice store was not made: %s\n", err.text);
		abort();
	}
	store_close(store);
	arena_done(&arena);
}

ReportHook(POST_ALL)(struct criterion_global_stats *stats)
{
	(void)stats;
	pm_remove(template_path());
}

static void login(const char *usuario)
{
	struct err err = { 0 };
	cr_assert(store_login(pm.store, usuario, &err), "%s", err.text);
}

void pm_open(void)
{
	struct store_options o = { .path = template_path(), .practica = true };
	struct err err = { 0 };
	arena_init(&pm.arena);
	clock_fix(HOY);
	pm.programa = load(&pm.arena);
	cr_assert(pm.programa);
	cr_assert(store_open(&pm.store, &o, &err), "%s", err.text);
	pm_read("coordinacion");
}

void pm_close(void)
{
	store_close(pm.store);
	arena_done(&pm.arena);
}

void pm_read(const char *usuario)
{
	struct filtro all = FILTRO_TODO;
	struct fila *row;
	struct txn txn;
	struct err err = { 0 };
	int total;
	login(usuario);
	cr_assert(txn_read(&txn, pm.store, &err), "%s", err.text);
	pm.n = lista_page(&txn, pm.programa->ruta, &all, ORDEN_FOLIO, HOY, 0, 10000, &pm.arena, &row, &total);
	cr_assert_eq(pm.n, total);
	pm.ficha = arena_array(&pm.arena, struct ficha, pm.n + 1);
	for (int i = 0; i < pm.n; i++)
		cr_assert(ficha_load(&txn, row[i].hogar, &pm.arena, &pm.ficha[i], NULL), "%s", txn.err.text);
	txn_abort(&txn);
}

void pm_make(char path[64], uint64_t seed)
{
	struct err err = { 0 };
	int n;
	arena_init(&pm.arena);
	pm.programa = load(&pm.arena);
	snprintf(path, 64, "/tmp/logros-practica-%d-%llu", (int)getpid(), (unsigned long long)seed);
	cr_assert(make(&pm.store, path, pm.programa, seed, &n, &err), "%s", err.text);
	pm_read("coordinacion");
}

void pm_remove(const char *path)
{
	char command[4300];
	snprintf(command, sizeof command, "rm -rf '%s'", path);
	(void)!system(command);
}
