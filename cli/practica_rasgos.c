#include "cli/practica.h"

static const struct rasgo hogar[] = {
	{ "tipo_vivienda", "casa", "rancho", 30, 0, 0, 0 }, { "paredes", "bloque", "madera_burda", 45, 0, 0, 0 }, { "techo", "concreto", "desechos", 40, 0, 0, 0 },
	{ "estado_techo", "bueno", "malo", 60, 0, 0, 0 }, { "pisos", "cemento", "tierra", 40, 0, 0, 0 }, { "estructura", "adecuada", "con_grietas", 45, 0, 0, 0 },
	{ "riesgo_fisico", "no", "si", 25, 0, 0, 0 }, { "sanitario", "exclusivo", "no_tiene", 12, 0, 0, 0 }, { "basuras", "recoge_aseo", "queman", 25, 0, 0, 0 },
	{ "espacios_separados", "bano|cocina|lavadero|dormitorios", "bano", 60, 0, 0, 0 }, { "camas_suficientes", "si", "no", 45, 0, 0, 0 }, { "enseres_basicos", "si", "no", 30, 0, 0, 0 },
	{ "comunicacion", "celular|tv_abierta|radio", "ninguno", 10, 0, 0, 0 }, { "documento_tenencia", "escritura", "no_tiene", 65, 0, 0, 0 },
	{ "practicas_higiene", "si", "no", 40, 0, 0, 0 }, { "acuerdos_convivencia", "si", "no", 55, 0, 0, 0 }, { "dialogo_conflictos", "si", "no", 50, 0, 0, 0 },
	{ "conoce_ruta_violencia", "si", "no", 70, 0, 0, 0 }, { "violencia_12m", "no", "no", 0, 0, 0, 0 }, { "crianza_buen_trato", "si", "no", 45, 0, 0, 0 },
	{ "participacion", "si", "no", 70, 0, 0, 0 }, { "cuidado_discapacidad", "si", "no", 30, 0, 0, 0 }, { "educacion_financiera", "si", "no", 85, 0, 0, 0 },
	{ "ahorra", "si", "no", 85, 0, 0, 0 }, { "medio_ahorro", "alcancia|natillera", "alcancia", 50, 0, 0, 0 }, { "requiere_credito", "no", "si", 35, 0, 0, 0 },
	{ "acceso_credito", "sabe", "informal", 70, 0, 0, 0 }, { "necesidad_juridica", "no", "si", 15, 0, 0, 0 }, { "acudio_justicia", "operador", "no", 60, 0, 0, 0 },
	{ "ayuda_emergencia", "no", "si", 30, 0, 0, 0 }, { "energia", "vecino", "no_tiene", 40, 0, 0, 0 }, { "vulnerabilidades", "economica", "economica|familiar", 45, 0, 0, 0 },
	{ "afecto_familia", "si", "no", 35, 0, 0, 0 }, { "resuelve_sin_amenaza", "si", "no", 35, 0, 0, 0 }, { "habitos_rutinas", "si", "no", 45, 0, 0, 0 }, { "busco_ayuda", "si", "no", 40, 0, 0, 0 },
	{ "sabe_credito", "si", "no", 60, 0, 0, 0 }, { "atencion_victimas", "humanitaria|psicosocial|ingresos", "ninguna", 55, 0, 0, 0 },
	{ "elcsa_1", "no", "si", 80, 0, 0, 0 }, { "elcsa_2", "no", "si", 60, 0, 0, 0 }, { "elcsa_3", "no", "si", 55, 0, 0, 0 }, { "elcsa_4", "no", "si", 45, 0, 0, 0 },
	{ "elcsa_5", "no", "si", 35, 0, 0, 0 }, { "elcsa_6", "no", "si", 30, 0, 0, 0 }, { "elcsa_7", "no", "si", 15, 0, 0, 0 }, { "elcsa_8", "no", "si", 8, 0, 0, 0 },
	{ "elcsa_9", "no", "si", 4, 0, 0, 0 }, { "elcsa_10", "no", "si", 30, 0, 0, 0 }, { "elcsa_11", "no", "si", 25, 0, 0, 0 }, { "elcsa_12", "no", "si", 15, 0, 0, 0 },
	{ "elcsa_13", "no", "si", 8, 0, 0, 0 }, { "elcsa_14", "no", "si", 4, 0, 0, 0 }, { "elcsa_15", "no", "si", 2, 0, 0, 0 },
};
static const struct rasgo persona[] = {
	{ "libreta_militar", "libreta", "tramite", 70, 18, 50, 'h' }, { "sisben", "si", "no", 15, 0, 130, 0 },
	{ "discapacidad", "no", "no", 0, 0, 130, 0 }, { "regimen", "subsidiado", "no_afiliado", 14, 0, 130, 0 },
	{ "eps", "Savia Salud", "Savia Salud", 0, 0, 130, 0 }, { "pyp", "presion|salud_oral", "ninguna", 55, 0, 130, 0 }, { "problema_salud_30d", "no", "si", 25, 0, 130, 0 },
	{ "atendido", "institucional", "drogueria", 60, 0, 130, 0 }, { "conoce_planificacion", "si", "no", 35, 12, 130, 0 },
	{ "citologia", "reciente", "nunca", 55, 25, 69, 'm' }, { "citologia_resultado", "si", "no", 20, 25, 69, 'm' },
	{ "controles_al_dia", "si", "no", 55, 10, 55, 'm' }, { "parto_institucional", "si", "no", 20, 10, 55, 'm' }, { "suplemento_gestante", "si", "no", 40, 10, 55, 'm' },
	{ "complemento_lactante", "si", "no", 60, 10, 55, 'm' }, { "tamizaje_seno", "reciente", "nunca", 60, 12, 69, 'm' }, { "tamizaje_seno_resultado", "si", "no", 25, 12, 69, 'm' }, { "tamizaje_prostata", "si", "no", 65, 50, 130, 'h' },
	{ "vacunas", "completo", "incompleto", 40, 0, 5, 0 }, { "crecimiento_desarrollo", "si", "no", 50, 0, 9, 0 },
	{ "lactancia_exclusiva", "si", "no", 45, 0, 0, 0 }, { "lactancia_complementaria", "si", "no", 45, 0, 1, 0 },
	{ "cuidado_menor", "hogar_comunitario", "casa_padres", 60, 0, 5, 0 }, { "recibe_alimentacion", "si", "no", 35, 0, 5, 0 },
	{ "lee", "si", "no", 12, 15, 130, 0 }, { "trabajo_infantil", "no", "si", 9, 5, 17, 0 }, { "trabajo_infantil_tipo", "venta_ambulante", "venta_ambulante", 0, 5, 17, 0 },
	{ "horas_apoyo", "h1_5", "h11_14", 40, 5, 14, 0 }, { "permiso_trabajo", "si", "no", 80, 15, 17, 0 }, { "posicion", "particular", "cuenta_propia", 70, 12, 130, 0 },
	{ "contrato", "escrito", "verbal", 60, 12, 130, 0 }, { "disponible", "si", "si", 0, 15, 130, 0 }, { "negocio", "no", "si", 35, 18, 130, 0 }, { "requiere_formacion", "no", "si", 45, 15, 65, 0 },
	{ "formacion_24m", "si", "no", 75, 15, 65, 0 }, { "pensionado", "no", "no", 0, 18, 130, 0 }, { "programa_mayor", "si", "no", 60, 60, 130, 0 }, { "sosten_familiar", "si", "no", 60, 60, 130, 0 },
	{ "conoce_derechos", "si", "no", 65, 18, 130, 0 }, { "desea_estudiar", "no", "si", 45, 12, 40, 0 }, { "victima", "no", "no", 0, 0, 130, 0 },
	{ "curso_24m", "si", "no", 75, 15, 65, 0 }, { "apoyo_negocio", "si", "no", 70, 18, 130, 0 }, { "necesito_justicia", "no", "si", 12, 18, 130, 0 }, { "justicia_acudio", "operador", "no", 50, 18, 130, 0 },
	{ "conoce_deberes", "si", "no", 60, 12, 130, 0 }, { "conoce_mecanismos", "si", "no", 65, 12, 130, 0 },
};

const struct rasgo *rasgos_hogar(int *n)
{
	*n = sizeof hogar / sizeof *hogar;
	return hogar;
}

const struct rasgo *rasgos_persona(int *n)
{
	*n = sizeof persona / sizeof *persona;
	return persona;
}
