#include "tui/pace.h"

enum {
	SOON = 100,             /* ms: a key that repeats comes earlier, one that is typed later */
	GAP = 250,              /* ms between questions while answers are prompt */
	FIRST = 1000, MOST = 16000, ONE = 1,        /* cells: before anything is known, on a line that carries all, picture by picture */
	MARGIN = 30,            /* ms: what a busy machine adds to an answer */
	MUTE_MS = 1000, BUSY_MS = 2000, MUTE = 2,
	ROW = 2,                /* pictures that follow closely before one is asked about: a single key costs nothing */
	LATE_MUTE_MS = 5000, LATE_MS = 60000,
	PIECE_MS = 250,
};

void pace_init(struct pace *p, bool off)
{
	*p = (struct pace){ .off = off, .window = FIRST };
}

/* Milliseconds left for the answer: a slow line has to carry first what was sent before; more where it is known to come, and to take its time. */
static int64_t patience(const struct pace *p, int64_t now)
{
	int busy = p->heard || p->sent < BUSY_MS ? p->sent : BUSY_MS;
	return p->asked_ms + MUTE_MS + 4 * p->best_ms + busy - now;
}

static void give_up(struct pace *p, int64_t now)
{
	if (!p->waiting || patience(p, now) > 0)
		return;
	p->waiting = false;
	p->sent = p->after;
	p->off = ++p->unanswered >= MUTE;
}

int pace_hold(struct pace *p, int64_t now)
{
	give_up(p, now);
	if (!p->waiting || p->sent < p->window)
		return 0;
	p->held = true;
	return (int)patience(p, now);
}

/* The larger a picture, the longer a slow line is busy with it: about a millisecond a cell at 9600 baud. */
static bool soon(const struct pace *p, int64_t now)
{
	int64_t busy = p->last_cells > SOON ? p->last_cells : SOON;
	return p->painted_ms > 0 && (p->held || now - p->painted_ms < busy);
}

bool pace_painted(struct pace *p, int64_t now, int cells)
{
	give_up(p, now);
	p->in_row = soon(p, now) ? p->in_row + 1 : 0;
	bool close = p->in_row >= (p->window == ONE ? 1 : ROW) || p->held;
	p->painted_ms = now;
	p->last_cells = cells;
	p->held = false;
	p->sent += cells;
	p->after += cells;
	if (p->in_row == 0 && !p->waiting)
		p->sent = p->after = cells;
	if (p->off || p->waiting || !close || (p->asked_ms > 0 && now - p->asked_ms < GAP && p->sent < p->window))
		return false;
	p->waiting = true;
	p->owed++;
	p->asked_ms = now;
	p->after = 0;
	return true;
}

void pace_answered(struct pace *p, int64_t now)
{
	if (p->owed == 0)
		return;
	p->heard = true;
	p->off = false;
	p->unanswered = 0;
	if (--p->owed > 0 || !p->waiting)
		return;
	int64_t took = now - p->asked_ms;
	bool late = p->best_ms > 0 && took > p->best_ms + p->best_ms / 4 + MARGIN;
	if (p->best_ms == 0 || took < p->best_ms)
		p->best_ms = took > 0 ? took : 1;
	p->window = late ? ONE : p->window * 2 < MOST ? p->window * 2 : MOST;
	p->waiting = false;
	p->sent = p->after;
}

bool pace_expects(const struct pace *p, int64_t now)
{
	return p->owed > 0 && now - p->asked_ms < (p->heard ? LATE_MS : LATE_MUTE_MS);
}

/* ESC [ 0 n; a terminal that finds fault with itself says 3. */
static bool fits(const struct pace *p, uint32_t letter)
{
	static const char answer[PACE_LETTERS] = { '\033', '[', '0', 'n' };
	return letter == (uint32_t)answer[p->n_kept] || (p->n_kept == 2 && letter == '3');
}

int pace_letter(struct pace *p, uint32_t letter, int64_t now, uint32_t typed[PACE_LETTERS])
{
	int n = fits(p, letter) ? 0 : pace_release(p, typed);
	if (!fits(p, letter) || (p->n_kept == 0 && !pace_expects(p, now))) {
		typed[n] = letter;
		return n + 1;
	}
	p->kept[p->n_kept++] = letter;
	p->kept_ms = now;
	if (p->n_kept == PACE_LETTERS) {
		p->n_kept = 0;
		pace_answered(p, now);
	}
	return n;
}

int pace_release(struct pace *p, uint32_t typed[PACE_LETTERS])
{
	int n = p->n_kept;
	for (int i = 0; i < n; i++)
		typed[i] = p->kept[i];
	p->n_kept = 0;
	return n;
}

int pace_kept(const struct pace *p, int64_t now)
{
	int64_t left = p->kept_ms + PIECE_MS - now;
	return p->n_kept == 0 ? -1 : left > 0 ? (int)left : 0;
}
