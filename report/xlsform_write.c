/* Our two files: variables with their lists, and the form. */
#include "report/xlsform_work.h"

#include "base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* A double-quoted scalar. */
static const char *quoted(const char *text, struct arena *arena)
{
	struct strbuf out;
	strbuf_init(&out, arena);
	strbuf_add(&out, "\"");
	for (const char *p = text_clean(arena, text, TEXT_ONE_LINE); *p; p++)
		strbuf_printf(&out, *p == '"' || *p == '\\' ? "\\%c" : "%c", *p);
	strbuf_add(&out, "\"");
	return out.text;
}

static const char *repeat_of(const char *question, const void *arg)
{
	const struct xlsform_work *c = arg;
	int at = names_find(&c->rows, question);
	return at < 0 ? NULL : c->row_name[at];
}

/* The word within an expression, outside of names and texts: ours gives whole numbers. */
static bool divides(const char *ours)
{
	for (const char *p = ours; *p; p++) {
		if (*p == '\'' || *p == '$') {
			const char *end = strchr(p + 1, *p == '$' ? '}' : '\'');
			p = end ? end : p + strlen(p) - 1;
		} else if (strncmp(p, "div", 3) == 0 && (p == ours || !isalpha((unsigned char)p[-1])) && !isalnum((unsigned char)p[3]) && p[3] != '-' && p[3] != '_') {
			return true;
		}
	}
	return false;
}

/* Ours, or NULL and why; what means something else with us is told. */
static const char *converted(struct xlsform_work *c, enum xlsform_column which, const char **why)
{
	const char *ours = xlsform_expression(xlsform_cell(c, which), c->arena, why);
	if (ours && divides(ours))
		xlsform_left_out(c, "%s: «div» aquí da el cociente entero (7 div 2 es 3) y en XLSForm una fracción; revise la regla o compare productos", xlsform_columns[which]);
	return ours;
}

/* An expression of the row: ours, or NULL with a problem and a comment in the file. */
static const char *expression(struct xlsform_work *c, enum xlsform_column which, struct strbuf *comment)
{
	const char *theirs = xlsform_cell(c, which), *why, *ours = *theirs ? converted(c, which, &why) : NULL;
	if (ours)
		ours = xlsform_over_rows(ours, repeat_of, c, c->arena);
	if (*theirs && !ours) {
		xlsform_left_out(c, "%s sin convertir: %s", xlsform_columns[which], why);
		strbuf_printf(comment, "    # %s sin convertir: %s\n", xlsform_columns[which], text_clean(c->arena, theirs, TEXT_ONE_LINE));
	}
	return ours;
}

static void begin_variables(struct xlsform_work *c)
{
	if (!c->in_variables)
		strbuf_add(&c->out->variables, "variables:\n");
	c->in_variables = true;
}

void xlsform_write_repeat(struct xlsform_work *c, const struct xlsform_group *g)
{
	const char *count = xlsform_cell(c, C_COUNT);
	bool number = *count && !count[strspn(count, "0123456789")];
	begin_variables(c);
	strbuf_printf(&c->out->variables, "  - {name: %s, level: %s, type: repeat, label: %s%s%s}\n", g->rows, g->repeat ? "integrante" : "hogar", quoted(g->label, c->arena), number ? ", max: " : "", number ? count : "");
	if (*count && !number)
		xlsform_left_out(c, "repeat_count sin convertir: las filas se agregan una por una");
}

static void open_section(struct xlsform_work *c)
{
	const struct xlsform_group *g = c->depth ? &c->group[c->depth - 1] : NULL;
	const struct xlsform_group *of = g;      /* whose section it is */
	while (of && of->inner)
		of--;
	if (!c->section_open) {
		strbuf_printf(&c->out->formulario, "  - label: %s\n", quoted(of ? of->label : c->out->titulo, c->arena));
		if (of && (of->repeat || of->rows))
			strbuf_printf(&c->out->formulario, "    repeat: %s\n", of->rows ? of->rows : "integrante");
		if (of && of->relevant)
			strbuf_printf(&c->out->formulario, "    relevant: %s\n", quoted(of->relevant, c->arena));
		strbuf_add(&c->out->formulario, "    fields:\n");
		c->section_open = true;
	}
	for (struct xlsform_group *in = &c->group[0]; g && in <= g; in++) {
		if (!in->inner || in->written)
			continue;
		int indent = 6 + 4 * (int)(in - of - 1);
		strbuf_printf(&c->out->formulario, "%*s- group: %s\n", indent, "", quoted(in->label, c->arena));
		if (in->own)
			strbuf_printf(&c->out->formulario, "%*s  relevant: %s\n", indent, "", quoted(in->own, c->arena));
		strbuf_printf(&c->out->formulario, "%*s  fields:\n", indent, "");
		in->written = true;
	}
}

/* Blanks before a field: deeper within the groups of a free repeat. */
static int indent(const struct xlsform_work *c)
{
	int deep = 0;
	for (int i = 0; i < c->depth; i++)
		deep += c->group[i].inner;
	return 6 + 4 * deep;
}

static void key(struct strbuf *out, const char *name, const char *value)
{
	if (value && *value)
		strbuf_printf(out, "    %s: %s\n", name, value);
}

/* `${ciudad} = depto`: the choices carry a column with the answer of another question. */
static const char *filter_variable(struct xlsform_work *c)
{
	const char *filter = xlsform_cell(c, C_FILTER), *open = strstr(filter, "${"), *close = open ? strchr(open, '}') : NULL;
	if (!*filter)
		return NULL;
	if (!close || strchr(filter, '=') == NULL || strstr(filter, " and ") || strstr(filter, " or ")) {
		xlsform_left_out(c, "choice_filter sin convertir: solo se entiende «columna = ${pregunta}»");
		return NULL;
	}
	return xlsform_name(arena_strndup(c->arena, open + 2, (size_t)(close - open - 2)), c->arena);
}

/* «start=0 end=10» */
static const char *parameter(struct xlsform_work *c, const char *name)
{
	const char *at = strstr(xlsform_cell(c, C_PARAMETERS), name);
	size_t n = at ? strspn(at + strlen(name), "0123456789-") : 0;
	return n ? arena_strndup(c->arena, at + strlen(name), n) : NULL;
}

static void write_looks(struct xlsform_work *c, struct strbuf *out, const char *type)
{
	static const char *const side[] = { "columns", "columns-pack", "columns-flex", "horizontal", "horizontal-compact", "likert", "quick", NULL };
	const char *appearance = xlsform_cell(c, C_APPEARANCE);
	bool one = strcmp(type, "select_one") == 0 || strcmp(type, "boolean") == 0, columns = false;
	for (int i = 0; side[i]; i++)
		columns = columns || strcmp(side[i], appearance) == 0;
	if (strcmp(appearance, "multiline") == 0 && strcmp(type, "text") == 0)
		key(out, "appearance", "multiline");
	else if (columns && one)
		key(out, "appearance", "columns");
	else if (*appearance)
		xlsform_left_out(c, "appearance «%s» sin convertir: la consola muestra la pregunta a su manera", appearance);
	if (strcmp(type, "integer") == 0) {
		key(out, "min", parameter(c, "start="));
		key(out, "max", parameter(c, "end="));
	}
}

/* The choice «otro» is of the question that asks for it, so it stands in a list of its own beside the one that other questions use. */
static const char *list_with_other(struct xlsform_work *c, const char *list)
{
	return arena_printf(c->arena, "%s_otro", xlsform_name(list, c->arena));
}

void xlsform_write_variable(struct xlsform_work *c, const char *name, const char *type, const char *list, bool other)
{
	struct strbuf *out = &c->out->variables, comment;
	const struct xlsform_group *g = c->depth ? &c->group[c->depth - 1] : NULL;
	bool computed = strcmp(type, "calculate") == 0;
	strbuf_init(&comment, c->arena);
	const char *constraint = computed ? NULL : expression(c, C_CONSTRAINT, &comment), *calculation = computed ? expression(c, C_CALCULATION, &comment) : NULL;
	begin_variables(c);
	strbuf_printf(out, "  - name: %s\n    level: %s\n    type: %s\n", name, g && g->repeat ? "integrante" : "hogar", computed ? "integer" : type);
	key(out, "repeat", g ? g->rows : NULL);
	write_looks(c, out, type);
	key(out, "label", quoted(*xlsform_cell(c, C_LABEL) ? xlsform_cell(c, C_LABEL) : name, c->arena));
	key(out, "hint", *xlsform_cell(c, C_HINT) ? quoted(xlsform_cell(c, C_HINT), c->arena) : NULL);
	key(out, "decimals", strcmp(type, "decimal") == 0 ? "2" : NULL);
	key(out, "choices", list ? other ? list_with_other(c, list) : xlsform_name(list, c->arena) : NULL);
	key(out, "choice_filter", list ? filter_variable(c) : NULL);
	key(out, "constraint", constraint ? quoted(constraint, c->arena) : NULL);
	key(out, "constraint_message", constraint ? quoted(*xlsform_cell(c, C_MESSAGE) ? xlsform_cell(c, C_MESSAGE) : "Revise el dato.", c->arena) : NULL);
	key(out, "calculation", calculation ? quoted(calculation, c->arena) : NULL);
	strbuf_add(out, comment.text);
	if (other) {
		strbuf_printf(out, "    other: %s_otro\n  - {name: %s_otro, level: %s, type: text, label: \"¿Cuál?\"%s%s}\n", name, name, g && g->repeat ? "integrante" : "hogar",
			g && g->rows ? ", repeat: " : "", g && g->rows ? g->rows : "");
		c->with_other = arena_printf(c->arena, "%s %s ", c->with_other ? c->with_other : "", list);
	}
}

void xlsform_write_field(struct xlsform_work *c, const char *name, bool other)
{
	struct strbuf *out = &c->out->formulario, comment;
	strbuf_init(&comment, c->arena);
	const char *relevant = expression(c, C_RELEVANT, &comment), *initial = xlsform_cell(c, C_DEFAULT), *required = xlsform_cell(c, C_REQUIRED);
	open_section(c);
	int in = indent(c);
	strbuf_printf(out, "%*s- name: %s\n", in, "", name);
	if (*required && strcasecmp(required, "no") != 0 && strcasecmp(required, "false") != 0) {
		const char *why, *rule = xlsform_truth(required) ? "si" : converted(c, C_REQUIRED, &why);
		if (rule)
			strbuf_printf(out, "%*s  required: %s\n", in, "", xlsform_truth(required) ? rule : quoted(rule, c->arena));
		else
			xlsform_left_out(c, "required sin convertir: %s", why);
		if (*xlsform_cell(c, C_REQUIRED_MESSAGE))
			strbuf_printf(out, "%*s  required_message: %s\n", in, "", quoted(xlsform_cell(c, C_REQUIRED_MESSAGE), c->arena));
	}
	if (relevant)
		strbuf_printf(out, "%*s  relevant: %s\n", in, "", quoted(relevant, c->arena));
	if (xlsform_truth(xlsform_cell(c, C_READ_ONLY)))
		strbuf_printf(out, "%*s  read_only: si\n", in, "");
	if (*initial) {
		const char *why, *rule = strpbrk(initial, "${('") ? converted(c, C_DEFAULT, &why) : initial[strspn(initial, "0123456789")] ? arena_printf(c->arena, "'%s'", initial) : initial;
		if (rule)
			strbuf_printf(out, "%*s  default: %s\n", in, "", quoted(rule, c->arena));
		else
			xlsform_left_out(c, "default sin convertir: %s", why);
	}
	strbuf_add(out, comment.text);
	if (other)
		strbuf_printf(out, "%*s- {name: %s_otro}\n", in, "", name);
}

/* Columns of the sheet of choices. */
struct choices { const struct hoja *sheet; int list, name, label, filter; };

/* The rows of one list, under the name that it gets with us. */
static void write_list(struct xlsform_work *c, const struct choices *s, const char *list, const char *ours)
{
	struct strbuf *out = &c->out->variables;
	strbuf_printf(out, "  %s:\n", ours);
	for (int row = 1; row < s->sheet->n; row++) {
		const char *own = hoja_texto(s->sheet, row, s->name), *label = hoja_texto(s->sheet, row, s->label), *parent = hoja_texto(s->sheet, row, s->filter);
		if (*own && strcmp(hoja_texto(s->sheet, row, s->list), list) == 0)
			strbuf_printf(out, "    - {name: %s, label: %s%s%s}\n", quoted(own, c->arena), quoted(*label ? label : own, c->arena), *parent ? ", filter: " : "",
				*parent ? quoted(parent, c->arena) : "");
	}
}

void xlsform_write_choices(struct xlsform_work *c)
{
	const struct hoja *h = c->choices;
	struct choices s = { h, h ? hoja_columna(h, "list_name") : -1, h ? hoja_columna(h, "name") : -1, h ? hoja_columna(h, "label") : -1, -1 };
	struct names written;
	if (c->lists.len)
		strbuf_printf(&c->out->variables, "choices:\n%s", c->lists.text);
	if (!h || s.list < 0 || s.name < 0)
		return;
	for (int i = 0; i < h->columnas; i++)
		if (i != s.list && i != s.name && strncasecmp(hoja_texto(h, 0, i), "label", 5) != 0 && strncasecmp(hoja_texto(h, 0, i), "media", 5) != 0 && *hoja_texto(h, 0, i))
			s.filter = s.filter < 0 ? i : s.filter;
	if (!c->lists.len)
		strbuf_add(&c->out->variables, "choices:\n");
	names_init(&written, c->arena);
	for (int row = 1; row < h->n; row++) {
		const char *of = hoja_texto(h, row, s.list);
		if (!*of || !*hoja_texto(h, row, s.name) || !names_add(&written, of, 0))
			continue;
		write_list(c, &s, of, xlsform_name(of, c->arena));
		if (!c->with_other || !strstr(c->with_other, arena_printf(c->arena, " %s ", of)))
			continue;
		write_list(c, &s, of, list_with_other(c, of));
		strbuf_add(&c->out->variables, "    - {name: otro, label: \"Otro\"}\n");
	}
}

void xlsform_write_headings(struct xlsform_work *c, const char *name)
{
	const struct hoja *s = libro_hoja(c->libro, "settings");
	const char *title = s ? hoja_texto(s, 1, hoja_columna(s, "form_title")) : "", *id = s ? hoja_texto(s, 1, hoja_columna(s, "form_id")) : "";
	c->out->form = xlsform_name(*id ? id : name, c->arena);
	c->out->titulo = *title ? title : c->out->form;
	strbuf_init(&c->out->variables, c->arena);
	strbuf_init(&c->out->formulario, c->arena);
	strbuf_printf(&c->out->variables, "# Convertido de XLSForm: revise niveles, tipos y textos antes de usarlo.\nversion: 1\nfuente: %s\n\n", quoted(c->out->titulo, c->arena));
	strbuf_printf(&c->out->formulario, "form: %s\nversion: 1\ntitle: %s\nfuente: \"Convertido de XLSForm\"\nsections:\n", c->out->form, quoted(c->out->titulo, c->arena));
}

const char *xlsform_write_condition(struct xlsform_work *c)
{
	struct strbuf unused;
	strbuf_init(&unused, c->arena);
	return expression(c, C_RELEVANT, &unused);
}

void xlsform_write_note(struct xlsform_work *c)
{
	open_section(c);
	strbuf_printf(&c->out->formulario, "%*s- {note: %s}\n", indent(c), "", quoted(xlsform_cell(c, C_LABEL), c->arena));
}

void xlsform_write_list(struct xlsform_work *c, const char *name, const char *file)
{
	strbuf_printf(&c->lists, "  %s: {file: %s}\n", name, quoted(file, c->arena));
}
