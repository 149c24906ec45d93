#include "cli/lista.h"
#include "cli/migraciones.h"

#include "report/migrar.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void progress(void *arg, int done, int total)
{
	(void)arg;
	fprintf(stderr, "\r%d de %d hogares%s", done, total, done == total ? "\n" : "");
}

static void print_rule(const struct migrar *m, const struct migrar_regla *r)
{
	const char *name = r->regla->from, *to = r->regla->to->name;
	printf("  %s%s%s: ", name, strcmp(name, to) == 0 ? "" : " → ", strcmp(name, to) == 0 ? "" : to);
	if (r->hogares == 0) {
		printf("ninguna respuesta por pasar\n");
		return;
	}
	printf("%d %s; %d %s%s", r->hogares, r->hogares == 1 ? "hogar" : "hogares", r->cambian, r->cambian == 1 ? "respuesta " : "respuestas ", m->aplicar ? "pasan" : "pasarían");
	printf("%s%s\n", r->sin_dato ? arena_printf(m->arena, ", %d %s sin dato", r->sin_dato, m->aplicar ? "quedan" : "quedarían") : "",
		r->quedan ? arena_printf(m->arena, ", %d siguen como estaban", r->quedan) : "");
	int shown = 0;
	for (int i = 0; i < r->n_resto; i++) {
		printf("    %d con «%s»: %s\n", r->resto[i].n, r->resto[i].valor, r->resto[i].por_que);
		shown += r->resto[i].n;
	}
	if (shown < r->quedan)
		printf("    y %d más\n", r->quedan - shown);
}

static void print_result(const struct migrar *m)
{
	const struct migration *last = NULL;
	for (int i = 0; i < m->n_regla; i++) {
		const struct migrar_regla *r = &m->regla[i];
		if (r->migration != last)
			printf("%s: «%s», de la versión %d a la %d\n", r->migration->name, r->migration->form->title, r->migration->from, r->migration->to);
		last = r->migration;
		print_rule(m, r);
	}
	printf("%d hogares revisados; %d %s\n", m->hogares, m->aplicar ? m->guardados : m->cambian, m->aplicar ? "guardados" : "cambiarían");
	if (m->ajenos)
		printf("%d más son de otras cuentas: repita la orden con la cuenta de la coordinación\n", m->ajenos);
	if (m->borradores)
		printf("Tiene %d %s sin terminar en esos formularios: lo escrito sigue como estaba; termínelos y repita la orden\n", m->borradores, m->borradores == 1 ? "borrador" : "borradores");
	if (m->danados)
		printf("%d no se pudieron leer completos y no se tocaron: revise el almacén con «logros verificar»\n", m->danados);
	for (int i = 0; i < m->n_rechazo; i++)
		printf("%s no se guardó: %s\n", m->rechazo[i].folio, m->rechazo[i].por_que);
	if (!m->aplicar)
		printf("Esto fue un ensayo: no se guardó nada. Para guardar, repita la orden sin --ensayo.\n");
	else if (m->guardados)
		printf("Cada hogar quedó con una operación en su historia, que se puede deshacer.\n");
}

static void print_csv(const struct migrar *m)
{
	printf("migracion;variable;a;hogares;cambian;sin_dato;quedan\n");
	for (int i = 0; i < m->n_regla; i++) {
		const struct migrar_regla *r = &m->regla[i];
		printf("%s;%s;%s;%d;%d;%d;%d\n", r->migration->name, r->regla->from, r->regla->to->name, r->hogares, r->cambian, r->sin_dato, r->quedan);
	}
}

static int run(struct cli *c, int argc, char **argv)
{
	struct migrar m = { .arena = &c->arena, .hoy = c->hoy, .aplicar = !cli_flag(&argc, argv, "--ensayo"), .avance = isatty(STDERR_FILENO) ? progress : NULL };
	bool csv = cli_flag(&argc, argv, "--csv");
	struct problems problems;
	const struct migration **list;
	if (argc > 1)
		return cli_usage(c, "«migrar» no lleva más palabras; con --ensayo solo cuenta");
	m.programa = cli_programa(c);
	if (!m.programa)
		return err_exit_code(&c->err);
	problems_init(&problems, &c->arena);
	if (!cli_migraciones(c, m.programa, &list, &m.n, &problems)) {
		problems_print(&problems, stderr);
		err_set(&c->err, ERR_CONFIG, "Las migraciones tienen %d %s, arriba: corríjalas y repita", problems.n, problems.n == 1 ? "problema" : "problemas");
		return err_exit_code(&c->err);
	}
	m.lista = list;
	if (m.n == 0) {
		printf("El programa «%s» no tiene migraciones: nada por pasar\n", m.programa->nombre);
		return 0;
	}
	m.store = cli_store(c, !m.aplicar);
	if (!m.store)
		return err_exit_code(&c->err);
	bool good = migrar_run(&m, &c->err);
	store_close(m.store);
	if (!good && m.guardados > 0)
		err_wrap(&c->err, "Se guardaron %d hogares y después se detuvo; al repetir la orden sigue donde quedó", m.guardados);
	if (!good)
		return err_exit_code(&c->err);
	if (csv)
		print_csv(&m);
	else
		print_result(&m);
	return m.n_rechazo > 0 || m.ajenos > 0 || m.danados > 0 ? err_exit_code(&(struct err){ .code = ERR_DATA }) : 0;
}

const struct comando comando_migrar = {
	.name = "migrar", .args = "[--ensayo] [--csv]",
	.help = "pasa las respuestas a la versión nueva de sus formularios; con --ensayo solo cuenta", .run = run,
};
