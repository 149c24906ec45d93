#pragma once
/* Loading a file into the base maestra, in batches: each one transaction and one operation of the journal, and in the same transaction how far the file was
 * read, so that a load that was stopped or killed goes on where it was. What the file says of a row that is there changes only what differs; rows that
 * already have a household stay as they are, and no household is touched. One file at a time in an office. */
#include "store/maestra.h"

enum { MAESTRA_HUELLA = 16, MAESTRA_LOTE = 200, MAESTRA_LOTE_SOLO = 10000, MAESTRA_PAUSA_MS = 5 };

struct maestra_cuentas { uint64_t leidas, nuevas, cambiadas, iguales, visitadas, rechazadas; };
struct maestra_carga {
	uint32_t numero;                     /* from 1; 0: none */
	uint8_t huella[MAESTRA_HUELLA];      /* of the whole file */
	uint64_t tamano, posicion, linea;    /* bytes; the next row begins at `posicion`, line `linea` */
	uint64_t rechazos;                   /* bytes of the file of rejected rows */
	struct maestra_cuentas cuentas;
	const char *archivo, *usuario;       /* its name without folder; who loads it */
	struct id lote;                      /* of its operations */
	bool terminada;
	struct maestra_total total;          /* of the base with the rows of this batch */
	uint64_t anotadas;                   /* rows that the journal knows of */
};
/* The last load. False: none yet, or an error. */
bool maestra_carga_get(struct txn *, struct arena *, struct maestra_carga *);

/* A fingerprint, piece by piece: begin with zeros. It is keyed: it tells nothing about the file to who has no key. */
void maestra_huella(const struct store *, uint8_t huella[MAESTRA_HUELLA], const void *bytes, size_t n);

/* At the begin of each batch, in its write transaction. With numero 0 (huella, tamano, archivo and the place of the first row given) a new load begins; else this
 * one goes on, as maestra_carga_get gave it. ERR_CONFLICT: somebody else went on with it, or began another file, meanwhile. */
bool maestra_carga_begin(struct txn *, struct maestra_carga *, struct arena *, struct err *);
enum maestra_paso { MAESTRA_NUEVA, MAESTRA_CAMBIADA, MAESTRA_IGUAL, MAESTRA_VISITADA, MAESTRA_REPETIDA, MAESTRA_AJENA, MAESTRA_ERROR };
/* One row (num, hogar and carga are not asked); counts it. REPETIDA: this load had that code already; AJENA: it is for another account, or was
 * until now, and the actor may not assign; both are not written and not counted. */
enum maestra_paso maestra_poner(struct txn *, struct maestra_carga *, const struct maestra *, struct arena *scratch);
/* Ends a batch: its operation, and how far the load came (posicion, linea, rechazos and terminada are the caller's). The commit is the caller's, and so is
 * putting the struct back as it was before the batch when that fails. */
bool maestra_lote(struct txn *, struct maestra_carga *, struct arena *scratch);
/* How many rows the next batch may have: few while others are connected. */
int maestra_lote_filas(const struct store *);

/* Takes a load back: rows that it brought go, rows that it changed are as before (one state is kept for each); those with a household stay. At most so many rows are looked at, from
 * *desde on (0 at first); *desde is UINT32_MAX when all is done. One operation for each call. */
struct maestra_quitadas { uint32_t quitadas, devueltas, conservadas; };
bool maestra_quitar(struct txn *, uint32_t carga, uint32_t *desde, int filas, struct maestra_quitadas *, struct err *);
