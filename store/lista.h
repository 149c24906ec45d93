#pragma once
/* Lists of households: covering rows, filters, counts. A list of twenty rows opens no record. What a list shows, its count and its badge come from here,
 * with the one function agenda_of for anything about dates. Only what the actor may see. */
#include "model/agenda.h"
#include "store/busqueda.h"
#include "store/medicion.h"

struct fila {
	uint32_t hogar;
	const char *folio, *nombre;              /* «Restrepo Gómez, María Elena» */
	const char *documento;                   /* of the head */
	const char *telefono, *direccion, *barrio, *comuna, *municipio;   /* comuna: choice name */
	const char *estado, *fase, *momento;     /* ids */
	const char *siguiente;                   /* next step in words */
	const char *cogestor;                    /* account; its name: store_user_name */
	int integrantes, alcanzados, por_alcanzar, sin_dato;   /* logros as of the last save; -1 unknown */
	int celda;                               /* 0 unknown */
	struct medicion medicion;                /* all of it; its alerts include those that are reserved */
	int borradores;                          /* drafts to finish */
	int32_t vinculacion, ultima_visita, proxima;
	struct agenda agenda;                    /* for the day of the query */
};
enum lista_orden { ORDEN_NOMBRE, ORDEN_AGENDA, ORDEN_FOLIO, ORDEN_ACORDADA, LISTA_ORDENES };      /* AGENDA: what presses first; ACORDADA: by the day agreed with the family */
/* Visits agreed with the family: today, within seven days, within thirty, on a day that has gone. */
enum lista_plazo { PLAZO_TODOS, PLAZO_HOY, PLAZO_SEMANA, PLAZO_MES, PLAZO_PASADO, PLAZOS };
struct filtro {                                  /* all given conditions hold together; NULL or -1: any */
	const char *texto;                       /* words in any order, accents and case blind, name, document, folio, address, phone */
	const char *fase, *momento, *estado, *comuna, *cogestor;
	int agenda;                              /* enum agenda_estado, -1 any */
	int celda;                               /* -1 any */
	bool borradores;                         /* only those with drafts */
	bool activos;                            /* leaves out those whose route has ended */
	const char *alerta;                      /* its code, as of the last save; whether it may be asked for, the programme decides (reservada) */
	enum lista_plazo plazo;
	int logro; enum logro_estado logro_estado;      /* those in which this logro is in this state, as of the last save; 0 any */
};
#define FILTRO_TODO { .agenda = -1, .celda = -1 }
enum lista_orden filtro_orden(const struct filtro *);      /* the one in which such a list is read: by day where it asks for days */

/* Rows from `desde` (position in the order), at most `n`; returns how many were given; total = how many there are. Fast enough to call at each key. */
int lista_page(struct txn *, const struct ruta *, const struct filtro *, enum lista_orden, int32_t hoy, int desde, int n, struct arena *, struct fila **out, int *total);
/* The same for a screen that answers at each key: what words find in a store of many households is given before all of it is counted. Then `exacto` is false,
 * total says how many there are at least, and lista_contar goes on in slices of some milliseconds (true: n is exact). Begin anew when filter or store change. */
int lista_hojear(struct txn *, const struct ruta *, const struct filtro *, enum lista_orden, int32_t hoy, int desde, int n, struct arena *, struct fila **out, int *total,
	bool *exacto);
struct lista_cuenta { struct busqueda_lugar lugar; int n; bool fin; };
bool lista_contar(struct txn *, const struct ruta *, const struct filtro *, int32_t hoy, struct lista_cuenta *);
int lista_count(struct txn *, const struct ruta *, const struct filtro *, int32_t hoy);
bool fila_get(struct txn *, const struct ruta *, uint32_t hogar, int32_t hoy, struct arena *, struct fila *);
/* Numbers of the start screen in one pass. */
struct resumen_dia { int en_curso, vencidas, pendientes, bloqueadas, borradores, cerradas, total, acordadas_hoy, parecidos; };
void lista_resumen(struct txn *, const struct ruta *, int32_t hoy, struct resumen_dia *);

/* Households per account, phase and state, from counters kept in each write: flat in the number of households. Only what the actor may see. */
struct conteo { const char *cogestor, *fase, *estado; int hogares; };
int lista_conteos(struct txn *, struct arena *, struct conteo **out);

/* Households by what they are: as many as a list has with that value in its filter, ascending by id; only values that somebody has. The same ids as in the
 * filter, cells as digits. Flat in the number of households but for POR_COGESTOR, the only one that in a store of many households also says the rest. */
enum lista_por { POR_FASE, POR_MOMENTO, POR_ESTADO, POR_COMUNA, POR_CELDA, POR_ALERTA, POR_COGESTOR };
struct lista_valor { const char *id; int hogares, vencidas, pendientes, en_curso; };
int lista_por(struct txn *, const struct ruta *, enum lista_por, int32_t hoy, struct arena *, struct lista_valor **out);

/* The logros of all that a filter lets through, as of the last save of each: how many households are in each state. Numbers above MEDICION_LOGROS stay out. */
struct logro_conteo { int hogares, medidos; int estado[MEDICION_LOGROS + 1][LOGRO_ESTADOS]; };      /* by number; medidos: of those whose logros are known */
bool lista_logros(struct txn *, const struct ruta *, const struct filtro *, int32_t hoy, struct logro_conteo *);

/* Does the actor see more households than rows are kept in memory for (store/vista.h)? Then lists are by cogestor and number, and by name only what words found. */
bool lista_grande(struct txn *, const struct ruta *, int32_t hoy);
bool lista_de_todos(const struct store *);                  /* the actor sees families of others too */
bool lista_reservadas(const struct store *);                /* may see reserved alerts of all the families in his lists */
/* Accounts that may own families, by name: for choosing one. */
struct lista_persona { const char *usuario, *nombre; };
int lista_personas(struct txn *, struct arena *, struct lista_persona **out);
void lista_limite(struct store *, int rows);                /* 0: the usual one; for tests and measurements. A smaller one than POR_NOMBRE stands for that too */
/* The account under whose row the actor may see a household; 0: none. */
uint32_t fila_cuenta(struct txn *, uint32_t hogar);

/* Possible matches before creating a household: same document, or names, birth date and place alike; best first, with the reason in words. */
struct parecido { struct fila fila; const char *integrante; int puntos; const char *razon; };
int lista_parecidos(struct txn *, const struct ruta *, const struct answers *integrante, const struct answers *hogar, int32_t hoy, struct arena *, struct parecido **out);
