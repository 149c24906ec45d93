#pragma once
/* From one version of a form to the next: what becomes of the answers that were given under the older one. Nothing is guessed: an answer without a rule
 * that says what it means now stays as it was, under its old version, and is counted. Answers of a newer version are not touched, so that the same
 * migration may be run again.
 *
 * migracion: pisos-2                              # programas/<p>/migraciones/pisos-2.yaml
 * formulario: vivienda                            # answers of version `de` or older become answers of version `a`
 * de: 1
 * a: 2
 * fuente: …
 * reglas:
 *   - {variable: piso, to: pisos}                                          # another name
 *   - {variable: pisos, choices: {tierra: tierra_arena}, unknown: [otro]}  # choices that have another name; those that cannot be told apart any more
 *   - {variable: cuartos_texto, to: cuartos_dormir, convert: si}           # the answer is read as the type of today
 *   - {variable: vieja, unknown: todo}                                     # every answer becomes sin dato
 *   - {variable: zona, to: sector, shared: si}                             # also for the answers that other forms got, by their version number
 * Answers keep the number of the version and not the form: a variable that another form asks too needs `shared`. A choice in `unknown` is offered no more.
 * An answer of the rows of a free repeat is named by its question. What was answered before stays in the journal. */
#include "base/problem.h"
#include "base/yaml.h"
#include "forms/answers.h"
#include "forms/form.h"

struct migration_choice { const char *from, *to; };     /* to NULL: sin dato */
struct migration_rule {
	const char *from;
	const struct variable *to;
	const struct migration_choice *choice; int n;
	bool convert, all_unknown;
	int line, col;
};
struct migration {
	const char *name, *fuente, *file;
	const struct form_def *form;
	int from, to;                        /* versions */
	const struct migration_rule *rule; int n;
};

/* NULL after problems. `forms`: those of the programme. */
const struct migration *migration_load(struct arena *, const struct dict *, const struct form_def *const *forms, int n_form, const char *path, struct problems *);
const struct migration *migration_load_node(struct arena *, const struct dict *, const struct form_def *const *forms, int n_form, const struct yaml_node *, struct problems *);
/* All *.yaml of a folder, in order of the version they start from; a folder that is not there has none. False after problems. */
bool migration_load_folder(struct arena *, const struct dict *, const struct form_def *const *forms, int n_form, const char *folder, const struct migration ***out, int *n,
	struct problems *);

/* What a rule did with one answer. */
enum migration_end { MIGRATION_CHANGED, MIGRATION_UNKNOWN, MIGRATION_LEFT, MIGRATION_ENDS };
struct migration_seen { const struct migration *migration; int rule; enum migration_end end; const char *name; struct value value; const char *why; };
/* Applies it to the answers of a record of this level; `seen` is called for each answer that a rule is about. True: something changed. */
bool migration_apply(const struct migration *, enum level, struct answers *, int32_t today, void (*seen)(const struct migration_seen *, void *), void *arg);
