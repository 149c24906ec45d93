/* What is being typed when a console dies, or when two write the same form, is there afterwards. */
#include "journey.h"

#include <signal.h>
#include <unistd.h>

/* The dialog that asks why an open visit is annulled, of the first family that has one. */
static struct term_driver *at_the_reason(const struct world *w)
{
	struct term_driver *t = journey_open(w, NULL);
	journey_momento(t, "Seguimiento", "En curso");
	term_keys(t, "<Home><Enter>");
	cr_wait(t, "Visita · ");
	term_keys(t, "<Ctrl-D>");
	cr_wait(t, "¿Por qué se anula?");
	return t;
}

Test(escrito, un_corte_de_luz_mientras_se_escribe_un_motivo)
{
	struct world w;
	world_practica(&w);
	struct term_driver *t = at_the_reason(&w);
	term_keys(t, "La señora Ñáñez está en el hospital");
	sleep(3);      /* a pause in the typing, as anybody makes */
	term_kill(t, SIGKILL);
	cr_assert_eq(term_end(t), 128 + SIGKILL);
	t = journey_open(&w, NULL);
	term_keys(t, "5");
	cr_wait(t, "«Anular la visita», sin aceptar");
	term_keys(t, "<F3>");
	journey_quit(t);
	t = at_the_reason(&w);
	cr_wait(t, "La señora Ñáñez está en el hospital");
	cr_wait(t, "Sigue lo que había escrito aquí");
	term_keys(t, "<Enter>");
	cr_wait(t, "Se anula la visita en curso");
	term_keys(t, "<Right><Enter>");
	cr_wait(t, "La visita quedó anulada");
	journey_inicio(t);
	term_keys(t, "5");
	cr_not(t, "sin aceptar");
	journey_quit(t);
	world_remove(&w);
}

Test(escrito, la_linea_se_cae_mientras_se_escribe_un_motivo)
{
	struct world w;
	world_practica(&w);
	struct term_driver *t = at_the_reason(&w);
	term_keys(t, "No era hoy");
	term_kill(t, SIGHUP);
	cr_assert_eq(term_end(t), 75);
	t = at_the_reason(&w);
	cr_wait(t, "No era hoy");
	term_keys(t, "<Esc>");
	term_keys(t, "<Ctrl-D>");
	cr_wait(t, "¿Por qué se anula?");
	cr_not(t, "No era hoy");
	term_keys(t, "<Esc>");
	journey_quit(t);
	world_remove(&w);
}

static struct term_driver *at_the_household(const struct world *w, const char *field)
{
	struct term_driver *t = journey_open(w, NULL);
	term_keys(t, "<F7><Enter>");
	cr_wait(t, "1  Integrantes");
	term_keys(t, "<Ctrl-E>");
	cr_wait(t, "Datos del hogar");
	if (field)
		journey_field(t, field);
	return t;
}

Test(escrito, dos_consolas_en_el_mismo_formulario)
{
	struct world w;
	world_practica(&w);
	struct term_driver *a = at_the_household(&w, "Cómo llegar"), *b = at_the_household(&w, "Otra persona");
	term_keys(a, "<Ctrl-K>Por la tienda azul<Tab>");
	term_keys(b, "<Ctrl-K>La vecina Nubia<Tab>");
	term_keys(a, "<Up><End>, segundo piso<Tab>");
	term_kill(a, SIGKILL);
	term_end(a);
	term_kill(b, SIGKILL);
	term_end(b);
	a = at_the_household(&w, NULL);
	cr_wait(a, "Continúa donde lo dejó");
	cr_wait(a, "Por la tienda azul, segundo piso");
	cr_wait(a, "La vecina Nubia");
	journey_quit(a);
	world_remove(&w);
}
