#include "model/lectura.h"
#include "model/logro.h"
#include "model/regla.h"
#include <string.h>

enum { MAX_ID = 0xFFF };        /* logro_seq keeps 12 bits for the member and 12 for the logro */

struct load {
	struct arena *arena;
	const struct dict *dict;
	struct logro_catalogo *out;
	struct problems *problems;
};

static void load_dimensions(struct load *l, const struct yaml_node *root)
{
	static const char *const known[] = { "id", "nombre", "nota", NULL };
	const struct yaml_node *list = yaml_list(root, "dimensiones", true, l->problems);

	if (!list)
		return;
	l->out->dimension = arena_array(l->arena, struct dimension, list->n + 1);
	for (int i = 0; i < list->n; i++) {
		const struct yaml_node *node = list->item[i];
		yaml_known(node, known, l->problems);
		struct dimension d = {
			.id = lectura_entero(node, "id", true, 1, MAX_ID, 0, l->problems),
			.nombre = regla_texto(l->arena, node, "nombre", true, l->problems),
		};
		if (!d.id || !d.nombre)
			continue;
		if (*dimension_nombre(l->out, d.id))
			yaml_problem(l->problems, node, "la dimensión %d está dos veces", d.id);
		l->out->dimension[l->out->n_dimension++] = d;
	}
}

/* One of two words; `otherwise` when absent. */
static bool second_word(struct load *l, const struct yaml_node *node, const char *key, bool required, const char *first, const char *second,
			bool otherwise)
{
	const char *word = yaml_text(node, key, required, l->problems);

	if (!word)
		return otherwise;
	if (strcmp(word, first) != 0 && strcmp(word, second) != 0)
		yaml_problem(l->problems, yaml_get(node, key), "«%s» es «%s» o «%s», no «%s»", key, first, second, word);
	return strcmp(word, second) == 0;
}

static const char *load_letters(struct load *l, const struct yaml_node *node)
{
	const char *const *letter;
	int n = lectura_textos(l->arena, node, "verificacion", &letter, l->problems);
	char *text = arena_alloc(l->arena, 2 * (size_t)n + 1), *end = text;

	for (int i = 0; i < n; i++) {
		if (strlen(letter[i]) != 1 || !strchr("DROM", letter[i][0])) {
			yaml_problem(l->problems, yaml_get(node, "verificacion"), "«%s» no es una forma de verificar: D documento, R registro, O observación, M manifestación",
				     letter[i]);
			continue;
		}
		if (end != text)
			*end++ = ',';
		*end++ = letter[i][0];
	}
	return text;
}

static void load_logro(struct load *l, const struct yaml_node *node)
{
	static const char *const known[] = {
		"id", "dimension", "enunciado", "corto", "ambito", "agrega", "aplica_si", "alcanzado_si", "verificacion", "sector", "certeza",
		"fuente", "privacion", "pendiente", "nota", NULL,
	};
	struct logro_def *d = &l->out->logro[l->out->n];

	if (node->kind != YAML_MAP) {
		yaml_problem(l->problems, node, "un logro se escribe con sus claves: id, dimension, enunciado …");
		return;
	}
	yaml_known(node, known, l->problems);
	*d = (struct logro_def){
		.id = lectura_entero(node, "id", true, 1, MAX_ID, 0, l->problems),
		.dimension = lectura_entero(node, "dimension", true, 1, MAX_ID, 0, l->problems),
		.enunciado = regla_texto(l->arena, node, "enunciado", true, l->problems),
		.corto = regla_texto(l->arena, node, "corto", false, l->problems),
		.pendiente = regla_texto(l->arena, node, "pendiente", false, l->problems),
		.por_integrante = second_word(l, node, "ambito", true, "hogar", "integrante", false),
		.agrega = second_word(l, node, "agrega", false, "todos", "alguno", false) ? AGREGA_ALGUNO : AGREGA_TODOS,
		.verificacion = load_letters(l, node),
		.sector = regla_texto(l->arena, node, "sector", false, l->problems),
		.certeza = regla_texto(l->arena, node, "certeza", false, l->problems),
		.fuente = regla_texto(l->arena, node, "fuente", false, l->problems),
		.nota = regla_texto(l->arena, node, "nota", false, l->problems),
	};
	enum level level = d->por_integrante ? LEVEL_INTEGRANTE : LEVEL_HOGAR;
	d->aplica_si = regla_compile(l->arena, l->dict, node, "aplica_si", level, false, l->problems);
	d->alcanzado_si = regla_compile(l->arena, l->dict, node, "alcanzado_si", level, true, l->problems);
	yaml_bool(node, "privacion", false, &d->privacion, l->problems);
	if (!d->corto)
		d->corto = d->enunciado;
	if (d->dimension && !*dimension_nombre(l->out, d->dimension))
		yaml_problem(l->problems, yaml_get(node, "dimension"), "la dimensión %d no está entre las dimensiones", d->dimension);
	for (int i = 0; d->id && i < l->out->n; i++)
		if (l->out->logro[i].id == d->id)
			yaml_problem(l->problems, node, "el logro %d está dos veces", d->id);
	l->out->n += d->id > 0;
}

/* In order of id: files list them so, hence insertion costs nothing. */
static void sort_logros(struct logro_catalogo *c)
{
	struct logro_def *d = c->logro;

	for (int i = 1; i < c->n; i++) {
		struct logro_def one = d[i];
		int at = i;
		for (; at > 0 && d[at - 1].id > one.id; at--)
			d[at] = d[at - 1];
		d[at] = one;
	}
}

const struct logro_catalogo *logro_catalogo_load(struct arena *arena, const struct dict *dict, const struct yaml_node *root, struct problems *problems)
{
	static const char *const known[] = {
		"catalogo", "version", "vigente_desde", "fuente", "certeza", "nota", "dimensiones", "logros", NULL,
	};
	struct logro_catalogo *c = arena_new(arena, struct logro_catalogo);
	struct load l = { arena, dict, c, problems };
	int before = problems->n;

	yaml_known(root, known, problems);
	c->nombre = regla_texto(arena, root, "catalogo", true, problems);
	c->nota = regla_texto(arena, root, "nota", false, problems);
	c->fuente = regla_texto(arena, root, "fuente", false, problems);
	c->version = lectura_entero(root, "version", true, 1, 9999, 0, problems);
	c->vigente_desde = DATE_NONE;
	yaml_date(root, "vigente_desde", false, &c->vigente_desde, problems);
	load_dimensions(&l, root);
	const struct yaml_node *list = yaml_list(root, "logros", true, problems);
	c->logro = arena_array(arena, struct logro_def, list ? list->n + 1 : 1);
	for (int i = 0; list && i < list->n; i++)
		load_logro(&l, list->item[i]);
	sort_logros(c);
	return problems->n == before ? c : NULL;
}
