#include "base/arena.h"
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	BLOCK_FIRST = 4 * 1024,
	BLOCK_LAST = 256 * 1024,
	KEEP_MAX = 1024 * 1024,     /* a reset gives larger blocks back: one big import must not weigh on the whole session */
};

struct arena_block {
	struct arena_block *older;
	size_t size, used;
	_Alignas(max_align_t) char data[];
};

static void (*oom_hook)(void);

_Noreturn void arena_oom(void)
{
	void (*hook)(void) = oom_hook;
	oom_hook = NULL;
	if (hook)
		hook();
	static const char text[] = "logros: no hay memoria suficiente; lo guardado está a salvo. Cierre otros programas y vuelva a entrar.\n";
	ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);
	(void)ignored;
	_exit(1);
}

void arena_on_oom(void (*hook)(void))
{
	oom_hook = hook;
}

void arena_init(struct arena *a)
{
	a->head = NULL;
}

static void free_chain(struct arena_block *b)
{
	while (b) {
		struct arena_block *older = b->older;
		free(b);
		b = older;
	}
}

void arena_done(struct arena *a)
{
	free_chain(a->head);
	a->head = NULL;
}

void arena_reset(struct arena *a)
{
	struct arena_block *keep = NULL;
	for (struct arena_block *b = a->head; b; b = b->older)
		if (b->size <= KEEP_MAX && (!keep || b->size > keep->size))
			keep = b;
	for (struct arena_block *b = a->head, *older; b; b = older) {
		older = b->older;
		if (b != keep)
			free(b);
	}
	if (keep) {
		keep->older = NULL;
		keep->used = 0;
	}
	a->head = keep;
}

static struct arena_block *block_new(size_t size)
{
	if (size > PTRDIFF_MAX - sizeof(struct arena_block))
		arena_oom();
	struct arena_block *b = malloc(sizeof *b + size);
	if (!b)
		arena_oom();
	b->older = NULL;
	b->size = size;
	b->used = 0;
	return b;
}

/* A large piece gets a block of its own behind the head, so that the room left in the head is not lost. */
static char *take_slow(struct arena *a, size_t size)
{
	size_t next = a->head ? a->head->size * 2 : BLOCK_FIRST;
	if (next > BLOCK_LAST)
		next = BLOCK_LAST;
	if (a->head && size > next / 4) {
		struct arena_block *b = block_new(size);
		b->used = size;
		b->older = a->head->older;
		a->head->older = b;
		return b->data;
	}
	struct arena_block *b = block_new(size > next ? size : next);
	b->used = size;
	b->older = a->head;
	a->head = b;
	return b->data;
}

static inline char *take(struct arena *a, size_t size, size_t align)
{
	struct arena_block *b = a->head;
	if (b) {
		size_t at = (b->used + align - 1) & ~(align - 1);
		if (at <= b->size && size <= b->size - at) {
			b->used = at + size;
			return b->data + at;
		}
	}
	return take_slow(a, size);
}

void *arena_alloc(struct arena *a, size_t size)
{
	if (size == 0)
		size = 1;
	void *p = take(a, size, _Alignof(max_align_t));
	return memset(p, 0, size);
}

void *arena_copy(struct arena *a, const void *from, size_t size)
{
	void *p = take(a, size ? size : 1, _Alignof(max_align_t));
	return size ? memcpy(p, from, size) : p;
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
	if (!s)
		return NULL;
	size_t len = strnlen(s, n);
	char *p = take(a, len + 1, 1);
	memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return s ? arena_strndup(a, s, strlen(s)) : NULL;
}

/* Tried in the room that the head has left; most texts fit and are formatted once. */
char *arena_printf(struct arena *a, const char *fmt, ...)
{
	struct arena_block *b = a->head;
	size_t room = b ? b->size - b->used : 0;
	va_list args;
	va_start(args, fmt);
	int n = vsnprintf(room ? b->data + b->used : NULL, room, fmt, args);
	va_end(args);
	if (n < 0)
		return arena_strdup(a, "");
	size_t size = (size_t)n + 1;
	char *p = take(a, size, 1);
	if (size <= room)
		return p;
	va_start(args, fmt);
	vsnprintf(p, size, fmt, args);
	va_end(args);
	return p;
}

void *arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size)
{
	if (!old)
		return arena_alloc(a, new_size);
	if (new_size <= old_size)
		return old;
	struct arena_block *b = a->head;
	size_t more = new_size - old_size;
	if (b && (char *)old + old_size == b->data + b->used && more <= b->size - b->used) {
		memset((char *)old + old_size, 0, more);
		b->used += more;
		return old;
	}
	char *p = take(a, new_size, _Alignof(max_align_t));
	memcpy(p, old, old_size);
	memset(p + old_size, 0, more);
	return p;
}
