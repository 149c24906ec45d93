#include "tests/model/programas.h"
#include "forms/field_type.h"
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

const char *programas_dir(struct arena *arena)
{
	const char *root = getenv("LOGROS_ROOT");

	return arena_printf(arena, "%s/programs", root ? root : ".");
}

const struct programa *programas_load(struct familia *f, const char *id)
{
	memset(f, 0, sizeof *f);
	arena_init(&f->arena);
	problems_init(&f->problems, &f->arena);
	const struct programa *p = programa_load(&f->arena, programas_dir(&f->arena), id, &f->problems);
	for (int i = 0; i < f->problems.n; i++)
		cr_log_error("%s:%d:%d: %s", f->problems.item[i].file, f->problems.item[i].line, f->problems.item[i].col, f->problems.item[i].text);
	cr_assert_eq(f->problems.n, 0);
	f->dict = p->dict;
	ficha_init(&f->ficha, &f->arena);
	return p;
}

/* An answer from one end of what the question takes, or from the other: sí, the first choice, the least number; no, the last, the greatest. */
static struct value some_answer(const struct form_item *item, bool yes, int32_t today)
{
	const struct variable *v = item->field->var;

	switch (v->type->kind) {
	case VALUE_BOOL: return value_bool(yes);
	case VALUE_INT: return value_int(yes ? v->min : v->max);
	case VALUE_DATE: return value_date(today);
	case VALUE_CHOICE: return value_choice(v->choices->item[yes ? 0 : v->choices->n - 1].name);
	case VALUE_SET: return value_set(v->choices->item[yes ? 0 : v->choices->n - 1].name);
	default: return value_text(strcmp(v->type->name, "phone") == 0 ? "3001234567" : "1234567890");
	}
}

static void fill_form(struct familia *f, const struct programa *p, const struct form_def *def, bool yes)
{
	const struct record *visita = ficha_visita_abierta(&f->ficha);
	struct form form;
	struct scope scope = model_evaluate(p, &f->ficha, dia(PROGRAMAS_HOY), &f->arena)->scope;

	form_start(&form, def, &scope, &f->arena);
	for (int i = 0; i < form.n; i++) {
		const struct form_item *item = &form.item[i];
		if (item->relevant && item->field->var && item->value.kind == VALUE_NONE)
			form_set_value(&form, i, some_answer(item, yes, dia(PROGRAMAS_HOY)));
	}
	form_result(&form, LEVEL_HOGAR, -1, &f->ficha.hogar.fields);
	if (visita)
		form_result(&form, LEVEL_VISITA, -1, &ficha_record(&f->ficha, RECORD_VISITA, visita->seq)->fields);
	for (int i = 0; i < f->ficha.integrante.n; i++)
		form_result(&form, LEVEL_INTEGRANTE, i, &f->ficha.integrante.item[i].fields);
}

void programas_llenar(struct familia *f, const struct programa *p, const char *momento, bool yes)
{
	const struct momento *m = ruta_momento(p->ruta, momento);

	for (int i = 0; i < m->n_paso; i++)
		if (m->paso[i].formulario)
			fill_form(f, p, programa_form(p, m->paso[i].formulario), yes);
}
