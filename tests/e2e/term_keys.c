#include "term_keys.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* NULL: as xterm. */
static const struct { const char *name, *xterm, *linux_, *putty, *vt220; } keys[] = {
	{ "F1", "\033OP", "\033[[A", "\033[11~", NULL }, { "F2", "\033OQ", "\033[[B", "\033[12~", NULL }, { "F3", "\033OR", "\033[[C", "\033[13~", NULL }, { "F4", "\033OS", "\033[[D", "\033[14~", NULL },
	{ "F5", "\033[15~", "\033[[E", NULL, NULL }, { "F6", "\033[17~", NULL, NULL, NULL }, { "F7", "\033[18~", NULL, NULL, NULL }, { "F8", "\033[19~", NULL, NULL, NULL },
	{ "F9", "\033[20~", NULL, NULL, NULL }, { "F10", "\033[21~", NULL, NULL, NULL }, { "F11", "\033[23~", NULL, NULL, NULL }, { "F12", "\033[24~", NULL, NULL, NULL },
	{ "Up", "\033OA", "\033[A", NULL, "\033[A" }, { "Down", "\033OB", "\033[B", NULL, "\033[B" }, { "Right", "\033OC", "\033[C", NULL, "\033[C" }, { "Left", "\033OD", "\033[D", NULL, "\033[D" },
	{ "Home", "\033OH", "\033[1~", "\033[1~", "\033[1~" }, { "End", "\033OF", "\033[4~", "\033[4~", "\033[4~" }, { "PgUp", "\033[5~", NULL, NULL, NULL }, { "PgDn", "\033[6~", NULL, NULL, NULL },
	{ "Ins", "\033[2~", NULL, NULL, NULL }, { "Del", "\033[3~", NULL, NULL, NULL },
	{ "Enter", "\r", NULL, NULL, NULL }, { "Esc", "\033", NULL, NULL, NULL }, { "Tab", "\t", NULL, NULL, NULL }, { "BackTab", "\033[Z", NULL, NULL, NULL }, { "Backspace", "\177", NULL, NULL, NULL },
};

static const char *of(const char *term, size_t i)
{
	const char *own = strcmp(term, "linux") == 0 ? keys[i].linux_ : strncmp(term, "putty", 5) == 0 ? keys[i].putty : strcmp(term, "vt220") == 0 ? keys[i].vt220 : NULL;
	return own ? own : keys[i].xterm;
}

const char *term_key_bytes(const char *term, const char *name, char out[8])
{
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strcmp(keys[i].name, name) == 0)
			return of(term, i);
	if (strncmp(name, "Ctrl-", 5) == 0)
		snprintf(out, 8, "%c", (name[5] | 0x20) - 'a' + 1);
	else if (strncmp(name, "Alt-", 4) == 0)
		snprintf(out, 8, "\033%c", name[4]);
	else
		abort();
	return out;
}
