#pragma once
/* Memory by lifetime: an arena per programme, per screen, per event. Who passes the arena owns the result; nothing is freed singly.
 * Running out of memory ends the program through the hook (the data are safe in the store). */
#include <stddef.h>

struct arena {
	struct arena_block *head;
};

void arena_init(struct arena *);
void arena_done(struct arena *);
void arena_reset(struct arena *);                        /* keeps one block */
void *arena_alloc(struct arena *, size_t size);          /* zeroed, aligned for anything, never NULL */
void *arena_copy(struct arena *, const void *, size_t);
char *arena_strdup(struct arena *, const char *);        /* NULL gives NULL */
char *arena_strndup(struct arena *, const char *, size_t);
char *arena_printf(struct arena *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void *arena_grow(struct arena *, void *old, size_t old_size, size_t new_size);
void arena_on_oom(void (*hook)(void));                   /* called once before the program ends */
_Noreturn void arena_oom(void);                          /* ends it: for who asks a library for memory and gets none */

#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_alloc((a), sizeof(type) * (size_t)(n)))
/* Room for one more item in a growing array of the arena: `*ARENA_PUSH(a, list, n, cap) = item;` (n and cap are ints). */
#define ARENA_PUSH(a, ptr, n, cap) \
	((n) == (cap) ? ((ptr) = arena_grow((a), (ptr), sizeof *(ptr) * (size_t)(cap), sizeof *(ptr) * (size_t)((cap) ? 2 * (cap) : 8)), \
			 (cap) = (cap) ? 2 * (cap) : 8, &(ptr)[(n)++]) : &(ptr)[(n)++])
