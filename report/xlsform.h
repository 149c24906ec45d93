#pragma once
/* An XLSForm workbook as definitions of ours: a file of variables with their lists, and a form. What our language cannot say is left out, kept as a
 * comment beside its question, and reported with sheet and row; nothing is guessed. The result is checked with the same loaders as any definition.
 *
 * survey: type name label hint required required_message relevant constraint constraint_message calculation default read_only choice_filter
 * appearance parameters repeat_count
 * choices: list_name name label (and one column for the filter); settings: form_title form_id version. Groups become sections, nested ones one section
 * each with the conditions joined by `and`; a repeat over the members of the household (named below) becomes `repeat: integrante`, any other one a free repeat,
 * and the groups within it stay groups. */
#include "base/problem.h"
#include "base/strbuf.h"
#include "report/libro.h"

struct xlsform_options { const char *repetir; };      /* name of the repeat that goes over the members; NULL: integrante(s), miembro(s), persona(s) */
struct xlsform {
	const char *form, *titulo;
	struct strbuf variables, formulario;           /* the two files */
	int preguntas, convertidas;
};
/* False: it is no XLSForm at all (err). Otherwise the problems say what was left out. */
bool xlsform_convert(struct xlsform *, const struct libro *, const char *name, const struct xlsform_options *, struct arena *, struct problems *, struct err *);
/* Loads both texts as definitions, alone; what is still wrong goes to the problems with file, line and column of the texts. */
bool xlsform_check(const struct xlsform *, struct arena *, struct problems *);

/* For its own files: names of ours for names of theirs; an expression in our language, or NULL and why. */
const char *xlsform_name(const char *theirs, struct arena *);
const char *xlsform_expression(const char *theirs, struct arena *, const char **why);
/* `sum(${valor})` over a question of a free repeat is `sum(${deuda}/${valor})` with us. repeat_of: the repeat of a question, NULL for others. */
const char *xlsform_over_rows(const char *ours, const char *(*repeat_of)(const char *question, const void *), const void *arg, struct arena *);
