#include "forms/expr_lex.h"

#include <string.h>

#include "base/text.h"

enum { DIGITS_MOST = 18, SCALE_MOST = 6 };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static const char *slice(struct lexer *x, int from, int to)
{
	return arena_strndup(x->arena, x->source + from, (size_t)(to - from));
}

static struct token done(struct lexer *x, struct token t, int end)
{
	t.end = x->pos = end;
	return t;
}

static struct token bad(struct lexer *x, struct token t, const char *why)
{
	t.kind = T_BAD;
	t.text = why;
	return done(x, t, x->pos);
}

static struct token number(struct lexer *x, struct token t)
{
	int pos = x->pos, digits = 0;
	t.kind = T_NUMBER;
	for (bool point = false;; pos++) {
		char c = x->source[pos];
		if (c == '.' && !point && is_digit(x->source[pos + 1])) {
			point = true;
			continue;
		}
		if (!is_digit(c))
			break;
		if (++digits > DIGITS_MOST || (point && ++t.scale > SCALE_MOST))
			return bad(x, t, "el número es demasiado largo");
		t.num = t.num * 10 + (c - '0');
	}
	char after = x->source[pos];
	if (after == '.')
		return bad(x, t, "los números van sin puntos de miles y con punto decimal: 1200000, 11.5");
	if (is_letter(after))
		return bad(x, t, "un número y un nombre van separados por un espacio o un signo");
	return done(x, t, pos);
}

static bool is_ascii(const char *s)
{
	while (*s && (unsigned char)*s < 0x80)
		s++;
	return !*s;
}

static struct token quoted(struct lexer *x, struct token t)
{
	const char *from = x->source + x->pos;
	const char *end = strchr(from + 1, *from);
	if (!end)
		return bad(x, t, "comillas sin cerrar");
	t.kind = T_TEXT;
	t.text = arena_strndup(x->arena, from + 1, (size_t)(end - from - 1));
	/* Answers are in NFC; an editor may have written the accent as a letter of its own. */
	if (!is_ascii(t.text))
		t.text = text_clean(x->arena, t.text, TEXT_MANY_LINES);
	return done(x, t, (int)(end + 1 - x->source));
}

static struct token variable(struct lexer *x, struct token t)
{
	int from = x->pos + 2, pos = from;
	if (x->source[x->pos + 1] != '{')
		return bad(x, t, "una variable se escribe ${nombre}");
	while (is_letter(x->source[pos]) || is_digit(x->source[pos]))
		pos++;
	if (pos == from || x->source[pos] != '}')
		return bad(x, t, "una variable se escribe ${nombre}: con llaves, minúsculas sin tildes, números y _");
	t.kind = T_VARIABLE;
	t.text = slice(x, from, pos);
	return done(x, t, pos + 1);
}

/* Names may hold hyphens, as in XPath: years-between. */
static struct token name(struct lexer *x, struct token t)
{
	int pos = x->pos;
	while (is_letter(x->source[pos]) || is_digit(x->source[pos]) || (x->source[pos] == '-' && is_letter(x->source[pos + 1])))
		pos++;
	t.kind = T_NAME;
	t.text = slice(x, t.at, pos);
	return done(x, t, pos);
}

/* What people write who know another language, or a word processor. */
static const struct { const char *sign, *help; } foreign[] = {
	{ "==", "la igualdad se escribe con un solo «=»" },
	{ "<>", "«distinto de» se escribe «!=»" },
	{ "=<", "«menor o igual» se escribe «<=»" },
	{ "=>", "«mayor o igual» se escribe «>=»" },
	{ "&&", "«y» se escribe «and»" },
	{ "||", "«o» se escribe «or»" },
	{ "|", "«o» se escribe «or»" },
	{ "&", "«y» se escribe «and»" },
	{ "%", "el resto de una división se escribe «mod»" },
	{ "“", "use comillas rectas: 'texto'" },
	{ "”", "use comillas rectas: 'texto'" },
	{ "‘", "use comillas rectas: 'texto'" },
	{ "’", "use comillas rectas: 'texto'" },
	{ "«", "use comillas rectas: 'texto'" },
	{ "≥", "«mayor o igual» se escribe «>=»" },
	{ "≤", "«menor o igual» se escribe «<=»" },
	{ "≠", "«distinto de» se escribe «!=»" },
	{ "×", "la multiplicación se escribe «*»" },
	{ "÷", "la división entera se escribe «div»" },
	{ "{", "una variable se escribe ${nombre}" },
};

/* Longest first. */
static const char *const signs[] = { "!=", "<=", ">=", "=", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", ",", "." };

static struct token sign(struct lexer *x, struct token t)
{
	const char *s = x->source + x->pos;
	for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
		if (strncmp(s, foreign[i].sign, strlen(foreign[i].sign)) == 0)
			return bad(x, t, foreign[i].help);
	}
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t n = strlen(signs[i]);
		if (strncmp(s, signs[i], n) != 0)
			continue;
		t.kind = T_SIGN;
		t.text = signs[i];
		return done(x, t, x->pos + (int)n);
	}
	const char *next = s;
	uint32_t code = text_decode(&next);
	if (code < 0x20 || text_code_hidden(code) || code == TEXT_BAD)
		return bad(x, t, "hay un carácter invisible que no va en una expresión");
	return bad(x, t, arena_printf(x->arena, "el carácter «%.*s» no va aquí", (int)(next - s), s));
}

struct token lexer_next(struct lexer *x)
{
	x->pos += (int)strspn(x->source + x->pos, " \t\r\n");
	struct token t = { .at = x->pos, .end = x->pos, .text = "" };
	char c = x->source[x->pos];
	if (!c)
		return t;
	if (is_digit(c))
		return number(x, t);
	if (c == '\'' || c == '"')
		return quoted(x, t);
	if (c == '$')
		return variable(x, t);
	if (is_letter(c))
		return name(x, t);
	return sign(x, t);
}
