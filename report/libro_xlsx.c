/* The parts of an .xlsx that hold text: the list of sheets, the shared texts, and each sheet's cells. */
#include "report/libro.h"

#include "base/strbuf.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum { MOST_BYTES = 16 << 20, MOST_ROWS = 20000, MOST_COLUMNS = 100, MOST_SHEETS = 64 };

struct xlsx {
	struct libro *libro;
	zip_t *zip;
	const char **shared; int n_shared, cap_shared;
	struct { const char *name, *rel, *path; } sheet[MOST_SHEETS]; int n_sheet;
	/* of the part being read */
	struct strbuf text;
	bool in_text;
	const char *cell[MOST_COLUMNS];
	int column, last, row;
	char type;                       /* s shared, i inline, n as it is */
	struct hoja *to;
	bool too_large;
};

static const char *attribute(const char **attr, const char *name)
{
	for (int i = 0; attr[i]; i += 2)
		if (strcmp(attr[i], name) == 0)
			return attr[i + 1];
	return NULL;
}

/* Element names without their prefix: some writers use one. */
static const char *local(const char *name)
{
	const char *colon = strrchr(name, ':');
	return colon ? colon + 1 : name;
}

static char *read_part(struct xlsx *x, const char *name, size_t *size, struct err *err)
{
	zip_stat_t st;
	zip_file_t *file = zip_stat(x->zip, name, 0, &st) == 0 && st.size <= MOST_BYTES ? zip_fopen(x->zip, name, 0) : NULL;
	if (!file) {
		err_set(err, ERR_DATA, "Al libro le falta una parte (%s) o es demasiado grande: ábralo en una hoja de cálculo y guárdelo otra vez como .xlsx", name);
		return NULL;
	}
	char *bytes = arena_alloc(x->libro->arena, (size_t)st.size + 1);
	zip_int64_t got = zip_fread(file, bytes, st.size);
	zip_fclose(file);
	*size = got > 0 ? (size_t)got : 0;
	if (got < 0 || (zip_uint64_t)got != st.size) {
		err_set(err, ERR_DATA, "El libro está dañado (%s): guárdelo otra vez como .xlsx", name);
		return NULL;
	}
	return bytes;
}

typedef void (*on_start)(void *, const char *, const char **);
typedef void (*on_end)(void *, const char *);

static bool parse(struct xlsx *x, const char *part, on_start start, on_end end, XML_CharacterDataHandler text, struct err *err)
{
	size_t size;
	const char *bytes = read_part(x, part, &size, err);
	if (!bytes)
		return false;
	XML_Parser parser = XML_ParserCreate("UTF-8");
	if (!parser)
		abort();
	XML_SetUserData(parser, x);
	XML_SetElementHandler(parser, start, end);
	XML_SetCharacterDataHandler(parser, text);
	bool good = XML_Parse(parser, bytes, (int)size, 1) == XML_STATUS_OK;
	XML_ParserFree(parser);
	if (!good)
		return err_set(err, ERR_DATA, "El libro está dañado (%s): guárdelo otra vez como .xlsx", part);
	return !x->too_large || err_set(err, ERR_DATA, "El libro tiene más de %d filas: sepárelo en varios", MOST_ROWS);
}

static void on_text(void *arg, const char *s, int n)
{
	struct xlsx *x = arg;
	if (x->in_text)
		strbuf_addn(&x->text, s, (size_t)n);
}

static void no_end(void *arg, const char *name) { (void)arg, (void)name; }

static void workbook_start(void *arg, const char *name, const char **attr)
{
	struct xlsx *x = arg;
	const char *title = attribute(attr, "name"), *rel = attribute(attr, "r:id");
	if (strcmp(local(name), "sheet") != 0 || !title || !rel || x->n_sheet == MOST_SHEETS)
		return;
	x->sheet[x->n_sheet].name = arena_strdup(x->libro->arena, title);
	x->sheet[x->n_sheet++].rel = arena_strdup(x->libro->arena, rel);
}

static void rels_start(void *arg, const char *name, const char **attr)
{
	struct xlsx *x = arg;
	const char *id = attribute(attr, "Id"), *target = attribute(attr, "Target");
	if (strcmp(local(name), "Relationship") != 0 || !id || !target)
		return;
	for (int i = 0; i < x->n_sheet; i++)
		if (strcmp(x->sheet[i].rel, id) == 0)
			x->sheet[i].path = target[0] == '/' ? arena_strdup(x->libro->arena, target + 1) : arena_printf(x->libro->arena, "xl/%s", target);
}

static void shared_start(void *arg, const char *name, const char **attr)
{
	struct xlsx *x = arg;
	(void)attr;
	if (strcmp(local(name), "si") == 0)
		strbuf_init(&x->text, x->libro->arena);
	x->in_text = strcmp(local(name), "t") == 0;
}

static void shared_end(void *arg, const char *name)
{
	struct xlsx *x = arg;
	x->in_text = false;
	if (strcmp(local(name), "si") == 0)
		*ARENA_PUSH(x->libro->arena, x->shared, x->n_shared, x->cap_shared) = x->text.text;
}

/* "BC12" → column 54. */
static int column_of(const char *ref, int otherwise)
{
	int column = 0;
	if (!ref)
		return otherwise;
	for (; *ref >= 'A' && *ref <= 'Z'; ref++)
		column = column * 26 + (*ref - 'A' + 1);
	return column - 1;
}

static void sheet_start(void *arg, const char *name, const char **attr)
{
	struct xlsx *x = arg;
	const char *tag = local(name), *kind = attribute(attr, "t"), *row = attribute(attr, "r");
	if (strcmp(tag, "row") == 0) {
		memset(x->cell, 0, sizeof x->cell);
		x->column = x->last = -1;
		x->row = row ? atoi(row) : x->row + 1;
	} else if (strcmp(tag, "c") == 0) {
		x->column = column_of(row, x->column + 1);
		x->type = kind && strcmp(kind, "s") == 0 ? 's' : kind && strcmp(kind, "inlineStr") == 0 ? 'i' : kind && strcmp(kind, "b") == 0 ? 'b' : 'n';
		strbuf_init(&x->text, x->libro->arena);
	}
	if (strcmp(tag, "v") == 0 || (strcmp(tag, "t") == 0 && x->type == 'i'))
		x->in_text = true;
}

static const char *cell_text(struct xlsx *x)
{
	if (x->type == 's') {
		int at = atoi(x->text.text);
		return at >= 0 && at < x->n_shared ? x->shared[at] : "";
	}
	return x->type == 'b' ? (x->text.text[0] == '1' ? "TRUE" : "FALSE") : x->text.text;
}

static void sheet_end(void *arg, const char *name)
{
	struct xlsx *x = arg;
	const char *tag = local(name);
	x->in_text = false;
	if (strcmp(tag, "c") == 0 && x->column >= 0 && x->column < MOST_COLUMNS) {
		x->cell[x->column] = cell_text(x);
		x->last = x->column > x->last ? x->column : x->last;
	} else if (strcmp(tag, "row") == 0 && x->last >= 0) {
		x->too_large = x->too_large || x->to->n >= MOST_ROWS;
		if (!x->too_large)
			hoja_row(x->libro, x->to, x->cell, x->last + 1, x->row);
	}
}

static bool read_all(struct xlsx *x, struct err *err)
{
	if (!parse(x, "xl/workbook.xml", workbook_start, no_end, on_text, err) || !parse(x, "xl/_rels/workbook.xml.rels", rels_start, no_end, on_text, err))
		return false;
	/* A workbook with numbers only has no shared texts. */
	if (zip_name_locate(x->zip, "xl/sharedStrings.xml", 0) >= 0 && !parse(x, "xl/sharedStrings.xml", shared_start, shared_end, on_text, err))
		return false;
	for (int i = 0; i < x->n_sheet; i++) {
		x->to = libro_add(x->libro, x->sheet[i].name);
		x->row = 0;
		if (x->sheet[i].path && !parse(x, x->sheet[i].path, sheet_start, sheet_end, on_text, err))
			return false;
	}
	return true;
}

bool libro_xlsx(struct libro *l, const char *path, struct err *err)
{
	struct xlsx *x = arena_new(l->arena, struct xlsx);
	int code;
	x->libro = l;
	strbuf_init(&x->text, l->arena);
	x->zip = zip_open(path, ZIP_RDONLY, &code);
	if (!x->zip)
		return err_set_sys(err, ERR_DATA, code, "No se puede abrir «%s» como libro .xlsx: compruebe el nombre y que no esté abierto en otro programa", path);
	bool good = read_all(x, err);
	zip_discard(x->zip);
	return good;
}
