#pragma once
/* Which choice of a list does a typed text name? Exactly as its name or label first; then blind to case, accents and punctuation:
 * name, label, alias, the code or the name of a label that has both, and last the beginning of one label only, or of a word in it. Made for one question: folds the list once into a scratch arena. */
#include "forms/dict.h"

struct choice_fold { const struct choice *choice; const char *name, *label; const char **alias; };
struct choice_matcher {
	struct arena *scratch;
	struct choice_fold *item;
	int n;
};
struct choice_match {
	const struct choice *choice;     /* NULL: none, or more than one */
	const struct choice *rival[2];   /* two of those that it could be; NULL when there was none */
};

void choice_matcher_init(struct choice_matcher *, struct arena *scratch, const struct choice_list *);
/* `whole`: a beginning is not enough. */
struct choice_match choice_matcher_find(const struct choice_matcher *, const char *text, bool whole);
