#include "tui/plan_actos.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct outcome plan_decir(struct screen *s, const char *text)
{
	struct plan *st = s->state;
	flujo_end(&st->t.flujo);
	app_message(s->app, MESSAGE_INFO, "%s", text);
	return out_redraw();
}

const char *plan_logro(const struct plan *st, int id)
{
	const struct logro_def *def = id > 0 ? logro_find(st->t.familia.ev->programa->logros, id) : NULL;
	return def ? def->corto : "sin un logro en particular";
}

struct outcome plan_elegir(struct plan *st, const char *title, const char *text, const struct option *option, int n, const char *current)
{
	struct arena *a = &st->t.familia.arena;
	struct choice_arg arg = { .title = title, .text = text, .option = option, .n = n, .current = current };
	return flujo_ask(&st->t.flujo, &dialog_choice, arena_copy(a, &arg, sizeof arg));
}

/* ---- drafts ---- */

static struct borrador_clave clave(const struct plan *st, struct arena *arena)
{
	return borrador_de_compromiso(arena, st->t.familia.num, st->de.seq, st->de.id);
}

static const struct borrador *draft_of(const struct plan *st)
{
	const struct familia *f = &st->t.familia;
	struct borrador_clave k = clave(st, &f->app->turn);
	for (int i = 0; i < f->n_borrador; i++)
		if (f->borrador[i].clave.seq == k.seq && strcmp(f->borrador[i].clave.formulario, k.formulario) == 0)
			return &f->borrador[i];
	return NULL;
}

/* What the dialogs begin with: what was typed before, else the commitment as it is, else nothing. */
static const struct answers *shown(const struct plan *st)
{
	const struct borrador *draft = draft_of(st);
	const struct record *r = st->de.seq ? ficha_record(&st->t.familia.ficha, RECORD_COMPROMISO, st->de.seq) : NULL;
	static const struct answers none;
	return draft ? &draft->campos : r ? &r->fields : &none;
}

static bool written_out(const struct flujo *flujo)
{
	return flujo->n > 1 && strcmp(flujo->dado[1].text, PLAN_OTRO) == 0;
}

/* who NULL: as it was. */
static bool put(struct screen *s, const char *what, const char *who, struct err *err)
{
	struct plan *st = s->state;
	struct arena *turn = &s->app->turn;
	struct answers a;
	answers_init(&a, turn);
	answers_copy(&a, shown(st));
	answers_set(&a, COMPROMISO_TEXTO, value_text(what));
	if (who)
		answers_set(&a, COMPROMISO_RESPONSABLE, value_text(who));
	static const char *const told[] = { COMPROMISO_TEXTO, COMPROMISO_RESPONSABLE, COMPROMISO_FECHA };
	const struct record *r = st->de.seq ? ficha_record(&st->t.familia.ficha, RECORD_COMPROMISO, st->de.seq) : NULL;
	if (r && !draft_of(st))
		borrador_anotar(&a, r, told, sizeof told / sizeof *told);
	struct borrador_clave k = clave(st, turn);
	return borrador_console(s->app, &k, &a, arena_printf(turn, "Compromiso (%s): %s", plan_logro(st, st->de.id), st->t.familia.nombre), "", &st->t.mio, err);
}

static bool keep(struct screen *s, struct err *err)
{
	const struct flujo *flujo = &((struct plan *)s->state)->t.flujo;
	bool other = written_out(flujo);
	return put(s, flujo->dado[0].text, flujo->n > 1 + other ? flujo->dado[1 + other].text : NULL, err);
}

bool plan_drafts_dialog(const struct screen *s)
{
	const struct flujo *flujo = &((const struct plan *)s->state)->t.flujo;
	return flujo->asking && (flujo->action == ACTION_NUEVO || flujo->action == ACTION_EDITAR);
}

void plan_keep_writing(struct screen *s, const struct writing *w, struct err *err)
{
	struct plan *st = s->state;
	const struct flujo *flujo = &st->t.flujo;
	if (!w)
		return;
	st->escribe = true;
	if (flujo->n == 0)
		put(s, w->text, NULL, err);
	else
		put(s, flujo->dado[0].text, w->text, err);
}

void plan_deja_de_escribir(struct screen *s, struct err *err)
{
	struct plan *st = s->state;
	static const struct answers nothing;
	const struct borrador *was = draft_of(st);
	struct borrador_clave k = clave(st, &s->app->turn);
	if (st->escribe && st->t.flujo.n > 0)
		keep(s, err);
	else if (st->escribe)
		borrador_console(s->app, &k, was ? &was->campos : &nothing, was ? was->titulo : "", "", &st->t.mio, err);
	st->escribe = false;
}

static void forget(struct screen *s, struct err *err)
{
	struct plan *st = s->state;
	static const struct answers nothing;
	struct borrador_clave k = clave(st, &s->app->turn);
	if ((draft_of(st) || st->escribe) && borrador_console(s->app, &k, &nothing, "", "", &st->t.mio, err))
		tablero_familia_reload(&st->t, err);
	st->escribe = false;
}

void plan_dejado(struct screen *s, enum action action, int answers)
{
	if (answers > 0 && (action == ACTION_NUEVO || action == ACTION_EDITAR))
		app_message(s->app, MESSAGE_INFO, "Lo escrito del compromiso queda en borrador: %s lo continúa", action == ACTION_NUEVO ? "Ins" : "Ctrl-E");
}

void plan_al_borrador(struct screen *s)
{
	struct plan *st = s->state;
	const struct familia *f = &st->t.familia;
	int logro;
	for (int i = 0; i < f->n_borrador; i++) {
		if (borrador_clase(&f->borrador[i].clave, &logro) != BORRADOR_COMPROMISO)
			continue;
		uint32_t seq = f->borrador[i].clave.seq;
		const struct record *r = seq ? ficha_record(&f->ficha, RECORD_COMPROMISO, seq) : NULL;
		struct renglon_de to = { PLAN_LOGRO, logro, 0 };
		if (r)
			to = (struct renglon_de){ PLAN_COMPROMISO, (int)answers_int(&r->fields, COMPROMISO_LOGRO, 0), seq };
		if ((seq == 0 || r) && tablero_go(&st->t.tablero, to)) {
			app_message(s->app, MESSAGE_INFO, "Hay un compromiso a medio escribir: %s lo continúa", r ? "Ctrl-E" : "Ins");
			return;
		}
	}
}

/* ---- a commitment: what, who, when ---- */

static struct outcome ask_text(struct plan *st)
{
	struct arena *a = &st->t.familia.arena;
	static const struct answers nothing;
	const struct borrador *draft = draft_of(st);
	borrador_mio_abrir(&st->t.mio, draft ? &draft->campos : &nothing, draft);
	struct text_arg arg = { .title = "Compromiso", .max_bytes = 1000, .current = answers_text(shown(st), COMPROMISO_TEXTO) };
	arg.text = arena_printf(a, "¿Qué se hará? (%s)", plan_logro(st, st->de.id));
	return flujo_ask(&st->t.flujo, &dialog_text, arena_copy(a, &arg, sizeof arg));
}

static struct outcome ask_who(struct plan *st)
{
	struct familia *f = &st->t.familia;
	const struct option *o;
	const char *was = answers_text(shown(st), COMPROMISO_RESPONSABLE);
	int n = plan_responsables(f, &f->arena, &o), at = 0;
	while (at < n && strcmp(o[at].name, was) != 0)
		at++;
	return plan_elegir(st, "Responsable", "¿Quién responde por este compromiso?", o, n, at == n && *was ? PLAN_OTRO : was);
}

static struct outcome ask_other(struct plan *st)
{
	struct line_arg arg = { .title = "Responsable", .text = "Nombre de la institución o de la persona", .required = true, .min_letters = 3, .current = answers_text(shown(st), COMPROMISO_RESPONSABLE) };
	return flujo_ask(&st->t.flujo, &dialog_line, arena_copy(&st->t.familia.arena, &arg, sizeof arg));
}

static struct outcome ask_day(struct screen *s)
{
	struct plan *st = s->state;
	int32_t today = s->app->hoy, usual = today + s->app->programa->ruta->bloqueo_dias + 1, was = answers_date(shown(st), COMPROMISO_FECHA);
	struct date_arg arg = { .title = "¿Para cuándo?", .text = "Un día que la familia pueda cumplir", .current = was != DATE_NONE && was >= today ? was : usual, .min = today, .max = DATE_NONE };
	return flujo_ask(&st->t.flujo, &dialog_date, arena_copy(&st->t.familia.arena, &arg, sizeof arg));
}

/* `st->de` has the commitment to change, seq 0 for a new one. The person may have to be written when it is not in the list. */
static struct outcome commit_to(struct screen *s, struct err *err)
{
	struct plan *st = s->state;
	struct familia *f = &st->t.familia;
	struct flujo *flujo = &st->t.flujo;
	struct jornada j;
	if (flujo->n == 0)
		return ask_text(st);
	if (!flujo->dado[0].text[strspn(flujo->dado[0].text, " \t\r\n")]) {
		forget(s, err);
		return plan_decir(s, "Un compromiso necesita qué se hará: pulse Ins y escríbalo");
	}
	bool other = written_out(flujo), last = flujo->n == 3 + other;
	if (!last)
		keep(s, err);
	if (flujo->n == 1)
		return ask_who(st);
	if (other && flujo->n == 2)
		return ask_other(st);
	if (!last)
		return ask_day(s);
	const char *what = flujo->dado[0].text, *who = flujo->dado[1 + other].text;
	int32_t when = (int32_t)flujo->dado[2 + other].num;
	struct record *there = st->de.seq ? ficha_record(&f->ficha, RECORD_COMPROMISO, st->de.seq) : NULL;
	if (there && draft_of(st) && s->app->decided != f)
		borrador_rebobinar(there, &draft_of(st)->campos);
	bool begun = familia_begin(f, &j, err);
	if (begun)
		j.acto.mio = &st->t.mio;
	if (begun && tablero_familia_end(&st->t, &j, acto_compromiso(&j.acto, &f->ficha, st->de.seq, st->de.id, what, who, when, err), "Compromiso guardado", err)) {
		borrador_quedo(s->app, &st->t.mio);
		tablero_go(&st->t.tablero, (struct renglon_de){ PLAN_COMPROMISO, st->de.id, st->de.seq ? st->de.seq : f->ficha.compromiso.item[f->ficha.compromiso.n - 1].seq });
	}
	return out_redraw();
}

struct outcome plan_comprometer(struct screen *s, bool fresh, struct err *err)
{
	struct plan *st = s->state;
	const struct renglon *line = tablero_at(&st->t.tablero);
	if (st->t.flujo.n > 0)
		return commit_to(s, err);
	if (!fresh && line->de.tipo != PLAN_COMPROMISO)
		return plan_decir(s, "Lleve el cursor al compromiso que va a cambiar");
	st->de = fresh ? (struct renglon_de){ PLAN_COMPROMISO, line->de.id, 0 } : line->de;
	return commit_to(s, err);
}

/* ---- to another logro, out of the plan ---- */

struct outcome plan_pasar(struct screen *s, struct err *err)
{
	struct plan *st = s->state;
	struct familia *f = &st->t.familia;
	struct jornada j;
	if (st->t.flujo.n == 0) {
		const struct option *o;
		st->de = tablero_at(&st->t.tablero)->de;
		if (st->de.tipo != PLAN_COMPROMISO)
			return plan_decir(s, "Lleve el cursor al compromiso que pasa a otro logro");
		int n = plan_destinos(f, st->de.id, &f->arena, &o);
		return plan_elegir(st, "Pasar a otro logro", "¿De qué logro es este compromiso?", o, n, NULL);
	}
	int to = atoi(st->t.flujo.dado[0].text);
	const struct record *r = ficha_record(&f->ficha, RECORD_COMPROMISO, st->de.seq);
	const char *said = arena_printf(&s->app->turn, "El compromiso es ahora de «%s»", plan_logro(st, to));
	if (!r)
		return plan_decir(s, "Ese compromiso ya no está en el plan");
	if (familia_begin(f, &j, err) && tablero_familia_end(&st->t, &j, acto_compromiso(&j.acto, &f->ficha, st->de.seq, to, answers_text(&r->fields, COMPROMISO_TEXTO),
			answers_text(&r->fields, COMPROMISO_RESPONSABLE), answers_date(&r->fields, COMPROMISO_FECHA), err), said, err))
		tablero_go(&st->t.tablero, (struct renglon_de){ PLAN_COMPROMISO, to, st->de.seq });
	return out_redraw();
}

/* A busy store lets the board end before the flow: it ends here. */
static void flujo_end_of(struct plan *st, bool ok)
{
	if (st->t.flujo.action != ACTION_NONE)
		flujo_end(&st->t.flujo);
	flujo_hecho(&st->t.flujo, st->de.seq, ok);
}

struct outcome plan_retirar(struct screen *s, struct err *err)
{
	struct plan *st = s->state;
	struct familia *f = &st->t.familia;
	struct jornada j;
	if (st->t.flujo.n == 0) {
		struct line_arg arg = { .title = "Retirar el compromiso", .text = "¿Por qué sale del plan? Queda en la historia de la familia.", .required = true, .min_letters = 5,
			.current = flujo_dicho(&st->t.flujo, st->de.seq, 0) };
		return flujo_ask(&st->t.flujo, &dialog_line, arena_copy(&f->arena, &arg, sizeof arg));
	}
	bool ok = familia_begin(f, &j, err) && tablero_familia_end(&st->t, &j, acto_compromiso_retirar(&j.acto, &f->ficha, st->de.seq, st->t.flujo.dado[0].text, err), "El compromiso salió del plan", err);
	flujo_end_of(st, ok);
	return out_redraw();
}

/* ---- how it goes ---- */

static struct outcome ask_state(struct plan *st, const struct record *now)
{
	struct arena *a = &st->t.familia.arena;
	int n, kept = 0;
	struct option *o = options_of(a, campo_choices("estado_compromiso"), NULL, &n);
	for (int i = 0; i < n; i++)
		if (strcmp(o[i].name, "retirado") != 0)      /* that has its own key and its reason */
			o[kept++] = o[i];
	return plan_elegir(st, "¿Cómo va el compromiso?", answers_text(&now->fields, COMPROMISO_TEXTO), o, kept, answers_text(&now->fields, COMPROMISO_ESTADO));
}

struct outcome plan_seguir(struct screen *s, struct err *err)
{
	struct plan *st = s->state;
	struct familia *f = &st->t.familia;
	struct flujo *flujo = &st->t.flujo;
	struct jornada j;
	const struct record *now = ficha_record(&f->ficha, RECORD_COMPROMISO, st->de.seq);
	if (!now)
		return plan_decir(s, "Ese compromiso ya no está en el plan");
	if (flujo->n == 0)
		return ask_state(st, now);
	if (flujo->n == 1) {
		bool missed = strcmp(flujo->dado[0].text, "no_cumplido") == 0;
		struct line_arg arg = { .title = "Nota del seguimiento", .required = missed, .min_letters = missed ? 3 : 0, .current = flujo_dicho(flujo, st->de.seq, 1) };
		arg.text = missed ? "¿Qué lo impidió? Sirve para replantearlo con la familia." : "Qué ayudó o qué falta (puede quedar vacía). Para otra fecha u otras palabras use después Ctrl-E.";
		return flujo_ask(flujo, &dialog_line, arena_copy(&f->arena, &arg, sizeof arg));
	}
	const char *state = flujo->dado[0].text, *note = flujo->dado[1].text;
	const char *said = arena_printf(&s->app->turn, "Seguimiento guardado: %s", campo_choice_label("estado_compromiso", state));
	bool ok = familia_begin(f, &j, err) && tablero_familia_end(&st->t, &j, acto_compromiso_seguir(&j.acto, &f->ficha, st->de.seq, state, note, err), said, err);
	flujo_end_of(st, ok);
	if (ok)
		plan_al_pendiente(&st->t);
	return out_redraw();
}
