#include "forms/expr_regex.h"

#include <ctype.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

enum { PATTERN_MOST = 200, UNFOLDED_MOST = 1000 };

/* From «[» to its «]», or to the end. A «]» that comes first belongs to the list, and so do those of a class [:alpha:]. */
static const char *skip_list(const char *s)
{
	s += s[1] == '^' ? 2 : 1;
	if (*s == ']')
		s++;
	for (; *s && *s != ']'; s++)
		if (*s == '[' && s[1] && strchr(":.=", s[1])) {
			const char end[] = { s[1], ']', '\0' };
			const char *close = strstr(s + 2, end);
			s = close ? close + 1 : s;
		}
	return *s ? s : s - 1;
}

/* {5}, {2,5} and {2,}, which is two and one more that repeats; *s goes to its last letter. */
static long counted(const char **s)
{
	char *end;
	long most = strtol(*s + 1, &end, 10);
	if (*end == ',') {
		const char *from = end + 1;
		long n = strtol(from, &end, 10);
		most = end > from ? n : most < UNFOLDED_MOST ? most + 1 : most;
	}
	*s = *end ? end : end - 1;
	return most < 1 ? 1 : most > UNFOLDED_MOST ? UNFOLDED_MOST + 1 : most;
}

/* How many copies of what stands before it a repetition makes; 0: there is none here. */
static long copies(const char **s)
{
	switch (**s) {
	case '*': case '?': return 1;
	case '+': return 2;
	case '{': return counted(s);
	default: return 0;
	}
}

/* Compiling unfolds repetitions: {2,40}{3}, a++++ or ((a+)+)+ grow by multiplication. Counts the pieces before that happens. */
static bool runs_away(const char *pattern)
{
	long group[PATTERN_MOST + 1] = { 0 }, last = 0;
	int depth = 0;
	for (const char *s = pattern; *s; s++) {
		long times = copies(&s);
		if (times) {
			group[depth] += last * (times - 1);
			last *= times;
		} else if (*s == '(') {
			group[++depth] = 1;
			last = 0;
		} else if (*s == ')' && depth > 0) {
			last = group[depth--];
			group[depth] += last;
		} else {
			if (*s == '[')
				s = skip_list(s);
			else if (*s == '\\' && s[1])
				s++;
			last = 1;
			group[depth]++;
		}
		if (last > UNFOLDED_MOST || group[depth] > UNFOLDED_MOST)
			return true;
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
		return arena_printf(arena, "las repeticiones del patrón pasan de %d en total", UNFOLDED_MOST);
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
