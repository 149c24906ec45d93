#include "model/resumen.h"
#include "mini.h"
#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;

static void start(void)
{
	arena_init(&arena);
}

static void stop(void)
{
	arena_done(&arena);
}

TestSuite(resumen, .init = start, .fini = stop);

Test(resumen, days)
{
	static const struct { int off; const char *hace, *plazo; } day[] = {
		{ -35, "hace 35 días", "venció hace 35 días" }, { -2, "hace 2 días", "venció hace 2 días" }, { -1, "ayer", "venció ayer" },
		{ 0, "hoy", "vence hoy" }, { 1, "mañana", "vence mañana" }, { 12, "dentro de 12 días", "vence en 12 días" },
	};
	for (size_t i = 0; i < sizeof day / sizeof *day; i++) {
		cr_expect_str_eq(resumen_hace(&arena, MINI_HOY + day[i].off, MINI_HOY), day[i].hace);
		cr_expect_str_eq(resumen_plazo(&arena, MINI_HOY + day[i].off, MINI_HOY), day[i].plazo);
	}
	cr_expect_str_eq(resumen_hace(&arena, DATE_NONE, MINI_HOY), "");
	cr_expect_str_eq(resumen_plazo(&arena, DATE_NONE, MINI_HOY), "sin fecha");
	cr_expect_str_eq(resumen_desde(&arena, date_make(2026, 12, 21)), "desde el 21/12/2026");
	cr_expect_str_eq(resumen_cuantos(&arena, 1, "visita", "visitas"), "1 visita");
	cr_expect_str_eq(resumen_cuantos(&arena, 0, "visita", "visitas"), "0 visitas");
}

Test(resumen, household_line)
{
	struct ficha ficha;
	const struct programa *p = mini_load(&arena);
	mini_familia(&ficha, &arena);
	const struct answers *hogar = &ficha.hogar.fields;
	cr_expect_str_eq(resumen_hogar(&arena, p->ruta, hogar, MINI_HOY), "Así Estamos · Visita de inicio · primera visita");
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_MOMENTO, value_text("seguimiento"));
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_SIGUIENTE, value_text("Seguimiento: Compromisos"));
	static const struct { int ago; const char *line; } day[] = {
		{ 28, "Así Crecemos · Seguimiento · Compromisos · desde el 17/02/2026" },
		{ 78, "Así Crecemos · Seguimiento · Compromisos · vence en 12 días" },
		{ 89, "Así Crecemos · Seguimiento · Compromisos · vence mañana" },
		{ 90, "Así Crecemos · Seguimiento · Compromisos · vencida desde hoy" },
		{ 93, "Así Crecemos · Seguimiento · Compromisos · vencida hace 3 días" },
	};
	for (size_t i = 0; i < sizeof day / sizeof *day; i++) {
		mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_ULTIMA_VISITA, value_date(MINI_HOY - day[i].ago));
		cr_expect_str_eq(resumen_hogar(&arena, p->ruta, hogar, MINI_HOY), day[i].line);
	}
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_PROXIMA, value_date(MINI_HOY + 1));
	cr_expect_str_eq(resumen_hogar(&arena, p->ruta, hogar, MINI_HOY), "Así Crecemos · Seguimiento · Compromisos · vencida hace 3 días · acordada para mañana");
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_VISITA_ABIERTA, value_int(1));
	cr_expect_str_eq(resumen_hogar(&arena, p->ruta, hogar, MINI_HOY), "Así Crecemos · Seguimiento · Compromisos · visita en curso");
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_ESTADO, value_choice("traslado"));
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_CIERRE, value_date(MINI_HOY));
	cr_expect_str_eq(resumen_hogar(&arena, p->ruta, hogar, MINI_HOY), "Así Crecemos · Seguimiento · Traslado el 16/02/2026");
}

Test(resumen, visit_and_commitment)
{
	struct ficha ficha;
	const struct programa *p = mini_load(&arena);
	mini_familia(&ficha, &arena);
	mini_visita(&ficha, "plan", "");
	struct record *visita = ficha_record(&ficha, RECORD_VISITA, 1);
	cr_expect_str_eq(resumen_visita(&arena, p->ruta, &p->dict, visita), "Visita 1 · Plan familiar · En curso");
	mini_set(&ficha, RECORD_VISITA, 1, VISITA_ESTADO, value_choice("cerrada"));
	mini_set(&ficha, RECORD_VISITA, 1, VISITA_FECHA, value_date(MINI_HOY));
	mini_set(&ficha, RECORD_VISITA, 1, VISITA_RESULTADO, value_choice("nadie"));
	cr_expect_str_eq(resumen_visita(&arena, p->ruta, &p->dict, visita), "Visita 1 · Plan familiar · 16/02/2026 · Nadie en casa");
	mini_set(&ficha, RECORD_COMPROMISO, 1, COMPROMISO_TEXTO, value_text("Pedir el cupo"));
	mini_set(&ficha, RECORD_COMPROMISO, 1, COMPROMISO_RESPONSABLE, value_text("María"));
	mini_set(&ficha, RECORD_COMPROMISO, 1, COMPROMISO_FECHA, value_date(MINI_HOY + 12));
	mini_set(&ficha, RECORD_COMPROMISO, 1, COMPROMISO_ESTADO, value_choice("pendiente"));
	struct record *compromiso = ficha_record(&ficha, RECORD_COMPROMISO, 1);
	cr_expect_str_eq(resumen_compromiso(&arena, compromiso, MINI_HOY), "Pedir el cupo · María · vence en 12 días");
	mini_set(&ficha, RECORD_COMPROMISO, 1, COMPROMISO_ESTADO, value_choice("cumplido"));
	cr_expect_str_eq(resumen_compromiso(&arena, compromiso, MINI_HOY), "Pedir el cupo · María · Cumplido");
}

/* In a narrow column the day that was agreed is said whole, or not at all. */
Test(resumen, a_visit_in_so_many_columns)
{
	const int32_t hoy = date_make(2026, 11, 20);
	const struct { struct agenda agenda; int cols; const char *text; } row[] = {
		{ { .estado = AGENDA_PENDIENTE, .dias = -1, .vence = DATE_NONE, .acordada = hoy + 4 }, 50, "primera visita · acordada para el 24/11/2026" },
		{ { .estado = AGENDA_PENDIENTE, .dias = -1, .vence = DATE_NONE, .acordada = hoy + 4 }, 27, "primera visita · el 24/11" },
		{ { .estado = AGENDA_PENDIENTE, .dias = -1, .vence = DATE_NONE, .acordada = hoy + 4 }, 20, "acordada 24/11/2026" },
		{ { .estado = AGENDA_PENDIENTE, .dias = -1, .vence = DATE_NONE, .acordada = hoy }, 20, "acordada para hoy" },
		{ { .estado = AGENDA_PENDIENTE, .dias = -1, .vence = DATE_NONE, .acordada = DATE_NONE }, 20, "primera visita" },
		{ { .estado = AGENDA_PENDIENTE, .dias = 48, .vence = hoy + 42, .acordada = hoy - 10 }, 31, "vence en 42 días · era el 10/11" },
		{ { .estado = AGENDA_PENDIENTE, .dias = 48, .vence = hoy + 42, .acordada = hoy - 10 }, 20, "era el 10/11/2026" },
		{ { .estado = AGENDA_VENCIDA, .dias = 140, .vence = hoy - 50, .acordada = hoy + 4 }, 22, "vencida hace 50 días" },
		{ { .estado = AGENDA_PENDIENTE, .dias = 48, .vence = hoy + 42, .acordada = hoy + 4 }, 17, "vence en 42 días" },
	};
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		const char *text = resumen_agenda_en(&arena, &row[i].agenda, hoy, row[i].cols);
		cr_expect_str_eq(text, row[i].text, "%zu: %s", i, text);
	}
}

/* Where the list is about the day, it is said whatever presses. */
Test(resumen, the_agreed_day_in_so_many_columns)
{
	const int32_t hoy = date_make(2026, 11, 20);
	const struct agenda overdue = { .estado = AGENDA_VENCIDA, .dias = 140, .vence = hoy - 50, .acordada = hoy + 4 }, gone = { .estado = AGENDA_PENDIENTE, .dias = 48, .vence = hoy + 42, .acordada = hoy - 10 },
		none = { .estado = AGENDA_VENCIDA, .dias = 140, .vence = hoy - 50, .acordada = DATE_NONE };
	cr_expect_str_eq(resumen_acordada_en(&arena, &overdue, hoy, 21), "acordada 24/11/2026");
	cr_expect_str_eq(resumen_acordada_en(&arena, &overdue, hoy, 50), "acordada 24/11/2026 · vencida hace 50 días");
	cr_expect_str_eq(resumen_acordada_en(&arena, &gone, hoy, 21), "era el 10/11/2026");
	cr_expect_str_eq(resumen_acordada_en(&arena, &none, hoy, 21), "vencida hace 50 días");
}

/* Many names begin alike: what tells them apart stays. */
Test(resumen, a_person_in_so_many_columns)
{
	cr_expect_str_eq(resumen_persona(&arena, "Marta Restrepo", 14), "Marta Restrepo");
	cr_expect_str_eq(resumen_persona(&arena, "Cogestora inventada 12", 15), "C. inventada 12");
	cr_expect_str_eq(resumen_persona(&arena, "Ángela María Úsuga Gómez", 20), "Á. María Úsuga Gómez");
	cr_expect_str_eq(resumen_persona(&arena, "Ángela María Úsuga Gómez", 14), "Á. M. Ú. Gómez");
	cr_expect_str_eq(resumen_persona(&arena, "Coordinadoradelazona", 8), "Coordinadoradelazona");
	cr_expect_str_eq(resumen_persona(&arena, "", 8), "");
}
