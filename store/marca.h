#pragma once
/* What lists filter, order and count by, of one household, in twelve bytes: nothing in it depends on today. Texts are codes (store/censo.h).
 * Kept in the columns of the store (store/columna.h), in the transaction that changes the row. */
#include "store/censo.h"

enum { MARCA_BYTES = 12 };
struct marca {
	uint32_t account;                    /* whose it is; 0: there is no such household */
	uint16_t situacion, comuna;          /* codes, 0: none */
	bool abierta, cierre, medida;        /* a visit is open; it has a date of closing; its logros are known */
	int celda;                           /* 0 unknown */
	int32_t ultima, proxima;             /* last effective visit; agreed one, later than that; DATE_NONE. Between 1950 and 2129. */
};

void marca_out(const struct marca *, uint8_t out[MARCA_BYTES]);
void marca_in(const uint8_t in[MARCA_BYTES], struct marca *);
/* Single parts, for walks over millions. */
static inline unsigned marca_dos(const uint8_t *at) { return (unsigned)at[0] << 8 | at[1]; }
static inline uint32_t marca_account(const uint8_t *b) { return (uint32_t)b[0] << 16 | marca_dos(b + 1); }
static inline unsigned marca_situacion(const uint8_t *b) { return marca_dos(b + 3); }
static inline unsigned marca_comuna(const uint8_t *b) { return marca_dos(b + 5); }
static inline bool marca_medida(const uint8_t *b) { return b[7] >> 2 & 1; }
static inline int marca_celda(const uint8_t *b) { return b[7] >> 4; }
unsigned marca_dia(int32_t);             /* 1 … 65535 ascending, 0 for DATE_NONE */

/* Of a household's record. Codes that the census does not have: in a write transaction they are added, else they are 0. */
void marca_of(struct txn *, struct censo *, uint32_t account, const struct answers *hogar, const struct medicion *, struct marca *);

/* In the write transaction, after the row: columns, census and lists of alerts of a household. account 0: it is not there any more. */
struct listado { uint32_t account; const char *alertas; };       /* as the row said before: 0 when there was none */
void marca_update(struct txn *, uint32_t hogar, const struct listado *before, uint32_t account, const struct answers *, const struct medicion *);
bool marca_flush(struct txn *);
/* Columns, census and lists of alerts made anew from the rows, in a write transaction. */
bool listas_rebuild(struct txn *);

/* Key of an entry of TABLE_LISTA, or the prefix of a list: account 0 gives those of all, hogar 0 those of an account. */
struct key key_lista(const struct store *, const char *que, const char *valor, uint32_t account, uint32_t hogar);
#define LISTA_ALERTA "alerta"
