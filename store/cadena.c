#include "store/cadena.h"
#include "base/date.h"
#include "base/log.h"
#include "base/strbuf.h"
#include "store/codec.h"
#include "store/entrada.h"
#include "store/env.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ANCLA_MAX = 64 * 1024, ANCLA_KEEP = 100, LINE_MAX_BYTES = 20 + 1 + 2 * SEAL_CHAIN + 2 };

bool cabeza_get(struct txn *txn, struct cabeza *c)
{
	struct key k = key_meta(META_CABEZA);
	struct span value;
	struct codec_in in;

	*c = (struct cabeza){ 0 };
	if (!table_get(txn, TABLE_META, key_span(&k), &txn->arena, &value))
		return txn_fail(txn, ERR_DAMAGED, "Falta la cabeza del diario; recupere el almacén de un respaldo");
	codec_in_init(&in, value, &txn->arena);
	if (codec_in_array(&in) != 3)
		in.bad = true;
	c->n = codec_in_uint(&in, INT64_MAX);
	codec_in_blob(&in, c->hash, sizeof c->hash);
	c->cuando = codec_in_int(&in);
	return codec_in_end(&in) || txn_fail(txn, ERR_DAMAGED, "La cabeza del diario está dañada; recupere el almacén de un respaldo");
}

void cabeza_put(struct txn *txn, const struct cabeza *c)
{
	struct key k = key_meta(META_CABEZA);
	struct codec_out out;

	codec_out_init(&out, &txn->arena);
	codec_array(&out, 3);
	codec_uint(&out, c->n);
	codec_blob(&out, c->hash, sizeof c->hash);
	codec_int(&out, c->cuando);
	table_put(txn, TABLE_META, key_span(&k), codec_bytes_of(&out));
}

bool cadena_hash(struct txn *txn, const struct cabeza *head, uint64_t n, uint8_t hash[SEAL_CHAIN])
{
	if (n > head->n)
		return false;
	if (n == head->n) {
		memcpy(hash, head->hash, SEAL_CHAIN);
		return true;
	}
	return entrada_previa(txn, n + 1, hash);
}

static int line_of(char out[LINE_MAX_BYTES], uint64_t n, const uint8_t hash[SEAL_CHAIN])
{
	char hex[2 * SEAL_CHAIN + 1];

	return snprintf(out, LINE_MAX_BYTES, "%llu %s\n", (unsigned long long)n, seal_hex(hex, hash, SEAL_CHAIN));
}

static bool parse_line(const char *line, size_t len, struct ancla *a)
{
	char text[LINE_MAX_BYTES], *end;

	if (len >= sizeof text || len == 0 || line[0] < '0' || line[0] > '9')
		return false;
	memcpy(text, line, len);
	text[len] = '\0';
	a->n = strtoull(text, &end, 10);
	return *end == ' ' && seal_unhex(a->hash, sizeof a->hash, end + 1);
}

int ancla_read(const struct store *s, struct arena *arena, struct ancla **out)
{
	char path[PATH_TEXT];
	int n = 0, cap = 0, fd = -1;
	struct stat st;
	ssize_t got = -1;

	*out = NULL;
	if (store_file(path, s->path, "ancla.log", NULL))
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	char *text = NULL;
	if (fd >= 0 && fstat(fd, &st) == 0 && st.st_size > 0 && st.st_size <= 2 * ANCLA_MAX) {
		text = arena_alloc(arena, (size_t)st.st_size + 1);
		got = read(fd, text, (size_t)st.st_size);
	}
	if (fd >= 0)
		close(fd);
	for (const char *line = text, *end; got > 0 && (end = strchr(line, '\n')); line = end + 1) {
		struct ancla a;
		if (parse_line(line, (size_t)(end - line), &a))
			*ARENA_PUSH(arena, *out, n, cap) = a;
	}
	return n;
}

/* The last lines in a new file under the same name. */
static void shorten(const struct store *s)
{
	char path[PATH_TEXT], fresh[PATH_TEXT], line[LINE_MAX_BYTES];
	struct arena arena;
	struct strbuf text;
	struct ancla *ancla;

	if (!store_file(path, s->path, "ancla.log", NULL) || !store_file(fresh, s->path, "ancla.nueva", NULL))
		return;
	arena_init(&arena);
	strbuf_init(&text, &arena);
	int n = ancla_read(s, &arena, &ancla);
	for (int i = n > ANCLA_KEEP ? n - ANCLA_KEEP : 0; i < n; i++) {
		line_of(line, ancla[i].n, ancla[i].hash);
		strbuf_add(&text, line);
	}
	unlink(fresh);
	if (n > 0 && file_make(fresh, text.text, 0660, NULL) && rename(fresh, path) != 0)
		unlink(fresh);
	arena_done(&arena);
}

void ancla_append(const struct store *s, const struct cabeza *head)
{
	char path[PATH_TEXT], line[LINE_MAX_BYTES];
	struct stat st = { 0 };

	if (!store_file(path, s->path, "ancla.log", NULL))
		return;
	int n = line_of(line, head->n, head->hash);
	int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
	if (fd < 0 || write(fd, line, (size_t)n) != n || fstat(fd, &st) != 0)
		log_line("store: anchor of operation %llu not written: errno %d", (unsigned long long)head->n, errno);
	if (fd >= 0)
		close(fd);
	if (st.st_size > ANCLA_MAX)
		shorten(s);
}

/* The newest number that is committed now, perhaps after the snapshot of the transaction. */
static uint64_t committed_now(struct txn *txn)
{
	struct cabeza head = { 0 };
	struct txn now;

	if (!txn_read(&now, txn->store, NULL))
		return 0;
	bool good = cabeza_get(&now, &head);
	return txn_commit(&now, NULL) && good ? head.n : 0;
}

int ancla_list(struct txn *txn, struct arena *arena, struct ancla **out)
{
	int n = ancla_read(txn->store, arena, out);
	struct cabeza head;

	if (n == 0 || !cabeza_get(txn, &head) || (*out)[n - 1].n <= head.n || committed_now(txn) < (*out)[n - 1].n)
		return n;
	while (n > 0 && (*out)[n - 1].n > head.n)
		n--;
	return n;
}

bool ancla_holds(struct txn *txn)
{
	struct cabeza head;
	struct ancla *ancla;
	uint8_t hash[SEAL_CHAIN];
	int n = ancla_list(txn, &txn->arena, &ancla);

	if (!cabeza_get(txn, &head))
		return false;
	if (n == 0)
		return true;
	return cadena_hash(txn, &head, ancla[n - 1].n, hash) && memcmp(hash, ancla[n - 1].hash, sizeof hash) == 0;
}
