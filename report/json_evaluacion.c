#include "report/json_evaluacion.h"
#include "model/alerta.h"
#include "model/validacion.h"

struct writer {
	struct jsonw w;
	struct arena *arena;
	const struct evaluacion *e;
	const struct json_evaluacion *options;
};

static const char *const si_no[] = { [TRI_NO] = "no", [TRI_YES] = "si", [TRI_UNKNOWN] = "sin_dato" };

static void put_estado(struct jsonw *w, enum logro_estado estado)
{
	jsonw_text(w, "estado", logro_estado_clave(estado));
	jsonw_text(w, "estado_nombre", logro_estado_nombre(estado));
}

static void put_clase(struct jsonw *w, enum clase clase)
{
	jsonw_text(w, "clase", clase_clave(clase));
	jsonw_text(w, "clase_nombre", clase_nombre(clase));
}

static void put_fecha(struct jsonw *w, const char *key, int32_t day)
{
	char text[DATE_TEXT];
	jsonw_text(w, key, day == DATE_NONE ? NULL : date_iso(day, text));
}

static void put_texts(struct jsonw *w, const char *key, const char *const *text, int n)
{
	jsonw_array(w, key);
	for (int i = 0; i < n; i++)
		jsonw_text(w, NULL, text[i]);
	jsonw_array_end(w);
}

static void put_razones(struct jsonw *w, const struct trace *t)
{
	jsonw_array(w, "razones");
	for (int i = 0; i < t->n; i++) {
		jsonw_object(w, NULL);
		jsonw_int(w, "nivel", t->line[i].depth);
		jsonw_text(w, "texto", t->line[i].text);
		jsonw_object_end(w);
	}
	jsonw_array_end(w);
}

/* ---- Household ---- */

static void put_hogar(struct writer *x)
{
	const struct ficha *f = x->e->ficha;
	const char *folio = answers_text(&f->hogar.fields, HOGAR_FOLIO), *code = answers_text(&f->hogar.fields, "codigo_externo");

	jsonw_object(&x->w, "hogar");
	jsonw_text(&x->w, "nombre", ficha_nombre(f, x->arena));
	jsonw_text(&x->w, "folio", *folio ? folio : NULL);
	jsonw_text(&x->w, "codigo_externo", *code ? code : NULL);
	jsonw_int(&x->w, "integrantes", x->e->scope.n_integrante);
	jsonw_object_end(&x->w);
}

static void put_hallazgos(struct writer *x)
{
	struct hallazgo *found;
	int n = ficha_validate(x->e->ficha, &x->e->programa->dict, x->e->fecha, x->arena, &found);

	jsonw_array(&x->w, "hallazgos");
	for (int i = 0; i < n; i++) {
		jsonw_object(&x->w, NULL);
		jsonw_text(&x->w, "tipo", found[i].error ? "error" : "aviso");
		if (found[i].integrante)
			jsonw_int(&x->w, "integrante", found[i].integrante);
		jsonw_text(&x->w, "variable", found[i].variable);
		jsonw_text(&x->w, "texto", found[i].texto);
		jsonw_object_end(&x->w);
	}
	jsonw_array_end(&x->w);
}

/* ---- Logros ---- */

static void put_sujeto(struct writer *x, const struct logro_sujeto *s)
{
	struct jsonw *w = &x->w;

	jsonw_object(w, NULL);
	jsonw_int(w, "integrante", s->seq);
	jsonw_text(w, "nombre", integrante_nombre(s->integrante, x->arena));
	put_estado(w, s->vigente);
	jsonw_text(w, "calculado", logro_estado_clave(s->calculado));
	jsonw_bool(w, "confirmado", s->confirmado);
	jsonw_bool(w, "revisar", s->revisar);
	if (s->base_fecha != DATE_NONE) {
		jsonw_text(w, "base", logro_estado_clave(s->base));
		put_fecha(w, "fecha_base", s->base_fecha);
	}
	jsonw_object_end(w);
}

static void put_logro(struct writer *x, const struct logro_resultado *r)
{
	const struct logro_def *def = r->def;
	struct jsonw *w = &x->w;

	jsonw_object(w, NULL);
	jsonw_int(w, "logro", def->id);
	jsonw_text(w, "nombre", def->corto);
	jsonw_int(w, "dimension", def->dimension);
	jsonw_text(w, "dimension_nombre", dimension_nombre(x->e->programa->logros, def->dimension));
	jsonw_text(w, "certeza", def->certeza);
	jsonw_text(w, "ambito", def->por_integrante ? "integrante" : "hogar");
	put_estado(w, r->vigente);
	jsonw_text(w, "calculado", logro_estado_clave(r->calculado));
	if (!def->por_integrante) {
		jsonw_bool(w, "confirmado", r->sujeto[0].confirmado);
		jsonw_bool(w, "revisar", r->sujeto[0].revisar);
	}
	jsonw_text(w, "base", answers_date(&x->e->ficha->hogar.fields, HOGAR_LINEA_BASE) == DATE_NONE ? NULL : logro_estado_clave(r->base));
	jsonw_int(w, "prioridad", r->prioridad);
	jsonw_int(w, "pendientes", r->pendientes);
	jsonw_bool(w, "motivo_ajeno", r->motivo);
	if (def->por_integrante) {
		jsonw_array(w, "integrantes");
		for (int i = 0; i < r->n; i++)
			put_sujeto(x, &r->sujeto[i]);
		jsonw_array_end(w);
	}
	if (x->options->razones) {
		struct trace t;
		trace_init(&t, x->arena);
		logro_explain(r, NULL, &x->e->scope, &t);
		put_razones(w, &t);
	}
	jsonw_object_end(w);
}

static void put_logros(struct writer *x)
{
	struct jsonw *w = &x->w;

	jsonw_object(w, "cuenta");
	for (int i = 0; i < LOGRO_ESTADOS; i++)
		jsonw_int(w, logro_estado_clave((enum logro_estado)i), x->e->cuenta[i]);
	jsonw_object_end(w);
	jsonw_array(w, "logros");
	for (int i = 0; i < x->e->n_logro; i++)
		put_logro(x, &x->e->logro[i]);
	jsonw_array_end(w);
}

/* ---- IPM ---- */

static void put_lectura(struct jsonw *w, const char *key, int low, int high, int of, enum clase clase)
{
	jsonw_object(w, key);
	jsonw_int(w, "valor", low);
	jsonw_int(w, "maximo", high);
	jsonw_int(w, "de", of);
	put_clase(w, clase);
	jsonw_object_end(w);
}

static void put_variable(struct writer *x, int i)
{
	const struct ipm_def *def = x->e->programa->ipm;
	const struct ipm_variable *v = &def->variable[i];
	struct jsonw *w = &x->w;

	jsonw_object(w, NULL);
	jsonw_int(w, "variable", v->id);
	jsonw_text(w, "nombre", v->nombre);
	jsonw_text(w, "dimension", v->dimension);
	jsonw_int(w, "puntos", v->puntos);
	jsonw_text(w, "certeza", v->certeza);
	jsonw_text(w, "privado", si_no[x->e->ipm.privado[i]]);
	if (x->options->razones) {
		struct trace t;
		trace_init(&t, x->arena);
		ipm_explain(def, &x->e->ipm, i, &x->e->scope, &t);
		put_razones(w, &t);
	}
	jsonw_object_end(w);
}

static void put_ipm(struct writer *x)
{
	const struct ipm_def *def = x->e->programa->ipm;
	const struct ipm *ipm = &x->e->ipm;
	struct jsonw *w = &x->w;

	jsonw_object(w, "ipm");
	jsonw_text(w, "lectura", def->ponderado ? "puntos" : "conteo");
	put_clase(w, ipm->clase);
	put_lectura(w, "conteo", ipm->conteo, ipm->conteo_max, def->n, ipm->clase_conteo);
	put_lectura(w, "puntos", ipm->puntos, ipm->puntos_max, 100, ipm->clase_puntos);
	jsonw_text(w, "oficial_pobre", si_no[ipm->oficial_pobre]);
	jsonw_bool(w, "discrepan", ipm->discrepan);
	jsonw_int(w, "faltan", ipm->faltan);
	put_texts(w, "avisos", ipm->aviso, ipm->n_aviso);
	jsonw_array(w, "variables");
	for (int i = 0; i < def->n; i++)
		put_variable(x, i);
	jsonw_array_end(w);
	jsonw_object_end(w);
}

/* ---- Income ---- */

static void put_linea(struct jsonw *w, const struct ingreso *in)
{
	const struct linea *l = in->linea;

	if (!l) {
		jsonw_null(w, "linea");
		return;
	}
	jsonw_object(w, "linea");
	jsonw_int(w, "anio", l->anio);
	jsonw_text(w, "dominio", l->dominio);
	jsonw_int(w, "li", l->li);
	jsonw_int(w, "lp", l->lp);
	jsonw_int(w, "metodologia", l->metodologia);
	jsonw_text(w, "certeza", l->certeza);
	jsonw_text(w, "nota", l->nota);
	jsonw_bool(w, "otro_dominio", in->otro_dominio);
	jsonw_bool(w, "otro_anio", in->otro_anio);
	jsonw_object_end(w);
}

static void put_ingreso(struct writer *x)
{
	const struct ingreso *in = &x->e->ingreso;
	struct jsonw *w = &x->w;

	jsonw_object(w, "ingreso");
	put_clase(w, in->clase);
	jsonw_text(w, "clase_minima", clase_clave(in->minima));
	jsonw_bool(w, "completo", in->completo);
	jsonw_text(w, "falta", in->falta);
	jsonw_text(w, "certeza", x->e->programa->ingreso->certeza);
	jsonw_text(w, "nota", x->e->programa->ingreso->nota);
	jsonw_int(w, "doce_meses", in->doce_meses);
	jsonw_int(w, "mensual", in->mensual);
	jsonw_int(w, "integrantes", in->n);
	put_linea(w, in);
	jsonw_int(w, "falta_moderado", in->falta_moderado);
	jsonw_int(w, "falta_no_pobre", in->falta_no_pobre);
	if (x->options->razones) {
		struct trace t;
		trace_init(&t, x->arena);
		ingreso_explain(x->e->programa->ingreso, in, &x->e->scope, &t);
		put_razones(w, &t);
	}
	jsonw_object_end(w);
}

/* ---- Promotion ---- */

static void put_falta(struct writer *x)
{
	static const char *const que[] = {
		[CAMBIO_LOGRO] = "logro", [CAMBIO_PRIVACION] = "privacion", [CAMBIO_INGRESO] = "ingreso", [CAMBIO_COMPROMISO] = "compromiso", [CAMBIO_DATO] = "dato",
	};
	const struct promocion *p = &x->e->promocion;
	struct jsonw *w = &x->w;

	jsonw_array(w, "falta");
	for (int i = 0; i < p->n_falta; i++) {
		const struct cambio *c = &p->falta[i];
		jsonw_object(w, NULL);
		jsonw_text(w, "que", que[c->que]);
		jsonw_text(w, "sobre", que[c->sobre]);
		jsonw_int(w, "id", c->id);
		if (c->pesos)
			jsonw_int(w, "pesos", c->pesos);
		jsonw_text(w, "texto", c->texto);
		if (c->que == CAMBIO_DATO) {
			const char **answer;
			int answers = promocion_datos(x->e, c, x->arena, &answer);
			put_texts(w, "respuestas", answer, answers);
		}
		jsonw_object_end(w);
	}
	jsonw_array_end(w);
}

static void put_promocion(struct writer *x)
{
	const struct promocion *p = &x->e->promocion;
	struct jsonw *w = &x->w;

	jsonw_object(w, "promocion");
	jsonw_text(w, "promueve", si_no[p->promueve]);
	jsonw_text(w, "certeza", x->e->programa->promocion->certeza);
	jsonw_text(w, "nota", x->e->programa->promocion->nota);
	if (p->celda)
		jsonw_int(w, "celda", p->celda);
	else
		jsonw_null(w, "celda");
	jsonw_text(w, "celda_promueve", si_no[p->celda_promueve]);
	jsonw_text(w, "celda_texto", celda_texto(x->e, x->arena));
	jsonw_array(w, "condiciones");
	for (size_t i = 0; i < sizeof p->condicion / sizeof *p->condicion; i++) {
		jsonw_object(w, NULL);
		jsonw_text(w, "nombre", p->condicion[i].nombre);
		jsonw_text(w, "cumple", si_no[p->condicion[i].cumple]);
		jsonw_text(w, "hechos", p->condicion[i].hechos);
		jsonw_object_end(w);
	}
	jsonw_array_end(w);
	put_falta(x);
	if (x->options->razones) {
		struct trace t;
		trace_init(&t, x->arena);
		evaluacion_explain(x->e, &t);
		put_razones(w, &t);
	}
	jsonw_object_end(w);
}

/* ---- Alerts ---- */

static void put_alerta(struct writer *x, const struct alerta_hallada *h, const char *estado)
{
	const struct alerta *a = h->alerta;
	struct jsonw *w = &x->w;

	if (a->reservada && !x->options->reservadas)
		return;
	jsonw_object(w, NULL);
	jsonw_text(w, "alerta", a->id);
	jsonw_text(w, "nombre", a->nombre);
	jsonw_text(w, "estado", estado);
	jsonw_text(w, "de", h->integrante < 0 ? "el hogar" : x->e->scope.integrante_name[h->integrante]);
	jsonw_int(w, "prioridad", a->prioridad);
	jsonw_bool(w, "reservada", a->reservada);
	jsonw_text(w, "sector", a->sector);
	jsonw_text(w, "hacer", a->hacer);
	if (x->options->razones)
		put_razones(w, &h->porque);
	jsonw_object_end(w);
}

static void put_alertas(struct writer *x)
{
	const struct alerta_list *list = x->e->programa->alertas;
	struct alerta_hallada *found;

	if (!list)
		return;
	jsonw_array(&x->w, "alertas");
	for (int i = 0, n = alerta_evaluate(list, &x->e->scope, x->arena, &found); i < n; i++)
		put_alerta(x, &found[i], "hallada");
	for (int i = 0, n = alerta_por_saber(list, &x->e->scope, x->arena, &found); i < n; i++)
		put_alerta(x, &found[i], "por_saber");
	jsonw_array_end(&x->w);
}

const char *json_evaluacion(const struct evaluacion *e, const struct json_evaluacion *options, struct arena *arena, size_t *len)
{
	struct writer x = { .arena = arena, .e = e, .options = options };
	struct jsonw *w = &x.w;

	jsonw_init(w, arena, options->indent);
	jsonw_object(w, NULL);
	if (options->linea)
		jsonw_int(w, "linea", options->linea);
	put_fecha(w, "fecha", e->fecha);
	jsonw_text(w, "programa", e->programa->id);
	jsonw_text(w, "versiones", e->programa->versiones);
	const char **doubt;
	int doubts = evaluacion_por_confirmar(e, arena, &doubt);
	put_texts(w, "por_confirmar", doubt, doubts);
	put_hogar(&x);
	put_hallazgos(&x);
	put_logros(&x);
	put_ipm(&x);
	put_ingreso(&x);
	put_promocion(&x);
	put_alertas(&x);
	jsonw_object_end(w);
	*len = w->out.len;
	return w->out.text;
}
