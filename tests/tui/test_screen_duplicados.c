#include "mundo.h"
#include "store/unir.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct mundo m;
static void start(void) { mundo_open(&m); }
static void stop(void) { mundo_close(&m); }
TestSuite(screen_duplicados, .init = start, .fini = stop);

static uint32_t again(void)
{
	return mundo_registrar(&m, "Gloria Sapata Peña", "43210030", "Granizal", 2);
}

static void open_list(void)
{
	abrir(&m, &screen_inicio, NULL);
	teclas(&m, "7");
	cr_arriba(&m, "duplicados");
}

Test(screen_duplicados, nothing_to_decide_is_not_on_the_first_screen)
{
	abrir(&m, &screen_inicio, NULL);
	cr_no_se_ve(&m, "Parecidos");
	teclas(&m, "7");
	cr_arriba(&m, "inicio");
	abrir(&m, &screen_duplicados, NULL);
	cr_se_ve(&m, "No hay hogares parecidos por revisar");
	teclas(&m, "<Enter><Ctrl-D><F7><Tab><Down>");
	cr_arriba(&m, "duplicados");
}

Test(screen_duplicados, each_pair_with_its_reasons)
{
	again();
	open_list();
	cr_pantalla(&m,
		" Hogares parecidos                                         PRACTICA  22/11/2026\n"
		"  Hogares que se parecen                           Parece               Puntos\n"
		"> Zapata Peña, Gloria (MS-00003) y Sapata Peña,    misma familia           100\n"
		"  Gloria (MS-00006)\n"
		"      Gloria Zapata Peña y Gloria Sapata Peña: documentos iguales salvo un\n"
		"      número; nombres que suenan igual; nacieron el mismo día; mismo teléfono;\n"
		"      misma dirección\n"
		"\n\n\n\n\n\n\n\n\n\n\n"
		"────────────────────────────────────────────────────────────────────────────────\n"
		" Además: Luis Zapata Peña y Luis Sapata Peña: documentos iguales salvo un\n"
		" número; nombres que suenan igual; nacieron el mismo día; mismo teléfono; misma\n"
		" dirección\n"
		"\n"
		" Entrar Comparar  Ctrl-D Son distintas  Tab Después  F7 Ver hogar      F1 Ayuda\n");
}

Test(screen_duplicados, the_count_is_the_length_of_the_list)
{
	abrir(&m, &screen_inicio, NULL);
	again();
	mundo_registrar(&m, "Nubia Ñañez Cano", "43210040", "Popular", 1);
	mundo_ajeno(&m);
	teclas(&m, "<Tick>");
	cr_se_ve(&m, "7 Parecidos            2");
	teclas(&m, "7");
	cr_se_ve(&m, "> Zapata Peña, Gloria (MS-00003) y Sapata");
	cr_se_ve(&m, "  Ñáñez Cano, Nubia (MS-00004) y Ñañez");
	teclas(&m, "<Tab>");
	cr_se_ve(&m, "Sigue en la lista");
	cr_expect(strncmp(bajo_cursor(&m), "Ñáñez", strlen("Ñáñez")) == 0, "%s", bajo_cursor(&m));
}

Test(screen_duplicados, two_families_with_a_reason_are_not_proposed_again)
{
	uint32_t b = again();
	open_list();
	teclas(&m, "<Ctrl-D><Enter>");
	cr_arriba(&m, "linea");
	teclas(&m, "Son primas, viven al lado<Enter>");
	cr_arriba(&m, "duplicados");
	cr_se_ve(&m, "Quedan como familias distintas");
	cr_se_ve(&m, "No hay hogares parecidos por revisar");
	cr_assert_geq(distintos_puntos(&mundo_ficha(&m, b)->hogar.fields, "MS-00003"), 50);
	abrir(&m, &screen_historia, &(struct hogar_arg){ b });
	cr_se_ve(&m, "familias distintas");
}

Test(screen_duplicados, leaving_the_question_decides_nothing)
{
	again();
	open_list();
	teclas(&m, "<Ctrl-D>Son primas<Esc>");
	cr_arriba(&m, "duplicados");
	cr_se_ve(&m, "Gloria (MS-00006)");
}

Test(screen_duplicados, either_household_can_be_looked_at)
{
	again();
	open_list();
	teclas(&m, "<F7><Down><Enter>");
	cr_arriba(&m, "hogar");
	cr_se_ve(&m, "MS-00006");
	teclas(&m, "<Esc>");
	cr_arriba(&m, "duplicados");
}

Test(screen_duplicados, a_family_of_somebody_else_is_only_told_of)
{
	store_become(m.store, "otra", ROL_COGESTOR);
	again();
	store_become(m.store, "marta", ROL_COGESTOR);
	open_list();
	cr_se_ve(&m, "> Zapata Peña, Gloria (MS-00003)");
	cr_se_ve(&m, "Hay una familia parecida que acompaña otra persona: avise a su");
	cr_no_se_ve(&m, "Sapata");
	cr_no_se_ve(&m, "MS-00006");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "duplicados");
	cr_se_ve(&m, "que puede verlas y decidir");
	teclas(&m, "<Ctrl-D>");
	cr_arriba(&m, "duplicados");
	teclas(&m, "<F7>");
	cr_arriba(&m, "hogar");
	cr_se_ve(&m, "MS-00003");
}

Test(screen_duplicados, the_coordination_sees_both_and_decides)
{
	store_become(m.store, "otra", ROL_COGESTOR);
	again();
	store_become(m.store, "marta", ROL_COORDINADOR);
	open_list();
	cr_se_ve(&m, "Gloria (MS-00006)");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "unir");
}

Test(screen_duplicados, small)
{
	again();
	open_list();
	tamano(&m, 12, 40);
	cr_se_ve(&m, "> Zapata Peña, Gloria (MS-00003)");
	cr_se_ve(&m, "documentos iguales salvo");
}
