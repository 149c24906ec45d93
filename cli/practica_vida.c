#include "cli/practica.h"

#include "base/date.h"
#include "forms/field_type.h"

#include <string.h>

int vida_suerte(const struct vida *v, const char *name, int row)
{
	uint64_t h = v->seed * 1099511628211u + (uint64_t)(row + 2) * 40503u;
	for (; *name; name++)
		h = (h ^ (uint8_t)*name) * 1099511628211u;
	h ^= h >> 29;
	return (int)((h * 0x9E3779B97F4A7C15u) >> 33) % 100 & 0x7fffffff;
}

static bool dificil(const struct vida *v, const char *name, int row, int often)
{
	return vida_suerte(v, name, row) < often * (100 - v->bienestar) / 100;
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

static int age_of(const struct vida *v, int row, int32_t hoy)
{
	return date_years(answers_date(&v->integrante[row], "fecha_nacimiento"), hoy);
}

static bool woman_at(const struct vida *v, int row)
{
	return *answers_text(&v->integrante[row], "sexo") == 'm';
}

static bool is(const struct vida *v, int row, const char *parentesco)
{
	return row < v->n && strcmp(answers_text(&v->integrante[row], "parentesco"), parentesco) == 0;
}

static const char *name_of(const struct vida *v, struct arena *arena)
{
	return arena_printf(arena, "%s %s", answers_text(&v->integrante[0], "nombre1"), answers_text(&v->integrante[0], "apellido1"));
}

/* ---- the household ---- */

static void goals(const struct vida *v, struct answers *h)
{
	static const struct { const char *meta, *dimension; } list[] = {
		{ "Que los hijos terminen el colegio", "educacion" }, { "Tener un trabajo estable", "ingresos_trabajo" }, { "Arreglar el techo de la casa", "habitabilidad" }, { "Terminar el bachillerato", "educacion" },
		{ "Montar un negocio de comidas", "ingresos_trabajo" }, { "Tener todos los documentos al día", "identificacion" }, { "Vivir más tranquilos en casa", "dinamica_familiar" },
	};
	bool alone = v->n == 1;
	int n = (int)(sizeof list / sizeof *list), m = vida_suerte(v, "meta", -1) % n, other = (m + 2) % n;
	if (alone && m == 0)
		m = 2;
	answers_set(h, "meta1", value_text(list[m].meta));
	answers_set(h, "meta1_dimension", value_choice(list[m].dimension));
	if (!alone && other != m && vida_suerte(v, "meta2", -1) < 50) {
		answers_set(h, "meta2", value_text(list[other].meta));
		answers_set(h, "meta2_dimension", value_choice(list[other].dimension));
	}
}

void vida_hogar(const struct vida *v, const struct dict *dict, int32_t hoy, struct answers *h)
{
	bool rural = strcmp(answers_text(&v->hogar, "zona"), "r") == 0;
	int n;
	const struct rasgo *r = rasgos_hogar(&n);
	for (int i = 0; i < n; i++)
		set(dict, h, r[i].name, dificil(v, r[i].name, -1, r[i].often) ? r[i].bad : r[i].good, hoy);
	bool dry = dificil(v, "agua", -1, rural ? 70 : 25);
	set(dict, h, "agua", dry ? (rural ? "rio" : "manguera") : rural ? "acueducto_veredal" : "acueducto_publico", hoy);
	set(dict, h, "servicios", dry ? "energia|basuras" : rural ? "energia|acueducto" : "energia|acueducto|alcantarillado|basuras", hoy);
	set(dict, h, "alcantarillado", dificil(v, "alcantarillado", -1, 50) ? "letrina" : "pozo_septico", hoy);
	set(dict, h, "tenencia", vida_suerte(v, "tenencia", -1) < 55 ? "arriendo" : rural ? "posesion" : "propia_pagada", hoy);
	set_int(h, "cuartos_dormir", dificil(v, "cuartos", -1, 60) ? (v->n + 3) / 4 : (v->n + 1) / 2);
	answers_set(h, "consentimiento", value_bool(true));
	answers_set(h, "consentimiento_fecha", value_date(v->nacida));
	answers_set(h, "consentimiento_quien", value_text(name_of(v, h->arena)));
	answers_set(h, "consentimiento_medio", value_choice("escrito"));
	answers_set(h, "historia_hogar", value_text(v->desplazada ? "Llegaron a la ciudad después de salir de su vereda y empezaron de nuevo en este barrio." : "Viven en el barrio hace años y la familia se apoya entre sí."));
	goals(v, h);
	answers_set(h, "clasificacion_familiar", answers_get(&v->hogar, "clasificacion_familiar"));
}

/* ---- a person ---- */

static void educacion(const struct vida *v, const struct dict *dict, int row, int age, int32_t hoy, struct answers *a)
{
	bool behind = dificil(v, "rezago", row, 45);
	int grade = age < 6 ? 0 : age <= 17 ? age - 6 - (behind && age > 8 ? 2 : 0) : dificil(v, "escuela", row, age > 45 ? 95 : 75) ? 3 + vida_suerte(v, "grado", row) % 5 : 11;
	grade = grade < 0 ? 0 : grade > 11 ? 11 : grade;
	if (!answers_bool(a, "lee", true))
		grade = grade > 2 ? 2 : grade;
	bool studies = age >= 5 && age <= 17 && grade < 11 && !dificil(v, "estudia", row, age > 13 ? 30 : 12);
	set(dict, a, "nivel", grade == 0 ? (age >= 5 ? "preescolar" : "ninguno") : grade <= 5 ? "primaria" : grade <= 9 ? "secundaria" : "media", hoy);
	set_int(a, "grado", grade);
	set_int(a, "anios_superior", 0);
	answers_set(a, "estudia", value_bool(studies));
	set(dict, a, "que_estudia", "colegio", hoy);
	set(dict, a, "razon_no_estudia", age > 17 ? "trabaja" : vida_suerte(v, "razon", row) < 50 ? "no_quiere" : "sin_cupo", hoy);
}

/* Income in pesos a month for the household, by well-being: from well below the line of extreme poverty to above that of poverty. */
static int64_t ingreso_total(const struct vida *v)
{
	static const int64_t per_person[] = { 110000, 190000, 250000, 330000, 430000, 520000 };
	int step = v->pobre ? 1 : v->bienestar / 18;
	return v->n * per_person[step > 5 ? 5 : step] / 10000 * 10000;
}

static bool earner(const struct vida *v, int row, int32_t hoy, int *of)
{
	bool is_one = false;
	*of = 0;
	for (int i = 0; i < v->n; i++) {
		int age = age_of(v, i, hoy);
		bool works = age >= 18 && age < 62 && (i == 0 || !dificil(v, "ocupado", i, 110));
		if (works && i == 0 && dificil(v, "ocupado", 0, 35))
			works = false;
		*of += works;
		is_one = is_one || (works && i == row);
	}
	return is_one;
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

/* Is there a baby in the house whose mother she is, as far as the kinship tells? */
static bool nurses(const struct vida *v, int row, int32_t hoy)
{
	bool couple = is(v, 1, "conyuge"), mother = row == 0 ? woman_at(v, 0) && age_of(v, 0, hoy) < 46 : row == 1 && couple && woman_at(v, 1) && !woman_at(v, 0);
	for (int i = 0; i < v->n && mother; i++)
		if (is(v, i, "hijo") && age_of(v, i, hoy) < 2)
			return true;
	return false;
}

static void maternidad(const struct vida *v, int row, int32_t hoy, struct answers *a)
{
	int32_t from = v->parto == DATE_NONE ? DATE_NONE : v->parto - 280;
	bool expects = row == 0 && from != DATE_NONE && hoy > from + 35 && hoy < v->parto;
	answers_set(a, "gestante", value_bool(expects));
	answers_set(a, "lactante", value_bool(!expects && nurses(v, row, hoy) && vida_suerte(v, "lactante", row) < 75));
	if (!expects)
		return;
	int weeks = (int)(hoy - from) / 7;
	set_int(a, "semanas_gestacion", weeks);
	set_int(a, "controles_prenatales", dificil(v, "controles", row, 55) ? weeks / 14 : weeks / 5);
}

static void identidad(const struct vida *v, const struct dict *dict, int row, int age, int32_t hoy, struct answers *a)
{
	bool couple = is(v, 1, "conyuge") && row < 2, old = age > 60;
	int folk = vida_suerte(v, "etnia", -1);
	set(dict, a, "estado_civil", couple ? (vida_suerte(v, "casados", -1) < (old ? 80 : 25) ? "casado" : "union_libre") : old ? "viudo" : row == 0 && age > 26 && v->n > 1 ? "separado" : "soltero", hoy);
	set(dict, a, "etnia", folk < 14 ? "afrocolombiano" : folk < 18 ? "indigena" : "ninguno", hoy);
	bool foreign = strcmp(answers_text(&v->integrante[row], "tipo_documento"), "pt") == 0;
	if (v->bienestar > 60 && age >= 7 && !foreign)
		set(dict, a, "tipo_documento", age >= 18 ? "cc" : "ti", hoy);
	if (v->desplazada && age >= 10) {
		answers_set(a, "victima", value_bool(true));
		set(dict, a, "hecho_victimizante", "desplazamiento", hoy);
		answers_set(a, "declaro", value_bool(true));
		set(dict, a, "ruv", "si", hoy);
	}
	if (vida_suerte(v, "discapacidad", row) >= (age > 60 ? 18 : 5))
		return;
	static const char *const kinds[] = { "fisica", "cognitiva", "auditiva" };
	answers_set(a, "discapacidad", value_bool(true));
	set(dict, a, "tipo_discapacidad", age > 60 ? "visual" : kinds[vida_suerte(v, "tipo", row) % 3], hoy);
	answers_set(a, "discapacidad_certificada", value_bool(!dificil(v, "certificada", row, 60)));
	set(dict, a, "rehabilitacion", dificil(v, "rehabilitacion", row, 80) ? "no_recibe" : "recibe", hoy);
}

void vida_integrante(const struct vida *v, const struct dict *dict, int row, int32_t hoy, struct answers *a)
{
	int age = age_of(v, row, hoy), n;
	char sexo = answers_text(&v->integrante[row], "sexo")[0];
	const struct rasgo *r = rasgos_persona(&n);
	for (int i = 0; i < n; i++)
		if (age >= r[i].min && age <= r[i].max && (!r[i].sexo || r[i].sexo == sexo))
			set(dict, a, r[i].name, dificil(v, r[i].name, row, r[i].often) ? r[i].bad : r[i].good, hoy);
	identidad(v, dict, row, age, hoy, a);
	if (sexo == 'm' && age >= 10 && age <= 55)
		maternidad(v, row, hoy, a);
	educacion(v, dict, row, age, hoy, a);
	trabajo(v, dict, row, age, hoy, a);
}

/* ---- a visit ---- */

static const struct { const char *name, *text; } de_la_visita[] = {
	{ "datos_actualizados", "si" }, { "ingresos_verificados", "si" }, { "soportes_revisados", "si" }, { "aprueba_nombre", "Coordinación de práctica" }, { "aprueba_concepto", "permanece" },
	{ "aprueba_nota", "Conviene seguir: aún no se cumplen las condiciones" }, { "promocion_explicada", "si" }, { "promocion_acepta", "si" }, { "promocion_palabra", "Nos sentimos orgullosos de lo que logramos" },
	{ "permanencia_motivo", "Faltan logros del plan; la familia quiere seguir y sabe qué hacer" }, { "permanencia_acuerdo", "Revisar los compromisos cada mes" }, { "permanencia_camino", "sigue" },
	{ "cierre_balance", "La familia sigue por su cuenta, con su red de apoyo" }, { "cierre_red", "La vecina, el centro de salud y el colegio" }, { "firma_cierre", "si" }, { "resultado", "efectiva" },
	{ "cierre_causa", "ruta_agotada" }, { "novedades", "Sin cambios en la familia" }, { "logros_celebrados", "Un paso más del plan" }, { "conversacion_pregunta", "¿Qué nos hizo reír esta semana?" },
};

void vida_visita(const struct vida *v, const struct dict *dict, int number, int32_t hoy, struct answers *a)
{
	static const char *const acuerdo[] = { "Comer juntos los domingos y contarnos la semana", "Hablar sin gritar y pedir la palabra", "Repartir los oficios de la casa entre todos", "Leer un cuento antes de dormir", "Resolver los desacuerdos el mismo día" };
	static const char *const solo[] = { "Salir a caminar con la vecina dos veces por semana", "Llamar a la familia los domingos", "Ir al grupo del centro comunitario" };
	static const char *const tema[] = { "convivencia", "decisiones", "derechos", "equidad", "juego", "hogar_seguro", "finanzas", "cuidado", "proyecto", "vinculos" };
	static const char *const gestion[] = { "Averiguaron por los cupos del barrio", "Sacaron la cita médica por teléfono", "Preguntaron por el curso del SENA", "Empezaron una alcancía", "Fueron a la jornada de documentos" };
	int k = vida_suerte(v, "visita", number);
	for (size_t i = 0; i < sizeof de_la_visita / sizeof *de_la_visita; i++)
		set(dict, a, de_la_visita[i].name, de_la_visita[i].text, hoy);
	answers_set(a, "fecha_visita", value_date(hoy));
	answers_set(a, "aprueba_fecha", value_date(hoy));
	set(dict, a, "modalidad", k < 80 ? "residencia" : k < 92 ? "llamada" : "lugar_trabajo", hoy);
	answers_set(a, "compromiso_convivencia", value_text(v->n == 1 ? solo[k % 3] : acuerdo[k % 5]));
	answers_set(a, "convivencia_responsable", value_text(answers_text(&v->integrante[0], "nombre1")));
	set(dict, a, "convivencia_anterior", number > 3 ? (k < 60 ? "cumplido" : "en_camino") : "sin_compromiso", hoy);
	set(dict, a, "microsesion_tema", tema[(k + number) % 10], hoy);
	set_int(a, "microsesion_participantes", v->n > 3 ? 3 : v->n);
	answers_set(a, "autogestion", value_text(gestion[(k + number) % 5]));
	answers_set(a, "firma_nombre", value_text(name_of(v, a->arena)));
}
