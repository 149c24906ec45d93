#include "model/regla.h"
#include "base/strbuf.h"
#include "model/lectura.h"
#include <string.h>

struct fact_search { const struct variable *found; };

static void find_fact(const struct variable *var, void *arg)
{
	struct fact_search *search = arg;

	if (var->level == LEVEL_HECHO)
		search->found = var;
}

const struct expr *regla_compile(struct arena *arena, const struct dict *dict, const struct yaml_node *map, const char *key, enum level level,
				 bool required, struct problems *problems)
{
	if (required && !yaml_text(map, key, true, problems))
		return NULL;
	const struct expr *rule = lectura_regla(arena, dict, map, key, level, problems);
	struct fact_search search = { NULL };
	if (rule)
		expr_variables(rule, find_fact, &search);
	if (!search.found)
		return rule;
	yaml_problem(problems, yaml_get(map, key), "«%s» es un hecho que se calcula después de esta regla: use respuestas del hogar o de sus integrantes",
		     search.found->name);
	return NULL;
}

const char *regla_texto(struct arena *arena, const struct yaml_node *map, const char *key, bool required, struct problems *problems)
{
	return arena_strdup(arena, yaml_text(map, key, required, problems));
}

enum tri regla_trace(const struct expr *rule, const struct scope *scope, struct trace *trace, int depth)
{
	int from = trace->n;
	enum tri result = expr_test(rule, scope, trace);

	for (int i = from; i < trace->n; i++)
		trace->line[i].depth += depth;
	return result;
}

enum tri tri_and(enum tri a, enum tri b)
{
	if (a == TRI_NO || b == TRI_NO)
		return TRI_NO;
	return a == TRI_YES && b == TRI_YES ? TRI_YES : TRI_UNKNOWN;
}

const char *tri_nombre(enum tri t)
{
	return t == TRI_YES ? "sí" : t == TRI_NO ? "no" : "sin dato";
}

const char *enumerar(struct arena *arena, const char *const *name, int n)
{
	struct strbuf text;

	strbuf_init(&text, arena);
	for (int i = 0; i < n; i++) {
		if (i > 0)
			strbuf_add(&text, i == n - 1 ? " y " : ", ");
		strbuf_add(&text, name[i]);
	}
	return text.text;
}

const char *certeza_aviso(struct arena *arena, const char *certeza)
{
	static const char *const letter[][2] = { { "A", "alta" }, { "B", "media" }, { "C", "baja" } };

	for (size_t i = 0; certeza && i < sizeof letter / sizeof *letter; i++)
		if (strcmp(certeza, letter[i][0]) == 0)
			certeza = letter[i][1];
	return certeza && strcmp(certeza, "alta") != 0 ? arena_printf(arena, "por confirmar (certeza %s)", certeza) : NULL;
}

const char *certeza_frase(struct arena *arena, const char *que, const char *certeza, const char *nota)
{
	const char *certain = certeza_aviso(arena, certeza);

	return certain ? arena_printf(arena, "%s %s%s%s", que, certain, nota ? ": " : "", nota ? nota : "") : NULL;
}

void certeza_trace(struct trace *trace, int depth, const char *que, const char *certeza, const char *nota)
{
	const char *phrase = certeza_frase(trace->arena, que, certeza, nota);

	if (phrase)
		trace_add(trace, depth, "%s", phrase);
}

const char *con_de(struct arena *arena, const char *words)
{
	return strncmp(words, "el ", 3) == 0 ? arena_printf(arena, "d%s", words) : arena_printf(arena, "de %s", words);
}
