#pragma once
/* A board: lines in columns with a cursor, under headings, and at the foot the words of the line with the cursor in full. It knows no family and no store.
 * The lines are made anew after each reload, in an arena of the caller; the cursor stays with what its line is about. */
#include "tui/action.h"
#include "tui/tabla.h"

enum { RENGLON_COLUMNAS = 6 };
struct renglon_de { int tipo, id; uint32_t seq; };     /* what a line is about, in the words of its screen; tipo 0: nothing (a heading) */
struct renglon {
	struct renglon_de de;
	const char *texto[RENGLON_COLUMNAS];           /* one for each column; the first wraps, and alone takes the whole width */
	bool titulo;
	enum style style;
	const char *debajo;                            /* always shown below it, wrapped */
	const char *pie;                               /* at the foot while the cursor is here */
	int codigo;                                    /* number that may be typed to come here, 0 none */
};
struct tablero {
	struct arena *arena;
	const struct columna *columna; int columnas;
	bool pie_entero;                               /* the foot grows with its words, up to half of the room */
	const char *vacio;                             /* what stands there when there are no lines */
	struct renglon *renglon; int n, cap;
	int at, top;                                   /* line with the cursor; first row shown, in rows of the screen */
	struct renglon_de aqui;
	int tecleado;
	struct rect room; int rows; bool plain;        /* of the last drawing: where the lines are, lines a page moves, linear mode */
};

/* begin, add …, end: the cursor goes back to the line that is about the same, else stays near. */
void tablero_begin(struct tablero *, struct arena *, const struct columna *, int columnas);
struct renglon *tablero_add(struct tablero *, struct renglon);
void tablero_end(struct tablero *);
const struct renglon *tablero_at(const struct tablero *);              /* NULL: there are no lines */
bool tablero_go(struct tablero *, struct renglon_de);                  /* false: not there */
/* Arrows, pages, section (next heading), wheel, click, numbers. A click on the line with the cursor opens it. */
enum tablero_said { TABLERO_STAY, TABLERO_MOVED, TABLERO_OPEN };
enum tablero_said tablero_act(struct tablero *, enum action, const struct event *);
void tablero_draw(struct tablero *, struct grid *, struct rect);
