#pragma once
/* A programme: all its definitions, loaded in full or not at all. programa.yaml names the files; paths are relative to its folder, `../common/…` allowed.
 *
 * programa.yaml: programa: medellin-solidaria / nombre / version / vigente_desde / fuente / certeza / nota / prefijo: MS (folio) /
 *   diccionario: [../common/variables.yaml, variables.yaml] / formularios: [forms/hogar.yaml, …] / logros: logros.yaml / ipm: ../common/ipm.yaml /
 *   lineas: ../common/lineas.yaml / ingresos: … / promocion: promocion.yaml / ruta: ruta.yaml / ofertas: ofertas.yaml / alertas: ../common/alertas.yaml (may be left out) /
 *   registro: {hogar: hogar, integrante: integrante}        # forms used to register */
#include "forms/form.h"

struct programa {
	struct arena *arena;
	const char *id, *nombre, *prefijo, *fuente, *certeza, *nota; int version; int32_t vigente_desde;
	struct dict dict;
	const struct form_def **form; int n_form, cap_form;
	const struct form_def *registro_hogar, *registro_integrante;
	const struct logro_catalogo *logros;
	const struct ipm_def *ipm;
	const struct ingreso_def *ingreso;
	const struct promocion_def *promocion;
	const struct ruta *ruta;
	const struct oferta_list *ofertas;
	const struct alerta_list *alertas;        /* NULL: the programme looks for none */
	const char *versiones;                    /* «logros 1, ipm 1, líneas 1 …» for frozen records */
};

/* NULL when anything is wrong; every problem is listed. */
const struct programa *programa_load(struct arena *, const char *programs_dir, const char *id, struct problems *);
const struct form_def *programa_form(const struct programa *, const char *name);
