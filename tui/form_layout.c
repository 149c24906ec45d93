#include "tui/form_layout.h"

#include "base/text.h"
#include "forms/field_type.h"
#include "model/regla.h"
#include "tui/app.h"
#include "tui/form_rows.h"

#include <stdio.h>
#include <string.h>

enum { NARROW = 60, LABEL_MIN = 40, FIELD_MIN = 30, INPUT_SHOWN = 18 };

enum row_kind { ROW_SECTION, ROW_GROUP, ROW_NOTE, ROW_LABEL, ROW_FIELD };
struct row { enum row_kind kind; int item; const char *text; };
struct rows { struct row *row; int n, cap; struct arena *arena; };

static void add(struct rows *r, enum row_kind kind, int item, const char *text)
{
	*ARENA_PUSH(r->arena, r->row, r->n, r->cap) = (struct row){ kind, item, text };
}

static const char *section_title(const struct form *form, const struct form_item *it, struct arena *arena)
{
	if (it->row < 0 || !form->scope.integrante_name)
		return it->section->label;
	return arena_printf(arena, "%s: %s", it->section->label, form->scope.integrante_name[it->row]);
}

static void layout(const struct form *form, struct arena *arena, int cols, struct rows *out)
{
	const struct section_def *section = NULL;
	const struct group_def *group = NULL;
	int member = -2;
	*out = (struct rows){ .arena = arena };
	for (int i = 0; i < form->n; i++) {
		const struct form_item *it = &form->item[i];
		if (!it->relevant)
			continue;
		if (it->section != section || it->row != member)
			add(out, ROW_SECTION, i, section_title(form, it, arena));
		if (it->field->group && (it->field->group != group || it->section != section || it->row != member))
			add(out, ROW_GROUP, i, it->field->group->label);
		group = it->field->group;
		section = it->section;
		member = it->row;
		if (it->field->note) {
			struct text_line *line;
			int n = text_wrap(arena, it->field->note, cols - 4, &line);
			for (int k = 0; k < n; k++)
				add(out, ROW_NOTE, i, arena_strndup(arena, line[k].start, line[k].len));
			continue;
		}
		if (cols < NARROW)
			add(out, ROW_LABEL, i, it->field->label);
		add(out, ROW_FIELD, i, it->field->label);
	}
}

static int field_columns(const struct variable *var, int room)
{
	int cols = var->type->columns > 0 ? var->type->columns : 24;
	if (var->choices || var->multiline || strcmp(var->type->name, "text") == 0)
		cols = room;
	return cols < room ? cols : room;
}

static const char *mark(const struct form_item *it)
{
	if (it->problem)
		return "!";
	if (it->warning && !it->warning_confirmed)
		return "?";
	bool empty = it->value.kind == VALUE_NONE;
	return empty && it->field->always_required ? "*" : " ";
}

/* The usual width, or that of the widest label of the form, also of the questions that do not show now, so that the fields do not move about. */
static int label_columns(const struct form *form, int cols)
{
	int widest = LABEL_MIN;
	for (int i = 0; i < form->n; i++) {
		int width = form->item[i].field->var ? text_width(form->item[i].field->label) + 2 : 0;
		widest = width > widest ? width : widest;
	}
	return widest < cols - FIELD_MIN ? widest : cols - FIELD_MIN;
}

/* «(x) Sí  ( ) No»; false when they do not fit. */
static bool draw_columns(struct form_view *v, struct grid *g, int row, int col, int cols, int item, bool focus)
{
	static const struct choice yes_no[] = { { .name = "1", .label = "Sí" }, { .name = "0", .label = "No" } };
	static const struct choice_list truth = { .name = "boolean", .item = yes_no, .n = 2 };
	const struct form_item *it = &v->form->item[item];
	const struct choice_list *list = it->field->var->choices ? form_choices(v->form, item, &v->frame) : &truth;
	const char *chosen = it->value.kind == VALUE_BOOL ? (it->value.num ? "1" : "0") : it->value.kind == VALUE_CHOICE ? it->value.text : "";
	int wide = 0, first = col;
	for (int i = 0; i < list->n; i++)
		wide += text_width(list->item[i].label) + (i ? 6 : 4);
	if (wide > cols || it->value.kind == VALUE_REFUSED)
		return false;
	for (int i = 0; i < list->n; i++, col += 2) {
		bool on = strcmp(list->item[i].name, chosen) == 0;
		if (on)
			first = col;
		col += grid_text(g, row, col, on ? (focus ? ST_FOCUS : ST_INPUT) : ST_NORMAL, arena_printf(&v->frame, "(%c) %s", on ? 'x' : ' ', list->item[i].label));
	}
	if (focus)
		grid_cursor(g, row, first);
	return true;
}

static void draw_field(struct form_view *v, struct grid *g, int row, const struct rect *r, int label, int item)
{
	const struct form_item *it = &v->form->item[item];
	bool focus = item == v->at;
	int col = r->col + 2 + label, room = r->col + r->cols - 2 - col;
	if (*mark(it) != ' ')
		grid_text(g, row, r->col, it->problem ? ST_ERROR : ST_WARN, mark(it));
	if (label > 0)
		grid_textn(g, row, r->col + 2, label - 1, focus ? ST_SELECTED : ST_LABEL, it->field->label);
	int cols = field_columns(it->field->var, room);
	bool plain = !it->problem && !(focus && v->dirty) && !it->field->read_only;
	if (it->field->var->columns && plain && draw_columns(v, g, row, col, room, item, focus))
		return;
	if (focus && !it->field->read_only) {
		if (v->dirty || it->problem || it->field->var->type->kind == VALUE_TEXT) {
			line_edit_draw(&v->line, g, row, col, cols, true);
		} else {
			grid_textn(g, row, col, cols, ST_FOCUS, variable_format(it->field->var, it->value, &v->frame));
			grid_cursor(g, row, col);
		}
	} else {
		const char *text = it->problem ? it->text : variable_format(it->field->var, it->value, &v->frame);
		int shown = text_width(text ? text : "") < INPUT_SHOWN ? INPUT_SHOWN : text_width(text);      /* a slow line pays for each blank underlined */
		grid_textn(g, row, col, shown < cols ? shown : cols, it->field->read_only ? (focus ? ST_FOCUS : ST_DIM) : ST_INPUT, text ? text : "");
		if (focus)
			grid_cursor(g, row, col);
	}
	if (it->field->var->unit && cols + text_width(it->field->var->unit) + 1 <= room)
		grid_text(g, row, col + cols + 1, ST_DIM, it->field->var->unit);
}

/* Under the questions: what is wrong with the one that has the cursor, else its hint. */
static const char *foot_text(const struct form_view *v, enum style *style, struct arena *arena)
{
	*style = ST_DIM;
	if (v->at < 0)
		return "";
	const struct form_item *it = &v->form->item[v->at];
	const struct variable *var = it->field->var;
	const char *hint = it->field->hint ? it->field->hint : var->hint ? var->hint : "";
	if (it->problem && !v->dirty) {
		*style = ST_ERROR;
		return it->problem;
	}
	if (it->warning && !it->warning_confirmed && !v->dirty) {
		*style = ST_WARN;
		return it->warning;
	}
	const struct section_def *s = it->section;
	if (s->rows && (s->row == 0 || !*hint))
		hint = arena_printf(arena, "%s%s%s", hint, *hint ? " · " : "", form_rows_hint(v, arena));
	else if (!*hint && var->choices)
		hint = strcmp(var->type->name, "select_multiple") == 0 ? "Espacio o F4: abrir la lista y marcar" : "Flechas o Espacio: cambiar · escriba para buscar · F4: lista";
	const char *doubt = certeza_frase(arena, *hint ? " · Pregunta" : "Pregunta", var->certeza, NULL);
	if (doubt)
		hint = arena_printf(arena, "%s%s", hint, doubt);
	return var->sensitive ? arena_printf(arena, "%s%s%s: no quiso responder", hint, *hint ? " · " : "", keymap_key(v->app->keymap, ACTION_NO_RESPONDE)) : hint;
}

/* Room for the count and the text; in a high window always for two lines, so that the questions do not jump. */
static int foot_rows(const struct form_view *v, struct rect r)
{
	struct arena arena;
	struct text_line *line;
	enum style style;
	arena_init(&arena);
	int n = text_wrap(&arena, foot_text(v, &style, &arena), r.cols - 4, &line);
	arena_done(&arena);
	if (n < 2 && r.rows >= 16)
		n = 2;
	return 1 + (n < r.rows / 2 ? n : r.rows / 2);
}

static void draw_foot(struct form_view *v, struct grid *g, struct rect foot)
{
	char count[48];
	enum style style;
	const char *text = foot_text(v, &style, &v->frame);
	int of, done = form_answered(v->form, &of);
	if (v->at < 0)
		return;
	snprintf(count, sizeof count, "%d de %d", done, of);
	grid_heading(g, foot.row, foot.col + foot.cols - 8 - text_width(count), 6 + text_width(count), ST_DIM, count);
	grid_paragraph(g, (struct rect){ foot.row + 1, foot.col + 2, foot.rows - 1, foot.cols - 4 }, style, text);
}

void form_view_draw(struct form_view *v, struct grid *g, struct rect r)
{
	struct rows rows;
	arena_reset(&v->frame);
	layout(v->form, &v->frame, r.cols, &rows);
	int foot_high = foot_rows(v, r), label = r.cols < NARROW ? 0 : label_columns(v->form, r.cols);
	struct rect body = { r.row, r.col, r.rows - foot_high, r.cols };
	v->room = body;
	int focus = 0, first = 0;
	for (int i = 0; i < rows.n; i++)
		if (rows.row[i].kind == ROW_FIELD && rows.row[i].item == v->at)
			focus = i;
	/* The heading and the notes before the question come into sight with it, when there is room. */
	for (first = focus; first > 0 && focus - first < 4 && rows.row[first - 1].kind != ROW_FIELD;)
		first--;
	if (first < v->top)
		v->top = first;
	if (focus >= v->top + body.rows)
		v->top = focus - body.rows + 1;
	if (v->top > rows.n - body.rows)
		v->top = rows.n - body.rows;
	if (v->top < 0)
		v->top = 0;
	for (int i = 0; i < body.rows && v->top + i < rows.n; i++) {
		const struct row *row = &rows.row[v->top + i];
		switch (row->kind) {
		case ROW_SECTION: grid_heading(g, body.row + i, body.col + 1, body.cols - 3, ST_HEAD, row->text); break;
		case ROW_GROUP: grid_textn(g, body.row + i, body.col + 2, body.cols - 4, ST_HEAD, row->text); break;
		case ROW_NOTE: grid_textn(g, body.row + i, body.col + 2, body.cols - 4, ST_DIM, row->text); break;
		case ROW_LABEL: grid_textn(g, body.row + i, body.col + 2, body.cols - 4, ST_LABEL, row->text); break;
		case ROW_FIELD: draw_field(v, g, body.row + i, &body, label, row->item); break;
		}
	}
	struct list_view scroll = { .n = rows.n, .at = focus, .top = v->top, .rows = body.rows };
	list_view_scrollbar(&scroll, g, body);
	draw_foot(v, g, (struct rect){ r.row + r.rows - foot_high, r.col, foot_high, r.cols });
}

int form_layout_item_at(const struct form_view *v, int row)
{
	struct arena arena;
	struct rows rows;
	int item = -1, at = v->top + row - v->room.row;
	arena_init(&arena);
	layout(v->form, &arena, v->room.cols, &rows);
	/* A wheel turned before the last picture leaves `top` outside until the next one. */
	if (row >= v->room.row && row < v->room.row + v->room.rows && at >= 0 && at < rows.n && (rows.row[at].kind == ROW_FIELD || rows.row[at].kind == ROW_LABEL))
		item = rows.row[at].item;
	arena_done(&arena);
	return item;
}
