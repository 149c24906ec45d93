#include "cli/lista.h"

#include "report/xlsform.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A new file; one that is already there is somebody's work and stays. */
static bool write_new(const char *path, const struct strbuf *text, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		return err_set_sys(err, ERR_CREATE, errno, errno == EEXIST ? "«%s» ya existe: muévalo o elija otra carpeta con --carpeta" : "No se puede crear «%s»: revise la carpeta y sus permisos", path);
	bool good = true;
	for (size_t at = 0; good && at < text->len;) {
		ssize_t n = write(fd, text->text + at, text->len - at);
		good = n > 0 || (n < 0 && errno == EINTR);
		at += n > 0 ? (size_t)n : 0;
	}
	good = fsync(fd) == 0 && good;
	good = close(fd) == 0 && good;
	return good || err_set(err, ERR_IO, "No se pudo escribir «%s» completo: revise el espacio en el disco", path);
}

static const char *name_of(const char *path, struct arena *arena)
{
	char *name = basename(arena_strdup(arena, path)), *dot = strrchr(name, '.');
	if (dot)
		*dot = 0;
	return name;
}

static int run(struct cli *c, int argc, char **argv)
{
	const char *folder = cli_option(&argc, argv, "--carpeta");
	struct xlsform_options options = { .repetir = cli_option(&argc, argv, "--repetir") };
	struct libro book;
	struct xlsform form;
	struct problems problems;
	if (argc != 2)
		return cli_usage(c, "«convertir» lleva un libro XLSForm, .xlsx o .csv");
	problems_init(&problems, &c->arena);
	if (!libro_open(&book, &c->arena, argv[1], &c->err) || !xlsform_convert(&form, &book, name_of(argv[1], &c->arena), &options, &c->arena, &problems, &c->err))
		return err_exit_code(&c->err);
	xlsform_check(&form, &c->arena, &problems);
	const char *variables = arena_printf(&c->arena, "%s/variables-%s.yaml", folder ? folder : ".", form.form), *file = arena_printf(&c->arena, "%s/%s.yaml", folder ? folder : ".", form.form);
	if (!write_new(variables, &form.variables, &c->err) || !write_new(file, &form.formulario, &c->err))
		return err_exit_code(&c->err);
	problems_print(&problems, stderr);
	printf("%d de %d preguntas convertidas en %s y %s\n", form.convertidas, form.preguntas, file, variables);
	if (problems.n > 0)
		printf("%d %s por revisar, arriba con su lugar\n", problems.n, problems.n == 1 ? "punto" : "puntos");
	return problems.n > 0 ? 65 : 0;
}

const struct comando comando_convertir = {
	.name = "convertir", .args = "ENCUESTA.xlsx|.csv [--carpeta DIR] [--repetir GRUPO]",
	.help = "convierte un XLSForm en definiciones y dice qué no se pudo", .run = run,
};
