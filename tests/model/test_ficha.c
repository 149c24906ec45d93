#include "tests/model/familia.h"
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char variables[] =
	"version: 1\n"
	"variables:\n"
	"  - {name: nombre1, level: integrante, type: text, label: Nombre}\n"
	"  - {name: nombre2, level: integrante, type: text, label: Segundo nombre}\n"
	"  - {name: apellido1, level: integrante, type: text, label: Apellido}\n"
	"  - {name: apellido2, level: integrante, type: text, label: Segundo apellido}\n"
	"  - {name: parentesco, level: integrante, type: select_one, choices: parentesco, label: Parentesco}\n"
	"  - {name: fecha_nacimiento, level: integrante, type: date, label: Nacimiento}\n"
	"  - {name: barrio, level: hogar, type: text, label: Barrio}\n"
	"choices:\n"
	"  parentesco: [{name: jefe, label: Jefe}, {name: hijo, label: Hijo}]\n";

static struct familia f;

static void start(void)
{
	familia_start(&f, variables);
	familia_hogar(&f, "folio=MS-00012; barrio=El Retiro");
	familia_integrante(&f, 1, "nombre1=María; nombre2=Elena; apellido1=Restrepo; apellido2=Gómez; parentesco=jefe; fecha_nacimiento=1984-02-29");
	familia_integrante(&f, 2, "nombre1=Luis; apellido1=Restrepo; parentesco=hijo; fecha_nacimiento=2010-06-15");
	familia_integrante(&f, 3, "nombre1=Sara; parentesco=hijo; activo=no");
}

static void done(void)
{
	familia_done(&f);
}

TestSuite(ficha, .init = start, .fini = done);

Test(ficha, keeps_the_order_of_seq)
{
	const uint32_t order[] = { 9, 4, 5, 12, 1, 7 };
	struct record r;

	for (int i = 0; i < 6; i++) {
		record_init(&r, &f.arena, RECORD_COMPROMISO, 1, order[i]);
		ficha_add(&f.ficha, &r);
	}
	cr_assert_eq(f.ficha.compromiso.n, 6);
	for (int i = 1; i < 6; i++)
		cr_expect_lt(f.ficha.compromiso.item[i - 1].seq, f.ficha.compromiso.item[i].seq);
	for (int i = 0; i < 6; i++)
		cr_expect_eq(ficha_record(&f.ficha, RECORD_COMPROMISO, order[i])->seq, order[i]);
	cr_expect_null(ficha_record(&f.ficha, RECORD_COMPROMISO, 6));
	cr_expect_null(ficha_record(&f.ficha, RECORD_COMPROMISO, 13));
	cr_expect_eq(ficha_next_seq(&f.ficha, RECORD_COMPROMISO), 13u);
	cr_expect_eq(ficha_next_seq(&f.ficha, RECORD_VISITA), 1u);
}

Test(ficha, replaces_the_same_seq)
{
	struct record r;

	record_init(&r, &f.arena, RECORD_INTEGRANTE, 1, 2);
	answers_set(&r.fields, "nombre1", value_text("Lucho"));
	ficha_add(&f.ficha, &r);
	cr_expect_eq(f.ficha.integrante.n, 3);
	cr_expect_str_eq(answers_text(&ficha_record(&f.ficha, RECORD_INTEGRANTE, 2)->fields, "nombre1"), "Lucho");
	record_init(&r, &f.arena, RECORD_HOGAR, 1, 0);
	answers_set(&r.fields, "folio", value_text("MS-00077"));
	ficha_add(&f.ficha, &r);
	cr_expect_str_eq(answers_text(&ficha_record(&f.ficha, RECORD_HOGAR, 0)->fields, "folio"), "MS-00077");
}

Test(ficha, only_present_members_are_active)
{
	const struct record **active;

	cr_assert_eq(ficha_activos(&f.ficha, &active), 2);
	cr_expect_eq(active[0]->seq, 1u);
	cr_expect_eq(active[1]->seq, 2u);
	familia_integrante(&f, 3, "activo=si");
	familia_integrante(&f, 1, "activo=no");
	cr_assert_eq(ficha_activos(&f.ficha, &active), 2);
	cr_expect_eq(active[0]->seq, 2u);
	cr_expect_null(ficha_jefe(&f.ficha), "a head who has left is not the head");
}

Test(ficha, names)
{
	const struct record *maria = ficha_record(&f.ficha, RECORD_INTEGRANTE, 1), *luis = ficha_record(&f.ficha, RECORD_INTEGRANTE, 2);
	const struct record *sara = ficha_record(&f.ficha, RECORD_INTEGRANTE, 3);

	cr_expect_str_eq(ficha_nombre(&f.ficha, &f.arena), "Restrepo Gómez, María Elena");
	cr_expect_str_eq(integrante_nombre(maria, &f.arena), "María Elena Restrepo Gómez");
	cr_expect_str_eq(integrante_corto(maria, &f.arena), "María Elena");
	cr_expect_str_eq(integrante_nombre(luis, &f.arena), "Luis Restrepo");
	cr_expect_str_eq(integrante_nombre(sara, &f.arena), "Sara");
	familia_integrante(&f, 3, "nombre1=");
	cr_expect_str_eq(integrante_nombre(sara, &f.arena), "Integrante 3");
	cr_expect_str_eq(integrante_corto(sara, &f.arena), "Integrante 3");
	familia_integrante(&f, 1, "apellido1=; apellido2=");
	cr_expect_str_eq(ficha_nombre(&f.ficha, &f.arena), "María Elena");
	familia_integrante(&f, 1, "activo=no");
	cr_expect_str_eq(ficha_nombre(&f.ficha, &f.arena), "MS-00012");
	familia_hogar(&f, "folio=");
	cr_expect_str_eq(ficha_nombre(&f.ficha, &f.arena), "Hogar sin folio");
}

/* A list keeps names longer than the families they came from. */
Test(ficha, names_outlive_the_ficha)
{
	struct familia own;
	struct arena list;

	arena_init(&list);
	familia_start(&own, variables);
	familia_hogar(&own, "folio=MS-00044");
	familia_integrante(&own, 1, "nombre1=Ana; parentesco=hijo");
	const char *shown = integrante_corto(ficha_record(&own.ficha, RECORD_INTEGRANTE, 1), &list);
	const char *family = ficha_nombre(&own.ficha, &list);
	familia_done(&own);
	cr_expect_str_eq(shown, "Ana");
	cr_expect_str_eq(family, "MS-00044");
	arena_done(&list);
}

Test(ficha, age_in_completed_years)
{
	const struct record *maria = ficha_record(&f.ficha, RECORD_INTEGRANTE, 1), *sara = ficha_record(&f.ficha, RECORD_INTEGRANTE, 3);

	cr_expect_eq(integrante_edad(maria, dia("2026-02-28")), 41);
	cr_expect_eq(integrante_edad(maria, dia("2026-03-01")), 42);
	cr_expect_eq(integrante_edad(maria, dia("1984-02-28")), -1, "not born yet");
	cr_expect_eq(integrante_edad(maria, dia("1960-01-01")), -1);
	cr_expect_eq(integrante_edad(maria, dia("1984-02-29")), 0);
	cr_expect_eq(integrante_edad(sara, dia("2026-03-01")), -1);
}

Test(ficha, the_open_visit)
{
	cr_expect_null(ficha_visita_abierta(&f.ficha));
	familia_put(&f, RECORD_VISITA, 4, "fecha_visita=2026-03-02");
	familia_hogar(&f, "visita_abierta=4");
	cr_assert_not_null(ficha_visita_abierta(&f.ficha));
	cr_expect_eq(ficha_visita_abierta(&f.ficha)->seq, 4u);
	familia_hogar(&f, "visita_abierta=5");
	cr_expect_null(ficha_visita_abierta(&f.ficha));
}

Test(ficha, scope_sees_active_members_and_the_open_visit)
{
	familia_put(&f, RECORD_VISITA, 4, "fecha_visita=2026-03-02");
	struct scope scope = familia_scope(&f, "2026-03-02");

	cr_assert_eq(scope.n_integrante, 2);
	cr_expect_str_eq(scope.integrante_name[0], "María Elena");
	cr_expect_str_eq(scope.integrante_name[1], "Luis");
	cr_expect_eq(scope.integrante[1], &ficha_record(&f.ficha, RECORD_INTEGRANTE, 2)->fields);
	cr_expect_eq(scope.me, -1);
	cr_expect_eq(scope.today, dia("2026-03-02"));
	cr_expect_null(scope.visita);
	cr_expect_null(scope.hecho);
	familia_hogar(&f, "visita_abierta=4");
	scope = familia_scope(&f, "2026-03-02");
	cr_expect_eq(scope.visita, &ficha_record(&f.ficha, RECORD_VISITA, 4)->fields);
}

Test(ficha, numbers_of_logros)
{
	cr_expect_eq(logro_seq(9, 0), 9u << 12);
	cr_expect_eq(logro_seq(9, 3) & 0xFFF, 3u);
	cr_expect_eq(logro_seq(45, 4095) >> 12, 45u);
	cr_expect_lt(logro_seq(4095, 4095), 1u << 24);
}
