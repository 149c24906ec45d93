#include "store/almacen.h"
#include "base/strbuf.h"
#include "base/text.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ALMACEN_MAX = 16 * 1024, CLAVE_MAX = 256 };

bool store_file(char out[PATH_TEXT], const char *dir, const char *name, struct err *err)
{
	int n = snprintf(out, PATH_TEXT, "%s/%s", dir, name);

	if (n < 0 || n >= PATH_TEXT)
		return err_set(err, ERR_USAGE, "La ruta del almacén es demasiado larga; use una carpeta más corta");
	return true;
}

bool file_write_all(int fd, const void *bytes, size_t n)
{
	const char *text = bytes;

	while (n > 0) {
		ssize_t done = write(fd, text, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		text += done;
		n -= (size_t)done;
	}
	return true;
}

bool file_make(const char *path, const char *text, unsigned mode, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
	bool ok = fd >= 0 && fchmod(fd, mode) == 0 && file_write_all(fd, text, strlen(text)) && fsync(fd) == 0;
	int sys = errno;

	if (fd >= 0 && close(fd) != 0 && ok) {
		sys = errno;
		ok = false;
	}
	return ok || err_set_sys(err, sys == ENOSPC ? ERR_NO_SPACE : ERR_CREATE, sys, "No se puede crear %s: %s", path, err_sys_text(sys));
}

bool dir_sync(const char *dir, struct err *err)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;
	int sys = errno;

	if (fd >= 0)
		close(fd);
	return ok || err_set_sys(err, ERR_IO, sys, "No se puede asegurar en el disco la carpeta %s: %s", dir, err_sys_text(sys));
}

/* With the rights of the program, which may have more than the person who runs it (base/file reads with those of the person). */
bool file_small(const char *path, char *text, size_t size, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	ssize_t n = -1;
	size_t used = 0;

	while (fd >= 0 && used < size - 1 && ((n = read(fd, text + used, size - 1 - used)) > 0 || (n < 0 && errno == EINTR)))
		used += n > 0 ? (size_t)n : 0;
	int sys = errno;
	if (fd >= 0)
		close(fd);
	text[used] = '\0';
	if (fd < 0 || n < 0)
		return err_set_sys(err, sys == ENOENT ? ERR_NOT_FOUND : ERR_IO, sys, "No se puede leer %s: %s", path, err_sys_text(sys));
	return true;
}

/* The value behind `word: ` at the beginning of a line; NULL when the word is missing. */
static const char *line_value(struct arena *arena, const char *text, const char *word)
{
	size_t n = strlen(word);

	for (const char *line = text; line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
		if (strncmp(line, word, n) == 0 && line[n] == ':' && line[n + 1] == ' ')
			return arena_strndup(arena, line + n + 2, strcspn(line + n + 2, "\n"));
	return NULL;
}

static bool number_value(struct arena *arena, const char *text, const char *word, uint64_t max, uint64_t *out)
{
	const char *value = line_value(arena, text, word);
	char *end;

	if (!value || value[0] < '0' || value[0] > '9')
		return false;
	errno = 0;
	*out = strtoull(value, &end, 10);
	return errno == 0 && *end == '\0' && *out <= max;
}

static bool hex_value(struct arena *arena, const char *text, const char *word, uint8_t *out, size_t n)
{
	const char *value = line_value(arena, text, word);

	return value && seal_unhex(out, n, value);
}

/* `llave: clase nombre pasos kib sal caja`: one wrap. A line of another shape is of a newer program and is kept as it is. */
static bool envoltura_in(const char *line, struct arena *arena, struct envoltura *e)
{
	char clase[32], nombre[80], salt[2 * SEAL_SALT + 1], box[2 * sizeof e->wrap.box + 1];
	unsigned long long ops, mem;
	int end = 0;

	if (sscanf(line, "llave: %31s %79s %llu %llu %32s %144s%n", clase, nombre, &ops, &mem, salt, box, &end) != 6 || (line[end] != '\n' && line[end] != '\0'))
		return false;
	*e = (struct envoltura){ .clase = arena_strdup(arena, clase), .nombre = arena_strdup(arena, nombre), .wrap = { .ops = ops, .mem_kib = mem } };
	return seal_unhex(e->wrap.salt, sizeof e->wrap.salt, salt) && seal_unhex(e->wrap.box, sizeof e->wrap.box, box);
}

_Static_assert(2 * SEAL_SALT == 32 && 2 * (SEAL_NONCE + SEAL_KEY + SEAL_TAG) == 144, "the widths in envoltura_in");

static bool known(const char *line)
{
	static const char *const words[] = { "almacen", "tipo", "oficina", "programa", "creado", "mapa_mib", "argon2id_pasos", "argon2id_kib", "sal", "envoltura" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strncmp(line, words[i], strlen(words[i])) == 0 && line[strlen(words[i])] == ':')
			return true;
	return *line == '\n' || *line == '\0';
}

/* Further wraps, and the lines that nobody here knows. */
static void parse_rest(const char *text, struct arena *arena, struct almacen *a)
{
	struct strbuf rest;
	struct envoltura e;

	strbuf_init(&rest, arena);
	for (const char *line = text, *end; line && *line; line = end ? end + 1 : NULL) {
		end = strchr(line, '\n');
		if (known(line))
			continue;
		if (envoltura_in(line, arena, &e)) {
			*ARENA_PUSH(arena, a->otra, a->n_otra, a->cap_otra) = e;
			continue;
		}
		strbuf_addn(&rest, line, strcspn(line, "\n"));
		strbuf_add(&rest, "\n");
	}
	a->resto = rest.text;
}

bool almacen_parse(const char *text, struct arena *arena, struct almacen *a)
{
	uint64_t formato = 0, map = 0;
	const char *kind = line_value(arena, text, "tipo");

	*a = (struct almacen){ 0 };
	parse_rest(text, arena, a);
	a->oficina = line_value(arena, text, "oficina");
	a->programa = line_value(arena, text, "programa");
	a->creado = line_value(arena, text, "creado");
	if (!number_value(arena, text, "almacen", INT32_MAX, &formato) || !number_value(arena, text, "mapa_mib", UINT32_MAX, &map) || map == 0 || !kind || !a->oficina || !a->programa)
		return false;
	a->formato = (int)formato;
	a->map_mib = (size_t)map;
	a->practica = strcmp(kind, "practica") == 0;
	if (a->practica)
		return true;
	return strcmp(kind, "real") == 0 && number_value(arena, text, "argon2id_pasos", UINT32_MAX, &a->wrap.ops) &&
		number_value(arena, text, "argon2id_kib", UINT32_MAX, &a->wrap.mem_kib) && hex_value(arena, text, "sal", a->wrap.salt, sizeof a->wrap.salt) &&
		hex_value(arena, text, "envoltura", a->wrap.box, sizeof a->wrap.box);
}

bool almacen_read(const char *dir, struct arena *arena, struct almacen *a, struct err *err)
{
	char path[PATH_TEXT], text[ALMACEN_MAX];

	*a = (struct almacen){ 0 };
	if (!store_file(path, dir, "almacen.txt", err))
		return false;
	if (!file_small(path, text, sizeof text, err))
		return err_wrap(err, "No hay un almacén en %s", dir);
	if (!almacen_parse(text, arena, a))
		return err_set(err, ERR_DAMAGED, "%s no se entiende; recupérelo de un respaldo", path);
	if (a->formato > ALMACEN_FORMATO)
		return err_set(err, ERR_CONFIG, "El almacén %s fue escrito por una versión más nueva de logros (formato %d); actualice el programa", dir, a->formato);
	return true;
}

/* One line each: a name that someone typed must not begin a new one. */
static const char *one_line(struct arena *arena, const char *text)
{
	return text_clean(arena, text ? text : "", TEXT_ONE_LINE);
}

/* Passes, memory, salt and box, each behind its own words. */
static void wrap_words(struct strbuf *text, const char *const before[4], const struct seal_wrap *w)
{
	char salt[2 * SEAL_SALT + 1], box[2 * sizeof w->box + 1];

	seal_hex(salt, w->salt, sizeof w->salt);
	seal_hex(box, w->box, sizeof w->box);
	strbuf_printf(text, "%s%llu%s%llu%s%s%s%s\n", before[0], (unsigned long long)w->ops, before[1], (unsigned long long)w->mem_kib, before[2], salt, before[3], box);
}

/* The wrap of the office stands in the words of format 1, so that a program of that time still understands the file and says what is the matter. */
const char *almacen_text(const struct almacen *a, struct arena *arena)
{
	static const char *const lines[4] = { "argon2id_pasos: ", "\nargon2id_kib: ", "\nsal: ", "\nenvoltura: " }, *const spaces[4] = { " ", " ", " ", " " };
	struct strbuf text;

	strbuf_init(&text, arena);
	strbuf_printf(&text, "almacen: %d\ntipo: %s\noficina: %s\nprograma: %s\ncreado: %s\nmapa_mib: %zu\n", a->formato, a->practica ? "practica" : "real",
		one_line(arena, a->oficina), one_line(arena, a->programa), one_line(arena, a->creado), a->map_mib);
	if (!a->practica)
		wrap_words(&text, lines, &a->wrap);
	for (int i = 0; i < a->n_otra; i++) {
		strbuf_printf(&text, "llave: %s %s", a->otra[i].clase, a->otra[i].nombre);
		wrap_words(&text, spaces, &a->otra[i].wrap);
	}
	strbuf_add(&text, a->resto ? a->resto : "");
	return text.text;
}

static bool write_as(const char *path, const struct almacen *a, struct err *err)
{
	struct arena arena;

	arena_init(&arena);
	bool ok = file_make(path, almacen_text(a, &arena), 0660, err);
	arena_done(&arena);
	return ok;
}

bool almacen_write(const char *dir, const struct almacen *a, struct err *err)
{
	char path[PATH_TEXT];

	return store_file(path, dir, "almacen.txt", err) && write_as(path, a, err);
}

bool almacen_replace(const char *dir, const struct almacen *a, struct err *err)
{
	char path[PATH_TEXT], fresh[PATH_TEXT];

	if (!store_file(path, dir, "almacen.txt", err) || !store_file(fresh, dir, "almacen.nuevo", err))
		return false;
	unlink(fresh);                    /* of a run that was interrupted */
	if (!write_as(fresh, a, err))
		return false;
	if (rename(fresh, path) != 0)
		return err_set_sys(err, ERR_CREATE, errno, "No se puede escribir %s: %s", path, err_sys_text(errno));
	return dir_sync(dir, err);
}

bool clave_read(const char *dir, uint8_t dek[SEAL_KEY], struct err *err)
{
	char path[PATH_TEXT], text[CLAVE_MAX];

	if (!store_file(path, dir, "clave", err))
		return false;
	if (access(path, F_OK) != 0 && errno == ENOENT)
		return err_set_sys(err, ERR_DAMAGED, ENOENT, "Falta el archivo %s, sin el que la práctica no abre: empiece otra con «logros demo --reiniciar»", path);
	if (!file_small(path, text, sizeof text, err))
		return false;
	text[strcspn(text, "\n")] = '\0';
	bool ok = seal_unhex(dek, SEAL_KEY, text);
	seal_wipe(text, sizeof text);
	return ok || err_set(err, ERR_DAMAGED, "La clave de práctica %s no se entiende; cree de nuevo la práctica", path);
}

bool clave_write(const char *dir, const uint8_t dek[SEAL_KEY], struct err *err)
{
	char path[PATH_TEXT], text[2 * SEAL_KEY + 2];

	if (!store_file(path, dir, "clave", err))
		return false;
	seal_hex(text, dek, SEAL_KEY);
	strcat(text, "\n");
	bool ok = file_make(path, text, 0600, err);
	seal_wipe(text, sizeof text);
	return ok;
}
