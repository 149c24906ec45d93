#include "tui/por_que.h"

#include "base/date.h"
#include "forms/field_type.h"
#include "model/campos.h"
#include "model/ruta.h"

#include <string.h>

struct outcome por_que(struct app *app, const char *title, const struct trace *lines)
{
	struct view_arg arg = { .title = title, .line = lines->line, .n = lines->n };
	return out_push(&dialog_view, arena_copy(&app->turn, &arg, sizeof arg));
}

struct outcome por_que_texto(struct app *app, const char *title, const char *text)
{
	struct trace lines;
	trace_init(&lines, &app->turn);
	while (*text) {
		size_t n = strcspn(text, "\n"), indent = strspn(text, " ");
		trace_add(&lines, (int)(indent < n ? indent : n) / 2, "%s", arena_strndup(&app->turn, text + (indent < n ? indent : n), n - (indent < n ? indent : n)));
		text += n + (text[n] == '\n');
	}
	return por_que(app, title, &lines);
}

/* Names of steps and moments instead of their ids. */
static const char *de_la_ruta(const struct programa *programa, const char *campo, const char *id, struct arena *arena)
{
	const struct momento *momento = ruta_momento(programa->ruta, id);
	if (strcmp(campo, VISITA_MOMENTO) == 0)
		return momento ? momento->nombre : id;
	const char *out = "";
	while (*id) {
		size_t n = strcspn(id, " ");
		const char *one = arena_strndup(arena, id, n);
		for (int i = 0; i < programa->ruta->n; i++)
			for (int k = 0; k < programa->ruta->fase[i].n; k++) {
				const struct paso *paso = momento_paso(&programa->ruta->fase[i].momento[k], one);
				one = paso ? paso->nombre : one;
			}
		out = arena_printf(arena, "%s%s%s", out, *out ? ", " : "", one);
		id += n + (id[n] == ' ');
	}
	return out;
}

const char *por_que_valor(const struct programa *programa, enum record_kind kind, const char *name, struct value v, struct arena *arena)
{
	const struct campo *campo = campo_de(kind, name);
	const struct variable *var = dict_find(&programa->dict, name);
	char day[DATE_TEXT];
	bool of_program = campo && (!campo->choices || campo_choices(campo->choices));
	if (var && !of_program)
		return variable_format(var, v, arena);
	switch (v.kind) {
	case VALUE_NONE: return "";
	case VALUE_REFUSED: return "No quiso responder";
	case VALUE_BOOL: return v.num ? "Sí" : "No";
	case VALUE_INT: return arena_printf(arena, "%lld", (long long)v.num);
	case VALUE_DATE: return arena_strdup(arena, date_text((int32_t)v.num, day));
	case VALUE_CHOICE: return campo && campo->choices ? campo_choice_label(campo->choices, v.text) : v.text;
	case VALUE_TEXT: case VALUE_SET: break;
	}
	bool route = kind == RECORD_VISITA && (strcmp(name, VISITA_MOMENTO) == 0 || strcmp(name, VISITA_HECHOS) == 0);
	return route ? de_la_ruta(programa, name, v.text, arena) : v.text;
}

static void add(const struct programa *programa, const struct record *r, const char *name, const char *label, struct trace *out)
{
	struct value v = answers_get(&r->fields, name);
	if (v.kind != VALUE_NONE)
		trace_add(out, 1, "%s: %s", label, por_que_valor(programa, r->kind, name, v, out->arena));
}

void por_que_registro(const struct programa *programa, const struct record *r, struct trace *out)
{
	const struct campo *campo;
	int n = campos_de(r->kind, &campo);
	for (int i = 0; i < n; i++)
		add(programa, r, campo[i].name, campo[i].label, out);
	for (int i = 0; i < programa->dict.n_var; i++)
		if (!campo_de(r->kind, programa->dict.var[i].name))
			add(programa, r, programa->dict.var[i].name, programa->dict.var[i].label, out);
}
