/* Names and expressions of XLSForm in our language, which is a subset of it: most stay as they are. */
#include "report/xlsform.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

const char *xlsform_name(const char *theirs, struct arena *arena)
{
	char *name = text_fold(arena, theirs);
	for (char *p = name; *p; p++)
		if (*p == ' ')
			*p = '_';
	return isalpha((unsigned char)*name) ? name : arena_printf(arena, "p_%s", name);
}

static const char *const known_words[] = {
	"not", "if", "coalesce", "true", "false", "selected", "count-selected", "regex", "string-length", "once", "today", "date", "count", "sum", "min", "max",
	"or", "and", "div", "mod", "in", NULL,
};

static bool known(const char *word, size_t n)
{
	for (int i = 0; known_words[i]; i++)
		if (strlen(known_words[i]) == n && strncmp(known_words[i], word, n) == 0)
			return true;
	return false;
}

/* ${x} = '' and ${x} != '' ask whether there is an answer. Gives what follows, NULL when it is not that. */
static const char *emptiness(const char *after, bool *answered)
{
	const char *p = after + strspn(after, " ");
	*answered = strncmp(p, "!=", 2) == 0;
	if (!*answered && *p != '=')
		return NULL;
	p += *answered ? 2 : 1;
	p += strspn(p, " ");
	return strncmp(p, "''", 2) == 0 || strncmp(p, "\"\"", 2) == 0 ? p + 2 : NULL;
}

static const char *put_variable(struct strbuf *out, const char *p, struct arena *arena)
{
	const char *end = strchr(p, '}');
	if (!end)
		return NULL;
	const char *name = xlsform_name(arena_strndup(arena, p + 2, (size_t)(end - p - 2)), arena);
	bool answered;
	const char *rest = emptiness(end + 1, &answered);
	if (rest)
		strbuf_printf(out, answered ? "answered(${%s})" : "not(answered(${%s}))", name);
	else
		strbuf_printf(out, "${%s}", name);
	return rest ? rest : end + 1;
}

const char *xlsform_expression(const char *theirs, struct arena *arena, const char **why)
{
	struct strbuf out;
	strbuf_init(&out, arena);
	*why = NULL;
	for (const char *p = theirs; *p;) {
		if (p[0] == '$' && p[1] == '{') {
			p = put_variable(&out, p, arena);
			if (!p) {
				*why = "falta una llave }";
				return NULL;
			}
		} else if (*p == '\'' || *p == '"') {
			const char *end = strchr(p + 1, *p);
			size_t n = end ? (size_t)(end - p) + 1 : strlen(p);
			strbuf_add(&out, "'");
			strbuf_addn(&out, p + 1, n >= 2 ? n - 2 : 0);
			strbuf_add(&out, "'");
			p += n;
		} else if (isalpha((unsigned char)*p)) {
			size_t n = strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-:_");
			if (!known(p, n)) {
				*why = arena_printf(arena, "«%.*s» no está en nuestro lenguaje", (int)n, p);
				return NULL;
			}
			strbuf_addn(&out, p, n);
			p += n;
		} else {
			strbuf_add(&out, *p == '\n' ? " " : arena_strndup(arena, p, 1));
			p++;
		}
	}
	return out.text;
}

const char *xlsform_over_rows(const char *ours, const char *(*repeat_of)(const char *question, const void *), const void *arg, struct arena *arena)
{
	static const char *const over[] = { "sum(${", "min(${", "max(${", NULL };
	struct strbuf out;
	strbuf_init(&out, arena);
	for (const char *p = ours; *p;) {
		int i = 0;
		while (over[i] && strncmp(p, over[i], 6) != 0)
			i++;
		size_t n = over[i] ? strcspn(p + 6, "}") : 0;
		const char *name = n && p[6 + n] == '}' && p[7 + n] == ')' ? arena_strndup(arena, p + 6, n) : NULL;
		const char *rows = name ? repeat_of(name, arg) : NULL;
		if (rows)
			strbuf_printf(&out, "%.4s${%s}/${%s})", p, rows, name);
		else
			strbuf_addn(&out, p, 1);
		p += rows ? n + 8 : 1;
	}
	return out.text;
}
