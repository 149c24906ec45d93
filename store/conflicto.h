#pragma once
/* Two people change one family at the same time: what each of them changed, field by field. Pure: from the family as this person read it, as the store has it
 * now, and with this person's changes. A field that only one of them changed needs nobody's decision. One that both changed, differently, waits for a choice;
 * until then nothing is saved. Fields that the program keeps by itself (the next step, dates of a follow-up) are nobody's to decide. */
#include "model/ficha.h"

struct conflicto_campo {
	enum record_kind kind;
	uint32_t seq;
	const char *name;
	struct answer antes, ahora, mio;     /* as it was read, as it is stored, as this person wants it; value VALUE_NONE: no answer */
	uint32_t version;                    /* of the record when it was read, 0: it was not there */
	bool choca;                          /* both changed it, and differently */
	bool suyo;                           /* theirs stands: where mine is as it was read, or because it was chosen */
	const char *quien; int64_t cuando;   /* who changed it last, from the journal; NULL: not known */
	bool propio;                         /* quien is the same account, on another console */
};
struct conflicto { struct conflicto_campo *item; int n, cap; int choques; };

/* Every field of the stored family that is not as it was read. The texts are those of the three families: keep them as long, or conflicto_copy. */
void conflicto_of(const struct ficha *leida, const struct ficha *ahora, const struct ficha *mia, struct arena *, struct conflicto *out);
/* A choice made about an earlier attempt: where theirs was chosen mine gives way, and what was seen then is what was read. Both families are changed. */
void conflicto_decidir(const struct conflicto *decidido, struct ficha *leida, struct ficha *mia);
/* The stored record with this person's changes in it, in the arena. NULL records: not there. */
void conflicto_unir(const struct record *leido, const struct record *ahora, const struct record *mio, struct arena *, struct record *out);
void conflicto_copy(struct conflicto *to, struct arena *, const struct conflicto *from);
