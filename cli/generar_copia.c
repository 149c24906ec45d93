#include "cli/generar.h"
#include "cli/practica.h"

#include "base/date.h"

#include <string.h>

/* How many of a hundred households with visits stand where; a state without a family to copy gives its share to the first, that of the others. */
static const struct { const char *estado; int parte; } peso[] = {
	{ "vinculado", 0 }, { "linea_base", 27 }, { "plan", 21 }, { "seguimiento", 34 }, { "validacion", 7 }, { "promovido", 7 }, { "cierre_administrativo", 2 }, { "retiro", 2 },
};
enum { ESTADOS = sizeof peso / sizeof *peso };

/* ---- what is there to copy ---- */

static int state_of(const struct fila *row)
{
	for (int i = 0; i < ESTADOS; i++)
		if (strcmp(peso[i].estado, row->estado) == 0)
			return i;
	return -1;
}

static void given_names(struct moldes *m, const struct ficha *f, struct arena *arena, int cap)
{
	for (int i = 0; i < f->integrante.n; i++) {
		const struct answers *a = &f->integrante.item[i].fields;
		int sex = *answers_text(a, "sexo") == 'm';
		if (m->n_dado[sex] < cap)
			m->dado[sex][m->n_dado[sex]++] = arena_strdup(arena, answers_text(a, "nombre1"));
	}
}

bool moldes_load(struct moldes *m, struct store *store, const struct programa *programa, int32_t hoy, struct arena *arena, struct err *err)
{
	struct filtro all = FILTRO_TODO;
	struct fila *row;
	struct txn txn;
	int total;
	enum { NOMBRES = 4096 };

	*m = (struct moldes){ .hoy = hoy, .comuna = dict_find(&programa->dict, "comuna")->choices };
	if (!txn_read(&txn, store, err))
		return false;
	int n = lista_count(&txn, programa->ruta, &all, hoy);
	m->n = lista_page(&txn, programa->ruta, &all, ORDEN_FOLIO, hoy, 0, n, arena, &row, &total);
	m->item = arena_array(arena, struct molde_familia, m->n + 1);
	for (int s = 0; s < ESTADOS; s++)
		m->of_state[s] = arena_array(arena, int, m->n + 1);
	for (int s = 0; s < 2; s++)
		m->dado[s] = arena_array(arena, const char *, NOMBRES);
	for (int i = 0; i < m->n; i++) {
		int s = state_of(&row[i]);
		m->item[i].fila = row[i];
		if (!ficha_load(&txn, row[i].hogar, arena, &m->item[i].ficha, NULL))
			break;
		given_names(m, &m->item[i].ficha, arena, NOMBRES);
		if (s >= 0)
			m->of_state[s][m->n_of_state[s]++] = i;
	}
	return txn_commit(&txn, err);
}

const struct molde_familia *molde_pick(const struct moldes *m, struct rng *rng, int visitadas)
{
	int dice = rng_range(rng, 0, 99), s = 0;
	if (!rng_chance(rng, visitadas))
		dice = -1;
	while (s < ESTADOS - 1 && dice >= peso[s].parte)
		dice -= peso[s++].parte;
	if (m->n_of_state[s] == 0)
		s = 0;
	return &m->item[m->of_state[s][rng_range(rng, 0, m->n_of_state[s] - 1)]];
}

/* ---- another identity ---- */

/* Some surnames are in every street and most are rare: the k-th is about 1/k as frequent. The frequent ones are those of the practice store;
 * the rare ones are put together from syllables. */
static const char *surname(struct rng *rng, struct arena *arena)
{
	static const char *const one[] = { "Al", "Bar", "Can", "Cas", "Del", "Es", "Gal", "Gua", "Mar", "Mon", "Or", "Par", "Pe", "Quin", "Ro", "Sal", "San", "Ta", "Val", "Vi", "Za", "Lo", "Her", "Ca", "Be" };
	static const char *const two[] = { "ba", "ca", "da", "ga", "la", "ma", "na", "ra", "ta", "va", "be", "ce", "de", "le", "me", "ne", "re", "te", "ri", "ti", "li", "mi", "ño", "lla", "rre", "co", "do", "lo", "to", "vo" };
	static const char *const three[] = { "res", "llo", "dez", "guez", "no", "ño", "rra", "zar", "ta", "da", "na", "jo", "vera", "via", "ña", "yos", "jas", "nte", "cal", "rez" };
	enum { RAROS = 25 * 30 * 20 };
	if (rng_chance(rng, 72))
		return nombres_apellido(rng);
	int high = RAROS;
	for (int step = rng_range(rng, 0, 9); step > 0; step--)
		high = high / 2 + 1;
	int k = rng_range(rng, 0, high - 1);
	return arena_printf(arena, "%s%s%s", one[k % 25], two[k / 25 % 30], three[k / 750 % 20]);
}

/* Another birthday, so that people are not all born on the same few days; nobody passes an age that a rule asks for. */
static void birthday(struct answers *a, struct rng *rng, int32_t hoy)
{
	int32_t born = answers_date(a, "fecha_nacimiento");
	int age = date_years(born, hoy);
	bool free = (age >= 30 && age < 58) || age >= 70;
	if (born != DATE_NONE)
		answers_set(a, "fecha_nacimiento", value_date(born - rng_range(rng, 0, free ? 700 : 20)));
}

static void person(const struct moldes *m, struct answers *a, struct rng *rng, const char *uno, const char *dos, unsigned long long number)
{
	int sex = *answers_text(a, "sexo") == 'm';
	const char *kind = answers_text(a, "tipo_documento");
	answers_set(a, "nombre1", value_text(m->dado[sex][rng_range(rng, 0, m->n_dado[sex] - 1)]));
	if (*answers_text(a, "nombre2"))
		answers_set(a, "nombre2", value_text(m->dado[sex][rng_range(rng, 0, m->n_dado[sex] - 1)]));
	answers_set(a, "apellido1", value_text(uno));
	answers_set(a, "apellido2", value_text(dos));
	if (*kind)
		answers_set(a, "numero_documento", value_text(arena_printf(a->arena, "19%08llu", number % 100000000)));
}

/* Every text that was the old name is the new one: who consented, who answers for a commitment. */
static void rename_in(struct answers *a, const char *old, const char *fresh)
{
	for (int i = 0; i < a->n; i++)
		if (a->item[i].value.kind == VALUE_TEXT && a->item[i].value.text && strcmp(a->item[i].value.text, old) == 0)
			answers_set(a, a->item[i].name, value_text(fresh));
}

static void rename_all(struct ficha *f, const char *old, const char *fresh)
{
	struct record_list *const list[] = { &f->visita, &f->compromiso, &f->oportunidad };
	if (strcmp(old, fresh) == 0)
		return;
	rename_in(&f->hogar.fields, old, fresh);
	for (size_t k = 0; k < sizeof list / sizeof *list; k++)
		for (int i = 0; i < list[k]->n; i++)
			rename_in(&list[k]->item[i].fields, old, fresh);
}

static void place(const struct moldes *m, struct answers *h, struct rng *rng, uint32_t n)
{
	static const char *const via[] = { "CL", "KR", "TV", "DG" };
	const char *town = answers_text(h, "municipio");
	for (int tries = 0; tries < 20; tries++) {
		const struct choice *c = &m->comuna->item[rng_range(rng, 0, m->comuna->n - 1)];
		if (!c->filter || strcmp(c->filter, town) != 0)
			continue;
		answers_set(h, "comuna", value_choice(c->name));
		break;
	}
	answers_set(h, "direccion", value_text(arena_printf(h->arena, "%s %d # %d-%02d", via[rng_range(rng, 0, 3)], rng_range(rng, 1, 130), rng_range(rng, 1, 110), rng_range(rng, 1, 99))));
	if (*answers_text(h, "telefono"))
		answers_set(h, "telefono", value_text(arena_printf(h->arena, "3990%06u", n % 1000000)));
	if (*answers_text(h, "celular"))
		answers_set(h, "celular", value_text(arena_printf(h->arena, "3990%06u", (n * 7 + 3) % 1000000)));
}

void molde_renombrar(const struct moldes *m, struct ficha *f, struct rng *rng, uint32_t n)
{
	const char *uno = surname(rng, f->arena), *dos = surname(rng, f->arena);
	enum { MIEMBROS = 16 };
	for (int i = 0; i < f->integrante.n; i++) {
		struct record *who = &f->integrante.item[i];
		const char *old = integrante_nombre(who, f->arena), *short_old = integrante_corto(who, f->arena);
		const char *first = arena_printf(f->arena, "%s %s", answers_text(&who->fields, "nombre1"), answers_text(&who->fields, "apellido1"));
		bool outsider = rng_chance(rng, 40);
		birthday(&who->fields, rng, m->hoy);
		person(m, &who->fields, rng, outsider ? surname(rng, f->arena) : uno, dos, (unsigned long long)n * MIEMBROS + (unsigned long long)i % MIEMBROS);
		rename_all(f, old, integrante_nombre(who, f->arena));
		rename_all(f, short_old, integrante_corto(who, f->arena));
		rename_all(f, first, arena_printf(f->arena, "%s %s", answers_text(&who->fields, "nombre1"), answers_text(&who->fields, "apellido1")));
	}
	place(m, &f->hogar.fields, rng, n);
}
