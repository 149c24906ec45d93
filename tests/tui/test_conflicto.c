/* Two people and one family: what each sees, chooses and keeps. */
#include "mundo.h"

#include <criterion/criterion.h>
#include <string.h>

static struct mundo m;
static uint32_t hogar;
static void start(void)
{
	mundo_open(&m);
	hogar = m.hogar[ZAPATA];
}
static void stop(void) { mundo_close(&m); }
TestSuite(conflicto, .init = start, .fini = stop);

static const char *field(const char *name)
{
	return answers_text(&mundo_ficha(&m, hogar)->hogar.fields, name);
}

/* Somebody else with the same family: a trainer, in practice. */
static void otra_pone(struct mundo *w, uint32_t which, const char *campo, struct value value)
{
	store_become(w->store, "lina", ROL_FORMADOR);
	mundo_poner(w, which, campo, value);
	store_become(w->store, "marta", ROL_COGESTOR);
}

/* The form of the household with this address typed, not saved. */
static void type_barrio(const char *text)
{
	abrir(&m, &screen_hogar, &(struct hogar_arg){ hogar });
	teclas(&m, "<Ctrl-E>");
	cr_arriba(&m, "formulario");
	for (int i = 0; i < 60 && !strstr(linea(&m, m.grid.cursor_row), "Barrio"); i++)
		teclas(&m, "<Down>");
	char keys[80];
	snprintf(keys, sizeof keys, "<Ctrl-K>%s<Tab>", text);
	teclas(&m, keys);
}

Test(conflicto, who_when_before_now_and_mine)
{
	type_barrio("Aranjuez");
	otra_pone(&m, hogar, "barrio", value_text("Manrique"));
	otra_pone(&m, hogar, "telefono", value_text("3009998877"));
	teclas(&m, "<F2>");
	cr_pantalla(&m,
		" Dos personas cambiaron lo mismo · MS-00003                PRACTICA  22/11/2026\n"
		" Otra persona y usted cambiaron lo mismo. Elija con cuál dato se queda cada\n"
		" línea; F2 guarda. Nada suyo se ha perdido.\n"
		"\n"
		"  Dato                Antes         Otra persona      Usted          Queda\n"
		"> Barrio o vereda     Granizal      Manrique          Aranjuez       [ ] elija\n"
		"  Solo lo cambió la otra persona: se conserva\n"
		"  Teléfono principal  300 123 4567  300 999 8877                     Marta\n"
		"\n\n\n\n\n\n\n\n\n\n"
		"────────────────────────────────────────────────────────────────────────────────\n"
		" Antes: Granizal. Ahora: Manrique (Marta Restrepo, 22/11/2026 12:00).\n"
		" Usted escribió: Aranjuez.\n"
		"\n\n"
		" Entrar Cambiar  ← Lo otro  → Lo mío  F2 Guardar                       F1 Ayuda\n");
	teclas(&m, "<F2>");
	cr_arriba(&m, "conflicto");
	cr_se_ve(&m, "Falta elegir");
	cr_expect_str_eq(field("barrio"), "Manrique");
}

Test(conflicto, mine_stands_where_it_was_chosen)
{
	type_barrio("Aranjuez");
	otra_pone(&m, hogar, "barrio", value_text("Manrique"));
	otra_pone(&m, hogar, "telefono", value_text("3009998877"));
	teclas(&m, "<F2><Right><F2>");
	cr_arriba(&m, "hogar");
	cr_expect_str_eq(field("barrio"), "Aranjuez");
	cr_expect_str_eq(field("telefono"), "3009998877", "what only the other one changed stays");
	cr_se_ve(&m, "Guardado 22/11/2026 12:00");
}

Test(conflicto, theirs_stands_where_it_was_chosen)
{
	type_barrio("Aranjuez");
	otra_pone(&m, hogar, "barrio", value_text("Manrique"));
	teclas(&m, "<F2><Enter><Enter>");
	cr_se_ve(&m, "Aranjuez       Marta");
	teclas(&m, "<F2>");
	cr_arriba(&m, "hogar");
	cr_se_ve(&m, "Sin cambios de su parte. Quedó lo que guardó la otra persona: Barrio o vereda");
	cr_expect_str_eq(field("barrio"), "Manrique");
}

/* Left undecided, what was typed is still there, and it is asked again; not even by way of the draft is anything written over. */
Test(conflicto, nothing_typed_is_lost_nor_written_over_later)
{
	type_barrio("Aranjuez");
	otra_pone(&m, hogar, "barrio", value_text("Manrique"));
	teclas(&m, "<F2><Esc>");
	cr_arriba(&m, "formulario");
	cr_se_ve(&m, "Aranjuez");
	cr_se_ve(&m, "Sin guardar todavía");
	teclas(&m, "<Esc>");
	cr_arriba(&m, "hogar");
	cr_se_ve(&m, "1 formulario por terminar");
	teclas(&m, "<Ctrl-E>");
	cr_se_ve(&m, "Continúa donde lo dejó");
	cr_se_ve(&m, "Aranjuez");
	teclas(&m, "<F2>");
	cr_arriba(&m, "conflicto");
	cr_se_ve(&m, "Antes: Granizal. Ahora: Manrique (Marta Restrepo, 22/11/2026 12:00).");
	teclas(&m, "<Right><F2>");
	cr_expect_str_eq(field("barrio"), "Aranjuez");
}

/* Somebody saves once more while the question is on the screen. */
Test(conflicto, a_third_save_is_asked_about_again)
{
	type_barrio("Aranjuez");
	otra_pone(&m, hogar, "barrio", value_text("Manrique"));
	teclas(&m, "<F2><Right>");
	otra_pone(&m, hogar, "barrio", value_text("Castilla"));
	teclas(&m, "<F2>");
	cr_arriba(&m, "conflicto");
	cr_se_ve(&m, "Antes: Manrique. Ahora: Castilla");
	teclas(&m, "<Right><F2>");
	cr_arriba(&m, "hogar");
	cr_expect_str_eq(field("barrio"), "Aranjuez");
}

Test(conflicto, different_fields_ask_nothing)
{
	type_barrio("Aranjuez");
	otra_pone(&m, hogar, "telefono", value_text("3009998877"));
	teclas(&m, "<F2>");
	cr_arriba(&m, "hogar");
	cr_expect_str_eq(field("barrio"), "Aranjuez");
	cr_expect_str_eq(field("telefono"), "3009998877");
	cr_se_ve(&m, "Marta Restrepo cambió mientras tanto Teléfono");
}

Test(conflicto, a_form_in_course_is_told_quietly)
{
	type_barrio("Aranjuez");
	teclas(&m, "<Tick>");
	cr_no_se_ve(&m, "cambió esta familia");
	otra_pone(&m, hogar, "telefono", value_text("3009998877"));
	mundo_ajeno(&m);
	teclas(&m, "<Tick>");
	cr_expect_str_eq(linea(&m, 22), " Marta Restrepo cambió esta familia a las 12:00");
	cr_se_ve(&m, "Aranjuez");
	/* a key is a moment to look as well */
	mundo_ajeno(&m);
	teclas(&m, "x");
	cr_se_ve(&m, "cambió esta familia");
}

/* A decision about the family as a whole waits until somebody has looked at what changed. */
Test(conflicto, closing_a_visit_shows_what_changed)
{
	hogar = m.hogar[USUGA];
	abrir(&m, &screen_visita, &(struct hogar_arg){ hogar });
	teclas(&m, "<Ctrl-D>Era otra familia<Enter>");
	cr_arriba(&m, "confirmar");
	otra_pone(&m, hogar, "telefono", value_text("3009998877"));
	teclas(&m, "<Right><Enter>");
	cr_arriba(&m, "conflicto");
	cr_se_ve(&m, "La familia cambió mientras usted trabajaba.");
	cr_expect(strncmp(bajo_cursor(&m), "Teléfono principal", strlen("Teléfono principal")) == 0, "%s", bajo_cursor(&m));
	teclas(&m, "<Esc>");
	cr_arriba(&m, "visita");
	cr_expect(ficha_visita_abierta(mundo_ficha(&m, hogar)) != NULL);
	teclas(&m, "<Ctrl-D>Era otra familia<Enter>");
	otra_pone(&m, hogar, "telefono", value_text("3001112233"));
	teclas(&m, "<Right><Enter>");
	cr_arriba(&m, "conflicto");
	teclas(&m, "<F2>");
	cr_arriba(&m, "visita");
	cr_se_ve(&m, "La visita quedó anulada");
	cr_expect_null(ficha_visita_abierta(mundo_ficha(&m, hogar)));
}

Test(conflicto, two_agree_the_next_visit)
{
	abrir(&m, &screen_hogar, &(struct hogar_arg){ hogar });
	teclas(&m, "<F4>");
	cr_arriba(&m, "fecha");
	otra_pone(&m, hogar, HOGAR_PROXIMA, value_date(MUNDO_HOY + 5));
	teclas(&m, "+9<Enter>");
	cr_arriba(&m, "conflicto");
	cr_se_ve(&m, "27/11/2026");
	teclas(&m, "<Right><F2>");
	cr_arriba(&m, "hogar");
	cr_expect_eq(answers_date(&mundo_ficha(&m, hogar)->hogar.fields, HOGAR_PROXIMA), MUNDO_HOY + 9);
}

Test(conflicto, in_a_small_window)
{
	type_barrio("Aranjuez");
	otra_pone(&m, hogar, "barrio", value_text("Manrique"));
	tamano(&m, 12, 40);
	teclas(&m, "<F2>");
	cr_se_ve(&m, "Barrio o vereda");
	cr_se_ve(&m, "Antes: Granizal. Ahora: Manrique");
	cr_expect(m.grid.cursor_set);
	teclas(&m, "<F1>");
	cr_se_ve(&m, "Con → se queda lo");
}

/* The same account on two consoles: it is told as what it is. */
Test(conflicto, ones_own_other_console)
{
	type_barrio("Aranjuez");
	mundo_poner(&m, hogar, "barrio", value_text("Manrique"));
	teclas(&m, "<F2>");
	cr_arriba(&m, "conflicto");
	cr_se_ve(&m, "(usted, en otra consola, 22/11/2026 12:00)");
	cr_se_ve(&m, "Usted, en otra consola, cambió lo mismo que aquí");
	cr_no_se_ve(&m, "Otra persona");
	cr_no_se_ve(&m, "Dos personas");
}
