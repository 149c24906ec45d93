/* Preloaded before the program: its N-th allocation fails (SIN_MEMORIA=N), with SIN_MEMORIA_DESDE all after it too, and stderr is told once. */
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static long at = -1, count;
static int from;

static int refuse(void)
{
	static const char text[] = "[sin memoria]\n";
	if (at < 0) {
		const char *n = getenv("SIN_MEMORIA");
		at = n ? atol(n) : 0;
		from = getenv("SIN_MEMORIA_DESDE") != NULL;
	}
	count++;
	if (at == 0 || count < at || (count > at && !from))
		return 0;
	if (count == at) {
		ssize_t ignored = write(2, text, sizeof text - 1);
		(void)ignored;
	}
	errno = ENOMEM;
	return 1;
}

void *malloc(size_t n)
{
	static void *(*real)(size_t);
	if (!real)
		real = (void *(*)(size_t))dlsym(RTLD_NEXT, "malloc");
	return refuse() ? NULL : real(n);
}

void *realloc(void *p, size_t n)
{
	static void *(*real)(void *, size_t);
	if (!real)
		real = (void *(*)(void *, size_t))dlsym(RTLD_NEXT, "realloc");
	return refuse() ? NULL : real(p, n);
}

/* dlsym itself may ask for memory before the real one is known. */
void *calloc(size_t n, size_t size)
{
	static void *(*real)(size_t, size_t);
	static char first[4096];
	static int looking;
	if (!real && looking)
		return first;
	if (!real) {
		looking = 1;
		real = (void *(*)(size_t, size_t))dlsym(RTLD_NEXT, "calloc");
	}
	return refuse() ? NULL : real(n, size);
}
