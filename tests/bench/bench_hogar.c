#include "tests/bench/bench.h"
#include "base/date.h"
#include "base/rng.h"
#include "forms/field_type.h"
#include "report/jsonw.h"
#include <stdio.h>
#include <string.h>

/* Whom a question concerns; those that are not here concern everybody. often: how many in a hundred say yes, or get the first choice. */
static const struct trait { const char *name; int min, max; char sexo; int often; } traits[] = {
	{ "libreta_militar", 18, 50, 'h', 60 }, { "estado_civil", 14, 120, 0, 40 }, { "genero", 200, 0, 0, 0 }, { "victima", 0, 120, 0, 8 },
	{ "hecho_victimizante", 200, 0, 0, 0 }, { "declaro", 200, 0, 0, 0 }, { "ruv", 200, 0, 0, 0 }, { "discapacidad", 0, 120, 0, 6 },
	{ "tipo_discapacidad", 200, 0, 0, 0 }, { "discapacidad_certificada", 200, 0, 0, 0 }, { "rehabilitacion", 200, 0, 0, 0 },
	{ "atendido", 200, 0, 0, 0 }, { "problema_salud_30d", 0, 120, 0, 10 }, { "gestante", 12, 50, 'm', 4 }, { "semanas_gestacion", 200, 0, 0, 0 },
	{ "controles_prenatales", 200, 0, 0, 0 }, { "controles_al_dia", 200, 0, 0, 0 }, { "parto_institucional", 200, 0, 0, 0 }, { "lactante", 12, 50, 'm', 5 },
	{ "lactancia_exclusiva", 0, 0, 0, 70 }, { "lactancia_complementaria", 0, 1, 0, 70 }, { "vacunas", 0, 5, 0, 80 }, { "crecimiento_desarrollo", 0, 9, 0, 70 },
	{ "conoce_planificacion", 12, 120, 0, 80 }, { "citologia", 25, 69, 'm', 60 }, { "citologia_resultado", 25, 69, 'm', 80 }, { "lee", 15, 120, 0, 92 },
	{ "estudia", 5, 28, 0, 75 }, { "que_estudia", 200, 0, 0, 0 }, { "razon_no_estudia", 200, 0, 0, 0 }, { "desea_estudiar", 14, 40, 0, 50 },
	{ "cuidado_menor", 0, 5, 0, 60 }, { "recibe_alimentacion", 0, 5, 0, 85 }, { "actividad", 12, 120, 0, 45 }, { "hora_paga", 12, 120, 0, 10 },
	{ "posicion", 18, 70, 0, 30 }, { "contrato", 18, 70, 0, 30 }, { "cotiza_pension", 15, 120, 0, 25 }, { "pensionado", 18, 120, 0, 5 },
	{ "busca", 15, 120, 0, 20 }, { "disponible", 15, 120, 0, 60 }, { "meses_desempleo", 15, 120, 0, 0 }, { "negocio", 18, 120, 0, 20 },
	{ "requiere_formacion", 15, 65, 0, 40 }, { "formacion_24m", 15, 65, 0, 30 }, { "programa_mayor", 60, 120, 0, 40 }, { "sosten_familiar", 60, 120, 0, 60 },
	{ "trabajo_infantil", 5, 17, 0, 4 }, { "trabajo_infantil_tipo", 200, 0, 0, 0 }, { "horas_apoyo", 5, 14, 0, 60 }, { "permiso_trabajo", 200, 0, 0, 0 },
	{ "conoce_derechos", 18, 120, 0, 60 }, { "recibe_ingresos", 12, 120, 0, 70 }, { "ingresos_completos", 12, 120, 0, 100 },
	{ "grado", 5, 120, 0, 0 }, { "nivel", 5, 120, 0, 10 }, { "anios_superior", 200, 0, 0, 0 }, { "semanas", 200, 0, 0, 0 },
};

static const struct trait *trait_of(const char *name)
{
	for (size_t i = 0; i < sizeof traits / sizeof *traits; i++)
		if (strcmp(traits[i].name, name) == 0)
			return &traits[i];
	return NULL;
}

static struct value some_set(struct rng *rng, const struct choice_list *list, struct arena *a)
{
	const char *names = "";

	for (int i = 0; i < list->n && i < 4; i++)
		if (rng_chance(rng, 60) && strcmp(list->item[i].name, "ninguno") != 0)
			names = arena_printf(a, "%s%s%s", names, *names ? " " : "", list->item[i].name);
	return value_set(names);
}

static struct value some_number(struct rng *rng, const struct variable *v)
{
	if (strcmp(v->type->name, "money") == 0)
		return value_int(rng_chance(rng, 15) ? 1000 * rng_range(rng, 20, 900) : 0);
	int64_t low = v->min == INT64_MIN ? 0 : v->min, high = v->max == INT64_MAX || v->max > low + 11 ? low + 11 : v->max;
	return value_int(rng_range(rng, (int)low, (int)high));
}

static struct value some_value(struct rng *rng, const struct variable *v, int often, struct arena *a)
{
	switch (v->type->kind) {
	case VALUE_BOOL: return value_bool(rng_chance(rng, often));
	case VALUE_INT: return v->decimals ? value_none() : some_number(rng, v);
	case VALUE_DATE: return value_date(BENCH_HOY - rng_range(rng, 100, 400));
	case VALUE_CHOICE: return value_choice(v->choices->item[rng_chance(rng, often) ? 0 : rng_range(rng, 0, (v->choices->n < 6 ? v->choices->n : 6) - 1)].name);
	case VALUE_SET: return some_set(rng, v->choices, a);
	default: return value_none();
	}
}

static void fill(struct rng *rng, const struct dict *d, enum level level, int age, char sexo, struct arena *a, struct answers *out)
{
	for (int i = 0; i < d->n_var; i++) {
		const struct variable *v = &d->var[i];
		const struct trait *t = trait_of(v->name);
		bool income = strncmp(v->name, "ingreso_", 8) == 0 || strncmp(v->name, "subsidio_", 9) == 0;
		if (v->level != level || v->row > 1 || v->calculation || v->filter_by || answers_find(out, v->name))
			continue;
		if ((t && (age < t->min || age > t->max || (t->sexo && t->sexo != sexo))) || (income && age < 12))
			continue;
		answers_set(out, v->name, some_value(rng, v, t ? t->often : 70, a));
	}
}

static void put_member(struct rng *rng, const struct dict *d, int number, struct arena *a, struct ficha *f)
{
	static const char *const names[] = { "María", "José", "Luz", "Carlos", "Ana", "Juan", "Rosa", "Luis", "Sara", "Mateo" };
	static const char *const kin[] = { "jefe", "conyuge", "hijo", "hijo", "hijo", "nieto", "padre", "hermano" };
	int age = number == 0 ? rng_range(rng, 20, 65) : number == 1 ? rng_range(rng, 18, 65) : number < 6 ? rng_range(rng, 0, 19) : rng_range(rng, 30, 80);
	bool man = rng_chance(rng, 45);
	struct record r = { .kind = RECORD_INTEGRANTE, .seq = (uint32_t)number + 1 };

	answers_init(&r.fields, a);
	answers_set(&r.fields, "nombre1", value_text(names[rng_range(rng, 0, 9)]));
	answers_set(&r.fields, "apellido1", value_text("Restrepo"));
	answers_set(&r.fields, "parentesco", value_choice(kin[number]));
	answers_set(&r.fields, "sexo", value_choice(man ? "h" : "m"));
	answers_set(&r.fields, "fecha_nacimiento", value_date(BENCH_HOY - 365 * age - rng_range(rng, age / 4 + 1, 300)));
	answers_set(&r.fields, "tipo_documento", value_choice(age < 7 ? "rc" : age < 18 ? "ti" : "cc"));
	answers_set(&r.fields, "grado", value_int(age < 5 ? 0 : age < 17 ? age - 5 : rng_range(rng, 0, 11)));
	fill(rng, d, LEVEL_INTEGRANTE, age, man ? 'h' : 'm', a, &r.fields);
	ficha_add(f, &r);
}

static void put_plan(struct rng *rng, struct arena *a, struct ficha *f)
{
	static const int of_household[] = { 21, 22, 25, 26, 28, 30, 31, 32, 37, 41, 42 };
	struct record c = { .kind = RECORD_COMPROMISO, .seq = 1 };

	answers_set(&f->hogar.fields, HOGAR_PLAN, value_date(BENCH_HOY - 90));
	for (int i = 0; i < 5; i++) {
		struct record r = { .kind = RECORD_LOGRO };
		int logro = of_household[2 * i + rng_range(rng, 0, 1)];
		r.seq = logro_seq(logro, 0);
		answers_init(&r.fields, a);
		answers_set(&r.fields, LOGRO_NUMERO, value_int(logro));
		answers_set(&r.fields, LOGRO_PRIORIDAD, value_int(i + 1));
		ficha_add(f, &r);
	}
	answers_init(&c.fields, a);
	answers_set(&c.fields, COMPROMISO_TEXTO, value_text("Cambiar el piso de la cocina"));
	answers_set(&c.fields, COMPROMISO_ESTADO, value_choice(rng_chance(rng, 50) ? "cumplido" : "pendiente"));
	ficha_add(f, &c);
}

void bench_hogar(const struct programa *p, uint64_t number, struct arena *a, struct ficha *f)
{
	struct rng rng;

	rng_seed(&rng, 2026 + number);
	ficha_init(f, a);
	answers_set(&f->hogar.fields, HOGAR_FOLIO, value_text(arena_printf(a, "MS-%06d", (int)(number % 1000000))));
	fill(&rng, &p->dict, LEVEL_HOGAR, 0, 0, a, &f->hogar.fields);
	/* 3.7 on average, as in the measured base. */
	int members = 1 + rng_range(&rng, 0, 3) + rng_range(&rng, 0, 2) + rng_chance(&rng, 20);
	for (int i = 0; i < members; i++)
		put_member(&rng, &p->dict, i, a, f);
	if (rng_chance(&rng, 60))
		put_plan(&rng, a, f);
}

/* ---- As the batch command reads it ---- */

static void put_set(struct jsonw *w, const char *key, const char *names, struct arena *a)
{
	jsonw_array(w, key);
	for (; *names; names += strspn(names, " ")) {
		size_t n = strcspn(names, " ");
		jsonw_text(w, NULL, arena_strndup(a, names, n));
		names += n;
	}
	jsonw_array_end(w);
}

static void put_answers(struct jsonw *w, const char *key, const struct answers *from, struct arena *a)
{
	char day[DATE_TEXT];

	jsonw_object(w, key);
	for (int i = 0; i < from->n; i++) {
		const struct answer *it = &from->item[i];
		switch (it->value.kind) {
		case VALUE_BOOL: jsonw_bool(w, it->name, it->value.num); break;
		case VALUE_INT: jsonw_int(w, it->name, it->value.num); break;
		case VALUE_DATE: jsonw_text(w, it->name, date_iso((int32_t)it->value.num, day)); break;
		case VALUE_SET: put_set(w, it->name, it->value.text, a); break;
		default: jsonw_text(w, it->name, it->value.text);
		}
	}
	jsonw_object_end(w);
}

static void put_list(struct jsonw *w, const char *key, const struct record_list *list, struct arena *a)
{
	jsonw_array(w, key);
	for (int i = 0; i < list->n; i++)
		put_answers(w, NULL, &list->item[i].fields, a);
	jsonw_array_end(w);
}

const char *bench_hogar_json(const struct ficha *f, struct arena *a, size_t *len)
{
	struct jsonw w;

	jsonw_init(&w, a, false);
	jsonw_object(&w, NULL);
	put_answers(&w, "hogar", &f->hogar.fields, a);
	put_list(&w, "integrantes", &f->integrante, a);
	put_list(&w, "logros", &f->logro, a);
	put_list(&w, "compromisos", &f->compromiso, a);
	jsonw_object_end(&w);
	strbuf_addn(&w.out, "\n", 1);
	*len = w.out.len;
	return w.out.text;
}
