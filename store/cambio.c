/* An operation in words, declared in diario.h. */
#include "base/date.h"
#include "base/strbuf.h"
#include "forms/field_type.h"
#include "model/campos.h"
#include "store/diario.h"
#include <string.h>

static const char *set_words(const struct campo *campo, const char *names, struct arena *arena)
{
	struct strbuf words;

	strbuf_init(&words, arena);
	while (*names) {
		size_t n = strcspn(names, " ");
		if (words.len > 0)
			strbuf_add(&words, ", ");
		strbuf_add(&words, campo_choice_label(campo->choices, arena_strndup(arena, names, n)));
		names += n + (names[n] == ' ');
	}
	return words.text;
}

/* Values of fields that are in no dictionary: the program's own, or left from older definitions. */
static const char *plain(const struct campo *campo, struct value v, struct arena *arena)
{
	char text[DATE_TEXT];

	switch (v.kind) {
	case VALUE_NONE: return "";
	case VALUE_REFUSED: return "No quiso responder";
	case VALUE_BOOL: return v.num ? "Sí" : "No";
	case VALUE_INT: return arena_printf(arena, "%lld", (long long)v.num);
	case VALUE_DATE: return arena_strdup(arena, date_text((int32_t)v.num, text));
	case VALUE_TEXT: return v.text;
	case VALUE_CHOICE: return campo && campo->choices ? campo_choice_label(campo->choices, v.text) : v.text;
	case VALUE_SET: return campo && campo->choices ? set_words(campo, v.text, arena) : v.text;
	}
	return "";
}

/* What a field of this kind of record is: the program's own, or a variable. Lists of choices that stand in the dictionary are the variable's. */
struct field { const struct campo *campo; const struct variable *var; };

static struct field field_of(const struct dict *dict, enum record_kind kind, const char *name)
{
	struct field f = { .campo = campo_de(kind, name) };

	if (dict && (!f.campo || (f.campo->choices && !campo_choices(f.campo->choices))))
		f.var = dict_find(dict, name);
	return f;
}

static const char *words_of(struct field f, struct value v, struct arena *arena)
{
	return f.var ? variable_format(f.var, v, arena) : plain(f.campo, v, arena);
}

static const char *label_of(struct field f, const char *name)
{
	return f.var ? f.var->label : f.campo ? f.campo->label : name;
}

/* What the line is about: nothing for the household itself. */
static const char *subject(const struct imagen *m, struct arena *arena)
{
	static const char *const kind[RECORD_KINDS] = {
		[RECORD_INTEGRANTE] = "Integrante", [RECORD_LOGRO] = "Logro", [RECORD_VISITA] = "Visita", [RECORD_COMPROMISO] = "Compromiso",
		[RECORD_OPORTUNIDAD] = "Oportunidad", [RECORD_EVALUACION] = "Evaluación",
	};
	uint32_t member = m->seq & 0xfff;

	if (m->kind == RECORD_HOGAR)
		return "";
	if (m->kind != RECORD_LOGRO)
		return arena_printf(arena, "%s %u: ", kind[m->kind], m->seq);
	return member ? arena_printf(arena, "Logro %u, integrante %u: ", m->seq >> 12, member) : arena_printf(arena, "Logro %u: ", m->seq >> 12);
}

int entrada_cambios(const struct entrada *e, const struct dict *dict, struct arena *arena, const char ***lines)
{
	int n = 0, cap = 0;

	*lines = NULL;
	for (int i = 0; i < e->n_imagen; i++) {
		const struct imagen *m = &e->imagen[i];
		const char *about = subject(m, arena);
		struct answer_change *change;
		int changes = answers_diff(arena, &m->antes, &m->despues, &change);
		for (int j = 0; j < changes; j++) {
			struct field f = field_of(dict, m->kind, change[j].name);
			const char *label = label_of(f, change[j].name), *line;
			const char *before = words_of(f, change[j].before, arena), *after = words_of(f, change[j].after, arena);
			if (change[j].before.kind == VALUE_NONE)
				line = arena_printf(arena, "%s%s: “%s”", about, label, after);
			else if (change[j].after.kind == VALUE_NONE)
				line = arena_printf(arena, "%s%s: se retira “%s”", about, label, before);
			else
				line = arena_printf(arena, "%s%s: de “%s” a “%s”", about, label, before, after);
			*ARENA_PUSH(arena, *lines, n, cap) = line;
		}
	}
	return n;
}
