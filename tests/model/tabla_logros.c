#include "tests/model/tabla_logros.h"
#include <criterion/criterion.h>
#include <string.h>

void tabla_start(struct tabla *t, const char *catalogo_file)
{
	familia_start_real(&t->f);
	t->catalogo = logro_catalogo_load(&t->f.arena, &t->f.dict, familia_file(&t->f, catalogo_file), &t->f.problems);
	cr_assert_not_null(t->catalogo, "%d: %s", t->f.problems.n ? t->f.problems.item[0].line : 0, t->f.problems.n ? t->f.problems.item[0].text : "");
}

static void empty(struct tabla *t)
{
	ficha_init(&t->f.ficha, &t->f.arena);
	t->f.ficha.hogar.id = id_new();
}

static void more_people(struct tabla *t, const char *otro)
{
	char *rest = otro ? arena_strdup(&t->f.arena, otro) : NULL, *one;

	for (uint32_t seq = 2; rest && (one = strsep(&rest, "/")); seq++)
		familia_integrante(&t->f, seq, one);
}

char tabla_letra(struct tabla *t, int logro, int32_t on)
{
	struct logro_resultado *all;
	struct scope scope;

	ficha_scope(&t->f.ficha, &t->f.dict, on, &t->f.arena, &scope);
	int n = logro_evaluate(t->catalogo, &t->f.ficha, &scope, &t->f.arena, &all);
	for (int i = 0; i < n; i++)
		if (all[i].def->id == logro)
			return logro_estado_letra(all[i].vigente);
	cr_assert(false, "there is no logro %d", logro);
	return ' ';
}

void tabla_casos(struct tabla *t, const struct caso *c, int n)
{
	const int32_t today = dia(TABLA_HOY);

	for (int i = 0; i < n; i++, c++) {
		empty(t);
		if (c->edad != NADIE)
			familia_integrante(&t->f, 1, c->quien ? c->quien : "");
		if (c->edad >= 0)
			answers_set(&ficha_record(&t->f.ficha, RECORD_INTEGRANTE, 1)->fields, "fecha_nacimiento", value_date(date_add_months(today, -12 * c->edad - 6)));
		more_people(t, c->otro);
		if (c->casa)
			familia_hogar(&t->f, c->casa);
		char got = tabla_letra(t, c->logro, today);
		cr_expect_eq(got, c->estado, "logro %d, %d years, «%s», «%s»: %c, expected %c", c->logro, c->edad, c->quien ? c->quien : "",
			     c->casa ? c->casa : "", got, c->estado);
	}
}

static bool among(const char *names, const char *name)
{
	return value_set_has(value_set(names), name);
}

void tabla_opciones(struct tabla *t, const struct opciones *o, int n)
{
	for (int i = 0; i < n; i++, o++) {
		const struct variable *v = dict_find(&t->f.dict, o->variable);
		cr_assert(v && v->choices, "%s", o->variable);
		for (int k = 0; k < v->choices->n; k++) {
			const char *choice = v->choices->item[k].name, *answer = arena_printf(&t->f.arena, "; %s=%s", o->variable, choice);
			bool of_person = v->level == LEVEL_INTEGRANTE;
			const struct caso c = {
				.logro = o->logro, .edad = o->edad, .estado = among(o->alcanzan, choice) ? 'A' : 'P',
				.quien = arena_printf(&t->f.arena, "%s%s", o->quien ? o->quien : "", of_person ? answer : ""),
				.casa = arena_printf(&t->f.arena, "%s%s", o->casa ? o->casa : "", of_person ? "" : answer),
			};
			tabla_casos(t, &c, 1);
		}
	}
}

void tabla_limites(struct tabla *t, const struct limite *l, int n)
{
	for (int i = 0; i < n; i++, l++) {
		const int32_t day = date_add_months(dia("1950-06-15"), 12 * l->anios + l->meses);
		empty(t);
		familia_integrante(&t->f, 1, "fecha_nacimiento=1950-06-15");
		familia_integrante(&t->f, 1, l->quien);
		char before = tabla_letra(t, l->logro, day - 1), after = tabla_letra(t, l->logro, day);
		cr_expect_eq(before, l->antes, "logro %d, the day before turning %d (%s): %c", l->logro, l->anios, l->quien, before);
		cr_expect_eq(after, l->despues, "logro %d, turning %d (%s): %c", l->logro, l->anios, l->quien, after);
	}
}

static void see_age(const struct variable *variable, void *found)
{
	if (!strcmp(variable->name, "edad") || !strcmp(variable->name, "meses"))
		*(bool *)found = true;
}

void tabla_completa(struct tabla *t, const struct caso *c, int n_caso, const struct limite *l, int n_limite)
{
	for (int i = 0; i < t->catalogo->n; i++) {
		const struct logro_def *d = &t->catalogo->logro[i];
		const char *wanted = d->aplica_si ? "AP?-" : "AP?";
		bool age = false, limited = false;
		for (; *wanted; wanted++) {
			bool there = false;
			for (int k = 0; k < n_caso; k++)
				there |= c[k].logro == d->id && c[k].estado == *wanted;
			cr_expect(there, "logro %d has no row for %c", d->id, *wanted);
		}
		if (d->aplica_si)
			expr_variables(d->aplica_si, see_age, &age);
		expr_variables(d->alcanzado_si, see_age, &age);
		for (int k = 0; k < n_limite; k++)
			limited |= l[k].logro == d->id;
		cr_expect(!age || limited, "logro %d looks at an age and has no birthday", d->id);
	}
}
