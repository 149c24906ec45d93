#pragma once
/* Invented families for the practice store: people, how they live, and their way through the route, reproducible from a seed. Everything enters through
 * the same forms and acts that a cogestor uses, on simulated days, so that the practice store holds together as a real one does.
 * Document numbers begin with 19, which no cédula has. */
#include "base/rng.h"
#include "store/acto.h"

enum { PRACTICA_MIEMBROS = 9 };

/* What is true about a family when its well-being is at a level from 0 to 100; raising the level only turns difficulties into achievements. */
struct vida {
	struct rng rng;
	uint64_t seed;                                 /* of this family */
	int bienestar;
	int32_t nacida;                                /* day of registration: ages are set for it */
	const char *tipo;
	bool desplazada, pobre;                        /* pobre: income stays below the extreme line */
	struct answers hogar;                          /* what is asked on registering */
	struct answers integrante[PRACTICA_MIEMBROS];
	int n;
};

void vida_inventar(struct vida *, struct arena *, uint64_t seed, int tipo, int32_t dia);
int vida_tipos(void);
/* All that the forms may ask, at the family's present level, on top of what is already there. row: member, -1 household. */
void vida_hogar(const struct vida *, const struct dict *, int32_t hoy, struct answers *);
void vida_integrante(const struct vida *, const struct dict *, int row, int32_t hoy, struct answers *);
void vida_visita(const struct vida *, const struct dict *, const struct ficha *, int32_t hoy, bool promueve, struct answers *);

/* How far a family has come: so many visits, the last one so many days ago; `despues` of them come after its plan was fulfilled.
 * abierta: the last visit is left open after so many steps. */
struct destino { int familias, visitas, despues, hace_min, hace_max, bienestar_min, bienestar_max; bool abierta, falta_uno, pobre; int pasos; const char *cierre; };
bool practica_familia(struct acto *, uint64_t seed, int tipo, const struct destino *, struct err *);
/* About `familias` families for the account that is logged in, ending on the day given; commits. Leaves the clock fixed at some simulated day: the caller sets it again. */
bool practica_llenar(struct store *, const struct programa *, uint64_t seed, int32_t hoy, int *familias, struct err *);
