#include "model/ipm.h"
#include "model/regla.h"
#include <string.h>

static const struct { const char *clave, *nombre; } clase_table[] = {
	[CLASE_SIN_DATO] = { "sin_dato", "Sin dato" },
	[CLASE_EXTREMO] = { "extremo", "Pobreza extrema" },
	[CLASE_MODERADO] = { "moderado", "Pobreza moderada" },
	[CLASE_NO_POBRE] = { "no_pobre", "No pobre" },
};

const char *clase_nombre(enum clase c) { return clase_table[c].nombre; }
const char *clase_clave(enum clase c) { return clase_table[c].clave; }

enum clase clase_find(const char *clave)
{
	for (int c = CLASE_EXTREMO; c <= CLASE_NO_POBRE; c++)
		if (strcmp(clase_table[c].clave, clave) == 0)
			return (enum clase)c;
	return CLASE_SIN_DATO;
}

static bool reaches(const struct ipm_def *def, int value, int cut)
{
	return def->estricto ? value > cut : value >= cut;
}

enum clase ipm_clase_de(const struct ipm_def *def, bool ponderado, int valor)
{
	if (reaches(def, valor, ponderado ? def->puntos_extremo : def->conteo_extremo))
		return CLASE_EXTREMO;
	return reaches(def, valor, ponderado ? def->puntos_moderado : def->conteo_moderado) ? CLASE_MODERADO : CLASE_NO_POBRE;
}

static void warn(const struct ipm_def *def, const struct scope *scope, struct ipm *out)
{
	for (int i = 0; i < def->n; i++) {
		const struct ipm_variable *v = &def->variable[i];
		if (v->aviso_si && expr_test(v->aviso_si, scope, NULL) == TRI_YES)
			out->aviso[out->n_aviso++] = v->aviso;
	}
	if (out->discrepan)
		out->aviso[out->n_aviso++] = "El conteo y los puntos ubican al hogar en clases distintas: la coordinación lo valida antes de promover";
	else if (out->faltan == 0 && (out->oficial_pobre == TRI_YES) != (out->clase != CLASE_NO_POBRE))
		out->aviso[out->n_aviso++] = "La clase del programa y la medida oficial difieren: la coordinación lo valida antes de promover";
}

void ipm_evaluate(const struct ipm_def *def, const struct scope *given, struct arena *arena, struct ipm *out)
{
	struct scope scope = *given;

	scope.hecho = NULL;
	scope.me = -1;
	*out = (struct ipm){ .privado = arena_array(arena, enum tri, def->n + 1), .aviso = arena_array(arena, const char *, def->n + 1) };
	for (int i = 0; i < def->n; i++) {
		enum tri deprived = expr_test(def->variable[i].privado_si, &scope, NULL);
		out->privado[i] = deprived;
		out->conteo += deprived == TRI_YES;
		out->puntos += deprived == TRI_YES ? def->variable[i].puntos : 0;
		out->conteo_max += deprived != TRI_NO;
		out->puntos_max += deprived != TRI_NO ? def->variable[i].puntos : 0;
		out->faltan += deprived == TRI_UNKNOWN;
	}
	out->oficial_pobre = out->puntos >= def->oficial ? TRI_YES : out->puntos_max < def->oficial ? TRI_NO : TRI_UNKNOWN;
	if (out->faltan == 0) {
		out->clase_conteo = ipm_clase_de(def, false, out->conteo);
		out->clase_puntos = ipm_clase_de(def, true, out->puntos);
		out->clase = def->ponderado ? out->clase_puntos : out->clase_conteo;
		out->discrepan = out->clase_conteo != out->clase_puntos;
	}
	warn(def, &scope, out);
}

static const char *state_words(enum tri deprived)
{
	return deprived == TRI_YES ? "con privación" : deprived == TRI_NO ? "sin privación" : "sin dato";
}

static void explain_variable(const struct ipm_def *def, const struct ipm *ipm, int i, const struct scope *given, struct trace *trace)
{
	const struct ipm_variable *v = &def->variable[i];
	struct scope scope = *given;

	scope.me = -1;
	trace_add(trace, 0, "%d. %s (%d puntos): %s", v->id, v->nombre, v->puntos, state_words(ipm->privado[i]));
	if (v->definicion)
		trace_add(trace, 1, "Se cuenta como privación: %s", v->definicion);
	if (v->nota)
		trace_add(trace, 1, "Nota: %s", v->nota);
	certeza_trace(trace, 1, "Definición", v->certeza, NULL);
	regla_trace(v->privado_si, &scope, trace, 1);
	if (v->aviso_si && expr_test(v->aviso_si, &scope, NULL) == TRI_YES)
		trace_add(trace, 1, "Aviso: %s", v->aviso);
	if (ipm->privado[i] == TRI_YES && v->falta)
		trace_add(trace, 1, "Para superarla: %s", v->falta);
}

static void explain_totals(const struct ipm_def *def, const struct ipm *ipm, struct trace *trace)
{
	if (ipm->faltan) {
		trace_add(trace, 0, ipm->faltan == 1 ? "Medición incompleta: falta %d de %d variables; sin ella el hogar queda sin clase"
			: "Medición incompleta: faltan %d de %d variables; sin ellas el hogar queda sin clase", ipm->faltan, def->n);
		trace_add(trace, 1, "Privaciones: entre %d y %d de %d", ipm->conteo, ipm->conteo_max, def->n);
		trace_add(trace, 1, "Puntos: entre %d y %d de 100", ipm->puntos, ipm->puntos_max);
	} else {
		trace_add(trace, 0, "%s por IPM (lectura por %s)", clase_nombre(ipm->clase), def->ponderado ? "puntos" : "conteo");
		trace_add(trace, 1, "Privaciones: %d de %d: %s", ipm->conteo, def->n, clase_nombre(ipm->clase_conteo));
		trace_add(trace, 1, "Puntos: %d de 100: %s", ipm->puntos, clase_nombre(ipm->clase_puntos));
	}
	const char *than = def->estricto ? "más de" : "desde";
	trace_add(trace, 1, "Cortes por conteo: extrema %s %d, moderada %s %d; por puntos: extrema %s %d, moderada %s %d", than, def->conteo_extremo,
		  than, def->conteo_moderado, than, def->puntos_extremo, than, def->puntos_moderado);
	trace_add(trace, 1, "Medida oficial (desde %d puntos): %s", def->oficial,
		  ipm->oficial_pobre == TRI_YES ? "pobre" : ipm->oficial_pobre == TRI_NO ? "no pobre" : "sin dato");
}

void ipm_explain(const struct ipm_def *def, const struct ipm *ipm, int index, const struct scope *scope, struct trace *trace)
{
	if (index >= 0) {
		explain_variable(def, ipm, index, scope, trace);
		return;
	}
	explain_totals(def, ipm, trace);
	for (int i = 0; i < def->n; i++)
		trace_add(trace, 1, "%d. %s (%d): %s", def->variable[i].id, def->variable[i].nombre, def->variable[i].puntos,
			  state_words(ipm->privado[i]));
	for (int i = 0; i < ipm->n_aviso; i++)
		trace_add(trace, 0, "Aviso: %s", ipm->aviso[i]);
}
