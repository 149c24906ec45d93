#include "cli/lista.h"

#include "base/arena.h"
#include "base/log.h"
#include "cli/inicio.h"
#include "cli/respaldos.h"
#include "cli/restaurar.h"
#include "model/resumen.h"
#include "store/espacio.h"
#include "store/respaldo_aviso.h"
#include "store/verificado.h"
#include "tui/app.h"
#include "tui/danado.h"
#include "tui/screens.h"
#include "tui/term.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

static bool app_ready(struct cli *c, struct app *app, struct store *store, const struct programa *programa)
{
	struct problems problems;
	problems_init(&problems, &c->arena);
	if (app_init(app, store, programa, &c->config, &problems))
		return true;
	problems_print(&problems, stderr);
	return err_set(&c->err, ERR_CONFIG, "Las teclas de la configuración tienen errores: corríjalos y vuelva a abrir la consola");
}

/* One screen and what it opens, with the terminal. */
static int show(struct cli *c, struct app *app, const struct screen_ops *first, const void *arg, const char *aviso)
{
	int status;
	if (term_open(&(struct term_options){ .tema = c->config.tema, .raton = c->config.raton, .lector = c->config.lector }, &c->err)) {
		bool good = app_push(app, first, arg, &c->err);
		if (good && aviso)
			app_message(app, MESSAGE_WARN, "%s", aviso);
		status = good ? app_run(app) : err_exit_code(&c->err);
		app_done(app);
		term_close();
	} else {
		status = err_exit_code(&c->err);
		app_done(app);
	}
	return status;
}

static int run(struct cli *c, struct store *store, const struct programa *programa, const char *aviso)
{
	struct app app;
	arena_on_oom(on_oom);
	store_on_fatal(store, on_fatal);
	if (getenv("LOGROS_LOG"))
		log_open(getenv("LOGROS_LOG"));
	if (!app_ready(c, &app, store, programa)) {
		app_done(&app);
		return cli_fail(c);
	}
	int status = show(c, &app, &screen_inicio, NULL, aviso);
	return status && c->err.text[0] ? cli_fail(c) : status;
}

/* ---- A damaged store ---- */

/* Shows it, and does what was chosen. *again: there is a store to open now; *dicho: how that came about, for its first screen. */
static int damaged(struct cli *c, const struct programa *programa, const struct inicio *found, const char *frase, bool *again, const char **dicho)
{
	struct danado_eleccion choice = { 0 };
	struct respaldo_linea *list;
	struct app app;
	struct danado_arg arg = { .hallazgo = found->linea, .n = found->n, .indices = found->indices, .n_respaldo = respaldos_lista(c, &list), .eleccion = &choice };
	struct danado_respaldo *lines = arena_array(&c->arena, struct danado_respaldo, arg.n_respaldo > 0 ? arg.n_respaldo : 1);
	for (int i = 0; i < arg.n_respaldo; i++)
		lines[i] = (struct danado_respaldo){ list[i].cuando, list[i].contenido };
	arg.respaldo = lines;
	int lock = c->config.bloqueo_min, status = 74;
	c->config.bloqueo_min = 0;         /* nothing of a family is on the screen, and no store could check a passphrase */
	if (app_ready(c, &app, NULL, programa))
		status = show(c, &app, &screen_danado, &arg, NULL);
	else
		app_done(&app);
	c->config.bloqueo_min = lock;
	if (c->err.code != ERR_NONE)
		return cli_fail(c);
	if (status == 0 && choice.que == DANADO_LEER)
		return inicio_consultar(c, frase);
	if (status == 0 && choice.que == DANADO_REHACER) {
		*again = (status = inicio_rehacer(c, frase)) == 0;
		*dicho = "Los índices quedaron rehechos; los datos de las familias son los mismos";
		return status;
	}
	if (status != 0 || choice.que != DANADO_RESTAURAR)
		return status ? status : 74;
	*again = (status = restaurar_contar(c, list[choice.respaldo].ruta, frase, dicho)) == 0;
	return *again ? 0 : cli_fail(c);
}

/* ---- Before and after the work ---- */

static const char *advice(struct cli *c, struct store *store)
{
	struct verificado v;
	struct txn txn;
	const char *tight = espacio_aviso(store, &c->arena);
	if (tight)
		return tight;
	if (verificado_leer(store, &c->arena, &v) && v.problemas > 0)
		return arena_printf(&c->arena, "La última verificación encontró %s: ejecute «logros verificar»", resumen_cuantos(&c->arena, v.problemas, "problema", "problemas"));
	if (!txn_read(&txn, store, NULL))
		return NULL;
	const char *text = respaldo_aviso(&txn, &c->arena);
	txn_abort(&txn);
	return text;
}

static int work(struct cli *c, const struct programa *programa, char frase[CLI_FRASE], bool part, const char *dicho)
{
	struct store *store = cli_abrir(c, frase, false);
	explicit_bzero(frase, CLI_FRASE);        /* it does not stay in memory while somebody works */
	if (!store)
		return cli_fail(c);
	respaldos_al_entrar(c, store);
	int looking = part && !c->solo_lectura ? verificado_en_fondo(store) : -1;
	int status = run(c, store, programa, dicho ? dicho : advice(c, store));
	verificado_terminar(store, looking);
	respaldos_al_salir(c, store, status);
	store_close(store);
	return status;
}

static int enter(struct cli *c, const struct programa *programa, char frase[CLI_FRASE])
{
	struct inicio found;
	const char *dicho = NULL;      /* of a backup that was just put in its place */
	int status = 0;
	for (bool again = true; again;) {
		again = false;
		enum inicio_estado fin = c->solo_lectura && getenv(INICIO_REVISADO) ? INICIO_BIEN : inicio_revisar(c, frase, &found);
		if (fin == INICIO_NO && cli_frase_mala(c) && cli_frase(c, frase)) {
			again = true;
			continue;
		}
		if (fin == INICIO_NO)
			return cli_fail(c);
		status = fin == INICIO_DANADO ? damaged(c, programa, &found, frase, &again, &dicho) : work(c, programa, frase, fin == INICIO_PARCIAL, dicho);
	}
	return status;
}

int consola_run(struct cli *c)
{
	/* Said before the store is opened, so that a script without a terminal waits for nothing. */
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(&c->err, ERR_USAGE, "La consola necesita una terminal: ábrala desde una ventana de terminal o por «ssh -t»"), cli_fail(c);
	const struct programa *programa = cli_programa(c);
	if (!programa)
		return cli_fail(c);
	char frase[CLI_FRASE];
	int status = cli_frase(c, frase) ? enter(c, programa, frase) : cli_fail(c);
	explicit_bzero(frase, sizeof frase);
	return status;
}
