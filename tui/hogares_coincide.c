#include "tui/hogares_coincide.h"

#include "base/text.h"
#include "model/resumen.h"
#include "store/palabra.h"

#include <string.h>

enum { PALABRAS = 8 };
struct pregunta { const char *word[PALABRAS], *sound[PALABRAS]; int n; };

static void split(struct pregunta *p, const char *text, struct arena *arena)
{
	char *rest = text_fold(arena, text);
	for (char *w; p->n < PALABRAS && (w = strsep(&rest, " "));)
		if (*w) {
			p->sound[p->n] = text_phonetic(arena, w);
			p->word[p->n++] = w;
		}
}

/* Letters that may be wrong, as the search forgives them. */
static int forgiven(const char *word)
{
	return strpbrk(word, "0123456789") || strlen(word) < 4 ? 0 : strlen(word) < 6 ? 1 : 2;
}

/* As the search does: inside a word, with the same sound, or with some letters wrong. */
static bool has(const char *folded, const char *word, const char *sound, struct arena *arena)
{
	if (strstr(folded, word))
		return true;
	char *rest = arena_strdup(arena, folded);
	for (char *w; (w = strsep(&rest, " "));)
		if (*w && ((*sound && strncmp(text_phonetic(arena, w), sound, strlen(sound)) == 0) || (forgiven(word) && palabra_parecida(word, w, forgiven(word)))))
			return true;
	return false;
}

/* Bits of the words that stand in it. */
static unsigned answers_to(const struct pregunta *p, const char *text, struct arena *arena)
{
	const char *folded = text_fold(arena, text);
	unsigned found = 0;
	for (int i = 0; i < p->n; i++)
		found |= (unsigned)has(folded, p->word[i], p->sound[i], arena) << i;
	return found;
}

static int count(unsigned bits) { return __builtin_popcount(bits); }

struct mejor { unsigned found; const char *dice; };

static void consider(struct mejor *best, const struct pregunta *p, unsigned row, const char *text, const char *says, struct arena *arena)
{
	unsigned found = *text ? answers_to(p, text, arena) & ~row : 0;
	if (count(found) > count(best->found))
		*best = (struct mejor){ found, says };
}

static const char *reason(struct app *app, const struct fila *f, const struct pregunta *p, struct arena *arena)
{
	unsigned row = answers_to(p, arena_printf(arena, "%s %s %s", f->nombre, f->folio, f->barrio), arena), all = (1u << p->n) - 1;
	struct mejor best = { 0 };
	struct err err = { 0 };
	struct ficha ficha;
	struct txn txn;
	if (row == all || !txn_read(&txn, app->store, &err))
		return "";
	bool there = ficha_load(&txn, f->hogar, arena, &ficha, NULL);
	txn_abort(&txn);
	if (!there)
		return "";
	for (int i = 0; i < ficha.integrante.n; i++) {
		const struct record *r = &ficha.integrante.item[i];
		const char *name = integrante_nombre(r, arena), *number = answers_text(&r->fields, "numero_documento"), *phone = answers_text(&r->fields, "telefono");
		consider(&best, p, row, name, name, arena);
		consider(&best, p, row, number, arena_printf(arena, "%s, documento %s", name, number), arena);
		consider(&best, p, row, phone, arena_printf(arena, "%s, teléfono %s", name, phone), arena);
	}
	consider(&best, p, row, f->direccion, f->direccion, arena);
	consider(&best, p, row, f->telefono, arena_printf(arena, "teléfono %s", f->telefono), arena);
	return best.found ? arena_printf(arena, "Coincide: %s", best.dice) : "";
}

bool hogares_coincide(struct app *app, struct hogares_coincide *c, const struct fila *fila, const char *texto)
{
	uint32_t hogar = fila ? fila->hogar : 0;
	if (c->texto && c->hogar == hogar && strcmp(c->texto, texto) == 0)
		return false;
	const char *said = c->dice ? arena_strdup(&app->turn, c->dice) : "";
	struct pregunta p = { 0 };
	arena_reset(&c->arena);
	c->hogar = hogar;
	c->texto = arena_strdup(&c->arena, texto);
	split(&p, texto, &c->arena);
	c->dice = fila && p.n > 0 ? reason(app, fila, &p, &c->arena) : "";
	return strcmp(c->dice, said) != 0;
}

void hogares_coincide_cerrar(struct hogares_coincide *c)
{
	arena_done(&c->arena);
}
