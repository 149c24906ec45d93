#include "report/json_hogar.h"
#include "base/text.h"
#include "forms/field_type.h"
#include "model/logro.h"
#include "report/json_valor.h"
#include <jansson.h>
#include <string.h>

enum { INTEGRANTES_MAX = 200, REGISTROS_MAX = 5000, PROBLEMS_MAX = 50, SHOWN_COLUMNS = 40 };

/* The lists of a household, in the order in which they are read: what refers to members comes after them. */
static const struct seccion { const char *key; enum record_kind kind; enum level level; int max; } secciones[] = {
	{ "integrantes", RECORD_INTEGRANTE, LEVEL_INTEGRANTE, INTEGRANTES_MAX },
	{ "logros", RECORD_LOGRO, LEVEL_COUNT, REGISTROS_MAX },
	{ "visitas", RECORD_VISITA, LEVEL_VISITA, REGISTROS_MAX },
	{ "compromisos", RECORD_COMPROMISO, LEVEL_COUNT, REGISTROS_MAX },
	{ "oportunidades", RECORD_OPORTUNIDAD, LEVEL_COUNT, REGISTROS_MAX },
	{ "evaluaciones", RECORD_EVALUACION, LEVEL_COUNT, REGISTROS_MAX },
};
enum { SECCIONES = sizeof secciones / sizeof *secciones };

struct lector {
	const struct programa *programa;
	const struct dict *dict;
	int32_t hoy;
	struct arena *arena;
	struct ficha *ficha;
	struct problems *problems;
	const char *place;               /* file, or file:line */
	int told;
};

/* What somebody wrote, no longer than a message can bear. */
static const char *shown(struct lector *l, const char *key)
{
	int used;
	size_t n = text_fit(key, SHOWN_COLUMNS, &used);
	return key[n] ? arena_printf(l->arena, "%.*s…", (int)n, key) : key;
}

/* `key`: within the path; "" the path itself. A file that is wrong from end to end is told in its first problems. */
static void fault(struct lector *l, const char *path, const char *key, const char *text)
{
	if (l->told++ < PROBLEMS_MAX)
		problem_add(l->problems, l->place, 0, 0, "%s%s%s%s%s", path, *path && *key ? "." : "", shown(l, key), *path || *key ? ": " : "", text);
	else if (l->told == PROBLEMS_MAX + 1)
		problem_add(l->problems, l->place, 0, 0, "hay más por corregir; empiece por lo anterior");
}

/* ---- A record ---- */

static struct json_dato dato_of(const struct lector *l, const struct record *r, enum level level, const char *key)
{
	const struct variable *var = dict_find(l->dict, key);

	if (var && var->level == level)
		return (struct json_dato){ .var = var, .choices = var->choices, .kind = var->type->kind };
	const struct campo *campo = campo_de(r->kind, key);
	if (!campo)
		return (struct json_dato){ 0 };
	const struct choice_list *own = campo_choices(campo->choices);
	return (struct json_dato){ .campo = campo, .choices = own || !campo->choices ? own : dict_choices(l->dict, campo->choices), .kind = campo->kind };
}

static void unknown(struct lector *l, const char *path, const struct record *r, enum level level, const char *key)
{
	static const char *const where[LEVEL_COUNT] = { [LEVEL_HOGAR] = "hogar", [LEVEL_INTEGRANTE] = "integrantes", [LEVEL_VISITA] = "visitas" };
	const struct variable *var = dict_find(l->dict, key);
	const struct campo *campo;
	int n_campo = campos_de(r->kind, &campo), n = 0;

	if (var && var->level < LEVEL_COUNT && where[var->level] && var->level != level) {
		fault(l, path, key, arena_printf(l->arena, "es una variable de «%s»: póngala allí", where[var->level]));
		return;
	}
	const char **names = arena_array(l->arena, const char *, l->dict->n_var + n_campo + 1);
	for (int i = 0; i < l->dict->n_var; i++)
		if (l->dict->var[i].level == level)
			names[n++] = l->dict->var[i].name;
	for (int i = 0; i < n_campo; i++)
		names[n++] = campo[i].name;
	const char *near = yaml_nearest(key, names);
	fault(l, path, key, near ? arena_printf(l->arena, "no está en el diccionario; quizá «%s»", near) : "no está en el diccionario; quítelo o corrija el nombre");
}

static void read_field(struct lector *l, struct record *r, enum level level, const char *path, const char *key, const json_t *v)
{
	struct json_dato d = dato_of(l, r, level, key);
	struct value value;
	struct err err = { 0 };

	if (!d.var && !d.campo)
		unknown(l, path, r, level, key);
	else if (d.var && (d.var->calculation || d.kind == VALUE_NONE))
		fault(l, path, key, "el programa lo calcula; quítelo");
	else if (json_valor(&d, v, l->hoy, l->arena, &value, &err))
		answers_set(&r->fields, key, value);
	else
		fault(l, path, key, err.text);
}

static void read_fields(struct lector *l, struct record *r, enum level level, const char *path, const json_t *object)
{
	const char *key;
	json_t *v;

	if (!json_is_object(object)) {
		fault(l, path, "", "aquí va un objeto { } con sus datos");
		return;
	}
	json_object_foreach((json_t *)object, key, v)
		if (l->told <= PROBLEMS_MAX)
			read_field(l, r, level, path, key, v);
}

/* ---- Records that name others ---- */

/* A whole number within limits; `otherwise` when absent. False: told. */
static bool reference(struct lector *l, const struct record *r, const char *path, const char *field, int64_t most, int64_t *out)
{
	*out = answers_int(&r->fields, field, 0);
	if (*out >= 0 && *out <= most)
		return true;
	fault(l, path, field, arena_printf(l->arena, "va de 1 a %d, o 0 para el hogar", (int)most));
	return false;
}

static bool known_logro(struct lector *l, const struct record *r, const char *path, const struct logro_def **out)
{
	int64_t id = answers_int(&r->fields, LOGRO_NUMERO, 0);

	*out = id > 0 && id <= INT32_MAX ? logro_find(l->programa->logros, (int)id) : NULL;
	if (!*out)
		fault(l, path, LOGRO_NUMERO, id ? "ese logro no está en el programa" : "falta el número del logro");
	return *out;
}

/* Its number and member are its place in the file of the family. */
static bool place_logro(struct lector *l, struct record *r, const char *path)
{
	const struct logro_def *def;
	int64_t who;

	if (!known_logro(l, r, path, &def) || !reference(l, r, path, LOGRO_INTEGRANTE, l->ficha->integrante.n, &who))
		return false;
	if (def->por_integrante != (who > 0)) {
		fault(l, path, LOGRO_INTEGRANTE, def->por_integrante ? "ese logro es de cada integrante: diga de quién, contando desde 1"
								     : "ese logro es del hogar: quítelo");
		return false;
	}
	r->seq = logro_seq(def->id, (uint32_t)who);
	if (!ficha_record(l->ficha, RECORD_LOGRO, r->seq))
		return true;
	fault(l, path, "", "ese logro ya está antes en la lista");
	return false;
}

static bool place(struct lector *l, struct record *r, const char *path)
{
	const struct logro_def *def;
	int64_t who;

	switch (r->kind) {
	case RECORD_LOGRO:
		return place_logro(l, r, path);
	case RECORD_COMPROMISO:
		return answers_get(&r->fields, COMPROMISO_LOGRO).kind == VALUE_NONE || known_logro(l, r, path, &def);
	case RECORD_OPORTUNIDAD:
		return (answers_get(&r->fields, OPORTUNIDAD_LOGRO).kind == VALUE_NONE || known_logro(l, r, path, &def)) &&
		       reference(l, r, path, OPORTUNIDAD_INTEGRANTE, l->ficha->integrante.n, &who);
	default:
		return true;
	}
}

/* ---- The household ---- */

static void read_seccion(struct lector *l, const struct seccion *s, const json_t *list)
{
	const json_t *item;
	size_t i;

	if (!json_is_array(list)) {
		fault(l, s->key, "", "aquí va una lista [ ]");
		return;
	}
	if (json_array_size(list) > (size_t)s->max) {
		fault(l, s->key, "", arena_printf(l->arena, "la lista pasa de %d", s->max));
		return;
	}
	json_array_foreach(list, i, item) {
		const char *path = arena_printf(l->arena, "%s[%zu]", s->key, i);
		struct record r = { .kind = s->kind, .seq = (uint32_t)i + 1 };
		answers_init(&r.fields, l->arena);
		int before = l->problems->n;
		read_fields(l, &r, s->level, path, item);
		if (l->problems->n == before ? place(l, &r, path) : s->kind == RECORD_INTEGRANTE)
			ficha_add(l->ficha, &r);
	}
}

static void check_keys(struct lector *l, const json_t *root)
{
	const char *known[SECCIONES + 2] = { "hogar" }, *key;
	json_t *v;

	for (int i = 0; i < SECCIONES; i++)
		known[i + 1] = secciones[i].key;
	json_object_foreach((json_t *)root, key, v) {
		bool found = false;
		for (int i = 0; known[i] && !found; i++)
			found = strcmp(key, known[i]) == 0;
		const char *near = found ? NULL : yaml_nearest(key, known);
		if (!found)
			fault(l, "", key, near ? arena_printf(l->arena, "aquí no se espera; quizá «%s»", near) : "aquí no se espera: quítelo o corrija el nombre");
	}
}

static void read_root(struct lector *l, const json_t *root)
{
	if (!json_is_object(root)) {
		fault(l, "", "", "aquí va un hogar: un objeto { } con «hogar» e «integrantes»; varios hogares van uno por línea");
		return;
	}
	check_keys(l, root);
	const json_t *hogar = json_object_get(root, "hogar");
	if (hogar)
		read_fields(l, &l->ficha->hogar, LEVEL_HOGAR, "hogar", hogar);
	else
		fault(l, "hogar", "", "falta el objeto con los datos del hogar");
	for (int i = 0; i < SECCIONES; i++) {
		const json_t *list = json_object_get(root, secciones[i].key);
		if (list)
			read_seccion(l, &secciones[i], list);
		else if (secciones[i].kind == RECORD_INTEGRANTE)
			fault(l, secciones[i].key, "", "falta la lista de integrantes");
	}
}

/* The library speaks English and of bytes; people need the place and what to look for. */
static void syntax_fault(const struct json_entrada *in, const json_error_t *e, struct problems *problems)
{
	static const struct { enum json_error_code code; const char *text; } reasons[] = {
		{ json_error_premature_end_of_input, "el texto termina antes de tiempo: falta cerrar una llave, un corchete o unas comillas" },
		{ json_error_end_of_input_expected, "sobra texto después del hogar; varios hogares van uno por línea" },
		{ json_error_invalid_utf8, "el archivo no está en UTF-8: guárdelo con esa codificación" },
		{ json_error_null_character, "hay un carácter nulo (\\u0000), que no se admite" },
		{ json_error_duplicate_key, "la misma clave está dos veces en un objeto" },
		{ json_error_numeric_overflow, "un número es demasiado grande" },
		{ json_error_stack_overflow, "hay demasiados objetos unos dentro de otros" },
	};
	const char *text = "no es JSON: revise comas, comillas, llaves y corchetes cerca de aquí";

	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (reasons[i].code == json_error_code(e))
			text = reasons[i].text;
	int line = in->line + (e->line > 0 ? e->line : 1) - (in->line > 0);
	problem_add(problems, in->name, line, e->column > 0 ? e->column : 1, "%s", text);
}

bool json_hogar_read(const struct json_entrada *in, const struct programa *programa, int32_t hoy, struct arena *arena, struct ficha *out,
		     struct problems *problems)
{
	int before = problems->n;
	json_error_t e = { 0 };

	if (in->len > JSON_HOGAR_MAX) {
		problem_add(problems, in->name, in->line, 1, "el hogar pasa de %d KiB", JSON_HOGAR_MAX / 1024);
		return false;
	}
	json_t *root = json_loadb(in->bytes, in->len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &e);
	if (!root) {
		syntax_fault(in, &e, problems);
		return false;
	}
	struct lector l = {
		.programa = programa, .dict = &programa->dict, .hoy = hoy, .arena = arena, .ficha = out, .problems = problems,
		.place = in->line ? arena_printf(arena, "%s:%d", in->name, in->line) : in->name,
	};
	ficha_init(out, arena);
	read_root(&l, root);
	json_decref(root);
	return problems->n == before;
}
