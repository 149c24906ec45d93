#include "tui/alertas_vista.h"

#include "model/regla.h"
#include "model/resumen.h"
#include "store/permiso.h"

#include <string.h>

const struct columna alertas_columna[ALERTAS_COLUMNAS] = { { "Alerta", 28, 60, 0, false }, { "De quién", 14, 24, 0, false }, { "Desde", 10, 10, 1, false } };

static const char *const when[] = { [1] = "Para atender de inmediato", [2] = "Para los próximos días", [3] = "Dentro del plan familiar" };

bool alertas_hay(const struct familia *f)
{
	return f->app->programa->alertas != NULL;
}

static bool may_see(const struct familia *f)
{
	return permiso_hogar(f->app->store, PERMISO_RESERVADO, answers_text(&f->ficha.hogar.fields, HOGAR_COGESTOR));
}

static int seen(const struct familia *f, struct alerta_hallada *all, int n)
{
	bool all_of_them = may_see(f);
	int kept = 0;
	for (int i = 0; i < n; i++)
		if (all_of_them || !all[i].alerta->reservada)
			all[kept++] = all[i];
	return kept;
}

static int found(const struct familia *f, struct arena *arena, struct alerta_hallada **out)
{
	int n = alerta_evaluate(f->app->programa->alertas, &f->ev->scope, arena, out);
	return seen(f, *out, n);
}

static int in_doubt(const struct familia *f, struct arena *arena, struct alerta_hallada **out)
{
	int n = alerta_por_saber(f->app->programa->alertas, &f->ev->scope, arena, out);
	return seen(f, *out, n);
}

const char *alertas_resumen(const struct familia *f, struct arena *arena)
{
	struct alerta_hallada *one;
	int n = found(f, arena, &one), doubt = in_doubt(f, arena, &one);
	const char *now = n == 0 ? "ninguna por atender" : arena_printf(arena, "%d por atender", n);
	return doubt ? arena_printf(arena, "%s · %d por saber", now, doubt) : now;
}

static const char *of_whom(const struct familia *f, const struct alerta_hallada *a)
{
	return a->integrante < 0 ? "el hogar" : f->ev->scope.integrante_name[a->integrante];
}

static const char *name_of(const struct alerta_hallada *a, struct arena *arena)
{
	return arena_printf(arena, "%s %s%s", a->alerta->id, a->alerta->nombre, a->alerta->reservada ? " (R)" : "");
}

static const char *foot(const struct alerta_hallada *a, struct arena *arena)
{
	return arena_printf(arena, "%sQuién atiende: %s.%s%s", a->alerta->reservada ? "Reservada. " : "", a->alerta->sector, a->alerta->hacer ? "\nQué hacer: " : "", a->alerta->hacer ? a->alerta->hacer : "");
}

static void read_since(struct alertas_vista *v)
{
	struct familia *f = &v->t.familia;
	struct err err = { 0 };
	struct txn txn;
	v->desde = NULL;
	if (!txn_read(&txn, f->app->store, &err))
		return;
	if (!desde_alertas(&txn, f->ev, v->hallada, v->n_hallada, &f->arena, &v->desde))
		v->desde = NULL;
	txn_abort(&txn);
}

/* The one datum that is missing, as the line says it. */
static const char *lacking(const struct alerta_hallada *a)
{
	for (int i = 0; i < a->porque.n; i++)
		if (strncmp(a->porque.line[i].text, "Falta el dato", strlen("Falta el dato")) == 0)
			return a->porque.line[i].text;
	return NULL;
}

void alertas_lineas(struct tablero_familia *t)
{
	struct alertas_vista *v = (struct alertas_vista *)t;
	struct familia *f = &t->familia;
	struct arena *a = &f->arena;
	char day[DATE_TEXT];
	t->tablero.vacio = alertas_hay(f) ? "Ninguna: con las respuestas de hoy no hay nada que atender con urgencia." : "Este programa no busca alertas.";
	v->n_hallada = found(f, a, &v->hallada);
	v->n_por_saber = in_doubt(f, a, &v->por_saber);
	read_since(v);
	for (int i = 0; i < v->n_hallada; i++) {
		const struct alerta_hallada *h = &v->hallada[i];
		if (i == 0 || h->alerta->prioridad != v->hallada[i - 1].alerta->prioridad)
			tablero_add(&t->tablero, (struct renglon){ .titulo = true, .texto = { when[h->alerta->prioridad] } });
		int32_t since = v->desde ? v->desde[i].fecha : DATE_NONE;
		tablero_add(&t->tablero, (struct renglon){ .de = { ALERTAS_HALLADA, i, 0 }, .style = h->alerta->prioridad == 1 ? ST_WARN : ST_NORMAL, .pie = foot(h, a),
			.texto = { name_of(h, a), of_whom(f, h), since == DATE_NONE ? "?" : arena_strdup(a, date_text(since, day)) } });
	}
	if (v->n_por_saber > 0)
		tablero_add(&t->tablero, (struct renglon){ .titulo = true, .texto = { "Por saber: faltan respuestas" } });
	for (int i = 0; i < v->n_por_saber; i++) {
		const struct alerta_hallada *h = &v->por_saber[i];
		tablero_add(&t->tablero, (struct renglon){ .de = { ALERTAS_POR_SABER, i, 0 }, .style = ST_DIM, .texto = { name_of(h, a), of_whom(f, h), "" }, .pie = lacking(h) });
	}
}

/* ---- why ---- */

static void since_text(const struct familia *f, const struct desde *d, struct trace *out)
{
	char day[DATE_TEXT];
	if (!d || d->fecha == DATE_NONE)
		return;
	const char *how = d->accion ? d->accion : "Por la edad o por el paso del tiempo";
	trace_add(out, 0, "Desde cuándo: %s (%s)", date_text(d->fecha, day), resumen_hace(out->arena, d->fecha, f->app->hoy));
	trace_add(out, 1, "%s", how);
}

bool alertas_por_que(const struct alertas_vista *v, const struct renglon_de *de, const char **title, struct trace *out)
{
	const struct familia *f = &v->t.familia;
	bool there = de->tipo == ALERTAS_HALLADA;
	if (!there && de->tipo != ALERTAS_POR_SABER)
		return false;
	const struct alerta_hallada *h = there ? &v->hallada[de->id] : &v->por_saber[de->id];
	const struct alerta *a = h->alerta;
	*title = arena_printf(out->arena, "%s · ¿por qué?", a->id);
	trace_add(out, 0, "%s: %s%s", a->nombre, of_whom(f, h), a->reservada ? " (reservada)" : "");
	if (!there)
		trace_add(out, 0, "Por saber: todavía no se puede decir");
	for (int i = 0; i < h->porque.n; i++)
		trace_add(out, h->porque.line[i].depth + 1, "%s", h->porque.line[i].text);
	if (there)
		since_text(f, v->desde ? &v->desde[de->id] : NULL, out);
	trace_add(out, 0, there ? "Qué hacer: %s" : "Si se confirma: %s", a->hacer ? a->hacer : when[a->prioridad]);
	trace_add(out, 1, "%s", when[a->prioridad]);
	trace_add(out, 1, "Quién atiende: %s", a->sector);
	if (a->nota)
		trace_add(out, 1, "%s", a->nota);
	const struct alerta_list *list = f->app->programa->alertas;
	const char *certain = certeza_aviso(out->arena, a->certeza ? a->certeza : list->certeza);
	if (certain)
		trace_add(out, 0, "Regla %s. Fuente: %s", certain, list->fuente);
	return true;
}
