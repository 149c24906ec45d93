/* One spelling for words that sound alike in Colombia. The letters of the key are only names of sounds: c is ch, g the hard g,
 * j also the soft g, y also ll. */
#include "base/strbuf.h"
#include "base/text.h"
#include <string.h>

static bool vowel(char c)
{
	return c != '\0' && strchr("aeiou", c) != NULL;
}

static bool front(char c)
{
	return c == 'e' || c == 'i' || c == 'y';
}

/* Sound of the letter at s and how many bytes it takes; 0 is silent. `first`: nothing has sounded yet. */
static char sound(const char *s, bool first, size_t *taken)
{
	char c = s[0], next = s[1];
	*taken = 1;
	switch (c) {
	case 'h':
		return 0;
	case 'v':
		return 'b';
	case 'w':
		return 'u';
	case 'z':
		return 's';
	case 'x':
		return first ? 'j' : 's';
	case 'c':
		if (next == 'h') {
			*taken = 2;
			return 'c';
		}
		return front(next) ? 's' : 'k';
	case 'q':
		if (next == 'u' && front(s[2]))
			*taken = 2;
		return 'k';
	case 'g':
		if (next == 'u' && front(s[2])) {
			*taken = 2;
			return 'g';
		}
		return front(next) ? 'j' : 'g';
	case 'p':
		if (next == 'h') {
			*taken = 2;
			return 'f';
		}
		return 'p';
	case 'l':
		if (next == 'l') {
			*taken = 2;
			return 'y';
		}
		return 'l';
	case 'y':
		return vowel(next) ? 'y' : 'i';
	case 'i':
		return first && vowel(next) ? 'y' : 'i';
	default:
		return c;
	}
}

char *text_phonetic(struct arena *a, const char *word)
{
	struct strbuf b;
	strbuf_init(&b, a);
	for (size_t taken; *word; word += taken) {
		bool first = b.len == 0;
		char c = sound(word, first, &taken);
		char last = first ? '\0' : b.text[b.len - 1];
		if (c == 0 || c == last)
			continue;
		if ((c == 'b' || c == 'p') && last == 'n')
			b.text[b.len - 1] = 'm';
		/* Stiven and Estiven */
		if (b.len == 1 && last == 's' && !vowel(c) && c != 'y') {
			strbuf_clear(&b);
			strbuf_add(&b, "es");
		}
		strbuf_addn(&b, &c, 1);
	}
	return b.text;
}
