/* Runs every file of the folders (or files) named through a target, without a fuzzer. One line at the end; a crash names its file first. */
#include "tests/fuzz/fuzz.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int run_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	struct stat st;

	if (!f || fstat(fileno(f), &st) != 0) {
		fprintf(stderr, "replay: %s cannot be read\n", path);
		exit(1);
	}
	/* Of the exact size, so that a read behind the end is seen. */
	uint8_t *bytes = malloc(st.st_size ? (size_t)st.st_size : 1);
	size_t n = fread(bytes, 1, (size_t)st.st_size, f);
	fclose(f);
	fprintf(stderr, "%s\n", path);
	LLVMFuzzerTestOneInput(bytes, n);
	free(bytes);
	return 1;
}

static int visible(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

static int run_path(const char *path)
{
	struct dirent **entry;
	struct stat st;
	int done = 0;

	if (stat(path, &st) == 0 && !S_ISDIR(st.st_mode))
		return run_file(path);
	int n = scandir(path, &entry, visible, alphasort);
	for (int i = 0; i < n; i++) {
		char name[4096];
		snprintf(name, sizeof name, "%s/%s", path, entry[i]->d_name);
		done += run_path(name);
		free(entry[i]);
	}
	if (n >= 0)
		free(entry);
	return done;
}

int main(int argc, char **argv)
{
	int done = 0;

	for (int i = 1; i < argc; i++)
		done += run_path(argv[i]);
	printf("%d inputs\n", done);
	return done > 0 ? 0 : 1;
}
