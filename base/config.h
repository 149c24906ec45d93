#pragma once
/* config.yaml: read, never written; every key checked with line and column. Precedence: option, environment (LOGROS_CONFIG names the file),
 * user's file ($XDG_CONFIG_HOME/logros/config.yaml), /etc/logros/config.yaml, built in. A file named by option or environment is read alone; otherwise the user's file has its say, key by key,
 * over the one in /etc. Relative paths stand beside the file that names them. Key names stay text; tui/action understands them. */
#include "base/problem.h"
#include <stdbool.h>
#include <stdint.h>

struct config_key { const char *action, *keys, *file; int line, col; };   /* keys: "F2 Ctrl-S" */

struct config {
	const char *file;            /* the last one read; NULL: built in */
	const char *store;           /* almacen: directory of the store */
	const char *programs;        /* definiciones: directory with common/ and the programmes */
	const char *programa;        /* programa: medellin-solidaria */
	const char *usuario;         /* usuario: account in the store; default: login name of the real uid */
	const char *tema;            /* tema: terminal | claro | oscuro | contraste | mono */
	bool raton;                  /* raton: si | no */
	bool lector;                 /* lector: si | no (linear mode for screen readers) */
	const char *respaldos;       /* respaldos: folder of the backups; NULL: within the store */
	const char *respaldos_copia; /* respaldos_copia: the second place, NULL none */
	bool respaldo_auto;          /* respaldo_automatico: si | no */
	int bloqueo_min;             /* bloqueo_minutos: idle lock, 0 never */
	int32_t fecha;               /* fecha_prueba: fixed date of test, DATE_NONE */
	struct config_key *key;      /* teclas: {accion: "F2 Ctrl-S"} */
	int n_key, cap_key;
};

void config_defaults(struct config *);
/* Begins with the defaults. False when there was a problem; wrong keys keep their former value. */
bool config_load(struct config *, struct arena *, const char *path_or_null, struct problems *);
