#pragma once
/* When the next picture may go out. ssh, modems and serial lines take whatever is written and deliver it seconds later, so the program asks the terminal for its status (ESC [ 5 n)
 * behind a picture when some have followed closely on each other, and knows by the answer (ESC [ 0 n) that the picture has arrived. While answers are prompt a question goes out a few times a second at
 * most and nothing is held back; when one takes clearly longer than the shortest seen, output is queueing, and then one picture at a time is under way. A terminal that does not answer is
 * asked no more. Pure: times are milliseconds of any clock that only moves forward; amounts are cells that a picture changes, which is what is known of its bytes. */
#include <stdbool.h>
#include <stdint.h>

#define PACE_QUESTION "\033[5n"
enum { PACE_LETTERS = 4 };

struct pace {
	bool off, waiting, held, heard; /* asked no more; for an answer; the next picture waits; any answer, ever */
	int owed;                       /* questions whose answer may still come */
	int unanswered;                 /* in a row */
	int window, sent, after;        /* cells: that may be under way, that are, of them behind the question */
	int last_cells, in_row;         /* of the last picture; pictures that followed closely on the one before */
	int64_t painted_ms, asked_ms, best_ms;
	uint32_t kept[PACE_LETTERS];    /* letters that may be the beginning of an answer */
	int n_kept;
	int64_t kept_ms;
};

void pace_init(struct pace *, bool off);
int pace_hold(struct pace *, int64_t now);                          /* milliseconds that the next picture waits for the last one; 0: it may go out */
bool pace_painted(struct pace *, int64_t now, int cells);           /* a picture has gone out; true: the question goes behind it */
void pace_answered(struct pace *, int64_t now);
bool pace_expects(const struct pace *, int64_t now);                /* an answer may still come */

/* Letters as they are read; those of an answer that comes in pieces stay out. All give back how many letters are to be read as typed. */
int pace_letter(struct pace *, uint32_t letter, int64_t now, uint32_t typed[PACE_LETTERS]);
int pace_release(struct pace *, uint32_t typed[PACE_LETTERS]);      /* what was kept was typed after all */
int pace_kept(const struct pace *, int64_t now);                    /* milliseconds until it has to be released, -1 when nothing is kept */
