#pragma once
/* The screen of a store that is damaged. It is shown by a console that has no store open; the choice is carried out by who shows it. */
#include "tui/app.h"

enum danado_que { DANADO_SALIR, DANADO_LEER, DANADO_REHACER, DANADO_RESTAURAR };
struct danado_eleccion { enum danado_que que; int respaldo; };      /* index of the backup */
struct danado_respaldo { const char *cuando, *contenido; };         /* «22/11/2026 10:42», «118 hogares, 5.310 operaciones» */
struct danado_arg {                                                 /* outlives the screen */
	const char *const *hallazgo; int n;                         /* what was found, a sentence each */
	bool indices;                                               /* all of it in what follows from records: it is made anew */
	const struct danado_respaldo *respaldo; int n_respaldo;
	struct danado_eleccion *eleccion;
};
extern const struct screen_ops screen_danado;
