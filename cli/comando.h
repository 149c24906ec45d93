#pragma once
/* Commands of the command line: one file each, one line in the list of comando.c. `logros` alone opens the console. */
#include "base/config.h"
#include "base/err.h"
#include "model/programa.h"
#include "store/store.h"

#include <stdio.h>

struct cli {
	const char *program;                 /* argv[0] */
	struct arena arena;
	struct config config;
	/* common options: --almacen --config --programa --definiciones --fecha --usuario --sin-color --solo-lectura --help --version */
	const char *almacen, *fecha_text, *config_path, *programa, *definiciones, *usuario;
	bool help, version, solo_lectura;
	const struct programa *loaded;       /* cli_programa, once */
	int32_t hoy;
	bool sin_color;
	int frases;                          /* wrong ones so far */
	struct err err;
};

struct comando {
	const char *name;                    /* "importar" */
	const char *args;                    /* "HOGARES.csv INTEGRANTES.csv [--aplicar]" */
	const char *help;                    /* one line in Spanish */
	int (*run)(struct cli *, int argc, char **argv);     /* argv[0] is the command's name; gives the exit status; 0 < status: cli->err is printed if set */
};
const struct comando *comando_find(const char *name);
/* Whatever begins with a dash must be an option that `args` names, with its value where it shows one; else 64, said. Asked before the command runs, so that a
 * mistyped option is never taken for a file or a folder. */
int comando_opciones(struct cli *, const struct comando *, int argc, char **argv);
const struct comando *const *comandos(int *n);
int32_t cli_fecha(const char *);                                                             /* a day as it stands in files or on screens; no «ayer», which a script would read otherwise each day */
void cli_decir(FILE *, const char *text);                                                   /* sentences and a line end; on a terminal no word is cut */
int cli_usage(struct cli *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));   /* prints to stderr, gives 64 */
int cli_fail(struct cli *);                                                                 /* prints err, gives its exit status */
/* Takes the common options out of argv, wherever they stand; gives the new argc, -1 after a wrong one (said). Then reads the configuration. */
int cli_options(struct cli *, int argc, char **argv);
bool cli_configure(struct cli *);
/* An option of a command: `--name value` or `--name=value`, taken out of argv; NULL when absent. cli_flag: `--name`. */
const char *cli_option(int *argc, char **argv, const char *name);
bool cli_flag(int *argc, char **argv, const char *name);
const char *cli_store_path(struct cli *);
bool cli_sin_almacen(struct cli *);                                     /* there is none there: false, and says what to do */
bool cli_passphrase(const char *prompt, char *out, size_t size);        /* from the terminal without echo, or LOGROS_FRASE_FD */
/* What was typed will not do, as err says, and may be typed again: said, and true, to who sits at a terminal, three times in all. Else false and err stays. */
bool cli_otra_vez(struct cli *);
bool cli_frase_mala(struct cli *);                                      /* is it that err tells, and may another one be typed? */
/* Opens the store of the configuration (asks the passphrase on the terminal for a real one; LOGROS_FRASE_FD names a descriptor to read it from in scripts) and logs in. */
struct store *cli_store(struct cli *, bool read_only);
/* The two halves of it. The passphrase of the store of the configuration: "" for a practice one; false: cli->err says why. */
enum { CLI_FRASE = 512 };
bool cli_frase(struct cli *, char frase[CLI_FRASE]);
struct store *cli_abrir(struct cli *, const char *frase, bool read_only);
const char *cli_programs(struct cli *);                                                     /* folder of the programmes */
const struct programa *cli_programa(struct cli *);                                          /* loads it; problems to stderr, NULL */
