#pragma once
/* Acts: what a person does with a family, each one operation of the journal inside the caller's write transaction. The model decides, the store keeps;
 * screens, import and the practice store all act through here. After true the ficha holds the records as the store has them, with their versions;
 * when nothing differs from what is stored the answer is true and the journal has no new entry, so a second push of the same key does no harm.
 * False: err says in Spanish why (ERR_RULE: the programme's rules; ERR_CONFLICT; ERR_DENIED; ERR_NOT_FOUND); abort the transaction and load the family
 * again, since the ficha may hold half of the change. Names of the operations: store/accion.h. */
#include "forms/migration.h"
#include "model/evaluacion.h"
#include "model/ruta.h"
#include "store/borrador_mio.h"
#include "store/conflicto.h"
#include "store/txn.h"

/* What the last act computed, good as long as the ficha is untouched. */
struct visto { const struct evaluacion *ev; const struct posicion *posicion; const struct ficha *ficha; uint32_t num, version; int32_t fecha; };

/* One per write transaction; a new one after its arena was emptied. */
struct acto {
	struct txn *txn;
	const struct programa *programa;
	int32_t hoy;
	struct arena *arena;
	uint32_t al_dia;             /* kept by the acts, 0 at first: household that this transaction has saved or compared with the store */
	struct visto visto;          /* likewise */
	struct id lote;              /* of its operations, when they are part of one act over many commits; zero: alone */
	struct borrador_mio *mio;    /* the caller's: the draft that the act ends, as its console knows it; NULL: it ends whole */
	const struct conflicto *decidido;    /* the caller's: what was chosen about an earlier attempt; NULL: nothing yet */
	/* What others changed since the ficha was loaded, by the act: after ERR_CONFLICT what is to be chosen (choques > 0) or to be looked at before the act is
	 * repeated; after true what was kept of theirs. `actual` is the family that it was compared with; NULL: nobody changed anything. */
	struct conflicto conflicto;
	const struct ficha *actual;
};

/* The evaluation of the family today, and where it stands in the route; those that the last act made when the ficha has not changed since. */
const struct evaluacion *acto_evaluar(struct acto *, const struct ficha *);
const struct posicion *acto_posicion(struct acto *, const struct ficha *);

/* Registration: household answers, members in order (one head). Starts in the first moment of the route. Gives number and folio.
 * The draft that the answers come from is the caller's: borrador_del in the same transaction. */
bool acto_registrar(struct acto *, const struct answers *hogar, const struct answers *integrante, int n, struct ficha *out, struct err *);
/* A finished form: writes household, open visit and members; deletes its draft. seq: the member for forms of LEVEL_INTEGRANTE.
 * Answers about a visit need one in course. */
bool acto_guardar_formulario(struct acto *, struct ficha *, const struct form *, uint32_t seq, struct err *);
/* The same, and the step of the open visit that the form ends, in one operation. falta: why the step is still to be done, in words; NULL: it is marked. */
bool acto_guardar_paso(struct acto *, struct ficha *, const struct form *, uint32_t seq, const char *paso, const char **falta, struct err *);
bool acto_integrante_nuevo(struct acto *, struct ficha *, const struct answers *, uint32_t *seq, struct err *);
bool acto_integrante_retirar(struct acto *, struct ficha *, uint32_t seq, const char *motivo, int32_t fecha, struct err *);   /* not the head, unless alone: change the head first */
bool acto_integrante_reactivar(struct acto *, struct ficha *, uint32_t seq, const char *motivo, struct err *);
bool acto_cambiar_jefe(struct acto *, struct ficha *, uint32_t seq, const char *parentesco_del_anterior, struct err *);

/* Visits. Opening before the cadence allows needs a reason, else ERR_RULE with the date from which it may. */
bool acto_visita_abrir(struct acto *, struct ficha *, const char *excepcion, struct err *);
/* Marks a step; order is enforced. Where the cogestor left the visit needs no record: it is the form with a draft, else the first step not done. */
bool acto_visita_paso(struct acto *, struct ficha *, const char *paso, bool hecho, struct err *);
/* Closes with the answers fecha_visita, modalidad, resultado already in the visit. The cadence counts from the day of the visit, not from the day on which it
 * is written down. Effective ones move the route when it may, and do what `al_salir` says; they ask that no step of theirs is left in a draft. */
struct cierre { bool avanzo; const struct momento *de, *a; const char *falta; };    /* falta: why it stays in the moment, in words */
bool acto_visita_cerrar(struct acto *, struct ficha *, struct cierre *, struct err *);
/* Does the open visit, by its fecha_visita, come so soon after the last one that closing it as effective asks for a reason first? It goes into the visit. */
bool visita_pide_motivo(const struct programa *, const struct ficha *);
bool acto_visita_motivo(struct acto *, struct ficha *, const char *motivo, struct err *);
bool acto_visita_anular(struct acto *, struct ficha *, const char *motivo, struct err *);
/* To another moment by decision: back needs a reason; forward only where the route allows. */
bool acto_ir(struct acto *, struct ficha *, const char *momento, const char *motivo, struct err *);
bool acto_acordar_visita(struct acto *, struct ficha *, int32_t fecha, struct err *);      /* DATE_NONE: takes it back */

struct confirmacion { enum logro_estado estado; const char *como, *soporte, *motivo, *observacion; };   /* estado SIN_DATO: takes the confirmation back */
bool acto_logro_confirmar(struct acto *, struct ficha *, int logro, uint32_t integrante, const struct confirmacion *, struct err *);
bool acto_logro_priorizar(struct acto *, struct ficha *, int logro, bool priorizado, struct err *);      /* out of the plan only while it is not agreed */
bool acto_compromiso(struct acto *, struct ficha *, uint32_t seq_or_0, int logro, const char *texto, const char *responsable, int32_t limite, struct err *);
bool acto_compromiso_retirar(struct acto *, struct ficha *, uint32_t seq, const char *motivo, struct err *);      /* put down by mistake, or for the wrong family */
bool acto_compromiso_seguir(struct acto *, struct ficha *, uint32_t seq, const char *estado, const char *nota, struct err *);
bool acto_oportunidad(struct acto *, struct ficha *, const char *oferta, const char *nombre, int logro, uint32_t integrante, const char *observacion, struct err *);
bool acto_oportunidad_cerrar(struct acto *, struct ficha *, uint32_t seq, bool efectiva, bool mejoro, const char *motivo, const char *observacion, struct err *);
/* The validation: freezes the evaluation with the decision that the rules give; the approval (answers of the open visit) must be there. */
bool acto_validar(struct acto *, struct ficha *, struct err *);
/* Administrative closing, withdrawal and the like: ends the route with a reason of motivo_cierre. Never a promotion: that one comes by the route. */
bool acto_cerrar_hogar(struct acto *, struct ficha *, const char *estado, const char *motivo, struct err *);
/* Import: new household, or the changed answers of a known one; nothing when nothing differs (changed=false). A member who has left stays out. */
bool acto_importar(struct acto *, uint32_t hogar_or_0, const struct answers *hogar, const struct answers *integrante, int n, bool *changed, struct err *);

/* Answers of this family to newer versions of their forms (forms/migration.h), in members and visits too, also when its route has ended. */
bool acto_migrar(struct acto *, struct ficha *, const struct migration *const *, int n, struct err *);

/* A form as a draft of this family and back, as form_draft_save and form_draft_load do, but rows of repeated sections go by the number of the member:
 * who enters or leaves the household meanwhile moves no answer to another person. */
void borrador_de_form(const struct ficha *, const struct form *, struct answers *to);
void borrador_a_form(const struct ficha *, struct form *, const struct answers *from);
/* The family as the draft's questions were read: what others changed in them since then is met when the form is saved, and not written over. */
void borrador_rebase(struct ficha *, const struct dict *, const struct answers *draft);
/* What is being written on the boards has drafts as well, with the fields of its record; saving it ends them. */
struct borrador_clave borrador_de_logro(struct arena *, uint32_t hogar, int logro, uint32_t integrante);
struct borrador_clave borrador_de_compromiso(struct arena *, uint32_t hogar, uint32_t seq_or_0, int logro);      /* a new one has its logro in its name */
/* What a record of the board had when it was read, kept in its draft; and the record as it was then, if it has changed since: saving meets the change. */
void borrador_anotar(struct answers *draft, const struct record *, const char *const *campo, int n);
void borrador_rebobinar(struct record *, const struct answers *draft);
/* What is being written in a window of some screen and is part of no other draft. */
struct borrador_clave borrador_de_ventana(struct arena *, uint32_t hogar, const char *donde);
/* Is it one of those? *logro: 0 for a commitment that is being changed. */
enum borrador_clase { BORRADOR_FORMULARIO, BORRADOR_LOGRO, BORRADOR_COMPROMISO, BORRADOR_VENTANA };
enum borrador_clase borrador_clase(const struct borrador_clave *, int *logro);
