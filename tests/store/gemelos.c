#include "gemelos.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define DRAW(g, list) draw((g), (list), (int)(sizeof(list) / sizeof *(list)))

/* The first ones are the most frequent. */
static const char *const mujer[] = { "María", "Luz", "Ana", "Sandra", "Martha", "Claudia", "Gloria", "Paola", "Diana", "Yolanda", "Blanca", "Rosa", "Beatriz", "Yuliana", "Valentina",
	"Isabella", "Mariana", "Salomé", "Jhoana", "Estefanía", "Leidy", "Viviana", "Marleny", "Nubia", "Rubiela", "Dora", "Fabiola", "Zoraida", "Érika", "Xiomara", "Kelly", "Yessica", "Helena",
	"Graciela", "Ofelia", "Amparo", "Consuelo", "Soledad", "Ligia", "Hilda" };
static const char *const hombre[] = { "José", "Juan", "Luis", "Carlos", "Jorge", "Andrés", "Jesús", "Fernando", "Santiago", "Samuel", "Mateo", "Sebastián", "Jhon", "Wilson", "Gustavo",
	"Hernán", "Rubén", "Álvaro", "Gildardo", "Octavio", "Fabio", "Darío", "Yeison", "Brayan", "Edwin", "Giovanny", "Hugo", "Ignacio", "Javier", "Kevin", "Libardo", "Nelson", "Óscar", "Pablo",
	"Rodrigo", "Saúl", "Tomás", "Uriel", "Víctor", "Zacarías" };
static const char *const segundo_m[] = { "Elena", "Marina", "Patricia", "Milena", "Eugenia", "Cristina", "Fernanda", "Andrea", "Camila", "Lucía", "Alejandra", "Carolina", "Isabel", "Victoria", "Cecilia", "Inés" };
static const char *const segundo_h[] = { "Alberto", "Fernando", "Antonio", "David", "Eduardo", "Enrique", "Alejandro", "Felipe", "Camilo", "Esteban", "Mauricio", "Alonso", "Iván", "Humberto", "Darío", "Ángel" };
static const char *const apellido[] = { "Rodríguez", "Gómez", "González", "Martínez", "García", "López", "Hernández", "Sánchez", "Ramírez", "Pérez", "Díaz", "Restrepo", "Álvarez", "Zapata", "Vélez",
	"Cardona", "Giraldo", "Muñoz", "Valencia", "Ospina", "Cano", "Echavarría", "Zuluaga", "Yepes", "Villa", "Henao", "Jaramillo", "Arango", "Bedoya", "Castaño", "Duque", "Escobar", "Franco", "Guzmán",
	"Hoyos", "Isaza", "Jiménez", "Londoño", "Mejía", "Naranjo", "Ochoa", "Palacio", "Quintero", "Ríos", "Salazar", "Tabares", "Uribe", "Vásquez", "Zuleta", "Agudelo", "Builes", "Córdoba", "Mosquera",
	"Palomeque", "Rentería", "Asprilla", "Chaverra", "Hinestroza", "Lloreda", "Villegas", "Benítez", "Cuesta", "De la Hoz", "Santa", "Usuga", "Higuita", "Manco", "Tuberquia", "Graciano", "Borja" };
static const char *const barrio[] = { "Santo Domingo Savio", "Popular", "Granizal", "Moravia", "Belén Rincón", "Villatina", "Caicedo", "Manrique Oriental", "El Salado", "Olaya Herrera", "Santa Cruz", "La Loma" };

static int below(struct gemelos *g, int n)
{
	return rng_range(&g->rng, 0, n - 1);
}

static bool chance(struct gemelos *g, int percent)
{
	return rng_chance(&g->rng, percent) != 0;
}

/* Half of the people share the first fifth of a list. */
static const char *draw(struct gemelos *g, const char *const *list, int n)
{
	return list[chance(g, 50) ? below(g, n / 5) : below(g, n)];
}

static void new_document(struct gemelos *g, struct gente *p)
{
	g->documento += (uint64_t)rng_range(&g->rng, 3, 4000);
	snprintf(p->documento, sizeof p->documento, "%llu", (unsigned long long)g->documento);
}

static int32_t born(struct gemelos *g, int from, int to)
{
	return date_make(rng_range(&g->rng, from, to), rng_range(&g->rng, 1, 12), rng_range(&g->rng, 1, 28));
}

static void names(struct gemelos *g, struct gente *p, bool woman)
{
	p->sexo = woman ? "m" : "h";
	p->nombre1 = woman ? DRAW(g, mujer) : DRAW(g, hombre);
	p->nombre2 = chance(g, 45) ? "" : woman ? DRAW(g, segundo_m) : DRAW(g, segundo_h);
}

static struct gente somebody(struct gemelos *g, int from, int to, const char *ape1, const char *ape2, const char *parentesco)
{
	struct gente p = { .apellido1 = ape1, .apellido2 = ape2, .parentesco = parentesco };

	names(g, &p, chance(g, 55));
	p.nacio = born(g, from, to);
	p.tipo = p.nacio < date_make(2008, 11, 22) ? "cc" : "ti";
	new_document(g, &p);
	return p;
}

static void place(struct gemelos *g, struct casita *c)
{
	snprintf(c->telefono, sizeof c->telefono, "3%09d", rng_range(&g->rng, 0, 999999999));
	snprintf(c->direccion, sizeof c->direccion, "Carrera %d # %d-%d int %d", rng_range(&g->rng, 20, 99), rng_range(&g->rng, 30, 120), rng_range(&g->rng, 1, 99), rng_range(&g->rng, 101, 420));
	c->barrio = DRAW(g, barrio);
}

static void strangers(struct gemelos *g, struct casita *c)
{
	const char *father = DRAW(g, apellido), *mother = DRAW(g, apellido);

	*c = (struct casita){ .n = 0 };
	place(g, c);
	c->gente[c->n++] = somebody(g, 1950, 1998, mother, DRAW(g, apellido), "jefe");
	if (chance(g, 55))
		c->gente[c->n++] = somebody(g, 1950, 1998, father, DRAW(g, apellido), "conyuge");
	for (int children = below(g, 5); children > 0 && c->n < GEMELO_GENTE - 1; children--)
		c->gente[c->n++] = somebody(g, 2001, 2024, father, mother, "hijo");
}

/* ---- errors of data entry ---- */

/* The first place where one of these spellings stands becomes the other one. */
static const char *misspell(struct gemelos *g, const char *word)
{
	static const struct { const char *from, *to; } usual[] = { { "v", "b" }, { "V", "B" }, { "z", "s" }, { "Z", "S" }, { "ll", "y" }, { "Y", "J" }, { "y", "i" }, { "H", "" }, { "h", "" },
		{ "ñ", "n" }, { "c", "s" }, { "b", "v" }, { "s", "z" }, { "é", "e" }, { "á", "a" }, { "í", "i" }, { "ú", "u" }, { "G", "J" }, { "rr", "r" }, { "n", "nn" } };
	int start = below(g, (int)(sizeof usual / sizeof *usual));

	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
		size_t k = ((size_t)start + i) % (sizeof usual / sizeof *usual);
		const char *at = strstr(word, usual[k].from);
		if (at)
			return arena_printf(g->arena, "%.*s%s%s", (int)(at - word), word, usual[k].to, at + strlen(usual[k].from));
	}
	return word;
}

/* One letter wrong, missing, doubled, or two swapped; never the first. */
static const char *mistype(struct gemelos *g, const char *word)
{
	char *w = arena_printf(g->arena, "%s ", word);
	size_t n = strlen(word);
	size_t at = n > 3 ? 1 + (size_t)below(g, (int)n - 2) : 0;

	if (at == 0 || (w[at] & 0x80) || (w[at + 1] & 0x80))
		return word;
	switch (below(g, 4)) {
	case 0: w[at] = (char)('a' + below(g, 26)); break;
	case 1: memmove(w + at, w + at + 1, n - at + 1); break;
	case 2: return arena_printf(g->arena, "%.*s%c%s", (int)at, word, word[at], word + at);
	default: { char c = w[at]; w[at] = w[at + 1]; w[at + 1] = c; }
	}
	w[strcspn(w, " ")] = '\0';
	return *w ? w : word;
}

static const char *upper(struct gemelos *g, const char *word)
{
	char *w = arena_strdup(g->arena, word);

	for (char *c = w; *c; c++)
		*c = (char)toupper((unsigned char)*c);
	return w;
}

static const char *typed(struct gemelos *g, const char *word)
{
	if (!*word)
		return word;
	if (chance(g, 12))
		word = misspell(g, word);
	else if (chance(g, 6))
		word = mistype(g, word);
	return chance(g, 15) ? upper(g, word) : word;
}

static void wrong_digit(struct gemelos *g, char *number)
{
	int n = (int)strlen(number), at = 1 + below(g, n - 2);

	if (chance(g, 50) && number[at] != number[at + 1]) {
		char c = number[at];
		number[at] = number[at + 1];
		number[at + 1] = c;
	} else {
		number[at] = (char)('0' + (number[at] - '0' + 1 + below(g, 9)) % 10);
	}
}

/* Equal numbers are refused when they are typed: most of what is left is typed wrong, or was not at hand. */
static void document_again(struct gemelos *g, struct gente *p)
{
	int x = below(g, 100);

	if (x < 35)
		wrong_digit(g, p->documento);
	else if (x < 65)
		p->documento[0] = '\0';
	else if (x < 80)
		new_document(g, p);
}

static int32_t birth_again(struct gemelos *g, int32_t day)
{
	int x = below(g, 100), y, m, d;

	date_split(day, &y, &m, &d);
	if (x < 7 && d <= 12)
		return date_make(y, d, m);
	if (x < 12)
		return date_make(y, m, d < 20 ? d + 10 > 28 ? d - 1 : d + 10 : d - 10);
	if (x < 15)
		return DATE_NONE;
	if (x < 17)
		return date_make(y + (chance(g, 50) ? 1 : -1), m, d);
	return x < 20 ? date_make(y, 1, 1) : day;
}

static struct gente again(struct gemelos *g, const struct gente *from)
{
	struct gente p = *from;

	p.nombre1 = typed(g, p.nombre1);
	p.nombre2 = chance(g, 30) ? "" : typed(g, p.nombre2);
	p.apellido1 = typed(g, p.apellido1);
	p.apellido2 = chance(g, 10) ? "" : typed(g, p.apellido2);
	if (chance(g, 3) && *p.apellido2) {
		const char *first = p.apellido1;
		p.apellido1 = p.apellido2;
		p.apellido2 = first;
	} else if (chance(g, 2)) {
		const char *first = p.nombre1;
		p.nombre1 = p.apellido1;
		p.apellido1 = first;
	}
	document_again(g, &p);
	p.nacio = birth_again(g, p.nacio);
	return p;
}

static void family_again(struct gemelos *g, const struct casita *from, struct casita *c)
{
	*c = (struct casita){ .n = 0 };
	place(g, c);
	if (chance(g, 60))
		memcpy(c->telefono, from->telefono, sizeof c->telefono);
	if (chance(g, 60))
		memcpy(c->direccion, from->direccion, sizeof c->direccion);
	if (chance(g, 80))
		c->barrio = from->barrio;
	for (int i = 0; i < from->n; i++)
		if (i == 0 || chance(g, 85))
			c->gente[c->n++] = again(g, &from->gente[i]);
	if (chance(g, 10) && c->n > 1 && strcmp(c->gente[1].parentesco, "conyuge") == 0) {      /* the other one answered */
		c->gente[0].parentesco = "conyuge";
		c->gente[1].parentesco = "jefe";
	}
	if (chance(g, 10) && c->n < GEMELO_GENTE)
		c->gente[c->n++] = somebody(g, 2001, 2024, from->gente[0].apellido1, DRAW(g, apellido), "hijo");
}

/* ---- those who only look alike ---- */

static void person_again(struct gemelos *g, const struct casita *from, struct casita *c)
{
	int who = from->n - 1;

	strangers(g, c);
	const char *kin = c->n > 1 ? "otro_pariente" : "jefe";
	struct gente *p = c->n > 1 ? &c->gente[c->n - 1] : &c->gente[0];
	*p = again(g, &from->gente[who]);
	p->parentesco = kin;
}

static const char *other_than(struct gemelos *g, const char *const *list, int n, const char *than)
{
	const char *name;

	do
		name = draw(g, list, n);
	while (strcmp(name, than) == 0);
	return name;
}
#define OTHER(g, list, than) other_than((g), (list), (int)(sizeof(list) / sizeof *(list)), (than))

static void other_given(struct gemelos *g, struct gente *p, const struct gente *of)
{
	p->nombre1 = p->sexo[0] == 'm' ? OTHER(g, mujer, of->nombre1) : OTHER(g, hombre, of->nombre1);
}

static void siblings(struct gemelos *g, const struct casita *from, struct casita *c)
{
	struct gente *p = &c->gente[0];

	p->apellido1 = from->gente[0].apellido1;
	p->apellido2 = from->gente[0].apellido2;
	other_given(g, p, &from->gente[0]);
	p->nacio = from->gente[0].nacio + rng_range(&g->rng, 300, 4000);
	if (chance(g, 30))
		memcpy(c->direccion, from->direccion, sizeof c->direccion);
}

static void cousins(struct gemelos *g, const struct casita *from, struct casita *c)
{
	for (int i = 0; i < c->n; i++)
		c->gente[i].apellido1 = from->gente[0].apellido1;
	if (chance(g, 50))
		c->gente[0].nombre1 = from->gente[0].nombre1, c->gente[0].sexo = from->gente[0].sexo;
}

static void twins(struct gemelos *g, const struct casita *from, struct casita *c)
{
	const struct gente *of = &from->gente[0];
	struct gente *p = &c->gente[0];
	bool one_name = chance(g, 40) && *of->nombre2;

	*p = *of;
	if (one_name)
		p->nombre2 = p->sexo[0] == 'm' ? OTHER(g, segundo_m, of->nombre2) : OTHER(g, segundo_h, of->nombre2);
	else
		other_given(g, p, of);
	size_t last = strlen(p->documento) - 1;
	p->documento[last] = (char)(p->documento[last] == '9' ? '8' : p->documento[last] + 1);
}

static void father_and_son(struct gemelos *g, const struct casita *from, struct casita *c)
{
	const struct gente *of = &from->gente[0];
	struct gente *p = &c->gente[0];

	p->nombre1 = of->nombre1;
	p->nombre2 = of->nombre2;
	p->sexo = of->sexo;
	p->apellido1 = of->apellido1;
	p->apellido2 = OTHER(g, apellido, of->apellido2);
	p->nacio = of->nacio - rng_range(&g->rng, 18 * 365, 38 * 365);
	if (chance(g, 50))
		memcpy(c->direccion, from->direccion, sizeof c->direccion);
	if (chance(g, 50))
		memcpy(c->telefono, from->telefono, sizeof c->telefono);
}

static void neighbours(struct gemelos *g, const struct casita *from, struct casita *c)
{
	(void)g;
	memcpy(c->direccion, from->direccion, sizeof c->direccion);
	memcpy(c->telefono, from->telefono, sizeof c->telefono);
	c->barrio = from->barrio;
}

static void namesakes(struct gemelos *g, const struct casita *from, struct casita *c)
{
	const struct gente *of = &from->gente[0];
	struct gente *p = &c->gente[0];

	p->nombre1 = of->nombre1;
	p->nombre2 = of->nombre2;
	p->apellido1 = of->apellido1;
	p->apellido2 = of->apellido2;
	p->sexo = of->sexo;
	p->nacio = of->nacio + (chance(g, 50) ? 1 : -1) * rng_range(&g->rng, 800, 9000);
}

static void (*const alike[GEMELOS])(struct gemelos *, const struct casita *, struct casita *) = {
	[GEMELO_HERMANOS] = siblings, [GEMELO_PRIMOS] = cousins, [GEMELO_MELLIZOS] = twins, [GEMELO_PADRE] = father_and_son, [GEMELO_VECINOS] = neighbours, [GEMELO_HOMONIMOS] = namesakes,
};

/* ---- all of them ---- */

void gemelos_init(struct gemelos *g, struct arena *arena, uint64_t seed)
{
	*g = (struct gemelos){ .arena = arena, .documento = 20000000 };
	rng_seed(&g->rng, seed);
}

static void add(struct gemelos *g, const struct casita *c, enum gemelo que, uint32_t de)
{
	int cap = g->cap, n = g->n;

	*ARENA_PUSH(g->arena, g->casita, n, cap) = *c;
	*ARENA_PUSH(g->arena, g->hecho, g->n, g->cap) = (struct parejas){ .de = de, .que = que };
}

static void made_from(struct gemelos *g, enum gemelo que, int of)
{
	struct casita c, from = g->casita[of];

	if (que == GEMELO_FAMILIA) {
		family_again(g, &from, &c);
	} else if (que == GEMELO_PERSONA) {
		person_again(g, &from, &c);
	} else {
		strangers(g, &c);
		alike[que](g, &from, &c);
	}
	add(g, &c, que, (uint32_t)of);
}

void gemelos_make(struct gemelos *g, int n)
{
	static const int per_hundred[GEMELOS] = { [GEMELO_FAMILIA] = 15, [GEMELO_PERSONA] = 5, [GEMELO_HERMANOS] = 6, [GEMELO_PRIMOS] = 6, [GEMELO_MELLIZOS] = 6, [GEMELO_PADRE] = 6,
		[GEMELO_VECINOS] = 6, [GEMELO_HOMONIMOS] = 6 };
	struct casita c;
	int of = 0;

	for (int i = 0; i < n; i++) {
		strangers(g, &c);
		add(g, &c, GEMELO_NADIE, 0);
	}
	for (int hundred = 0; hundred < n / 100; hundred++)      /* each from a household of its own */
		for (enum gemelo que = GEMELO_FAMILIA; que < GEMELOS; que++)
			for (int i = 0; i < per_hundred[que]; i++)
				made_from(g, que, of++ % n);
}

static void put_person(struct txn *txn, uint32_t hogar, uint32_t seq, const struct gente *p)
{
	struct record r;

	record_init(&r, &txn->arena, RECORD_INTEGRANTE, hogar, seq);
	answers_set(&r.fields, "nombre1", value_text(p->nombre1));
	answers_set(&r.fields, "nombre2", value_text(p->nombre2));
	answers_set(&r.fields, "apellido1", value_text(p->apellido1));
	answers_set(&r.fields, "apellido2", value_text(p->apellido2));
	answers_set(&r.fields, "sexo", value_choice(p->sexo));
	answers_set(&r.fields, "tipo_documento", value_choice(*p->documento ? p->tipo : "nt"));
	answers_set(&r.fields, "numero_documento", value_text(p->documento));
	answers_set(&r.fields, "parentesco", value_choice(p->parentesco));
	answers_set(&r.fields, "fecha_nacimiento", value_date(p->nacio));
	answers_set(&r.fields, INTEGRANTE_ACTIVO, value_bool(true));
	record_put(txn, &r);
}

static uint32_t put(struct txn *txn, const struct casita *c)
{
	struct op op = { .accion = "registrar_hogar" };
	struct record r;

	op_begin(txn, &op);
	record_init(&r, &txn->arena, RECORD_HOGAR, store_next_hogar(txn), 0);
	answers_set(&r.fields, HOGAR_FOLIO, value_text(arena_printf(&txn->arena, "MS-%05u", r.hogar)));
	answers_set(&r.fields, HOGAR_COGESTOR, value_text(store_actor(casa.store)->usuario));
	answers_set(&r.fields, HOGAR_ESTADO, value_choice("seguimiento"));
	answers_set(&r.fields, HOGAR_FASE, value_text("asi_crecemos"));
	answers_set(&r.fields, HOGAR_MOMENTO, value_text("seguimiento"));
	answers_set(&r.fields, "telefono", value_text(c->telefono));
	answers_set(&r.fields, "direccion", value_text(c->direccion));
	answers_set(&r.fields, "barrio", value_text(c->barrio));
	record_put(txn, &r);
	for (int i = 0; i < c->n; i++)
		put_person(txn, r.hogar, (uint32_t)i + 1, &c->gente[i]);
	op_end(txn);
	return r.hogar;
}

void gemelos_store(struct gemelos *g)
{
	struct txn txn;

	for (int i = 0; i < g->n;) {
		txn_begin_write(&txn);
		for (int end = i + 200; i < g->n && i < end; i++)
			g->hecho[i].num = put(&txn, &g->casita[i]);
		txn_end(&txn);
	}
}

const char *gemelo_nombre(enum gemelo que)
{
	static const char *const name[GEMELOS] = { "nadie", "misma familia", "misma persona", "hermanos", "primos", "mellizos", "padre e hijo", "vecinos", "homónimos" };

	return name[que];
}

/* Numbers of households are given in order. */
enum gemelo gemelos_de(const struct gemelos *g, uint32_t a, uint32_t b)
{
	uint32_t first = g->hecho[0].num, late = (a > b ? a : b) - first, early = (a > b ? b : a) - first;
	const struct parejas *h = &g->hecho[late];

	return h->que != GEMELO_NADIE && h->de == early ? h->que : GEMELO_NADIE;
}
