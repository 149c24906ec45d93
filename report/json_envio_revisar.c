/* The check of a feed, declared in json_envio.h. */
#include "report/json_envio.h"
#include "store/envio.h"
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { SUM_TEXT = 2 * SEAL_CHAIN, TAIL = SUM_TEXT + 11 };      /* ,"suma":"…"} */

/* What a spoiled line says of its number proves nothing: after a good one its place does. */
static bool bad(struct envio_revisar *r, uint64_t n, const char *why)
{
	r->primera_mala = r->operaciones == 0 && n ? n : r->hasta + 1;
	r->porque = why;
	return false;
}

/* The line without its end. False: it does not say its own sum. */
static bool sum_holds(const char *line, size_t n, const char *before, char sum[SUM_TEXT + 1])
{
	uint8_t hash[SEAL_CHAIN];
	struct seal_sum h;

	if (n < TAIL || memcmp(line + n - TAIL, ",\"suma\":\"", 9) != 0)
		return false;
	seal_sum_begin(&h);
	seal_sum_add(&h, span_of(before, strlen(before)));
	seal_sum_add(&h, span_of(line, n - TAIL));
	seal_sum_end(&h, hash);
	seal_hex(sum, hash, SEAL_CHAIN);
	return memcmp(line + n - TAIL + 9, sum, SUM_TEXT) == 0;
}

static bool same_as_store(const struct envio_revisar *r, uint64_t n, const char *line, size_t len)
{
	struct arena arena;
	struct envio v;
	struct err err = { 0 };
	struct txn txn;
	size_t own;

	if (!r->store)
		return true;
	if (!txn_read(&txn, r->store, &err))
		return false;
	arena_init(&arena);
	bool same = envio_get(&txn, n, &arena, &v);
	const char *says = same ? envio_linea(&v, &arena, &own) : NULL;
	same = same && own == len && memcmp(says, line, len) == 0;
	arena_done(&arena);
	txn_abort(&txn);
	return same;
}

static bool links(struct envio_revisar *r, const json_t *root, const char *line, size_t len)
{
	const char *office = json_string_value(json_object_get(root, "oficina")), *previous = json_string_value(json_object_get(root, "previa"));
	const char *chain = json_string_value(json_object_get(root, "cadena"));
	uint64_t n = (uint64_t)json_integer_value(json_object_get(root, "n"));

	if (!office || !previous || !chain || n == 0 || strlen(chain) != SUM_TEXT || strlen(previous) != SUM_TEXT || strlen(office) >= sizeof r->oficina)
		return bad(r, n, "la línea no es una operación de un envío");
	if (r->operaciones > 0 && strcmp(office, r->oficina) != 0)
		return bad(r, n, "viene de otra oficina");
	if (r->operaciones > 0 && n != r->hasta + 1)
		return bad(r, n, n > r->hasta ? "faltan operaciones" : "está fuera de orden o repetida");
	if (r->operaciones > 0 && strcmp(previous, r->cadena) != 0)
		return bad(r, n, "no sigue a la operación anterior: la cadena se rompe");
	if (!same_as_store(r, n, line, len))
		return bad(r, n, "no es la operación que está en el diario de este almacén");
	strcpy(r->oficina, office);
	strcpy(r->cadena, chain);
	r->desde = r->operaciones == 0 ? n : r->desde;
	r->hasta = n;
	r->operaciones++;
	return true;
}

static bool check_line(struct envio_revisar *r, const char *line, size_t n, char sum[SUM_TEXT + 1])
{
	char before[SUM_TEXT + 1];

	memcpy(before, sum, sizeof before);
	if (n == 0 || line[n - 1] != '\n')
		return bad(r, 0, "la última línea está cortada");
	json_t *root = json_loadb(line, n - 1, JSON_REJECT_DUPLICATES, NULL);
	uint64_t number = root ? (uint64_t)json_integer_value(json_object_get(root, "n")) : 0;
	bool good = root ? sum_holds(line, n - 1, before, sum) ? links(r, root, line, n - 1 - TAIL) : bad(r, number, "la línea fue cambiada, o falta una antes: su suma no corresponde")
		: bad(r, 0, "la línea no es JSON completo");
	json_decref(root);
	return good;
}

bool envio_revisar(struct envio_revisar *r, FILE *in, struct err *err)
{
	char sum[SUM_TEXT + 1] = "", *line = NULL;
	size_t cap = 0;
	bool good = true;

	r->linea = 0;
	for (ssize_t n; good && (n = getline(&line, &cap, in)) > 0;) {
		r->linea++;
		good = check_line(r, line, (size_t)n, sum);
	}
	free(line);
	return !ferror(in) || err_set(err, ERR_IO, "No se pudo leer el envío");
}
