/* Since when an alert holds: by the operation that brought it, by the passing of time, by who joined; undone and done again. */
#include "mundo.h"
#include "store/desde.h"
#include <string.h>

TestSuite(desde, .init = mundo_open, .fini = mundo_close, .timeout = 240);

/* D1: the school of the boy; D2: ten years old or more; D3: the walls; D4: a woman of thirty or more. */
static const char alerts[] =
	"version: 1\nfuente: prueba\nalertas:\n"
	"  - {id: D1, nombre: Escuela, por_integrante: \"${edad} >= 5 and ${edad} <= 16 and not(${estudia})\", sector: Educación, prioridad: 1}\n"
	"  - {id: D2, nombre: Edad, por_integrante: \"${edad} >= 11 and ${edad} < 18\", sector: Nadie, prioridad: 1}\n"
	"  - {id: D3, nombre: Paredes, si: \"${paredes} = 'zinc'\", sector: Hábitat, prioridad: 1}\n"
	"  - {id: D4, nombre: Mujer, por_integrante: \"${sexo} = 'm' and ${edad} >= 30\", sector: Nadie, prioridad: 1}\n"
	"  - {id: D5, nombre: Hecho, si: \"${integrantes_activos} >= 4\", sector: Nadie, prioridad: 1}\n";

static const struct alerta_list *load(void)
{
	struct problems problems;

	problems_init(&problems, &mundo.arena);
	const struct alerta_list *list = alerta_load(&mundo.arena, &mundo.programa->dict, yaml_parse(&mundo.arena, "alertas.yaml", alerts, strlen(alerts), &problems), &problems);
	cr_assert_not_null(list, "%s", problems.n ? problems.item[0].text : "");
	return list;
}

/* «D1/2: day» for each alert found, with the seq of the member. */
static struct desde since(const char *id, uint32_t seq)
{
	const struct evaluacion *e = model_evaluate(mundo.programa, &mundo.f, mundo.hoy, &mundo.arena);
	const struct record **active;
	struct alerta_hallada *found;
	const struct desde *out;
	struct txn txn;
	int n = alerta_evaluate(load(), &e->scope, &mundo.arena, &found);

	ficha_activos(&mundo.f, &active);
	txn_begin_read(&txn);
	cr_assert(desde_alertas(&txn, e, found, n, &mundo.arena, &out));
	txn_abort(&txn);
	for (int i = 0; i < n; i++)
		if (strcmp(found[i].alerta->id, id) == 0 && (found[i].integrante < 0 ? 0 : active[found[i].integrante]->seq) == seq)
			return out[i];
	return (struct desde){ .fecha = 0 };
}

static void set(enum record_kind kind, uint32_t seq, const char *field, struct value value)
{
	casa_must_set(mundo.f.num, kind, seq, field, value);
	mundo_load();
}

Test(desde, by_the_operation_that_brought_it)
{
	cr_assert_eq(since("D1", 2).fecha, 0, "he studies");
	mundo_dia(HOY - 150);
	set(RECORD_INTEGRANTE, 2, "estudia", value_bool(false));
	mundo_dia(HOY - 100);
	set(RECORD_INTEGRANTE, 2, "grado", value_int(4));
	mundo_dia(HOY);
	struct desde d = since("D1", 2);
	cr_expect_eq(d.fecha, HOY - 150, "%d", HOY - d.fecha);
	cr_expect_not_null(d.accion);
	mundo_dia(HOY - 90);
	set(RECORD_INTEGRANTE, 2, "estudia", value_bool(true));
	mundo_dia(HOY - 80);
	set(RECORD_INTEGRANTE, 2, "estudia", value_bool(false));
	mundo_dia(HOY);
	cr_expect_eq(since("D1", 2).fecha, HOY - 80, "without a break: the second time");
	CASA_VERIFY();
}

Test(desde, by_the_passing_of_time)
{
	/* HOY is 22/11/2026: born on 2/8/2015 he turned 11 on 2/8/2026, 112 days before, with no operation between. */
	mundo_dia(HOY - 150);
	set(RECORD_INTEGRANTE, 2, "grado", value_int(4));
	mundo_dia(HOY - 30);
	set(RECORD_HOGAR, 0, "estrato", value_choice("2"));
	mundo_dia(HOY);
	struct desde d = since("D2", 2);
	cr_expect_eq(d.fecha, HOY - 112, "%d", HOY - d.fecha);
	cr_expect_null(d.accion);
}

Test(desde, from_the_registration_on)
{
	mundo_dia(HOY);
	struct desde d = since("D4", 1);
	cr_expect_eq(d.fecha, HOY - 200, "%d", HOY - d.fecha);
	cr_expect_str_eq(d.accion, "Registró el hogar");
}

Test(desde, with_who_joined_and_what_was_computed)
{
	struct answers who;
	uint32_t seq;

	answers_init(&who, &mundo.arena);
	decir(&who, "nombre1=Rosa; apellido1=Ríos; sexo=m; fecha_nacimiento=1990-01-01; parentesco=hermano; tipo_documento=cc; numero_documento=43999111");
	mundo_dia(HOY - 60);
	HACE(acto_integrante_nuevo(&acto, f, &who, &seq, err));
	mundo_dia(HOY);
	cr_expect_eq(since("D4", seq).fecha, HOY - 60);
	cr_expect_eq(since("D4", 1).fecha, HOY - 200, "the others were there before");
	cr_expect_eq(since("D5", 0).fecha, HOY - 60, "a fact of the evaluation: four people since then");
}

Test(desde, undone_and_done_again)
{
	struct txn txn;
	struct err err = { 0 };

	mundo_dia(HOY - 50);
	set(RECORD_HOGAR, 0, "paredes", value_choice("zinc"));
	mundo_dia(HOY - 40);
	txn_begin_write(&txn);
	cr_assert(diario_deshacer(&txn, diario_last(&txn), "Era una prueba", &err), "%s", err.text);
	txn_end(&txn);
	mundo_load();
	cr_expect_eq(since("D3", 0).fecha, 0);
	mundo_dia(HOY - 20);
	txn_begin_write(&txn);
	cr_assert(diario_deshacer(&txn, diario_last(&txn), "Sí era", &err), "%s", err.text);
	txn_end(&txn);
	mundo_load();
	mundo_dia(HOY);
	cr_expect_eq(since("D3", 0).fecha, HOY - 20);
}
