#pragma once
/* What the search keeps in the store handle; only for store/busqueda*.c. */
#include "store/busqueda.h"
#include "store/palabra.h"
#include "store/posting.h"

struct busqueda_numbers { uint32_t hogar; const char *numbers; };

struct busqueda {
	struct arena arena;                  /* of this struct */
	struct palabras palabras;
	bool ahead;                          /* something waits for the flush, so memory is ahead of the store */
	bool touched;                        /* words may have been added by a transaction of which it is not known that it was committed */
	struct arena wait;                   /* of what waits for the flush */
	struct posting_change *change; int n_change, cap_change;
	struct busqueda_numbers *numbers; int n_numbers, cap_numbers;
};

/* The index of this transaction's store with its dictionary up to date; NULL after an error. */
struct busqueda *busqueda_of(struct txn *);
