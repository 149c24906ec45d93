#include "model/ingreso.h"
#include "forms/field_type.h"
#include "model/lectura.h"
#include "model/regla.h"
#include <string.h>

enum { MAX_LINE = 1000000000 };         /* pesos a person a month; far above any line, far below overflow */

struct load {
	struct arena *arena;
	const struct dict *dict;
	struct ingreso_def *out;
	const char *certeza;            /* of lineas.yaml: for the lines that say nothing */
	struct problems *problems;
};

static void load_line(struct load *l, const struct yaml_node *node)
{
	static const char *const known[] = {
		"anio", "dominio", "lp", "li", "metodologia", "fuente", "certeza", "nota", NULL,
	};
	struct problems *problems = l->problems;

	yaml_known(node, known, problems);
	struct linea line = {
		.anio = lectura_entero(node, "anio", true, 1990, 2200, 0, problems),
		.dominio = regla_texto(l->arena, node, "dominio", true, problems),
		.lp = lectura_entero(node, "lp", true, 1, MAX_LINE, 0, problems),
		.li = lectura_entero(node, "li", true, 1, MAX_LINE, 0, problems),
		.metodologia = lectura_entero(node, "metodologia", false, 0, 2200, 0, problems),
		.fuente = regla_texto(l->arena, node, "fuente", false, problems),
		.certeza = regla_texto(l->arena, node, "certeza", false, problems),
		.nota = regla_texto(l->arena, node, "nota", false, problems),
	};
	if (!line.certeza)
		line.certeza = l->certeza;
	if (!line.anio || !line.dominio || !line.lp || !line.li)
		return;
	if (line.li >= line.lp)
		yaml_problem(problems, node, "la línea de pobreza extrema (%lld) debe ser menor que la de pobreza (%lld)", (long long)line.li,
			     (long long)line.lp);
	for (int i = 0; i < l->out->n_linea; i++)
		if (l->out->linea[i].anio == line.anio && strcmp(l->out->linea[i].dominio, line.dominio) == 0)
			yaml_problem(problems, node, "la línea de %d para «%s» está dos veces", line.anio, line.dominio);
	l->out->linea[l->out->n_linea++] = line;
}

static void load_lines(struct load *l, const struct yaml_node *root)
{
	static const char *const known[] = { "version", "vigente_desde", "fuente", "certeza", "nota", "igualdad", "dominio", "lineas", NULL };
	const char *equality = yaml_text(root, "igualdad", false, l->problems);
	const struct yaml_node *list = yaml_list(root, "lineas", true, l->problems);

	yaml_known(root, known, l->problems);
	lectura_entero(root, "version", true, 1, 9999, 0, l->problems);
	l->out->igualdad_pobre = equality && strcmp(equality, "pobre") == 0;
	if (equality && !l->out->igualdad_pobre && strcmp(equality, "no_pobre") != 0)
		yaml_problem(l->problems, yaml_get(root, "igualdad"), "«igualdad» es «no_pobre» o «pobre», no «%s»", equality);
	l->out->dominio = regla_texto(l->arena, root, "dominio", false, l->problems);
	l->certeza = regla_texto(l->arena, root, "certeza", false, l->problems);
	l->out->linea = arena_array(l->arena, struct linea, list ? list->n + 1 : 1);
	for (int i = 0; list && i < list->n; i++)
		load_line(l, list->item[i]);
}

/* A variable of a family, of the type that its use asks for. NULL after a problem. */
static const struct variable *find_variable(struct load *l, const struct yaml_node *map, const char *key, bool required, enum expr_type type,
					    const char *type_words)
{
	const char *name = yaml_text(map, key, required, l->problems);

	if (!name)
		return NULL;
	const struct variable *var = dict_find(l->dict, name);
	if (!var) {
		yaml_problem(l->problems, yaml_get(map, key), "la variable «%s» no está en el diccionario", name);
		return NULL;
	}
	if (var->level == LEVEL_HECHO || var->level == LEVEL_VISITA || !var->type || var->type->expr != type) {
		yaml_problem(l->problems, yaml_get(map, key), "«%s» debe ser %s del hogar o de sus integrantes", name, type_words);
		return NULL;
	}
	return var;
}

static void load_item(struct load *l, const struct yaml_node *node)
{
	static const char *const known[] = { "variable", "periodo", "certeza", "nota", NULL };

	yaml_known(node, known, l->problems);
	struct ingreso_item item = { .var = find_variable(l, node, "variable", true, EXPR_INT, "un valor en pesos") };
	const char *period = yaml_text(node, "periodo", true, l->problems);
	if (period && strcmp(period, "mes") != 0 && strcmp(period, "anio") != 0)
		yaml_problem(l->problems, yaml_get(node, "periodo"), "«periodo» es «mes» o «anio», no «%s»", period);
	if (!item.var || !period)
		return;
	item.anual = strcmp(period, "anio") == 0;
	item.certeza = regla_texto(l->arena, node, "certeza", false, l->problems);
	item.nota = regla_texto(l->arena, node, "nota", false, l->problems);
	if (!item.certeza)
		item.certeza = item.var->certeza;
	for (int i = 0; i < l->out->n_item; i++)
		if (l->out->item[i].var == item.var)
			yaml_problem(l->problems, node, "«%s» está dos veces: se sumaría dos veces", item.var->name);
	l->out->item[l->out->n_item++] = item;
}

static void load_items(struct load *l, const struct yaml_node *root)
{
	static const char *const known[] = {
		"version", "vigente_desde", "fuente", "certeza", "nota", "completo", "exige", "dominio", "items", NULL,
	};
	const struct yaml_node *list = yaml_list(root, "items", true, l->problems);
	const char *domain = regla_texto(l->arena, root, "dominio", false, l->problems);

	yaml_known(root, known, l->problems);
	l->out->version = lectura_entero(root, "version", true, 1, 9999, 0, l->problems);
	l->out->fuente = regla_texto(l->arena, root, "fuente", false, l->problems);
	l->out->certeza = regla_texto(l->arena, root, "certeza", false, l->problems);
	l->out->nota = regla_texto(l->arena, root, "nota", false, l->problems);
	l->out->dominio = domain ? domain : l->out->dominio ? l->out->dominio : "nacional";
	l->out->completo = find_variable(l, root, "completo", false, EXPR_BOOL, "una pregunta de sí o no");
	if (l->out->completo && l->out->completo->level != LEVEL_INTEGRANTE)
		yaml_problem(l->problems, yaml_get(root, "completo"), "«%s» se pregunta a cada integrante", l->out->completo->name);
	l->out->exige = regla_compile(l->arena, l->dict, root, "exige", LEVEL_INTEGRANTE, false, l->problems);
	l->out->item = arena_array(l->arena, struct ingreso_item, list ? list->n + 1 : 1);
	for (int i = 0; list && i < list->n; i++)
		load_item(l, list->item[i]);
}

const struct ingreso_def *ingreso_load(struct arena *arena, const struct dict *dict, const struct yaml_node *lines, const struct yaml_node *items,
				       struct problems *problems)
{
	struct ingreso_def *def = arena_new(arena, struct ingreso_def);
	struct load l = { .arena = arena, .dict = dict, .out = def, .problems = problems };
	int before = problems->n;

	load_lines(&l, lines);
	load_items(&l, items);
	return problems->n == before ? def : NULL;
}
