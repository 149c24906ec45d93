#include "tui/hogar_actos.h"

#include "base/text.h"
#include "model/regla.h"
#include "model/resumen.h"
#include "tui/dialog.h"

#include <string.h>

static struct outcome done(struct screen *s, struct familia *f, struct jornada *j, bool ok, const char *said, struct err *err)
{
	if (familia_end(j, ok, err))
		app_message(s->app, MESSAGE_OK, "%s: %s", said, f->nombre);
	return out_redraw();
}

/* The family decides, but who wrote the day knows what it means. */
static const char *day_that_will_not_do(const struct agenda *g, int32_t when, struct arena *arena)
{
	char day[DATE_TEXT];
	if (g->estado == AGENDA_EN_CURSO)      /* the visit that is going on moves both dates */
		return "";
	if (g->estado == AGENDA_BLOQUEADA && when < g->desde)
		return arena_printf(arena, ". Ese día pedirá un motivo: se puede visitar %s", resumen_desde(arena, g->desde));
	if (g->vence == DATE_NONE || when < g->vence)
		return "";
	return arena_printf(arena, g->estado == AGENDA_VENCIDA ? ". El plazo venció el %s" : ". Es después del plazo: la visita vence el %s", date_text(g->vence, day));
}

static struct outcome agree(struct screen *s, struct familia *f, struct flujo *flujo, struct err *err)
{
	struct jornada j;
	char day[DATE_TEXT];
	if (flujo->n == 0) {
		int32_t from = f->agenda.estado == AGENDA_BLOQUEADA ? f->agenda.desde : s->app->hoy;
		struct date_arg arg = { .title = "Próxima visita", .min = s->app->hoy, .max = DATE_NONE };
		arg.text = f->agenda.estado == AGENDA_BLOQUEADA ? arena_printf(&s->app->turn, "Se puede visitar %s", resumen_desde(&s->app->turn, from)) : "El día que acordó con la familia";
		arg.current = f->agenda.acordada != DATE_NONE ? f->agenda.acordada : from;
		return flujo_ask(flujo, &dialog_date, arena_copy(&s->app->turn, &arg, sizeof arg));
	}
	int32_t when = (int32_t)flujo->dado[0].num;
	flujo_end(flujo);
	if (!familia_begin(f, &j, err))
		return out_redraw();
	bool ok = acto_acordar_visita(&j.acto, &f->ficha, when, err);
	if (familia_end(&j, ok, err))
		app_message(s->app, MESSAGE_OK, "Próxima visita acordada para el %s: %s%s", date_long(when, day), f->nombre, day_that_will_not_do(&f->agenda, when, &s->app->turn));
	return out_redraw();
}

/* ---- another moment ---- */

static struct option *moments(const struct familia *f, struct arena *arena, int *n)
{
	const struct ruta *ruta = f->app->programa->ruta;
	struct option *out = NULL;
	int cap = *n = 0;
	for (int i = 0; i < ruta->n; i++)
		for (int k = 0; k < ruta->fase[i].n; k++) {
			const struct momento *m = &ruta->fase[i].momento[k];
			struct trace why;
			bool back;
			trace_init(&why, arena);
			if (ruta_puede_ir(f->ev, m, &back, &why) == TRI_YES)
				*ARENA_PUSH(arena, out, *n, cap) = (struct option){ .name = m->id, .label = m->nombre, .note = back ? "volver" : "seguir" };
		}
	return out;
}

static struct outcome ask_moment(struct screen *s, struct familia *f, struct flujo *flujo)
{
	struct choice_arg *arg = arena_new(&s->arena, struct choice_arg);
	*arg = (struct choice_arg){ .title = "Cambiar de momento", .text = arena_printf(&s->arena, "%s está en «%s». Para volver a uno anterior se pide el motivo.", f->nombre, f->pos.momento ? f->pos.momento->nombre : "") };
	arg->option = moments(f, &s->arena, &arg->n);
	if (arg->n > 0)
		return flujo_ask(flujo, &dialog_choice, arg);
	flujo_end(flujo);
	app_message(s->app, MESSAGE_INFO, "Por ahora no hay otro momento posible. Con Ctrl-P se ve qué falta para seguir");
	return out_redraw();
}

static struct outcome go(struct screen *s, struct familia *f, struct flujo *flujo, struct err *err)
{
	struct jornada j;
	struct trace why;
	bool back = false;
	if (flujo->n == 0)
		return ask_moment(s, f, flujo);
	const struct momento *to = ruta_momento(s->app->programa->ruta, flujo->dado[0].text);
	trace_init(&why, &s->app->turn);
	ruta_puede_ir(f->ev, to, &back, &why);
	if (flujo->n == 1 && back) {
		struct line_arg arg = { .title = "Motivo", .text = arena_printf(&s->app->turn, "¿Por qué %s vuelve a «%s»?", f->nombre, to->nombre), .required = true, .min_letters = 5 };
		return flujo_ask(flujo, &dialog_line, arena_copy(&s->app->turn, &arg, sizeof arg));
	}
	if (flujo->n == 1) {
		struct confirm_arg arg = { .title = "Cambiar de momento", .text = arena_printf(&s->app->turn, "%s pasa a «%s».", f->nombre, to->nombre), .yes = "Cambiar" };
		return flujo_ask(flujo, &dialog_confirm, arena_copy(&s->app->turn, &arg, sizeof arg));
	}
	const char *reason = back ? flujo->dado[1].text : NULL;
	flujo_end(flujo);
	if (!familia_begin(f, &j, err))
		return out_redraw();
	bool ok = acto_ir(&j.acto, &f->ficha, to->id, reason, err);
	return done(s, f, &j, ok, arena_printf(&s->app->turn, "Ahora en «%s»", to->nombre), err);
}

/* ---- the end ---- */

/* The state in which a reason leaves the household; the promotion comes by the route, never by decision. */
static const char *estado_de(const char *motivo)
{
	return campo_choices("estado_hogar") && choice_find(campo_choices("estado_hogar"), motivo) ? motivo : "cierre_administrativo";
}

static struct outcome ask_reason(struct screen *s, struct familia *f, struct flujo *flujo)
{
	struct choice_arg *arg = arena_new(&s->arena, struct choice_arg);
	int n, kept = 0;
	struct option *o = options_of(&s->arena, campo_choices("motivo_cierre"), NULL, &n);
	for (int i = 0; i < n; i++)
		if (strcmp(o[i].name, "promocion") != 0)
			o[kept++] = o[i];
	*arg = (struct choice_arg){ .title = "Terminar el acompañamiento", .text = arena_printf(&s->arena, "¿Por qué termina el acompañamiento de %s?", f->nombre), .option = o, .n = kept };
	return flujo_ask(flujo, &dialog_choice, arg);
}

static struct outcome end(struct screen *s, struct familia *f, struct flujo *flujo, struct err *err)
{
	struct jornada j;
	if (flujo->n == 0)
		return ask_reason(s, f, flujo);
	const char *motivo = flujo->dado[0].text, *estado = estado_de(motivo);
	if (flujo->n == 1) {
		struct confirm_arg arg = { .title = "Terminar el acompañamiento", .yes = "Terminar" };
		arg.text = arena_printf(&s->app->turn, "Termina el acompañamiento de %s (%s). Motivo: %s. El hogar sale de las listas de visitas; sus datos quedan y el cierre se puede deshacer desde Historia.", f->nombre, f->folio, campo_choice_label("motivo_cierre", motivo));
		return flujo_ask(flujo, &dialog_confirm, arena_copy(&s->app->turn, &arg, sizeof arg));
	}
	flujo_end(flujo);
	if (!familia_begin(f, &j, err))
		return out_redraw();
	bool ok = acto_cerrar_hogar(&j.acto, &f->ficha, estado, motivo, err);
	return done(s, f, &j, ok, "Acompañamiento terminado", err);
}

static const struct { enum action action; struct outcome (*next)(struct screen *, struct familia *, struct flujo *, struct err *); } actos[] = {
	{ ACTION_ELEGIR, agree }, { ACTION_SECCION, go }, { ACTION_QUITAR, end },
};

bool hogar_acto(struct screen *s, struct familia *f, struct flujo *flujo, enum action action, const struct event *event, struct outcome *out, struct err *err)
{
	for (size_t i = 0; i < sizeof actos / sizeof *actos; i++) {
		if (actos[i].action != action)
			continue;
		if (f->agenda.estado == AGENDA_CERRADA) {
			app_message(s->app, MESSAGE_INFO, "La ruta de este hogar ya terminó. Si fue un error, deshaga el cierre desde Historia");
			*out = out_redraw();
			return true;
		}
		*out = out_redraw();
		if (!familia_para_cambiar(f, err))
			return true;
		flujo_enter(flujo, action, event);
		*out = actos[i].next(s, f, flujo, err);
		return true;
	}
	return false;
}

/* What lets a family leave a moment may be asked again to enter the next. */
static bool said_before(const struct posicion *pos, int i)
{
	for (int k = 0; k < i; k++)
		if (strcmp(pos->sale[k].texto, pos->sale[i].texto) == 0)
			return true;
	return false;
}

void hogar_por_que(const struct familia *f, struct trace *t)
{
	static const char *const mark[] = { [TRI_NO] = "falta", [TRI_YES] = "sí", [TRI_UNKNOWN] = "sin dato" };
	if (f->agenda.estado == AGENDA_CERRADA) {
		trace_add(t, 0, "%s: %s.", f->nombre, f->cuando);
		return;
	}
	trace_add(t, 0, "%s está en «%s» (%s).", f->nombre, f->pos.momento->nombre, f->pos.fase->nombre);
	trace_add(t, 1, "Visita: %s.", resumen_agenda(t->arena, &f->agenda, f->app->hoy));
	if (f->pos.n_sale > 0)
		trace_add(t, 0, "%s", f->pos.destino && f->pos.destino != f->pos.momento ? arena_printf(t->arena, "Para pasar a «%s»:", f->pos.destino->nombre) : "Para seguir adelante:");
	for (int i = 0; i < f->pos.n_sale; i++)
		if (!said_before(&f->pos, i))
			trace_add(t, 1, "[%s] %s.", mark[f->pos.sale[i].cumple], f->pos.sale[i].texto);
	const struct paso *next = f->pos.siguiente < 0 ? NULL : f->pos.paso[f->pos.siguiente].paso;
	if (next)
		trace_add(t, 0, "El paso que sigue: %s.", next->nombre);
	if (next && next->necesita)
		trace_add(t, 1, "%s", next->necesita);
	const struct programa *p = f->app->programa;
	certeza_trace(t, 0, "Ruta", p->ruta->certeza, p->ruta->nota);
	certeza_trace(t, 0, "Programa", p->certeza, p->nota);
}
