#include "store/unir_filas.h"
#include "forms/form.h"
#include "forms/repeat.h"
#include <stdio.h>
#include <string.h>

enum { NAME = 160 };

bool unir_es_fila(const struct dict *dict, const char *campo)
{
	size_t n = strlen(campo), tail = strlen(FORM_AVISO);
	char base[NAME];

	if (n > tail && strcmp(campo + n - tail, FORM_AVISO) == 0)
		n -= tail;
	if (n >= sizeof base)
		return false;
	memcpy(base, campo, n);
	base[n] = '\0';
	const struct variable *var = dict_find(dict, base);
	return var && var->repeat;
}

static struct answer answer_of(const struct record *r, const char *name)
{
	const struct answer *a = answers_find(&r->fields, name);

	return a ? *a : (struct answer){ .name = name };
}

static bool same_row(const struct repeat *r, const struct record *a, int row_a, const struct record *b, int row_b)
{
	for (int i = 0; i < r->n; i++)
		if (!value_equal(answers_get(&a->fields, repeat_field(r->field[i], row_a)->name), answers_get(&b->fields, repeat_field(r->field[i], row_b)->name)))
			return false;
	return true;
}

static bool known_here(const struct repeat *r, const struct record *queda, const struct record *otra, int row)
{
	for (int i = 1; i <= r->max; i++)
		if (repeat_has(r, &queda->fields, i, true) && same_row(r, queda, i, otra, row))
			return true;
	return false;
}

static bool comes(const struct repeat *r, const struct record *queda, const struct record *otra, int row)
{
	return repeat_has(r, &otra->fields, row, true) && !known_here(r, queda, otra, row);
}

int unir_filas_nuevas(const struct dict *dict, const struct record *queda, const struct record *otra)
{
	int n = 0;

	for (int i = 0; i < dict->n_var; i++)
		for (int row = 1; variable_is_repeat(&dict->var[i]) && row <= dict->var[i].repeat->max; row++)
			n += comes(dict->var[i].repeat, queda, otra, row);
	return n;
}

static bool has_rows(const struct repeat *r, const struct record *of)
{
	for (int row = 1; row <= r->max; row++)
		if (repeat_has(r, &of->fields, row, true))
			return true;
	return false;
}

/* Only the other one was asked, and there are none. */
static bool says_none(const struct repeat *r, const struct record *queda, const struct record *otra)
{
	struct answer theirs = answer_of(otra, r->var->name);

	return theirs.value.kind == VALUE_SET && !*theirs.value.text && !answers_find(&queda->fields, r->var->name) && !has_rows(r, queda) && !has_rows(r, otra);
}

bool unir_filas_hay(const struct dict *dict, const struct record *queda, const struct record *otra)
{
	for (int i = 0; i < dict->n_var; i++)
		if (variable_is_repeat(&dict->var[i]) && says_none(dict->var[i].repeat, queda, otra))
			return true;
	return unir_filas_nuevas(dict, queda, otra) > 0;
}

static void put_answer(struct record *to, const char *name, const struct record *from, const char *there)
{
	struct answer a = answer_of(from, there);

	a.name = name;
	if (a.value.kind != VALUE_NONE)
		answers_put(&to->fields, &a);
}

static void put_row(const struct repeat *r, struct record *queda, int row, const struct record *otra, int from)
{
	char here[NAME], there[NAME];

	for (int i = 0; i < r->n; i++) {
		const char *a = repeat_field(r->field[i], row)->name, *b = repeat_field(r->field[i], from)->name;
		put_answer(queda, a, otra, b);
		snprintf(here, sizeof here, "%s" FORM_AVISO, a);
		snprintf(there, sizeof there, "%s" FORM_AVISO, b);
		put_answer(queda, here, otra, there);
	}
}

/* In order of their numbers, as a form writes them. */
static void put_list(const struct repeat *r, struct record *queda, const struct record *otra, int added)
{
	struct answer list = answer_of(queda, r->var->name), theirs = answer_of(otra, r->var->name);
	char rows[4 * REPEAT_MOST] = "";
	size_t n = 0;

	if (list.value.kind == VALUE_NONE)
		list = theirs;
	list.hidden = list.hidden && theirs.hidden;
	for (int row = 1; row <= r->max; row++)
		if (row == added || repeat_has(r, &queda->fields, row, true))
			n += (size_t)snprintf(rows + n, sizeof rows - n, "%s%d", n ? " " : "", row);
	list.name = r->var->name;
	list.value = value_set(rows);
	answers_put(&queda->fields, &list);
}

static int free_row(const struct repeat *r, const struct record *queda)
{
	for (int row = 1; row <= r->max; row++)
		if (!repeat_has(r, &queda->fields, row, true))
			return row;
	return 0;
}

static bool append(const struct repeat *r, struct record *queda, const struct record *otra, struct err *err)
{
	struct record mine;

	if (says_none(r, queda, otra))
		put_answer(queda, r->var->name, otra, r->var->name);
	record_copy(&mine, queda->fields.arena, queda);      /* what is there, not what is being put */
	for (int row = 1; row <= r->max; row++) {
		if (!comes(r, &mine, otra, row))
			continue;
		int to = free_row(r, queda);
		if (to == 0)
			return err_set(err, ERR_RULE, "En «%s» caben hasta %d y entre los dos hogares hay más: quite las que sobren en uno de ellos y después únalos", r->var->label, r->max);
		put_row(r, queda, to, otra, row);
		put_list(r, queda, otra, to);
	}
	return true;
}

bool unir_filas(const struct dict *dict, struct record *queda, const struct record *otra, struct err *err)
{
	for (int i = 0; i < dict->n_var; i++)
		if (variable_is_repeat(&dict->var[i]) && !append(dict->var[i].repeat, queda, otra, err))
			return false;
	return true;
}
