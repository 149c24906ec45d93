#pragma once
/* The route: phases, moments, steps; their entry and exit conditions; the cadence of visits. All from ruta.yaml.
 *
 * ruta.yaml: ruta / version / vigente_desde / fuente / certeza / nota
 *   cadencia: {bloqueo_dias: 28, vence_dias: 90}          # a new visit opens when MORE than 28 days have passed; overdue from day 90
 *   fases:
 *     - id: asi_estamos
 *       nombre: Así Estamos
 *       lema: Quiénes somos
 *       momentos:
 *         - id: inicio
 *           nombre: Visita de inicio
 *           estado: vinculado                             # estado_hogar while here
 *           exento: si                                    # its visit does not wait for the cadence
 *           repite: no                                    # seguimiento may take many visits
 *           entra: [{si: "expr", texto: "Tener la línea base"}]
 *           sale:  [{si: "expr", texto: "…"}]
 *           al_salir: [congelar_linea_base]               # acts done by moving on: congelar_linea_base acordar_plan registrar_validacion promover cerrar
 *           sigue: linea_base                             # default next; several with `si`: [{a: visita_promocion, si: "${decision} = 'promueve'"}, {a: seguimiento, si: …}]
 *           pasos:
 *             - {id: autorizacion, nombre: Autorización de datos, abre: formulario, formulario: autorizacion, listo_si: "${consentimiento}", necesita: "…", ayuda: "…"}
 *             - {id: conversacion, nombre: La conversación y las preguntas, abre: formulario, formulario: conversacion, opcional: si}
 *   abre: formulario | integrantes | logros | plan | compromisos | oportunidades | evaluacion | validacion
 * A step is done when it was marked done in the open visit and its `listo_si` (if any) holds. A mandatory step opens only when the mandatory ones before it are done. */
#include "forms/form.h"
#include "model/evaluacion.h"

enum paso_abre { ABRE_FORMULARIO, ABRE_INTEGRANTES, ABRE_LOGROS, ABRE_PLAN, ABRE_COMPROMISOS, ABRE_OPORTUNIDADES, ABRE_EVALUACION, ABRE_VALIDACION };
struct condicion_def { const struct expr *si; const char *texto; };
struct paso { const char *id, *nombre, *necesita, *ayuda, *formulario; enum paso_abre abre; const struct expr *listo_si; bool opcional; int line, col; };
struct salto { const char *a; const struct expr *si; int line, col; };
struct momento {
	const char *id, *nombre, *estado;
	const struct fase *fase;
	bool exento, repite;
	struct condicion_def *entra; int n_entra;
	struct condicion_def *sale; int n_sale;
	const char **al_salir; int n_al_salir;
	struct salto *sigue; int n_sigue;          /* 0: the route ends here */
	struct paso *paso; int n_paso;
	int orden;                                 /* in the whole route, from 0 */
	int line, col;
};
struct fase { const char *id, *nombre, *lema; struct momento *momento; int n; int orden; };
struct ruta { const char *nombre, *fuente, *certeza, *nota; int version; int32_t vigente_desde; int bloqueo_dias, vence_dias; struct fase *fase; int n; const char *file; };

const struct ruta *ruta_load(struct arena *, const struct dict *, const struct yaml_node *, struct problems *);   /* unreachable steps, unknown ids, loops without exit are problems */
const struct momento *ruta_momento(const struct ruta *, const char *id);
const struct momento *ruta_primero(const struct ruta *);
const struct momento *ruta_actual(const struct ruta *, const struct answers *hogar);      /* of the household; the first when it has none yet */
const struct paso *momento_paso(const struct momento *, const char *id);

/* Where the family stands. */
enum paso_estado { PASO_HECHO, PASO_ABIERTO, PASO_ESPERA };       /* espera: something before it is missing */
struct paso_vista { const struct paso *paso; enum paso_estado estado; bool marcado; const char *falta; };   /* falta: what it needs, in words; NULL */
struct condicion_vista { const char *texto; enum tri cumple; const struct expr *si; };
struct posicion {
	const struct fase *fase; const struct momento *momento;
	struct paso_vista *paso; int n_paso;
	int siguiente;                             /* index of the step to do now; -1: all done */
	struct condicion_vista *sale; int n_sale;
	bool puede_cerrar;                         /* mandatory steps done */
	const struct momento *destino;             /* where it goes when the visit is closed and the exit conditions hold; may be the same; NULL: ends */
	bool avanza;                               /* the exit conditions hold */
	const char *siguiente_texto;               /* for lists: «Línea base: Vivienda y servicios» */
};
void ruta_posicion(const struct evaluacion *, struct arena *, struct posicion *);
/* May the family go to `destino`? Forward only to a `sigue` of the present moment with conditions met; back needs a reason (the caller asks). */
enum tri ruta_puede_ir(const struct evaluacion *, const struct momento *destino, bool *atras, struct trace *why);
