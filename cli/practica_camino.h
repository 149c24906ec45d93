#pragma once
/* A family of the practice store on its way: what is true of it, and today's simulated day. For cli/practica_*.c. */
#include "cli/practica.h"

struct camino {
	struct practica *practica;
	struct acto acto;
	struct vida vida;
	struct ficha ficha;
	struct invento invento;
	const struct destino *destino;
	struct err *err;
	int bienestar;                       /* where it ends */
	uint64_t draw;
	/* what the family would answer in the visit at hand */
	struct answers hogar, visita, *integrante;
	int32_t dicho;                       /* day of these answers; DATE_NONE: not yet thought of */
};
int camino_elegir(struct camino *, int n);           /* 0 … n-1, always the same for the same family */
const struct momento *camino_momento(const struct camino *);

/* A step as the cogestor takes it (practica_pasos.c), then marked. */
bool paso_dar(struct camino *, const struct paso *);
bool paso_formulario(struct camino *, const char *formulario);
bool paso_sobra(struct camino *, const struct paso *);           /* an optional one that is left out this time */
void paso_a_medias(struct camino *, const char *formulario);     /* half of a form stays in a draft */

void camino_dia(struct camino *, int32_t dia);       /* the clock and the acts go to that day */
/* What happens to a family besides its visits, by its number: people come and go, nobody is at home, the next visit is agreed (practica_novedad.c). */
bool novedades(struct camino *, int32_t hoy);
