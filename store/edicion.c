#include "store/edicion.h"

#include "store/accion.h"

#include <string.h>

void edicion_begin(struct edicion *e, struct acto *acto, struct ficha *ficha)
{
	*e = (struct edicion){ .acto = acto, .ficha = ficha };
}

static void touch(struct edicion *e, enum record_kind kind, uint32_t seq)
{
	for (int i = 0; i < e->n; i++)
		if (e->tocado[i].kind == kind && e->tocado[i].seq == seq)
			return;
	int at = e->n;
	ARENA_PUSH(e->acto->arena, e->tocado, e->n, e->cap);
	e->tocado[at].kind = kind;
	e->tocado[at].seq = seq;
}

struct record *edicion_record(struct edicion *e, enum record_kind kind, uint32_t seq)
{
	touch(e, kind, seq);
	struct record *there = ficha_record(e->ficha, kind, seq);
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

/* What comes next, in words, is kept in the household's record for lists; logros and cell go to its row. */
static const struct evaluacion *keep_situation(struct edicion *e)
{
	const struct evaluacion *now = model_evaluate(e->acto->programa, e->ficha, e->acto->hoy, e->acto->arena);
	struct posicion place;
	ruta_posicion(now, e->acto->arena, &place);
	const char *next = place.siguiente_texto ? place.siguiente_texto : "";
	if (strcmp(answers_text(&e->ficha->hogar.fields, HOGAR_SIGUIENTE), next) != 0)
		answers_set(&edicion_hogar(e)->fields, HOGAR_SIGUIENTE, value_text(next));
	return now;
}

bool edicion_save(struct edicion *e, const char *accion, const char *motivo, const char *detalle, struct err *err)
{
	struct txn *txn = e->acto->txn;
	if (!accion_known(accion))
		return err_set(err, ERR_INTERNAL, "La acción «%s» no está en la lista de acciones", accion);
	if (e->n > 0) {
		const struct evaluacion *now = keep_situation(e);
		struct op op = { .accion = accion, .motivo = motivo, .detalle = detalle, .hogar = e->ficha->num, .fecha = e->acto->hoy, .id = e->id };
		if (op_begin(txn, &op)) {
			for (int i = 0; i < e->n; i++)
				record_put(txn, ficha_record(e->ficha, e->tocado[i].kind, e->tocado[i].seq));
			fila_medicion(txn, e->ficha->num, now->cuenta[LOGRO_ALCANZADO], now->cuenta[LOGRO_POR_ALCANZAR], now->cuenta[LOGRO_SIN_DATO], now->promocion.celda);
			op_end(txn);
		}
	}
	if (e->borrador.formulario)
		borrador_del(txn, &e->borrador);
	if (!txn_ok(txn)) {
		if (err)
			*err = txn->err;
		return false;
	}
	return true;
}

bool edicion_abierta(const struct ficha *f, struct err *err)
{
	if (answers_date(&f->hogar.fields, HOGAR_CIERRE) != DATE_NONE)
		return err_set(err, ERR_RULE, "La ruta de este hogar ya terminó: para cambiarlo, deshaga primero el cierre desde Historia");
	return true;
}
