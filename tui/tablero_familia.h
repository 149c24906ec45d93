#pragma once
/* What the boards of a family have in common: the family and its header, the lines, the questions in a row, and the cycle of reload, act and repaint.
 * It is the first member of the state of such a screen. */
#include "tui/borrador_consola.h"
#include "tui/familia.h"
#include "tui/flujo.h"
#include "tui/tablero.h"

struct tablero_familia {
	struct screen *screen;
	struct familia familia;
	struct tablero tablero;
	struct flujo flujo;
	struct borrador_mio mio;                       /* of the draft that is being written here, as this console knows it */
	bool quieta;                                   /* something typed waits to be saved: the family stays as it was read, and what others do is told quietly */
	char ajeno[FAMILIA_AVISO];                     /* that; "": nothing */
	void (*lineas)(struct tablero_familia *);      /* adds the lines, in the arena of the family: they end with the next reload */
};

bool tablero_familia_open(struct screen *, uint32_t hogar, void (*lineas)(struct tablero_familia *), struct err *);
void tablero_familia_lineas(struct tablero_familia *);                 /* makes the lines anew */
bool tablero_familia_reload(struct tablero_familia *, struct err *);
/* An act, as familia_begin and familia_end; `said` stands in the message line when it was kept (NULL: nothing). */
bool tablero_familia_end(struct tablero_familia *, struct jornada *, bool ok, const char *said, struct err *);
/* Moves, reload and going back are done here (true). A click on the line with the cursor becomes ACTION_ABRIR and is left to the screen. */
bool tablero_familia_act(struct tablero_familia *, enum action *, const struct event *, struct outcome *, struct err *);
void tablero_familia_draw(struct tablero_familia *, struct grid *, struct rect, const char *rule);
/* For screen_ops. */
void tablero_familia_resume(struct screen *, const struct result *, struct err *);
void tablero_familia_close(struct screen *);
const char *tablero_familia_notice(const struct screen *, struct arena *);
const char *tablero_familia_title(const struct screen *, struct arena *);      /* «Plan familiar · MS-00012»: the name stands right below */
