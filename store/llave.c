#include "store/llave.h"
#include <ctype.h>
#include <string.h>

/* Letters and digits that nobody takes for one another (Crockford's base 32). */
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
enum { SIGNS = 32, GROUP = 4, BITS = 5 };

void llave_papel(char out[LLAVE_PAPEL])
{
	uint8_t chance[SIGNS];
	int n = 0;

	seal_random(chance, sizeof chance);
	for (int i = 0; i < SIGNS; i++) {
		if (i > 0 && i % GROUP == 0)
			out[n++] = '-';
		out[n++] = alphabet[chance[i] & ((1 << BITS) - 1)];
	}
	out[n] = '\0';
	seal_wipe(chance, sizeof chance);
}

/* As it was made, without hyphens; false: it is no such key. */
static bool normal(const char *text, char out[SIGNS + 1])
{
	int n = 0;

	for (; *text; text++) {
		int c = toupper((unsigned char)*text);
		if (c == '-' || c == ' ')
			continue;
		c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
		if (n == SIGNS || !strchr(alphabet, c))
			return false;
		out[n++] = (char)c;
	}
	out[n] = '\0';
	return n == SIGNS;
}

bool llave_envolver(struct almacen *a, struct arena *arena, const char *clase, const char *nombre, const char *frase, const uint8_t dek[SEAL_KEY], struct err *err)
{
	struct envoltura e = { .clase = clase, .nombre = nombre };
	char paper[SIGNS + 1];
	bool ok = seal_wrap(&e.wrap, dek, normal(frase, paper) ? paper : frase, a->practica, err);

	seal_wipe(paper, sizeof paper);
	if (ok)
		*ARENA_PUSH(arena, a->otra, a->n_otra, a->cap_otra) = e;
	return ok;
}

bool llave_abrir(const struct almacen *a, const char *frase, uint8_t dek[SEAL_KEY], struct err *err)
{
	char paper[SIGNS + 1];
	bool ok = false;

	/* a wrap costs a moment on purpose: those of paper are tried only for what looks like one */
	if (normal(frase, paper))
		for (int i = 0; i < a->n_otra && !ok; i++)
			ok = strcmp(a->otra[i].clase, "recuperacion") == 0 && seal_unwrap(&a->otra[i].wrap, dek, paper, a->practica, NULL);
	seal_wipe(paper, sizeof paper);
	return ok || seal_unwrap(&a->wrap, dek, frase, a->practica, err);
}
