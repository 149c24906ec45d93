#pragma once
/* What the keys of each terminal send, and which of our keys (event.h) that is. Part of the terminal (term.h). */
#include <stdbool.h>
#include <stdint.h>

enum { CODE_PASTE_BEGIN = 0x4001, CODE_PASTE_END, CODE_ANSWER, CODE_ALT };     /* codes of curses' kind, above all of its own; CODE_ALT + letter */
bool term_keys_answers(void);                   /* a terminal of ECMA-48: it answers when it is asked whether a picture has arrived (pace.h) */
void term_keys_teach(void);                     /* after newterm */
int term_keys_code(int code);                   /* of a code of curses or of ours; K_NONE */
int term_keys_control(uint32_t letter);         /* of a letter below the blank, or 127 */
