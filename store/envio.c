#include "store/envio.h"
#include "store/entrada.h"
#include "store/env.h"
#include "store/permiso.h"
#include "store/registro.h"
#include <string.h>

bool envio_permitido(struct txn *txn)
{
	const struct actor *actor = &txn->store->actor;

	if (permiso_all(txn->store, PERMISO_LEER))
		return txn_ok(txn);
	return txn_fail(txn, ERR_DENIED, "Su cuenta (%s, %s) no puede enviar el diario de toda la oficina; pídalo a quien coordina (su cuenta nace con «logros iniciar --rol coordinador»)", *actor->usuario ? actor->usuario : "ninguna",
		rol_nombre(actor->rol));
}

/* Of a household that is not there any more: as one of its operations tells. */
static struct id gone(struct txn *txn, uint32_t hogar)
{
	struct key prefix = key_hogar(hogar);
	struct entrada_full f;
	struct arena scratch;
	struct id id = { { 0 } };
	struct walk w;

	arena_init(&scratch);
	for (walk_begin(&w, txn, TABLE_DHOGAR, key_span(&prefix), WALK_UP); !id_given(id) && walk_next(&w); arena_reset(&scratch)) {
		if (!entrada_get(txn, span_dhogar(w.key), true, &scratch, &f))
			break;
		for (int i = 0; i < f.e.n_imagen; i++)
			if (f.e.imagen[i].kind == RECORD_HOGAR && f.e.imagen[i].hogar == hogar)
				id = f.e.imagen[i].id;
	}
	walk_end(&w);
	arena_done(&scratch);
	return id;
}

static struct id identity(struct txn *txn, const struct entrada *e, uint32_t hogar, struct arena *arena)
{
	struct registro r;

	for (int i = 0; i < e->n_imagen; i++)
		if (e->imagen[i].kind == RECORD_HOGAR && e->imagen[i].hogar == hogar)
			return e->imagen[i].id;
	return registro_get(txn, hogar, RECORD_HOGAR, 0, arena, &r) ? r.record.id : gone(txn, hogar);
}

bool envio_get(struct txn *txn, uint64_t n, struct arena *arena, struct envio *out)
{
	struct entrada_full f;
	struct cabeza head;

	if (!envio_permitido(txn) || !cabeza_get(txn, &head) || !entrada_get(txn, n, true, arena, &f))
		return false;
	*out = (struct envio){ .e = f.e, .oficina = arena_strdup(arena, txn->store->almacen.oficina), .hogar = arena_array(arena, struct id, f.e.n_imagen + 1) };
	memcpy(out->previa, f.previa, sizeof out->previa);
	if (!cadena_hash(txn, &head, n, out->cadena))
		return txn_ok(txn) && txn_fail(txn, ERR_DAMAGED, "El diario termina antes de la operación %llu; ejecute «logros verificar»", (unsigned long long)n);
	for (int i = 0; i < f.e.n_imagen && txn_ok(txn); i++)
		out->hogar[i] = i > 0 && f.e.imagen[i].hogar == f.e.imagen[i - 1].hogar ? out->hogar[i - 1] : identity(txn, &f.e, f.e.imagen[i].hogar, arena);
	return txn_ok(txn);
}
