#include "model/evaluacion.h"
#include "base/strbuf.h"
#include "model/hecho.h"
#include "model/regla.h"
#include "model/resumen.h"
#include "model/ruta.h"
#include <string.h>

const struct evaluacion *model_evaluate(const struct programa *programa, const struct ficha *ficha, int32_t on, struct arena *arena)
{
	struct evaluacion *e = arena_new(arena, struct evaluacion);

	e->arena = arena;
	e->programa = programa;
	e->ficha = ficha;
	e->fecha = on;
	ficha_scope(ficha, &programa->dict, on, arena, &e->scope);
	struct scope scope = e->scope;          /* of what is computed here and now; whoever reads on may change answers */
	scope_memorise(&scope, arena);
	/* Facts are answered only at the end: what they are made of must not ask for them. */
	e->n_logro = logro_evaluate(programa->logros, ficha, &scope, arena, &e->logro);
	for (int i = 0; i < e->n_logro; i++) {
		e->cuenta[e->logro[i].vigente]++;
		e->cuenta_base[e->logro[i].base]++;
	}
	ipm_evaluate(programa->ipm, &scope, arena, &e->ipm);
	ingreso_evaluate(programa->ingreso, &scope, arena, &e->ingreso);
	promocion_evaluate(programa->promocion, e, arena, &e->promocion);
	e->scope.hecho = hecho_value;
	e->scope.hecho_arg = e;
	return e;
}

const struct logro_resultado *evaluacion_logro(const struct evaluacion *e, int id)
{
	const struct logro_def *def = logro_find(e->programa->logros, id);

	return def ? &e->logro[def - e->programa->logros->logro] : NULL;
}

static void explain_logros(const struct evaluacion *e, struct trace *trace)
{
	for (int i = 0; i < e->n_logro; i++) {
		const struct logro_resultado *r = &e->logro[i];
		if (r->prioridad)
			trace_add(trace, 1, "Prioridad %d: logro %d, %s: %s%s", r->prioridad, r->def->id, r->def->corto, logro_estado_nombre(r->vigente),
				  r->motivo ? " (motivo ajeno al programa)" : "");
	}
	trace_add(trace, 1, "Logros del hogar: %s, %d por alcanzar, %s, %d sin dato", resumen_cuantos(trace->arena, e->cuenta[LOGRO_ALCANZADO], "alcanzado", "alcanzados"),
		  e->cuenta[LOGRO_POR_ALCANZAR], resumen_cuantos(trace->arena, e->cuenta[LOGRO_NO_APLICA], "no aplica", "no aplican"), e->cuenta[LOGRO_SIN_DATO]);
}

static void explain_ingreso(const struct evaluacion *e, struct trace *trace)
{
	const struct ingreso *in = &e->ingreso;

	if (in->linea)
		trace_add(trace, 1, "Líneas de %d (%s), por persona al mes: pobreza extrema %s, pobreza %s", in->linea->anio, in->linea->dominio,
			  pesos_texto(in->linea->li, trace->arena), pesos_texto(in->linea->lp, trace->arena));
	if (in->otro_dominio)
		trace_add(trace, 1, "Aviso: se usa la línea nacional porque falta la de «%s»", e->programa->ingreso->dominio);
	if (in->otro_anio)
		trace_add(trace, 1, "Aviso: falta la línea del año de la medición; se usa la más reciente anterior");
	if (in->linea)
		certeza_trace(trace, 1, "Línea", in->linea->certeza, in->linea->nota);
	certeza_trace(trace, 1, "Suma del ingreso", e->programa->ingreso->certeza, e->programa->ingreso->nota);
}

static void explain_ipm(const struct evaluacion *e, struct trace *trace)
{
	const struct ipm_def *def = e->programa->ipm;
	const struct ipm *ipm = &e->ipm;

	for (int i = 0; i < def->n; i++)
		if (ipm->privado[i] != TRI_NO)
			trace_add(trace, 1, "%s: %s (%d puntos)", ipm->privado[i] == TRI_YES ? "Con privación" : "Sin dato", def->variable[i].nombre,
				  def->variable[i].puntos);
	if (ipm->faltan == 0)
		trace_add(trace, 1, "Por conteo %d de %d: %s; por puntos %d de 100: %s; medida oficial: %s", ipm->conteo, def->n,
			  clase_nombre(ipm->clase_conteo), ipm->puntos, clase_nombre(ipm->clase_puntos),
			  ipm->oficial_pobre == TRI_YES ? "pobre" : "no pobre");
	for (int i = 0; i < ipm->n_aviso; i++)
		trace_add(trace, 1, "Aviso: %s", ipm->aviso[i]);
}

void evaluacion_explain(const struct evaluacion *e, struct trace *trace)
{
	static void (*const reasons[3])(const struct evaluacion *, struct trace *) = { explain_logros, explain_ingreso, explain_ipm };
	const struct promocion *p = &e->promocion;
	char day[DATE_TEXT];

	trace_add(trace, 0, "Medición al %s: %s", date_text(e->fecha, day),
		  p->promueve == TRI_YES ? "cumple las condiciones de promoción" :
		  p->promueve == TRI_NO ? "permanece en el programa" : "faltan datos para decidir");
	for (int i = 0; i < 3; i++) {
		trace_add(trace, 0, "%d. %s: %s", i + 1, p->condicion[i].nombre, tri_nombre(p->condicion[i].cumple));
		trace_add(trace, 1, "%s", p->condicion[i].hechos);
		reasons[i](e, trace);
	}
	trace_add(trace, 0, "%s", celda_texto(e, trace->arena));
	certeza_trace(trace, 1, "Reglas de promoción", e->programa->promocion->certeza, e->programa->promocion->nota);
	if (p->n_falta)
		trace_add(trace, 0, "Qué falta:");
	for (int i = 0; i < p->n_falta; i++) {
		const char **answer;
		int n = promocion_datos(e, &p->falta[i], trace->arena, &answer);
		trace_add(trace, 1, "%s", p->falta[i].texto);
		for (int k = 0; k < n; k++)
			trace_add(trace, 2, "Falta: %s", answer[k]);
	}
}

int evaluacion_por_confirmar(const struct evaluacion *e, struct arena *arena, const char ***out)
{
	const struct programa *p = e->programa;
	const struct linea *line = e->ingreso.linea;
	const char *phrase[] = {
		certeza_frase(arena, "Programa", p->certeza, p->nota),
		p->ruta ? certeza_frase(arena, "Ruta", p->ruta->certeza, p->ruta->nota) : NULL,
		certeza_frase(arena, "Suma del ingreso", p->ingreso->certeza, p->ingreso->nota),
		line ? certeza_frase(arena, arena_printf(arena, "Línea de %d", line->anio), line->certeza, line->nota) : NULL,
		certeza_frase(arena, "Reglas de promoción", p->promocion->certeza, p->promocion->nota),
	};
	int n = 0, most = (int)(sizeof phrase / sizeof *phrase);

	*out = arena_array(arena, const char *, most);
	for (int i = 0; i < most; i++)
		if (phrase[i])
			(*out)[n++] = phrase[i];
	return n;
}

static const char *reasons_text(const struct evaluacion *e, struct arena *arena)
{
	struct trace trace;
	struct strbuf text;

	trace_init(&trace, arena);
	evaluacion_explain(e, &trace);
	strbuf_init(&text, arena);
	for (int i = 0; i < trace.n; i++)
		strbuf_printf(&text, "%s%*s%s", i ? "\n" : "", 2 * trace.line[i].depth, "", trace.line[i].text);
	return text.text;
}

static const char *decision_of(const struct evaluacion *e, const char *tipo)
{
	if (strcmp(tipo, "promocion") == 0)
		return "promueve";
	if (strcmp(tipo, "permanencia") == 0)
		return "permanece";
	if (strcmp(tipo, "validacion") != 0 || e->promocion.promueve == TRI_UNKNOWN)
		return NULL;
	return e->promocion.promueve == TRI_YES ? "promueve" : "permanece";
}

void evaluacion_freeze(const struct evaluacion *e, const char *tipo, struct record *r)
{
	struct answers *fields = &r->fields;

	answers_set(fields, EVALUACION_TIPO, value_choice(tipo));
	answers_set(fields, EVALUACION_FECHA, value_date(e->fecha));
	answers_set(fields, EVALUACION_DECISION, value_choice(decision_of(e, tipo)));
	answers_set(fields, EVALUACION_IPM_CONTEO, e->ipm.faltan ? value_none() : value_int(e->ipm.conteo));
	answers_set(fields, EVALUACION_IPM_PUNTOS, e->ipm.faltan ? value_none() : value_int(e->ipm.puntos));
	answers_set(fields, EVALUACION_IPM_CLASE, value_choice(clase_clave(e->ipm.clase)));
	answers_set(fields, EVALUACION_INGRESO, e->ingreso.completo ? value_int(e->ingreso.mensual) : value_none());
	answers_set(fields, EVALUACION_INGRESO_CLASE, value_choice(clase_clave(e->ingreso.clase)));
	answers_set(fields, EVALUACION_CELDA, value_int(e->promocion.celda));
	answers_set(fields, EVALUACION_ALCANZADOS, value_int(e->cuenta[LOGRO_ALCANZADO]));
	answers_set(fields, EVALUACION_PENDIENTES, value_int(e->cuenta[LOGRO_POR_ALCANZAR]));
	answers_set(fields, EVALUACION_RAZONES, value_text(reasons_text(e, fields->arena)));
	answers_set(fields, EVALUACION_VERSIONES, value_text(e->programa->versiones));
}
