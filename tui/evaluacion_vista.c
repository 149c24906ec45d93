#include "tui/evaluacion_vista.h"
#include "model/oferta.h"
#include "model/regla.h"

#include "base/text.h"
#include "tui/por_que.h"

#include <string.h>

static const struct columna condiciones[] = { { "", 30, 100, 0, false }, { "", 5, 5, 0, false } };
static const struct columna variables[] = { { "Variable", 26, 60, 0, false }, { "¿Privado?", 9, 9, 0, false }, { "Puntos", 6, 6, 1, true } };
static const struct columna lineas_pesos[] = { { "Ingreso y líneas de pobreza", 26, 44, 0, false }, { "Hogar al mes", 14, 16, 0, true }, { "Por persona", 12, 14, 1, true } };
enum { WAYS = 5 };      /* alternatives shown */
static const struct columna cambios[] = { { "Para la promoción falta", 26, 120, 0, false } };
static const struct columna mediciones[] = { { "Medición", 18, 30, 0, false }, { "Fecha", 10, 10, 1, false }, { "Celda", 5, 5, 2, false }, { "Decisión", 12, 20, 1, false } };

const char *evaluacion_tri(enum tri t)
{
	static const char *const word[] = { [TRI_NO] = "no", [TRI_YES] = "sí", [TRI_UNKNOWN] = "falta" };
	return word[t];
}

const char *evaluacion_condicion(const struct condicion *c, struct arena *arena)
{
	return arena_strndup(arena, c->nombre, strcspn(c->nombre, ":"));
}

/* ---- pages ---- */

static void page_summary(struct evaluacion_vista *v)
{
	const struct promocion *p = &v->t.familia.ev->promocion;
	struct arena *a = &v->t.familia.arena;
	tablero_add(&v->t.tablero, (struct renglon){ .de = { EV_DECISION, 1, 0 }, .style = ST_HEAD, .texto = { celda_texto(v->t.familia.ev, a) },
		.debajo = certeza_frase(a, "Reglas de promoción", v->t.familia.ev->programa->promocion->certeza, NULL) });      /* the note is in its reasons */
	for (int i = 0; i < 3; i++)
		tablero_add(&v->t.tablero, (struct renglon){ .de = { EV_CONDICION, i, 0 }, .codigo = i + 1, .style = ST_NORMAL, .debajo = p->condicion[i].hechos,
			.texto = { arena_printf(a, "%d. %s", i + 1, evaluacion_condicion(&p->condicion[i], a)), evaluacion_tri(p->condicion[i].cumple) } });
	tablero_add(&v->t.tablero, (struct renglon){ .de = { EV_DECISION, 0, 0 }, .style = ST_HEAD, .texto = {
		p->promueve == TRI_YES ? "Cumple las tres condiciones: promoción" : p->promueve == TRI_NO ? "Con los datos de hoy permanece en el acompañamiento" : "Faltan datos para decidir" } });
}

static const char *variable_foot(const struct ipm_variable *x, struct arena *a)
{
	const char *certain = certeza_aviso(a, x->certeza);
	return certain ? arena_printf(a, "%s; %s.", x->definicion ? x->definicion : "", certain) : x->definicion;
}

static void page_ipm(struct evaluacion_vista *v)
{
	const struct evaluacion *ev = v->t.familia.ev;
	const struct ipm_def *def = ev->programa->ipm;
	const struct ipm *ipm = &ev->ipm;
	struct arena *a = &v->t.familia.arena;
	struct trace totals;
	trace_init(&totals, a);
	ipm_explain(def, ipm, -1, &ev->scope, &totals);
	const char *below = totals.line[0].text;
	for (int i = 1; i < totals.n && i < 3; i++)      /* both readings stand right behind the summary */
		below = arena_printf(a, "%s\n%s", below, totals.line[i].text);
	for (int i = 0; i < ipm->n_aviso; i++)
		below = arena_printf(a, "%s\nAviso: %s", below, ipm->aviso[i]);
	tablero_add(&v->t.tablero, (struct renglon){ .de = { EV_IPM, -1, 0 }, .titulo = true, .debajo = below,
		.texto = { arena_printf(a, "Por IPM: %s", clase_nombre(ipm->clase)) }, .pie = "Entrar muestra los cortes y todas las variables." });
	const char *group = "";
	for (int i = 0; i < def->n; i++) {
		const struct ipm_variable *x = &def->variable[i];
		for (int k = 0; strcmp(group, x->dimension) != 0 && k < def->n_dimension; k++)
			if (strcmp(def->dimension[k].id, x->dimension) == 0)
				tablero_add(&v->t.tablero, (struct renglon){ .titulo = true, .texto = { def->dimension[k].nombre } });
		group = x->dimension;
		tablero_add(&v->t.tablero, (struct renglon){ .de = { EV_IPM, i, 0 }, .codigo = x->id, .style = ipm->privado[i] == TRI_UNKNOWN ? ST_WARN : ST_NORMAL, .pie = variable_foot(x, a),
			.texto = { arena_printf(a, "%2d %s", x->id, x->nombre), evaluacion_tri(ipm->privado[i]), arena_printf(a, "%d", x->puntos) } });
	}
}

static void pesos_line(struct evaluacion_vista *v, const char *label, int64_t household, int64_t person, const char *below)
{
	struct arena *a = &v->t.familia.arena;
	tablero_add(&v->t.tablero, (struct renglon){ .de = { EV_INGRESO, v->t.tablero.n, 0 }, .style = ST_NORMAL, .debajo = below, .texto = { label, pesos_texto(household, a), pesos_texto(person, a) } });
}

/* What stands before the people are the lines, which the page shows in columns. */
static int first_person(const struct trace *t, const struct scope *scope)
{
	const char *name = scope->n_integrante > 0 && scope->integrante_name ? scope->integrante_name[0] : "";
	for (int i = 0; i < t->n; i++)
		if (strncmp(t->line[i].text, name, strlen(name)) == 0 && t->line[i].text[strlen(name)] == ':')
			return i;
	return 0;
}

static void page_income(struct evaluacion_vista *v)
{
	const struct evaluacion *ev = v->t.familia.ev;
	const struct ingreso *in = &ev->ingreso;
	struct arena *a = &v->t.familia.arena;
	const struct linea *line = in->linea;
	const char *lacking = in->falta ? arena_printf(a, "Falta el ingreso de %s: lo que se muestra es lo conocido.", in->falta) : NULL;
	pesos_line(v, "Ingreso del hogar", in->mensual, in->n > 0 ? in->mensual / in->n : 0, lacking);
	if (line) {
		const char *certain = certeza_aviso(a, line->certeza);
		pesos_line(v, arena_printf(a, "Pobreza extrema: hasta (LI %d)", line->anio), line->li * in->n, line->li, NULL);
		pesos_line(v, arena_printf(a, "Pobreza: hasta (LP %d)", line->anio), line->lp * in->n, line->lp,
			arena_printf(a, "Línea de %d, dominio %s, para %d %s. Fuente: %s%s%s%s%s", line->anio, line->dominio, in->n, in->n == 1 ? "persona" : "personas", line->fuente ? line->fuente : "sin indicar", certain ? ". La línea está " : "", certain ? certain : "",
				in->otro_anio ? ". Aviso: falta la línea del año de la medición y se usa la anterior" : "", in->otro_dominio ? ". Aviso: se usa la línea nacional" : ""));
	}
	tablero_add(&v->t.tablero, (struct renglon){ .de = { EV_INGRESO, -1, 0 }, .titulo = true, .texto = { arena_printf(a, "Por ingreso: %s", clase_nombre(in->clase)) } });
	struct trace detail;
	trace_init(&detail, a);
	ingreso_explain(ev->programa->ingreso, in, &ev->scope, &detail);
	for (int i = first_person(&detail, &ev->scope); i < detail.n; i++)
		tablero_add(&v->t.tablero, (struct renglon){ .de = { EV_INGRESO, v->t.tablero.n, 0 }, .style = ST_NORMAL,
			.texto = { arena_printf(a, "%*s%s", 2 * (detail.line[i].depth - 1), "", detail.line[i].text) } });
}

/* The offers that could bring it, for the foot of the line. */
static const char *offers_of(const struct familia *f, const struct cambio *c, struct arena *a)
{
	const struct oferta **offer;
	if (c->que == CAMBIO_COMPROMISO)
		return NULL;
	int n = camino_ofertas(f->ev, c, a, &offer);
	const char *out = n ? "Ofertas: " : "Sin oferta vigente en el programa para este cambio; pregunte en la red del barrio.";
	for (int i = 0; i < n && i < 3; i++)
		out = arena_printf(a, "%s%s%s (%s)", out, i ? "; " : "", offer[i]->nombre, offer[i]->entidad);
	return out;
}

static void page_ways(struct evaluacion_vista *v)
{
	struct familia *f = &v->t.familia;
	for (int i = 0; i < v->n_camino; i++) {
		const struct camino *c = &v->camino[i];
		tablero_add(&v->t.tablero, (struct renglon){ .titulo = true,
			.texto = { arena_printf(&f->arena, "%s a la celda %d (esfuerzo %d)", i == 0 ? "El camino más corto" : "Otro camino", c->celda, c->esfuerzo) } });
		for (int k = 0; k < c->n; k++)
			tablero_add(&v->t.tablero, (struct renglon){ .de = { EV_CAMINO, i, (uint32_t)k }, .style = ST_NORMAL,
				.texto = { arena_printf(&f->arena, "%d. %s", k + 1, c->cambio[k].texto) }, .pie = offers_of(f, &c->cambio[k], &f->arena) });
	}
}

/* Semicolons: a question may have commas of its own. */
static const char *answers_list(const char *const *answer, int n, struct arena *a)
{
	const char *out = answer[0];
	for (int i = 1; i < n; i++)
		out = arena_printf(a, "%s; %s", out, answer[i]);
	return out;
}

static void page_missing(struct evaluacion_vista *v)
{
	struct familia *f = &v->t.familia;
	const struct promocion *p = &f->ev->promocion;
	v->t.tablero.vacio = "Nada: con los datos de hoy el hogar cumple las tres condiciones de la promoción.";
	v->n_camino = camino_buscar(f->ev, WAYS, &f->arena, &v->camino);
	if (v->n_camino > 0) {
		page_ways(v);
		return;
	}
	/* While data are missing nobody can say what is shortest: first what is missing, in order. */
	for (int i = 0; i < p->n_falta; i++) {
		const char **answer;
		int n = promocion_datos(f->ev, &p->falta[i], &f->arena, &answer);
		tablero_add(&v->t.tablero, (struct renglon){ .de = { EV_CAMBIO, i, 0 }, .codigo = i + 1, .style = ST_NORMAL,
			.debajo = n ? arena_printf(&f->arena, "%s: %s", n == 1 ? "Falta" : "Faltan", answers_list(answer, n, &f->arena)) : NULL,
			.texto = { arena_printf(&f->arena, "%d. %s", i + 1, p->falta[i].texto) } });
	}
}

static void page_record(struct evaluacion_vista *v)
{
	const struct record_list *list = &v->t.familia.ficha.evaluacion;
	struct arena *a = &v->t.familia.arena;
	char day[DATE_TEXT];
	v->t.tablero.vacio = "Todavía no hay mediciones registradas: la primera queda al terminar la línea base.";
	for (int i = list->n - 1; i >= 0; i--) {
		const struct answers *e = &list->item[i].fields;
		int64_t cell = answers_int(e, EVALUACION_CELDA, 0);
		tablero_add(&v->t.tablero, (struct renglon){ .de = { EV_MEDICION, 0, list->item[i].seq }, .style = ST_NORMAL,
			.pie = arena_printf(a, "%lld alcanzados y %lld por alcanzar ese día. Entrar muestra los números y las razones.", (long long)answers_int(e, EVALUACION_ALCANZADOS, 0), (long long)answers_int(e, EVALUACION_PENDIENTES, 0)),
			.texto = { campo_choice_label("tipo_evaluacion", answers_text(e, EVALUACION_TIPO)), arena_strdup(a, date_text(answers_date(e, EVALUACION_FECHA), day)),
				cell ? arena_printf(a, "%lld", (long long)cell) : "?", campo_choice_label("decision", answers_text(e, EVALUACION_DECISION)) } });
	}
}

#define COLUMNAS(c) (c), (int)(sizeof(c) / sizeof *(c))
static const struct { const char *nombre; const struct columna *columna; int columnas; void (*lineas)(struct evaluacion_vista *); } pagina[PAGINAS] = {
	[PAGINA_RESUMEN] = { "Resumen", COLUMNAS(condiciones), page_summary },
	[PAGINA_IPM] = { "IPM", COLUMNAS(variables), page_ipm },
	[PAGINA_INGRESO] = { "Ingreso", COLUMNAS(lineas_pesos), page_income },
	[PAGINA_FALTA] = { "Qué falta", COLUMNAS(cambios), page_missing },
	[PAGINA_REGISTRO] = { "Registradas", COLUMNAS(mediciones), page_record },
};

const char *evaluacion_pagina_nombre(enum evaluacion_pagina p) { return pagina[p].nombre; }

void evaluacion_columnas(struct evaluacion_vista *v)
{
	v->t.tablero.columna = pagina[v->pagina].columna;
	v->t.tablero.columnas = pagina[v->pagina].columnas;
}

void evaluacion_lineas(struct tablero_familia *t)
{
	struct evaluacion_vista *v = (struct evaluacion_vista *)t;
	pagina[v->pagina].lineas(v);
}

/* ---- the matrix ---- */

int evaluacion_matriz(const struct evaluacion *ev, struct grid *g, struct rect r)
{
	static const char *const word[] = { [CLASE_EXTREMO] = "extremo", [CLASE_MODERADO] = "moderado", [CLASE_NO_POBRE] = "no pobre" };
	const struct promocion_def *def = ev->programa->promocion;
	struct arena arena;
	arena_init(&arena);
	bool narrow = r.cols < 76;
	int side = narrow ? 9 : 18, cell = (r.cols - side - 2) / 3 < 19 ? (r.cols - side - 2) / 3 : 19;
	for (int i = CLASE_EXTREMO; i <= CLASE_NO_POBRE; i++) {
		grid_textn(g, r.row, 1 + side + (i - 1) * cell, cell, ST_DIM, arena_printf(&arena, narrow ? "%s%s" : " %s%s", "IPM ", word[i]));
		grid_textn(g, r.row + i, 1, side, ST_DIM, arena_printf(&arena, "%s%s", narrow ? "" : "Ingreso ", word[i]));
		for (int k = CLASE_EXTREMO; k <= CLASE_NO_POBRE; k++) {
			const struct celda_def *c = promocion_celda(def, (enum clase)i, (enum clase)k);
			bool here = c->id == ev->promocion.celda;
			const char *what = narrow ? (c->promueve ? "promoc." : "perman.") : c->promueve ? "promoción" : "permanencia";
			grid_text(g, r.row + i, 1 + side + (k - 1) * cell, here ? ST_FOCUS : c->promueve ? ST_OK : ST_NORMAL, arena_printf(&arena, here ? "[%d %s]" : narrow ? "%d %s" : " %d %s", c->id, what));
		}
	}
	arena_done(&arena);
	return 4;
}

/* ---- why ---- */

static void why_change(const struct evaluacion *ev, const struct cambio *c, struct trace *out)
{
	const struct ipm_def *ipm = ev->programa->ipm;
	const struct logro_resultado *r = c->sobre == CAMBIO_LOGRO ? evaluacion_logro(ev, c->id) : NULL;
	const struct record *promise = c->sobre == CAMBIO_COMPROMISO && c->id > 0 ? ficha_record(ev->ficha, RECORD_COMPROMISO, (uint32_t)c->id) : NULL;
	const char **answer;
	int n = promocion_datos(ev, c, out->arena, &answer);
	trace_add(out, 0, "%s", c->texto);
	for (int i = 0; i < n; i++)
		trace_add(out, 1, "Falta: %s", answer[i]);
	if (r)
		logro_explain(r, NULL, &ev->scope, out);
	else if (c->sobre == CAMBIO_INGRESO)
		ingreso_explain(ev->programa->ingreso, &ev->ingreso, &ev->scope, out);
	else if (promise)
		por_que_registro(ev->programa, promise, out);
	else if (c->sobre == CAMBIO_COMPROMISO)
		trace_add(out, 1, "%s", ev->promocion.condicion[0].hechos);
	for (int i = 0; c->sobre == CAMBIO_PRIVACION && i < ipm->n; i++)
		if (ipm->variable[i].id == c->id)
			ipm_explain(ipm, &ev->ipm, i, &ev->scope, out);
}

bool evaluacion_por_que(const struct evaluacion_vista *v, const struct renglon_de *de, const char **title, struct trace *out)
{
	const struct familia *f = &v->t.familia;
	const struct evaluacion *ev = f->ev;
	const struct record *r;
	switch (de->tipo) {
	case EV_CONDICION: case EV_DECISION:
		*title = "Las tres condiciones";
		evaluacion_explain(ev, out);
		return true;
	case EV_IPM:
		*title = "IPM";
		ipm_explain(ev->programa->ipm, &ev->ipm, de->id, &ev->scope, out);
		return true;
	case EV_INGRESO:
		*title = "Ingreso";
		ingreso_explain(ev->programa->ingreso, &ev->ingreso, &ev->scope, out);
		return true;
	case EV_CAMBIO:
		*title = "Qué falta";
		why_change(ev, &ev->promocion.falta[de->id], out);
		return true;
	case EV_CAMINO:
		*title = "Qué falta";
		why_change(ev, &v->camino[de->id].cambio[de->seq], out);
		return true;
	case EV_MEDICION:
		*title = "Medición registrada";
		r = ficha_record(&f->ficha, RECORD_EVALUACION, de->seq);
		if (r)
			por_que_registro(f->app->programa, r, out);
		return r != NULL;
	default:
		return false;
	}
}
