#include "store/edicion.h"

#include "base/strbuf.h"

static bool take(struct edicion *e, enum record_kind kind, enum level level, const struct record *r, const struct migration *const *list, int n)
{
	struct answers now;
	bool changed = false;
	answers_init(&now, e->ficha->arena);
	answers_copy(&now, &r->fields);
	for (int i = 0; i < n; i++)
		changed = migration_apply(list[i], level, &now, e->acto->hoy, NULL, NULL) || changed;
	if (changed)
		edicion_answers(e, kind, r->seq, &now);
	return changed;
}

static const char *names(const struct migration *const *list, int n, struct arena *arena)
{
	struct strbuf out;
	strbuf_init(&out, arena);
	for (int i = 0; i < n; i++)
		strbuf_printf(&out, "%s%s", i ? ", " : "", list[i]->name);
	return out.text;
}

/* Also of households whose route has ended: their answers are read as well. */
bool acto_migrar(struct acto *a, struct ficha *f, const struct migration *const *list, int n, struct err *err)
{
	struct edicion e;
	if (!edicion_begin_any(&e, a, f, err))
		return false;
	bool changed = take(&e, RECORD_HOGAR, LEVEL_HOGAR, &f->hogar, list, n);
	for (int i = 0; i < f->integrante.n; i++)
		changed = take(&e, RECORD_INTEGRANTE, LEVEL_INTEGRANTE, &f->integrante.item[i], list, n) || changed;
	for (int i = 0; i < f->visita.n; i++)
		changed = take(&e, RECORD_VISITA, LEVEL_VISITA, &f->visita.item[i], list, n) || changed;
	if (!changed)
		return true;
	return edicion_check(&e, err) && edicion_save(&e, "migrar", NULL, names(list, n, a->arena), err);
}
