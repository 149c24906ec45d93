#pragma once
/* What is done with commitments on the board of the plan: agreed, changed, passed to another logro, followed, withdrawn. What was typed of one is a draft after
 * each answer, so that leaving half way, or a fall of the power, loses no words: the same key goes on with it. */
#include "tui/plan_vista.h"

/* The state of screen_plan. de: the line that the act is about; escribe: the draft has what is being written of a commitment in its dialog. */
struct plan { struct tablero_familia t; struct renglon_de de; bool escribe; };

struct outcome plan_decir(struct screen *, const char *text);          /* ends the flow with a sentence */
const char *plan_logro(const struct plan *, int id);                   /* «Ahorro»; 0: «sin un logro en particular» */
struct outcome plan_elegir(struct plan *, const char *title, const char *text, const struct option *, int n, const char *current);

struct outcome plan_comprometer(struct screen *, bool fresh, struct err *);      /* Ins begins one for the logro of the line, Ctrl-E takes the one of the line */
struct outcome plan_pasar(struct screen *, struct err *);                        /* to another logro */
struct outcome plan_retirar(struct screen *, struct err *);
struct outcome plan_seguir(struct screen *, struct err *);
/* For screen_ops: a commitment is in its draft while it is being written. */
bool plan_drafts_dialog(const struct screen *);
void plan_keep_writing(struct screen *, const struct writing *, struct err *);
/* A dialog was left: the draft is again what it was before, without what was being written, and what it has is said. */
void plan_deja_de_escribir(struct screen *, struct err *);
void plan_dejado(struct screen *, enum action, int answers);
/* A commitment that was left half way: the cursor goes to it, and how it goes on is said. */
void plan_al_borrador(struct screen *);
