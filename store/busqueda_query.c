/* Questions to the search index: the words of a text as numbers of the dictionary, level by level, and what a household must hold to answer. */
#include "base/text.h"
#include "store/busqueda_state.h"
#include "store/env.h"
#include "store/hash.h"
#include "store/indice.h"
#include "store/numero_cajon.h"
#include <stdlib.h>
#include <string.h>

static const char digits[] = "0123456789";
enum { INSIDE_FROM = 3, LIKE_FROM = 4, FAR_FROM = 6, SAMPLE = 16, PAGE = 1024 };

/* Points and commas that only part the thousands of a number go: people copy «1.037.123.456» from a document. */
static char *join_thousands(struct arena *a, const char *text)
{
	char *copy = arena_strdup(a, text), *to = copy;
	for (const char *s = copy; *s; s++) {
		bool between = s > copy && (*s == '.' || *s == ',') && strchr(digits, s[-1]);
		if (between && strspn(s + 1, digits) == 3)
			continue;
		*to++ = *s;
	}
	*to = '\0';
	return copy;
}

static bool known_word(const struct pregunta *p, const char *word)
{
	for (int i = 0; i < p->n; i++)
		if (strcmp(p->word[i].text, word) == 0)
			return true;
	return false;
}

/* What stands before a number on screens and papers and is no part of it: «CC 43.111.222», «tel. 399 089 8807». */
static bool label(const char *word)
{
	static const char *const list[] = { "cc", "ti", "rc", "ce", "pa", "pe", "pep", "pt", "ppt", "cn", "doc", "documento", "cedula", "tel", "telefono", "cel", "celular", "folio", "no", "nro", "numero" };
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (strcmp(word, list[i]) == 0)
			return true;
	return false;
}

static void leave_out_labels(struct pregunta *p)
{
	int n = 0;
	for (int i = 0; i < p->n; i++)
		if (i + 1 == p->n || !p->word[i + 1].number || !label(p->word[i].text))
			p->word[n++] = p->word[i];
	p->n = n;
}

static void split(struct pregunta *p, const char *text)
{
	char *folded = text_fold(p->arena, join_thousands(p->arena, text)), *rest = folded;
	for (char *w; p->n < WORDS_MAX && (w = strsep(&rest, " ")) != NULL;) {
		w[strnlen(w, PALABRA_MAX)] = '\0';
		if (*w && !known_word(p, w))
			p->word[p->n++] = (struct pregunta_palabra){ .text = w, .number = strpbrk(w, digits) != NULL };
	}
	leave_out_labels(p);
}

static bool tolerant(const struct pregunta_palabra *w, int nivel)
{
	if (w->solo)
		return false;
	size_t from = nivel == 0 ? 0 : nivel == 1 ? LIKE_FROM : FAR_FROM;
	return strlen(w->text) >= from && !w->number;
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static void join_matches(struct pregunta *p, struct pregunta_palabra *w, const uint32_t *more, int n)
{
	uint32_t *all = arena_array(p->arena, uint32_t, w->n + n);
	if (w->n)
		memcpy(all, w->match, sizeof *all * (size_t)w->n);
	if (n)
		memcpy(all + w->n, more, sizeof *all * (size_t)n);
	qsort(all, (size_t)(w->n + n), sizeof *all, by_number);
	int kept = 0;
	for (int i = 0; i < w->n + n; i++)
		if (kept == 0 || all[kept - 1] != all[i])
			all[kept++] = all[i];
	w->match = all;
	w->n = kept;
}

static void resolve_solo(struct pregunta *p, struct pregunta_palabra *w)
{
	w->n = 0;
	for (int i = 0; i < w->n_solo; i++) {
		uint32_t *more;
		int n = palabras_containing(&p->index->palabras, w->solo[i], strlen(w->solo[i]), p->arena, &more);
		join_matches(p, w, more, n);
	}
}

/* Inside of a number nothing is indexed. The base maestra has no drawers. */
static bool inside(const struct pregunta *p, const struct pregunta_palabra *w)
{
	return p->lado == BUSQUEDA_MAESTRA || (p->nivel > 0 && strlen(w->text) >= INSIDE_FROM);
}

static void resolve_number(struct pregunta *p, struct pregunta_palabra *w)
{
	uint32_t *drawer;
	int n = inside(p, w) ? -1 : cajones_beginning(p->arena, w->text, &drawer, &w->exact);

	w->indexed = n >= 0;
	if (n > 0)
		join_matches(p, w, drawer, n);
}

/* A word that nobody has is tried as on a later level at once. */
static void resolve_word(struct pregunta *p, struct pregunta_palabra *w, int nivel)
{
	struct palabras *dictionary = &p->index->palabras;
	uint32_t *more;

	w->indexed = w->exact = true;
	if (w->solo)
		resolve_solo(p, w);
	else
		w->n = palabras_containing(dictionary, w->text, strlen(w->text), p->arena, &w->match);
	if (tolerant(w, 1) && (nivel >= 1 || w->n == 0)) {
		int n = palabras_like(dictionary, w->text, p->arena, &more);
		join_matches(p, w, more, n);
	}
	if (tolerant(w, 2) && (nivel >= 2 || w->n == 0)) {
		int n = palabras_far(dictionary, w->text, p->arena, &more);
		join_matches(p, w, more, n);
	}
	w->set = bits_new(p->arena, 0, (uint32_t)dictionary->n);
	for (int i = 0; i < w->n; i++)
		bits_set(&w->set, w->match[i]);
	w->spelled = w->n > 0;
	if (w->number)
		resolve_number(p, w);
}

/* How many households have a word, from its first block alone. */
static uint64_t weigh_one(struct pregunta *p, uint32_t word)
{
	struct posting_block b;
	struct walk w;
	uint64_t n = 0;

	posting_begin(&w, p->txn, p->table, word, 0);
	if (posting_next(&w, &b))
		n = b.upper == UINT32_MAX ? (uint64_t)b.n : (uint64_t)b.n * p->end / (b.upper + 1) + 1;
	walk_end(&w);
	return n;
}

/* Common words came early into the dictionary: the first spellings are asked, and of the others some. */
static void weigh(struct pregunta *p, struct pregunta_palabra *w)
{
	int first = w->n < SAMPLE ? w->n : SAMPLE, rest = w->n - first, asked = rest < SAMPLE ? rest : SAMPLE;
	uint64_t others = 0;

	w->hogares = 0;
	for (int i = 0; i < first; i++)
		w->hogares += weigh_one(p, w->match[i]);
	for (int i = 0; i < asked; i++)
		others += weigh_one(p, w->match[first + (int)((int64_t)rest * i / asked)]);
	if (asked > 0)
		w->hogares += others * (uint64_t)rest / (uint64_t)asked;
}

/* Those without postings last, and the rarest first. */
static int by_effort(const void *a, const void *b)
{
	const struct pregunta_palabra *x = a, *y = b;
	if (x->indexed != y->indexed)
		return x->indexed ? -1 : 1;
	return (x->hogares > y->hogares) - (x->hogares < y->hogares);
}

static void resolve(struct pregunta *p, int nivel)
{
	p->nivel = nivel;
	p->posible = p->n > 0 && p->end > 0;
	for (int i = 0; i < p->n; i++) {
		struct pregunta_palabra *w = &p->word[i];
		resolve_word(p, w, nivel);
		if (w->n == 0 && !w->number)
			p->posible = false;
	}
	for (int i = 0; p->posible && i < p->n; i++)
		weigh(p, &p->word[i]);
	qsort(p->word, (size_t)p->n, sizeof *p->word, by_effort);
}

static bool any_tolerant(const struct pregunta *p, int nivel)
{
	for (int i = 0; i < p->n; i++)
		if (tolerant(&p->word[i], nivel) || (nivel == 1 && p->word[i].number && p->lado == BUSQUEDA_HOGARES && strlen(p->word[i].text) >= INSIDE_FROM))
			return true;
	return false;
}

void pregunta_level_ended(struct pregunta *p, struct busqueda_lugar *at)
{
	int next = at->nivel + 1;
	if (at->alguno || next >= NIVELES || !any_tolerant(p, next)) {
		at->fin = true;
		return;
	}
	at->nivel = next;
	at->desde = 0;
}

bool pregunta_ready(struct pregunta *p, struct busqueda_lugar *at)
{
	while (!at->fin && txn_ok(p->txn)) {
		if (p->nivel != at->nivel)
			resolve(p, at->nivel);
		if (p->posible && at->desde < p->end)
			break;
		if (p->posible)
			pregunta_level_ended(p, at);
		else
			at->fin = true;      /* a word that nobody has, however loosely it is taken */
	}
	at->fin |= !txn_ok(p->txn);
	return !at->fin;
}

bool pregunta_answers(const struct pregunta *p, struct numero_hogar h)
{
	uint32_t has = 0, all = (1u << p->n) - 1, word;

	for (int i = 0; i < p->n; i++) {
		if (p->word[i].number && numero_match(&h, p->word[i].text, inside(p, &p->word[i])))
			has |= 1u << i;
		else if (p->word[i].number && !p->word[i].spelled)
			return false;
	}
	while (has != all && numero_word(&h, &word))
		for (int i = 0; i < p->n; i++)
			if (bits_has(&p->word[i].set, word))
				has |= 1u << i;
	return has == all;
}

struct pregunta *busqueda_begin(struct txn *txn, enum busqueda_lado lado, const char *text, struct arena *a)
{
	struct pregunta *p = arena_new(a, struct pregunta);

	*p = (struct pregunta){ .txn = txn, .lado = lado, .table = busqueda_table(lado), .arena = a, .nivel = -1, .text = arena_strdup(a, text ? text : "") };
	split(p, p->text);
	if (busqueda_flush(txn) && (p->index = busqueda_of(txn)) != NULL)
		p->end = numero_end(txn, p->table);
	return p;
}

void busqueda_solo(struct pregunta *p, const char *const *words, int n)
{
	p->word[p->n++] = (struct pregunta_palabra){ .text = "", .solo = words, .n_solo = n };
}

void busqueda_de(struct pregunta *p, uint32_t account)
{
	struct key prefix = key_number(account);
	struct walk w;

	if (account == 0 || !indice_flush(p->txn))
		return;
	struct bits *own = arena_new(p->arena, struct bits);
	*own = bits_new(p->arena, 0, p->end);
	walk_begin(&w, p->txn, TABLE_FILA, key_span(&prefix), WALK_UP);
	for (w.keys_only = true; walk_next(&w);) {
		uint32_t hogar = w.key.n == 8 ? span_u32(w.key, 4) : p->end;
		if (hogar < p->end)
			bits_set(own, hogar);
	}
	walk_end(&w);
	p->solo = own;
}

/* By document; and by folio, or by the code of the row. */
int busqueda_exactos(struct pregunta *p, uint32_t *hogar, int n)
{
	const struct store *s = p->txn->store;
	const char *plain = hash_plain(p->arena, p->text), *code = arena_printf(p->arena, "c %s", plain);
	bool rows = p->lado == BUSQUEDA_MAESTRA;
	struct hash by[] = { hash_of(s, rows ? HASH_MAESTRA : HASH_NUMERO, span_of(plain, strlen(plain))),
		rows ? hash_of(s, HASH_MAESTRA_CLAVE, span_of(code, strlen(code))) : hash_folio(s, p->arena, p->text) };
	int found = 0;

	if (strlen(plain) < LIKE_FROM || !strpbrk(plain, digits))
		return 0;
	for (size_t k = 0; k < sizeof by / sizeof *by; k++) {
		uint64_t *number;
		int total = hash_list(p->txn, by[k], p->arena, &number);
		for (int i = 0; i < total && found < n; i++)
			hogar[found++] = (uint32_t)number[i];
	}
	return found;
}

bool busqueda_nivel(struct pregunta *p, struct busqueda_lugar *at)
{
	uint32_t one;

	*at = (struct busqueda_lugar){ 0 };
	if (p->n > 0 && !any_tolerant(p, 1))
		return pregunta_ready(p, at);
	while (!at->fin && !at->alguno)
		busqueda_next(p, at, &one, 1);
	at->desde = 0;
	at->fin = false;
	return at->alguno;
}

int busqueda_query(struct txn *txn, const char *text, struct arena *a, uint32_t **hogares)
{
	return busqueda_query_de(txn, 0, text, a, hogares);
}

int busqueda_query_de(struct txn *txn, uint32_t account, const char *text, struct arena *a, uint32_t **hogares)
{
	struct arena scratch;
	struct busqueda_lugar at = { 0 };
	int n = 0, cap = 0;

	*hogares = NULL;
	arena_init(&scratch);
	struct pregunta *p = busqueda_begin(txn, BUSQUEDA_HOGARES, text, &scratch);
	busqueda_de(p, account);
	while (!at.fin) {
		if (cap - n < PAGE) {
			int room = cap ? cap * 2 : PAGE;
			*hogares = arena_grow(a, *hogares, sizeof **hogares * (size_t)cap, sizeof **hogares * (size_t)room);
			cap = room;
		}
		n += busqueda_next(p, &at, *hogares + n, cap - n);
	}
	arena_done(&scratch);
	return txn_ok(txn) ? n : 0;
}
