#pragma once
/* A filter made ready: what had to be looked up for it is looked up once. It asks rows in memory (store/vista.h) and marks of the columns
 * (store/marca.h) the same questions, so that small and large stores give the same lists. In the arena of the transaction. */
#include "store/marca.h"
#include "store/vista.h"

enum { COMUNA_NADIE = 0x10000 };             /* a comuna that no household has */
struct criba_situacion { bool pasa, cerrada, exento; };      /* of a code of the census: does it fit the filter; what the route says of it */
struct criba {
	const struct filtro *filtro;
	const struct ruta *ruta;
	int32_t hoy;
	uint32_t scope;                          /* the account of who may see no other; 0: sees all */
	uint32_t account;                        /* of filtro->cogestor */
	bool by_text;
	uint32_t *found; int n_found;            /* households with the words, ascending */
	uint32_t *draft; int n_draft;            /* households with drafts of the actor, ascending, as often as they have */
	struct criba_situacion *situacion; int n_situacion;      /* by code, from 0; only after criba_codes */
	int comuna;                              /* code; -1 any */
	uint32_t solo;                           /* the only account that may pass; 0: any */
	bool nadie, con_agenda;                  /* nobody passes; visits are asked for */
	uint64_t *among; uint32_t n_among;       /* bits by household number: only these; NULL: all */
};

void criba_init(struct criba *, struct txn *, const struct ruta *, const struct filtro *, int32_t hoy);
void criba_texto(struct criba *, struct txn *);      /* looks for the words; not before, since what the counters know needs none */
bool criba_solo_texto(const struct criba *);         /* nothing but words, for who sees all */
void criba_codes(struct criba *, struct txn *, struct censo *);
bool criba_fila(const struct criba *, const struct vista_fila *);
/* All but what visits decide, from the bytes alone. */
static inline bool criba_bytes(const struct criba *c, const uint8_t b[MARCA_BYTES], uint32_t hogar)
{
	uint32_t account = marca_account(b);
	unsigned code = marca_situacion(b);

	if (account == 0 || (c->solo && account != c->solo) || !c->situacion[code < (unsigned)c->n_situacion ? code : 0].pasa)
		return false;
	if ((c->comuna >= 0 && (int)marca_comuna(b) != c->comuna) || (c->filtro->celda >= 0 && marca_celda(b) != c->filtro->celda))
		return false;
	return !c->among || (hogar / 64 < c->n_among && c->among[hogar / 64] >> hogar % 64 & 1);
}
/* And what visits decide. */
bool criba_visita(const struct criba *, const struct marca *, struct agenda *);
int criba_borradores(const struct criba *, uint32_t hogar);
bool plazo_es(enum lista_plazo, int32_t acordada, int32_t hoy);
/* For marks: what words, drafts and alerts name becomes bits, since columns hold none of it. */
void criba_found(struct criba *, struct txn *);
