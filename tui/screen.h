#pragma once
/* A screen: what it shows, which actions it has, what they do. Screens lie on a stack; the loop is the only caller. No screen reads keys, draws from an
 * action, or calls another: act() answers with an outcome, and what a pushed screen gives back arrives in resume().
 * A screen's state is allocated by state_size in its own arena, which lives until it is popped. Dialogs are screens too. */
#include "base/err.h"
#include "tui/action.h"
#include "tui/grid.h"

struct app;
struct screen;
struct screen_ops;

/* What is being written in a dialog. */
struct writing { const char *title, *question, *text; };

enum outcome_kind { OUT_STAY, OUT_REDRAW, OUT_PUSH, OUT_REPLACE, OUT_POP, OUT_QUIT };
struct result {                      /* of a dialog or a screen that ends */
	bool ok;                     /* accepted; false: left */
	int64_t num;
	const char *text;            /* copied by the loop into the arena of who receives it */
	const void *data;            /* only for screens of one pair of files; lives in the arena of who pushed it */
};
struct outcome {
	enum outcome_kind kind;
	const struct screen_ops *next;   /* PUSH, REPLACE */
	const void *arg;                 /* for next's open(); read before this returns */
	struct result result;            /* POP */
};
static inline struct outcome out_stay(void) { return (struct outcome){ .kind = OUT_STAY }; }
static inline struct outcome out_redraw(void) { return (struct outcome){ .kind = OUT_REDRAW }; }
static inline struct outcome out_push(const struct screen_ops *next, const void *arg) { return (struct outcome){ .kind = OUT_PUSH, .next = next, .arg = arg }; }
static inline struct outcome out_replace(const struct screen_ops *next, const void *arg) { return (struct outcome){ .kind = OUT_REPLACE, .next = next, .arg = arg }; }
static inline struct outcome out_pop(void) { return (struct outcome){ .kind = OUT_POP }; }
static inline struct outcome out_pop_ok(int64_t num, const char *text) { return (struct outcome){ .kind = OUT_POP, .result = { .ok = true, .num = num, .text = text } }; }
static inline struct outcome out_quit(void) { return (struct outcome){ .kind = OUT_QUIT }; }

/* What a screen does while no key waits: a slice of a few milliseconds at a time (a count, a load), so that keys never wait for it. */
enum work { WORK_NONE, WORK_MORE, WORK_SHOW, WORK_END };        /* nothing to do; more to come; the same, and the screen shows something new; it is over, and the screen acts on that (ACTION_TICK) */

struct screen_ops {
	const char *name;                    /* "hogares": log, tests, scripts */
	const char *title;                   /* "Hogares"; may be refined by title_of */
	const char *help;                    /* F1: paragraphs in plain Spanish; the keys are added from the bindings */
	size_t state_size;
	const struct binding *bindings;      /* ends with {0}; the first ones stand in the key bar */
	bool dialog;                         /* drawn over the screen below, without title and key bar of its own */
	bool lee;                            /* Ins, Ctrl-E and Ctrl-D lead to other screens and save nothing: offered also where a store is only consulted */
	bool types;                          /* letters are text (ACTION_INSERT); otherwise a letter is ACTION_INSERT only when no binding has it, too: type-ahead */
	bool (*open)(struct screen *, const void *arg, struct err *);
	const char *(*title_of)(const struct screen *, struct arena *);           /* NULL: title */
	const struct binding *(*bindings_of)(const struct screen *);              /* NULL: bindings; for screens whose actions depend on state */
	void (*draw)(const struct screen *, struct grid *, struct rect);          /* reads only; rect: the room between title and key bar; dialogs: the whole grid */
	const char *(*notice_of)(const struct screen *, struct arena *);          /* a quiet line while there is no message; NULL: none */
	struct outcome (*act)(struct screen *, enum action, const struct event *, struct err *);
	void (*resume)(struct screen *, const struct result *, struct err *);     /* what was pushed has ended; reload what you show. NULL: nothing */
	enum work (*work)(struct screen *, struct err *);                         /* NULL: never anything */
	/* Of a dialog in which people write: what stands there, and what was written when it was cut short, put back (tui/writing.h). NULL: nothing is written in it. */
	void (*writing)(const struct screen *, struct arena *, struct writing *);
	void (*go_on)(struct screen *, const char *text);
	/* Of a screen with drafts: is what is written in the dialog over it part of them? And that, or what is being typed in the screen itself (NULL), made durable in them;
	 * of a dialog until resume(). NULL: there are none. */
	bool (*drafts_dialog)(const struct screen *);
	void (*keep_writing)(struct screen *, const struct writing *, struct err *);
	void (*leave)(struct screen *);                                           /* hang-up, signal or lock: make durable what is being typed, quickly. NULL: nothing */
	void (*close)(struct screen *);                                           /* NULL: nothing */
};

struct screen {
	const struct screen_ops *ops;
	struct app *app;
	struct arena arena;
	void *state;
	uint64_t changes;                    /* of the app, when it was last brought up to date */
	uint32_t hogar;                      /* the household that it is about; 0: none */
	const char *durable;                 /* of a dialog: the text of it that needs no keeping */
};

/* The list of screens that scripts, help and the menu know by name; a new one is one file and one line in screens.c. */
const struct screen_ops *screen_find(const char *name);
