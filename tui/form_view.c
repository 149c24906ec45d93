#include "tui/form_view.h"

#include "base/date.h"
#include "base/text.h"
#include "forms/field_type.h"
#include "tui/app.h"
#include "tui/form_layout.h"
#include "tui/form_rows.h"

#include <stdlib.h>
#include <string.h>

static const struct variable *var_at(const struct form_view *v)
{
	return v->at >= 0 ? v->form->item[v->at].field->var : NULL;
}

static bool is_type(const struct variable *var, const char *name)
{
	return var && strcmp(var->type->name, name) == 0;
}

static bool accepts(const void *arg, uint32_t code)
{
	const struct variable *var = arg;
	return !var->type->accepts || var->type->accepts(var, code);
}

/* Puts the cursor on an item, with its text ready to edit. */
static void focus(struct form_view *v, int item)
{
	v->at = item;
	v->dirty = false;
	v->line = (struct line_edit){ 0 };
	if (item < 0)
		return;
	const struct form_item *it = &v->form->item[item];
	v->line.max_letters = it->field->var->max_length ? it->field->var->max_length : it->field->var->multiline ? 4000 : 200;
	v->line.accepts = accepts;
	v->line.accepts_arg = it->field->var;
	bool plain = it->problem || !value_known(it->value) || it->value.kind == VALUE_TEXT;
	line_edit_set(&v->line, plain && it->text ? it->text : variable_edit_text(it->field->var, it->value, v->arena));
}

const char *form_view_campo(const struct form_view *v, struct arena *arena)
{
	if (v->at < 0)
		return "";
	const struct form_item *it = &v->form->item[v->at];
	return it->row < 0 ? it->field->var->name : arena_printf(arena, "%s@%d", it->field->var->name, it->row);
}

static int find_campo(const struct form *form, const char *campo)
{
	char name[128];
	if (!campo || !*campo)
		return -1;
	size_t n = strcspn(campo, "@");
	if (n >= sizeof name)
		return -1;
	memcpy(name, campo, n);
	name[n] = 0;
	int item = form_find(form, name, campo[n] == '@' ? atoi(campo + n + 1) : -1);
	return item >= 0 && form->item[item].relevant ? item : -1;
}

void form_view_open(struct form_view *v, struct app *app, struct arena *arena, struct form *form, const char *campo)
{
	*v = (struct form_view){ .form = form, .app = app, .arena = arena };
	arena_init(&v->frame);
	answers_init(&v->last, arena);
	int at = find_campo(form, campo);
	focus(v, at >= 0 ? at : form_next(form, -1, 1));
}

void form_view_close(struct form_view *v)
{
	arena_done(&v->frame);
}

bool form_view_settle(struct form_view *v)
{
	if (v->ask != ASK_TEXT)
		form_writing(v->form, v->at, NULL);
	if (v->at < 0 || !v->dirty)
		return false;
	form_set_text(v->form, v->at, text_clean(v->arena, v->line.text, TEXT_ONE_LINE));
	v->dirty = false;
	return true;
}

/* The cursor goes on from a wrong answer, so what is wrong with it is said on leaving. */
static enum form_view_said go_to(struct form_view *v, int item, bool changed)
{
	const struct form_item *left = &v->form->item[v->at];
	if (changed && left->problem && item != v->at)
		app_message(v->app, MESSAGE_WARN, "%s: %s", left->field->label, left->problem);
	focus(v, item >= 0 && v->form->item[item].relevant ? item : v->at);
	return changed ? FORM_LEFT : FORM_REDRAW;
}

/* What was typed is settled before the way is looked for: the answer may bring questions in or take them away. */
static enum form_view_said go(struct form_view *v, int (*way)(const struct form_view *, int step), int step)
{
	bool changed = form_view_settle(v);
	return go_to(v, way(v, step), changed);
}

static int one_step(const struct form_view *v, int step)
{
	return form_next(v->form, v->at, step);
}

static int section_step(const struct form_view *v, int step)
{
	(void)step;
	for (int i = v->at; i >= 0; i = form_next(v->form, i, 1))
		if (v->form->item[i].section != v->form->item[v->at].section || v->form->item[i].row != v->form->item[v->at].row)
			return i;
	return form_next(v->form, -1, 1);
}

static int page_step(const struct form_view *v, int step)
{
	int item = v->at;
	for (int i = 0; i < 10; i++) {
		int next = form_next(v->form, item, step);
		if (next < 0)
			break;
		item = next;
	}
	return item;
}

/* While nothing says to which of the parents they belong, the options say it: there is an Armenia in Antioquia and one in Quindío. */
static struct option *offered(struct form_view *v, struct arena *arena, int *n)
{
	const struct choice_list *list = form_choices(v->form, v->at, arena);
	const char *by = var_at(v)->filter_by;
	const struct variable *parent = by ? dict_find(v->form->scope.dict, by) : NULL;
	struct option *out = options_of(arena, list, NULL, n);
	bool open = parent && parent->choices && !value_known(scope_value(&v->form->scope, parent, v->form->item[v->at].row));
	for (int i = 0; open && i < *n; i++)
		out[i].note = list->item[i].filter ? choice_label(parent->choices, list->item[i].filter) : NULL;
	return out;
}

/* Left and right, and the space bar, go through a short list without opening it. */
static enum form_view_said cycle(struct form_view *v, int step)
{
	const struct variable *var = var_at(v);
	struct form_item *it = &v->form->item[v->at];
	if (is_type(var, "boolean")) {
		form_set_value(v->form, v->at, value_bool(!(it->value.kind == VALUE_BOOL && it->value.num)));
	} else {
		int n, now = -1;
		struct option *o = offered(v, &v->frame, &n);
		for (int i = 0; i < n; i++)
			if (it->value.kind == VALUE_CHOICE && strcmp(o[i].name, it->value.text) == 0)
				now = i;
		if (n == 0)
			return FORM_STAY;
		form_set_value(v->form, v->at, value_choice(o[now < 0 ? (step > 0 ? 0 : n - 1) : (now + step + n) % n].name));
	}
	focus(v, v->at);
	return FORM_LEFT;
}

static enum form_view_said ask_choice(struct form_view *v, const struct variable *var, struct outcome *out)
{
	struct form_item *it = &v->form->item[v->at];
	struct choice_arg *arg = arena_new(v->arena, struct choice_arg);
	bool many = is_type(var, "select_multiple");
	*arg = (struct choice_arg){ .title = it->field->label, .text = it->field->hint, .current = value_known(it->value) ? it->value.text : NULL };
	if (is_type(var, "boolean")) {
		static const struct option yes_no[] = { { "1", "Sí", NULL }, { "0", "No", NULL } };
		arg->option = yes_no;
		arg->n = 2;
		arg->current = it->value.kind == VALUE_BOOL ? (it->value.num ? "1" : "0") : NULL;
	} else {
		arg->option = offered(v, v->arena, &arg->n);
	}
	v->ask = many ? ASK_CHOICES : ASK_CHOICE;
	*out = out_push(many ? &dialog_choices : &dialog_choice, arg);
	return FORM_PUSH;
}

/* Rows came or went: the cursor goes where they said. */
static enum form_view_said moved(struct form_view *v, int item, bool changed)
{
	if (item < 0)
		return changed ? FORM_LEFT : FORM_REDRAW;
	focus(v, item);
	return FORM_LEFT;
}

static enum form_view_said ask(struct form_view *v, struct outcome *out)
{
	const struct variable *var = var_at(v);
	enum form_view_said nothing = form_view_settle(v) ? FORM_LEFT : FORM_STAY;
	struct form_item *it = &v->form->item[v->at];
	v->asked = v->at;
	if (it->field->read_only)
		return nothing;
	if (form_rows_at(v))
		return moved(v, form_rows_add(v), nothing == FORM_LEFT);
	if (var->choices || is_type(var, "boolean"))
		return ask_choice(v, var, out);
	if (is_type(var, "date")) {
		struct date_arg *arg = arena_new(v->arena, struct date_arg);
		*arg = (struct date_arg){ .title = it->field->label, .text = it->field->hint, .current = it->value.kind == VALUE_DATE ? (int32_t)it->value.num : DATE_NONE, .min = var->min == INT64_MIN ? DATE_NONE : (int32_t)var->min, .max = var->max == INT64_MAX ? DATE_NONE : (int32_t)var->max };
		v->ask = ASK_DATE;
		*out = out_push(&dialog_date, arg);
		return FORM_PUSH;
	}
	if (is_type(var, "text") || is_type(var, "address")) {
		struct text_arg *arg = arena_new(v->arena, struct text_arg);
		*arg = (struct text_arg){ .title = it->field->label, .text = it->field->hint, .current = it->text ? it->text : "", .max_bytes = var->multiline ? 4000 : LINE_MAX_BYTES - 1 };
		v->ask = ASK_TEXT;
		*out = out_push(is_type(var, "address") ? &dialog_address : &dialog_text, arg);
		return FORM_PUSH;
	}
	app_message(v->app, MESSAGE_INFO, "Aquí se escribe la respuesta: no hay lista");
	return nothing == FORM_STAY ? FORM_REDRAW : nothing;
}

bool form_view_asks_text(const struct form_view *v)
{
	return v->ask == ASK_TEXT;
}

bool form_view_writing(struct form_view *v, const char *text)
{
	bool written = v->form->escribe != NULL;
	if (!text && v->dirty)
		text = v->line.text;
	form_writing(v->form, v->ask == ASK_TEXT ? v->asked : v->at, text);
	return text || written;
}

bool form_view_resume(struct form_view *v, const struct result *result)
{
	int kind = v->ask, item = v->asked;
	bool written = v->form->escribe != NULL;
	v->ask = ASK_NONE;
	form_writing(v->form, item, NULL);
	if (kind == ASK_NONE || !result->ok)
		return written;
	if (kind == ASK_ROW_OUT) {
		focus(v, form_rows_out(v, item));
		return true;
	}
	const struct variable *var = v->form->item[item].field->var;
	switch (kind) {
	case ASK_CHOICE: form_set_value(v->form, item, is_type(var, "boolean") ? value_bool(result->text[0] == '1') : value_choice(result->text)); break;
	case ASK_CHOICES: form_set_value(v->form, item, value_set(result->text)); break;
	case ASK_DATE: form_set_value(v->form, item, value_date((int32_t)result->num)); break;
	case ASK_TEXT: form_set_text(v->form, item, result->text); break;
	case ASK_REASON: form_confirm_warning(v->form, item, result->text); break;
	default: break;
	}
	int next = kind == ASK_REASON ? -1 : form_next(v->form, item, 1);
	focus(v, next >= 0 ? next : item);
	return true;
}

/* «Salomé: Vacunas» in the questions that are asked for each person. */
static const char *asked_of(struct form_view *v, const struct form_item *it)
{
	const char *const *name = v->form->scope.integrante_name;
	return it->row >= 0 && name ? arena_printf(v->arena, "%s: %s", name[it->row], it->field->label) : it->field->label;
}

static enum form_view_said save(struct form_view *v, struct outcome *out)
{
	int first = -1;
	form_view_settle(v);
	int n = form_check(v->form, &first);
	if (n == 0)
		return FORM_SAVE;
	focus(v, first);
	const struct form_item *it = &v->form->item[first];
	if (it->warning && !it->warning_confirmed && !it->problem) {
		struct line_arg *arg = arena_new(v->arena, struct line_arg);
		*arg = (struct line_arg){ .title = "¿Está bien este dato?", .text = arena_printf(v->arena, "%s. %s Si es correcto, escriba por qué; si no, vuelva con Esc y cámbielo.", asked_of(v, it), it->warning), .required = true, .min_letters = 3 };
		v->asked = first;
		v->ask = ASK_REASON;
		*out = out_push(&dialog_line, arg);
		return FORM_PUSH;
	}
	app_message(v->app, MESSAGE_WARN, n == 1 ? "Hay un dato por completar o corregir: está señalado" : "Hay %d datos por completar o corregir; el primero está señalado", n);
	return FORM_LEFT;
}

static enum form_view_said repeat_last(struct form_view *v)
{
	const struct answer *before = answers_find(&v->last, var_at(v)->name);
	if (!before || !value_known(before->value)) {
		app_message(v->app, MESSAGE_INFO, "No hay un dato anterior para repetir");
		return FORM_REDRAW;
	}
	v->dirty = false;
	form_set_value(v->form, v->at, before->value);
	return go_to(v, one_step(v, 1), true);
}

/* A label, date or number that shows as one highlighted block is replaced, not continued, when something is typed over it. */
static bool replaces(const struct form_view *v)
{
	const struct form_item *it = &v->form->item[v->at];
	return !v->dirty && (it->field->var->choices || it->value.kind == VALUE_BOOL || (!it->problem && (it->value.kind == VALUE_DATE || it->value.kind == VALUE_INT)));
}

static enum form_view_said edit(struct form_view *v, enum action action, const struct event *event, struct outcome *out)
{
	const struct variable *var = var_at(v);
	bool list = (var->choices && !is_type(var, "select_multiple")) || is_type(var, "boolean");
	bool space = action == ACTION_INSERT && event->kind == EV_CHAR && event->code == ' ';
	if (v->form->item[v->at].field->read_only)
		return FORM_STAY;
	if (form_rows_at(v) && (action == ACTION_BORRAR || action == ACTION_SUPRIMIR || action == ACTION_VACIAR))
		return moved(v, form_rows_unsay(v), false);
	if (form_rows_at(v))
		return action == ACTION_INSERT && event->kind == EV_CHAR ? moved(v, form_rows_type(v, event->code), false) : FORM_STAY;
	if (is_type(var, "select_multiple") && !v->dirty && space)
		return ask(v, out);
	if (list && !v->dirty && (action == ACTION_IZQUIERDA || action == ACTION_DERECHA || space))
		return cycle(v, action == ACTION_IZQUIERDA ? -1 : 1);
	if (action == ACTION_INSERT && (replaces(v) || (list && !v->dirty)))
		line_edit_set(&v->line, "");
	if (!line_edit_act(&v->line, action, event))
		return FORM_STAY;
	v->dirty = true;
	return FORM_REDRAW;
}

enum form_view_said form_view_act(struct form_view *v, enum action action, const struct event *event, struct outcome *out)
{
	if (action == ACTION_VOLVER) {
		form_view_settle(v);
		return FORM_BACK;
	}
	if (v->at < 0)
		return action == ACTION_GUARDAR ? FORM_SAVE : FORM_STAY;
	switch (action) {
	case ACTION_GUARDAR: return save(v, out);
	case ACTION_ELEGIR: return ask(v, out);
	case ACTION_REPETIR: return repeat_last(v);
	case ACTION_ABRIR: case ACTION_SIGUIENTE: case ACTION_ABAJO: return go(v, one_step, 1);
	case ACTION_ANTERIOR: case ACTION_ARRIBA: return go(v, one_step, -1);
	case ACTION_PAG_ABAJO: return go(v, page_step, 1);
	case ACTION_PAG_ARRIBA: return go(v, page_step, -1);
	case ACTION_SECCION: return go(v, section_step, 1);
	case ACTION_WHEEL_UP: v->top -= 3; return FORM_REDRAW;
	case ACTION_WHEEL_DOWN: v->top += 3; return FORM_REDRAW;
	case ACTION_CLICK: {
		int item = form_layout_item_at(v, event->row);
		return item >= 0 ? go_to(v, item, form_view_settle(v)) : FORM_STAY;
	}
	case ACTION_NUEVO: {
		bool changed = form_view_settle(v);
		return moved(v, form_rows_add(v), changed);
	}
	case ACTION_QUITAR:
		form_view_settle(v);
		v->asked = v->at;
		v->ask = form_rows_ask_out(v, out) ? ASK_ROW_OUT : ASK_NONE;
		return v->ask == ASK_NONE ? FORM_LEFT : FORM_PUSH;
	case ACTION_NO_RESPONDE:
		if (!var_at(v)->sensitive) {
			app_message(v->app, MESSAGE_INFO, "«No quiso responder» se ofrece solo en preguntas reservadas");
			return FORM_REDRAW;
		}
		v->dirty = false;
		form_refuse(v->form, v->at);
		focus(v, form_next(v->form, v->at, 1) >= 0 ? form_next(v->form, v->at, 1) : v->at);
		return FORM_LEFT;
	default:
		return edit(v, action, event, out);
	}
}

const struct binding form_view_bindings[] = { FORM_VIEW_BINDINGS, { 0 } };
