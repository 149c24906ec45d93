#pragma once
/* The bench: figures, and what they are measured against in the same run. It prints a table and leaves nothing behind; targets are those of the design,
 * shown beside the figures and never an error. For the release build, from the root of the tree. */
#include "model/ficha.h"
#include "model/programa.h"
#include <stdint.h>
#include <sys/resource.h>

enum { BENCH_HOY = 20634 };                    /* martes 30/06/2026 */

struct bench {
	struct arena arena;
	const char *logros, *hola;             /* programs */
	const struct programa *programa;
	int hogares;                           /* to evaluate */
	char folder[32];                       /* for the practice store; removed at the end */
};

/* A row of the table. limit 0: no target. The figure is good when it is not above the limit. */
void bench_head(const char *title);
void bench_row(const char *what, double value, const char *unit, double limit, const char *note, ...) __attribute__((format(printf, 5, 6)));
int64_t bench_now(void);                       /* nanoseconds by the wall */
int64_t bench_cpu(void);                       /* nanoseconds of this process: what others do on the machine does not count */
double bench_median(double *, int n);
/* Runs a program with nothing to read or write but what `in` gives; its end and what it used. */
int bench_spawn(char *const argv[], int in, int out);
double bench_wait(int pid, struct rusage *);   /* CPU seconds; ends the bench when the program failed */

/* bench_hogar.c: invented households in which every question that concerns somebody has an answer. The same number gives the same household. */
void bench_hogar(const struct programa *, uint64_t number, struct arena *, struct ficha *);
const char *bench_hogar_json(const struct ficha *, struct arena *, size_t *len);   /* one line, with its end */

void bench_evaluar(struct bench *);
void bench_camino(struct bench *);
void bench_inicio(struct bench *);
void bench_consola(struct bench *);
void bench_consola_en(struct bench *, const char *store);       /* first screen and memory on a store of any size, for who sees all of it */
void bench_tecla(struct bench *, const char *store);            /* bench_tecla.c: instructions of a key */
void bench_lenta(struct bench *, const char *store);            /* bench_lenta.c: a slow line */
void bench_almacen(struct bench *);
void bench_maestra(struct bench *);
