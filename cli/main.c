#include "base/log.h"
#include "cli/lista.h"
#include "tui/term.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static int print_help(void)
{
	int n;
	const struct comando *const *list = comandos(&n);
	puts("Uso: logros [opciones] [orden]\n\n"
		"Sin orden abre la consola con la que se acompaña a las familias.\n\nÓrdenes:");
	for (int i = 0; i < n; i++)
		printf("  %-12s %s\n  %-12s   logros %s %s\n", list[i]->name, list[i]->help, "", list[i]->name, list[i]->args);
	puts("\nOpciones para todas:\n"
		"  --almacen DIR       carpeta del almacén\n"
		"  --config ARCHIVO    configuración (por defecto, la del usuario o la de /etc/logros)\n"
		"  --definiciones DIR  carpeta de los programas\n"
		"  --programa NOMBRE   programa, por ejemplo medellin-solidaria\n"
		"  --fecha AAAA-MM-DD  fecha de referencia, para pruebas y prácticas\n"
		"  --usuario CUENTA    cuenta en el almacén\n"
		"  --solo-lectura      abre el almacén para consultar, sin guardar nada\n"
		"  --sin-color         sin colores (también con NO_COLOR)\n"
		"  --help, --version   esta ayuda; la versión\n\n"
		"Códigos de salida: 0 bien, 1 una regla lo impide, 64 uso, 65 datos, 69 almacén ocupado,\n"
		"73 y 74 archivos, 75 terminado por una señal, 77 sin permiso, 78 configuración.");
	return 0;
}

/* A crash leaves the terminal as it was found. What was saved stays saved; whether the file is whole nobody knows at this point. */
static void on_crash(int number)
{
	static const char cut[] = "logros: el archivo del almacén no se pudo leer: el disco falla o el archivo está dañado. Restaure un respaldo: «logros respaldar --lista» los muestra.\n";
	term_close();
	if (number == SIGBUS) {
		ssize_t told = write(STDERR_FILENO, cut, sizeof cut - 1);
		(void)told;
		_exit(74);
	}
	static const char text[] = "logros: el programa terminó por un error interno. Vuelva a abrirlo: al entrar se revisa lo guardado. Si pasa otra vez, restaure un respaldo («logros respaldar --lista»).\n";
	ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);
	(void)ignored;
	signal(number, SIG_DFL);
	raise(number);
}

/* Variables through which another person could make the terminal library read a file of his choice. */
static void clean_environment(void)
{
	static const char *const names[] = { "TERMINFO", "TERMINFO_DIRS", "TERMCAP", "LOCPATH", "NLSPATH" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unsetenv(names[i]);
}

/* A mistake of our own is the sanitizer's to tell; a file that was cut short under us is not one. */
#ifdef __SANITIZE_ADDRESS__
static const int crashes[] = { SIGBUS };
#else
static const int crashes[] = { SIGBUS, SIGSEGV, SIGABRT, SIGFPE };
#endif

static void harden(void)
{
	umask(0007);
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	clean_environment();
	setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
	for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
		signal(crashes[i], on_crash);
}

static int dispatch(struct cli *c, int argc, char **argv)
{
	if (argc < 2)
		return consola_run(c);
	const struct comando *command = comando_find(argv[1]);
	if (!command)
		return argv[1][0] == '-' ? cli_usage(c, "la opción «%s» no existe", argv[1]) : cli_usage(c, "la orden «%s» no existe", argv[1]);
	int status = comando_opciones(c, command, argc - 1, argv + 1);
	if (status == 0)
		status = command->run(c, argc - 1, argv + 1);
	return status != 0 && c->err.text[0] ? cli_fail(c) : status;
}

/* What was said must have arrived: a full disk behind «>» is no success. Who closed the other end of a pipe wants no more of it. */
static int told(int status)
{
	struct pollfd out = { .fd = STDOUT_FILENO, .events = POLLOUT };
	bool lost = ferror(stdout) != 0;
	lost = fflush(stdout) != 0 || lost;
	if (!lost || status != 0 || (poll(&out, 1, 0) == 1 && out.revents & (POLLERR | POLLHUP)))
		return status;
	fputs("logros: no se pudo escribir toda la salida: puede que no quede espacio en el disco; libere espacio y repita la orden\n", stderr);
	return 74;
}

int main(int argc, char **argv)
{
	struct cli cli = { .program = argv[0] };
	harden();
	arena_init(&cli.arena);
	argc = cli_options(&cli, argc, argv);
	int status;
	if (argc < 0)
		status = 64;
	else if (cli.version)
		status = printf("logros %s\n", LOGROS_VERSION) > 0 ? 0 : 74;
	else if (cli.help)
		status = print_help();
	else
		status = cli_configure(&cli) ? dispatch(&cli, argc, argv) : cli_fail(&cli);
	log_close();
	arena_done(&cli.arena);
	return told(status);
}
