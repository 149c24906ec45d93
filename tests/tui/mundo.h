#pragma once
/* A whole console without a terminal: a practice store in a folder of its own, the programme medellin-solidaria, one cogestora with five families
 * registered through the acts, a clock that stands still, and the application drawn on a grid. All people are invented. */
#include "store/acto.h"
#include "tui/app.h"
#include "tui/screens.h"

enum { MUNDO_HOY = 20779 };      /* domingo 22/11/2026 */
/* Families in order of registration (members): first visit to make; visit open; overdue (100 days); waits until 14/12/2026; may be visited (40 days). */
enum { RESTREPO, USUGA, ZAPATA, NUNEZ, PALACIOS, FAMILIAS };

struct mundo {
	struct arena arena;
	struct store *store;
	const struct programa *programa;
	struct config config;
	struct problems problems;
	struct app app;
	struct arena frame;
	struct grid grid;
	int rows, cols;                        /* of the terminal: 24 × 80 until changed */
	uint32_t hogar[FAMILIAS];
	char folder[64];
};

void store_forget_seen(struct store *);        /* mundo_store.c */
void store_become(struct store *, const char *usuario, enum rol);      /* without an account of that name */
void store_read_only(struct store *, bool);      /* from now on nothing can be saved */
void mundo_open(struct mundo *);               /* «marta», cogestora */
void mundo_close(struct mundo *);
void mundo_vacio(struct mundo *);              /* the same without families */
void mundo_dia(struct mundo *, int32_t day);   /* the clock goes on to a day */

void mundo_ajeno(struct mundo *);              /* what was done last counts as done by another session: the next <Tick> notices */

/* The first screen. A second call opens on top. */
void abrir(struct mundo *, const struct screen_ops *, const void *arg);
/* Keys as people name them between < > and letters as they are: "<F7>restrepo<Enter>", "<Ctrl-S>", "<Alt-2>", "<Paste:two\nlines>", "<Tick>".
 * The screen is drawn after each key, as the loop does. */
void teclas(struct mundo *, const char *);
void clic(struct mundo *, int row, int col);
const char *pantalla(struct mundo *);                            /* as it is now, lines without trailing blanks */
const char *linea(struct mundo *, int row);
const char *arriba(struct mundo *);                              /* name of the screen on top */
bool se_ve(struct mundo *, const char *words);
void tamano(struct mundo *, int rows, int cols);
void al_campo(struct mundo *, const char *label);                /* in a form, to the question whose line has these words */
/* The line under the cursor, from the cursor on: what a screen reader says first. */
const char *bajo_cursor(struct mundo *);
/* The whole screen as expected; the failure shows both. A test that wants a part uses se_ve. */
#define cr_pantalla(mundo, expected) cr_expect_str_eq(pantalla(mundo), expected, "expected:\n%s\nshown:\n%s", expected, pantalla(mundo))
#define cr_se_ve(mundo, words) cr_expect(se_ve(mundo, words), "«%s» is not on the screen:\n%s", words, pantalla(mundo))
#define cr_no_se_ve(mundo, words) cr_expect(!se_ve(mundo, words), "«%s» is on the screen:\n%s", words, pantalla(mundo))
#define cr_arriba(mundo, name) cr_assert_str_eq(arriba(mundo), name, "%s", pantalla(mundo))

/* Families. */
/* jefe: "Nombre Apellido Apellido"; documento: eight digits; the rest of the family has 1, those, and 1 to 5. */
uint32_t mundo_registrar(struct mundo *, const char *jefe, const char *documento, const char *barrio, int personas);
void mundo_poner(struct mundo *, uint32_t hogar, const char *campo, struct value);      /* a field of the household's record, as an operation */
struct borrador *mundo_borradores(struct mundo *, int *n);                                 /* all drafts of who is in, newest first */
struct ficha *mundo_ficha(struct mundo *, uint32_t hogar);                                  /* read again at each call */
struct acto;
/* An act on a family: `ACTO(m, hogar, acto_visita_abrir(&acto, ficha, NULL, &err))`; the test fails when it says no. */
#define ACTO(m, num, call) do { \
	struct err err = { 0 }; struct txn txn; struct ficha *ficha = mundo_ficha(m, num); \
	cr_assert(txn_write(&txn, (m)->store, &err), "%s", err.text); \
	struct acto acto = { .txn = &txn, .programa = (m)->programa, .hoy = clock_today(), .arena = &(m)->arena }; \
	cr_assert((call) && txn_commit(&txn, &err), "%s", err.text); \
} while (0)
