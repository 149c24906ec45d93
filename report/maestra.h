#pragma once
/* Loading the base maestra from an office's file (docs/FUENTES.md): any columns in any order, by their headings; batch by batch, so that whoever asked may show
 * how far it is, pause, stop, and go on another day: the store knows how far (store/maestra_carga.h). Rows that cannot be taken stand in <file>.rechazos.csv
 * with line and reason. The memory is that of one batch, whatever the size of the file. */
#include "report/csv_flujo.h"
#include "store/maestra_carga.h"

enum { MAESTRA_COLUMNAS = 64 };

struct maestra_importar {
	/* given */
	struct store *store;
	struct arena *arena;                 /* as long as the load */
	const char *path;
	int32_t hoy;
	int filas;                           /* of a batch; 0: what suits who else is connected */
	/* found; to be read */
	struct maestra_carga carga;
	const char *rechazos_path;
	const char *sin_uso;                 /* headings that are not used, with commas; "" */
	bool reanudada;                      /* it goes on with an earlier load of the same file */
	uint64_t desde;                      /* byte at which this session began */
	/* private */
	struct csv_flujo *csv;
	FILE *rechazos;
	int columna[MAESTRA_CAMPOS];         /* in the file, -1: it has none */
	int nombre_entero;                   /* a column with the whole name, -1 */
	const char *titulo[MAESTRA_COLUMNAS]; int n_titulo;
	struct arena lote, fila;
};

/* Opens the file, understands its heading, reads it once for its fingerprint and finds where to begin. Close it in any case. */
bool maestra_abrir(struct maestra_importar *, struct err *);
/* One batch. Nothing is to be done any more when carga.terminada. After an error what was committed stays; the file may be taken up again. */
bool maestra_seguir(struct maestra_importar *, struct err *);
void maestra_cerrar(struct maestra_importar *);

/* «Celular», «Número de documento»: what a column is called for people. */
const char *maestra_campo_label(enum maestra_campo);
/* What a cell says for a field, as it is kept; false with the reason. */
bool maestra_valor(enum maestra_campo, const char *cell, int32_t hoy, struct arena *, const char **out, struct err *);
