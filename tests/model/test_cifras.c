/* The delivered numbers that decide, each from both sides: lines, cuts, weights, cells, waiting times, and the ages and limits within the rules of the IPM. */
#include "tests/model/programas.h"
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdlib.h>
#include <string.h>

#define LEN(x) ((int)(sizeof(x) / sizeof *(x)))

Test(cifras, lines_by_year)
{
	static const struct { int anio; const char *dominio; int64_t lp, li; } line[] = {
		{ 2012, "nacional", 202083, 91207 }, { 2013, "nacional", 206091, 91698 }, { 2014, "nacional", 211807, 94103 }, { 2015, "nacional", 223638, 102109 },
		{ 2016, "nacional", 241673, 114692 }, { 2017, "nacional", 250620, 116330 }, { 2018, "nacional", 257433, 117605 }, { 2019, "nacional", 327674, 137350 },
		{ 2020, "nacional", 331688, 145004 }, { 2021, "nacional", 351480, 161099 }, { 2022, "nacional", 396864, 198698 }, { 2023, "nacional", 435375, 218846 },
		{ 2024, "nacional", 460198, 227220 }, { 2024, "cabeceras", 510161, 242389 },
	};
	struct familia f;
	const struct ingreso_def *def = programas_load(&f, "medellin-solidaria")->ingreso;

	cr_assert_eq(def->n_linea, LEN(line));
	for (int i = 0; i < LEN(line); i++) {
		const struct linea *l = &def->linea[i];
		cr_expect(l->anio == line[i].anio && !strcmp(l->dominio, line[i].dominio) && l->lp == line[i].lp && l->li == line[i].li, "%d, %s: %ld and %ld",
			  l->anio, l->dominio, (long)l->lp, (long)l->li);
	}
	familia_done(&f);
}

/* promueve: the cells in order of their numbers; rows of income, columns of IPM. */
struct programme { char id[20], promueve[10]; int porcentaje, bloqueo, vence; };

ParameterizedTestParameters(cifras, cells_and_waiting_times)
{
	static struct programme p[] = {
		{ "medellin-solidaria", "....++.++", 0, 28, 90 }, { "juntos", "....++.++", 70, 0, 60 }, { "tropa-social", "....++.++", 0, 0, 90 },
	};
	return cr_make_param_array(struct programme, p, sizeof p / sizeof *p);
}

ParameterizedTest(struct programme *c, cifras, cells_and_waiting_times)
{
	struct familia f;
	const struct programa *p = programas_load(&f, c->id);

	for (int i = 0; i < 9; i++) {
		const struct celda_def *cell = promocion_celda(p->promocion, (enum clase)(CLASE_EXTREMO + i / 3), (enum clase)(CLASE_EXTREMO + i % 3));
		cr_expect_eq(cell->id, i + 1);
		cr_expect_eq(cell->promueve, c->promueve[i] == '+', "%s, cell %d", c->id, i + 1);
	}
	cr_expect_eq(p->promocion->porcentaje, c->porcentaje);
	cr_expect_eq(p->promocion->edad_responsable, 14);
	cr_expect_eq(p->ruta->bloqueo_dias, c->bloqueo);
	cr_expect_eq(p->ruta->vence_dias, c->vence);
	familia_done(&f);
}

/* Those that no programme uses as it is delivered. */
Test(cifras, cells_of_the_other_catalogues)
{
	static const struct { const char *file, *promueve; bool seventeen; } c[] = { { "promocion-medellin-41", "........+", true }, { "promocion-unidos-26", "....++.++", false } };
	struct familia f;

	familia_start_real(&f);
	for (int k = 0; k < LEN(c); k++) {
		const struct yaml_node *root = familia_file(&f, arena_printf(&f.arena, "medellin-solidaria/%s.yaml", c[k].file)), *cells = yaml_get(root, "celdas");
		cr_assert_eq(cells->n, 9);
		for (int i = 0; i < 9; i++) {
			cr_expect_eq(atoi(yaml_get(cells->item[i], "id")->text), i + 1);
			cr_expect_str_eq(yaml_get(cells->item[i], "resultado")->text, c[k].promueve[i] == '+' ? "promocion" : "permanencia", "%s, cell %d", c[k].file, i + 1);
		}
		cr_expect_str_eq(yaml_get(yaml_get(root, "compromisos"), "edad_minima")->text, "14");
		if (!c[k].seventeen)
			continue;
		cr_expect_str_eq(yaml_get(yaml_get(root, "necesaria"), "minimo")->text, "13");
		cr_expect_str_eq(yaml_get(yaml_get(root, "necesaria"), "de")->text, "17");
	}
	familia_done(&f);
}

static const struct ipm_def *load_ipm(struct familia *f, bool national)
{
	const struct ipm_def *def = ipm_load(&f->arena, &f->dict, familia_file(f, national ? "common/ipm-nacional.yaml" : "common/ipm-medellin.yaml"), &f->problems);

	cr_assert_not_null(def);
	return def;
}

Test(cifras, cuts_and_weights)
{
	static const int weight[] = { 10, 10, 5, 5, 5, 5, 10, 10, 10, 10, 4, 4, 4, 4, 4 };
	struct familia f;

	familia_start_real(&f);
	for (int national = 0; national < 2; national++) {
		const struct ipm_def *def = load_ipm(&f, national);
		cr_expect_eq(ipm_clase_de(def, false, 7), CLASE_EXTREMO);
		cr_expect_eq(ipm_clase_de(def, false, 6), CLASE_MODERADO);
		cr_expect_eq(ipm_clase_de(def, false, 5), CLASE_MODERADO);
		cr_expect_eq(ipm_clase_de(def, false, 4), CLASE_NO_POBRE);
		cr_expect_eq(ipm_clase_de(def, true, 47), CLASE_EXTREMO);
		cr_expect_eq(ipm_clase_de(def, true, 46), CLASE_MODERADO);
		cr_expect_eq(ipm_clase_de(def, true, 33), CLASE_MODERADO);
		cr_expect_eq(ipm_clase_de(def, true, 32), CLASE_NO_POBRE);
		cr_expect_eq(def->oficial, 33);
		for (int i = 0; i < 15; i++)
			cr_expect_eq(def->variable[i].puntos, weight[i], "variable %d", i + 1);
	}
	familia_done(&f);
}

/* people: «years answers», «/» between; their last birthday was half a year ago. `which`: m Medellín, n nation, b both. */
struct rule { char which; int variable; const char *people; char privado; };

#define ADULTO "40 actividad=trabajando; cotiza_pension=si; lee=si; nivel=secundaria; "
#define BUSCA "actividad=buscando; hora_paga=no; busca=si; "
#define QUIETO "actividad=oficios; hora_paga=no; busca=no; "
#define SANO "regimen=subsidiado; recibe_alimentacion=si; cuidado_menor=con_menor; "

static const struct rule rules[] = {
	/* nine years of study on average from 15 on */
	{ 'b', 1, "40 nivel=secundaria; grado=8", 'S' }, { 'b', 1, "40 nivel=secundaria; grado=9", 'N' },
	{ 'b', 1, "40 nivel=secundaria; grado=8/14 nivel=secundaria; grado=9", 'S' }, { 'b', 1, "40 nivel=secundaria; grado=9/14 nivel=primaria; grado=0", 'N' },
	{ 'b', 1, "40 nivel=secundaria; grado=7/15 nivel=media; grado=11", 'N' }, { 'b', 1, "40 nivel=primaria; grado=5/15 nivel=primaria; grado=5", 'S' },
	{ 'b', 1, "14 nivel=secundaria; grado=9", 'S' }, { 'b', 1, "15 nivel=secundaria; grado=9", 'N' },
	{ 'b', 2, "40 lee=si/14 lee=no", 'N' }, { 'b', 2, "40 lee=si/15 lee=no", 'S' }, { 'b', 2, "14 lee=si", 'S' }, { 'b', 2, "15 lee=si", 'N' },
	{ 'm', 3, "4 grado=0; estudia=no", 'N' }, { 'm', 3, "5 grado=0; estudia=no", 'S' }, { 'm', 3, "16 grado=10; estudia=no", 'S' }, { 'm', 3, "16 grado=11; estudia=no", 'N' },
	{ 'm', 3, "17 grado=8; estudia=no", 'N' }, { 'n', 3, "5 estudia=no", 'N' }, { 'n', 3, "6 estudia=no", 'S' }, { 'n', 3, "16 grado=11; estudia=no", 'S' }, { 'n', 3, "17 estudia=no", 'N' },
	/* at six nobody is behind, so the grade is not asked for */
	{ 'b', 4, "6", 'N' }, { 'b', 4, "7", '?' }, { 'b', 4, "7 grado=0", 'S' }, { 'b', 4, "7 grado=1", 'N' }, { 'b', 4, "8 grado=1", 'S' }, { 'b', 4, "17 grado=10", 'S' },
	{ 'b', 4, "17 grado=11", 'N' }, { 'b', 4, "18 grado=0", 'N' },
	{ 'b', 5, "4 " SANO "estudia=si", 'S' }, { 'b', 5, "5 " SANO "estudia=si", 'N' }, { 'b', 5, "5 " SANO "estudia=no", 'S' }, { 'b', 5, "6 " SANO "estudia=no", 'N' },
	{ 'm', 6, "4 trabajo_infantil=si", 'N' }, { 'm', 6, "5 trabajo_infantil=si", 'S' }, { 'm', 6, "14 trabajo_infantil=si; permiso_trabajo=si", 'S' },
	{ 'm', 6, "15 trabajo_infantil=si; permiso_trabajo=si; horas_apoyo=h20_mas", 'N' }, { 'm', 6, "15 trabajo_infantil=si; permiso_trabajo=no", 'S' },
	{ 'm', 6, "17 trabajo_infantil=si; permiso_trabajo=no", 'S' }, { 'm', 6, "18 trabajo_infantil=si; permiso_trabajo=no", 'N' },
	{ 'n', 6, "11 trabajo_infantil=si", 'N' }, { 'n', 6, "12 trabajo_infantil=si", 'S' }, { 'n', 6, "17 trabajo_infantil=si", 'S' }, { 'n', 6, "18 trabajo_infantil=si", 'N' },
	/* more than twelve months, from 15 on; a pension is asked for from 18 on */
	{ 'b', 7, ADULTO "/30 " BUSCA "meses_desempleo=12; pensionado=no", 'N' }, { 'b', 7, ADULTO "/30 " BUSCA "meses_desempleo=13; pensionado=no", 'S' },
	{ 'b', 7, ADULTO "/14 " BUSCA "meses_desempleo=20; pensionado=no", 'N' }, { 'b', 7, ADULTO "/15 " BUSCA "meses_desempleo=20; pensionado=no", 'S' },
	{ 'm', 7, ADULTO "/17 " BUSCA "meses_desempleo=20", 'S' }, { 'm', 7, ADULTO "/18 " BUSCA "meses_desempleo=20; pensionado=si", 'N' },
	/* nobody active: deprived unless all from 15 on are pensioners */
	{ 'n', 7, "40 " QUIETO "pensionado=no/14 actividad=trabajando", 'S' }, { 'n', 7, "40 " QUIETO "pensionado=no/15 actividad=trabajando", 'N' },
	{ 'n', 7, "70 " QUIETO "pensionado=si", 'N' }, { 'n', 7, "70 " QUIETO "pensionado=si/14 " QUIETO, 'N' }, { 'n', 7, "70 " QUIETO "pensionado=si/15 " QUIETO, 'S' },
	{ 'n', 7, "18 " QUIETO "pensionado=si", 'N' }, { 'n', 7, "17 " QUIETO, 'S' }, { 'n', 7, "14 " QUIETO, 'S' },
	{ 'b', 8, ADULTO "/17 actividad=trabajando; cotiza_pension=no; pensionado=no", 'N' }, { 'b', 8, ADULTO "/18 actividad=trabajando; cotiza_pension=no; pensionado=no", 'S' },
	{ 'n', 8, "14 actividad=trabajando", 'S' }, { 'n', 8, "15 actividad=trabajando", 'N' },
	{ 'n', 9, "5 regimen=no_afiliado", 'N' }, { 'n', 9, "6 regimen=no_afiliado", 'S' }, { 'm', 9, "5 regimen=no_afiliado", 'S' },
};

static void move_in(struct familia *f, const char *people)
{
	char *rest = arena_strdup(&f->arena, people), *one;

	ficha_init(&f->ficha, &f->arena);
	for (uint32_t seq = 1; (one = strsep(&rest, "/")); seq++) {
		char *answers;
		int years = (int)strtol(one, &answers, 10);
		familia_integrante(f, seq, answers);
		answers_set(&ficha_record(&f->ficha, RECORD_INTEGRANTE, seq)->fields, "fecha_nacimiento", value_date(date_add_months(dia(PROGRAMAS_HOY), -12 * years - 6)));
	}
}

Test(cifras, rules_of_the_ipm_from_both_sides)
{
	static const char letter[] = { [TRI_NO] = 'N', [TRI_YES] = 'S', [TRI_UNKNOWN] = '?' };
	struct familia f;

	familia_start_real(&f);
	const struct ipm_def *def[2] = { load_ipm(&f, false), load_ipm(&f, true) };
	for (int i = 0; i < LEN(rules); i++) {
		move_in(&f, rules[i].people);
		for (int k = 0; k < 2; k++) {
			struct ipm ipm;
			struct scope scope = familia_scope(&f, PROGRAMAS_HOY);
			if (rules[i].which == (k ? 'm' : 'n'))
				continue;
			ipm_evaluate(def[k], &scope, &f.arena, &ipm);
			cr_expect_eq(letter[ipm.privado[rules[i].variable - 1]], rules[i].privado, "%s, variable %d: «%s» is not %c", k ? "nation" : "Medellín",
				     rules[i].variable, rules[i].people, rules[i].privado);
		}
	}
	familia_done(&f);
}
