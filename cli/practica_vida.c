#include "cli/practica.h"

#include "base/date.h"
#include "forms/field_type.h"

#include <string.h>

/* What each question would be answered: the good answer and the difficult one, and how often a family at the bottom gives the second (in 100).
 * Ages and sex say of whom it is true; 0 and 130 all. Values as in exports. */
struct rasgo { const char *name, *good, *bad; int often; int min, max; char sexo; };
static const struct rasgo del_hogar[] = {
	{ "tipo_vivienda", "casa", "rancho", 30, 0, 0, 0 }, { "paredes", "bloque", "madera_burda", 45, 0, 0, 0 }, { "techo", "concreto", "desechos", 40, 0, 0, 0 },
	{ "estado_techo", "bueno", "malo", 60, 0, 0, 0 }, { "pisos", "cemento", "tierra", 40, 0, 0, 0 }, { "estructura", "adecuada", "con_grietas", 45, 0, 0, 0 },
	{ "riesgo_fisico", "no", "si", 25, 0, 0, 0 }, { "sanitario", "exclusivo", "no_tiene", 12, 0, 0, 0 }, { "basuras", "recoge_aseo", "queman", 25, 0, 0, 0 },
	{ "espacios_separados", "bano|cocina|lavadero|dormitorios", "bano", 60, 0, 0, 0 }, { "camas_suficientes", "si", "no", 45, 0, 0, 0 }, { "enseres_basicos", "si", "no", 30, 0, 0, 0 },
	{ "comunicacion", "celular|tv_abierta|radio", "ninguno", 10, 0, 0, 0 }, { "tenencia", "propia_pagada", "arriendo", 60, 0, 0, 0 }, { "documento_tenencia", "escritura", "no_tiene", 65, 0, 0, 0 },
	{ "practicas_higiene", "si", "no", 40, 0, 0, 0 }, { "acuerdos_convivencia", "si", "no", 55, 0, 0, 0 }, { "dialogo_conflictos", "si", "no", 50, 0, 0, 0 },
	{ "conoce_ruta_violencia", "si", "no", 70, 0, 0, 0 }, { "violencia_12m", "no", "no", 0, 0, 0, 0 }, { "crianza_buen_trato", "si", "no", 45, 0, 0, 0 },
	{ "participacion", "si", "no", 70, 0, 0, 0 }, { "cuidado_discapacidad", "si", "no", 30, 0, 0, 0 }, { "educacion_financiera", "si", "no", 85, 0, 0, 0 },
	{ "ahorra", "si", "no", 85, 0, 0, 0 }, { "medio_ahorro", "alcancia|natillera", "alcancia", 50, 0, 0, 0 }, { "requiere_credito", "no", "si", 35, 0, 0, 0 },
	{ "acceso_credito", "sabe", "informal", 70, 0, 0, 0 }, { "necesidad_juridica", "no", "si", 15, 0, 0, 0 }, { "acudio_justicia", "operador", "no", 60, 0, 0, 0 },
	{ "ayuda_emergencia", "no", "si", 30, 0, 0, 0 },
	{ "elcsa_1", "no", "si", 80, 0, 0, 0 }, { "elcsa_2", "no", "si", 60, 0, 0, 0 }, { "elcsa_3", "no", "si", 55, 0, 0, 0 }, { "elcsa_4", "no", "si", 45, 0, 0, 0 },
	{ "elcsa_5", "no", "si", 35, 0, 0, 0 }, { "elcsa_6", "no", "si", 30, 0, 0, 0 }, { "elcsa_7", "no", "si", 15, 0, 0, 0 }, { "elcsa_8", "no", "si", 8, 0, 0, 0 },
	{ "elcsa_9", "no", "si", 4, 0, 0, 0 }, { "elcsa_10", "no", "si", 30, 0, 0, 0 }, { "elcsa_11", "no", "si", 25, 0, 0, 0 }, { "elcsa_12", "no", "si", 15, 0, 0, 0 },
	{ "elcsa_13", "no", "si", 8, 0, 0, 0 }, { "elcsa_14", "no", "si", 4, 0, 0, 0 }, { "elcsa_15", "no", "si", 2, 0, 0, 0 },
};
static const struct rasgo de_persona[] = {
	{ "libreta_militar", "libreta", "tramite", 70, 18, 50, 'h' }, { "sisben", "si", "no", 15, 0, 130, 0 }, { "estado_civil", "union_libre", "soltero", 50, 14, 130, 0 },
	{ "etnia", "ninguno", "afrocolombiano", 12, 0, 130, 0 }, { "discapacidad", "no", "no", 0, 0, 130, 0 }, { "regimen", "subsidiado", "no_afiliado", 14, 0, 130, 0 },
	{ "eps", "Savia Salud", "Savia Salud", 0, 0, 130, 0 }, { "pyp", "presion|salud_oral", "ninguna", 55, 0, 130, 0 }, { "problema_salud_30d", "no", "si", 25, 0, 130, 0 },
	{ "atendido", "institucional", "drogueria", 60, 0, 130, 0 }, { "conoce_planificacion", "si", "no", 35, 12, 130, 0 }, { "gestante", "no", "no", 0, 10, 55, 'm' },
	{ "lactante", "no", "no", 0, 10, 55, 'm' }, { "citologia", "reciente", "nunca", 55, 25, 69, 'm' }, { "citologia_resultado", "si", "no", 20, 25, 69, 'm' },
	{ "controles_al_dia", "si", "no", 55, 10, 55, 'm' }, { "parto_institucional", "si", "no", 20, 10, 55, 'm' }, { "semanas_gestacion", "22", "22", 0, 10, 55, 'm' }, { "controles_prenatales", "4", "1", 55, 10, 55, 'm' },
	{ "vacunas", "completo", "incompleto", 40, 0, 5, 0 }, { "crecimiento_desarrollo", "si", "no", 50, 0, 9, 0 },
	{ "lactancia_exclusiva", "si", "no", 45, 0, 0, 0 }, { "lactancia_complementaria", "si", "no", 45, 0, 1, 0 },
	{ "cuidado_menor", "hogar_comunitario", "casa_padres", 60, 0, 5, 0 }, { "recibe_alimentacion", "si", "no", 35, 0, 5, 0 },
	{ "lee", "si", "no", 12, 15, 130, 0 }, { "trabajo_infantil", "no", "si", 9, 5, 17, 0 }, { "trabajo_infantil_tipo", "venta_ambulante", "venta_ambulante", 0, 5, 17, 0 },
	{ "horas_apoyo", "h1_5", "h11_14", 40, 5, 14, 0 }, { "permiso_trabajo", "si", "no", 80, 15, 17, 0 }, { "posicion", "particular", "cuenta_propia", 70, 12, 130, 0 },
	{ "contrato", "escrito", "verbal", 60, 12, 130, 0 }, { "disponible", "si", "si", 0, 15, 130, 0 }, { "negocio", "no", "si", 35, 18, 130, 0 }, { "requiere_formacion", "no", "si", 45, 15, 65, 0 },
	{ "formacion_24m", "si", "no", 75, 15, 65, 0 }, { "pensionado", "no", "no", 0, 18, 130, 0 }, { "programa_mayor", "si", "no", 60, 60, 130, 0 }, { "sosten_familiar", "si", "no", 60, 60, 130, 0 },
	{ "conoce_derechos", "si", "no", 65, 18, 130, 0 }, { "desea_estudiar", "no", "si", 45, 14, 40, 0 }, { "victima", "no", "no", 0, 0, 130, 0 },
};

/* A number from 0 to 99 that belongs to this family, question and person for ever. */
static int suerte(const struct vida *v, const char *name, int row)
{
	uint64_t h = v->seed * 1099511628211u + (uint64_t)(row + 2) * 40503u;
	for (; *name; name++)
		h = (h ^ (uint8_t)*name) * 1099511628211u;
	h ^= h >> 29;
	return (int)((h * 0x9E3779B97F4A7C15u) >> 33) % 100 & 0x7fffffff;
}

static bool dificil(const struct vida *v, const char *name, int row, int often)
{
	return suerte(v, name, row) < often * (100 - v->bienestar) / 100;
}

static void set(const struct dict *dict, struct answers *to, const char *name, const char *text, int32_t hoy)
{
	const struct variable *var = dict_find(dict, name);
	struct value value;
	if (var && variable_import(var, text, hoy, to->arena, &value, NULL))
		answers_set(to, name, value);
}

static void set_int(struct answers *to, const char *name, int64_t n)
{
	answers_set(to, name, value_int(n));
}

void vida_hogar(const struct vida *v, const struct dict *dict, int32_t hoy, struct answers *h)
{
	bool rural = strcmp(answers_text(h, "zona"), "r") == 0;
	for (size_t i = 0; i < sizeof del_hogar / sizeof *del_hogar; i++) {
		const struct rasgo *r = &del_hogar[i];
		set(dict, h, r->name, dificil(v, r->name, -1, r->often) ? r->bad : r->good, hoy);
	}
	bool dry = dificil(v, "agua", -1, rural ? 70 : 25);
	set(dict, h, "agua", dry ? (rural ? "rio" : "manguera") : rural ? "acueducto_veredal" : "acueducto_publico", hoy);
	set(dict, h, "servicios", dry ? "energia|basuras" : rural ? "energia|acueducto" : "energia|acueducto|alcantarillado|basuras", hoy);
	set(dict, h, "alcantarillado", dificil(v, "alcantarillado", -1, 50) ? "letrina" : "pozo_septico", hoy);
	set_int(h, "cuartos_dormir", dificil(v, "cuartos", -1, 60) ? (v->n + 3) / 4 : (v->n + 1) / 2);
	answers_set(h, "consentimiento", value_bool(true));
	answers_set(h, "consentimiento_fecha", value_date(v->nacida));
	answers_set(h, "consentimiento_quien", value_text(arena_printf(h->arena, "%s %s", answers_text(&v->integrante[0], "nombre1"), answers_text(&v->integrante[0], "apellido1"))));
	answers_set(h, "consentimiento_medio", value_choice("escrito"));
	static const char *const meta[] = { "Que los hijos terminen el colegio", "Tener un trabajo estable", "Arreglar el techo de la casa", "Terminar el bachillerato", "Montar un negocio de comidas", "Tener todos los documentos al día", "Vivir más tranquilos en casa" };
	static const char *const dim[] = { "educacion", "ingresos_trabajo", "habitabilidad", "educacion", "ingresos_trabajo", "identificacion", "dinamica_familiar" };
	int m = suerte(v, "meta", -1) % 7;
	answers_set(h, "meta1", value_text(meta[m]));
	answers_set(h, "meta1_dimension", value_choice(dim[m]));
	answers_set(h, "clasificacion_familiar", answers_get(&v->hogar, "clasificacion_familiar"));
}

static void educacion(const struct vida *v, const struct dict *dict, int row, int age, int32_t hoy, struct answers *a)
{
	bool behind = dificil(v, "rezago", row, 45);
	int grade = age < 6 ? 0 : age <= 17 ? age - 6 - (behind && age > 8 ? 2 : 0) : dificil(v, "escuela", row, age > 45 ? 95 : 75) ? 3 + suerte(v, "grado", row) % 5 : 11;
	grade = grade < 0 ? 0 : grade > 11 ? 11 : grade;
	if (!answers_bool(a, "lee", true))
		grade = grade > 2 ? 2 : grade;
	bool studies = age >= 5 && age <= 17 && grade < 11 && !dificil(v, "estudia", row, age > 13 ? 30 : 12);
	set(dict, a, "nivel", grade == 0 ? (age >= 5 ? "preescolar" : "ninguno") : grade <= 5 ? "primaria" : grade <= 9 ? "secundaria" : "media", hoy);
	set_int(a, "grado", grade);
	set_int(a, "anios_superior", 0);
	answers_set(a, "estudia", value_bool(studies));
	set(dict, a, "que_estudia", "colegio", hoy);
	set(dict, a, "razon_no_estudia", age > 17 ? "trabaja" : "no_quiere", hoy);
}

/* Income in pesos a month for the household, by well-being: a fifth of the lines' neighbourhood at each step. */
static int64_t ingreso_total(const struct vida *v)
{
	static const int64_t per_person[] = { 110000, 190000, 250000, 330000, 430000, 520000 };
	int step = v->pobre ? 1 : v->bienestar / 18;
	return v->n * per_person[step > 5 ? 5 : step] / 10000 * 10000;
}

static bool earner(const struct vida *v, int row, int32_t hoy, int *of)
{
	bool is = false;
	*of = 0;
	for (int i = 0; i < v->n; i++) {
		int age = date_years(answers_date(&v->integrante[i], "fecha_nacimiento"), hoy);
		bool works = age >= 18 && age < 62 && (i == 0 || !dificil(v, "ocupado", i, 110));
		if (works && i == 0 && dificil(v, "ocupado", 0, 35))
			works = false;
		*of += works;
		is = is || (works && i == row);
	}
	return is;
}

static void trabajo(const struct vida *v, const struct dict *dict, int row, int age, int32_t hoy, struct answers *a)
{
	int of;
	bool works = earner(v, row, hoy, &of), older = age >= 62;
	bool seeks = !works && age >= 18 && age < 60 && dificil(v, "busca", row, 50);
	set(dict, a, "actividad", works ? "trabajando" : age < 18 ? "estudiando" : seeks ? "buscando" : "oficios", hoy);
	answers_set(a, "hora_paga", value_bool(false));
	answers_set(a, "busca", value_bool(seeks));
	set_int(a, "meses_desempleo", dificil(v, "desempleo", row, 60) ? 16 : 4);
	answers_set(a, "cotiza_pension", value_bool(works && !dificil(v, "pension", row, 130)));
	int64_t total = ingreso_total(v), aid = older && !dificil(v, "programa_mayor", row, 60) ? 80000 : 0;
	bool only_older = of == 0 && row == 0;
	answers_set(a, "recibe_ingresos", value_bool(works || aid > 0 || only_older));
	if (works) {
		set_int(a, "ingreso_salario", total / of / 1000 * 1000);
		answers_set(a, "salario_incluye_extras", value_bool(true));
	}
	set_int(a, "subsidio_otro", only_older ? total / 1000 * 1000 : aid);
	answers_set(a, "ingresos_completos", value_bool(true));
}

void vida_integrante(const struct vida *v, const struct dict *dict, int row, int32_t hoy, struct answers *a)
{
	int age = date_years(answers_date(a, "fecha_nacimiento"), hoy);
	char sexo = answers_text(a, "sexo")[0];
	for (size_t i = 0; i < sizeof de_persona / sizeof *de_persona; i++) {
		const struct rasgo *r = &de_persona[i];
		if (age >= r->min && age <= r->max && (!r->sexo || r->sexo == sexo))
			set(dict, a, r->name, dificil(v, r->name, row, r->often) ? r->bad : r->good, hoy);
	}
	if (strcmp(v->tipo, "pareja que espera") == 0 && row == 0)
		answers_set(a, "gestante", value_bool(true));
	if (v->desplazada && age >= 10) {
		answers_set(a, "victima", value_bool(true));
		set(dict, a, "hecho_victimizante", "desplazamiento", hoy);
		answers_set(a, "declaro", value_bool(true));
		set(dict, a, "ruv", "si", hoy);
	}
	if (suerte(v, "discapacidad", row) < (age > 60 ? 18 : 4)) {
		answers_set(a, "discapacidad", value_bool(true));
		set(dict, a, "tipo_discapacidad", age > 60 ? "visual" : "fisica", hoy);
		answers_set(a, "discapacidad_certificada", value_bool(true));
		set(dict, a, "rehabilitacion", dificil(v, "rehabilitacion", row, 80) ? "no_recibe" : "recibe", hoy);
	}
	if (v->bienestar > 60 && age >= 18)
		set(dict, a, "tipo_documento", "cc", hoy);
	if (v->bienestar > 60 && age >= 7 && age < 18)
		set(dict, a, "tipo_documento", "ti", hoy);
	educacion(v, dict, row, age, hoy, a);
	trabajo(v, dict, row, age, hoy, a);
}

void vida_visita(const struct vida *v, const struct dict *dict, const struct ficha *f, int32_t hoy, bool promueve, struct answers *a)
{
	static const char *const acuerdo[] = { "Comer juntos los domingos y contarnos la semana", "Hablar sin gritar y pedir la palabra", "Repartir los oficios de la casa entre todos", "Leer un cuento antes de dormir", "Resolver los desacuerdos el mismo día" };
	static const char *const tema[] = { "convivencia", "decisiones", "derechos", "equidad", "juego", "hogar_seguro", "finanzas", "cuidado", "proyecto", "vinculos" };
	static const char *const gestion[] = { "Averiguaron el cupo del jardín", "Sacaron la cita médica por teléfono", "Preguntaron por el curso del SENA", "Empezaron una alcancía", "Fueron a la jornada de documentos" };
	int k = suerte(v, "visita", f->visita.n);
	const char *name = answers_text(&v->integrante[0], "nombre1");
	answers_set(a, "fecha_visita", value_date(hoy));
	set(dict, a, "modalidad", k < 85 ? "residencia" : "llamada", hoy);
	set(dict, a, "resultado", "efectiva", hoy);
	answers_set(a, "compromiso_convivencia", value_text(acuerdo[k % 5]));
	answers_set(a, "convivencia_responsable", value_text(name));
	set(dict, a, "convivencia_anterior", f->visita.n > 3 ? (k < 60 ? "cumplido" : "en_camino") : "sin_compromiso", hoy);
	set(dict, a, "microsesion_tema", tema[k % 10], hoy);
	set_int(a, "microsesion_participantes", v->n > 3 ? 3 : v->n);
	answers_set(a, "autogestion", value_text(gestion[k % 5]));
	answers_set(a, "datos_actualizados", value_bool(true));
	answers_set(a, "ingresos_verificados", value_bool(true));
	answers_set(a, "soportes_revisados", value_bool(true));
	answers_set(a, "aprueba_nombre", value_text("Coordinación de práctica"));
	answers_set(a, "aprueba_fecha", value_date(hoy));
	set(dict, a, "aprueba_concepto", promueve ? "promueve" : "permanece", hoy);
	answers_set(a, "aprueba_nota", value_text(promueve ? "Cumple las tres condiciones" : "Conviene seguir: aún no se cumplen las condiciones"));
	answers_set(a, "promocion_explicada", value_bool(true));
	answers_set(a, "promocion_acepta", value_bool(true));
	answers_set(a, "promocion_palabra", value_text("Nos sentimos orgullosos de lo que logramos"));
	answers_set(a, "permanencia_motivo", value_text("Faltan logros del plan; la familia quiere seguir y sabe qué hacer"));
	answers_set(a, "permanencia_acuerdo", value_text("Revisar los compromisos cada mes"));
	set(dict, a, "permanencia_camino", "sigue", hoy);
	answers_set(a, "cierre_balance", value_text("La familia sigue por su cuenta, con su red de apoyo"));
	answers_set(a, "cierre_red", value_text("La vecina, el centro de salud y el colegio"));
	answers_set(a, "firma_cierre", value_bool(true));
	answers_set(a, "firma_nombre", value_text(name));
}
