/* Each variable of the IPM in each definition as delivered, in town and in the country: deprived, not deprived, and without the answer that decides.
 * The table is whole: a variable without one of its three verdicts in one of the two zones turns the test red. All people are invented. */
#include "tests/model/programas.h"
#include <criterion/criterion.h>
#include <string.h>

#define LEN(x) ((int)(sizeof(x) / sizeof *(x)))

enum { VARIABLES = 15, DEFINITIONS = 2, ZONES = 2 };

static struct familia f;
static const struct ipm_def *definition[DEFINITIONS];       /* Medellín, nation */

static const char house[] = "paredes=bloque; pisos=baldosa; servicios=energia|alcantarillado|acueducto; sanitario=exclusivo; agua=acueducto_publico; cuartos_dormir=2";
static const char *const people[] = {
	"sexo=m; fecha_nacimiento=1991-01-01; lee=si; nivel=media; grado=11; estudia=no; actividad=trabajando; busca=no; hora_paga=si; cotiza_pension=si; pensionado=no; regimen=subsidiado; problema_salud_30d=no",
	"sexo=h; fecha_nacimiento=2018-01-01; estudia=si; nivel=primaria; grado=2; trabajo_infantil=no; horas_apoyo=ninguna; regimen=subsidiado; problema_salud_30d=no",
	"sexo=m; fecha_nacimiento=2023-01-01; cuidado_menor=jardin; recibe_alimentacion=si; regimen=subsidiado; problema_salud_30d=no",
};

#define QUINCE "fecha_nacimiento=2011-01-01; grado=9; nivel=secundaria; lee=si; permiso_trabajo=no; actividad=estudiando; hora_paga=no; busca=no; "

/* zona: u, r, - (not told), * (both, with the same verdict). who: 0 the house, else the person. Verdicts: S deprived, N not, ? not known. */
struct row { int variable; char zona; int who; const char *answers; char medellin, nacional; };

static const struct row table[] = {
	{ 1, '*', 1, "nivel=primaria; grado=5", 'S', 'S' }, { 1, '*', 1, "nivel=secundaria; grado=9", 'N', 'N' }, { 1, '*', 1, "nivel=", '?', '?' },
	{ 1, '*', 1, "nivel=universitario_ct; anios_superior=5", 'N', 'N' }, { 1, '*', 1, "nivel=universitario_ct", '?', '?' },
	{ 2, '*', 1, "lee=no", 'S', 'S' }, { 2, '*', 1, "lee=si", 'N', 'N' }, { 2, '*', 1, "lee=", '?', '?' }, { 2, '*', 1, "lee=*", '?', '?' },
	{ 3, '*', 2, "estudia=no", 'S', 'S' }, { 3, '*', 2, "estudia=si", 'N', 'N' }, { 3, '*', 2, "estudia=", '?', '?' },
	{ 4, '*', 2, "grado=1", 'S', 'S' }, { 4, '*', 2, "grado=2", 'N', 'N' }, { 4, '*', 2, "grado=", '?', '?' },
	{ 5, '*', 3, "recibe_alimentacion=no", 'S', 'S' }, { 5, '*', 3, "cuidado_menor=jardin", 'N', 'N' }, { 5, '*', 3, "recibe_alimentacion=", '?', '?' },
	{ 5, '*', 3, "cuidado_menor=casa_padres", 'S', 'N' }, { 5, '*', 3, "regimen=no_afiliado", 'S', 'S' }, { 5, '*', 3, "recibe_alimentacion=; regimen=no_afiliado", 'S', 'S' },
	{ 6, '*', 2, "trabajo_infantil=si", 'S', 'N' }, { 6, '*', 2, "horas_apoyo=h15_19", 'S', 'N' }, { 6, '*', 2, "horas_apoyo=h11_14", 'N', 'N' }, { 6, '*', 2, "trabajo_infantil=", '?', 'N' },
	{ 6, '*', 2, QUINCE "trabajo_infantil=si", 'S', 'S' }, { 6, '*', 2, QUINCE "trabajo_infantil=no", 'N', 'N' }, { 6, '*', 2, QUINCE "trabajo_infantil=", '?', '?' },
	{ 7, '*', 1, "actividad=buscando; hora_paga=no; busca=si; meses_desempleo=13", 'S', 'S' }, { 7, '*', 1, "actividad=buscando; hora_paga=no; busca=si; meses_desempleo=12", 'N', 'N' },
	{ 7, '*', 1, "actividad=buscando; hora_paga=no; busca=si; meses_desempleo=", '?', '?' }, { 7, '*', 1, "actividad=oficios; hora_paga=no; busca=no", 'N', 'S' },
	{ 8, '*', 1, "cotiza_pension=no", 'S', 'S' }, { 8, '*', 1, "cotiza_pension=si", 'N', 'N' }, { 8, '*', 1, "cotiza_pension=", '?', '?' },
	{ 8, '*', 1, "actividad=oficios; hora_paga=no; busca=no", 'N', 'S' },
	{ 9, '*', 1, "regimen=no_afiliado", 'S', 'S' }, { 9, '*', 1, "regimen=cotizante", 'N', 'N' }, { 9, '*', 1, "regimen=", '?', '?' },
	{ 9, '*', 3, "regimen=no_afiliado", 'S', 'N' },
	{ 10, '*', 1, "problema_salud_30d=si; atendido=drogueria", 'S', 'S' }, { 10, '*', 1, "problema_salud_30d=si; atendido=institucional", 'N', 'N' },
	{ 10, '*', 1, "problema_salud_30d=si; atendido=", '?', '?' }, { 10, '*', 1, "problema_salud_30d=", '?', '?' },
	{ 11, '*', 0, "agua=acueducto_publico", 'N', 'N' }, { 11, '*', 0, "agua=acueducto_veredal", 'N', 'N' }, { 11, '*', 0, "agua=rio", 'S', 'S' }, { 11, '*', 0, "agua=", '?', '?' },
	{ 11, 'u', 0, "agua=pozo_bomba", 'S', 'S' }, { 11, 'r', 0, "agua=pozo_bomba", 'S', 'N' }, { 11, '-', 0, "agua=pozo_bomba", 'S', '?' }, { 11, '-', 0, "agua=rio", 'S', 'S' },
	{ 12, '*', 0, "servicios=alcantarillado", 'N', 'N' }, { 12, '*', 0, "sanitario=no_tiene", 'S', 'S' }, { 12, '*', 0, "sanitario=", '?', '?' },
	{ 12, 'u', 0, "servicios=energia; alcantarillado=pozo_septico", 'S', 'S' }, { 12, 'r', 0, "servicios=energia; alcantarillado=pozo_septico", 'S', 'N' },
	{ 12, '-', 0, "servicios=energia; alcantarillado=pozo_septico", 'S', '?' }, { 12, '*', 0, "servicios=; sanitario=no_tiene", 'S', 'S' },
	{ 13, '*', 0, "pisos=tierra", 'S', 'S' }, { 13, '*', 0, "pisos=cemento", 'N', 'N' }, { 13, '*', 0, "pisos=", '?', '?' },
	{ 14, '*', 0, "paredes=bloque", 'N', 'N' }, { 14, '*', 0, "paredes=zinc", 'S', 'S' }, { 14, '*', 0, "paredes=", '?', '?' }, { 14, '*', 0, "paredes=sin_paredes", 'S', 'S' },
	{ 14, 'u', 0, "paredes=madera_burda", 'S', 'S' }, { 14, 'r', 0, "paredes=madera_burda", 'S', 'N' }, { 14, '-', 0, "paredes=madera_burda", 'S', '?' },
	{ 15, '*', 0, "cuartos_dormir=2", 'N', 'N' }, { 15, '*', 0, "cuartos_dormir=", '?', '?' }, { 15, 'u', 0, "cuartos_dormir=1", 'S', 'S' },
	{ 15, 'r', 0, "cuartos_dormir=1", 'S', 'N' }, { 15, '-', 0, "cuartos_dormir=1", 'S', '?' }, { 15, 'r', -4, "cuartos_dormir=1", 'S', 'S' },
};

static void start(void)
{
	familia_start_real(&f);
	definition[0] = ipm_load(&f.arena, &f.dict, familia_file(&f, "common/ipm-medellin.yaml"), &f.problems);
	definition[1] = ipm_load(&f.arena, &f.dict, familia_file(&f, "common/ipm-nacional.yaml"), &f.problems);
	cr_assert(definition[0] && definition[1]);
}

static void done(void)
{
	familia_done(&f);
}

TestSuite(ipm_tabla, .init = start, .fini = done);

/* who −4: one more person in the house, of whom nothing is asked here. */
static void move_in(const struct row *r, char zona)
{
	ficha_init(&f.ficha, &f.arena);
	familia_hogar(&f, house);
	if (zona != '-')
		familia_hogar(&f, arena_printf(&f.arena, "zona=%c", zona));
	for (int i = 0; i < LEN(people); i++)
		familia_integrante(&f, (uint32_t)i + 1, people[i]);
	if (r->who > 0)
		familia_integrante(&f, (uint32_t)r->who, r->answers);
	else
		familia_hogar(&f, r->answers);
	if (r->who < 0)
		familia_integrante(&f, (uint32_t)-r->who, "sexo=h; fecha_nacimiento=1990-01-01");
}

static char verdict(const struct ipm_def *def, int variable)
{
	static const char letter[] = { [TRI_NO] = 'N', [TRI_YES] = 'S', [TRI_UNKNOWN] = '?' };
	struct scope scope = familia_scope(&f, PROGRAMAS_HOY);
	struct ipm ipm;

	ipm_evaluate(def, &scope, &f.arena, &ipm);
	return letter[ipm.privado[variable - 1]];
}

Test(ipm_tabla, each_variable_in_town_and_country)
{
	static const char letters[] = "SN?";
	int seen[VARIABLES][DEFINITIONS][ZONES][3] = { 0 };

	for (int i = 0; i < LEN(table); i++) {
		const struct row *r = &table[i];
		for (const char *zona = r->zona == '*' ? "ur" : (const char[]){ r->zona, 0 }; *zona; zona++) {
			move_in(r, *zona);
			for (int d = 0; d < DEFINITIONS; d++) {
				char is = verdict(definition[d], r->variable), wanted = d ? r->nacional : r->medellin;
				cr_expect_eq(is, wanted, "%s, variable %d, zone %c, «%s»: %c, not %c", d ? "nation" : "Medellín", r->variable, *zona, r->answers, is, wanted);
				if (*zona != '-')
					seen[r->variable - 1][d][*zona == 'r'][strchr(letters, wanted) - letters]++;
			}
		}
	}
	for (int v = 0; v < VARIABLES; v++)
		for (int d = 0; d < DEFINITIONS; d++)
			for (int z = 0; z < ZONES; z++)
				for (int k = 0; k < 3; k++)
					cr_expect_gt(seen[v][d][z][k], 0, "no row for variable %d, definition %d, zone %c, %c", v + 1, d, z ? 'r' : 'u', letters[k]);
}

/* The family of the table has no deprivation but the one that its row brings. */
Test(ipm_tabla, the_family_to_start_from_has_none)
{
	static const struct row nothing = { .who = 0, .answers = "" };

	for (const char *zona = "ur"; *zona; zona++) {
		move_in(&nothing, *zona);
		for (int d = 0; d < DEFINITIONS; d++)
			for (int v = 1; v <= VARIABLES; v++)
				cr_expect_eq(verdict(definition[d], v), 'N', "definition %d, variable %d, zone %c", d, v, *zona);
	}
}

/* Years of study behind variable 1: the grade, at most 11 at school; above it, those of school and the years after. */
Test(ipm_tabla, years_of_study)
{
	static const struct { const char *answers; int years; } c[] = {
		{ "nivel=ninguno; grado=", 0 }, { "nivel=preescolar; grado=", 0 }, { "nivel=primaria; grado=5", 5 }, { "nivel=secundaria; grado=9", 9 }, { "nivel=media; grado=11", 11 },
		{ "nivel=media; grado=10", 10 }, { "nivel=media; grado=13", 11 }, { "nivel=tecnico_st; anios_superior=1", 12 }, { "nivel=tecnologo_ct; anios_superior=3", 14 },
		{ "nivel=universitario_ct; anios_superior=5", 16 }, { "nivel=posgrado_st; anios_superior=0", 16 }, { "nivel=posgrado_ct; anios_superior=2", 18 },
	};
	const struct variable *years = dict_find(&f.dict, "anios_educacion");

	for (int i = 0; i < LEN(c); i++) {
		ficha_init(&f.ficha, &f.arena);
		familia_integrante(&f, 1, people[0]);
		familia_integrante(&f, 1, c[i].answers);
		struct scope scope = familia_scope(&f, PROGRAMAS_HOY);
		struct value v = scope_value(&scope, years, 0);
		cr_expect(v.kind == VALUE_INT && v.num == c[i].years, "%s: %ld", c[i].answers, (long)v.num);
	}
}
