#include "store/sealed.h"
#include "store/env.h"
#include "store/pack.h"

static struct pack *pack_of(struct store *s)
{
	if (!s->pack)
		s->pack = pack_new();
	return s->pack;
}

/* Less than a step of the seal saved is nothing saved. */
struct span sealed_text(struct store *s, struct span value, struct seal_where *where)
{
	struct span packed;

	where->packed = table_packs(where->table) && value.n >= SEAL_STEP && pack_close(pack_of(s), value, &packed) && seal_size(packed.n) < seal_size(value.n);
	return where->packed ? packed : value;
}

static bool unpack(struct store *s, struct span packed, struct arena *arena, struct span *value)
{
	size_t n = pack_size(packed);

	if (n == SIZE_MAX)
		return false;
	uint8_t *out = arena_alloc(arena, n + 1);
	*value = span_of(out, n);
	return pack_open(pack_of(s), packed, out, n);
}

bool sealed_open(struct store *s, enum table t, struct span key, struct span sealed, struct arena *arena, struct span *value, uint32_t *version)
{
	struct seal_where where = { .table = (uint8_t)t, .key = key };
	bool packed = seal_packed(sealed);
	struct span text;

	*value = span_of("", 0);
	if (!seal_version(sealed, version))
		return false;
	uint8_t *out = packed ? pack_room(pack_of(s), sealed.n) : arena_alloc(arena, sealed.n);
	if (!seal_open(s->seal, &where, sealed, out, &text))
		return false;
	if (packed && !unpack(s, text, arena, &text))
		return false;
	*value = text;
	return true;
}
