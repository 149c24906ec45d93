#pragma once
/* The census: how many households there are of each kind, kept in each write, so that a dashboard of the whole city reads a handful of values.
 * It holds no today: visits are counted by day, and agenda_de() decides what the days mean. Under account 0 of the table of counters:
 *	hash of "censo"          [1, [[fase, momento, estado] …], [[comuna, n] …], [n by cell 0 to 9], measured, [[alert, n] …]]; positions are the codes, from 1
 *	hash of "g", code, marks [1, households, [day, n, …], [day, n, …]]: by day of the last visit and by agreed day; each day as the distance from the one before
 * Codes are never taken away, so a count of zero stays. */
#include "store/medicion.h"
#include "store/table.h"

struct situacion { const char *fase, *momento, *estado; };
struct censo_dia { int32_t dia; int n; };
struct censo_serie { struct censo_dia *item; int n, cap; };
enum { CENSO_ABIERTA = 1, CENSO_CIERRE = 2, CENSO_MARCAS = 4 };
struct censo_grupo { uint16_t situacion; unsigned marcas; bool dirty; int hogares; struct censo_serie ultima, proxima; };      /* days: of those without date of closing */
struct censo_valor { const char *id; int n; };
enum { CELDAS = 10 };
struct censo {
	struct arena *arena;
	bool write, dirty;
	bool rehecho;                            /* all was made anew from the rows a moment ago */
	bool aparte;                             /* counts by itself: what the store holds is not read */
	struct span stored;                      /* bytes in the store */
	struct situacion *situacion; int n_situacion, cap_situacion;
	struct censo_valor *comuna; int n_comuna, cap_comuna;
	struct censo_valor *alerta; int n_alerta, cap_alerta;
	int celda[CELDAS], medidos;
	struct censo_grupo **grupo; int n_grupo, cap_grupo;      /* those that were asked for */
};

/* NULL: the sticky error of the transaction. In a write transaction the one that takes part in it; else read anew, in the arena. */
struct censo *censo_get(struct txn *, struct arena *);
uint16_t censo_situacion(struct censo *, const char *fase, const char *momento, const char *estado);   /* 0: none (or one too many) */
uint16_t censo_comuna(struct censo *, const char *id);
const struct situacion *censo_situacion_de(const struct censo *, uint16_t code);       /* empty texts when there is none */
int censo_alerta(const struct censo *, const char *id);                                 /* how many households */

/* The group of a code and marks; one that is not there has no households. NULL: the sticky error. */
struct censo_grupo *censo_grupo(struct txn *, struct censo *, uint16_t situacion, unsigned marcas);

struct marca;
void censo_add(struct txn *, struct censo *, const struct marca *, int change);
void censo_alerta_add(struct censo *, const char *id, int change);
bool censo_flush(struct txn *, struct censo *);
/* For verify: an empty one with the codes of another, filled by censo_add; do they say the same? */
struct censo *censo_nuevo(const struct censo *codes, struct arena *);
bool censo_igual(struct txn *, struct censo *, struct censo *);
void censo_clear(struct txn *);                 /* everything under account 0 goes */
