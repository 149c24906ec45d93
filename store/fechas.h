#pragma once
/* The day on which each answer of a family was last given, from the journal: what the «¿por qué?» tells beside a fact. */
#include "store/txn.h"

struct fechas;

const struct fechas *fechas_leer(struct txn *, uint32_t hogar, struct arena *);      /* in the arena; NULL: sticky error */
int32_t fechas_de(const struct fechas *, enum record_kind, uint32_t seq, const char *campo);      /* DATE_NONE: the journal does not say */
