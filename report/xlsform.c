#include "report/xlsform.h"

#include "base/text.h"
#include "forms/form.h"

#include <stdarg.h>
#include <string.h>
#include <strings.h>

enum { DEPTH = 8 };
enum column { C_TYPE, C_NAME, C_LABEL, C_HINT, C_REQUIRED, C_RELEVANT, C_CONSTRAINT, C_MESSAGE, C_CALCULATION, C_DEFAULT, C_READ_ONLY, C_FILTER, COLUMNS };
static const char *const column_name[COLUMNS] = {
	"type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "calculation", "default", "read_only", "choice_filter",
};

/* Their types: ours, with decimals where they hold them; NULL: left out, for the reason said. */
static const struct { const char *theirs, *ours, *why; } types[] = {
	{ "text", "text", NULL }, { "integer", "integer", NULL }, { "range", "integer", NULL }, { "decimal", "decimal", NULL }, { "date", "date", NULL },
	{ "select_one", "select_one", NULL }, { "select_multiple", "select_multiple", NULL }, { "note", "note", NULL }, { "acknowledge", "boolean", NULL },
	{ "calculate", "calculate", NULL }, { "hidden", NULL, "campo oculto: use un cálculo o un valor inicial" }, { "time", NULL, "la hora no tiene tipo" },
	{ "datetime", NULL, "use una fecha" }, { "geopoint", NULL, "no se guardan coordenadas" }, { "geotrace", NULL, "no se guardan coordenadas" },
	{ "geoshape", NULL, "no se guardan coordenadas" }, { "image", NULL, "no se guardan imágenes" }, { "audio", NULL, "no se guardan sonidos" },
	{ "video", NULL, "no se guardan videos" }, { "file", NULL, "no se guardan archivos" }, { "barcode", NULL, "no se leen códigos de barras" },
	{ "rank", NULL, "ordenar opciones no tiene tipo" }, { "start", NULL, "la consola ya guarda cuándo y quién" }, { "end", NULL, "la consola ya guarda cuándo y quién" },
	{ "today", NULL, "la consola ya guarda cuándo y quién" }, { "deviceid", NULL, "la consola ya guarda cuándo y quién" }, { "username", NULL, "la consola ya guarda cuándo y quién" },
	{ "select_one_from_file", NULL, "copie las opciones a la hoja choices" }, { "xml-external", NULL, "no se leen archivos externos" },
};

struct group { const char *label, *relevant; bool repeat, dropped; };
struct convert {
	struct xlsform *out;
	const struct libro *libro;
	const struct hoja *survey, *choices;
	const struct xlsform_options *options;
	struct arena *arena;
	struct problems *problems;
	int column[COLUMNS], row;
	struct group group[DEPTH]; int depth;
	bool section_open;             /* the section of the present group stands in the form */
	const char *with_other;        /* names of the lists that get the choice «otro», each between blanks */
	bool in_variables;             /* the heading of the variables is written */
};

static const char *cell(const struct convert *c, enum column which)
{
	return hoja_texto(c->survey, c->row, c->column[which]);
}

static void __attribute__((format(printf, 2, 3))) left_out(struct convert *c, const char *fmt, ...)
{
	char text[512];
	va_list args;
	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	problem_add(c->problems, "survey", c->survey->linea[c->row], 1, "%s", text);
}

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

static bool truth(const char *text)
{
	return strcasecmp(text, "yes") == 0 || strcasecmp(text, "true") == 0 || strcasecmp(text, "true()") == 0 || strcasecmp(text, "si") == 0 || strcasecmp(text, "sí") == 0 || strcmp(text, "1") == 0;
}

/* An expression of the row: ours, or NULL with a problem and a comment in the file. */
static const char *expression(struct convert *c, enum column which, struct strbuf *comment)
{
	const char *theirs = cell(c, which), *why, *ours = *theirs ? xlsform_expression(theirs, c->arena, &why) : NULL;
	if (*theirs && !ours) {
		left_out(c, "%s sin convertir: %s", column_name[which], why);
		strbuf_printf(comment, "    # %s sin convertir: %s\n", column_name[which], text_clean(c->arena, theirs, TEXT_ONE_LINE));
	}
	return ours;
}

static bool over_members(const struct convert *c, const char *name)
{
	static const char *const usual[] = { "integrante", "integrantes", "miembro", "miembros", "persona", "personas", "members", "member", NULL };
	if (c->options->repetir)
		return strcmp(name, c->options->repetir) == 0;
	for (int i = 0; usual[i]; i++)
		if (strcasecmp(name, usual[i]) == 0)
			return true;
	return false;
}

static void open_group(struct convert *c, bool repeat)
{
	struct strbuf unused;
	strbuf_init(&unused, c->arena);
	if (c->depth == DEPTH) {
		left_out(c, "hay más de ocho grupos uno dentro de otro");
		return;
	}
	const struct group *outer = c->depth ? &c->group[c->depth - 1] : NULL;
	struct group *g = &c->group[c->depth++];
	const char *own = expression(c, C_RELEVANT, &unused);
	bool members = repeat && over_members(c, cell(c, C_NAME));
	*g = (struct group){
		.label = *cell(c, C_LABEL) ? cell(c, C_LABEL) : outer ? outer->label : cell(c, C_NAME),
		.relevant = own && outer && outer->relevant ? arena_printf(c->arena, "(%s) and (%s)", outer->relevant, own) : own ? own : outer ? outer->relevant : NULL,
		.repeat = members || (outer && outer->repeat), .dropped = (repeat && !members) || (outer && outer->dropped),
	};
	if (repeat && !members)
		left_out(c, "el grupo repetido «%s» no es de los integrantes: sus preguntas quedan fuera", cell(c, C_NAME));
	c->section_open = false;
}

static void open_section(struct convert *c)
{
	const struct group *g = c->depth ? &c->group[c->depth - 1] : NULL;
	if (c->section_open)
		return;
	strbuf_printf(&c->out->formulario, "  - label: %s\n", quoted(g ? g->label : c->out->titulo, c->arena));
	if (g && g->repeat)
		strbuf_add(&c->out->formulario, "    repeat: integrante\n");
	if (g && g->relevant)
		strbuf_printf(&c->out->formulario, "    relevant: %s\n", quoted(g->relevant, c->arena));
	strbuf_add(&c->out->formulario, "    fields:\n");
	c->section_open = true;
}

static void key(struct strbuf *out, const char *name, const char *value)
{
	if (value && *value)
		strbuf_printf(out, "    %s: %s\n", name, value);
}

/* `${ciudad} = depto`: the choices carry a column with the answer of another question. */
static const char *filter_variable(struct convert *c)
{
	const char *filter = cell(c, C_FILTER), *open = strstr(filter, "${"), *close = open ? strchr(open, '}') : NULL;
	if (!*filter)
		return NULL;
	if (!close || strchr(filter, '=') == NULL || strstr(filter, " and ") || strstr(filter, " or ")) {
		left_out(c, "choice_filter sin convertir: solo se entiende «columna = ${pregunta}»");
		return NULL;
	}
	return xlsform_name(arena_strndup(c->arena, open + 2, (size_t)(close - open - 2)), c->arena);
}

static void write_variable(struct convert *c, const char *name, const char *type, const char *list, bool other)
{
	struct strbuf *out = &c->out->variables, comment;
	const struct group *g = c->depth ? &c->group[c->depth - 1] : NULL;
	bool computed = strcmp(type, "calculate") == 0;
	strbuf_init(&comment, c->arena);
	const char *constraint = computed ? NULL : expression(c, C_CONSTRAINT, &comment), *calculation = computed ? expression(c, C_CALCULATION, &comment) : NULL;
	if (!c->in_variables)
		strbuf_add(out, "variables:\n");
	c->in_variables = true;
	strbuf_printf(out, "  - name: %s\n    level: %s\n    type: %s\n", name, g && g->repeat ? "integrante" : "hogar", computed ? "integer" : type);
	key(out, "label", quoted(*cell(c, C_LABEL) ? cell(c, C_LABEL) : name, c->arena));
	key(out, "hint", *cell(c, C_HINT) ? quoted(cell(c, C_HINT), c->arena) : NULL);
	key(out, "decimals", strcmp(type, "decimal") == 0 ? "2" : NULL);
	key(out, "choices", list ? xlsform_name(list, c->arena) : NULL);
	key(out, "choice_filter", list ? filter_variable(c) : NULL);
	key(out, "constraint", constraint ? quoted(constraint, c->arena) : NULL);
	key(out, "constraint_message", constraint ? quoted(*cell(c, C_MESSAGE) ? cell(c, C_MESSAGE) : "Revise el dato.", c->arena) : NULL);
	key(out, "calculation", calculation ? quoted(calculation, c->arena) : NULL);
	strbuf_add(out, comment.text);
	if (other) {
		strbuf_printf(out, "    other: %s_otro\n  - {name: %s_otro, level: %s, type: text, label: \"¿Cuál?\"}\n", name, name, g && g->repeat ? "integrante" : "hogar");
		c->with_other = arena_printf(c->arena, "%s %s ", c->with_other ? c->with_other : "", list);
	}
}

static void write_field(struct convert *c, const char *name)
{
	struct strbuf *out = &c->out->formulario, comment;
	strbuf_init(&comment, c->arena);
	const char *relevant = expression(c, C_RELEVANT, &comment), *initial = cell(c, C_DEFAULT), *required = cell(c, C_REQUIRED);
	open_section(c);
	strbuf_printf(out, "      - name: %s\n", name);
	if (*required && strcasecmp(required, "no") != 0 && strcasecmp(required, "false") != 0) {
		const char *why, *rule = truth(required) ? "si" : xlsform_expression(required, c->arena, &why);
		if (rule)
			strbuf_printf(out, "        required: %s\n", truth(required) ? rule : quoted(rule, c->arena));
		else
			left_out(c, "required sin convertir: %s", why);
	}
	if (relevant)
		strbuf_printf(out, "        relevant: %s\n", quoted(relevant, c->arena));
	if (truth(cell(c, C_READ_ONLY)))
		strbuf_add(out, "        read_only: si\n");
	if (*initial) {
		const char *why, *rule = strpbrk(initial, "${('") ? xlsform_expression(initial, c->arena, &why) : initial[strspn(initial, "0123456789")] ? arena_printf(c->arena, "'%s'", initial) : initial;
		if (rule)
			strbuf_printf(out, "        default: %s\n", quoted(rule, c->arena));
		else
			left_out(c, "default sin convertir: %s", why);
	}
	strbuf_add(out, comment.text);
}

static void question(struct convert *c, char *type)
{
	char *list = strchr(type, ' ');
	bool other = list && strstr(list, "or_other");
	if (list) {
		*list++ = 0;
		list[strcspn(list, " ")] = 0;
	}
	c->out->preguntas++;
	const char *ours = NULL, *why = "el tipo no se conoce";
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strcasecmp(types[i].theirs, type) == 0) {
			ours = types[i].ours;
			why = types[i].why;
		}
	if (!ours || (c->depth && c->group[c->depth - 1].dropped)) {
		left_out(c, "la pregunta «%s» queda fuera: %s", cell(c, C_NAME), ours ? "está en un grupo repetido" : why);
		return;
	}
	c->out->convertidas++;
	if (strcmp(ours, "note") == 0) {
		open_section(c);
		strbuf_printf(&c->out->formulario, "      - {note: %s}\n", quoted(cell(c, C_LABEL), c->arena));
		return;
	}
	const char *name = xlsform_name(cell(c, C_NAME), c->arena);
	write_variable(c, name, ours, list, other);
	if (strcmp(ours, "calculate") != 0)
		write_field(c, name);
	if (other)
		strbuf_printf(&c->out->formulario, "      - {name: %s_otro, relevant: \"selected(${%s}, 'otro')\"}\n", name, name);
}

static void survey_row(struct convert *c)
{
	char *type = arena_strdup(c->arena, text_clean(c->arena, cell(c, C_TYPE), TEXT_ONE_LINE));
	bool begin_group = strcasecmp(type, "begin group") == 0 || strcasecmp(type, "begin_group") == 0;
	bool begin_repeat = strcasecmp(type, "begin repeat") == 0 || strcasecmp(type, "begin_repeat") == 0;
	if (!*type)
		return;
	if (begin_group || begin_repeat) {
		open_group(c, begin_repeat);
	} else if (strncasecmp(type, "end", 3) == 0 && (type[3] == ' ' || type[3] == '_')) {
		c->depth -= c->depth > 0;
		c->section_open = false;
	} else {
		question(c, type);
	}
}

static void write_choices(struct convert *c)
{
	const struct hoja *h = c->choices;
	int list = h ? hoja_columna(h, "list_name") : -1, name = h ? hoja_columna(h, "name") : -1, label = h ? hoja_columna(h, "label") : -1, filter = -1;
	const char *open = "";
	if (!h || list < 0 || name < 0)
		return;
	for (int i = 0; i < h->columnas; i++)
		if (i != list && i != name && strncasecmp(hoja_texto(h, 0, i), "label", 5) != 0 && strncasecmp(hoja_texto(h, 0, i), "media", 5) != 0 && *hoja_texto(h, 0, i))
			filter = filter < 0 ? i : filter;
	strbuf_add(&c->out->variables, "choices:\n");
	for (int row = 1; row < h->n; row++) {
		const char *of = hoja_texto(h, row, list), *own = hoja_texto(h, row, name), *parent = hoja_texto(h, row, filter);
		if (!*of || !*own)
			continue;
		if (strcmp(of, open) != 0) {
			strbuf_printf(&c->out->variables, "  %s:\n", xlsform_name(of, c->arena));
			if (c->with_other && strstr(c->with_other, arena_printf(c->arena, " %s ", of)))
				strbuf_add(&c->out->variables, "    - {name: otro, label: \"Otro\"}\n");
		}
		open = of;
		strbuf_printf(&c->out->variables, "    - {name: %s, label: %s%s%s}\n", quoted(own, c->arena), quoted(*hoja_texto(h, row, label) ? hoja_texto(h, row, label) : own, c->arena),
			*parent ? ", filter: " : "", *parent ? quoted(parent, c->arena) : "");
	}
}

static void headings(struct convert *c, const char *name)
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

bool xlsform_convert(struct xlsform *out, const struct libro *libro, const char *name, const struct xlsform_options *options, struct arena *arena, struct problems *problems, struct err *err)
{
	struct convert c = { .out = out, .libro = libro, .survey = libro_hoja(libro, "survey"), .choices = libro_hoja(libro, "choices"), .options = options, .arena = arena, .problems = problems };
	*out = (struct xlsform){ 0 };
	if (!c.survey || c.survey->n < 2)
		return err_set(err, ERR_DATA, "El libro no tiene la hoja «survey» con preguntas: ¿es un XLSForm?");
	for (int i = 0; i < COLUMNS; i++)
		c.column[i] = hoja_columna(c.survey, column_name[i]);
	if (c.column[C_RELEVANT] < 0)
		c.column[C_RELEVANT] = hoja_columna(c.survey, "relevance");
	if (c.column[C_READ_ONLY] < 0)
		c.column[C_READ_ONLY] = hoja_columna(c.survey, "readonly");
	if (c.column[C_TYPE] < 0 || c.column[C_NAME] < 0)
		return err_set(err, ERR_DATA, "A la hoja «survey» le faltan las columnas type o name");
	headings(&c, name);
	for (c.row = 1; c.row < c.survey->n; c.row++)
		survey_row(&c);
	write_choices(&c);
	return true;
}

bool xlsform_check(const struct xlsform *x, struct arena *arena, struct problems *problems)
{
	struct dict *dict = arena_new(arena, struct dict);
	int before = problems->n;
	const char *variables = arena_printf(arena, "variables-%s.yaml", x->form), *form = arena_printf(arena, "%s.yaml", x->form);
	dict_init(dict, arena);
	const struct yaml_node *root = yaml_parse(arena, variables, x->variables.text, x->variables.len, problems);
	if (!root || !dict_load_node(dict, root, problems) || !dict_finish(dict, problems))
		return false;
	root = yaml_parse(arena, form, x->formulario.text, x->formulario.len, problems);
	return root && form_load_node(arena, dict, root, problems) && problems->n == before;
}
