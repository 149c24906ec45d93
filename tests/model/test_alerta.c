/* Alerts: how they are read and found, and the ten of Bogotá rule by rule. */
#include "model/alerta.h"
#include "model/programa.h"
#include "tests/model/programas.h"
#include <criterion/criterion.h>
#include <string.h>

#define LEN(x) ((int)(sizeof(x) / sizeof *(x)))

static struct familia f;

static void stop(void)
{
	familia_done(&f);
}

TestSuite(alerta, .fini = stop);

/* --- reading --- */

static const char variables[] =
	"version: 1\n"
	"variables:\n"
	"  - {name: gotera, level: hogar, type: boolean, label: ¿Hay goteras?}\n"
	"  - {name: nombre1, level: integrante, type: text, label: Nombre}\n"
	"  - {name: apellido1, level: integrante, type: text, label: Apellido}\n"
	"  - {name: anios, level: integrante, type: integer, label: Años}\n"
	"  - {name: estudia, level: integrante, type: boolean, label: ¿Estudia?}\n";

#define HEAD "version: 3\nfuente: prueba\nalertas:\n"

static const struct alerta_list *load(const char *text)
{
	familia_start(&f, variables);
	return alerta_load(&f.arena, &f.dict, familia_yaml(&f, text), &f.problems);
}

Test(alerta, reads_by_priority)
{
	const struct alerta_list *list = load(HEAD
		"  - {id: B2, nombre: Segunda, si: '${gotera}', sector: Hábitat, prioridad: 2}\n"
		"  - {id: C3, nombre: Tercera, si: '${gotera}', sector: Hábitat, prioridad: 3}\n"
		"  - {id: A1, nombre: Primera, por_integrante: '${estudia}', sector: Educación, prioridad: 1, reservada: si, nota: algo, certeza: media}\n"
		"  - {id: B1, nombre: También segunda, si: '${gotera}', sector: Hábitat, prioridad: 2}\n");

	cr_assert_not_null(list);
	cr_expect_eq(list->version, 3);
	cr_expect_str_eq(list->fuente, "prueba");
	static const char *const order[] = { "A1", "B2", "B1", "C3" };
	cr_assert_eq(list->n, 4);
	for (int i = 0; i < 4; i++)
		cr_expect_str_eq(list->item[i].id, order[i]);
	const struct alerta *first = alerta_find(list, "A1");
	cr_expect(first && first->reservada && !first->si && first->por_integrante);
	cr_expect_str_eq(first->sector, "Educación");
	cr_expect_str_eq(first->nota, "algo");
	cr_expect_not(alerta_find(list, "B2")->reservada);
	cr_expect_null(alerta_find(list, "Z9"));
}

Test(alerta, mistakes_are_told)
{
	static const struct { const char *text, *words; } wrong[] = {
		{ "{id: a1, nombre: X, si: '${gotera}', sector: Y, prioridad: 1}", "código de alerta" },
		{ "{id: A123456789, nombre: X, si: '${gotera}', sector: Y, prioridad: 1}", "código de alerta" },
		{ "{nombre: X, si: '${gotera}', sector: Y, prioridad: 1}", "id" },
		{ "{id: A1, si: '${gotera}', sector: Y, prioridad: 1}", "nombre" },
		{ "{id: A1, nombre: X, si: '${gotera}', prioridad: 1}", "sector" },
		{ "{id: A1, nombre: X, si: '${gotera}', sector: Y}", "prioridad" },
		{ "{id: A1, nombre: X, si: '${gotera}', sector: Y, prioridad: 4}", "de 1 a 3" },
		{ "{id: A1, nombre: X, sector: Y, prioridad: 1}", "no dice cuándo" },
		{ "{id: A1, nombre: X, si: '${estudia}', sector: Y, prioridad: 1}", "estudia" },
		{ "{id: A1, nombre: X, si: '${nada}', sector: Y, prioridad: 1}", "nada" },
		{ "{id: A1, nombre: X, por_integrante: '${anios} + 1', sector: Y, prioridad: 1}", "" },
		{ "{id: A1, nombre: X, si: '${gotera}', sector: Y, prioridad: 1, color: rojo}", "color" },
		{ "{id: A1, nombre: X, si: '${gotera}', sector: Y, prioridad: 1}\n  - {id: A1, nombre: Z, si: '${gotera}', sector: Y, prioridad: 1}", "dos veces" },
	};

	for (int i = 0; i < LEN(wrong); i++) {
		familia_start(&f, variables);
		const char *text = arena_printf(&f.arena, HEAD "  - %s\n", wrong[i].text);
		cr_expect_null(alerta_load(&f.arena, &f.dict, familia_yaml(&f, text), &f.problems), "%s", wrong[i].text);
		cr_expect(familia_problema(&f, wrong[i].words), "«%s» for %s, told: %s", wrong[i].words, wrong[i].text, f.problems.n ? f.problems.item[0].text : "nothing");
		familia_done(&f);
	}
	cr_expect_null(load("fuente: prueba\nalertas: []\n"), "without a version");
}

/* --- finding --- */

static const char both[] = HEAD
	"  - {id: A1, nombre: Gotera sobre un niño, si: '${gotera}', por_integrante: '${anios} < 5', sector: Hábitat, prioridad: 1}\n"
	"  - {id: A2, nombre: Sin colegio, por_integrante: '${anios} >= 5 and not(${estudia})', sector: Educación, prioridad: 2}\n"
	"  - {id: A3, nombre: Gotera, si: '${gotera}', sector: Hábitat, prioridad: 3}\n";

static void three_people(const char *third)
{
	familia_integrante(&f, 1, "nombre1=Ana; anios=3");
	familia_integrante(&f, 2, "nombre1=Luis; anios=9; estudia=no");
	familia_integrante(&f, 3, third);
}

static const char *told(const struct alerta_list *list, int (*ask)(const struct alerta_list *, const struct scope *, struct arena *, struct alerta_hallada **))
{
	struct scope scope = familia_scope(&f, PROGRAMAS_HOY);
	struct alerta_hallada *found;
	const char *text = "";
	int n = ask(list, &scope, &f.arena, &found);

	for (int i = 0; i < n; i++)
		text = arena_printf(&f.arena, "%s%s%s:%d", text, i ? " " : "", found[i].alerta->id, found[i].integrante);
	return text;
}

Test(alerta, of_household_and_members)
{
	const struct alerta_list *list = load(both);

	cr_assert_not_null(list);
	three_people("nombre1=Rosa; anios=10; estudia=si");
	familia_hogar(&f, "gotera=si");
	cr_expect_str_eq(told(list, alerta_evaluate), "A1:0 A2:1 A3:-1");
	cr_expect_str_eq(told(list, alerta_por_saber), "");
	familia_hogar(&f, "gotera=no");
	cr_expect_str_eq(told(list, alerta_evaluate), "A2:1", "both rules must hold");
}

Test(alerta, doubt_is_neither_yes_nor_no)
{
	const struct alerta_list *list = load(both);

	three_people("nombre1=Rosa; anios=10");
	cr_expect_str_eq(told(list, alerta_evaluate), "A2:1");
	cr_expect_str_eq(told(list, alerta_por_saber), "A1:0 A2:2 A3:-1", "of Luis and Rosa the first is known: they are not under five");
}

Test(alerta, says_why)
{
	const struct alerta_list *list = load(both);
	struct alerta_hallada *found;

	three_people("nombre1=Rosa; anios=10");
	familia_hogar(&f, "gotera=si");
	struct scope scope = familia_scope(&f, PROGRAMAS_HOY);
	cr_assert_eq(alerta_evaluate(list, &scope, &f.arena, &found), 3);
	cr_expect(trace_has(&found[0].porque, "¿Hay goteras?: Sí") && trace_has(&found[0].porque, "Años de Ana: 3"), "both rules give their reasons");
	cr_expect(trace_has(&found[1].porque, "¿Estudia? de Luis: No"));
	cr_assert_eq(alerta_por_saber(list, &scope, &f.arena, &found), 1);
	cr_expect(trace_has(&found[0].porque, "Falta el dato: ¿Estudia? de Rosa"));
}

Test(alerta, programme_without_alerts)
{
	familia_start(&f, variables);
	familia_hogar(&f, "gotera=si");
	cr_expect_str_eq(told(NULL, alerta_evaluate), "");
	cr_expect_str_eq(told(NULL, alerta_por_saber), "");
}

Test(alerta, codes_of_a_household)
{
	const struct alerta_list *list = load(HEAD
		"  - {id: C3, nombre: Gotera, si: '${gotera}', sector: Hábitat, prioridad: 1}\n"
		"  - {id: B2, nombre: Reservada, si: '${gotera}', sector: Hábitat, prioridad: 2, reservada: si}\n"
		"  - {id: A1, nombre: Sin colegio, por_integrante: 'not(${estudia})', sector: Educación, prioridad: 3}\n");

	three_people("nombre1=Rosa; estudia=no");
	struct scope scope = familia_scope(&f, PROGRAMAS_HOY);
	cr_expect_str_eq(alerta_ids(list, &scope, true, &f.arena), "A1", "once, though it holds of two, and no doubt counts");
	familia_hogar(&f, "gotera=si");
	scope = familia_scope(&f, PROGRAMAS_HOY);
	cr_expect_str_eq(alerta_ids(list, &scope, true, &f.arena), "A1 B2 C3", "by code, not by priority");
	cr_expect_str_eq(alerta_ids(list, &scope, false, &f.arena), "A1 C3");
	cr_expect_str_eq(alerta_ids(NULL, &scope, true, &f.arena), "");
}

Test(alerta, nobody_in_the_house)
{
	const struct alerta_list *list = load(both);

	familia_hogar(&f, "gotera=si");
	cr_expect_str_eq(told(list, alerta_evaluate), "A3:-1");
}

/* --- the ten of Bogotá --- */

static const struct programa *p;

struct fila { const char *id; int edad; const char *quien, *casa, *otro; char es; };      /* S it holds, N it does not, ? it is not known; of anybody in the house */

static bool names(const char *list, const char *id)
{
	return strstr(list, id) != NULL;
}

static char state(const char *id)
{
	if (names(told(p->alertas, alerta_evaluate), id))
		return 'S';
	return names(told(p->alertas, alerta_por_saber), id) ? '?' : 'N';
}

static void people(int32_t born, const char *quien, const char *otro)
{
	ficha_init(&f.ficha, &f.arena);
	familia_integrante(&f, 1, quien ? quien : "");
	answers_set(&ficha_record(&f.ficha, RECORD_INTEGRANTE, 1)->fields, "fecha_nacimiento", value_date(born));
	if (otro)
		familia_integrante(&f, 2, otro);
}

#define SEVERA "elcsa_1=si; elcsa_2=si; elcsa_3=si; elcsa_4=si; elcsa_5=si; elcsa_6=si; elcsa_7=si; elcsa_8=si; elcsa_9=no; " \
	"elcsa_10=si; elcsa_11=si; elcsa_12=si; elcsa_13=no; elcsa_14=no; elcsa_15=no"
#define MODERADA "elcsa_1=si; elcsa_2=si; elcsa_3=si; elcsa_4=si; elcsa_5=si; elcsa_6=si; elcsa_7=si; elcsa_8=no; elcsa_9=no; " \
	"elcsa_10=si; elcsa_11=si; elcsa_12=si; elcsa_13=no; elcsa_14=no; elcsa_15=no"
#define SEGURA "elcsa_1=no; elcsa_2=no; elcsa_3=no; elcsa_4=no; elcsa_5=no; elcsa_6=no; elcsa_7=no; elcsa_8=no; elcsa_9=no; " \
	"elcsa_10=no; elcsa_11=no; elcsa_12=no; elcsa_13=no; elcsa_14=no; elcsa_15=no"

static const struct fila filas[] = {
	{ "A01", 40, NULL, "violencia_12m=si", NULL, 'S' }, { "A01", 40, NULL, "violencia_12m=no; violencia_observada=si", NULL, 'S' },
	{ "A01", 40, NULL, "violencia_12m=no; violencia_observada=no", NULL, 'N' }, { "A01", 40, NULL, "violencia_12m=*; violencia_observada=no", NULL, '?' },
	{ "A02", 3, "peso_talla=bajo; peso_edad=adecuado", SEGURA, NULL, 'S' }, { "A02", 3, "peso_talla=adecuado; peso_edad=bajo", SEGURA, NULL, 'S' },
	{ "A02", 3, "sexo=h; peso_talla=adecuado; peso_edad=alto", SEGURA, NULL, 'N' }, { "A02", 3, "sexo=h; peso_talla=alto; peso_edad=adecuado", SEVERA, NULL, 'S' },
	{ "A02", 3, "sexo=h; peso_talla=adecuado; peso_edad=adecuado", MODERADA, NULL, 'N' }, { "A02", 3, "sexo=h; peso_edad=adecuado", SEGURA, NULL, '?' },
	{ "A02", 25, "sexo=m; gestante=si; gestante_bajo_peso=si", SEGURA, NULL, 'S' }, { "A02", 25, "sexo=m; gestante=si; gestante_bajo_peso=no", SEVERA, NULL, 'N' },
	{ "A02", 25, "sexo=m; gestante=no", SEVERA, NULL, 'N' }, { "A02", 25, "sexo=m; gestante=si", SEGURA, NULL, '?' },
	{ "A03", 9, "estudia=no", NULL, NULL, 'S' }, { "A03", 9, "estudia=si", NULL, NULL, 'N' }, { "A03", 9, NULL, NULL, NULL, '?' }, { "A03", 30, "estudia=no", NULL, NULL, 'N' },
	{ "A04", 20, "estudia=no; actividad=oficios; hora_paga=no", NULL, NULL, 'S' }, { "A04", 20, "estudia=no; actividad=trabajando", NULL, NULL, 'N' },
	{ "A04", 20, "estudia=si; actividad=estudiando; hora_paga=no", NULL, NULL, 'N' }, { "A04", 20, "estudia=no; actividad=oficios", NULL, NULL, '?' },
	{ "A05", 40, "actividad=buscando; hora_paga=no", NULL, NULL, 'S' }, { "A05", 40, "actividad=buscando; hora_paga=si", NULL, NULL, 'N' },
	{ "A05", 40, "actividad=incapacitado; hora_paga=no", NULL, NULL, 'N' }, { "A05", 40, "actividad=buscando", NULL, NULL, '?' },
	{ "A05", 40, "actividad=oficios; hora_paga=no", NULL, "fecha_nacimiento=2010-01-01; actividad=trabajando", 'N' },
	{ "A05", 40, "actividad=oficios; hora_paga=no", NULL, "fecha_nacimiento=2014-06-30; actividad=trabajando", 'N' },
	{ "A05", 40, "actividad=oficios; hora_paga=no", NULL, "fecha_nacimiento=2014-07-01; actividad=trabajando", 'S' },
	{ "A06", 40, "diagnostico=si; tratamiento=no", NULL, NULL, 'S' }, { "A06", 40, "diagnostico=si; tratamiento=si", NULL, NULL, 'N' }, { "A06", 40, "diagnostico=no", NULL, NULL, 'N' },
	{ "A06", 40, "diagnostico=si", NULL, NULL, '?' },
	{ "A07", 40, NULL, "riesgo_fisico=si", NULL, 'S' }, { "A07", 40, NULL, "riesgo_fisico=no; riesgo_tenencia=desalojo", NULL, 'S' },
	{ "A07", 40, NULL, "riesgo_fisico=no; riesgo_tenencia=mora", NULL, 'S' }, { "A07", 40, NULL, "riesgo_fisico=no; riesgo_tenencia=ninguno", NULL, 'N' },
	{ "A07", 40, NULL, "riesgo_tenencia=ninguno", NULL, '?' },
	{ "A08", 70, "recibe_ingresos=no; pensionado=no; programa_mayor=no; red_apoyo=no", NULL, NULL, 'S' },
	{ "A08", 70, "recibe_ingresos=no; pensionado=no; programa_mayor=no; red_apoyo=si", NULL, NULL, 'N' },
	{ "A08", 70, "recibe_ingresos=no; pensionado=no; programa_mayor=si; red_apoyo=no", NULL, NULL, 'N' },
	{ "A08", 70, "recibe_ingresos=no; pensionado=si; programa_mayor=no; red_apoyo=no", NULL, NULL, 'N' },
	{ "A08", 70, "recibe_ingresos=si; ingreso_arriendos=1; pensionado=no; programa_mayor=no; red_apoyo=no", NULL, NULL, 'N' },
	{ "A08", 70, "recibe_ingresos=no; pensionado=no; programa_mayor=no", NULL, NULL, '?' },
	{ "A09", 30, "actividad_sexual_paga=si", NULL, NULL, 'S' }, { "A09", 30, "actividad_sexual_paga=no", NULL, NULL, 'N' }, { "A09", 30, "actividad_sexual_paga=*", NULL, NULL, '?' },
	{ "A10", 35, "parentesco=jefe; sexo=m; cuida=si; recibe_ingresos=no", NULL, NULL, 'S' }, { "A10", 35, "parentesco=jefe; sexo=h; cuida=si; recibe_ingresos=no", NULL, NULL, 'N' },
	{ "A10", 35, "parentesco=conyuge; sexo=m; cuida=si; recibe_ingresos=no", NULL, NULL, 'N' }, { "A10", 35, "parentesco=jefe; sexo=m; cuida=no; recibe_ingresos=no", NULL, NULL, 'N' },
	{ "A10", 35, "parentesco=jefe; sexo=m; cuida=si; ingreso_salario=1", NULL, NULL, 'N' }, { "A10", 35, "parentesco=jefe; sexo=m; cuida=si", NULL, NULL, '?' },
};

Test(alerta, ten_rules)
{
	int seen[10][3] = { { 0 } };

	p = programas_load(&f, "tropa-social");
	cr_assert_not_null(p->alertas);
	for (int i = 0; i < LEN(filas); i++) {
		const struct fila *r = &filas[i];
		people(date_add_months(dia(PROGRAMAS_HOY), -12 * r->edad - 6), r->quien, r->otro);
		if (r->casa)
			familia_hogar(&f, r->casa);
		char got = state(r->id);
		cr_expect_eq(got, r->es, "%s, %d years, «%s», «%s»: %c, expected %c", r->id, r->edad, r->quien ? r->quien : "", r->casa ? r->casa : "", got, r->es);
		seen[10 * (r->id[1] - '0') + r->id[2] - '1'][r->es == 'S' ? 0 : r->es == 'N' ? 1 : 2]++;
	}
	for (int i = 0; i < 10; i++)
		cr_expect(seen[i][0] && seen[i][1] && seen[i][2], "A%02d has a row for each answer", i + 1);
}

/* The day before a birthday and the birthday itself. */
struct cumple { const char *id; int anios; const char *quien; char antes, despues; };

static const struct cumple cumples[] = {
	{ "A02", 5, "sexo=h; peso_talla=bajo", 'S', 'N' }, { "A02", 10, "sexo=m; gestante=si; gestante_bajo_peso=si", 'N', 'S' }, { "A02", 56, "sexo=m; gestante=si; gestante_bajo_peso=si", 'S', 'N' },
	{ "A03", 5, "estudia=no", 'N', 'S' }, { "A03", 17, "estudia=no", 'S', 'N' }, { "A04", 14, "estudia=no; actividad=oficios; hora_paga=no", 'N', 'S' },
	{ "A04", 29, "estudia=no; actividad=oficios; hora_paga=no", 'S', 'N' }, { "A05", 18, "actividad=buscando; hora_paga=no", 'N', 'S' }, { "A05", 66, "actividad=buscando; hora_paga=no", 'S', 'N' },
	{ "A08", 61, "recibe_ingresos=no; pensionado=no; programa_mayor=no; red_apoyo=no", 'N', 'S' }, { "A09", 18, "actividad_sexual_paga=si", 'N', 'S' },
};

static char on_day(const struct cumple *c, int32_t born, int32_t day)
{
	struct scope scope;
	struct alerta_hallada *found;

	people(born, c->quien, NULL);
	familia_hogar(&f, SEGURA);
	ficha_scope(&f.ficha, &f.dict, day, &f.arena, &scope);
	for (int i = 0, n = alerta_evaluate(p->alertas, &scope, &f.arena, &found); i < n; i++)
		if (!strcmp(found[i].alerta->id, c->id))
			return 'S';
	return 'N';
}

Test(alerta, ten_birthdays)
{
	p = programas_load(&f, "tropa-social");
	for (int i = 0; i < LEN(cumples); i++) {
		const struct cumple *c = &cumples[i];
		const int32_t born = dia("1950-06-15"), day = date_add_months(born, 12 * c->anios);
		cr_expect_eq(on_day(c, born, day - 1), c->antes, "%s, the day before turning %d", c->id, c->anios);
		cr_expect_eq(on_day(c, born, day), c->despues, "%s, turning %d", c->id, c->anios);
	}
}

/* Severe hunger at home is an alert for each minor, and for nobody who has come of age. */
Test(alerta, severe_hunger_is_of_the_minors)
{
	p = programas_load(&f, "tropa-social");
	people(dia("2008-07-01"), "sexo=h", "sexo=h; fecha_nacimiento=2008-06-30");
	familia_hogar(&f, SEVERA);
	cr_expect(names(told(p->alertas, alerta_evaluate), "A02:0"));
	cr_expect_not(names(told(p->alertas, alerta_evaluate), "A02:1"));
}

Test(alerta, ten_with_their_flags)
{
	static const char *const reservada[] = { "A01", "A06", "A09" };
	int n = 0;

	p = programas_load(&f, "tropa-social");
	cr_assert_eq(p->alertas->n, 10);
	for (int i = 1; i <= 10; i++) {
		const struct alerta *a = alerta_find(p->alertas, arena_printf(&f.arena, "A%02d", i));
		cr_assert_not_null(a, "A%02d", i);
		cr_expect(a->sector && *a->sector && a->prioridad >= 1 && a->prioridad <= 3);
		n += a->reservada;
	}
	cr_expect_eq(n, LEN(reservada));
	for (int i = 0; i < LEN(reservada); i++)
		cr_expect(alerta_find(p->alertas, reservada[i])->reservada, "%s", reservada[i]);
	cr_expect_not_null(strstr(p->versiones, "alertas 1"));
}

Test(alerta, other_programmes_look_for_none)
{
	p = programas_load(&f, "juntos");
	cr_expect_null(p->alertas);
	cr_expect_null(strstr(p->versiones, "alertas"));
}
