#include "mundo.h"

#include "model/oferta.h"

#include <criterion/criterion.h>
#include <string.h>

static struct mundo m;
static uint32_t hogar;
static void start(void)
{
	mundo_open(&m);
	hogar = m.hogar[ZAPATA];
	mundo_poner(&m, hogar, "educacion_financiera", value_bool(false));
	mundo_poner(&m, hogar, "ahorra", value_bool(false));
	ACTO(&m, hogar, acto_logro_priorizar(&acto, ficha, 42, true, &err));
	abrir(&m, &screen_oportunidades, &(struct hogar_arg){ hogar });
}
static void stop(void) { mundo_close(&m); }
TestSuite(screen_oportunidades, .init = start, .fini = stop);

static const struct record *last(void)
{
	const struct ficha *f = mundo_ficha(&m, hogar);
	return f->oportunidad.n ? &f->oportunidad.item[f->oportunidad.n - 1] : NULL;
}

static const char *field(const char *name)
{
	return answers_text(&last()->fields, name);
}

static enum logro_estado state(int logro)
{
	return evaluacion_logro(model_evaluate(m.programa, mundo_ficha(&m, hogar), MUNDO_HOY, &m.arena), logro)->vigente;
}

Test(screen_oportunidades, an_offer_for_a_logro_of_the_plan)
{
	cr_se_ve(&m, "Todavía no se han acercado oportunidades.");
	teclas(&m, "<Ins>");
	cr_se_ve(&m, "> 42 Ahorro                                         plan 1 · P por alcanzar");
	teclas(&m, "<Enter>");
	cr_se_ve(&m, "Ofertas vigentes que sirven para «Ahorro»");
	teclas(&m, "<Enter>");
	cr_se_ve(&m, "Pide: ");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "oportunidades");
	cr_se_ve(&m, "Oportunidad acercada: ");
	cr_expect_str_eq(field(OPORTUNIDAD_ESTADO), "acercada");
	cr_expect(*field(OPORTUNIDAD_OFERTA));
	cr_expect_eq(answers_int(&last()->fields, OPORTUNIDAD_LOGRO, 0), 42);
	cr_se_ve(&m, "acercada hoy");
	cr_se_ve(&m, "── 1 oportunidad · 1 por cerrar con su resultado ──");
}

/* Where the family is told what it asks, and in its detail. */
Test(screen_oportunidades, an_offer_to_be_confirmed_says_so)
{
	teclas(&m, "<Ins><Enter><Enter>");
	cr_se_ve(&m, "Pide: ");
	cr_no_se_ve(&m, "por confirmar");
	teclas(&m, "<Esc>");
	for (int i = 0; i < m.programa->ofertas->n; i++) {
		struct oferta *offer = (struct oferta *)&m.programa->ofertas->item[i];
		offer->certeza = "C";
		offer->nota = "Cupo sin verificar";
	}
	teclas(&m, "<Ins><Enter><Enter>");
	cr_se_ve(&m, "Oferta por confirmar (certeza baja): Cupo sin verificar");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "oportunidades");
	cr_no_se_ve(&m, "por confirmar");
	teclas(&m, "<Ctrl-P>");
	cr_se_ve(&m, "Oferta por confirmar (certeza baja): Cupo sin verificar");
}

Test(screen_oportunidades, one_that_is_not_in_the_list)
{
	teclas(&m, "<Ins>ninguno<Enter>otra que<Enter>");
	cr_arriba(&m, "linea");
	teclas(&m, "Bazar de la parroquia<Enter>luis<Enter>");
	cr_expect_str_eq(field(OPORTUNIDAD_NOMBRE), "Bazar de la parroquia");
	cr_expect_str_eq(field(OPORTUNIDAD_OFERTA), "");
	cr_expect_eq(answers_int(&last()->fields, OPORTUNIDAD_INTEGRANTE, 0), 2);
}

Test(screen_oportunidades, only_people_whom_the_offer_fits)
{
	teclas(&m, "<Ins>ninguno<Enter>cupo escolar<Enter>");
	cr_arriba(&m, "elegir");
	cr_se_ve(&m, "Ana Zapata Peña");
	cr_se_ve(&m, "Mateo Zapata Peña");
	cr_no_se_ve(&m, "Gloria Zapata Peña");
}

Test(screen_oportunidades, an_effective_one_may_bring_its_logro)
{
	ACTO(&m, hogar, acto_oportunidad(&acto, ficha, NULL, "Natillera del barrio", 42, 0, NULL, &err));
	mundo_ajeno(&m);
	teclas(&m, "<Tick><Enter>");
	cr_se_ve(&m, "¿Qué pasó con esta oportunidad?");
	teclas(&m, "<Enter>Ya ahorran<Enter>");
	cr_expect_str_eq(field(OPORTUNIDAD_ESTADO), "efectiva");
	cr_expect(answers_bool(&last()->fields, OPORTUNIDAD_MEJORO, false));
	cr_expect_str_eq(field(OPORTUNIDAD_OBSERVACION), "Ya ahorran");
	cr_arriba(&m, "confirmar");
	cr_se_ve(&m, "¿El hogar ya alcanzó «Ahorro»?");
	teclas(&m, "<Right><Enter>");
	cr_expect_eq(state(42), LOGRO_ALCANZADO);
	cr_se_ve(&m, "Logro confirmado: alcanzado por una oportunidad");
	cr_se_ve(&m, "efectiva, mejoró");
	const struct record *r = ficha_record(mundo_ficha(&m, hogar), RECORD_LOGRO, logro_seq(42, 0));
	cr_expect_str_eq(answers_text(&r->fields, LOGRO_COMO), "por_oportunidad");
	cr_expect_str_eq(answers_text(&r->fields, LOGRO_SOPORTE), "Natillera del barrio");
}

Test(screen_oportunidades, the_logro_is_not_confirmed_by_saying_no)
{
	ACTO(&m, hogar, acto_oportunidad(&acto, ficha, NULL, "Natillera del barrio", 42, 0, NULL, &err));
	mundo_ajeno(&m);
	teclas(&m, "<Tick><Enter><Down><Enter><Enter>");
	cr_arriba(&m, "confirmar");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "oportunidades");
	cr_expect_str_eq(field(OPORTUNIDAD_ESTADO), "efectiva");
	cr_expect_not(answers_bool(&last()->fields, OPORTUNIDAD_MEJORO, true));
	cr_expect_eq(state(42), LOGRO_POR_ALCANZAR);
	teclas(&m, "<Enter>");
	cr_arriba(&m, "ayuda");
	cr_se_ve(&m, "Mejoraron las condiciones de vida: No");
}

Test(screen_oportunidades, one_that_was_not_effective_says_why)
{
	ACTO(&m, hogar, acto_oportunidad(&acto, ficha, NULL, "Natillera del barrio", 42, 0, NULL, &err));
	mundo_ajeno(&m);
	teclas(&m, "<Tick><Enter>no efectiva<Enter><Enter>");
	cr_se_ve(&m, "Escriba algo, por favor");
	teclas(&m, "Sin cupo<Enter>");
	cr_arriba(&m, "oportunidades");
	cr_expect_str_eq(field(OPORTUNIDAD_ESTADO), "no_efectiva");
	cr_expect_str_eq(field(OPORTUNIDAD_MOTIVO), "Sin cupo");
	cr_se_ve(&m, "todas con resultado");
	cr_se_ve(&m, "Motivo: Sin cupo");
}

Test(screen_oportunidades, those_without_result_come_first)
{
	ACTO(&m, hogar, acto_oportunidad(&acto, ficha, NULL, "Primera", 42, 0, NULL, &err));
	ACTO(&m, hogar, acto_oportunidad(&acto, ficha, NULL, "Segunda", 42, 0, NULL, &err));
	ACTO(&m, hogar, acto_oportunidad_cerrar(&acto, ficha, 2, false, false, "Sin cupo", NULL, &err));
	mundo_ajeno(&m);
	teclas(&m, "<Tick><Home>");
	cr_expect(strncmp(bajo_cursor(&m), "Primera", 7) == 0, "%s", bajo_cursor(&m));
	teclas(&m, "<Down>");
	cr_expect(strncmp(bajo_cursor(&m), "Segunda", 7) == 0, "%s", bajo_cursor(&m));
}
