#include "model/ipm.h"
#include "base/date.h"
#include "model/lectura.h"
#include "model/regla.h"
#include <string.h>

enum { POINTS = 100, MAX_VARIABLES = 64 };

struct load {
	struct arena *arena;
	const struct dict *dict;
	struct ipm_def *out;
	struct problems *problems;
};

static bool one_of(struct load *l, const struct yaml_node *root, const char *key, const char *first, const char *second)
{
	const char *word = yaml_text(root, key, true, l->problems);

	if (!word)
		return false;
	if (strcmp(word, first) != 0 && strcmp(word, second) != 0)
		yaml_problem(l->problems, yaml_get(root, key), "«%s» es «%s» o «%s», no «%s»", key, first, second, word);
	return strcmp(word, second) == 0;
}

static void load_cuts(struct load *l, const struct yaml_node *root, const char *key, int most, int *extreme, int *moderate)
{
	static const char *const known[] = { "extremo", "moderado", NULL };
	const struct yaml_node *cuts = yaml_map(root, key, true, l->problems);

	if (!cuts)
		return;
	yaml_known(cuts, known, l->problems);
	*extreme = lectura_entero(cuts, "extremo", true, 1, most, 0, l->problems);
	*moderate = lectura_entero(cuts, "moderado", true, 1, most, 0, l->problems);
	if (*extreme && *moderate && *extreme <= *moderate)
		yaml_problem(l->problems, cuts, "en «%s» el corte de extremo (%d) debe ser mayor que el de moderado (%d)", key, *extreme, *moderate);
}

static int find_dimension(const struct ipm_def *def, const char *id)
{
	for (int i = 0; i < def->n_dimension; i++)
		if (strcmp(def->dimension[i].id, id) == 0)
			return i;
	return -1;
}

static void load_dimensions(struct load *l, const struct yaml_node *root)
{
	static const char *const known[] = { "id", "nombre", NULL };
	const struct yaml_node *list = yaml_list(root, "dimensiones", true, l->problems);

	if (!list)
		return;
	l->out->dimension = arena_alloc(l->arena, sizeof *l->out->dimension * (size_t)(list->n + 1));
	for (int i = 0; i < list->n; i++) {
		const struct yaml_node *node = list->item[i];
		yaml_known(node, known, l->problems);
		const char *id = lectura_id(node, "id", l->problems);
		const char *name = regla_texto(l->arena, node, "nombre", true, l->problems);
		if (!id || !name)
			continue;
		if (find_dimension(l->out, id) >= 0)
			yaml_problem(l->problems, node, "la dimensión «%s» está dos veces", id);
		l->out->dimension[l->out->n_dimension].id = arena_strdup(l->arena, id);
		l->out->dimension[l->out->n_dimension++].nombre = name;
	}
}

static void load_variable(struct load *l, const struct yaml_node *node)
{
	static const char *const known[] = {
		"id", "dimension", "puntos", "nombre", "privado_si", "definicion", "aviso_si", "aviso", "falta", "fuente", "certeza", "nota", NULL,
	};

	if (node->kind != YAML_MAP) {
		yaml_problem(l->problems, node, "una variable del IPM se escribe con sus claves: id, dimension, puntos …");
		return;
	}
	yaml_known(node, known, l->problems);
	struct ipm_variable v = {
		.id = lectura_entero(node, "id", true, 1, 999, 0, l->problems),
		.puntos = lectura_entero(node, "puntos", true, 1, POINTS, 0, l->problems),
		.dimension = regla_texto(l->arena, node, "dimension", true, l->problems),
		.nombre = regla_texto(l->arena, node, "nombre", true, l->problems),
		.definicion = regla_texto(l->arena, node, "definicion", false, l->problems),
		.falta = regla_texto(l->arena, node, "falta", false, l->problems),
		.aviso = regla_texto(l->arena, node, "aviso", false, l->problems),
		.certeza = regla_texto(l->arena, node, "certeza", false, l->problems),
		.nota = regla_texto(l->arena, node, "nota", false, l->problems),
		.privado_si = regla_compile(l->arena, l->dict, node, "privado_si", LEVEL_HOGAR, true, l->problems),
		.aviso_si = regla_compile(l->arena, l->dict, node, "aviso_si", LEVEL_HOGAR, false, l->problems),
	};
	if (!v.aviso != !yaml_get(node, "aviso_si"))
		yaml_problem(l->problems, node, "«aviso» y «aviso_si» van juntos");
	if (v.dimension && find_dimension(l->out, v.dimension) < 0)
		yaml_problem(l->problems, yaml_get(node, "dimension"), "la dimensión «%s» no está entre las dimensiones", v.dimension);
	for (int i = 0; i < l->out->n; i++)
		if (l->out->variable[i].id == v.id)
			yaml_problem(l->problems, node, "la variable %d está dos veces", v.id);
	l->out->variable[l->out->n++] = v;
}

static void load_variables(struct load *l, const struct yaml_node *root)
{
	const struct yaml_node *list = yaml_list(root, "variables", true, l->problems);
	int sum = 0;

	if (!list)
		return;
	if (list->n > MAX_VARIABLES) {
		yaml_problem(l->problems, list, "son %d variables; el máximo es %d", list->n, MAX_VARIABLES);
		return;
	}
	l->out->variable = arena_array(l->arena, struct ipm_variable, list->n + 1);
	for (int i = 0; i < list->n; i++)
		load_variable(l, list->item[i]);
	for (int i = 0; i < l->out->n; i++)
		sum += l->out->variable[i].puntos;
	if (sum != POINTS)
		yaml_problem(l->problems, list, "los puntos suman %d y deben sumar %d", sum, POINTS);
}

const struct ipm_def *ipm_load(struct arena *arena, const struct dict *dict, const struct yaml_node *root, struct problems *problems)
{
	static const char *const known[] = {
		"version", "vigente_desde", "fuente", "nombre", "certeza", "nota", "modo", "compara", "conteo", "ponderado", "oficial", "dimensiones",
		"variables", NULL,
	};
	struct ipm_def *def = arena_new(arena, struct ipm_def);
	struct load l = { arena, dict, def, problems };
	int before = problems->n;

	yaml_known(root, known, problems);
	def->version = lectura_entero(root, "version", true, 1, 9999, 0, problems);
	def->fuente = regla_texto(arena, root, "fuente", false, problems);
	def->vigente_desde = DATE_NONE;
	yaml_date(root, "vigente_desde", false, &def->vigente_desde, problems);
	def->ponderado = one_of(&l, root, "modo", "conteo", "ponderado");
	def->estricto = one_of(&l, root, "compara", ">=", ">");
	load_dimensions(&l, root);
	load_variables(&l, root);
	load_cuts(&l, root, "conteo", def->n ? def->n : MAX_VARIABLES, &def->conteo_extremo, &def->conteo_moderado);
	load_cuts(&l, root, "ponderado", POINTS, &def->puntos_extremo, &def->puntos_moderado);
	def->oficial = lectura_entero(root, "oficial", true, 1, POINTS, 0, problems);
	return problems->n == before ? def : NULL;
}
