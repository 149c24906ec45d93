#pragma once
/* Inside of the form engine, for form*.c only: putting a text into a question, and the pass that settles what follows from it. */
#include "base/err.h"
#include "forms/form.h"

struct answers *form_answers(struct form *, const struct form_item *);   /* the working copy that holds this question's answer */
struct scope form_scope(const struct form *, const struct form_item *);  /* as seen by this question: its member and its value */
bool form_item_computed(const struct form_item *);                       /* a calculation or a fact: shown, never stored */
/* What an expression says, as an answer: it speaks of texts and numbers, the question may want a choice. */
bool form_as_answer(const struct variable *, struct value, int32_t today, struct arena *, struct value *out, struct err *);
/* Parses and keeps the text as it is, right or wrong; no pass. */
void form_put(struct form *, struct form_item *, const char *text);
/* One forward pass over relevance and defaults, then the checks of each question. */
void form_pass(struct form *);
