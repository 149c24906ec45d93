#include "tests/crash/sesion.h"
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A new trial: its file and its line here. */
static const struct ensayo *const list[] = { &ensayo_golpe, &ensayo_corte, &ensayo_errores, &ensayo_memoria, &ensayo_varios };

static char folder[64];

const char *crash_folder(void)
{
	return folder;
}

void crash_path(char out[256], const char *name)
{
	snprintf(out, 256, "%s/%s", folder, name);
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st, (void)kind, (void)ftw;
	return remove(path);
}

void crash_remove(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static bool one(const struct ensayo *e, const char *rounds)
{
	int n = rounds ? atoi(rounds) : getenv("NOCHE") ? e->night : e->rounds;
	bool good = e->run(n);
	fflush(stdout);
	return good;
}

int main(int argc, char **argv)
{
	struct stat st;
	bool good = true, known = argc < 2;

	if (argc > 1 && strcmp(argv[1], "--sesion") == 0)
		return sesion_main(argc, argv);

	snprintf(folder, sizeof folder, "%s/logros-ensayo-XXXXXX", stat("/dev/shm", &st) == 0 && access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	if (!mkdtemp(folder)) {
		perror(folder);
		return 1;
	}
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (argc < 2 || strcmp(argv[1], list[i]->name) == 0) {
			known = true;
			good = one(list[i], argc > 2 ? argv[2] : NULL) && good;
		}
	crash_remove(folder);
	if (!known)
		fprintf(stderr, "usage: crash [trial] [rounds]\n");
	return good && known ? 0 : 1;
}
