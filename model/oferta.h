#pragma once
/* Offers (ofertas.yaml): programmes and services that can bring a logro or lift a deprivation. `certeza` and `nota` stand in an offer, else in the list for all.
 * ofertas.yaml: version / fuente / ofertas: [{id: sena_formacion, nombre: …, entidad: SENA, logros: [6], privaciones: [7], dimension: 2, aplica_si: "${edad} >= 15", requisitos: "…", territorio: [05001], vigente_hasta: 2026-12-31}] */
#include "forms/expr.h"

struct oferta {
	const char *id, *nombre, *entidad, *requisitos, *certeza, *nota;
	const int *logro; int n_logro;
	const int *privacion; int n_privacion;
	const char *const *territorio; int n_territorio;   /* codes of towns (05001) or departments (05); none: everywhere */
	int dimension;
	bool por_integrante;                      /* `ambito: integrante`, or aplica_si names a member's variable outside an aggregate */
	const struct expr *aplica_si;
	int32_t vigente_desde, vigente_hasta;     /* DATE_NONE: open; both days included */
	const char *file; int line, col;
};
struct oferta_list { const struct oferta *item; int n; int version; const char *fuente, *certeza, *nota; };
const struct oferta_list *oferta_load(struct arena *, const struct dict *, const struct yaml_node *, struct problems *);
const struct oferta *oferta_find(const struct oferta_list *, const char *id);
/* Those that serve a logro (0: any) and are in force on the day and may fit the scope. */
int oferta_para(const struct oferta_list *, int logro, const struct scope *, struct arena *, const struct oferta ***out);
