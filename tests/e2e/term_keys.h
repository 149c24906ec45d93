#pragma once
/* What each kind of terminal sends for a key: xterm (also as xterm-256color), the Linux console, PuTTY with TERM=putty, a VT220. «putty!xterm» is PuTTY as it
 * comes out of the box: it says TERM=xterm and sends its own bytes. */

/* Names as in config.yaml ("F1", "PgDn", "Ctrl-S", "Alt-2", "Esc"); the bytes live in `out` or for ever. Aborts on an unknown name. */
const char *term_key_bytes(const char *term, const char *name, char out[8]);
