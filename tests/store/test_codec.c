#include "base/rng.h"
#include "store/codec_value.h"
#include "store/entrada.h"
#include "store/fila.h"
#include "store/registro.h"
#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;

static void start(void)
{
	arena_init(&arena);
}

static void stop(void)
{
	arena_done(&arena);
}

TestSuite(codec, .init = start, .fini = stop, .timeout = 60);

static struct answers decode(struct span bytes, bool *good)
{
	struct answers a;
	struct codec_in in;

	answers_init(&a, &arena);
	codec_in_init(&in, bytes, &arena);
	codec_in_answers(&in, &a);
	*good = codec_in_end(&in);
	return a;
}

static struct span encode(const struct answers *a)
{
	struct codec_out out;

	codec_out_init(&out, &arena);
	codec_answers(&out, a);
	return codec_bytes_of(&out);
}

static void put(struct answers *a, const char *name, struct value v, uint16_t version, bool hidden)
{
	answers_put(a, &(struct answer){ .name = name, .value = v, .version = version, .hidden = hidden });
}

Test(codec, each_kind_of_answer_comes_back)
{
	struct answers a, b;
	bool good;

	answers_init(&a, &arena);
	put(&a, "rehusa", (struct value){ .kind = VALUE_REFUSED }, 0, false);
	put(&a, "si", value_bool(true), 0, false);
	put(&a, "no", value_bool(false), 2, false);
	put(&a, "cero", value_int(0), 0, true);
	put(&a, "menor", value_int(INT64_MIN), 0, false);
	put(&a, "mayor", value_int(INT64_MAX), UINT16_MAX, true);
	put(&a, "antes", value_date(-25567), 0, false);
	put(&a, "hoy", value_date(20779), 1, false);
	put(&a, "texto", value_text("Peña, «Ñ» 日本 \n dos líneas"), 0, false);
	put(&a, "opcion", value_choice("acueducto"), 3, true);
	put(&a, "ninguna", value_set(""), 0, false);
	put(&a, "una", value_set("gas"), 0, false);
	put(&a, "varias", value_set("gas luz agua"), 0, false);
	put(&a, "raras", value_set("a  b "), 0, false);
	b = decode(encode(&a), &good);
	cr_assert(good);
	cr_assert(answers_equal(&a, &b));
	for (int i = 0; i < a.n; i++)
		cr_assert_eq(a.item[i].value.kind, b.item[i].value.kind, "%s", a.item[i].name);
}

static const char *word(struct rng *r)
{
	static const char *const words[] = { "", "a", "niñez", "sin_dato", "una frase con espacios", "«comillas»", "0", "x=1;y=2" };

	return words[rng_range(r, 0, 7)];
}

static void random_answers(struct rng *r, struct answers *a)
{
	answers_init(a, &arena);
	for (int n = rng_range(r, 0, 40); n > 0; n--) {
		struct value v = value_none();
		switch (rng_range(r, 0, 6)) {
		case 0: v.kind = VALUE_REFUSED; break;
		case 1: v = value_bool(rng_chance(r, 50)); break;
		case 2: v = value_int((int64_t)rng_next(r)); break;
		case 3: v = value_date((int32_t)(rng_next(r) >> 40)); break;
		case 4: v = value_text(word(r)); break;
		case 5: v = value_choice(word(r)); break;
		case 6: v = value_set(word(r)); break;
		}
		put(a, arena_printf(&arena, "campo_%d", rng_range(r, 0, 500)), v, (uint16_t)rng_range(r, 0, 3), rng_chance(r, 20));
	}
}

Test(codec, random_answers_come_back_and_their_bytes_are_the_same)
{
	struct answers a, b;
	struct rng r;
	bool good;

	rng_seed(&r, 1);
	for (int i = 0; i < 2000; i++) {
		random_answers(&r, &a);
		struct span bytes = encode(&a);
		b = decode(bytes, &good);
		cr_assert(good && answers_equal(&a, &b), "round %d", i);
		struct span again = encode(&b);
		cr_assert(again.n == bytes.n && memcmp(again.p, bytes.p, bytes.n) == 0);
		arena_reset(&arena);
	}
}

Test(codec, cut_or_changed_bytes_are_refused_or_read_but_never_run_over)
{
	struct answers a;
	struct rng r;
	bool good;

	rng_seed(&r, 2);
	for (int i = 0; i < 300; i++) {
		random_answers(&r, &a);
		struct span bytes = encode(&a);
		for (size_t n = 0; n < bytes.n; n++) {
			/* a copy of just that size, so that the sanitizer sees a read behind it */
			decode(span_of(arena_copy(&arena, bytes.p, n), n), &good);
			cr_assert_not(good, "cut at %zu", n);
		}
		uint8_t *copy = arena_copy(&arena, bytes.p, bytes.n);
		for (int j = 0; j < 200 && bytes.n; j++) {
			size_t at = (size_t)rng_range(&r, 0, (int)bytes.n - 1);
			copy[at] ^= (uint8_t)(1 << rng_range(&r, 0, 7));
			decode(span_of(copy, bytes.n), &good);
		}
		arena_reset(&arena);
	}
}

struct bad { const char *what; const char *bytes; size_t n; };
#define BAD(what, bytes) { what, bytes, sizeof(bytes) - 1 }

Test(codec, what_we_never_write_is_refused)
{
	static const struct bad bad[] = {
		BAD("a map that claims more than there is", "\xbb\xff\xff\xff\xff\xff\xff\xff\xff"),
		BAD("a text that claims more than there is", "\xa1\x7b\xff\xff\xff\xff\xff\xff\xff\xff"),
		BAD("names out of order", "\xa2\x61" "b\x01\x61" "a\x02"),
		BAD("a name twice", "\xa2\x61" "a\x01\x61" "a\x02"),
		BAD("a name that is a number", "\xa1\x01\x02"),
		BAD("a NUL in a text", "\xa1\x61" "a\x61\x00"),
		BAD("a floating point number", "\xa1\x61" "a\xfb\x3f\xf0\x00\x00\x00\x00\x00\x00"),
		BAD("an indefinite map", "\xbf\x61" "a\x01\xff"),
		BAD("an unknown kind of value", "\xa1\x61" "a\xd8\x65\x01"),
		BAD("a day beyond the calendar", "\xa1\x61" "a\xd8\x64\x1b\x00\x00\x00\x01\x00\x00\x00\x00"),
		BAD("a set of numbers", "\xa1\x61" "a\xd9\x01\x02\x81\x01"),
		BAD("an annotated value of two", "\xa1\x61" "a\x82\x01\x02"),
		BAD("something behind the map", "\xa1\x61" "a\x01\x00"),
		BAD("nothing", ""),
	};
	bool good;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		decode(span_of(arena_copy(&arena, bad[i].bytes, bad[i].n), bad[i].n), &good);
		cr_assert_not(good, "%s", bad[i].what);
	}
}

Test(codec, nesting_has_an_end)
{
	uint8_t deep[1000];
	struct codec_in in;

	memset(deep, 0x81, sizeof deep);
	deep[999] = 0x01;
	codec_in_init(&in, span_of(deep, sizeof deep), &arena);
	codec_in_skip(&in);
	cr_assert(in.bad);
	codec_in_init(&in, span_of(deep + 990, 10), &arena);
	cr_assert_eq(codec_in_skip(&in).n, 10);
	cr_assert_not(in.bad);
}

/* Bytes of the first format: {0: 1, 1: id, 2: 5, 3: {"activo": true, "nombre1": ["Ana", 2, false]}}; also in docs/ALMACEN.md. */
#define RECORD_1 "\xa4\x00\x01\x01\x50\x01\x8c\xab\x00\x11\x22\x73\x33\x84\x44\x55\x55\x66\x66\x77\x77\x02\x05\x03\xa2" \
	"\x66" "activo\xf5\x67" "nombre1\x83\x63" "Ana\x02\xf4"

Test(codec, a_record_of_the_first_format_is_read)
{
	struct key k = key_fam(9, RECORD_INTEGRANTE, 1);
	struct registro r;

	cr_assert(registro_in(key_span(&k), 4, span_of(RECORD_1, sizeof RECORD_1 - 1), &arena, &r));
	cr_assert_eq(r.record.hogar, 9);
	cr_assert_eq(r.record.kind, RECORD_INTEGRANTE);
	cr_assert_eq(r.record.seq, 1);
	cr_assert_eq(r.record.version, 4);
	cr_assert_eq(r.n, 5);
	cr_assert(answers_bool(&r.record.fields, "activo", false));
	cr_assert_str_eq(answers_text(&r.record.fields, "nombre1"), "Ana");
	cr_assert_eq(answers_find(&r.record.fields, "nombre1")->version, 2);
	cr_assert_eq(r.n_extra, 0);
}

Test(codec, a_record_of_another_format_is_not)
{
	struct key k = key_fam(9, RECORD_INTEGRANTE, 1);
	uint8_t bytes[sizeof RECORD_1 - 1];
	struct registro r;

	memcpy(bytes, RECORD_1, sizeof bytes);
	bytes[2] = 2;
	cr_assert_not(registro_in(key_span(&k), 4, span_of(bytes, sizeof bytes), &arena, &r));
	cr_assert_not(registro_in(span_of(k.b, 7), 4, span_of(RECORD_1, sizeof RECORD_1 - 1), &arena, &r), "a key of another table");
}

Test(codec, the_parts_of_a_newer_record_are_kept_as_they_are)
{
	/* {0: 1, 7: [1, {"x": null}], 1: id, 2: 5, 3: {}, 9: "nuevo"} */
	static const char newer[] = "\xa6\x00\x01\x07\x82\x01\xa1\x61" "x\xf6\x01\x50" "0123456789abcdef" "\x02\x05\x03\xa0\x09\x65" "nuevo";
	struct key k = key_fam(9, RECORD_HOGAR, 0);
	struct registro r;

	cr_assert(registro_in(key_span(&k), 1, span_of(newer, sizeof newer - 1), &arena, &r));
	cr_assert_eq(r.n_extra, 2);
	cr_assert_eq(r.extra.n, 7 + 7);
	cr_assert(memcmp(r.extra.p, "\x07\x82\x01\xa1\x61" "x\xf6\x09\x65" "nuevo", 14) == 0);
}

static void random_images(struct rng *r, struct entrada *e)
{
	e->n_imagen = rng_range(r, 0, 5);
	e->imagen = arena_array(&arena, struct imagen, e->n_imagen + 1);
	for (int i = 0; i < e->n_imagen; i++) {
		struct imagen *m = &e->imagen[i];
		*m = (struct imagen){ .kind = (enum record_kind)rng_range(r, 1, RECORD_KINDS - 1), .hogar = (uint32_t)rng_next(r), .seq = (uint32_t)rng_range(r, 0, 99999),
			.version_antes = (uint32_t)rng_range(r, 0, 9), .version_despues = (uint32_t)rng_range(r, 0, 9), .id = id_new(), .nuevo = rng_chance(r, 50) };
		random_answers(r, &m->antes);
		random_answers(r, &m->despues);
	}
}

Test(codec, operations_come_back)
{
	struct rng r;

	rng_seed(&r, 3);
	for (int i = 0; i < 500; i++) {
		struct entrada_full f = { .e = { .id = id_new(), .cuando = (int64_t)(rng_next(&r) >> 20), .fecha = rng_range(&r, 0, 30000), .usuario = "mrestrepo", .nombre = "Marta Restrepo",
			.accion = "guardar", .motivo = rng_chance(&r, 50) ? NULL : "porque sí", .detalle = rng_chance(&r, 50) ? NULL : "Vivienda", .hogar = (uint32_t)rng_next(&r),
			.deshace = rng_next(&r) >> 30 }, .sesion = id_new(), .medida = (uint32_t)rng_range(&r, 0, 2), .medicion_despues = { .known = true, .celda = 9, .alcanzados = 45 } };
		struct entrada_full g;
		struct codec_out out, again;
		random_images(&r, &f.e);
		codec_out_init(&out, &arena);
		entrada_out(&out, &f);
		cr_assert(entrada_in(codec_bytes_of(&out), true, &arena, &g));
		codec_out_init(&again, &arena);
		entrada_out(&again, &g);
		cr_assert(again.n == out.n && memcmp(again.b, out.b, out.n) == 0);
		cr_assert_eq(g.e.motivo == NULL, f.e.motivo == NULL);
		cr_assert_eq(g.e.deshace, f.e.deshace);
		cr_assert(entrada_in(codec_bytes_of(&out), false, &arena, &g));
		cr_assert_eq(g.e.n_imagen, 0);
		arena_reset(&arena);
	}
}

Test(codec, an_operation_that_claims_too_many_images_is_refused)
{
	static const char claims[] = "\xa1\x0d\x9b\x00\x00\x00\xff\xff\xff\xff\xff";
	struct entrada_full f;

	cr_assert_not(entrada_in(span_of(claims, sizeof claims - 1), true, &arena, &f));
	cr_assert_not(entrada_in(span_of(claims, sizeof claims - 1), false, &arena, &f));
}

Test(codec, what_changed_is_enough_to_go_both_ways)
{
	struct answers a, b, x, y, was;
	struct rng r;

	rng_seed(&r, 4);
	for (int i = 0; i < 2000; i++) {
		random_answers(&r, &a);
		random_answers(&r, &b);
		for (int j = 0; j < a.n; j += 2)
			answers_put(&b, &a.item[j]);
		answers_init(&x, &arena);
		answers_init(&y, &arena);
		entrada_diff(&a, &b, &x, &y);
		answers_init(&was, &arena);
		answers_copy(&was, &a);
		entrada_apply(&was, &x, &y);
		cr_assert(answers_equal(&was, &b));
		entrada_apply(&was, &y, &x);
		cr_assert(answers_equal(&was, &a));
		for (int j = 0; j < y.n; j++) {
			struct answers one, other;
			const struct answer *old = answers_find(&a, y.item[j].name);
			answers_init(&one, &arena);
			answers_init(&other, &arena);
			answers_put(&one, &y.item[j]);
			if (old)
				answers_put(&other, old);
			cr_assert_not(answers_equal(&one, &other), "%s did not change", y.item[j].name);
		}
		arena_reset(&arena);
	}
}

Test(codec, a_row_comes_back)
{
	struct fila_base b = { .nombre = "Restrepo, María", .documento = "43111222", .integrantes = 4, .medicion = { .known = true, .alcanzados = 12, .por_alcanzar = 30, .sin_dato = 3, .celda = 7 } }, c;

	answers_init(&b.hogar, &arena);
	answers_set(&b.hogar, HOGAR_FOLIO, value_text("MS-00012"));
	answers_set(&b.hogar, HOGAR_COGESTOR, value_text("mrestrepo"));
	answers_set(&b.hogar, HOGAR_ULTIMA_VISITA, value_date(20000));
	answers_set(&b.hogar, HOGAR_VISITA_ABIERTA, value_int(3));
	cr_assert(fila_in(fila_out(&b, &arena), &arena, &c));
	cr_assert_str_eq(c.nombre, b.nombre);
	cr_assert_eq(c.integrantes, 4);
	cr_assert(medicion_equal(&b.medicion, &c.medicion));
	cr_assert(answers_equal(&b.hogar, &c.hogar));
}
