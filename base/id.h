#pragma once
/* UUIDv7: identity of a record across offices. Inside a store records are named by dense local numbers. */
#include <stdbool.h>
#include <stdint.h>

enum { ID_TEXT = 37 };
struct id { uint8_t b[16]; };

struct id id_new(void);                         /* time-ordered; from getrandom, or from the seed */
void id_seed(uint64_t seed);                    /* practice store and tests: the same ids every time, stamped from 2020-01-01 on; 0 frees it */
char *id_text(struct id, char out[ID_TEXT]);
bool id_parse(const char *, struct id *);
bool id_equal(struct id, struct id);
bool id_given(struct id);                       /* not all zeros */
