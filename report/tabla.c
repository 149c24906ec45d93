#include "report/tabla.h"
#include "base/text.h"
#include "forms/field_type.h"
#include "forms/names.h"
#include <stdlib.h>
#include <string.h>

enum { MEMO_MAX = 512 };

/* Choices already understood: folding a long list for each cell is what an import would spend its time on. */
struct memo { struct names index; struct value *value; int n, cap; struct names by_parent; const struct variable **narrowed; int n_narrowed, cap_narrowed; };

enum rank { BY_NAME, BY_ALIAS, BY_LABEL, BY_SHORT, RANKS };
enum { AMBIGUOUS = -2 };

struct headings { struct names rank[RANKS]; int *var[RANKS], n[RANKS], cap[RANKS]; };

static void heading_add(struct headings *h, struct arena *a, enum rank rank, const char *text, int var)
{
	const char *folded = text_fold(a, text);
	int at = names_find(&h->rank[rank], folded);
	if (!*folded)
		return;
	if (at >= 0) {
		if (h->var[rank][at] != var)
			h->var[rank][at] = AMBIGUOUS;
		return;
	}
	names_add(&h->rank[rank], folded, h->n[rank]);
	*ARENA_PUSH(a, h->var[rank], h->n[rank], h->cap[rank]) = var;
}

static void headings_init(struct headings *h, struct arena *a, const struct dict *d, enum level level)
{
	*h = (struct headings){ 0 };
	for (int r = 0; r < RANKS; r++)
		names_init(&h->rank[r], a);
	for (int i = 0; i < d->n_var; i++) {
		const struct variable *v = &d->var[i];
		if (v->level != level && strcmp(v->name, CODIGO_EXTERNO) != 0)
			continue;
		heading_add(h, a, BY_NAME, v->name, i);
		for (const char *const *alias = v->aliases; alias && *alias; alias++)
			heading_add(h, a, BY_ALIAS, *alias, i);
		heading_add(h, a, BY_LABEL, v->label, i);
		heading_add(h, a, BY_SHORT, v->short_label, i);
	}
}

static int heading_find(const struct headings *h, const char *folded)
{
	for (int r = 0; r < RANKS; r++) {
		int at = names_find(&h->rank[r], folded);
		if (at >= 0)
			return h->var[r][at];
	}
	return -1;
}

static bool add_column(struct tabla *t, const struct headings *h, const char *text, struct err *err)
{
	struct columna c = { .titulo = text_clean(t->arena, text, TEXT_ONE_LINE) };
	int at = heading_find(h, text_fold(t->arena, c.titulo)), here = t->n_col;
	const struct variable *v = at >= 0 ? &t->dict->var[at] : NULL;
	if (at == AMBIGUOUS)
		c.sin_uso = "puede ser más de una variable; use el nombre de la variable";
	else if (!v)
		c.sin_uso = "no está en el diccionario";
	else if (v->calculation || v->type->kind == VALUE_NONE)
		c.sin_uso = "el programa la calcula";
	else
		c.var = v;
	for (int i = 0; c.var && i < t->n_col; i++)
		if (t->col[i].var == c.var)
			return err_set(err, ERR_DATA, "%s: las columnas «%s» y «%s» dicen lo mismo (%s); deje una sola", t->nombre, t->col[i].titulo, c.titulo, v->label);
	if (c.var && strcmp(v->name, CODIGO_EXTERNO) == 0)
		t->clave = here;
	*ARENA_PUSH(t->arena, t->col, t->n_col, t->cap_col) = c;
	return true;
}

static bool read_headings(struct tabla *t, const struct csv_row *row, struct err *err)
{
	struct headings h;
	headings_init(&h, t->arena, t->dict, t->level);
	t->clave = -1;
	for (int i = 0; i < row->n; i++)
		if (!add_column(t, &h, row->cell[i], err))
			return false;
	if (t->clave < 0)
		return err_set(err, ERR_DATA, "%s: falta la columna «hogar», con el código del hogar; es la que une los dos archivos", t->nombre);
	t->orden = arena_array(t->arena, int, t->n_col);
	for (int v = 0; v < t->dict->n_var; v++)
		for (int i = 0; i < t->n_col; i++)
			if (t->col[i].var == &t->dict->var[v] && t->dict->var[v].level == t->level)
				t->orden[t->n_orden++] = i;
	return true;
}

bool tabla_read(struct tabla *t, struct arena *a, const struct dict *d, enum level level, const char *path, struct err *err)
{
	struct csv_row row;
	struct err ignored;
	const char *slash = strrchr(path, '/');
	*t = (struct tabla){ .path = path, .nombre = slash ? slash + 1 : path, .arena = a, .dict = d, .level = level };
	err = err ? err : &ignored;
	err_clear(err);
	struct csv_reader *r = csv_open(a, path, err);
	if (!r)
		return false;
	if (!csv_next(r, &row, err))
		return err->code == ERR_NONE ? err_set(err, ERR_DATA, "%s: el archivo está vacío; la primera línea lleva los nombres de las columnas", t->nombre) : false;
	if (!read_headings(t, &row, err))
		return false;
	while (csv_next(r, &row, err))
		*ARENA_PUSH(a, t->fila, t->n, t->cap) = row;
	return err->code == ERR_NONE;
}

int tabla_column(const struct tabla *t, const char *variable)
{
	for (int i = 0; i < t->n_col; i++)
		if (t->col[i].var && strcmp(t->col[i].var->name, variable) == 0)
			return i;
	return -1;
}

const char *tabla_cell(const struct tabla *t, int fila, int col)
{
	return col >= 0 && col < t->fila[fila].n ? t->fila[fila].cell[col] : "";
}

const char *tabla_key(const struct tabla *t, int fila, struct arena *a)
{
	return text_clean(a, tabla_cell(t, fila, t->clave), TEXT_ONE_LINE);
}

static struct memo *memo_of(struct tabla *t, struct columna *c)
{
	if (!c->memo) {
		c->memo = arena_new(t->arena, struct memo);
		names_init(&c->memo->index, t->arena);
		names_init(&c->memo->by_parent, t->arena);
	}
	return c->memo;
}

/* The variable with only those choices that belong to the answer of the list before (communes of that city: some names repeat between cities). */
static const struct variable *narrow(struct tabla *t, struct columna *c, const char *parent)
{
	struct memo *m = memo_of(t, c);
	int at = names_find(&m->by_parent, parent);
	if (at >= 0)
		return m->narrowed[at];
	const struct choice_list *all = c->var->choices;
	struct choice *item = arena_array(t->arena, struct choice, all->n);
	struct choice_list *list = arena_new(t->arena, struct choice_list);
	struct variable *v = arena_copy(t->arena, c->var, sizeof *c->var);
	*list = (struct choice_list){ .name = all->name, .item = item };
	for (int i = 0; i < all->n; i++)
		if (!all->item[i].filter || strcmp(all->item[i].filter, parent) == 0)
			item[list->n++] = all->item[i];
	v->choices = list;
	names_add(&m->by_parent, arena_strdup(t->arena, parent), m->n_narrowed);
	*ARENA_PUSH(t->arena, m->narrowed, m->n_narrowed, m->cap_narrowed) = v;
	return v;
}

static bool choice_value(struct tabla *t, struct columna *c, const char *text, const char *parent, int32_t hoy, struct arena *a, struct value *out, struct err *err)
{
	struct memo *m = memo_of(t, c);
	const char *key = *parent ? arena_printf(a, "%s\n%s", parent, text) : text;
	int at = names_find(&m->index, key);
	if (at >= 0) {
		*out = m->value[at];
		return true;
	}
	const struct variable *var = *parent ? narrow(t, c, parent) : c->var;
	if (var->choices->n == 0)
		return err_set(err, ERR_DATA, "Aquí no hay lista de opciones para «%s»; deje la celda vacía", c->var->label);
	if (!variable_import(var, text, hoy, t->arena, out, err))
		return false;
	if (m->n < MEMO_MAX) {
		names_add(&m->index, arena_strdup(t->arena, key), m->n);
		*ARENA_PUSH(t->arena, m->value, m->n, m->cap) = *out;
	}
	return true;
}

bool tabla_value(struct tabla *t, int fila, int col, const struct answers *antes, int32_t hoy, struct arena *a, struct value *out, struct err *err)
{
	struct columna *c = &t->col[col];
	const char *text = tabla_cell(t, fila, col);
	*out = value_none();
	if (!*text)
		return true;
	if (c->var->type->kind != VALUE_CHOICE || !c->var->choices)
		return variable_import(c->var, text, hoy, a, out, err);
	return choice_value(t, c, text, c->var->filter_by ? answers_text(antes, c->var->filter_by) : "", hoy, a, out, err);
}
