#pragma once
/* Facts: named numbers about a family that the route and the conditions may ask for (${logros_priorizados} >= 5). One line each in hecho.c.
 * They are declared to the dictionary before the definitions are compiled, and answered from the ficha and its evaluation. */
#include "forms/expr.h"
#include "model/ficha.h"

struct evaluacion;

void hechos_declare(struct dict *);
/* Before the files of the dictionary, so that a variable with the name of a fact is refused where it stands. (consentimiento is a variable, not a fact.)
 * integrantes_activos jefes hogar_completo(boolean: required questions of the registration forms answered)
 * visitas_efectivas dias_desde_visita(sin dato when never) linea_base_congelada(boolean)
 * catalogo(text: name of the catalogue of logros, so that a form asks what only one of them needs)
 * logros_aplican logros_alcanzados logros_por_alcanzar logros_sin_dato logros_priorizados logros_priorizados_alcanzados logros_con_motivo logros_privacion_alcanzados
 * compromisos compromisos_pendientes compromisos_cumplidos compromisos_sin_seguimiento(those not looked at in the open visit)
 * logros_priorizados_sin_compromiso oportunidades oportunidades_abiertas
 * ipm_clase(clase_pobreza) ipm_faltan ipm_conteo ipm_puntos ipm_discrepan(boolean) ingreso_clase ingreso_completo(boolean) celda celda_promovible(boolean)
 * plan_acordado(boolean) plan_cumplido(boolean) promueve(boolean) validacion_aprobada(boolean) decision(choice decision, of the last validation; sin dato when none)
 * fase momento (text) */
struct value hecho_value(const struct scope *, const char *name, void *evaluacion);   /* matches scope.hecho; arg is struct evaluacion * */
