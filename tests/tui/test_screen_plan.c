#include "mundo.h"

#include <criterion/criterion.h>
#include <string.h>

static struct mundo m;
static uint32_t hogar;

/* A family in seguimiento with seven logros of the household por alcanzar. */
static void start(void)
{
	static const char *const no[] = { "ahorra", "educacion_financiera", "camas_suficientes", "enseres_basicos", "practicas_higiene", "conoce_ruta_violencia", "participacion" };
	mundo_open(&m);
	hogar = m.hogar[ZAPATA];
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		mundo_poner(&m, hogar, no[i], value_bool(false));
	abrir(&m, &screen_plan, &(struct hogar_arg){ hogar });
}
static void stop(void) { mundo_close(&m); }
TestSuite(screen_plan, .init = start, .fini = stop);

static const struct record *last_commitment(void)
{
	const struct ficha *f = mundo_ficha(&m, hogar);
	return f->compromiso.n ? &f->compromiso.item[f->compromiso.n - 1] : NULL;
}

static const char *commitment(const char *name)
{
	return answers_text(&last_commitment()->fields, name);
}

Test(screen_plan, how_many_are_missing_comes_from_the_rule_of_the_route)
{
	cr_se_ve(&m, "── 0 logros priorizados · faltan 5 por priorizar ──");
	cr_expect_str_eq(bajo_cursor(&m), "Priorizar otro logro (faltan 5)");
	teclas(&m, "<F8>");
	cr_arriba(&m, "elegir");
	cr_se_ve(&m, "¿Qué quiere alcanzar primero la familia? Faltan 5 por");
	cr_se_ve(&m, "42 Ahorro");
	teclas(&m, "42<Enter>");
	cr_se_ve(&m, "── 1 logro priorizado · faltan 4 por priorizar · 1 sin compromiso ──");
	cr_expect(strncmp(bajo_cursor(&m), "1. Ahorro ", 10) == 0, "%s", bajo_cursor(&m));
	for (int i = 0; i < 3; i++)
		teclas(&m, "<F8><Enter>");
	cr_se_ve(&m, "Priorizar otro logro (falta 1)");
	teclas(&m, "<F8><Enter>");
	cr_se_ve(&m, "── 5 logros priorizados · 5 sin compromiso ──");
	cr_se_ve(&m, "\n  Priorizar otro logro\n");
	teclas(&m, "<F8>");
	cr_no_se_ve(&m, "42 Ahorro");
}

Test(screen_plan, a_commitment_with_responsible_and_date)
{
	teclas(&m, "<F8>42<Enter><Ins>");
	cr_arriba(&m, "texto");
	cr_se_ve(&m, "¿Qué se hará? (Ahorro)");
	teclas(&m, "Abrir una alcancía<F2>");
	cr_arriba(&m, "elegir");
	cr_se_ve(&m, "Gloria Zapata Peña");
	cr_se_ve(&m, "Cogestor(a)");
	teclas(&m, "luis<Enter>");
	cr_arriba(&m, "fecha");
	cr_se_ve(&m, "21/12/2026");
	teclas(&m, "+40<Enter>");
	cr_se_ve(&m, "Compromiso guardado");
	cr_expect_str_eq(commitment(COMPROMISO_TEXTO), "Abrir una alcancía");
	cr_expect_str_eq(commitment(COMPROMISO_RESPONSABLE), "Luis Zapata Peña");
	cr_expect_eq(answers_date(&last_commitment()->fields, COMPROMISO_FECHA), MUNDO_HOY + 40);
	cr_expect_eq(answers_int(&last_commitment()->fields, COMPROMISO_LOGRO, 0), 42);
	cr_pantalla(&m,
		" Plan familiar · MS-00003                                  PRACTICA  22/11/2026\n"
		" Zapata Peña, Gloria                                                   MS-00003\n"
		" [x] Así Estamos  ──  [>] Así Crecemos  ──  [ ] Así Continuamos\n"
		" Seguimiento · visita vencida: 100 días desde la última\n"
		"── 1 logro priorizado · faltan 4 por priorizar ─────────────────────────────────\n"
		"  Logro y compromisos            Responsable          Cómo va\n"
		"  1. Ahorro                                           P por alcanzar\n"
		">    · Abrir una alcancía        Luis Zapata Peña     vence en 40 días\n"
		"  Priorizar otro logro (faltan 4)\n"
		"\n\n\n\n\n\n\n\n\n"
		"────────────────────────────────────────────────────────────────────────────────\n"
		" Abrir una alcancía\n"
		" Luis Zapata Peña, para el 01/01/2027. Pendiente.\n"
		"\n"
		" Compromiso guardado\n"
		" Entrar Seguir  Ins Compromiso  F8 Priorizar  F2 Listo  F3 Volver      F1 Ayuda\n");
}

Test(screen_plan, the_responsible_may_be_an_institution)
{
	teclas(&m, "<F8>42<Enter><Ins>Charla sobre ahorro<F2>institución<Enter>");
	cr_arriba(&m, "linea");
	teclas(&m, "Banca de las Oportunidades<Enter><Enter>");
	cr_expect_str_eq(commitment(COMPROMISO_RESPONSABLE), "Banca de las Oportunidades");
}

/* Left half way, or by a fall of the power: what was typed is a draft, and the same key goes on with it. */
Test(screen_plan, leaving_half_way_loses_no_words)
{
	teclas(&m, "<F8>42<Enter><Ins>Abrir una alcancía<F2><Esc>");
	cr_arriba(&m, "plan");
	cr_expect_null(last_commitment());
	cr_se_ve(&m, "Lo escrito del compromiso queda en borrador: Ins lo continúa");
	teclas(&m, "<Esc>");
	abrir(&m, &screen_borradores, &(struct hogar_arg){ hogar });
	cr_se_ve(&m, "Compromiso (Ahorro): Zapata Peña, Gloria");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "plan");
	cr_se_ve(&m, "Hay un compromiso a medio escribir: Ins lo continúa");
	teclas(&m, "<Ins> de barro<F2>luis<Enter><Esc>");
	teclas(&m, "<Ins>");
	cr_se_ve(&m, "Abrir una alcancía de barro");
	teclas(&m, "<F2>");
	cr_se_ve(&m, "> Luis Zapata Peña");
	teclas(&m, "<Enter><Enter>");
	cr_expect_str_eq(commitment(COMPROMISO_TEXTO), "Abrir una alcancía de barro");
	cr_expect_str_eq(commitment(COMPROMISO_RESPONSABLE), "Luis Zapata Peña");
	teclas(&m, "<Esc>");
	cr_arriba(&m, "borradores");
	cr_se_ve(&m, "No hay nada por terminar");
}

Test(screen_plan, emptying_the_words_throws_the_draft_away)
{
	teclas(&m, "<F8>42<Enter><Ins>Abrir<F2><Esc><Ins><Backspace><Backspace><Backspace><Backspace><Backspace><F2>");
	cr_arriba(&m, "plan");
	cr_se_ve(&m, "Un compromiso necesita qué se hará");
	teclas(&m, "<Ins>Otro<F2><Enter><Enter>");
	cr_expect_str_eq(commitment(COMPROMISO_TEXTO), "Otro");
}

Test(screen_plan, a_commitment_on_the_wrong_logro)
{
	teclas(&m, "<F8>42<Enter><F8>41<Enter>");
	ACTO(&m, hogar, acto_compromiso(&acto, ficha, 0, 42, "Ir a la charla", "Cogestor(a)", MUNDO_HOY + 10, &err));
	teclas(&m, "<Esc>");
	abrir(&m, &screen_plan, &(struct hogar_arg){ hogar });
	teclas(&m, "<F4>");
	cr_se_ve(&m, "Lleve el cursor al compromiso que pasa");
	teclas(&m, "<Home><Down><F4>");
	cr_arriba(&m, "elegir");
	cr_no_se_ve(&m, "42 Ahorro                             en el plan");
	teclas(&m, "41<Enter>");
	cr_expect_eq(answers_int(&last_commitment()->fields, COMPROMISO_LOGRO, 0), 41);
	cr_expect(strstr(bajo_cursor(&m), "Ir a la charla"), "%s", pantalla(&m));
	teclas(&m, "<Ctrl-D>");
	cr_arriba(&m, "linea");
	teclas(&m, "Era de otra familia<Enter>");
	cr_se_ve(&m, "El compromiso salió del plan");
	cr_se_ve(&m, "Retirado");
	cr_se_ve(&m, "2 sin compromiso");
	cr_expect_str_eq(commitment(COMPROMISO_ESTADO), "retirado");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "elegir");
	cr_no_se_ve(&m, "  Retirado\n");
	cr_no_se_ve(&m, "│   Retirado");
}

/* Two people change the words of one commitment, one of them by a draft of before. */
Test(screen_plan, words_that_two_changed)
{
	ACTO(&m, hogar, acto_compromiso(&acto, ficha, 0, 42, "Ahorrar", "Cogestor(a)", MUNDO_HOY + 10, &err));
	teclas(&m, "<Esc>");
	abrir(&m, &screen_plan, &(struct hogar_arg){ hogar });
	teclas(&m, "<Home><Down><Ctrl-E> cada semana<F2><Esc><Esc>");
	struct txn txn;
	struct err err = { 0 };
	struct record theirs = *last_commitment();
	answers_set(&theirs.fields, COMPROMISO_TEXTO, value_text("Ahorrar cada mes"));
	store_become(m.store, "lina", ROL_FORMADOR);
	cr_assert(txn_write(&txn, m.store, &err) && op_begin(&txn, &(struct op){ .accion = "compromiso_cambiar", .hogar = hogar }));
	record_put(&txn, &theirs);
	cr_assert(op_end(&txn) && txn_commit(&txn, &err), "%s", err.text);
	store_become(m.store, "marta", ROL_COGESTOR);
	abrir(&m, &screen_plan, &(struct hogar_arg){ hogar });
	cr_se_ve(&m, "Hay un compromiso a medio escribir: Ctrl-E lo continúa");
	teclas(&m, "<Ctrl-E><F2><Enter><Enter>");
	cr_arriba(&m, "conflicto");
	cr_se_ve(&m, "Antes: Ahorrar. Ahora: Ahorrar cada mes (Marta Restrepo");
	cr_se_ve(&m, "Usted escribió: Ahorrar cada semana.");
	teclas(&m, "<Right><F2>");
	cr_arriba(&m, "plan");
	cr_expect_str_eq(commitment(COMPROMISO_TEXTO), "Ahorrar cada semana");
}

Test(screen_plan, words_person_and_day_can_be_changed)
{
	ACTO(&m, hogar, acto_compromiso(&acto, ficha, 0, 42, "Ahorrar", "Cogestor(a)", MUNDO_HOY + 10, &err));
	teclas(&m, "<Esc>");
	abrir(&m, &screen_plan, &(struct hogar_arg){ hogar });
	cr_se_ve(&m, "  Otros compromisos\n");
	teclas(&m, "<Home><Ctrl-E>");
	cr_se_ve(&m, "Lleve el cursor al compromiso que va a cambiar");
	teclas(&m, "<Down><Ctrl-E> cada semana<F2><Enter><Enter>");
	cr_expect_str_eq(commitment(COMPROMISO_TEXTO), "Ahorrar cada semana");
	cr_expect_str_eq(commitment(COMPROMISO_RESPONSABLE), "Cogestor(a)");
	cr_expect_eq(answers_date(&last_commitment()->fields, COMPROMISO_FECHA), MUNDO_HOY + 10);
	cr_expect_eq(mundo_ficha(&m, hogar)->compromiso.n, 1);
}

Test(screen_plan, followed_in_the_visit_one_after_the_other)
{
	ACTO(&m, hogar, acto_compromiso(&acto, ficha, 0, 42, "Ahorrar", "Cogestor(a)", MUNDO_HOY + 10, &err));
	ACTO(&m, hogar, acto_compromiso(&acto, ficha, 0, 41, "Ir a la charla", "Cogestor(a)", MUNDO_HOY + 10, &err));
	ACTO(&m, hogar, acto_visita_abrir(&acto, ficha, NULL, &err));
	teclas(&m, "<Esc>");
	abrir(&m, &screen_plan, &(struct hogar_arg){ hogar });
	cr_se_ve(&m, " · 2 por revisar hoy ──");
	cr_se_ve(&m, ">    · Ahorrar                   Cogestor(a)          [ ] vence en 10 días");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "elegir");
	teclas(&m, "pendiente<Enter>Falta poco<Enter>");
	cr_se_ve(&m, "     · Ahorrar                   Cogestor(a)          [x] vence en 10 días");
	cr_expect(strstr(bajo_cursor(&m), "Ir a la charla"), "%s", bajo_cursor(&m));
	cr_se_ve(&m, " · 1 por revisar hoy ──");
	teclas(&m, "<Enter>quedó<Enter><Enter>");
	cr_se_ve(&m, "Escriba algo, por favor");
	teclas(&m, "Cambió el horario<Enter>");
	cr_expect_str_eq(commitment(COMPROMISO_ESTADO), "no_cumplido");
	cr_expect_str_eq(commitment(COMPROMISO_NOTA), "Cambió el horario");
	cr_no_se_ve(&m, "por revisar hoy");
}

Test(screen_plan, a_logro_leaves_the_plan_only_when_asked)
{
	teclas(&m, "<F8>42<Enter><Ctrl-D>");
	cr_arriba(&m, "confirmar");
	teclas(&m, "<Enter>");
	cr_se_ve(&m, "1 logro priorizado");
	teclas(&m, "<Ctrl-D><Right><Enter>");
	cr_se_ve(&m, "0 logros priorizados");
	teclas(&m, "<Ctrl-D>");
	cr_se_ve(&m, "Lleve el cursor al logro o al compromiso que sale del plan");
}

Test(screen_plan, a_child_answers_for_no_commitment)
{
	teclas(&m, "<F8>42<Enter><Ins>Abrir una alcancía<F2>");
	cr_se_ve(&m, "¿Quién responde por este compromiso?");
	cr_se_ve(&m, "Ana Zapata Peña");
	cr_no_se_ve(&m, "Mateo");
}

Test(screen_plan, why)
{
	teclas(&m, "<F8>42<Enter><Ins>Abrir una alcancía<F2><Enter><Enter><Ctrl-P>");
	cr_arriba(&m, "ayuda");
	cr_se_ve(&m, "Responsable: Gloria Zapata Peña");
	cr_se_ve(&m, "Logro 42, Ahorro: Por alcanzar");
}

Test(screen_plan, on_a_small_terminal)
{
	teclas(&m, "<F8>42<Enter><Ins>Abrir una alcancía<F2><Enter><Enter>");
	tamano(&m, 12, 40);
	teclas(&m, "<Up><Down>");
	cr_expect(strncmp(bajo_cursor(&m), "   · Abrir una", strlen("   · Abrir una")) == 0, "%s", bajo_cursor(&m));
	cr_expect(m.grid.cursor_set);
}

Test(screen_plan, the_menu_says_everything_whole)
{
	abrir(&m, &screen_plan, &(struct hogar_arg){ m.hogar[RESTREPO] });
	teclas(&m, "<F9>");
	cr_se_ve(&m, "Cambiar el compromiso: palabras, quién, fecha");
	cr_se_ve(&m, "Quitar el logro o retirar el compromiso");
	cr_no_se_ve(&m, "…");
}
