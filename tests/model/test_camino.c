#include "model/camino.h"
#include "base/rng.h"
#include "model/oferta.h"
#include "tests/model/programas.h"
#include <criterion/criterion.h>
#include <string.h>

static struct familia f;
static struct programa programa;
static struct promocion_def promocion;
static struct ipm_def ipm;
static enum tri privado[15];
static struct evaluacion e;

/* The delivered definitions, and a family whose plan is kept: only the cell decides. */
static void start(void)
{
	const struct programa *p = programas_load(&f, "medellin-solidaria");
	programa = *p;
	promocion = *p->promocion;
	ipm = *p->ipm;
	programa.promocion = &promocion;
	programa.ipm = &ipm;
	e = (struct evaluacion){ .programa = &programa, .ficha = &f.ficha, .fecha = dia("2024-08-01") };
	e.scope = familia_scope(&f, "2024-08-01");
	familia_hogar(&f, "fecha_plan=2023-09-01");
}

static void done(void) { familia_done(&f); }
TestSuite(camino, .init = start, .fini = done);

static void situation(unsigned deprived, enum clase income)
{
	e.ipm = (struct ipm){ .privado = privado };
	for (int i = 0; i < 15; i++) {
		privado[i] = deprived >> i & 1 ? TRI_YES : TRI_NO;
		e.ipm.conteo += deprived >> i & 1 ? 1 : 0;
		e.ipm.puntos += deprived >> i & 1 ? ipm.variable[i].puntos : 0;
	}
	e.ipm.conteo_max = e.ipm.conteo;
	e.ipm.puntos_max = e.ipm.puntos;
	e.ipm.clase = ipm_clase_de(&ipm, ipm.ponderado, ipm.ponderado ? e.ipm.puntos : e.ipm.conteo);
	e.ingreso = (struct ingreso){ .n = 4, .completo = true, .linea = &programa.ingreso->linea[programa.ingreso->n_linea - 1], .clase = income, .minima = income,
		.falta_moderado = income == CLASE_EXTREMO ? 120000 : 0, .falta_no_pobre = income == CLASE_NO_POBRE ? 0 : 1050000 };
	promocion_evaluate(&promocion, &e, &f.arena, &e.promocion);
}

/* ---- a second answer, by the definition: every pair, and no part of it enough ---- */

static bool enough(unsigned deprived, unsigned lifted, int income)
{
	int count = 0, points = 0;
	for (int i = 0; i < 15; i++)
		if ((deprived & ~lifted) >> i & 1) {
			count++;
			points += ipm.variable[i].puntos;
		}
	int value = ipm.ponderado ? points : count, extreme = ipm.ponderado ? ipm.puntos_extremo : ipm.conteo_extremo, moderate = ipm.ponderado ? ipm.puntos_moderado : ipm.conteo_moderado;
	int column = value >= extreme ? 0 : value >= moderate ? 1 : 2;
	return promocion.celda[3 * income + column].promueve;
}

static int naive_effort(unsigned lifted, int from, int income)
{
	int sum = income == from ? 0 : (income == 1 ? 2 : 11) * promocion.esfuerzo->ingreso;
	for (int i = 0; i < 15; i++) {
		int own = promocion.esfuerzo->privacion;
		for (int k = 0; k < promocion.esfuerzo->n_privacion; k++)
			if (promocion.esfuerzo->de_privacion[k].id == ipm.variable[i].id)
				own = promocion.esfuerzo->de_privacion[k].puntos;
		sum += lifted >> i & 1 ? own : 0;
	}
	return sum;
}

static int naive(unsigned deprived, int from, int effort[], int most)
{
	int n = 0;
	for (int income = from; income < 3; income++)
		for (unsigned set = deprived;; set = (set - 1) & deprived) {
			bool smallest = enough(deprived, set, income);
			for (int lower = from; smallest && lower <= income; lower++)
				for (unsigned part = set;; part = (part - 1) & set) {
					if ((part != set || lower != income) && enough(deprived, part, lower))
						smallest = false;
					if (part == 0 || !smallest)
						break;
				}
			if (smallest) {
				int x = naive_effort(set, from, income), at = n < most ? n++ : most;
				for (; at > 0 && effort[at - 1] > x; at--)
					if (at < most)
						effort[at] = effort[at - 1];
				if (at < most)
					effort[at] = x;
			}
			if (set == 0)
				break;
		}
	return n;
}

Test(camino, the_same_as_by_definition)
{
	struct rng rng;
	rng_seed(&rng, 45);
	for (int round = 0; round < 300; round++) {
		unsigned deprived = (unsigned)rng_next(&rng) & (unsigned)rng_next(&rng) & 0x7fff;
		if (round % 3 == 0)
			deprived |= (unsigned)rng_next(&rng) & 0x1ff;
		ipm.ponderado = round % 2;
		int income = rng_range(&rng, 0, 2), expected[8] = { 0 };
		situation(deprived, (enum clase)(income + CLASE_EXTREMO));
		struct camino *found;
		int n = camino_buscar(&e, 8, &f.arena, &found);
		if (e.promocion.promueve == TRI_YES) {
			cr_expect_eq(n, 0);
			continue;
		}
		int want = naive(deprived, income, expected, 8);
		cr_assert_eq(n, want, "pattern %x, income %d: %d, not %d", deprived, income, n, want);
		for (int i = 0; i < n; i++)
			cr_assert_eq(found[i].esfuerzo, expected[i], "pattern %x, income %d, way %d: %d, not %d", deprived, income, i, found[i].esfuerzo, expected[i]);
	}
}

Test(camino, each_way_leads_there_and_no_part_of_it_does)
{
	situation(0x7fff, CLASE_EXTREMO);
	struct camino *found;
	int n = camino_buscar(&e, 5, &f.arena, &found);
	cr_assert_eq(n, 5);
	for (int i = 0; i < n; i++) {
		unsigned lifted = 0;
		bool money = false;
		for (int k = 0; k < found[i].n; k++) {
			money = money || found[i].cambio[k].que == CAMBIO_INGRESO;
			if (found[i].cambio[k].que == CAMBIO_PRIVACION)
				lifted |= 1u << (found[i].cambio[k].id - 1);
		}
		cr_expect(money, "extreme income never promotes");
		cr_expect(enough(0x7fff, lifted, 1));
		for (int k = 0; k < 15; k++)
			cr_expect(!(lifted >> k & 1) || !enough(0x7fff, lifted & ~(1u << k), 1));
		cr_expect(i == 0 || found[i].esfuerzo >= found[i - 1].esfuerzo);
		cr_expect(strchr("5689", '0' + found[i].celda) != NULL);
	}
}

Test(camino, only_what_is_missing)
{
	struct camino *found;
	situation(0, CLASE_MODERADO);
	cr_expect_eq(camino_buscar(&e, 5, &f.arena, &found), 0, "it promotes already");
	situation(0, CLASE_EXTREMO);
	cr_assert_eq(camino_buscar(&e, 5, &f.arena, &found), 1);
	cr_expect_eq(found[0].n, 1);
	cr_expect_eq(found[0].cambio[0].pesos, 120000);
	cr_expect_eq(found[0].celda, 6);
	situation(0x7f, CLASE_MODERADO);
	cr_assert_eq(camino_buscar(&e, 9, &f.arena, &found), 7, "any one of the seven");
	cr_expect_eq(found[0].n, 1);
	e.ipm.faltan = 1;
	cr_expect_eq(camino_buscar(&e, 5, &f.arena, &found), 0, "the data come first");
}

Test(camino, by_number_of_logros)
{
	struct logro_resultado logro[10];
	struct logro_def def[10];
	struct logro_sujeto one[10];
	struct camino *found;
	promocion.modo = NECESARIA_PORCENTAJE;
	promocion.porcentaje = 70;
	for (int i = 0; i < 10; i++) {
		def[i] = (struct logro_def){ .id = i + 1, .corto = "x" };
		one[i] = (struct logro_sujeto){ .vigente = i < 5 ? LOGRO_ALCANZADO : LOGRO_POR_ALCANZAR };
		logro[i] = (struct logro_resultado){ .def = &def[i], .sujeto = &one[i], .n = 1, .vigente = one[i].vigente, .pendientes = i >= 5 };
	}
	def[9].id = 13;      /* the cheap one of the delivered file */
	e.logro = logro;
	e.n_logro = 10;
	e.cuenta[LOGRO_ALCANZADO] = e.cuenta[LOGRO_POR_ALCANZAR] = 5;
	situation(0, CLASE_MODERADO);
	cr_assert_eq(camino_buscar(&e, 20, &f.arena, &found), 10, "two of five");
	cr_expect_eq(found[0].esfuerzo, 1 + 3);
	cr_expect_eq(found[3].esfuerzo, 1 + 3);
	cr_expect_eq(found[4].esfuerzo, 3 + 3);
	cr_expect_eq(found[0].n, 2);
	cr_expect_eq(found[0].cambio[0].id, 13);
}

Test(camino, offers_of_a_change)
{
	const struct oferta **offer;
	familia_integrante(&f, 1, "nombre1=Luis; sexo=h; fecha_nacimiento=1984-02-03; parentesco=jefe; lee=no; grado=2; regimen=no_afiliado");
	e.scope = familia_scope(&f, "2026-08-01");
	cr_expect_gt(camino_ofertas(&e, &(struct cambio){ .que = CAMBIO_PRIVACION, .id = 9 }, &f.arena, &offer), 0);
	cr_expect_str_eq(offer[0]->id, "afiliacion_salud");
	cr_expect_gt(camino_ofertas(&e, &(struct cambio){ .que = CAMBIO_LOGRO, .id = 10 }, &f.arena, &offer), 0);
	cr_expect_gt(camino_ofertas(&e, &(struct cambio){ .que = CAMBIO_INGRESO }, &f.arena, &offer), 0);
	cr_expect_eq(camino_ofertas(&e, &(struct cambio){ .que = CAMBIO_COMPROMISO, .id = 1 }, &f.arena, &offer), 0);
}
