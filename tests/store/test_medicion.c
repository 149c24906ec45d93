#include "base/rng.h"
#include "store/entrada.h"
#include <criterion/criterion.h>
#include <string.h>

TestSuite(medicion);

Test(medicion, a_logro_keeps_its_state_and_no_other_moves)
{
	uint8_t state[MEDICION_LOGROS + 2] = { 0 };
	struct medicion m = { .known = true };
	struct rng r;

	rng_seed(&r, 5);
	for (int i = 0; i < 500; i++) {
		int number = rng_range(&r, 0, MEDICION_LOGROS + 1), estado = rng_range(&r, 0, 3);
		medicion_logro_set(&m, number, (enum logro_estado)estado);
		if (number >= 1 && number <= MEDICION_LOGROS)
			state[number] = (uint8_t)estado;
		for (int k = 0; k <= MEDICION_LOGROS + 1; k++)
			cr_assert_eq((int)medicion_logro(&m, k), state[k], "logro %d", k);
	}
}

Test(medicion, codes_one_by_one)
{
	char code[ALERTA_TEXT];
	const char *at = " A03  A07 UNCODIGOMUYLARGOQUENOCABE";

	at = alerta_cada(at, code);
	cr_assert_str_eq(code, "A03");
	at = alerta_cada(at, code);
	cr_assert_str_eq(code, "A07");
	at = alerta_cada(at, code);
	cr_assert_str_eq(code, "UNCODIGOMUYLARG");
	cr_assert_null(alerta_cada(at, code));
	cr_assert(alerta_esta("A03 A07", "A07"));
	cr_assert_not(alerta_esta("A03 A07", "A0"));
	cr_assert_not(alerta_esta("", "A03"));
}

static struct medicion back(const struct medicion *m, struct arena *arena, size_t *bytes)
{
	struct codec_out out;
	struct codec_in in;

	codec_out_init(&out, arena);
	medicion_out(&out, m);
	*bytes = out.n;
	codec_in_init(&in, codec_bytes_of(&out), arena);
	struct medicion got = medicion_in(&in);
	cr_assert(codec_in_end(&in));
	return got;
}

Test(medicion, written_and_read_again_also_as_the_first_format_did)
{
	struct medicion m = { .known = true, .alcanzados = 40, .por_alcanzar = 3, .sin_dato = 2, .celda = 9 }, got;
	struct arena arena;
	size_t first, whole;

	arena_init(&arena);
	got = back(&m, &arena, &first);
	cr_assert(medicion_equal(&m, &got));
	cr_assert_eq(first, 6, "numbers alone: five items of one or two bytes, as always");
	medicion_logro_set(&m, 45, LOGRO_POR_ALCANZAR);
	strcpy(m.alertas, "A03 A10");
	cr_assert_not(medicion_equal(&m, &got));
	got = back(&m, &arena, &whole);
	cr_assert(medicion_equal(&m, &got));
	cr_assert_gt(whole, first);
	struct medicion none = { 0 };
	got = back(&none, &arena, &first);
	cr_assert_not(got.known);
	arena_done(&arena);
}
