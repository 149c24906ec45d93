#include "mundo.h"

#include <criterion/criterion.h>
#include <string.h>

static struct mundo m;

static void start(void)
{
	mundo_open(&m);
	abrir(&m, &screen_integrantes, &(struct hogar_arg){ m.hogar[ZAPATA] });
}
static void stop(void) { mundo_close(&m); }
TestSuite(screen_integrantes, .init = start, .fini = stop);

static const struct answers *member(uint32_t seq)
{
	return &ficha_record(mundo_ficha(&m, m.hogar[ZAPATA]), RECORD_INTEGRANTE, seq)->fields;
}

Test(screen_integrantes, who_they_are)
{
	cr_pantalla(&m,
		" Integrantes · Zapata Peña, Gloria                         PRACTICA  22/11/2026\n"
		" Zapata Peña, Gloria                                                   MS-00003\n"
		" [x] Así Estamos  ──  [>] Así Crecemos  ──  [ ] Así Continuamos\n"
		" Seguimiento · visita vencida: 100 días desde la última\n"
		"\n"
		"  Nombre                  Edad Parentesco            Documento     Por alcanzar\n"
		"> Gloria Zapata Peña        38 Jefa o jefe del hogar CC 43210003              0\n"
		"  Luis Zapata Peña          41 Cónyuge o compañero(… CC 1432100031            0\n"
		"  Ana Zapata Peña           15 Hijo(a) o hijastro(a) TI 1432100032            0\n"
		"  Mateo Zapata Peña          9 Hijo(a) o hijastro(a) TI 1432100033            0\n"
		"\n\n\n\n\n\n\n\n\n\n\n\n\n"
		" Entrar Cambiar  Ins Agregar  F2 Listo  F3 Volver  F9 Menú             F1 Ayuda\n");
}

Test(screen_integrantes, somebody_half_written_is_kept_and_told)
{
	teclas(&m, "<Ins><Esc>");
	cr_arriba(&m, "integrantes");
	cr_no_se_ve(&m, "Por terminar");
	teclas(&m, "<Ins>Salomé<Esc>");
	cr_arriba(&m, "integrantes");
	cr_se_ve(&m, "Lo escrito quedó en «Por terminar»");
}

Test(screen_integrantes, somebody_new)
{
	teclas(&m, "<Ins>");
	cr_arriba(&m, "integrante");
	teclas(&m, "Salomé<Enter><Enter>Zapata<Enter><Enter>m<Enter>1/2/2024<Enter>hija<Enter><F2>");
	cr_arriba(&m, "ayuda");
	cr_se_ve(&m, "Si Salomé entra al hogar");
	cr_se_ve(&m, "Empiezan a aplicar al hogar");
	cr_se_ve(&m, "8. ");
	cr_se_ve(&m, "[ No ]");
	teclas(&m, "<Esc>");
	cr_arriba(&m, "integrante");
	cr_expect_eq(mundo_ficha(&m, m.hogar[ZAPATA])->integrante.n, 4, "nothing was kept");
	teclas(&m, "<F2><Enter>");
	cr_arriba(&m, "integrante");
	teclas(&m, "<F2><Right><Enter>");
	cr_arriba(&m, "integrantes");
	cr_se_ve(&m, "Salomé Zapata ya hace parte del hogar");
	cr_se_ve(&m, "Salomé Zapata              2 Hijo(a) o hijastro(a)");
	cr_expect_str_eq(answers_text(member(5), "parentesco"), "hijo");
}

Test(screen_integrantes, a_new_one_half_written_is_kept)
{
	teclas(&m, "<Ins>Salomé<Enter><Esc><Ins>");
	cr_se_ve(&m, "Salomé");
	cr_se_ve(&m, "Continúa donde lo dejó");
}

Test(screen_integrantes, a_second_head_is_refused_in_words)
{
	teclas(&m, "<Ins>Salomé<Enter><Enter>Zapata<Enter><Enter>m<Enter>1/2/1994<Enter>jefa<Enter><F2>");
	cr_arriba(&m, "integrante");
	cr_se_ve(&m, "El hogar ya tiene jefa o jefe: Gloria Zapata");
}

Test(screen_integrantes, the_form_of_one_person)
{
	teclas(&m, "<Down><Down><Enter>");
	cr_arriba(&m, "formulario");
	cr_se_ve(&m, "Integrante · Ana");
	teclas(&m, "<Ctrl-K>Anita<Enter><F2>");
	cr_arriba(&m, "integrantes");
	cr_se_ve(&m, "Anita Zapata Peña");
	cr_expect_str_eq(answers_text(member(3), "nombre1"), "Anita");
}

Test(screen_integrantes, leaving_has_motive_and_date_and_can_be_taken_back)
{
	teclas(&m, "<Down><Ctrl-D>");
	cr_se_ve(&m, "¿Por qué Luis Zapata Peña ya no hace parte del hogar?");
	teclas(&m, "<Esc>");
	cr_arriba(&m, "integrantes");
	teclas(&m, "<Ctrl-D>otro lugar<Enter>");
	cr_se_ve(&m, "Fecha de retiro");
	teclas(&m, "ayer<Enter>");
	cr_se_ve(&m, "Si Luis Zapata Peña sale del hogar");
	cr_se_ve(&m, "Para Luis ya no se cuentan los logros");
	cr_expect(answers_bool(member(2), INTEGRANTE_ACTIVO, true), "not before it is accepted");
	teclas(&m, "<F2>");
	cr_se_ve(&m, "ya no hace parte del hogar; sus datos se conservan");
	cr_se_ve(&m, "retirado: Se fue a");
	cr_expect_eq(answers_date(member(2), INTEGRANTE_RETIRO), MUNDO_HOY - 1);
	cr_expect_str_eq(answers_text(member(2), INTEGRANTE_MOTIVO), "traslado");
	teclas(&m, "<End>");
	cr_expect(strncmp(bajo_cursor(&m), "Luis", 4) == 0, "who left stands last: %s", bajo_cursor(&m));
	teclas(&m, "<Enter>");
	cr_arriba(&m, "integrantes");
	teclas(&m, "<Ctrl-D>regresó a casa<Enter>");
	cr_se_ve(&m, "A Luis le corresponden ahora los logros");
	teclas(&m, "<F2>");
	cr_se_ve(&m, "hace parte del hogar otra vez");
	cr_no_se_ve(&m, "retirado");
}

Test(screen_integrantes, the_head_does_not_leave_before_there_is_another)
{
	teclas(&m, "<Ctrl-D>otro lugar<Enter><Enter>");
	cr_se_ve(&m, "elija primero quién lo será");
	teclas(&m, "<Down><F8>");
	cr_se_ve(&m, "tendrá Gloria con esta persona?");
	teclas(&m, "conyuge<Enter>");
	cr_se_ve(&m, "Luis Zapata Peña es ahora jefa o jefe del hogar");
	cr_expect_str_eq(answers_text(member(2), "parentesco"), "jefe");
	cr_expect_str_eq(answers_text(member(1), "parentesco"), "conyuge");
	teclas(&m, "<F8>");
	cr_se_ve(&m, "ya es jefa o jefe");
	teclas(&m, "<Home><Ctrl-D>otro lugar<Enter><Enter><F2>");
	cr_expect(!answers_bool(member(1), INTEGRANTE_ACTIVO, true));
}

Test(screen_integrantes, a_child_cannot_be_the_head)
{
	teclas(&m, "<End><F8>padre<Enter>");
	cr_se_ve(&m, "14 años o más");
	cr_expect_str_eq(answers_text(member(1), "parentesco"), "jefe", "and nothing was changed");
	cr_se_ve(&m, "> Mateo Zapata Peña          9 Hijo(a)");
}

Test(screen_integrantes, what_each_has_to_reach)
{
	struct txn txn;
	struct err err = { 0 };
	struct ficha *f = mundo_ficha(&m, m.hogar[ZAPATA]);
	struct record *who = ficha_record(f, RECORD_INTEGRANTE, 4);
	answers_set(&who->fields, "estudia", value_bool(false));
	answers_set(&who->fields, "grado", value_int(2));
	cr_assert(txn_write(&txn, m.store, &err));
	cr_assert(op_begin(&txn, &(struct op){ .accion = "guardar_formulario", .hogar = f->num, .fecha = DATE_NONE }));
	record_put(&txn, who);
	cr_assert(op_end(&txn) && txn_commit(&txn, &err), "%s", err.text);
	mundo_ajeno(&m);
	teclas(&m, "<Tick><End>");
	cr_expect(strstr(bajo_cursor(&m), " 1"), "%s", bajo_cursor(&m));
	teclas(&m, "<Ctrl-P>");
	cr_se_ve(&m, "Por alcanzar");
	cr_se_ve(&m, "asisten");
}

Test(screen_integrantes, usable_in_a_small_window)
{
	tamano(&m, 12, 40);
	teclas(&m, "<End>");
	cr_expect(strncmp(bajo_cursor(&m), "Mateo", 5) == 0);
	teclas(&m, "<F9>");
	cr_se_ve(&m, "Qué se puede hacer aquí");
}
