#include "mini.h"
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

Test(programa, loads_in_full)
{
	struct arena arena;
	arena_init(&arena);
	const struct programa *p = mini_load(&arena);
	cr_expect_str_eq(p->id, "mini");
	cr_expect_str_eq(p->prefijo, "MN");
	cr_expect_eq(p->n_form, 3);
	cr_expect_str_eq(programa_form(p, "vivienda")->title, "Vivienda");
	cr_expect_null(programa_form(p, "otro"));
	cr_expect_eq(p->registro_integrante, programa_form(p, "integrante"));
	cr_expect(p->logros && p->ipm && p->ingreso && p->promocion && p->ruta && p->ofertas);
	cr_expect_str_eq(p->versiones, "mini 2, diccionario 3, logros 4, ipm 5, líneas 6, ingresos 7, promoción 8, ruta 9, ofertas 10");
	arena_done(&arena);
}

/* One mistake in one file: refused, told in that file and on that line. */
struct mistake { char file[24], from[96], to[160], at[24], words[96]; int line; };

ParameterizedTestParameters(programa, mistakes)
{
	static struct mistake m[] = {
		{ "programa.yaml", "programa: mini", "programa: otro", "programa.yaml", "deben ser iguales", 1 },
		{ "programa.yaml", "prefijo: MN", "prefijo: mn1", "programa.yaml", "«prefijo» lleva", 6 },
		{ "programa.yaml", "prefijo: MN", "prefijo: MN\ncolor: rojo", "programa.yaml", "color", 7 },
		{ "programa.yaml", "vigente_desde: 2026-01-01", "vigente_desde: 2026-02-30", "programa.yaml", "", 4 },
		{ "programa.yaml", "logros: logros.yaml", "logros: ../../etc/logros.yaml", "programa.yaml", "fuera del programa", 9 },
		{ "programa.yaml", "logros: logros.yaml", "logros: /etc/logros.yaml", "programa.yaml", "fuera del programa", 9 },
		{ "programa.yaml", "{hogar: hogar,", "{hogar: vivienda2,", "programa.yaml", "«vivienda2» no está en «formularios»", 16 },
		{ "programa.yaml", "integrante: integrante}", "integrante: vivienda}", "programa.yaml", "no es de nivel integrante", 16 },
		{ "programa.yaml", "ofertas: ofertas.yaml\n", "", "programa.yaml", "ofertas", 1 },
		{ "forms/vivienda.yaml", "form: vivienda", "form: hogar", "programa.yaml", "ya hay un formulario «hogar»", 8 },
		{ "variables.yaml", "name: cuartos", "name: logros_alcanzados", "variables.yaml", "es un hecho", 7 },
		{ "variables.yaml", "{name: tipo_documento, level", "{name: otra_cosa, level", "programa.yaml", "falta la variable «tipo_documento»", 7 },
		{ "variables.yaml", "name: municipio, level: hogar", "name: municipio, level: visita", "variables.yaml", "no tiene el nivel", 5 },
		{ "variables.yaml", "name: estudia, level", "name: estudia, retired: si, level", "logros.yaml", "la regla lee «estudia», que está retirada", 8 },
		{ "variables.yaml", "name: estudia, level", "name: estudia, retired: si, level", "ipm.yaml", "la regla lee «estudia», que está retirada", 12 },
		{ "variables.yaml", "name: fecha_nacimiento, level", "name: fecha_nacimiento, retired: si, level", "ingresos.yaml", "la regla lee «fecha_nacimiento»", 3 },
		{ "variables.yaml", "name: ingreso, level", "name: ingreso, retired: si, level", "variables.yaml", "«ingreso» está retirada y los ingresos la suman", 21 },
		{ "logros.yaml", "{id: 2, dimension: 2", "{id: 1, dimension: 2", "logros.yaml", "el logro 1 está dos veces", 0 },
		{ "logros.yaml", "dimension: 2, enunciado", "dimension: 3, enunciado", "logros.yaml", "la dimensión 3", 8 },
		{ "logros.yaml", "${piso} != 'tierra'", "${pizo} != 'tierra'", "logros.yaml", "pizo", 7 },
		{ "logros.yaml", "${estudia}'", "${logros_alcanzados} > 1'", "logros.yaml", "es un hecho", 8 },
		{ "ipm.yaml", "puntos: 60", "puntos: 50", "ipm.yaml", "suman 90", 0 },
		{ "promocion.yaml", "{id: 9, ingreso: no_pobre, ipm: no_pobre", "{id: 9, ingreso: no_pobre, ipm: moderado", "promocion.yaml", "falta la celda", 0 },
		{ "promocion.yaml", "{id: 9,", "{id: 8,", "promocion.yaml", "8 está dos veces", 13 },
		{ "promocion.yaml", "{modo: plan}", "{modo: privaciones, minimo: 13, de: 17}", "programa.yaml", "cuenta 17 logros que apuntan a privaciones y el catálogo marca 1", 13 },
		{ "promocion.yaml", "celdas:", "esfuerzo: {privaciones: {1: 2, 16: 9}}\nceldas:", "promocion.yaml", "nombra la privación 16", 4 },
		{ "promocion.yaml", "celdas:", "esfuerzo:\n  logros: {1: 2,\n    77: 9}\nceldas:", "promocion.yaml", "nombra el logro 77", 6 },
		{ "ofertas.yaml", "logros: [1]", "logros: [1, 77]", "ofertas.yaml", "nombra el logro 77", 4 },
		{ "ofertas.yaml", "privaciones: [1]", "privaciones: [16]", "ofertas.yaml", "nombra la privación 16", 4 },
		{ "ofertas.yaml", "dimension: 1,", "dimension: 8,", "ofertas.yaml", "nombra la dimensión 8", 4 },
		{ "ofertas.yaml", "{id: cupo", "{id: piso", "ofertas.yaml", "la oferta «piso» está dos veces", 5 },
		{ "ofertas.yaml", "vigente_hasta: 2026-12-31", "vigente_hasta: 2026-01-01", "ofertas.yaml", "termina antes de empezar", 6 },
		{ "ofertas.yaml", "logros: [2], ", "", "ofertas.yaml", "para qué sirve", 5 },
		{ "ruta.yaml", "formulario: hogar", "formulario: hogares", "ruta.yaml", "abre el formulario «hogares»", 17 },
		{ "ruta.yaml", "formulario: hogar", "formulario: integrante", "ruta.yaml", "es de un solo integrante", 17 },
		{ "ruta.yaml", "abre: formulario, formulario: hogar,", "abre: formulario,", "ruta.yaml", "diga cuál", 17 },
		{ "ruta.yaml", "abre: integrantes,", "abre: integrantes, formulario: hogar,", "ruta.yaml", "sobra", 19 },
		{ "ruta.yaml", "abre: integrantes,", "abre: personas,", "ruta.yaml", "«abre: personas»", 19 },
		{ "ruta.yaml", "id: charla", "id: autoriza", "ruta.yaml", "el paso «autoriza» está dos veces", 18 },
		{ "ruta.yaml", "sigue: plan", "sigue: planes", "ruta.yaml", "«planes», que no existe", 26 },
		{ "ruta.yaml", "sigue: plan", "sigue: linea_base", "ruta.yaml", "sigue a sí mismo", 26 },
		{ "ruta.yaml", "sigue: linea_base", "sigue: plan", "ruta.yaml", "a «linea_base» y sus pasos no se llega nunca", 20 },
		{ "ruta.yaml", "{a: promocion, si: \"${decision} = 'promueve'\"}, ", "", "ruta.yaml", "a «promocion» y sus pasos no se llega nunca", 56 },
		{ "ruta.yaml", "{a: promocion, si: \"${decision} = 'promueve'\"}, ", "", "ruta.yaml", "la ruta da vueltas sin terminar", 10 },
		{ "ruta.yaml", "{a: promocion, si: \"${decision} = 'promueve'\"}", "{a: promocion}", "ruta.yaml", "nunca se llega a este «sigue»", 54 },
		{ "ruta.yaml", "id: linea_base", "id: inicio", "ruta.yaml", "el momento «inicio» está dos veces", 20 },
		{ "ruta.yaml", "- id: dos", "- id: uno", "ruta.yaml", "la fase «uno» está dos veces", 28 },
		{ "ruta.yaml", "estado: linea_base", "estado: dormido", "ruta.yaml", "«dormido» no es un estado de hogar", 22 },
		{ "ruta.yaml", "[acordar_plan]", "[acordar]", "ruta.yaml", "acto desconocido «acordar»", 35 },
		{ "ruta.yaml", "vence_dias: 90", "vence_dias: 20", "ruta.yaml", "vence antes de poder hacerse", 5 },
		{ "ruta.yaml", "        sale: [{si: '${plan_cumplido}', texto: Cumplir el plan}]\n", "", "ruta.yaml", "hasta cuándo", 38 },
		{ "ruta.yaml", "${logros_sin_dato} = 0", "${linea_base_congelada} and ${logros_sin_dato} = 0", "ruta.yaml", "nadie podría avanzar", 20 },
		{ "ruta.yaml", "abre: plan, listo_si: '${logros_priorizados} >= 1'", "abre: plan, listo_si: '${plan_acordado}'", "ruta.yaml", "no se podría terminar", 37 },
		{ "ruta.yaml", "${hogar_completo}", "${hogar_completo} + 1", "ruta.yaml", "", 14 },
		{ "ruta.yaml", "        pasos: [{id: compromisos, nombre: Compromisos, abre: compromisos}]\n", "", "ruta.yaml", "pasos", 38 },
	};
	return cr_make_param_array(struct mistake, m, sizeof m / sizeof *m);
}

ParameterizedTest(struct mistake *m, programa, mistakes)
{
	struct arena arena;
	struct problems problems;
	arena_init(&arena);
	const struct programa *p = mini_load_edit(&arena, m->file, m->from, m->to, &problems);
	cr_expect_null(p, "%s: «%s»", m->file, m->to);
	int line = mini_problem(&problems, m->at, m->words);
	cr_expect(line > 0 && (!m->line || line == m->line), "%s: «%s» at line %d, expected %d", m->at, m->words, line, m->line);
	for (int i = 0; (line <= 0 || (m->line && line != m->line)) && i < problems.n; i++)
		cr_log_warn("%s:%d:%d: %s", problems.item[i].file, problems.item[i].line, problems.item[i].col, problems.item[i].text);
	arena_done(&arena);
}

Test(programa, problems_of_all_files_come_in_one_pass)
{
	struct arena arena;
	struct problems problems;
	arena_init(&arena);
	const char *text = "programa: mini\nnombre: X\nversion: 1\nvigente_desde: 2026-01-01\nfuente: x\nprefijo: MN\ncolor: rojo\n"
		"diccionario: [variables.yaml, no_esta.yaml]\nformularios: [forms/hogar.yaml, forms/integrante.yaml, forms/vivienda.yaml]\n"
		"logros: ofertas.yaml\nipm: logros.yaml\nlineas: lineas.yaml\ningresos: ingresos.yaml\npromocion: falta.yaml\nruta: ruta.yaml\nofertas: ipm.yaml\n"
		"registro: {hogar: hogar, integrante: integrante}\n";
	cr_expect_null(mini_load_with(&arena, "programa.yaml", text, &problems));
	cr_expect(mini_problem(&problems, "programa.yaml", "color"));
	cr_expect(mini_problem(&problems, "ofertas.yaml", ""));
	cr_expect(mini_problem(&problems, "logros.yaml", ""));
	cr_expect(mini_problem(&problems, "ipm.yaml", ""));
	bool missing = false;
	for (int i = 0; i < problems.n; i++)
		missing = missing || strstr(problems.item[i].file, "falta.yaml") || strstr(problems.item[i].text, "falta.yaml");
	cr_expect(missing);
	arena_done(&arena);
}

/* A rule that may be satisfied in another way is no knot, nor one whose answer an act only changes. */
Test(programa, no_false_knots)
{
	static const struct { const char *from, *to; } good[] = {
		{ "'${logros_sin_dato} = 0'", "'${linea_base_congelada} or ${logros_sin_dato} = 0'" },
		{ "'${logros_sin_dato} = 0'", "'not(${linea_base_congelada}) or ${logros_sin_dato} = 0'" },
		{ "'${logros_priorizados} >= 1'", "'answered(${aprueba_nombre})'" },
		{ "'${logros_priorizados} >= 1'", "'${plan_acordado} or answered(${aprueba_nombre})'" },
	};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		struct arena arena;
		struct problems problems;
		arena_init(&arena);
		cr_expect_not_null(mini_load_edit(&arena, "ruta.yaml", good[i].from, good[i].to, &problems), "%s: %s", good[i].to,
			problems.n ? problems.item[0].text : "");
		arena_done(&arena);
	}
}

/* A form that does not load is told once, not again by each step that opens it. */
Test(programa, broken_form_is_told_once)
{
	struct arena arena;
	struct problems problems;
	arena_init(&arena);
	cr_expect_null(mini_load_edit(&arena, "forms/vivienda.yaml", "{name: cuartos}", "{name: cuartosss}", &problems));
	cr_expect(mini_problem(&problems, "forms/vivienda.yaml", "cuartosss"));
	cr_expect_eq(mini_problem(&problems, "ruta.yaml", ""), 0);
	arena_done(&arena);
}

Test(programa, missing_folder)
{
	struct arena arena;
	struct problems problems;
	arena_init(&arena);
	problems_init(&problems, &arena);
	cr_expect_null(programa_load(&arena, "/no/hay", "nada", &problems));
	cr_expect_gt(problems.n, 0);
	arena_done(&arena);
}

/* Whatever lies in programs/ with a programa.yaml loads without one problem. */
Test(programa, delivered_ones_load)
{
	struct arena arena;
	arena_init(&arena);
	const char *root = getenv("LOGROS_ROOT");
	const char *programs = arena_printf(&arena, "%s/programs", root ? root : ".");
	DIR *dir = opendir(programs);
	int n = 0;
	cr_assert(dir);
	for (struct dirent *entry; (entry = readdir(dir));) {
		struct problems problems;
		problems_init(&problems, &arena);
		if (entry->d_name[0] == '.' || access(arena_printf(&arena, "%s/%s/programa.yaml", programs, entry->d_name), R_OK))
			continue;
		n++;
		cr_expect_not_null(programa_load(&arena, programs, entry->d_name, &problems), "%s", entry->d_name);
		for (int i = 0; i < problems.n; i++)
			cr_log_error("%s:%d:%d: %s", problems.item[i].file, problems.item[i].line, problems.item[i].col, problems.item[i].text);
	}
	closedir(dir);
	cr_expect_gt(n, 0);
	arena_done(&arena);
}
