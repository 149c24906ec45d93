#include "cli/practica.h"

#include <string.h>

/* Names as they are given in Antioquia, by the time of birth. */
struct lista { const char *const *item; int n; };
#define LISTA(...) { (const char *const[]){ __VA_ARGS__ }, (int)(sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *)) }
enum { ANTES, ENTRE, AHORA, EPOCAS };            /* born before 1970, before 2000, since then */

static const struct lista mujer[EPOCAS] = {
	[ANTES] = LISTA("María", "Luz", "Ana", "Gloria", "Rosalba", "Ofelia", "Amparo", "Marleny", "Nubia", "Beatriz", "Fabiola", "Blanca", "Dolores", "Graciela", "Rosa", "Lucila", "Inés", "Bertha", "Carmen", "Myriam"),
	[ENTRE] = LISTA("Sandra", "Claudia", "Paola", "Yolanda", "Diana", "Yuliana", "Leidy", "Deisy", "Angélica", "Natalia", "Catalina", "Liliana", "Adriana", "Mónica", "Johana", "Marcela", "Viviana", "Lina", "Erika", "Tatiana", "Begoña", "Ximena"),
	[AHORA] = LISTA("Valentina", "Camila", "Sofía", "Salomé", "Isabella", "Mariana", "Manuela", "Luciana", "Emilia", "Antonella", "Sara", "Gabriela", "Juliana", "Paulina", "Samantha", "Celeste", "Maite", "Danna", "Alison", "Estefanía"),
};
static const struct lista hombre[EPOCAS] = {
	[ANTES] = LISTA("José", "Luis", "Carlos", "Jorge", "Hernán", "Óscar", "Ramiro", "Álvaro", "Germán", "Gildardo", "Néstor", "Édgar", "Rubén", "Libardo", "Gustavo", "Jaime", "Fabio", "Octavio", "Humberto", "Arturo"),
	[ENTRE] = LISTA("Andrés", "Diego", "Wilson", "Iván", "Julián", "Fabián", "Mauricio", "Juan", "Jhon", "Alexánder", "Duván", "Ferney", "Robinson", "Wilmar", "César", "Nelson", "Fredy", "Elkin", "Giovanny", "Camilo"),
	[AHORA] = LISTA("Sebastián", "Mateo", "Samuel", "Santiago", "Emiliano", "Tomás", "Martín", "Nicolás", "Jerónimo", "Kevin", "Thiago", "Maximiliano", "Matías", "Dilan", "Brayan", "Simón", "Joaquín", "Isaac", "Gael", "Ángel"),
};
static const struct lista segundo_mujer = LISTA("", "", "Elena", "Fernanda", "del Carmen", "Marcela", "Patricia", "Alejandra", "Isabel", "Lucía", "Cecilia", "Andrea", "Eugenia", "Milena", "Victoria", "del Pilar");
static const struct lista segundo_hombre = LISTA("", "", "Alberto", "Fernando", "David", "Alejandro", "Camilo", "Esteban", "Felipe", "Antonio", "Darío", "Enrique", "Mauricio", "Andrés", "Emilio", "de Jesús");
static const struct lista apellido = LISTA("Restrepo", "Muñoz", "Gómez", "Zapata", "Ospina", "Londoño", "Úsuga", "Quintero", "Castaño", "Echavarría", "Múnera", "Ibáñez", "Ríos", "Cárdenas", "Palacios", "Mosquera",
	"Higuita", "Agudelo", "Vélez", "Giraldo", "Cano", "Peña", "Álzate", "Betancur", "Córdoba", "Taborda", "Montoya", "Arango", "Bedoya", "Núñez", "Hincapié", "Zuluaga", "Valencia", "Jaramillo", "Ñáñez", "Murillo", "Chaverra", "Tobón",
	"Cuesta", "Rentería", "Guisao", "David", "Graciano", "Sepúlveda", "Marulanda", "Villa", "Correa", "Holguín", "Tabares", "Uribe", "Henao", "Franco", "Orrego", "Durango", "Moreno", "Asprilla", "Cataño", "Loaiza", "Patiño", "Yepes", "Arboleda");

enum { RANURAS = 1 << 13, PASO = 761 };          /* a prime: it walks all pairs of surnames before one comes back */

void nombres_init(struct nombres *n)
{
	arena_init(&n->arena);
	n->cap = RANURAS;
	n->slot = arena_array(&n->arena, uint64_t, n->cap);
}

void nombres_done(struct nombres *n)
{
	arena_done(&n->arena);
}

void nombres_familia(uint64_t seed, int n, const char **uno, const char **dos)
{
	uint64_t all = (uint64_t)apellido.n * (uint64_t)apellido.n;
	uint64_t at = (seed * 7919 % all + (uint64_t)n * PASO) % all;
	*uno = apellido.item[at / (uint64_t)apellido.n];
	*dos = apellido.item[at % (uint64_t)apellido.n];
}

static const char *pick(struct rng *rng, const struct lista *list)
{
	return list->item[rng_range(rng, 0, list->n - 1)];
}

const char *nombres_apellido(struct rng *rng)
{
	return pick(rng, &apellido);
}

/* True: it was free, and is taken now. */
static bool take(struct nombres *n, const struct answers *who)
{
	static const char *const part[] = { "nombre1", "nombre2", "apellido1", "apellido2" };
	uint64_t h = 14695981039346656037u;
	for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
		for (const char *c = answers_text(who, part[i]); *c; c++)
			h = (h ^ (uint8_t)*c) * 1099511628211u;
		h = (h ^ ' ') * 1099511628211u;
	}
	h |= h == 0;
	int at = (int)(h % (uint64_t)n->cap);
	for (; n->slot[at]; at = (at + 1) % n->cap)
		if (n->slot[at] == h)
			return false;
	n->slot[at] = h;
	return true;
}

static bool brother_has(const struct answers *who, int n, const char *name)
{
	for (int i = 0; i < n; i++)
		if (strcmp(answers_text(&who[i], "nombre1"), name) == 0)
			return true;
	return false;
}

void nombres_dar(struct nombres *names, struct rng *rng, bool woman, int born, struct answers *persona, const struct answers *who, int n)
{
	int epoch = born < 1970 ? ANTES : born < 2000 ? ENTRE : AHORA;
	const char *first;
	do {
		do
			first = pick(rng, woman ? &mujer[epoch] : &hombre[epoch]);
		while (brother_has(who, n, first));
		const char *second = pick(rng, woman ? &segundo_mujer : &segundo_hombre);
		answers_set(persona, "nombre1", value_text(first));
		answers_set(persona, "nombre2", value_text(strcmp(first, second) == 0 ? "" : second));
	} while (!take(names, persona));
}
