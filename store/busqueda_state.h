#pragma once
/* What the search keeps in the store handle, and a question under way; only for store/busqueda*.c. */
#include "store/bits.h"
#include "store/busqueda.h"
#include "store/numero.h"
#include "store/palabra.h"
#include "store/posting.h"

/* What waits for the flush, of one side. */
struct busqueda_espera {
	struct posting_change *change; int n_change, cap_change;
	struct numero_nuevo *casa; int n_casa, cap_casa;
};

struct busqueda {
	struct arena arena;                  /* of this struct */
	struct palabras palabras;
	bool ahead;                          /* something waits for the flush, so memory is ahead of the store */
	bool touched;                        /* a write transaction has used the dictionary, and it is not known that it was committed … */
	size_t txn_id; int n_before;         /* … which one, and the words that there were before it */
	struct arena wait;                   /* of what waits */
	struct busqueda_espera espera[BUSQUEDA_LADOS];
};

/* The index of this transaction's store with its dictionary up to date; NULL after an error. */
struct busqueda *busqueda_of(struct txn *);
enum table busqueda_table(enum busqueda_lado);
void busqueda_sum_word(struct busqueda_sum *, uint32_t hogar, const char *word, size_t len);

enum { WORDS_MAX = 16, SOLO_MAX = 2, NIVELES = 3 };

struct pregunta_palabra {
	const char *text;
	bool number;                         /* it has a digit */
	bool spelled;                        /* the dictionary has something like it */
	bool indexed;                        /* the postings of match have every household that answers … */
	bool exact;                          /* … and no other */
	const char *const *solo; int n_solo; /* instead of a text: one of these */
	uint32_t *match; int n;              /* in the dictionary and drawers, ascending */
	struct bits set;                     /* those of the dictionary */
	uint64_t hogares;                    /* how many households have one of them, more or less */
};

struct pregunta {
	struct txn *txn;
	struct busqueda *index;
	enum busqueda_lado lado;
	enum table table;
	struct arena *arena;
	struct arena scratch;                /* of one range */
	const char *text;
	struct pregunta_palabra word[WORDS_MAX + SOLO_MAX];      /* the rarest first, those without postings last */
	int n;
	int nivel;                           /* at which the words are resolved; -1: not yet */
	const struct bits *solo;             /* only these households answer; NULL: all */
	bool posible;                        /* at this level each word is somebody's */
	uint32_t end;                        /* no household has a number so high */
	uint32_t group; bool group_read;     /* the last one opened … */
	struct numero_hogar line[NUMERO_GROUP]; int n_line;
	uint8_t *bytes; size_t cap;          /* … and what it lies in */
	int opened;                          /* values opened in this call */
};

static inline bool pregunta_asks(const struct pregunta *p, uint32_t hogar)
{
	return !p->solo || bits_has(p->solo, hogar);
}
/* The words of the question at the level of the place, or at a later one; false: nothing more to come (lugar->fin). */
bool pregunta_ready(struct pregunta *, struct busqueda_lugar *);
void pregunta_level_ended(struct pregunta *, struct busqueda_lugar *);
bool pregunta_answers(const struct pregunta *, struct numero_hogar);       /* does what a household holds answer? */
