/* JUNTOS-45, rule by rule: reached, not reached, not known, not applicable, and the birthdays. */
#include "tests/model/tabla_logros.h"
#include <criterion/criterion.h>

#define LEN(x) ((int)(sizeof(x) / sizeof *(x)))

static struct tabla t;

static void start(void)
{
	tabla_start(&t, "common/logros-juntos-45.yaml");
}

static void stop(void)
{
	familia_done(&t.f);
}

TestSuite(logros45, .init = start, .fini = stop);

#define SIN_HAMBRE "elcsa_1=no; elcsa_2=no; elcsa_3=no; elcsa_4=no; elcsa_5=no; elcsa_6=no; elcsa_7=no; elcsa_8=no; elcsa_9=no"
#define TRABAJA "actividad=trabajando; ingresos_completos=si; recibe_ingresos=si; "

static const struct caso casos[] = {
	{ 1, 3, "tipo_documento=rc", .estado = 'A' }, { 1, 12, "tipo_documento=ti", .estado = 'A' }, { 1, 40, "tipo_documento=cc", .estado = 'A' },
	{ 1, 40, "tipo_documento=ti", .estado = 'P' }, { 1, 3, "tipo_documento=nt", .estado = 'P' }, { 1, 3, NULL, .estado = '?' }, { 1, -1, "tipo_documento=cc", .estado = '?' },
	{ 1, -1, "tipo_documento=pa", .estado = 'P' },
	{ 2, 30, "sexo=h; libreta_militar=exento", .estado = 'A' }, { 2, 30, "sexo=h; libreta_militar=no", .estado = 'P' }, { 2, 30, "sexo=h", .estado = '?' },
	{ 2, 30, "libreta_militar=no", .estado = '?' }, { 2, 30, "sexo=m", .estado = '-' },
	{ 3, 30, "sisben=si", .estado = 'A' }, { 3, 30, "sisben=no", .estado = 'P' }, { 3, 30, NULL, .estado = '?' },
	{ 4, 70, "ingreso_pension=1", .estado = 'A' }, { 4, 70, "pensionado=si", .estado = 'A' }, { 4, 70, "programa_mayor=si", .estado = 'A' }, { 4, 70, "sosten_familiar=si", .estado = 'A' },
	{ 4, 70, "recibe_ingresos=no; pensionado=no; programa_mayor=no; sosten_familiar=no", .estado = 'P' }, { 4, 70, "pensionado=no; programa_mayor=no", .estado = '?' },
	{ 4, 30, NULL, .estado = '-' },
	/* an empty profit is nothing once all is told; one whose months are told waits for its amount */
	{ 4, 70, "ingresos_completos=si; pensionado=no; programa_mayor=no; sosten_familiar=no", .estado = 'P' },
	{ 4, 70, "ingresos_completos=si; ganancia_meses=3; pensionado=no; programa_mayor=no; sosten_familiar=no", .estado = '?' },
	{ 4, 70, "ingresos_completos=si; ganancia_meses=3; ingreso_ganancia=0; pensionado=no; programa_mayor=no; sosten_familiar=no", .estado = 'P' },
	{ 5, 30, TRABAJA "ingreso_salario=1", .estado = 'A' }, { 5, 30, TRABAJA "ingreso_salario=0", .estado = 'P' }, { 5, 30, "actividad=buscando; hora_paga=no", .estado = 'P' },
	{ 5, 17, TRABAJA "ingreso_salario=1", NULL, "fecha_nacimiento=1996-01-01; actividad=oficios; hora_paga=no", 'P' },
	{ 5, 18, TRABAJA "ingreso_salario=1", .estado = 'A' }, { 5, 30, "actividad=trabajando", .estado = '?' }, { 5, 30, "actividad=incapacitado", .estado = '-' }, { 5, 70, NULL, .estado = '-' },
	{ 6, 30, "requiere_formacion=si; formacion_24m=si", .estado = 'A' }, { 6, 30, "requiere_formacion=si; formacion_24m=no", .estado = 'P' },
	{ 6, 30, "requiere_formacion=si", .estado = '?' }, { 6, 30, "requiere_formacion=no", .estado = '-' },
	{ 7, 30, "victima=si; hecho_victimizante=desplazamiento; ingreso_salario=1", "ayuda_emergencia=no", .estado = 'A' },
	{ 7, 30, "victima=si; hecho_victimizante=desplazamiento; ingreso_salario=1", "ayuda_emergencia=si", .estado = 'P' },
	{ 7, 30, "victima=si; hecho_victimizante=desplazamiento; recibe_ingresos=no", .estado = 'P' },
	{ 7, 30, "victima=si; hecho_victimizante=desplazamiento", "ayuda_emergencia=no", .estado = '?' }, { 7, 30, "victima=si; hecho_victimizante=amenaza", .estado = '-' },
	/* the income of a small child is never asked */
	{ 7, 30, "victima=si; hecho_victimizante=desplazamiento; recibe_ingresos=no", "ayuda_emergencia=no", "fecha_nacimiento=2024-01-01", 'P' },
	{ 8, 2, "cuidado_menor=atencion_integral", .estado = 'A' }, { 8, 2, "cuidado_menor=con_menor", .estado = 'P' }, { 8, 2, NULL, .estado = '?' }, { 8, 9, NULL, .estado = '-' },
	{ 9, 9, "grado=3; estudia=si", .estado = 'A' }, { 9, 9, "grado=3; estudia=no", .estado = 'P' }, { 9, 9, "estudia=si", .estado = '?' }, { 9, 9, "grado=3", .estado = '?' },
	{ 9, 16, "grado=11", .estado = '-' }, { 9, 16, "grado=10; estudia=no", .estado = 'P' }, { 9, 30, NULL, .estado = '-' },
	{ 10, 30, "lee=si", .estado = 'A' }, { 10, 30, "lee=no", .estado = 'P' }, { 10, 30, NULL, .estado = '?' }, { 10, 9, "lee=no", .estado = '-' },
	{ 11, 18, "grado=11; estudia=si; que_estudia=universitaria; desea_estudiar=si", .estado = 'A' },
	{ 11, 30, "grado=11; estudia=no; desea_estudiar=si; nivel=tecnologo_ct", .estado = 'A' }, { 11, 18, "grado=9; estudia=no; desea_estudiar=si; nivel=secundaria", .estado = 'P' },
	{ 11, 18, "grado=11; estudia=si; que_estudia=corto; desea_estudiar=si; nivel=media", .estado = 'P' }, { 11, 18, "grado=11; estudia=no", .estado = '?' },
	{ 11, 18, "grado=11; estudia=no; desea_estudiar=no", .estado = '-' }, { 11, 18, "grado=8; estudia=no; desea_estudiar=si", .estado = '-' },
	{ 11, 18, "grado=11; estudia=si; que_estudia=tecnica; desea_estudiar=si; nivel=media", .estado = 'A' },
	{ 11, 18, "grado=11; estudia=si; que_estudia=tecnologica; desea_estudiar=si; nivel=media", .estado = 'A' }, { 11, 16, "grado=9; estudia=si; que_estudia=colegio", .estado = '-' },
	{ 12, 9, "trabajo_infantil=no", .estado = 'A' }, { 12, 9, "trabajo_infantil=si", .estado = 'P' }, { 12, 9, NULL, .estado = '?' }, { 12, 16, "trabajo_infantil=si", .estado = '-' },
	{ 13, 30, "regimen=especial", .estado = 'A' }, { 13, 30, "regimen=no_afiliado", .estado = 'P' }, { 13, 30, NULL, .estado = '?' },
	{ 14, 30, "pyp=vacunacion|visual", .estado = 'A' }, { 14, 30, "pyp=ninguna", .estado = 'P' }, { 14, 30, NULL, .estado = '?' },
	{ 15, 3, "vacunas=completo", .estado = 'A' }, { 15, 3, "vacunas=sin_carne", .estado = 'P' }, { 15, 3, NULL, .estado = '?' }, { 15, 9, NULL, .estado = '-' },
	{ 16, 25, "sexo=m; gestante=si; controles_al_dia=si; parto_institucional=si", .estado = 'A' }, { 16, 25, "sexo=m; gestante=si; parto_institucional=no", .estado = 'P' },
	{ 16, 25, "sexo=m; gestante=si; controles_al_dia=si", .estado = '?' }, { 16, 25, "sexo=m; gestante=no", .estado = '-' }, { 16, 25, "sexo=h", .estado = '-' },
	{ 17, 30, "conoce_planificacion=si", .estado = 'A' }, { 17, 30, "conoce_planificacion=no", .estado = 'P' }, { 17, 30, "conoce_planificacion=*", .estado = '?' }, { 17, 9, NULL, .estado = '-' },
	{ 18, 40, "sexo=m; citologia=reciente; citologia_resultado=si", .estado = 'A' }, { 18, 40, "sexo=m; citologia=antigua", .estado = 'P' },
	{ 18, 40, "sexo=m; citologia=reciente; citologia_resultado=no", .estado = 'P' }, { 18, 40, "sexo=m; citologia=reciente", .estado = '?' }, { 18, 40, "sexo=h", .estado = '-' },
	{ 19, 3, "crecimiento_desarrollo=si", .estado = 'A' }, { 19, 3, "crecimiento_desarrollo=no", .estado = 'P' }, { 19, 3, NULL, .estado = '?' }, { 19, 12, NULL, .estado = '-' },
	{ 20, 30, "discapacidad=si; rehabilitacion=recibe", .estado = 'A' }, { 20, 30, "discapacidad=si; rehabilitacion=no_recibe", .estado = 'P' },
	{ 20, 30, "discapacidad=si", .estado = '?' }, { 20, 30, "discapacidad=no", .estado = '-' },
	{ 21, NADIE, NULL, "practicas_higiene=si", .estado = 'A' }, { 21, NADIE, NULL, "practicas_higiene=no", .estado = 'P' }, { 21, NADIE, .estado = '?' },
	{ 22, 40, NULL, SIN_HAMBRE, .estado = 'A' }, { 22, 40, NULL, "elcsa_9=si", .estado = 'P' }, { 22, 9, NULL, SIN_HAMBRE, .estado = '?' }, { 22, 9, NULL, SIN_HAMBRE "; elcsa_15=si", .estado = 'P' },
	{ 23, 0, "lactancia_exclusiva=si; fecha_nacimiento=2026-03-01", .estado = '-' }, { 23, -1, "lactancia_exclusiva=si; fecha_nacimiento=2026-03-01", .estado = 'A' },
	{ 23, -1, "lactancia_exclusiva=no; fecha_nacimiento=2026-03-01", .estado = 'P' }, { 23, -1, "fecha_nacimiento=2026-03-01", .estado = '?' },
	{ 24, -1, "lactancia_complementaria=si; fecha_nacimiento=2025-03-01", .estado = 'A' }, { 24, -1, "lactancia_complementaria=no; fecha_nacimiento=2025-03-01", .estado = 'P' },
	{ 24, -1, "fecha_nacimiento=2025-03-01", .estado = '?' }, { 24, 3, NULL, .estado = '-' },
	{ 25, NADIE, NULL, "zona=u; agua=acueducto_publico; sanitario=exclusivo; servicios=alcantarillado", .estado = 'A' },
	{ 25, NADIE, NULL, "zona=r; agua=pozo_bomba; sanitario=exclusivo; servicios=energia; alcantarillado=pozo_septico", .estado = 'A' },
	{ 25, NADIE, NULL, "zona=u; agua=pozo_bomba", .estado = 'P' }, { 25, NADIE, NULL, "sanitario=no_tiene", .estado = 'P' },
	{ 25, NADIE, NULL, "zona=u; servicios=energia; alcantarillado=pozo_septico", .estado = 'P' },
	{ 25, NADIE, NULL, "zona=u; agua=acueducto_publico; sanitario=exclusivo", .estado = '?' }, { 25, NADIE, NULL, "agua=pozo_bomba; sanitario=exclusivo; servicios=alcantarillado", .estado = '?' },
	{ 26, NADIE, NULL, "basuras=reciclan", .estado = 'A' }, { 26, NADIE, NULL, "basuras=informal", .estado = 'P' }, { 26, NADIE, .estado = '?' },
	{ 27, NADIE, NULL, "servicios=energia", .estado = 'A' }, { 27, NADIE, NULL, "servicios=gas; energia=planta", .estado = 'A' }, { 27, NADIE, NULL, "servicios=gas; energia=no_tiene", .estado = 'P' },
	{ 27, NADIE, NULL, "servicios=gas", .estado = '?' },
	{ 28, NADIE, NULL, "espacios_separados=bano|cocina|lavadero|dormitorios", .estado = 'A' }, { 28, NADIE, NULL, "espacios_separados=bano|cocina|dormitorios", .estado = 'P' },
	{ 28, NADIE, .estado = '?' },
	{ 29, 40, NULL, "cuartos_dormir=1", "sexo=m", 'A' }, { 29, 40, NULL, "cuartos_dormir=1", "sexo=m/sexo=h", 'P' }, { 29, 40, .estado = '?' },
	{ 30, NADIE, NULL, "pisos=madera_burda", .estado = 'A' }, { 30, NADIE, NULL, "pisos=tierra", .estado = 'P' }, { 30, NADIE, .estado = '?' },
	{ 31, NADIE, NULL, "camas_suficientes=si", .estado = 'A' }, { 31, NADIE, NULL, "camas_suficientes=no", .estado = 'P' }, { 31, NADIE, .estado = '?' },
	{ 32, NADIE, NULL, "enseres_basicos=si", .estado = 'A' }, { 32, NADIE, NULL, "enseres_basicos=no", .estado = 'P' }, { 32, NADIE, .estado = '?' },
	{ 33, NADIE, NULL, "comunicacion=radio", .estado = 'A' }, { 33, NADIE, NULL, "comunicacion=ninguno", .estado = 'P' }, { 33, NADIE, .estado = '?' },
	{ 34, NADIE, NULL, "paredes=tapia; techo=concreto; estado_techo=bueno; estructura=adecuada; riesgo_fisico=no", .estado = 'A' },
	{ 34, NADIE, NULL, "paredes=guadua", .estado = 'P' }, { 34, NADIE, NULL, "techo=desechos", .estado = 'P' }, { 34, NADIE, NULL, "estado_techo=malo", .estado = 'P' },
	{ 34, NADIE, NULL, "estructura=sin_columnas", .estado = 'P' }, { 34, NADIE, NULL, "riesgo_fisico=si", .estado = 'P' },
	{ 34, NADIE, NULL, "paredes=tapia; techo=concreto; estado_techo=bueno; estructura=adecuada", .estado = '?' },
	{ 35, NADIE, NULL, "documento_tenencia=contrato_arriendo", .estado = 'A' }, { 35, NADIE, NULL, "documento_tenencia=compraventa", .estado = 'P' }, { 35, NADIE, .estado = '?' },
	{ 36, 30, NULL, "acuerdos_convivencia=si; dialogo_conflictos=si", "sexo=m", 'A' }, { 36, 30, NULL, "dialogo_conflictos=no", "sexo=m", 'P' },
	{ 36, 30, NULL, "acuerdos_convivencia=si", "sexo=m", '?' }, { 36, 30, NULL, "acuerdos_convivencia=no", .estado = '-' },
	{ 37, NADIE, NULL, "conoce_ruta_violencia=si; violencia_12m=no", .estado = 'A' }, { 37, NADIE, NULL, "conoce_ruta_violencia=si; violencia_12m=si; busco_ayuda=no", .estado = 'P' },
	{ 37, NADIE, NULL, "conoce_ruta_violencia=si; violencia_12m=si; busco_ayuda=si", .estado = 'A' }, { 37, NADIE, NULL, "conoce_ruta_violencia=si; violencia_12m=*", .estado = '?' },
	{ 38, 9, NULL, "crianza_buen_trato=si", .estado = 'A' }, { 38, 9, NULL, "crianza_buen_trato=no", .estado = 'P' }, { 38, 9, .estado = '?' }, { 38, 30, .estado = '-' },
	{ 39, NADIE, NULL, "participacion=si", .estado = 'A' }, { 39, NADIE, NULL, "participacion=no", .estado = 'P' }, { 39, NADIE, .estado = '?' },
	{ 40, 30, "discapacidad=si", "cuidado_discapacidad=si", .estado = 'A' }, { 40, 30, "discapacidad=si", "cuidado_discapacidad=no", .estado = 'P' },
	{ 40, 30, "discapacidad=si", .estado = '?' }, { 40, 30, "discapacidad=no", .estado = '-' },
	{ 41, NADIE, NULL, "educacion_financiera=si", .estado = 'A' }, { 41, NADIE, NULL, "educacion_financiera=no", .estado = 'P' }, { 41, NADIE, .estado = '?' },
	{ 42, NADIE, NULL, "ahorra=si", .estado = 'A' }, { 42, NADIE, NULL, "ahorra=no", .estado = 'P' }, { 42, NADIE, .estado = '?' },
	{ 43, NADIE, NULL, "requiere_credito=si; acceso_credito=sabe", .estado = 'A' }, { 43, NADIE, NULL, "requiere_credito=si; acceso_credito=informal", .estado = 'P' },
	{ 43, NADIE, NULL, "requiere_credito=si", .estado = '?' }, { 43, NADIE, NULL, "requiere_credito=no", .estado = '-' },
	{ 44, 30, "conoce_derechos=si", .estado = 'A' }, { 44, 30, "conoce_derechos=no", .estado = 'P' }, { 44, 30, .estado = '?' }, { 44, 9, .estado = '-' },
	{ 45, NADIE, NULL, "necesidad_juridica=si; acudio_justicia=operador", .estado = 'A' }, { 45, NADIE, NULL, "necesidad_juridica=si; acudio_justicia=grupo", .estado = 'P' },
	{ 45, NADIE, NULL, "necesidad_juridica=si", .estado = '?' }, { 45, NADIE, NULL, "necesidad_juridica=no", .estado = '-' },
};

static const struct opciones opciones[] = {
	{ 1, 40, NULL, NULL, "tipo_documento", "cc" }, { 1, 12, NULL, NULL, "tipo_documento", "ti" }, { 1, 3, NULL, NULL, "tipo_documento", "rc" },
	{ 2, 30, "sexo=h", NULL, "libreta_militar", "libreta exento" }, { 8, 2, NULL, NULL, "cuidado_menor", "hogar_comunitario jardin atencion_integral" },
	{ 11, 40, "grado=11; estudia=no; desea_estudiar=si", NULL, "nivel", "tecnico_ct tecnologo_ct universitario_ct posgrado_st posgrado_ct" },
	{ 13, 30, NULL, NULL, "regimen", "cotizante beneficiario subsidiado especial" },
	{ 14, 30, NULL, NULL, "pyp", "vacunacion salud_oral presion diabetes visual crecimiento otra" }, { 15, 3, NULL, NULL, "vacunas", "completo" },
	{ 18, 40, "sexo=m; citologia_resultado=si", NULL, "citologia", "reciente" }, { 20, 30, "discapacidad=si", NULL, "rehabilitacion", "recibe completo" },
	{ 25, NADIE, NULL, "zona=u; sanitario=exclusivo; servicios=alcantarillado", "agua", "acueducto_publico acueducto_veredal" },
	{ 25, NADIE, NULL, "zona=r; sanitario=exclusivo; servicios=alcantarillado", "agua", "acueducto_publico acueducto_veredal pozo_bomba" },
	{ 25, NADIE, NULL, "zona=r; sanitario=exclusivo; servicios=gas; agua=pozo_bomba", "alcantarillado", "pozo_septico" },
	{ 25, NADIE, NULL, "zona=u; agua=acueducto_publico; servicios=alcantarillado", "sanitario", "exclusivo compartido" },
	{ 26, NADIE, NULL, NULL, "basuras", "recoge_aseo reciclan" }, { 27, NADIE, NULL, "servicios=gas", "energia", "solar planta" },
	{ 30, NADIE, NULL, NULL, "pisos", "cemento baldosa marmol madera_burda otro" },
	{ 33, NADIE, NULL, NULL, "comunicacion", "celular fijo radiotelefono internet tv_abierta tv_paga radio" },
	{ 34, NADIE, NULL, "techo=concreto; estado_techo=bueno; estructura=adecuada; riesgo_fisico=no", "paredes", "bloque tapia bahareque prefabricado" },
	{ 34, NADIE, NULL, "paredes=bloque; estado_techo=bueno; estructura=adecuada; riesgo_fisico=no", "techo",
	  "teja_barro bloque tapia teja_plastica prefabricado fibrocemento concreto" },
	{ 34, NADIE, NULL, "paredes=bloque; techo=concreto; estado_techo=bueno; riesgo_fisico=no", "estructura", "adecuada" },
	{ 35, NADIE, NULL, NULL, "documento_tenencia", "escritura contrato_arriendo otro_legal" },
	{ 43, NADIE, NULL, "requiere_credito=si", "acceso_credito", "tiene sabe" }, { 45, NADIE, NULL, "necesidad_juridica=si", "acudio_justicia", "operador alterno" },
};

static const struct limite edades[] = {
	{ 1, 7, 0, "tipo_documento=rc", 'A', 'P' }, { 1, 7, 0, "tipo_documento=ti", 'P', 'A' }, { 1, 18, 0, "tipo_documento=ti", 'A', 'P' }, { 1, 18, 0, "tipo_documento=cc", 'P', 'A' },
	{ 2, 18, 0, "sexo=h; libreta_militar=no", '-', 'P' }, { 2, 51, 0, "sexo=h; libreta_militar=no", 'P', '-' }, { 4, 60, 0, "programa_mayor=si", '-', 'A' },
	{ 5, 18, 0, "actividad=oficios; hora_paga=no", '-', 'P' }, { 5, 60, 0, "actividad=oficios; hora_paga=no", 'P', '-' },
	{ 6, 15, 0, "requiere_formacion=si; formacion_24m=no", '-', 'P' }, { 6, 66, 0, "requiere_formacion=si; formacion_24m=no", 'P', '-' },
	{ 7, 12, 0, "victima=si; hecho_victimizante=desplazamiento; ingreso_salario=1", 'P', '?' },
	{ 8, 5, 0, "cuidado_menor=calle", 'P', '-' }, { 9, 5, 0, "grado=0; estudia=no", '-', 'P' }, { 9, 18, 0, "grado=8; estudia=no", 'P', '-' }, { 10, 15, 0, "lee=no", '-', 'P' },
	{ 11, 12, 0, "grado=9; estudia=no; desea_estudiar=si; nivel=secundaria", '-', 'P' }, { 12, 5, 0, "trabajo_infantil=si", '-', 'P' }, { 12, 15, 0, "trabajo_infantil=si", 'P', '-' },
	{ 15, 6, 0, "vacunas=incompleto", 'P', '-' }, { 16, 10, 0, "sexo=m; gestante=si; controles_al_dia=no", '-', 'P' }, { 16, 56, 0, "sexo=m; gestante=si; controles_al_dia=no", 'P', '-' },
	{ 17, 12, 0, "conoce_planificacion=no", '-', 'P' }, { 18, 25, 0, "sexo=m; citologia=nunca", '-', 'P' }, { 18, 70, 0, "sexo=m; citologia=nunca", 'P', '-' },
	{ 19, 10, 0, "crecimiento_desarrollo=no", 'P', '-' }, { 23, 0, 6, "lactancia_exclusiva=no", 'P', '-' },
	{ 24, 0, 6, "lactancia_complementaria=no", '-', 'P' }, { 24, 0, 24, "lactancia_complementaria=no", 'P', '-' }, { 38, 18, 0, "", '?', '-' }, { 44, 18, 0, "conoce_derechos=no", '-', 'P' },
};

Test(logros45, rules)
{
	tabla_casos(&t, casos, LEN(casos));
}

Test(logros45, every_choice)
{
	tabla_opciones(&t, opciones, LEN(opciones));
}

/* «Ninguna» and a list in which nothing was marked say the same; a question never asked says nothing. */
Test(logros45, nothing_marked_is_an_answer)
{
	familia_integrante(&t.f, 1, "sexo=m");
	cr_expect_eq(tabla_letra(&t, 14, dia(TABLA_HOY)), '?');
	answers_set(&ficha_record(&t.f.ficha, RECORD_INTEGRANTE, 1)->fields, "pyp", value_set(""));
	cr_expect_eq(tabla_letra(&t, 14, dia(TABLA_HOY)), 'P');
	answers_set(&t.f.ficha.hogar.fields, "comunicacion", value_set(""));
	cr_expect_eq(tabla_letra(&t, 33, dia(TABLA_HOY)), 'P');
}

Test(logros45, birthdays)
{
	tabla_limites(&t, edades, LEN(edades));
}

Test(logros45, no_rule_without_its_rows)
{
	tabla_completa(&t, casos, LEN(casos), edades, LEN(edades));
}
