#pragma once
/* The screens and what each is opened with. A new one: its file screen_<name>.c, its line here and in screens.c. */
#include "store/lista.h"
#include "tui/screen.h"

struct hogares_arg { struct filtro filtro; const char *title; };              /* NULL arg: all */
struct hogar_arg { uint32_t hogar; };
/* seq: member, for forms of one member; paso: step of the visit in course that saving ends, NULL none; result.ok: saved as final */
struct formulario_arg { uint32_t hogar; const char *formulario; uint32_t seq; const char *paso; };
struct logro_arg { uint32_t hogar; int logro; uint32_t integrante; };
struct pasado_arg { uint32_t hogar; uint64_t n; int32_t fecha; };               /* after operation n; n 0: at the end of the day */
struct operacion_arg { uint32_t hogar; uint64_t n; };                           /* n: of the journal */
struct unir_arg { uint32_t a, b; };
struct registrar_arg { const char *texto; uint32_t borrador, maestra; };      /* words already typed, the draft to go on with (seq), or a row of the base maestra; NULL arg: none */
struct maestra_arg { const char *texto; };                                     /* words already typed; NULL arg: none */
struct carga_arg { const char *path; };

/* Opens a screen that takes a hogar_arg. */
struct outcome push_hogar(struct app *, const struct screen_ops *, uint32_t hogar);

extern const struct screen_ops screen_inicio;          /* no argument */
extern const struct screen_ops screen_tablero;         /* no argument: households and logros by groups */
extern const struct screen_ops screen_hogares;         /* hogares_arg */
extern const struct screen_ops screen_borradores;      /* hogar_arg: drafts of a household; NULL arg: all of the account */
extern const struct screen_ops screen_registrar;       /* registrar_arg: search first, then the forms */
extern const struct screen_ops screen_hogar;           /* hogar_arg */
extern const struct screen_ops screen_integrantes;     /* hogar_arg */
extern const struct screen_ops screen_integrante;      /* hogar_arg: somebody new in the household; result.ok: registered */
extern const struct screen_ops screen_visita;          /* hogar_arg: opens or continues the visit */
extern const struct screen_ops screen_formulario;      /* formulario_arg */
extern const struct screen_ops screen_logros;          /* hogar_arg */
extern const struct screen_ops screen_logro;           /* logro_arg: state, how, evidence, motive */
extern const struct screen_ops screen_plan;            /* hogar_arg: prioritised logros and commitments */
extern const struct screen_ops screen_oportunidades;   /* hogar_arg */
extern const struct screen_ops screen_evaluacion;      /* hogar_arg */
extern const struct screen_ops screen_alertas;         /* hogar_arg */
extern const struct screen_ops screen_validacion;      /* hogar_arg: the three conditions and the decision */
extern const struct screen_ops screen_visitas;         /* hogar_arg: visits made */
extern const struct screen_ops screen_historia;        /* hogar_arg */
extern const struct screen_ops screen_operacion;       /* operacion_arg: what one operation changed */
extern const struct screen_ops screen_pasado;          /* pasado_arg: the family as it was, read only */
extern const struct screen_ops screen_bloqueo;         /* no argument: hides everything until the passphrase is given */
extern const struct screen_ops screen_duplicados;      /* no argument: pairs of households that may be one */
extern const struct screen_ops screen_unir;            /* unir_arg: compares two households and makes them one; result.ok: num is the one that stays */
extern const struct screen_ops screen_maestra;         /* maestra_arg: households of the base maestra, still to be visited */
extern const struct screen_ops screen_carga;           /* carga_arg: loads a file into the base maestra; result.ok: to its end */
extern const struct screen_ops screen_estado;          /* no argument: the store, who is connected, versions */
