#pragma once
/* A pair of TABLE_DUDA (hogar u32 · hogar u32, under both orders → [1, kind, points]) and how it comes about; for the files of store/ only. */
#include "store/duda.h"
#include "store/hash.h"

struct duda_par { uint32_t otro; enum semejanza_tipo tipo; int puntos; };
struct duda_hogares { uint32_t *item; int n, cap; };

struct key duda_key(uint32_t a, uint32_t b);
bool duda_in(struct span value, struct arena *, struct duda_par *);
/* Is this a pair? The rule of the head of duda.h. */
bool duda_compare(const struct ficha *a, const struct rasgos_hogar *, const struct ficha *b, const struct rasgos_hogar *, struct arena *, struct duda_par *);
/* Households that share a key with this one, each once, by keys that no more than `most` (up to DUDA_BLOQUE) share. */
void duda_encuentros(struct txn *, uint32_t self, const struct rasgos_hogar *, int most, struct arena *, struct duda_hogares *);

enum { DUDA_BLOQUE = 40, DUDA_SEGURO = 8, DUDA_CLAVES_PERSONA = 3, DUDA_CLAVES_HOGAR = 2 };

/* The hashes under which its people meet others, without those of documents, which the index has anyway; at most CLAVES_PERSONA each and CLAVES_HOGAR. */
int duda_claves(const struct store *, const struct rasgos_hogar *, struct arena *, struct hash *out);
/* All that the comparison reads of a household, as one text: the same text, the same pairs. */
const char *duda_firma(const struct ficha *, struct arena *);
/* The pairs of a household after its hashes were written; NULL: it is in no list any more. */
void duda_update(struct txn *, uint32_t hogar, const struct ficha *or_null);
/* Before somebody is registered: households with somebody alike under the same hashes, each once. */
int duda_candidatos(struct txn *, const struct rasgos *, const struct rasgos_hogar *, struct arena *, uint32_t **hogares);
