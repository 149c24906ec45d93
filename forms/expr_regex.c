#include "forms/expr_regex.h"

#include <ctype.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

enum { PATTERN_MOST = 200, REPEATS_MOST = 1000 };

/* {2,40}{3} makes the compiled form 120 times as large: the product of all counts is limited. */
static bool runs_away(const char *pattern)
{
	long product = 1;
	for (const char *s = pattern; *s; s++) {
		if (*s == '\\' && s[1]) {
			s++;
			continue;
		}
		if (*s != '{')
			continue;
		long most = 1;
		for (s++; isdigit((unsigned char)*s) || *s == ','; s++) {
			char *end = NULL;
			if (*s == ',')
				continue;
			long n = strtol(s, &end, 10);
			most = n > most ? n : most;
			s = end - 1;
		}
		if (most > REPEATS_MOST || (product *= most) > REPEATS_MOST)
			return true;
		if (!*s)
			break;
	}
	return false;
}

static bool has_back_reference(const char *pattern)
{
	for (const char *s = strchr(pattern, '\\'); s && s[1]; s = strchr(s + 2, '\\')) {
		if (isdigit((unsigned char)s[1]))
			return true;
	}
	return false;
}

static const char *reason(int fault)
{
	static const struct { int fault; const char *text; } reasons[] = {
		{ REG_EBRACK, "en el patrón falta cerrar un corchete «]»" },
		{ REG_EPAREN, "en el patrón los paréntesis no tienen pareja" },
		{ REG_EBRACE, "en el patrón falta cerrar una llave «}»" },
		{ REG_BADBR, "en el patrón la repetición entre llaves está mal escrita: {2}, {2,} o {2,5}" },
		{ REG_BADRPT, "en el patrón no hay nada que repetir antes de *, + o ?" },
		{ REG_ERANGE, "en el patrón un rango va al revés: [a-z]" },
		{ REG_ECTYPE, "en el patrón hay una clase desconocida: existen [:alpha:], [:digit:], [:alnum:]…" },
		{ REG_EESCAPE, "el patrón termina en «\\»" },
	};
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
		if (reasons[i].fault == fault)
			return reasons[i].text;
	}
	return "el patrón está mal escrito";
}

const char *expr_regex_problem(struct arena *arena, const char *pattern)
{
	regex_t compiled;
	if (strlen(pattern) > PATTERN_MOST)
		return arena_printf(arena, "el patrón pasa de %d letras", PATTERN_MOST);
	if (has_back_reference(pattern))
		return "un patrón no puede volver sobre lo anterior (\\1)";
	if (runs_away(pattern))
		return arena_printf(arena, "las repeticiones del patrón pasan de %d en total", REPEATS_MOST);
	int fault = regcomp(&compiled, pattern, REG_EXTENDED | REG_NOSUB);
	if (fault)
		return reason(fault);
	regfree(&compiled);
	return NULL;
}

/* Patterns come from the definitions, which are few and live as long as the program; compiling one costs more than all its matches. The cache is
 * full before any real programme fills it; then a pattern is compiled for the one match. */
enum { KEPT = 64 };
static struct { char *pattern; regex_t compiled; } kept[KEPT];

static const regex_t *find_kept(const char *pattern)
{
	for (int i = 0; i < KEPT; i++) {
		if (kept[i].pattern && strcmp(kept[i].pattern, pattern) == 0)
			return &kept[i].compiled;
		if (!kept[i].pattern) {
			if (regcomp(&kept[i].compiled, pattern, REG_EXTENDED | REG_NOSUB))
				return NULL;
			kept[i].pattern = strdup(pattern);
			return kept[i].pattern ? &kept[i].compiled : NULL;
		}
	}
	return NULL;
}

bool expr_regex_match(const char *pattern, const char *text)
{
	const regex_t *known = find_kept(pattern);
	if (known)
		return regexec(known, text, 0, NULL, 0) == 0;
	regex_t compiled;
	if (regcomp(&compiled, pattern, REG_EXTENDED | REG_NOSUB))
		return false;
	bool match = regexec(&compiled, text, 0, NULL, 0) == 0;
	regfree(&compiled);
	return match;
}
