#pragma once
/* Dialogs: screens over the screen. Each takes its argument struct and gives a result; Esc leaves it with ok=false. One file each (dialog_*.c). */
#include "forms/dict.h"
#include "forms/expr.h"
#include "tui/screen.h"

/* For dialogs only: a framed, cleared rectangle in the middle of the grid; gives the room inside. At 40 columns it takes the whole width. */
struct rect dialog_frame(struct grid *, int rows, int cols, const char *title);
/* The same with a text in it, wrapped to `cols` at most, and `below` rows after it: those are given back. */
struct rect dialog_frame_text(struct grid *, int below, int cols, const char *title, const char *text);
/* The keys of a dialog stand in its last line, since the key bar is of the screen below. */

/* Yes or no; the default is No. result.ok only for yes. */
struct confirm_arg { const char *title, *text, *yes; bool deja; };          /* yes: the verb of the button («Anular la visita»); deja: yes ends the screen below too */
extern const struct screen_ops dialog_confirm;
/* What was written here cannot be saved (err says why, and is taken): stay, or leave the screen without it. */
struct outcome out_salir_sin_guardar(struct app *, struct err *);

/* One of a list with type-ahead (accents and case blind, inner words). result.num index, result.text name. */
struct option { const char *name, *label, *note; };              /* note: to the right, dim */
struct choice_arg { const char *title, *text; const struct option *option; int n; const char *current; };      /* all of it in an arena that outlives the dialog */
extern const struct screen_ops dialog_choice;
/* Several of a list: Space or F8 marks. result.text: names with one space between. */
extern const struct screen_ops dialog_choices;                   /* current: names with spaces */
struct option *options_of(struct arena *, const struct choice_list *, const char *filter, int *n);

/* A date: typed as people write it or moved on a month sheet (arrows, PgUp/PgDn). result.num day. */
struct date_arg { const char *title, *text; int32_t current, min, max; };    /* DATE_NONE: no bound */
extern const struct screen_ops dialog_date;

/* A line (a reason, a name): result.text. required: may not be empty. */
struct line_arg { const char *title, *text, *current; bool required; int min_letters; };
extern const struct screen_ops dialog_line;
/* Long text with wrapping; F2 accepts. result.text. */
struct text_arg { const char *title, *text, *current; size_t max_bytes; };
extern const struct screen_ops dialog_text;
/* A Colombian address in its parts: result.text is its normal form. Takes a struct text_arg. */
extern const struct screen_ops dialog_address;
/* Text to read, scrolled: «¿por qué?», help, errors with steps. With `yes`, the verb of a button, it is read and then accepted or not: the default is No,
 * F2 accepts at once; result.ok only for yes. */
struct view_arg { const char *title; const struct trace_line *line; int n; const char *yes; };
extern const struct screen_ops dialog_view;
/* Something long, a slice at a time while no key waits, with how far it is. It ends by itself, or Esc stops it: then result.ok only where what was done stays (`keeps`).
 * result.num: whether it came to its end. A step that fails (err) ends it without result. */
struct progress { int done, total; bool end; };
struct work_arg { const char *title, *text; bool keeps; bool (*step)(void *of, struct progress *, struct err *); void *of; };       /* of: outlives the dialog */
extern const struct screen_ops dialog_work;
/* A menu: like choice, with letters to pick. result.num index. */
extern const struct screen_ops dialog_menu;
