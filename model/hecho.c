#include "model/hecho.h"
#include "model/evaluacion.h"
#include "model/registro.h"
#include "model/ruta.h"
#include <string.h>

static struct value si_no(enum tri tri)
{
	return tri == TRI_UNKNOWN ? value_none() : value_bool(tri == TRI_YES);
}

static const struct answers *hogar(const struct evaluacion *e)
{
	return &e->ficha->hogar.fields;
}

/* --- the household --- */

static struct value integrantes_activos(const struct evaluacion *e)
{
	return value_int(e->scope.n_integrante);
}

static struct value jefes(const struct evaluacion *e)
{
	int n = 0;
	for (int i = 0; i < e->scope.n_integrante; i++)
		n += !strcmp(answers_text(e->scope.integrante[i], "parentesco"), "jefe");
	return value_int(n);
}

static struct value hogar_completo(const struct evaluacion *e)
{
	return value_bool(registro_completo(e->programa, &e->scope));
}

static struct value visitas_efectivas(const struct evaluacion *e)
{
	return value_int(answers_int(hogar(e), HOGAR_VISITAS, 0));
}

static struct value dias_desde_visita(const struct evaluacion *e)
{
	int32_t ultima = answers_date(hogar(e), HOGAR_ULTIMA_VISITA);
	return ultima == DATE_NONE ? value_none() : value_int(e->fecha - ultima);
}

static struct value linea_base_congelada(const struct evaluacion *e)
{
	return value_bool(answers_date(hogar(e), HOGAR_LINEA_BASE) != DATE_NONE);
}

static struct value plan_acordado(const struct evaluacion *e)
{
	return value_bool(answers_date(hogar(e), HOGAR_PLAN) != DATE_NONE);
}

static struct value fase(const struct evaluacion *e)
{
	return value_text(ruta_actual(e->programa->ruta, hogar(e))->fase->id);
}

static struct value momento(const struct evaluacion *e)
{
	return value_text(ruta_actual(e->programa->ruta, hogar(e))->id);
}

/* --- logros --- */

static struct value catalogo(const struct evaluacion *e)
{
	return value_text(e->programa->logros->nombre);
}

static bool aplica(const struct logro_resultado *r)
{
	return r->vigente != LOGRO_NO_APLICA;
}

static bool alcanzado(const struct logro_resultado *r)
{
	return r->vigente == LOGRO_ALCANZADO;
}

static bool por_alcanzar(const struct logro_resultado *r)
{
	return r->vigente == LOGRO_POR_ALCANZAR;
}

static bool sin_dato(const struct logro_resultado *r)
{
	return r->vigente == LOGRO_SIN_DATO;
}

static bool priorizado(const struct logro_resultado *r)
{
	return r->prioridad > 0;
}

/* Reached, or no longer asked of this family. */
static bool logrado(const struct logro_resultado *r)
{
	return alcanzado(r) || !aplica(r);
}

static bool priorizado_logrado(const struct logro_resultado *r)
{
	return priorizado(r) && logrado(r);
}

static bool con_motivo(const struct logro_resultado *r)
{
	return por_alcanzar(r) && r->motivo;
}

static bool privacion_lograda(const struct logro_resultado *r)
{
	return r->def->privacion && logrado(r);
}

static struct value cuenta(const struct evaluacion *e, bool (*es)(const struct logro_resultado *))
{
	int n = 0;
	for (int i = 0; i < e->n_logro; i++)
		n += es(&e->logro[i]);
	return value_int(n);
}

#define CUENTA(name, predicate) static struct value name(const struct evaluacion *e) { return cuenta(e, predicate); }
CUENTA(logros_aplican, aplica)
CUENTA(logros_alcanzados, alcanzado)
CUENTA(logros_por_alcanzar, por_alcanzar)
CUENTA(logros_sin_dato, sin_dato)
CUENTA(logros_priorizados, priorizado)
CUENTA(logros_priorizados_alcanzados, priorizado_logrado)
CUENTA(logros_con_motivo, con_motivo)
CUENTA(logros_privacion_alcanzados, privacion_lograda)
#undef CUENTA

/* --- commitments and opportunities --- */

static bool en_estado(const struct record *r, const char *field, const char *estado)
{
	return !strcmp(answers_text(&r->fields, field), estado);
}

static struct value compromisos(const struct evaluacion *e)
{
	int n = 0;
	for (int i = 0; i < e->ficha->compromiso.n; i++)
		n += !en_estado(&e->ficha->compromiso.item[i], COMPROMISO_ESTADO, "retirado");
	return value_int(n);
}

static struct value compromisos_pendientes(const struct evaluacion *e)
{
	int n = 0;
	for (int i = 0; i < e->ficha->compromiso.n; i++)
		n += promocion_compromiso_vivo(&e->ficha->compromiso.item[i]);
	return value_int(n);
}

static struct value compromisos_cumplidos(const struct evaluacion *e)
{
	int n = 0;
	for (int i = 0; i < e->ficha->compromiso.n; i++)
		n += en_estado(&e->ficha->compromiso.item[i], COMPROMISO_ESTADO, "cumplido");
	return value_int(n);
}

static struct value compromisos_sin_seguimiento(const struct evaluacion *e)
{
	const struct record *visita = ficha_visita_abierta(e->ficha);
	int n = 0;
	for (int i = 0; i < e->ficha->compromiso.n; i++) {
		const struct record *r = &e->ficha->compromiso.item[i];
		bool visto = visita && answers_int(&r->fields, COMPROMISO_VISITA, 0) == visita->seq;
		n += promocion_compromiso_vivo(r) && !visto;
	}
	return value_int(n);
}

static bool tiene_compromiso(const struct ficha *ficha, int logro)
{
	for (int i = 0; i < ficha->compromiso.n; i++) {
		const struct record *r = &ficha->compromiso.item[i];
		if (answers_int(&r->fields, COMPROMISO_LOGRO, 0) == logro && !en_estado(r, COMPROMISO_ESTADO, "no_cumplido") && !en_estado(r, COMPROMISO_ESTADO, "retirado"))
			return true;
	}
	return false;
}

static struct value logros_priorizados_sin_compromiso(const struct evaluacion *e)
{
	int n = 0;
	for (int i = 0; i < e->n_logro; i++) {
		const struct logro_resultado *r = &e->logro[i];
		n += priorizado(r) && !logrado(r) && !tiene_compromiso(e->ficha, r->def->id);
	}
	return value_int(n);
}

static struct value oportunidades(const struct evaluacion *e)
{
	return value_int(e->ficha->oportunidad.n);
}

static struct value oportunidades_abiertas(const struct evaluacion *e)
{
	int n = 0;
	for (int i = 0; i < e->ficha->oportunidad.n; i++)
		n += en_estado(&e->ficha->oportunidad.item[i], OPORTUNIDAD_ESTADO, "acercada");
	return value_int(n);
}

static struct value plan_cumplido(const struct evaluacion *e)
{
	return si_no(promocion_plan_cumplido(e));
}

/* --- poverty and decision --- */

static struct value ipm_clase(const struct evaluacion *e)
{
	return e->ipm.clase == CLASE_SIN_DATO ? value_none() : value_choice(clase_clave(e->ipm.clase));
}

static struct value ipm_faltan(const struct evaluacion *e)
{
	return value_int(e->ipm.faltan);
}

/* A number is known when no variable that could change it is missing. */
static struct value ipm_conteo(const struct evaluacion *e)
{
	return e->ipm.conteo == e->ipm.conteo_max ? value_int(e->ipm.conteo) : value_none();
}

static struct value ipm_puntos(const struct evaluacion *e)
{
	return e->ipm.puntos == e->ipm.puntos_max ? value_int(e->ipm.puntos) : value_none();
}

static struct value ipm_discrepan(const struct evaluacion *e)
{
	return e->ipm.faltan ? value_none() : value_bool(e->ipm.discrepan);
}

static struct value ingreso_clase(const struct evaluacion *e)
{
	return e->ingreso.clase == CLASE_SIN_DATO ? value_none() : value_choice(clase_clave(e->ingreso.clase));
}

static struct value ingreso_completo(const struct evaluacion *e)
{
	return value_bool(e->ingreso.completo);
}

static struct value celda(const struct evaluacion *e)
{
	return e->promocion.celda ? value_int(e->promocion.celda) : value_none();
}

static struct value celda_promovible(const struct evaluacion *e)
{
	return si_no(e->promocion.celda_promueve);
}

static struct value promueve(const struct evaluacion *e)
{
	return si_no(e->promocion.promueve);
}

static bool valida(const struct momento *m)
{
	for (int i = 0; i < m->n_paso; i++)
		if (m->paso[i].abre == ABRE_VALIDACION)
			return true;
	return false;
}

/* The last validation. Where the family is being validated again, only one of the present round counts: an old decision must not open the door. */
static const struct record *ultima_validacion(const struct evaluacion *e)
{
	const struct record *last = NULL, *visita = ficha_visita_abierta(e->ficha);
	int32_t desde = INT32_MIN, ultima = answers_date(hogar(e), HOGAR_ULTIMA_VISITA);
	if (valida(ruta_actual(e->programa->ruta, hogar(e)))) {
		if (visita)
			desde = answers_date(&visita->fields, VISITA_INICIO);
		else if (ultima != DATE_NONE)
			desde = ultima + 1;
	}
	for (int i = 0; i < e->ficha->evaluacion.n; i++)
		if (en_estado(&e->ficha->evaluacion.item[i], EVALUACION_TIPO, "validacion") && !registro_unido(&e->ficha->evaluacion.item[i]))
			last = &e->ficha->evaluacion.item[i];
	return last && answers_date(&last->fields, EVALUACION_FECHA) >= desde ? last : NULL;
}

static struct value validacion_aprobada(const struct evaluacion *e)
{
	const struct record *r = ultima_validacion(e);
	return value_bool(r && *answers_text(&r->fields, EVALUACION_APRUEBA));
}

static struct value decision(const struct evaluacion *e)
{
	const struct record *r = ultima_validacion(e);
	return r ? answers_get(&r->fields, EVALUACION_DECISION) : value_none();
}

static const struct hecho { const char *name, *type, *label, *list; struct value (*value)(const struct evaluacion *); } hechos[] = {
	{ "integrantes_activos", "integer", "Integrantes del hogar", NULL, integrantes_activos },
	{ "jefes", "integer", "Jefes de hogar registrados", NULL, jefes },
	{ "hogar_completo", "boolean", "El registro del hogar está completo", NULL, hogar_completo },
	{ "visitas_efectivas", "integer", "Visitas efectivas", NULL, visitas_efectivas },
	{ "dias_desde_visita", "integer", "Días desde la última visita", NULL, dias_desde_visita },
	{ "linea_base_congelada", "boolean", "La línea base está tomada", NULL, linea_base_congelada },
	{ "catalogo", "text", "Catálogo de logros del programa", NULL, catalogo },
	{ "logros_aplican", "integer", "Logros que aplican a la familia", NULL, logros_aplican },
	{ "logros_alcanzados", "integer", "Logros alcanzados", NULL, logros_alcanzados },
	{ "logros_por_alcanzar", "integer", "Logros por alcanzar", NULL, logros_por_alcanzar },
	{ "logros_sin_dato", "integer", "Logros sin dato", NULL, logros_sin_dato },
	{ "logros_priorizados", "integer", "Logros priorizados en el plan", NULL, logros_priorizados },
	{ "logros_priorizados_alcanzados", "integer", "Logros priorizados ya alcanzados o que no aplican", NULL, logros_priorizados_alcanzados },
	{ "logros_con_motivo", "integer", "Logros por alcanzar con motivo ajeno al programa", NULL, logros_con_motivo },
	{ "logros_privacion_alcanzados", "integer", "Logros que apuntan a privaciones, alcanzados o que no aplican", NULL, logros_privacion_alcanzados },
	{ "compromisos", "integer", "Compromisos acordados", NULL, compromisos },
	{ "compromisos_pendientes", "integer", "Compromisos por cumplir", NULL, compromisos_pendientes },
	{ "compromisos_cumplidos", "integer", "Compromisos cumplidos", NULL, compromisos_cumplidos },
	{ "compromisos_sin_seguimiento", "integer", "Compromisos por revisar en esta visita", NULL, compromisos_sin_seguimiento },
	{ "logros_priorizados_sin_compromiso", "integer", "Logros priorizados que esperan un compromiso", NULL, logros_priorizados_sin_compromiso },
	{ "oportunidades", "integer", "Oportunidades acercadas a la familia", NULL, oportunidades },
	{ "oportunidades_abiertas", "integer", "Oportunidades en espera de resultado", NULL, oportunidades_abiertas },
	{ "ipm_clase", "select_one", "Clase por pobreza multidimensional", "clase_pobreza", ipm_clase },
	{ "ipm_faltan", "integer", "Variables del IPM sin dato", NULL, ipm_faltan },
	{ "ipm_conteo", "integer", "Privaciones del IPM", NULL, ipm_conteo },
	{ "ipm_puntos", "integer", "Puntos del IPM", NULL, ipm_puntos },
	{ "ipm_discrepan", "boolean", "Las dos lecturas del IPM dan clases distintas", NULL, ipm_discrepan },
	{ "ingreso_clase", "select_one", "Clase por ingreso", "clase_pobreza", ingreso_clase },
	{ "ingreso_completo", "boolean", "El ingreso del hogar está completo", NULL, ingreso_completo },
	{ "celda", "integer", "Celda de la matriz de promoción", NULL, celda },
	{ "celda_promovible", "boolean", "La celda de la matriz permite promover", NULL, celda_promovible },
	{ "plan_acordado", "boolean", "El plan familiar está acordado", NULL, plan_acordado },
	{ "plan_cumplido", "boolean", "El plan familiar está cumplido", NULL, plan_cumplido },
	{ "promueve", "boolean", "Se cumplen las tres condiciones de promoción", NULL, promueve },
	{ "validacion_aprobada", "boolean", "La validación previa está aprobada", NULL, validacion_aprobada },
	{ "decision", "select_one", "Decisión de la validación previa", "decision", decision },
	{ "fase", "text", "Fase de la ruta", NULL, fase },
	{ "momento", "text", "Momento de la ruta", NULL, momento },
};

static const struct hecho *hecho_find(const char *name)
{
	for (size_t i = 0; i < sizeof hechos / sizeof *hechos; i++)
		if (!strcmp(hechos[i].name, name))
			return &hechos[i];
	return NULL;
}

void hechos_declare(struct dict *dict)
{
	for (size_t i = 0; i < sizeof hechos / sizeof *hechos; i++)
		dict_add_hecho(dict, hechos[i].name, hechos[i].type, hechos[i].label, hechos[i].list);
}

struct value hecho_value(const struct scope *scope, const char *name, void *evaluacion)
{
	const struct hecho *hecho = hecho_find(name);
	(void)scope;
	return hecho ? hecho->value(evaluacion) : value_none();
}
