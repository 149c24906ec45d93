#include "casa.h"
#include "store/env.h"
#include "store/llave.h"
#include "store/restaurar.h"
#include "store/sesiones.h"
#include <fcntl.h>
#include <lmdb.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *copy_path;

/* One family is in the backup, a second one came later; nobody is in. */
static void lay(bool practica)
{
	struct respaldo_pedido p = { .motivo = "de prueba" };
	struct respaldo r;
	struct err err = { 0 };

	if (practica)
		casa_open();
	else
		casa_open_real();
	casa_familia("Zapata", "71");
	cr_assert(respaldo_hacer(casa.store, &p, &casa.arena, &r, NULL, &err), "%s", err.text);
	copy_path = r.ruta;
	casa_familia("Zuluaga", "72");
	store_close(casa.store);
	casa.store = NULL;
}

static void begin(void)
{
	lay(true);
}

static void begin_real(void)
{
	lay(false);
}

TestSuite(restaurar, .init = begin, .fini = casa_close, .timeout = 900);
TestSuite(restaurar_real, .init = begin_real, .fini = casa_close, .timeout = 120);

static void open_here(bool practica)
{
	struct store_options o = casa_options(practica);
	struct err err = { 0 };

	cr_assert(store_open(&casa.store, &o, &err), "%s", err.text);
	casa_login("mrestrepo");
}

static uint32_t households(void)
{
	struct store_info info;

	store_info(casa.store, &info);
	return info.hogares;
}

static struct restauracion *restored(const char *frase)
{
	struct restauracion *r = arena_new(&casa.arena, struct restauracion);
	struct err err = { 0 };

	cr_assert(restaurar(casa.path, copy_path, frase, &casa.arena, r, &err), "%s", err.text);
	return r;
}

Test(restaurar, the_backup_takes_the_place_and_what_was_there_stays)
{
	struct restauracion *r = restored(NULL);
	struct respaldo_estado last;
	struct entrada e;
	struct txn txn;

	cr_assert_eq(r->hogares, 1);
	cr_assert_eq(r->operaciones, 6);
	cr_assert(r->perdidas.sabidas);
	cr_assert_eq(r->perdidas.total, 1, "a registration; the entry of the backup is nobody's to repeat");
	cr_assert(strstr(r->perdidas.linea[0], "Registró el hogar: Registro de la familia Zuluaga"), "%s", r->perdidas.linea[0]);
	open_here(true);
	cr_assert_eq(households(), 1);
	casa_login("fdiaz");
	txn_begin_read(&txn);
	cr_assert(diario_get(&txn, diario_last(&txn), &casa.arena, &e));
	cr_assert(respaldo_estado(&txn, &casa.arena, &last));
	txn_end(&txn);
	cr_expect_neq(last.cuando, 0, "the last backup is the one that was restored");
	cr_expect_eq(last.operaciones, 6);
	cr_expect(strstr(copy_path, last.nombre));
	cr_assert_str_eq(e.accion, "restaurar");
	cr_assert(strstr(e.detalle, "respaldo-2026-11-22"), "%s", e.detalle);
	casa_login("mrestrepo");
	casa_familia("Ruiz", "73");
	CASA_VERIFY();
	store_close(casa.store);
	casa.store = NULL;
	/* the old one, from its folder */
	struct store_options o = casa_options(true);
	struct err err = { 0 };
	o.path = r->apartado;
	cr_assert(store_open(&casa.store, &o, &err), "%s", err.text);
	cr_assert_eq(households(), 2);
	casa_login("mrestrepo");
	CASA_VERIFY();
}

static char *slurp(const char *path)
{
	FILE *f = fopen(path, "rb");
	char *text = arena_alloc(&casa.arena, 1 << 16);

	cr_assert(f);
	text[fread(text, 1, (1 << 16) - 1, f)] = '\0';
	fclose(f);
	return text;
}

Test(restaurar, the_anchor_begins_anew_and_says_from_where)
{
	restored(NULL);
	const char *text = slurp(casa_file("ancla.log"));
	cr_assert_eq(strncmp(text, "# restaurado desde respaldo-2026-11-22", 38), 0, "%s", text);
	cr_assert(strstr(text, "\n6 ") && strstr(text, "\n7 "), "%s", text);
}

static bool refused(enum err_code code, const char *word)
{
	struct restauracion r;
	struct err err = { 0 };
	bool ok = restaurar(casa.path, copy_path, NULL, &casa.arena, &r, &err);

	cr_assert_not(ok);
	cr_assert_eq(err.code, code, "%s", err.text);
	cr_assert(strstr(err.text, word), "%s", err.text);
	open_here(true);
	cr_assert_eq(households(), 2);
	CASA_VERIFY();
	return true;
}

/* A session of this program, and one of a program that knows nothing of the file `sesiones`. */
static pid_t somebody_is_in(bool ours)
{
	int ready[2];
	char c;

	cr_assert_eq(pipe(ready), 0);
	pid_t pid = fork();
	if (pid == 0) {
		struct store_options o = casa_options(true);
		struct err err = { 0 };
		struct store *s;
		MDB_env *env;
		bool in = ours ? store_open(&s, &o, &err) : mdb_env_create(&env) == 0 && mdb_env_open(env, casa.path, MDB_NOTLS, 0660) == 0;
		if (in && write(ready[1], "x", 1) == 1)
			pause();
		_exit(1);
	}
	close(ready[1]);
	cr_assert_eq(read(ready[0], &c, 1), 1);
	close(ready[0]);
	return pid;
}

Test(restaurar, refused_while_somebody_is_in)
{
	for (int ours = 1; ours >= 0; ours--) {
		struct restauracion r;
		struct err err = { 0 };
		pid_t pid = somebody_is_in(ours);
		cr_assert_not(restaurar(casa.path, copy_path, NULL, &casa.arena, &r, &err));
		cr_assert_eq(err.code, ERR_BUSY, "%s", err.text);
		kill(pid, SIGKILL);
		cr_assert_eq(waitpid(pid, NULL, 0), pid);
	}
	restored(NULL);
}

/* A process that has the store alone for a while. */
static pid_t alone_for(useconds_t us)
{
	int ready[2];
	char c;

	cr_assert_eq(pipe(ready), 0);
	pid_t pid = fork();
	if (pid == 0) {
		int fd = -1;
		if (sesiones_enter(casa.path, SESION_SOLA, false, 0, &fd, NULL) && write(ready[1], "x", 1) == 1)
			usleep(us);
		_exit(fd < 0);
	}
	close(ready[1]);
	cr_assert_eq(read(ready[0], &c, 1), 1);
	close(ready[0]);
	return pid;
}

Test(restaurar, who_comes_while_it_goes_on_waits)
{
	struct timespec from, to;
	pid_t pid = alone_for(600000);

	clock_gettime(CLOCK_MONOTONIC, &from);
	open_here(true);
	clock_gettime(CLOCK_MONOTONIC, &to);
	cr_assert_geq((to.tv_sec - from.tv_sec) * 1000 + (to.tv_nsec - from.tv_nsec) / 1000000, 300);
	cr_assert_eq(waitpid(pid, NULL, 0), pid);
}

Test(restaurar, a_bad_backup_touches_nothing)
{
	int fd = open(copy_path, O_WRONLY);

	cr_assert_eq(pwrite(fd, "x", 1, 60000), 1);
	close(fd);
	refused(ERR_DAMAGED, "No se restauró nada");
}

Test(restaurar, a_store_that_is_ruined_comes_back)
{
	static const char *const ruin[] = { "data.mdb' && head -c 30000 /dev/urandom > '%s", "almacen.txt", "ancla.log", "data.mdb' && : > '%s" };

	for (size_t i = 0; i < sizeof ruin / sizeof *ruin; i++) {
		const char *what = arena_printf(&casa.arena, "rm -f '%s/%s", casa.path, ruin[i]);
		char command[512];
		const char *rest = strstr(what, "%s");
		if (rest)
			snprintf(command, sizeof command, "%.*s%s/data.mdb'", (int)(rest - what), what, casa.path);
		else
			snprintf(command, sizeof command, "%s'", what);
		cr_assert_eq(system(command), 0, "%s", command);
		struct restauracion *r = restored(NULL);
		cr_assert_eq(r->perdidas.sabidas, i != 0 && i != 1 && i != 3, "%zu", i);
		open_here(true);
		cr_assert_eq(households(), 1);
		CASA_VERIFY();
		store_close(casa.store);
		casa.store = NULL;
	}
}

Test(restaurar, killed_at_any_moment_it_is_the_one_or_the_other)
{
	int old = 0, new = 0, rounds = getenv("NOCHE") ? 1000 : 30;

	for (int i = 0; i < rounds; i++) {
		clock_fix(HOY + i / 30);      /* nobody restores a hundred times in one minute: what was replaced is named by it */
		pid_t pid = fork();
		if (pid == 0) {
			struct restauracion r;
			struct err err = { 0 };
			_exit(!restaurar(casa.path, copy_path, NULL, &casa.arena, &r, &err));
		}
		usleep((useconds_t)(i % 30 * 2500));
		kill(pid, SIGKILL);
		cr_assert_eq(waitpid(pid, NULL, 0), pid);
		open_here(true);
		uint32_t n = households();
		cr_assert(n == 1 || n == 2);
		old += n == 2;
		new += n == 1;
		if (n == 1)
			casa_familia("Zuluaga", "72");
		CASA_VERIFY();
		store_close(casa.store);
		casa.store = NULL;
	}
	cr_assert_gt(old, 0);
	restored(NULL);
}

Test(restaurar_real, where_there_is_none_the_passphrase_is_enough)
{
	struct restauracion r;
	struct err err = { 0 };
	const char *elsewhere = arena_printf(&casa.arena, "%s/otro", casa.folder);

	cr_assert_not(restaurar(elsewhere, copy_path, "otra frase que no es", &casa.arena, &r, &err));
	cr_assert_eq(err.code, ERR_DENIED);
	cr_assert_not(store_exists(elsewhere));
	cr_assert(restaurar(elsewhere, copy_path, CASA_FRASE, &casa.arena, &r, &err), "%s", err.text);
	cr_assert_null(r.apartado);
	snprintf(casa.path, sizeof casa.path, "%s", elsewhere);
	open_here(false);
	cr_assert_eq(households(), 1);
	CASA_VERIFY();
}

/* A store made on the new computer has a key of its own: what is laid over it is not sealed with that. */
Test(restaurar_real, over_a_store_with_another_key_it_opens_afterwards)
{
	struct restauracion r;
	struct err err = { 0 };

	snprintf(casa.path, sizeof casa.path, "%s/otro", casa.folder);
	struct store_options o = casa_options(false);
	cr_assert(store_create(&o, &err), "%s", err.text);
	cr_assert(restaurar(casa.path, copy_path, CASA_FRASE, &casa.arena, &r, &err), "%s", err.text);
	cr_assert_not_null(r.apartado);
	cr_assert_null(r.aviso, "%s", r.aviso);
	open_here(false);
	cr_assert_eq(households(), 1);
	CASA_VERIFY();
}

/* A practice and a real store never take each other's place. */
static void stays(bool practica, const char *words)
{
	struct restauracion r;
	struct err err = { 0 };
	struct stat before, after;
	char file[PATH_TEXT];

	snprintf(casa.path, sizeof casa.path, "%s/otro", casa.folder);
	struct store_options o = casa_options(practica);
	cr_assert(store_create(&o, &err), "%s", err.text);
	cr_assert(store_file(file, casa.path, "data.mdb", NULL) && stat(file, &before) == 0);
	cr_assert_not(restaurar(casa.path, copy_path, practica ? CASA_FRASE : NULL, &casa.arena, &r, &err));
	cr_expect_eq(err.code, ERR_DENIED);
	cr_expect(strstr(err.text, words), "%s", err.text);
	cr_expect(stat(file, &after) == 0 && before.st_ino == after.st_ino && store_is_practica(casa.path) == practica);
}

Test(restaurar_real, not_over_a_practice_store)
{
	stays(true, "está la práctica");
}

Test(restaurar, a_practice_not_over_a_real_store)
{
	stays(false, "hay un almacén real");
}

/* The wraps of now stay when they are of the same key: the passphrase was changed since, and the map was made smaller than that of the backup. */
Test(restaurar_real, a_passphrase_changed_since_the_backup_stays)
{
	const char *frase = "otra frase tambien larga";
	struct almacen a;
	uint8_t dek[SEAL_KEY];
	struct restauracion r;
	struct err err = { 0 };
	struct store_info info;

	cr_assert(almacen_read(casa.path, &casa.arena, &a, &err) && llave_abrir(&a, CASA_FRASE, dek, &err), "%s", err.text);
	cr_assert(seal_wrap(&a.wrap, dek, frase, false, &err), "%s", err.text);
	a.map_mib = 128;
	cr_assert(almacen_replace(casa.path, &a, &err), "%s", err.text);
	cr_assert(restaurar(casa.path, copy_path, CASA_FRASE, &casa.arena, &r, &err), "%s", err.text);
	struct store_options o = casa_options(false);
	cr_assert_not(store_open(&casa.store, &o, &err));
	cr_assert_eq(err.code, ERR_DENIED, "%s", err.text);
	o.passphrase = frase;
	err_clear(&err);
	cr_assert(store_open(&casa.store, &o, &err), "%s", err.text);
	store_info(casa.store, &info);
	cr_assert_eq(info.map_mib, 256);
	cr_assert_eq(households(), 1);
	casa_login("mrestrepo");
	CASA_VERIFY();
}

/* The store was replaced: that the journal could not say so is no reason to keep quiet about where the old one is. */
Test(restaurar, replaced_without_an_entry_in_the_journal_it_says_so)
{
	struct restauracion *r;

	cr_assert_eq(unlink(casa_file("puerta")), 0);
	cr_assert_eq(mkdir(casa_file("puerta"), 0700), 0);
	r = restored(NULL);
	cr_assert(r->aviso && strstr(r->aviso, "diario"), "%s", r->aviso ? r->aviso : "");
	cr_assert_not_null(r->apartado);
	cr_assert_eq(r->perdidas.total, 1);
	cr_assert_eq(rmdir(casa_file("puerta")), 0);
	open_here(true);
	cr_assert_eq(households(), 1);
	CASA_VERIFY();
}
