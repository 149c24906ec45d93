/* A practice is begun anew whole: with its backups, never under somebody who is in it, and never what is not its own. */
#include "cli/practica.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64], path[96];
static struct store_options options;

static void start(void)
{
	struct err err = { 0 };
	snprintf(folder, sizeof folder, "/tmp/logros-quitar-XXXXXX");
	cr_assert(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/p", folder);
	options = (struct store_options){ .path = path, .practica = true, .map_mib = 64, .oficina = "Oficina de práctica", .programa = "medellin-solidaria" };
	cr_assert(store_create(&options, &err), "%s", err.text);
}

static void stop(void)
{
	char command[128];
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	cr_assert_eq(system(command), 0);
}

TestSuite(practica_almacen, .init = start, .fini = stop);

static void put(const char *name)
{
	char file[256];
	snprintf(file, sizeof file, "%s/%s", path, name);
	FILE *f = fopen(file, "w");
	cr_assert(f && fclose(f) == 0, "%s", file);
}

static void put_folder(const char *name)
{
	char file[256];
	snprintf(file, sizeof file, "%s/%s", path, name);
	cr_assert_eq(mkdir(file, 0700), 0);
}

static bool there(const char *name)
{
	char file[256];
	snprintf(file, sizeof file, "%s/%s", path, name);
	return access(file, F_OK) == 0;
}

Test(practica_almacen, it_goes_with_its_backups)
{
	struct err err = { 0 };
	put_folder("respaldos");
	put("respaldos/respaldo-2026-11-20-1200-9.cbk");
	put("respaldos/respaldo-4711.tmp");
	put_folder("reemplazado-2026-11-20-1200");
	put("reemplazado-2026-11-20-1200/data.mdb");
	cr_expect(practica_quitar(path, &err), "%s", err.text);
	cr_expect_eq(access(path, F_OK), -1);
}

/* Looked at first: what is refused takes nothing. */
Test(practica_almacen, with_other_files_nothing_is_taken)
{
	struct err err = { 0 };
	put_folder("respaldos");
	put("respaldos/respaldo-2026-11-20-1200-9.cbk");
	put("respaldos/notas.odt");
	cr_expect_not(practica_quitar(path, &err));
	cr_expect_eq(err.code, ERR_CREATE);
	cr_expect(strstr(err.text, "notas.odt"), "%s", err.text);
	cr_expect(there("data.mdb") && there("clave") && there("respaldos/respaldo-2026-11-20-1200-9.cbk"));
}

Test(practica_almacen, not_under_somebody_who_is_in_it)
{
	struct err err = { 0 };
	struct store *s;
	cr_assert(store_open(&s, &options, &err), "%s", err.text);
	cr_expect_not(practica_quitar(path, &err));
	cr_expect_eq(err.code, ERR_BUSY, "%s", err.text);
	cr_expect(there("data.mdb") && there("clave"));
	store_close(s);
	cr_expect(practica_quitar(path, &err), "%s", err.text);
}
