/* Several acts in one transaction, as the import and the practice store do them: what one computed is not what the next one sees. */
#include "mundo.h"
#include <string.h>

TestSuite(acto_serie, .init = mundo_open, .fini = mundo_close, .timeout = 120);

static bool same_evaluation(struct acto *a, const struct ficha *f)
{
	const struct evaluacion *kept = acto_evaluar(a, f), *fresh = model_evaluate(a->programa, f, a->hoy, a->arena);
	const struct posicion *place = acto_posicion(a, f);
	struct posicion now;
	ruta_posicion(fresh, a->arena, &now);
	return memcmp(kept->cuenta, fresh->cuenta, sizeof kept->cuenta) == 0 && kept->promocion.celda == fresh->promocion.celda && kept->ingreso.mensual == fresh->ingreso.mensual
		&& kept->ficha == f && place->siguiente == now.siguiente && place->puede_cerrar == now.puede_cerrar && strcmp(place->siguiente_texto, now.siguiente_texto) == 0;
}

#define PASA(call) do { cr_assert((call), "%s:%d: %s", __FILE__, __LINE__, e.text); cr_assert(same_evaluation(&acto, f), "%s:%d: an old evaluation", __FILE__, __LINE__); } while (0)

Test(acto_serie, each_act_sees_what_the_one_before_did)
{
	struct txn txn;
	struct err e = { 0 }, *err = &e;
	struct ficha *f = &mundo.f;
	uint64_t before = mundo_ops();
	uint32_t seq;
	struct answers who;
	answers_init(&who, &mundo.arena);
	decir(&who, "nombre1=Rosa; apellido1=Ríos; sexo=m; fecha_nacimiento=1990-01-01; parentesco=hermano");
	txn_begin_write(&txn);
	struct acto acto = mundo_acto(&txn);
	PASA(acto_guardar_formulario(&acto, f, mundo_form(f, "educacion", 0, "lee@3=no"), 0, err));
	PASA(acto_guardar_formulario(&acto, f, mundo_form(f, "trabajo_ingresos", 0, "ingreso_salario@1=100000"), 0, err));
	PASA(acto_visita_abrir(&acto, f, NULL, err));
	PASA(acto_visita_paso(&acto, f, "autorizacion", true, err));
	PASA(acto_visita_paso(&acto, f, "hogar", true, err));
	PASA(acto_visita_paso(&acto, f, "hogar", false, err));
	PASA(acto_logro_confirmar(&acto, f, 10, 3, &(struct confirmacion){ .estado = LOGRO_ALCANZADO, .como = "declarado" }, err));
	PASA(acto_integrante_retirar(&acto, f, 2, "traslado", acto.hoy, err));
	PASA(acto_integrante_nuevo(&acto, f, &who, &seq, err));
	PASA(acto_compromiso(&acto, f, 0, 1, "Ir", "Luz", acto.hoy + 9, err));
	PASA(acto_visita_anular(&acto, f, "Era otra familia", err));
	acto.hoy += 400;
	cr_expect_eq(acto_evaluar(&acto, f)->fecha, acto.hoy, "another day is another evaluation");
	txn_end(&txn);
	struct ficha *kept = mundo_copia();
	mundo_load();
	cr_expect(mundo_igual(kept, &mundo.f), "the ficha is what the store has");
	cr_expect_eq(mundo_ops(), before + 11);
	CASA_VERIFY();
}

Test(acto_serie, a_refusal_in_between_leaves_the_rest_to_the_caller)
{
	struct txn txn;
	struct err err = { 0 };
	uint64_t before = mundo_ops();
	txn_begin_write(&txn);
	struct acto acto = mundo_acto(&txn);
	cr_assert(acto_acordar_visita(&acto, &mundo.f, mundo.hoy + 3, &err));
	cr_assert_not(acto_visita_paso(&acto, &mundo.f, "autorizacion", true, &err));
	cr_expect_eq(err.code, ERR_RULE);
	txn_abort(&txn);
	mundo_load();
	cr_expect_eq(answers_date(&mundo.f.hogar.fields, HOGAR_PROXIMA), DATE_NONE, "all of it or nothing");
	cr_expect_eq(mundo_ops(), before);
}
