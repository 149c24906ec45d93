#include "forms/choice_match.h"

#include <string.h>

#include "base/text.h"

void choice_matcher_init(struct choice_matcher *m, struct arena *scratch, const struct choice_list *list)
{
	*m = (struct choice_matcher){ .scratch = scratch, .n = list->n, .item = arena_array(scratch, struct choice_fold, list->n) };
	for (int i = 0; i < list->n; i++) {
		const struct choice *c = &list->item[i];
		int n = 0;
		while (c->aliases && c->aliases[n])
			n++;
		const char **alias = arena_array(scratch, const char *, n + 1);
		for (int a = 0; a < n; a++)
			alias[a] = text_fold(scratch, c->aliases[a]);
		m->item[i] = (struct choice_fold){ c, text_fold(scratch, c->name), text_fold(scratch, c->label ? c->label : c->name), alias };
	}
}

static bool same(const char *folded, const char *other)
{
	return *folded && strcmp(folded, other) == 0;
}

static bool as_written(const struct choice_fold *c, const char *text, const char *folded)
{
	(void)folded;
	return strcmp(c->choice->name, text) == 0 || (c->choice->label && strcmp(c->choice->label, text) == 0);
}

static bool by_name(const struct choice_fold *c, const char *text, const char *folded)
{
	(void)text;
	return same(folded, c->name);
}

static bool by_label(const struct choice_fold *c, const char *text, const char *folded)
{
	(void)text;
	return same(folded, c->label);
}

static bool by_alias(const struct choice_fold *c, const char *text, const char *folded)
{
	(void)text;
	for (int i = 0; c->alias[i]; i++) {
		if (same(folded, c->alias[i]))
			return true;
	}
	return false;
}

/* «01» or «Popular» for «01 Popular»: offices know the code, people the name. */
static bool by_half_of_label(const struct choice_fold *c, const char *text, const char *folded)
{
	(void)text;
	size_t code = strspn(c->label, "0123456789");
	if (code == 0 || c->label[code] != ' ')
		return false;
	return same(folded, c->label + code + 1) || (strlen(folded) == code && strncmp(folded, c->label, code) == 0);
}

static bool by_beginning(const struct choice_fold *c, const char *text, const char *folded)
{
	(void)text;
	return *folded && strncmp(c->label, folded, strlen(folded)) == 0;
}

/* The beginning of a word inside the label: «doce» for «06 Doce de Octubre». */
static bool by_word(const struct choice_fold *c, const char *text, const char *folded)
{
	(void)text;
	size_t n = strlen(folded);
	for (const char *at = c->label; n > 0 && (at = strchr(at, ' ')); at++)
		if (strncmp(at + 1, folded, n) == 0)
			return true;
	return false;
}

struct choice_match choice_matcher_find(const struct choice_matcher *m, const char *text, bool whole)
{
	static bool (*const ways[])(const struct choice_fold *, const char *, const char *) = {
		as_written, by_name, by_label, by_alias, by_half_of_label, by_beginning, by_word,
	};
	const char *folded = text_fold(m->scratch, text);
	size_t n_ways = sizeof ways / sizeof *ways - (whole ? 2 : 0);
	for (size_t way = 0; way < n_ways; way++) {
		struct choice_match found = { 0 };
		int n = 0;
		for (int i = 0; i < m->n && n < 2; i++) {
			if (ways[way](&m->item[i], text, folded))
				found.rival[n++] = m->item[i].choice;
		}
		/* The exact name of one wins over the same text as label of another. */
		if (n == 2 && strcmp(found.rival[0]->name, text) == 0)
			n = 1;
		else if (n == 2 && strcmp(found.rival[1]->name, text) == 0)
			found.rival[0] = found.rival[1], n = 1;
		if (n == 1)
			return (struct choice_match){ .choice = found.rival[0] };
		if (n == 2)
			return found;
	}
	return (struct choice_match){ 0 };
}
