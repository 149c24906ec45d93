#pragma once
/* How alike two people and two households are: points, and the reasons in words. Pure: answers in, numbers out; the store is not asked.
 * Typing errors of data entry cost little (accents and usual spellings nothing, one letter, one digit, day and month swapped, names and surnames in
 * another order, a second name that is missing); what tells relatives apart costs much (another first or second name, years between two births).
 * Points are sums of the table in semejanza.c; SEMEJANZA_MIN is where two records are worth a person's look. */
#include "model/ficha.h"

enum { SEMEJANZA_MIN = 50, SEMEJANZA_ALTA = 35, SEMEJANZA_MAX = 100 };      /* ALTA: while somebody is being registered, when less is known yet */
enum { RASGOS_PALABRAS = 3 };

/* What a person is compared by, ready to compare. Words are folded; sounds are text_phonetic of them. */
struct rasgo_palabra { const char *texto, *sonido; };
struct rasgos {
	uint32_t seq;
	bool jefe;
	struct rasgo_palabra nombre[RASGOS_PALABRAS], apellido[RASGOS_PALABRAS];
	int n_nombre, n_apellido;
	const char *tipo, *documento, *telefono, *sexo;      /* "" unknown; documento "" too for kinds that say there is none */
	int32_t nacio;
};
void rasgos_of(const struct answers *, struct arena *, struct rasgos *);

/* Of a household: its active members and where it lives. */
struct rasgos_hogar { struct rasgos *persona; int n; const char *telefono[2], *direccion, *barrio; };
void rasgos_hogar_of(const struct ficha *, struct arena *, struct rasgos_hogar *);
void rasgos_lugar(const struct answers *hogar, struct arena *, struct rasgos_hogar *);      /* the place alone */

/* Two people; the households (NULL: unknown) add what their place says. razon (may be NULL) gets the reasons: «mismo documento; nacieron el mismo día». */
int semejanza_persona(const struct rasgos *, const struct rasgos *, const struct rasgos_hogar *, const struct rasgos_hogar *, struct arena *, const char **razon);
/* The same to say who is who: a number that two have under different kinds of document, and nothing else, does not make them one person. */
int semejanza_emparejar(const struct rasgos *, const struct rasgos *, const struct rasgos_hogar *, const struct rasgos_hogar *, struct arena *);

/* Could they reach SEMEJANZA_MIN, wherever they live? Never false when they would; asks what costs least first, so that most strangers cost little. */
bool semejanza_posible(const struct rasgos *, const struct answers *other, struct arena *);
bool semejanza_alcanza(const struct rasgos *, const struct rasgos *, struct arena *);      /* the same of who is ready to compare */

/* Two households: members matched one to one, best first. */
enum semejanza_tipo { SEMEJANZA_FAMILIA, SEMEJANZA_PERSONA };      /* the same family; one person in two households */
struct coincidencia { int a, b, puntos; };                         /* positions in persona */
struct semejanza { enum semejanza_tipo tipo; int puntos; struct coincidencia *coincidencia; int n; };
bool semejanza_hogares(const struct rasgos_hogar *, const struct rasgos_hogar *, struct arena *, struct semejanza *);      /* false: not alike */
