#include "model/campos.h"
#include "model/logro.h"
#include <criterion/criterion.h>
#include <string.h>

Test(campos, the_same_name_in_two_kinds)
{
	cr_expect_str_eq(campo_de(RECORD_HOGAR, "estado")->choices, "estado_hogar");
	cr_expect_str_eq(campo_de(RECORD_LOGRO, "estado")->choices, "estado_logro");
	cr_expect_str_eq(campo_de(RECORD_COMPROMISO, "estado")->choices, "estado_compromiso");
	cr_expect_eq(campo_de(RECORD_OPORTUNIDAD, "motivo")->kind, VALUE_TEXT);
	cr_expect_eq(campo_de(RECORD_LOGRO, "motivo")->kind, VALUE_CHOICE);
	cr_expect_null(campo_de(RECORD_HOGAR, "soporte"));
	cr_expect_eq(campo_find("estado"), campo_de(RECORD_HOGAR, "estado"));
}

Test(campos, unknown_names_stay_as_they_are)
{
	cr_expect_null(campo_find("cuartos_dormir"));
	cr_expect_str_eq(campo_label("cuartos_dormir"), "cuartos_dormir");
	cr_expect_str_eq(campo_label("ultima_visita"), "Última visita efectiva");
	cr_expect_str_eq(campo_choice_label("estado_logro", "verde"), "verde");
	cr_expect_str_eq(campo_choice_label("zona", "u"), "u");
	cr_expect_str_eq(campo_choice_label("decision", "permanece"), "Permanencia");
	cr_expect_null(campo_choices("modalidad"));
	cr_expect_null(campo_choices(NULL));
}

/* Every choice field has its list here, but for the two that the dictionary keeps. */
Test(campos, every_list_is_there)
{
	for (int kind = RECORD_HOGAR; kind < RECORD_KINDS; kind++) {
		const struct campo *campo;
		int n = campos_de((enum record_kind)kind, &campo);
		cr_assert_gt(n, 0);
		for (int i = 0; i < n; i++) {
			bool dictionary = campo[i].choices && (!strcmp(campo[i].choices, "modalidad") || !strcmp(campo[i].choices, "resultado_visita"));
			cr_expect_eq(campo[i].kind == VALUE_CHOICE, campo[i].choices != NULL, "%s", campo[i].name);
			cr_expect_eq(campo_choices(campo[i].choices) != NULL, campo[i].choices && !dictionary, "%s", campo[i].name);
			cr_expect_gt(strlen(campo[i].label), 0u);
		}
	}
}

Test(campos, choices_are_named_once)
{
	const struct choice_list *list;
	int n = campo_listas(&list);

	cr_assert_eq(n, 12);
	for (int k = 0; k < n; k++) {
		cr_expect_eq(campo_choices(list[k].name), &list[k]);
		for (int i = 0; i < list[k].n; i++) {
			cr_expect_str_eq(campo_choice_label(list[k].name, list[k].item[i].name), list[k].item[i].label);
			for (int j = 0; j < i; j++)
				cr_expect_str_neq(list[k].item[i].name, list[k].item[j].name);
		}
	}
}

Test(campos, states_of_a_logro_agree_with_their_list)
{
	const struct choice_list *list = campo_choices("estado_logro");

	cr_assert_eq(list->n, (int)LOGRO_ESTADOS);
	for (int i = 0; i < list->n; i++) {
		enum logro_estado e = logro_estado_find(list->item[i].name);
		cr_expect_str_eq(logro_estado_clave(e), list->item[i].name);
		cr_expect_str_eq(logro_estado_nombre(e), list->item[i].label);
	}
}
