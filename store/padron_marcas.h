#pragma once
/* The marks of all households in memory, for the lists of who sees too many for rows (store/padron.h): twelve bytes each, opened once and then followed by the
 * journal, so that a filter or an order over half a million is answered at a key. They live in the view (store/vista.h). */
#include "store/columna.h"

struct padron_lugar { uint32_t lugar, hogar; };     /* place in the order */
struct padron_hoja { uint32_t n; uint8_t marca[COLUMNA_HOGARES][MARCA_BYTES]; };       /* a page of the columns */
struct padron_marcas {
	struct arena arena;
	struct padron_hoja **hoja; int n, cap;       /* ascending */
	struct situacion *situacion; int n_situacion;        /* what the codes meant when they were read */
	const char **comuna; int n_comuna;
	/* Working memory of the one list that the view keeps, so that a key finds it ready: who is in it, by number; how many stand before each place. */
	struct padron_lugar *puesto; int cap_puesto;
	uint32_t *antes; uint32_t cap_antes;
};
struct padron_marcas *padron_marcas_leer(struct txn *);      /* NULL: the sticky error */
/* Codes only ever come behind those there are. False: the census was made anew with others, so all must be read again. */
bool padron_marcas_valen(struct txn *, const struct padron_marcas *);
void padron_marcas_sigue(struct txn *, struct padron_marcas *, uint32_t hogar);      /* this household changed */
const uint8_t *padron_marcas_de(const struct padron_marcas *, uint32_t hogar);       /* zeros: there is none */
void padron_marcas_listo(struct padron_marcas *, uint32_t lugares);      /* room for all of them, and so many places, with zeros */
void padron_marcas_free(struct padron_marcas *);             /* NULL is allowed */
