#pragma once
/* Import of an office's lists: hogares.csv and integrantes.csv, joined by the office's code of the household (docs/FUENTES.md 7).
 * A household comes in whole or not at all: exactly one head, every row right. It is known by its code (variable codigo_externo), by its folio,
 * else by the document of its head; of a known one only what the files bring is changed, so the same files twice change nothing.
 * Written in transactions of at most 200 records with a pause of 5 ms between them, each through acto_importar; without `aplicar` the same is done
 * and taken back. Rejected rows stand beside each file in <file>.rechazos.csv.
 * False: nothing more was done because of an error of the files or the store (`err`); what was committed before stays and is counted. */
#include "report/unidad.h"
#include "store/store.h"

struct importar {
	/* given */
	struct store *store;
	const struct programa *programa;
	struct arena *arena;                         /* holds both files and the result */
	int32_t hoy;
	bool aplicar;
	void (*avance)(void *arg, int hechos, int total);   /* households; may be NULL */
	void *avance_arg;
	/* found */
	struct archivos archivos;
	int nuevos, cambiados, iguales, rechazados;  /* households; together those of the file */
	uint32_t *nuevo; int n_nuevo, cap_nuevo;     /* with aplicar: the numbers of the new ones */
	int parecidos;                               /* of them, those that are alike to another registered family (store/duda.h) */
	struct id lote;                              /* that all its operations carry: store/lote.h takes them back as one */
};

bool importar_run(struct importar *, const char *hogares, const char *integrantes, struct err *);
