#include "cli/practica.h"

#include "base/date.h"

#include <string.h>

/* One person of a kind of family: kinship, sex (x: any), ages, and whose child: index of mother or father in the family, -1 nobody's here.
 * Between parent and child there are 16 years at least and 44 at most. */
struct papel { const char *parentesco; char sexo; int min, max, de; };
struct molde { const char *tipo; const char *clasificacion; bool desplazada, migrante; struct papel papel[PRACTICA_MIEMBROS]; };
enum { ENTRE_MIN = 16, ENTRE_MAX = 44, ENTRE_HERMANOS = 340 };
static const struct molde moldes[] = {
	{ "persona mayor sola", "unipersonal", false, false, { { "jefe", 'm', 66, 84, -1 } } },
	{ "pareja con tres hijos", "general", false, false, { { "jefe", 'h', 34, 48, -1 }, { "conyuge", 'm', 32, 45, -1 }, { "hijo", 'x', 14, 17, 1 }, { "hijo", 'x', 9, 13, 1 }, { "hijo", 'x', 4, 8, 1 } } },
	{ "madre con dos hijos", "monoparental_femenina", false, false, { { "jefe", 'm', 27, 40, -1 }, { "hijo", 'x', 9, 15, 0 }, { "hijo", 'x', 3, 8, 0 } } },
	{ "familia extensa", "extensa", false, false, { { "jefe", 'm', 52, 66, -1 }, { "hijo", 'm', 26, 36, 0 }, { "nieto", 'x', 6, 12, 1 }, { "nieto", 'x', 1, 5, 1 }, { "hijo", 'h', 18, 24, 0 } } },
	{ "pareja que espera", "general", false, false, { { "jefe", 'm', 21, 33, -1 }, { "conyuge", 'h', 22, 36, -1 }, { "hijo", 'x', 2, 6, 0 } } },
	{ "madre desplazada", "monoparental_femenina", true, false, { { "jefe", 'm', 33, 44, -1 }, { "hijo", 'h', 14, 17, 0 }, { "hijo", 'm', 9, 13, 0 }, { "hijo", 'x', 4, 8, 0 }, { "padre", 'm', 60, 80, -1 } } },
	{ "persona mayor solo", "unipersonal", false, false, { { "jefe", 'h', 67, 85, -1 } } },
	{ "pareja con bebé", "general", false, false, { { "jefe", 'h', 22, 31, -1 }, { "conyuge", 'm', 19, 28, -1 }, { "hijo", 'x', 0, 1, 1 } } },
	{ "abuela con nietos", "extendida", false, false, { { "jefe", 'm', 58, 72, -1 }, { "nieto", 'x', 11, 16, -1 }, { "nieto", 'x', 6, 10, -1 } } },
	{ "madre con tres hijos", "monoparental_femenina", false, false, { { "jefe", 'm', 33, 45, -1 }, { "hijo", 'x', 13, 17, 0 }, { "hijo", 'x', 7, 12, 0 }, { "hijo", 'x', 1, 6, 0 } } },
	{ "familia grande", "extensa", true, false, { { "jefe", 'm', 43, 54, -1 }, { "conyuge", 'h', 44, 60, -1 }, { "hijo", 'h', 20, 25, 0 }, { "hijo", 'm', 18, 22, 0 }, { "hijo", 'x', 14, 17, 0 }, { "hijo", 'x', 10, 13, 0 }, { "hijo", 'x', 5, 9, 0 }, { "nieto", 'x', 0, 2, 3 }, { "suegro", 'm', 74, 84, -1 } } },
	{ "pareja mayor", "personas_mayores", false, false, { { "jefe", 'm', 62, 75, -1 }, { "conyuge", 'h', 64, 79, -1 } } },
	{ "padre con hijos", "monoparental_masculina", false, false, { { "jefe", 'h', 33, 50, -1 }, { "hijo", 'x', 12, 17, 0 }, { "hijo", 'x', 6, 11, 0 } } },
	{ "hermanos", "fraterna", false, false, { { "jefe", 'm', 21, 29, -1 }, { "hermano", 'h', 18, 20, -1 }, { "hermano", 'x', 13, 17, -1 } } },
	{ "familia migrante", "general", false, true, { { "jefe", 'm', 26, 38, -1 }, { "conyuge", 'h', 27, 42, -1 }, { "hijo", 'x', 6, 12, 0 }, { "hijo", 'x', 0, 4, 0 } } },
	{ "pareja con siete", "ampliada", true, false, { { "jefe", 'h', 38, 49, -1 }, { "conyuge", 'm', 36, 44, -1 }, { "hijo", 'x', 15, 17, 1 }, { "hijo", 'x', 12, 14, 1 }, { "hijo", 'x', 8, 11, 1 }, { "hijo", 'x', 4, 7, 1 }, { "hijo", 'x', 0, 3, 1 } } },
	{ "madre y abuela", "extensa", false, false, { { "jefe", 'm', 24, 36, -1 }, { "hijo", 'x', 2, 9, 0 }, { "padre", 'm', 50, 72, -1 } } },
	{ "dos hermanas mayores", "fraterna", false, false, { { "jefe", 'm', 60, 74, -1 }, { "hermano", 'm', 58, 76, -1 } } },
	{ "tía con sobrinos", "extendida", true, false, { { "jefe", 'm', 34, 52, -1 }, { "sobrino", 'x', 12, 16, -1 }, { "sobrino", 'x', 7, 11, -1 }, { "hijo", 'x', 3, 10, 0 } } },
	{ "hombre solo", "unipersonal", false, false, { { "jefe", 'h', 46, 61, -1 } } },
	{ "pareja de mujeres", "homoparental", false, false, { { "jefe", 'm', 29, 41, -1 }, { "conyuge", 'm', 28, 42, -1 }, { "hijo", 'x', 6, 12, 0 } } },
	{ "pareja sin hijos", "general", true, false, { { "jefe", 'h', 28, 52, -1 }, { "conyuge", 'm', 26, 50, -1 } } },
};
enum { MOLDES = sizeof moldes / sizeof *moldes };

int vida_tipos(void)
{
	return MOLDES;
}

const char *vida_tipo(int tipo)
{
	return moldes[tipo % MOLDES].tipo;
}

static int age_at(const struct vida *v, int row)
{
	return date_years(answers_date(&v->integrante[row], "fecha_nacimiento"), v->nacida);
}

/* Older or younger as the kinship asks. */
static int draw_age(struct vida *v, const struct papel *role)
{
	int min = role->min, max = role->max;
	if (role->de >= 0) {
		int parent = age_at(v, role->de);
		max = max > parent - ENTRE_MIN ? parent - ENTRE_MIN : max;
		min = min < parent - ENTRE_MAX ? parent - ENTRE_MAX : min;
	}
	if (strcmp(role->parentesco, "padre") == 0)
		min = min < age_at(v, 0) + ENTRE_MIN + 2 ? age_at(v, 0) + ENTRE_MIN + 2 : min;
	min = min < 0 ? 0 : min;
	return max < min ? min : rng_range(&v->rng, min, max);
}

static const char *surname(const struct vida *v, int row, int which)
{
	return answers_text(&v->integrante[row], which == 1 ? "apellido1" : "apellido2");
}

static bool is(const struct vida *v, int row, const char *parentesco)
{
	return row < v->n && strcmp(answers_text(&v->integrante[row], "parentesco"), parentesco) == 0;
}

static bool woman_at(const struct vida *v, int row)
{
	return *answers_text(&v->integrante[row], "sexo") == 'm';
}

/* The children of a woman mostly have the same father. */
static const char *absent_father(const struct vida *v, int parent)
{
	struct rng rng;
	rng_seed(&rng, v->seed * 31 + (uint64_t)parent + 5);
	return nombres_apellido(&rng);
}

/* First the father's first surname, then the mother's; who has only one of them here brings another, or both of hers. */
static void child_surnames(struct vida *v, int parent, const char **uno, const char **dos)
{
	bool couple = parent < 2 && is(v, 1, "conyuge");
	if (couple) {
		int father = woman_at(v, 0) && !woman_at(v, 1) ? 1 : 0;
		*uno = surname(v, father, 1);
		*dos = surname(v, 1 - father, 1);
	} else if (!woman_at(v, parent)) {
		*uno = surname(v, parent, 1);
		*dos = nombres_apellido(&v->rng);
	} else {
		bool both = v->seed % 3 == 0;
		*uno = both ? surname(v, parent, 1) : absent_father(v, parent);
		*dos = both ? surname(v, parent, 2) : surname(v, parent, 1);
	}
}

static void surnames(struct vida *v, const struct papel *role, bool woman, const char **uno, const char **dos)
{
	const char *kin = role->parentesco;
	*uno = nombres_apellido(&v->rng);
	*dos = nombres_apellido(&v->rng);
	if (role->de >= 0)
		child_surnames(v, role->de, uno, dos);
	else if (strcmp(kin, "hermano") == 0)
		*uno = surname(v, 0, 1), *dos = surname(v, 0, 2);
	else if (strcmp(kin, "padre") == 0)
		*uno = surname(v, 0, woman ? 2 : 1);
	else if (strcmp(kin, "suegro") == 0)
		*uno = surname(v, 1, woman ? 2 : 1);
	else if (strcmp(kin, "nieto") == 0 || strcmp(kin, "sobrino") == 0)
		*uno = absent_father(v, PRACTICA_MIEMBROS), *dos = surname(v, 0, 1);
}

static unsigned long long number_of(const struct vida *v, const struct invento *i)
{
	return (unsigned long long)i->numero * PRACTICA_MIEMBROS + (unsigned long long)v->n + i->seed % 977 * 100000;
}

/* Numbers of ten digits that nobody has. Some still have the document of the age before: the first logro asks just this. */
static void document(struct vida *v, const struct invento *i, bool migrante, struct answers *who, int age)
{
	unsigned long long n = number_of(v, i);
	const char *type = age < 7 ? "rc" : age < 18 ? "ti" : "cc";
	if ((age == 7 || age == 18 || age == 19) && rng_chance(&v->rng, 60))
		type = age == 7 ? "rc" : "ti";
	if (migrante && age > 4)
		type = "pt";
	const char *number = arena_printf(who->arena, migrante && age > 4 ? "19%06llu" : "19%08llu", n % (migrante && age > 4 ? 1000000 : 100000000));
	answers_set(who, "tipo_documento", value_choice(type));
	answers_set(who, "numero_documento", value_text(number));
}

/* Brothers and sisters are a year apart at least. */
static bool too_close(const struct vida *v, const struct molde *m, const struct papel *role, int32_t born)
{
	for (int i = 0; i < v->n; i++) {
		const struct papel *other = &m->papel[i];
		int32_t days = answers_date(&v->integrante[i], "fecha_nacimiento") - born;
		bool siblings = strcmp(other->parentesco, role->parentesco) == 0 && other->de == role->de;
		if (siblings && days < ENTRE_HERMANOS && days > -ENTRE_HERMANOS)
			return true;
	}
	return false;
}

static int32_t draw_birth(struct vida *v, const struct molde *m, const struct papel *role)
{
	int32_t born;
	int tries = 0;
	do {
		int age = draw_age(v, role);
		born = date_add_months(v->nacida, -12 * age) - rng_range(&v->rng, 5, age == 0 ? 200 : 350);
	} while (too_close(v, m, role, born) && ++tries < 200);
	return born;
}

static void person(struct vida *v, struct arena *arena, const struct invento *i, const struct molde *m, const struct papel *role)
{
	struct answers *who = &v->integrante[v->n];
	bool woman = role->sexo == 'm' || (role->sexo == 'x' && rng_chance(&v->rng, 50));
	const char *uno, *dos;
	int32_t born = draw_birth(v, m, role);
	int age = date_years(born, v->nacida), year, month, day;
	answers_init(who, arena);
	if (v->n == 0)
		nombres_familia(i->seed, i->numero, &uno, &dos);
	else
		surnames(v, role, woman, &uno, &dos);
	date_split(born, &year, &month, &day);
	answers_set(who, "apellido1", value_text(uno));
	answers_set(who, "apellido2", value_text(dos));
	nombres_dar(i->nombres, &v->rng, woman, year, who, v->integrante, v->n);
	answers_set(who, "sexo", value_choice(woman ? "m" : "h"));
	answers_set(who, "fecha_nacimiento", value_date(born));
	answers_set(who, "parentesco", value_choice(role->parentesco));
	answers_set(who, "nacionalidad", value_choice(m->migrante && age > 4 ? "venezolana" : "colombiana"));
	document(v, i, m->migrante, who, age);
	v->n++;
}

static const struct { const char *comuna, *barrio; } barrios[] = {
	{ "01", "Santo Domingo" }, { "01", "Popular" }, { "02", "La Francia" }, { "02", "Andalucía" }, { "03", "Manrique Oriental" }, { "03", "La Cruz" }, { "04", "Moravia" }, { "05", "Toscana" }, { "06", "Picacho" }, { "06", "Santander" },
	{ "07", "Aures" }, { "07", "Robledo" }, { "08", "Llanaditas" }, { "08", "Enciso" }, { "09", "La Milagrosa" }, { "13", "San Javier" }, { "13", "Veinte de Julio" }, { "13", "Belencito" }, { "16", "Altavista" }, { "80", "La Florida" }, { "60", "Pajarito" }, { "90", "Piedras Blancas" },
};

static const char *address(struct rng *rng, struct arena *arena, const char *barrio, bool rural)
{
	if (rural)
		return arena_printf(arena, "Vereda %s, finca La Esperanza %d", barrio, rng_range(rng, 1, 40));
	return arena_printf(arena, "%s %d%s # %d-%d", rng_chance(rng, 50) ? "KR" : "CL", rng_range(rng, 20, 118), rng_chance(rng, 30) ? "A" : "", rng_range(rng, 20, 99), rng_range(rng, 3, 98));
}

static void place(struct vida *v, struct arena *arena, const struct molde *m)
{
	int at = rng_range(&v->rng, 0, (int)(sizeof barrios / sizeof *barrios) - 1);
	bool rural = barrios[at].comuna[0] >= '6';
	struct answers *h = &v->hogar;
	answers_init(h, arena);
	answers_set(h, "departamento", value_choice("05"));
	answers_set(h, "municipio", value_choice("05001"));
	answers_set(h, "zona", value_choice(rural ? "r" : "u"));
	answers_set(h, "comuna", value_choice(arena_printf(arena, "05001_%s", barrios[at].comuna)));
	answers_set(h, "barrio", value_text(barrios[at].barrio));
	answers_set(h, "direccion", value_text(address(&v->rng, arena, barrios[at].barrio, rural)));
	answers_set(h, "telefono", value_text(arena_printf(arena, "3990%06d", rng_range(&v->rng, 0, 999999))));
	answers_set(h, "estrato", value_int(rng_range(&v->rng, 1, 2)));
	answers_set(h, "fecha_vinculacion", value_date(v->nacida));
	answers_set(h, "clasificacion_familiar", value_choice(m->clasificacion));
	answers_set(h, "fuente_focalizacion", value_choice(m->desplazada ? "ruv" : "sisben"));
	if (!m->desplazada) {
		answers_set(h, "version_sisben", value_choice("iii"));
		answers_set(h, "puntaje_sisben", value_int(rng_range(&v->rng, 250, 2330)));
	}
}

void vida_inventar(struct vida *v, struct arena *arena, const struct invento *i)
{
	const struct molde *m = &moldes[i->tipo % MOLDES];
	*v = (struct vida){ .seed = i->seed * 1000 + (uint64_t)i->numero + 1, .nacida = i->dia, .parto = DATE_NONE, .tipo = m->tipo, .desplazada = m->desplazada };
	rng_seed(&v->rng, v->seed * 2654435761u + 17);
	place(v, arena, m);
	for (int k = 0; k < PRACTICA_MIEMBROS && m->papel[k].parentesco; k++)
		person(v, arena, i, m, &m->papel[k]);
}

bool vida_nace(struct vida *v, const struct invento *i, struct answers *baby)
{
	const char *uno, *dos;
	int year, month, day;
	bool girl = rng_chance(&v->rng, 50);
	if (v->n == PRACTICA_MIEMBROS)
		return false;
	child_surnames(v, 0, &uno, &dos);
	date_split(i->dia, &year, &month, &day);
	answers_set(baby, "apellido1", value_text(uno));
	answers_set(baby, "apellido2", value_text(dos));
	nombres_dar(i->nombres, &v->rng, girl, year, baby, v->integrante, v->n);
	answers_set(baby, "sexo", value_choice(girl ? "m" : "h"));
	answers_set(baby, "fecha_nacimiento", value_date(i->dia));
	answers_set(baby, "parentesco", value_choice("hijo"));
	answers_set(baby, "nacionalidad", value_choice("colombiana"));
	answers_set(baby, "tipo_documento", value_choice("cn"));
	answers_set(baby, "numero_documento", value_text(arena_printf(baby->arena, "19%08llu", number_of(v, i))));
	return true;
}
