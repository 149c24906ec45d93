#include "mundo.h"

#include <criterion/criterion.h>
#include <string.h>

static struct mundo m;
static uint32_t b;

static void start(void)
{
	mundo_open(&m);
	b = mundo_registrar(&m, "Gloria Sapata Peña", "43210030", "Granizal Alto", 2);
	mundo_poner(&m, b, "celular", value_text("3017654321"));
	abrir(&m, &screen_inicio, NULL);
	teclas(&m, "7<Enter>");
	cr_arriba(&m, "unir");
}
static void stop(void) { mundo_close(&m); }
TestSuite(screen_unir, .init = start, .fini = stop);

Test(screen_unir, side_by_side)
{
	cr_pantalla(&m,
		" Comparar y unir                                           PRACTICA  22/11/2026\n"
		"  Dato                 En el que queda     En el que se une    Por qué\n"
		"> Queda MS-00003: Zapata Peña, Gloria · 4 personas · Seguimiento · 0 visitas\n"
		"      Se une MS-00006: Sapata Peña, Gloria · 2 personas · Visita de inicio · 0\n"
		"      visitas\n"
		"  Quién es quién\n"
		"  Gloria               Gloria Zapata Peña… Gloria Sapata Peña… misma persona\n"
		"  Luis                 Luis Zapata Peña ·… Luis Sapata Peña ·… misma persona\n"
		"  Datos del hogar\n"
		"  Barrio o vereda      ( ) Granizal        (x) Granizal Alto   más completo\n"
		"  Otro teléfono        ( ) (sin dato)      (x) 301 765 4321    solo está aquí\n"
		"  Gloria Zapata Peña\n"
		"  Primer apellido      (x) Zapata          ( ) Sapata          más reciente\n"
		"  Documento            (x) 43210003        ( ) 43210030        más reciente\n"
		"  Luis Zapata Peña\n"
		"  Primer apellido      (x) Zapata          ( ) Sapata          más reciente\n"
		"  Documento            (x) 1432100031      ( ) 1432100301      más reciente\n"
		"\n"
		"────────────────────────────────────────────────────────────────────────────────\n"
		" F8 conserva el otro. El que queda sigue en su momento de la ruta, con su línea\n"
		" base y su cogestor; lo vivido en el otro pasa a él.\n"
		"\n\n"
		" F2 Unir  Entrar Cambiar  ← El que queda  → El otro                    F1 Ayuda\n");
}

Test(screen_unir, merged_with_a_reason)
{
	teclas(&m, "<F2>Se registró en la jornada y en la casa<Enter>");
	cr_se_ve(&m, "El hogar MS-00006 pasa a ser parte del MS-00003");
	teclas(&m, "<Right><Enter>");
	cr_arriba(&m, "duplicados");
	cr_se_ve(&m, "Unidos: la familia sigue en el hogar MS-00003");
	cr_se_ve(&m, "No hay hogares parecidos por revisar");
	struct ficha *f = mundo_ficha(&m, m.hogar[ZAPATA]);
	cr_expect_str_eq(answers_text(&f->hogar.fields, "celular"), "3017654321");
	cr_expect_str_eq(answers_text(&f->hogar.fields, "barrio"), "Granizal Alto");
	cr_expect_str_eq(answers_text(&f->hogar.fields, HOGAR_FOLIOS), "MS-00006");
	teclas(&m, "<Esc><F7>MS-00006");
	cr_se_ve(&m, "Zapata Peña, Gloria");
}

/* Before the reason is asked, and the cursor stands where it is missing. */
Test(screen_unir, who_comes_in_without_a_kinship_is_pointed_at)
{
	uint32_t other = mundo_registrar(&m, "Ofelia Quintero Gil", "43777001", "Moravia", 1);
	abrir(&m, &screen_unir, &(struct unir_arg){ m.hogar[ZAPATA], other });
	teclas(&m, "<End><F2>");
	cr_arriba(&m, "unir");
	cr_se_ve(&m, "Indique qué es Ofelia");
	cr_expect(strncmp(bajo_cursor(&m), "Ofelia", 6) == 0, "%s", bajo_cursor(&m));
	teclas(&m, "<Enter><End><Enter>hermano<Enter><F2>");
	cr_se_ve(&m, "¿Cómo lo sabe?");
}

Test(screen_unir, choices_by_arrows)
{
	teclas(&m, "<F6><F6><Down>");
	cr_se_ve(&m, "(x) Granizal Alto");
	teclas(&m, "<Left>");
	cr_se_ve(&m, "(x) Granizal ");
	cr_se_ve(&m, "usted lo eligió");
	teclas(&m, "<Right>");
	cr_se_ve(&m, "(x) Granizal Alto");
	teclas(&m, "<Enter>");
	cr_se_ve(&m, "(x) Granizal ");
	teclas(&m, "<F2>Es la misma<Enter><Right><Enter>");
	cr_expect_str_eq(answers_text(&mundo_ficha(&m, m.hogar[ZAPATA])->hogar.fields, "barrio"), "Granizal");
}

Test(screen_unir, who_is_who_can_be_put_right)
{
	teclas(&m, "<F6><Down><Enter><End><Enter>");
	cr_se_ve(&m, "¿Qué es de la jefa o el jefe?");
	teclas(&m, "hermano<Enter>");
	cr_arriba(&m, "unir");
	cr_se_ve(&m, "entra: Hermano(a)");
	teclas(&m, "<Enter><Home><Enter>");
	cr_no_se_ve(&m, "entra:");
	teclas(&m, "<Down><Enter><Home><Enter>");
	cr_se_ve(&m, "Esa persona ya corresponde a otra");
}

Test(screen_unir, the_other_one_may_stay_only_where_nothing_is_lost)
{
	teclas(&m, "<F8>");
	cr_arriba(&m, "unir");
	cr_se_ve(&m, "Queda MS-00006");
	teclas(&m, "<F8>");
	cr_se_ve(&m, "Queda MS-00003");
}

Test(screen_unir, not_confirmed_nothing_is_done)
{
	teclas(&m, "<F2>Es la misma<Enter><Enter>");
	cr_arriba(&m, "unir");
	cr_expect_str_eq(answers_text(&mundo_ficha(&m, b)->hogar.fields, HOGAR_UNIDO), "");
	teclas(&m, "<Esc>");
	cr_arriba(&m, "duplicados");
}

/* Before it is done: which household goes, and what becomes of the measurement of the one that stays. */
Test(screen_unir, what_the_union_changes_is_shown_with_the_question)
{
	teclas(&m, "<F2>Es la misma<Enter>");
	cr_se_ve(&m, "El hogar MS-00006 pasa a ser parte del MS-00003");
	cr_se_ve(&m, " Zapata Peña, Gloria · MS-00003 ");
	cr_se_ve(&m, "   Nada cambia en los logros, el IPM, el ingreso ni la matriz ");
	teclas(&m, "<Esc><F6><Down><Down><Enter><End><Enter>hermano<Enter><F2><Enter>");
	cr_se_ve(&m, "con 1 persona. Su ");
	cr_se_ve(&m, "   De cada persona ");
	cr_se_ve(&m, "     A Luis le corresponden ahora los logros 1, ");
	cr_se_ve(&m, "[ Unirlos ]");
	uint64_t version = mundo_ficha(&m, m.hogar[ZAPATA])->hogar.version;
	teclas(&m, "n");
	cr_arriba(&m, "unir");
	cr_expect_str_eq(answers_text(&mundo_ficha(&m, b)->hogar.fields, HOGAR_UNIDO), "", "nothing is done before it is accepted");
	cr_expect_eq(mundo_ficha(&m, m.hogar[ZAPATA])->hogar.version, version);
	cr_expect_eq(mundo_ficha(&m, m.hogar[ZAPATA])->integrante.n, 4);
	teclas(&m, "<F2><Enter><F2>");
	cr_arriba(&m, "duplicados");
	cr_expect_eq(mundo_ficha(&m, m.hogar[ZAPATA])->integrante.n, 5);
}

/* Nobody waits for the key of somebody who reads: another session can save while the question stands. */
Test(screen_unir, no_transaction_is_open_while_the_question_stands)
{
	teclas(&m, "<F2>Es la misma<Enter>");
	cr_arriba(&m, "ayuda");
	mundo_poner(&m, m.hogar[NUNEZ], "telefono", value_text("6041234567"));
	teclas(&m, "<F2>");
	cr_arriba(&m, "duplicados");
}

Test(screen_unir, what_stands_in_the_way_is_said)
{
	teclas(&m, "<Esc>");
	ACTO(&m, b, acto_visita_abrir(&acto, ficha, NULL, &err));
	teclas(&m, "<Enter>");
	cr_arriba(&m, "duplicados");
	cr_se_ve(&m, "El hogar MS-00006 tiene una visita en curso");
}

Test(screen_unir, somebody_else_changed_one_of_them)
{
	mundo_poner(&m, b, "estrato", value_int(4));
	teclas(&m, "<F2>Es la misma<Enter>");
	cr_arriba(&m, "unir");
	cr_se_ve(&m, "cambió");
	teclas(&m, "<F2><Enter><Right><Enter>");
	cr_arriba(&m, "duplicados");
}

Test(screen_unir, a_logro_seen_in_two_ways_asks_for_its_own_reason)
{
	struct confirmacion yes = { .estado = LOGRO_ALCANZADO, .como = "verificado", .soporte = "Cédula" }, no = { .estado = LOGRO_POR_ALCANZAR, .como = "declarado" };
	teclas(&m, "<Esc>");
	ACTO(&m, m.hogar[ZAPATA], acto_logro_confirmar(&acto, ficha, 1, 1, &yes, &err));
	ACTO(&m, b, acto_logro_confirmar(&acto, ficha, 1, 1, &no, &err));
	teclas(&m, "<Enter><End>");
	cr_se_ve(&m, "Logros");
	cr_expect(strncmp(bajo_cursor(&m), "Gloria: 1 ", 10) == 0, "%s", bajo_cursor(&m));
	teclas(&m, "<Right>");
	cr_se_ve(&m, "(x) Por alcanzar");
	teclas(&m, "<F2>Es la misma<Enter>");
	cr_se_ve(&m, "Logros con estados distintos");
	teclas(&m, "La cédula era de otra<Enter><Right><Enter>");
	cr_arriba(&m, "duplicados");
	const struct record *r = ficha_record(mundo_ficha(&m, m.hogar[ZAPATA]), RECORD_LOGRO, logro_seq(1, 1));
	cr_expect_str_eq(answers_text(&r->fields, LOGRO_ESTADO), "por_alcanzar");
	cr_expect(strstr(answers_text(&r->fields, LOGRO_OBSERVACION), "La cédula era de otra"));
}

Test(screen_unir, small)
{
	tamano(&m, 12, 40);
	cr_se_ve(&m, "Queda MS-00003");
	teclas(&m, "<F6><F6><Down><Down>");
	cr_expect(strncmp(bajo_cursor(&m), "Otro", 4) == 0, "%s", bajo_cursor(&m));
	cr_se_ve(&m, "(x) 301 76");
}

/* Somebody changed one of the two meanwhile: what was typed and chosen is still there. */
Test(screen_unir, a_refusal_keeps_what_was_typed_and_chosen)
{
	teclas(&m, "<F6><F6><Down><Left>");
	cr_se_ve(&m, "(x) Granizal ");
	teclas(&m, "<F2>Se registró en la jornada<Enter>");
	mundo_poner(&m, b, "telefono", value_text("6041234567"));
	teclas(&m, "<Right><Enter>");
	cr_arriba(&m, "unir");
	cr_se_ve(&m, "(x) Granizal ");
	teclas(&m, "<F2>");
	cr_arriba(&m, "linea");
	cr_se_ve(&m, "Se registró en la jornada");
	teclas(&m, "<Enter><Right><Enter>");
	cr_arriba(&m, "duplicados");
	cr_expect_str_eq(answers_text(&mundo_ficha(&m, m.hogar[ZAPATA])->hogar.fields, "barrio"), "Granizal");
}
