#pragma once
/* An address of the pattern (forms/address.h) in its parts, to be filled in one by one, and back. */
#include "base/arena.h"
#include <stdbool.h>

struct address_via { const char *code, *name; };         /* KR, Carrera */
int address_vias(const struct address_via **out);        /* the usual first */

/* «KR 42B SUR # 107A-35 INT 201»: KR · 42B SUR · 107A · 35 · INT 201. Texts are never NULL. */
struct address_parts { const char *via, *number, *crossing, *plate, *complement; };
/* False, and all parts "", when the text does not follow the pattern. */
bool address_split(const char *text, struct arena *, struct address_parts *);
/* The normal form; NULL when a part is missing or wrong. */
const char *address_join(const struct address_parts *, struct arena *);
