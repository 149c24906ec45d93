#pragma once
/* The base maestra: households known from a list of the city or of the SISBEN and still to be visited. A light row of texts each, in table `maestra`;
 * found by its code and by the document of its head (keyed hashes) and by its words (store/busqueda.h, BUSQUEDA_MAESTRA). When a family is registered from a
 * row, its household record names the row (HOGAR_MAESTRA) and the row is marked as visited in the same transaction; undoing the registration takes it back.
 * A cogestor sees the rows that are hers and those that nobody has; who may read all families sees all rows.
 * Loading is maestra_carga.h. Errors become the sticky error of the transaction. */
#include "store/busqueda.h"

enum maestra_campo {
	MAESTRA_CODIGO,          /* of the household in the list: what a row is known by from one file to the next; without it, the document */
	MAESTRA_NOMBRE1, MAESTRA_NOMBRE2, MAESTRA_APELLIDO1, MAESTRA_APELLIDO2,          /* of the head */
	MAESTRA_TIPO_DOCUMENTO, MAESTRA_DOCUMENTO, MAESTRA_SEXO,
	MAESTRA_NACIMIENTO,      /* 1984-05-31, or the year alone */
	MAESTRA_DIRECCION, MAESTRA_BARRIO, MAESTRA_COMUNA, MAESTRA_MUNICIPIO, MAESTRA_ZONA, MAESTRA_TELEFONO, MAESTRA_CELULAR,
	MAESTRA_GRUPO,           /* SISBEN */
	MAESTRA_PERSONAS,        /* how many live there */
	MAESTRA_COGESTOR,        /* account; "" nobody yet */
	MAESTRA_CAMPOS
};

struct maestra {
	uint32_t num;                                /* from 1 */
	uint32_t hogar;                              /* the full record, 0: still to be visited */
	uint32_t carga;                              /* number of the load that wrote it last */
	const char *campo[MAESTRA_CAMPOS];           /* never NULL */
};
const char *maestra_nombre(const struct maestra *, struct arena *);      /* «Restrepo Gómez, María Elena» */

/* False: absent, not to be seen (both silent), or an error. */
bool maestra_get(struct txn *, uint32_t num, struct arena *, struct maestra *);
bool maestra_visible(const struct store *, const struct maestra *);
uint32_t maestra_by_documento(struct txn *, const char *numero);         /* the first that the actor may see; 0 none */

/* A question to the words of the base maestra; only rows that the actor may see answer. A text without words gives all of them. */
enum maestra_cuales { MAESTRA_TODAS, MAESTRA_PENDIENTES, MAESTRA_VISITADAS };
struct pregunta *maestra_preguntar(struct txn *, const char *text, enum maestra_cuales, struct arena *);

struct maestra_total { uint32_t ultima, filas, visitadas; };             /* highest number, rows, those that have a household */
bool maestra_total(struct txn *, struct maestra_total *);

/* For the files of store/ (indice.c): the row that a household's record names was one and is another now; 0: none. */
uint32_t hogar_maestra(const struct answers *hogar);
void maestra_de_hogar(struct txn *, uint32_t hogar, uint32_t antes, uint32_t ahora);
/* Hashes and words written anew from the rows. */
bool maestra_rebuild(struct txn *);
struct check;
void verify_maestra(struct check *);
