#pragma once
/* One store of N invented households, made by `logros generar`, and the same households in the yardsticks (vara.h). */
#include "store/lista.h"
#include "tests/bench/bench.h"
#include "tests/bench/vara.h"

enum { MUESTRA = 1000, VARAS = 3 };
struct almacen_bench {
	struct bench *b;
	int n;                                 /* households */
	char path[96];
	struct store *store;
	struct arena arena;
	uint32_t hogar[MUESTRA];               /* a sample, drawn by chance */
	const char *numero[MUESTRA];           /* document of its head */
	uint64_t payload;                      /* plain bytes of all records */
	struct vara vara[VARAS]; int n_vara;
};
void bench_varas_cargar(struct almacen_bench *);               /* bench_varas.c */
void bench_lecturas(struct almacen_bench *);                   /* bench_lecturas.c: S1 to S6, S9 */
void bench_guardar(struct almacen_bench *);                    /* bench_guardar.c: S7 */
bool bench_visita(struct store *, uint32_t hogar, struct err *);   /* saves a visit and three logros of a household of the account that is in */
void bench_varios(struct almacen_bench *);                     /* S8; with the store closed */
void bench_todos(struct almacen_bench *);                     /* bench_todos.c: all households evaluated */
void bench_ordenes(struct almacen_bench *);                    /* bench_ordenes.c: commands over the whole store */

/* Latencies in ns. */
struct latencia { double p50, p99, max; };
struct latencia bench_latencia(double *ns, int n);
