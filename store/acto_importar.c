#include "store/registrar.h"

#include <string.h>

/* Import touches only what the file brings: answers that it does not have stay. */
static void merge(struct edicion *e, enum record_kind kind, uint32_t seq, const struct answers *from)
{
	struct answers now;
	answers_init(&now, e->acto->arena);
	answers_copy(&now, &ficha_record(e->ficha, kind, seq)->fields);
	for (int i = 0; i < from->n; i++)
		answers_set(&now, from->item[i].name, from->item[i].value);
	edicion_answers(e, kind, seq, &now);
}

/* The list of the office is often older than what the cogestor knows: who has left does not come back with it. */
static void merge_member(struct edicion *e, const struct answers *row)
{
	const struct record *there = registrado(e->ficha, row);
	if (!there)
		hogar_poner(e, edicion_next_seq(e, RECORD_INTEGRANTE), row);
	else if (answers_bool(&there->fields, INTEGRANTE_ACTIVO, true))
		merge(e, RECORD_INTEGRANTE, there->seq, row);
}

static bool update(struct acto *a, uint32_t num, const struct answers *hogar, const struct answers *integrante, int n, bool *changed, struct err *err)
{
	struct ficha *f = arena_new(a->arena, struct ficha);
	struct edicion e;
	if (!ficha_load(a->txn, num, a->arena, f, NULL)) {
		*err = a->txn->err;
		return err->code != ERR_NONE ? false : err_set(err, ERR_NOT_FOUND, "El hogar número %u ya no está", num);
	}
	a->al_dia = num;
	if (!edicion_begin_any(&e, a, f, err))
		return false;
	merge(&e, RECORD_HOGAR, 0, hogar);
	for (int i = 0; i < n; i++)
		merge_member(&e, &integrante[i]);
	if (e.n == 0)
		return true;
	*changed = true;
	return edicion_abierta(f, err) && edicion_check(&e, err) && edicion_save(&e, "importar_hogar", NULL, ficha_nombre(f, a->arena), err);
}

bool acto_importar(struct acto *a, uint32_t num, const struct answers *hogar, const struct answers *integrante, int n, bool *changed, struct err *err)
{
	*changed = num == 0;
	if (num == 0)
		return hogar_registrar(a, hogar, integrante, n, "importar_hogar", arena_new(a->arena, struct ficha), err);
	return update(a, num, hogar, integrante, n, changed, err);
}
