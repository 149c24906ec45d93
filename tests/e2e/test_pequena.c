/* The whole of a visit on forty columns and twelve lines, as on a telephone or a half window. */
#include "family.h"

#include <stdio.h>
#include <string.h>

static void fits(struct term_driver *t)
{
	cr_expect(strstr(term_line(t, 11), "F1 Ayuda"), "%s", term_screen(t));
	cr_not(t, "muy pequeña");
}

Test(pequena, una_visita_en_40_por_12)
{
	struct world w;
	char out[4096];
	world_practica(&w);
	struct term_driver *t = journey_open(&w, &(struct world_how){ .rows = 12, .cols = 40 });
	fits(t);
	journey_momento(t, "Visita de inicio", "Pendiente");
	fits(t);
	term_keys(t, "v");
	cr_wait(t, "Abrir la visita");
	fits(t);
	term_keys(t, "<F2>");
	cr_wait(t, "La visita está abierta");
	term_keys(t, "<Enter>");
	cr_wait(t, "¿La familia autoriza el uso");
	fits(t);
	term_keys(t, "sí<Enter><Enter>");
	cr_wait(t, "¿Quién autoriza?");
	term_keys(t, "La jefa del hogar<F2>");
	cr_wait(t, "Paso hecho");
	fits(t);
	term_keys(t, "<Enter>");
	cr_wait(t, "Fecha de vinculación");
	term_keys(t, "<F6><F6>");
	cr_wait(t, "Teléfono principal");
	fits(t);
	term_keys(t, "<F1>");
	cr_wait(t, "Ayuda: ");
	fits(t);
	term_keys(t, "<Esc><F2>");
	cr_wait(t, "Paso hecho: Datos del hogar");
	term_keys(t, "<Enter>");
	fits(t);
	term_keys(t, "<F2>");
	cr_wait(t, "Paso hecho: Integrantes");
	term_keys(t, "<Esc>2");
	fits(t);
	term_keys(t, "<Esc>6");
	fits(t);
	cr_screen(t,
		" Evaluación · MS…  PRACTICA  20/11/2026\n"
		" Londoño Yepes, Jhon Antonio   MS-00134\n"
		" [>]Estamos [ ]Crecemos [ ]Continuamos\n"
		" Visita de inicio · visita en curso · …\n"
		" [Resumen] 1 de 5 · Tab\n"
		"> Celda por definir: ingreso sin dato, █\n"
		"  IPM sin dato → complete los datos que░\n"
		"  faltan                               ░\n"
		"  1. El plan familiar está       no    ░\n"
		"  cumplido                             ░\n"
		"\n"
		" Tab Hoja  Ctrl-P ¿Por qué?    F1 Ayuda\n");
	term_keys(t, "<Esc>7<Esc>8<Esc>3");
	fits(t);
	journey_quit(t);
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	world_remove(&w);
}

Test(pequena, demasiado_pequena_y_de_vuelta)
{
	struct world w;
	world_practica(&w);
	struct term_driver *t = world_console(&w, &(struct world_how){ .rows = 9, .cols = 39 });
	term_ready(t);
	cr_wait(t, "Ventana muy pequeña");
	term_keys(t, "<Down>");
	cr_wait(t, "nada se pierde");
	term_resize(t, 12, 40);
	cr_wait(t, "Lo que sigue");
	journey_quit(t);
	world_remove(&w);
}
