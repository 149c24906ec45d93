/* The same family when its income does not reach the line: the rules keep it in the programme, it goes back to follow-up, and tries again. */
#include "family.h"

static struct term_driver *on(const struct world *w, const char *day)
{
	struct term_driver *t = journey_open(w, &(struct world_how){ .day = day });
	term_keys(t, "<Enter>");
	cr_wait(t, "1  Integrantes");
	return t;
}

Test(permanencia, vuelve_a_seguimiento)
{
	struct world w;
	char out[4096];
	world_real(&w);
	struct term_driver *t = journey_open(&w, &(struct world_how){ .day = "2026-08-03" });
	family_register(t);
	family_visita_inicio(t);
	family_linea_base(t, "300000");
	journey_quit(t);
	t = on(&w, "2026-09-03");
	family_plan(t);
	journey_quit(t);
	t = on(&w, "2026-10-05");
	family_seguimiento(t, true);
	/* The coordination may not give what the rules do not: the decision comes from the numbers. */
	family_validacion(t, "400000", "permanencia");
	term_keys(t, "<Esc>7");
	cr_wait(t, "Permanencia: sigue en el acompañamiento");
	cr_wait(t, "Registrada el 05/10/2026: Permanencia.");
	term_keys(t, "<Esc>6");
	cr_wait(t, "$ 400.000 al mes");
	term_keys(t, "<Tab><Tab><Tab>");
	cr_screen(t,
		" Evaluación · MS-00001                                               05/10/2026\n"
		" Nuñez Ríos, Begoña                                                    MS-00001\n"
		" [x] Así Estamos  ──  [x] Así Crecemos  ──  [>] Así Continuamos\n"
		" Validación previa · visita en curso\n"
		"  Resumen  IPM  Ingreso [Qué falta] Registradas        Tab o ← → cambia de hoja\n"
		"  Para la promoción falta\n"
		"> El camino más corto a la celda 6 (esfuerzo 12)\n"
		"  1. Aumentar el ingreso del hogar en $ 281.660 al mes\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"────────────────────────────────────────────────────────────────────────────────\n"
		"\n"
		"\n"
		"\n"
		"\n"
		" Tab Hoja  Ctrl-P ¿Por qué?  F2 Listo  F3 Volver  F9 Menú              F1 Ayuda\n");
	term_keys(t, "<Esc>v");
	family_permanencia(t);
	family_end(t, "La familia pasó de «Validación previa» a «Seguimiento».");
	cr_screen(t,
		" Hogar MS-00001                                                      05/10/2026\n"
		" Nuñez Ríos, Begoña                                                    MS-00001\n"
		" [x] Así Estamos  ──  [>] Así Crecemos  ──  [ ] Así Continuamos\n"
		" Seguimiento · próxima visita desde el 03/11/2026\n"
		" KR 32 # 85-12 · La Cruz · 03 Manrique · tel. 300 123 4567\n"
		"\n"
		"> V  Visitar hoy, antes de tiempo: pide un motivo (se abre el 03/11/2026)\n"
		"\n"
		"  1  Integrantes     3 personas: Begoña, Iván, Sofía\n"
		"  2  Logros          1 por alcanzar · 32 alcanzados · 0 sin dato\n"
		"  3  Plan            5 logros priorizados · 0 compromisos abiertos\n"
		"  4  Visitas         5 visitas efectivas · la última hoy\n"
		"  5  Oportunidades   ninguna acercada todavía\n"
		"  6  Evaluación      celda 3, de permanencia\n"
		"  7  Validación      cumple 2 de las tres condiciones\n"
		"  8  Historia        vinculado hace 63 días\n"
		"  9  Por terminar    nada por terminar\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		" Entrar Abrir  F3 Volver  Ctrl-P ¿Por qué?  F9 Más                     F1 Ayuda\n");
	journey_quit(t);
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	world_remove(&w);
}
