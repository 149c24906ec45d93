/* Two sessions with the same family: what one saves must not be lost, nor decided over by the other. */
#include "mundo.h"
#include <string.h>

TestSuite(acto_conflicto, .init = mundo_open, .fini = mundo_close, .timeout = 120);

/* The other session acts on its own copy of the family, loaded before; `mundo.f` stays as it was on the screen of the first one. */
#define OTRA(copy, call) do { \
	struct txn txn_; struct err err_ = { 0 }, *err = &err_; struct ficha *f = copy; \
	txn_begin_write(&txn_); struct acto acto = mundo_acto(&txn_); (void)err; \
	cr_assert((call), "%s:%d: %s", __FILE__, __LINE__, err_.text); \
	txn_end(&txn_); \
} while (0)
/* Refused; `mundo.f` is still the old one, since the macro does not load it again. */
#define CHOCA(words, call) do { \
	struct txn txn_; struct err err_ = { 0 }, *err = &err_; struct ficha *f = mundo_copia(); \
	txn_begin_write(&txn_); struct acto acto = mundo_acto(&txn_); \
	cr_assert_not((call), "%s:%d: it was allowed", __FILE__, __LINE__); \
	cr_assert_eq(err->code, ERR_CONFLICT, "%s:%d: %s", __FILE__, __LINE__, err_.text); \
	cr_assert(strstr(err_.text, words), "%s:%d: «%s»", __FILE__, __LINE__, err_.text); \
	txn_abort(&txn_); \
} while (0)

/* The questions that are not asked of each of them are set aside once. */
static void settle(void)
{
	RESPONDE("educacion", "");
	RESPONDE("identificacion", "");
}

static const struct answers *de(uint32_t seq)
{
	return &ficha_record(&mundo.f, RECORD_INTEGRANTE, seq)->fields;
}

Test(acto_conflicto, the_same_record_is_a_conflict_with_who_and_what)
{
	OTRA(mundo_copia(), acto_guardar_formulario(&acto, f, mundo_form(f, "vivienda", 0, "pisos=tierra"), 0, err));
	CHOCA("Marta Restrepo guardó «Vivienda y servicios»", acto_guardar_formulario(&acto, f, mundo_form(f, "vivienda", 0, "techo=concreto"), 0, err));
	mundo_load();
	cr_expect_str_eq(answers_text(&mundo.f.hogar.fields, "pisos"), "tierra");
	RESPONDE("vivienda", "pisos=baldosa");
	CASA_VERIFY();
}

Test(acto_conflicto, different_records_are_none)
{
	settle();
	OTRA(mundo_copia(), acto_guardar_formulario(&acto, f, mundo_form(f, "educacion", 0, "lee@3=no"), 0, err));
	/* this one still has the family of before */
	OTRA(&mundo.f, acto_guardar_formulario(&acto, f, mundo_form(f, "educacion", 0, "grado@1=9"), 0, err));
	cr_expect(!answers_bool(de(3), "lee", true), "the ficha has what the other one saved as well");
	mundo_load();
	cr_expect(!answers_bool(de(3), "lee", true));
	cr_expect_eq(answers_int(de(1), "grado", 0), 9);
	CASA_VERIFY();
}

/* The row of lists is that of the family as it is, not as one of the two remembered it. */
Test(acto_conflicto, the_numbers_of_lists_are_those_of_both)
{
	struct fila row;
	struct txn txn;
	settle();
	OTRA(mundo_copia(), acto_guardar_formulario(&acto, f, mundo_form(f, "educacion", 0, "lee@3=no"), 0, err));
	OTRA(&mundo.f, acto_guardar_formulario(&acto, f, mundo_form(f, "identificacion", 0, "sisben@2=no"), 0, err));
	mundo_load();
	const struct evaluacion *ev = model_evaluate(mundo.programa, &mundo.f, mundo.hoy, &mundo.arena);
	txn_begin_read(&txn);
	cr_assert(fila_get(&txn, mundo.programa->ruta, mundo.f.num, mundo.hoy, &mundo.arena, &row));
	txn_abort(&txn);
	cr_expect_eq(row.alcanzados, ev->cuenta[LOGRO_ALCANZADO]);
	cr_expect_eq(row.por_alcanzar, ev->cuenta[LOGRO_POR_ALCANZAR]);
}

/* The step that comes next lies in the household's record: that alone must not make a conflict. */
Test(acto_conflicto, the_next_step_does_not_collide)
{
	settle();
	mundo_abrir();
	struct ficha *other = mundo_copia();
	OTRA(other, acto_visita_paso(&acto, f, "autorizacion", true, err));
	cr_expect(strstr(answers_text(&other->hogar.fields, HOGAR_SIGUIENTE), "Datos del hogar"));
	OTRA(&mundo.f, acto_guardar_formulario(&acto, f, mundo_form(f, "educacion", 0, "grado@1=9"), 0, err));
	mundo_load();
	cr_expect(strstr(answers_text(&mundo.f.hogar.fields, HOGAR_SIGUIENTE), "Datos del hogar"));
	CASA_VERIFY();
}

Test(acto_conflicto, both_may_add)
{
	struct ficha *other = mundo_copia();
	OTRA(other, acto_compromiso(&acto, f, 0, 1, "Sacar la cita", "Luz", mundo.hoy + 9, err));
	OTRA(&mundo.f, acto_compromiso(&acto, f, 0, 2, "Llevar los papeles", "Gildardo", mundo.hoy + 9, err));
	mundo_load();
	cr_assert_eq(mundo.f.compromiso.n, 2);
	cr_expect_str_eq(answers_text(&mundo.f.compromiso.item[0].fields, COMPROMISO_TEXTO), "Sacar la cita");
	cr_expect_str_eq(answers_text(&mundo.f.compromiso.item[1].fields, COMPROMISO_TEXTO), "Llevar los papeles");
	CASA_VERIFY();
}

/* Each was right for itself; together the household would have two heads. */
Test(acto_conflicto, what_is_wrong_only_together_is_refused)
{
	struct ficha *other = mundo_copia();
	OTRA(other, acto_guardar_formulario(&acto, f, mundo_form(f, "integrante", 2, "fecha_nacimiento=2005-08-02"), 2, err));
	mundo_load();
	OTRA(mundo_copia(), acto_cambiar_jefe(&acto, f, 3, "hijo", err));
	struct ficha *old = mundo_copia();
	struct txn txn;
	struct err err = { 0 };
	txn_begin_write(&txn);
	struct acto acto = mundo_acto(&txn);
	/* the old copy still has Luz as its head, and gives the headship to Juan through his own form */
	answers_set(&ficha_record(old, RECORD_INTEGRANTE, 1)->fields, "parentesco", value_choice("padre"));
	cr_assert_not(acto_guardar_formulario(&acto, old, mundo_form(old, "integrante", 2, "parentesco=jefe"), 2, &err));
	cr_expect(strstr(err.text, "2 personas como jefa o jefe"), "%s", err.text);
	txn_abort(&txn);
	CASA_VERIFY();
}

/* Decisions are about the whole family: they are not taken on half of it. */
Test(acto_conflicto, nobody_decides_on_an_old_family)
{
	struct cierre out;
	mundo_hasta("linea_base");
	mundo_abrir();
	mundo_pasos(NULL);
	char day[DATE_TEXT];
	RESPONDE("cierre_visita", arena_printf(&mundo.arena, "fecha_visita=%s; modalidad=residencia; resultado=efectiva", date_iso(mundo.hoy, day)));
	OTRA(mundo_copia(), acto_guardar_formulario(&acto, f, mundo_form(f, "educacion", 0, "lee@3=no"), 0, err));
	CHOCA("Marta Restrepo cambió la familia", acto_visita_cerrar(&acto, f, &out, err));
	CHOCA("Guardó un formulario", acto_visita_paso(&acto, f, "vivienda", false, err));
	mundo_load();
	HACE(acto_visita_cerrar(&acto, f, &out, err));
	OTRA(mundo_copia(), acto_guardar_formulario(&acto, f, mundo_form(f, "educacion", 0, "lee@3=si"), 0, err));
	CHOCA("Ábrala de nuevo", acto_cerrar_hogar(&acto, f, "retiro", "retiro", err));
	CHOCA("Ábrala de nuevo", acto_ir(&acto, f, "inicio", "Motivo", err));
}

Test(acto_conflicto, only_one_opens_the_visit)
{
	OTRA(mundo_copia(), acto_visita_abrir(&acto, f, NULL, err));
	CHOCA("Visita de inicio", acto_visita_abrir(&acto, f, NULL, err));
}
