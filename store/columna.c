#include "store/columna.h"
#include "store/env.h"
#include "store/fila.h"
#include "store/op.h"
#include "store/user.h"
#include <endian.h>
#include <string.h>

enum { FORMATO = 1, PARTES = COLUMNA_MARCAS | COLUMNA_LOGROS, MARCAS_MAX = 1 + COLUMNA_HOGARES * MARCA_BYTES, LOGROS_MAX = 2 + MEDICION_LOGROS * 2 * COLUMNA_PLANO };
#define PAGINA_MAX (UINT32_MAX / 2)

static struct key page_key(uint32_t page, enum columna_parte part)
{
	return key_number(page * 2 + (part == COLUMNA_LOGROS));
}

bool columna_siguiente(struct txn *txn, uint32_t *page)
{
	struct key from = page_key(*page, COLUMNA_MARCAS);
	struct walk w;

	if (*page > PAGINA_MAX || (txn->op && txn->op->columna && !columna_flush(txn)))
		return false;
	walk_begin(&w, txn, TABLE_COLUMNA, span_of("", 0), WALK_UP);
	w.keys_only = true;
	walk_from(&w, key_span(&from));
	bool found = false;
	while (!found && walk_next(&w))
		found = w.key.n == 4;      /* what is no page of ours hides none */
	if (found)
		*page = span_u32(w.key, 0) / 2;
	walk_end(&w);
	return found;
}

void columna_marca(const struct columna_pagina *p, int i, struct marca *r)
{
	marca_in(p->marca[i], r);
}

static unsigned bit(const uint64_t plane[COLUMNA_PLANO / 8], int i)
{
	return (unsigned)(plane[i / 64] >> i % 64 & 1);
}

enum logro_estado columna_logro(const struct columna_pagina *p, int i, int numero)
{
	return numero < 1 || numero > p->logros ? LOGRO_SIN_DATO : (enum logro_estado)(bit(p->plano[numero - 1][0], i) | bit(p->plano[numero - 1][1], i) << 1);
}

/* Words of a plane lie in the file lowest byte first, whatever the machine does. */
static void plane_in(const uint8_t *b, uint64_t *word)
{
	memcpy(word, b, COLUMNA_PLANO);
	for (int w = 0; w < COLUMNA_PLANO / 8; w++)
		word[w] = le64toh(word[w]);
}

static void plane_out(const uint64_t *word, uint8_t *b)
{
	for (int w = 0; w < COLUMNA_PLANO / 8; w++) {
		uint64_t low_first = htole64(word[w]);
		memcpy(b + 8 * w, &low_first, sizeof low_first);
	}
}

static bool part_in(struct columna_pagina *p, enum columna_parte part, struct span v)
{
	if (part == COLUMNA_MARCAS) {
		if (v.n < 1 || v.n > MARCAS_MAX || v.p[0] != FORMATO || (v.n - 1) % MARCA_BYTES != 0)
			return false;
		memcpy(p->marca, v.p + 1, v.n - 1);
		memset((uint8_t *)p->marca + v.n - 1, 0, sizeof p->marca - (v.n - 1));
		return true;
	}
	if (v.n < 2 || v.p[0] != FORMATO || v.p[1] > MEDICION_LOGROS || v.n != 2 + (size_t)v.p[1] * 2 * COLUMNA_PLANO)
		return false;
	p->logros = v.p[1];
	for (int i = 0; i < 2 * p->logros; i++)
		plane_in(v.p + 2 + (size_t)i * COLUMNA_PLANO, p->plano[i / 2][i % 2]);
	memset(p->plano[p->logros], 0, sizeof *p->plano * (size_t)(MEDICION_LOGROS - p->logros));
	return true;
}

static struct span part_out(const struct columna_pagina *p, enum columna_parte part, uint8_t out[LOGROS_MAX])
{
	static const uint8_t none[MARCA_BYTES];
	int n = part == COLUMNA_MARCAS ? COLUMNA_HOGARES : p->logros;

	out[0] = FORMATO;
	if (part == COLUMNA_MARCAS) {
		while (n > 0 && memcmp(p->marca[n - 1], none, sizeof none) == 0)
			n--;
		memcpy(out + 1, p->marca, (size_t)n * MARCA_BYTES);
		return span_of(out, 1 + (size_t)n * MARCA_BYTES);
	}
	out[1] = (uint8_t)n;
	for (int i = 0; i < 2 * n; i++)
		plane_out(p->plano[i / 2][i % 2], out + 2 + (size_t)i * COLUMNA_PLANO);
	return span_of(out, 2 + (size_t)n * 2 * COLUMNA_PLANO);
}

static void put_logros(struct columna_pagina *p, int i, const struct medicion *m)
{
	uint64_t mask = UINT64_C(1) << i % 64;

	for (int k = 1; k <= MEDICION_LOGROS; k++) {
		unsigned estado = m && m->known ? medicion_logro(m, k) : 0;
		for (int b = 0; b < 2; b++) {
			uint64_t *word = &p->plano[k - 1][b][i / 64];
			*word = estado >> b & 1 ? *word | mask : *word & ~mask;
		}
		if (estado && k > p->logros)
			p->logros = k;
	}
}

/* A page that does not open, from rows and records: nobody is kept from saving by it, and lists stay whole. */
static void rebuild(struct txn *txn, struct columna_pagina *p, unsigned parts, struct arena *scratch)
{
	struct censo *censo = censo_get(txn, scratch);

	for (int i = 0; censo && i < COLUMNA_HOGARES && txn_ok(txn); i++) {
		uint32_t hogar = p->n * COLUMNA_HOGARES + (uint32_t)i;
		const char *owner = hogar ? familia_owner(txn, hogar, scratch) : NULL;
		uint32_t account = owner ? cuenta_number(txn, owner) : 0;
		struct marca r = { 0 };
		struct fila_base base;
		if (account && fila_read(txn, account, hogar, scratch, &base))
			marca_of(txn, censo, account, &base.hogar, &base.medicion, &r);
		if (parts & COLUMNA_MARCAS)
			marca_out(&r, p->marca[i]);
		if (parts & COLUMNA_LOGROS)
			put_logros(p, i, r.account ? &base.medicion : NULL);
	}
}

static bool read_part(struct txn *txn, struct columna_pagina *p, enum columna_parte part, struct arena *scratch)
{
	struct key k = page_key(p->n, part);
	struct walk w;

	walk_begin(&w, txn, TABLE_COLUMNA, key_span(&k), WALK_UP);
	bool found = walk_next(&w), good = found && !w.damaged && part_in(p, part, w.value);
	walk_end(&w);
	if (!good && part == COLUMNA_MARCAS)
		memset(p->marca, 0, sizeof p->marca);
	if (!good && part == COLUMNA_LOGROS) {
		memset(p->plano, 0, sizeof p->plano);
		p->logros = 0;
	}
	if (found && !good) {
		rebuild(txn, p, part, scratch);
		p->rehecha |= part;
		p->dirty |= txn->op ? part : 0u;
	}
	p->read |= part;
	return txn_ok(txn);
}

bool columna_read(struct txn *txn, struct columna_pagina *p, uint32_t page, unsigned parts, struct arena *scratch)
{
	if (p->n != page)
		p->read = p->rehecha = 0;
	p->n = page;
	if (parts & ~p->read & COLUMNA_MARCAS && !read_part(txn, p, COLUMNA_MARCAS, scratch))
		return false;
	return !(parts & ~p->read & COLUMNA_LOGROS) || read_part(txn, p, COLUMNA_LOGROS, scratch);
}

static bool write_part(struct txn *txn, struct columna_pagina *p, enum columna_parte part)
{
	struct key k = page_key(p->n, part);
	uint8_t bytes[LOGROS_MAX];

	if (p->dirty & part)
		table_put(txn, TABLE_COLUMNA, key_span(&k), part_out(p, part, bytes));
	p->dirty &= ~(unsigned)part;
	return txn_ok(txn);
}

bool columna_flush(struct txn *txn)
{
	struct columna_pagina *p = txn->op ? txn->op->columna : NULL;

	return !p || (write_part(txn, p, COLUMNA_MARCAS) && write_part(txn, p, COLUMNA_LOGROS));
}

/* The page that the transaction works on. */
static struct columna_pagina *own_page(struct txn *txn, uint32_t hogar, unsigned parts)
{
	struct op_state *op = txn->op;

	if (!op->columna)
		op->columna = arena_new(&txn->arena, struct columna_pagina);
	if (op->columna->n != hogar / COLUMNA_HOGARES && !columna_flush(txn))
		return NULL;
	return columna_read(txn, op->columna, hogar / COLUMNA_HOGARES, parts, &txn->arena) ? op->columna : NULL;
}

bool columna_get(struct txn *txn, uint32_t hogar, struct marca *r)
{
	struct columna_pagina *p = txn->op ? own_page(txn, hogar, COLUMNA_MARCAS) : arena_new(&txn->arena, struct columna_pagina);

	*r = (struct marca){ .ultima = DATE_NONE, .proxima = DATE_NONE };
	if (!p || (!txn->op && !columna_read(txn, p, hogar / COLUMNA_HOGARES, COLUMNA_MARCAS, &txn->arena)))
		return false;
	columna_marca(p, (int)(hogar % COLUMNA_HOGARES), r);
	return true;
}

static bool same_logros(const struct columna_pagina *p, int i, const struct medicion *m)
{
	for (int k = 1; k <= MEDICION_LOGROS; k++)
		if (columna_logro(p, i, k) != (m && m->known ? medicion_logro(m, k) : LOGRO_SIN_DATO))
			return false;
	return true;
}

void columna_put(struct txn *txn, uint32_t hogar, const struct marca *r, const struct medicion *m)
{
	struct columna_pagina *p = own_page(txn, hogar, PARTES);
	int i = (int)(hogar % COLUMNA_HOGARES);
	uint8_t bytes[MARCA_BYTES];

	if (!p)
		return;
	marca_out(r, bytes);
	if (memcmp(bytes, p->marca[i], sizeof bytes) != 0) {
		memcpy(p->marca[i], bytes, sizeof bytes);
		p->dirty |= COLUMNA_MARCAS;
	}
	if (same_logros(p, i, m))
		return;
	put_logros(p, i, m);
	p->dirty |= COLUMNA_LOGROS;
}
