#pragma once
/* All that follows from records, journal and base maestra, made anew: for a store whose indexes do not agree with its records. Alone in the store
 * (store/sesiones.h), a backup first, then one transaction for each part, so that it may be killed anywhere: a part is anew or as it was, and doing it again gives
 * the same. Records and journal are not touched, but for the operation at the end that says it was done.
 * What hangs on a record, an account or an operation that does not open stays as it is. */
#include "store/table.h"

/* Who waits for something long: asked from time to time, of `que` so much is done. False: stop; what is finished stays, the part under way is as it was. */
struct rehacer { bool (*sigue)(void *arg, const char *que, uint64_t hechos, uint64_t total); void *arg; const char *que; };

bool rehacer_indices(struct store *, struct rehacer *or_null, struct err *);     /* ERR_BUSY: others are in; ERR_SIGNAL: told to stop */
const char *rehacer_que(int i);                  /* what it makes anew, in words, from 0 on; NULL after the last */
void rehacer_escuchar(struct store *, struct rehacer *);     /* store_verify tells it too; NULL: nobody */

/* For the parts. */
bool rehacer_avanza(struct txn *, uint64_t hechos, uint64_t total);      /* false: ERR_SIGNAL, or another error */
uint32_t rehacer_hogar(struct txn *, uint32_t after);                    /* the next household that has records, 0: none */
bool rehacer_vaciar(struct txn *, enum table);
