#pragma once
/* Invented families for the practice store: people, how they live, and their way through the route, reproducible from a seed. Everything enters through
 * the same forms and acts that a cogestor uses, on simulated days, so that the practice store holds together as a real one does.
 *
 * Nobody in it exists and nobody can be called: document numbers begin with 19, which no cédula has reached (ten digits, above 1.900.000.000), and
 * telephones with 399 0, which is in no assigned range of Colombian mobiles (300–305, 310–324, 333, 350 and 351). */
#include "base/rng.h"
#include "store/acto.h"

enum { PRACTICA_MIEMBROS = 9 };

/* Names that people already have: nobody in a practice store is called like somebody else. */
struct nombres { struct arena arena; uint64_t *slot; int cap; };
void nombres_init(struct nombres *);
void nombres_done(struct nombres *);
/* Two surnames for the n-th family of a seed; neighbouring families have others. */
void nombres_familia(uint64_t seed, int n, const char **apellido1, const char **apellido2);
const char *nombres_apellido(struct rng *);
/* Given names that go with sex and year of birth, and that no brother or sister among `who[0..n)` has; takes the whole name. */
void nombres_dar(struct nombres *, struct rng *, bool mujer, int nacimiento, struct answers *persona, const struct answers *who, int n);

/* What is true about a family when its well-being is at a level from 0 to 100; raising the level only turns difficulties into achievements. */
struct vida {
	struct rng rng;
	uint64_t seed;                                 /* of this family */
	int bienestar;
	int32_t nacida;                                /* day of registration: ages are set for it */
	int32_t parto;                                 /* a woman of the family expects a child for that day; DATE_NONE */
	const char *tipo;
	bool desplazada, pobre;                        /* pobre: income stays below the extreme line */
	struct answers hogar;                          /* what is asked on registering */
	struct answers integrante[PRACTICA_MIEMBROS];
	int n;
};

/* What each question would be answered: the good answer and the difficult one, and how often a family at the bottom gives the second (in 100).
 * Ages and sex say of whom it is true; sexo 0 both. Values as in exports. */
struct rasgo { const char *name, *good, *bad; int often; int min, max; char sexo; };
const struct rasgo *rasgos_hogar(int *n);
const struct rasgo *rasgos_persona(int *n);

/* numero: of the family in the store, from 0, for the documents. */
struct invento { struct nombres *nombres; uint64_t seed; int numero, tipo; int32_t dia; };
void vida_inventar(struct vida *, struct arena *, const struct invento *);
/* A child born on a day (i->dia), with what is known of it at birth; false: the family has no room for another. */
bool vida_nace(struct vida *, const struct invento *, struct answers *bebe);
int vida_tipos(void);
const char *vida_tipo(int tipo);
/* All that the forms may ask on a day, at the family's present level. row: index of the member. The visit's answers: number counts the visits. */
void vida_hogar(const struct vida *, const struct dict *, int32_t hoy, struct answers *);
void vida_integrante(const struct vida *, const struct dict *, int row, int32_t hoy, struct answers *);
void vida_visita(const struct vida *, const struct dict *, int number, int32_t hoy, struct answers *);
/* A number from 0 to 99 that belongs to this family, question and person for ever. */
int vida_suerte(const struct vida *, const char *name, int row);

/* How far a family has come: so many visits, the last one so many days ago; `despues` of them come after its plan was fulfilled.
 * abierta: the last visit is left open after so many steps (pasos), with a half-filled form where `borrador`. */
struct destino {
	const char *nombre;
	int familias, visitas, despues, hace_min, hace_max, bienestar_min, bienestar_max, pasos;
	bool abierta, borrador, falta_uno, pobre, sola;      /* sola: somebody who lives alone */
	const char *cierre, *motivo;
};
const struct destino *practica_destinos(int *n);

/* A half-filled form; put into the store once the families are there. */
struct pendiente { struct borrador_clave clave; struct answers campos; const char *titulo, *campo; int32_t dia; };

struct practica {
	struct store *store;
	const struct programa *programa;
	uint64_t seed;
	int32_t hoy;
	struct nombres nombres;
	struct arena arena;                            /* of what outlives a family */
	struct pendiente *pendiente; int n_pendiente, cap_pendiente;
	int familias;
};
/* A family of the logged-in account, the n-th of the store. */
bool practica_familia(struct practica *, struct txn *, struct arena *, int tipo, const struct destino *, struct err *);

/* False: nobody has invented families for this programme; the sentence says for which there are. */
bool practica_posible(const struct programa *, struct err *);
/* A practice store is made beside its place (the folder for it, free; what killed runs left there is taken away) and comes to its place when it is whole:
 * whoever is interrupted finds no practice with half of its families. made: it is; else what there is of it goes. */
const char *practica_al_lado(const char *path, struct arena *);
bool practica_en_su_lugar(const char *fresh, const char *path, bool made, struct err *);
/* Takes a practice store away with its backups, while nobody is in it (ERR_BUSY). Where the folder holds anything else nothing is taken at all. */
bool practica_quitar(const char *path, struct err *);

/* Accounts practica and practica2 (cogestores, the second with a few families) and coordinacion, and their families as of a day. Leaves practica logged in
 * and the clock fixed at some simulated day: the caller sets it again. familias: of all. */
bool practica_llenar(struct store *, const struct programa *, uint64_t seed, int32_t hoy, int *familias, struct err *);
