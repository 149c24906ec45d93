#include "store/edicion.h"

#include "store/accion.h"
#include "store/medicion.h"
#include "store/revision.h"

#include <string.h>

bool texto_dado(const char *text)
{
	return text && text[strspn(text, " \t\r\n")];
}

struct value texto_valor(const char *text)
{
	return value_text(texto_dado(text) ? text : NULL);
}

bool edicion_abierta(const struct ficha *f, struct err *err)
{
	if (hogar_unido(&f->hogar.fields))
		return err_set(err, ERR_RULE, "Este hogar se unió al %s: siga con la familia allí", answers_text(&f->hogar.fields, HOGAR_UNIDO));
	if (answers_date(&f->hogar.fields, HOGAR_CIERRE) != DATE_NONE)
		return err_set(err, ERR_RULE, "La ruta de este hogar ya terminó: para cambiarlo, deshaga primero el cierre desde Historia");
	return true;
}

static bool same_records(const struct record_list *a, const struct record_list *b)
{
	if (a->n != b->n)
		return false;
	for (int i = 0; i < a->n; i++)
		if (a->item[i].seq != b->item[i].seq || a->item[i].version != b->item[i].version)
			return false;
	return true;
}

static bool same_family(const struct ficha *a, const struct ficha *b)
{
	return a->hogar.version == b->hogar.version && same_records(&a->integrante, &b->integrante) && same_records(&a->logro, &b->logro)
		&& same_records(&a->visita, &b->visita) && same_records(&a->compromiso, &b->compromiso)
		&& same_records(&a->oportunidad, &b->oportunidad) && same_records(&a->evaluacion, &b->evaluacion);
}

static bool fail(const struct acto *a, struct err *err)
{
	if (err)
		*err = a->txn->err;
	if (err && err->code == ERR_NONE)
		err_set(err, ERR_NOT_FOUND, "Ese hogar ya no está: vuelva a la lista");
	return false;
}

/* What this transaction has saved or loaded itself cannot have changed under it. */
bool edicion_begin_any(struct edicion *e, struct acto *a, struct ficha *f, struct err *err)
{
	*e = (struct edicion){ .acto = a, .ficha = f, .lote = a->lote };
	if (a->al_dia == f->num)
		return true;
	struct ficha *now = arena_new(a->arena, struct ficha);
	if (!ficha_load(a->txn, f->num, a->arena, now, NULL))
		return fail(a, err);
	e->ajena = !same_family(f, now);
	if (!e->ajena && !a->decidido) {
		a->al_dia = f->num;
		return true;
	}
	struct ficha *read = arena_new(a->arena, struct ficha);
	ficha_copy(read, a->arena, f);
	e->leida = read;
	e->actual = now;
	return true;
}

bool edicion_begin(struct edicion *e, struct acto *a, struct ficha *f, struct err *err)
{
	/* Its end may be somebody else's work of a minute ago. */
	return edicion_abierta(f, err) && edicion_begin_any(e, a, f, err) && (!e->actual || edicion_abierta(e->actual, err));
}

static void touch(struct edicion *e, enum record_kind kind, uint32_t seq, const struct record *there)
{
	struct arena *arena = e->acto->arena;
	e->acto->visto.posicion = NULL;
	if (!e->neutra)
		e->acto->visto.ev = NULL;
	for (int i = 0; i < e->n; i++)
		if (e->toque[i].kind == kind && e->toque[i].seq == seq)
			return;
	struct toque *t = ARENA_PUSH(arena, e->toque, e->n, e->cap);
	*t = (struct toque){ .kind = kind, .seq = seq, .nuevo = !there || there->version == 0 };
	answers_init(&t->antes, arena);
	if (!there)
		return;
	/* Values are replaced, never written over: the list of them is enough. */
	t->antes = there->fields;
	t->antes.item = arena_copy(arena, there->fields.item, sizeof *there->fields.item * (size_t)there->fields.n);
	t->antes.cap = there->fields.n;
}

struct record *edicion_record(struct edicion *e, enum record_kind kind, uint32_t seq)
{
	struct record *there = ficha_record(e->ficha, kind, seq);
	touch(e, kind, seq, there);
	if (there)
		return there;
	struct record fresh;
	record_init(&fresh, e->ficha->arena, kind, e->ficha->num, seq);
	ficha_add(e->ficha, &fresh);
	return ficha_record(e->ficha, kind, seq);
}

struct record *edicion_hogar(struct edicion *e)
{
	return edicion_record(e, RECORD_HOGAR, 0);
}

void edicion_answers(struct edicion *e, enum record_kind kind, uint32_t seq, const struct answers *answers)
{
	struct record *there = ficha_record(e->ficha, kind, seq);
	if (there && answers_equal(&there->fields, answers))
		return;
	answers_copy(&edicion_record(e, kind, seq)->fields, answers);
}

uint32_t edicion_next_seq(const struct edicion *e, enum record_kind kind)
{
	uint32_t mine = ficha_next_seq(e->ficha, kind), theirs = e->actual ? ficha_next_seq(e->actual, kind) : 0;
	return mine > theirs ? mine : theirs;
}

bool edicion_check(struct edicion *e, struct err *err)
{
	return edicion_unir(e, err) && (e->n == 0 || (revision_familia(e, err) && revision_documentos(e, err)));
}

const struct evaluacion *acto_evaluar(struct acto *a, const struct ficha *f)
{
	struct visto *v = &a->visto;
	if (!v->ev || v->ficha != f || v->num != f->num || v->version != f->hogar.version || v->fecha != a->hoy)
		*v = (struct visto){ .ev = model_evaluate(a->programa, f, a->hoy, a->arena), .ficha = f, .num = f->num, .version = f->hogar.version, .fecha = a->hoy };
	return v->ev;
}

const struct posicion *acto_posicion(struct acto *a, const struct ficha *f)
{
	const struct evaluacion *ev = acto_evaluar(a, f);
	if (!a->visto.posicion) {
		struct posicion *place = arena_new(a->arena, struct posicion);
		ruta_posicion(ev, a->arena, place);
		a->visto.posicion = place;
	}
	return a->visto.posicion;
}

/* What comes next, in words, is kept in the household's record for lists. True: it changed. */
static bool set_next(struct edicion *e)
{
	struct acto *a = e->acto;
	const struct posicion *place = acto_posicion(a, e->ficha);
	const char *next = place->siguiente_texto ? place->siguiente_texto : "";
	if (strcmp(answers_text(&e->ficha->hogar.fields, HOGAR_SIGUIENTE), next) == 0)
		return false;
	bool neutral = e->neutra;
	e->neutra = true;
	answers_set(&edicion_hogar(e)->fields, HOGAR_SIGUIENTE, value_text(next));
	e->neutra = neutral;
	a->visto.posicion = place;      /* it does not depend on its own words */
	return true;
}

bool edicion_put(struct edicion *e)
{
	struct acto *a = e->acto;
	set_next(e);
	const struct evaluacion *now = acto_evaluar(a, e->ficha);
	for (int i = 0; i < e->n; i++)
		record_put(a->txn, ficha_record(e->ficha, e->toque[i].kind, e->toque[i].seq));
	struct medicion m;
	medicion_of(now, a->arena, &m);
	fila_medida(a->txn, e->ficha->num, &m);
	return txn_ok(a->txn);
}

static bool write(struct edicion *e, const struct op *op)
{
	struct txn *txn = e->acto->txn;
	return op_begin(txn, op) && edicion_put(e) && op_end(txn);
}

bool edicion_save(struct edicion *e, const char *accion, const char *motivo, const char *detalle, struct err *err)
{
	struct acto *a = e->acto;
	struct op op = { .accion = accion, .motivo = texto_dado(motivo) ? motivo : NULL, .detalle = detalle, .hogar = e->ficha->num, .fecha = a->hoy, .lote = e->lote };
	if (!accion_known(accion))
		return err_set(err, ERR_INTERNAL, "La acción «%s» no está en la lista de acciones", accion);
	if (!edicion_unir(e, err))
		return false;
	if (e->n > 0 && !write(e, &op))
		return fail(a, err);
	if (e->borrador.formulario)
		borrador_terminar(a->txn, &e->borrador, a->mio);
	if (!txn_ok(a->txn))
		return fail(a, err);
	a->al_dia = e->ficha->num;
	if (a->visto.ficha == e->ficha && a->visto.num == e->ficha->num)
		a->visto.version = e->ficha->hogar.version;      /* put with a new version: what was evaluated is still its own */
	return true;
}
