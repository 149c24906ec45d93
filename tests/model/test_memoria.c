/* What an evaluation remembers of each variable changes no verdict, and is gone when the evaluation is handed on. Families by chance, all invented. */
#include "tests/model/generador.h"
#include <criterion/criterion.h>
#include <string.h>

enum { FAMILIES = 300 };

static bool same_logros(const struct logro_resultado *a, const struct logro_resultado *b, int n)
{
	for (int i = 0; i < n; i++) {
		if (a[i].calculado != b[i].calculado || a[i].vigente != b[i].vigente || a[i].n != b[i].n)
			return false;
		for (int k = 0; k < a[i].n; k++)
			if (a[i].sujeto[k].seq != b[i].sujeto[k].seq || a[i].sujeto[k].calculado != b[i].sujeto[k].calculado)
				return false;
	}
	return true;
}

Test(memoria, changes_no_verdict)
{
	static const char *const programme[] = { "medellin-solidaria", "juntos", "tropa-social" };

	for (int k = 0; k < 3; k++) {
		struct familia f;
		struct generador g;
		struct arena arena;
		const struct programa *p = programas_load(&f, programme[k]);
		generador_init(&g, p, &f.arena);
		g.arena = &arena;
		for (uint64_t seed = 1; seed <= FAMILIES; seed++) {
			struct ficha ficha;
			struct scope plain, wise;
			struct logro_resultado *a, *b;
			struct ipm ia, ib;
			struct ingreso ya, yb;
			arena_init(&arena);
			generador_seed(&g, seed);
			generador_familia(&g, &ficha);
			ficha_scope(&ficha, &p->dict, dia(PROGRAMAS_HOY), &arena, &plain);
			wise = plain;
			scope_memorise(&wise, &arena);
			int n = logro_evaluate(p->logros, &ficha, &plain, &arena, &a);
			logro_evaluate(p->logros, &ficha, &wise, &arena, &b);
			cr_assert(same_logros(a, b, n), "%s, family %d", programme[k], (int)seed);
			for (int again = 0; again < 2; again++) {      /* the second time all is remembered */
				ipm_evaluate(p->ipm, &plain, &arena, &ia);
				ipm_evaluate(p->ipm, &wise, &arena, &ib);
				cr_assert_eq(memcmp(ia.privado, ib.privado, sizeof *ia.privado * (size_t)p->ipm->n), 0, "%s, family %d", programme[k], (int)seed);
				ingreso_evaluate(p->ingreso, &plain, &arena, &ya);
				ingreso_evaluate(p->ingreso, &wise, &arena, &yb);
				cr_assert(ya.doce_meses == yb.doce_meses && ya.completo == yb.completo && ya.clase == yb.clase && ya.minima == yb.minima);
			}
			arena_done(&arena);
		}
		familia_done(&f);
	}
}

Test(memoria, is_gone_when_the_evaluation_is_handed_on)
{
	struct familia f;
	const struct programa *p = programas_load(&f, "medellin-solidaria");

	familia_integrante(&f, 1, "nombre1=Ana; fecha_nacimiento=1990-01-01");
	const struct evaluacion *e = model_evaluate(p, &f.ficha, dia(PROGRAMAS_HOY), &f.arena);
	cr_expect_null(e->scope.memo, "a form changes the answers of this scope");
	familia_done(&f);
}
