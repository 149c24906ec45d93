#include "casa.h"
#include "muestra.h"
#include "store/env.h"
#include "store/migrar_formato.h"
#include "store/rehacer.h"
#include "store/respaldo.h"
#include <lmdb.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct { struct arena arena; char folder[64], path[128]; } mesa;

static void begin(void)
{
	arena_init(&mesa.arena);
	clock_fix(HOY);
	strcpy(mesa.folder, "/tmp/logros-formato-XXXXXX");
	cr_assert(mkdtemp(mesa.folder));
}

static void end(void)
{
	char command[128];

	snprintf(command, sizeof command, "rm -rf '%s'", mesa.folder);
	(void)!system(command);
	arena_done(&mesa.arena);
}

TestSuite(formato, .init = begin, .fini = end, .timeout = 120);

static const char *golden(const char *name)
{
	const char *root = getenv("LOGROS_ROOT");

	return arena_printf(&mesa.arena, "%s/tests/store/golden/%s", root ? root : ".", name);
}

/* A copy of a golden store, which is never opened itself. */
static void lay(const char *name)
{
	char command[512];

	snprintf(mesa.path, sizeof mesa.path, "%s/almacen", mesa.folder);
	snprintf(command, sizeof command, "rm -rf '%s' && cp -R '%s' '%s' && chmod -R u+w '%s'", mesa.path, golden(name), mesa.path, mesa.path);
	cr_assert_eq(system(command), 0);
}

static struct store_options options(bool practica, bool read_only)
{
	return (struct store_options){ .path = mesa.path, .practica = practica, .passphrase = practica ? NULL : "cuatro palabras del formato uno", .read_only = read_only };
}

static struct store *open_as(bool practica, bool read_only)
{
	struct store_options o = options(practica, read_only);
	struct err err = { 0 };
	struct store *s;

	cr_assert(store_open(&s, &o, &err), "%s", err.text);
	cr_assert(store_login(s, practica ? "practica" : "mrestrepo", &err), "%s", err.text);
	return s;
}

/* For a forked child, in which nothing may be asserted. */
static _Noreturn void enter_and_leave(void)
{
	struct store_options o = options(true, false);
	struct err err = { 0 };
	struct store *s;

	bool ok = store_open(&s, &o, &err);
	if (!ok)
		fprintf(stderr, "%s\n", err.text);
	store_close(s);
	_exit(ok ? 0 : 1);
}

static char *slurp(const char *path)
{
	FILE *f = fopen(path, "rb");
	char *text = arena_alloc(&mesa.arena, 1 << 20);

	cr_assert(f, "%s", path);
	size_t n = fread(text, 1, (1 << 20) - 1, f);
	fclose(f);
	text[n] = '\0';
	return text;
}

/* The first line counts operations, and a migration is one. */
static const char *body(const char *text)
{
	return strchr(text, '\n') + 1;
}

static void must_show(struct store *s, const char *name, bool whole)
{
	const char *want = slurp(golden(arena_printf(&mesa.arena, "%s.txt", name)));
	struct strbuf got;

	strbuf_init(&got, &mesa.arena);
	muestra_of(s, &got);
	if (whole)
		cr_assert_str_eq(got.text, want);
	cr_assert_str_eq(body(got.text), body(want));
}

static void must_hold(struct store *s)
{
	struct verificacion v;
	struct err err = { 0 };

	cr_assert(store_verify(s, &mesa.arena, &v, &err), "%s", err.text);
}

static int format_on_disk(void)
{
	return atoi(strstr(slurp(arena_printf(&mesa.arena, "%s/almacen.txt", mesa.path)), "almacen: ") + strlen("almacen: "));
}

static const struct golden { const char *name; bool practica; int format; uint32_t hogares; } golden_stores[] = {
	{ "formato1/practica", true, 1, 3 }, { "formato1/real", false, 1, 3 }, { "formato2/practica", true, 2, 4 }, { "formato2/real", false, 2, 4 },
};
enum { STORES = sizeof golden_stores / sizeof *golden_stores };

/* The backup that came first is of the old format. */
static void copy_of_before(const struct golden *g)
{
	struct respaldo *list;

	cr_assert_eq(respaldo_listar(respaldo_carpeta(mesa.path, &mesa.arena), &mesa.arena, &list), 1);
	cr_assert(list[0].legible);
	cr_assert_eq(list[0].l.almacen.formato, g->format);
	cr_assert_eq(list[0].l.almacen.practica, g->practica);
	cr_assert_eq(list[0].l.hogares, g->hogares);
}

Test(formato, stores_of_every_format_open_and_show_what_they_showed)
{
	for (int i = 0; i < STORES; i++) {
		struct store_info info;
		lay(golden_stores[i].name);
		cr_assert_eq(format_on_disk(), golden_stores[i].format);
		struct store *s = open_as(golden_stores[i].practica, false);
		store_info(s, &info);
		cr_assert_eq(info.format, ALMACEN_FORMATO);
		must_show(s, golden_stores[i].name, false);
		must_hold(s);
		store_close(s);
		cr_assert_eq(format_on_disk(), ALMACEN_FORMATO);
		copy_of_before(&golden_stores[i]);
		s = open_as(golden_stores[i].practica, false);
		must_show(s, golden_stores[i].name, false);
		store_close(s);
	}
}

Test(formato, reading_alone_leaves_an_older_store_as_it_is)
{
	for (int i = 0; i < STORES; i++) {
		struct txn txn;
		struct err err = { 0 };
		lay(golden_stores[i].name);
		struct store *s = open_as(golden_stores[i].practica, true);
		must_show(s, golden_stores[i].name, true);
		must_hold(s);
		cr_assert(txn_read(&txn, s, &err));
		cr_assert_eq(table_present(&txn, TABLE_LISTA), golden_stores[i].format >= 2);
		if (!table_present(&txn, TABLE_LISTA)) {
			cr_assert_eq(table_count(&txn, TABLE_LISTA), 0);
			cr_assert_not(txn_commit(&txn, &err));
			cr_assert_eq(err.code, ERR_CONFIG);
			cr_assert(strstr(err.text, "sin «--solo-lectura»"), "%s", err.text);
		}
		txn_abort(&txn);
		store_close(s);
		cr_assert_eq(format_on_disk(), golden_stores[i].format);
	}
}

Test(formato, the_migration_is_in_the_journal_and_happens_once)
{
	struct store_info before, after;

	lay("formato1/real");
	store_close(open_as(false, false));
	struct store *s = open_as(false, false);
	store_info(s, &before);
	store_close(s);
	s = open_as(false, false);
	store_info(s, &after);
	store_close(s);
	cr_assert_eq(before.operaciones, after.operaciones);
	cr_assert_gt(before.operaciones, 82);
}

/* Killed at any moment: the store is of the one format or of the other, and the next who enters goes on. */
static void killed(const struct golden *g, int rounds)
{
	int seen[ALMACEN_FORMATO + 1] = { 0 };

	for (int round = 0; round < rounds; round++) {
		int status;
		lay(g->name);
		pid_t pid = fork();
		if (pid == 0)
			enter_and_leave();
		usleep((useconds_t)(round * 1500));
		kill(pid, SIGKILL);
		cr_assert_eq(waitpid(pid, &status, 0), pid);
		int format = format_on_disk();
		cr_assert(format == g->format || format == ALMACEN_FORMATO, "%d", format);
		seen[format]++;
		struct store *s = open_as(g->practica, true);
		must_show(s, g->name, false);
		must_hold(s);
		store_close(s);
		s = open_as(g->practica, false);
		must_show(s, g->name, false);
		must_hold(s);
		store_close(s);
		cr_assert_eq(format_on_disk(), ALMACEN_FORMATO);
		arena_reset(&mesa.arena);
	}
	cr_assert_gt(seen[g->format], 0, "no kill came before the end");
}

Test(formato, a_migration_that_is_killed_leaves_one_format_or_the_other)
{
	for (int i = 0; i < STORES; i++)
		if (golden_stores[i].practica)
			killed(&golden_stores[i], 40);
}

Test(formato, nothing_of_the_old_layout_is_left)
{
	MDB_dbi dbi;
	struct txn txn;
	struct err err = { 0 };

	lay("formato2/practica");
	struct store *s = open_as(true, false);
	cr_assert(txn_read(&txn, s, &err));
	cr_assert_eq(mdb_dbi_open(txn.mdb, table_name(TABLE_DHOGAR), 0, &dbi), MDB_NOTFOUND);
	txn_abort(&txn);
	store_close(s);
}

/* What a program of format 1 reads first is still there, so it says «versión más nueva» and not «no se entiende». */
Test(formato, words_of_format_1_stay_for_older_programs)
{
	static const char *const words[] = { "almacen: 3\n", "tipo: real\n", "oficina: ", "programa: ", "mapa_mib: ", "argon2id_pasos: ", "argon2id_kib: ", "sal: ", "envoltura: " };

	lay("formato1/real");
	store_close(open_as(false, false));
	const char *text = slurp(arena_printf(&mesa.arena, "%s/almacen.txt", mesa.path));
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		cr_assert(strstr(text, words[i]), "%s in\n%s", words[i], text);
}

Test(formato, a_newer_format_is_refused_with_what_to_do)
{
	struct store_options o = options(false, false);
	struct err err = { 0 };
	struct store *s;
	char command[256];

	lay("formato1/real");
	snprintf(command, sizeof command, "sed -i 's/^almacen: 1/almacen: %d/' '%s/almacen.txt'", ALMACEN_FORMATO + 1, mesa.path);
	cr_assert_eq(system(command), 0);
	cr_assert_not(store_open(&s, &o, &err));
	cr_assert(strstr(err.text, "actualice el programa"), "%s", err.text);
}

Test(formato, lines_that_nobody_knows_and_further_wraps_survive)
{
	const char *line = "llave: recuperacion papel 3 65536 00112233445566778899aabbccddeeff";
	char box[145];
	struct arena arena;
	struct almacen a;

	arena_init(&arena);
	memset(box, 'a', 144);
	box[144] = '\0';
	lay("formato1/real");
	const char *text = slurp(arena_printf(&mesa.arena, "%s/almacen.txt", mesa.path));
	text = arena_printf(&arena, "%s%s %s\nllave: de otra forma\nporvenir: sí\n", text, line, box);
	cr_assert(almacen_parse(text, &arena, &a));
	cr_assert_eq(a.n_otra, 1);
	cr_assert_str_eq(a.otra[0].clase, "recuperacion");
	cr_assert_eq(a.otra[0].wrap.mem_kib, 65536);
	cr_assert_str_eq(almacen_text(&a, &arena), text);
	arena_done(&arena);
}

Test(formato, two_who_come_at_once_migrate_once)
{
	struct store_info info;
	pid_t pid[4];
	int status;

	lay("formato1/practica");
	for (int i = 0; i < 4; i++)
		if ((pid[i] = fork()) == 0)
			enter_and_leave();
	for (int i = 0; i < 4; i++) {
		cr_assert_eq(waitpid(pid[i], &status, 0), pid[i]);
		cr_assert_eq(status, 0);
	}
	struct store *s = open_as(true, false);
	store_info(s, &info);
	cr_assert_eq(info.operaciones, 86, "%llu", (unsigned long long)info.operaciones);
	must_show(s, "formato1/practica", false);
	store_close(s);
}

/* Every index that follows from the records and came with format 2, emptied: verification says so, and making them anew mends it. */
Test(formato, indexes_are_made_anew_from_the_records)
{
	struct verificacion v;
	struct err err = { 0 };
	struct txn txn;

	lay("formato1/practica");
	struct store *s = open_as(true, false);
	cr_assert(txn_write(&txn, s, &err));
	cr_assert_eq(mdb_drop(txn.mdb, s->dbi[TABLE_TPO], 0), 0);
	cr_assert_eq(mdb_drop(txn.mdb, s->dbi[TABLE_COLUMNA], 0), 0);
	cr_assert(txn_commit(&txn, &err), "%s", err.text);
	cr_assert_not(store_verify(s, &mesa.arena, &v, &err));
	cr_assert(rehacer_indices(s, NULL, &err), "%s", err.text);
	must_hold(s);
	must_show(s, "formato1/practica", false);
	store_close(s);
}
