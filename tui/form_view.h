#pragma once
/* A form on the screen: questions in sections, one line each (two below 60 columns), the one with the cursor open for writing. It owns no store:
 * it says when a field was left with a change, and the screen makes it durable. The cursor is never trapped: wrong text stays, with its reason. */
#include "forms/form.h"
#include "tui/dialog.h"
#include "tui/widget.h"

struct form_view {
	struct form *form;
	struct app *app;
	struct arena *arena;              /* of the screen */
	int at;                           /* item with the cursor; -1: the form has no question */
	struct line_edit line;
	bool dirty;                       /* the line differs from the item */
	int top;                          /* first visual row shown */
	struct rect room;
	struct arena frame;               /* of one drawing */
	int asked;                        /* item for which a dialog is open */
	enum { ASK_NONE, ASK_CHOICE, ASK_CHOICES, ASK_DATE, ASK_TEXT, ASK_REASON, ASK_ROW_OUT } ask;
	struct answers last;              /* answers of the last visit, for F5 */
};

enum form_view_said {
	FORM_STAY, FORM_REDRAW,
	FORM_LEFT,        /* a field was left with a change: make the draft durable */
	FORM_SAVE,        /* F2, and nothing is missing */
	FORM_BACK,        /* F3 or Esc */
	FORM_PUSH,        /* open the dialog in *out */
};

void form_view_open(struct form_view *, struct app *, struct arena *, struct form *, const char *campo);   /* campo: where to put the cursor, or NULL */
void form_view_close(struct form_view *);
void form_view_draw(struct form_view *, struct grid *, struct rect);
enum form_view_said form_view_act(struct form_view *, enum action, const struct event *, struct outcome *out);
bool form_view_resume(struct form_view *, const struct result *);      /* true: a field changed */
bool form_view_asks_text(const struct form_view *);                    /* what is written in the dialog over it is an answer */
/* What is being written, in that dialog or (NULL) under the cursor, is part of the draft from now on, or no more; true: the draft is another one. */
bool form_view_writing(struct form_view *, const char *text);
bool form_view_settle(struct form_view *);                             /* takes over what is being typed; true: it changed */
const char *form_view_campo(const struct form_view *, struct arena *); /* name of the field with the cursor: `variable` or `variable@row` */
/* What a form answers to; a screen may add its own. */
#define FORM_VIEW_BINDINGS \
	{ ACTION_GUARDAR, "Guardar" }, { ACTION_VOLVER, "Volver" }, { ACTION_ELEGIR, "Opciones" }, { ACTION_REPETIR, "Repetir" }, { ACTION_SECCION, "Sección" }, \
	{ ACTION_MENU, NULL }, { ACTION_NO_RESPONDE, "No quiso responder" }, { ACTION_DESHACER, "Deshacer lo escrito en el campo" }, { ACTION_VACIAR, NULL }, \
	{ ACTION_ABRIR, "Campo siguiente" }, { ACTION_ANTERIOR, "Campo anterior" }, { ACTION_NUEVO, "Agregar otra fila donde se repiten" }, \
	{ ACTION_QUITAR, "Quitar la fila (pregunta antes)" }
extern const struct binding form_view_bindings[];
