#pragma once
/* The migrations of the programme in use: programs/<programa>/migraciones/ of the programme. */
#include "cli/comando.h"
#include "forms/migration.h"

/* False after problems, which are added. */
bool cli_migraciones(struct cli *, const struct programa *, const struct migration ***out, int *n, struct problems *);
