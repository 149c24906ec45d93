#pragma once
/* Income indicator: household income of a month against the lines LI and LP of the year (docs/FUENTES.md 4). Products, no division.
 *
 * lineas.yaml: version / fuente / igualdad: no_pobre | pobre / lineas: [{anio: 2024, dominio: nacional, lp: 460198, li: 227220, metodologia: 2019, fuente: …, certeza: alta}, …]
 * ingresos.yaml: version / fuente / certeza / nota / items: [{variable: ingreso_salario, periodo: mes|anio, certeza: media, nota: …}, …] (variables of level integrante and hogar). Yearly items count
 * as total/12 by products: 12*monthly + yearly against 12*n*line. A member of working age without any item answered is sin dato; an item left empty
 * counts 0 once the member's `ingresos_completos` variable (named in `completo:`) is yes; without `completo:` once any item is answered.
 * «No quiso responder» is never 0. Items of level hogar must be answered: nobody declares them complete.
 * ingresos.yaml may also have `completo: variable`, `exige: "expr of a member"` and `dominio: name` (the latter may stand in lineas.yaml instead). */
#include "forms/expr.h"
#include "model/ficha.h"
#include "model/ipm.h"

struct linea { int anio; const char *dominio; int64_t lp, li; int metodologia; const char *fuente, *certeza, *nota; };      /* certeza: its own, else that of lineas.yaml */
struct ingreso_item { const struct variable *var; bool anual; const char *certeza, *nota; };      /* certeza: its own, else that of the variable */
struct ingreso_def {
	int version; const char *fuente, *certeza, *nota;
	bool igualdad_pobre;
	struct linea *linea; int n_linea;
	struct ingreso_item *item; int n_item;
	const struct variable *completo;                /* boolean of level integrante, or NULL */
	const struct expr *exige;                       /* members whose income must be known ("${edad} >= 12") */
	const char *dominio;                            /* domain of the programme ("nacional" when absent) */
};
const struct ingreso_def *ingreso_load(struct arena *, const struct dict *, const struct yaml_node *lineas, const struct yaml_node *ingresos, struct problems *);

struct ingreso {
	int64_t doce_meses;                             /* 12 × monthly items + yearly items, of the whole household, pesos */
	int64_t mensual;                                /* doce_meses / 12, for display only */
	int n;                                          /* members */
	bool completo;
	const char *falta;                              /* who lacks it, in words; NULL */
	const struct linea *linea;                      /* applied; NULL: none */
	bool otro_dominio, otro_anio;                   /* the fallback was used: warn */
	enum clase clase;
	enum clase minima;                              /* lowest class still possible with what is known; the class itself when complete */
	int64_t falta_moderado, falta_no_pobre;         /* pesos a month still missing to leave extreme / poverty, 0 reached */
};
void ingreso_evaluate(const struct ingreso_def *, const struct scope *, struct arena *, struct ingreso *);
/* The answers that are missing, and whose: «Salario del último mes de Ana». How many. */
int ingreso_datos(const struct ingreso_def *, const struct scope *, struct arena *, const char ***out);
/* The line that applies on a date: the latest of the programme's domain that is not of a later year, else the national one; NULL: none. */
const struct linea *ingreso_linea(const struct ingreso_def *, int32_t on, bool *otro_dominio, bool *otro_anio);
const char *pesos_texto(int64_t, struct arena *);       /* "$ 1.200.000" */
void ingreso_explain(const struct ingreso_def *, const struct ingreso *, const struct scope *, struct trace *);
