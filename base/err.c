#include "base/err.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const int exit_codes[] = {
	[ERR_NONE] = 0,     [ERR_USAGE] = 64, [ERR_DATA] = 65,   [ERR_NOT_FOUND] = 65, [ERR_BUSY] = 69,
	[ERR_CREATE] = 73,  [ERR_IO] = 74,    [ERR_NO_SPACE] = 74, [ERR_DAMAGED] = 74, [ERR_SIGNAL] = 75,
	[ERR_DENIED] = 77,  [ERR_CONFIG] = 78, [ERR_CONFLICT] = 1, [ERR_RULE] = 1,     [ERR_INTERNAL] = 1,
};

static const struct { int sys; const char *text, *next; } sys_texts[] = {      /* next: what to do, where that does not depend on the sentence */
	{ ENOENT, "no existe", "revise el nombre y la carpeta" },
	{ EACCES, "no hay permiso", "pídalo a quien administra el equipo, o use otra carpeta" },
	{ EPERM, "no hay permiso", "pídalo a quien administra el equipo, o use otra carpeta" },
	{ EEXIST, "ya existe", "use otro nombre" },
	{ ENOTDIR, "una parte de la ruta no es una carpeta", "revise el nombre y la carpeta" },
	{ EISDIR, "es una carpeta, no un archivo", "revise el nombre y la carpeta" },
	{ ENOTEMPTY, "la carpeta no está vacía", "use otra carpeta" },
	{ ENOSPC, "no queda espacio en el disco", "libere espacio y vuelva a intentarlo" },
	{ EDQUOT, "se agotó la cuota de disco", "libere espacio y vuelva a intentarlo" },
	{ EFBIG, "el archivo sería demasiado grande", NULL },
	{ EROFS, "el disco es de solo lectura", "use otra carpeta" },
	{ EIO, "el disco o la conexión falló", "vuelva a intentarlo; si se repite, avise a quien administra el equipo" },
	{ ENOMEM, "no hay memoria suficiente", "cierre otros programas y vuelva a intentarlo" },
	{ EMFILE, "hay demasiados archivos abiertos", "cierre otros programas y vuelva a intentarlo" },
	{ ENFILE, "hay demasiados archivos abiertos", "cierre otros programas y vuelva a intentarlo" },
	{ ELOOP, "la ruta tiene demasiados enlaces", "revise el nombre y la carpeta" },
	{ ENAMETOOLONG, "el nombre es demasiado largo", "revise el nombre y la carpeta" },
	{ EBUSY, "está en uso", "espere un momento y vuelva a intentarlo" },
	{ EAGAIN, "está en uso", "espere un momento y vuelva a intentarlo" },
	{ EINVAL, "el valor no es válido", NULL },
	{ EPIPE, "nadie lee la salida", NULL },
};

/* A cut in the middle of a letter would leave bytes that no terminal shows. */
static void cut_whole(char *text, size_t size, size_t wanted)
{
	if (wanted < size)
		return;
	size_t at = size - 1;
	while (at > 0 && ((unsigned char)text[at - 1] & 0xC0) == 0x80)
		at--;
	if (at > 0 && (unsigned char)text[at - 1] >= 0xC0) {
		unsigned char lead = (unsigned char)text[at - 1];
		size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
		if (size - at < need)
			text[at - 1] = '\0';
	}
}

/* Formatted beside the struct first: the arguments may be the old text. */
static void fill(struct err *err, const char *fmt, va_list args)
{
	char text[sizeof err->text];
	int n = vsnprintf(text, sizeof text, fmt, args);
	cut_whole(text, sizeof text, n < 0 ? 0 : (size_t)n);
	memcpy(err->text, text, sizeof text);
}

bool err_set(struct err *err, enum err_code code, const char *fmt, ...)
{
	if (!err)
		return false;
	va_list args;
	va_start(args, fmt);
	fill(err, fmt, args);
	va_end(args);
	err->code = code;
	err->sys = 0;
	return false;
}

/* A sentence that ends with the reason goes on with what to do next, when there is room for all of it. */
static void add_next(struct err *err)
{
	for (size_t i = 0; i < sizeof sys_texts / sizeof sys_texts[0]; i++) {
		size_t len = strlen(err->text), reason = strlen(sys_texts[i].text), bracket = len > 0 && err->text[len - 1] == ')';
		if (sys_texts[i].sys != err->sys || !sys_texts[i].next || len < reason + bracket || memcmp(err->text + len - bracket - reason, sys_texts[i].text, reason) != 0)
			continue;
		if (len + 2 + strlen(sys_texts[i].next) < sizeof err->text)
			snprintf(err->text + len, sizeof err->text - len, "; %s", sys_texts[i].next);
		return;
	}
}

bool err_set_sys(struct err *err, enum err_code code, int sys, const char *fmt, ...)
{
	if (!err)
		return false;
	va_list args;
	va_start(args, fmt);
	fill(err, fmt, args);
	va_end(args);
	err->code = code;
	err->sys = sys;
	add_next(err);
	return false;
}

bool err_wrap(struct err *err, const char *fmt, ...)
{
	if (!err)
		return false;
	char before[sizeof err->text], text[sizeof err->text];
	va_list args;
	va_start(args, fmt);
	int n = vsnprintf(before, sizeof before, fmt, args);
	va_end(args);
	cut_whole(before, sizeof before, n < 0 ? 0 : (size_t)n);
	size_t len = strlen(before);
	char last = len ? before[len - 1] : ' ';
	const char *between = last == ' ' || !err->text[0] ? "" : last == ':' ? " " : ": ";
	/* Two texts of the full size may not fit: the end of the older one is what gives way. */
	size_t used = 0;
	for (const char *part[] = { before, between, err->text }, **p = part; p < part + 3; p++) {
		size_t room = sizeof text - 1 - used, want = strlen(*p);
		memcpy(text + used, *p, want < room ? want : room);
		used += want < room ? want : room;
	}
	text[used] = '\0';
	cut_whole(text, sizeof text, len + strlen(between) + strlen(err->text));
	memcpy(err->text, text, used + 1);
	return false;
}

bool err_place(struct err *err, const char *made, const char *place)
{
	size_t from = strlen(made), to = strlen(place);
	for (char *at = err && to <= from ? err->text : NULL; at && (at = strstr(at, made)); at += to) {
		memcpy(at, place, to);
		memmove(at + to, at + from, strlen(at + from) + 1);
	}
	return false;
}

void err_clear(struct err *err)
{
	if (!err)
		return;
	err->code = ERR_NONE;
	err->sys = 0;
	err->text[0] = '\0';
}

int err_exit_code(const struct err *err)
{
	if (!err || (size_t)err->code >= sizeof exit_codes / sizeof exit_codes[0])
		return 1;
	return exit_codes[err->code];
}

const char *err_sys_text(int sys)
{
	for (size_t i = 0; i < sizeof sys_texts / sizeof sys_texts[0]; i++)
		if (sys_texts[i].sys == sys)
			return sys_texts[i].text;
	return "el sistema lo rechazó";
}
