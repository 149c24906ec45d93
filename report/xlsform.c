#include "report/xlsform_work.h"

#include "base/text.h"
#include "forms/form.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

const char *const xlsform_columns[COLUMNS] = {
	"type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "calculation", "default", "read_only", "choice_filter", "appearance",
	"required_message", "repeat_count", "parameters",
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
	{ "select_one_from_file", "select_one", NULL }, { "select_multiple_from_file", "select_multiple", NULL }, { "xml-external", NULL, "no se leen archivos externos" },
};

const char *xlsform_cell(const struct xlsform_work *c, enum xlsform_column which)
{
	return hoja_texto(c->survey, c->row, c->column[which]);
}

void xlsform_left_out(struct xlsform_work *c, const char *fmt, ...)
{
	char text[512];
	va_list args;
	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	problem_add(c->problems, "survey", c->survey->linea[c->row], 1, "%s", text);
}

bool xlsform_truth(const char *text)
{
	return strcasecmp(text, "yes") == 0 || strcasecmp(text, "true") == 0 || strcasecmp(text, "true()") == 0 || strcasecmp(text, "si") == 0 || strcasecmp(text, "sí") == 0 || strcmp(text, "1") == 0;
}

static bool over_members(const struct xlsform_work *c, const char *name)
{
	static const char *const usual[] = { "integrante", "integrantes", "miembro", "miembros", "persona", "personas", "members", "member", NULL };
	if (c->options->repetir)
		return strcmp(name, c->options->repetir) == 0;
	for (int i = 0; usual[i]; i++)
		if (strcasecmp(name, usual[i]) == 0)
			return true;
	return false;
}

static void open_group(struct xlsform_work *c, bool repeat)
{
	if (c->depth == XLSFORM_DEPTH) {
		xlsform_left_out(c, "hay más de ocho grupos uno dentro de otro");
		return;
	}
	const struct xlsform_group *outer = c->depth ? &c->group[c->depth - 1] : NULL;
	struct xlsform_group *g = &c->group[c->depth++];
	const char *own = xlsform_write_condition(c);
	bool members = repeat && over_members(c, xlsform_cell(c, C_NAME)), within = outer && (outer->rows || (members && outer->repeat));
	*g = (struct xlsform_group){
		.own = own, .inner = !repeat && outer && outer->rows, .rows = repeat && !members && !within ? xlsform_name(xlsform_cell(c, C_NAME), c->arena) : outer ? outer->rows : NULL,
		.label = *xlsform_cell(c, C_LABEL) ? xlsform_cell(c, C_LABEL) : outer ? outer->label : xlsform_cell(c, C_NAME),
		.relevant = own && outer && outer->relevant ? arena_printf(c->arena, "(%s) and (%s)", outer->relevant, own) : own ? own : outer ? outer->relevant : NULL,
		.repeat = members || (outer && outer->repeat), .dropped = (repeat && within) || (outer && outer->dropped),
	};
	if (repeat && within)
		xlsform_left_out(c, "el grupo repetido «%s» está dentro de otro que se repite: sus preguntas quedan fuera", xlsform_cell(c, C_NAME));
	else if (g->rows && repeat)
		xlsform_write_repeat(c, g);
	c->section_open = c->section_open && g->inner;
}

/* «lugares.csv»: the list lugares, in that file. */
static char *file_list(struct xlsform_work *c, char *file)
{
	char *name = arena_strdup(c->arena, xlsform_name(arena_strndup(c->arena, file, strcspn(file, ".")), c->arena));
	if (names_add(&c->files, name, 0))
		xlsform_write_list(c, name, file);
	xlsform_left_out(c, "la lista está en %s: cópielo junto a las definiciones, con las columnas name, label y, si filtra, filter", file);
	return name;
}

static void note_row(struct xlsform_work *c, const char *question, const char *rows)
{
	if (names_add(&c->rows, question, c->n_row))
		*ARENA_PUSH(c->arena, c->row_name, c->n_row, c->cap_row) = rows;
}

static void question(struct xlsform_work *c, char *type)
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
		xlsform_left_out(c, "la pregunta «%s» queda fuera: %s", xlsform_cell(c, C_NAME), ours ? "está en un grupo que se repite dentro de otro" : why);
		return;
	}
	c->out->convertidas++;
	if (strcmp(ours, "note") == 0) {
		xlsform_write_note(c);
		return;
	}
	const char *name = xlsform_name(xlsform_cell(c, C_NAME), c->arena);
	if (list && strstr(type, "_from_file")) {
		list = file_list(c, list);
		if (other)
			xlsform_left_out(c, "or_other de «%s» sin convertir: agregue la opción otro al archivo y la pregunta «¿Cuál?» con «other»", name);
		other = false;
	}
	if (strstr(xlsform_cell(c, C_LABEL), "${"))
		xlsform_left_out(c, "el texto de «%s» nombra otra respuesta con ${ }: aquí se muestra tal cual; cámbielo", xlsform_cell(c, C_NAME));
	if (c->depth && c->group[c->depth - 1].rows)
		note_row(c, name, c->group[c->depth - 1].rows);
	xlsform_write_variable(c, name, ours, list, other);
	if (strcmp(ours, "calculate") != 0)
		xlsform_write_field(c, name, other);
}

static void survey_row(struct xlsform_work *c)
{
	char *type = arena_strdup(c->arena, text_clean(c->arena, xlsform_cell(c, C_TYPE), TEXT_ONE_LINE));
	bool begin_group = strcasecmp(type, "begin group") == 0 || strcasecmp(type, "begin_group") == 0;
	bool begin_repeat = strcasecmp(type, "begin repeat") == 0 || strcasecmp(type, "begin_repeat") == 0;
	if (!*type)
		return;
	if (begin_group || begin_repeat) {
		open_group(c, begin_repeat);
	} else if (strncasecmp(type, "end", 3) == 0 && (type[3] == ' ' || type[3] == '_')) {
		bool inner = c->depth && c->group[c->depth - 1].inner;
		c->depth -= c->depth > 0;
		c->section_open = c->section_open && inner;
	} else {
		question(c, type);
	}
}

/* Columns that the field's standard has and we do not: told once each, when they are used. */
static void unknown_columns(struct xlsform_work *c)
{
	for (int i = 0; i < c->survey->columnas; i++) {
		bool known = false, used = false;
		for (int k = 0; k < COLUMNS; k++)
			known = known || c->column[k] == i;
		for (int row = 1; row < c->survey->n && !used; row++)
			used = *hoja_texto(c->survey, row, i);
		const char *title = hoja_texto(c->survey, 0, i);
		if (!known && used && *title)
			problem_add(c->problems, "survey", c->survey->linea[0], i + 1, "la columna «%.60s» no se convierte", title);
	}
}

bool xlsform_convert(struct xlsform *out, const struct libro *libro, const char *name, const struct xlsform_options *options, struct arena *arena, struct problems *problems, struct err *err)
{
	struct xlsform_work c = { .out = out, .libro = libro, .survey = libro_hoja(libro, "survey"), .choices = libro_hoja(libro, "choices"), .options = options, .arena = arena, .problems = problems };
	*out = (struct xlsform){ 0 };
	if (!c.survey || c.survey->n < 2)
		return err_set(err, ERR_DATA, "El libro no tiene la hoja «survey» con preguntas: ¿es un XLSForm?");
	for (int i = 0; i < COLUMNS; i++)
		c.column[i] = hoja_columna(c.survey, xlsform_columns[i]);
	if (c.column[C_RELEVANT] < 0)
		c.column[C_RELEVANT] = hoja_columna(c.survey, "relevance");
	if (c.column[C_READ_ONLY] < 0)
		c.column[C_READ_ONLY] = hoja_columna(c.survey, "readonly");
	if (c.column[C_TYPE] < 0 || c.column[C_NAME] < 0)
		return err_set(err, ERR_DATA, "A la hoja «survey» le faltan las columnas type o name");
	xlsform_write_headings(&c, name);
	names_init(&c.rows, arena);
	names_init(&c.files, arena);
	strbuf_init(&c.lists, arena);
	unknown_columns(&c);
	for (c.row = 1; c.row < c.survey->n; c.row++)
		survey_row(&c);
	xlsform_write_choices(&c);
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
