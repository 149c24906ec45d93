/* MEDELLÍN-41 and UNIDOS-26: each rule in rows, their counts, and medellin-solidaria with each catalogue in the place of its own. */
#include "model/evaluacion.h"
#include "model/oferta.h"
#include "tests/model/programas.h"
#include "tests/model/tabla_logros.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LEN(x) ((int)(sizeof(x) / sizeof *(x)))

static struct tabla t;

static void stop(void)
{
	familia_done(&t.f);
}

TestSuite(catalogos, .fini = stop);

/* --- MEDELLÍN-41 --- */

static const struct caso medellin[] = {
	{ 1, 3, "tipo_documento=rc", .estado = 'A' }, { 1, 3, "tipo_documento=ms", .estado = 'P' }, { 1, 3, NULL, .estado = '?' }, { 1, 30, NULL, .estado = '-' },
	{ 1, -1, "tipo_documento=ti", .estado = '?' },
	{ 2, 12, "tipo_documento=ti", .estado = 'A' }, { 2, 12, "tipo_documento=rc", .estado = 'P' }, { 2, 12, NULL, .estado = '?' }, { 2, 3, NULL, .estado = '-' },
	{ 3, 40, "tipo_documento=cc", .estado = 'A' }, { 3, 40, "tipo_documento=as", .estado = 'P' }, { 3, 40, NULL, .estado = '?' }, { 3, 12, NULL, .estado = '-' },
	{ 4, 40, "victima=si; declaro=si; ruv=si", .estado = 'A' }, { 4, 40, "victima=si; ruv=si", .estado = 'A' },
	{ 4, 40, "victima=si; declaro=si; ruv=en_valoracion", .estado = 'P' }, { 4, 40, "victima=si; declaro=no", .estado = 'P' },
	{ 4, 40, "victima=si; declaro=si", .estado = '?' }, { 4, 40, "victima=*", .estado = '?' }, { 4, 40, "victima=no", .estado = '-' },
	{ 5, 30, "sexo=h; libreta_militar=libreta", .estado = 'A' }, { 5, 30, "sexo=h; libreta_militar=exento", .estado = 'A' },
	{ 5, 30, "sexo=h; libreta_militar=tramite", .estado = 'P' }, { 5, 30, "sexo=h", .estado = '?' }, { 5, 30, "sexo=m", .estado = '-' },
	{ 6, 30, "sisben=si", .estado = 'A' }, { 6, 30, "sisben=no", .estado = 'P' }, { 6, 30, NULL, .estado = '?' },
	{ 7, 30, "actividad=trabajando", .estado = 'A' }, { 7, 30, "actividad=buscando; hora_paga=no; busca=si", .estado = 'P' },
	{ 7, 30, "actividad=oficios; hora_paga=no; busca=no; disponible=si", .estado = 'P' }, { 7, 30, "actividad=oficios; hora_paga=no; busca=no", .estado = '?' },
	{ 7, 30, "actividad=oficios; hora_paga=no; busca=no; disponible=no", .estado = '-' },
	{ 8, 30, "curso_24m=si", .estado = 'A' }, { 8, 30, "curso_24m=no; requiere_formacion=no", .estado = 'P' }, { 8, 30, NULL, .estado = '?' }, { 8, 10, NULL, .estado = '-' },
	{ 9, 30, "negocio=si; apoyo_negocio=si", .estado = 'A' }, { 9, 30, "negocio=si; apoyo_negocio=no", .estado = 'P' }, { 9, 30, "negocio=si", .estado = '?' },
	{ 9, 30, "negocio=no", .estado = '-' },
	{ 10, 10, "trabajo_infantil=no; horas_apoyo=h11_14", .estado = 'A' }, { 10, 10, "trabajo_infantil=no; horas_apoyo=h15_19", .estado = 'P' },
	{ 10, 10, "trabajo_infantil=si", .estado = 'P' }, { 10, 10, "trabajo_infantil=no", .estado = '?' }, { 10, 30, "trabajo_infantil=si", .estado = '-' },
	{ 10, 16, "trabajo_infantil=no", .estado = 'A' }, { 10, 16, "trabajo_infantil=si; permiso_trabajo=si", .estado = 'A' },
	{ 10, 16, "trabajo_infantil=si; permiso_trabajo=no", .estado = 'P' }, { 10, 16, "trabajo_infantil=si", .estado = '?' },
	{ 11, 9, "grado=3; estudia=si", .estado = 'A' }, { 11, 9, "grado=3; estudia=no", .estado = 'P' }, { 11, 9, "grado=3", .estado = '?' }, { 11, 9, "estudia=no", .estado = '?' },
	{ 11, 16, "grado=11; estudia=no", .estado = '-' }, { 11, 16, "grado=10; estudia=no", .estado = 'P' },
	{ 12, 30, "lee=si", .estado = 'A' }, { 12, 30, "lee=no", .estado = 'P' }, { 12, 30, NULL, .estado = '?' }, { 12, 10, "lee=no", .estado = '-' },
	{ 13, 30, "grado=5; estudia=si; que_estudia=adultos", .estado = 'A' }, { 13, 30, "grado=5; estudia=no", .estado = 'P' }, { 13, 30, "grado=5", .estado = '?' },
	{ 13, 30, "grado=11; estudia=no", .estado = '-' }, { 13, 30, "grado=10; estudia=no", .estado = 'P' }, { 13, 70, "grado=2; estudia=no", .estado = '-' },
	{ 14, 18, "grado=11; desea_estudiar=si; estudia=si; que_estudia=tecnica", .estado = 'A' },
	{ 14, 40, "grado=11; desea_estudiar=si; estudia=no; nivel=tecnico_ct", .estado = 'A' },
	{ 14, 18, "grado=9; desea_estudiar=si; estudia=no; nivel=secundaria", .estado = 'P' }, { 14, 18, "grado=11; estudia=no; nivel=media", .estado = '?' },
	{ 14, 18, "grado=11; desea_estudiar=no; estudia=no", .estado = '-' }, { 14, 18, "grado=10; desea_estudiar=si; estudia=no", .estado = '-' },
	{ 14, 16, "grado=9; estudia=si; que_estudia=colegio", .estado = '-' },
	{ 15, 2, "cuidado_menor=jardin", .estado = 'A' }, { 15, 2, "cuidado_menor=casa_padres", .estado = 'P' }, { 15, 2, NULL, .estado = '?' }, { 15, 30, NULL, .estado = '-' },
	{ 16, 30, "regimen=subsidiado", .estado = 'A' }, { 16, 30, "regimen=no_afiliado", .estado = 'P' }, { 16, 30, NULL, .estado = '?' },
	{ 17, 30, "pyp=salud_oral", .estado = 'A' }, { 17, 30, "pyp=ninguna", .estado = 'P' }, { 17, 30, NULL, .estado = '?' },
	{ 18, 30, "conoce_planificacion=si", .estado = 'A' }, { 18, 30, "conoce_planificacion=no", .estado = 'P' }, { 18, 30, "conoce_planificacion=*", .estado = '?' },
	{ 18, 8, NULL, .estado = '-' },
	{ 19, 3, "vacunas=completo", .estado = 'A' }, { 19, 6, "vacunas=incompleto", .estado = 'P' }, { 19, 6, "vacunas=sin_carne", .estado = 'P' }, { 19, 3, NULL, .estado = '?' },
	{ 19, 8, NULL, .estado = '-' },
	{ 20, 25, "sexo=m; gestante=si; lactante=no; controles_al_dia=si; suplemento_gestante=si", .estado = 'A' },
	{ 20, 25, "sexo=m; gestante=si; lactante=no; controles_al_dia=si; suplemento_gestante=no", .estado = 'P' },
	{ 20, 25, "sexo=m; gestante=no; lactante=si; complemento_lactante=si", .estado = 'A' }, { 20, 25, "sexo=m; gestante=no; lactante=si; complemento_lactante=no", .estado = 'P' },
	{ 20, 25, "sexo=m; gestante=si; lactante=no; controles_al_dia=si", .estado = '?' }, { 20, 25, "sexo=m; gestante=no; lactante=no", .estado = '-' },
	{ 20, 25, "sexo=h", .estado = '-' },
	{ 21, 3, "crecimiento_desarrollo=si", .estado = 'A' }, { 21, 3, "crecimiento_desarrollo=no", .estado = 'P' }, { 21, 3, NULL, .estado = '?' }, { 21, 12, NULL, .estado = '-' },
	{ 22, 40, "sexo=m; citologia=reciente; citologia_resultado=si; tamizaje_seno=reciente; tamizaje_seno_resultado=si", .estado = 'A' },
	{ 22, 14, "sexo=m; citologia=nunca", .estado = 'P' }, { 22, 40, "sexo=m; citologia=reciente; citologia_resultado=no", .estado = 'P' },
	{ 22, 40, "sexo=m; citologia=reciente; citologia_resultado=si; tamizaje_seno=antiguo", .estado = 'P' },
	{ 22, 40, "sexo=m; citologia=reciente; citologia_resultado=si", .estado = '?' }, { 22, 40, "sexo=h", .estado = '-' },
	{ 23, 60, "sexo=h; tamizaje_prostata=si", .estado = 'A' }, { 23, 60, "sexo=h; tamizaje_prostata=no", .estado = 'P' }, { 23, 60, "sexo=h", .estado = '?' },
	{ 23, 60, "sexo=m", .estado = '-' },
	{ 24, 40, NULL, "elcsa_1=no; elcsa_2=no; elcsa_3=no; elcsa_4=no; elcsa_5=no; elcsa_6=no; elcsa_7=no; elcsa_8=no; elcsa_9=no", .estado = 'A' },
	{ 24, 40, NULL, "elcsa_1=si", .estado = 'P' }, { 24, 40, NULL, "elcsa_1=no", .estado = '?' },
	{ 25, NADIE, NULL, "agua=acueducto_veredal", .estado = 'A' }, { 25, NADIE, NULL, "agua=pozo_bomba", .estado = 'P' }, { 25, NADIE, .estado = '?' },
	{ 26, NADIE, NULL, "servicios=alcantarillado; sanitario=compartido", .estado = 'A' }, { 26, NADIE, NULL, "servicios=energia", .estado = 'P' },
	{ 26, NADIE, NULL, "sanitario=no_tiene", .estado = 'P' }, { 26, NADIE, NULL, "servicios=alcantarillado", .estado = '?' },
	{ 27, NADIE, NULL, "servicios=energia", .estado = 'A' }, { 27, NADIE, NULL, "servicios=ninguno; energia=solar", .estado = 'A' },
	{ 27, NADIE, NULL, "servicios=ninguno; energia=vecino", .estado = 'P' }, { 27, NADIE, .estado = '?' },
	{ 28, NADIE, NULL, "espacios_separados=bano|cocina|dormitorios", .estado = 'A' }, { 28, NADIE, NULL, "espacios_separados=bano|cocina", .estado = 'P' }, { 28, NADIE, .estado = '?' },
	{ 29, 40, NULL, "cuartos_dormir=1", "sexo=m", 'A' }, { 29, 40, NULL, "cuartos_dormir=1", .estado = 'A' }, { 29, 40, NULL, .estado = '?' }, { 29, 40, NULL, "cuartos_dormir=1", "sexo=m/sexo=h", 'P' },
	{ 30, NADIE, NULL, "pisos=cemento", .estado = 'A' }, { 30, NADIE, NULL, "pisos=tierra", .estado = 'P' }, { 30, NADIE, .estado = '?' },
	{ 31, NADIE, NULL, "paredes=bahareque; estructura=adecuada", .estado = 'A' }, { 31, NADIE, NULL, "paredes=tapia", .estado = 'P' },
	{ 31, NADIE, NULL, "estructura=con_grietas", .estado = 'P' }, { 31, NADIE, NULL, "paredes=bloque", .estado = '?' },
	{ 32, NADIE, NULL, "conoce_ruta_violencia=si; violencia_12m=no", .estado = 'A' }, { 32, NADIE, NULL, "conoce_ruta_violencia=si; violencia_12m=si; busco_ayuda=si", .estado = 'A' },
	{ 32, NADIE, NULL, "conoce_ruta_violencia=si; violencia_12m=si; busco_ayuda=no", .estado = 'P' }, { 32, NADIE, NULL, "conoce_ruta_violencia=no", .estado = 'P' },
	{ 32, NADIE, NULL, "conoce_ruta_violencia=si; violencia_12m=*", .estado = '?' },
	{ 33, 10, NULL, "crianza_buen_trato=si; habitos_rutinas=si", .estado = 'A' }, { 33, 10, NULL, "crianza_buen_trato=si; habitos_rutinas=no", .estado = 'P' },
	{ 33, 10, NULL, "habitos_rutinas=si", .estado = '?' }, { 33, 30, NULL, "crianza_buen_trato=no", .estado = '-' },
	{ 34, 30, NULL, "dialogo_conflictos=si; afecto_familia=si; resuelve_sin_amenaza=si", "sexo=h", 'A' }, { 34, 30, NULL, "afecto_familia=no", "sexo=h", 'P' },
	{ 34, 30, NULL, "resuelve_sin_amenaza=no", "sexo=h", 'P' }, { 34, 30, NULL, "dialogo_conflictos=si", "sexo=h", '?' }, { 34, 30, NULL, "dialogo_conflictos=no", .estado = '-' },
	{ 35, 30, "discapacidad=si; rehabilitacion=completo", .estado = 'A' }, { 35, 30, "discapacidad=si; rehabilitacion=no_interesa", .estado = 'P' },
	{ 35, 30, "discapacidad=si", .estado = '?' }, { 35, 30, "discapacidad=no", .estado = '-' },
	{ 36, NADIE, NULL, "ahorra=si", .estado = 'A' }, { 36, NADIE, NULL, "ahorra=no", .estado = 'P' }, { 36, NADIE, .estado = '?' },
	{ 37, NADIE, NULL, "educacion_financiera=si; sabe_credito=si", .estado = 'A' }, { 37, NADIE, NULL, "sabe_credito=no", .estado = 'P' }, { 37, NADIE, NULL, "sabe_credito=si", .estado = '?' },
	{ 38, 30, "conoce_deberes=si", .estado = 'A' }, { 38, 30, "conoce_deberes=no", .estado = 'P' }, { 38, 30, NULL, .estado = '?' }, { 38, 10, NULL, .estado = '-' },
	{ 39, 30, "necesito_justicia=si; justicia_acudio=alterno", "necesidad_juridica=si", .estado = 'A' },
	{ 39, 30, "necesito_justicia=si; justicia_acudio=grupo", "necesidad_juridica=si", .estado = 'P' },
	{ 39, 30, "necesito_justicia=si; justicia_acudio=no", "necesidad_juridica=si", .estado = 'P' }, { 39, 30, "necesito_justicia=si", "necesidad_juridica=si", .estado = '?' },
	{ 39, 30, "necesito_justicia=no", "necesidad_juridica=si", .estado = '-' }, { 39, 30, NULL, "necesidad_juridica=no", .estado = '-' },
	{ 40, 30, "conoce_mecanismos=si", .estado = 'A' }, { 40, 30, "conoce_mecanismos=no", .estado = 'P' }, { 40, 30, NULL, .estado = '?' }, { 40, 10, NULL, .estado = '-' },
	{ 41, 30, "victima=si", "atencion_victimas=juridica|salud", .estado = 'A' }, { 41, 30, "victima=si", "atencion_victimas=ninguna", .estado = 'P' },
	{ 41, 30, "victima=si", .estado = '?' }, { 41, 30, "victima=no", "atencion_victimas=ninguna", .estado = '-' },
};

static const struct opciones medellin_opciones[] = {
	{ 1, 3, NULL, NULL, "tipo_documento", "rc" }, { 2, 12, NULL, NULL, "tipo_documento", "ti" }, { 3, 40, NULL, NULL, "tipo_documento", "cc" },
	{ 4, 40, "victima=si; declaro=si", NULL, "ruv", "si" }, { 5, 30, "sexo=h", NULL, "libreta_militar", "libreta exento" },
	{ 10, 10, "trabajo_infantil=no", NULL, "horas_apoyo", "ninguna h1_5 h6_10 h11_14" },
	{ 14, 40, "grado=11; estudia=no; desea_estudiar=si", NULL, "nivel", "tecnico_ct tecnologo_ct universitario_ct posgrado_st posgrado_ct" },
	{ 15, 2, NULL, NULL, "cuidado_menor", "hogar_comunitario jardin atencion_integral" }, { 16, 30, NULL, NULL, "regimen", "cotizante beneficiario subsidiado especial" },
	{ 17, 30, NULL, NULL, "pyp", "vacunacion salud_oral presion diabetes visual crecimiento otra" }, { 19, 6, NULL, NULL, "vacunas", "completo" },
	{ 22, 40, "sexo=m; citologia_resultado=si; tamizaje_seno=reciente; tamizaje_seno_resultado=si", NULL, "citologia", "reciente" },
	{ 22, 40, "sexo=m; citologia_resultado=si; citologia=reciente; tamizaje_seno_resultado=si", NULL, "tamizaje_seno", "reciente" },
	{ 25, NADIE, NULL, NULL, "agua", "acueducto_publico acueducto_veredal" }, { 26, NADIE, NULL, "servicios=alcantarillado", "sanitario", "exclusivo compartido" },
	{ 26, NADIE, NULL, "sanitario=exclusivo", "servicios", "alcantarillado" }, { 27, NADIE, NULL, "servicios=gas", "energia", "solar planta" },
	{ 30, NADIE, NULL, NULL, "pisos", "cemento baldosa marmol madera_burda otro" }, { 31, NADIE, NULL, "estructura=adecuada", "paredes", "bloque bahareque prefabricado" },
	{ 31, NADIE, NULL, "paredes=bloque", "estructura", "adecuada" }, { 35, 30, "discapacidad=si", NULL, "rehabilitacion", "recibe completo" },
	{ 39, 30, "necesito_justicia=si", "necesidad_juridica=si", "justicia_acudio", "operador alterno" },
	{ 41, 30, "victima=si", NULL, "atencion_victimas", "humanitaria psicosocial educacion ingresos vivienda retorno indemnizacion juridica" },
};

static const struct limite medellin_edades[] = {
	{ 1, 7, 0, "tipo_documento=ti", 'P', '-' }, { 2, 7, 0, "tipo_documento=rc", '-', 'P' }, { 2, 18, 0, "tipo_documento=ti", 'A', '-' }, { 3, 18, 0, "tipo_documento=ti", '-', 'P' },
	{ 5, 18, 0, "sexo=h; libreta_militar=no", '-', 'P' }, { 5, 51, 0, "sexo=h; libreta_militar=no", 'P', '-' },
	{ 7, 18, 0, "actividad=buscando; hora_paga=no; busca=si", '-', 'P' }, { 7, 66, 0, "actividad=buscando; hora_paga=no; busca=si", 'P', '-' },
	{ 8, 15, 0, "curso_24m=no", '-', 'P' }, { 8, 66, 0, "curso_24m=no", 'P', '-' },
	{ 9, 18, 0, "negocio=si; apoyo_negocio=no", '-', 'P' }, { 9, 66, 0, "negocio=si; apoyo_negocio=no", 'P', '-' },
	{ 10, 5, 0, "trabajo_infantil=si; permiso_trabajo=no", '-', 'P' }, { 10, 15, 0, "trabajo_infantil=si; permiso_trabajo=si", 'P', 'A' },
	{ 10, 15, 0, "trabajo_infantil=no; horas_apoyo=h20_mas", 'P', 'A' }, { 10, 18, 0, "trabajo_infantil=si; permiso_trabajo=no", 'P', '-' },
	{ 11, 5, 0, "grado=0; estudia=no", '-', 'P' }, { 11, 18, 0, "grado=8; estudia=no", 'P', '-' }, { 12, 15, 0, "lee=no", '-', 'P' },
	{ 13, 18, 0, "grado=8; estudia=no", '-', 'P' }, { 13, 66, 0, "grado=8; estudia=no", 'P', '-' },
	{ 14, 12, 0, "grado=9; estudia=no; desea_estudiar=si; nivel=secundaria", '-', 'P' }, { 15, 5, 0, "cuidado_menor=calle", 'P', '-' }, { 18, 12, 0, "conoce_planificacion=no", '-', 'P' },
	{ 19, 7, 0, "vacunas=incompleto", 'P', '-' }, { 20, 10, 0, "sexo=m; gestante=si; controles_al_dia=no", '-', 'P' }, { 20, 56, 0, "sexo=m; gestante=si; controles_al_dia=no", 'P', '-' },
	{ 21, 10, 0, "crecimiento_desarrollo=no", 'P', '-' }, { 22, 12, 0, "sexo=m; citologia=nunca", '-', 'P' }, { 22, 70, 0, "sexo=m; citologia=nunca", 'P', '-' },
	{ 23, 50, 0, "sexo=h; tamizaje_prostata=no", '-', 'P' }, { 33, 18, 0, "", '?', '-' }, { 38, 18, 0, "conoce_deberes=no", '-', 'P' }, { 40, 18, 0, "conoce_mecanismos=no", '-', 'P' },
	{ 24, 18, 0, "", '?', '?' },
};

Test(catalogos, medellin_41_rules)
{
	tabla_start(&t, "common/logros-medellin-41.yaml");
	tabla_casos(&t, medellin, LEN(medellin));
	tabla_opciones(&t, medellin_opciones, LEN(medellin_opciones));
	tabla_limites(&t, medellin_edades, LEN(medellin_edades));
	tabla_completa(&t, medellin, LEN(medellin), medellin_edades, LEN(medellin_edades));
}

static void counts(const int *size, int dimensions)
{
	for (int d = 1; d <= dimensions; d++) {
		int n = 0;
		for (int i = 0; i < t.catalogo->n; i++)
			n += t.catalogo->logro[i].dimension == d;
		cr_expect_eq(n, size[d - 1], "dimension %d has %d logros", d, n);
	}
}

/* «1 4 7»: the numbers of the logros of which something holds. */
static const char *those(bool (*holds)(const struct logro_def *))
{
	const char *text = "";
	for (int i = 0; i < t.catalogo->n; i++)
		if (holds(&t.catalogo->logro[i]))
			text = arena_printf(&t.f.arena, "%s%s%d", text, *text ? " " : "", t.catalogo->logro[i].id);
	return text;
}

static bool privacion(const struct logro_def *d) { return d->privacion; }
static bool certain(const struct logro_def *d) { return !strcmp(d->certeza, "alta"); }
static bool of_house(const struct logro_def *d) { return !d->por_integrante; }
static bool one_is_enough(const struct logro_def *d) { return d->agrega == AGREGA_ALGUNO; }

Test(catalogos, medellin_41_is_whole)
{
	static const int size[] = { 6, 4, 5, 8, 1, 7, 4, 2, 4 };

	tabla_start(&t, "common/logros-medellin-41.yaml");
	cr_expect_eq(t.catalogo->n, 41);
	cr_expect_eq(t.catalogo->n_dimension, 9);
	counts(size, 9);
	cr_expect_str_eq(those(privacion), "7 8 9 10 11 12 13 15 16 17 24 25 26 28 29 30 31");
	cr_expect_str_eq(those(certain), "1 2 3 4 6 8 10 14 15 17 19 24 26 31 33 34 39 41");
	cr_expect_str_eq(those(of_house), "24 25 26 27 28 29 30 31 32 33 34 36 37 41");
	cr_expect_str_eq(those(one_is_enough), "");
	for (int i = 0; i < t.catalogo->n; i++) {
		const struct logro_def *d = &t.catalogo->logro[i];
		cr_expect_eq(d->id, i + 1);
		cr_expect(d->verificacion && *d->verificacion && d->sector && *d->sector, "logro %d says how it is verified and who helps", d->id);
		cr_expect(certain(d) || !strcmp(d->certeza, "media-alta"), "logro %d", d->id);
	}
}

/* --- UNIDOS-26 --- */

Test(catalogos, unidos_26_is_a_demonstration)
{
	static const int size[] = { 2, 2, 5, 6, 2, 6, 2, 1 };

	tabla_start(&t, "common/logros-unidos-26.yaml");
	cr_expect_eq(t.catalogo->n, 26);
	cr_expect_eq(t.catalogo->n_dimension, 8);
	counts(size, 8);
	cr_expect_not_null(strstr(t.catalogo->nota, "demostración"));
	for (int i = 0; i < t.catalogo->n; i++) {
		cr_expect_eq(t.catalogo->logro[i].id, i + 1);
		cr_expect_str_eq(t.catalogo->logro[i].certeza, "baja");
	}
}

/* Each has the rule of its relative among the 45, but 16, 17 and 24, which are a part of theirs or wider. */
Test(catalogos, unidos_26_follows_juntos_45)
{
	static const int of[26] = { 1, 2, 13, 15, 16, 19, 18, 20, 22, 23, 8, 9, 10, 12, 11, 0, 0, 29, 30, 34, 28, 5, 6, 0, 37, 38 };

	tabla_start(&t, "common/logros-unidos-26.yaml");
	const struct logro_catalogo *juntos = logro_catalogo_load(&t.f.arena, &t.f.dict, familia_file(&t.f, "common/logros-juntos-45.yaml"), &t.f.problems);
	cr_assert_not_null(juntos);
	for (int i = 0; i < 26; i++) {
		const struct logro_def *d = &t.catalogo->logro[i], *from = of[i] ? logro_find(juntos, of[i]) : NULL;
		if (!from)
			continue;
		cr_expect_str_eq(expr_source(d->alcanzado_si), expr_source(from->alcanzado_si), "logro %d", d->id);
		cr_expect_str_eq(d->aplica_si ? expr_source(d->aplica_si) : "", from->aplica_si ? expr_source(from->aplica_si) : "", "logro %d", d->id);
		cr_expect(d->dimension == from->dimension && d->por_integrante == from->por_integrante && d->agrega == from->agrega && d->privacion == from->privacion, "logro %d", d->id);
	}
}

static const struct caso unidos[] = {
	{ 16, NADIE, NULL, "zona=u; agua=acueducto_publico", .estado = 'A' }, { 16, NADIE, NULL, "zona=u; agua=pozo_bomba", .estado = 'P' },
	{ 16, NADIE, NULL, "zona=r; agua=pozo_bomba", .estado = 'A' }, { 16, NADIE, NULL, "agua=pozo_bomba", .estado = '?' }, { 16, NADIE, NULL, "agua=rio", .estado = 'P' },
	{ 17, NADIE, NULL, "zona=u; sanitario=exclusivo; servicios=alcantarillado", .estado = 'A' }, { 17, NADIE, NULL, "sanitario=no_tiene", .estado = 'P' },
	{ 17, NADIE, NULL, "zona=r; sanitario=exclusivo; servicios=energia; alcantarillado=pozo_septico", .estado = 'A' },
	{ 17, NADIE, NULL, "zona=u; sanitario=exclusivo; servicios=energia; alcantarillado=pozo_septico", .estado = 'P' }, { 17, NADIE, NULL, "sanitario=exclusivo", .estado = '?' },
	{ 24, NADIE, NULL, "ahorra=no; educacion_financiera=si", .estado = 'A' }, { 24, NADIE, NULL, "ahorra=si", .estado = 'A' },
	{ 24, NADIE, NULL, "ahorra=no; educacion_financiera=no", .estado = 'P' }, { 24, NADIE, NULL, "ahorra=no", .estado = '?' },
};

Test(catalogos, unidos_26_own_rules)
{
	tabla_start(&t, "common/logros-unidos-26.yaml");
	tabla_casos(&t, unidos, LEN(unidos));
}

/* --- medellin-solidaria with each of the three --- */

struct swap { const char *logros, *ofertas, *promocion; };

static char *read_text(struct arena *arena, const char *path)
{
	FILE *in = fopen(path, "r");
	char *text = arena_alloc(arena, 65536);
	cr_assert(in, "%s", path);
	size_t n = fread(text, 1, 65535, in);
	text[n] = '\0';
	fclose(in);
	return text;
}

static char *replace(struct arena *arena, const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);
	cr_assert(at, "«%s» is not in programa.yaml", from);
	return arena_printf(arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

/* A folder in which everything but programa.yaml is the delivered one. */
static const struct programa *load_swapped(struct arena *arena, const struct swap *s, struct problems *problems)
{
	static const char *const link_name[] = { "forms", "ruta.yaml", "ofertas.yaml", "ofertas-medellin-41.yaml", "ofertas-unidos-26.yaml", "promocion.yaml", "promocion-medellin-41.yaml", "promocion-unidos-26.yaml" };
	const char *tmp = getenv("TMPDIR"), *home = realpath(programas_dir(arena), NULL);
	char *dir = arena_printf(arena, "%s/logros-cat-XXXXXX", tmp ? tmp : "/tmp");
	cr_assert(home && mkdtemp(dir));
	const char *own = arena_printf(arena, "%s/medellin-solidaria", dir);
	mkdir(own, 0700);
	cr_assert_eq(symlink(arena_printf(arena, "%s/common", home), arena_printf(arena, "%s/common", dir)), 0);
	for (int i = 0; i < LEN(link_name); i++)
		cr_assert_eq(symlink(arena_printf(arena, "%s/medellin-solidaria/%s", home, link_name[i]), arena_printf(arena, "%s/%s", own, link_name[i])), 0);
	char *text = read_text(arena, arena_printf(arena, "%s/medellin-solidaria/programa.yaml", home));
	text = replace(arena, text, "logros: ../common/logros-juntos-45.yaml", arena_printf(arena, "logros: ../common/%s", s->logros));
	text = replace(arena, text, "ofertas: ofertas.yaml", arena_printf(arena, "ofertas: %s", s->ofertas));
	text = replace(arena, text, "promocion: promocion.yaml", arena_printf(arena, "promocion: %s", s->promocion));
	FILE *out = fopen(arena_printf(arena, "%s/programa.yaml", own), "w");
	fputs(text, out);
	cr_assert_eq(fclose(out), 0);
	problems_init(problems, arena);
	const struct programa *p = programa_load(arena, dir, "medellin-solidaria", problems);
	for (int i = 0; i < LEN(link_name); i++)
		unlink(arena_printf(arena, "%s/%s", own, link_name[i]));
	unlink(arena_printf(arena, "%s/programa.yaml", own));
	unlink(arena_printf(arena, "%s/common", dir));
	rmdir(own);
	rmdir(dir);
	free((char *)home);
	return p;
}

static const struct programa *open_swapped(const struct swap *s)
{
	struct problems problems;
	memset(&t, 0, sizeof t);
	arena_init(&t.f.arena);
	problems_init(&t.f.problems, &t.f.arena);
	const struct programa *p = load_swapped(&t.f.arena, s, &problems);
	for (int i = 0; i < problems.n; i++)
		cr_log_error("%s:%d:%d: %s", problems.item[i].file, problems.item[i].line, problems.item[i].col, problems.item[i].text);
	cr_assert(p, "%s", s->logros);
	t.f.dict = p->dict;
	ficha_init(&t.f.ficha, &t.f.arena);
	return p;
}

static const struct swap each[] = {
	{ "logros-juntos-45.yaml", "ofertas.yaml", "promocion.yaml" },
	{ "logros-medellin-41.yaml", "ofertas-medellin-41.yaml", "promocion.yaml" },
	{ "logros-unidos-26.yaml", "ofertas-unidos-26.yaml", "promocion-unidos-26.yaml" },
	{ "logros-medellin-41.yaml", "ofertas-medellin-41.yaml", "promocion-medellin-41.yaml" },
};

Test(catalogos, each_in_medellin_solidaria)
{
	static const int count[] = { 45, 41, 26, 41 };

	for (int i = 0; i < LEN(each); i++) {
		const struct programa *p = open_swapped(&each[i]);
		cr_expect_eq(p->logros->n, count[i], "%s", each[i].logros);
		for (int k = 0; k < p->logros->n; k++) {
			bool served = false;
			for (int o = 0; o < p->ofertas->n; o++)
				for (int l = 0; l < p->ofertas->item[o].n_logro; l++)
					served |= p->ofertas->item[o].logro[l] == p->logros->logro[k].id;
			cr_expect(served, "%s: nothing is offered for logro %d", each[i].logros, p->logros->logro[k].id);
		}
		familia_done(&t.f);
	}
	arena_init(&t.f.arena);
}

Test(catalogos, profile_of_unidad_familia_promotes_in_cell_nine)
{
	const struct programa *p = open_swapped(&each[3]);
	int cells = 0;

	cr_expect_eq(p->promocion->modo, NECESARIA_PRIVACIONES);
	cr_expect(p->promocion->minimo == 13 && p->promocion->de == 17);
	for (int i = 0; i < 9; i++)
		cells += p->promocion->celda[i].promueve;
	cr_expect_eq(cells, 1);
	cr_expect(promocion_celda(p->promocion, CLASE_NO_POBRE, CLASE_NO_POBRE)->promueve);
}

Test(catalogos, seventeen_belong_to_medellin_41)
{
	struct problems problems;
	const struct swap wrong = { "logros-unidos-26.yaml", "ofertas-unidos-26.yaml", "promocion-medellin-41.yaml" };

	arena_init(&t.f.arena);
	cr_expect_null(load_swapped(&t.f.arena, &wrong, &problems));
	cr_expect_gt(problems.n, 0);
	cr_expect(problems.n > 0 && strstr(problems.item[0].text, "cuenta 17 logros"));
}

Test(catalogos, offers_of_another_catalogue_are_refused)
{
	struct problems problems;
	const struct swap wrong = { "logros-medellin-41.yaml", "ofertas.yaml", "promocion.yaml" };

	arena_init(&t.f.arena);
	cr_expect_null(load_swapped(&t.f.arena, &wrong, &problems));
	cr_expect(problems.n > 0 && strstr(problems.item[0].text, "no está en el catálogo"));
}

/* --- the forms ask what each catalogue needs, and no more --- */

static const char *const gente[] = {
	"sexo=m; fecha_nacimiento=1991-01-01", "sexo=h; fecha_nacimiento=2010-01-01", "sexo=m; fecha_nacimiento=2013-01-01", "sexo=h; fecha_nacimiento=2019-10-15",
	"sexo=m; fecha_nacimiento=2026-03-01", "sexo=h; fecha_nacimiento=1956-01-01", "sexo=m; fecha_nacimiento=2006-01-01", "sexo=h; fecha_nacimiento=1970-01-01",
};

Test(catalogos, forms_ask_what_each_needs)
{
	for (int i = 0; i < 2 * 3; i++) {
		const struct programa *p = open_swapped(&each[i / 2]);
		for (uint32_t k = 0; k < (uint32_t)LEN(gente); k++)
			familia_integrante(&t.f, k + 1, gente[k]);
		programas_llenar(&t.f, p, "inicio", i % 2);
		programas_llenar(&t.f, p, "linea_base", i % 2);
		const struct evaluacion *e = model_evaluate(p, &t.f.ficha, dia(PROGRAMAS_HOY), &t.f.arena);
		for (int k = 0; k < e->n_logro; k++)
			cr_expect_neq(e->logro[k].calculado, LOGRO_SIN_DATO, "%s, %d: logro %d", p->logros->nombre, i % 2, e->logro[k].def->id);
		familia_done(&t.f);
	}
	arena_init(&t.f.arena);
}

static bool asks(const struct programa *p, const char *form_name, const char *variable, int row)
{
	struct form form;
	const struct evaluacion *e = model_evaluate(p, &t.f.ficha, dia(PROGRAMAS_HOY), &t.f.arena);
	form_start(&form, programa_form(p, form_name), &e->scope, &t.f.arena);
	int at = form_find(&form, variable, row);
	cr_assert_geq(at, 0, "%s is in %s", variable, form_name);
	return form.item[at].relevant;
}

Test(catalogos, only_medellin_41_asks_for_its_own)
{
	static const struct { const char *form, *variable; int row; } own[] = {
		{ "salud", "tamizaje_prostata", 5 }, { "salud", "tamizaje_prostata", 7 }, { "salud", "tamizaje_seno", 0 }, { "salud", "citologia", 2 }, { "salud", "citologia", 6 },
		{ "salud", "vacunas", 3 }, { "trabajo_ingresos", "curso_24m", 0 }, { "ahorro_justicia", "sabe_credito", -1 }, { "ahorro_justicia", "conoce_deberes", 0 },
		{ "dinamica_familiar", "afecto_familia", -1 }, { "dinamica_familiar", "habitos_rutinas", -1 },
	};

	for (int i = 0; i < 3; i++) {
		const struct programa *p = open_swapped(&each[i]);
		for (uint32_t k = 0; k < (uint32_t)LEN(gente); k++)
			familia_integrante(&t.f, k + 1, gente[k]);
		for (int k = 0; k < LEN(own); k++)
			cr_expect_eq(asks(p, own[k].form, own[k].variable, own[k].row), i == 1, "%s: %s", p->logros->nombre, own[k].variable);
		cr_expect_eq(asks(p, "ahorro_justicia", "conoce_derechos", 0), i != 1, "%s", p->logros->nombre);
		cr_expect(asks(p, "salud", "citologia", 0) && !asks(p, "salud", "tamizaje_prostata", 0));
		familia_done(&t.f);
	}
	arena_init(&t.f.arena);
}
