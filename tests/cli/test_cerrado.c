/* A store that this person may not open is not one that is not there. */
#include "cli/comando.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOBODY = 65534 };

static char folder[64], store[128];

static void start(void)
{
	char file[160];
	snprintf(folder, sizeof folder, "/tmp/logros-cerrado-XXXXXX");
	cr_assert(mkdtemp(folder) && chmod(folder, 0755) == 0);
	snprintf(store, sizeof store, "%s/almacen", folder);
	cr_assert_eq(mkdir(store, 0755), 0);
	snprintf(file, sizeof file, "%s/almacen.txt", store);
	FILE *f = fopen(file, "w");
	cr_assert(f && fclose(f) == 0);
}

static void stop(void)
{
	char file[160];
	chmod(store, 0700);
	snprintf(file, sizeof file, "%s/almacen.txt", store);
	unlink(file);
	rmdir(store);
	rmdir(folder);
}

TestSuite(cerrado, .init = start, .fini = stop);

/* What somebody else than root hears: 0 when the sentence is right. */
static int heard(mode_t of_folder, mode_t of_file, enum err_code code, const char *words)
{
	char file[160];
	int status = 0;
	snprintf(file, sizeof file, "%s/almacen.txt", store);
	cr_assert(chmod(file, of_file) == 0 && chmod(store, of_folder) == 0);
	pid_t pid = fork();
	if (pid == 0) {
		struct cli c = { .almacen = store };
		char frase[CLI_FRASE];
		if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
			_exit(3);
		arena_init(&c.arena);
		bool ok = cli_frase(&c, frase);
		_exit(ok ? 1 : c.err.code == code && strstr(c.err.text, words) ? 0 : 2);
	}
	cr_assert(pid > 0 && waitpid(pid, &status, 0) == pid && chmod(store, 0755) == 0);
	return WEXITSTATUS(status);
}

Test(cerrado, it_is_told_that_there_is_no_permission)
{
	cr_expect_eq(heard(0000, 0600, ERR_DENIED, "no hay permiso; pídalo a quien administra el equipo"), 0, "a folder that is closed");
	cr_expect_eq(heard(0755, 0000, ERR_DENIED, "no hay permiso; pídalo a quien administra el equipo"), 0, "an open folder with closed files");
}

Test(cerrado, and_where_there_is_none_how_to_make_one)
{
	char file[160];
	snprintf(file, sizeof file, "%s/almacen.txt", store);
	unlink(file);
	struct cli c = { .almacen = store };
	char frase[CLI_FRASE];
	arena_init(&c.arena);
	cr_expect_not(cli_frase(&c, frase));
	cr_expect(c.err.code == ERR_NOT_FOUND && strstr(c.err.text, "créelo con «logros iniciar»"), "%s", c.err.text);
	arena_done(&c.arena);
}
