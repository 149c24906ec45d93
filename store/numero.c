#include "store/numero.h"
#include "base/strbuf.h"
#include "store/posting.h"
#include <stdlib.h>
#include <string.h>

enum { GROUP = 16, INSIDE_MIN = 3 };

bool numero_is(const char *word, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (word[i] < '0' || word[i] > '9')
			return false;
	return len > 0;
}

/* A value has a line for each household of its group that has numbers: its place in the group as a letter from 'a' on, then " 123 456 ". */
static struct key group_key(uint32_t hogar)
{
	return posting_key(POSTING_NUMBERS, hogar / GROUP);
}

static void add_line(struct strbuf *b, uint32_t hogar, const char *numbers)
{
	if (*numbers)
		strbuf_printf(b, "%c %s \n", (char)('a' + hogar % GROUP), numbers);
}

bool numero_put(struct txn *txn, uint32_t hogar, const char *numbers)
{
	struct arena scratch;
	arena_init(&scratch);
	struct key key = group_key(hogar);
	struct span old = { 0 };
	struct strbuf b;
	strbuf_init(&b, &scratch);
	bool there = table_get(txn, TABLE_TPO, key_span(&key), &scratch, &old), placed = false;
	char *text = there ? arena_strndup(&scratch, (const char *)old.p, old.n) : NULL;
	for (char *line; text && (line = strsep(&text, "\n")) != NULL;) {
		if (!*line)
			continue;
		char place = (char)('a' + hogar % GROUP);
		if (!placed && *line >= place) {
			add_line(&b, hogar, numbers);
			placed = true;
		}
		if (*line != place)
			strbuf_printf(&b, "%s\n", line);
	}
	if (!placed)
		add_line(&b, hogar, numbers);
	if (b.len > 0)
		table_put(txn, TABLE_TPO, key_span(&key), span_of(b.text, b.len));
	else if (there)
		table_del(txn, TABLE_TPO, key_span(&key));
	arena_done(&scratch);
	return txn_ok(txn);
}

static void visit_group(const struct numero_walk *n, const struct walk *w, struct arena *scratch)
{
	uint32_t first = span_u32(w->key, 4) * GROUP;
	char *text = arena_strndup(scratch, (const char *)w->value.p, w->value.n);
	for (char *line; (line = strsep(&text, "\n")) != NULL;)
		if (*line)
			n->visit(n->arg, first + (uint32_t)(*line - 'a'), line + 1);
}

static void seek(struct walk *w, struct txn *txn, uint32_t hogar)
{
	struct key prefix = key_number(POSTING_NUMBERS), from = group_key(hogar);
	walk_end(w);
	walk_begin(w, txn, TABLE_TPO, key_span(&prefix), WALK_UP);
	walk_from(w, key_span(&from));
}

bool numero_walk(struct txn *txn, const struct numero_walk *n)
{
	const char *digits = n->digits ? n->digits : "";
	struct arena scratch;
	arena_init(&scratch);
	struct walk w = { .cursor = NULL };
	uint64_t behind = UINT64_MAX;        /* group after the one under the walk */
	for (uint64_t from = 0; txn_ok(txn) && from < UINT32_MAX; from = behind * GROUP) {
		if (n->next && (from = n->next(n->arg, from)) == UINT32_MAX)
			break;
		/* the next group is a step away; a far one is cheaper to seek than to open all between */
		if (from / GROUP != behind)
			seek(&w, txn, (uint32_t)from);
		if (!walk_next(&w))
			break;
		if (w.damaged || w.key.n != 8) {
			txn_fail(txn, ERR_DAMAGED, "El índice de búsqueda está dañado. Ejecute «logros verificar» y avise al administrador.");
			break;
		}
		behind = (uint64_t)span_u32(w.key, 4) + 1;
		arena_reset(&scratch);
		if (memmem(w.value.p, w.value.n, digits, strlen(digits)))
			visit_group(n, &w, &scratch);
	}
	walk_end(&w);
	arena_done(&scratch);
	return txn_ok(txn);
}

static bool any_number(const char *numbers, const char *word, size_t lead)
{
	char needle[64];
	size_t n = strlen(word);
	n = n > sizeof needle - 2 ? sizeof needle - 2 : n;
	needle[0] = ' ';
	memcpy(needle + 1, word, n);
	needle[n + 1] = '\0';
	return strstr(numbers, needle + 1 - lead) != NULL;
}

bool numero_match(const char *numbers, const char *word)
{
	if (any_number(numbers, word, strlen(word) < INSIDE_MIN))
		return true;
	/* «12» finds the folio 00012 */
	for (const char *s = numbers; (s = strstr(s, " 0")) != NULL;) {
		s += 1 + strspn(s + 1, "0");
		if (strncmp(s, word, strlen(word)) == 0)
			return true;
	}
	return false;
}
