#pragma once
/* Values made small before they are sealed: zstd, with a dictionary that knows the words that records, rows and operations repeat (names of answers, choices, heads).
 * The only file that uses <zstd.h>. A packed value is one zstd frame without checksum (its seal is one) and without the number of its dictionary (the version of the seal
 * says it: docs/ALMACEN.md). The dictionary is part of the format: store/pack_1.zdict never changes.
 * A handle holds the working memory of one process; results lie in it until the next call. Out of memory ends the program, as everywhere. */
#include "store/key.h"
#include <stdbool.h>

enum { PACK_MAX = 64 << 20 };                 /* no value of ours comes near this */

struct pack;
struct pack *pack_new(void);
void pack_free(struct pack *);
bool pack_close(struct pack *, struct span plain, struct span *packed);         /* false: it would not be smaller */
uint8_t *pack_room(struct pack *, size_t n);  /* n bytes for the packed text that is opened next */
size_t pack_size(struct span packed);         /* bytes that it will take; SIZE_MAX: it is no packed value */
bool pack_open(struct pack *, struct span packed, uint8_t *out, size_t n);      /* n: pack_size() */
