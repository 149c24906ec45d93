/* A draft that another console of the same account writes too; that console is a struct borrador_mio here, and a real one in tests/e2e/test_dos_consolas.c. */
#include "mundo.h"

#include "store/borrador_mio.h"

#include <criterion/criterion.h>
#include <string.h>

static struct mundo m;
static struct borrador_mio other;

static void start(void)
{
	static const struct answers nothing;
	mundo_open(&m);
	borrador_mio_abrir(&other, &nothing, NULL);
}

static void stop(void)
{
	borrador_mio_cerrar(&other);
	mundo_close(&m);
}
TestSuite(borrador_consola, .init = start, .fini = stop);

static void other_writes(const struct borrador_clave *k, const char *field, const char *text)
{
	struct answers a;
	struct err err = { 0 };
	answers_init(&a, &m.arena);
	answers_copy(&a, &other.campos);
	answers_set(&a, field, value_text(text));
	cr_assert(borrador_escribir(m.store, k, &a, "Datos del hogar", field, &other, &err), "%s", err.text);
}

static struct borrador_clave of_form(void)
{
	return (struct borrador_clave){ .hogar = m.hogar[RESTREPO], .formulario = "hogar" };
}

static void form(void)
{
	if (m.app.depth == 0)
		abrir(&m, &screen_inicio, NULL);
	abrir(&m, &screen_formulario, &(struct formulario_arg){ .hogar = m.hogar[RESTREPO], .formulario = "hogar" });
}

Test(borrador_consola, each_keeps_its_fields)
{
	struct borrador_clave k = of_form();
	int n;
	form();
	other_writes(&k, "celular", "3990001122");
	al_campo(&m, "Barrio");
	teclas(&m, "<Ctrl-K>Aranjuez<Tab>");
	struct borrador *b = mundo_borradores(&m, &n);
	cr_assert_eq(n, 1);
	cr_expect_str_eq(answers_text(&b->campos, "celular"), "3990001122");
	cr_expect_str_eq(answers_text(&b->campos, "barrio"), "Aranjuez");
}

Test(borrador_consola, both_in_one_field_it_is_said)
{
	struct borrador_clave k = of_form();
	form();
	other_writes(&k, "barrio", "Manrique");
	al_campo(&m, "Barrio");
	teclas(&m, "<Ctrl-K>Aranjuez<Tab>");
	cr_se_ve(&m, "En otra consola de su cuenta se escribió «Manrique» en «Barrio o vereda»");
	teclas(&m, "<Tab>");
	cr_no_se_ve(&m, "En otra consola");
}

Test(borrador_consola, saving_here_leaves_what_is_typed_there)
{
	struct borrador_clave k = of_form();
	int n;
	form();
	al_campo(&m, "Barrio");
	teclas(&m, "<Ctrl-K>Aranjuez<Tab>");
	other_writes(&k, "celular", "3990001122");
	teclas(&m, "<F2>");
	cr_se_ve(&m, "Guardado");
	cr_se_ve(&m, "Lo que escribió en otra consola sigue en «Por");
	cr_expect_str_eq(answers_text(&mundo_ficha(&m, m.hogar[RESTREPO])->hogar.fields, "barrio"), "Aranjuez");
	struct borrador *b = mundo_borradores(&m, &n);
	cr_assert_eq(n, 1);
	cr_expect_str_eq(answers_text(&b->campos, "celular"), "3990001122");
	cr_expect_str_eq(answers_text(&b->campos, "barrio"), "");
	form();
	teclas(&m, "<F2>");
	cr_assert_eq((mundo_borradores(&m, &n), n), 0, "%s", pantalla(&m));
	cr_expect_str_eq(answers_text(&mundo_ficha(&m, m.hogar[RESTREPO])->hogar.fields, "celular"), "3990001122");
}

Test(borrador_consola, a_new_member_is_not_mixed_with_another)
{
	struct borrador_clave k = { .hogar = m.hogar[RESTREPO], .formulario = m.programa->registro_integrante->name };
	int n;
	abrir(&m, &screen_hogar, &(struct hogar_arg){ m.hogar[RESTREPO] });
	abrir(&m, &screen_integrante, &(struct hogar_arg){ m.hogar[RESTREPO] });
	other_writes(&k, "nombre1", "Luis");
	al_campo(&m, "Primer nombre");
	teclas(&m, "Ana<Tab>");
	cr_se_ve(&m, "se está agregando a alguien a este hogar");
	cr_expect_str_eq(answers_text(&mundo_borradores(&m, &n)->campos, "nombre1"), "Luis");
	cr_assert_eq(n, 1);
}

Test(borrador_consola, a_registration_that_goes_on_in_two_consoles_becomes_two)
{
	int n;
	abrir(&m, &screen_registrar, NULL);
	teclas(&m, "nadie se llama asi<F2>");
	al_campo(&m, "Barrio");
	teclas(&m, "Popular<Tab>");
	struct borrador *b = mundo_borradores(&m, &n);
	cr_assert_eq(n, 1);
	borrador_mio_abrir(&other, &b->campos, b);
	other_writes(&b->clave, "barrio", "Manrique");
	al_campo(&m, "Barrio");
	teclas(&m, "<Ctrl-K>Aranjuez<Tab>");
	cr_se_ve(&m, "Este registro se sigue escribiendo también en otra consola");
	cr_se_ve(&m, "queda aparte en «Por terminar»");
	b = mundo_borradores(&m, &n);
	cr_assert_eq(n, 2);
	cr_expect_neq(b[0].clave.seq, b[1].clave.seq);
	cr_expect_str_neq(answers_text(&b[0].campos, "barrio"), answers_text(&b[1].campos, "barrio"));
}

Test(borrador_consola, a_commitment)
{
	int n;
	mundo_poner(&m, m.hogar[ZAPATA], "ahorra", value_bool(false));
	abrir(&m, &screen_plan, &(struct hogar_arg){ m.hogar[ZAPATA] });
	teclas(&m, "<F8>42<Enter><Ins>Abrir una alcancía<Tick>");
	struct borrador *b = mundo_borradores(&m, &n);
	cr_assert_eq(n, 1);
	other_writes(&b->clave, COMPROMISO_RESPONSABLE, "La cooperativa");
	teclas(&m, "<F2><Enter>");
	b = mundo_borradores(&m, &n);
	cr_expect_str_eq(answers_text(&b->campos, COMPROMISO_TEXTO), "Abrir una alcancía");
	cr_expect(n == 1 && *answers_text(&b->campos, COMPROMISO_RESPONSABLE), "%s", pantalla(&m));
}
