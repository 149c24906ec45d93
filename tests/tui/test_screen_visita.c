#include "mundo.h"

#include <criterion/criterion.h>
#include <string.h>

static struct mundo m;
static void start(void) { mundo_open(&m); }
static void stop(void) { mundo_close(&m); }
TestSuite(screen_visita, .init = start, .fini = stop);

static void open_visit(int which)
{
	abrir(&m, &screen_visita, &(struct hogar_arg){ m.hogar[which] });
}

static const struct record *visit_of(int which)
{
	const struct ficha *f = mundo_ficha(&m, m.hogar[which]);
	return f->visita.n ? &f->visita.item[f->visita.n - 1] : NULL;
}

static const char *visit_field(int which, const char *name)
{
	return answers_text(&visit_of(which)->fields, name);
}

Test(screen_visita, before_the_visit_the_first_line_opens_it)
{
	open_visit(RESTREPO);
	cr_pantalla(&m,
		" Visita · MS-00001                                         PRACTICA  22/11/2026\n"
		" Restrepo Gómez, Elena                                                 MS-00001\n"
		" [>] Así Estamos  ──  [ ] Así Crecemos  ──  [ ] Así Continuamos\n"
		" Visita de inicio · sin visitas todavía\n"
		"── Pasos de la próxima visita ──────────────────────────────────────────────────\n"
		"> Abrir la visita\n"
		"  [ ] 1. Encuadre y autorización de datos              por hacer\n"
		"  [-] 2. Datos del hogar                               espera el paso 1\n"
		"  [-] 3. Integrantes del hogar                         espera el paso 1\n"
		"  [-] 4. Historia y metas de la familia                espera el paso 1\n"
		"\n\n\n\n\n\n\n\n"
		"────────────────────────────────────────────────────────────────────────────────\n"
		" Entrar o F2 abre la visita de hoy. Después, los pasos de abajo se hacen en\n"
		" orden; se puede salir en cualquier momento y seguir otro día.\n"
		"\n\n"
		" F2 Abrir visita  F3 Volver  F9 Menú                                   F1 Ayuda\n");
	teclas(&m, "<Down><Enter>");
	cr_se_ve(&m, "Primero abra la visita: F2");
	teclas(&m, "<Home><Enter>");
	cr_expect_str_eq(visit_field(RESTREPO, VISITA_ESTADO), "abierta");
	cr_expect_str_eq(bajo_cursor(&m), "[ ] 1. Encuadre y autorización de datos              por hacer");
}

Test(screen_visita, what_each_step_needs_stands_at_the_foot)
{
	open_visit(USUGA);
	cr_se_ve(&m, "── Visita 1, abierta el 22/11/2026 · 0 de 4 pasos ──");
	cr_se_ve(&m, " Preséntese, explique el acompañamiento y para qué se usan los datos. La\n");
	cr_se_ve(&m, "\n Necesita: La familia debe autorizar el uso de sus datos antes de seguir.\n");
	teclas(&m, "4");
	cr_se_ve(&m, "Necesita: Antes va el paso «Encuadre y autorización de datos».");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "visita");
	teclas(&m, "<F8>");
	cr_se_ve(&m, "! Antes va el paso «Encuadre y autorización de datos».");
	cr_expect_str_eq(visit_field(USUGA, VISITA_HECHOS), "");
}

Test(screen_visita, a_form_that_was_saved_ends_its_step)
{
	open_visit(USUGA);
	teclas(&m, "<Enter>");
	cr_arriba(&m, "formulario");
	teclas(&m, "si<Enter><Enter>Rosalba<Enter><F2>");
	cr_arriba(&m, "visita");
	cr_expect_str_eq(visit_field(USUGA, VISITA_HECHOS), "autorizacion");
	cr_se_ve(&m, "[x] 1. Encuadre y autorización de datos              hecho\n");
	cr_expect_str_eq(bajo_cursor(&m), "[ ] 2. Datos del hogar                               por hacer");
}

/* The power goes: what was written and where the cursor was come back. */
Test(screen_visita, the_cursor_comes_back_to_the_step_and_the_field)
{
	open_visit(USUGA);
	teclas(&m, "<Enter>si<Enter><Enter>Rosa<Esc>");
	cr_se_ve(&m, "[ ] 1. Encuadre y autorización de datos              por hacer, con borrador");
	teclas(&m, "<Down><Down><Esc>");
	abrir(&m, &screen_hogar, &(struct hogar_arg){ m.hogar[USUGA] });
	teclas(&m, "<Enter>");
	cr_arriba(&m, "visita");
	cr_expect_str_eq(bajo_cursor(&m), "[ ] 1. Encuadre y autorización de datos              por hacer, con borrador");
	teclas(&m, "<Enter>");
	cr_se_ve(&m, "Continúa donde lo dejó");
	teclas(&m, "lba<Enter><F2>");
	cr_expect_str_eq(answers_text(&mundo_ficha(&m, m.hogar[USUGA])->hogar.fields, "consentimiento_quien"), "Rosalba");
}

Test(screen_visita, steps_are_marked_and_unmarked_with_f8)
{
	open_visit(ZAPATA);
	teclas(&m, "<F2><F8>");
	cr_se_ve(&m, "Paso hecho: Encuadre y datos al día");
	cr_expect_str_eq(visit_field(ZAPATA, VISITA_HECHOS), "actualizar");
	cr_expect(strncmp(bajo_cursor(&m), "[ ] 2. Logros ", strlen("[ ] 2. Logros ")) == 0, "%s", bajo_cursor(&m));
	teclas(&m, "1<F8>");
	cr_se_ve(&m, "Paso por hacer: Encuadre y datos al día");
	cr_expect_str_eq(visit_field(ZAPATA, VISITA_HECHOS), "");
}

/* In a board F2 ends the step, as in a form; Esc comes back without ending it, and says how to. */
Test(screen_visita, boards_end_their_step_with_f2)
{
	open_visit(ZAPATA);
	teclas(&m, "<F2><F8><Enter>");
	cr_arriba(&m, "logros");
	teclas(&m, "<Esc>");
	cr_se_ve(&m, "Si este paso ya está, márquelo con F8: Logros");
	cr_expect_str_eq(visit_field(ZAPATA, VISITA_HECHOS), "actualizar");
	teclas(&m, "<Enter><F2>");
	cr_expect_str_eq(visit_field(ZAPATA, VISITA_HECHOS), "actualizar logros");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "oportunidades");
	teclas(&m, "<F2><Down><Down><Down><F8>");
	cr_expect_str_eq(visit_field(ZAPATA, VISITA_HECHOS), "actualizar logros oportunidades", "the order of the route holds");
}

Test(screen_visita, too_early_asks_for_the_reason_and_says_from_when)
{
	open_visit(NUNEZ);
	cr_se_ve(&m, "> Abrir la visita                                      desde el 14/12/2026\n");
	cr_se_ve(&m, "La última visita fue hace 7 días.");
	teclas(&m, "<F2>");
	cr_se_ve(&m, "La próxima visita puede abrirse desde el 14/12/2026. Si debe ser");
	teclas(&m, "<Esc>");
	cr_expect_null(visit_of(NUNEZ));
	teclas(&m, "<Enter>Salen de viaje<Enter>");
	cr_expect_str_eq(visit_field(NUNEZ, VISITA_EXCEPCION), "Salen de viaje");
	cr_se_ve(&m, "La visita está abierta");
}

Test(screen_visita, closing_with_steps_to_do_asks_first)
{
	open_visit(USUGA);
	teclas(&m, "<F2>");
	cr_arriba(&m, "confirmar");
	cr_se_ve(&m, "«Historia y metas de la familia».");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "visita");
	teclas(&m, "<F2><Right><Enter>");
	cr_arriba(&m, "formulario");
	teclas(&m, "<F2>");
	cr_arriba(&m, "visita");
	cr_se_ve(&m, "! Falta el paso «Encuadre y autorización de datos»");
	cr_expect_str_eq(visit_field(USUGA, VISITA_ESTADO), "abierta");
	teclas(&m, "<F2><Right><Enter><Down><Down>nadie<Enter><F2>");
	cr_arriba(&m, "ayuda");
	cr_se_ve(&m, "La familia sigue en «Visita de inicio».");
	cr_se_ve(&m, "La próxima visita puede ser desde hoy.");
	cr_expect_str_eq(visit_field(USUGA, VISITA_ESTADO), "cerrada");
}

Test(screen_visita, annulling_asks_for_the_reason_and_again)
{
	open_visit(USUGA);
	teclas(&m, "<Ctrl-D>Era otra familia<Enter>");
	cr_arriba(&m, "confirmar");
	teclas(&m, "<Enter>");
	cr_expect_str_eq(visit_field(USUGA, VISITA_ESTADO), "abierta", "the default is No");
	teclas(&m, "<Ctrl-D>Era otra familia<Enter><Right><Enter>");
	cr_expect_str_eq(visit_field(USUGA, VISITA_ESTADO), "anulada");
	cr_expect_str_eq(bajo_cursor(&m), "Abrir la visita");
}

Test(screen_visita, another_session_is_noticed)
{
	open_visit(RESTREPO);
	ACTO(&m, m.hogar[RESTREPO], acto_visita_abrir(&acto, ficha, NULL, &err));
	mundo_ajeno(&m);
	teclas(&m, "<Tick>");
	cr_se_ve(&m, "Visita 1, abierta el 22/11/2026");
	cr_se_ve(&m, "F2 Cerrar visita");
}

/* Two windows of the same person: what the other did is told, never overwritten. */
Test(screen_visita, opened_meanwhile_by_another_session)
{
	open_visit(RESTREPO);
	ACTO(&m, m.hogar[RESTREPO], acto_visita_abrir(&acto, ficha, NULL, &err));
	teclas(&m, "<F2>");
	cr_expect_eq(mundo_ficha(&m, m.hogar[RESTREPO])->visita.n, 1);
	cr_se_ve(&m, "Visita 1, abierta el 22/11/2026");
}

Test(screen_visita, on_a_small_terminal)
{
	open_visit(ZAPATA);
	teclas(&m, "<F2>");
	tamano(&m, 12, 40);
	teclas(&m, "8");
	cr_pantalla(&m,
		" Visita · MS-000…  PRACTICA  22/11/2026\n"
		" Zapata Peña, Gloria           MS-00003\n"
		" [x]Estamos [>]Crecemos [ ]Continuamos\n"
		" Seguimiento · visita en curso\n"
		"  [-] 6. Nuestro compromiso de         ░\n"
		"  convivencia                          ░\n"
		"  [-] 7. Microsesión educativa         ░\n"
		"> [-] 8. La conversación y las         █\n"
		"  preguntas (opcional)                 █\n"
		" Proponga una pregunta abierta. Lo que…\n"
		"\n"
		" Entrar Abrir paso             F1 Ayuda\n");
}
