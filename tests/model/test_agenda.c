#include "model/agenda.h"
#include "mini.h"
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <string.h>

static struct agenda agenda(int days_ago, const char *momento)
{
	struct arena arena;
	struct ficha ficha;
	struct agenda out;
	arena_init(&arena);
	const struct programa *p = mini_load(&arena);
	mini_familia(&ficha, &arena);
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_MOMENTO, value_text(momento));
	if (days_ago >= 0)
		mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_ULTIMA_VISITA, value_date(MINI_HOY - days_ago));
	agenda_of(p->ruta, &ficha.hogar.fields, MINI_HOY, &out);
	arena_done(&arena);
	return out;
}

/* The seams of the cadence: more than 28 full days, overdue from day 90; an exempt moment never waits. */
struct seam { int days; char momento[16]; enum agenda_estado estado; };

ParameterizedTestParameters(agenda, seams)
{
	static struct seam seams[] = {
		{ -1, "seguimiento", AGENDA_PENDIENTE }, { 0, "seguimiento", AGENDA_BLOQUEADA },
		{ 27, "seguimiento", AGENDA_BLOQUEADA }, { 28, "seguimiento", AGENDA_BLOQUEADA },
		{ 29, "seguimiento", AGENDA_PENDIENTE }, { 89, "seguimiento", AGENDA_PENDIENTE },
		{ 90, "seguimiento", AGENDA_VENCIDA }, { 400, "seguimiento", AGENDA_VENCIDA },
		{ 0, "linea_base", AGENDA_PENDIENTE }, { 28, "linea_base", AGENDA_PENDIENTE }, { 90, "linea_base", AGENDA_VENCIDA },
	};
	return cr_make_param_array(struct seam, seams, sizeof seams / sizeof *seams);
}

ParameterizedTest(struct seam *s, agenda, seams)
{
	struct agenda a = agenda(s->days, s->momento);
	cr_expect_eq(a.estado, s->estado, "%d days in %s: %s", s->days, s->momento, agenda_estado_nombre(a.estado));
	cr_expect_eq(a.dias, s->days);
	cr_expect_eq(a.desde, s->estado == AGENDA_BLOQUEADA ? MINI_HOY - s->days + 29 : MINI_HOY);
	cr_expect_eq(a.vence, s->days < 0 ? DATE_NONE : MINI_HOY - s->days + 90);
}

/* On every day the state says what its dates say. */
Test(agenda, dates_and_state_agree)
{
	struct arena arena;
	struct ficha ficha;
	arena_init(&arena);
	const struct programa *p = mini_load(&arena);
	mini_familia(&ficha, &arena);
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_MOMENTO, value_text("plan"));
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_ULTIMA_VISITA, value_date(MINI_HOY));
	for (int32_t day = MINI_HOY; day < MINI_HOY + 120; day++) {
		struct agenda a;
		agenda_of(p->ruta, &ficha.hogar.fields, day, &a);
		cr_expect_eq(a.estado == AGENDA_BLOQUEADA, day < a.desde);
		cr_expect_eq(a.estado == AGENDA_VENCIDA, day >= a.vence);
	}
	arena_done(&arena);
}

Test(agenda, open_visit_and_ends)
{
	struct arena arena;
	struct ficha ficha;
	struct agenda a;
	arena_init(&arena);
	const struct programa *p = mini_load(&arena);
	mini_familia(&ficha, &arena);
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_MOMENTO, value_text("seguimiento"));
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_ULTIMA_VISITA, value_date(MINI_HOY - 100));
	mini_visita(&ficha, "seguimiento", "");
	agenda_of(p->ruta, &ficha.hogar.fields, MINI_HOY, &a);
	cr_expect_eq(a.estado, AGENDA_EN_CURSO);
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_ESTADO, value_choice("retiro"));
	agenda_of(p->ruta, &ficha.hogar.fields, MINI_HOY, &a);
	cr_expect_eq(a.estado, AGENDA_CERRADA, "withdrawn");
	cr_expect_eq(a.vence, DATE_NONE);
	/* promovido is the state of the promotion visit: the route goes on until it is closed */
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_VISITA_ABIERTA, value_none());
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_MOMENTO, value_text("promocion"));
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_ESTADO, value_choice("promovido"));
	agenda_of(p->ruta, &ficha.hogar.fields, MINI_HOY, &a);
	cr_expect_eq(a.estado, AGENDA_VENCIDA);
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_CIERRE, value_date(MINI_HOY));
	agenda_of(p->ruta, &ficha.hogar.fields, MINI_HOY, &a);
	cr_expect_eq(a.estado, AGENDA_CERRADA);
	arena_done(&arena);
}

Test(agenda, agreed_day_counts_until_the_next_visit)
{
	struct arena arena;
	struct ficha ficha;
	struct agenda a;
	arena_init(&arena);
	const struct programa *p = mini_load(&arena);
	mini_familia(&ficha, &arena);
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_ULTIMA_VISITA, value_date(MINI_HOY - 40));
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_PROXIMA, value_date(MINI_HOY + 3));
	agenda_of(p->ruta, &ficha.hogar.fields, MINI_HOY, &a);
	cr_expect_eq(a.acordada, MINI_HOY + 3);
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_PROXIMA, value_date(MINI_HOY - 40));
	agenda_of(p->ruta, &ficha.hogar.fields, MINI_HOY, &a);
	cr_expect_eq(a.acordada, DATE_NONE, "the visit agreed for that day has been made");
	arena_done(&arena);
}
