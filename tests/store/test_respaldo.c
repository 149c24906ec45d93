#include "casa.h"
#include "store/env.h"
#include "store/respaldo.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sched.h>
#include <time.h>
#include <unistd.h>

static void begin(void)
{
	casa_open();
	casa_familia("Zapata", "71");
	casa_familia("Zuluaga", "72");
}

TestSuite(respaldo, .init = begin, .fini = casa_close, .timeout = 900);

static const char *folder(void)
{
	return respaldo_carpeta(casa.path, &casa.arena);
}

static struct respaldo make(const char *copia, const char **aviso)
{
	struct respaldo_pedido p = { .motivo = "de prueba", .copia = copia };
	struct respaldo r;
	struct err err = { 0 };

	cr_assert(respaldo_hacer(casa.store, &p, &casa.arena, &r, aviso, &err), "%s", err.text);
	return r;
}

static bool opens(const char *path, struct err *err)
{
	uint8_t suma[SEAL_CHAIN];
	struct respaldo_lineas l;
	struct arena arena;

	arena_init(&arena);
	bool ok = archivo_extraer(path, casa.store->seal, -1, &arena, &l, suma, err);
	arena_done(&arena);
	return ok;
}

/* Files under a final name that are not whole; leftovers do not count. */
static int bad_files(int *good)
{
	struct respaldo *list;
	int n = respaldo_listar(folder(), &casa.arena, &list), bad = 0;

	for (int i = 0; i < n; i++)
		bad += !opens(list[i].ruta, NULL);
	if (good)
		*good = n - bad;
	return bad;
}

static char *slurp(const char *path, size_t *n)
{
	struct stat st;
	int fd = open(path, O_RDONLY);

	cr_assert(fd >= 0 && fstat(fd, &st) == 0);
	char *bytes = arena_alloc(&casa.arena, (size_t)st.st_size + 1);
	cr_assert_eq(read(fd, bytes, (size_t)st.st_size), st.st_size);
	close(fd);
	*n = (size_t)st.st_size;
	return bytes;
}

static void spill(const char *path, const void *bytes, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	cr_assert(fd >= 0);
	cr_assert_eq(write(fd, bytes, n), (ssize_t)n);
	close(fd);
}

Test(respaldo, a_backup_is_whole_named_and_in_the_journal)
{
	struct store_info before, after;
	struct respaldo *list;
	struct stat st;

	store_info(casa.store, &before);
	struct respaldo r = make(NULL, NULL);
	store_info(casa.store, &after);
	cr_assert_eq(respaldo_listar(folder(), &casa.arena, &list), 1);
	cr_assert(list[0].legible);
	cr_assert_str_eq(list[0].nombre, "respaldo-2026-11-22-1200-7.cbk");
	cr_assert_str_eq(list[0].ruta, r.ruta);
	cr_assert_eq(list[0].l.operaciones, before.operaciones);
	cr_assert_eq(list[0].l.hogares, 2);
	cr_assert_str_eq(list[0].l.motivo, "de prueba");
	cr_assert_str_eq(list[0].l.almacen.oficina, "Oficina de prueba");
	cr_assert_eq(r.operaciones, before.operaciones);
	cr_assert(r.completa);
	cr_assert_eq(stat(r.ruta, &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0600);
	cr_assert_eq(after.operaciones, before.operaciones + 1);
	cr_assert(opens(r.ruta, NULL));
	CASA_VERIFY();
}

Test(respaldo, the_drill_opens_it_all_and_is_kept)
{
	struct respaldo_estado e;
	struct respaldo r;
	struct err err = { 0 };
	struct txn txn;

	cr_assert_not(respaldo_ensayar(casa.store, NULL, NULL, &casa.arena, &r, &err));
	cr_assert_eq(err.code, ERR_NOT_FOUND);
	make(NULL, NULL);
	casa_familia("Ruiz", "73");
	err_clear(&err);
	cr_assert(respaldo_ensayar(casa.store, NULL, NULL, &casa.arena, &r, &err), "%s", err.text);
	cr_assert(r.completa);
	txn_begin_read(&txn);
	cr_assert(respaldo_estado(&txn, &casa.arena, &e));
	txn_end(&txn);
	cr_assert_neq(e.cuando, 0);
	cr_assert_neq(e.ensayo, 0);
	CASA_VERIFY();
}

Test(respaldo, changed_anywhere_it_does_not_open)
{
	size_t n, step;
	struct respaldo r = make(NULL, NULL);
	char *bytes = slurp(r.ruta, &n);
	const char *path = casa_file("otro.cbk");

	cr_assert(opens(r.ruta, NULL));
	for (size_t at = 0; at < n; at += step) {
		struct err err = { 0 };
		bytes[at] ^= (char)(1 << at % 8);
		spill(path, bytes, n);
		cr_assert_not(opens(path, &err), "byte %zu", at);
		cr_assert_eq(err.code, ERR_DAMAGED);
		bytes[at] ^= (char)(1 << at % 8);
		step = at < 1024 || getenv("NOCHE") ? 1 : 397;
	}
	spill(path, bytes, n);
	cr_assert(opens(path, NULL), "the control: unchanged it opens");
}

Test(respaldo, cut_lengthened_or_exchanged_it_does_not_open)
{
	enum { PIECE = 64 * 1024 + SEAL_STREAM_MORE };
	size_t n;

	for (int i = 0; i < 60; i++)
		casa_familia("Ruiz", arena_printf(&casa.arena, "8%d", i));
	struct respaldo r = make(NULL, NULL);
	char *bytes = slurp(r.ruta, &n), *copy = arena_alloc(&casa.arena, n + 1);
	const char *path = casa_file("otro.cbk");

	for (size_t cut = 0; cut < n; cut += n / 40 + 1) {
		spill(path, bytes, cut);
		cr_assert_not(opens(path, NULL), "cut at %zu", cut);
	}
	spill(path, bytes, n - 1);
	cr_assert_not(opens(path, NULL));
	memcpy(copy, bytes, n);
	spill(path, copy, n + 1);
	cr_assert_not(opens(path, NULL));
	cr_assert_gt(n, 3 * PIECE, "two whole pieces are needed");
	size_t at = n - n % PIECE - PIECE;
	memcpy(copy + at, bytes + at - PIECE, PIECE);
	memcpy(copy + at - PIECE, bytes + at, PIECE);
	spill(path, copy, n);
	cr_assert_not(opens(path, NULL));
}

Test(respaldo, another_store_has_another_key)
{
	uint8_t dek[SEAL_KEY], suma[SEAL_CHAIN];
	struct respaldo r = make(NULL, NULL);
	struct respaldo_lineas l;

	seal_random(dek, sizeof dek);
	struct seal *other = seal_new(dek, true, NULL);
	cr_assert_not(archivo_extraer(r.ruta, other, -1, &casa.arena, &l, suma, NULL));
	seal_free(other);
}

/* ---- What the system may do to it ---- */

static _Noreturn void back_up_here(void)
{
	struct respaldo_pedido p = { .motivo = "de prueba" };
	struct store_options o = casa_options(true);
	struct respaldo r;
	struct err err = { 0 };
	struct store *s;

	signal(SIGXFSZ, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	if (!store_open(&s, &o, &err) || !store_login(s, "mrestrepo", &err))
		_exit(3);
	bool ok = respaldo_hacer(s, &p, &casa.arena, &r, NULL, &err);
	if (!ok && !*err.text)
		_exit(4);
	store_close(s);
	_exit(ok ? 0 : 1);
}

static void close_here(void)
{
	store_close(casa.store);
	casa.store = NULL;
}

static void open_here(void)
{
	struct store_options o = casa_options(true);
	struct err err = { 0 };

	cr_assert(store_open(&casa.store, &o, &err), "%s", err.text);
	casa_login("mrestrepo");
}

static int outcome(pid_t pid)
{
	int status;

	cr_assert_eq(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int leftovers(void)
{
	struct dirent *e;
	DIR *dir = opendir(folder());
	int n = 0;

	while (dir && (e = readdir(dir)))
		n += strstr(e->d_name, ".tmp") != NULL || strncmp(e->d_name, ".logros-prueba-", 15) == 0;
	if (dir)
		closedir(dir);
	return n;
}

static useconds_t us_of_one(void)
{
	struct timespec from, to;
	pid_t pid;

	clock_gettime(CLOCK_MONOTONIC, &from);
	if ((pid = fork()) == 0)
		back_up_here();
	cr_assert_eq(outcome(pid), 0);
	clock_gettime(CLOCK_MONOTONIC, &to);
	return (useconds_t)((to.tv_sec - from.tv_sec) * 1000000 + (to.tv_nsec - from.tv_nsec) / 1000);
}

Test(respaldo, killed_at_any_moment_leaves_no_bad_file_under_a_final_name)
{
	int good, killed = 0, rounds = getenv("NOCHE") ? 1000 : 30;

	close_here();
	useconds_t whole = us_of_one();
	for (int i = 0; i < rounds; i++) {
		pid_t pid = fork();
		if (pid == 0)
			back_up_here();
		usleep(whole / 30 * (useconds_t)(i % 30));
		kill(pid, SIGKILL);
		killed += outcome(pid) == 128 + SIGKILL;
	}
	open_here();
	cr_assert_eq(bad_files(&good), 0);
	cr_assert_gt(killed, 10);
	make(NULL, NULL);
	cr_assert_eq(leftovers(), 0, "the next one tidies up");
	CASA_VERIFY();
}

Test(respaldo, the_checker_sees_a_bad_file)
{
	size_t n;
	struct respaldo r = make(NULL, NULL);
	char *bytes = slurp(r.ruta, &n);

	spill(arena_printf(&casa.arena, "%s/respaldo-2026-11-23-1200-9.cbk", folder()), bytes, n / 2);
	cr_assert_eq(bad_files(NULL), 1);
}

Test(respaldo, a_target_that_is_full_is_told_and_nothing_stays)
{
	close_here();
	for (int i = 0; i < 24; i++) {
		pid_t pid = fork();
		if (pid == 0) {
			rlim_t limit = (rlim_t)i * 5 * 1024;
			setrlimit(RLIMIT_FSIZE, &(struct rlimit){ limit, limit });
			back_up_here();
		}
		cr_assert_eq(outcome(pid), 1, "limit %d KiB", i * 5);
	}
	open_here();
	cr_assert_eq(bad_files(NULL), 0);
	cr_assert_eq(leftovers(), 0);
	cr_assert_eq(make(NULL, NULL).legible, true);
	CASA_VERIFY();
}

/* From now on this system call (on this descriptor, unless it is below 0) answers EIO, in this process and its children. */
static bool break_call(int number, int fd)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)number, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])),
		BPF_JUMP(BPF_JMP | (fd < 0 ? BPF_JGE : BPF_JEQ) | BPF_K, fd < 0 ? 3 : (uint32_t)fd, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EIO),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { .len = sizeof filter / sizeof *filter, .filter = filter };

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

Test(respaldo, a_disk_that_fails_is_told_and_nothing_bad_stays)
{
	static const int calls[] = { SYS_fsync, SYS_renameat2, SYS_openat, SYS_read, SYS_ftruncate };
	int failed = 0, tried = 0;

	close_here();
	for (int i = 0; i < 5 + 25; i++) {
		pid_t pid = fork();
		if (pid == 0) {
			if (!break_call(i < 5 ? calls[i] : SYS_write, i < 5 ? -1 : i - 1))
				_exit(9);
			back_up_here();
		}
		int code = outcome(pid);
		if (code == 9)
			OMITIR("this kernel lets no filter of system calls be set");
		cr_assert(code == 0 || code == 1 || code == 3, "call %d: %d", i, code);
		failed += code == 1;
		tried++;
	}
	open_here();
	cr_assert_eq(tried, 30);
	cr_assert_geq(failed, 3, "%d of the faults met the backup", failed);
	cr_assert_eq(bad_files(NULL), 0);
	make(NULL, NULL);
	CASA_VERIFY();
}

Test(respaldo, while_others_save_the_copy_holds_together)
{
	close_here();
	pid_t pid = fork();
	if (pid == 0) {
		open_here();
		for (int i = 0; i < 400; i++)
			casa_must_set(1, RECORD_HOGAR, 0, "barrio", value_text(i % 2 ? "El Pinal" : "Manrique"));
		_exit(0);
	}
	open_here();
	for (int i = 0; i < 8; i++) {
		struct respaldo r = make(NULL, NULL);
		cr_assert_geq(r.operaciones, r.l.operaciones);
	}
	cr_assert_eq(outcome(pid), 0);
	cr_assert_eq(bad_files(NULL), 0);
	CASA_VERIFY();
}

/* ---- Where and how many ---- */

Test(respaldo, the_second_place_gets_the_same_bytes_or_is_told)
{
	const char *usb = casa_file("usb"), *aviso;
	struct respaldo *list;
	size_t n, m;

	cr_assert_eq(mkdir(usb, 0700), 0);
	struct respaldo r = make(usb, &aviso);
	cr_assert_null(aviso, "%s", aviso);
	cr_assert_eq(respaldo_listar(usb, &casa.arena, &list), 1);
	char *a = slurp(r.ruta, &n), *b = slurp(list[0].ruta, &m);
	cr_assert(n == m && memcmp(a, b, n) == 0);
	make(casa_file("no-hay"), &aviso);
	cr_assert(aviso && strstr(aviso, "pendiente"), "%s", aviso ? aviso : "");
	cr_assert_eq(respaldo_listar(folder(), &casa.arena, &list), 1, "two of one day: the newer stays");
}

static struct respaldo of_day(int32_t day, int hour)
{
	return (struct respaldo){ .legible = true, .l = { .cuando = ((int64_t)day * 24 + hour + 5) * 3600 * 1000 } };
}

Test(respaldo, seven_days_four_weeks_and_three_months_stay)
{
	enum { DAYS = 200 };
	struct respaldo list[2 * DAYS];
	bool stays[2 * DAYS];
	int n = 0, left = 0;

	for (int d = 0; d < DAYS; d++)
		for (int half = 1; half >= 0; half--)
			list[n++] = of_day(HOY - d, 8 + 9 * half);
	respaldo_rotacion(list, n, stays);
	for (int i = 0; i < n; i++) {
		left += stays[i];
		if (stays[i])
			cr_assert_eq(i % 2, 0, "the later one of a day");
	}
	for (int d = 0; d < 7; d++)
		cr_assert(stays[2 * d], "%d days ago", d);
	/* Sunday 22: Sundays 15, 8 and 1 end the weeks before; 31 October and 30 September the months */
	cr_assert(stays[2 * 7] && stays[2 * 14] && stays[2 * 21] && stays[2 * 22] && stays[2 * 53]);
	cr_assert_eq(left, 7 + 3 + 2);
}

Test(respaldo, what_was_kept_before_a_migration_stays_for_a_while)
{
	struct respaldo list[3] = { of_day(HOY, 17), of_day(HOY, 9), of_day(HOY, 8) };
	bool stays[3];

	list[0].l.almacen.formato = list[1].l.almacen.formato = 2;
	list[2].l.almacen.formato = 1;
	respaldo_rotacion(list, 3, stays);
	cr_assert(stays[0] && !stays[1] && stays[2]);
	list[0] = of_day(HOY + 91, 9);
	list[0].l.almacen.formato = 2;
	respaldo_rotacion(list, 3, stays);
	cr_assert(stays[0] && stays[1] && !stays[2]);
}

Test(respaldo, what_cannot_be_read_is_not_removed)
{
	const char *path = arena_printf(&casa.arena, "%s/respaldo-2026-01-01-1200-9.cbk", folder());

	make(NULL, NULL);
	spill(path, "otra cosa", 9);
	respaldo_rotar(folder(), casa.store->seal);
	cr_assert_eq(access(path, F_OK), 0);
}

Test(respaldo, it_is_due_once_a_day_and_after_work)
{
	cr_assert(respaldo_debido(casa.store, RESPALDO_AL_ENTRAR));
	cr_assert(respaldo_debido(casa.store, RESPALDO_AL_SALIR));
	make(NULL, NULL);
	cr_assert_not(respaldo_debido(casa.store, RESPALDO_AL_ENTRAR));
	cr_assert_not(respaldo_debido(casa.store, RESPALDO_AL_SALIR));
	casa_familia("Ruiz", "73");
	cr_assert_not(respaldo_debido(casa.store, RESPALDO_AL_ENTRAR));
	cr_assert(respaldo_debido(casa.store, RESPALDO_AL_SALIR));
	clock_fix(HOY + 1);
	cr_assert(respaldo_debido(casa.store, RESPALDO_AL_ENTRAR));
}

/* A second store, without people in it but with an account; its backup in `where`. */
static struct respaldo of_another_store(const char *where)
{
	struct respaldo_pedido p = { .motivo = "de otra", .carpeta = where };
	struct store_options o = casa_options(true);
	struct respaldo r;
	struct err err = { 0 };
	struct store *s;

	close_here();
	o.path = arena_printf(&casa.arena, "%s/vecino", casa.folder);
	cr_assert((store_exists(o.path) || store_create(&o, &err)) && store_open(&s, &o, &err) && store_user_put(s, "mrestrepo", "Marta Restrepo", ROL_COGESTOR, &err) &&
		store_login(s, "mrestrepo", &err), "%s", err.text);
	cr_assert(respaldo_hacer(s, &p, &casa.arena, &r, NULL, &err), "%s", err.text);
	store_close(s);
	open_here();
	return r;
}

static struct respaldo make_at(const char *where)
{
	struct respaldo_pedido p = { .motivo = "de prueba", .carpeta = where };
	struct respaldo r;
	struct err err = { 0 };

	cr_assert(respaldo_hacer(casa.store, &p, &casa.arena, &r, NULL, &err), "%s", err.text);
	return r;
}

Test(respaldo, a_folder_for_two_stores_keeps_those_of_both)
{
	const char *usb = casa_file("usb");
	struct respaldo first = make_at(usb), other = of_another_store(usb), tried;
	struct err err = { 0 };

	cr_assert_eq(access(first.ruta, F_OK), 0, "the only one of this store");
	struct respaldo second = make_at(usb);
	cr_assert_neq(access(first.ruta, F_OK), 0, "of two of one day the newer stays");
	cr_assert_eq(access(other.ruta, F_OK), 0);
	clock_fix(HOY + 1);
	struct respaldo later = of_another_store(usb);
	cr_assert(respaldo_ensayar(casa.store, NULL, usb, &casa.arena, &tried, &err), "%s", err.text);
	cr_assert_str_eq(tried.nombre, second.nombre, "not the newest, which is of the neighbour");
	cr_assert_str_neq(tried.nombre, later.nombre);
}

Test(respaldo, the_second_place_replaces_no_file_of_another_store)
{
	const char *usb = casa_file("usb");
	struct store_info info;
	struct respaldo *list;
	size_t n;

	cr_assert_eq(mkdir(usb, 0700), 0);
	store_info(casa.store, &info);
	const char *taken = arena_printf(&casa.arena, "%s/respaldo-2026-11-22-1200-%llu.cbk", usb, (unsigned long long)info.operaciones);
	spill(taken, "de otra oficina", 15);
	make(usb, NULL);
	cr_assert_str_eq(slurp(taken, &n), "de otra oficina");
	cr_assert_eq(respaldo_listar(usb, &casa.arena, &list), 2);
}

Test(respaldo, what_only_looks_like_a_trial_is_not_removed)
{
	static const char *const folders[] = { "prueba.fotos", "prueba.a1b2c3", ".logros-prueba-larga-y-otra", ".logros-prueba-Ab12Cd" };
	const char *docs = casa_file("documentos"), *mine[4], *note = arena_printf(&casa.arena, "%s/respaldo-notas.tmp", docs);
	const char *left = arena_printf(&casa.arena, "%s/.logros-prueba-Zz99Yy", docs), *old = arena_printf(&casa.arena, "%s/respaldo-4711.tmp", docs);

	cr_assert_eq(mkdir(docs, 0700), 0);
	for (int i = 0; i < 4; i++) {
		const char *folder_path = arena_printf(&casa.arena, "%s/%s", docs, folders[i]);
		cr_assert_eq(mkdir(folder_path, 0700), 0);
		spill(arena_printf(&casa.arena, "%s/data.mdb", folder_path), "x", 1);
		spill(mine[i] = arena_printf(&casa.arena, "%s/foto.jpg", folder_path), "x", 1);
	}
	spill(note, "x", 1);
	spill(old, "x", 1);
	cr_assert_eq(mkdir(left, 0700), 0);
	spill(arena_printf(&casa.arena, "%s/data.mdb", left), "x", 1);
	make_at(docs);
	for (int i = 0; i < 4; i++)
		cr_assert_eq(access(mine[i], F_OK), 0, "%s", mine[i]);
	cr_assert_eq(access(note, F_OK), 0);
	cr_assert_neq(access(left, F_OK), 0, "the control: what a killed trial left is removed");
	cr_assert_neq(access(old, F_OK), 0);
}

/* What was saved while the copy was made is not in it, and is due. */
Test(respaldo, it_is_kept_what_the_copy_holds)
{
	struct respaldo_estado e;
	struct txn txn;
	struct respaldo r = make(NULL, NULL);

	txn_begin_read(&txn);
	cr_assert(respaldo_estado(&txn, &casa.arena, &e));
	txn_end(&txn);
	cr_assert_eq(e.operaciones, r.operaciones);
	cr_assert_not(respaldo_debido(casa.store, RESPALDO_AL_SALIR));
}

TestSuite(respaldo_real, .init = casa_open_real, .fini = casa_close, .timeout = 60);

static const char *advice(void)
{
	struct txn txn;

	txn_begin_read(&txn);
	const char *text = respaldo_aviso(&txn, &casa.arena);
	txn_end(&txn);
	return text;
}

Test(respaldo_real, what_is_overdue_is_said)
{
	struct respaldo r;
	struct err err = { 0 };

	casa_familia("Zapata", "71");
	cr_assert_null(advice());
	clock_fix(HOY + 8);
	cr_assert(strstr(advice(), "hace 8 días"), "%s", advice());
	make(NULL, NULL);
	cr_assert_null(advice());
	clock_fix(HOY + 36);
	make(NULL, NULL);
	cr_assert(strstr(advice(), "--ensayo"), "%s", advice());
	cr_assert(respaldo_ensayar(casa.store, NULL, NULL, &casa.arena, &r, &err), "%s", err.text);
	cr_assert_null(advice());
}
