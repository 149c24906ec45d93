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

/* An attempt from a copy of the family, with what was decided about an earlier one; what it met is in `visto`. */
static struct conflicto visto;
static struct err dicho;
static bool hecho;
#define INTENTA(copy, decision, call) do { \
	struct txn txn_; struct err *err = &dicho; struct ficha *f = copy; \
	dicho = (struct err){ 0 }; \
	txn_begin_write(&txn_); struct acto acto = mundo_acto(&txn_); acto.decidido = decision; \
	hecho = (call); \
	conflicto_copy(&visto, &mundo.arena, &acto.conflicto); \
	if (hecho) txn_end(&txn_); else txn_abort(&txn_); \
} while (0)
static struct conflicto decide(bool suyo)
{
	struct conflicto c;
	conflicto_copy(&c, &mundo.arena, &visto);
	for (int i = 0; i < c.n; i++)
		c.item[i].suyo = suyo || !c.item[i].choca;
	return c;
}

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

/* Two people, two fields of one record: both stand, and who saved second is told what was kept of the other's. */
Test(acto_conflicto, fields_of_one_record_join)
{
	RESPONDE("vivienda", "");
	OTRA(mundo_copia(), acto_guardar_formulario(&acto, f, mundo_form(f, "vivienda", 0, "pisos=tierra"), 0, err));
	INTENTA(&mundo.f, NULL, acto_guardar_formulario(&acto, f, mundo_form(f, "vivienda", 0, "techo=teja_barro"), 0, err));
	cr_assert(hecho, "%s", dicho.text);
	cr_expect_eq(visto.choques, 0);
	cr_assert_eq(visto.n, 1);
	cr_expect_str_eq(visto.item[0].name, "pisos");
	cr_expect_str_eq(visto.item[0].quien, "Marta Restrepo");
	cr_expect(visto.item[0].cuando > 0 && visto.item[0].suyo);
	mundo_load();
	cr_expect_str_eq(answers_text(&mundo.f.hogar.fields, "pisos"), "tierra");
	cr_expect_str_eq(answers_text(&mundo.f.hogar.fields, "techo"), "teja_barro");
	CASA_VERIFY();
}

/* The same field: nothing is written until it is decided, and then what was decided. */
static void one_field(bool suyo)
{
	OTRA(mundo_copia(), acto_guardar_formulario(&acto, f, mundo_form(f, "vivienda", 0, "pisos=tierra; paredes=tapia"), 0, err));
	INTENTA(mundo_copia(), NULL, acto_guardar_formulario(&acto, f, mundo_form(f, "vivienda", 0, "pisos=baldosa; techo=teja_barro"), 0, err));
	cr_assert_not(hecho);
	cr_expect_eq(dicho.code, ERR_CONFLICT);
	cr_expect(strstr(dicho.text, "Marta Restrepo cambió «"), "%s", dicho.text);
	cr_assert_eq(visto.choques, 1);
	for (int i = 0; i < visto.n; i++)
		cr_expect_eq(visto.item[i].choca, strcmp(visto.item[i].name, "pisos") == 0);
	struct conflicto chosen = decide(suyo);
	INTENTA(mundo_copia(), &chosen, acto_guardar_formulario(&acto, f, mundo_form(f, "vivienda", 0, "pisos=baldosa; techo=teja_barro"), 0, err));
	cr_assert(hecho, "%s", dicho.text);
	mundo_load();
	cr_expect_str_eq(answers_text(&mundo.f.hogar.fields, "pisos"), suyo ? "tierra" : "baldosa");
	cr_expect_str_eq(answers_text(&mundo.f.hogar.fields, "techo"), "teja_barro");
	cr_expect_str_eq(answers_text(&mundo.f.hogar.fields, "paredes"), "tapia");
	CASA_VERIFY();
}
Test(acto_conflicto, the_same_field_mine_is_chosen) { one_field(false); }
Test(acto_conflicto, the_same_field_theirs_is_chosen) { one_field(true); }

/* The choice may also be carried out on the family as it was when it was shown: that is what the boards do. */
Test(acto_conflicto, a_choice_on_the_family_as_shown)
{
	OTRA(mundo_copia(), acto_guardar_formulario(&acto, f, mundo_form(f, "vivienda", 0, "pisos=tierra"), 0, err));
	INTENTA(mundo_copia(), NULL, acto_guardar_formulario(&acto, f, mundo_form(f, "vivienda", 0, "pisos=baldosa; techo=teja_barro"), 0, err));
	struct conflicto chosen = decide(true);
	mundo_load();
	INTENTA(mundo_copia(), &chosen, acto_guardar_formulario(&acto, f, mundo_form(f, "vivienda", 0, "pisos=baldosa; techo=teja_barro"), 0, err));
	cr_assert(hecho, "%s", dicho.text);
	mundo_load();
	cr_expect_str_eq(answers_text(&mundo.f.hogar.fields, "pisos"), "tierra");
	cr_expect_str_eq(answers_text(&mundo.f.hogar.fields, "techo"), "teja_barro");
	CASA_VERIFY();
}

/* Between the question and the answer a third save: what was chosen was chosen about something else. */
Test(acto_conflicto, a_choice_holds_only_for_what_was_seen)
{
	struct ficha now;
	struct txn read;
	OTRA(mundo_copia(), acto_guardar_formulario(&acto, f, mundo_form(f, "vivienda", 0, "pisos=tierra"), 0, err));
	INTENTA(mundo_copia(), NULL, acto_guardar_formulario(&acto, f, mundo_form(f, "vivienda", 0, "pisos=baldosa"), 0, err));
	cr_assert_not(hecho);
	struct conflicto chosen = decide(false);
	txn_begin_read(&read);
	cr_assert(ficha_load(&read, mundo.f.num, &mundo.arena, &now, NULL));
	txn_abort(&read);
	OTRA(&now, acto_guardar_formulario(&acto, f, mundo_form(f, "vivienda", 0, "pisos=cemento"), 0, err));
	INTENTA(mundo_copia(), &chosen, acto_guardar_formulario(&acto, f, mundo_form(f, "vivienda", 0, "pisos=baldosa"), 0, err));
	cr_assert_not(hecho);
	cr_expect_eq(dicho.code, ERR_CONFLICT);
	cr_assert_eq(visto.choques, 1);
	cr_expect_str_eq(visto.item[0].antes.value.text, "tierra");
	cr_expect_str_eq(visto.item[0].ahora.value.text, "cemento");
	CASA_VERIFY();
}

/* An answer that was touched and left as it was is no change: theirs stays. */
Test(acto_conflicto, the_same_answer_again_overwrites_nobody)
{
	RESPONDE("vivienda", "pisos=baldosa");
	OTRA(mundo_copia(), acto_guardar_formulario(&acto, f, mundo_form(f, "vivienda", 0, "pisos=tierra"), 0, err));
	OTRA(&mundo.f, acto_guardar_formulario(&acto, f, mundo_form(f, "vivienda", 0, "pisos=baldosa; techo=teja_barro"), 0, err));
	mundo_load();
	cr_expect_str_eq(answers_text(&mundo.f.hogar.fields, "pisos"), "tierra");
	CASA_VERIFY();
}

/* A confirmation that is chosen half and half must still be one that may be: theirs was seen, mine was not. */
Test(acto_conflicto, a_logro_is_right_as_a_whole)
{
	static const struct confirmacion theirs = { .estado = LOGRO_ALCANZADO, .como = "verificado", .soporte = "Cartilla" }, mine = { .estado = LOGRO_ALCANZADO, .como = "declarado" };
	struct confirmacion before = { .estado = LOGRO_ALCANZADO, .como = "por_oportunidad", .soporte = "Acta" };
	HACE(acto_logro_confirmar(&acto, f, 42, 0, &before, err));
	OTRA(mundo_copia(), acto_logro_confirmar(&acto, f, 42, 0, &theirs, err));
	INTENTA(mundo_copia(), NULL, acto_logro_confirmar(&acto, f, 42, 0, &mine, err));
	cr_assert_not(hecho);
	cr_assert_eq(visto.choques, 2);      /* how, and the evidence */
	struct conflicto half = decide(true);
	for (int i = 0; i < half.n; i++)
		half.item[i].suyo = strcmp(half.item[i].name, LOGRO_COMO) == 0;
	INTENTA(mundo_copia(), &half, acto_logro_confirmar(&acto, f, 42, 0, &mine, err));
	cr_assert_not(hecho);
	cr_expect(strstr(dicho.text, "escriba el soporte que vio"), "%s", dicho.text);
	struct conflicto whole = half;
	for (int i = 0; i < whole.n; i++)
		whole.item[i].suyo = true;
	INTENTA(mundo_copia(), &whole, acto_logro_confirmar(&acto, f, 42, 0, &mine, err));
	cr_assert(hecho, "%s", dicho.text);
	mundo_load();
	cr_expect_str_eq(answers_text(&ficha_record(&mundo.f, RECORD_LOGRO, logro_seq(42, 0))->fields, LOGRO_SOPORTE), "Cartilla");
	CASA_VERIFY();
}

/* Saved and marked are one operation; what the step still needs leaves the answers saved and the step open. */
Test(acto_conflicto, a_form_and_its_step_are_one_operation)
{
	const char *falta;
	settle();
	mundo_abrir();
	HACE(acto_guardar_paso(&acto, f, mundo_form(f, "autorizacion", 0, "consentimiento=si"), 0, "autorizacion", &falta, err) && !falta);
	cr_expect(value_set_has(answers_get(&ficha_visita_abierta(&mundo.f)->fields, VISITA_HECHOS), "autorizacion"));
	HACE(acto_guardar_paso(&acto, f, mundo_form(f, "vivienda", 0, "pisos=tierra"), 0, "vivienda", &falta, err) && falta);
	cr_expect_not(value_set_has(answers_get(&ficha_visita_abierta(&mundo.f)->fields, VISITA_HECHOS), "vivienda"));
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

/* Two people choose two heads: the second is refused, and nobody's choice goes under. */
Test(acto_conflicto, two_heads_at_once)
{
	HACE(acto_guardar_formulario(&acto, f, mundo_form(f, "integrante", 2, "fecha_nacimiento=1990-08-02"), 2, err));
	OTRA(mundo_copia(), acto_cambiar_jefe(&acto, f, 3, "hijo", err));
	INTENTA(mundo_copia(), NULL, acto_cambiar_jefe(&acto, f, 2, "madre", err));
	cr_assert_not(hecho);
	mundo_load();
	cr_expect_eq(ficha_jefe(&mundo.f)->seq, 3);
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
	mundo_load();
	HACE(acto_visita_cerrar(&acto, f, &out, err));
	OTRA(mundo_copia(), acto_guardar_formulario(&acto, f, mundo_form(f, "educacion", 0, "lee@3=si"), 0, err));
	CHOCA("Ábrala de nuevo", acto_cerrar_hogar(&acto, f, "retiro", "retiro", err));
	CHOCA("Ábrala de nuevo", acto_ir(&acto, f, "inicio", "Motivo", err));
}

Test(acto_conflicto, only_one_opens_the_visit)
{
	OTRA(mundo_copia(), acto_visita_abrir(&acto, f, NULL, err));
	struct txn txn;
	struct err err = { 0 };
	txn_begin_write(&txn);
	struct acto acto = mundo_acto(&txn);
	cr_assert_not(acto_visita_abrir(&acto, mundo_copia(), NULL, &err));
	cr_expect(strstr(err.text, "Ya hay una visita en curso"), "%s", err.text);
	txn_abort(&txn);
}

/* Both marked: two steps by two people stay marked. */
Test(acto_conflicto, marks_of_two_people_join)
{
	mundo_abrir();
	OTRA(mundo_copia(), acto_visita_paso(&acto, f, "autorizacion", true, err));
	OTRA(&mundo.f, acto_visita_paso(&acto, f, "autorizacion", true, err));
	mundo_load();
	cr_expect(value_set_has(answers_get(&ficha_visita_abierta(&mundo.f)->fields, VISITA_HECHOS), "autorizacion"));
	CASA_VERIFY();
}
