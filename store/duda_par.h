#pragma once
/* A pair of TABLE_DUDA (hogar u32 · hogar u32, under both orders → [1, kind, points]) and how it comes about; for the files of store/ only. */
#include "store/duda.h"

struct duda_par { uint32_t otro; enum semejanza_tipo tipo; int puntos; };
struct duda_hogares { uint32_t *item; int n, cap; };

struct key duda_key(uint32_t a, uint32_t b);
bool duda_in(struct span value, struct arena *, struct duda_par *);
/* Is this a pair? The rule of the head of duda.h. */
bool duda_compare(const struct ficha *a, const struct rasgos_hogar *, const struct ficha *b, const struct rasgos_hogar *, struct arena *, struct duda_par *);
/* Households that share a key with this one, each once. */
void duda_encuentros(struct txn *, uint32_t self, const struct rasgos_hogar *, struct arena *, struct duda_hogares *);
