#pragma once
/* Private to dict*.c: what the dictionary needs besides its contents while it is built and for finding names.
 * dict_load reads, dict_finish links names to variables and lists and compiles the expressions. */
#include "forms/dict.h"
#include "forms/names.h"

struct expr;

enum dict_mark { MARK_NEW, MARK_OPEN, MARK_DONE };      /* of the walk that finds cycles */

struct dict_pending {                                   /* one per variable, same index */
	const struct yaml_node *node;                   /* NULL for a fact */
	const char *choices;                            /* name of the list */
	const char *repeat, *row_label;                 /* name of the repeat it belongs to; what a row of it is called */
	struct repeat *made;                            /* the repeat that it is, while it is built */
	const struct yaml_node *constraint, *calculation;
	struct expr *calc;                              /* parsed, not checked yet */
	enum dict_mark mark;
	int needs;                                      /* the variable whose walk is under way from here */
	int length;                                     /* calculations in the longest chain that ends with this one */
	int64_t work;                                   /* steps to compute it once, in a household of EXPR_PEOPLE */
};

struct dict_index {
	struct names var, list;
	struct names column[LEVEL_COUNT];               /* names and aliases by which an imported column is known, per level */
	struct names broken;                            /* variables that did not load: what names them is not to blame */
	struct dict_pending *pending; int n, cap;
	bool finished;
};

/* dict_repeat.c. First the rows get their place, so that no pointer moves later; when the questions are linked and compiled, the rows become like them. */
void dict_repeat_expand(struct dict *, struct problems *);
void dict_repeat_fill(struct dict *);

/* Adds a variable with its name known to be new. The pointer is good until the next one is added. */
struct variable *dict_push(struct dict *, const char *name, enum level, struct dict_pending **);
void dict_list_sort(struct dict *, struct choice_list *);
/* dict_lists.c */
enum { DICT_NAME_MOST = 60 };
bool dict_good_name(const char *);
const char *const *dict_aliases(struct arena *, const struct yaml_node *, struct problems *);
void dict_read_list(struct dict *, const struct yaml_node *key, const struct yaml_node *list, struct problems *);
bool dict_broken(const struct dict *, const char *name);
