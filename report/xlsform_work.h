#pragma once
/* Private to xlsform*.c: a survey under conversion. xlsform.c goes through the rows, xlsform_write.c writes our two files. */
#include "forms/names.h"
#include "report/xlsform.h"

enum { XLSFORM_DEPTH = 8 };
enum xlsform_column { C_TYPE, C_NAME, C_LABEL, C_HINT, C_REQUIRED, C_RELEVANT, C_CONSTRAINT, C_MESSAGE, C_CALCULATION, C_DEFAULT, C_READ_ONLY, C_FILTER, C_APPEARANCE, C_REQUIRED_MESSAGE, C_COUNT, C_PARAMETERS, COLUMNS };
struct xlsform_group {
	const char *label, *relevant;  /* with the conditions of the groups around it */
	const char *own;               /* its condition alone */
	const char *rows;              /* name of the free repeat it is, or is within; NULL */
	bool repeat, dropped;          /* over the members; left out */
	bool inner, written;           /* a group within the section of a free repeat; its heading stands */
};
struct xlsform_work {
	struct xlsform *out;
	const struct libro *libro;
	const struct hoja *survey, *choices;
	const struct xlsform_options *options;
	struct arena *arena;
	struct problems *problems;
	int column[COLUMNS], row;
	struct xlsform_group group[XLSFORM_DEPTH]; int depth;
	bool section_open;             /* the section of the present group stands in the form */
	struct names rows;             /* questions of free repeats → position in row_name */
	const char **row_name; int n_row, cap_row;
	struct names files;            /* lists that stand in files of their own */
	struct strbuf lists;
	const char *with_other;        /* names of the lists that get the choice «otro», each between blanks */
	bool in_variables;             /* the heading of the variables is written */
};

extern const char *const xlsform_columns[COLUMNS];
const char *xlsform_cell(const struct xlsform_work *, enum xlsform_column);
void xlsform_left_out(struct xlsform_work *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
bool xlsform_truth(const char *text);
void xlsform_write_headings(struct xlsform_work *, const char *name);
void xlsform_write_repeat(struct xlsform_work *, const struct xlsform_group *);
/* The condition of the row's group; NULL: none, or it could not be said. */
const char *xlsform_write_condition(struct xlsform_work *);
void xlsform_write_note(struct xlsform_work *);
void xlsform_write_variable(struct xlsform_work *, const char *name, const char *type, const char *list, bool other);
void xlsform_write_field(struct xlsform_work *, const char *name, bool other);
void xlsform_write_list(struct xlsform_work *, const char *name, const char *file);
void xlsform_write_choices(struct xlsform_work *);
