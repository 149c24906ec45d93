#pragma once
/* Expressions: the useful subset of ODK XForms / XLSForm, parsed once, typed, checked at load, evaluated in three values.
 * Grammar and semantics: docs/EXPRESIONES.md. Integers, dates, texts, choices, sets and booleans; no floating point.
 *
 *   ${edad} >= 5 and ${edad} <= 17 and not(${estudia})        . is the value under check (constraints)
 *   selected(${servicios}, 'acueducto')   ${zona} = 'u'   ${sexo} in ('h', 'm')
 *   count(${integrante}[${edad} < 5])   sum(${integrante}[${ocupado}]/${ingreso_total})   min( ) max( )
 *   exists(${integrante}[...])          if(a, b, c)  coalesce(a, b)  answered(${x})  today()  date('2026-01-31')
 *   years-between(a, b)  months-between(a, b)  days-between(a, b)  regex(${x}, '^[0-9]+$')  string-length(.)  count-selected(.)
 *   + - * div mod = != < <= > >= and or not( )   div is integer division and is refused where it may divide by zero silently: x div 0 is sin dato
 *   once(x): x itself, in a `default` only, where XLSForm writes it
 *   known-true(x): true only when x is known and true (to name a doubt on purpose)
 *
 * The rows of a free repeat are counted, added and compared in the same way: count(${deuda}[${deuda_valor} > 0])  sum(${deuda}/${deuda_valor})
 * Inside `${integrante}[ ]` a name is looked up first among the member's variables, then the household's.
 * Unknown operands: integers are intervals inside, so that a result is known whenever it does not depend on what is missing.
 * An empty aggregate: count and sum are 0, min and max are sin dato. A number that is not answered is sin dato, never 0. */
#include "base/problem.h"
#include "forms/answers.h"
#include "forms/dict.h"

enum expr_type { EXPR_BOOL, EXPR_INT, EXPR_DATE, EXPR_TEXT, EXPR_SET, EXPR_ANY };

struct expr;      /* in the arena of who compiled it */

struct expr_where {                     /* where an expression stands, for problems and for name lookup */
	const char *file; int line, col;
	enum level level;               /* LEVEL_INTEGRANTE: about one member; else about the household */
	enum expr_type self;            /* type of `.`, EXPR_ANY when there is no `.` */
	const struct variable *self_var;/* the variable whose value `.` is, or NULL */
	enum expr_type want;            /* EXPR_ANY: any */
	const struct repeat *repeat;    /* about one row of this free repeat; NULL: of none */
	bool once;                      /* once( ) may stand here: a default */
	bool visita;                    /* answers of the visit may be read; at LEVEL_VISITA and LEVEL_HECHO they may anyway */
};

/* NULL after problems. Names, types, choices ('u' must be in the list of zona), depth (≤ 32) and size are checked here. */
const struct expr *expr_compile(struct arena *, const struct dict *, const char *text, const struct expr_where *, struct problems *);
/* The same for a scalar of a YAML file: file, line and column come from the node. */
const struct expr *expr_compile_node(struct arena *, const struct dict *, const struct yaml_node *, struct expr_where, struct problems *);
const char *expr_source(const struct expr *);
enum expr_type expr_result(const struct expr *);
/* Visits the variables that it reads (each once), for cycles, dependencies and docs. */
void expr_variables(const struct expr *, void (*visit)(const struct variable *, void *), void *);

/* Facts against which it is evaluated. Answers may be NULL (then nothing is known). */
struct scope {
	const struct dict *dict;
	int32_t today;                              /* date of reference */
	const struct answers *hogar, *visita;
	const struct answers *const *integrante;    /* active members, in order */
	int n_integrante;
	const char *const *integrante_name;         /* what the trace calls each of them ("María"); may be NULL */
	int me;                                     /* member under evaluation at LEVEL_INTEGRANTE, -1 none */
	int row;                                    /* row under evaluation of the free repeat that the rule is about, from 1; 0 none */
	struct value self;                          /* `.` */
	/* Facts of LEVEL_HECHO; NULL: none are known. */
	struct value (*hecho)(const struct scope *, const char *name, void *);
	void *hecho_arg;
	/* The day on which an answer was last given, for the «¿por qué?»; DATE_NONE: not known. NULL: no days are told. */
	int32_t (*dicho)(const struct variable *, int me, void *);
	void *dicho_arg;
	struct scope_memo *memo;                    /* see scope_memorise; NULL: nothing is remembered */
};

/* The «¿por qué?»: lines in words that can be read aloud; depth is the indent. */
struct trace_line { int depth; const char *text; };
struct trace { struct arena *arena; struct trace_line *line; int n, cap; };
void trace_init(struct trace *, struct arena *);
void trace_add(struct trace *, int depth, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

enum tri { TRI_NO, TRI_YES, TRI_UNKNOWN };
struct value expr_eval(const struct expr *, const struct scope *, struct trace *trace_or_null);
enum tri expr_test(const struct expr *, const struct scope *, struct trace *trace_or_null);
/* The value of a variable in a scope, calculations and facts included. */
struct value scope_value(const struct scope *, const struct variable *, int me);
/* From now on what expressions find in this scope is remembered, so that an age is counted once and not for each rule. Only while neither the answers
 * nor the members nor the day change: a scope that is handed on takes `memo` back to NULL. */
void scope_memorise(struct scope *, struct arena *);
/* The answers that hold a record's level: the household's, the visit's, the member's; NULL when they are not there. */
const struct answers *scope_answers(const struct scope *, enum level, int me);
