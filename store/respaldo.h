#pragma once
/* Backups: compact, sealed, tried out in a child process before they get their name, rotated (7 days, 4 weeks, 3 months). In the folder `respaldos` of the
 * store unless told otherwise, and a second time in another place when there is one. Each is an operation of the journal, with the fingerprint of its file.
 * A file under a final name (respaldo-AAAA-MM-DD-HHMM-N.cbk) was whole and opened when it got it. Restoring: store/restaurar.h. */
#include "store/respaldo_archivo.h"
#include "store/respaldo_aviso.h"
#include "store/txn.h"

struct respaldo {
	const char *ruta, *nombre;           /* path of the file; its last part */
	int64_t bytes;
	bool legible;                        /* its lines can be read; nothing more is known without the key */
	struct respaldo_lineas l;
	uint8_t suma[SEAL_CHAIN];            /* of those made or tried here */
	uint64_t operaciones;                /* in the copy, likewise */
	bool completa;                       /* all of it was verified, not only a part */
};
struct respaldo_pedido {
	const char *carpeta;                 /* NULL: the store's own */
	const char *copia;                   /* the second place, or NULL */
	const char *motivo;                  /* «diario», «antes de importar» */
	bool sin_prueba;                     /* of a store that is known not to hold together: the seals are tried, not what it says */
};
/* False: no file has a final name. A second place that cannot be written is no error: its text is in *aviso (may be NULL). */
bool respaldo_hacer(struct store *, const struct respaldo_pedido *, struct arena *, struct respaldo *, const char **aviso, struct err *);
/* Notes which one is the last (META_RESPALDO), or the last that was tried out (META_ENSAYO), in the transaction of the operation that says so. */
void respaldo_anotar(struct txn *, enum meta which, const struct respaldo *, int64_t cuando);
/* The same from a forked child of who has the store open: it opens the store anew, as the same person. */
bool respaldo_aparte(const struct store *parent, const struct respaldo_pedido *, struct err *);
/* Is one due: when the day has none yet, or at the end of work when something was saved since the last. */
enum respaldo_ocasion { RESPALDO_AL_ENTRAR, RESPALDO_AL_SALIR };
bool respaldo_debido(struct store *, enum respaldo_ocasion);
const char *respaldo_carpeta(const char *almacen, struct arena *);
int respaldo_listar(const char *carpeta, struct arena *, struct respaldo **out);      /* newest first */
/* Which of them stay (`queda[i]`), newest first as listed; hoy: the day to count from. */
void respaldo_rotacion(const struct respaldo *, int n, bool *queda);
/* Several stores may share a folder: those of the store with these keys come to the front; their number. */
int respaldo_propios(const struct seal *, struct respaldo *, int n);
int respaldo_rotar(const char *carpeta, const struct seal *);                         /* its own alone; how many were removed */
/* The drill: opens a backup (NULL: the newest) in a folder of its own, verifies all of it, and compares its head with the journal; kept in the journal. */
bool respaldo_ensayar(struct store *, const char *ruta, const char *carpeta, struct arena *, struct respaldo *, struct err *);
