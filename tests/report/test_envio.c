/* The feed between offices: complete, typed, and whatever happens to it on its way is seen. */
#include "tests/report/oficina.h"
#include "base/rng.h"
#include "report/json_envio.h"
#include "store/acto_deshacer.h"
#include "store/diario.h"
#include "store/env.h"
#include <criterion/criterion.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct oficina o;

static void open_office(void)
{
	oficina_open(&o);
}

static void close_office(void)
{
	oficina_close(&o);
}

TestSuite(envio, .init = open_office, .fini = close_office, .timeout = 120);

static const char hogares[] = "HOGAR;FECHA INGRESO;NOMBRE BARRIO\nA-1;24/03/2025;Moravia «\"\\\"»\nA-2;24/03/2025;Moravia\n";
static const char otros[] = "HOGAR;FECHA INGRESO;NOMBRE BARRIO\nA-1;24/03/2025;Aranjuez\nA-2;24/03/2025;Manrique\n";
static const char gente[] = "HOGAR;PRIMER NOMBRE;PRIMER APELLIDO;SEXO;FECHA NACIMIENTO;PARENTESCO;TIPO DOCUMENTO;NUMERO DOCUMENTO\n"
	"A-1;Begoña;Nuñez;Mujer;1/2/1990;Jefe;CC;43000001\nA-2;Luz;Ríos;Mujer;1/2/1991;Jefe;CC;43000002\n";

/* Twelve operations and more, some undone, one household gone. */
static void work(void)
{
	struct err err = { 0 };
	struct txn txn;
	oficina_import(&o, hogares, gente, true);
	for (int i = 0; i < 8; i++)
		oficina_import(&o, i % 2 ? hogares : otros, gente, true);
	cr_assert(txn_write(&txn, o.store, NULL));
	cr_assert(diario_deshacer(&txn, diario_last(&txn), "prueba", &err), "%s", err.text);
	cr_assert(txn_commit(&txn, &err), "%s", err.text);
	o.store->actor.rol = ROL_COORDINADOR;
}

static char *write_feed(uint64_t from, uint64_t to, size_t *n)
{
	struct err err = { 0 };
	char *text = NULL;
	FILE *f = open_memstream(&text, n);
	struct envio_escribir w = { .store = o.store, .salida = f, .desde = from, .hasta = to };
	cr_assert(envio_escribir(&w, &err), "%s", err.text);
	fclose(f);
	char *kept = arena_strndup(&o.arena, text, *n);
	free(text);
	return kept;
}

static void check_text(struct envio_revisar *r, const char *text, size_t n)
{
	struct err err = { 0 };
	FILE *f = n ? fmemopen((void *)text, n, "r") : fopen("/dev/null", "r");
	cr_assert(f && envio_revisar(r, f, &err), "%s", err.text);
	fclose(f);
}

static uint64_t first_bad(const char *text, size_t n, bool against)
{
	struct envio_revisar r = { .store = against ? o.store : NULL };
	check_text(&r, text, n);
	return r.primera_mala;
}

Test(envio, each_operation_is_a_line_with_typed_values)
{
	size_t n;
	work();
	char *feed = write_feed(1, 0, &n), *line = feed;
	struct txn txn;
	cr_assert(txn_read(&txn, o.store, NULL));
	uint64_t last = diario_last(&txn);
	txn_abort(&txn);
	cr_assert_gt(last, 12);
	int seen = 0;
	for (uint64_t k = 1; k <= last; k++) {
		char *end = strchr(line, '\n');
		cr_assert(end);
		json_t *root = json_loadb(line, (size_t)(end - line), JSON_REJECT_DUPLICATES, NULL), *image;
		cr_assert(root, "%.*s", (int)(end - line), line);
		cr_assert_eq((uint64_t)json_integer_value(json_object_get(root, "n")), k);
		cr_assert_str_eq(json_string_value(json_object_get(root, "oficina")), "prueba");
		size_t i, j;
		json_array_foreach(json_object_get(root, "imagenes"), i, image) {
			json_t *field;
			cr_assert_eq(strlen(json_string_value(json_object_get(image, "hogar"))), 36, "its identity everywhere");
			json_array_foreach(json_object_get(image, "despues"), j, field) {
				const char *name = json_string_value(json_object_get(field, "campo"));
				seen |= strcmp(name, "barrio") == 0 && json_is_string(json_object_get(field, "texto"));
				seen |= strcmp(name, "fecha_nacimiento") == 0 && json_is_string(json_object_get(field, "fecha")) ? 2 : 0;
				seen |= strcmp(name, "sexo") == 0 && json_is_string(json_object_get(field, "opcion")) ? 4 : 0;
				seen |= strcmp(name, "activo") == 0 && json_is_true(json_object_get(field, "si_no")) ? 8 : 0;
				seen |= strcmp(name, "visitas_efectivas") == 0 && json_is_integer(json_object_get(field, "numero")) ? 16 : 0;
			}
		}
		json_decref(root);
		line = end + 1;
	}
	cr_assert_eq(*line, '\0');
	cr_assert_eq(seen, 31);
	cr_assert_eq(first_bad(feed, n, true), 0);
}

Test(envio, feeds_follow_one_another)
{
	size_t na, nb, nc;
	work();
	char *a = write_feed(1, 5, &na), *b = write_feed(6, 9, &nb), *c = write_feed(11, 0, &nc);
	struct envio_revisar r = { 0 };
	check_text(&r, a, na);
	check_text(&r, b, nb);
	cr_assert_null(r.porque, "%s", r.porque);
	cr_assert_eq(r.desde, 1);
	cr_assert_eq(r.hasta, 9);
	check_text(&r, c, nc);
	cr_assert_eq(r.primera_mala, 10, "there is a gap");
	cr_assert_eq(first_bad(b, nb, true), 0, "one may begin anywhere");
	check_text(&(struct envio_revisar){ 0 }, "", 0);
}

static int lines_of(char *text, char *line[64])
{
	int n = 0;
	for (char *p = strtok(text, "\n"); p && n < 64; p = strtok(NULL, "\n"))
		line[n++] = p;
	return n;
}

static char *joined(char *const line[], int n, size_t *len)
{
	char *out = "";
	for (int i = 0; i < n; i++)
		out = arena_printf(&o.arena, "%s%s\n", out, line[i]);
	*len = strlen(out);
	return out;
}

/* One fault in a feed of n lines; the number of the first line that does not hold. */
static int spoil(struct rng *r, char *line[64], int *n)
{
	int at = rng_range(r, 1, *n - 2);
	char *p;
	switch (rng_range(r, 0, 4)) {
	case 0:      /* deleted */
		memmove(&line[at], &line[at + 1], sizeof *line * (size_t)(*n - at - 1));
		--*n;
		return at + 1;
	case 1:      /* changed */
		p = line[at] = arena_strdup(&o.arena, line[at]);
		p[rng_range(r, 0, (int)strlen(p) - 1)] ^= 1;
		return at + 1;
	case 2:      /* reordered */
		p = line[at];
		line[at] = line[at + 1];
		line[at + 1] = p;
		return at + 1;
	case 3:      /* inserted: an older one once more */
		memmove(&line[at + 1], &line[at], sizeof *line * (size_t)(*n - at));
		line[at] = line[rng_range(r, 0, at - 1)];
		++*n;
		return at + 1;
	default:     /* cut within a line */
		line[at] = arena_strndup(&o.arena, line[at], strlen(line[at]) / 2);
		*n = at + 1;
		return at + 1;
	}
}

Test(envio, whatever_happens_on_the_way_is_seen_with_its_number)
{
	size_t n, len;
	struct rng r;
	work();
	char *feed = write_feed(1, 0, &n);
	rng_seed(&r, 9);
	for (int i = 0; i < 100; i++) {
		char *line[65];
		int count = lines_of(arena_strdup(&o.arena, feed), line);
		int bad = spoil(&r, line, &count);
		char *text = joined(line, count, &len);
		cr_assert_eq((int)first_bad(text, len, false), bad, "round %d", i);
	}
}

/* Who changes a line and makes all sums anew is seen by the office alone. That is the control of the test above: without the sums it would pass. */
Test(envio, sums_made_anew_are_seen_by_the_office)
{
	size_t n, len;
	work();
	char *line[65], *feed = write_feed(1, 0, &n), sum[2 * SEAL_CHAIN + 1] = "";
	int count = lines_of(arena_strdup(&o.arena, feed), line);
	for (int i = 0; i < count; i++) {
		char *body = arena_strndup(&o.arena, line[i], (size_t)(strstr(line[i], ",\"suma\"") - line[i])), *name = strstr(body, "Marta Restrepo");
		if (i == 8 && name)
			memcpy(name, "Mirta", 5);
		uint8_t hash[SEAL_CHAIN];
		struct seal_sum h;
		seal_sum_begin(&h);
		seal_sum_add(&h, span_of(sum, strlen(sum)));
		seal_sum_add(&h, span_of(body, strlen(body)));
		seal_sum_end(&h, hash);
		line[i] = arena_printf(&o.arena, "%s,\"suma\":\"%s\"}", body, seal_hex(sum, hash, SEAL_CHAIN));
	}
	char *text = joined(line, count, &len);
	cr_assert_neq(strcmp(text, feed), 0);
	cr_assert_eq(first_bad(text, len, false), 0);
	cr_assert_eq(first_bad(text, len, true), 9);
	cr_assert_eq(first_bad(feed, n, true), 0);
}

Test(envio, only_who_may_read_all_families)
{
	struct err err = { 0 };
	work();
	o.store->actor.rol = ROL_COGESTOR;
	struct envio_escribir w = { .store = o.store, .salida = stderr, .desde = 1 };
	cr_assert_not(envio_escribir(&w, &err));
	cr_assert_eq(err.code, ERR_DENIED);
	cr_assert_eq(w.operaciones, 0);
}
