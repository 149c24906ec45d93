#include "mundo.h"
#include "store/cambio.h"
#include "store/cambio_orden.h"
#include <string.h>

TestSuite(cambio_orden, .init = mundo_open, .fini = mundo_close, .timeout = 120);

static const char *names(const struct answer_change *c, int n)
{
	const char *text = "";

	for (int i = 0; i < n; i++)
		text = arena_printf(&mundo.arena, "%s%s%s", text, i ? " " : "", c[i].name);
	return text;
}

Test(cambio_orden, answers_come_as_the_forms_ask_them)
{
	struct answer_change c[] = { { .name = "agua" }, { .name = "barrio" }, { .name = HOGAR_PROXIMA }, { .name = "municipio" }, { .name = HOGAR_SIGUIENTE }, { .name = "telefono" }, { .name = "zona" } };
	int n = sizeof c / sizeof *c;

	cambio_ordenar(NULL, c, n, &mundo.arena);
	cr_expect_str_eq(names(c, n), "agua barrio proxima_visita municipio siguiente_paso telefono zona");
	cambio_ordenar(mundo.programa, c, n, &mundo.arena);
	cr_expect_str_eq(names(c, n), "municipio zona barrio telefono agua proxima_visita siguiente_paso");
}

/* The history of a family reads like its form. */
Test(cambio_orden, an_entry_of_the_history_is_in_that_order)
{
	struct cambio_voz voz = { .programa = mundo.programa, .arena = &mundo.arena };
	struct cambio_dato *c;
	struct entrada e;
	struct txn txn;

	RESPONDE("vivienda", "agua=acueducto_veredal; cuartos_dormir=3; servicios=energia|acueducto");
	txn_begin_read(&txn);
	cr_assert(diario_get(&txn, diario_last(&txn), &mundo.arena, &e));
	txn_end(&txn);
	int n = entrada_cambios(&e, &voz, &c), at[3] = { -1, -1, -1 };
	for (int i = 0; i < n; i++)
		for (int k = 0; k < 3; k++)
			if (c[i].campo && strcmp(c[i].campo, ((const char *const[]){ "cuartos_dormir", "servicios", "agua" })[k]) == 0)
				at[k] = i;
	cr_assert(at[0] >= 0 && at[1] >= 0 && at[2] >= 0);
	const struct form_def *form = programa_form(mundo.programa, "vivienda");
	int before = -1;
	for (int s = 0; s < form->n; s++)
		for (int i = 0; i < form->section[s].n; i++)
			for (int k = 0; k < 3; k++)
				if (form->section[s].field[i].var && c[at[k]].campo && strcmp(form->section[s].field[i].var->name, c[at[k]].campo) == 0) {
					cr_expect_gt(at[k], before);
					before = at[k];
				}
}
