#include "mundo.h"

#include "model/alerta.h"
#include <criterion/criterion.h>
#include <string.h>

static struct mundo m;
static uint32_t hogar;

static const char alerts[] =
	"version: 1\nfuente: Prueba\ncerteza: media\nalertas:\n"
	"  - {id: A03, nombre: Niñez por escolarizar, por_integrante: \"${edad} >= 5 and ${edad} <= 16 and not(${estudia})\", sector: Secretaría de Educación, prioridad: 2, hacer: Buscar el cupo}\n"
	"  - {id: A01, nombre: Riesgo de violencia, si: \"${violencia_12m}\", sector: Comisaría de Familia, prioridad: 1, reservada: si, hacer: Hablar a solas}\n"
	"  - {id: A09, nombre: Otra del hogar, si: \"${agua} = 'rio'\", sector: Acueducto, prioridad: 3}\n";

static void start(void)
{
	mundo_open(&m);
	hogar = m.hogar[ZAPATA];
	((struct programa *)m.programa)->alertas = alerta_load(&m.arena, &m.programa->dict, yaml_parse(&m.arena, "alertas.yaml", alerts, strlen(alerts), &m.problems), &m.problems);
	cr_assert_not_null(m.programa->alertas, "%s", m.problems.n ? m.problems.item[0].text : "");
}
static void stop(void) { mundo_close(&m); }
TestSuite(screen_alertas, .init = start, .fini = stop);

static void answer(uint32_t seq, const char *name, struct value value)
{
	struct ficha *f = mundo_ficha(&m, hogar);
	struct err err = { 0 };
	struct txn txn;
	cr_assert(txn_write(&txn, m.store, &err), "%s", err.text);
	cr_assert(op_begin(&txn, &(struct op){ .accion = "guardar_formulario", .hogar = hogar, .fecha = DATE_NONE }));
	answers_set(&ficha_record(f, RECORD_INTEGRANTE, seq)->fields, name, value);
	record_put(&txn, ficha_record(f, RECORD_INTEGRANTE, seq));
	cr_assert(op_end(&txn) && txn_commit(&txn, &err), "%s", err.text);
}

/* Ana, 15, and Mateo, 9, are the children of the family. */
static void everything_known(void)
{
	answer(3, "estudia", value_bool(false));
	answer(4, "estudia", value_bool(true));
	mundo_poner(&m, hogar, "violencia_12m", value_bool(true));
	mundo_poner(&m, hogar, "agua", value_choice("acueducto_publico"));
}

static void open_alerts(void)
{
	abrir(&m, &screen_alertas, &(struct hogar_arg){ hogar });
}

Test(screen_alertas, by_priority_with_whom_and_since_when)
{
	everything_known();
	open_alerts();
	cr_se_ve(&m, "2 por atender");
	cr_se_ve(&m,
		"  Para atender de inmediato\n"
		"> A01 Riesgo de violencia (R)              el hogar                 22/11/2026\n"
		"  Para los próximos días\n"
		"  A03 Niñez por escolarizar                Ana                      22/11/2026\n");
	cr_no_se_ve(&m, "Por saber");
	cr_se_ve(&m, "Reservada. Quién atiende: Comisaría de Familia.");
	cr_se_ve(&m, "Qué hacer: Hablar a solas");
}

Test(screen_alertas, why_since_when_and_what_to_do)
{
	everything_known();
	open_alerts();
	teclas(&m, "<Down><Down><Enter>");
	cr_se_ve(&m, "Niñez por escolarizar: Ana");
	cr_se_ve(&m, "¿Estudia actualmente? de Ana: No, dato del 22/11/2026");
	cr_se_ve(&m, "Desde cuándo: 22/11/2026 (hoy)");
	cr_se_ve(&m, "Qué hacer: Buscar el cupo");
	cr_se_ve(&m, "Quién atiende: Secretaría de Educación");
	cr_se_ve(&m, "Regla por confirmar (certeza media). Fuente: Prueba");
}

Test(screen_alertas, what_cannot_be_told_yet)
{
	open_alerts();
	cr_se_ve(&m, "Por saber: faltan respuestas");
	cr_se_ve(&m, "A03 Niñez por escolarizar");
	cr_se_ve(&m, "ninguna por atender");
	cr_se_ve(&m, "Falta el dato");
}

Test(screen_alertas, nothing_to_attend_to)
{
	everything_known();
	answer(3, "estudia", value_bool(true));
	mundo_poner(&m, hogar, "violencia_12m", value_bool(false));
	open_alerts();
	cr_se_ve(&m, "Ninguna: con las respuestas de hoy no hay nada que atender con urgencia.");
}

Test(screen_alertas, reserved_ones_only_for_who_accompanies_the_family)
{
	everything_known();
	store_become(m.store, "carla", ROL_COORDINADOR);      /* who may read every family */
	open_alerts();
	cr_se_ve(&m, "A03 Niñez por escolarizar");
	cr_se_ve(&m, "1 por atender");
	cr_no_se_ve(&m, "violencia");
	cr_no_se_ve(&m, "A01");
	cr_no_se_ve(&m, "eservada");
}

Test(screen_alertas, reached_from_the_household_and_from_the_start)
{
	everything_known();
	abrir(&m, &screen_hogar, &(struct hogar_arg){ hogar });
	cr_se_ve(&m, "A  Alertas         2 por atender\n");
	teclas(&m, "a");
	cr_arriba(&m, "alertas");
	teclas(&m, "<Esc><Esc>");
	abrir(&m, &screen_inicio, NULL);
	teclas(&m, "<F4>");
	cr_arriba(&m, "alertas");
	teclas(&m, "<Ins>");
	cr_arriba(&m, "oportunidades");
	teclas(&m, "<Esc><Ctrl-E>");
	cr_arriba(&m, "plan");
}

Test(screen_alertas, no_section_where_the_programme_looks_for_none)
{
	((struct programa *)m.programa)->alertas = NULL;
	abrir(&m, &screen_hogar, &(struct hogar_arg){ hogar });
	cr_no_se_ve(&m, "Alertas");
	teclas(&m, "a");
	cr_arriba(&m, "hogar");
	open_alerts();
	cr_se_ve(&m, "Este programa no busca alertas.");
}

Test(screen_alertas, fits_forty_columns)
{
	everything_known();
	tamano(&m, 12, 40);
	open_alerts();
	cr_se_ve(&m, "> A01 Riesgo de");
}
