#pragma once
/* A whole file that a person named (definitions, configuration, an import), read into an arena.
 * Opened with the rights of the person who runs the program, even where the program itself has more; only regular files. */
#include "base/arena.h"
#include "base/err.h"

/* NULL on an error (Spanish, names the path). A NUL stands behind the bytes. */
char *file_read(struct arena *, const char *path, size_t max, size_t *len, struct err *);
bool file_exists(const char *path);
