/* Two consoles on one store: each sees what the other did after a moment, and nobody's work is overwritten in silence. */
#include "family.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

Test(dos_consolas, la_otra_ve_el_cambio)
{
	struct world w;
	world_practica(&w);
	struct term_driver *a = journey_open(&w, NULL), *b = journey_open(&w, NULL);
	term_keys(b, "<F7>" FAMILY_DOCUMENT);
	cr_wait(b, "Ningún hogar coincide");
	family_register(a);
	/* Nobody touches the second one. */
	cr_wait(b, FAMILY_NAME);
	cr_wait(b, "1 de ");
	term_keys(b, "<Enter>");
	cr_wait(b, "Iniciar la visita: Visita de inicio");
	family_begin(a);
	cr_wait(b, "Continuar la visita: Encuadre y autorización");
	journey_quit(a);
	journey_quit(b);
	world_remove(&w);
}

Test(dos_consolas, la_lista_de_inicio_se_pone_al_dia)
{
	struct world w;
	char text[64];
	world_practica(&w);
	struct term_driver *a = journey_open(&w, NULL), *b = journey_open(&w, NULL);
	long before = journey_number(term_screen(b), "6 Todas");
	cr_assert_gt(before, 0);
	snprintf(text, sizeof text, " %ld ", before + 1);
	family_register(a);
	cr_wait(b, text);
	journey_quit(a);
	journey_quit(b);
	world_remove(&w);
}

static void both_write(struct world *w, struct term_driver **a, struct term_driver **b)
{
	world_practica(w);
	*a = journey_open(w, NULL);
	*b = journey_open(w, NULL);
	struct term_driver *both[] = { *a, *b };
	for (int i = 0; i < 2; i++) {
		term_keys(both[i], "<F7><Enter>");
		cr_wait(both[i], "1  Integrantes");
		term_keys(both[i], "<Ctrl-E>");
		journey_field(both[i], "Cómo llegar");
	}
	term_keys(*a, "<Ctrl-K>Por la tienda azul<F2>");
	cr_wait(*a, "Guardado");
}

static void exported(struct world *w, const char *words, const char *not_words)
{
	char out[4096], command[400];
	snprintf(command, sizeof command, "rm -f '%s'/*.csv", w->dir);
	cr_assert_eq(system(command), 0);
	cr_assert_eq(WORLD_RUN(w, out, "exportar", "--carpeta", w->dir), 0, "%s", out);
	snprintf(command, sizeof command, "grep -q '%s' '%s/hogares.csv' && ! grep -q '%s' '%s/hogares.csv'", words, w->dir, not_words, w->dir);
	cr_expect_eq(system(command), 0, "«%s» is to stand, «%s» is not", words, not_words);
}

/* The same form open twice: the one in course is told, who saves second sees what the first one saved, and it stays until somebody chooses. */
Test(dos_consolas, el_mismo_formulario)
{
	struct world w;
	struct term_driver *a, *b;
	char out[4096];
	both_write(&w, &a, &b);
	cr_wait(b, "Cogestora de práctica cambió esta familia a las ");
	term_keys(b, "<Ctrl-K>Por la iglesia<F2>");
	cr_wait(b, "Lo mismo cambió en otra consola");
	cr_wait(b, "Usted escribió: Por la iglesia.");
	cr_wait(b, "Por la tienda azul");
	term_keys(b, "<Esc>");
	cr_wait(b, "Sin guardar todavía");
	/* What the second one wrote is a draft; what the first one saved is what counts. */
	term_keys(b, "<F3>");
	cr_wait(b, "1  Integrantes");
	cr_wait(b, "1 formulario por terminar");
	exported(&w, "Por la tienda azul", "Por la iglesia");
	/* not even by the way of the draft is anything written over in silence */
	term_keys(b, "<Ctrl-E>");
	cr_wait(b, "Continúa donde lo dejó");
	cr_wait(b, "Por la iglesia");
	term_keys(b, "<F2>");
	cr_wait(b, "Lo mismo cambió en otra consola");
	term_keys(b, "<Right><F2>");
	cr_wait(b, "1  Integrantes");
	exported(&w, "Por la iglesia", "Por la tienda azul");
	journey_quit(a);
	journey_quit(b);
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	world_remove(&w);
}

/* Two fields of one form by two people: both stand, and it is said. */
Test(dos_consolas, dos_campos_del_mismo_formulario)
{
	struct world w;
	struct term_driver *a, *b;
	both_write(&w, &a, &b);
	term_keys(b, "<Up><Up>");
	term_keys(b, "<Ctrl-K>Vereda La Loma<F2>");
	cr_wait(b, "Usted, en otra consola, cambió mientras");
	exported(&w, "Por la tienda azul", "Por la iglesia");
	exported(&w, "Vereda La Loma", "Por la iglesia");
	journey_quit(a);
	journey_quit(b);
	world_remove(&w);
}

/* While one console writes much, the other goes on. */
Test(dos_consolas, mientras_se_importa)
{
	struct world w;
	char out[4096], h[300], i[300];
	const char *root = getenv("LOGROS_ROOT");
	world_practica(&w);
	struct term_driver *t = journey_open(&w, NULL);
	term_keys(t, "<F7><Enter><Ctrl-E>");
	journey_field(t, "Cómo llegar");
	snprintf(h, sizeof h, "%s/ejemplos/hogares.csv", root ? root : ".");
	snprintf(i, sizeof i, "%s/ejemplos/integrantes.csv", root ? root : ".");
	pid_t child = fork();
	if (child == 0)
		_exit(WORLD_RUN(&w, out, "importar", h, i, "--aplicar") == 0 ? 0 : 1);
	for (int n = 0; n < 20; n++) {
		long from = term_now_ms();
		term_keys(t, n % 2 ? "<BackTab>" : "x<Enter>");
		cr_expect_lt(term_now_ms() - from, 3000);
	}
	int status;
	waitpid(child, &status, 0);
	cr_expect_eq(status, 0);
	cr_expect(term_has(t, "xxxxxxxxxx"), "%s", term_screen(t));
	journey_quit(t);
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	world_remove(&w);
}
