#include "tests/model/familia.h"
#include "forms/field_type.h"
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

const struct yaml_node *familia_yaml(struct familia *f, const char *text)
{
	const struct yaml_node *root = yaml_parse(&f->arena, "prueba.yaml", text, strlen(text), &f->problems);

	cr_assert_not_null(root, "%s", f->problems.n ? f->problems.item[0].text : "");
	return root;
}

static void open_family(struct familia *f)
{
	memset(f, 0, sizeof *f);
	arena_init(&f->arena);
	problems_init(&f->problems, &f->arena);
	dict_init(&f->dict, &f->arena);
	ficha_init(&f->ficha, &f->arena);
	f->ficha.hogar.id = id_new();
}

static void no_problems(const struct familia *f)
{
	const struct problem *first = f->problems.item;

	cr_assert_eq(f->problems.n, 0, "%s:%d: %s", f->problems.n ? first->file : "", f->problems.n ? first->line : 0, f->problems.n ? first->text : "");
}

void familia_start(struct familia *f, const char *variables)
{
	open_family(f);
	dict_load_node(&f->dict, familia_yaml(f, variables), &f->problems);
	dict_finish(&f->dict, &f->problems);
	no_problems(f);
}

static const char *path_of(struct familia *f, const char *path)
{
	const char *root = getenv("LOGROS_ROOT");

	return arena_printf(&f->arena, "%s/programs/%s", root ? root : ".", path);
}

const struct yaml_node *familia_file(struct familia *f, const char *path)
{
	const struct yaml_node *root = yaml_load(&f->arena, path_of(f, path), &f->problems);

	no_problems(f);
	return root;
}

void familia_start_real(struct familia *f)
{
	static const char *const file[] = { "listas", "territorio", "variables-hogar", "variables-integrante", "variables-ingresos", "variables-visita" };

	open_family(f);
	for (size_t i = 0; i < sizeof file / sizeof *file; i++)
		dict_load(&f->dict, path_of(f, arena_printf(&f->arena, "common/%s.yaml", file[i])), &f->problems);
	dict_finish(&f->dict, &f->problems);
	no_problems(f);
}

void familia_done(struct familia *f)
{
	arena_done(&f->arena);
}

static struct value read_value(struct familia *f, enum record_kind kind, const char *name, const char *text)
{
	const struct variable *var = dict_find(&f->dict, name);
	const struct campo *campo = campo_de(kind, name);
	struct value v = value_none();
	struct err err = { .code = ERR_NONE };

	if (*text == '\0' || strcmp(text, "*") == 0)
		return (struct value){ .kind = *text ? VALUE_REFUSED : VALUE_NONE };
	if (var) {
		cr_assert(variable_import(var, text, dia("2030-01-01"), &f->arena, &v, &err), "%s=%s: %s", name, text, err.text);
		return v;
	}
	switch (campo ? campo->kind : VALUE_TEXT) {
	case VALUE_INT: return value_int(strtoll(text, NULL, 10));
	case VALUE_DATE: return value_date(dia(text));
	case VALUE_BOOL: return value_bool(strcmp(text, "si") == 0);
	case VALUE_CHOICE: return value_choice(text);
	default: return value_text(text);
	}
}

static void fill(struct familia *f, struct record *r, const char *text)
{
	char *copy = arena_strdup(&f->arena, text), *rest = copy, *part;

	while ((part = strsep(&rest, ";"))) {
		part += strspn(part, " ");
		char *value = strchr(part, '=');
		if (!value)
			continue;
		*value++ = '\0';
		answers_set(&r->fields, part, read_value(f, r->kind, part, value));
	}
}

void familia_hogar(struct familia *f, const char *text)
{
	fill(f, &f->ficha.hogar, text);
}

void familia_put(struct familia *f, enum record_kind kind, uint32_t seq, const char *text)
{
	struct record r;

	if (!ficha_record(&f->ficha, kind, seq)) {
		record_init(&r, &f->arena, kind, 1, seq);
		ficha_add(&f->ficha, &r);
	}
	fill(f, ficha_record(&f->ficha, kind, seq), text);
}

void familia_integrante(struct familia *f, uint32_t seq, const char *text)
{
	familia_put(f, RECORD_INTEGRANTE, seq, text);
}

struct scope familia_scope(struct familia *f, const char *iso_date)
{
	struct scope scope;

	ficha_scope(&f->ficha, &f->dict, dia(iso_date), &f->arena, &scope);
	return scope;
}

int32_t dia(const char *iso_date)
{
	int32_t day = date_parse_iso(iso_date);

	cr_assert_neq(day, DATE_NONE, "%s", iso_date);
	return day;
}

bool familia_problema(const struct familia *f, const char *words)
{
	for (int i = 0; i < f->problems.n; i++)
		if (strstr(f->problems.item[i].text, words))
			return true;
	return false;
}

bool trace_has(const struct trace *trace, const char *words)
{
	for (int i = 0; i < trace->n; i++)
		if (strstr(trace->line[i].text, words))
			return true;
	return false;
}
