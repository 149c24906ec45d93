#pragma once
/* A CSV file of an office read against the dictionary: which column is which variable, and what a cell says.
 * A heading names a variable by its name, an alias, its label or its short label, blind to case, accents and signs. The column that names the household
 * (variable codigo_externo) is the key in both files. Wrong files are ERR_DATA with the name of the file; wrong cells are the caller's to report. */
#include "base/csv.h"
#include "forms/dict.h"
#include "forms/answers.h"

#define CODIGO_EXTERNO "codigo_externo"

struct columna {
	const char *titulo;                  /* as it stands in the file, cleaned */
	const struct variable *var;          /* NULL: not used */
	const char *sin_uso;                 /* why not, in words */
	struct memo *memo;                   /* private: choices already understood */
};

struct tabla {
	const char *path, *nombre;           /* hogares.csv */
	struct arena *arena;
	const struct dict *dict;
	enum level level;
	struct columna *col; int n_col, cap_col;
	int clave;                           /* the column of the key */
	int *orden; int n_orden;             /* columns with a variable of the level, in the order of the dictionary: a choice comes after the one it depends on */
	struct csv_row *fila; int n, cap;
};

bool tabla_read(struct tabla *, struct arena *, const struct dict *, enum level, const char *path, struct err *);
int tabla_column(const struct tabla *, const char *variable);                   /* -1: the file has none */
const char *tabla_cell(const struct tabla *, int fila, int col);                /* "" when the row is shorter */
const char *tabla_key(const struct tabla *, int fila, struct arena *);          /* cleaned */
/* What the cell says; VALUE_NONE when empty. `antes`: answers of this row so far. False: err has the reason. */
bool tabla_value(struct tabla *, int fila, int col, const struct answers *antes, int32_t hoy, struct arena *, struct value *, struct err *);
