#define _XOPEN_SOURCE_EXTENDED 1
#include "tui/term_keys.h"

#include "tui/event.h"

#include <curses.h>
#include <string.h>
#include <term.h>

static const struct { const char *bytes; int key; } taught[] = {
	{ "\033[11~", KEY_F(1) }, { "\033[12~", KEY_F(2) }, { "\033[13~", KEY_F(3) }, { "\033[14~", KEY_F(4) }, { "\033[15~", KEY_F(5) },      /* PuTTY, rxvt, vt220 */
	{ "\033[17~", KEY_F(6) }, { "\033[18~", KEY_F(7) }, { "\033[19~", KEY_F(8) }, { "\033[20~", KEY_F(9) }, { "\033[21~", KEY_F(10) },
	{ "\033[23~", KEY_F(11) }, { "\033[24~", KEY_F(12) },
	{ "\033OP", KEY_F(1) }, { "\033OQ", KEY_F(2) }, { "\033OR", KEY_F(3) }, { "\033OS", KEY_F(4) },                                          /* xterm, vt100 */
	{ "\033[[A", KEY_F(1) }, { "\033[[B", KEY_F(2) }, { "\033[[C", KEY_F(3) }, { "\033[[D", KEY_F(4) }, { "\033[[E", KEY_F(5) },             /* Linux console */
	{ "\033[1~", KEY_HOME }, { "\033[4~", KEY_END }, { "\033[7~", KEY_HOME }, { "\033[8~", KEY_END }, { "\033[2~", KEY_IC }, { "\033[3~", KEY_DC },
	{ "\033[H", KEY_HOME }, { "\033[F", KEY_END }, { "\033OH", KEY_HOME }, { "\033OF", KEY_END }, { "\033[5~", KEY_PPAGE }, { "\033[6~", KEY_NPAGE },
	{ "\033[A", KEY_UP }, { "\033[B", KEY_DOWN }, { "\033[C", KEY_RIGHT }, { "\033[D", KEY_LEFT },
	{ "\033OA", KEY_UP }, { "\033OB", KEY_DOWN }, { "\033OC", KEY_RIGHT }, { "\033OD", KEY_LEFT },
	{ "\033[Z", KEY_BTAB }, { "\033OM", KEY_ENTER }, { "\033[200~", CODE_PASTE_BEGIN }, { "\033[201~", CODE_PASTE_END },
	{ "\033[0n", CODE_ANSWER }, { "\033[3n", CODE_ANSWER },
};

bool term_keys_answers(void)
{
	return cursor_address && strncmp(cursor_address, "\033[", 2) == 0;
}

void term_keys_teach(void)
{
	for (size_t i = 0; i < sizeof taught / sizeof *taught; i++)
		define_key(taught[i].bytes, taught[i].key);
	char alt[3] = { '\033', 0, 0 };
	for (char c = '0'; c <= 'z'; c++)
		if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) {
			alt[1] = c;
			define_key(alt, CODE_ALT + c);
		}
}

static const struct { int code, key; } curses_keys[] = {
	{ KEY_UP, K_UP }, { KEY_DOWN, K_DOWN }, { KEY_LEFT, K_LEFT }, { KEY_RIGHT, K_RIGHT }, { KEY_HOME, K_HOME }, { KEY_END, K_END },
	{ KEY_FIND, K_HOME }, { KEY_SELECT, K_END }, { KEY_PPAGE, K_PGUP }, { KEY_NPAGE, K_PGDN }, { KEY_IC, K_INSERT }, { KEY_DC, K_DELETE },
	{ KEY_ENTER, K_ENTER }, { KEY_BTAB, K_BACKTAB }, { KEY_BACKSPACE, K_BACKSPACE }, { KEY_SF, K_DOWN }, { KEY_SR, K_UP },
};

int term_keys_code(int code)
{
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return K_F1 + (code - KEY_F(1));
	if (code >= CODE_ALT)
		return K_ALT + (code - CODE_ALT);
	for (size_t i = 0; i < sizeof curses_keys / sizeof *curses_keys; i++)
		if (curses_keys[i].code == code)
			return curses_keys[i].key;
	return K_NONE;
}

int term_keys_control(uint32_t c)
{
	switch (c) {
	case '\r': case '\n': return K_ENTER;
	case '\t': return K_TAB;
	case 27: return K_ESC;
	case 127: return K_BACKSPACE;
	case 8: return K_BACKSPACE;      /* Ctrl-H is what some terminals send for the Backspace key */
	default: return c >= 1 && c <= 26 ? K_CTRL + (int)('a' + c - 1) : K_NONE;
	}
}
