#include "report/json_valor.h"
#include "base/date.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "forms/field_type.h"
#include <jansson.h>
#include <string.h>

enum { SHOWN_CHOICES = 12, SHOWN_COLUMNS = 40 };

struct lectura { const struct json_dato *dato; int32_t hoy; struct arena *arena; struct err *err; };

static bool wants(const struct lectura *l, const json_t *v, const char *what)
{
	static const char *const found[] = {
		[JSON_OBJECT] = "un objeto", [JSON_ARRAY] = "una lista", [JSON_STRING] = "un texto", [JSON_INTEGER] = "un número", [JSON_REAL] = "un número con decimales",
		[JSON_TRUE] = "true", [JSON_FALSE] = "false", [JSON_NULL] = "null",
	};
	return err_set(l->err, ERR_DATA, "Escriba %s; aquí hay %s", what, found[json_typeof(v)]);
}

/* Limits and cleaning are those of the dictionary. */
static bool import(const struct lectura *l, const char *text, struct value *out)
{
	return variable_import(l->dato->var, text, l->hoy, l->arena, out, l->err);
}

static bool read_bool(const struct lectura *l, const json_t *v, struct value *out)
{
	if (!json_is_boolean(v))
		return wants(l, v, "true o false");
	*out = value_bool(json_is_true(v));
	return true;
}

/* A number with decimals is read as it was written: 15 digits come back from a double unchanged. */
static bool read_int(const struct lectura *l, const json_t *v, struct value *out)
{
	const struct variable *var = l->dato->var;

	if (json_is_real(v) && var && var->decimals > 0)
		return import(l, arena_printf(l->arena, "%.15g", json_real_value(v)), out);
	if (!json_is_integer(v))
		return wants(l, v, var && var->decimals > 0 ? "un número" : "un número entero");
	if (var)
		return import(l, arena_printf(l->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(v)), out);
	*out = value_int(json_integer_value(v));
	return true;
}

static bool read_date(const struct lectura *l, const json_t *v, struct value *out)
{
	int32_t day = json_is_string(v) ? date_parse_iso(json_string_value(v)) : DATE_NONE;

	if (!json_is_string(v))
		return wants(l, v, "una fecha como \"1985-07-31\"");
	if (day == DATE_NONE)
		return err_set(l->err, ERR_DATA, "La fecha no existe o está escrita de otra forma: use AAAA-MM-DD, como 1985-07-31");
	if (l->dato->var)
		return import(l, json_string_value(v), out);
	*out = value_date(day);
	return true;
}

static bool read_text(const struct lectura *l, const json_t *v, struct value *out)
{
	if (!json_is_string(v))
		return wants(l, v, "un texto entre comillas");
	if (l->dato->var)
		return import(l, json_string_value(v), out);
	*out = value_text(text_clean(l->arena, json_string_value(v), TEXT_MANY_LINES));
	return true;
}

static bool not_a_choice(const struct lectura *l, const char *name)
{
	const struct choice_list *list = l->dato->choices;
	const char **names = arena_array(l->arena, const char *, list->n + 1);
	struct strbuf all;
	int used;

	strbuf_init(&all, l->arena);
	for (int i = 0; i < list->n; i++) {
		names[i] = list->item[i].name;
		if (i < SHOWN_CHOICES)
			strbuf_printf(&all, "%s%s", i ? ", " : "", names[i]);
	}
	if (list->n > SHOWN_CHOICES)
		strbuf_add(&all, "…");
	const char *near = yaml_nearest(name, names);
	return err_set(l->err, ERR_DATA, "«%.*s» no está en la lista «%s»%s%s%s (%s)", (int)text_fit(name, SHOWN_COLUMNS, &used), name, list->name,
		       near ? "; quizá «" : "", near ? near : "", near ? "»" : "", all.text);
}

static bool read_choice(const struct lectura *l, const json_t *v, struct value *out)
{
	if (!json_is_string(v))
		return wants(l, v, "el nombre de una opción entre comillas");
	const char *name = json_string_value(v);
	if (l->dato->choices && !choice_find(l->dato->choices, name))
		return not_a_choice(l, name);
	*out = value_choice(arena_strdup(l->arena, name));
	return true;
}

/* Names of steps: the program's own field without a list. */
static bool is_name(const char *s)
{
	return *s && s[strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

static bool join_names(const struct lectura *l, const json_t *v, struct value *out)
{
	struct strbuf names;
	const json_t *item;
	size_t i;

	strbuf_init(&names, l->arena);
	json_array_foreach(v, i, item) {
		if (!is_name(json_string_value(item)))
			return err_set(l->err, ERR_DATA, "Cada nombre lleva letras minúsculas, números y «_»");
		strbuf_printf(&names, "%s%s", names.len ? " " : "", json_string_value(item));
	}
	*out = value_set(names.text);
	return true;
}

static bool read_set(const struct lectura *l, const json_t *v, struct value *out)
{
	const struct choice_list *list = l->dato->choices;
	const json_t *item;
	struct strbuf names;
	size_t i;

	if (!json_is_array(v))
		return wants(l, v, "una lista como [\"a\", \"b\"]");
	json_array_foreach(v, i, item)
		if (!json_is_string(item))
			return wants(l, item, "nombres de opciones entre comillas");
	if (!list)
		return join_names(l, v, out);
	bool *chosen = arena_array(l->arena, bool, list->n);
	json_array_foreach(v, i, item) {
		const struct choice *c = choice_find(list, json_string_value(item));
		if (!c)
			return not_a_choice(l, json_string_value(item));
		chosen[c - list->item] = true;
	}
	strbuf_init(&names, l->arena);
	for (int k = 0; k < list->n; k++)
		if (chosen[k])
			strbuf_printf(&names, "%s%s", names.len ? " " : "", list->item[k].name);
	*out = value_set(names.text);
	return true;
}

bool json_valor(const struct json_dato *d, const json_t *v, int32_t hoy, struct arena *arena, struct value *out, struct err *err)
{
	static bool (*const reader[])(const struct lectura *, const json_t *, struct value *) = {
		[VALUE_BOOL] = read_bool, [VALUE_INT] = read_int, [VALUE_DATE] = read_date, [VALUE_TEXT] = read_text,
		[VALUE_CHOICE] = read_choice, [VALUE_SET] = read_set,
	};
	const struct lectura l = { .dato = d, .hoy = hoy, .arena = arena, .err = err };
	const char *text = json_string_value(v);

	*out = value_none();
	if (json_is_null(v) || (text && !*text))
		return true;
	if (text && d->var && strcmp(text, "NQR") == 0) {
		*out = (struct value){ .kind = VALUE_REFUSED };
		return true;
	}
	return reader[d->kind](&l, v, out);
}
