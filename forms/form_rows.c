/* Rows of a free repeat in a form being filled: all that there may be stand in the form, those that are not there are not relevant. */
#include "forms/form.h"

#include <assert.h>

#include "base/strbuf.h"
#include "forms/form_pass.h"
#include "forms/repeat.h"

static const struct answers *answers_of(const struct form *f, const struct repeat *r)
{
	return scope_answers(&f->scope, r->level, f->scope.me);
}

/* Hidden ones too: the rows come back with their section. */
bool form_row_there(const struct form *f, const struct section_def *s, int row)
{
	return repeat_has(s->rows, answers_of(f, s->rows), row, true);
}

/* The item that holds which rows there are. */
static struct form_item *list_of(struct form *f, const struct repeat *r)
{
	int at = form_find(f, r->var->name, f->def->level == LEVEL_INTEGRANTE ? f->scope.me : -1);
	assert(at >= 0);
	return &f->item[at];
}

/* Rows as they are now, with `with` and without `without` (0: no such); "-": none. */
static const char *rows_text(const struct form *f, const struct section_def *s, int with, int without)
{
	struct strbuf out;
	strbuf_init(&out, f->arena);
	for (int row = 1; row <= s->rows->max; row++) {
		if (row == with || (row != without && form_row_there(f, s, row)))
			strbuf_printf(&out, "%s%d", out.len ? ", " : "", row);
	}
	return out.len ? out.text : "-";
}

static void list(struct form *f, const struct repeat *r, const char *rows)
{
	struct form_item *it = list_of(f, r);
	form_put(f, it, rows);
	it->touched = true;
}

/* Defaults fill what is untouched; a row that was taken out before still has to be emptied in the record. */
static void settle_fresh(struct form *f, const struct repeat *r, int row)
{
	for (int pass = 0; pass < 2; pass++) {
		for (int i = 0; i < f->n; i++) {
			struct form_item *it = &f->item[i];
			if (it->section->rows == r && it->section->row == row && it->field->initial)
				it->touched = pass == 1 && (it->touched || it->emptied);
		}
		if (pass == 0)
			form_pass(f);
	}
}

int form_row_add(struct form *f, int item)
{
	const struct section_def *s = f->item[item].section;
	int row = 1;
	assert(s->rows);
	while (row <= s->rows->max && form_row_there(f, s, row))
		row++;
	if (row > s->rows->max)
		return -1;
	list(f, s->rows, rows_text(f, s, row, 0));
	settle_fresh(f, s->rows, row);
	for (int i = 0; i < f->n; i++) {
		if (f->item[i].section->rows == s->rows && f->item[i].section->row == row && f->item[i].relevant && form_item_asks(&f->item[i]))
			return i;
	}
	return item;
}

int form_row_remove(struct form *f, int item, int row)
{
	const struct section_def *s = f->item[item].section;
	assert(s->rows);
	const char *rest = rows_text(f, s, 0, row);
	for (int i = 0; i < f->n; i++) {
		struct form_item *it = &f->item[i];
		if (it->section->rows != s->rows || it->section->row != row || !it->field->var || form_item_computed(it))
			continue;
		form_put(f, it, "");
		it->touched = it->emptied = true;
	}
	list(f, s->rows, rest);
	form_pass(f);
	return (int)(list_of(f, s->rows) - f->item);
}

bool form_row_none(struct form *f, int item)
{
	const struct section_def *s = f->item[item].section;
	assert(s->rows);
	for (int row = 1; row <= s->rows->max; row++) {
		if (form_row_there(f, s, row))
			return false;
	}
	list(f, s->rows, "-");
	form_pass(f);
	return true;
}
