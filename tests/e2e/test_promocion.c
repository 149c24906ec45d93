/* The whole way of a family that gets ahead: registered, línea base, plan, follow-up, validation, promotion and closing session. In a real store. */
#include "family.h"

#include <stdio.h>
#include <string.h>

static struct term_driver *on(const struct world *w, const char *day)
{
	struct term_driver *t = journey_open(w, &(struct world_how){ .day = day });
	term_keys(t, "<Enter>");
	cr_wait(t, "1  Integrantes");
	return t;
}

Test(promocion, de_la_inscripcion_al_cierre)
{
	struct world w;
	char out[4096];
	world_real(&w);
	struct term_driver *t = journey_open(&w, &(struct world_how){ .day = "2026-08-03" });
	cr_wait(t, "Todavía no hay hogares a su nombre");
	family_register(t);
	cr_screen(t,
		" Hogar MS-00001                                                      03/08/2026\n"
		" Nuñez Ríos, Begoña                                                    MS-00001\n"
		" [>] Así Estamos  ──  [ ] Así Crecemos  ──  [ ] Así Continuamos\n"
		" Visita de inicio · sin visitas todavía\n"
		" KR 32 # 85-12 · La Cruz · 03 Manrique · tel. 300 123 4567\n"
		"\n"
		"> V  Iniciar la visita: Visita de inicio\n"
		"\n"
		"  1  Integrantes     3 personas: Begoña, Iván, Sofía\n"
		"  2  Logros          0 por alcanzar · 1 alcanzado · 40 sin dato\n"
		"  3  Plan            todavía sin logros priorizados\n"
		"  4  Visitas         ninguna terminada todavía\n"
		"  5  Oportunidades   ninguna acercada todavía\n"
		"  6  Evaluación      celda por definir: faltan datos\n"
		"  7  Validación      cumple 0 de las tres condiciones\n"
		"  8  Historia        vinculado hoy\n"
		"  9  Por terminar    nada por terminar\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		" Hogar registrado: Nuñez Ríos, Begoña, folio MS-00001\n"
		" Entrar Abrir  F3 Volver  Ctrl-P ¿Por qué?  F9 Más                     F1 Ayuda\n");
	family_visita_inicio(t);
	family_linea_base(t, "1300000");
	/* The plan waits its 28 days; before, only with a reason. */
	term_keys(t, "v<F2>");
	cr_wait(t, "La próxima visita puede abrirse desde el 01/09/2026");
	term_keys(t, "<Esc><Esc>");
	journey_quit(t);

	t = journey_open(&w, &(struct world_how){ .day = "2026-09-03" });
	cr_screen(t,
		" Inicio                                                              03/09/2026\n"
		" Buenas tardes, Marta Lucía Prueba · jueves 3 de septiembre de 2026\n"
		"                             ── Lo que sigue ──\n"
		"   1 En curso             0  > Nuñez Ríos, Begoña             vence en 59 días\n"
		"   2 Vencidas             0      Plan familiar: Encuadre y datos al día\n"
		"   3 Para visitar         1\n"
		"   4 En espera            0\n"
		"   5 Por terminar         0\n"
		"   6 Todas                1\n"
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
		"\n"
		"\n"
		" Atención: El último respaldo es de hace 31 días: haga uno con «logros\n"
		" respaldar»\n"
		" Entrar Abrir  Tab Otro lado  F7 Buscar  Ins Registrar  F9 Menú        F1 Ayuda\n");
	term_keys(t, "<Enter>2<Ctrl-B>");
	cr_screen(t,
		" Logros · MS-00001                                                   03/09/2026\n"
		" Nuñez Ríos, Begoña                                                    MS-00001\n"
		" [x] Así Estamos  ──  [>] Así Crecemos  ──  [ ] Así Continuamos\n"
		" Plan familiar · se puede visitar: 31 días desde la última\n"
		"── Por alcanzar: 6 · A alcanzado · P por alcanzar · - no aplica · ? sin dato ───\n"
		"  Logro                                   LB Hoy            Faltan   Plan Conf\n"
		"> 6. Habitabilidad: 9 alcanzados, 2 por alcanzar\n"
		"  28 Espacios separados                   P  P por alcanzar\n"
		"  31 Cama para cada persona o pareja      P  P por alcanzar\n"
		"  7. Dinámica familiar: 2 alcanzados, 2 por alcanzar, 1 no aplica\n"
		"  37 Prevención de la violencia           P  P por alcanzar\n"
		"  39 Participación comunitaria            P  P por alcanzar\n"
		"  8. Bancarización y ahorro: 2 por alcanzar, 1 no aplica\n"
		"  41 Educación financiera                 P  P por alcanzar\n"
		"  42 Ahorro                               P  P por alcanzar\n"
		"\n"
		"\n"
		"\n"
		"────────────────────────────────────────────────────────────────────────────────\n"
		" Catálogo JUNTOS-45, versión 1. Numeración reconstruida: el número y las\n"
		" dimensiones son de la fuente; el reparto y la redacción son de este programa\n"
		"\n"
		"\n"
		" Entrar Abrir  F2 Listo  Ctrl-P ¿Por qué?  Ctrl-B Filtrar              F1 Ayuda\n");
	term_keys(t, "<Esc>");
	family_plan(t);
	term_keys(t, "3");
	cr_screen(t,
		" Plan familiar · MS-00001                                            03/09/2026\n"
		" Nuñez Ríos, Begoña                                                    MS-00001\n"
		" [x] Así Estamos  ──  [>] Así Crecemos  ──  [ ] Así Continuamos\n"
		" Seguimiento · próxima visita desde el 02/10/2026\n"
		"── 5 logros priorizados ────────────────────────────────────────────────────────\n"
		"  Logro y compromisos            Responsable          Cómo va\n"
		"> 1. Espacios separados                               P por alcanzar           █\n"
		"     · Averiguar los requisitos  Begoña Nuñez Ríos    vence en 29 días         █\n"
		"     esta semana                                                               █\n"
		"  2. Cama para cada persona o                         P por alcanzar           █\n"
		"  pareja                                                                       █\n"
		"     · Averiguar los requisitos  Begoña Nuñez Ríos    vence en 29 días         █\n"
		"     esta semana                                                               █\n"
		"  3. Prevención de la violencia                       P por alcanzar           █\n"
		"     · Averiguar los requisitos  Begoña Nuñez Ríos    vence en 29 días         ░\n"
		"     esta semana                                                               ░\n"
		"  4. Participación comunitaria                        P por alcanzar           ░\n"
		"     · Averiguar los requisitos  Begoña Nuñez Ríos    vence en 29 días         ░\n"
		"────────────────────────────────────────────────────────────────────────────────\n"
		" 28. La vivienda tiene separados el baño, la cocina, el lavadero y los\n"
		" dormitorios.\n"
		"\n"
		"\n"
		" Entrar Seguir  Ins Compromiso  F8 Priorizar  F2 Listo  F3 Volver      F1 Ayuda\n");
	journey_quit(t);

	t = on(&w, "2026-10-05");
	family_seguimiento(t, false);
	journey_quit(t);
	t = on(&w, "2026-11-06");
	family_seguimiento(t, true);
	family_validacion(t, "1400000", "promoción");
	cr_screen(t,
		" Visita · MS-00001                                                   06/11/2026\n"
		" Nuñez Ríos, Begoña                                                    MS-00001\n"
		" [x] Así Estamos  ──  [x] Así Crecemos  ──  [>] Así Continuamos\n"
		" Validación previa · visita en curso\n"
		"── Visita 6, abierta el 06/11/2026 · 12 de 14 pasos · F2 la cierra ─────────────\n"
		"  [x] 1. Encuadre y datos al día                       hecho                   █\n"
		"  [x] 2. Vivienda y servicios, otra vez                hecho                   █\n"
		"  [x] 3. Salud, otra vez                               hecho                   █\n"
		"  [x] 4. Educación, otra vez                           hecho                   █\n"
		"  [x] 5. Trabajo e ingresos, con soportes              hecho                   █\n"
		"  [x] 6. Alimentación, otra vez                        hecho                   █\n"
		"  [x] 7. Dinámica familiar, otra vez (opcional)        hecho                   █\n"
		"  [x] 8. Tablero de logros                             hecho                   █\n"
		"  [x] 9. Compromisos                                   hecho                   █\n"
		"  [x] 10. Evaluación                                   hecho                   █\n"
		"  [x] 11. Revisión de la coordinación                  hecho                   █\n"
		"  [x] 12. Registrar la decisión                        hecho                   █\n"
		"> [ ] 13. Permanencia: motivo y acuerdos (opcional)    por hacer               ░\n"
		"────────────────────────────────────────────────────────────────────────────────\n"
		" Solo si la familia permanece. Diga con claridad qué falta y qué harán juntos.\n"
		"\n"
		"\n"
		" Paso hecho: Registrar la decisión\n"
		" Entrar Abrir paso  F8 Paso hecho  F2 Cerrar visita  F3 Volver         F1 Ayuda\n");
	family_end(t, "La familia pasó de «Validación previa» a «Visita de promoción».");
	term_keys(t, "6");
	cr_screen(t,
		" Evaluación · MS-00001                                               06/11/2026\n"
		" Nuñez Ríos, Begoña                                                    MS-00001\n"
		" [x] Así Estamos  ──  [x] Así Crecemos  ──  [>] Así Continuamos\n"
		" Visita de promoción · se puede visitar: la última fue hoy\n"
		" [Resumen] IPM  Ingreso  Qué falta  Registradas        Tab o ← → cambia de hoja\n"
		"                    IPM extremo        IPM moderado       IPM no pobre\n"
		" Ingreso extremo    1 permanencia      2 permanencia      3 permanencia\n"
		" Ingreso moderado   4 permanencia      5 promoción        6 promoción\n"
		" Ingreso no pobre   7 permanencia      8 promoción       [9 promoción]\n"
		"> Celda 9: ingreso no pobre, IPM no pobre → promoción\n"
		"  1. El plan familiar está cumplido                                      sí\n"
		"      Plan acordado el 03/09/2026: 5 de 5 logros priorizados logrados, 0 con\n"
		"      motivo ajeno al programa, 0 sin dato; compromisos por cumplir: 0\n"
		"  2. Ingreso por encima de la pobreza extrema                            sí\n"
		"      El hogar recibe $ 1.400.000 al mes; para 3 integrantes la pobreza extrema\n"
		"      llega hasta $ 681.660 (línea de 2024)\n"
		"  3. IPM fuera de la pobreza extrema                                     sí\n"
		"      1 privación de 15; la pobreza extrema es desde 7\n"
		"  Cumple las tres condiciones: promoción\n"
		"\n"
		"\n"
		"\n"
		"\n"
		" Tab Hoja  Ctrl-P ¿Por qué?  F2 Listo  F3 Volver  F9 Menú              F1 Ayuda\n");
	term_keys(t, "<Esc>");
	journey_quit(t);

	t = on(&w, "2026-11-09");
	family_promocion(t);
	family_cierre(t);
	cr_screen(t,
		" Hogar MS-00001                                                      09/11/2026\n"
		" Nuñez Ríos, Begoña                                                    MS-00001\n"
		" [x] Así Estamos  ──  [x] Así Crecemos  ──  [x] Así Continuamos\n"
		" Sesión de cierre · terminado el 09/11/2026\n"
		" KR 32 # 85-12 · La Cruz · 03 Manrique · tel. 300 123 4567\n"
		"\n"
		"> V  El acompañamiento terminó\n"
		"\n"
		"  1  Integrantes     3 personas: Begoña, Iván, Sofía\n"
		"  2  Logros          1 por alcanzar · 32 alcanzados · 0 sin dato\n"
		"  3  Plan            5 logros priorizados · 0 compromisos abiertos\n"
		"  4  Visitas         8 visitas efectivas · la última hoy\n"
		"  5  Oportunidades   ninguna acercada todavía\n"
		"  6  Evaluación      celda 9, de promoción\n"
		"  7  Validación      cumple las tres condiciones\n"
		"  8  Historia        vinculado hace 98 días\n"
		"  9  Por terminar    nada por terminar\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		" Entrar Abrir  F3 Volver  Ctrl-P ¿Por qué?  F9 Más                     F1 Ayuda\n");
	term_keys(t, "v");
	cr_wait(t, "La ruta de este hogar ya terminó.");
	journey_inicio(t);
	cr_wait(t, "No hay visitas por hacer: todas las rutas han");
	cr_not(t, "PRACTICA");
	journey_quit(t);
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	world_remove(&w);
}
