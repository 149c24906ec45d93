#pragma once
/* The practice store of the run: made once before the tests, read by all of them. */
#include "cli/practica.h"
#include "store/diario.h"
#include "store/lista.h"
#include "store/verify.h"
#include <criterion/criterion.h>

enum { HOY = 20779, SEMILLA = 7 };               /* 22/11/2026 */

struct practica_mundo {
	struct arena arena;
	const struct programa *programa;
	struct store *store;
	struct ficha *ficha; int n;                  /* all families of the account that looked */
};
extern struct practica_mundo pm;

void pm_open(void);                              /* as coordinacion, who sees all */
void pm_close(void);
void pm_read(const char *usuario);               /* the families that this account sees */
/* A store of its own with that seed; the caller removes the folder with pm_remove. Opened, as coordinacion. */
void pm_make(char path[64], uint64_t seed);
void pm_remove(const char *path);
