#include "forms/address.h"

#include <stdbool.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/text.h"

enum { MOST_TOKENS = 32, WORD = 24, NUMBER_DIGITS = 3, LETTERS = 2, COMPLEMENT = 12 };

enum token_kind { END, NUMBER, NAME, HASH, DASH };

struct token {
	enum token_kind kind;
	bool glued;                 /* no blank before it */
	char key[WORD];             /* folded, upper case: what it is compared by */
	const char *start, *end;    /* as typed */
};

struct reader {
	struct token token[MOST_TOKENS + 1];
	int n, at;
	struct strbuf *out;
};

struct synonym { const char *key, *normal; };

static const struct synonym vias[] = {
	{ "CALLE", "CL" }, { "CLL", "CL" }, { "CLLE", "CL" }, { "CL", "CL" }, { "CRA", "KR" }, { "CARRERA", "KR" }, { "CARR", "KR" },
	{ "CRR", "KR" }, { "CR", "KR" }, { "KRA", "KR" }, { "KRR", "KR" }, { "KR", "KR" }, { "K", "KR" }, { "AVENIDA", "AV" }, { "AVE", "AV" },
	{ "AVDA", "AV" }, { "AV", "AV" }, { "AC", "AC" }, { "AK", "AK" }, { "DIAGONAL", "DG" }, { "DIAG", "DG" }, { "DIG", "DG" }, { "DG", "DG" },
	{ "TRANSVERSAL", "TV" }, { "TRANSV", "TV" }, { "TRANS", "TV" }, { "TRV", "TV" }, { "TV", "TV" }, { "CIRCULAR", "CQ" }, { "CIRC", "CQ" },
	{ "CIR", "CQ" }, { "CQ", "CQ" }, { "AUTOPISTA", "AU" }, { "AUTOP", "AU" }, { "AUT", "AU" }, { "AU", "AU" },
};
static const struct synonym cardinals[] = { { "NORTE", "NORTE" }, { "SUR", "SUR" }, { "ESTE", "ESTE" }, { "OESTE", "OESTE" } };
static const struct synonym complements[] = {
	{ "INT", "INT" }, { "INTERIOR", "INT" }, { "APTO", "APTO" }, { "APT", "APTO" }, { "APARTAMENTO", "APTO" }, { "PISO", "PISO" },
	{ "BLOQUE", "BLOQUE" }, { "BLQ", "BLOQUE" }, { "BL", "BLOQUE" }, { "CASA", "CASA" },
};
static const struct synonym number_words[] = { { "NO", "#" }, { "NRO", "#" }, { "NUM", "#" }, { "NUMERO", "#" } };

#define SYNONYM(list, key) synonym((list), sizeof(list) / sizeof *(list), (key))

static const char *synonym(const struct synonym *list, size_t n, const char *key)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(list[i].key, key) == 0)
			return list[i].normal;
	}
	return NULL;
}

/* Code points between which a word is cut. */
static enum token_kind kind_of(uint32_t code)
{
	if (code >= '0' && code <= '9')
		return NUMBER;
	if (code == '#' || code == 0xB0 || code == 0xBA)        /* # ° º */
		return HASH;
	if (code == '-' || (code >= 0x2010 && code <= 0x2015))
		return DASH;
	if ((code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z') || code >= 0xC0)
		return NAME;
	return END;
}

static bool set_key(struct token *t, struct arena *scratch)
{
	const char *folded = text_fold(scratch, arena_strndup(scratch, t->start, (size_t)(t->end - t->start)));
	size_t n = strlen(folded);
	if (n >= WORD)
		return false;
	for (size_t i = 0; i < n; i++)
		t->key[i] = folded[i] >= 'a' && folded[i] <= 'z' ? (char)(folded[i] - 'a' + 'A') : folded[i];
	return true;
}

/* "42BBIS", "3BISA": the letters and BIS apart, as they are read. */
static void cut_bis(struct reader *r)
{
	struct token *t = &r->token[r->n - 1], whole = *t;
	const char *bis = strstr(whole.key, "BIS");
	size_t len = strlen(whole.key), before = bis ? (size_t)(bis - whole.key) : 0, after = bis ? len - before - 3 : 0;
	if (!bis || len == 3 || before > LETTERS || after > 1 || (size_t)(whole.end - whole.start) != len || r->n + 2 > MOST_TOKENS)
		return;
	r->n--;
	const size_t cuts[] = { 0, before, before + 3, len };
	for (int i = 0; i < 3; i++) {
		if (cuts[i] == cuts[i + 1])
			continue;
		struct token part = { .kind = NAME, .glued = cuts[i] > 0 || whole.glued,
				      .start = whole.start + cuts[i], .end = whole.start + cuts[i + 1] };
		memcpy(part.key, whole.key + cuts[i], cuts[i + 1] - cuts[i]);
		r->token[r->n++] = part;
	}
}

/* False for what no address of the pattern holds: other signs, or too many pieces. */
static bool split(struct reader *r, const char *text, struct arena *scratch)
{
	bool glued = false;
	while (*text) {
		const char *start = text;
		enum token_kind kind = kind_of(text_decode(&text));
		if (kind == END) {
			if (!strchr(" .,", *start))
				return false;
			glued = false;
			continue;
		}
		for (const char *next = text; (kind == NUMBER || kind == NAME) && kind_of(text_decode(&next)) == kind;)
			text = next;
		if (r->n == MOST_TOKENS)
			return false;
		struct token *t = &r->token[r->n++];
		*t = (struct token){ .kind = kind, .glued = glued, .start = start, .end = text };
		if (!set_key(t, scratch))
			return false;
		if (kind == NAME)
			cut_bis(r);
		glued = true;
	}
	return true;
}

static const struct token *peek(const struct reader *r)
{
	return &r->token[r->at];
}

static bool take_via(struct reader *r)
{
	const char *via = SYNONYM(vias, peek(r)->key);
	if (peek(r)->kind != NAME || !via)
		return false;
	r->at++;
	if (strcmp(via, "AV") == 0 && peek(r)->kind == NAME) {
		const char *second = SYNONYM(vias, peek(r)->key);
		if (second && strcmp(second, "CL") == 0)
			via = "AC", r->at++;
		else if (second && strcmp(second, "KR") == 0)
			via = "AK", r->at++;
	}
	strbuf_printf(r->out, "%s ", via);
	return true;
}

static bool take_digits(struct reader *r)
{
	const struct token *t = peek(r);
	if (t->kind != NUMBER || t->end - t->start > NUMBER_DIGITS)
		return false;
	strbuf_add(r->out, t->key);
	r->at++;
	return true;
}

static bool is_letters(const struct token *t, size_t most)
{
	return t->kind == NAME && strlen(t->key) <= most && strcmp(t->key, "BIS") != 0;
}

/* «No», «Nro», «N°»: what stands for the sign #. */
static bool is_number_word(const struct token *t)
{
	return t->kind == NAME && (SYNONYM(number_words, t->key) || (strcmp(t->key, "N") == 0 && t[1].kind == HASH && t[1].glued));
}

/* A lone N before a number may be «número» or «norte»: who knows. */
static bool is_doubtful(const struct token *t)
{
	return !t->glued && t->kind == NAME && strcmp(t->key, "N") == 0 && t[1].kind == NUMBER;
}

static bool take_letters(struct reader *r)
{
	if (is_doubtful(peek(r)))
		return false;
	if (is_letters(peek(r), LETTERS) && !is_number_word(peek(r)))
		strbuf_add(r->out, r->token[r->at++].key);
	if (peek(r)->kind != NAME || strcmp(peek(r)->key, "BIS") != 0)
		return true;
	strbuf_add(r->out, " BIS");
	r->at++;
	if (is_letters(peek(r), 1) && !is_number_word(peek(r)) && !is_doubtful(peek(r)))
		strbuf_add(r->out, r->token[r->at++].key);
	return true;
}

static void take_cardinal(struct reader *r)
{
	const char *cardinal = peek(r)->kind == NAME ? SYNONYM(cardinals, peek(r)->key) : NULL;
	if (cardinal) {
		strbuf_printf(r->out, " %s", cardinal);
		r->at++;
	}
}

static void take_hash(struct reader *r)
{
	if (is_number_word(peek(r)) || peek(r)->kind == DASH)
		r->at++;
	if (peek(r)->kind == HASH)
		r->at++;
	strbuf_add(r->out, " # ");
}

static bool take_crossing(struct reader *r)
{
	if (!take_digits(r) || !take_letters(r))
		return false;
	take_cardinal(r);
	return true;
}

static void add_shown(struct strbuf *out, const struct token *t, struct arena *scratch)
{
	const char *normal = t->kind == NAME ? SYNONYM(complements, t->key) : NULL;
	strbuf_add(out, normal ? normal : text_upper(scratch, arena_strndup(scratch, t->start, (size_t)(t->end - t->start))));
}

static bool take_complement(struct reader *r, struct arena *scratch)
{
	if (peek(r)->kind == END)
		return true;
	const char *what = peek(r)->kind == NAME ? SYNONYM(complements, peek(r)->key) : NULL;
	if (!what)
		return false;
	r->at++;
	strbuf_printf(r->out, " %s ", what);
	size_t from = r->out->len;
	for (; peek(r)->kind != END; r->at++) {
		if (r->out->len > from && !peek(r)->glued)
			strbuf_add(r->out, " ");
		add_shown(r->out, peek(r), scratch);
	}
	int letters = 0;
	for (size_t at = from; r->out->text[at]; at = text_next(r->out->text, at))
		letters++;
	return letters > 0 && letters <= COMPLEMENT;
}

static bool take_address(struct reader *r, struct arena *scratch)
{
	if (!take_via(r) || !take_crossing(r))
		return false;
	take_hash(r);
	if (!take_crossing(r))
		return false;
	if (peek(r)->kind == DASH)
		r->at++;
	strbuf_add(r->out, "-");
	if (!take_digits(r))
		return false;
	take_cardinal(r);
	return take_complement(r, scratch);
}

const char *address_normalise(const char *text, struct arena *arena)
{
	struct arena scratch;
	arena_init(&scratch);
	struct strbuf out;
	strbuf_init(&out, &scratch);
	struct reader *r = arena_new(&scratch, struct reader);
	r->out = &out;
	const char *normal = split(r, text, &scratch) && take_address(r, &scratch) ? arena_strdup(arena, out.text) : NULL;
	arena_done(&scratch);
	return normal;
}
