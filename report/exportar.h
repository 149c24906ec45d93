#pragma once
/* The pair of files that importar reads: hogares.csv and integrantes.csv, every variable of the dictionary that is not computed, one column each under
 * its name, values as variable_export writes them. The key «hogar» is the office's code, or the folio where there is none.
 * Members who have left the household are not in it; sensitive variables only when asked for. Read back, the files change nothing. */
#include "model/programa.h"
#include "store/lista.h"

struct exportar {
	/* given */
	struct store *store;
	const struct programa *programa;
	int32_t hoy;
	const struct filtro *filtro;                 /* the same object as the list that is exported; NULL: all that the actor may see */
	bool sensibles;
	bool pasado; int32_t a_fecha;                /* families as they were at the end of that day (store/viaje.h), all of them: no filtro */
	void (*avance)(void *arg, int hechos, int total);
	void *avance_arg;
	/* found */
	int hogares, integrantes, danados;           /* rows written; records that did not open and are missing */
};

/* Makes both files in a directory (made when missing); existing ones are not touched: ERR_CREATE. */
bool exportar_run(struct exportar *, const char *carpeta, struct err *);
