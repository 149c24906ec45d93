/* The ways out: the key, signals, a terminal that goes away, no terminal at all. Quick, with the right status, the screen clean, and nothing lost. */
#include "journey.h"

#include <criterion/parameterized.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

/* The search for leaks at the end takes its time. */
#ifdef __SANITIZE_ADDRESS__
enum { QUICK_MS = 3000 };
#else
enum { QUICK_MS = 1000 };
#endif

static bool blank(const char *screen)
{
	return screen[strspn(screen, " \n")] == 0;
}

/* At a field with letters that have not been left yet. */
static struct term_driver *while_typing(const struct world *w, const char *term)
{
	struct term_driver *t = journey_open(w, &(struct world_how){ .term = term });
	term_keys(t, "<F7><Enter>");
	cr_wait(t, "1  Integrantes");
	term_keys(t, "<Ctrl-E>");
	cr_wait(t, "Vinculación");
	journey_field(t, "Cómo llegar");
	term_keys(t, "<Ctrl-K>Por la tienda azul");
	return t;
}

static void still_there(const struct world *w)
{
	char out[4096], value[256];
	struct term_driver *t = journey_open(w, NULL);
	term_keys(t, "5");
	cr_wait(t, "Sin terminar");
	cr_assert(journey_line(t, "Datos del hogar", NULL), "%s", term_screen(t));
	term_keys(t, "<Enter>");
	cr_wait(t, "Continúa donde lo dejó");
	cr_expect_str_eq(journey_value(t, value), "Por la tienda azul", "%s", term_screen(t));
	journey_quit(t);
	cr_expect_eq(WORLD_RUN(w, out, "verificar"), 0, "%s", out);
}

struct end { char term[20]; int signal, status; };

ParameterizedTestParameters(salida, con_senal)
{
	static struct end ends[] = {
		{ "xterm-256color", SIGTERM, 75 }, { "linux", SIGTERM, 75 }, { "vt220", SIGTERM, 75 }, { "putty", SIGHUP, 75 }, { "xterm", SIGHUP, 75 }, { "xterm", SIGINT, 75 },
	};
	return cr_make_param_array(struct end, ends, sizeof ends / sizeof *ends);
}

ParameterizedTest(struct end *end, salida, con_senal)
{
	struct world w;
	world_practica(&w);
	struct term_driver *t = while_typing(&w, end->term);
	long from = term_now_ms();
	term_kill(t, end->signal);
	int status = term_status(t);
	long took = term_now_ms() - from;
	cr_expect_eq(status, end->status, "status %d", status);
	cr_expect_lt(took, QUICK_MS, "%ld ms", took);
	cr_expect(blank(term_screen(t)), "%s", term_screen(t));
	cr_expect(term_cursor_shown(t));
	term_end(t);
	still_there(&w);
	world_remove(&w);
}

Test(salida, la_terminal_se_cierra)
{
	struct world w;
	world_practica(&w);
	struct term_driver *t = while_typing(&w, NULL);
	long from = term_now_ms();
	term_hang_up(t);
	int status = term_end(t);
	cr_expect_eq(status, 75, "status %d", status);
	cr_expect_lt(term_now_ms() - from, QUICK_MS);
	still_there(&w);
	world_remove(&w);
}

Test(salida, en_cualquier_campo_con_f10)
{
	struct world w;
	world_practica(&w);
	struct term_driver *t = while_typing(&w, NULL);
	term_keys(t, "<F10>");
	cr_expect_eq(term_end(t), 0);
	still_there(&w);
	world_remove(&w);
}

ParameterizedTestParameters(salida, limpia)
{
	static struct end ends[] = { { "xterm-256color", 0, 0 }, { "linux", 0, 0 }, { "vt220", 0, 0 }, { "putty", 0, 0 }, { "xterm", 0, 0 }, { "screen", 0, 0 } };
	return cr_make_param_array(struct end, ends, sizeof ends / sizeof *ends);
}

/* Nothing of a family stays to be read, also where there is no second screen; the paste mode and the lines above are put back. */
ParameterizedTest(struct end *end, salida, limpia)
{
	struct world w;
	size_t n;
	world_practica(&w);
	struct term_driver *t = while_typing(&w, end->term);
	cr_assert(strstr(term_screen(t), "Por la tienda azul"));
	term_keys(t, "<F10>");
	cr_expect_eq(term_status(t), 0);
	cr_expect(blank(term_screen(t)), "%s", term_screen(t));
	const char *all = term_output(t, &n);
	const char *off = NULL, *on = strstr(all, "\033[?2004h");
	for (const char *p = all; (p = strstr(p, "\033[?2004l")) != NULL; p++)
		off = p;
	cr_expect(on && off && on < off, "the paste mode was left on");
	cr_expect(strstr(off, "\033[2J"), "the screen was not cleared at the end");
	if (strcmp(end->term, "vt220") != 0 && strcmp(end->term, "screen") != 0)
		cr_expect(strstr(off, "\033[3J"), "the lines above were not cleared");
	term_end(t);
	world_remove(&w);
}

Test(salida, sin_terminal)
{
	struct world w;
	char out[4096];
	world_practica(&w);
	int status = world_run(&w, out, sizeof out, (const char *const[]){ NULL });
	cr_expect_eq(status, 64, "%d", status);
	cr_expect_str_eq(out, "logros: La consola necesita una terminal: ábrala desde una ventana de terminal o por «ssh -t»\n");
	status = WORLD_RUN(&w, out, "demo");
	cr_expect_eq(status, 64, "%d: %s", status, out);
	world_remove(&w);
}

/* The terminal library keeps what it had begun to make for a terminal that it does not know. */
Test(salida, terminal_desconocida)
{
	struct world w;
	world_practica(&w);
	struct term_driver *t = world_console(&w, &(struct world_how){ .term = "no-existe", .env = (const char *const[]){ "ASAN_OPTIONS=detect_leaks=0", NULL } });
	int status = term_status(t);
	cr_expect_eq(status, 64, "%d", status);
	cr_expect(term_has(t, "No se reconoce la terminal «no-existe»"), "%s", term_screen(t));
	term_end(t);
	world_remove(&w);
}

/* Suspending is not offered: a stopped console would hold what it reads, and the family's data would stay on the screen. */
Test(salida, no_se_suspende)
{
	struct world w;
	world_practica(&w);
	struct term_driver *t = while_typing(&w, NULL);
	term_bytes(t, "\032");
	cr_expect(term_has(t, "Vinculación") || term_has(t, "Ubicación"));
	term_kill(t, SIGTSTP);
	term_keys(t, "<Tab>");
	cr_expect(term_has(t, "Estrato"));
	journey_quit(t);
	world_remove(&w);
}

/* Sanitizers keep these signals for themselves. */
Test(salida, error_interno)
{
#ifndef __SANITIZE_ADDRESS__
	struct world w;
	world_practica(&w);
	struct term_driver *t = while_typing(&w, "linux");
	term_kill(t, SIGSEGV);
	cr_expect_eq(term_status(t), 128 + SIGSEGV);
	cr_expect(term_has(t, "revisa lo guardado"), "%s", term_screen(t));
	cr_expect(!term_has(t, "Ubicación"), "%s", term_screen(t));
	term_end(t);
	world_remove(&w);
#endif
}
