/* A file that is damaged under the console's feet: a clear screen, the backups, and never an end by a signal. */
#include "family.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* LMDB reads what is not there and dies of it: that is what is tried here, and no finding of a sanitizer. */
static struct term_driver *console(const struct world *w)
{
	return world_console(w, &(struct world_how){ .env = (const char *const[]){ "ASAN_OPTIONS=handle_segv=0:handle_abort=0:handle_sigbus=0:detect_leaks=0", NULL } });
}

static void ruin(const struct world *w, const char *how)
{
	char command[600];
	snprintf(command, sizeof command, "%s '%s/data.mdb'", how, w->store);
	cr_assert_eq(system(command), 0, "%s", command);
}

/* A real store with a family, a backup and one more thing after it. */
static void lay(struct world *w)
{
	char out[8192];
	world_real(w);
	struct term_driver *t = journey_open(w, NULL);
	family_register(t);
	journey_quit(t);
	cr_assert_eq(WORLD_RUN(w, out, "respaldar"), 0, "%s", out);
}

Test(danado, el_archivo_cortado_se_dice_y_un_respaldo_lo_repone)
{
	struct world w;
	char out[8192];
	lay(&w);
	ruin(&w, "truncate -s 20000");
	struct term_driver *t = console(&w);
	term_ready(t);
	cr_wait(t, "El almacén necesita atención");
	cr_wait(t, "Consultar en modo lectura");
	cr_wait(t, "1 hogar y 4 operaciones");
	term_keys(t, "<Down><Down><Down><Enter>");
	cr_wait(t, "tomará el lugar del almacén");
	term_keys(t, "<Right><Enter>");
	cr_wait(t, "El almacén quedó restaurado con el respaldo");
	cr_wait(t, "Lo que sigue");
	cr_wait(t, "Begoña");
	journey_quit(t);
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	world_remove(&w);
}

Test(danado, salir_no_toca_nada)
{
	struct world w;
	lay(&w);
	ruin(&w, "truncate -s 20000");
	struct term_driver *t = console(&w);
	term_ready(t);
	cr_wait(t, "El almacén necesita atención");
	term_keys(t, "<F3>");
	cr_expect_eq(term_end(t), 74);
	world_remove(&w);
}

/* What can be read is shown; what cannot ends in a sentence and not in a signal. */
Test(danado, consultar_no_termina_por_una_senal)
{
	static const char *const how[] = { "truncate -s 20000", "dd if=/dev/zero conv=notrunc bs=4096 seek=3 count=20 status=none of=" };
	for (int i = 0; i < 2; i++) {
		struct world w;
		char command[600];
		lay(&w);
		snprintf(command, sizeof command, i == 0 ? "%s '%s/data.mdb'" : "%s'%s/data.mdb'", how[i], w.store);
		cr_assert_eq(system(command), 0);
		struct term_driver *t = console(&w);
		term_ready(t);
		cr_wait(t, "El almacén necesita atención");
		term_keys(t, "<Enter>");
		term_type(t, "\x1b[21~");
		int status = term_end(t);
		cr_expect(status >= 0 && status < 128, "%d", status);
		world_remove(&w);
	}
}

Test(danado, solo_lectura_abre_y_no_guarda)
{
	static const char *const words[] = { "--solo-lectura", NULL };
	struct world w;
	char before[8192], after[8192];
	lay(&w);
	WORLD_RUN(&w, before, "verificar");
	struct term_driver *t = journey_open(&w, &(struct world_how){ .words = words });
	cr_wait(t, "Begoña");
	journey_quit(t);
	WORLD_RUN(&w, after, "verificar");
	cr_expect_str_eq(before, after);
	world_remove(&w);
}

Test(danado, el_dia_de_trabajo_deja_su_respaldo)
{
	struct world w;
	char out[8192];
	world_real(&w);
	struct term_driver *t = journey_open(&w, NULL);
	family_register(t);
	journey_quit(t);
	cr_assert_eq(WORLD_RUN(&w, out, "respaldar", "--lista"), 0, "%s", out);
	cr_expect(strstr(out, "al terminar") || strstr(out, "del día"), "%s", out);
	cr_expect(strstr(out, "1 hogar "), "%s", out);
	cr_assert_eq(WORLD_RUN(&w, out, "respaldar", "--ensayo"), 0, "%s", out);
	world_remove(&w);
}
