#include "store/maestra.h"
#include "base/text.h"
#include "store/env.h"
#include "store/maestra_fila.h"
#include "store/permiso.h"
#include "store/user.h"
#include <string.h>

const char *maestra_nombre(const struct maestra *m, struct arena *arena)
{
	const char *family = text_clean(arena, arena_printf(arena, "%s %s", m->campo[MAESTRA_APELLIDO1], m->campo[MAESTRA_APELLIDO2]), TEXT_ONE_LINE);
	const char *given = text_clean(arena, arena_printf(arena, "%s %s", m->campo[MAESTRA_NOMBRE1], m->campo[MAESTRA_NOMBRE2]), TEXT_ONE_LINE);

	return *family && *given ? arena_printf(arena, "%s, %s", family, given) : *family ? family : given;
}

bool maestra_visible(const struct store *s, const struct maestra *m)
{
	const char *owner = m->campo[MAESTRA_COGESTOR];

	if (!*s->actor.usuario)
		return false;
	return permiso_all(s, PERMISO_LEER) || ((!*owner || strcmp(owner, s->actor.usuario) == 0) && permiso_hogar(s, PERMISO_LEER, s->actor.usuario));
}

bool maestra_get(struct txn *txn, uint32_t num, struct arena *arena, struct maestra *m)
{
	struct maestra_fila f;

	if (!maestra_read(txn, num, arena, &f) || !maestra_visible(txn->store, &f.m))
		return false;
	*m = f.m;
	return true;
}

uint32_t maestra_by_documento(struct txn *txn, const char *numero)
{
	struct arena scratch;
	struct maestra m;
	uint64_t *found;
	uint32_t first = 0;

	arena_init(&scratch);
	const char *plain = hash_plain(&scratch, numero);
	int n = *plain ? hash_list(txn, hash_of(txn->store, HASH_MAESTRA, span_of(plain, strlen(plain))), &scratch, &found) : 0;
	for (int i = 0; i < n && first == 0; i++)
		if (maestra_get(txn, (uint32_t)found[i], &scratch, &m))
			first = m.num;
	arena_done(&scratch);
	return first;
}

/* ---- Words of a row that no question can contain, for whose it is and whether it was visited: folded text has neither @ nor capitals ---- */

static const char pendiente[] = "@P", visitada[] = "@V", libre[] = "@L", de_nadie[] = "@N";     /* the last one in no row */
enum { LETRAS = 7 };

static const char *mark_of(struct arena *arena, uint32_t account)
{
	char letters[LETRAS + 1] = { 0 };

	for (int i = LETRAS - 1; i >= 0; i--, account /= 26)
		letters[i] = (char)('A' + account % 26);
	return arena_printf(arena, "@C%s", letters);
}

const char *maestra_marcas(struct txn *txn, const struct maestra *m, struct arena *arena)
{
	const char *owner = m->campo[MAESTRA_COGESTOR];
	uint32_t account = *owner ? cuenta_number(txn, owner) : 0;

	return arena_printf(arena, "%s %s", m->hogar ? visitada : pendiente, account ? mark_of(arena, account) : libre);
}

struct pregunta *maestra_preguntar(struct txn *txn, const char *text, enum maestra_cuales which, struct arena *arena)
{
	static const char *const states[] = { pendiente, visitada };
	struct pregunta *p = busqueda_begin(txn, BUSQUEDA_MAESTRA, text, arena);
	const struct store *s = txn->store;

	busqueda_solo(p, which == MAESTRA_VISITADAS ? states + 1 : states, which == MAESTRA_TODAS ? 2 : 1);
	if (!permiso_all(s, PERMISO_LEER)) {
		const char **own = arena_array(arena, const char *, 2);
		bool some = permiso_hogar(s, PERMISO_LEER, s->actor.usuario);
		own[0] = some ? libre : de_nadie;
		own[1] = mark_of(arena, s->account);
		busqueda_solo(p, own, some ? 2 : 1);
	}
	return p;
}
