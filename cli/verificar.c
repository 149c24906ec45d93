#include "cli/lista.h"

#include "cli/espera.h"
#include "cli/inicio.h"

#include "model/resumen.h"
#include "store/rehacer.h"
#include "store/verificado.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { RAPIDO_MS = 2000, CALLA_MS = 2000 };

static bool go_on(void *arg, const char *what, uint64_t done, uint64_t total)
{
	struct espera *e = arg;
	if (espera_turn(e, CALLA_MS))
		fprintf(stderr, "\r\033[K%s: %" PRIu64 " %% · Esc detiene", what, total ? (done < total ? done : total) * 100 / total : 0);
	return !espera_stop(e);
}

static void say_rehecho(void)
{
	printf("Se rehizo desde los registros y el diario:\n");
	for (int i = 0; rehacer_que(i); i++)
		printf("  %s\n", rehacer_que(i));
}

/* What to do about it: indexes are made anew, records come back from a backup only. */
static bool next_step(struct cli *c, const struct verificacion *v, bool mended)
{
	if (c->err.code != ERR_NONE && c->err.code != ERR_DAMAGED)
		return false;
	if (v->problemas > 0 && v->de_indice == v->problemas && !mended)
		return err_set(&c->err, ERR_DAMAGED, "%s; " INICIO_INDICES ": ejecute «logros verificar --rehacer»",
			v->completa ? "Los registros y el diario están bien" : "En lo que se alcanzó a revisar los registros y el diario están bien");
	return err_set(&c->err, ERR_DAMAGED, "El almacén no está íntegro: no escriba más en él y restaure un respaldo con «logros restaurar» («logros respaldar --lista» los muestra)");
}

static bool look(struct cli *c, struct store *store, bool quick, struct verificacion *v)
{
	return quick ? store_verify_rapido(store, RAPIDO_MS, &c->arena, v, &c->err) : store_verify(store, &c->arena, v, &c->err);
}

/* One bad page is found at each of its keys: the same sentence is said once. */
static void say_found(const struct verificacion *v)
{
	for (int i = 0, n; i < v->n; i += n) {
		for (n = 1; i + n < v->n && strcmp(v->hallazgo[i + n].que, v->hallazgo[i].que) == 0; n++)
			continue;
		if (n > 1)
			printf("- %s (%d veces)\n", v->hallazgo[i].que, n);
		else
			printf("- %s\n", v->hallazgo[i].que);
	}
}

static void print(struct cli *c, const struct verificacion *v)
{
	struct arena *a = &c->arena;
	const char *seen = arena_printf(a, "%s y %s revisados", resumen_cuantos(a, v->registros, "registro", "registros"), resumen_cuantos(a, v->operaciones, "operación", "operaciones"));
	if (v->muestra > 0)
		seen = arena_printf(a, "El final del diario y %s al azar revisados", resumen_cuantos(a, v->muestra, "hogar", "hogares"));
	const char *rest = v->completa ? "" : v->problemas > 0 && v->muestra == 0 ? "; el daño no dejó recorrer lo demás" : INICIO_PARTE;
	say_found(v);
	printf("%s; %s%s\n", seen, resumen_cuantos(a, v->problemas, "problema", "problemas"), rest);
	fflush(stdout);                          /* the sentence of the end goes another way, and comes last */
}

/* What the console asks of its child before it opens anything: the last line says whether something was left out. */
static int run(struct cli *c, int argc, char **argv)
{
	struct verificacion v = { 0 };
	bool quick = cli_flag(&argc, argv, "--rapido"), mend = cli_flag(&argc, argv, "--rehacer");
	(void)argv;
	if (argc > 1 || (quick && mend))
		return cli_usage(c, "«verificar» lleva a lo sumo «--rapido» o «--rehacer»");
	struct store *store = cli_store(c, !mend);
	struct espera e;
	struct rehacer r = { .sigue = go_on, .arg = &e };
	if (!store)
		return err_exit_code(&c->err);
	espera_begin(&e, NULL);
	bool made = !mend || rehacer_indices(store, &r, &c->err);
	rehacer_escuchar(store, &r);
	bool good = made && look(c, store, quick, &v);
	espera_end(&e);
	store_close(store);
	if (made && mend)
		say_rehecho();
	if (!made || c->err.code == ERR_SIGNAL)
		return err_exit_code(&c->err);
	if (v.completa)
		verificado_anotar(cli_store_path(c), &v);
	print(c, &v);
	if (!good)
		next_step(c, &v, mend);
	return good ? 0 : err_exit_code(&c->err);
}

const struct comando comando_verificar = { .name = "verificar", .args = "[--rapido | --rehacer]", .help = "comprueba que el almacén esté íntegro", .run = run };
