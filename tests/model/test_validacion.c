#include "model/validacion.h"
#include "mini.h"
#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;
static struct ficha ficha;
static const struct programa *p;
static struct hallazgo *found;

static void start(void)
{
	arena_init(&arena);
	p = mini_load(&arena);
	mini_familia(&ficha, &arena);
}

static void stop(void)
{
	arena_done(&arena);
}

static int validate(void)
{
	return ficha_validate(&ficha, &p->dict, MINI_HOY, &arena, &found);
}

/* Exactly one finding, of that kind, of that member, with that text. */
#define ONE(error_, member, variable_, text_) do { \
	int n_ = validate(); \
	cr_expect_eq(n_, 1, "%d findings, first: %s", n_, n_ ? found[0].texto : "-"); \
	if (n_) { \
		cr_expect_eq(found[0].error, error_); \
		cr_expect_eq(found[0].integrante, (uint32_t)(member)); \
		cr_expect_str_eq(found[0].variable, variable_); \
		cr_expect_str_eq(found[0].texto, text_); \
	} \
} while (0)

TestSuite(validacion, .init = start, .fini = stop);

Test(validacion, good_family_has_no_finding)
{
	int n = validate();
	cr_expect_eq(n, 0, "%s", n ? found[0].texto : "");
}

Test(validacion, one_head)
{
	mini_set(&ficha, RECORD_INTEGRANTE, 1, "parentesco", value_choice("padre"));
	ONE(true, 0, "parentesco", "El hogar no tiene jefa o jefe: elija a la persona y cambie su parentesco.");
	mini_set(&ficha, RECORD_INTEGRANTE, 1, "parentesco", value_choice("jefe"));
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "parentesco", value_choice("jefe"));
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "fecha_nacimiento", value_date(date_make(1988, 1, 1)));
	ONE(true, 0, "parentesco", "Hay 2 personas como jefa o jefe del hogar (María y Ana): deje una sola.");
	mini_set(&ficha, RECORD_INTEGRANTE, 2, INTEGRANTE_ACTIVO, value_bool(false));
	cr_expect_eq(validate(), 0, "who has left does not count");
	mini_set(&ficha, RECORD_INTEGRANTE, 1, INTEGRANTE_ACTIVO, value_bool(false));
	ONE(true, 0, "parentesco", "El hogar no tiene integrantes: agregue al menos a la jefa o el jefe.");
}

Test(validacion, head_of_fourteen_or_more)
{
	mini_set(&ficha, RECORD_INTEGRANTE, 2, INTEGRANTE_ACTIVO, value_bool(false));
	mini_set(&ficha, RECORD_INTEGRANTE, 1, "fecha_nacimiento", value_date(date_make(2012, 2, 17)));
	ONE(true, 1, "parentesco",
	    "María tiene 13 años y figura como jefa o jefe del hogar: confirme la fecha de nacimiento o elija a una persona de 14 años o más.");
	mini_set(&ficha, RECORD_INTEGRANTE, 1, "fecha_nacimiento", value_date(date_make(2012, 2, 16)));
	cr_expect_eq(validate(), 0);
}

Test(validacion, birth_dates)
{
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "fecha_nacimiento", value_date(MINI_HOY + 1));
	ONE(true, 2, "fecha_nacimiento", "Ana figura con nacimiento el 17/02/2026, que aún no llega: revise la fecha.");
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "fecha_nacimiento", value_date(MINI_HOY));
	cr_expect_eq(validate(), 0);
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "parentesco", value_choice("padre"));
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "fecha_nacimiento", value_date(date_make(1905, 2, 16)));
	ONE(true, 2, "fecha_nacimiento", "Nacimiento de Ana, «16/02/1905»: va de hace 120 años a hoy");
}

Test(validacion, documents_are_of_one_person)
{
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "numero_documento", value_text("1000001"));
	ONE(true, 2, "numero_documento", "María y Ana tienen el mismo documento (CC 1000001): revise de quién es.");
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "tipo_documento", value_choice("ti"));
	cr_expect_eq(validate(), 0, "the same number of another kind is another document");
	mini_set(&ficha, RECORD_INTEGRANTE, 1, "numero_documento", value_none());
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "numero_documento", value_none());
	mini_set(&ficha, RECORD_INTEGRANTE, 1, "tipo_documento", value_choice("nt"));
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "tipo_documento", value_choice("nt"));
	cr_expect_eq(validate(), 0, "nobody has no document twice");
}

Test(validacion, pregnancy)
{
	mini_set(&ficha, RECORD_INTEGRANTE, 1, "gestante", value_bool(true));
	cr_expect_eq(validate(), 0);
	mini_set(&ficha, RECORD_INTEGRANTE, 1, "sexo", value_choice("h"));
	ONE(false, 1, "gestante", "María figura como hombre y en embarazo: confirme los dos datos.");
	mini_set(&ficha, RECORD_INTEGRANTE, 1, "gestante", value_none());
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "lactante", value_bool(true));
	ONE(false, 2, "lactante", "Ana tiene 9 años y figura lactando: confirme los dos datos.");
}

Test(validacion, ages_of_parents_and_children)
{
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "fecha_nacimiento", value_date(date_make(2001, 6, 1)));
	ONE(false, 2, "parentesco", "Ana (24 años) figura como hija o hijo de María (35 años): confirme edades y parentesco.");
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "fecha_nacimiento", value_date(date_make(2002, 6, 1)));
	cr_expect_eq(validate(), 0, "twelve years are possible");
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "parentesco", value_choice("padre"));
	ONE(false, 2, "parentesco", "Ana (23 años) figura como madre o padre de María (35 años): confirme edades y parentesco.");
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "fecha_nacimiento", value_none());
	cr_expect_eq(validate(), 0, "an unknown age accuses nobody");
}

Test(validacion, visits_lie_between_entry_and_today)
{
	mini_set(&ficha, RECORD_VISITA, 1, VISITA_ESTADO, value_choice("cerrada"));
	mini_set(&ficha, RECORD_VISITA, 1, VISITA_FECHA, value_date(MINI_HOY + 1));
	ONE(true, 0, VISITA_FECHA, "La visita 1 tiene fecha 17/02/2026, que aún no llega: revise la fecha.");
	mini_set(&ficha, RECORD_VISITA, 1, VISITA_FECHA, value_date(MINI_HOY - 201));
	ONE(true, 0, VISITA_FECHA, "La visita 1 (30/07/2025) es anterior a la vinculación (31/07/2025): revise las dos fechas.");
	mini_set(&ficha, RECORD_VISITA, 1, VISITA_ESTADO, value_choice("anulada"));
	cr_expect_eq(validate(), 0);
}

Test(validacion, answers_obey_the_dictionary)
{
	mini_set(&ficha, RECORD_HOGAR, 0, "cuartos", value_int(21));
	ONE(true, 0, "cuartos", "Cuartos, «21»: el valor está fuera de los límites");
	mini_set(&ficha, RECORD_HOGAR, 0, "cuartos", value_int(20));
	mini_set(&ficha, RECORD_HOGAR, 0, "piso", value_choice("marmol"));
	ONE(true, 0, "piso", "Piso, «marmol»: la respuesta no está entre las opciones");
	mini_set(&ficha, RECORD_HOGAR, 0, "piso", value_text("cemento"));
	ONE(true, 0, "piso", "Piso, «cemento»: el dato guardado no tiene la forma esperada");
	mini_set(&ficha, RECORD_HOGAR, 0, "piso", (struct value){ .kind = VALUE_REFUSED });
	cr_expect_eq(validate(), 0);
}

Test(validacion, every_choice_of_a_set_exists)
{
	mini_set(&ficha, RECORD_HOGAR, 0, "servicios", value_set("agua luz"));
	cr_expect_eq(validate(), 0);
	mini_set(&ficha, RECORD_HOGAR, 0, "servicios", value_set("agua vapor"));
	cr_assert_eq(validate(), 1);
	cr_expect_str_eq(found[0].variable, "servicios");
	mini_set(&ficha, RECORD_HOGAR, 0, "servicios", value_set(""));
	cr_expect_eq(validate(), 0, "none chosen is an answer");
}

Test(validacion, errors_come_first)
{
	mini_set(&ficha, RECORD_INTEGRANTE, 1, "sexo", value_choice("h"));
	mini_set(&ficha, RECORD_INTEGRANTE, 1, "gestante", value_bool(true));
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "numero_documento", value_text("1000001"));
	cr_assert_eq(validate(), 2);
	cr_expect(found[0].error && !found[1].error);
}

/* A rule about one row of a free repeat reads the other answers of that row. */
Test(validacion, each_row_of_a_repeat_by_itself)
{
	static const char text[] = "version: 1\nvariables:\n  - {name: cosa, level: hogar, type: repeat, label: Cosas, row_label: Cosa}\n"
		"  - {name: valor, level: hogar, repeat: cosa, type: integer, label: Valor}\n"
		"  - {name: cuota, level: hogar, repeat: cosa, type: integer, label: Cuota, constraint: \". <= ${valor}\", constraint_message: revise la cuota}\n";
	struct dict dict;
	struct problems problems;
	problems_init(&problems, &arena);
	dict_init(&dict, &arena);
	cr_assert(dict_load_node(&dict, yaml_parse(&arena, "x", text, strlen(text), &problems), &problems) && dict_finish(&dict, &problems));
	mini_set(&ficha, RECORD_HOGAR, 0, "valor.1", value_int(10));
	mini_set(&ficha, RECORD_HOGAR, 0, "cuota.1", value_int(5));
	mini_set(&ficha, RECORD_HOGAR, 0, "valor.2", value_int(10));
	mini_set(&ficha, RECORD_HOGAR, 0, "cuota.2", value_int(15));
	int n = ficha_validate(&ficha, &dict, MINI_HOY, &arena, &found);
	cr_assert_eq(n, 1, "%d: %s", n, n ? found[0].texto : "");
	cr_expect_str_eq(found[0].texto, "Cosa 2: Cuota, «15»: revise la cuota");
}
