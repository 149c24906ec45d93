#include "model/camino.h"
#include "model/lectura.h"
#include <stdlib.h>

enum { MOST = 999 };

/* {1: 9, 8: 7}: the effort of particular ones. */
static struct esfuerzo_de *load_each(struct arena *arena, const struct yaml_node *map, const char *key, int *n, struct problems *problems)
{
	const struct yaml_node *each = yaml_map(map, key, false, problems);

	*n = 0;
	if (!each)
		return NULL;
	struct esfuerzo_de *out = arena_array(arena, struct esfuerzo_de, each->n + 1);
	for (int i = 0; i < each->n; i++) {
		char *end;
		long id = strtol(each->key[i]->text, &end, 10);
		if (*end || id < 1 || id > MOST)
			yaml_problem(problems, each->key[i], "aquí va el número de la variable o del logro, no «%s»", each->key[i]->text);
		else
			out[(*n)++] = (struct esfuerzo_de){ (int)id, lectura_entero(each, each->key[i]->text, true, 1, MOST, 1, problems), each->key[i]->file, each->key[i]->line, each->key[i]->col };
	}
	return out;
}

const struct esfuerzo_def *esfuerzo_load(struct arena *arena, const struct yaml_node *promocion, struct problems *problems)
{
	static const char *const known[] = { "privacion", "logro", "compromiso", "ingreso", "privaciones", "logros", "nota", NULL };
	struct esfuerzo_def *def = arena_new(arena, struct esfuerzo_def);
	const struct yaml_node *map = yaml_map(promocion, "esfuerzo", false, problems);

	*def = (struct esfuerzo_def){ .privacion = 1, .logro = 1, .compromiso = 1, .ingreso = 1 };
	if (!map)
		return def;
	yaml_known(map, known, problems);
	def->privacion = lectura_entero(map, "privacion", false, 1, MOST, 1, problems);
	def->logro = lectura_entero(map, "logro", false, 1, MOST, 1, problems);
	def->compromiso = lectura_entero(map, "compromiso", false, 1, MOST, 1, problems);
	def->ingreso = lectura_entero(map, "ingreso", false, 1, MOST, 1, problems);
	def->de_privacion = load_each(arena, map, "privaciones", &def->n_privacion, problems);
	def->de_logro = load_each(arena, map, "logros", &def->n_logro, problems);
	return def;
}
