#include "store/pack.h"
#include "base/arena.h"
#include <stdlib.h>

/* The constructors that take an allocator count as unstable, but zstd 1.5.4 (Debian 12) ends with a signal when the memory for a dictionary fails, and with our own
 * allocator it never sees that. tests/crash finds it. */
#define ZSTD_STATIC_LINKING_ONLY
#include <zstd.h>

enum { LEVEL = 1 };

/* The bytes of the file, as they are. */
__asm__(".section .rodata\n"
	".balign 16\n"
	"pack_dict_1:\n"
	".incbin \"store/pack_1.zdict\"\n"
	"pack_dict_1_end:\n"
	".byte 0\n"
	".previous\n");
extern const uint8_t pack_dict_1[], pack_dict_1_end[];

struct room { struct arena arena; uint8_t *p; size_t cap; };
struct pack {
	struct arena arena;                  /* it lies in it */
	ZSTD_CCtx *cctx;                     /* only of who writes */
	ZSTD_CDict *cdict;
	ZSTD_DCtx *dctx;
	ZSTD_DDict *ddict;
	struct room out, in;
};

static void *made(void *p)
{
	if (!p)
		arena_oom();
	return p;
}

static void *take(void *unused, size_t n)
{
	(void)unused;
	return made(malloc(n));
}

static void give(void *unused, void *p)
{
	(void)unused;
	free(p);
}

static const ZSTD_customMem memory = { take, give, NULL };

static uint8_t *room(struct room *r, size_t n)
{
	if (n > r->cap) {
		arena_reset(&r->arena);
		r->cap = n + n / 2;
		r->p = arena_alloc(&r->arena, r->cap);
	}
	return r->p;
}

static size_t dict_size(void)
{
	return (size_t)(pack_dict_1_end - pack_dict_1);
}

/* The dictionary is used where it lies; a reader needs no tables for writing. */
struct pack *pack_new(void)
{
	struct arena arena;

	arena_init(&arena);
	struct pack *p = arena_new(&arena, struct pack);
	p->arena = arena;
	arena_init(&p->out.arena);
	arena_init(&p->in.arena);
	p->dctx = made(ZSTD_createDCtx_advanced(memory));
	p->ddict = made(ZSTD_createDDict_advanced(pack_dict_1, dict_size(), ZSTD_dlm_byRef, ZSTD_dct_fullDict, memory));
	return p;
}

static void begin_writing(struct pack *p)
{
	ZSTD_compressionParameters how = ZSTD_getCParams(LEVEL, 0, dict_size());

	p->cctx = made(ZSTD_createCCtx_advanced(memory));
	p->cdict = made(ZSTD_createCDict_advanced(pack_dict_1, dict_size(), ZSTD_dlm_byRef, ZSTD_dct_fullDict, how, memory));
	ZSTD_CCtx_setParameter(p->cctx, ZSTD_c_checksumFlag, 0);
	ZSTD_CCtx_setParameter(p->cctx, ZSTD_c_dictIDFlag, 0);
	ZSTD_CCtx_refCDict(p->cctx, p->cdict);
}

void pack_free(struct pack *p)
{
	if (!p)
		return;
	ZSTD_freeCCtx(p->cctx);
	ZSTD_freeCDict(p->cdict);
	ZSTD_freeDCtx(p->dctx);
	ZSTD_freeDDict(p->ddict);
	arena_done(&p->out.arena);
	arena_done(&p->in.arena);
	struct arena arena = p->arena;
	arena_done(&arena);
}

bool pack_close(struct pack *p, struct span plain, struct span *packed)
{
	size_t bound = ZSTD_compressBound(plain.n);

	if (!p->cctx)
		begin_writing(p);
	size_t n = ZSTD_compress2(p->cctx, room(&p->out, bound), bound, plain.p, plain.n);
	if (ZSTD_isError(n) || n >= plain.n)
		return false;
	*packed = span_of(p->out.p, n);
	return true;
}

uint8_t *pack_room(struct pack *p, size_t n)
{
	return room(&p->in, n);
}

size_t pack_size(struct span packed)
{
	unsigned long long n = ZSTD_getFrameContentSize(packed.p, packed.n);

	return n <= PACK_MAX ? (size_t)n : SIZE_MAX;
}

bool pack_open(struct pack *p, struct span packed, uint8_t *out, size_t n)
{
	return ZSTD_decompress_usingDDict(p->dctx, out, n, packed.p, packed.n, p->ddict) == n;
}
