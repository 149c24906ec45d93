#pragma once
/* A small survey for the tests of forms: a dictionary, a household of members, a form being filled. All data invented. */
#include "base/date.h"
#include "forms/field_type.h"
#include "forms/form.h"
#include <criterion/criterion.h>
#include <string.h>

static const char survey_dict[] =
	"version: 1\n"
	"variables:\n"
	"  - {name: zona, level: hogar, type: select_one, choices: zona, label: Zona}\n"
	"  - {name: comuna, level: hogar, type: select_one, choices: comuna, label: Comuna}\n"
	"  - {name: barrio, level: hogar, type: select_one, choices: barrio, choice_filter: comuna, label: Barrio}\n"
	"  - {name: sanitario, level: hogar, type: select_one, choices: sanitario, label: Sanitario}\n"
	"  - {name: servicios, level: hogar, type: select_multiple, choices: servicios, label: Servicios}\n"
	"  - {name: cuartos, level: hogar, type: integer, min: 1, max: 20, label: Cuartos}\n"
	"  - {name: duermen, level: hogar, type: integer, min: 1, label: Cuartos para dormir, constraint: \". <= ${cuartos}\","
	"     constraint_message: Son más que los cuartos de la casa}\n"
	"  - {name: ingreso, level: hogar, type: money, sensitive: yes, label: Ingreso del mes}\n"
	"  - {name: ingreso_persona, level: hogar, type: calculate, label: Ingreso por persona,"
	"     calculation: \"${ingreso} div count(${integrante}[${edad} >= 0])\"}\n"
	"  - {name: notas, level: hogar, type: text, multiline: yes, label: Notas}\n"
	"  - {name: fecha_visita, level: visita, type: date, label: Fecha de la visita}\n"
	"  - {name: nombre, level: integrante, type: text, label: Nombre}\n"
	"  - {name: nacimiento, level: integrante, type: date, max_date: 2026-11-22, label: Nacimiento}\n"
	"  - {name: edad, level: integrante, type: integer, label: Edad, calculation: \"years-between(${nacimiento}, today())\"}\n"
	"  - {name: estudia, level: integrante, type: boolean, label: Estudia}\n"
	"  - {name: grado, level: integrante, type: integer, min: 0, max: 13, label: Grado}\n"
	"  - {name: razon, level: integrante, type: text, label: Razón para no estudiar}\n"
	"choices:\n"
	"  zona: [{name: u, label: Urbana}, {name: r, label: Rural}]\n"
	"  comuna: [{name: '01', label: Popular}, {name: '08', label: Villa Hermosa}]\n"
	"  barrio: [{name: b1, label: El Mirador, filter: '01'}, {name: b2, label: El Mirador, filter: '08'},"
	"           {name: b3, label: La Loma, filter: '08'}, {name: otro, label: Otro}]\n"
	"  sanitario: [{name: exclusivo, label: De uso exclusivo}, {name: compartido, label: Compartido}, {name: no, label: No tiene}]\n"
	"  servicios: [{name: acueducto, label: Acueducto}, {name: energia, label: Energía}, {name: gas, label: Gas}]\n";

enum { SURVEY_MEMBERS = 3 };

struct survey {
	struct arena arena;
	struct problems problems;
	struct dict dict;
	struct answers hogar, visita, member[SURVEY_MEMBERS];
	const struct answers *members[SURVEY_MEMBERS];
	struct scope scope;
	struct form form;
};

static inline const struct yaml_node *survey_yaml(struct survey *s, const char *text)
{
	return yaml_parse(&s->arena, "prueba.yaml", text, strlen(text), &s->problems);
}

static inline int32_t survey_today(void)
{
	return date_make(2026, 11, 22);
}

/* Three people: 40, 12 and 3 years old. */
static inline void survey_init(struct survey *s)
{
	static const int years[SURVEY_MEMBERS] = { 40, 12, 3 };
	memset(s, 0, sizeof *s);
	arena_init(&s->arena);
	problems_init(&s->problems, &s->arena);
	dict_init(&s->dict, &s->arena);
	cr_assert(dict_load_node(&s->dict, survey_yaml(s, survey_dict), &s->problems), "%s", s->problems.n ? s->problems.item[0].text : "");
	cr_assert(dict_finish(&s->dict, &s->problems), "%s", s->problems.n ? s->problems.item[0].text : "");
	answers_init(&s->hogar, &s->arena);
	answers_init(&s->visita, &s->arena);
	for (int i = 0; i < SURVEY_MEMBERS; i++) {
		answers_init(&s->member[i], &s->arena);
		answers_set(&s->member[i], "nacimiento", value_date(date_make(2026 - years[i], 5, 3)));
		s->members[i] = &s->member[i];
	}
	s->scope = (struct scope){ .dict = &s->dict, .today = survey_today(), .hogar = &s->hogar, .visita = &s->visita,
				   .integrante = s->members, .n_integrante = SURVEY_MEMBERS, .me = -1 };
}

static inline void survey_done(struct survey *s)
{
	arena_done(&s->arena);
}

static inline const struct form_def *survey_form(struct survey *s, const char *yaml)
{
	return form_load_node(&s->arena, &s->dict, survey_yaml(s, yaml), &s->problems);
}

/* Opens a form that must be right, from its sections. */
static inline void survey_open(struct survey *s, const char *head, const char *sections)
{
	const char *text = arena_printf(&s->arena, "form: prueba\nversion: 4\ntitle: Prueba\n%ssections:\n%s", head, sections);
	const struct form_def *def = survey_form(s, text);
	cr_assert(def, "%s", s->problems.n ? s->problems.item[0].text : "no problem told");
	form_start(&s->form, def, &s->scope, &s->arena);
}

static inline struct form_item *survey_item(struct survey *s, const char *name, int row)
{
	int i = form_find(&s->form, name, row);
	cr_assert(i >= 0, "«%s» is not in the form", name);
	return &s->form.item[i];
}

static inline void survey_type(struct survey *s, const char *name, int row, const char *text)
{
	form_set_text(&s->form, (int)(survey_item(s, name, row) - s->form.item), text);
}

static inline bool survey_shows(struct survey *s, const char *name, int row)
{
	return survey_item(s, name, row)->relevant;
}

static const char house[] __attribute__((unused)) =
	"  - label: La casa\n"
	"    fields:\n"
	"      - {note: Lea en voz alta.}\n"
	"      - {name: zona, required: yes}\n"
	"      - {name: sanitario, relevant: \"${zona} = 'u'\"}\n"
	"      - {name: servicios, relevant: \"${sanitario} = 'exclusivo'\"}\n"
	"      - {name: cuartos}\n"
	"      - {name: duermen}\n";

static const char people[] __attribute__((unused)) =
	"  - label: Personas\n"
	"    repeat: integrante\n"
	"    relevant: \"${edad} >= 5\"\n"
	"    fields:\n"
	"      - {name: estudia, required: yes}\n"
	"      - {name: grado, relevant: \"${estudia}\"}\n"
	"      - {name: razon, relevant: \"not(${estudia})\"}\n";
