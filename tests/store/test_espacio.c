#include "casa.h"
#include "store/borrador.h"
#include "store/compactar.h"
#include "store/env.h"
#include "store/espacio.h"
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

TestSuite(espacio, .timeout = 120);

static const struct borrador_clave clave = { .hogar = 1, .formulario = "vivienda" };

static bool put_draft(struct err *err)
{
	struct answers a;

	answers_init(&a, &casa.arena);
	answers_set(&a, "barrio", value_text("El Pinal"));
	return borrador_put(casa.store, &clave, &a, "Vivienda", NULL, err);
}

static int drafts(void)
{
	struct borrador *list;
	struct txn txn;

	txn_begin_read(&txn);
	int n = borrador_list(&txn, 0, true, &casa.arena, &list);
	txn_end(&txn);
	return n;
}

static void drop_draft(void)
{
	struct err err = { 0 };
	struct txn txn;

	cr_assert(txn_write_liberar(&txn, casa.store, &err), "%s", err.text);
	borrador_del(&txn, &clave);
	cr_assert(txn_commit(&txn, &err), "%s", err.text);
	cr_assert_eq(drafts(), 0);
}

static bool try_family(int i, struct err *err)
{
	struct txn txn;

	if (!txn_write(&txn, casa.store, err))
		return false;
	casa_familia_in(&txn, "Zapata", arena_printf(&casa.arena, "7%d", i), (struct id){ { 0 } });
	return txn_commit(&txn, err);
}

static uint32_t households(void)
{
	struct store_info info;

	store_info(casa.store, &info);
	return info.hogares;
}

/* A store whose map is small, filled until it says so. */
Test(espacio, a_full_map_is_told_and_lets_read_and_delete)
{
	struct compactacion c;
	struct err err = { 0 };
	uint32_t n = 0;

	casa_open();
	cr_assert(compactar(casa.store, 3, &c, &err), "%s", err.text);
	casa_reopen();
	cr_assert(try_family(0, &err) && put_draft(&err), "%s", err.text);
	while (n < 5000 && try_family((int)++n, &err))
		continue;
	cr_assert_eq(err.code, ERR_NO_SPACE, "%s", err.text);
	cr_assert(strstr(err.text, "tamaño máximo") && strstr(err.text, "logros compactar --mapa"), "%s", err.text);
	cr_assert_eq(households(), n, "all that was told as saved is there");
	drop_draft();
	CASA_VERIFY();
	cr_assert(espacio_aviso(casa.store, &casa.arena));
	err_clear(&err);
	casa_login("mrestrepo");
	struct store_options o = casa_options(true);
	store_close(casa.store);
	cr_assert(store_open(&casa.store, &o, &err), "%s", err.text);
	casa_login("mrestrepo");
	cr_assert_eq(households(), n);
	casa_close();
}

Test(espacio, a_larger_map_lets_go_on)
{
	struct compactacion c;
	struct err err = { 0 };
	int n = 0;

	casa_open();
	cr_assert(compactar(casa.store, 3, &c, &err), "%s", err.text);
	while (n < 5000 && try_family(n, &err))
		n++;
	cr_assert_eq(err.code, ERR_NO_SPACE);
	err_clear(&err);
	/* its own entry in the journal needs the room that it makes */
	cr_assert(compactar(casa.store, 64, &c, &err), "%s", err.text);
	cr_assert(try_family(n, &err), "%s", err.text);
	CASA_VERIFY();
	casa_close();
}

static void write_file(const char *path, size_t n)
{
	static const char zeros[64 * 1024];
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	cr_assert(fd >= 0);
	for (size_t done = 0; done < n;) {
		ssize_t got = write(fd, zeros, n - done < sizeof zeros ? n - done : sizeof zeros);
		if (got <= 0)
			break;
		done += (size_t)got;
	}
	close(fd);
}

/* A disk of its own, in a name space of its own; what is left over of it is told by statvfs. */
Test(espacio, a_full_disk_is_told_and_lets_read_and_delete)
{
	struct err err = { 0 };
	char command[400];

	if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
		OMITIR("a disk of its own needs rights that this user does not have");
	casa_open();
	store_close(casa.store);
	casa.store = NULL;
	snprintf(command, sizeof command, "mv '%s' '%s.x' && mkdir '%s'", casa.path, casa.path, casa.path);
	cr_assert_eq(system(command), 0);
	if (mount("tmpfs", casa.path, "tmpfs", 0, "size=30m") != 0)
		OMITIR("no tmpfs can be mounted here");
	snprintf(command, sizeof command, "cp -p '%s.x/'* '%s/'", casa.path, casa.path);
	cr_assert_eq(system(command), 0);
	struct store_options o = casa_options(true);
	cr_assert(store_open(&casa.store, &o, &err), "%s", err.text);
	casa_login("mrestrepo");
	cr_assert(try_family(0, &err) && put_draft(&err), "%s", err.text);
	cr_assert(espacio_aviso(casa.store, &casa.arena));
	write_file(casa_file("lastre"), 12 << 20);
	cr_assert_not(try_family(1, &err));
	cr_assert_eq(err.code, ERR_NO_SPACE);
	cr_assert(strstr(err.text, "menos de 20 MiB") && strstr(err.text, "quitar borradores"), "%s", err.text);
	cr_assert_not(put_draft(&err));
	cr_assert_eq(households(), 1);
	drop_draft();
	/* not one byte left: whatever is tried, nothing that was saved is lost */
	write_file(casa_file("lastre2"), 64 << 20);
	struct txn txn;
	for (int i = 0; i < 3; i++)
		if (txn_write_liberar(&txn, casa.store, NULL)) {
			borrador_del(&txn, &clave);
			txn_commit(&txn, NULL);
		}
	cr_assert_eq(households(), 1);
	unlink(casa_file("lastre"));
	unlink(casa_file("lastre2"));
	err_clear(&err);
	cr_assert(try_family(1, &err), "%s", err.text);
	CASA_VERIFY();
	store_close(casa.store);
	casa.store = NULL;
	umount(casa.path);
	casa_close();
}

/* The commit fails in the middle; the next save verifies, opens anew and goes on. */
Test(espacio, after_a_commit_that_failed_the_next_one_opens_anew)
{
	struct err err = { 0 };
	struct rlimit was, tight;
	struct stat st;

	casa_open();
	signal(SIGXFSZ, SIG_IGN);
	cr_assert(try_family(0, &err), "%s", err.text);
	cr_assert_eq(getrlimit(RLIMIT_FSIZE, &was), 0);
	cr_assert_eq(stat(casa_file("data.mdb"), &st), 0);
	tight = (struct rlimit){ (rlim_t)st.st_size - 4096, was.rlim_max };
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &tight), 0);
	bool saved = true;
	for (int i = 1; saved && i < 40; i++)
		saved = try_family(i, &err);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &was), 0);
	cr_assert_not(saved, "the control: the limit must make a commit fail");
	cr_assert(casa.store->broken);
	cr_assert(strstr(err.text, "NO se guardó"), "%s", err.text);
	uint32_t n = households();
	cr_assert_not(casa.store->broken);
	err_clear(&err);
	cr_assert(try_family(100, &err), "%s", err.text);
	cr_assert_eq(households(), n + 1);
	CASA_VERIFY();
	casa_close();
}

Test(espacio, file_systems_of_a_network_are_refused)
{
	static const uint32_t remote[] = { 0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546, 0x01021997, 0x00c36400 };
	static const uint32_t local[] = { 0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630, 0xf2f52010 };

	for (size_t i = 0; i < sizeof remote / sizeof *remote; i++)
		cr_assert_not(env_magic_local(remote[i]), "%x", remote[i]);
	for (size_t i = 0; i < sizeof local / sizeof *local; i++)
		cr_assert(env_magic_local(local[i]), "%x", local[i]);
}

Test(espacio, a_read_only_disk_is_told_and_can_be_consulted)
{
	struct store_options o;
	struct err err = { 0 };
	char command[400];

	if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
		OMITIR("a disk of its own needs rights that this user does not have");
	casa_open();
	casa_familia("Zapata", "71");
	store_close(casa.store);
	casa.store = NULL;
	snprintf(command, sizeof command, "mv '%s' '%s.x' && mkdir '%s'", casa.path, casa.path, casa.path);
	cr_assert_eq(system(command), 0);
	if (mount("tmpfs", casa.path, "tmpfs", 0, "size=30m") != 0)
		OMITIR("no tmpfs can be mounted here");
	snprintf(command, sizeof command, "cp -p '%s.x/'* '%s/'", casa.path, casa.path);
	cr_assert_eq(system(command), 0);
	cr_assert_eq(mount("tmpfs", casa.path, "tmpfs", MS_REMOUNT | MS_RDONLY, NULL), 0);
	o = casa_options(true);
	cr_assert_not(store_open(&casa.store, &o, &err));
	cr_assert(strstr(err.text, "--solo-lectura"), "%s", err.text);
	o.read_only = true;
	err_clear(&err);
	cr_assert(store_open(&casa.store, &o, &err), "%s", err.text);
	casa_login("mrestrepo");
	cr_assert_eq(households(), 1);
	cr_assert_not(try_family(1, &err));
	cr_assert_eq(err.code, ERR_DENIED);
	struct verificacion v;
	cr_assert(store_verify(casa.store, &casa.arena, &v, &err), "%s", err.text);
	store_close(casa.store);
	casa.store = NULL;
	umount(casa.path);
	casa_close();
}
