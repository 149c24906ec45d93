#include "casa.h"
#include "store/env.h"
#include <errno.h>
#include <fcntl.h>
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

TestSuite(store, .init = casa_open, .fini = casa_close, .timeout = 60);
TestSuite(store_real, .init = casa_open_real, .fini = casa_close, .timeout = 60);

static int count_files(const char *folder)
{
	char command[160], text[16] = "";
	snprintf(command, sizeof command, "ls -A '%s' | wc -l", folder);
	FILE *f = popen(command, "r");
	cr_assert(fgets(text, sizeof text, f));
	pclose(f);
	return atoi(text);
}

Test(store, lmdb_works_in_the_one_mode_that_loses_nothing)
{
	mdb_filehandle_t fd;
	MDB_envinfo info;
	unsigned flags;

	cr_assert_eq(mdb_env_get_flags(casa.store->env, &flags), 0);
	cr_assert_eq(flags & (MDB_NOSYNC | MDB_NOMETASYNC | MDB_WRITEMAP | MDB_MAPASYNC | MDB_NOLOCK | MDB_FIXEDMAP | MDB_NOMEMINIT | MDB_RDONLY), 0);
	for (enum table t = 0; t < TABLES; t++) {
		struct txn txn;
		txn_begin_read(&txn);
		cr_assert_eq(mdb_dbi_flags(txn.mdb, casa.store->dbi[t], &flags), 0);
		cr_assert_eq(flags, 0, "table %s", table_name(t));
		txn_end(&txn);
	}
	cr_assert_eq(mdb_env_info(casa.store->env, &info), 0);
	cr_assert_eq(info.me_mapsize, (size_t)256 << 20);
	cr_assert_geq(info.me_maxreaders, 126);
	cr_assert_eq(mdb_env_get_fd(casa.store->env, &fd), 0);
	cr_assert(fcntl(fd, F_GETFD) & FD_CLOEXEC);
	CASA_VERIFY();
}

static unsigned mode_of(const char *path)
{
	struct stat st;

	cr_assert_eq(stat(path, &st), 0, "%s", path);
	return st.st_mode & 07777;
}

Test(store, files_have_their_modes_whatever_the_umask)
{
	struct store_options o = casa_options(true);
	struct err err = { 0 };

	store_close(casa.store);
	snprintf(casa.path, sizeof casa.path, "%s/otro", casa.folder);
	umask(0);
	cr_assert(store_create(&o, &err) && store_open(&casa.store, &o, &err), "%s", err.text);
	cr_assert_eq(mode_of(casa.path), 0700);
	cr_assert_eq(mode_of(casa_file("clave")), 0600);
	cr_assert_eq(mode_of(casa_file("almacen.txt")), 0660);
	cr_assert_eq(mode_of(casa_file("data.mdb")), 0660);
	cr_assert_eq(mode_of(casa_file("lock.mdb")), 0660);
	cr_assert_eq(mode_of(casa_file("puerta")), 0660);
	cr_assert_eq(mode_of(casa_file("sesiones")), 0660);
	cr_assert_eq(mode_of(casa_file("ancla.log")), 0660);
	CASA_VERIFY();
}

Test(store, creation_is_whole_or_nothing)
{
	struct store_options o = casa_options(true);
	struct err err = { 0 };
	char path[128];

	cr_assert_eq(count_files(casa.folder), 1);
	cr_assert_not(store_create(&o, &err));
	cr_assert_eq(err.code, ERR_CREATE, "an existing path");
	snprintf(path, sizeof path, "%s/no/hay", casa.folder);
	o.path = path;
	cr_assert_not(store_create(&o, &err));
	cr_assert_eq(err.code, ERR_NOT_FOUND);
	o.path = "";
	cr_assert_not(store_create(&o, &err));
	snprintf(path, sizeof path, "%s/real", casa.folder);
	o.path = path;
	o.practica = false;
	cr_assert_not(store_create(&o, &err), "a real one without a passphrase");
	cr_assert_eq(count_files(casa.folder), 1);
	o.practica = true;
	strcat(path, "/");
	cr_assert(store_create(&o, &err), "%s", err.text);
	cr_assert_eq(count_files(casa.folder), 2);
	CASA_VERIFY();
}

Test(store, one_is_open_in_a_process)
{
	struct store_options o = casa_options(true);
	struct store *other;
	struct err err = { 0 };

	cr_assert_not(store_open(&other, &o, &err));
	cr_assert_eq(err.code, ERR_INTERNAL);
	cr_assert_null(other);
	casa_familia("Zapata", "71");
	CASA_VERIFY();
}

Test(store, what_it_is_can_be_asked)
{
	struct store_info info;

	cr_assert(store_exists(casa.path));
	cr_assert_not(store_exists(casa.folder));
	cr_assert(store_is_practica(casa.path));
	casa_familia("Zapata", "71");
	store_info(casa.store, &info);
	cr_assert(info.practica);
	cr_assert_not(info.read_only);
	cr_assert_str_eq(info.oficina, "Oficina de prueba");
	cr_assert_str_eq(info.programa, "prueba");
	cr_assert_eq(info.format, ALMACEN_FORMATO);
	cr_assert_eq(info.hogares, 1);
	cr_assert_eq(info.operaciones, 6);        /* five accounts and a registration */
	cr_assert_eq(info.map_mib, 256);
	cr_assert(info.used_mib >= 1 && info.used_mib < 10);
	CASA_VERIFY();
}

Test(store, a_name_with_a_line_end_cannot_add_a_line_to_the_description)
{
	struct store_options o = casa_options(true);
	struct store_info info;
	struct err err = { 0 };

	store_close(casa.store);
	snprintf(casa.path, sizeof casa.path, "%s/otro", casa.folder);
	o.oficina = "Aburrá\ntipo: real";
	cr_assert(store_create(&o, &err) && store_open(&casa.store, &o, &err), "%s", err.text);
	store_info(casa.store, &info);
	cr_assert(info.practica);
	cr_assert_str_eq(info.oficina, "Aburrá tipo: real");
	CASA_VERIFY();
}

static void edit(const char *name, const char *command)
{
	char line[256];

	snprintf(line, sizeof line, "sed -i '%s' '%s'", command, casa_file(name));
	cr_assert_eq(system(line), 0);
}

static enum err_code reopen_code(bool practica)
{
	struct store_options o = casa_options(practica);
	struct err err = { 0 };

	store_close(casa.store);
	casa.store = NULL;
	store_open(&casa.store, &o, &err);
	return err.code;
}

Test(store, a_practice_store_never_opens_as_a_real_one)
{
	casa_familia("Zapata", "71");
	cr_assert_eq(reopen_code(false), ERR_DENIED);
	edit("almacen.txt", "s/tipo: practica/tipo: real/");
	cr_assert_neq(reopen_code(false), ERR_NONE);
	cr_assert_neq(reopen_code(true), ERR_NONE);
	edit("almacen.txt", "s/tipo: real/tipo: practica/");
	cr_assert_eq(reopen_code(true), ERR_NONE);
	casa_login("mrestrepo");
	CASA_VERIFY();
}

Test(store_real, a_real_store_never_opens_as_a_practice_one)
{
	casa_familia("Zapata", "71");
	cr_assert_not(store_is_practica(casa.path));
	cr_assert_eq(reopen_code(true), ERR_DENIED);
	edit("almacen.txt", "s/tipo: real/tipo: practica/");
	cr_assert_neq(reopen_code(true), ERR_NONE, "there is no key file");
	FILE *f = fopen(casa_file("clave"), "w");
	fprintf(f, "%064d\n", 0);
	fclose(f);
	cr_assert_eq(reopen_code(true), ERR_DAMAGED, "a key file that was put there");
	edit("almacen.txt", "s/tipo: practica/tipo: real/");
	cr_assert_eq(reopen_code(false), ERR_NONE);
	casa_login("mrestrepo");
	CASA_VERIFY();
}

Test(store_real, only_the_passphrase_opens_it)
{
	struct store_options o = casa_options(false);
	struct err err = { 0 };
	struct store *s;

	casa_familia("Zapata", "71");
	store_close(casa.store);
	o.passphrase = "cuatro palabras muy cortas";
	cr_assert_not(store_open(&s, &o, &err));
	cr_assert_eq(err.code, ERR_DENIED);
	cr_assert(strstr(err.text, "frase de acceso"));
	o.passphrase = NULL;
	cr_assert_not(store_open(&s, &o, &err));
	cr_assert_eq(err.code, ERR_DENIED);
	o.passphrase = CASA_FRASE;
	cr_assert(store_open(&casa.store, &o, &err), "%s", err.text);
	casa_login("mrestrepo");
	CASA_VERIFY();
}

static bool file_holds(const char *path, const char *text)
{
	char command[256];

	snprintf(command, sizeof command, "grep -aqi '%s' '%s'", text, path);
	return system(command) == 0;
}

Test(store_real, no_name_number_or_account_is_readable_in_the_files)
{
	static const char *const words[] = { "Zapata", "Zapat", "71222333", "mrestrepo", "Domingo", "MS-0000", "seguimiento", "jefe", "nombre1", "Andr" };

	casa_familia("Zapata", "71222333");
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		cr_assert_not(file_holds(casa_file("data.mdb"), words[i]), "%s", words[i]);
	cr_assert_not(file_holds(casa_file("almacen.txt"), "palabras"));
	CASA_VERIFY();
}

Test(store, descriptions_that_are_not_understood_are_refused)
{
	static const struct { const char *edit; enum err_code code; } bad[] = {
		{ "s/^almacen: .*/almacen: 99/", ERR_CONFIG }, { "s/^almacen: 99/almacen: x/", ERR_DAMAGED }, { "s/^almacen: x/almacen: 3/;s/^mapa_mib: .*/mapa_mib: 0/", ERR_DAMAGED },
		{ "s/^mapa_mib: .*/mapa_mib: 256/;s/^oficina: /of: /", ERR_DAMAGED }, { "s/^of: /oficina: /;s/^tipo: .*/tipo: otro/", ERR_DAMAGED },
	};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		edit("almacen.txt", bad[i].edit);
		cr_assert_eq(reopen_code(true), bad[i].code, "%s", bad[i].edit);
	}
	edit("almacen.txt", "s/^tipo: .*/tipo: practica/;$a nueva: algo que no conocemos");
	cr_assert_eq(reopen_code(true), ERR_NONE);
	casa_login("mrestrepo");
	CASA_VERIFY();
}

Test(store, what_is_missing_is_told)
{
	struct store_options o = casa_options(true);
	struct err err = { 0 };
	struct store *s;
	char path[128];

	store_close(casa.store);
	snprintf(path, sizeof path, "%s/nada", casa.folder);
	o.path = path;
	cr_assert_not(store_open(&s, &o, &err));
	cr_assert_eq(err.code, ERR_NOT_FOUND);
	cr_assert(strstr(err.text, "No hay un almacén"), "%s", err.text);
	o = casa_options(true);
	cr_assert(store_open(&casa.store, &o, &err));
	casa_login("mrestrepo");
	CASA_VERIFY();
}

Test(store, accounts_are_checked)
{
	struct err err = { 0 };

	cr_assert_not(store_login(casa.store, "nadie", &err));
	cr_assert_eq(err.code, ERR_DENIED);
	cr_assert_str_eq(store_actor(casa.store)->usuario, "mrestrepo");
	cr_assert_str_eq(store_actor(casa.store)->nombre, "Marta Restrepo");
	cr_assert_eq(store_actor(casa.store)->rol, ROL_COGESTOR);
	cr_assert_not(store_user_put(casa.store, "otra", "Otra Persona", ROL_COGESTOR, &err), "a cogestor makes no accounts");
	cr_assert_eq(err.code, ERR_DENIED);
	casa_login("admin");
	cr_assert_not(store_user_put(casa.store, "Con Espacio", "Otra Persona", ROL_COGESTOR, &err));
	cr_assert_eq(err.code, ERR_DATA);
	cr_assert_not(store_user_put(casa.store, "", "Otra Persona", ROL_COGESTOR, &err));
	cr_assert_not(store_user_put(casa.store, "otra", "", ROL_COGESTOR, &err));
	cr_assert_not(store_user_put(casa.store, "otra", "Otra Persona", ROLES, &err));
	cr_assert(store_user_put(casa.store, "otra", "Otra Persona", ROL_COGESTOR, &err), "%s", err.text);
	cr_assert(store_user_put(casa.store, "otra", "Otra Persona Casada", ROL_COORDINADOR, &err), "%s", err.text);
	cr_assert_str_eq(store_user_name(casa.store, "otra", &casa.arena), "Otra Persona Casada");
	cr_assert_str_eq(store_user_name(casa.store, "ninguna", &casa.arena), "ninguna");
	casa_login("otra");
	cr_assert_eq(store_actor(casa.store)->rol, ROL_COORDINADOR);
	CASA_VERIFY();
}

Test(store, read_only_reads_and_writes_nothing)
{
	struct store_options o = casa_options(true);
	struct err err = { 0 };
	struct txn txn;
	uint32_t hogar = casa_familia("Zapata", "71");

	store_close(casa.store);
	o.read_only = true;
	cr_assert(store_open(&casa.store, &o, &err), "%s", err.text);
	casa_login("mrestrepo");
	cr_assert_str_eq(casa_get(hogar, RECORD_HOGAR, 0, HOGAR_FOLIO).text, "MS-00001");
	cr_assert_not(txn_write(&txn, casa.store, &err));
	cr_assert_eq(err.code, ERR_DENIED);
	CASA_VERIFY();
}

Test(store, commits_of_other_processes_are_seen)
{
	struct err err = { 0 };
	int go[2];
	char c = 0;

	/* the child is made before anything is open in it */
	store_close(casa.store);
	casa.store = NULL;
	cr_assert_eq(pipe(go), 0);
	pid_t child = fork();
	if (child == 0) {
		struct store_options o = casa_options(true);
		if (read(go[0], &c, 1) != 1 || !store_open(&casa.store, &o, &err) || !store_login(casa.store, "mrestrepo", &err))
			_exit(1);
		casa_familia("Zuluaga", "72");
		store_close(casa.store);
		_exit(0);
	}
	struct store_options o = casa_options(true);
	cr_assert(store_open(&casa.store, &o, &err), "%s", err.text);
	casa_login("mrestrepo");
	casa_familia("Zapata", "71");
	cr_assert_not(store_changed(casa.store), "its own commit is no news");
	cr_assert_eq(write(go[1], "x", 1), 1);
	int status;
	waitpid(child, &status, 0);
	cr_assert_eq(status, 0);
	cr_assert(store_changed(casa.store));
	cr_assert_not(store_changed(casa.store));
	CASA_VERIFY();
}

Test(store, a_child_may_not_use_the_handle_of_its_parent)
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		struct err err = { 0 };
		struct txn txn;
		bool refused = !txn_read(&txn, casa.store, &err) && !txn_write(&txn, casa.store, &err);
		store_close(casa.store);
		_exit(refused ? 0 : 1);
	}
	waitpid(child, &status, 0);
	cr_assert_eq(status, 0);
	casa_familia("Zapata", "71");
	CASA_VERIFY();
}

Test(store, a_copy_that_was_put_back_is_found_by_its_anchor)
{
	struct err err = { 0 };
	struct txn txn;
	char command[512];

	casa_familia("Zapata", "71");
	store_close(casa.store);
	casa.store = NULL;
	snprintf(command, sizeof command, "cp '%s/data.mdb' '%s/copia'", casa.path, casa.folder);
	cr_assert_eq(system(command), 0);
	cr_assert_eq(reopen_code(true), ERR_NONE);
	casa_login("mrestrepo");
	casa_familia("Zuluaga", "72");
	store_close(casa.store);
	casa.store = NULL;
	snprintf(command, sizeof command, "cp '%s/copia' '%s/data.mdb'", casa.folder, casa.path);
	cr_assert_eq(system(command), 0);
	cr_assert_eq(reopen_code(true), ERR_NONE, "it can be read");
	casa_login("mrestrepo");
	cr_assert_not(txn_write(&txn, casa.store, &err), "but not written");
	cr_assert_eq(err.code, ERR_DAMAGED);
	cr_assert(strstr(err.text, "ancla"), "%s", err.text);
	CASA_DAMAGED("copia anterior");
}

Test(store, the_anchor_stays_short)
{
	struct stat st;

	casa_familia("Zapata", "71");
	for (int i = 0; i < 1000; i++)
		casa_must_set(1, RECORD_HOGAR, 0, "barrio", value_text(i % 2 ? "El Pinal" : "Manrique"));
	cr_assert_eq(stat(casa_file("ancla.log"), &st), 0);
	cr_assert(st.st_size > 1000 && st.st_size < 70 * 1024, "%ld", (long)st.st_size);
	CASA_VERIFY();
}
