#include "base/yaml.h"
#include "base/file.h"
#include "base/text.h"
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

enum { BYTES_MAX = 1024 * 1024, DEPTH_MAX = 16, EVENTS_MAX = 100000, SCALAR_MAX = 8 * 1024 };

struct reader {
	struct arena *arena;
	struct problems *problems;
	const char *file, *bytes;       /* NUL-terminated */
	yaml_parser_t parser;
	int events, depth;
	bool broken;                    /* the tree would not be what was written */
};

static int line_of(yaml_mark_t m)
{
	return (int)m.line + 1;
}

static int col_of(yaml_mark_t m)
{
	return (int)m.column + 1;
}

#define SAY(r, mark, ...) problem_add((r)->problems, (r)->file, line_of(mark), col_of(mark), __VA_ARGS__)

/* What libyaml says (part of its context, part of its problem) in words that tell what to do. `at_start`: it happened where
 * the thing began; libyaml only notices at its end. The first row that fits is used. */
static const struct {
	const char *context, *problem, *text;
	bool at_start;
} syntax[] = {
	{ "quoted scalar", "end of stream", "comillas sin cerrar: la comilla que empieza aquí no tiene pareja", true },
	{ "quoted scalar", "document indicator", "comillas sin cerrar: la comilla que empieza aquí no tiene pareja", true },
	{ "quoted scalar", "unknown escape", "«\\» con una letra desconocida: para escribir «\\» tal cual use comillas simples", false },
	{ "quoted scalar", "", "código de carácter mal escrito después de «\\»: use comillas simples o escriba el carácter", false },
	{ "block scalar", "tab character", "tabulador en la sangría: use espacios", false },
	{ "block scalar", "", "detrás de «|» o «>» no va nada más en la línea; el texto empieza en la siguiente, con sangría", false },
	{ "anchor", "", "un texto que empieza por «&» va entre comillas", true },
	{ "alias", "", "un texto que empieza por «*» va entre comillas", true },
	{ "tag", "", "un texto que empieza por «!» va entre comillas", true },
	{ "directive", "", "una línea no puede empezar por «%»: ponga el texto entre comillas", true },
	{ "", "directive", "una línea no puede empezar por «%»: ponga el texto entre comillas", false },
	{ "plain scalar", "tab character", "tabulador en la sangría: use espacios", false },
	{ "simple key", "expected ':'", "faltan los dos puntos «:» (y un espacio) después de la clave, o el texto quedó mal alineado", true },
	{ "flow sequence", "", "lista sin cerrar: falta «,» o «]» en la lista que empieza aquí", true },
	{ "flow mapping", "", "grupo sin cerrar: falta «,» o «}» en el grupo que empieza aquí", true },
	{ "flow node", "", "falta un valor entre los corchetes o llaves, o faltan comillas", false },
	{ "block mapping", "expected key", "sangría: esta línea no queda alineada con las demás claves de su grupo, o no es «clave: valor»", false },
	{ "block collection", "expected '-'", "sangría: esta línea no queda alineada con los demás guiones «- » de su lista", false },
	{ "block node", "", "aquí se espera un valor: revise la sangría, o ponga el texto entre comillas", false },
	{ "", "mapping values", "dos puntos dentro de un texto, o sangría de más: ponga el texto entre comillas o corrija la sangría", false },
	{ "", "sequence entries", "el guion «- » de una lista va en su propia línea, con sangría debajo de la clave", false },
	{ "", "mapping keys", "sangría: aquí no puede empezar otra clave; un texto que empieza por «?» va entre comillas", false },
	{ "", "document start", "sangría: este texto no pertenece a ninguna clave", false },
	{ "", "", "no se entiende lo escrito aquí: revise la sangría y las comillas", false },
};

static const char *line_start(const struct reader *r, yaml_mark_t mark)
{
	const char *p = r->bytes;
	for (size_t line = 0; line < mark.line && *p; p++)
		line += *p == '\n' || (*p == '\r' && p[1] != '\n');
	return p;
}

static char char_at(const struct reader *r, yaml_mark_t mark)
{
	const char *p = line_start(r, mark);
	for (size_t col = 0; col < mark.column && *p; col++)
		text_decode(&p);
	return *p;
}

static bool first_in_line(const struct reader *r, yaml_mark_t mark)
{
	return strspn(line_start(r, mark), " ") >= mark.column;
}

static void say_syntax(struct reader *r)
{
	const yaml_parser_t *p = &r->parser;
	const char *context = p->context ? p->context : "", *problem = p->problem ? p->problem : "";
	r->broken = true;
	if (p->error == YAML_MEMORY_ERROR) {
		SAY(r, p->mark, "no hay memoria suficiente para leer el archivo");
		return;
	}
	if (strstr(problem, "cannot start any token")) {
		char c = char_at(r, p->problem_mark);
		if (c == '\t')
			SAY(r, p->problem_mark, "tabulador en la sangría: use espacios");
		else
			SAY(r, p->problem_mark, "un texto que empieza por «%c» va entre comillas", c);
		return;
	}
	if (strstr(context, "block mapping") && !first_in_line(r, p->problem_mark)) {
		SAY(r, p->problem_mark, "sobra texto después del valor: si el texto lleva comillas, encierre todo entre comillas del otro tipo");
		return;
	}
	size_t i = 0;
	while (!strstr(context, syntax[i].context) || !strstr(problem, syntax[i].problem))
		i++;
	SAY(r, syntax[i].at_start && p->context ? p->context_mark : p->problem_mark, "%s", syntax[i].text);
}

static bool next_event(struct reader *r, yaml_event_t *event)
{
	if (!yaml_parser_parse(&r->parser, event)) {
		say_syntax(r);
		return false;
	}
	if (++r->events <= EVENTS_MAX)
		return true;
	SAY(r, event->start_mark, "el archivo tiene más de %d elementos; divídalo en varios", EVENTS_MAX);
	r->broken = true;
	yaml_event_delete(event);
	return false;
}

/* What a quoted text may smuggle in by escapes ("\e", "\u202e"); raw ones were refused before. */
static bool clean_scalar(struct reader *r, const yaml_event_t *e)
{
	const char *s = (const char *)e->data.scalar.value, *end = s + e->data.scalar.length;
	if (e->data.scalar.length > SCALAR_MAX) {
		SAY(r, e->start_mark, "texto de más de %d bytes: acórtelo", SCALAR_MAX);
		return false;
	}
	while (s < end) {
		uint32_t code = text_decode(&s);
		if (code == '\t') {
			SAY(r, e->start_mark, "tabulador dentro del texto: use espacios");
			return false;
		}
		if (code == 0 || (code != '\n' && text_code_hidden(code))) {
			SAY(r, e->start_mark, "carácter de control o invisible (U+%04X) dentro del texto: quítelo", code);
			return false;
		}
	}
	return true;
}

static void refuse_marks(struct reader *r, const yaml_event_t *e, const yaml_char_t *anchor, const yaml_char_t *tag)
{
	if (anchor)
		SAY(r, e->start_mark, "las anclas «&» no se usan aquí: repita el valor, o ponga el texto entre comillas");
	if (tag)
		SAY(r, e->start_mark, "las etiquetas «!» no se usan aquí: quítela, o ponga el texto entre comillas");
}

static struct yaml_node *read_node(struct reader *, yaml_event_t *);

static bool deeper(struct reader *r, const yaml_event_t *e)
{
	if (++r->depth <= DEPTH_MAX)
		return true;
	SAY(r, e->start_mark, "hay más de %d niveles, unos dentro de otros", DEPTH_MAX);
	r->broken = true;
	return false;
}

static bool read_list(struct reader *r, struct yaml_node *list)
{
	yaml_event_t event;
	for (int cap = 0;;) {
		if (!next_event(r, &event))
			return false;
		if (event.type == YAML_SEQUENCE_END_EVENT) {
			yaml_event_delete(&event);
			return true;
		}
		struct yaml_node *item = read_node(r, &event);
		if (!item)
			return false;
		*ARENA_PUSH(r->arena, list->item, list->n, cap) = item;
	}
}

static int by_text(const void *x, const void *y)
{
	const struct yaml_node *a = *(const struct yaml_node *const *)x, *b = *(const struct yaml_node *const *)y;
	int order = strcmp(a->text, b->text);
	if (order == 0)
		order = (a->line > b->line) - (a->line < b->line);
	return order ? order : (a->col > b->col) - (a->col < b->col);
}

/* Sorted: comparing each with each would let a file of 50,000 keys stop the program. */
static void refuse_duplicates(struct reader *r, const struct yaml_node *map)
{
	if (map->n < 2)
		return;
	struct yaml_node **key = arena_copy(r->arena, map->key, sizeof *key * (size_t)map->n);
	qsort(key, (size_t)map->n, sizeof *key, by_text);
	for (int i = 1, first = 0; i < map->n; i++) {
		if (strcmp(key[i]->text, key[first]->text) != 0)
			first = i;
		else
			yaml_problem(r->problems, key[i], "la clave «%s» está repetida: ya está en la línea %d", key[i]->text, key[first]->line);
	}
}

static bool read_map(struct reader *r, struct yaml_node *map)
{
	yaml_event_t event;
	for (int cap = 0, cap_key = 0, n_key = 0;;) {
		if (!next_event(r, &event))
			return false;
		if (event.type == YAML_MAPPING_END_EVENT) {
			yaml_event_delete(&event);
			refuse_duplicates(r, map);
			return true;
		}
		struct yaml_node *key = read_node(r, &event);
		if (!key || !next_event(r, &event))
			return false;
		struct yaml_node *value = read_node(r, &event);
		if (!value)
			return false;
		if (key->kind != YAML_SCALAR || !*key->text) {
			yaml_problem(r->problems, key, "la clave tiene que ser una palabra");
			continue;
		}
		*ARENA_PUSH(r->arena, map->key, n_key, cap_key) = key;
		*ARENA_PUSH(r->arena, map->item, map->n, cap) = value;
	}
}

static void read_scalar(struct reader *r, const yaml_event_t *e, struct yaml_node *node)
{
	refuse_marks(r, e, e->data.scalar.anchor, e->data.scalar.tag);
	node->quoted = e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	if (clean_scalar(r, e))
		node->text = text_clean(r->arena, (const char *)e->data.scalar.value, TEXT_MANY_LINES);
}

/* Takes the event over. NULL: reading cannot go on. */
static struct yaml_node *read_node(struct reader *r, yaml_event_t *event)
{
	yaml_event_t e = *event;
	struct yaml_node *node = arena_new(r->arena, struct yaml_node);
	*node = (struct yaml_node){ .file = r->file, .line = line_of(e.start_mark), .col = col_of(e.start_mark), .text = "" };
	bool ok = true;
	switch (e.type) {
	case YAML_SCALAR_EVENT:
		read_scalar(r, &e, node);
		break;
	case YAML_SEQUENCE_START_EVENT:
		node->kind = YAML_LIST;
		refuse_marks(r, &e, e.data.sequence_start.anchor, e.data.sequence_start.tag);
		ok = deeper(r, &e) && read_list(r, node);
		r->depth--;
		break;
	case YAML_MAPPING_START_EVENT:
		node->kind = YAML_MAP;
		refuse_marks(r, &e, e.data.mapping_start.anchor, e.data.mapping_start.tag);
		ok = deeper(r, &e) && read_map(r, node);
		r->depth--;
		break;
	default:
		SAY(r, e.start_mark, "las referencias «*» no se usan aquí: repita el valor, o ponga el texto entre comillas");
		r->broken = true;
	}
	yaml_event_delete(&e);
	return ok ? node : NULL;
}

static struct yaml_node *read_document(struct reader *r)
{
	yaml_event_t event;
	struct yaml_node *root = NULL;
	for (;;) {
		if (!next_event(r, &event))
			return NULL;
		yaml_event_type_t type = event.type;
		if (type == YAML_DOCUMENT_START_EVENT && root) {
			SAY(r, event.start_mark, "el archivo tiene un segundo documento «---»: deje uno solo");
			r->broken = true;
		} else if (type == YAML_DOCUMENT_START_EVENT &&
		           event.data.document_start.tag_directives.start != event.data.document_start.tag_directives.end) {
			SAY(r, event.start_mark, "la línea «%%TAG» no se usa aquí: quítela");
		} else if (type >= YAML_ALIAS_EVENT) {
			root = read_node(r, &event);
			if (!root)
				return NULL;
			continue;
		}
		yaml_event_delete(&event);
		if (r->broken)
			return NULL;
		if (type == YAML_STREAM_END_EVENT)
			return root;
	}
}

/* Encoding and raw control characters, with the place: libyaml tells only the byte. */
static bool check_bytes(const struct reader *r, size_t len)
{
	int line = 1, col = 1;
	for (const char *s = r->bytes, *end = s + len; s < end;) {
		const char *from = s;
		uint32_t code = text_decode(&s);
		if (code == TEXT_BAD && (end - from < 3 || memcmp(from, "\xEF\xBF\xBD", 3) != 0)) {
			problem_add(r->problems, r->file, line, col, "el archivo no está en UTF-8 (byte 0x%02X): guarde el archivo en UTF-8",
			            (unsigned)(unsigned char)*from);
			return false;
		}
		if (code == 0 || (text_code_hidden(code) && code != '\n' && code != '\r' && code != '\t')) {
			problem_add(r->problems, r->file, line, col, "carácter de control o invisible (U+%04X): quítelo; guarde el archivo en UTF-8", code);
			return false;
		}
		col++;
		if (code == '\n' || (code == '\r' && *s != '\n')) {
			line++;
			col = 1;
		}
	}
	return true;
}

static const struct yaml_node *read_bytes(struct arena *a, const char *name, const char *bytes, size_t len, struct problems *problems)
{
	struct reader r = { .arena = a, .problems = problems, .file = arena_strdup(a, name) };
	if (len >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0)) {
		problem_add(problems, name, 1, 1, "el archivo está en UTF-16: guarde el archivo en UTF-8");
		return NULL;
	}
	size_t bom = len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	r.bytes = bytes + bom;
	len -= bom;
	if (!check_bytes(&r, len))
		return NULL;
	if (!yaml_parser_initialize(&r.parser)) {
		problem_add(problems, name, 0, 0, "no hay memoria suficiente para leer el archivo");
		return NULL;
	}
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)r.bytes, len);
	const struct yaml_node *root = read_document(&r);
	yaml_parser_delete(&r.parser);
	if (!r.broken && (!root || (root->kind == YAML_SCALAR && !*root->text && !root->quoted))) {
		problem_add(problems, name, 1, 1, "el archivo está vacío");
		return NULL;
	}
	return r.broken ? NULL : root;
}

const struct yaml_node *yaml_parse(struct arena *a, const char *name, const char *bytes, size_t len, struct problems *problems)
{
	if (len > BYTES_MAX) {
		problem_add(problems, name, 0, 0, "el archivo pasa de %d KiB: divídalo en varios", BYTES_MAX / 1024);
		return NULL;
	}
	char *copy = arena_alloc(a, len + 1);
	if (len > 0)
		memcpy(copy, bytes, len);
	return read_bytes(a, name, copy, len, problems);
}

const struct yaml_node *yaml_load(struct arena *a, const char *path, struct problems *problems)
{
	size_t len = 0;
	struct err err = { 0 };
	char *bytes = file_read(a, path, BYTES_MAX, &len, &err);
	if (!bytes) {
		size_t skip = strlen(path);
		problem_add(problems, path, 0, 0, "%s", strncmp(err.text, path, skip) == 0 ? err.text + skip + 2 : err.text);
		return NULL;
	}
	return read_bytes(a, path, bytes, len, problems);
}
