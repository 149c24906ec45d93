/* Possible matches before a household is created, declared in lista.h. */
#include "base/strbuf.h"
#include "base/text.h"
#include "store/busqueda.h"
#include "store/env.h"
#include "store/fila.h"
#include "store/hash.h"
#include "store/registro.h"
#include "store/vista.h"
#include <stdlib.h>
#include <string.h>

enum { CANDIDATES_MAX = 200, SHOWN_MAX = 20, POINTS_MIN = 45, POINTS_DOCUMENT = 100, POINTS_OTHER_AGE = 30, OTHER_AGE_DAYS = 5 * 365 };
enum same { SAME_TEXT, SAME_SOUND, SAME_VALUE };

/* What makes two people look like one. Names count by sound; points add up, and POINTS_MIN is a name and a surname with the date or the place. */
static const struct sign { const char *campo; enum same how; bool of_hogar; int points; const char *words; } signs[] = {
	{ "nombre1", SAME_SOUND, false, 20, "el nombre" },
	{ "apellido1", SAME_SOUND, false, 20, "el primer apellido" },
	{ "apellido2", SAME_SOUND, false, 10, "el segundo apellido" },
	{ "fecha_nacimiento", SAME_VALUE, false, 30, "la fecha de nacimiento" },
	{ "telefono", SAME_TEXT, false, 15, "el teléfono" },
	{ "telefono", SAME_TEXT, true, 15, "el teléfono del hogar" },
	{ "direccion", SAME_TEXT, true, 15, "la dirección" },
	{ "barrio", SAME_TEXT, true, 5, "el barrio" },
};

static const char *sound(struct arena *arena, const char *text)
{
	return text_phonetic(arena, hash_plain(arena, text));
}

static bool alike(const struct sign *s, const struct answers *a, const struct answers *b, struct arena *arena)
{
	struct value x = answers_get(a, s->campo), y = answers_get(b, s->campo);

	if (!value_known(x) || !value_known(y))
		return false;
	if (s->how == SAME_VALUE)
		return value_equal(x, y);
	const char *p = s->how == SAME_SOUND ? sound(arena, answers_text(a, s->campo)) : hash_plain(arena, answers_text(a, s->campo));
	const char *q = s->how == SAME_SOUND ? sound(arena, answers_text(b, s->campo)) : hash_plain(arena, answers_text(b, s->campo));
	return *p && strcmp(p, q) == 0;
}

static bool same_document(const struct answers *a, const struct answers *b, struct arena *arena)
{
	const char *x = hash_plain(arena, answers_text(a, "numero_documento"));

	return *x && strcmp(x, hash_plain(arena, answers_text(b, "numero_documento"))) == 0;
}

/* A child and an adult of the same name and neighbourhood are two people; a wrong year of birth is not this far off. */
static bool other_age(const struct answers *a, const struct answers *b)
{
	int32_t x = answers_date(a, "fecha_nacimiento"), y = answers_date(b, "fecha_nacimiento");

	return x != DATE_NONE && y != DATE_NONE && (x > y ? x - y : y - x) > OTHER_AGE_DAYS;
}

static int compare_member(const struct answers *integrante, const struct answers *hogar, const struct ficha *f, const struct record *r, struct arena *arena, const char **why)
{
	struct strbuf words;
	int points = 0, n = 0;

	if (same_document(integrante, &r->fields, arena)) {
		*why = "Tiene el mismo número de documento";
		return POINTS_DOCUMENT;
	}
	strbuf_init(&words, arena);
	strbuf_add(&words, "Coinciden ");
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		const struct sign *s = &signs[i];
		if ((s->of_hogar && !hogar) || !alike(s, s->of_hogar ? hogar : integrante, s->of_hogar ? &f->hogar.fields : &r->fields, arena))
			continue;
		points += s->points;
		strbuf_printf(&words, "%s%s", n++ ? ", " : "", s->words);
	}
	*why = words.text;
	return other_age(integrante, &r->fields) ? points - POINTS_OTHER_AGE : points;
}

struct search { struct txn *txn; const struct vista *v; const struct answers *integrante, *hogar; struct arena *arena; struct parecido *out; int n, cap; };

static void candidate(struct search *s, uint32_t hogar)
{
	const struct vista_fila *row = vista_find(s->v, hogar);
	struct parecido best = { 0 };
	struct fila_base base;
	struct ficha f;

	for (int i = 0; i < s->n; i++)
		if (s->out[i].fila.hogar == hogar)
			return;
	if (!row || !familia_load(s->txn, hogar, RECORD_INTEGRANTE, s->arena, &f, NULL))
		return;
	for (int i = 0; i < f.integrante.n; i++) {
		const char *why;
		int points = compare_member(s->integrante, s->hogar, &f, &f.integrante.item[i], s->arena, &why);
		if (points > best.puntos)
			best = (struct parecido){ .puntos = points, .razon = why, .integrante = integrante_nombre(&f.integrante.item[i], s->arena) };
	}
	if (best.puntos < POINTS_MIN || !fila_read(s->txn, row->account, hogar, s->arena, &base))
		return;
	fila_show(&base, hogar, s->v->ruta, s->v->hoy, &best.fila);
	*ARENA_PUSH(s->arena, s->out, s->n, s->cap) = best;
}

static void by_words(struct search *s, const char *a, const char *b)
{
	uint32_t *found;

	if (!*a || !*b)
		return;
	int n = busqueda_query(s->txn, arena_printf(s->arena, "%s %s", a, b), s->arena, &found);
	for (int i = 0; i < n && i < CANDIDATES_MAX; i++)
		candidate(s, found[i]);
}

static int best_first(const void *a, const void *b)
{
	const struct parecido *x = a, *y = b;

	return x->puntos != y->puntos ? y->puntos - x->puntos : (x->fila.hogar > y->fila.hogar) - (x->fila.hogar < y->fila.hogar);
}

int lista_parecidos(struct txn *txn, const struct ruta *ruta, const struct answers *integrante, const struct answers *hogar, int32_t hoy, struct arena *arena, struct parecido **out)
{
	struct search s = { .txn = txn, .integrante = integrante, .hogar = hogar, .arena = arena, .v = vista_get(txn, ruta, hoy) };
	const char *document = answers_text(integrante, "numero_documento");
	uint64_t *same;

	*out = NULL;
	if (!s.v)
		return 0;
	if (*hash_plain(arena, document)) {
		int n = hash_list(txn, hash_documento(txn->store, arena, NULL, document), arena, &same);
		for (int i = 0; i < n; i++)
			candidate(&s, (uint32_t)same[i]);
	}
	const char *name = answers_text(integrante, "nombre1"), *first = answers_text(integrante, "apellido1"), *second = answers_text(integrante, "apellido2");
	by_words(&s, name, first);
	by_words(&s, name, second);
	by_words(&s, first, second);
	if (s.n > 1)
		qsort(s.out, (size_t)s.n, sizeof *s.out, best_first);
	*out = s.out;
	return s.n < SHOWN_MAX ? s.n : SHOWN_MAX;
}
