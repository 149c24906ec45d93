#pragma once
/* The application: store, programme, configuration and the stack of screens; one loop, one read. Errors are shown here and only here.
 * app_feed and app_draw work without a terminal: tests drive the whole console on a grid. */
#include "base/config.h"
#include "model/programa.h"
#include "store/borrador.h"
#include "store/store.h"
#include "store/txn.h"
#include "tui/screen.h"

enum message_kind { MESSAGE_INFO, MESSAGE_OK, MESSAGE_WARN, MESSAGE_ERROR };
enum { APP_DEPTH = 16, WRITTEN_MAX = 8 };

/* What was written in a dialog of an act under way (tui/writing.h). */
struct written {
	struct borrador_clave clave;
	int at;                              /* of the dialog in the stack */
	bool kept, ended, left, pending;     /* it is in the store; the dialog ended, without being accepted; what it said last is still to be kept */
	struct writing said;
};

struct app {
	struct store *store;
	const struct programa *programa;
	const struct config *config;
	int32_t hoy;                         /* fixed for an event; follows the clock */
	bool practica, solo_lectura;         /* of the store */
	struct keymap *keymap;
	struct arena arena;                  /* of the app */
	struct arena turn;                   /* emptied at each turn of the loop */
	struct screen *stack[APP_DEPTH];
	int depth;
	char message[512];
	enum message_kind message_kind;
	bool note_alone;
	char note[240];                      /* goes to the end of the message of this turn: what others changed and was kept */
	bool quit, hung_up;
	enum action pending;                 /* chosen in the menu of actions: acted on when the menu has gone */
	bool again;                          /* the pending action is the one that ended in a conflict: with the answers it had */
	bool dejar;                          /* the dialog that ends takes the screen below with it */
	struct familia *conflict;            /* an act of this turn met what somebody else changed: the loop asks what stands (tui/conflicto.h) */
	struct familia *decided;             /* in the turn that does an act again: the one whose conflict was decided */
	uint64_t changes;                    /* how often others have changed the store: a screen that has seen less is brought up to date */
	struct written written[WRITTEN_MAX]; int n_written;
	struct arena of_written;
	bool typed;                          /* keys have come since what is being written was made durable … */
	int writing_rests;                   /* … and ticks until that is tried again after it failed */
	bool refused;                        /* something of this turn ended in an error */
	uint32_t hogar;                      /* familia_open: the household that the screen being opened is about */
	int idle;                            /* ticks without a key */
	int rows, cols;                      /* of the last drawing */
	uint64_t drawn;                      /* grows whenever something asks for a repaint without a key */
};

bool app_init(struct app *, struct store *, const struct programa *, const struct config *, struct problems *);
void app_done(struct app *);             /* closes every screen, leave() first when hung up */
bool app_push(struct app *, const struct screen_ops *, const void *arg, struct err *);
void app_feed(struct app *, const struct event *);              /* one event through the top screen */
enum work app_work(struct app *);                                /* one slice of the top screen's work */
void app_draw(struct app *, struct grid *);                      /* title, screen(s), message, key bar */
int app_run(struct app *);                                       /* with the terminal, until the end; exit status */
/* For screens: a sentence in the message line, kept until the next key. */
void app_message(struct app *, enum message_kind, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* Said after the message of this turn, whatever that is; alone when there is none. */
void app_note(struct app *, const char *text);
void app_note_alone(struct app *, const char *text);             /* in the place of that message */
/* In a store that is only consulted: refuses in one sentence; and what is not even offered there. */
bool app_para_guardar(const struct app *, struct err *);
bool app_ofrece(const struct screen *, enum action);
struct screen *app_top(const struct app *);
bool app_too_small(const struct grid *);                         /* below 40×10; 40×12 and more is usable */
