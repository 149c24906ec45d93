#pragma once
/* What a search of the base maestra has found so far: numbers in order, more when the list goes on, the rows that are shown, and a count that grows while no
 * key waits. Each function opens and ends its own transaction. */
#include "store/maestra.h"
#include "tui/app.h"

enum { MAESTRA_PAGINA = 50 };

struct maestra_lista {
	struct app *app;
	const char *texto; enum maestra_cuales cuales;       /* of the caller */
	struct arena numeros;
	uint32_t *num; int n, cap, n_exactos;                /* the first ones have that very document or code */
	struct busqueda_lugar hasta, contado;
	uint32_t cuenta;                                     /* so far; all when contado.fin */
	struct maestra_total total;
	struct arena page;
	struct maestra *fila; int desde, n_fila;             /* num 0: taken away meanwhile */
};

void maestra_lista_init(struct maestra_lista *, struct app *);
void maestra_lista_done(struct maestra_lista *);
/* Anew, at least so many if there are; rows from `top` on. */
bool maestra_lista_buscar(struct maestra_lista *, int quiere, int top, int rows, struct err *);
bool maestra_lista_leer(struct maestra_lista *, int mas, int top, int rows, struct err *);
enum work maestra_lista_work(struct maestra_lista *, int rows, struct err *);
const struct maestra *maestra_lista_at(const struct maestra_lista *, int at);      /* NULL: not in memory, or not there any more */
const char *maestra_lista_cuenta(const struct maestra_lista *, struct arena *);    /* «50+ por visitar» */
