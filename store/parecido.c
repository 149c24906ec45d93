/* Possible matches before a household is created, declared in lista.h: who shares a key with the person (store/duda.h) or the words of the name. */
#include "store/busqueda.h"
#include "store/duda_par.h"
#include "store/env.h"
#include "store/fila.h"
#include "store/permiso.h"
#include "store/registro.h"
#include "store/vista.h"
#include <stdlib.h>
#include <string.h>

enum { CANDIDATES_MAX = 200, SHOWN_MAX = 20 };

struct search {
	struct txn *txn;
	const struct vista *v;
	struct rasgos quien; struct rasgos_hogar donde;
	struct arena *arena;
	struct { uint32_t *item; int n, cap; } visto;
	struct parecido *out; int n, cap;
};

static bool seen(struct search *s, uint32_t hogar)
{
	for (int i = 0; i < s->visto.n; i++)
		if (s->visto.item[i] == hogar)
			return true;
	*ARENA_PUSH(s->arena, s->visto.item, s->visto.n, s->visto.cap) = hogar;
	return false;
}

static void candidate(struct search *s, uint32_t hogar)
{
	const struct vista_fila *row = vista_hogar(s->txn, s->v, hogar);
	struct parecido best = { .puntos = SEMEJANZA_ALTA - 1 };
	const char *of_number = NULL;
	struct rasgos_hogar there;
	struct fila_base base;
	struct ficha f;

	if (!row || seen(s, hogar) || !familia_load(s->txn, hogar, RECORD_INTEGRANTE, s->arena, &f, NULL))
		return;
	rasgos_hogar_of(&f, s->arena, &there);
	for (int i = 0; i < there.n; i++) {
		const struct rasgos *p = &there.persona[i];
		const char *name = integrante_nombre(ficha_record(&f, RECORD_INTEGRANTE, p->seq), s->arena);
		int points = semejanza_persona(&s->quien, p, &s->donde, &there, s->arena, NULL);
		if (*p->documento && strcmp(p->documento, s->quien.documento) == 0)
			of_number = name;
		if (points <= best.puntos)
			continue;
		best = (struct parecido){ .puntos = points, .integrante = name };
		semejanza_persona(&s->quien, p, &s->donde, &there, s->arena, &best.razon);
	}
	if (best.razon && of_number && of_number != best.integrante)      /* somebody else's, in the same family: a slip, most likely */
		best.razon = arena_printf(s->arena, "el número de documento es el de %s; %s", of_number, best.razon);
	if (!best.razon || !fila_read(s->txn, row->account, hogar, s->arena, &base))
		return;
	fila_show(&base, hogar, s->v->ruta, s->v->hoy, &best.fila);
	*ARENA_PUSH(s->arena, s->out, s->n, s->cap) = best;
}

static void by_words(struct search *s, const char *a, const char *b)
{
	uint32_t *found;

	if (!*a || !*b)
		return;
	uint32_t scope = permiso_all(s->txn->store, PERMISO_LEER) ? 0 : s->txn->store->account;
	int n = busqueda_query_de(s->txn, scope, arena_printf(s->arena, "%s %s", a, b), s->arena, &found);
	for (int i = 0; i < n && i < CANDIDATES_MAX; i++)
		candidate(s, found[i]);
}

static int best_first(const void *a, const void *b)
{
	const struct parecido *x = a, *y = b;

	return x->puntos != y->puntos ? y->puntos - x->puntos : (x->fila.hogar > y->fila.hogar) - (x->fila.hogar < y->fila.hogar);
}

int lista_parecidos(struct txn *txn, const struct ruta *ruta, const struct answers *integrante, const struct answers *hogar, int32_t hoy, struct arena *arena, struct parecido **out)
{
	struct search s = { .txn = txn, .arena = arena, .v = vista_get(txn, ruta, hoy) };
	struct answers nowhere;
	uint32_t *met;

	*out = NULL;
	if (!s.v)
		return 0;
	answers_init(&nowhere, arena);
	rasgos_of(integrante, arena, &s.quien);
	rasgos_lugar(hogar ? hogar : &nowhere, arena, &s.donde);
	int n = duda_candidatos(txn, &s.quien, &s.donde, arena, &met);
	for (int i = 0; i < n; i++)
		candidate(&s, met[i]);
	const char *name = answers_text(integrante, "nombre1"), *first = answers_text(integrante, "apellido1"), *second = answers_text(integrante, "apellido2");
	by_words(&s, name, first);
	by_words(&s, name, second);
	by_words(&s, first, second);
	if (s.n > 1)
		qsort(s.out, (size_t)s.n, sizeof *s.out, best_first);
	*out = s.out;
	return s.n < SHOWN_MAX ? s.n : SHOWN_MAX;
}
