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

static const struct { int sys; const char *text; } sys_texts[] = {
	{ ENOENT, "no existe" },
	{ EACCES, "no hay permiso" },
	{ EPERM, "no hay permiso" },
	{ EEXIST, "ya existe" },
	{ ENOTDIR, "una parte de la ruta no es una carpeta" },
	{ EISDIR, "es una carpeta, no un archivo" },
	{ ENOTEMPTY, "la carpeta no está vacía" },
	{ ENOSPC, "no queda espacio en el disco" },
	{ EDQUOT, "se agotó la cuota de disco" },
	{ EFBIG, "el archivo sería demasiado grande" },
	{ EROFS, "el disco es de solo lectura" },
	{ EIO, "el disco o la conexión falló" },
	{ ENOMEM, "no hay memoria suficiente" },
	{ EMFILE, "hay demasiados archivos abiertos" },
	{ ENFILE, "hay demasiados archivos abiertos" },
	{ ELOOP, "la ruta tiene demasiados enlaces" },
	{ ENAMETOOLONG, "el nombre es demasiado largo" },
	{ EBUSY, "está en uso" },
	{ EAGAIN, "está en uso" },
	{ EINVAL, "el valor no es válido" },
	{ EPIPE, "nadie lee la salida" },
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
