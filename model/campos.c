#include "model/campos.h"
#include <string.h>

static const struct campo hogar[] = {
	{ HOGAR_FOLIO, "Folio", VALUE_TEXT, NULL },
	{ HOGAR_PROGRAMA, "Programa", VALUE_TEXT, NULL },
	{ HOGAR_COGESTOR, "Cogestor(a)", VALUE_TEXT, NULL },
	{ HOGAR_ESTADO, "Estado", VALUE_CHOICE, "estado_hogar" },
	{ HOGAR_FASE, "Fase", VALUE_TEXT, NULL },
	{ HOGAR_MOMENTO, "Momento", VALUE_TEXT, NULL },
	{ HOGAR_VINCULACION, "Fecha de vinculación", VALUE_DATE, NULL },
	{ HOGAR_LINEA_BASE, "Fecha de la línea base", VALUE_DATE, NULL },
	{ HOGAR_PLAN, "Fecha del plan familiar", VALUE_DATE, NULL },
	{ HOGAR_ULTIMA_VISITA, "Última visita efectiva", VALUE_DATE, NULL },
	{ HOGAR_VISITAS, "Visitas efectivas", VALUE_INT, NULL },
	{ HOGAR_VISITA_ABIERTA, "Visita en curso", VALUE_INT, NULL },
	{ HOGAR_PROXIMA, "Próxima visita", VALUE_DATE, NULL },
	{ HOGAR_SIGUIENTE, "Siguiente paso", VALUE_TEXT, NULL },
	{ HOGAR_CIERRE, "Fecha de cierre", VALUE_DATE, NULL },
	{ HOGAR_CIERRE_MOTIVO, "Motivo del cierre", VALUE_CHOICE, "motivo_cierre" },
	{ HOGAR_MAESTRA, "Fila de la base maestra", VALUE_INT, NULL },
	{ HOGAR_UNIDO, "Unido al hogar", VALUE_TEXT, NULL },
	{ HOGAR_FOLIOS, "Folios de hogares unidos", VALUE_TEXT, NULL },
	{ HOGAR_DISTINTOS, "Hogares parecidos que son otra familia", VALUE_TEXT, NULL },
};
static const struct campo integrante[] = {
	{ INTEGRANTE_ACTIVO, "Hace parte del hogar", VALUE_BOOL, NULL },
	{ INTEGRANTE_RETIRO, "Fecha de retiro", VALUE_DATE, NULL },
	{ INTEGRANTE_MOTIVO, "Motivo del retiro", VALUE_CHOICE, "motivo_retiro" },
	{ REGISTRO_UNIDO, "Viene del hogar", VALUE_TEXT, NULL },
};
static const struct campo logro[] = {
	{ LOGRO_NUMERO, "Logro", VALUE_INT, NULL },
	{ LOGRO_INTEGRANTE, "Integrante", VALUE_INT, NULL },
	{ LOGRO_BASE, "Estado en la línea base", VALUE_CHOICE, "estado_logro" },
	{ LOGRO_BASE_FECHA, "Fecha en la línea base", VALUE_DATE, NULL },
	{ LOGRO_ESTADO, "Estado confirmado", VALUE_CHOICE, "estado_logro" },
	{ LOGRO_CALCULADO, "Estado calculado al confirmar", VALUE_CHOICE, "estado_logro" },
	{ LOGRO_COMO, "Cómo se estableció", VALUE_CHOICE, "como_logro" },
	{ LOGRO_FECHA, "Fecha de la confirmación", VALUE_DATE, NULL },
	{ LOGRO_SOPORTE, "Soporte", VALUE_TEXT, NULL },
	{ LOGRO_MOTIVO, "Motivo de la dificultad", VALUE_CHOICE, "motivo_logro" },
	{ LOGRO_OBSERVACION, "Observación", VALUE_TEXT, NULL },
	{ LOGRO_PRIORIDAD, "Prioridad en el plan", VALUE_INT, NULL },
	{ LOGRO_PRIORIDAD_FECHA, "Fecha de priorización", VALUE_DATE, NULL },
	{ REGISTRO_UNIDO, "Viene del hogar", VALUE_TEXT, NULL },
};
static const struct campo visita[] = {
	{ VISITA_MOMENTO, "Momento", VALUE_TEXT, NULL },
	{ VISITA_FECHA, "Fecha de la visita", VALUE_DATE, NULL },
	{ VISITA_MODALIDAD, "Modalidad", VALUE_CHOICE, "modalidad" },
	{ VISITA_RESULTADO, "Resultado de la visita", VALUE_CHOICE, "resultado_visita" },
	{ VISITA_ESTADO, "Estado de la visita", VALUE_CHOICE, "estado_visita" },
	{ VISITA_HECHOS, "Pasos hechos", VALUE_SET, NULL },
	{ VISITA_INICIO, "Fecha de inicio", VALUE_DATE, NULL },
	{ VISITA_EXCEPCION, "Motivo de la visita anticipada", VALUE_TEXT, NULL },
	{ VISITA_RESUMEN, "Resumen", VALUE_TEXT, NULL },
	{ REGISTRO_UNIDO, "Viene del hogar", VALUE_TEXT, NULL },
};
static const struct campo compromiso[] = {
	{ COMPROMISO_LOGRO, "Logro", VALUE_INT, NULL },
	{ COMPROMISO_TEXTO, "Compromiso", VALUE_TEXT, NULL },
	{ COMPROMISO_RESPONSABLE, "Responsable", VALUE_TEXT, NULL },
	{ COMPROMISO_FECHA, "Fecha acordada", VALUE_DATE, NULL },
	{ COMPROMISO_ESTADO, "Estado del compromiso", VALUE_CHOICE, "estado_compromiso" },
	{ COMPROMISO_SEGUIDO, "Último seguimiento", VALUE_DATE, NULL },
	{ COMPROMISO_VISITA, "Visita del seguimiento", VALUE_INT, NULL },
	{ COMPROMISO_NOTA, "Nota", VALUE_TEXT, NULL },
	{ REGISTRO_UNIDO, "Viene del hogar", VALUE_TEXT, NULL },
};
static const struct campo oportunidad[] = {
	{ OPORTUNIDAD_OFERTA, "Código de la oferta", VALUE_TEXT, NULL },
	{ OPORTUNIDAD_NOMBRE, "Oportunidad", VALUE_TEXT, NULL },
	{ OPORTUNIDAD_LOGRO, "Logro", VALUE_INT, NULL },
	{ OPORTUNIDAD_INTEGRANTE, "Integrante", VALUE_INT, NULL },
	{ OPORTUNIDAD_ESTADO, "Estado de la oportunidad", VALUE_CHOICE, "estado_oportunidad" },
	{ OPORTUNIDAD_FECHA, "Fecha de acercamiento", VALUE_DATE, NULL },
	{ OPORTUNIDAD_CIERRE, "Fecha del resultado", VALUE_DATE, NULL },
	{ OPORTUNIDAD_MOTIVO, "Motivo de no efectividad", VALUE_TEXT, NULL },
	{ OPORTUNIDAD_MEJORO, "Mejoraron las condiciones de vida", VALUE_BOOL, NULL },
	{ OPORTUNIDAD_OBSERVACION, "Observación", VALUE_TEXT, NULL },
	{ REGISTRO_UNIDO, "Viene del hogar", VALUE_TEXT, NULL },
};
static const struct campo evaluacion[] = {
	{ EVALUACION_TIPO, "Tipo de medición", VALUE_CHOICE, "tipo_evaluacion" },
	{ EVALUACION_FECHA, "Fecha de referencia", VALUE_DATE, NULL },
	{ EVALUACION_DECISION, "Decisión", VALUE_CHOICE, "decision" },
	{ EVALUACION_IPM_CONTEO, "Privaciones del IPM", VALUE_INT, NULL },
	{ EVALUACION_IPM_PUNTOS, "Puntos del IPM", VALUE_INT, NULL },
	{ EVALUACION_IPM_CLASE, "Clase por IPM", VALUE_CHOICE, "clase_pobreza" },
	{ EVALUACION_INGRESO, "Ingreso mensual del hogar", VALUE_INT, NULL },
	{ EVALUACION_INGRESO_CLASE, "Clase por ingreso", VALUE_CHOICE, "clase_pobreza" },
	{ EVALUACION_CELDA, "Celda de la matriz", VALUE_INT, NULL },
	{ EVALUACION_ALCANZADOS, "Logros alcanzados", VALUE_INT, NULL },
	{ EVALUACION_PENDIENTES, "Logros por alcanzar", VALUE_INT, NULL },
	{ EVALUACION_RAZONES, "Razones", VALUE_TEXT, NULL },
	{ EVALUACION_VERSIONES, "Versiones de las definiciones", VALUE_TEXT, NULL },
	{ EVALUACION_APRUEBA, "Aprueba", VALUE_TEXT, NULL },
	{ REGISTRO_UNIDO, "Viene del hogar", VALUE_TEXT, NULL },
};

#define LENGTH(a) ((int)(sizeof(a) / sizeof *(a)))
#define TABLE(a) { (a), LENGTH(a) }
static const struct { const struct campo *item; int n; } table[RECORD_KINDS] = {
	[RECORD_HOGAR] = TABLE(hogar),
	[RECORD_INTEGRANTE] = TABLE(integrante),
	[RECORD_LOGRO] = TABLE(logro),
	[RECORD_VISITA] = TABLE(visita),
	[RECORD_COMPROMISO] = TABLE(compromiso),
	[RECORD_OPORTUNIDAD] = TABLE(oportunidad),
	[RECORD_EVALUACION] = TABLE(evaluacion),
};

#define CHOICE(key, text) { .name = (key), .label = (text) }
static const struct choice estado_hogar[] = {
	CHOICE("vinculado", "Vinculado"), CHOICE("linea_base", "En línea base"), CHOICE("plan", "En plan familiar"),
	CHOICE("seguimiento", "En seguimiento"), CHOICE("validacion", "En validación"), CHOICE("promovido", "Promovido"),
	CHOICE("cierre_administrativo", "Cierre administrativo"), CHOICE("retiro", "Retiro voluntario"),
	CHOICE("no_localizado", "No localizado"), CHOICE("traslado", "Traslado"), CHOICE("fallecimiento", "Fallecimiento"),
};
static const struct choice estado_logro[] = {
	CHOICE("alcanzado", "Alcanzado"), CHOICE("por_alcanzar", "Por alcanzar"),
	CHOICE("no_aplica", "No aplica"), CHOICE("sin_dato", "Sin dato"),
};
static const struct choice como_logro[] = {
	CHOICE("declarado", "Lo declara la familia"), CHOICE("verificado", "Verificado con soporte"),
	CHOICE("por_oportunidad", "Por una oportunidad efectiva"),
};
static const struct choice motivo_logro[] = {
	CHOICE("desinteres", "La persona no lo desea"), CHOICE("discapacidad", "Discapacidad"),
	CHOICE("adulto_mayor", "Persona mayor"), CHOICE("otro", "Otro"),
};
static const struct choice estado_compromiso[] = {
	CHOICE("pendiente", "Pendiente"), CHOICE("cumplido", "Cumplido"),
	CHOICE("no_cumplido", "Quedó por cumplir"), CHOICE("replanteado", "Replanteado"), CHOICE("retirado", "Retirado"),
};
static const struct choice estado_oportunidad[] = {
	CHOICE("acercada", "Acercada"), CHOICE("efectiva", "Efectiva"), CHOICE("no_efectiva", "No efectiva"),
};
static const struct choice motivo_retiro[] = {
	CHOICE("fallecimiento", "Fallecimiento"), CHOICE("traslado", "Se fue a vivir a otro lugar"),
	CHOICE("union", "Formó otro hogar"), CHOICE("registro_errado", "Registro por error"), CHOICE("otro", "Otro"),
};
static const struct choice motivo_cierre[] = {
	CHOICE("promocion", "Promoción: superó la pobreza extrema"), CHOICE("cierre_administrativo", "Cierre administrativo"),
	CHOICE("retiro", "Retiro voluntario de la familia"), CHOICE("no_localizado", "No fue posible localizarla"),
	CHOICE("traslado", "Traslado a otro municipio"), CHOICE("fallecimiento", "Fallecimiento (hogar de una persona)"),
	CHOICE("duplicado", "Registro duplicado"), CHOICE("otro", "Otro"),
};
static const struct choice tipo_evaluacion[] = {
	CHOICE("linea_base", "Línea base"), CHOICE("validacion", "Validación previa"), CHOICE("promocion", "Promoción"),
	CHOICE("permanencia", "Permanencia"), CHOICE("cierre", "Cierre"),
};
static const struct choice decision[] = {
	CHOICE("promueve", "Promoción"), CHOICE("permanece", "Permanencia"),
};
static const struct choice clase_pobreza[] = {
	CHOICE("extremo", "Pobreza extrema"), CHOICE("moderado", "Pobreza moderada"), CHOICE("no_pobre", "No pobre"),
	CHOICE("sin_dato", "Sin dato"),
};
static const struct choice estado_visita[] = {
	CHOICE("abierta", "En curso"), CHOICE("cerrada", "Cerrada"), CHOICE("anulada", "Anulada"),
};

#define LIST(a) { .name = #a, .item = (a), .n = LENGTH(a) }
static const struct choice_list list[] = {
	LIST(estado_hogar), LIST(estado_logro), LIST(como_logro), LIST(motivo_logro), LIST(estado_compromiso),
	LIST(estado_oportunidad), LIST(motivo_retiro), LIST(motivo_cierre), LIST(tipo_evaluacion), LIST(decision),
	LIST(clase_pobreza), LIST(estado_visita),
};

int campos_de(enum record_kind kind, const struct campo **out)
{
	bool known = kind > 0 && kind < RECORD_KINDS;

	*out = known ? table[kind].item : NULL;
	return known ? table[kind].n : 0;
}

const struct campo *campo_de(enum record_kind kind, const char *name)
{
	const struct campo *campo;
	int n = campos_de(kind, &campo);

	for (int i = 0; i < n; i++)
		if (strcmp(campo[i].name, name) == 0)
			return &campo[i];
	return NULL;
}

const struct campo *campo_find(const char *name)
{
	for (int kind = RECORD_HOGAR; kind < RECORD_KINDS; kind++) {
		const struct campo *campo = campo_de((enum record_kind)kind, name);
		if (campo)
			return campo;
	}
	return NULL;
}

const char *campo_label(const char *name)
{
	const struct campo *campo = campo_find(name);

	return campo ? campo->label : name;
}

const struct choice_list *campo_choices(const char *name)
{
	for (int i = 0; name && i < LENGTH(list); i++)
		if (strcmp(list[i].name, name) == 0)
			return &list[i];
	return NULL;
}

int campo_listas(const struct choice_list **out)
{
	*out = list;
	return LENGTH(list);
}

const char *campo_choice_label(const char *list_name, const char *name)
{
	const struct choice_list *choices = campo_choices(list_name);

	for (int i = 0; choices && i < choices->n; i++)
		if (strcmp(choices->item[i].name, name) == 0)
			return choices->item[i].label;
	return name;
}
