#include "cli/comando.h"

#include "base/date.h"
#include "base/text.h"
#include "store/almacen.h"
#include "store/seal.h"

#include <errno.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

enum { FRASE_VECES = 3, NARROW = 20 };

static void take_out(int *argc, char **argv, int at, int n)
{
	for (int i = at; i + n <= *argc; i++)
		argv[i] = argv[i + n];      /* argv[argc] is NULL and moves along */
	*argc -= n;
}

/* 1: found with a value, 0: absent, -1: without its value. */
static int find_option(int *argc, char **argv, const char *name, const char **value)
{
	size_t n = strlen(name);
	for (int i = 1; i < *argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], name, n) != 0 || (argv[i][n] && argv[i][n] != '='))
			continue;
		bool joined = argv[i][n] == '=';
		if (!joined && (i + 1 >= *argc || strncmp(argv[i + 1], "--", 2) == 0))
			return -1;
		*value = joined ? argv[i] + n + 1 : argv[i + 1];
		take_out(argc, argv, i, joined ? 1 : 2);
		return 1;
	}
	return 0;
}

const char *cli_option(int *argc, char **argv, const char *name)
{
	const char *value = NULL;
	return find_option(argc, argv, name, &value) == 1 ? value : NULL;
}

bool cli_flag(int *argc, char **argv, const char *name)
{
	for (int i = 1; i < *argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], name) == 0) {
			take_out(argc, argv, i, 1);
			return true;
		}
	return false;
}

int cli_options(struct cli *c, int argc, char **argv)
{
	const struct { const char *name; const char **value; } options[] = {
		{ "--almacen", &c->almacen }, { "--config", &c->config_path }, { "--programa", &c->programa }, { "--definiciones", &c->definiciones },
		{ "--fecha", &c->fecha_text }, { "--usuario", &c->usuario },
	};
	for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
		int found;      /* given twice: the last one */
		while ((found = find_option(&argc, argv, options[i].name, options[i].value)) > 0)
			continue;
		if (found < 0) {
			cli_usage(c, "a la opción %s le falta su valor", options[i].name);
			return -1;
		}
	}
	c->sin_color = cli_flag(&argc, argv, "--sin-color");
	c->solo_lectura = cli_flag(&argc, argv, "--solo-lectura");
	c->help = cli_flag(&argc, argv, "--help") || cli_flag(&argc, argv, "-h") || cli_flag(&argc, argv, "--ayuda");
	c->version = cli_flag(&argc, argv, "--version");
	return argc;
}

bool cli_configure(struct cli *c)
{
	struct problems problems;
	problems_init(&problems, &c->arena);
	config_defaults(&c->config);
	if (!config_load(&c->config, &c->arena, c->config_path, &problems)) {
		problems_print(&problems, stderr);
		return err_set(&c->err, ERR_CONFIG, "La configuración tiene errores: corríjalos y vuelva a intentar");
	}
	if (c->programa)
		c->config.programa = c->programa;
	if (c->usuario)
		c->config.usuario = c->usuario;
	if (c->definiciones)
		c->config.programs = c->definiciones;
	if (c->sin_color)
		c->config.tema = "mono";
	if (c->fecha_text) {
		c->config.fecha = cli_fecha(c->fecha_text);
		if (c->config.fecha == DATE_NONE)
			return err_set(&c->err, ERR_USAGE, "La fecha «%s» no se entiende: escríbala como 2026-11-22 o 22/11/2026", c->fecha_text);
	}
	if (c->config.fecha != DATE_NONE)
		clock_fix(c->config.fecha);
	c->hoy = clock_today();
	return true;
}

int32_t cli_fecha(const char *text)
{
	int32_t day = date_parse_iso(text);
	return day == DATE_NONE && *text >= '0' && *text <= '9' ? date_parse(text, clock_today()) : day;
}

/* A path that is longer than the line is left to the terminal: broken by us it could not be copied. */
static bool wraps(const char *text, int cols)
{
	for (size_t n; *text; text += n + (text[n] == ' ')) {
		n = strcspn(text, " ");
		if (text_width_n(text, n) > cols)
			return false;
	}
	return true;
}

void cli_decir(FILE *out, const char *text)
{
	struct winsize size = { 0 };
	struct text_line *line;
	struct arena arena;
	if (!isatty(fileno(out)) || ioctl(fileno(out), TIOCGWINSZ, &size) != 0 || size.ws_col < NARROW || !wraps(text, size.ws_col - 1)) {
		fprintf(out, "%s\n", text);
		return;
	}
	arena_init(&arena);
	int n = text_wrap(&arena, text, size.ws_col - 1, &line);
	for (int i = 0; i < n; i++)
		fprintf(out, "%.*s\n", (int)line[i].len, line[i].start);
	arena_done(&arena);
}

int cli_usage(struct cli *c, const char *fmt, ...)
{
	char said[1024];
	va_list args;
	fflush(stdout);
	va_start(args, fmt);
	vsnprintf(said, sizeof said, fmt, args);
	va_end(args);
	cli_decir(stderr, arena_printf(&c->arena, "logros: %s. Vea «logros --help»", said));
	c->err = (struct err){ .code = ERR_USAGE };
	return 64;
}

int cli_fail(struct cli *c)
{
	fflush(stdout);      /* in one file with the messages, what was said before stands before */
	if (c->err.text[0])
		cli_decir(stderr, arena_printf(&c->arena, "logros: %s", c->err.text));
	c->err.text[0] = 0;      /* said once */
	return err_exit_code(&c->err);
}

/* A program that was built and not installed finds the definitions of its source tree, some folders above it. */
static const char *source_tree(struct cli *c)
{
	char exe[4096];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
	for (int up = 0; n > 0 && up < 4; up++) {
		exe[n] = 0;
		char *slash = strrchr(exe, '/');
		if (!slash)
			break;
		*slash = 0;
		n = slash - exe;
		const char *dir = arena_printf(&c->arena, "%s/programs", exe);
		if (up > 0 && access(arena_printf(&c->arena, "%s/common/variables-hogar.yaml", dir), R_OK) == 0)
			return dir;
	}
	return NULL;
}

/* Definitions: those of the option or the configuration, else of the source tree, else the installed ones. */
const char *cli_programs(struct cli *c)
{
	struct config built_in;
	config_defaults(&built_in);
	const char *root = getenv("LOGROS_ROOT"), *tree;
	if (strcmp(c->config.programs, built_in.programs) != 0)
		return c->config.programs;
	if (root)
		return arena_printf(&c->arena, "%s/programs", root);
	tree = source_tree(c);
	return tree ? tree : built_in.programs;
}

const struct programa *cli_programa(struct cli *c)
{
	struct problems problems;
	if (c->loaded)
		return c->loaded;
	problems_init(&problems, &c->arena);
	c->loaded = programa_load(&c->arena, cli_programs(c), c->config.programa, &problems);
	if (!c->loaded) {
		problems_print(&problems, stderr);
		err_set(&c->err, ERR_CONFIG, "Las definiciones del programa «%s» no están completas (%d %s, arriba): corríjalas con «logros revisar»", c->config.programa, problems.n, problems.n == 1 ? "problema" : "problemas");
	}
	return c->loaded;
}

bool cli_passphrase(const char *prompt, char *out, size_t size)
{
	const char *from = getenv("LOGROS_FRASE_FD");
	int fd = from ? atoi(from) : STDIN_FILENO;
	struct termios was, quiet;
	bool tty = !from && isatty(fd) && tcgetattr(fd, &was) == 0;
	if (!from && !tty)
		return false;
	if (tty) {
		quiet = was;
		quiet.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(fd, TCSAFLUSH, &quiet);
		fprintf(stderr, "%s", prompt);
	}
	size_t n = 0;
	char c;
	while (n + 1 < size && read(fd, &c, 1) == 1 && c != '\n')
		out[n++] = c;
	out[n] = 0;
	if (tty) {
		tcsetattr(fd, TCSAFLUSH, &was);
		fputs("\n", stderr);
	}
	return n > 0;
}

bool cli_otra_vez(struct cli *c)
{
	if (getenv("LOGROS_FRASE_FD") || !isatty(STDIN_FILENO) || ++c->frases >= FRASE_VECES)
		return false;
	cli_fail(c);
	err_clear(&c->err);
	return true;
}

bool cli_frase_mala(struct cli *c)
{
	return c->err.code == ERR_DENIED && strncmp(c->err.text, SEAL_FRASE_MALA, strlen(SEAL_FRASE_MALA)) == 0 && cli_otra_vez(c);
}

const char *cli_store_path(struct cli *c)
{
	return c->almacen ? c->almacen : c->config.store;
}

static const char *login_name(struct cli *c)
{
	if (c->config.usuario && *c->config.usuario)
		return c->config.usuario;
	struct passwd *who = getpwuid(getuid());
	return who ? arena_strdup(&c->arena, who->pw_name) : "";
}

/* There may be a store, of which this person may not even know. */
static bool closed(struct cli *c, const char *path)
{
	return err_set_sys(&c->err, ERR_DENIED, errno, "No se puede usar el almacén de «%s»: %s", path, err_sys_text(errno));
}

bool cli_sin_almacen(struct cli *c)
{
	const char *path = cli_store_path(c);
	struct stat st;
	if (path && stat(arena_printf(&c->arena, "%s/almacen.txt", path), &st) != 0 && errno == EACCES)
		return closed(c, path);
	return err_set(&c->err, ERR_NOT_FOUND, "No hay un almacén en «%s»: créelo con «logros iniciar», o pruebe con «logros demo»", path ? path : "(sin configurar)");
}

bool cli_frase(struct cli *c, char frase[CLI_FRASE])
{
	const char *path = cli_store_path(c);
	*frase = 0;
	if (!path || !store_exists(path))
		return cli_sin_almacen(c);
	if (access(arena_printf(&c->arena, "%s/almacen.txt", path), R_OK) != 0)
		return closed(c, path);
	struct almacen known;
	if (!almacen_read(path, &c->arena, &known, &c->err))      /* before a phrase is asked for nothing */
		return false;
	const char *prompt = c->frases == 0 ? "Frase de acceso: " : arena_printf(&c->arena, "Frase de acceso (vez %d de %d): ", c->frases + 1, FRASE_VECES);
	if (known.practica || cli_passphrase(prompt, frase, CLI_FRASE))
		return true;
	return err_set(&c->err, ERR_DENIED, "Hace falta la frase de acceso del almacén: ejecute la orden en una terminal y escríbala");
}

struct store *cli_abrir(struct cli *c, const char *frase, bool read_only)
{
	const char *path = cli_store_path(c);
	bool practica = store_is_practica(path);
	struct store_options options = { .path = path, .passphrase = practica ? NULL : frase, .practica = practica, .read_only = read_only || c->solo_lectura };
	struct store *store = NULL;
	if (!store_open(&store, &options, &c->err))
		return NULL;
	if (!store_login(store, practica ? (c->usuario ? c->usuario : "practica") : login_name(c), &c->err)) {
		store_close(store);
		return NULL;
	}
	return store;
}

struct store *cli_store(struct cli *c, bool read_only)
{
	char frase[CLI_FRASE];
	struct store *store = cli_frase(c, frase) ? cli_abrir(c, frase, read_only) : NULL;
	while (!store && cli_frase_mala(c) && cli_frase(c, frase))
		store = cli_abrir(c, frase, read_only);
	explicit_bzero(frase, sizeof frase);
	return store;
}
