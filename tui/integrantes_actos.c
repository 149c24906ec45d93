#include "tui/integrantes_actos.h"

#include "base/text.h"
#include "tui/cambio.h"
#include "tui/dialog.h"

#include <string.h>

/* What an act needs; a copy of the answers, since the flow ends before the store is asked. */
struct paso_acto { struct screen *s; struct familia *f; struct flujo *flujo; const struct record *who; const char *name; struct err *err; };

bool integrante_activo(const struct record *r)
{
	return answers_bool(&r->fields, INTEGRANTE_ACTIVO, true);
}

static struct outcome ask_choice(const struct paso_acto *p, const char *title, const char *text, const struct choice_list *list, const char *but)
{
	struct arena *arena = &p->s->arena;
	int n, kept = 0;
	struct choice_arg *arg = arena_new(arena, struct choice_arg);
	struct option *o = options_of(arena, list, NULL, &n);
	for (int i = 0; i < n; i++)
		if (!but || strcmp(o[i].name, but) != 0)
			o[kept++] = o[i];
	*arg = (struct choice_arg){ .title = title, .text = arena_strdup(arena, text), .option = o, .n = kept };
	return flujo_ask(p->flujo, &dialog_choice, arg);
}

static struct outcome end(const struct paso_acto *p, struct jornada *j, bool ok, const char *said)
{
	if (familia_end(j, ok, p->err))
		app_message(p->s->app, MESSAGE_OK, "%s", said);
	return out_redraw();
}

/* Leaving or coming back, to be tried on a copy first. */
struct entrada_salida { uint32_t seq; const char *motivo; int32_t dia; };

static bool retirar(struct acto *a, struct ficha *f, const void *arg, struct err *err)
{
	const struct entrada_salida *x = arg;
	return acto_integrante_retirar(a, f, x->seq, x->motivo, x->dia, err);
}

static bool reactivar(struct acto *a, struct ficha *f, const void *arg, struct err *err)
{
	const struct entrada_salida *x = arg;
	return acto_integrante_reactivar(a, f, x->seq, x->motivo, err);
}

static struct outcome come_back(const struct paso_acto *p)
{
	struct arena *turn = &p->s->app->turn;
	struct jornada j;
	if (p->flujo->n == 0) {
		struct line_arg arg = { .title = "Volver al hogar", .text = arena_printf(turn, "¿Por qué %s vuelve a hacer parte del hogar?", p->name), .required = true, .min_letters = 3 };
		return flujo_ask(p->flujo, &dialog_line, arena_copy(turn, &arg, sizeof arg));
	}
	struct entrada_salida x = { .seq = p->who->seq, .motivo = p->flujo->dado[0].text };
	if (p->flujo->n == 1)
		return cambio_preguntar(p->f, p->flujo, arena_printf(turn, "Si %s vuelve al hogar", p->name), "Volver", reactivar, &x, p->err);
	flujo_end(p->flujo);
	if (!familia_begin(p->f, &j, p->err))
		return out_redraw();
	bool ok = reactivar(&j.acto, &p->f->ficha, &x, p->err);
	return end(p, &j, ok, arena_printf(turn, "%s hace parte del hogar otra vez", p->name));
}

static struct outcome retire(const struct paso_acto *p)
{
	struct arena *turn = &p->s->app->turn;
	struct jornada j;
	if (!integrante_activo(p->who))
		return come_back(p);
	if (p->flujo->n == 0)
		return ask_choice(p, "Retirar a un integrante", arena_printf(turn, "¿Por qué %s ya no hace parte del hogar?", p->name), campo_choices("motivo_retiro"), NULL);
	if (p->flujo->n == 1) {
		struct date_arg arg = { .title = "Fecha de retiro", .text = arena_printf(turn, "Desde cuándo: %s", p->name), .current = p->s->app->hoy, .min = answers_date(&p->who->fields, "fecha_nacimiento"), .max = p->s->app->hoy };
		return flujo_ask(p->flujo, &dialog_date, arena_copy(turn, &arg, sizeof arg));
	}
	struct entrada_salida x = { p->who->seq, p->flujo->dado[0].text, (int32_t)p->flujo->dado[1].num };
	if (p->flujo->n == 2)
		return cambio_preguntar(p->f, p->flujo, arena_printf(turn, "Si %s sale del hogar", p->name), "Retirar", retirar, &x, p->err);
	flujo_end(p->flujo);
	if (!familia_begin(p->f, &j, p->err))
		return out_redraw();
	bool ok = retirar(&j.acto, &p->f->ficha, &x, p->err);
	return end(p, &j, ok, arena_printf(turn, "%s ya no hace parte del hogar; sus datos se conservan", p->name));
}

static struct outcome change_head(const struct paso_acto *p)
{
	struct arena *turn = &p->s->app->turn;
	const struct record *head = ficha_jefe(&p->f->ficha);
	struct jornada j;
	if (head == p->who || !integrante_activo(p->who)) {
		flujo_end(p->flujo);
		app_message(p->s->app, MESSAGE_INFO, head == p->who ? "%s ya es jefa o jefe del hogar" : "%s está fuera del hogar: con Ctrl-D vuelve", p->name);
		return out_redraw();
	}
	if (head && p->flujo->n == 0)
		return ask_choice(p, "Cambiar de jefa o jefe", arena_printf(turn, "%s será jefa o jefe del hogar. ¿Qué parentesco tendrá %s con esta persona?", p->name, integrante_corto(head, turn)),
			dict_find(&p->s->app->programa->dict, "parentesco")->choices, "jefe");
	const char *kinship = head ? p->flujo->dado[0].text : NULL;
	flujo_end(p->flujo);
	if (!familia_begin(p->f, &j, p->err))
		return out_redraw();
	bool ok = acto_cambiar_jefe(&j.acto, &p->f->ficha, p->who->seq, kinship, p->err);
	return end(p, &j, ok, arena_printf(turn, "%s es ahora jefa o jefe del hogar. Revise el parentesco de las demás personas", p->name));
}

static const struct { enum action action; struct outcome (*next)(const struct paso_acto *); } actos[] = { { ACTION_QUITAR, retire }, { ACTION_MARCAR, change_head } };

bool integrante_acto(struct screen *s, struct familia *f, struct flujo *flujo, const struct record *who, enum action action, const struct event *event, struct outcome *out, struct err *err)
{
	struct paso_acto p = { s, f, flujo, who, integrante_nombre(who, &s->app->turn), err };
	for (size_t i = 0; i < sizeof actos / sizeof *actos; i++) {
		if (actos[i].action != action)
			continue;
		*out = out_redraw();
		if (!familia_para_cambiar(f, err))
			return true;
		flujo_enter(flujo, action, event);
		*out = actos[i].next(&p);
		return true;
	}
	return false;
}
