#include "forms/address_parts.h"

#include <string.h>

#include "forms/address.h"

static const struct address_via vias[] = {
	{ "CL", "Calle" }, { "KR", "Carrera" }, { "DG", "Diagonal" }, { "TV", "Transversal" }, { "AV", "Avenida" }, { "CQ", "Circular" }, { "AC", "Avenida calle" },
	{ "AK", "Avenida carrera" }, { "AU", "Autopista" },
};

int address_vias(const struct address_via **out)
{
	*out = vias;
	return sizeof vias / sizeof *vias;
}

/* «35 ESTE INT 201»: the plate takes its cardinal with it. */
static size_t plate_end(const char *s)
{
	static const char *const cardinals[] = { " NORTE", " SUR", " ESTE", " OESTE" };
	size_t n = strcspn(s, " ");
	for (size_t i = 0; i < sizeof cardinals / sizeof *cardinals; i++) {
		size_t len = strlen(cardinals[i]);
		if (strncmp(s + n, cardinals[i], len) == 0 && (s[n + len] == ' ' || !s[n + len]))
			return n + len;
	}
	return n;
}

bool address_split(const char *text, struct arena *arena, struct address_parts *out)
{
	const char *normal = address_normalise(text, arena);
	const char *hash = normal ? strstr(normal, " # ") : NULL, *dash = hash ? strchr(hash, '-') : NULL, *via = normal ? strchr(normal, ' ') : NULL;
	*out = (struct address_parts){ "", "", "", "", "" };
	if (!dash || !via || via == hash)
		return false;
	size_t plate = plate_end(dash + 1);
	out->via = arena_strndup(arena, normal, (size_t)(via - normal));
	out->number = arena_strndup(arena, via + 1, (size_t)(hash - via - 1));
	out->crossing = arena_strndup(arena, hash + 3, (size_t)(dash - hash - 3));
	out->plate = arena_strndup(arena, dash + 1, plate);
	out->complement = dash[1 + plate] ? dash + 2 + plate : "";
	return true;
}

const char *address_join(const struct address_parts *p, struct arena *arena)
{
	if (!*p->via || !*p->number || !*p->crossing || !*p->plate)
		return NULL;
	return address_normalise(arena_printf(arena, "%s %s # %s - %s %s", p->via, p->number, p->crossing, p->plate, p->complement), arena);
}
