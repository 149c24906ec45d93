/* Rows of a free repeat in a form being filled: all that there may be stand in the form, those that are not there are not relevant. */
#include "forms/form.h"

#include <assert.h>

#include "base/strbuf.h"
#include "forms/form_pass.h"
#include "forms/repeat.h"

/* Hidden ones too: the rows come back with their section. */
bool form_row_there(const struct form *f, const struct section_def *s, int row, int member)
{
	return repeat_has(s->rows, scope_answers(&f->scope, s->rows->level, member), row, true);
}

/* The rows of one repeat: the household's, the visit's, or of one member. */
struct rows { const struct section_def *section; const struct repeat *repeat; int member; };

static struct rows rows_at(const struct form *f, int item)
{
	const struct form_item *it = &f->item[item];
	assert(it->section->rows);
	return (struct rows){ it->section, it->section->rows, it->row };
}

static bool in_row(const struct form_item *it, const struct rows *r, int row)
{
	return it->section->rows == r->repeat && it->row == r->member && it->section->row == row;
}

/* The item that holds which rows there are. */
static struct form_item *list_of(struct form *f, const struct rows *r)
{
	int at = form_find(f, r->repeat->var->name, r->member);
	assert(at >= 0);
	return &f->item[at];
}

/* Rows as they are now, with `with` and without `without` (0: no such); "" when there is none. */
static const char *rows_text(const struct form *f, const struct rows *r, int with, int without)
{
	struct strbuf out;
	strbuf_init(&out, f->arena);
	for (int row = 1; row <= r->repeat->max; row++) {
		if (row == with || (row != without && form_row_there(f, r->section, row, r->member)))
			strbuf_printf(&out, "%s%d", out.len ? ", " : "", row);
	}
	return out.len ? out.text : "";
}

static void list(struct form *f, const struct rows *r, const char *rows)
{
	struct form_item *it = list_of(f, r);
	form_put(f, it, rows);
	it->touched = true;
}

/* Defaults fill what is untouched; a row that was taken out before still has to be emptied in the record. */
static void settle_fresh(struct form *f, const struct rows *r, int row)
{
	for (int pass = 0; pass < 2; pass++) {
		for (int i = 0; i < f->n; i++) {
			struct form_item *it = &f->item[i];
			if (in_row(it, r, row) && it->field->initial)
				it->touched = pass == 1 && (it->touched || it->emptied);
		}
		if (pass == 0)
			form_pass(f);
	}
}

int form_row_add(struct form *f, int item)
{
	const struct rows r = rows_at(f, item);
	int row = 1;
	while (row <= r.repeat->max && form_row_there(f, r.section, row, r.member))
		row++;
	if (row > r.repeat->max)
		return -1;
	list(f, &r, rows_text(f, &r, row, 0));
	settle_fresh(f, &r, row);
	for (int i = 0; i < f->n; i++) {
		if (in_row(&f->item[i], &r, row) && f->item[i].relevant && form_item_asks(&f->item[i]))
			return i;
	}
	return item;
}

int form_row_remove(struct form *f, int item, int row)
{
	const struct rows r = rows_at(f, item);
	const char *rest = rows_text(f, &r, 0, row);
	for (int i = 0; i < f->n; i++) {
		struct form_item *it = &f->item[i];
		if (!in_row(it, &r, row) || !it->field->var || form_item_computed(it))
			continue;
		form_put(f, it, "");
		it->touched = it->emptied = true;
	}
	list(f, &r, *rest || list_of(f, &r)->unasked ? rest : "-");
	form_pass(f);
	return (int)(list_of(f, &r) - f->item);
}

static bool any_row(const struct form *f, const struct rows *r)
{
	return *rows_text(f, r, 0, 0) != '\0';
}

bool form_row_none(struct form *f, int item)
{
	const struct rows r = rows_at(f, item);
	if (any_row(f, &r))
		return false;
	list(f, &r, "-");
	form_pass(f);
	return true;
}

bool form_row_unsay(struct form *f, int item)
{
	const struct rows r = rows_at(f, item);
	if (any_row(f, &r) || !*list_of(f, &r)->text)
		return false;
	list(f, &r, "");
	form_pass(f);
	return true;
}
