#pragma once
/* Trials of the store that need processes of their own: killed, cut off, without memory, with a failing disk. Each goes through the store's own doors,
 * and each has a control, a planted fault that it must see; a trial that does not see it counts as missing.
 *
 *	crash TRIAL [rounds]            exit 0: nothing was lost; 1: something was, or the control saw nothing
 * Trials are a line each in main.c. The work is obra.c: saves that can be checked afterwards. */
#include "store/store.h"
#include <stdbool.h>
#include <stdint.h>

enum { OBRA_HOGARES = 3 };
enum obra_estado { OBRA_BIEN, OBRA_NO_ESTA, OBRA_NO_ABRE, OBRA_PROBLEMAS, OBRA_PERDIDO, OBRA_INCOHERENTE, OBRA_REPETIDO, OBRA_ESTADOS };
extern const char *const obra_texto[OBRA_ESTADOS];

struct obra_acuse { uint32_t n[OBRA_HOGARES]; };        /* the last save of each household that was acknowledged */

bool obra_crear(const char *path, struct err *);
struct store *obra_abrir(const char *path, struct err *);
/* The next save of a household: one operation that changes its record, adds or changes a visit and changes a logro, all with the same number. Returns the number, 0 after an error. */
uint32_t obra_guardar(struct store *, int hogar, struct err *);
/* Opens the store, verifies it whole, and compares with what was acknowledged. With `repetir` the last saves are asked for once more and must change nothing. */
enum obra_estado obra_revisar(const char *path, const struct obra_acuse *, bool repetir, char why[512]);
/* The same in a process of its own, since a damaged file may end it; 128 + signal then, 255 when it hangs. */
int obra_revisar_aparte(const char *path, const struct obra_acuse *, bool repetir);

/* Folders of the trials are below this one, in memory where the machine has /dev/shm. */
const char *crash_folder(void);
void crash_remove(const char *path);
void crash_path(char out[256], const char *name);

struct ensayo { const char *name; int rounds, night; bool (*run)(int rounds); };
extern const struct ensayo ensayo_golpe, ensayo_corte, ensayo_errores, ensayo_memoria, ensayo_varios;
