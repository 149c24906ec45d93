#include "cli/evaluar_hogar.h"
#include "cli/lista.h"
#include "cli/pasado.h"

#include "report/evaluar.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static bool ends_with(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);
	return n >= m && strcmp(text + n - m, end) == 0;
}

/* The store is not opened here: from now on only with the rights of the person, for the file is one that the person named. */
static FILE *open_input(struct cli *c, const char *path)
{
	if (setegid(getgid()) != 0) {
		err_set_sys(&c->err, ERR_DENIED, errno, "No se pudo dejar el permiso del grupo: %s", err_sys_text(errno));
		return NULL;
	}
	if (strcmp(path, "-") == 0)
		return stdin;
	FILE *f = fopen(path, "re");
	if (!f)
		err_set_sys(&c->err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, errno, "%s: no se puede abrir: %s", path, err_sys_text(errno));
	return f;
}

static int run(struct cli *c, int argc, char **argv)
{
	struct evaluar ev = { .hoy = c->hoy, .salida = stdout, .errores = stderr };
	ev.razones = !cli_flag(&argc, argv, "--sin-razones");
	ev.reservadas = cli_flag(&argc, argv, "--reservadas");
	ev.lineas = cli_flag(&argc, argv, "--lineas");
	struct evaluar_hogar uno = { .folio = cli_option(&argc, argv, "--hogar"), .razones = ev.razones, .reservadas = ev.reservadas };
	if (!cli_pasado(c, &argc, argv, &uno.pasado, &uno.a_fecha))
		return 64;
	uno.lineas = ev.lineas;
	if (uno.folio && argc == 1)
		return evaluar_hogar(c, &uno);
	if (uno.folio || uno.pasado)
		return cli_usage(c, "--a-fecha y --hogar van juntos y sin archivo: evaluar --hogar FOLIO --a-fecha AAAA-MM-DD");
	if (argc != 2)
		return cli_usage(c, "«evaluar» lleva un archivo con el hogar, o «-» para leer de la entrada");
	ev.programa = cli_programa(c);
	ev.entrada = ev.programa ? open_input(c, argv[1]) : NULL;
	if (!ev.entrada)
		return err_exit_code(&c->err);
	ev.nombre = ev.entrada == stdin ? "entrada" : argv[1];
	ev.lineas = ev.lineas || ends_with(argv[1], ".jsonl") || ends_with(argv[1], ".ndjson");
	bool good = evaluar_run(&ev, &c->err);
	if (ev.entrada != stdin)
		fclose(ev.entrada);
	if (good && ev.fallidos > 0)
		err_set(&c->err, ERR_DATA, ev.hogares + ev.fallidos == 1 ? "El hogar tiene datos por corregir; vea los mensajes de arriba"
									 : "%d de %d hogares tienen datos por corregir; vea los mensajes de arriba",
			ev.fallidos, ev.hogares + ev.fallidos);
	return err_exit_code(&c->err);
}

const struct comando comando_evaluar = {
	.name = "evaluar", .args = "HOGAR.json | HOGARES.jsonl | - | --hogar FOLIO [--a-fecha AAAA-MM-DD] [--sin-razones] [--reservadas] [--lineas]",
	.help = "mide un hogar, escrito en JSON o del almacén, y explica cada resultado; con --a-fecha, como estaba ese día", .run = run,
};
