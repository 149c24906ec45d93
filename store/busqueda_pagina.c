/* Answers in pieces. Three ways, whichever opens the fewest values: the households one after the other (words that most have); the postings of the rarest
 * word in a range of households, and then those of the others, as sets of bits; or, where few are left, what each of these holds. */
#include "store/busqueda_state.h"
#include "store/env.h"
#include <string.h>

enum {
	SCAN_STEP = 256,             /* groups looked at one after the other before it is asked whether that pays */
	WORK_MAX = 4096,             /* values opened in a call, more or less: some milliseconds */
	FEW = 4096,                  /* households of a word that are all taken at once */
	RANGE_MIN = 8192, RANGE_HITS = 1024,
	PAGE_MAX = 256,              /* who asks for more wants all of them */
	COUNT_RANGE = 1 << 19, COUNT_ASKED = 1 << 15,
};

/* ---- By household ---- */

static bool open_group(struct pregunta *p, uint32_t group)
{
	struct key k = numero_key(group);
	struct walk w;

	if (p->group_read && p->group == group)
		return true;
	p->group = group;
	p->group_read = true;
	p->n_line = 0;
	p->opened++;
	walk_begin(&w, p->txn, p->table, key_span(&k), WALK_UP);
	uint32_t at;
	if (numero_walk_next(&w, &at)) {
		if (w.value.n > p->cap) {
			p->cap = w.value.n * 2;
			p->bytes = arena_alloc(p->arena, p->cap);
		}
		memcpy(p->bytes, w.value.p, w.value.n);
		p->n_line = numero_split(group, span_of(p->bytes, w.value.n), p->line);
	}
	walk_end(&w);
	return txn_ok(p->txn);
}

bool busqueda_has(struct pregunta *p, const struct busqueda_lugar *at, uint32_t hogar)
{
	struct busqueda_lugar here = { .nivel = at->nivel, .alguno = true };

	if (!pregunta_ready(p, &here) || !pregunta_asks(p, hogar) || !open_group(p, hogar / NUMERO_GROUP))
		return false;
	for (int i = 0; i < p->n_line; i++)
		if (p->line[i].hogar == hogar)
			return pregunta_answers(p, p->line[i]);
	return false;
}

/* Where answers go: into a list until it is full, or only counted. */
struct answers_out { uint32_t *hogar; int n, cap; uint32_t count; };

static bool full(const struct answers_out *o)
{
	return o->hogar && o->n == o->cap;
}

static void give(struct answers_out *o, uint32_t hogar)
{
	o->count++;
	if (o->hogar)
		o->hogar[o->n++] = hogar;
}

/* Looks at the households from `from` on, so many groups at most. Returns the first that was not looked at. */
static uint32_t scan(struct pregunta *p, uint32_t from, uint32_t to, int groups, struct answers_out *out)
{
	struct key prefix = key_number(POSTING_HOGARES), first = numero_key(from / NUMERO_GROUP);
	struct numero_hogar line[NUMERO_GROUP];
	uint32_t group, next = from;
	struct walk w;

	walk_begin(&w, p->txn, p->table, key_span(&prefix), WALK_UP);
	walk_from(&w, key_span(&first));
	while (groups-- > 0 && next < to && !full(out)) {
		if (!numero_walk_next(&w, &group)) {
			next = to;
			break;
		}
		p->opened++;
		int n = numero_split(group, w.value, line);
		for (int i = 0; i < n && !full(out); i++) {
			next = line[i].hogar + 1;
			if (line[i].hogar >= from && line[i].hogar < to && pregunta_asks(p, line[i].hogar) && pregunta_answers(p, line[i]))
				give(out, line[i].hogar);
		}
		if (!full(out))
			next = (group + 1) * NUMERO_GROUP;
	}
	walk_end(&w);
	return next < to ? next : to;
}

/* ---- By word ---- */

/* Adds to `to` the households of a word in its range; of `among` only, when it is given, and then only the blocks where one of them may be are read. */
static void households_of(struct pregunta *p, uint32_t word, const struct bits *among, struct bits *to)
{
	struct posting_block b;

	for (uint64_t from = among ? bits_next(among, to->from) : to->from; from < to->to;) {
		struct walk w;
		uint64_t next = to->to;
		posting_begin(&w, p->txn, p->table, word, (uint32_t)from);
		while (posting_next(&w, &b)) {
			p->opened++;
			for (int i = 0; i < b.n && b.item[i] < to->to; i++)
				if (b.item[i] >= to->from && (!among || bits_has(among, b.item[i])))
					bits_set(to, b.item[i]);
			if (b.upper >= to->to)
				break;
			if (among) {
				next = bits_next(among, (uint64_t)b.upper + 1);
				break;
			}
		}
		walk_end(&w);
		from = next;
	}
}

static struct bits narrow(struct pregunta *p, const struct pregunta_palabra *w, const struct bits *among, uint32_t from, uint32_t to)
{
	struct bits out = bits_new(&p->scratch, from, to);

	for (int i = 0; i < w->n && txn_ok(p->txn); i++)
		households_of(p, w->match[i], among, &out);
	return out;
}

static uint32_t groups_of(const struct bits *b, uint32_t most)
{
	uint32_t n = 0;

	for (uint32_t h = bits_next(b, b->from); h < b->to && n <= most; h = bits_next(b, (h / NUMERO_GROUP + 1) * (uint64_t)NUMERO_GROUP))
		n++;
	return n;
}

/* The households of the range that have the first words; *unsure: the others must still be asked for. */
static struct bits candidates(struct pregunta *p, uint32_t from, uint32_t to, bool *unsure)
{
	struct bits left = narrow(p, &p->word[0], NULL, from, to);

	*unsure = !p->word[0].exact;
	for (int i = 1; i < p->n && txn_ok(p->txn); i++) {
		const struct pregunta_palabra *w = &p->word[i];
		uint32_t spellings = (uint32_t)w->n + 8;
		if (!w->indexed || groups_of(&left, spellings) <= spellings) {
			*unsure = true;
			break;
		}
		*unsure |= !w->exact;
		left = narrow(p, w, &left, from, to);
	}
	return left;
}

/* Returns the first household that was not decided. */
static uint32_t range(struct pregunta *p, uint32_t from, uint32_t to, struct answers_out *out)
{
	bool unsure;

	arena_init(&p->scratch);
	struct bits left = candidates(p, from, to, &unsure);
	uint32_t h = from;
	if (!out->hogar && !unsure && !p->solo) {
		out->count += bits_count(&left);
		h = to;
	}
	for (h = bits_next(&left, h); h < to && !full(out) && txn_ok(p->txn); h = bits_next(&left, (uint64_t)h + 1)) {
		if (!pregunta_asks(p, h))
			continue;
		if (!unsure)
			give(out, h);
		else if (open_group(p, h / NUMERO_GROUP))
			for (int i = 0; i < p->n_line; i++)
				if (p->line[i].hogar == h && pregunta_answers(p, p->line[i]))
					give(out, h);
	}
	arena_done(&p->scratch);
	return h;
}

/* ---- Which way ---- */

static bool no_postings(const struct pregunta *p)
{
	return !p->word[0].indexed;
}

static bool each_asked(const struct pregunta *p)
{
	for (int i = 0; i < p->n; i++)
		if (!p->word[i].indexed || !p->word[i].exact)
			return true;
	return false;
}

/* Would looking at one household after the other find a page sooner than asking the dictionary's spellings? */
static bool common(const struct pregunta *p)
{
	return no_postings(p) || p->word[0].hogares * NUMERO_GROUP >= p->end;
}

static uint32_t range_width(const struct pregunta *p)
{
	uint64_t all = p->word[0].hogares + 1, spellings = 0;

	for (int i = 0; i < p->n; i++)
		spellings += (uint64_t)p->word[i].n;
	if (all <= FEW)
		return p->end;
	uint64_t width = (p->end / all + 1) * (RANGE_HITS + 2 * spellings);
	return width < RANGE_MIN ? RANGE_MIN : width > p->end ? p->end : (uint32_t)width;
}

static uint32_t limit(const struct pregunta *p, uint32_t from, uint64_t width)
{
	return from + width < p->end ? (uint32_t)(from + width) : p->end;
}

int busqueda_next(struct pregunta *p, struct busqueda_lugar *at, uint32_t *hogar, int n)
{
	struct answers_out out = { .hogar = hogar, .cap = n };

	p->opened = 0;
	if (n <= 0 || !pregunta_ready(p, at))
		return 0;
	int nivel = at->nivel;
	bool pays = no_postings(p) || (n <= PAGE_MAX && common(p));
	while (pays && at->desde < p->end && !full(&out) && p->opened < WORK_MAX) {
		int before = out.n;
		at->desde = scan(p, at->desde, p->end, SCAN_STEP, &out);
		pays = no_postings(p) || out.n > before;
	}
	uint64_t width = n <= PAGE_MAX ? range_width(p) : p->end;
	while (!pays && at->desde < p->end && !full(&out) && p->opened < WORK_MAX && txn_ok(p->txn)) {
		at->desde = range(p, at->desde, limit(p, at->desde, width), &out);
		width *= 4;
	}
	at->alguno |= out.n > 0;
	at->fin |= !txn_ok(p->txn);
	if (at->desde >= p->end && nivel == at->nivel)
		pregunta_level_ended(p, at);
	return out.n;
}

uint32_t busqueda_count(struct pregunta *p, struct busqueda_lugar *at)
{
	struct answers_out out = { .hogar = NULL };

	p->opened = 0;
	if (!pregunta_ready(p, at))
		return 0;
	uint32_t to = limit(p, at->desde, each_asked(p) ? COUNT_ASKED : COUNT_RANGE);
	if (no_postings(p))
		at->desde = scan(p, at->desde, to, COUNT_ASKED, &out);
	else
		at->desde = range(p, at->desde, to, &out);
	at->alguno |= out.count > 0;
	at->fin |= !txn_ok(p->txn);
	if (at->desde >= p->end)
		pregunta_level_ended(p, at);
	return out.count;
}
