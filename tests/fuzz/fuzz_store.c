#include "tests/fuzz/fuzz_store.h"
#include "base/date.h"
#include "store/acto.h"
#include "tests/fuzz/fuzz.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAP_MIB = 32 };

static struct { char template[64], run[64]; } world;

/* ---- The folder of each run ---- */

static void copy_file(const char *from, const char *to)
{
	char bytes[64 * 1024];
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");

	fuzz_must(in && out, "%s cannot be copied", from);
	for (size_t n; (n = fread(bytes, 1, sizeof bytes, in)) > 0;)
		fuzz_must(fwrite(bytes, 1, n, out) == n, "%s cannot be written", to);
	fclose(in);
	fclose(out);
}

/* Files of `to` go; those of `from` come, when given. */
static void renew_folder(const char *to, const char *from)
{
	char a[512], b[512];

	for (int pass = 0; pass < (from ? 2 : 1); pass++) {
		DIR *dir = opendir(pass ? from : to);
		fuzz_must(dir, "%s cannot be listed", pass ? from : to);
		for (struct dirent *e; (e = readdir(dir));) {
			snprintf(a, sizeof a, "%s/%s", to, e->d_name);
			if (*e->d_name == '.' || (pass && strcmp(e->d_name, "lock.mdb") == 0))
				continue;
			if (!pass) {
				unlink(a);
				continue;
			}
			snprintf(b, sizeof b, "%s/%s", from, e->d_name);
			copy_file(b, a);
		}
		closedir(dir);
	}
}

static void clean_up(void)
{
	char *const folder[] = { world.template, world.run };

	for (int i = 0; i < 2; i++) {
		renew_folder(folder[i], NULL);
		rmdir(folder[i]);
		*strrchr(folder[i], '/') = '\0';
	}
	rmdir(world.run);
}

static struct store *open_store(const char *path)
{
	const struct store_options options = { .path = path, .practica = true };
	struct store *store;
	struct err err;

	fuzz_must(store_open(&store, &options, &err), "%s does not open: %s", path, err.text);
	fuzz_must(store_login(store, "practica", &err), "nobody may enter: %s", err.text);
	return store;
}

/* ---- The families ---- */

static void register_family(struct acto *acto, int number, struct ficha *out)
{
	const struct ficha *model = fuzz_ficha();
	struct answers hogar, *integrante = arena_array(acto->arena, struct answers, model->integrante.n);
	struct err err = { 0 };

	answers_init(&hogar, acto->arena);
	answers_copy(&hogar, &model->hogar.fields);
	static const char *const surname[] = { "Zapata", "Restrepo", "Úsuga", "Ñáñez" };
	static const char *const own[] = { HOGAR_FOLIO, HOGAR_LINEA_BASE, HOGAR_PLAN };
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		answers_set(&hogar, own[i], value_none());
	answers_set(&hogar, "codigo_externo", value_text(arena_printf(acto->arena, "M-%d", number)));
	for (int i = 0; i < model->integrante.n; i++) {
		answers_init(&integrante[i], acto->arena);
		answers_copy(&integrante[i], &model->integrante.item[i].fields);
		answers_set(&integrante[i], "numero_documento", value_text(arena_printf(acto->arena, "10%d%d00000%d", number, i, i)));
		answers_set(&integrante[i], "apellido1", value_text(surname[(number - 1) % 4]));
	}
	fuzz_must(acto_registrar(acto, &hogar, integrante, model->integrante.n, out, &err), "family %d: %s", number, err.text);
}

/* To a moment of the route by decree: what lies before it is not what is tested here. */
static void place_family(struct acto *acto, struct ficha *f, const struct momento *m, int days_since)
{
	struct answers *h = &f->hogar.fields;

	answers_set(h, HOGAR_MOMENTO, value_text(m->id));
	answers_set(h, HOGAR_FASE, value_text(m->fase->id));
	answers_set(h, HOGAR_ESTADO, value_choice(m->estado));
	if (m->orden > 0)
		answers_set(h, HOGAR_ULTIMA_VISITA, value_date(FUZZ_HOY - days_since));
	if (m->orden > 2)
		answers_set(h, HOGAR_PLAN, value_date(FUZZ_HOY - 100));
	fuzz_must(op_begin(acto->txn, &(struct op){ .accion = "guardar_formulario", .hogar = f->num, .fecha = DATE_NONE }), "%s", acto->txn->err.text);
	record_put(acto->txn, &f->hogar);
	fuzz_must(op_end(acto->txn), "%s", acto->txn->err.text);
}

/* All but the closing of the visit lies behind. */
static void finish_steps(struct acto *acto, struct ficha *f, const struct momento *m)
{
	const char *done = "";
	struct record *visita = ficha_record(f, RECORD_VISITA, (uint32_t)answers_int(&f->hogar.fields, HOGAR_VISITA_ABIERTA, 0));

	for (int i = 0; i < m->n_paso; i++)
		done = arena_printf(acto->arena, "%s%s%s", done, *done ? " " : "", m->paso[i].id);
	answers_set(&visita->fields, VISITA_HECHOS, value_set(done));
	answers_set(&visita->fields, VISITA_FECHA, value_date(FUZZ_HOY));
	answers_set(&visita->fields, VISITA_MODALIDAD, value_choice("presencial"));
	answers_set(&visita->fields, VISITA_RESULTADO, value_choice("efectiva"));
	fuzz_must(op_begin(acto->txn, &(struct op){ .accion = "guardar_formulario", .hogar = f->num, .fecha = DATE_NONE }), "%s", acto->txn->err.text);
	record_put(acto->txn, visita);
	fuzz_must(op_end(acto->txn), "%s", acto->txn->err.text);
}

static const struct momento *moment_at(int orden)
{
	const struct ruta *ruta = fuzz_programa()->ruta;

	for (int i = 0; i < ruta->n; i++)
		for (int k = 0; k < ruta->fase[i].n; k++)
			if (ruta->fase[i].momento[k].orden == orden)
				return &ruta->fase[i].momento[k];
	return ruta_primero(ruta);
}

static void fill_store(struct store *store)
{
	static const struct { int momento, days; bool visit, done; } stages[FUZZ_FAMILIES] = {
		{ 0, 0, false, false }, { 0, 0, true, true }, { 1, 3, true, false }, { 2, 40, false, false }, { 3, 95, false, false },
		{ 3, 35, true, true }, { 4, 10, true, false }, { 5, 10, true, false }, { 6, 5, true, true },
	};
	struct arena arena;
	struct txn txn;
	struct ficha f;
	struct err err = { 0 };

	arena_init(&arena);
	fuzz_must(txn_write(&txn, store, &err), "%s", err.text);
	for (int i = 0; i < FUZZ_FAMILIES; i++) {
		struct acto acto = { .txn = &txn, .programa = fuzz_programa(), .hoy = FUZZ_HOY, .arena = &arena };
		register_family(&acto, i + 1, &f);
		place_family(&acto, &f, moment_at(stages[i].momento), stages[i].days);
		if (stages[i].visit)
			fuzz_must(acto_visita_abrir(&acto, &f, "Ensayo", &err), "visit of family %d: %s", i + 1, err.text);
		if (stages[i].done)
			finish_steps(&acto, &f, moment_at(stages[i].momento));
	}
	fuzz_must(txn_commit(&txn, &err), "%s", err.text);
	arena_done(&arena);
}

static void make_world(void)
{
	const char *tmp = getenv("TMPDIR");
	struct err err = { 0 };
	char folder[40];

	snprintf(folder, sizeof folder, "%.20s/teclas-XXXXXX", tmp ? tmp : "/tmp");
	fuzz_must(mkdtemp(folder), "no folder in %s", folder);
	snprintf(world.template, sizeof world.template, "%s/modelo", folder);
	snprintf(world.run, sizeof world.run, "%s/almacen", folder);
	clock_fix(FUZZ_HOY);
	id_seed(7);
	const struct store_options options = { .path = world.template, .practica = true, .map_mib = MAP_MIB, .oficina = "Prueba", .programa = "medellin-solidaria" };
	struct store *store;
	fuzz_must(store_create(&options, &err) && store_open(&store, &options, &err), "%s", err.text);
	fuzz_must(store_user_put(store, "practica", "Práctica", ROL_COGESTOR, &err) && store_login(store, "practica", &err), "%s", err.text);
	fill_store(store);
	store_close(store);
	const struct store_options second = { .path = world.run, .practica = true, .map_mib = MAP_MIB, .oficina = "Prueba", .programa = "medellin-solidaria" };
	fuzz_must(store_create(&second, &err), "%s", err.text);
	atexit(clean_up);
}

struct store *fuzz_store_open(void)
{
	if (!*world.run)
		make_world();
	renew_folder(world.run, world.template);
	clock_fix(FUZZ_HOY);
	id_seed(11);
	return open_store(world.run);
}
