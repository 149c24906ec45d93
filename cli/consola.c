#include "cli/lista.h"

#include "base/arena.h"
#include "base/log.h"
#include "tui/app.h"
#include "tui/screens.h"
#include "tui/term.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The terminal goes back to what it was before anything is said: what is saved is safe in the store. */
static void on_fatal(const char *text)
{
	term_close();
	fprintf(stderr, "logros: %s\n", text);
}

static void on_oom(void)
{
	on_fatal("El equipo se quedó sin memoria. Lo guardado está a salvo: cierre otros programas y vuelva a abrir la consola");
}

static int run(struct cli *c, struct store *store, const struct programa *programa)
{
	struct app app;
	struct problems problems;
	problems_init(&problems, &c->arena);
	arena_on_oom(on_oom);
	store_on_fatal(store, on_fatal);
	if (getenv("LOGROS_LOG"))
		log_open(getenv("LOGROS_LOG"));
	if (!app_init(&app, store, programa, &c->config, &problems)) {
		problems_print(&problems, stderr);
		err_set(&c->err, ERR_CONFIG, "Las teclas de la configuración tienen errores: corríjalos y vuelva a abrir la consola");
		app_done(&app);
		return cli_fail(c);
	}
	int status = 0;
	if (term_open(&(struct term_options){ .tema = c->config.tema, .raton = c->config.raton, .lector = c->config.lector }, &c->err)) {
		if (app_push(&app, &screen_inicio, NULL, &c->err))
			status = app_run(&app);
		else
			status = err_exit_code(&c->err);
		app_done(&app);
		term_close();
	} else {
		status = err_exit_code(&c->err);
		app_done(&app);
	}
	return status && c->err.text[0] ? cli_fail(c) : status;
}

int consola_run(struct cli *c)
{
	/* Said before the store is opened, so that a script without a terminal waits for nothing. */
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(&c->err, ERR_USAGE, "La consola necesita una terminal: ábrala desde una ventana de terminal o por «ssh -t»"), cli_fail(c);
	const struct programa *programa = cli_programa(c);
	if (!programa)
		return cli_fail(c);
	struct store *store = cli_store(c, false);
	if (!store)
		return cli_fail(c);
	int status = run(c, store, programa);
	store_close(store);
	return status;
}
