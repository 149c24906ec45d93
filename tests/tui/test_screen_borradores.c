#include "mundo.h"

#include <criterion/criterion.h>

static struct mundo m;
static void start(void) { mundo_open(&m); }
static void stop(void) { mundo_close(&m); }
TestSuite(screen_borradores, .init = start, .fini = stop);

static void leave_half_written(int family)
{
	abrir(&m, &screen_formulario, &(struct formulario_arg){ .hogar = m.hogar[family], .formulario = "hogar" });
	teclas(&m, "<Down><Down><Down><Down><Down><Down><Down><Down><Ctrl-K>Aranjuez<Down><Esc>");
}

Test(screen_borradores, nothing_to_finish)
{
	abrir(&m, &screen_borradores, NULL);
	cr_se_ve(&m, "No hay nada por terminar");
	teclas(&m, "<Enter><Ctrl-D><Down>");
	cr_arriba(&m, "borradores");
}

Test(screen_borradores, a_form_goes_on_where_it_was_left)
{
	abrir(&m, &screen_inicio, NULL);
	leave_half_written(ZAPATA);
	teclas(&m, "5");
	cr_se_ve(&m, "> Datos del hogar: Zapata Peña, Gloria");
	cr_se_ve(&m, "22/11/2026 12:00");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "formulario");
	cr_se_ve(&m, "Aranjuez");
	teclas(&m, "<F2>");
	cr_arriba(&m, "borradores");
	cr_se_ve(&m, "No hay nada por terminar");
}

Test(screen_borradores, a_form_of_the_visit_ends_its_step)
{
	abrir(&m, &screen_inicio, NULL);
	abrir(&m, &screen_formulario, &(struct formulario_arg){ .hogar = m.hogar[USUGA], .formulario = "autorizacion" });
	teclas(&m, " <Down><Down>Ana<Down><Esc>5<Enter><F2>");
	cr_arriba(&m, "borradores");
	cr_se_ve(&m, "Guardado. Paso hecho: Encuadre y autorización de datos");
	teclas(&m, "<Esc>");
	abrir(&m, &screen_visita, &(struct hogar_arg){ m.hogar[USUGA] });
	cr_se_ve(&m, "[x] 1. Encuadre y autorización");
}

Test(screen_borradores, discarding_asks_first)
{
	abrir(&m, &screen_inicio, NULL);
	leave_half_written(ZAPATA);
	teclas(&m, "5<Ctrl-D>");
	cr_se_ve(&m, "Lo que ya estaba guardado no cambia");
	teclas(&m, "<Enter>");
	cr_se_ve(&m, "Zapata");
	teclas(&m, "<Ctrl-D><Right><Enter>");
	cr_se_ve(&m, "No hay nada por terminar");
}

Test(screen_borradores, those_of_one_family)
{
	abrir(&m, &screen_inicio, NULL);
	leave_half_written(ZAPATA);
	leave_half_written(PALACIOS);
	abrir(&m, &screen_hogar, &(struct hogar_arg){ m.hogar[PALACIOS] });
	cr_se_ve(&m, "1 formulario por terminar");
	teclas(&m, "9");
	cr_se_ve(&m, "Palacios");
	cr_no_se_ve(&m, "Zapata");
}

/* Who the draft is about left the household meanwhile, by the hand of another account: it cannot go on, and can be discarded. */
Test(screen_borradores, the_form_of_somebody_who_left)
{
	const struct borrador_clave about = { .hogar = m.hogar[USUGA], .formulario = m.programa->registro_integrante->name, .seq = 2 };
	struct answers campos;
	struct err why = { 0 };
	abrir(&m, &screen_inicio, NULL);
	ACTO(&m, m.hogar[USUGA], acto_integrante_retirar(&acto, ficha, 2, "traslado", MUNDO_HOY, &err));
	answers_init(&campos, &m.arena);
	answers_set(&campos, "nombre1", value_text("Lucho"));
	cr_assert(borrador_put(m.store, &about, &campos, "Integrante: Luis", "nombre1", &why), "%s", why.text);
	teclas(&m, "5<Enter>");
	cr_arriba(&m, "borradores");
	cr_se_ve(&m, "Esa persona ya no hace parte del hogar");
	teclas(&m, "<Ctrl-D><Right><Enter>");
	cr_se_ve(&m, "No hay nada por terminar");
}
