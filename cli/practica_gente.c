#include "cli/practica.h"

#include "base/date.h"

#include <string.h>

static const char *const mujer[] = { "María", "Luz", "Ana", "Gloria", "Sandra", "Claudia", "Paola", "Yolanda", "Marleny", "Beatriz", "Nubia", "Daniela", "Valentina", "Camila", "Sofía", "Salomé", "Isabella", "Mariana",
	"Yuliana", "Leidy", "Diana", "Rosalba", "Ofelia", "Amparo", "Deisy", "Angélica", "Ximena", "Manuela", "Luciana", "Emilia", "Estefanía", "Begoña" };
static const char *const hombre[] = { "José", "Luis", "Carlos", "Jorge", "Andrés", "Sebastián", "Mateo", "Samuel", "Juan", "Diego", "Wilson", "Hernán", "Óscar", "Iván", "Ramiro", "Álvaro", "Julián", "Kevin", "Jhon", "Santiago",
	"Emiliano", "Tomás", "Martín", "Rubén", "Germán", "Fabián", "Édgar", "Néstor", "Gildardo", "Nicolás" };
static const char *const segundo_m[] = { "", "", "Elena", "Fernanda", "del Carmen", "Marcela", "Patricia", "Alejandra", "Isabel", "Lucía", "Cecilia" };
static const char *const segundo_h[] = { "", "", "Alberto", "Fernando", "David", "Alejandro", "Camilo", "Esteban", "Felipe", "Antonio" };
static const char *const apellido[] = { "Restrepo", "Muñoz", "Gómez", "Zapata", "Ospina", "Londoño", "Úsuga", "Quintero", "Castaño", "Echavarría", "Múnera", "Ibáñez", "Ríos", "Cárdenas", "Palacios", "Mosquera", "Higuita",
	"Agudelo", "Vélez", "Giraldo", "Cano", "Peña", "Álzate", "Betancur", "Córdoba", "Taborda", "Montoya", "Arango", "Bedoya", "Nuñez", "Hincapié", "Zuluaga", "Valencia", "Jaramillo", "Ñáñez", "Murillo", "Chaverra", "Tobón" };

/* One person of a kind of family: kinship, sex (x: any) and ages. */
struct papel { const char *parentesco; char sexo; int min, max; };
struct molde { const char *tipo; bool desplazada; const char *clasificacion; struct papel papel[PRACTICA_MIEMBROS]; };
static const struct molde clases[] = {
	{ "persona mayor sola", false, "unipersonal", { { "jefe", 'm', 66, 84 } } },
	{ "persona mayor solo", false, "unipersonal", { { "jefe", 'h', 67, 85 } } },
	{ "pareja mayor", false, "personas_mayores", { { "jefe", 'm', 62, 75 }, { "conyuge", 'h', 64, 79 } } },
	{ "madre con dos hijos", false, "monoparental_femenina", { { "jefe", 'm', 27, 40 }, { "hijo", 'x', 9, 16 }, { "hijo", 'x', 3, 8 } } },
	{ "madre con tres hijos", false, "monoparental_femenina", { { "jefe", 'm', 31, 45 }, { "hijo", 'x', 13, 17 }, { "hijo", 'x', 7, 12 }, { "hijo", 'x', 1, 5 } } },
	{ "madre desplazada", true, "monoparental_femenina", { { "jefe", 'm', 29, 44 }, { "hijo", 'h', 15, 18 }, { "hijo", 'm', 10, 14 }, { "hijo", 'x', 4, 8 }, { "padre", 'm', 60, 74 } } },
	{ "pareja con bebé", false, "general", { { "jefe", 'h', 22, 30 }, { "conyuge", 'm', 19, 28 }, { "hijo", 'x', 0, 1 } } },
	{ "pareja que espera", false, "general", { { "jefe", 'm', 20, 33 }, { "conyuge", 'h', 22, 36 }, { "hijo", 'x', 2, 6 } } },
	{ "pareja con tres hijos", false, "general", { { "jefe", 'h', 34, 48 }, { "conyuge", 'm', 31, 45 }, { "hijo", 'x', 14, 17 }, { "hijo", 'x', 9, 13 }, { "hijo", 'x', 4, 8 } } },
	{ "familia extensa", false, "extensa", { { "jefe", 'm', 55, 66 }, { "hijo", 'm', 24, 34 }, { "nieto", 'x', 6, 12 }, { "nieto", 'x', 1, 5 }, { "hijo", 'h', 18, 23 } } },
	{ "familia grande", true, "extensa", { { "jefe", 'm', 42, 56 }, { "conyuge", 'h', 44, 60 }, { "hijo", 'h', 20, 25 }, { "hijo", 'm', 18, 22 }, { "hijo", 'x', 14, 17 }, { "hijo", 'x', 10, 13 }, { "hijo", 'x', 5, 9 }, { "nieto", 'x', 0, 2 }, { "suegro", 'm', 68, 82 } } },
	{ "padre con hijos", false, "monoparental_masculina", { { "jefe", 'h', 33, 50 }, { "hijo", 'x', 12, 17 }, { "hijo", 'x', 6, 11 } } },
	{ "hermanos", false, "fraterna", { { "jefe", 'm', 21, 29 }, { "hermano", 'h', 18, 20 }, { "hermano", 'x', 13, 17 } } },
	{ "abuela con nietos", false, "extendida", { { "jefe", 'm', 58, 70 }, { "nieto", 'x', 11, 16 }, { "nieto", 'x', 6, 10 } } },
	{ "pareja con siete", true, "ampliada", { { "jefe", 'h', 38, 49 }, { "conyuge", 'm', 35, 46 }, { "hijo", 'x', 15, 17 }, { "hijo", 'x', 12, 14 }, { "hijo", 'x', 8, 11 }, { "hijo", 'x', 4, 7 }, { "hijo", 'x', 0, 3 } } },
};
enum { CLASES = sizeof clases / sizeof *clases };

int vida_tipos(void) { return CLASES; }

#define PICK(rng, list) ((list)[rng_range((rng), 0, (int)(sizeof(list) / sizeof *(list)) - 1)])

static void document(struct vida *v, struct answers *who, int age)
{
	char number[16];
	uint64_t n = v->seed * PRACTICA_MIEMBROS + (uint64_t)v->n;
	const char *type = age < 7 ? "rc" : age < 18 ? "ti" : "cc";
	/* Some still have the document of the age before: the first logro asks just this. */
	if ((age == 7 || age == 18 || age == 19) && rng_chance(&v->rng, 60))
		type = age == 7 ? "rc" : "ti";
	for (int i = 9; i >= 2; i--, n /= 10)
		number[i] = (char)('0' + n % 10);
	memcpy(number, "19", 2);
	number[10] = 0;
	answers_set(who, "tipo_documento", value_choice(type));
	answers_set(who, "numero_documento", value_text(number));
}

static void person(struct vida *v, struct arena *arena, const struct papel *role, const char *father, const char *mother)
{
	struct answers *who = &v->integrante[v->n];
	bool woman = role->sexo == 'm' || (role->sexo == 'x' && rng_chance(&v->rng, 50));
	int age = rng_range(&v->rng, role->min, role->max);
	bool own = strcmp(role->parentesco, "conyuge") == 0 || strcmp(role->parentesco, "suegro") == 0;
	answers_init(who, arena);
	answers_set(who, "nombre1", value_text(woman ? PICK(&v->rng, mujer) : PICK(&v->rng, hombre)));
	answers_set(who, "nombre2", value_text(woman ? PICK(&v->rng, segundo_m) : PICK(&v->rng, segundo_h)));
	answers_set(who, "apellido1", value_text(own ? PICK(&v->rng, apellido) : father));
	answers_set(who, "apellido2", value_text(own ? PICK(&v->rng, apellido) : mother));
	answers_set(who, "sexo", value_choice(woman ? "m" : "h"));
	answers_set(who, "fecha_nacimiento", value_date(date_add_months(v->nacida, -12 * age) - rng_range(&v->rng, 5, 350)));
	answers_set(who, "parentesco", value_choice(role->parentesco));
	answers_set(who, "nacionalidad", value_choice("colombiana"));
	document(v, who, age);
	v->n++;
}

static const struct { const char *comuna, *barrio; } barrios[] = {
	{ "01", "Santo Domingo" }, { "01", "Popular" }, { "02", "La Francia" }, { "02", "Andalucía" }, { "03", "Manrique Oriental" }, { "03", "La Cruz" }, { "04", "Moravia" }, { "05", "Toscana" }, { "06", "Picacho" }, { "06", "Santander" },
	{ "07", "Aures" }, { "07", "Robledo" }, { "08", "Llanaditas" }, { "08", "Enciso" }, { "09", "La Milagrosa" }, { "13", "San Javier" }, { "13", "Veinte de Julio" }, { "13", "Belencito" }, { "16", "Altavista" }, { "80", "La Florida" }, { "60", "Pajarito" }, { "90", "Piedras Blancas" },
};

static const char *comuna_name(struct arena *arena, const char *code)
{
	return arena_printf(arena, "05001_%s", code);
}

static void place(struct vida *v, struct arena *arena)
{
	int at = rng_range(&v->rng, 0, (int)(sizeof barrios / sizeof *barrios) - 1);
	bool rural = barrios[at].comuna[0] >= '6';
	struct answers *h = &v->hogar;
	answers_init(h, arena);
	answers_set(h, "departamento", value_choice("05"));
	answers_set(h, "municipio", value_choice("05001"));
	answers_set(h, "zona", value_choice(rural ? "r" : "u"));
	answers_set(h, "comuna", value_choice(comuna_name(arena, barrios[at].comuna)));
	answers_set(h, "barrio", value_text(barrios[at].barrio));
	answers_set(h, "direccion", value_text(rural ? arena_printf(arena, "Vereda %s, finca La Esperanza %d", barrios[at].barrio, rng_range(&v->rng, 1, 40))
		: arena_printf(arena, "%s %d%s # %d-%d", rng_chance(&v->rng, 50) ? "KR" : "CL", rng_range(&v->rng, 20, 118), rng_chance(&v->rng, 30) ? "A" : "", rng_range(&v->rng, 20, 99), rng_range(&v->rng, 3, 98))));
	answers_set(h, "telefono", value_text(arena_printf(arena, "3%02d%07d", rng_range(&v->rng, 0, 22), rng_range(&v->rng, 1000000, 9999999))));
	answers_set(h, "estrato", value_int(rng_range(&v->rng, 1, 2)));
	answers_set(h, "fecha_vinculacion", value_date(v->nacida));
	answers_set(h, "fuente_focalizacion", value_choice(v->desplazada ? "ruv" : "sisben"));
	if (!v->desplazada) {
		answers_set(h, "version_sisben", value_choice("iii"));
		answers_set(h, "puntaje_sisben", value_int(rng_range(&v->rng, 250, 2330)));
	}
}

void vida_inventar(struct vida *v, struct arena *arena, uint64_t seed, int tipo, int32_t dia)
{
	const struct molde *c = &clases[tipo % CLASES];
	*v = (struct vida){ .seed = seed, .nacida = dia, .tipo = c->tipo, .desplazada = c->desplazada };
	rng_seed(&v->rng, seed * 2654435761u + 17);
	const char *father = PICK(&v->rng, apellido), *mother = PICK(&v->rng, apellido);
	place(v, arena);
	answers_set(&v->hogar, "clasificacion_familiar", value_choice(c->clasificacion));
	for (int i = 0; i < PRACTICA_MIEMBROS && c->papel[i].parentesco; i++)
		person(v, arena, &c->papel[i], father, mother);
}
