#pragma once
/* The dictionary: every variable once (variables.yaml), and the lists of choices. Forms show variables, rules read them,
 * import and export columns and the data dictionary come from here. Loaded once per programme into its arena; read-only afterwards.
 *
 * variables.yaml:   version: 3
 *                   variables:
 *                     - {name: zona, level: hogar, type: select_one, choices: zona, label: Zona, aliases: [area, urbano_rural]}
 *                     - {name: edad, level: integrante, type: integer, label: Edad, calculation: "years-between(${fecha_nacimiento}, today())"}
 *                   choices:
 *                     zona: [{name: u, label: Urbana}, {name: r, label: Rural}]
 * keys of a variable: name level type label short hint choices constraint constraint_message calculation sensitive required_for decimals
 *                     unit min max min_date max_date max_length multiline appearance aliases fuente certeza
 *                     appearance: multiline is the same as multiline: yes; columns shows the choices side by side, where they fit
 *                     choice_filter other repeat row_label retired       retired: asked no more, kept to read answers of before
 * keys of a choice: name label aliases filter retired filter: the choice of the parent list that it belongs to
 * a long list stands in a file beside: municipio: {file: municipios.csv}, with these keys as columns (aliases with |, retired: si)
 *
 * A group that is repeated as often as needed is a variable of type repeat, and its questions name it (forms/repeat.h has how it is kept):
 *                     - {name: deuda, level: hogar, type: repeat, max: 8, label: "Deudas", row_label: "Deuda"}
 *                     - {name: deuda_valor, level: hogar, repeat: deuda, type: money, label: "¿Cuánto deben?"}
 * A node given to dict_load_node must live as long as the dictionary. */
#include "base/yaml.h"
#include "forms/value.h"

enum level {
	LEVEL_HOGAR, LEVEL_INTEGRANTE, LEVEL_VISITA,
	LEVEL_HECHO,             /* a fact that the model computes; has no answer */
	LEVEL_FILA,              /* a question of a free repeat as forms and rules name it; its answers are those of its rows */
	LEVEL_COUNT
};

struct choice {
	const char *name, *label;
	const char *const *aliases;      /* other spellings accepted on import; ends with NULL; may be NULL */
	const char *filter;              /* choice_filter value: the choice of the parent list it belongs to, or NULL */
	bool retired;                    /* not offered any more: answers of before are read with its label */
};
struct choice_list {
	const char *name;
	const struct choice *item;
	int n;
	bool some_retired;
	const struct choice *const *by_name;   /* sorted, for choice_find in long lists; NULL: looked through one by one */
};

struct field_type;
struct expr;
struct variable;

/* A group repeated as often as needed. Its rows are numbered 1…max. */
struct repeat {
	const struct variable *var;              /* of type repeat: holds which rows there are */
	const char *row_label;                   /* «Deuda» */
	enum level level;                        /* of the record that holds it */
	int max;
	const struct variable *const *field;     /* its questions, of LEVEL_FILA */
	int n;
};

struct variable {
	const char *name;
	enum level level;
	const struct field_type *type;
	const char *label, *hint, *unit;
	const char *short_label;                   /* `short`: for narrow columns; label when absent */
	const struct choice_list *choices;         /* select types */
	const char *filter_by;                     /* choice_filter: name of the variable whose answer selects the choices shown */
	const char *other;                         /* variable that holds the text of «otro», or NULL */
	bool retired;
	bool sensitive;                            /* «no quiso responder» is offered; kept out of plain exports */
	bool multiline;
	bool columns;                              /* choices side by side */
	int decimals;
	int64_t min, max;                          /* for numbers, in units of the value (115 for 11.5); INT64_MIN/MAX when not given; days for dates */
	int max_length;                            /* letters; 0: 200 for one line, 4000 for many */
	const struct expr *constraint;             /* `.` is the value; NULL when none */
	const char *constraint_message;
	const struct expr *calculation;            /* computed, never stored */
	const char *const *aliases;                /* column names accepted on import; ends with NULL; may be NULL */
	const char *fuente, *certeza;
	const char *required_for;                  /* what cannot be done without it, in words, for the data dictionary */
	const struct repeat *repeat;               /* the free repeat it belongs to, or is; NULL */
	const struct variable *rows;               /* LEVEL_FILA: the same question in row 1…max, each a variable of the dictionary; else NULL */
	int row;                                   /* of such a one; else 0 */
	int index;                                 /* position in the dictionary */
	const char *file; int line, col;
};

struct dict {
	struct arena *arena;
	int version;
	struct variable *var; int n_var, cap_var;
	struct choice_list *list; int n_list, cap_list;
	/* name indexes are private to dict.c */
	struct dict_index *index;
};

void dict_init(struct dict *, struct arena *);
/* May be called for several files (common first, then the programme's own). Problems are added, nothing stops at the first.
 * Expressions are compiled by dict_finish, when all names are known. */
bool dict_load(struct dict *, const char *path, struct problems *);
bool dict_load_node(struct dict *, const struct yaml_node *, struct problems *);
/* Facts computed by the model, so that expressions can name them: type is "integer", "boolean", "date", "select_one" or "text". */
void dict_add_hecho(struct dict *, const char *name, const char *type, const char *label, const char *choice_list_or_null);
bool dict_finish(struct dict *, struct problems *);

const struct variable *dict_find(const struct dict *, const char *name);
const struct choice_list *dict_choices(const struct dict *, const char *list);
const struct choice *choice_find(const struct choice_list *, const char *name);
const char *choice_label(const struct choice_list *, const char *name);        /* the name itself when unknown */
