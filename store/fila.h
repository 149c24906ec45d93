#pragma once
/* A covering row in bytes: what lists show of a household and what agenda_of needs, so that a list opens no record. Derived from the household's record
 * and its members; the measurement comes with operations. Rows can always be built again, so they carry no unknown fields. */
#include "store/entrada.h"
#include "store/lista.h"

struct fila_base {
	struct answers hogar;            /* the fields of fila_campos, as in the record */
	const char *nombre, *documento;
	int integrantes;
	struct medicion medicion;
};
void fila_base_of(const struct ficha *, const struct medicion *, struct arena *, struct fila_base *);
struct span fila_out(const struct fila_base *, struct arena *);
bool fila_in(struct span, struct arena *, struct fila_base *);
/* The row of a household under its account; one that does not open is made from the records. False: none. */
bool fila_read(struct txn *, uint32_t account, uint32_t hogar, struct arena *, struct fila_base *);
bool fila_rebuild(struct txn *, uint32_t hogar, struct arena *, struct fila_base *);      /* from the records and the last measurement */
void fila_put(struct txn *, uint32_t account, uint32_t hogar, const struct fila_base *, struct arena *);
/* What the journal measured of a household last. False: an operation after that does not open, so it may have been measured once more. */
bool fila_medida_ultima(struct txn *, uint32_t hogar, struct arena *, struct medicion *);
/* Of a household whose owner cannot be read: the account under which it has a row that opens; 0: none. */
uint32_t fila_de_alguien(struct txn *, uint32_t hogar, struct arena *, struct fila_base *);
bool fila_rebuild_all(struct txn *);             /* TABLE_FILA anew */
/* As lists show it. `borradores` stays 0. Texts stay where the base has them. */
void fila_show(const struct fila_base *, uint32_t hogar, const struct ruta *, int32_t hoy, struct fila *);
