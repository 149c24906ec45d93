#pragma once
/* Answers in bytes: a map of names in order. A value: refused null · bool · int · date tag 100 int (days since 1970, RFC 8943) · text ·
 * choice tag 39 text · set tag 258 [text …]. With the version of its definition or a hidden mark: [value, version, hidden].
 * Any name is kept, known or not. A kind of value that this version does not know makes the reader bad: the format number of what holds
 * the answers is raised when kinds are added, so that an older program says so instead of losing something. */
#include "forms/answers.h"
#include "store/codec.h"

void codec_answers(struct codec_out *, const struct answers *);
void codec_in_answers(struct codec_in *, struct answers *);   /* into the answers' own arena; they must be initialised and empty */
void codec_answer(struct codec_out *, const struct answer *); /* without its name; an absent one (VALUE_NONE) keeps its place */
struct answer codec_in_answer(struct codec_in *);
