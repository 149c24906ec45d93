#include "store/acto_deshacer.h"
#include "store/deshacer.h"
#include "store/edicion.h"
#include "store/medicion.h"
#include "store/revision.h"

#include <string.h>

struct antes { uint32_t hogar; bool estaba; struct ficha ficha; };

/* The next step in words and the numbers of the row, after an undoing under which later changes stand. */
static bool measure(void *arg, struct txn *txn, uint32_t hogar, struct err *err)
{
	struct acto *a = arg;
	struct ficha *f = arena_new(a->arena, struct ficha);
	if (!familia_load(txn, hogar, RECORD_KINDS, a->arena, f, NULL))
		return txn_ok(txn) || err_set(err, txn->err.code, "%s", txn->err.text);
	a->visto = (struct visto){ 0 };
	const struct posicion *place = acto_posicion(a, f);
	const struct evaluacion *now = acto_evaluar(a, f);
	const char *next = place->siguiente_texto ? place->siguiente_texto : "";
	struct registro stored;
	if (strcmp(answers_text(&f->hogar.fields, HOGAR_SIGUIENTE), next) != 0 && registro_get(txn, hogar, RECORD_HOGAR, 0, a->arena, &stored)) {
		answers_set(&f->hogar.fields, HOGAR_SIGUIENTE, value_text(next));
		op_restore(txn, &stored, &f->hogar, false);
	}
	struct medicion m;
	medicion_of(now, a->arena, &m);
	fila_medida(txn, hogar, &m);
	a->visto = (struct visto){ 0 };
	return txn_ok(txn) || err_set(err, txn->err.code, "%s", txn->err.text);
}

static int families_before(struct acto *a, const struct entrada *e, struct antes **out)
{
	int n = 0, cap = 0;
	*out = NULL;
	for (int i = 0; i < e->n_imagen; i++) {
		uint32_t hogar = e->imagen[i].hogar;
		bool known = false;
		for (int k = 0; k < n && !known; k++)
			known = (*out)[k].hogar == hogar;
		if (known)
			continue;
		struct antes *b = ARENA_PUSH(a->arena, *out, n, cap);
		b->hogar = hogar;
		b->estaba = familia_load(a->txn, hogar, RECORD_KINDS, a->arena, &b->ficha, NULL);
	}
	return n;
}

/* The undoing as an edit: what it touched, and how that was. */
static void as_edit(struct edicion *e, const struct entrada *undone, const struct antes *b)
{
	struct arena *arena = e->acto->arena;
	for (int i = 0; i < undone->n_imagen; i++) {
		const struct imagen *m = &undone->imagen[i];
		if (m->hogar != b->hogar)
			continue;
		const struct record *was = ficha_record(&b->ficha, m->kind, m->seq);
		struct toque *t = ARENA_PUSH(arena, e->toque, e->n, e->cap);
		*t = (struct toque){ .kind = m->kind, .seq = m->seq, .nuevo = !was || was->version == 0 };
		answers_init(&t->antes, arena);
		if (was)
			answers_copy(&t->antes, &was->fields);
	}
}

static bool sound(struct acto *a, const struct entrada *undone, const struct antes *b, struct err *err)
{
	struct ficha now;
	if (!familia_load(a->txn, b->hogar, RECORD_KINDS, a->arena, &now, NULL))
		return txn_ok(a->txn);
	struct edicion e = { .acto = a, .ficha = &now, .actual = b->estaba ? &b->ficha : NULL };
	as_edit(&e, undone, b);
	if (revision_familia(&e, err) && revision_documentos(&e, err))
		return true;
	err_wrap(err, "No se puede deshacer");
	return false;
}

static bool draft_left(struct acto *a, const struct imagen *m, struct borrador *draft)
{
	struct borrador *mine;
	if (m->kind == RECORD_HOGAR)
		return borrador_ajeno(a->txn, m->hogar, a->arena, draft);
	for (int n = borrador_list(a->txn, m->hogar, false, a->arena, &mine); n > 0; n--)
		if (mine[n - 1].clave.seq == m->seq) {
			*draft = mine[n - 1];
			return true;
		}
	return false;
}

/* What is being written about a household or a member must not be left behind. */
static bool no_drafts(struct acto *a, const struct entrada *undone, struct err *err)
{
	struct borrador draft;
	for (int i = 0; i < undone->n_imagen; i++) {
		const struct imagen *m = &undone->imagen[i];
		bool goes = m->version_antes == 0 && (m->kind == RECORD_HOGAR || m->kind == RECORD_INTEGRANTE);
		if (goes && draft_left(a, m, &draft))
			return err_set(err, ERR_RULE, "No se puede deshacer: queda un borrador por terminar (%s); termínelo o descártelo primero", texto_dado(draft.titulo) ? draft.titulo : draft.clave.formulario);
	}
	return true;
}

struct obra { uint64_t n; const char *motivo; struct id lote; struct antes *antes; int n_antes; };      /* antes: the households it touches, as they were */

static bool undo(struct acto *a, struct obra *o, struct err *err)
{
	struct entrada_full f = { 0 };
	struct deshacer d = { .n = o->n, .motivo = o->motivo, .lote = o->lote, .medir = measure, .arg = a };
	uint64_t stands = deshacer_vigente(a->txn, o->n);
	o->n_antes = stands && entrada_get(a->txn, stands, true, a->arena, &f) ? families_before(a, &f.e, &o->antes) : 0;
	struct err draft = { 0 };
	if (!no_drafts(a, &f.e, &draft)) {
		/* Whoever may not undo it learns nothing of drafts. */
		if (diario_deshacer_puede(a->txn, o->n, err) && err)
			*err = draft;
		return false;
	}
	if (!deshacer_op(a->txn, &d, err))
		return false;
	a->al_dia = 0;
	a->visto = (struct visto){ 0 };
	for (int i = 0; i < o->n_antes; i++)
		if (!sound(a, &f.e, &o->antes[i], err))
			return false;
	return true;
}

bool acto_deshacer_lote(struct acto *a, uint64_t n, const char *motivo, struct id lote, struct err *err)
{
	struct obra o = { .n = n, .motivo = motivo, .lote = lote };
	return undo(a, &o, err);
}

bool acto_deshacer(struct acto *a, uint64_t n, const char *motivo, struct err *err)
{
	return acto_deshacer_lote(a, n, motivo, (struct id){ { 0 } }, err);
}

bool acto_deshacer_efecto(struct acto *a, uint64_t n, struct deshacer_efecto **out, int *n_out, struct err *err)
{
	struct obra o = { .n = n };
	if (!undo(a, &o, err))
		return false;
	*n_out = o.n_antes;
	*out = arena_array(a->arena, struct deshacer_efecto, o.n_antes + 1);
	for (int i = 0; i < o.n_antes; i++) {
		struct ficha *after = arena_new(a->arena, struct ficha);
		bool there = familia_load(a->txn, o.antes[i].hogar, RECORD_KINDS, a->arena, after, NULL);
		(*out)[i] = (struct deshacer_efecto){ o.antes[i].hogar, o.antes[i].estaba ? &o.antes[i].ficha : NULL, there ? after : NULL };
	}
	return txn_ok(a->txn) || err_set(err, a->txn->err.code, "%s", a->txn->err.text);
}
