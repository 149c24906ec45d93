#pragma once
/* Answers of all households to the newer versions of their forms (forms/migration.h). Without `aplicar` nothing is written: what would change is counted, rule
 * by rule. With it each household is one operation of the journal, which can be undone; at most 200 records per transaction with a pause of 5 ms, so that
 * people go first. What was done is not done again: after an interruption the same order goes on. */
#include "forms/migration.h"
#include "store/store.h"
#include "model/programa.h"

enum { MIGRAR_EJEMPLOS = 5 };
struct migrar_resto { const char *valor, *por_que; int n; };         /* answers that stayed as they were */
struct migrar_regla {
	const struct migration *migration;
	const struct migration_rule *regla;
	int hogares, cambian, sin_dato, quedan;                       /* households that it is about; answers */
	struct migrar_resto resto[MIGRAR_EJEMPLOS]; int n_resto;
	uint32_t ultimo;                                              /* household counted last */
};
struct migrar_rechazo { const char *folio, *por_que; };

struct migrar {
	/* given */
	struct store *store;
	const struct programa *programa;
	const struct migration *const *lista; int n;
	struct arena *arena;                         /* holds the result */
	int32_t hoy;
	bool aplicar;
	void (*avance)(void *arg, int hechos, int total);   /* households; may be NULL */
	void *avance_arg;
	/* found */
	struct migrar_regla *regla; int n_regla;
	struct migrar_rechazo *rechazo; int n_rechazo, cap_rechazo;   /* households that could not be saved, and why */
	int hogares, cambian, ajenos, danados;       /* seen; that change (or would); that change and belong to accounts for which the actor may not write; that do not open */
	int guardados;                               /* committed */
	int borradores;                              /* drafts of the actor in forms that change: what they hold stays as typed */
};

/* False: it stopped at an error of the store; what was committed before stays and is counted. */
bool migrar_run(struct migrar *, struct err *);
