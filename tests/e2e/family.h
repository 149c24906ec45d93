#pragma once
/* An invented family of three, from its registration to the plan that it fulfils: Begoña Nuñez Ríos, 36, with Iván, 12, and Sofía, 4. Everything is typed on the
 * screens. What it earns decides how its way ends. Each part begins and ends at the household's screen. */
#include "journey.h"

#define FAMILY_NAME "Nuñez Ríos, Begoña"
#define FAMILY_DOCUMENT "43999001"
enum { FAMILY_LOGROS = 5 };      /* that it takes into its plan */

void family_register(struct term_driver *);
/* The steps of the visit of the present moment: opened with family_begin, each one done by its name, closed with family_end. */
void family_begin(struct term_driver *);
void family_form(struct term_driver *, const char *paso, const struct dato *);
void family_board(struct term_driver *, const char *paso);                  /* a board that is looked at and left with F2 */
void family_skip(struct term_driver *, const char *paso);                   /* marked with F8 */
void family_end(struct term_driver *, const char *says);                    /* says: a sentence of the farewell */

void family_visita_inicio(struct term_driver *);
void family_linea_base(struct term_driver *, const char *salario);
void family_plan(struct term_driver *);
void family_seguimiento(struct term_driver *, bool cumple);
/* Up to the decision that the rules give, registered; the visit stays open. */
void family_validacion(struct term_driver *, const char *salario, const char *concepto);
void family_permanencia(struct term_driver *);                              /* the form for who stays, in the same visit */
void family_promocion(struct term_driver *);
void family_cierre(struct term_driver *);
