/* What is typed wrong, and what the machine refuses, is answered with one Spanish sentence that says what to do next, and with its exit status. */
#include "journey.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static int lines(const char *out)
{
	int n = 0;
	for (; *out; out++)
		n += *out == '\n';
	return n;
}

/* One sentence, once, and nothing of what the system says in English. */
static void sentence(int status, int wanted, const char *words, const char *out)
{
	static const char *const english[] = { "No such", "Permission", "Not a directory", "denied", "Is a directory", "No space", "(null)" };
	cr_expect_eq(status, wanted, "%d instead of %d: %s", status, wanted, out);
	cr_expect(strstr(out, words), "«%s» is missing in: %s", words, out);
	cr_expect_eq(lines(out), 1, "one line: %s", out);
	for (size_t i = 0; i < sizeof english / sizeof *english; i++)
		cr_expect_null(strstr(out, english[i]), "%s", out);
}

#define SAYS(w, wanted, words, ...) do { char out_[4096]; int status_ = WORLD_RUN(w, out_, __VA_ARGS__); sentence(status_, wanted, words, out_); } while (0)

Test(mensajes, lo_mal_escrito)
{
	struct world w;
	world_practica(&w);
	SAYS(&w, 64, "«respaldar» no tiene la opción --lsita", "respaldar", "--lsita");
	SAYS(&w, 64, "a la opción --a-fecha le falta su valor", "exportar", "--a-fecha");
	SAYS(&w, 64, "a la opción --a-fecha le falta su valor", "evaluar", "--hogar", "MS-00001", "--a-fecha");
	SAYS(&w, 64, "la opción --aplicar va sola", "importar", "--aplicar=si", "a.csv", "b.csv");
	SAYS(&w, 64, "«Ruiz» sobra: un nombre con espacios va entre comillas", "iniciar", "--oficina", "Norte", "--nombre", "Ana", "Ruiz");
	SAYS(&w, 64, "La consola necesita una terminal", "demo");
	SAYS(&w, 64, "va así: --hasta 1", "diario", "--desde", "1", "--hasta", "cero");
	SAYS(&w, 65, "«logros diario --desde 1» muestra las que hay", "deshacer", "9999999");
	SAYS(&w, 65, "se cargan con «logros importar --maestra BASE.csv»", "importar", "--maestra", "--quitar");
	SAYS(&w, 65, "(no existe); revise el nombre y la carpeta", "importar", "--maestra", "/no/esta.csv");
	SAYS(&w, 65, "No se puede leer el respaldo /no/esta.cbk: no existe; revise", "restaurar", "/no/esta.cbk", "--si");
	SAYS(&w, 73, "(una parte de la ruta no es una carpeta); indique otra carpeta", "exportar", "--carpeta", "/dev/null");
	SAYS(&w, 0, "No hay operaciones desde la 9999999: la última es la ", "--usuario", "coordinacion", "diario", "--desde", "9999999");
	SAYS(&w, 0, "0 respaldos en ", "respaldar", "--lista");
	world_remove(&w);
	world_nothing(&w);
	SAYS(&w, 65, "No hay un almacén en «", "respaldar", "--lista");
	world_remove(&w);
}

/* Whoever may not come in does not hear that there is nothing, nor that it is to be made anew. */
Test(mensajes, una_carpeta_cerrada)
{
	struct world w;
	world_practica(&w);
	if (geteuid() == 0)
		fprintf(stderr, "[OMITTED] %s:%d: as root every folder is open; tests/cli/test_cerrado.c tries it as somebody else\n", __FILE__, __LINE__);
	else {
		cr_assert_eq(chmod(w.store, 0), 0);
		SAYS(&w, 77, "no hay permiso; pídalo a quien administra el equipo", "estado");
		SAYS(&w, 77, "no hay permiso; pídalo a quien administra el equipo", "respaldar", "--lista");
		cr_assert_eq(chmod(w.store, 0700), 0);
	}
	world_remove(&w);
}

static int shell_status(const char *command)
{
	int status = system(command);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

/* A list that did not reach its file is no success; who reads only the first lines is no failure. */
Test(mensajes, la_salida_que_no_llega)
{
	struct world w;
	char command[1200], out[600] = "";
	const char *program = getenv("LOGROS_BIN") ? getenv("LOGROS_BIN") : "build/debug/logros";
	world_practica(&w);
	snprintf(command, sizeof command, "'%s' --almacen '%s' estado > /dev/full 2> '%s/dicho'", program, w.store, w.dir);
	int status = shell_status(command);
	snprintf(command, sizeof command, "%s/dicho", w.dir);
	FILE *f = fopen(command, "r");
	cr_assert(f);
	out[fread(out, 1, sizeof out - 1, f)] = 0;
	fclose(f);
	sentence(status, 74, "no se pudo escribir toda la salida", out);
	snprintf(command, sizeof command, "{ '%s' --almacen '%s' --usuario coordinacion diario --desde 1 2> '%s/dicho'; echo $? > '%s/estado'; } | head -1 > /dev/null; [ ! -s '%s/dicho' ] && [ \"$(cat '%s/estado')\" = 0 ]",
		program, w.store, w.dir, w.dir, w.dir, w.dir);
	cr_expect_eq(shell_status(command), 0, "closed by who had read enough");
	world_remove(&w);
}
