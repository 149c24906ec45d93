#include "mundo.h"
#include <string.h>

TestSuite(acto_importar, .init = mundo_open, .fini = mundo_close, .timeout = 120);

static bool importar(struct acto *a, uint32_t num, const char *of_household, const char *of_son, bool *changed, struct err *err)
{
	struct answers hogar, who[3];
	mundo_personas(&hogar, who);
	decir(&hogar, of_household);
	decir(&who[1], of_son);
	return acto_importar(a, num, &hogar, who, 3, changed, err);
}

Test(acto_importar, the_same_file_twice_changes_nothing)
{
	bool changed = true;
	CALLA(importar(&acto, f->num, "", "", &changed, err));
	cr_expect_not(changed);
	HACE(importar(&acto, f->num, "barrio=Granizal", "grado=4", &changed, err));
	cr_expect(changed);
	cr_expect_str_eq(answers_text(&mundo.f.hogar.fields, "barrio"), "Granizal");
	cr_expect_eq(answers_int(&mundo.f.integrante.item[1].fields, "grado", 0), 4);
	cr_expect_eq(mundo.f.integrante.n, 3);
	CALLA(importar(&acto, f->num, "barrio=Granizal", "grado=4", &changed, err));
	cr_expect_not(changed);
	CASA_VERIFY();
}

Test(acto_importar, what_the_route_keeps_stays)
{
	bool changed;
	mundo_hasta("plan_familiar");
	struct ficha *before = mundo_copia();
	HACE(importar(&acto, f->num, "barrio=Granizal", "", &changed, err));
	static const char *const kept[] = { HOGAR_FOLIO, HOGAR_MOMENTO, HOGAR_ESTADO, HOGAR_LINEA_BASE, HOGAR_ULTIMA_VISITA, HOGAR_VISITAS, HOGAR_COGESTOR };
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		cr_expect(value_equal(answers_get(&mundo.f.hogar.fields, kept[i]), answers_get(&before->hogar.fields, kept[i])), "%s", kept[i]);
	cr_expect_eq(mundo.f.evaluacion.n, before->evaluacion.n);
}

Test(acto_importar, a_person_is_known_by_document_or_by_name_and_birth)
{
	bool changed;
	HACE(importar(&acto, f->num, "", "nombre1=Juan Pablo", &changed, err));
	cr_expect_eq(mundo.f.integrante.n, 3, "the document says that it is the same one");
	HACE(importar(&acto, f->num, "", "tipo_documento=rc; numero_documento=1017000999; nombre1=Juan Pablo", &changed, err));
	cr_expect_eq(mundo.f.integrante.n, 3, "and then the name");
	HACE(importar(&acto, f->num, "", "tipo_documento=rc; numero_documento=1017000777; nombre1=Camila; fecha_nacimiento=2018-01-01", &changed, err));
	cr_expect_eq(mundo.f.integrante.n, 4);
}

Test(acto_importar, who_has_left_stays_out)
{
	bool changed;
	HACE(acto_integrante_retirar(&acto, f, 2, "traslado", mundo.hoy, err));
	CALLA(importar(&acto, f->num, "", "grado=4", &changed, err));
	cr_expect_not(changed);
	cr_expect_eq(mundo.f.integrante.n, 3);
	cr_expect_not(answers_bool(&mundo.f.integrante.item[1].fields, INTEGRANTE_ACTIVO, true));
}

Test(acto_importar, new_households_get_folio_and_owner)
{
	struct answers hogar, who[3];
	struct ficha f;
	struct err err = { 0 };
	struct txn txn;
	bool changed = false;
	mundo_personas(&hogar, who);
	decir(&who[0], "numero_documento=43000777; nombre1=Rosalba");
	txn_begin_write(&txn);
	struct acto acto = mundo_acto(&txn);
	cr_assert(acto_importar(&acto, 0, &hogar, who, 1, &changed, &err), "%s", err.text);
	txn_end(&txn);
	cr_expect(changed);
	txn_begin_read(&txn);
	uint32_t num = hogar_by_documento(&txn, "cc", "43000777");
	cr_assert(ficha_load(&txn, num, &mundo.arena, &f, NULL));
	txn_abort(&txn);
	cr_expect_str_eq(answers_text(&f.hogar.fields, HOGAR_FOLIO), "MS-00002");
	cr_expect_str_eq(answers_text(&f.hogar.fields, HOGAR_COGESTOR), "mrestrepo");
	cr_expect_str_eq(answers_text(&f.hogar.fields, HOGAR_MOMENTO), "inicio");
	cr_expect_str_eq(mundo_accion(), "importar_hogar");
	CASA_VERIFY();
}

Test(acto_importar, refusals)
{
	bool changed;
	NIEGA(ERR_RULE, "ya está registrado", importar(&acto, 0, "", "", &changed, err));
	NIEGA(ERR_NOT_FOUND, "No se encuentra el hogar", importar(&acto, 99, "", "", &changed, err));
	NIEGA(ERR_RULE, "2 personas como jefa o jefe", importar(&acto, f->num, "", "parentesco=jefe", &changed, err));
	HACE(acto_cerrar_hogar(&acto, f, "retiro", "retiro", err));
	CALLA(importar(&acto, f->num, "", "", &changed, err));
	NIEGA(ERR_RULE, "ya terminó", importar(&acto, f->num, "barrio=Granizal", "", &changed, err));
}
