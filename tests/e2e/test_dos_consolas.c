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

/* The same form open twice: who saves second is told by whom it was saved meanwhile; the first answer stays. */
Test(dos_consolas, el_mismo_formulario)
{
	struct world w;
	char out[4096], command[300];
	world_practica(&w);
	struct term_driver *a = journey_open(&w, NULL), *b = journey_open(&w, NULL);
	struct term_driver *both[] = { a, b };
	for (int i = 0; i < 2; i++) {
		term_keys(both[i], "<F7><Enter>");
		cr_wait(both[i], "1  Integrantes");
		term_keys(both[i], "<Ctrl-E>");
		journey_field(both[i], "Cómo llegar");
	}
	term_keys(a, "<Ctrl-K>Por la tienda azul<F2>");
	cr_wait(a, "Guardado");
	term_keys(b, "<Ctrl-K>Por la iglesia<F2>");
	cr_wait(b, "NO se guardó: Cogestora de práctica guardó «Datos del hogar»");
	/* What the second one wrote is a draft; what the first one saved is what counts. */
	term_keys(b, "<F3>");
	cr_wait(b, "1  Integrantes");
	cr_wait(b, "1 formulario por terminar");
	term_keys(b, "<Ctrl-E>");
	cr_wait(b, "Continúa donde lo dejó");
	cr_wait(b, "Por la iglesia");
	cr_assert_eq(WORLD_RUN(&w, out, "exportar", "--carpeta", w.dir), 0, "%s", out);
	snprintf(command, sizeof command, "grep -q 'Por la tienda azul' '%s/hogares.csv' && ! grep -q 'Por la iglesia' '%s/hogares.csv'", w.dir, w.dir);
	cr_expect_eq(system(command), 0, "the second one overwrote the first");
	journey_quit(a);
	journey_quit(b);
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
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
