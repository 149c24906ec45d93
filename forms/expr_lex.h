#pragma once
/* The words of an expression. A token carries where it stands (byte of the source), so that problems name their column. */
#include "forms/expr.h"

enum token_kind { T_END, T_NUMBER, T_TEXT, T_VARIABLE, T_NAME, T_SIGN, T_BAD };

struct token {
	enum token_kind kind;
	int at, end;             /* bytes of the source */
	const char *text;        /* text, name, sign; T_BAD: what is wrong, in Spanish */
	int64_t num;
	int scale;               /* decimals written: 11.5 is num 115, scale 1 */
};

struct lexer { struct arena *arena; const char *source; int pos; };

struct token lexer_next(struct lexer *);
