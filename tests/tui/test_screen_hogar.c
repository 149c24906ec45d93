#include "mundo.h"

#include "base/date.h"

#include <criterion/criterion.h>
#include <string.h>

static struct mundo m;
static void start(void) { mundo_open(&m); }
static void stop(void) { mundo_close(&m); }
TestSuite(screen_hogar, .init = start, .fini = stop);

static void open_family(int which)
{
	abrir(&m, &screen_hogar, &(struct hogar_arg){ m.hogar[which] });
}

static const char *field(int which, const char *name)
{
	return answers_text(&mundo_ficha(&m, m.hogar[which])->hogar.fields, name);
}

Test(screen_hogar, who_they_are_and_where_they_are)
{
	open_family(RESTREPO);
	cr_pantalla(&m,
		" Hogar MS-00001                                            PRACTICA  22/11/2026\n"
		" Restrepo Gómez, Elena                                                 MS-00001\n"
		" [>] Así Estamos  ──  [ ] Así Crecemos  ──  [ ] Así Continuamos\n"
		" Visita de inicio · sin visitas todavía\n"
		" CR 42B # 107-35 · Popular · 01 Popular · tel. 300 123 4567\n"
		"\n"
		"> V  Iniciar la visita: Visita de inicio\n"
		"\n"
		"  1  Integrantes     5 personas: Elena, Luis, Ana, Mateo, Salomé\n"
		"  2  Logros          0 por alcanzar · 1 alcanzado · 41 sin dato\n"
		"  3  Plan            todavía sin logros priorizados\n"
		"  4  Visitas         ninguna terminada todavía\n"
		"  5  Oportunidades   ninguna acercada todavía\n"
		"  6  Evaluación      celda por definir: faltan datos\n"
		"  7  Validación      cumple 0 de las tres condiciones\n"
		"  8  Historia        vinculado hace 200 días\n"
		"  9  Por terminar    nada por terminar\n"
		"\n\n\n\n\n\n"
		" Entrar Abrir  F3 Volver  Ctrl-P ¿Por qué?  F9 Más                     F1 Ayuda\n");
}

Test(screen_hogar, the_three_phases_are_always_there)
{
	static const struct { int rows, cols; } size[] = { { 12, 40 }, { 24, 50 }, { 24, 60 }, { 24, 80 }, { 50, 132 }, { 60, 200 } };
	open_family(ZAPATA);
	for (size_t i = 0; i < sizeof size / sizeof *size; i++) {
		tamano(&m, size[i].rows, size[i].cols);
		cr_se_ve(&m, "Estamos");
		cr_se_ve(&m, "Crecemos");
		cr_se_ve(&m, "Continuamos");
		cr_expect(strstr(linea(&m, 2), "[x]") && strstr(linea(&m, 2), "[>]") && strstr(linea(&m, 2), "[ ]"), "%s", linea(&m, 2));
	}
}

/* The day agreed for the next visit, also while one is going on. */
Test(screen_hogar, the_agreed_day_is_always_told)
{
	mundo_poner(&m, m.hogar[USUGA], HOGAR_PROXIMA, value_date(MUNDO_HOY + 20));
	mundo_poner(&m, m.hogar[ZAPATA], HOGAR_PROXIMA, value_date(MUNDO_HOY + 2));
	open_family(USUGA);
	cr_se_ve(&m, "visita en curso · acordada: 12/12/2026");
	open_family(ZAPATA);
	cr_se_ve(&m, "acordada: 24/11/2026");
}

/* What the first line offers, for each situation. */
Test(screen_hogar, what_to_do_now)
{
	static const struct { int family; const char *line; } cases[] = {
		{ RESTREPO, "Iniciar la visita: Visita de inicio" }, { USUGA, "Continuar la visita: Encuadre y autorización de datos" }, { ZAPATA, "Iniciar la visita: Seguimiento" },
		{ NUNEZ, "Visitar hoy, antes de tiempo: pide un motivo (se abre el 14/12/2026)" }, { PALACIOS, "Iniciar la visita: Plan familiar" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		open_family(cases[i].family);
		cr_expect_str_eq(bajo_cursor(&m), cases[i].line);
		teclas(&m, "<Down><Esc>");
	}
}

Test(screen_hogar, each_section_has_its_number)
{
	static const char *const name[] = { "integrantes", "logros", "plan", "visitas", "oportunidades", "evaluacion", "validacion", "historia", "borradores" };
	open_family(ZAPATA);
	for (int i = 0; i < 9; i++) {
		teclas(&m, (char[]){ (char)('1' + i), 0 });
		cr_arriba(&m, name[i]);
		teclas(&m, "<Esc>");
		cr_arriba(&m, "hogar");
	}
	teclas(&m, "v");
	cr_arriba(&m, "visita");
}

Test(screen_hogar, the_cursor_is_on_what_is_chosen)
{
	static const char *const name[] = { "Iniciar", "Integrantes", "Logros", "Plan", "Visitas", "Oportunidades", "Evaluación", "Validación", "Historia", "Por terminar" };
	open_family(ZAPATA);
	for (int pass = 0; pass < 2; pass++) {
		for (int i = 0; i < 10; i++) {
			cr_expect(strncmp(bajo_cursor(&m), name[i], strlen(name[i])) == 0, "%s: %s", name[i], bajo_cursor(&m));
			teclas(&m, "<Down>");
		}
		teclas(&m, "<Home>");
		tamano(&m, 12, 40);
	}
}

Test(screen_hogar, clicks_choose_and_open)
{
	open_family(ZAPATA);
	clic(&m, 9, 10);
	cr_expect(strncmp(bajo_cursor(&m), "Logros", 6) == 0, "%s", bajo_cursor(&m));
	clic(&m, 9, 10);
	cr_arriba(&m, "logros");
}

Test(screen_hogar, next_visit_agreed)
{
	open_family(ZAPATA);
	teclas(&m, "<F4>");
	cr_se_ve(&m, "Próxima visita");
	teclas(&m, "+10<Enter>");
	cr_arriba(&m, "hogar");
	cr_se_ve(&m, "Próxima visita acordada para el miércoles 2 de diciembre de 2026");
	cr_expect_eq(answers_date(&mundo_ficha(&m, m.hogar[ZAPATA])->hogar.fields, HOGAR_PROXIMA), MUNDO_HOY + 10);
	teclas(&m, "<F4>-3<Enter>");
	cr_se_ve(&m, "22/11/2026 o después");
	teclas(&m, "<Esc>");
	cr_expect_eq(answers_date(&mundo_ficha(&m, m.hogar[ZAPATA])->hogar.fields, HOGAR_PROXIMA), MUNDO_HOY + 10);
}

/* The family decides the day; whoever writes it reads what it means for the visit. */
Test(screen_hogar, a_day_too_early_or_too_late_is_taken_and_told)
{
	static const struct { int family; const char *day, *told; } cases[] = {
		{ NUNEZ, "13/12/2026", "Ese día pedirá un motivo: se puede visitar desde el 14/12/2026" }, { NUNEZ, "14/12/2026", NULL }, { NUNEZ, "12/02/2027", NULL },
		{ NUNEZ, "13/02/2027", "Es después del plazo: la visita vence el 13/02/2027" }, { PALACIOS, "22/11/2026", NULL },
		{ PALACIOS, "11/01/2027", "Es después del plazo: la visita vence el 11/01/2027" }, { ZAPATA, "23/11/2026", "El plazo venció el 12/11/2026" },
		{ RESTREPO, "31/12/2026", NULL }, { USUGA, "23/11/2026", NULL },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		open_family(cases[i].family);
		teclas(&m, "<F4><Ctrl-K>");
		teclas(&m, cases[i].day);
		teclas(&m, "<Enter>");
		cr_se_ve(&m, "Próxima visita acordada para el ");
		cr_expect_eq(answers_date(&mundo_ficha(&m, m.hogar[cases[i].family])->hogar.fields, HOGAR_PROXIMA), date_parse(cases[i].day, MUNDO_HOY));
		const char *said = m.app.message;
		cr_expect(cases[i].told ? strstr(said, cases[i].told) != NULL : !strstr(said, "plazo") && !strstr(said, "motivo"), "%s: %s", cases[i].day, said);
	}
}

Test(screen_hogar, from_the_menu_as_from_the_key)
{
	open_family(ZAPATA);
	teclas(&m, "<F9><Down><Down><Down>");
	cr_expect(strncmp(bajo_cursor(&m), "Acordar la próxima visita", 20) == 0, "%s", bajo_cursor(&m));
	teclas(&m, "<Enter>+5<Enter>");
	cr_expect_eq(answers_date(&mundo_ficha(&m, m.hogar[ZAPATA])->hogar.fields, HOGAR_PROXIMA), MUNDO_HOY + 5);
}

Test(screen_hogar, ending_asks_twice_and_names_the_family)
{
	open_family(ZAPATA);
	teclas(&m, "<Ctrl-D>");
	cr_se_ve(&m, "Terminar el acompañamiento");
	cr_no_se_ve(&m, "Promoción: superó");
	teclas(&m, "traslado<Enter>");
	cr_se_ve(&m, "Termina el acompañamiento de Zapata Peña, Gloria (MS-00003)");
	teclas(&m, "<Enter>");
	cr_expect_str_eq(field(ZAPATA, HOGAR_ESTADO), "seguimiento", "the default is No");
	teclas(&m, "<Ctrl-D>traslado<Enter><Right><Enter>");
	cr_expect_str_eq(field(ZAPATA, HOGAR_ESTADO), "traslado");
	cr_expect_str_eq(field(ZAPATA, HOGAR_CIERRE_MOTIVO), "traslado");
	cr_se_ve(&m, "El acompañamiento terminó");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "hogar");
	teclas(&m, "<F4>");
	cr_se_ve(&m, "ya terminó");
}

Test(screen_hogar, ending_is_refused_while_a_visit_is_open)
{
	open_family(USUGA);
	teclas(&m, "<Ctrl-D>retiro<Enter><Right><Enter>");
	cr_se_ve(&m, "Hay una visita en curso");
	cr_expect_str_eq(field(USUGA, HOGAR_ESTADO), "vinculado");
	cr_se_ve(&m, "Continuar la visita");
}

Test(screen_hogar, back_to_another_moment_with_its_reason)
{
	open_family(ZAPATA);
	teclas(&m, "<F6>");
	cr_se_ve(&m, "Cambiar de momento");
	teclas(&m, "linea base<Enter>");
	cr_se_ve(&m, "¿Por qué Zapata Peña, Gloria vuelve a «Línea base»?");
	teclas(&m, "<Enter>");
	cr_se_ve(&m, "Escriba algo");
	teclas(&m, "datos equivocados<Enter>");
	cr_se_ve(&m, "Ahora en «Línea base»");
	cr_se_ve(&m, "[>] Así Estamos");
	cr_expect_str_eq(field(ZAPATA, HOGAR_MOMENTO), "linea_base");
}

Test(screen_hogar, esc_in_the_middle_of_an_act_leaves_all_as_it_was)
{
	open_family(ZAPATA);
	teclas(&m, "<F6>linea base<Enter>equivocado<Esc>");
	cr_arriba(&m, "hogar");
	cr_expect_str_eq(field(ZAPATA, HOGAR_MOMENTO), "seguimiento");
	teclas(&m, "<F6>");
	cr_se_ve(&m, "Cambiar de momento");
}

Test(screen_hogar, why)
{
	open_family(RESTREPO);
	teclas(&m, "<Ctrl-P>");
	cr_se_ve(&m, "Para pasar a «Línea base»:");
	cr_se_ve(&m, "[sí] Hay una sola jefa o un solo jefe del hogar.");
	cr_se_ve(&m, "[falta] La familia tiene al menos una meta.");
}

Test(screen_hogar, a_route_to_be_confirmed_says_so_in_its_reasons)
{
	struct ruta *ruta = (struct ruta *)m.programa->ruta;
	open_family(RESTREPO);
	teclas(&m, "<Ctrl-P><End>");
	cr_no_se_ve(&m, "por confirmar");
	teclas(&m, "<Esc>");
	ruta->certeza = "media";
	ruta->nota = "La cadencia es de prueba";
	((struct programa *)m.programa)->certeza = "baja";
	teclas(&m, "<Ctrl-P><End>");
	cr_se_ve(&m, "Ruta por confirmar (certeza media): La cadencia es de prueba");
	cr_se_ve(&m, "Programa por confirmar (certeza baja) ");
}

Test(screen_hogar, changes_of_others_appear)
{
	open_family(ZAPATA);
	mundo_poner(&m, m.hogar[ZAPATA], "barrio", value_text("Santa Inés"));
	mundo_ajeno(&m);
	teclas(&m, "<Tick>");
	cr_se_ve(&m, "Santa Inés");
}

Test(screen_hogar, its_data_are_changed_in_a_form)
{
	open_family(ZAPATA);
	teclas(&m, "<Ctrl-E>");
	cr_arriba(&m, "formulario");
	cr_se_ve(&m, "Datos del hogar");
	teclas(&m, "<Esc>");
	cr_arriba(&m, "hogar");
	cr_se_ve(&m, "nada por terminar");
}

Test(screen_hogar, a_long_address_does_not_cut_a_telephone)
{
	mundo_poner(&m, m.hogar[ZAPATA], "direccion", value_text("KR 42B # 107-35 INT 201"));
	mundo_poner(&m, m.hogar[ZAPATA], "barrio", value_text("Santo Domingo"));
	mundo_poner(&m, m.hogar[ZAPATA], "telefono", value_text("3001234567"));
	mundo_poner(&m, m.hogar[ZAPATA], "celular", value_text("6042345678"));
	open_family(ZAPATA);
	cr_se_ve(&m, "KR 42B # 107-35 INT 201");
	cr_se_ve(&m, "234 5678");
	cr_se_ve(&m, "9  Por terminar");
}

/* What stands under the dialog that tells what a visit did was read after it. */
Test(screen_hogar, a_visit_that_was_closed_is_not_going_on_under_its_message)
{
	tamano(&m, 24, 80);
	open_family(USUGA);
	cr_se_ve(&m, "Visita de inicio · visita en curso");
	teclas(&m, "v<F2><Right><Enter><Down><Down>nadie<Enter><F2>");
	cr_arriba(&m, "ayuda");
	cr_se_ve(&m, "Visita cerrada · ");
	cr_no_se_ve(&m, "visita en curso");
	cr_se_ve(&m, " Hogar MS-00002");
	teclas(&m, "<Esc>");
	cr_arriba(&m, "hogar");
	cr_no_se_ve(&m, "visita en curso");
}
