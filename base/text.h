#pragma once
/* Unicode text. Inside the program every string is UTF-8 in NFC, NUL-terminated. Only base/text*.c use utf8proc.
 * Widths are terminal columns; indices are bytes; "letter" is a grapheme as a person sees it. */
#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

enum { TEXT_BAD = 0xFFFD };

uint32_t text_decode(const char **s);                   /* next code point, TEXT_BAD for wrong bytes, 0 at the end (s stays) */
size_t text_encode(uint32_t code, char out[4]);         /* bytes written */
bool text_valid(const char *bytes, size_t n);           /* strict UTF-8, no NUL */
size_t text_next(const char *s, size_t at);             /* byte index after the letter at `at` */
size_t text_prev(const char *s, size_t at);             /* byte index of the letter before `at` */
int text_width(const char *s);
int text_width_n(const char *s, size_t n);
int text_code_width(uint32_t code);
size_t text_fit(const char *s, int columns, int *used); /* bytes of whole letters that fit in so many columns */

/* On entry (keys, paste, import): NFC, no control characters, no bidi or zero-width marks, at most 4 marks per letter.
 * ONE_LINE turns line ends and tabs to single spaces and trims both ends; MANY_LINES keeps '\n'. */
enum text_lines { TEXT_ONE_LINE, TEXT_MANY_LINES };
char *text_clean(struct arena *, const char *, enum text_lines);

/* For searching: lower case, no accents, n for ñ, everything that is not a letter or digit becomes one space. */
char *text_fold(struct arena *, const char *);
/* For ordering as Spanish does (ñ after n, accents only break ties); compare with strcmp. */
char *text_sort_key(struct arena *, const char *);
char *text_upper(struct arena *, const char *);
/* A key by which usual Spanish misspellings meet (b/v, s/c/z, ll/y, h, g/j, qu/k, ñ/n, double letters); takes one folded word. */
char *text_phonetic(struct arena *, const char *folded_word);

bool text_code_hidden(uint32_t code);    /* control, direction, zero-width and tag characters: text_clean drops them */

struct text_line { const char *start; size_t len; };
int text_wrap(struct arena *, const char *, int columns, struct text_line **out); /* by words; '\n' ends a line (one at the very end opens no other); at least 1 line */

char *text_from_cp1252(struct arena *, const char *bytes, size_t n);
