/* A real store: made with a passphrase, opened with it, and with nothing of the practice in it. */
#include "family.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Test(real, iniciar_y_registrar)
{
	struct world w;
	char out[8192], command[400];
	world_real(&w);
	struct term_driver *t = journey_open(&w, NULL);
	cr_not(t, "PRACTICA");
	cr_wait(t, "Marta Lucía Prueba");
	family_register(t);
	cr_not(t, "PRACTICA");
	journey_quit(t);
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	cr_expect_eq(journey_number(out, ""), 4, "%s", out);
	/* Nothing that was typed can be read in the files. */
	snprintf(command, sizeof command, "grep -a -l -r -e Begoña -e 43999001 -e 'La Cruz' '%s'", w.store);
	cr_expect_neq(system(command), 0, "a name or a number lies open in the store");
	world_remove(&w);
}

Test(real, clave_equivocada)
{
	struct world w;
	char out[4096];
	world_real(&w);
	int status = world_run_how(&w, out, sizeof out, &(struct world_how){ .phrase = "cuatro palabras muy cortas", .words = (const char *const[]){ "verificar", NULL } });
	cr_expect_eq(status, 77, "%d: %s", status, out);
	struct term_driver *t = world_console(&w, &(struct world_how){ .phrase = "otra" });
	cr_expect_eq(term_status(t), 77);
	cr_expect(term_has(t, "frase"), "%s", term_screen(t));
	term_end(t);
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	world_remove(&w);
}

/* The phrase is asked on the terminal when no descriptor is given, and does not show. */
Test(real, clave_por_la_terminal)
{
	struct world w;
	world_real(&w);
	w.real = false;
	const char *const words[] = { "--usuario", "marta", NULL };
	struct term_driver *t = world_console(&w, &(struct world_how){ .words = words });
	cr_wait(t, "Frase de acceso:");
	term_type(t, WORLD_PHRASE "\n");
	term_ready(t);
	cr_wait(t, "Lo que sigue");
	size_t n;
	cr_expect_null(strstr(term_output(t, &n), "palabras"));
	journey_quit(t);
	t = world_console(&w, &(struct world_how){ .words = words });
	/* A slip of the finger is asked again, without echo, and not left to the shell. */
	cr_wait(t, "Frase de acceso:");
	term_type(t, "no es\n");
	cr_wait(t, "no abre este almacén");
	cr_wait(t, "(vez 2 de 3):");
	cr_expect(term_has(t, "mayúsculas, tildes"), "no word is cut: %s", term_screen(t));
	term_type(t, WORLD_PHRASE "\n");
	term_ready(t);
	cr_wait(t, "Lo que sigue");
	cr_expect_null(strstr(term_output(t, &n), "palabras"));
	journey_quit(t);
	t = world_console(&w, &(struct world_how){ .words = words });
	static const char *const prompts[] = { "Frase de acceso:", "(vez 2 de 3):", "(vez 3 de 3):" };
	for (int i = 0; i < 3; i++) {
		cr_wait(t, prompts[i]);
		term_type(t, "no es\n");
	}
	cr_expect_eq(term_end(t), 77);
	world_remove(&w);
}

/* One that the line does not hold goes on in the next one as the terminal does it, and can be copied. */
Test(real, una_ruta_larga_queda_entera)
{
	struct world w;
	char path[140], line[200];
	world_nothing(&w);
	memset(path, 'x', sizeof path - 1);
	path[0] = '/';
	path[sizeof path - 1] = 0;
	struct term_driver *t = world_console(&w, &(struct world_how){ .words = (const char *const[]){ "--almacen", path, "estado", NULL } });
	term_status(t);
	snprintf(line, sizeof line, "%s", term_line(t, 0));
	cr_expect_eq(line[79], 'x', "%s", term_screen(t));
	cr_expect_eq(term_line(t, 1)[0], 'x', "%s", term_screen(t));
	term_end(t);
	world_remove(&w);
}

Test(real, iniciar_por_la_terminal)
{
	struct world w;
	world_nothing(&w);
	struct term_driver *t = world_console(&w, &(struct world_how){ .words = (const char *const[]){ "--usuario", "marta", "iniciar", "--oficina", "X", "--nombre", "Marta", "--mapa", "64", NULL } });
	cr_wait(t, "Frase de acceso nueva");
	term_type(t, "corta\n");
	cr_wait(t, "La frase es corta: use al menos cuatro palabras (16 letras)\nFrase de acceso nueva");
	term_type(t, WORLD_PHRASE "\n");
	cr_wait(t, "Escríbala otra vez:");
	term_type(t, "otra cosa\n");
	cr_wait(t, "vuelva a intentarlo\nFrase de acceso nueva");
	term_type(t, WORLD_PHRASE "\n");
	cr_wait(t, "vuelva a intentarlo\nFrase de acceso nueva (cuatro palabras o más):\nEscríbala otra vez:");
	term_type(t, WORLD_PHRASE "\n");
	cr_wait(t, "Llave de recuperación");
	cr_expect_eq(term_end(t), 0);
	world_remove(&w);
}

Test(real, quien_no_tiene_cuenta)
{
	struct world w;
	char out[4096];
	world_real(&w);
	w.real = false;
	int status = world_run_how(&w, out, sizeof out, &(struct world_how){ .phrase = WORLD_PHRASE, .words = (const char *const[]){ "--usuario", "pedro", "verificar", NULL } });
	cr_expect_eq(status, 77, "%d: %s", status, out);
	cr_expect(strstr(out, "pedro"), "%s", out);
	world_remove(&w);
}

Test(real, iniciar_con_errores)
{
	struct world w;
	char out[4096];
	world_nothing(&w);
	w.real = true;
	int status = world_run_how(&w, out, sizeof out, &(struct world_how){ .phrase = "corta", .words = (const char *const[]){ "iniciar", "--oficina", "X", "--nombre", "Marta", NULL } });
	cr_expect_eq(status, 64, "%d: %s", status, out);
	cr_expect(strstr(out, "corta"), "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "iniciar", "--oficina", "X"), 64, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "iniciar", "--oficina", "X", "--nombre", "Marta", "--mapa", "64"), 0, "%s", out);
	/* A second time it does not touch the first. */
	status = WORLD_RUN(&w, out, "iniciar", "--oficina", "X", "--nombre", "Marta", "--mapa", "64");
	cr_expect(status != 0 && status < 128, "%d: %s", status, out);
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	/* The practice never goes into a real store. */
	status = WORLD_RUN(&w, out, "demo", "--reiniciar", "--solo-crear");
	cr_expect_eq(status, 77, "%d: %s", status, out);
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	world_remove(&w);
}

/* Who sets an office up may see all of it; who does not say so accompanies families. */
Test(real, quien_inicia_puede_coordinar)
{
	struct world w;
	char out[4096];
	world_nothing(&w);
	w.real = true;
	cr_expect_eq(WORLD_RUN(&w, out, "iniciar", "--oficina", "X", "--nombre", "Marta", "--mapa", "64", "--rol", "jefa"), 64, "%s", out);
	cr_expect(strstr(out, "cogestor o coordinador"), "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "iniciar", "--oficina", "X", "--nombre", "Marta", "--mapa", "64", "--rol", "coordinador"), 0, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "diario", "--desde", "1", "--json"), 0, "%s", out);
	world_remove(&w);
	world_real(&w);
	cr_expect_eq(WORLD_RUN(&w, out, "diario", "--desde", "1", "--json"), 77, "%s", out);
	cr_expect(strstr(out, "--rol coordinador"), "%s", out);
	world_remove(&w);
}

/* A script says the phrase once. */
Test(real, iniciar_con_la_frase_de_un_descriptor)
{
	struct world w;
	char out[4096], command[1200];
	world_nothing(&w);
	w.real = true;
	snprintf(command, sizeof command, "echo '" WORLD_PHRASE "' | LOGROS_FRASE_FD=0 LOGROS_ROOT='%s' '%s' --almacen '%s' --usuario marta iniciar --oficina X --nombre Marta --mapa 64 >/dev/null",
		getenv("LOGROS_ROOT") ? getenv("LOGROS_ROOT") : ".", getenv("LOGROS_BIN"), w.store);
	cr_expect_eq(system(command), 0);
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	world_remove(&w);
}
