#include "tui/visita_vista.h"

#include "base/text.h"
#include "model/resumen.h"
#include "tui/por_que.h"

#include <string.h>

const struct columna visita_columna[] = { { "", 24, 52, 0, false }, { "", 17, 23, 1, false } };

static const struct borrador *draft_of(const struct familia *f, const struct paso *paso)
{
	for (int i = 0; paso->formulario && i < f->n_borrador; i++)
		if (strcmp(f->borrador[i].clave.formulario, paso->formulario) == 0)
			return &f->borrador[i];
	return NULL;
}

/* The number of the step that has to be done before this one. */
static int waits_for(const struct posicion *pos, int at)
{
	for (int i = 0; i < at; i++)
		if (!pos->paso[i].paso->opcional && pos->paso[i].estado != PASO_HECHO)
			return i + 1;
	return 0;
}

static const char *state_words(const struct familia *f, int i, bool draft)
{
	const struct paso_vista *v = &f->pos.paso[i];
	struct arena *a = (struct arena *)&f->arena;
	if (v->estado == PASO_HECHO)
		return draft ? "hecho; hay un borrador" : "hecho";
	if (v->estado == PASO_ESPERA)
		return arena_printf(a, "espera el paso %d", waits_for(&f->pos, i));
	return draft ? "por hacer, con borrador" : v->marcado ? "falta un dato" : "por hacer";
}

static void add_step(struct tablero_familia *t, int i)
{
	static const char *const mark[] = { [PASO_HECHO] = "[x]", [PASO_ABIERTO] = "[ ]", [PASO_ESPERA] = "[-]" };
	const struct familia *f = &t->familia;
	const struct paso_vista *v = &f->pos.paso[i];
	struct arena *a = &t->familia.arena;
	struct renglon line = { .de = { VISITA_PASO, i, 0 }, .codigo = i + 1, .style = v->estado == PASO_ESPERA ? ST_DIM : ST_NORMAL };
	line.texto[0] = arena_printf(a, "%s %d. %s%s", mark[v->estado], i + 1, v->paso->nombre, v->paso->opcional ? " (opcional)" : "");
	line.texto[1] = state_words(f, i, draft_of(f, v->paso) != NULL);
	line.pie = arena_printf(a, "%s%s%s", v->paso->ayuda ? v->paso->ayuda : "", v->falta ? "\nNecesita: " : "", v->falta ? v->falta : "");
	tablero_add(&t->tablero, line);
}

static void add_opening(struct tablero_familia *t)
{
	const struct familia *f = &t->familia;
	struct arena *a = &t->familia.arena;
	struct renglon line = { .de = { VISITA_ABRIR, 0, 0 }, .style = ST_HEAD };
	char day[DATE_TEXT];
	line.texto[0] = "Abrir la visita";
	line.texto[1] = f->agenda.estado == AGENDA_BLOQUEADA ? arena_printf(a, "desde el %s", date_text(f->agenda.desde, day)) : "";
	line.pie = f->agenda.estado == AGENDA_BLOQUEADA
		? arena_printf(a, "La última visita fue %s. Si debe ser antes del %s, se puede abrir escribiendo el motivo.", resumen_hace(a, f->app->hoy - f->agenda.dias, f->app->hoy), day)
		: "Entrar o F2 abre la visita de hoy. Después, los pasos de abajo se hacen en orden; se puede salir en cualquier momento y seguir otro día.";
	tablero_add(&t->tablero, line);
}

void visita_lineas(struct tablero_familia *t)
{
	const struct familia *f = &t->familia;
	bool ended = f->agenda.estado == AGENDA_CERRADA;
	t->tablero.vacio = ended ? "El acompañamiento de este hogar ya terminó: su ruta está completa o se cerró. Si fue un error, se deshace desde Historia." : "Este momento no tiene pasos: cierre la visita con F2.";
	if (!ended && !ficha_visita_abierta(&f->ficha))
		add_opening(t);
	for (int i = 0; !ended && i < f->pos.n_paso; i++)
		add_step(t, i);
}

void visita_al_paso(struct tablero_familia *t)
{
	const struct posicion *pos = &t->familia.pos;
	if (tablero_go(&t->tablero, (struct renglon_de){ VISITA_ABRIR, 0, 0 }))
		return;
	int to = pos->siguiente;
	for (int i = pos->n_paso - 1; i >= 0; i--)
		if (draft_of(&t->familia, pos->paso[i].paso) && pos->paso[i].estado != PASO_ESPERA)
			to = i;
	tablero_go(&t->tablero, (struct renglon_de){ VISITA_PASO, to >= 0 ? to : pos->n_paso - 1, 0 });
}

const char *visita_resumen(const struct familia *f, struct arena *a)
{
	const struct record *v = ficha_visita_abierta(&f->ficha);
	char day[DATE_TEXT];
	int done = 0;
	if (!v)
		return f->agenda.estado == AGENDA_CERRADA ? "Acompañamiento terminado" : "Pasos de la próxima visita";
	for (int i = 0; i < f->pos.n_paso; i++)
		done += f->pos.paso[i].estado == PASO_HECHO;
	return arena_printf(a, "Visita %u, abierta el %s · %d de %d pasos%s", v->seq, date_text(answers_date(&v->fields, VISITA_INICIO), day), done, f->pos.n_paso,
		f->pos.puede_cerrar ? " · F2 la cierra" : "");
}

const char *visita_faltan(const struct posicion *pos, struct arena *arena)
{
	const char *out = "";
	for (int i = 0; i < pos->n_paso; i++)
		if (!pos->paso[i].paso->opcional && pos->paso[i].estado != PASO_HECHO)
			out = arena_printf(arena, "%s%s«%s»", out, *out ? ", " : "", pos->paso[i].paso->nombre);
	return out;
}

/* ---- after closing ---- */

static const struct record *last_closed(const struct ficha *f)
{
	for (int i = f->visita.n - 1; i >= 0; i--)
		if (strcmp(answers_text(&f->visita.item[i].fields, VISITA_ESTADO), "cerrada") == 0 && !registro_unido(&f->visita.item[i]))
			return &f->visita.item[i];
	return NULL;
}

static void tell_route(const struct familia *f, const struct cierre *c, struct trace *out)
{
	const struct momento *here = f->pos.momento;
	if (c->avanzo && !c->a) {
		trace_add(out, 0, "La familia terminó la ruta. Felicítela: el camino fue suyo.");
	} else if (c->avanzo) {
		trace_add(out, 0, "La familia pasó de «%s» a «%s».", c->de->nombre, c->a->nombre);
		if (c->de->fase != c->a->fase)
			trace_add(out, 1, "%s «%s»%s%s.", c->a->fase->orden > c->de->fase->orden ? "Comienza la fase" : "Vuelve a la fase", c->a->fase->nombre, c->a->fase->lema ? ": " : "", c->a->fase->lema ? c->a->fase->lema : "");
	} else if (c->falta) {
		trace_add(out, 0, "Sigue en «%s» porque todavía falta:", here->nombre);
		trace_add(out, 1, "%s", c->falta);
		for (int i = 0; i < f->pos.n_sale; i++)
			if (f->pos.sale[i].cumple != TRI_YES && strcmp(f->pos.sale[i].texto, c->falta) != 0)
				trace_add(out, 1, "%s", f->pos.sale[i].texto);
	} else {
		trace_add(out, 0, "La familia sigue en «%s».", here->nombre);
	}
}

static void tell_next(const struct familia *f, struct trace *out)
{
	char day[DATE_TEXT], late[DATE_TEXT];
	const struct agenda *g = &f->agenda;
	if (g->estado == AGENDA_CERRADA)
		return;
	if (g->estado == AGENDA_BLOQUEADA)
		trace_add(out, 0, "La próxima visita puede ser desde el %s.", date_long(g->desde, day));
	else
		trace_add(out, 0, "La próxima visita puede ser desde hoy.");
	if (g->vence != DATE_NONE)
		trace_add(out, 1, "Conviene hacerla antes del %s, cuando queda vencida.", date_text(g->vence, late));
	if (f->pos.siguiente_texto)
		trace_add(out, 1, "Sigue: %s.", f->pos.siguiente_texto);
}

void visita_contar_cierre(const struct familia *f, const struct cierre *c, struct trace *out)
{
	const struct record *v = last_closed(&f->ficha);
	if (v)
		trace_add(out, 0, "La visita %u quedó cerrada: %s.", v->seq, por_que_valor(f->app->programa, RECORD_VISITA, VISITA_RESULTADO, answers_get(&v->fields, VISITA_RESULTADO), out->arena));
	tell_route(f, c, out);
	tell_next(f, out);
}
