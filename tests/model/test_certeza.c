/* What the sources do not settle is told as such, wherever it decides: logros, variables of the IPM, lines. */
#include "model/regla.h"
#include "tests/model/programas.h"
#include <criterion/criterion.h>
#include <string.h>

static struct familia f;
static const struct programa *p;

static void start(void)
{
	p = programas_load(&f, "medellin-solidaria");
	familia_hogar(&f, "zona=u");
	familia_integrante(&f, 1, "nombre1=Rosa; sexo=m; fecha_nacimiento=1991-01-01");
}

static void done(void)
{
	familia_done(&f);
}

TestSuite(certeza, .init = start, .fini = done);

Test(certeza, letters_and_words)
{
	cr_expect_null(certeza_aviso(&f.arena, NULL));
	cr_expect_null(certeza_aviso(&f.arena, "A"));
	cr_expect_null(certeza_aviso(&f.arena, "alta"));
	cr_expect_str_eq(certeza_aviso(&f.arena, "B"), "por confirmar (certeza media)");
	cr_expect_str_eq(certeza_aviso(&f.arena, "C"), "por confirmar (certeza baja)");
	cr_expect_str_eq(certeza_aviso(&f.arena, "media-alta"), "por confirmar (certeza media-alta)");
}

/* In the roll-up and for one person; the certain ones say nothing of it. */
Test(certeza, of_each_logro)
{
	const struct evaluacion *e = model_evaluate(p, &f.ficha, dia(PROGRAMAS_HOY), &f.arena);
	int doubtful = 0;

	for (int i = 0; i < e->n_logro; i++) {
		const struct logro_resultado *r = &e->logro[i];
		bool sure = strcmp(r->def->certeza, "A") == 0;
		struct trace all, one;
		trace_init(&all, &f.arena);
		trace_init(&one, &f.arena);
		logro_explain(r, NULL, &e->scope, &all);
		cr_expect_neq(trace_has(&all, "Logro por confirmar"), sure, "logro %d", r->def->id);
		if (r->n > 0) {
			logro_explain(r, &r->sujeto[0], &e->scope, &one);
			cr_expect_neq(trace_has(&one, "Logro por confirmar"), sure, "logro %d", r->def->id);
		}
		doubtful += !sure;
	}
	cr_expect_eq(doubtful, 18);
}

Test(certeza, of_each_variable_with_its_note)
{
	for (int national = 0; national < 2; national++) {
		const struct ipm_def *def = ipm_load(&f.arena, &f.dict, familia_file(&f, national ? "common/ipm-nacional.yaml" : "common/ipm-medellin.yaml"), &f.problems);
		struct scope scope = familia_scope(&f, PROGRAMAS_HOY);
		struct ipm ipm;
		cr_assert_not_null(def);
		ipm_evaluate(def, &scope, &f.arena, &ipm);
		for (int i = 0; i < def->n; i++) {
			struct trace t;
			trace_init(&t, &f.arena);
			ipm_explain(def, &ipm, i, &scope, &t);
			cr_expect_neq(trace_has(&t, "Definición por confirmar"), strcmp(def->variable[i].certeza, "alta") == 0, "variable %d", def->variable[i].id);
			if (def->variable[i].nota)
				cr_expect(trace_has(&t, arena_printf(&f.arena, "Nota: %s", def->variable[i].nota)), "variable %d", def->variable[i].id);
		}
		cr_expect_eq(def->variable[6].nota != NULL, true, "the households without active people");
	}
}

Test(certeza, of_the_line)
{
	struct trace t;

	for (int k = 0; k < 2; k++) {
		const int32_t day = dia(k ? "2023-06-30" : "2024-06-30");       /* the line of 2023 has a source for LP alone */
		const struct evaluacion *e = model_evaluate(p, &f.ficha, day, &f.arena);
		trace_init(&t, &f.arena);
		ingreso_explain(p->ingreso, &e->ingreso, &e->scope, &t);
		cr_expect_eq(trace_has(&t, "por confirmar"), k == 1, "%d", k);
	}
}
