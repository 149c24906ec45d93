#pragma once
/* Multidimensional poverty: 15 variables in integer points (sum 100), by count and by weight (docs/FUENTES.md 3).
 *
 * ipm.yaml: version / vigente_desde / fuente / modo: conteo|ponderado / compara: ">=" | ">" / conteo: {extremo: 7, moderado: 5} / ponderado: {extremo: 47, moderado: 33}
 *   oficial: 33
 *   dimensiones: [{id: educacion, nombre: "Condiciones educativas"}, …]
 *   variables:
 *     - {id: 1, dimension: educacion, puntos: 10, nombre: Bajo logro educativo, privado_si: "expr", definicion: "…", aviso_si: "expr", aviso: "…", falta: "what would lift it, in words"}
 * An unknown variable gives no class, only bounds. */
#include "forms/expr.h"

enum clase { CLASE_SIN_DATO, CLASE_EXTREMO, CLASE_MODERADO, CLASE_NO_POBRE };

struct ipm_variable { int id, puntos; const char *dimension, *nombre, *definicion, *falta, *aviso, *certeza, *nota; const struct expr *privado_si, *aviso_si; };   /* dimension: its id */
struct ipm_def {
	int version; int32_t vigente_desde; const char *fuente;
	bool ponderado, estricto;                       /* estricto: > instead of >= */
	int conteo_extremo, conteo_moderado, puntos_extremo, puntos_moderado, oficial;
	struct { const char *id, *nombre; } *dimension; int n_dimension;
	struct ipm_variable *variable; int n;
};
const struct ipm_def *ipm_load(struct arena *, const struct dict *, const struct yaml_node *, struct problems *);

struct ipm {
	enum tri *privado;                              /* per variable, order of the definition */
	int conteo, conteo_max, puntos, puntos_max;     /* max: with the unknown ones counted as deprived */
	int faltan;                                     /* unknown variables */
	enum clase clase;                               /* by the mode of the definition; SIN_DATO when incomplete */
	enum clase clase_conteo, clase_puntos;
	enum tri oficial_pobre;                         /* points >= 33 */
	bool discrepan;                                 /* the two readings put it in different classes */
	const char **aviso; int n_aviso;
};
void ipm_evaluate(const struct ipm_def *, const struct scope *, struct arena *, struct ipm *);
/* The class of a number of deprived variables, or of points when `ponderado`. */
enum clase ipm_clase_de(const struct ipm_def *, bool ponderado, int valor);
const char *clase_nombre(enum clase);                   /* "Pobreza moderada" */
const char *clase_clave(enum clase);                    /* "moderado" */
enum clase clase_find(const char *clave);               /* CLASE_SIN_DATO when it is none of the three */
/* The summary and every variable, or one of them (its index in the definition, not its id) with the trace of its rule. */
void ipm_explain(const struct ipm_def *, const struct ipm *, int index_or_minus1, const struct scope *, struct trace *);
