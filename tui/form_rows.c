#include "tui/form_rows.h"

#include "base/strbuf.h"
#include "forms/field_type.h"
#include "forms/repeat.h"
#include "tui/app.h"

enum { SHOWN_MOST = 3 };      /* answers of a row that the question names */

static const struct section_def *section_at(const struct form_view *v)
{
	return v->at >= 0 ? v->form->item[v->at].section : NULL;
}

bool form_rows_at(const struct form_view *v)
{
	const struct section_def *s = section_at(v);
	return s && s->rows && s->row == 0;
}

int form_rows_add(struct form_view *v)
{
	const struct section_def *s = section_at(v);
	if (!s || !s->rows) {
		app_message(v->app, MESSAGE_INFO, "Aquí no hay filas por agregar: esta parte del formulario se responde una vez");
		return -1;
	}
	int item = form_row_add(v->form, v->at);
	if (item < 0)
		app_message(v->app, MESSAGE_INFO, "Ya están las %d que caben; para otra, quite una o escríbala en las notas", s->rows->max);
	return item;
}

int form_rows_type(struct form_view *v, uint32_t letter)
{
	if (letter == ' ')
		return form_rows_add(v);
	if ((letter == 'n' || letter == 'N' || letter == '0') && form_row_none(v->form, v->at))
		return v->at;
	app_message(v->app, MESSAGE_INFO, letter == 'n' || letter == 'N' || letter == '0' ? "Hay filas anotadas: para decir que no hay, quítelas una por una"
		: "Aquí se agregan filas con Espacio; con N se dice que no hay");
	return -1;
}

int form_rows_unsay(struct form_view *v)
{
	if (form_row_unsay(v->form, v->at))
		return v->at;
	if (*v->form->item[v->at].text)
		app_message(v->app, MESSAGE_INFO, "Hay filas anotadas: quítelas una por una");
	return -1;
}

/* «Banco, $ 90.000»: by what people know the row. */
static const char *contents(const struct form_view *v, const struct section_def *s)
{
	struct strbuf out;
	int shown = 0;
	strbuf_init(&out, v->arena);
	for (int i = 0; i < v->form->n && shown < SHOWN_MOST; i++) {
		const struct form_item *it = &v->form->item[i];
		if (it->section != s || !it->relevant || !it->field->var || !value_known(it->value))
			continue;
		strbuf_printf(&out, "%s%s", shown++ ? ", " : ": ", variable_format(it->field->var, it->value, v->arena));
	}
	return out.len ? out.text : "";
}

bool form_rows_ask_out(struct form_view *v, struct outcome *out)
{
	const struct section_def *s = section_at(v);
	if (!s || !s->row) {
		app_message(v->app, MESSAGE_INFO, s && s->rows ? "Suba a la fila que quiere quitar y repita" : "Aquí no hay filas por quitar");
		return false;
	}
	struct confirm_arg *arg = arena_new(v->arena, struct confirm_arg);
	*arg = (struct confirm_arg){ .title = "¿Quitar esta fila?", .yes = "Quitar",
		.text = arena_printf(v->arena, "%s%s. Sus respuestas dejan de contar; lo que ya se guardó queda en la historia.", s->label, contents(v, s)) };
	*out = out_push(&dialog_confirm, arg);
	return true;
}

int form_rows_out(struct form_view *v, int item)
{
	return form_row_remove(v->form, item, v->form->item[item].section->row);
}

const char *form_rows_hint(const struct form_view *v, struct arena *arena)
{
	const char *add = keymap_key(v->app->keymap, ACTION_ELEGIR), *out = keymap_key(v->app->keymap, ACTION_QUITAR);
	const struct form_item *it = &v->form->item[v->at];
	if (it->section->row)
		return arena_printf(arena, "%s: agregar otra · %s: quitar esta", keymap_key(v->app->keymap, ACTION_NUEVO), out);
	bool said = it->value.kind == VALUE_SET, any = said && *it->value.text;
	if (said && !any)
		return arena_printf(arena, "Espacio o %s: agregar · Retroceso: dejarla sin responder", add);
	return any ? arena_printf(arena, "Espacio o %s: agregar otra · %s en una fila: quitarla", add, out)
		: arena_printf(arena, "Espacio o %s: agregar · N: no hay", add);
}
