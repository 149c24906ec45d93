/* Any bytes as households for `evaluar`: the first one says whether by lines and with reasons. Whatever comes out is JSON. */
#include "tests/fuzz/fuzz.h"
#include "report/evaluar.h"
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static void check_json(const char *text, size_t n)
{
	json_error_t e;
	json_t *root = json_loadb(text, n, JSON_REJECT_DUPLICATES, &e);

	fuzz_must(root, "what came out is not JSON: %s at %d: %.200s", e.text, e.position, text);
	json_decref(root);
}

static void check_lines(const char *text)
{
	for (size_t n; *text; text += n + 1) {
		n = strcspn(text, "\n");
		check_json(text, n);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct evaluar ev = { .programa = fuzz_programa(), .hoy = FUZZ_HOY, .nombre = "fuzz.json" };
	struct err err = { 0 };
	char *out = NULL, *told = NULL;
	size_t n_out, n_told;

	if (n < 2)
		return 0;
	ev.lineas = bytes[0] & 1;
	ev.razones = bytes[0] & 2;
	ev.entrada = fmemopen((void *)(bytes + 1), n - 1, "r");
	ev.salida = open_memstream(&out, &n_out);
	ev.errores = open_memstream(&told, &n_told);
	bool good = evaluar_run(&ev, &err);
	fclose(ev.entrada);
	fclose(ev.salida);
	fclose(ev.errores);
	fuzz_must(good || err.text[0], "failed without a reason");
	fuzz_must(ev.fallidos == 0 || *told, "a household was refused without a reason");
	if (n_out && out[0] == '{' && out[1] == '\n')
		check_json(out, n_out);
	else
		check_lines(out);
	free(out);
	free(told);
	return 0;
}
