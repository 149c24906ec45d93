#pragma once
/* A dictionary and a household of four for the tests of expressions. All data invented. */
#include "base/date.h"
#include "base/rng.h"
#include "base/strbuf.h"
#include "forms/expr.h"
#include <criterion/criterion.h>
#include <string.h>

static const char world_dict[] =
	"version: 3\n"
	"variables:\n"
	"  - {name: zona, level: hogar, type: select_one, choices: zona, label: Zona}\n"
	"  - {name: piso, level: hogar, type: select_one, choices: piso, label: Piso}\n"
	"  - {name: servicios, level: hogar, type: select_multiple, choices: servicios, label: Servicios}\n"
	"  - {name: cuartos, level: hogar, type: integer, label: Cuartos para dormir}\n"
	"  - {name: telefono, level: hogar, type: text, label: Teléfono}\n"
	"  - {name: visto, level: hogar, type: date, label: Última visita}\n"
	"  - {name: ahorra, level: hogar, type: boolean, label: ¿Ahorra?, sensitive: yes}\n"
	"  - {name: personas, level: hogar, type: calculate, label: Personas, calculation: \"count(${integrante})\"}\n"
	"  - {name: hacinado, level: hogar, type: calculate, label: Hacinamiento, calculation: '${personas} >= 3 * ${cuartos}'}\n"
	"  - {name: resultado, level: visita, type: text, label: Resultado}\n"
	"  - {name: nacimiento, level: integrante, type: date, label: Fecha de nacimiento}\n"
	"  - {name: edad, level: integrante, type: integer, label: Edad, calculation: \"years-between(${nacimiento}, today())\"}\n"
	"  - {name: estudia, level: integrante, type: boolean, label: ¿Estudia?}\n"
	"  - {name: grado, level: integrante, type: integer, label: Grado}\n"
	"  - {name: sexo, level: integrante, type: select_one, choices: sexo, label: Sexo}\n"
	"  - {name: ingreso, level: integrante, type: money, label: Ingreso}\n"
	"  - {name: talla, level: integrante, type: decimal, decimals: 1, label: Talla}\n"
	"  - {name: fila, level: hogar, type: repeat, max: 4, label: Filas, row_label: Fila}\n"
	"  - {name: fila_grado, level: hogar, repeat: fila, type: integer, label: Grado de la fila}\n"
	"  - {name: fila_estudia, level: hogar, repeat: fila, type: boolean, label: ¿Estudia la fila?}\n"
	"  - {name: fila_sexo, level: hogar, repeat: fila, type: select_one, choices: sexo, label: Sexo de la fila}\n"
	"choices:\n"
	"  zona: [{name: u, label: Urbana}, {name: r, label: Rural}]\n"
	"  piso: [{name: tierra, label: Tierra}, {name: cemento, label: Cemento}]\n"
	"  sexo: [{name: h, label: Hombre}, {name: m, label: Mujer}, {name: otro, label: Otro}]\n"
	"  servicios: [{name: agua, label: Acueducto}, {name: luz, label: Energía}, {name: gas, label: Gas}]\n";

enum { WORLD_MEMBERS = 4 };

struct world {
	struct arena arena;
	struct problems problems;
	struct dict dict;
	struct answers hogar, visita, member[WORLD_MEMBERS];
	const struct answers *members[WORLD_MEMBERS];
	struct scope scope;
};

static const char *const world_names[WORLD_MEMBERS] = { "María", "José", "Ana", "Luis" };

static inline struct value world_hecho(const struct scope *s, const char *name, void *arg)
{
	(void)s;
	const int64_t *logros = arg;
	return strcmp(name, "logros_alcanzados") == 0 ? value_int(*logros) : value_none();
}

static inline void world_init(struct world *w)
{
	static int64_t logros = 7;
	memset(w, 0, sizeof *w);
	arena_init(&w->arena);
	problems_init(&w->problems, &w->arena);
	dict_init(&w->dict, &w->arena);
	dict_add_hecho(&w->dict, "logros_alcanzados", "integer", "Logros alcanzados", NULL);
	dict_add_hecho(&w->dict, "clase", "select_one", "Clase", "zona");
	const struct yaml_node *root = yaml_parse(&w->arena, "dict.yaml", world_dict, strlen(world_dict), &w->problems);
	bool good = root && dict_load_node(&w->dict, root, &w->problems) && dict_finish(&w->dict, &w->problems);
	cr_assert(good, "%d: %s", w->problems.n ? w->problems.item[0].line : 0, w->problems.n ? w->problems.item[0].text : "");
	answers_init(&w->hogar, &w->arena);
	answers_init(&w->visita, &w->arena);
	for (int i = 0; i < WORLD_MEMBERS; i++) {
		answers_init(&w->member[i], &w->arena);
		w->members[i] = &w->member[i];
	}
	w->scope = (struct scope){ .dict = &w->dict, .today = date_make(2026, 11, 22), .hogar = &w->hogar, .visita = &w->visita,
		.integrante = w->members, .n_integrante = WORLD_MEMBERS, .integrante_name = world_names, .me = -1,
		.hecho = world_hecho, .hecho_arg = &logros };
}

static inline void world_done(struct world *w)
{
	arena_done(&w->arena);
}

/* Completes `years` on the first of January of this year. */
static inline void world_age(struct world *w, int member, int years)
{
	answers_set(&w->member[member], "nacimiento", value_date(date_make(2026 - years, 1, 1)));
}

/* Compiles as a rule about the household, or about scope.me when that is set; NULL after a problem. */
static inline const struct expr *world_compile(struct world *w, const char *text)
{
	const struct expr_where where = { .file = "regla.yaml", .line = 7, .col = 20, .level = w->scope.me < 0 ? LEVEL_HOGAR : LEVEL_INTEGRANTE,
		.self = EXPR_ANY, .want = EXPR_ANY };
	w->problems.n = 0;
	return expr_compile(&w->arena, &w->dict, text, &where, &w->problems);
}

static inline const struct expr *world_must(struct world *w, const char *text)
{
	const struct expr *x = world_compile(w, text);
	cr_assert(x, "%s: %s", text, w->problems.n ? w->problems.item[0].text : "no problem told");
	return x;
}

static inline enum tri world_test(struct world *w, const char *text)
{
	return expr_test(world_must(w, text), &w->scope, NULL);
}

static inline struct value world_eval(struct world *w, const char *text)
{
	return expr_eval(world_must(w, text), &w->scope, NULL);
}

static inline const char *world_trace(struct world *w, const char *text)
{
	struct trace t;
	struct strbuf out;
	strbuf_init(&out, &w->arena);
	trace_init(&t, &w->arena);
	expr_eval(world_must(w, text), &w->scope, &t);
	for (int i = 0; i < t.n; i++)
		strbuf_printf(&out, "%*s%s\n", t.line[i].depth * 2, "", t.line[i].text);
	return out.text;
}
