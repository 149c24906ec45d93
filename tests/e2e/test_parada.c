/* A console that waits for a key holds nothing: it is stopped on every screen, and from beside nobody is seen reading, and another one saves at once.
 * That a reader would be seen is the control, with one planted: tests/store/test_lector.c. */
#include "journey.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

enum { AT_ONCE_MS = 4000 };      /* a session that is shut out waits five seconds */

/* The way to a screen from the first one, or from a household that is being visited; several names: what is looked at on the way is on the stack below. */
struct parada { const char *name, *keys, *shows; };
static const struct parada from_inicio[] = {
	{ "inicio", "", "Lo que sigue" }, { "inicio", "<F1>", "Ayuda: Inicio" }, { "inicio", "<F9>", "Qué se puede hacer aquí" }, { "hogares", "<F7>", "Buscar:" },
	{ "hogares", "<F7>restrepo", "Buscar:" }, { "hogares", "<F7><Ctrl-B>", "Filtrar la lista" }, { "borradores", "5", "Sin terminar" }, { "registrar", "<Ctrl-N>", "1 Buscar" },
	{ "registrar", "<Ctrl-N>88888888<Enter>", "2 Datos del hogar" }, { "estado", "<F6>", "Estado" }, { "maestra", "<F5>", "maestra" }, { "tablero", "<F8>", "Tablero" },
};
static const struct parada from_hogar[] = {
	{ "hogar", "", "1  Integrantes" }, { "hogar", "<Ctrl-P>", "¿Dónde está en la ruta?" }, { "hogar", "<F4>", "Próxima visita" }, { "integrantes", "1", "Parentesco" },
	{ "integrante", "1<Ins>", "Primer nombre" }, { "visita", "v", "Visita" }, { "formulario", "<Ctrl-E>", "Vinculación" }, { "formulario", "<Ctrl-E><Tab><F4>", "Escriba para buscar" },
	{ "logros", "2", "A alcanzado" }, { "logro", "2<Down><Enter><Down><Enter>", "Cómo se supo" }, { "plan", "3", "Plan familiar" }, { "plan", "3<Ins>", "¿Qué se hará?" },
	{ "visitas", "4", "Visitas" }, { "oportunidades", "5", "Oportunidades" }, { "evaluacion", "6", "[Resumen]" }, { "validacion", "7", "Lo que debe estar" },
	{ "historia", "8", "operaciones" }, { "operacion", "8<Enter>", "Operación" }, { "historia_campo", "<Ctrl-X>", "Historia de un dato" },
	{ "pasado", "8<F4>", "PASADO" },
};

static void open_form(struct term_driver *b)
{
	term_keys(b, "<F7><Enter>");
	cr_wait(b, "1  Integrantes");
	term_keys(b, "<Ctrl-E>");
	journey_field(b, "Cómo llegar");
}

/* `a` stands still as a laptop that was closed does; `b` leaves a field, which is one durable save. */
static void stop_here(struct world *w, struct term_driver *a, struct term_driver *b, const struct parada *p)
{
	char out[4096];
	cr_assert(term_wait(a, p->shows), "%s: «%s» did not come:\n%s", p->keys, p->shows, term_screen(a));
	kill(term_pid(a), SIGSTOP);
	int status = WORLD_RUN(w, out, "estado");
	bool nobody_reads = strstr(out, "Lecturas en curso: 0") != NULL, nobody_writes = strstr(out, "Guardando ahora: nadie") != NULL;
	long from = term_now_ms();
	term_keys(b, "x<Enter><BackTab>");
	long took = term_now_ms() - from;
	kill(term_pid(a), SIGCONT);
	cr_expect_eq(status, 0, "%s: %s", p->keys, out);
	cr_expect(nobody_reads && nobody_writes, "%s %s: a transaction is open while a key is awaited:\n%s", p->name, p->keys, out);
	cr_expect_lt(took, AT_ONCE_MS, "%s %s: the other one waited %ld ms", p->name, p->keys, took);
}

static void walk(struct world *w, struct term_driver *a, struct term_driver *b, const struct parada *list, size_t n, const char *home)
{
	for (size_t i = 0; i < n; i++) {
		term_keys(a, list[i].keys);
		stop_here(w, a, b, &list[i]);
		for (int back = 0; back < 6 && (!term_has(a, home) || term_has(a, "┌─")); back++)
			term_keys(a, "<Esc>");
		cr_assert(term_wait(a, home), "%s did not lead back:\n%s", list[i].keys, term_screen(a));
	}
}

#define COUNT(list) (sizeof list / sizeof *list)

Test(parada, en_cada_pantalla_nada_queda_abierto)
{
	struct world w;
	char out[4096];
	world_practica(&w);
	struct term_driver *a = journey_open(&w, NULL), *b = journey_open(&w, NULL);
	open_form(b);
	walk(&w, a, b, from_inicio, COUNT(from_inicio), "Lo que sigue");
	journey_momento(a, "Seguimiento", "En curso");
	walk(&w, a, b, from_hogar, COUNT(from_hogar), "1  Integrantes");
	journey_quit(a);
	journey_quit(b);
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	world_remove(&w);
}

/* Screens that need a world of their own to be reached; each stands on the boards or lists that are walked above. */
static const char *const elsewhere[] = { "duplicados", "unir", "carga", "alertas" };

static bool walked(const char *name)
{
	for (size_t i = 0; i < COUNT(from_inicio); i++)
		if (strcmp(from_inicio[i].name, name) == 0)
			return true;
	for (size_t i = 0; i < COUNT(from_hogar); i++)
		if (strcmp(from_hogar[i].name, name) == 0)
			return true;
	for (size_t i = 0; i < COUNT(elsewhere); i++)
		if (strcmp(elsewhere[i], name) == 0)
			return true;
	return false;
}

/* The list of screens in the source: a new one needs its way here. */
Test(parada, ninguna_pantalla_falta)
{
	char path[300], line[1024], name[64];
	const char *root = getenv("LOGROS_ROOT");
	snprintf(path, sizeof path, "%s/tui/screens.c", root ? root : ".");
	FILE *f = fopen(path, "r");
	int n = 0;
	cr_assert_not_null(f, "%s", path);
	while (fgets(line, sizeof line, f))
		for (const char *at = line; strchr(line, '&') && line[0] == '\t' && (at = strstr(at, "&screen_")); at++)
			if (sscanf(at, "&screen_%63[a-z_]", name) == 1 && ++n)
				cr_expect(walked(name), "the screen «%s» is not walked", name);
	fclose(f);
	cr_expect_gt(n, 15);
}

/* Somebody keeps the gate: after five seconds the message names nobody it cannot, nothing typed is lost, and the same key saves when the gate is open again. */
Test(parada, la_puerta_ocupada_no_borra_lo_escrito)
{
	struct world w;
	char out[4096], path[300];
	world_practica(&w);
	struct term_driver *a = journey_open(&w, NULL);
	open_form(a);
	snprintf(path, sizeof path, "%s/puerta", w.store);
	pid_t holder = fork();
	if (holder == 0) {
		if (flock(open(path, O_RDWR), LOCK_EX) == 0)
			pause();
		_exit(1);
	}
	for (int i = 0; i < 100 && (WORLD_RUN(&w, out, "estado") != 0 || strstr(out, "Guardando ahora: nadie")); i++)
		;
	cr_assert(strstr(out, "Guardando ahora: "), "%s", out);
	long from = term_now_ms();
	term_keys(a, "Por el puente<F2>");
	long took = term_now_ms() - from;
	cr_wait(a, "NO se guardó: ");
	cr_wait(a, "está guardando");
	cr_expect(term_has(a, "Por el puente"), "%s", term_screen(a));
	cr_expect(took >= 4500 && took < 9500, "%ld ms", took);
	kill(holder, SIGKILL);
	waitpid(holder, NULL, 0);
	term_keys(a, "<F2>");
	cr_wait(a, "Guardado");
	term_keys(a, "<Ctrl-E>");
	cr_wait(a, "Por el puente");
	journey_quit(a);
	world_remove(&w);
}
