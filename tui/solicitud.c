#include "tui/solicitud.h"

#include "store/maestra.h"

#include "base/text.h"
#include "tui/borrador_consola.h"

#include <stdlib.h>
#include <string.h>

static struct borrador_clave key_of(const struct solicitud *q)
{
	return (struct borrador_clave){ .formulario = q->app->programa->registro_hogar->name, .seq = q->seq };
}

void solicitud_init(struct solicitud *q, struct app *app, struct arena *arena)
{
	*q = (struct solicitud){ .app = app, .arena = arena, .mio = { .aparte = true } };
	answers_init(&q->hogar, arena);
}

void solicitud_cerrar(struct solicitud *q)
{
	borrador_mio_cerrar(&q->mio);
}

int solicitud_nueva(struct solicitud *q)
{
	answers_init(ARENA_PUSH(q->arena, q->persona, q->n, q->cap), q->arena);
	return q->n - 1;
}

void solicitud_quitar(struct solicitud *q, int persona)
{
	memmove(&q->persona[persona], &q->persona[persona + 1], sizeof *q->persona * (size_t)(q->n - persona - 1));
	q->n--;
}

/* ---- the draft: the household under its own names, the third person under "2/nombre1" ---- */

bool solicitud_load(struct solicitud *q, uint32_t seq, const char **campo, struct err *err)
{
	struct borrador draft;
	struct txn txn;
	q->seq = seq;
	struct borrador_clave key = key_of(q);
	if (!txn_read(&txn, q->app->store, err))
		return false;
	bool there = borrador_get(&txn, &key, q->arena, &draft);
	if (!txn_commit(&txn, err))
		return false;
	if (!there)
		return err_set(err, ERR_NOT_FOUND, "Ese registro ya no está por terminar: búsquelo en la lista de hogares");
	for (int i = 0; i < draft.campos.n; i++) {
		const struct answer *a = &draft.campos.item[i];
		const char *slash = strchr(a->name, '/');
		int person = slash ? atoi(a->name) : -1;
		if (strcmp(a->name, HOGAR_MAESTRA) == 0) {
			q->maestra = (uint32_t)answers_int(&draft.campos, HOGAR_MAESTRA, 0);
			continue;
		}
		while (q->n <= person)
			solicitud_nueva(q);
		answers_set(slash ? &q->persona[person] : &q->hogar, slash ? slash + 1 : a->name, a->value);
	}
	*campo = draft.campo;
	borrador_mio_abrir(&q->mio, &draft.campos, &draft);
	return true;
}

/* By chance, so that two consoles that begin at once take two numbers. */
static void fresh_number(struct solicitud *q)
{
	struct id chance = id_new();
	memcpy(&q->seq, chance.b + sizeof chance.b - sizeof q->seq, sizeof q->seq);
	q->seq = (q->seq & INT32_MAX) | 1;
	q->mio.sello = 0;
}

bool solicitud_keep(struct solicitud *q, const char *campo, struct err *err)
{
	struct arena *turn = &q->app->turn;
	struct solicitud_vista v;
	struct answers all;
	if (q->seq == 0)
		fresh_number(q);
	answers_init(&all, turn);
	answers_copy(&all, &q->hogar);
	if (q->maestra != 0)
		answers_set(&all, HOGAR_MAESTRA, value_int(q->maestra));
	for (int i = 0; i < q->n; i++)
		for (int k = 0; k < q->persona[i].n; k++)
			answers_set(&all, arena_printf(turn, "%d/%s", i, q->persona[i].item[k].name), q->persona[i].item[k].value);
	solicitud_leer(q, turn, &v);
	const char *title = arena_printf(turn, "Registrar hogar: %s", *v.nombre ? v.nombre : "todavía sin nombre");
	struct borrador_clave key = key_of(q);
	if (borrador_console(q->app, &key, &all, title, campo, &q->mio, err))
		return true;
	if (err->code != ERR_CONFLICT)
		return false;
	*err = (struct err){ 0 };
	fresh_number(q);
	key = key_of(q);
	app_note(q->app, "Este registro se sigue escribiendo también en otra consola de su cuenta: lo de aquí queda aparte en «Por terminar»");
	return borrador_console(q->app, &key, &all, title, campo, &q->mio, err);
}

/* ---- what it amounts to ---- */

static void open_form(const struct form_def *def, const struct scope *scope, const struct answers *draft, struct arena *arena, struct form *form)
{
	form_start(form, def, scope, arena);
	form_draft_load(form, draft);
}

struct scope solicitud_scope(const struct solicitud_vista *v, const struct app *app, int sin, struct arena *arena)
{
	const struct answers **all = arena_array(arena, const struct answers *, v->n + 1);
	struct scope scope = { .dict = &app->programa->dict, .today = app->hoy, .hogar = &v->hogar, .integrante = all, .me = -1 };
	for (int i = 0; i < v->n; i++)
		if (i != sin)
			all[scope.n_integrante++] = &v->persona[i];
	return scope;
}

void solicitud_leer(const struct solicitud *q, struct arena *arena, struct solicitud_vista *v)
{
	const struct programa *programa = q->app->programa;
	struct form *form = arena_new(arena, struct form);
	int head = -1;
	*v = (struct solicitud_vista){ .n = q->n, .nombre = "" };
	v->persona = arena_array(arena, struct answers, q->n + 1);
	v->falta = arena_array(arena, int, q->n + 1);
	answers_init(&v->hogar, arena);
	for (int i = 0; i < q->n; i++)
		answers_init(&v->persona[i], arena);
	struct scope scope = solicitud_scope(v, q->app, -1, arena);
	open_form(programa->registro_hogar, &scope, &q->hogar, arena, form);
	form_result(form, LEVEL_HOGAR, -1, &v->hogar);
	v->falta_hogar = form_check(form, NULL);
	for (int i = 0; i < q->n; i++) {
		scope.me = i;
		open_form(programa->registro_integrante, &scope, &q->persona[i], arena, form);
		form_result(form, LEVEL_INTEGRANTE, i, &v->persona[i]);
		v->falta[i] = form_check(form, NULL);
		if (strcmp(answers_text(&v->persona[i], "parentesco"), "jefe") == 0) {
			v->jefes++;
			head = head < 0 ? i : head;
		}
	}
	if (q->n > 0) {
		struct record who = { .kind = RECORD_INTEGRANTE, .seq = (uint32_t)(head < 0 ? 1 : head + 1), .fields = v->persona[head < 0 ? 0 : head] };
		v->nombre = integrante_nombre(&who, arena);
	}
}

void solicitud_jefe(struct solicitud *q, int persona)
{
	struct solicitud_vista v;
	struct arena *turn = &q->app->turn;
	struct form *form = arena_new(turn, struct form);
	solicitud_leer(q, turn, &v);
	struct scope scope = solicitud_scope(&v, q->app, -1, turn);
	for (int i = 0; i < q->n; i++) {
		bool head = strcmp(answers_text(&v.persona[i], "parentesco"), "jefe") == 0;
		if (head == (i == persona))
			continue;
		scope.me = i;
		open_form(q->app->programa->registro_integrante, &scope, &q->persona[i], turn, form);
		form_set_value(form, form_find(form, "parentesco", -1), head ? value_none() : value_choice("jefe"));
		struct answers draft;
		answers_init(&draft, turn);
		form_draft_save(form, &draft);
		answers_copy(&q->persona[i], &draft);
	}
}

/* Somebody else may have registered the same household meanwhile. */
static bool still_to_visit(struct txn *txn, uint32_t num, struct err *err)
{
	struct maestra m;
	struct record r;
	if (!maestra_get(txn, num, &txn->arena, &m))
		return txn_ok(txn) ? err_set(err, ERR_NOT_FOUND, "Ese hogar ya no está en la base maestra: búsquelo de nuevo") : (*err = txn->err, false);
	if (m.hogar == 0)
		return true;
	bool seen = record_get(txn, m.hogar, RECORD_HOGAR, 0, &txn->arena, &r);
	return err_set(err, ERR_RULE, "Ese hogar de la base maestra ya está registrado%s%s: búsquelo en Hogares", seen ? " con el folio " : " por otra persona", seen ? answers_text(&r.fields, HOGAR_FOLIO) : "");
}

/* Who was registered without looking there may be in the base maestra all the same: by the document of any of them. */
static uint32_t row_of(struct txn *txn, const struct solicitud_vista *v)
{
	struct maestra m;
	for (int i = 0; i < v->n; i++) {
		uint32_t row = maestra_by_documento(txn, answers_text(&v->persona[i], "numero_documento"));
		if (row != 0 && maestra_get(txn, row, &txn->arena, &m) && m.hogar == 0)
			return row;
	}
	return 0;
}

bool solicitud_registrar(struct solicitud *q, struct ficha *out, struct err *err)
{
	struct solicitud_vista v;
	struct arena *turn = &q->app->turn;
	struct borrador_clave key = key_of(q);
	struct txn txn;
	solicitud_leer(q, turn, &v);
	if (!txn_write(&txn, q->app->store, err))
		return false;
	uint32_t row = q->maestra != 0 ? q->maestra : row_of(&txn, &v);
	if (row != 0)
		answers_set(&v.hogar, HOGAR_MAESTRA, value_int(row));
	if (row != 0 && !still_to_visit(&txn, row, err)) {
		txn_abort(&txn);
		return false;
	}
	struct acto acto = { .txn = &txn, .programa = q->app->programa, .hoy = q->app->hoy, .arena = turn };
	if (!acto_registrar(&acto, &v.hogar, v.persona, v.n, out, err)) {
		txn_abort(&txn);
		return false;
	}
	if (q->seq != 0)
		borrador_terminar(&txn, &key, &q->mio);
	bool ok = txn_commit(&txn, err);
	if (ok)
		borrador_quedo(q->app, &q->mio);
	return ok;
}
