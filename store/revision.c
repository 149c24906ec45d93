#include "store/revision.h"

#include "base/text.h"
#include "model/validacion.h"
#include "store/hash.h"
#include "store/registro.h"
#include "store/user.h"

#include <string.h>

static const struct toque *toque_of(const struct edicion *e, const struct record *r)
{
	for (int i = 0; i < e->n; i++)
		if (e->toque[i].kind == r->kind && e->toque[i].seq == r->seq)
			return &e->toque[i];
	return NULL;
}

static void add_before(const struct edicion *e, struct ficha *to, const struct record *r)
{
	const struct toque *t = toque_of(e, r);
	struct record was = *r;
	if (t && t->nuevo && r->kind != RECORD_HOGAR)
		return;
	if (t)
		was.fields = t->antes;
	ficha_add(to, &was);
}

/* Only what the validation looks at. */
static void before_edit(const struct edicion *e, struct ficha *out)
{
	const struct ficha *f = e->ficha;
	const struct record_list *const list[] = { &f->integrante, &f->visita };
	ficha_init(out, e->acto->arena);
	out->num = f->num;
	add_before(e, out, &f->hogar);
	for (size_t k = 0; k < sizeof list / sizeof *list; k++)
		for (int i = 0; i < list[k]->n; i++)
			add_before(e, out, &list[k]->item[i]);
}

static bool was_there(const struct hallazgo *old, int n, const struct hallazgo *now)
{
	for (int i = 0; i < n; i++)
		if (old[i].error && old[i].integrante == now->integrante && strcmp(old[i].texto, now->texto) == 0)
			return true;
	return false;
}

bool revision_familia(struct edicion *e, struct err *err)
{
	const struct acto *a = e->acto;
	const struct dict *dict = &a->programa->dict;
	struct hallazgo *now, *old = NULL;
	struct ficha before;
	int n = ficha_validate(e->ficha, dict, a->hoy, a->arena, &now), n_old = 0;
	if (n == 0 || !now[0].error)
		return true;
	if (e->actual) {
		n_old = ficha_validate(e->actual, dict, a->hoy, a->arena, &old);
	} else if (e->ficha->hogar.version > 0) {
		before_edit(e, &before);
		n_old = ficha_validate(&before, dict, a->hoy, a->arena, &old);
	}
	for (int i = 0; i < n && now[i].error; i++)
		if (!was_there(old, n_old, &now[i]))
			return err_set(err, ERR_RULE, "%s", now[i].texto);
	return true;
}

static bool active(const struct answers *a)
{
	return answers_bool(a, INTEGRANTE_ACTIVO, true);
}

/* Those without a document share «no tiene» and the like. */
static bool document_of(const struct edicion *e, const struct answers *a, const char **tipo, const char **numero)
{
	static const char *const none[] = { "nt", "ms", "as" };
	*tipo = answers_text(a, "tipo_documento");
	*numero = hash_plain(e->acto->arena, answers_text(a, "numero_documento"));
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		if (strcmp(*tipo, none[i]) == 0)
			return false;
	return **numero != 0;
}

/* Did the edit bring this document, or bring the person back with it? */
static bool brought(const struct edicion *e, const struct toque *t, const char *tipo, const char *numero)
{
	const char *old_tipo, *old_numero;
	return t->nuevo || !active(&t->antes) || !document_of(e, &t->antes, &old_tipo, &old_numero)
		|| strcmp(tipo, old_tipo) != 0 || strcmp(numero, old_numero) != 0;
}

static const struct record *holder(const struct edicion *e, const struct ficha *f, const char *tipo, const char *numero)
{
	const char *other_tipo, *other_numero;
	for (int i = 0; i < f->integrante.n; i++) {
		const struct answers *a = &f->integrante.item[i].fields;
		if (active(a) && document_of(e, a, &other_tipo, &other_numero) && strcmp(tipo, other_tipo) == 0 && strcmp(numero, other_numero) == 0)
			return &f->integrante.item[i];
	}
	return NULL;
}

/* Who may not read the other household learns whom to talk to, and no more. */
static bool refuse(const struct edicion *e, const struct record *who, const struct ficha *other, const struct record *there, struct err *err)
{
	const struct acto *a = e->acto;
	const char *owner = answers_text(&other->hogar.fields, HOGAR_COGESTOR), *number = answers_text(&who->fields, "numero_documento");
	const char *tipo = text_upper(a->arena, answers_text(&who->fields, "tipo_documento"));
	struct cuenta cuenta = { .nombre = owner };
	if (permiso_hogar(a->txn->store, PERMISO_LEER, owner))
		return err_set(err, ERR_RULE, "El documento %s %s ya está registrado: es de %s, en el hogar %s (%s). Revise el número; si la persona cambió de hogar, retírela primero de allá",
			tipo, number, integrante_nombre(there, a->arena), answers_text(&other->hogar.fields, HOGAR_FOLIO), ficha_nombre(other, a->arena));
	uint32_t n = cuenta_number(a->txn, owner);
	if (n == 0 || !cuenta_get(a->txn, n, a->arena, &cuenta) || !texto_dado(cuenta.nombre))
		cuenta.nombre = owner;
	return err_set(err, ERR_RULE, "El documento %s %s ya está registrado en un hogar que acompaña %s. Revise el número o hable con esa persona o con la coordinación", tipo, number, cuenta.nombre);
}

/* Points, spaces and capitals make no other document. */
static bool alone_in_household(const struct edicion *e, const struct record *who, const char *tipo, const char *numero, struct err *err)
{
	const char *other_tipo, *other_numero;
	struct arena *arena = e->acto->arena;
	for (int i = 0; i < e->ficha->integrante.n; i++) {
		const struct record *r = &e->ficha->integrante.item[i];
		if (r->seq != who->seq && active(&r->fields) && document_of(e, &r->fields, &other_tipo, &other_numero) && strcmp(tipo, other_tipo) == 0 && strcmp(numero, other_numero) == 0)
			return err_set(err, ERR_RULE, "%s y %s tienen el mismo documento (%s %s): revise de quién es", integrante_nombre(r, arena), integrante_nombre(who, arena),
				text_upper(arena, tipo), answers_text(&who->fields, "numero_documento"));
	}
	return true;
}

static bool document_free(struct edicion *e, const struct record *who, const char *tipo, const char *numero, struct err *err)
{
	const struct acto *a = e->acto;
	uint64_t *found;
	if (hogar_by_documento(a->txn, tipo, numero) == 0)      /* brings the indexes up to date as well */
		return txn_ok(a->txn);
	int n = hash_list(a->txn, hash_documento(a->txn->store, a->arena, tipo, numero), a->arena, &found);
	for (int i = 0; i < n; i++) {
		struct ficha other;
		uint32_t hogar = (uint32_t)found[i];
		if (hogar == e->ficha->num || !familia_load(a->txn, hogar, RECORD_INTEGRANTE, a->arena, &other, NULL))
			continue;
		const struct record *there = holder(e, &other, tipo, numero);
		if (there && answers_date(&other.hogar.fields, HOGAR_CIERRE) == DATE_NONE)
			return refuse(e, who, &other, there, err);
	}
	return txn_ok(a->txn);
}

bool revision_documentos(struct edicion *e, struct err *err)
{
	for (int i = 0; i < e->n; i++) {
		const struct toque *t = &e->toque[i];
		const struct record *who = t->kind == RECORD_INTEGRANTE ? ficha_record(e->ficha, t->kind, t->seq) : NULL;
		const char *tipo, *numero;
		if (!who || !active(&who->fields) || !document_of(e, &who->fields, &tipo, &numero) || !brought(e, t, tipo, numero))
			continue;
		if (!alone_in_household(e, who, tipo, numero, err) || !document_free(e, who, tipo, numero, err)) {
			if (!txn_ok(e->acto->txn))
				*err = e->acto->txn->err;
			return false;
		}
	}
	return true;
}
