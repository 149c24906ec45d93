#include "store/borrador_mio.h"
#include <string.h>

void borrador_mio_abrir(struct borrador_mio *m, const struct answers *campos, const struct borrador *draft)
{
	bool aparte = m->aparte;

	borrador_mio_cerrar(m);
	m->aparte = aparte;
	borrador_mio_escrito(m, campos, draft ? draft->sello : 0);
}

void borrador_mio_cerrar(struct borrador_mio *m)
{
	arena_done(&m->arena);
	*m = (struct borrador_mio){ 0 };
}

void borrador_mio_escrito(struct borrador_mio *m, const struct answers *campos, uint64_t sello)
{
	struct arena fresh;
	struct answers copy;

	arena_init(&fresh);
	answers_init(&copy, &fresh);
	answers_copy(&copy, campos);
	m->campo = arena_strdup(&fresh, m->campo);
	m->otro = arena_strdup(&fresh, m->otro);
	arena_done(&m->arena);
	m->arena = fresh;
	m->campos = copy;
	m->campos.arena = &m->arena;
	m->sello = sello;
}

static bool same(const struct answer *a, const struct answer *b)
{
	return a && b ? value_equal(a->value, b->value) : !a && !b;
}

void borrador_unir(struct borrador_mio *m, const struct answers *suyo, const struct answers *mio, struct answers *out)
{
	m->campo = m->otro = NULL;
	answers_copy(out, mio);
	for (int i = 0; i < suyo->n; i++) {
		const struct answer *theirs = &suyo->item[i], *mine = answers_find(mio, theirs->name), *before = answers_find(&m->campos, theirs->name);
		if (same(theirs, before) || same(theirs, mine))
			continue;
		if (same(mine, before))
			answers_put(out, theirs);
		else if (!strstr(theirs->name, BORRADOR_ANTES)) {
			m->campo = arena_strdup(&m->arena, theirs->name);
			m->otro = arena_strdup(&m->arena, theirs->value.kind == VALUE_TEXT || theirs->value.kind == VALUE_CHOICE ? theirs->value.text : "");
		}
	}
}
