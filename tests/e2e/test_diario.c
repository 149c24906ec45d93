/* The journal on the command line: undoing, batches, the feed, days that have passed, and orders that are repeated. */
#include "journey.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HOGARES = 1000 };

#define cr_says(out, text) cr_expect(strstr(out, text) != NULL, "«%s» is missing in:\n%s", text, out)

static const char *in(const struct world *w, const char *name, char out[200])
{
	snprintf(out, 200, "%s/%s", w->dir, name);
	return out;
}

static void take_examples(const struct world *w, char h[200], char i[200])
{
	const char *root = getenv("LOGROS_ROOT");
	char command[700];
	snprintf(command, sizeof command, "cp '%s/ejemplos/hogares.csv' '%s/ejemplos/integrantes.csv' '%s'", root ? root : ".", root ? root : ".", w->dir);
	cr_assert_eq(system(command), 0);
	in(w, "hogares.csv", h);
	in(w, "integrantes.csv", i);
}

/* The line of an output that begins behind these words, cut at the next blank. */
static const char *word_after(const char *out, const char *before, char word[64])
{
	const char *at = strstr(out, before);
	*word = '\0';
	if (at)
		sscanf(at + strlen(before), "%63[^ .\n]", word);
	return word;
}

/* The same list again after the program was killed in the middle of it: nothing is missing and nothing is there twice. */
Test(diario, an_import_that_was_killed_is_repeated_without_harm, .timeout = 120)
{
	struct world w;
	char out[8192], h[200], i[200], command[900];
	const char *program = getenv("LOGROS_BIN");
	world_practica(&w);
	take_examples(&w, h, i);
	int killed = 0, done = -1;
	for (; killed < 24 && done != 0; killed += done != 0) {
		snprintf(command, sizeof command, "timeout -s KILL %d.%d '%s' --almacen '%s' --fecha " WORLD_DAY " importar '%s' '%s' --aplicar >/dev/null 2>&1", (killed + 1) / 5, (killed + 1) % 5 * 2,
			program ? program : "build/debug/logros", w.store, h, i);
		done = system(command);
		cr_assert_neq(done, -1);
	}
	cr_expect(killed > 0 && done == 0, "killed %d times", killed);
	cr_expect_eq(WORLD_RUN(&w, out, "importar", h, i, "--aplicar", "--csv"), 0, "%s", out);
	long fresh = journey_number(out, "nuevos;"), same = journey_number(out, "iguales;");
	cr_expect_eq(same, HOGARES, "%s", out);
	cr_expect_eq(fresh, 0, "%s", out);
	cr_expect_eq(journey_number(out, "cambiados;"), 0, "%s", out);
	cr_expect_eq(journey_number(out, "rechazados;"), 0, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "importar", h, i, "--aplicar", "--csv"), 0, "%s", out);
	cr_expect_eq(journey_number(out, "iguales;"), HOGARES, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	cr_says(out, "0 problemas");
	world_remove(&w);
}

Test(diario, an_import_is_undone_as_a_whole, .timeout = 120)
{
	struct world w;
	char out[8192], h[200], i[200], lote[64], again[64], dir[200];
	world_real(&w);
	take_examples(&w, h, i);
	cr_assert_eq(WORLD_RUN(&w, out, "importar", h, i, "--aplicar"), 0, "%s", out);
	word_after(out, "logros deshacer --lote ", lote);
	cr_assert_eq(strlen(lote), 36, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "diario", "--lotes"), 0, "%s", out);
	cr_says(out, lote);
	cr_says(out, "1000  Importó el hogar");
	cr_expect_eq(WORLD_RUN(&w, out, "deshacer", "--lote", lote), 0, "%s", out);
	cr_says(out, "1000 operaciones de 1000 hogares; se pueden deshacer 1000");
	cr_says(out, "Esto fue un ensayo");
	cr_expect_eq(WORLD_RUN(&w, out, "deshacer", "--lote", lote, "--aplicar"), 64, "a reason is wanted: %s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "deshacer", "--lote", lote, "--aplicar", "--motivo", "Era otra lista"), 0, "%s", out);
	cr_says(out, "deshechas 1000");
	word_after(out, "logros deshacer --lote ", again);
	cr_expect_eq(WORLD_RUN(&w, out, "exportar", "--carpeta", in(&w, "a", dir)), 0, "%s", out);
	cr_says(out, "0 hogares en");
	cr_expect_eq(WORLD_RUN(&w, out, "deshacer", "--lote", again, "--aplicar", "--motivo", "Sí era"), 0, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "exportar", "--carpeta", in(&w, "b", dir)), 0, "%s", out);
	cr_says(out, "1000 hogares en");
	cr_expect_eq(WORLD_RUN(&w, out, "deshacer", "--lote", "00000000-0000-7000-8000-000000000000"), 65, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "deshacer", "--lote", "x"), 64, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	cr_says(out, "0 problemas");
	world_remove(&w);
}

/* Killed in the middle again and again: what was undone stays so, and the same order goes on. */
Test(diario, an_undoing_that_was_killed_goes_on, .timeout = 120)
{
	struct world w;
	char out[8192], h[200], i[200], lote[64], command[900], dir[200];
	const char *program = getenv("LOGROS_BIN");
	world_practica(&w);
	take_examples(&w, h, i);
	cr_assert_eq(WORLD_RUN(&w, out, "exportar", "--carpeta", in(&w, "a", dir)), 0, "%s", out);
	long families = journey_number(out, "");
	cr_assert_eq(WORLD_RUN(&w, out, "importar", h, i, "--aplicar"), 0, "%s", out);
	word_after(out, "logros deshacer --lote ", lote);
	int killed = 0, done = -1;
	for (; killed < 24 && done != 0; killed += done != 0) {
		snprintf(command, sizeof command, "timeout -s KILL %d.%d '%s' --almacen '%s' --fecha " WORLD_DAY " deshacer --lote %s --aplicar --motivo prueba >/dev/null 2>&1", (killed + 1) / 5,
			(killed + 1) % 5 * 2, program ? program : "build/debug/logros", w.store, lote);
		done = system(command);
	}
	cr_expect(killed > 0 && done == 0, "killed %d times", killed);
	cr_expect_eq(WORLD_RUN(&w, out, "deshacer", "--lote", lote), 0, "%s", out);
	cr_says(out, "0 operaciones de 0 hogares");
	cr_assert_eq(WORLD_RUN(&w, out, "exportar", "--carpeta", in(&w, "b", dir)), 0, "%s", out);
	cr_expect_eq(journey_number(out, ""), families, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	cr_says(out, "0 problemas");
	world_remove(&w);
}

Test(diario, one_operation_is_looked_at_and_undone, .timeout = 60)
{
	struct world w;
	static char out[400000];
	char number[32];
	world_practica(&w);
	cr_assert_eq(WORLD_RUN(&w, out, "--usuario", "coordinacion", "diario", "--desde", "1"), 0, "%.300s", out);
	long last = 0;
	for (const char *line = out; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
		last = strtol(line, NULL, 10) > last ? strtol(line, NULL, 10) : last;
	cr_assert_gt(last, 500);
	snprintf(number, sizeof number, "%ld", last);
	cr_expect_eq(WORLD_RUN(&w, out, "deshacer", "999999999"), 65, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "deshacer"), 64, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "deshacer", "uno"), 64, "%s", out);
	int status = WORLD_RUN(&w, out, "deshacer", number);
	cr_expect(status == 0 || status == 1 || status == 77, "%d %s", status, out);
	world_remove(&w);
}

Test(diario, the_feed_and_its_check, .timeout = 60)
{
	struct world w;
	static char out[200000];
	char a[200], b[200], command[900];
	const char *program = getenv("LOGROS_BIN") ? getenv("LOGROS_BIN") : "build/debug/logros";
	world_practica(&w);
	cr_expect_eq(WORLD_RUN(&w, out, "diario", "--desde", "1", "--json"), 77, "%.300s", out);
	in(&w, "a.jsonl", a);
	in(&w, "b.jsonl", b);
	snprintf(command, sizeof command, "'%s' --almacen '%s' --usuario coordinacion --fecha " WORLD_DAY " diario --desde 1 --hasta 300 --json >'%s'", program, w.store, a);
	cr_assert_eq(system(command), 0);
	snprintf(command, sizeof command, "'%s' --almacen '%s' --usuario coordinacion --fecha " WORLD_DAY " diario --desde 301 --hasta 400 --json >'%s'", program, w.store, b);
	cr_assert_eq(system(command), 0);
	cr_expect_eq(WORLD_RUN(&w, out, "diario", "--comprobar", a, b), 0, "%s", out);
	cr_says(out, "400 operaciones");
	cr_says(out, "de la 1 a la 400, sin faltar ninguna y en orden");
	cr_expect_eq(WORLD_RUN(&w, out, "--usuario", "coordinacion", "diario", "--comprobar", a, "--contra-almacen"), 0, "%s", out);
	cr_says(out, "son las de este almacén");
	snprintf(command, sizeof command, "sed -i 57d '%s'", a);
	cr_assert_eq(system(command), 0);
	cr_expect_eq(WORLD_RUN(&w, out, "diario", "--comprobar", a, b), 65, "%s", out);
	cr_says(out, "a.jsonl, línea 57: la operación 57 no sirve");
	cr_expect_eq(WORLD_RUN(&w, out, "diario", "--comprobar", "/no/hay"), 65, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "diario"), 64, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "diario", "--desde", "0"), 64, "%s", out);
	world_remove(&w);
}

Test(diario, a_day_that_has_passed, .timeout = 60)
{
	struct world w;
	static char out[262144];
	char now[200], then[200];
	world_practica(&w);
	cr_expect_eq(WORLD_RUN(&w, out, "exportar", "--carpeta", in(&w, "hoy", now)), 0, "%s", out);
	long families = journey_number(out, "");
	cr_expect_eq(WORLD_RUN(&w, out, "exportar", "--a-fecha", "2026-08-01", "--carpeta", in(&w, "antes", then)), 0, "%s", out);
	cr_says(out, "Como estaban el 01/08/2026");
	long before = journey_number(strchr(out, '\n') + 1, "");
	cr_expect(before > 0 && before < families, "%ld of %ld: %s", before, families, out);
	cr_expect_eq(WORLD_RUN(&w, out, "exportar", "--a-fecha", "2027-01-01"), 64, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "exportar", "--a-fecha", "ayer"), 64, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "exportar", "--a-fecha", "31/02/2026"), 64, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "evaluar", "--hogar", "MS-00001"), 0, "%.300s", out);
	cr_says(out, "\"fecha\": \"2026-11-20\"");
	cr_expect_eq(WORLD_RUN(&w, out, "evaluar", "--hogar", "MS-00001", "--a-fecha", "10/11/2026"), 0, "as screens write it: %.300s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "evaluar", "--hogar", "MS-00001", "--a-fecha", "2026-11-10"), 0, "%.300s", out);
	cr_says(out, "\"fecha\": \"2026-11-10\"");
	cr_expect_eq(WORLD_RUN(&w, out, "evaluar", "--hogar", "MS-00001", "--a-fecha", "2001-01-01"), 65, "%.300s", out);
	cr_says(out, "no estaba registrado en ese momento");
	cr_expect_eq(WORLD_RUN(&w, out, "evaluar", "--hogar", "XX-1"), 65, "%.300s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "evaluar", "--a-fecha", "2026-11-10"), 64, "%.300s", out);
	world_remove(&w);
}
