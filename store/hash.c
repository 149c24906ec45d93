#include "store/hash.h"
#include "base/text.h"
#include "store/env.h"
#include <string.h>

struct hash hash_of(const struct store *s, enum hash_domain domain, struct span what)
{
	struct hash h = { 0 };

	seal_hash(s->seal, (char)domain, what.p, what.n, h.b);
	return h;
}

static struct key hash_key(struct hash h, uint64_t number)
{
	struct key k;

	key_init(&k);
	key_bytes(&k, h.b, sizeof h.b);
	key_u64(&k, number);
	return k;
}

void hash_put(struct txn *txn, struct hash h, uint64_t number)
{
	struct key k = hash_key(h, number);

	table_put(txn, TABLE_HASH, key_span(&k), span_of("", 0));
}

void hash_del(struct txn *txn, struct hash h, uint64_t number)
{
	struct key k = hash_key(h, number);

	table_del(txn, TABLE_HASH, key_span(&k));
}

int hash_list(struct txn *txn, struct hash h, struct arena *arena, uint64_t **numbers)
{
	struct walk w;
	int n = 0, cap = 0;

	*numbers = NULL;
	for (walk_begin(&w, txn, TABLE_HASH, span_of(h.b, sizeof h.b), WALK_UP); walk_next(&w);)
		if (w.key.n == HASH_LEN + 8)
			*ARENA_PUSH(arena, *numbers, n, cap) = span_u64(w.key, HASH_LEN);
	return n;
}

uint64_t hash_find(struct txn *txn, struct hash h)
{
	struct walk w;
	uint64_t found = 0;

	walk_begin(&w, txn, TABLE_HASH, span_of(h.b, sizeof h.b), WALK_UP);
	if (walk_next(&w) && w.key.n == HASH_LEN + 8)
		found = span_u64(w.key, HASH_LEN);
	walk_end(&w);
	return found;
}

uint64_t hash_find_number(struct txn *txn, enum hash_domain domain, struct span what)
{
	return hash_find(txn, hash_of(txn->store, domain, what));
}

const char *hash_plain(struct arena *arena, const char *text)
{
	char *plain = text_fold(arena, text ? text : ""), *to = plain;

	for (const char *s = plain; *s; s++)
		if (*s != ' ')
			*to++ = *s;
	*to = '\0';
	return plain;
}

struct hash hash_documento(const struct store *s, struct arena *arena, const char *tipo, const char *numero)
{
	const char *plain = hash_plain(arena, numero);

	if (!tipo)
		return hash_of(s, HASH_NUMERO, span_of(plain, strlen(plain)));
	const char *both = arena_printf(arena, "%s %s", hash_plain(arena, tipo), plain);
	return hash_of(s, HASH_DOCUMENTO, span_of(both, strlen(both)));
}

struct hash hash_folio(const struct store *s, struct arena *arena, const char *folio)
{
	const char *plain = hash_plain(arena, folio);

	return hash_of(s, HASH_FOLIO, span_of(plain, strlen(plain)));
}

const char *hash_folio_whole(struct arena *arena, const char *text)
{
	const char *plain = hash_plain(arena, text), *number = plain + strlen(plain);
	int letters;

	while (number > plain && number[-1] >= '0' && number[-1] <= '9')
		number--;
	letters = (int)(number - plain);
	if (!*number)
		return NULL;
	while (*number == '0')
		number++;
	int missing = FOLIO_DIGITS - (int)strlen(number);
	return arena_printf(arena, "%.*s%.*s%s", letters, plain, missing > 0 ? missing : 0, "00000", number);
}

struct hash hash_usuario(const struct store *s, const char *usuario)
{
	return hash_of(s, HASH_USUARIO, span_of(usuario, strlen(usuario)));
}
