/* Colours are never needed, and there are none when somebody does not want them. */
#include "journey.h"

#include <criterion/parameterized.h>
#include <stdio.h>

static bool coloured(const struct world *w, const struct world_how *how)
{
	struct term_driver *t = journey_open(w, how);
	term_keys(t, "2");
	cr_wait(t, "Visitas vencidas");
	bool any = term_coloured(t);
	/* What is chosen, late or wrong is told by signs and words too. */
	cr_expect(term_has(t, "> "), "%s", term_screen(t));
	cr_expect(term_has(t, "vencida hace"), "%s", term_screen(t));
	journey_quit(t);
	return any;
}

Test(colores, quien_los_quiere)
{
	struct world w;
	world_practica(&w);
	cr_expect(coloured(&w, NULL));
	cr_expect(coloured(&w, &(struct world_how){ .term = "linux" }));
	cr_expect_not(coloured(&w, &(struct world_how){ .term = "vt220" }));
	world_remove(&w);
}

Test(colores, quien_no)
{
	struct world w;
	char file[200];
	world_practica(&w);
	cr_expect_not(coloured(&w, &(struct world_how){ .env = (const char *const[]){ "NO_COLOR=1", NULL } }), "NO_COLOR");
	cr_expect_not(coloured(&w, &(struct world_how){ .words = (const char *const[]){ "--sin-color", NULL } }), "--sin-color");
	snprintf(file, sizeof file, "%s/config.yaml", w.dir);
	FILE *f = fopen(file, "w");
	fputs("tema: mono\n", f);
	fclose(f);
	cr_expect_not(coloured(&w, &(struct world_how){ .words = (const char *const[]){ "--config", file, NULL } }), "tema: mono");
	f = fopen(file, "w");
	fputs("tema: contraste\n", f);
	fclose(f);
	cr_expect_not(coloured(&w, &(struct world_how){ .words = (const char *const[]){ "--config", file, NULL } }), "tema: contraste");
	f = fopen(file, "w");
	fputs("tema: oscuro\n", f);
	fclose(f);
	cr_expect(coloured(&w, &(struct world_how){ .words = (const char *const[]){ "--config", file, NULL } }), "tema: oscuro");
	world_remove(&w);
}

/* Keys of one's own, and the console is told about them in the help and on the last line. */
Test(colores, teclas_propias)
{
	struct world w;
	char file[200];
	world_practica(&w);
	snprintf(file, sizeof file, "%s/config.yaml", w.dir);
	FILE *f = fopen(file, "w");
	fputs("teclas:\n  buscar: \"Ctrl-Y\"\n", f);
	fclose(f);
	struct term_driver *t = journey_open(&w, &(struct world_how){ .words = (const char *const[]){ "--config", file, NULL } });
	cr_expect(term_has(t, "Ctrl-Y Buscar"), "%s", term_screen(t));
	term_keys(t, "<F7>");
	cr_not(t, "Buscar: ");
	term_keys(t, "<Ctrl-Y>");
	cr_wait(t, "Buscar: ");
	journey_quit(t);
	f = fopen(file, "w");
	fputs("teclas:\n  buscar: \"F2\"\n  bailar: \"F7\"\n", f);
	fclose(f);
	t = world_console(&w, &(struct world_how){ .words = (const char *const[]){ "--config", file, NULL } });
	cr_expect_eq(term_status(t), 78);
	cr_expect(term_has(t, "bailar") && term_has(t, "guardar"), "%s", term_screen(t));
	term_end(t);
	world_remove(&w);
}
