#pragma once
/* The promotion matrix and the three conditions (docs/FUENTES.md 3.4).
 *
 * promocion.yaml: version / vigente_desde / fuente / certeza / nota
 *   celdas: [{id: 1, ingreso: extremo, ipm: extremo, resultado: permanencia}, … nine]
 *   necesaria: {modo: plan | privaciones | porcentaje, minimo: 13, de: 17, porcentaje: 70, texto: "…"}      plan: all prioritised logros reached or no aplica, commitments kept
 *   compromisos: {edad_minima: 14}     # of whom in the household may answer for a commitment; 14 when absent
 *   esfuerzo: {…}                      # model/camino.h
 *   requisitos: [{id: datos_completos, si: "expr over hechos", texto: "Todos los datos completos"}, …]      checklist of the validación previa,
 *                                    which may read the answers of its visit; what must hold stands in ruta.yaml as well */
#include "model/ingreso.h"
#include "model/ipm.h"
#include "model/logro.h"

enum necesaria_modo { NECESARIA_PLAN, NECESARIA_PRIVACIONES, NECESARIA_PORCENTAJE };
struct celda_def { int id; enum clase ingreso, ipm; bool promueve; };
struct requisito { const char *id, *texto; const struct expr *si; };
struct promocion_def {
	int version; int32_t vigente_desde; const char *fuente, *certeza, *nota;
	struct celda_def celda[9];                  /* row of the income class, column of the IPM class: [3 * (ingreso - 1) + ipm - 1] */
	enum necesaria_modo modo; int minimo, de, porcentaje; const char *texto;
	struct requisito *requisito; int n_requisito;
	int edad_responsable;
	const struct esfuerzo_def *esfuerzo;        /* model/camino.h */
};
const struct promocion_def *promocion_load(struct arena *, const struct dict *, const struct yaml_node *, struct problems *);

struct condicion { const char *nombre; enum tri cumple; const char *hechos; };      /* hechos: one sentence with the numbers */
enum cambio_que { CAMBIO_LOGRO, CAMBIO_PRIVACION, CAMBIO_INGRESO, CAMBIO_COMPROMISO, CAMBIO_DATO };
/* id: number of the logro, of the IPM variable, seq of the commitment (0: the plan itself). `sobre`: what a missing datum belongs to; else as `que`. */
struct cambio { enum cambio_que que, sobre; int id; int64_t pesos; const char *texto; };
struct promocion {
	int celda;                                  /* 1–9; 0 while a class is missing */
	enum tri celda_promueve;
	struct condicion condicion[3];              /* necesaria, ingreso, IPM */
	enum tri promueve;                          /* all three */
	struct cambio *falta; int n_falta;          /* what separates it from the nearest promotable cell, in order */
};

struct evaluacion;
/* From the logros, IPM and income of the evaluation, which must be there already. A class that is missing still decides where every class
 * it could be gives the same answer. */
void promocion_evaluate(const struct promocion_def *, const struct evaluacion *, struct arena *, struct promocion *);
const struct celda_def *promocion_celda(const struct promocion_def *, enum clase ingreso, enum clase ipm);   /* NULL when one is sin dato */
/* «Celda 5: ingreso moderado, IPM moderado → promoción», or what is missing to know it. */
const char *celda_texto(const struct evaluacion *, struct arena *);
/* The family plan: agreed, each prioritised logro reached, not applicable or with a cause outside the programme, no commitment left. */
enum tri promocion_plan_cumplido(const struct evaluacion *);
bool promocion_compromiso_vivo(const struct record *);        /* still to be kept: a restated one goes on under its new words or date */
/* May this member answer for a commitment on that day? Whose age is unknown may. */
bool promocion_puede_responder(const struct promocion_def *, const struct record *integrante, int32_t on);
/* How many of the pending logros must be reached for the first condition, at least; 0 in the mode of the plan, which names them. */
int promocion_logros_necesarios(const struct promocion_def *, const struct evaluacion *);
/* Of a datum that is missing: the answers it waits for and whose they are, «¿Sabe leer y escribir? de Ana»; of another change 0 (promocion_datos.c). */
int promocion_datos(const struct evaluacion *, const struct cambio *, struct arena *, const char ***out);
/* Fills falta; called by promocion_evaluate (promocion_falta.c). */
void promocion_falta(const struct promocion_def *, const struct evaluacion *, struct arena *, struct promocion *);
