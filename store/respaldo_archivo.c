#include "store/respaldo_archivo.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "store/env.h"
#include "store/hash.h"
#include <errno.h>
#include <fcntl.h>
#include <lmdb.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 64 * 1024, MAGIC = 8, LENGTH = 4, LINES_MAX = 64 * 1024 };
static const char magic[MAGIC + 1] = "LOGROSR1";

static const char *lines_of(const struct respaldo_lineas *l, struct arena *arena)
{
	char hex[2 * SEAL_CHAIN + 1], id[2 * HASH_LEN + 1];

	return arena_printf(arena, "operaciones: %llu\ncabeza: %s\nhogares: %u\ncuando: %lld\nmotivo: %s\nidentidad: %s\n\n%s", (unsigned long long)l->operaciones,
		seal_hex(hex, l->cabeza, sizeof l->cabeza), l->hogares, (long long)l->cuando, text_clean(arena, l->motivo ? l->motivo : "", TEXT_ONE_LINE),
		seal_hex(id, l->identidad, sizeof l->identidad), almacen_text(&l->almacen, arena));
}

void archivo_identidad(const struct seal *seal, uint8_t out[HASH_LEN])
{
	seal_hash(seal, HASH_RESPALDO, NULL, 0, out);
}

_Static_assert(2 * HASH_LEN == 32, "the width in lines_in");

static bool lines_in(const char *text, struct arena *arena, struct respaldo_lineas *l)
{
	char hex[2 * SEAL_CHAIN + 1], motivo[256] = "", id[2 * HASH_LEN + 1];
	unsigned long long n = 0;
	long long when = 0;
	const char *rest = strstr(text, "\n\n"), *known = strstr(text, "\nidentidad: ");

	*l = (struct respaldo_lineas){ 0 };
	if (!rest || sscanf(text, "operaciones: %llu\ncabeza: %64s\nhogares: %u\ncuando: %lld\nmotivo: %255[^\n]", &n, hex, &l->hogares, &when, motivo) < 4)
		return false;
	l->operaciones = n;
	l->cuando = when;
	l->motivo = arena_strdup(arena, motivo);
	if (known && known < rest && (sscanf(known, "\nidentidad: %32s", id) != 1 || !seal_unhex(l->identidad, sizeof l->identidad, id)))
		return false;
	return seal_unhex(l->cabeza, sizeof l->cabeza, hex) && almacen_parse(rest + 2, arena, &l->almacen);
}

/* ---- Writing: LMDB fills a pipe, a thread seals what comes out of it ---- */

struct sealer {
	int in, out;
	struct seal_stream stream;
	struct seal_sum sum;
	struct span associated;              /* of the first piece */
	int sys;                             /* errno of a write that failed */
};

static bool give_out(struct sealer *s, const void *bytes, size_t n)
{
	seal_sum_add(&s->sum, span_of(bytes, n));
	if (file_write_all(s->out, bytes, n))
		return true;
	s->sys = errno;
	return false;
}

static size_t fill_piece(int fd, uint8_t *piece)
{
	size_t n = 0;

	while (n < PIECE) {
		ssize_t got = read(fd, piece + n, PIECE - n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		n += (size_t)got;
	}
	return n;
}

/* One piece ahead, since the last one says so. When nothing can be written any more the pipe is closed, and LMDB gives up. */
static void *seal_all(void *arg)
{
	static const struct span none = { .p = (const uint8_t *)"", .n = 0 };
	struct sealer *s = arg;
	uint8_t *now = malloc(PIECE), *next = malloc(PIECE), *sealed = malloc(PIECE + SEAL_STREAM_MORE);
	size_t n = now && next && sealed ? fill_piece(s->in, now) : 0, m = 0;
	bool first = true, good = now && next && sealed;

	if (!good)
		s->sys = ENOMEM;
	do {
		m = good && n == PIECE ? fill_piece(s->in, next) : 0;
		if (good)
			seal_stream_put(&s->stream, span_of(now, n), first ? s->associated : none, m == 0, sealed);
		good = good && give_out(s, sealed, n + SEAL_STREAM_MORE);
		first = false;
		uint8_t *other = now;
		now = next;
		next = other;
		n = m;
	} while (good && m > 0);
	close(s->in);
	free(now);
	free(next);
	free(sealed);
	return NULL;
}

static bool write_head(struct sealer *s, const struct seal *seal, const char *lines, struct arena *arena)
{
	uint8_t head[SEAL_STREAM_HEAD];
	struct key length;
	struct strbuf begin;
	size_t n = strlen(lines);

	key_init(&length);
	key_u32(&length, (uint32_t)n);
	strbuf_init(&begin, arena);
	strbuf_addn(&begin, magic, MAGIC);
	strbuf_addn(&begin, (const char *)length.b, length.n);
	strbuf_addn(&begin, lines, n);
	s->associated = span_of(begin.text, begin.len);
	seal_stream_begin(&s->stream, seal, head);
	return give_out(s, begin.text, begin.len) && give_out(s, head, sizeof head);
}

static bool copy_sealed(const struct store *store, struct sealer *s, struct err *err)
{
	pthread_t thread;
	int end[2], rc;

	if (pipe2(end, O_CLOEXEC) != 0)
		return err_set_sys(err, ERR_IO, errno, "No se pudo hacer el respaldo: %s", err_sys_text(errno));
	s->in = end[0];
	if ((rc = pthread_create(&thread, NULL, seal_all, s)) != 0) {
		close(end[0]);
		close(end[1]);
		return err_set_sys(err, ERR_IO, rc, "No se pudo hacer el respaldo: %s", err_sys_text(rc));
	}
	rc = mdb_env_copyfd2(store->env, end[1], MDB_CP_COMPACT);
	close(end[1]);
	pthread_join(thread, NULL);
	if (s->sys != 0)
		return env_error(err, s->sys, "No se pudo escribir el respaldo");
	return rc == 0 || env_error(err, rc, "No se pudo copiar el almacén");
}

bool archivo_escribir(const struct store *store, int fd, const struct respaldo_lineas *l, uint8_t suma[SEAL_CHAIN], struct err *err)
{
	struct sealer s = { .out = fd };
	struct arena arena;

	arena_init(&arena);
	seal_sum_begin(&s.sum);
	bool ok = write_head(&s, store->seal, lines_of(l, &arena), &arena) ? copy_sealed(store, &s, err) : env_error(err, s.sys, "No se pudo escribir el respaldo");
	if (ok)
		seal_sum_end(&s.sum, suma);
	seal_wipe(&s.stream, sizeof s.stream);
	arena_done(&arena);
	return ok;
}

/* ---- Reading ---- */

static bool not_one(struct err *err, const char *path)
{
	return err_set(err, ERR_DAMAGED, "%s no es un respaldo de logros o está dañado; use otro respaldo", path);
}

/* Everything before the stream, in the arena. */
static bool read_begin(int fd, const char *path, struct arena *arena, struct span *begin, struct err *err)
{
	uint8_t fixed[MAGIC + LENGTH];

	if (read(fd, fixed, sizeof fixed) != (ssize_t)sizeof fixed || memcmp(fixed, magic, MAGIC) != 0)
		return not_one(err, path);
	size_t n = span_u32(span_of(fixed, sizeof fixed), MAGIC);
	if (n > LINES_MAX)
		return not_one(err, path);
	uint8_t *bytes = arena_alloc(arena, sizeof fixed + n + 1);
	memcpy(bytes, fixed, sizeof fixed);
	if (read(fd, bytes + sizeof fixed, n) != (ssize_t)n)
		return not_one(err, path);
	*begin = span_of(bytes, sizeof fixed + n);
	return true;
}

static int open_file(const char *path, struct err *err)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0) {
		err_set_sys(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, errno, "No se puede leer el respaldo %s: %s", path, err_sys_text(errno));
	} else if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		not_one(err, path);
		close(fd);
		fd = -1;
	}
	return fd;
}

bool archivo_lineas(const char *path, struct arena *arena, struct respaldo_lineas *l, struct err *err)
{
	struct span begin;
	int fd = open_file(path, err);

	if (fd < 0)
		return false;
	bool ok = read_begin(fd, path, arena, &begin, err) && (lines_in((const char *)begin.p + MAGIC + LENGTH, arena, l) || not_one(err, path));
	close(fd);
	return ok;
}

struct opener { int in, out; const char *path; struct seal_stream stream; struct seal_sum sum; uint8_t piece[PIECE + SEAL_STREAM_MORE], plain[PIECE]; };

static bool next_piece(struct opener *o, struct span associated, bool *last, struct err *err)
{
	size_t n = 0;

	while (n < sizeof o->piece) {
		ssize_t got = read(o->in, o->piece + n, sizeof o->piece - n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_set_sys(err, ERR_IO, errno, "No se puede leer el respaldo %s: %s", o->path, err_sys_text(errno));
		if (got == 0)
			break;
		n += (size_t)got;
	}
	seal_sum_add(&o->sum, span_of(o->piece, n));
	if (!seal_stream_get(&o->stream, span_of(o->piece, n), associated, o->plain, last))
		return not_one(err, o->path);
	if (o->out >= 0 && !file_write_all(o->out, o->plain, n - SEAL_STREAM_MORE))
		return env_error(err, errno, "No se pudo abrir el respaldo");
	return true;
}

static bool open_stream(struct opener *o, const struct seal *seal, struct span begin, struct err *err)
{
	static const struct span none = { .p = (const uint8_t *)"", .n = 0 };
	uint8_t head[SEAL_STREAM_HEAD];
	bool last = false;

	seal_sum_begin(&o->sum);
	seal_sum_add(&o->sum, begin);
	if (read(o->in, head, sizeof head) != (ssize_t)sizeof head || !seal_stream_open(&o->stream, seal, head))
		return not_one(err, o->path);
	seal_sum_add(&o->sum, span_of(head, sizeof head));
	for (struct span ad = begin; !last; ad = none)
		if (!next_piece(o, ad, &last, err))
			return false;
	return read(o->in, head, 1) == 0 || not_one(err, o->path);
}

bool archivo_extraer(const char *path, const struct seal *seal, int out, struct arena *arena, struct respaldo_lineas *l, uint8_t suma[SEAL_CHAIN], struct err *err)
{
	struct opener *o = arena_new(arena, struct opener);
	struct span begin;

	*o = (struct opener){ .out = out, .path = path };
	if ((o->in = open_file(path, err)) < 0)
		return false;
	bool ok = read_begin(o->in, path, arena, &begin, err) && open_stream(o, seal, begin, err) &&
		(lines_in((const char *)begin.p + MAGIC + LENGTH, arena, l) || not_one(err, path));
	close(o->in);
	if (ok)
		seal_sum_end(&o->sum, suma);
	seal_wipe(&o->stream, sizeof o->stream);
	return ok;
}
