#include "tests/crash/traza.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FDS = 64, NOMBRES = 512, PROCESOS = 64 };
struct abierto { int archivo; bool append, dsync, folder, used; uint64_t at; };
struct proceso { int pid; struct abierto fd[FDS]; };
struct lector {
	struct traza *t;
	const char *folder;
	struct proceso proceso[PROCESOS]; int n_proceso;
	struct abierto *fd;                  /* of the process whose line it is */
	struct { const char *path; int archivo; } nombre[NOMBRES]; int n_nombre;
};

/* ---- the text of strace ---- */

static const char *after(const char *p, const char *mark)
{
	const char *found = p ? strstr(p, mark) : NULL;
	return found ? found + strlen(mark) : NULL;
}

/* A string "\x41\x42…"; *p goes behind it. */
static const uint8_t *bytes(struct arena *arena, const char **p, size_t *n)
{
	const char *s = strchr(*p, '"');
	*n = 0;
	if (!s)
		return NULL;
	uint8_t *out = arena_alloc(arena, strcspn(s + 1, "\"") / 4 + 1);
	for (s++; *s == '\\' && s[1] == 'x'; s += 4) {
		char hex[3] = { s[2], s[3], 0 };
		out[(*n)++] = (uint8_t)strtoul(hex, NULL, 16);
	}
	out[*n] = 0;
	*p = *s == '"' ? s + 1 : s;
	return out;
}

static const char *text(struct arena *arena, const char **p)
{
	size_t n;
	return (const char *)bytes(arena, p, &n);
}

/* strace puts blanks before the sign of a short call. */
static long long result(const char *line)
{
	const char *sign = strrchr(line, '=');
	return sign && sign > line && sign[-1] == ' ' ? strtoll(sign + 1, NULL, 0) : -1;
}

/* ---- files and names ---- */

static struct suceso *add(struct lector *l, enum suceso_tipo tipo, int archivo)
{
	struct traza *t = l->t;
	struct suceso *s = ARENA_PUSH(t->arena, t->suceso, t->n, t->cap);
	*s = (struct suceso){ .tipo = tipo, .archivo = archivo };
	return s;
}

static int find(struct lector *l, const char *path)
{
	for (int i = 0; i < l->n_nombre; i++)
		if (strcmp(l->nombre[i].path, path) == 0)
			return l->nombre[i].archivo;
	return -1;
}

static void opened(struct lector *l, const char *p, long long fd)
{
	const char *path = text(l->t->arena, &p);
	if (fd < 0 || fd >= FDS || !path)
		return;
	l->fd[fd] = (struct abierto){ .used = false };
	if (strncmp(path, l->folder, strlen(l->folder)) != 0)
		return;
	bool folder = strstr(p, "O_DIRECTORY") != NULL;
	int archivo = find(l, path);
	if (!folder && archivo < 0 && strstr(p, "O_CREAT") && l->n_nombre < NOMBRES) {
		archivo = l->t->archivos++;
		add(l, SUCESO_CREA, archivo)->a = path;
		l->nombre[l->n_nombre].path = path;
		l->nombre[l->n_nombre++].archivo = archivo;
	}
	l->fd[fd] = (struct abierto){ .used = folder || archivo >= 0 || strcmp(path, l->folder) == 0, .archivo = archivo, .folder = folder || archivo < 0,
		.append = strstr(p, "O_APPEND") != NULL, .dsync = strstr(p, "O_DSYNC") != NULL };
	if (archivo >= 0 && strstr(p, "O_TRUNC"))
		add(l, SUCESO_TAMANO, archivo);
}

static uint64_t size_of(const struct lector *l, int archivo)
{
	uint64_t size = 0;
	for (int i = 0; i < l->t->n; i++) {
		const struct suceso *s = &l->t->suceso[i];
		if (s->archivo != archivo)
			continue;
		if (s->tipo == SUCESO_TAMANO)
			size = s->at;
		else if (s->tipo == SUCESO_ESCRIBE && s->at + s->n > size)
			size = s->at + s->n;
	}
	return size;
}

static void wrote(struct lector *l, struct abierto *f, uint64_t at, const uint8_t *data, size_t n)
{
	struct suceso *s = add(l, SUCESO_ESCRIBE, f->archivo);
	s->at = at;
	s->data = data;
	s->n = n;
	s->fijo = f->dsync;
}

/* write, writev: where the file stands, or at its end. */
static void write_at_place(struct lector *l, struct abierto *f, const char *p, long long done)
{
	uint64_t at = f->append ? size_of(l, f->archivo) : f->at;
	while (done > 0) {
		size_t n;
		const uint8_t *data = bytes(l->t->arena, &p, &n);
		if (!data || n == 0)
			break;
		n = n > (size_t)done ? (size_t)done : n;
		wrote(l, f, at, data, n);
		at += n;
		done -= (long long)n;
	}
	f->at = at;
}

static void renamed(struct lector *l, const char *p)
{
	const char *from = text(l->t->arena, &p), *to = text(l->t->arena, &p);
	struct suceso *s = add(l, SUCESO_RENOMBRA, -1);
	s->a = from;
	s->b = to;
	size_t n = strlen(from);
	for (int i = 0; i < l->n_nombre; i++)            /* what was there under the new name is gone */
		if (strcmp(l->nombre[i].path, to) == 0)
			l->nombre[i].path = "";
	for (int i = 0; i < l->n_nombre; i++)
		if (strncmp(l->nombre[i].path, from, n) == 0 && (l->nombre[i].path[n] == 0 || l->nombre[i].path[n] == '/'))
			l->nombre[i].path = arena_printf(l->t->arena, "%s%s", to, l->nombre[i].path + n);
}

static void removed(struct lector *l, const char *p)
{
	const char *path = text(l->t->arena, &p);
	add(l, SUCESO_BORRA, -1)->a = path;
	for (int i = 0; i < l->n_nombre; i++)
		if (strcmp(l->nombre[i].path, path) == 0)
			l->nombre[i].path = "";
}

/* ---- a line ---- */

static void on_file(struct lector *l, const char *name, const char *p, long long done)
{
	int fd = atoi(p);
	struct abierto *f = fd >= 0 && fd < FDS ? &l->fd[fd] : NULL;
	if (!f || !f->used)
		return;
	if (strcmp(name, "close") == 0) {
		f->used = false;
	} else if (strcmp(name, "fsync") == 0 || strcmp(name, "fdatasync") == 0) {
		add(l, f->folder ? SUCESO_FIJA_CARPETA : SUCESO_FIJA, f->archivo);
	} else if (strcmp(name, "lseek") == 0) {
		f->at = (uint64_t)done;
	} else if (strcmp(name, "ftruncate") == 0) {
		add(l, SUCESO_TAMANO, f->archivo)->at = strtoull(after(p, ", "), NULL, 0);
	} else if (strcmp(name, "pwrite64") == 0) {
		size_t n;
		const uint8_t *data = bytes(l->t->arena, &p, &n);
		const char *comma = strrchr(p, ',');
		wrote(l, f, comma ? strtoull(comma + 1, NULL, 0) : 0, data, (size_t)done < n ? (size_t)done : n);
	} else if (strcmp(name, "write") == 0 || strcmp(name, "writev") == 0) {
		write_at_place(l, f, p, done);
	}
}

/* A child begins with what its parent, the first process, has open. */
static struct abierto *fds_of(struct lector *l, int pid)
{
	for (int i = 0; i < l->n_proceso; i++)
		if (l->proceso[i].pid == pid)
			return l->proceso[i].fd;
	struct proceso *p = &l->proceso[l->n_proceso < PROCESOS ? l->n_proceso++ : PROCESOS - 1];
	*p = l->proceso[0];
	p->pid = pid;
	return p->fd;
}

static void line_in(struct lector *l, const char *line)
{
	l->fd = fds_of(l, atoi(line));
	const char *p = line + strspn(line, "0123456789 "), *open = strchr(p, '(');
	char name[32];
	long long done = result(line);
	if (!open || done < 0 || (size_t)(open - p) >= sizeof name)
		return;
	snprintf(name, sizeof name, "%.*s", (int)(open - p), p);
	p = open + 1;
	if (strcmp(name, "openat") == 0) {
		opened(l, p, done);
	} else if (strncmp(name, "rename", 6) == 0) {
		renamed(l, p);
	} else if (strcmp(name, "mkdir") == 0) {
		const char *path = text(l->t->arena, &p);
		if (strncmp(path, l->folder, strlen(l->folder)) == 0)
			add(l, SUCESO_CARPETA, -1)->a = path;
	} else if (strcmp(name, "unlink") == 0 || strcmp(name, "rmdir") == 0) {
		removed(l, p);
	} else {
		on_file(l, name, p, done);
	}
}

bool traza_leer(struct traza *t, struct arena *arena, const char *path, const char *folder)
{
	struct lector *l = arena_new(arena, struct lector);
	char *line = NULL;
	size_t cap = 0;
	FILE *in = fopen(path, "r");
	*t = (struct traza){ .arena = arena };
	*l = (struct lector){ .t = t, .folder = folder };
	while (in && getline(&line, &cap, in) > 0)
		line_in(l, line);
	free(line);
	if (in)
		fclose(in);
	return t->n > 0;
}
