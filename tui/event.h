#pragma once
/* What reaches a screen. A letter and a key are never mixed: EV_CHAR carries a code point, EV_KEY one of our names with its modifiers. */
#include <stdint.h>

enum event_kind { EV_NONE, EV_KEY, EV_CHAR, EV_PASTE, EV_MOUSE, EV_RESIZE, EV_TICK, EV_HANGUP,
	EV_AGAIN,            /* of the loop: the action once more, with the answers it had, after what stood in its way was decided */
};

enum key {
	K_NONE, K_F1, K_F2, K_F3, K_F4, K_F5, K_F6, K_F7, K_F8, K_F9, K_F10, K_F11, K_F12,
	K_UP, K_DOWN, K_LEFT, K_RIGHT, K_HOME, K_END, K_PGUP, K_PGDN, K_INSERT, K_DELETE,
	K_ENTER, K_ESC, K_TAB, K_BACKTAB, K_BACKSPACE,
	K_CTRL = 0x100,      /* K_CTRL + 'a' … 'z' */
	K_ALT = 0x200,       /* K_ALT + a letter or digit */
};
enum mouse { MOUSE_CLICK, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

struct event {
	enum event_kind kind;
	int key;             /* EV_KEY */
	uint32_t code;       /* EV_CHAR */
	const char *text;    /* EV_PASTE: valid until the next event */
	int row, col;        /* EV_MOUSE */
	enum mouse mouse;
	int rows, cols;      /* EV_RESIZE */
};
