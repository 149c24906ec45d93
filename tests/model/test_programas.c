/* The programmes as they are shipped: that they load, that they say what docs/FUENTES.md says, and that their forms ask all that their rules need. */
#include "model/evaluacion.h"
#include "model/oferta.h"
#include "model/ruta.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "tests/model/programas.h"
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <string.h>

/* --- as docs/FUENTES.md has it --- */

Test(programas, medellin_solidaria_has_its_counts)
{
	static const int size[] = { 3, 4, 5, 8, 4, 11, 5, 3, 2 };
	static const bool promotes[9] = { [4] = true, [5] = true, [7] = true, [8] = true };
	struct familia f;
	const struct programa *p = programas_load(&f, "medellin-solidaria");
	int points = 0;

	cr_expect_eq(p->logros->n, 45);
	cr_expect_eq(p->logros->n_dimension, 9);
	for (int d = 0; d < 9; d++) {
		int n = 0;
		for (int i = 0; i < p->logros->n; i++)
			n += p->logros->logro[i].dimension == d + 1;
		cr_expect_eq(n, size[d], "dimension %d has %d logros", d + 1, n);
	}
	cr_expect_not_null(strstr(p->logros->nota, "reconstruida"));
	cr_expect_eq(p->ipm->n, 15);
	for (int i = 0; i < p->ipm->n; i++)
		points += p->ipm->variable[i].puntos;
	cr_expect_eq(points, 100);
	for (int i = 0; i < 9; i++)
		cr_expect_eq(p->promocion->celda[i].promueve, promotes[i], "cell %d", i + 1);
	cr_expect_eq(p->promocion->modo, NECESARIA_PLAN);
	cr_expect_geq(p->ofertas->n, 25);
	familia_done(&f);
}

Test(programas, medellin_solidaria_goes_through_three_phases)
{
	static const struct { const char *id; bool exento; } order[] = {
		{ "inicio", true }, { "linea_base", true }, { "plan_familiar", false }, { "seguimiento", false },
		{ "validacion_previa", true }, { "visita_promocion", true }, { "sesion_cierre", true },
	};
	struct familia f;
	const struct programa *p = programas_load(&f, "medellin-solidaria");

	cr_expect_eq(p->ruta->n, 3);
	cr_expect_eq(p->ruta->bloqueo_dias, 28);
	cr_expect_eq(p->ruta->vence_dias, 90);
	cr_expect_str_eq(ruta_primero(p->ruta)->id, "inicio");
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		const struct momento *m = ruta_momento(p->ruta, order[i].id);
		cr_assert_not_null(m, "%s", order[i].id);
		cr_expect_eq(m->orden, (int)i, "%s", order[i].id);
		cr_expect_eq(m->exento, order[i].exento, "%s", order[i].id);
	}
	cr_expect(ruta_momento(p->ruta, "seguimiento")->repite);
	familia_done(&f);
}

Test(programas, texts_fit_their_columns)
{
	struct familia f;
	const struct programa *p = programas_load(&f, "medellin-solidaria");

	for (int i = 0; i < p->logros->n; i++) {
		const struct logro_def *d = &p->logros->logro[i];
		cr_expect_leq(text_width(d->corto), 38, "logro %d: «%s»", d->id, d->corto);
		cr_expect(d->pendiente && *d->pendiente, "logro %d says what is pending", d->id);
		cr_expect_eq(d->por_integrante, strstr(d->pendiente, "{nombre}") != NULL, "logro %d names the person when it is about one", d->id);
	}
	for (int i = 0; i < p->dict.n_var; i++) {
		const struct variable *v = &p->dict.var[i];
		if (v->level == LEVEL_HECHO)
			continue;
		cr_expect_leq(text_width(v->label), 50, "%s: «%s»", v->name, v->label);
		cr_expect_leq(text_width(v->short_label), 20, "%s: «%s»", v->name, v->short_label);
	}
	familia_done(&f);
}

/* --- who a logro is about: the three households of docs/FUENTES.md 1.2 --- */

struct household { char name[4], hogar[120], integrante[5][260], no_aplica[80]; int aplican; };

ParameterizedTestParameters(programas, no_aplica)
{
	static struct household h[] = {
		{ "H1", "requiere_credito=no; necesidad_juridica=no", {
			"sexo=m; fecha_nacimiento=1959-01-01; nivel=primaria; grado=3; victima=no; discapacidad=no; gestante=no; estudia=no; desea_estudiar=no" },
		  "2 5 6 7 8 9 11 12 15 16 19 20 23 24 36 38 40 43 45", 26 },
		{ "H2", "requiere_credito=si; necesidad_juridica=no", {
			"sexo=h; fecha_nacimiento=2002-01-01; grado=11; estudia=no; desea_estudiar=si; requiere_formacion=si; victima=no; discapacidad=no; actividad=buscando",
			"sexo=m; fecha_nacimiento=2004-01-01; grado=9; gestante=si; requiere_formacion=si; victima=no; discapacidad=no; actividad=oficios",
			"sexo=h; fecha_nacimiento=2025-04-15; victima=no; discapacidad=no" },
		  "4 7 9 12 18 20 23 40 45", 36 },
		{ "H3", "requiere_credito=no; necesidad_juridica=si", {
			"sexo=m; fecha_nacimiento=1991-01-01; grado=5; gestante=no; requiere_formacion=si; victima=si; hecho_victimizante=desplazamiento; discapacidad=no; actividad=oficios",
			"sexo=h; fecha_nacimiento=2010-01-01; grado=8; requiere_formacion=no; victima=si; hecho_victimizante=desplazamiento; discapacidad=no",
			"sexo=m; fecha_nacimiento=2014-01-01; grado=5; gestante=no; victima=si; hecho_victimizante=desplazamiento; discapacidad=no",
			"sexo=h; fecha_nacimiento=2021-01-01; grado=0; victima=si; hecho_victimizante=desplazamiento; discapacidad=no",
			"sexo=m; fecha_nacimiento=1956-01-01; grado=2; victima=si; hecho_victimizante=desplazamiento; discapacidad=si; actividad=oficios" },
		  "2 8 11 16 23 24 43", 38 },
	};
	return cr_make_param_array(struct household, h, sizeof h / sizeof *h);
}

static void household_start(struct familia *f, const char *hogar, const char (*integrante)[260], int most)
{
	familia_hogar(f, hogar);
	for (int i = 0; i < most && *integrante[i]; i++)
		familia_integrante(f, (uint32_t)i + 1, integrante[i]);
}

ParameterizedTest(struct household *h, programas, no_aplica)
{
	struct familia f;
	const struct programa *p = programas_load(&f, "medellin-solidaria");
	struct strbuf out;
	int apply = 0;

	household_start(&f, h->hogar, (const char (*)[260])h->integrante, 5);
	const struct evaluacion *e = model_evaluate(p, &f.ficha, dia(PROGRAMAS_HOY), &f.arena);
	strbuf_init(&out, &f.arena);
	for (int i = 0; i < e->n_logro; i++) {
		apply += e->logro[i].vigente != LOGRO_NO_APLICA;
		if (e->logro[i].vigente == LOGRO_NO_APLICA)
			strbuf_printf(&out, "%s%d", out.len ? " " : "", e->logro[i].def->id);
	}
	cr_expect_str_eq(out.text, h->no_aplica, "%s: %s", h->name, out.text);
	cr_expect_eq(apply, h->aplican, "%s", h->name);
	familia_done(&f);
}

/* --- each deprivation, alone --- */

static const char casa[] = "zona=u; paredes=bloque; pisos=baldosa; servicios=energia|alcantarillado|acueducto; sanitario=exclusivo; agua=acueducto_publico; cuartos_dormir=2";
static const char *const persona[] = {
	"sexo=m; fecha_nacimiento=1991-01-01; lee=si; nivel=media; grado=11; estudia=no; actividad=trabajando; cotiza_pension=si; pensionado=no; regimen=subsidiado; problema_salud_30d=no",
	"sexo=h; fecha_nacimiento=2018-01-01; estudia=si; nivel=primaria; grado=2; trabajo_infantil=no; horas_apoyo=ninguna; regimen=subsidiado; problema_salud_30d=no",
	"sexo=m; fecha_nacimiento=2023-01-01; cuidado_menor=jardin; recibe_alimentacion=si; regimen=subsidiado; problema_salud_30d=no",
};

/* who: 0 the house, else the person. medellin, nacional: ids of the deprivations that follow, "" none. */
struct change { int who; char answers[96], medellin[12], nacional[12]; };

ParameterizedTestParameters(programas, one_change_one_deprivation)
{
	static struct change c[] = {
		{ 0, "zona=u", "", "" },
		{ 1, "nivel=primaria; grado=5", "1", "1" },
		{ 1, "nivel=secundaria; grado=9", "", "" },
		{ 1, "lee=no", "2", "2" },
		{ 2, "estudia=no", "3", "3" },
		{ 2, "grado=1", "4", "4" },
		{ 3, "cuidado_menor=trabajo_padres", "5", "5" },
		{ 3, "cuidado_menor=casa_padres", "5", "" },
		{ 3, "recibe_alimentacion=no", "5", "5" },
		{ 2, "trabajo_infantil=si", "6", "" },
		{ 2, "horas_apoyo=h15_19", "6", "" },
		{ 2, "horas_apoyo=h11_14", "", "" },
		{ 1, "actividad=buscando; hora_paga=no; busca=si; meses_desempleo=13", "7", "7" },
		{ 1, "actividad=buscando; hora_paga=no; busca=si; meses_desempleo=12", "", "" },
		{ 1, "actividad=oficios; hora_paga=no; busca=no", "", "7 8" },
		{ 1, "actividad=otra; hora_paga=no; busca=no; pensionado=si", "", "8" },
		{ 1, "cotiza_pension=no", "8", "8" },
		{ 1, "cotiza_pension=no; pensionado=si", "", "" },
		{ 1, "regimen=no_afiliado", "9", "9" },
		{ 3, "regimen=no_afiliado", "5 9", "5" },
		{ 1, "problema_salud_30d=si; atendido=drogueria", "10", "10" },
		{ 1, "problema_salud_30d=si; atendido=institucional", "", "" },
		{ 0, "agua=lluvia", "11", "11" },
		{ 0, "zona=r; agua=pozo_bomba", "11", "" },
		{ 0, "servicios=energia|acueducto", "12", "12" },
		{ 0, "zona=r; servicios=energia|acueducto; alcantarillado=pozo_septico", "12", "" },
		{ 0, "sanitario=no_tiene", "12", "12" },
		{ 0, "pisos=tierra", "13", "13" },
		{ 0, "paredes=madera_burda", "14", "14" },
		{ 0, "zona=r; paredes=madera_burda", "14", "" },
		{ 0, "cuartos_dormir=1", "15", "15" },
		{ 0, "zona=r; cuartos_dormir=1", "15", "" },
	};
	return cr_make_param_array(struct change, c, sizeof c / sizeof *c);
}

static const char *deprived(struct familia *f, const struct ipm_def *def)
{
	struct strbuf out;
	struct ipm ipm;
	struct scope scope = familia_scope(f, PROGRAMAS_HOY);

	ipm_evaluate(def, &scope, &f->arena, &ipm);
	strbuf_init(&out, &f->arena);
	for (int i = 0; i < def->n; i++)
		if (ipm.privado[i] != TRI_NO)
			strbuf_printf(&out, "%s%s%d", out.len ? " " : "", ipm.privado[i] == TRI_YES ? "" : "?", def->variable[i].id);
	return out.text;
}

ParameterizedTest(struct change *c, programas, one_change_one_deprivation)
{
	struct familia f;
	const struct programa *p = programas_load(&f, "medellin-solidaria");
	const struct yaml_node *node = yaml_load(&f.arena, arena_printf(&f.arena, "%s/common/ipm-nacional.yaml", programas_dir(&f.arena)), &f.problems);
	const struct ipm_def *nacional = ipm_load(&f.arena, &p->dict, node, &f.problems);

	cr_assert_not_null(nacional);
	familia_hogar(&f, casa);
	for (uint32_t i = 0; i < 3; i++)
		familia_integrante(&f, i + 1, persona[i]);
	if (c->who)
		familia_integrante(&f, (uint32_t)c->who, c->answers);
	else
		familia_hogar(&f, c->answers);
	cr_expect_str_eq(deprived(&f, p->ipm), c->medellin, "%s: Medellín gives %s", c->answers, deprived(&f, p->ipm));
	cr_expect_str_eq(deprived(&f, nacional), c->nacional, "%s: national gives %s", c->answers, deprived(&f, nacional));
	familia_done(&f);
}

/* --- the forms of the línea base ask all that the rules need --- */

struct asking { char people[6][64]; bool yes; };

ParameterizedTestParameters(programas, forms_ask_what_rules_need)
{
	static struct asking a[] = {
		{ { "sexo=m; fecha_nacimiento=1959-01-01" }, true },
		{ { "sexo=m; fecha_nacimiento=1959-01-01" }, false },
		{ { "sexo=h; fecha_nacimiento=2002-01-01", "sexo=m; fecha_nacimiento=2004-01-01", "sexo=h; fecha_nacimiento=2025-04-15" }, true },
		{ { "sexo=h; fecha_nacimiento=2002-01-01", "sexo=m; fecha_nacimiento=2004-01-01", "sexo=h; fecha_nacimiento=2025-04-15" }, false },
		{ { "sexo=m; fecha_nacimiento=1991-01-01", "sexo=h; fecha_nacimiento=2010-01-01", "sexo=m; fecha_nacimiento=2014-01-01",
		    "sexo=h; fecha_nacimiento=2020-07-15", "sexo=m; fecha_nacimiento=2026-03-01", "sexo=h; fecha_nacimiento=1956-01-01" }, true },
		{ { "sexo=m; fecha_nacimiento=1991-01-01", "sexo=h; fecha_nacimiento=2010-01-01", "sexo=m; fecha_nacimiento=2014-01-01",
		    "sexo=h; fecha_nacimiento=2020-07-15", "sexo=m; fecha_nacimiento=2026-03-01", "sexo=h; fecha_nacimiento=1956-01-01" }, false },
	};
	return cr_make_param_array(struct asking, a, sizeof a / sizeof *a);
}

ParameterizedTest(struct asking *a, programas, forms_ask_what_rules_need)
{
	struct familia f;
	const struct programa *p = programas_load(&f, "medellin-solidaria");

	for (uint32_t i = 0; i < 6 && *a->people[i]; i++)
		familia_integrante(&f, i + 1, a->people[i]);
	programas_llenar(&f, p, "inicio", a->yes);
	programas_llenar(&f, p, "linea_base", a->yes);
	const struct evaluacion *e = model_evaluate(p, &f.ficha, dia(PROGRAMAS_HOY), &f.arena);
	for (int i = 0; i < e->n_logro; i++)
		cr_expect_neq(e->logro[i].calculado, LOGRO_SIN_DATO, "logro %d", e->logro[i].def->id);
	for (int i = 0; i < p->ipm->n; i++)
		cr_expect_neq(e->ipm.privado[i], TRI_UNKNOWN, "IPM %d", p->ipm->variable[i].id);
	cr_expect(e->ingreso.completo, "%s", e->ingreso.falta ? e->ingreso.falta : "");
	familia_done(&f);
}

/* --- nobody is asked the impossible --- */

struct question { char form[20], person[48], variable[24]; bool asked; };

ParameterizedTestParameters(programas, questions_fit_the_person)
{
	static struct question q[] = {
		{ "salud", "sexo=h; fecha_nacimiento=1996-01-01", "gestante", false },
		{ "salud", "sexo=m; fecha_nacimiento=1996-01-01", "gestante", true },
		{ "salud", "sexo=m; fecha_nacimiento=1969-01-01", "gestante", false },
		{ "salud", "sexo=m; fecha_nacimiento=2004-01-01", "citologia", false },
		{ "salud", "sexo=m; fecha_nacimiento=1996-01-01", "citologia", true },
		{ "salud", "sexo=m; fecha_nacimiento=2024-01-01", "conoce_planificacion", false },
		{ "salud", "sexo=m; fecha_nacimiento=2024-01-01", "vacunas", true },
		{ "salud", "sexo=h; fecha_nacimiento=1996-01-01", "vacunas", false },
		{ "identificacion", "sexo=m; fecha_nacimiento=1996-01-01", "libreta_militar", false },
		{ "identificacion", "sexo=h; fecha_nacimiento=1996-01-01", "libreta_militar", true },
		{ "identificacion", "sexo=h; fecha_nacimiento=1974-01-01", "libreta_militar", false },
		{ "educacion", "sexo=h; fecha_nacimiento=2022-01-01", "estudia", false },
		{ "educacion", "sexo=h; fecha_nacimiento=2022-01-01", "cuidado_menor", true },
		{ "educacion", "sexo=h; fecha_nacimiento=1996-01-01", "cuidado_menor", false },
		{ "trabajo_ingresos", "sexo=h; fecha_nacimiento=2018-01-01", "actividad", false },
		{ "trabajo_ingresos", "sexo=h; fecha_nacimiento=2018-01-01", "trabajo_infantil", true },
		{ "trabajo_ingresos", "sexo=h; fecha_nacimiento=2018-01-01", "recibe_ingresos", false },
		{ "trabajo_ingresos", "sexo=h; fecha_nacimiento=1996-01-01", "trabajo_infantil", false },
		{ "alimentacion", "sexo=h; fecha_nacimiento=2026-05-01", "lactancia_exclusiva", true },
		{ "alimentacion", "sexo=h; fecha_nacimiento=2025-05-01", "lactancia_exclusiva", false },
		{ "ahorro_justicia", "sexo=h; fecha_nacimiento=2018-01-01", "conoce_derechos", false },
	};
	return cr_make_param_array(struct question, q, sizeof q / sizeof *q);
}

ParameterizedTest(struct question *q, programas, questions_fit_the_person)
{
	struct familia f;
	struct form form;
	const struct programa *p = programas_load(&f, "medellin-solidaria");

	familia_integrante(&f, 1, q->person);
	struct scope scope = familia_scope(&f, PROGRAMAS_HOY);
	form_start(&form, programa_form(p, q->form), &scope, &f.arena);
	int at = form_find(&form, q->variable, 0);
	cr_assert_geq(at, 0, "%s is in %s", q->variable, q->form);
	cr_expect_eq(form.item[at].relevant, q->asked, "%s to %s", q->variable, q->person);
	familia_done(&f);
}
