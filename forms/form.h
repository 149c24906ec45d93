#pragma once
/* Form definitions, and a form being filled. Generic: it knows subjects (household, members, visit), not families.
 *
 * form: vivienda                 # forms/vivienda.yaml of a programme
 * version: 2
 * title: Vivienda y servicios
 * fuente: ...
 * sections:
 *   - label: La casa
 *     fields:
 *       - {name: zona, required: yes}                       # a variable of the dictionary
 *       - {name: sanitario, relevant: "${zona} = 'u'", label: "¿Qué sanitario usan?", hint: ..., default: "'exclusivo'", read_only: no,
 *          warning: "expr that should hold", warning_message: ..., required_message: ...}
 *       - {note: "Lea la autorización en voz alta."}
 *   - label: Salud de cada integrante
 *     repeat: integrante                                     # once per active member, rows come from the registry
 *     relevant: "${edad} >= 5"                               # of the member
 *     fields:
 *       - {name: vacunas}
 *       - {group: "Si está enferma", relevant: "${enfermo}", fields: [ … ]}   # a group within a section, up to 6 deep
 *   - label: Deudas de la familia
 *     repeat: deuda                                          # a variable of type repeat: as many rows as needed (forms/repeat.h)
 *     fields: [{name: deuda_valor, required: yes}]            # one of level integrante: rows of each member
 *
 * Rules: a `relevant` may read only variables of earlier fields or of other forms; so one forward pass settles it.
 * Wrong text never traps: it stays, the field shows its reason, the form can be left as a draft. */
#include "base/problem.h"
#include "forms/answers.h"
#include "forms/dict.h"
#include "forms/expr.h"

struct group_def { const char *label; const struct expr *relevant; const struct group_def *in; };      /* in: the group around it, or NULL */
struct field_def {
	const struct variable *var;          /* NULL for a note */
	const char *label, *hint, *note;
	const struct expr *relevant, *required, *constraint, *warning, *initial;   /* NULL: none; constraint is besides the variable's own */
	const struct group_def *group;       /* NULL: directly in the section */
	bool always_required;
	bool read_only;
	const char *constraint_message, *required_message, *warning_message;
	int line, col;
};
struct section_def {
	const char *label;
	bool repeat;                         /* over the members */
	const struct repeat *rows;           /* of a free repeat: there is a section for each row, and at last one whose only field is the repeat itself */
	int row;                             /* 1…; 0 for that last one */
	bool required;                       /* of a free repeat: rows, or the word that there are none */
	const struct expr *relevant;
	struct field_def *field; int n;
};
struct form_def {
	const char *name, *title, *file, *fuente;
	int version;
	enum level level;                    /* of its subject: integrante forms are filled for one member */
	struct section_def *section; int n;
};
const struct form_def *form_load(struct arena *, const struct dict *, const char *path, struct problems *);
const struct form_def *form_load_node(struct arena *, const struct dict *, const struct yaml_node *, struct problems *);

/* One question on the screen: a field of a section, for the household (row -1) or for a member (index in the scope). */
struct form_item {
	const struct section_def *section;
	const struct field_def *field;
	int row;
	char *text;                          /* as typed; the truth while the form is open */
	struct value value;                  /* VALUE_NONE while the text is wrong */
	bool relevant;
	bool touched;                        /* set since the form was opened */
	const char *problem;                 /* reason in Spanish, NULL when right */
	const char *warning;
	bool warning_confirmed; const char *warning_reason;
	const char *wrong;                   /* private: why the text could not be read */
	bool emptied;                        /* private: its row was taken out since the form was opened */
	bool unasked;                        /* private: had no answer when the form was opened */
};

struct form {
	struct arena *arena;
	const struct form_def *def;
	struct scope scope;                  /* answers point to the working copies below */
	struct answers hogar, visita;
	struct answers *integrante;          /* working copies, one per member of the scope */
	struct form_item *item; int n;
	bool checked;                        /* form_check was asked: questions still to answer say so */
	const struct form_item *escribe; const char *escrito;      /* form_writing */
};

/* The form must stay where it is while it is open: its scope points into it. A `default` fills a question the first time it is relevant
 * and the expression is known, as long as it is empty and untouched.
 * Copies the answers of the scope; changes reach the caller only through form_result. For a form of LEVEL_INTEGRANTE scope.me says whose it is. */
void form_start(struct form *, const struct form_def *, const struct scope *, struct arena *);
void form_set_text(struct form *, int item, const char *text);     /* parses, checks, one pass over relevance */
void form_set_value(struct form *, int item, struct value);
void form_refuse(struct form *, int item);                         /* «no quiso responder», sensitive variables only */
void form_confirm_warning(struct form *, int item, const char *reason);
int form_next(const struct form *, int item, int step);            /* next relevant question that can hold the cursor; -1 none */
/* Free repeats: a new row beside this item of the repeat; its first question, -1 when there are as many as the repeat allows. Taking a row out empties it:
 * the caller asks first. The item where the cursor goes. «None» may be said where there is no row, and taken back; it is never said by taking out the
 * last row of those that were added where nobody had said anything. */
int form_row_add(struct form *, int item);
int form_row_remove(struct form *, int item, int row);
bool form_row_none(struct form *, int item);
bool form_row_unsay(struct form *, int item);                      /* nobody said yet which there are; false: there are rows, or nothing was said */
bool form_row_there(const struct form *, const struct section_def *, int row, int member);      /* member: as in the item */
int form_find(const struct form *, const char *variable, int row); /* -1 not there; row -1 in a form of one member: that member */
bool form_item_asks(const struct form_item *);                     /* people answer it: no note, not computed, not read-only */
/* The choices to offer now: those that belong to the answer of `filter_by`, all while that has none; without the retired ones but the one that is
 * answered. NULL for other types. */
const struct choice_list *form_choices(const struct form *, int item, struct arena *);
/* All that keeps it from being final: required and empty, wrong, constraint, warning not confirmed. Returns how many; first = item. */
int form_check(struct form *, int *first);
int form_answered(const struct form *, int *of);                   /* questions answered, of how many relevant */
/* Writes into `to` (household, visit or member answers) what the form holds: answered, emptied, hidden marks, versions.
 * Only touched questions are written; one whose text is still wrong leaves `to` as it was. The reason of a confirmed warning
 * goes under `<variable>__aviso` (FORM_AVISO). */
#define FORM_AVISO "__aviso"
void form_result(const struct form *, enum level, int row, struct answers *to);
/* Drafts: every touched item as typed, and back. Names are `variable` or `variable@row` (repeated sections), the reason of a confirmed
 * warning `variable__aviso@row`. VALUE_TEXT is the text as typed, also a wrong one; an empty set a question that was emptied. */
void form_draft_save(const struct form *, struct answers *to);
/* What is being written for an item elsewhere (in a window) and is not its answer yet: drafts have it in the answer's place. NULL: nothing is. */
void form_writing(struct form *, int item, const char *text);
bool form_in_draft(const struct form *, const struct form_item *);   /* touched, or being written */
void form_draft_load(struct form *, const struct answers *from);
