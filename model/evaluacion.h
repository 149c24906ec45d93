#pragma once
/* Everything that is computed of a family on a date: logros, IPM, income, matrix, conditions, what is missing. Pure: no clock, no input, no output.
 * The same function serves screens, reports and the batch command. */
#include "model/ficha.h"
#include "model/ingreso.h"
#include "model/ipm.h"
#include "model/logro.h"
#include "model/programa.h"
#include "model/promocion.h"

struct evaluacion {
	struct arena *arena;
	const struct programa *programa;
	const struct ficha *ficha;
	int32_t fecha;
	struct scope scope;                     /* with the facts of model/hecho.h answered */
	struct logro_resultado *logro; int n_logro;      /* in order of the catalogue */
	int cuenta[LOGRO_ESTADOS];              /* household logros by present state */
	int cuenta_base[LOGRO_ESTADOS];
	struct ipm ipm;
	struct ingreso ingreso;
	struct promocion promocion;
};

const struct evaluacion *model_evaluate(const struct programa *, const struct ficha *, int32_t on, struct arena *);
const struct logro_resultado *evaluacion_logro(const struct evaluacion *, int id);
/* The three conditions with their facts, one line each and the reasons below: what the decision screens and the frozen record say. */
void evaluacion_explain(const struct evaluacion *, struct trace *);
/* What the files of the programme are not sure of and decides here, a sentence each: programme, route, income and its line, promotion. How many. */
int evaluacion_por_confirmar(const struct evaluacion *, struct arena *, const char ***out);
/* Fills a new RECORD_EVALUACION, initialised by the caller, with the numbers of the day. `decision` is set for tipo validacion, promocion and permanencia. */
void evaluacion_freeze(const struct evaluacion *, const char *tipo, struct record *);
