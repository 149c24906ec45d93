/* Drafts end with the act that saves what they held, and are in the way of acts that would leave them behind. */
#include "mundo.h"
#include <string.h>

TestSuite(acto_borrador, .init = mundo_open, .fini = mundo_close, .timeout = 120);

static struct answers *campos(const char *name, const char *text)
{
	struct answers *a = arena_new(&mundo.arena, struct answers);
	answers_init(a, &mundo.arena);
	answers_set(a, name, value_text(text));
	return a;
}

static void draft(const char *form, uint32_t seq, const struct answers *fields)
{
	struct borrador_clave key = { .hogar = mundo.f.num, .formulario = form, .seq = seq };
	struct err err = { 0 };
	cr_assert(borrador_put(casa.store, &key, fields, arena_printf(&mundo.arena, "Borrador de %s", form), NULL, &err), "%s", err.text);
}

static int drafts(void)
{
	struct borrador *list;
	struct txn txn;
	txn_begin_read(&txn);
	int n = borrador_list(&txn, mundo.f.num, false, &mundo.arena, &list);
	txn_abort(&txn);
	return n;
}

Test(acto_borrador, a_saved_form_takes_its_draft_along)
{
	draft("vivienda", 0, campos("pisos", "tierra"));
	draft("salud", 0, campos("eps@0", "Savia"));
	RESPONDE("vivienda", "pisos=tierra");
	cr_expect_eq(drafts(), 1);
	draft("vivienda", 0, campos("pisos", "tierra"));
	CALLA(acto_guardar_formulario(&acto, f, mundo_form(f, "vivienda", 0, "pisos=tierra"), 0, err));
	cr_expect_eq(drafts(), 1, "also when nothing differs");
}

Test(acto_borrador, a_refused_form_keeps_its_draft)
{
	draft("convivencia", 0, campos("compromiso_convivencia", "Escucharnos"));
	NIEGA(ERR_RULE, "no hay ninguna en curso", acto_guardar_formulario(&acto, f, mundo_form(f, "convivencia", 0, "compromiso_convivencia=Escucharnos"), 0, err));
	cr_expect_eq(drafts(), 1);
}

Test(acto_borrador, one_of_a_member_is_only_his)
{
	draft("integrante", 2, campos("nombre2", "Camilo"));
	draft("integrante", 3, campos("nombre2", "Antonio"));
	HACE(acto_guardar_formulario(&acto, f, mundo_form(f, "integrante", 2, "nombre2=Camilo"), 2, err));
	cr_expect_eq(drafts(), 1);
	NIEGA(ERR_RULE, "borrador de «Integrante» sobre esta persona", acto_integrante_retirar(&acto, f, 3, "traslado", mundo.hoy, err));
	HACE(acto_integrante_retirar(&acto, f, 2, "traslado", mundo.hoy, err));
}

Test(acto_borrador, a_new_member_ends_the_draft_of_registering)
{
	struct answers who;
	uint32_t seq;
	answers_init(&who, &mundo.arena);
	decir(&who, "nombre1=Rosa; apellido1=Ríos; sexo=m; fecha_nacimiento=1990-01-01; parentesco=hermano");
	draft("integrante", 0, campos("nombre1", "Rosa"));
	HACE(acto_integrante_nuevo(&acto, f, &who, &seq, err));
	cr_expect_eq(drafts(), 0);
	cr_expect_eq(seq, 4);
}

Test(acto_borrador, a_visit_does_not_close_over_a_draft_of_its_steps)
{
	struct cierre out;
	char day[DATE_TEXT];
	mundo_abrir();
	mundo_pasos(NULL);
	RESPONDE("cierre_visita", arena_printf(&mundo.arena, "fecha_visita=%s; modalidad=residencia; resultado=efectiva", date_iso(mundo.hoy, day)));
	draft("vivienda", 0, campos("pisos", "tierra"));
	draft("metas", 0, campos("meta2", "Terminar la casa"));
	NIEGA(ERR_RULE, "«Historia y metas de la familia» tiene un borrador", acto_visita_cerrar(&acto, f, &out, err));
	RESPONDE("metas", "meta2=Terminar la casa; meta2_dimension=habitabilidad");
	HACE(acto_visita_cerrar(&acto, f, &out, err));
	cr_expect_eq(drafts(), 1, "a form of another moment waits for its own visit");
}

Test(acto_borrador, the_route_does_not_end_over_a_draft)
{
	draft("vivienda", 0, campos("pisos", "tierra"));
	NIEGA(ERR_RULE, "Borrador de vivienda", acto_cerrar_hogar(&acto, f, "retiro", "retiro", err));
}

/* Somebody leaves while a form about everybody is half filled: no answer goes to another person. */
Test(acto_borrador, rows_go_by_member)
{
	struct answers kept;
	answers_init(&kept, &mundo.arena);
	borrador_de_form(&mundo.f, mundo_form(&mundo.f, "educacion", 0, "grado@1=8; grado@3=2; lee@3=no"), &kept);
	cr_expect_str_eq(answers_text(&kept, "grado@i3"), "2");
	HACE(acto_integrante_retirar(&acto, f, 2, "traslado", mundo.hoy, err));
	struct form *form = mundo_form(&mundo.f, "educacion", 0, "");
	borrador_a_form(&mundo.f, form, &kept);
	cr_expect_eq(form->item[form_find(form, "grado", 0)].value.num, 8);
	cr_expect_eq(form->item[form_find(form, "grado", 1)].value.num, 2, "the father is the second row now");
	HACE(acto_guardar_formulario(&acto, f, form, 0, err));
	cr_expect(!answers_bool(&mundo.f.integrante.item[2].fields, "lee", true));
	cr_expect_eq(answers_int(&mundo.f.integrante.item[1].fields, "grado", 0), 5, "who left keeps what he had");
}

Test(acto_borrador, drafts_of_before_went_by_row)
{
	struct answers kept;
	answers_init(&kept, &mundo.arena);
	struct form *form = mundo_form(&mundo.f, "educacion", 0, "grado@1=8; grado@3=2");
	form_draft_save(form, &kept);
	struct form *again = mundo_form(&mundo.f, "educacion", 0, "");
	borrador_a_form(&mundo.f, again, &kept);
	cr_expect_eq(again->item[form_find(again, "grado", 0)].value.num, 8);
	cr_expect_eq(again->item[form_find(again, "grado", 2)].value.num, 2);
}
