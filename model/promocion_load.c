#include "model/promocion.h"
#include "model/camino.h"
#include "model/lectura.h"
#include "model/regla.h"
#include <string.h>

enum { RESPONSABLE = 14, CELLS = 9 };

struct load {
	struct arena *arena;
	const struct dict *dict;
	struct promocion_def *out;
	struct problems *problems;
};

/* One of a few words as its index; -1 after a problem or when absent. */
static int read_word(struct load *l, const struct yaml_node *map, const char *key, const char *const *word, int n)
{
	const char *text = yaml_text(map, key, true, l->problems);

	for (int i = 0; text && i < n; i++)
		if (strcmp(text, word[i]) == 0)
			return i;
	if (text)
		yaml_problem(l->problems, yaml_get(map, key), "«%s» lleva una de estas palabras: %s; no «%s»", key, enumerar(l->arena, word, n), text);
	return -1;
}

static void load_cell(struct load *l, const struct yaml_node *node)
{
	static const char *const known[] = { "id", "ingreso", "ipm", "resultado", "nota", NULL };
	static const char *const class_word[] = { "extremo", "moderado", "no_pobre" };
	static const char *const result_word[] = { "permanencia", "promocion" };

	yaml_known(node, known, l->problems);
	int id = lectura_entero(node, "id", true, 1, CELLS, 0, l->problems);
	int row = read_word(l, node, "ingreso", class_word, 3), column = read_word(l, node, "ipm", class_word, 3);
	int result = read_word(l, node, "resultado", result_word, 2);
	if (!id || row < 0 || column < 0 || result < 0)
		return;
	struct celda_def *cell = &l->out->celda[3 * row + column];
	if (cell->id)
		yaml_problem(l->problems, node, "la celda de ingreso %s e IPM %s está dos veces", class_word[row], class_word[column]);
	for (int i = 0; i < CELLS; i++)
		if (l->out->celda[i].id == id)
			yaml_problem(l->problems, node, "el número de celda %d está dos veces", id);
	*cell = (struct celda_def){
		.id = id, .ingreso = (enum clase)(row + CLASE_EXTREMO), .ipm = (enum clase)(column + CLASE_EXTREMO), .promueve = result == 1,
	};
}

static void load_cells(struct load *l, const struct yaml_node *root)
{
	const struct yaml_node *list = yaml_list(root, "celdas", true, l->problems);
	int promoting = 0;

	if (!list)
		return;
	for (int i = 0; i < list->n; i++)
		load_cell(l, list->item[i]);
	for (int i = 0; i < CELLS; i++) {
		if (!l->out->celda[i].id)
			yaml_problem(l->problems, list, "falta la celda de ingreso %s e IPM %s", clase_clave((enum clase)(i / 3 + CLASE_EXTREMO)),
				     clase_clave((enum clase)(i % 3 + CLASE_EXTREMO)));
		promoting += l->out->celda[i].promueve;
	}
	if (!promoting)
		yaml_problem(l->problems, list, "ninguna celda lleva a promoción: una al menos");
}

static void load_necessary(struct load *l, const struct yaml_node *root)
{
	static const char *const known[] = { "modo", "minimo", "de", "porcentaje", "texto", "nota", NULL };
	static const char *const mode_word[] = { [NECESARIA_PLAN] = "plan", [NECESARIA_PRIVACIONES] = "privaciones", [NECESARIA_PORCENTAJE] = "porcentaje" };
	const struct yaml_node *node = yaml_map(root, "necesaria", true, l->problems);
	struct promocion_def *def = l->out;

	if (!node)
		return;
	yaml_known(node, known, l->problems);
	int mode = read_word(l, node, "modo", mode_word, 3);
	def->modo = mode < 0 ? NECESARIA_PLAN : (enum necesaria_modo)mode;
	def->minimo = lectura_entero(node, "minimo", mode == NECESARIA_PRIVACIONES, 1, 999, 0, l->problems);
	def->de = lectura_entero(node, "de", mode == NECESARIA_PRIVACIONES, 1, 999, 0, l->problems);
	def->porcentaje = lectura_entero(node, "porcentaje", mode == NECESARIA_PORCENTAJE, 1, 100, 0, l->problems);
	def->texto = regla_texto(l->arena, node, "texto", false, l->problems);
	if (def->minimo > def->de)
		yaml_problem(l->problems, node, "se piden %d de %d: el mínimo no puede pasar del total", def->minimo, def->de);
}

static void load_commitments(struct load *l, const struct yaml_node *root)
{
	static const char *const known[] = { "edad_minima", "nota", NULL };
	const struct yaml_node *node = yaml_map(root, "compromisos", false, l->problems);

	l->out->edad_responsable = RESPONSABLE;
	if (!node)
		return;
	yaml_known(node, known, l->problems);
	l->out->edad_responsable = lectura_entero(node, "edad_minima", true, 7, 99, RESPONSABLE, l->problems);
}

static void load_requirements(struct load *l, const struct yaml_node *root)
{
	static const char *const known[] = { "id", "si", "texto", "nota", NULL };
	const struct yaml_node *list = yaml_list(root, "requisitos", false, l->problems);

	l->out->requisito = arena_array(l->arena, struct requisito, list ? list->n + 1 : 1);
	for (int i = 0; list && i < list->n; i++) {
		const struct yaml_node *node = list->item[i];
		yaml_known(node, known, l->problems);
		yaml_text(node, "si", true, l->problems);
		struct requisito r = {
			.id = arena_strdup(l->arena, lectura_id(node, "id", l->problems)),
			.texto = regla_texto(l->arena, node, "texto", true, l->problems),
			.si = lectura_regla(l->arena, l->dict, node, "si", LEVEL_VISITA, l->problems),
		};
		if (!r.id)
			continue;
		for (int k = 0; k < l->out->n_requisito; k++)
			if (strcmp(l->out->requisito[k].id, r.id) == 0)
				yaml_problem(l->problems, node, "el requisito «%s» está dos veces", r.id);
		l->out->requisito[l->out->n_requisito++] = r;
	}
}

const struct promocion_def *promocion_load(struct arena *arena, const struct dict *dict, const struct yaml_node *root, struct problems *problems)
{
	static const char *const known[] = {
		"version", "vigente_desde", "fuente", "certeza", "nota", "celdas", "necesaria", "compromisos", "esfuerzo", "requisitos", NULL,
	};
	struct promocion_def *def = arena_new(arena, struct promocion_def);
	struct load l = { arena, dict, def, problems };
	int before = problems->n;

	yaml_known(root, known, problems);
	def->version = lectura_entero(root, "version", true, 1, 9999, 0, problems);
	def->fuente = regla_texto(arena, root, "fuente", false, problems);
	def->certeza = regla_texto(arena, root, "certeza", false, problems);
	def->nota = regla_texto(arena, root, "nota", false, problems);
	def->vigente_desde = DATE_NONE;
	yaml_date(root, "vigente_desde", false, &def->vigente_desde, problems);
	load_cells(&l, root);
	load_necessary(&l, root);
	load_commitments(&l, root);
	load_requirements(&l, root);
	def->esfuerzo = esfuerzo_load(arena, root, problems);
	return problems->n == before ? def : NULL;
}
