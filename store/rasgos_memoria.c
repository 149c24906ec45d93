#include "store/rasgos_memoria.h"
#include "store/env.h"
#include <lmdb.h>
#include <string.h>
#include <unistd.h>

/* A household is one run of bytes: how many people, and for each its numbers and then its texts, each ended by a zero. A person takes about a hundred bytes
 * so, a third of the struct. */
struct numeros { int32_t nacio; uint32_t seq; uint8_t n_nombre, n_apellido, jefe; };
enum { TEXTOS = 4 + 4 * RASGOS_PALABRAS, PARTE_DE_LA_MAQUINA = 4, HOGARES_MIN = 1024 };

struct rasgos_memoria {
	struct arena arena;                /* of the runs and of the list of them */
	const char **run; uint32_t n;      /* by number of household; NULL: not known */
	size_t used, max;
	size_t txn_id;                     /* the transaction in which it was last right */
};

static void clear(struct rasgos_memoria *m)
{
	arena_reset(&m->arena);
	m->run = NULL;
	m->n = 0;
	m->used = 0;
}

bool rasgos_memoria_begin(struct store *s)
{
	long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);

	if (s->rasgos)
		return false;
	struct rasgos_memoria *m = arena_new(&s->arena, struct rasgos_memoria);
	arena_init(&m->arena);
	m->max = pages > 0 && page > 0 ? (size_t)pages / PARTE_DE_LA_MAQUINA * (size_t)page : 0;
	s->rasgos = m;
	return true;
}

void rasgos_memoria_end(struct store *s)
{
	if (s->rasgos)
		arena_done(&s->rasgos->arena);
	s->rasgos = NULL;
}

void rasgos_memoria_forget(struct store *s)
{
	if (s->rasgos)
		clear(s->rasgos);
}

/* Right is what was so in this transaction or in the one before it: whoever else had committed would have taken a number between them. */
static struct rasgos_memoria *memory(struct txn *txn)
{
	struct rasgos_memoria *m = txn->store->rasgos;
	size_t id = m && txn->mdb ? mdb_txn_id(txn->mdb) : 0;

	if (!m || !txn->write || !txn->mdb)
		return NULL;
	if (id != m->txn_id && id != m->txn_id + 1)
		clear(m);
	m->txn_id = id;
	return m;
}

/* The texts of a person in the order in which they lie in a run. */
static int texts_of(struct rasgos *r, const char **out[TEXTOS])
{
	int n = 0;

	out[n++] = &r->tipo;
	out[n++] = &r->documento;
	out[n++] = &r->telefono;
	out[n++] = &r->sexo;
	for (int i = 0; i < r->n_nombre; i++) {
		out[n++] = &r->nombre[i].texto;
		out[n++] = &r->nombre[i].sonido;
	}
	for (int i = 0; i < r->n_apellido; i++) {
		out[n++] = &r->apellido[i].texto;
		out[n++] = &r->apellido[i].sonido;
	}
	return n;
}

static size_t run_size(const struct rasgos_hogar *h)
{
	size_t size = sizeof(int);

	for (int i = 0; i < h->n; i++) {
		const char **text[TEXTOS];
		struct rasgos r = h->persona[i];
		int n = texts_of(&r, text);
		size += sizeof(struct numeros);
		for (int k = 0; k < n; k++)
			size += strlen(*text[k]) + 1;
	}
	return size;
}

static void write_run(char *at, const struct rasgos_hogar *h)
{
	memcpy(at, &h->n, sizeof h->n);
	at += sizeof h->n;
	for (int i = 0; i < h->n; i++) {
		const char **text[TEXTOS];
		struct rasgos r = h->persona[i];
		struct numeros of = { r.nacio, r.seq, (uint8_t)r.n_nombre, (uint8_t)r.n_apellido, r.jefe };
		int n = texts_of(&r, text);
		memcpy(at, &of, sizeof of);
		at += sizeof of;
		for (int k = 0; k < n; k++)
			at = stpcpy(at, *text[k]) + 1;
	}
}

static void make_room(struct rasgos_memoria *m, uint32_t hogar)
{
	uint32_t n = m->n ? m->n : HOGARES_MIN;

	while (n <= hogar && n < UINT32_MAX / 2)
		n *= 2;
	m->run = arena_grow(&m->arena, m->run, sizeof *m->run * m->n, sizeof *m->run * n);
	m->used += sizeof *m->run * (n - m->n);
	m->n = n;
}

void rasgos_memoria_put(struct txn *txn, uint32_t hogar, const struct rasgos_hogar *h)
{
	static const struct rasgos_hogar nobody;
	struct rasgos_memoria *m = memory(txn);

	if (!m || hogar > UINT32_MAX / 2)
		return;
	size_t size = run_size(h ? h : &nobody);
	if (m->used + size <= m->max && hogar >= m->n)
		make_room(m, hogar);
	if (hogar >= m->n)
		return;
	m->run[hogar] = NULL;
	if (m->used + size > m->max)
		return;
	char *run = arena_alloc(&m->arena, size);
	write_run(run, h ? h : &nobody);
	m->run[hogar] = run;
	m->used += size;
}

bool rasgos_memoria_get(struct txn *txn, uint32_t hogar, struct arena *arena, struct rasgos_hogar *h)
{
	struct rasgos_memoria *m = memory(txn);

	if (!m || hogar >= m->n || !m->run[hogar])
		return false;
	const char *at = m->run[hogar];
	*h = (struct rasgos_hogar){ .telefono = { "", "" }, .direccion = "", .barrio = "" };
	memcpy(&h->n, at, sizeof h->n);
	at += sizeof h->n;
	h->persona = arena_array(arena, struct rasgos, h->n + 1);
	for (int i = 0; i < h->n; i++) {
		struct rasgos *r = &h->persona[i];
		struct numeros of;
		const char **text[TEXTOS];
		memcpy(&of, at, sizeof of);
		at += sizeof of;
		*r = (struct rasgos){ .seq = of.seq, .jefe = of.jefe, .n_nombre = of.n_nombre, .n_apellido = of.n_apellido, .nacio = of.nacio };
		int n = texts_of(r, text);
		for (int k = 0; k < n; k++) {
			*text[k] = at;
			at += strlen(at) + 1;
		}
	}
	return true;
}
