#include "family.h"

#include <stdio.h>
#include <string.h>

/* ---- registration ---- */

static const struct dato hogar[] = {
	{ "Puntaje SISBEN III", "12,5" }, { "Comuna", "manrique" }, { "Barrio", "La Cruz" }, { "Dirección", "cra 32 # 85-12" }, { "Cómo llegar", "Frente a la cancha" },
	{ "Estrato", "1" }, { "Teléfono principal", "3001234567" }, { 0 },
};
static const struct dato begona[] = {
	{ "Primer nombre", "Begoña" }, { "Primer apellido", "Nuñez" }, { "Segundo apellido", "Ríos" }, { "Sexo", "mujer" }, { "Fecha de nacimiento", "12/05/1990" },
	{ "Tipo de documento", "cédula" }, { "Número de documento", FAMILY_DOCUMENT }, { 0 },
};
static const struct dato ivan[] = {
	{ "Primer nombre", "Iván" }, { "Primer apellido", "Muñoz" }, { "Segundo apellido", "Nuñez" }, { "Sexo", "hombre" }, { "Fecha de nacimiento", "3/4/2014" },
	{ "Parentesco", "hijo" }, { "Tipo de documento", "tarjeta" }, { "Número de documento", "1035999002" }, { 0 },
};
static const struct dato sofia[] = {
	{ "Primer nombre", "Sofía" }, { "Primer apellido", "Muñoz" }, { "Segundo apellido", "Nuñez" }, { "Sexo", "mujer" }, { "Fecha de nacimiento", "20/6/2022" },
	{ "Parentesco", "hijo" }, { "Tipo de documento", "registro civil" }, { "Número de documento", "1035999003" }, { 0 },
};

void family_register(struct term_driver *t)
{
	term_keys(t, "<Ctrl-N>");
	cr_wait(t, "1 Buscar");
	term_keys(t, FAMILY_DOCUMENT);
	cr_wait(t, "Nadie coincide con esas palabras");
	term_keys(t, "<Enter>");
	cr_wait(t, "2 Datos del hogar");
	journey_save(t, hogar, "3 Una persona");
	journey_save(t, begona, "3 Personas");
	term_keys(t, "<Ins>");
	journey_save(t, ivan, "3 Personas");
	term_keys(t, "<Ins>");
	journey_save(t, sofia, "3 Personas");
	cr_wait(t, "Todo está completo");
	term_keys(t, "<F2>");
	cr_wait(t, "Hogar registrado: " FAMILY_NAME);
	cr_wait(t, "1  Integrantes");
}

/* ---- the steps of a visit ---- */

void family_begin(struct term_driver *t)
{
	term_keys(t, "v");
	cr_wait(t, "Abrir la visita");
	term_keys(t, "<F2>");
	cr_wait(t, "La visita está abierta");
}

/* The cursor stands already on the step that follows. */
static void open_step(struct term_driver *t, const char *paso)
{
	cr_assert(strstr(journey_cursor(t), paso), "the next step is not «%s»:\n%s", paso, term_screen(t));
	term_keys(t, "<Enter>");
}

static void done(struct term_driver *t, const char *paso)
{
	char said[200];
	snprintf(said, sizeof said, "Paso hecho: %s", paso);
	cr_wait(t, said);
}

void family_form(struct term_driver *t, const char *paso, const struct dato *datos)
{
	char said[200];
	open_step(t, paso);
	snprintf(said, sizeof said, "Paso hecho: %s", paso);
	journey_save(t, datos, said);
}

void family_board(struct term_driver *t, const char *paso)
{
	open_step(t, paso);
	term_keys(t, "<F2>");
	done(t, paso);
}

void family_skip(struct term_driver *t, const char *paso)
{
	cr_assert(strstr(journey_cursor(t), paso), "the next step is not «%s»:\n%s", paso, term_screen(t));
	term_keys(t, "<F8>");
	done(t, paso);
}

void family_end(struct term_driver *t, const char *says)
{
	term_keys(t, "<F2>");
	cr_wait(t, "¿Cómo terminó la visita?");
	term_keys(t, "<F2>");
	cr_wait(t, "quedó cerrada: ");
	cr_wait(t, says);
	term_keys(t, "<Esc>");
	cr_wait(t, "1  Integrantes");
}

/* ---- Así Estamos ---- */

void family_visita_inicio(struct term_driver *t)
{
	static const struct dato autorizacion[] = { { "¿La familia autoriza", "sí" }, { "¿Quién autoriza?", "Begoña Nuñez" }, { 0 } };
	static const struct dato metas[] = {
		{ "Titular", "Begoña Nuñez Ríos" }, { "Clasificación", "monoparental femenina" }, { "Historia", "Llegaron al barrio hace ocho años" },
		{ "Primera meta", "Que Iván termine el colegio" }, { "¿A qué dimensión", "educación" }, { 0 },
	};
	family_begin(t);
	family_form(t, "Encuadre y autorización de datos", autorizacion);
	family_form(t, "Datos del hogar", NULL);
	family_board(t, "Integrantes del hogar");
	family_form(t, "Historia y metas de la familia", metas);
	family_end(t, "La familia pasó de «Visita de inicio» a «Línea base».");
}

static const struct dato identificacion[] = {
	{ "¿Figura en la base del SISBEN?", "sí" }, { "Estado civil", "soltero" }, { "¿Se reconoce", "ninguno" }, { "¿Es víctima", "no" }, { "¿Tiene alguna discapacidad?", "no" }, { 0 },
};
static const struct dato vivienda[] = {
	{ "Tipo de vivienda", "casa" }, { "Material de las paredes", "bloque" }, { "Material del techo", "teja de barro" }, { "Estado del techo", "bueno" }, { "Material de los pisos", "baldosa" },
	{ "¿Cómo se ve la estructura?", "firme" }, { "¿Hay riesgo", "no" }, { "¿Con qué servicios", "energía, acueducto, alcantarillado, basuras" },
	{ "¿Con qué sanitario", "exclusivo" }, { "¿De dónde toman el agua", "acueducto público" }, { "¿Qué hacen con la basura?", "aseo" },
	{ "¿Qué espacios", "baño, cocina, dormitorios" }, { "¿En cuántos cuartos", "2" }, { "¿Hay cama", "no" }, { "¿Hay lo básico", "sí" }, { "¿Qué medios", "celular" },
	{ "La vivienda es", "arriendo" }, { "¿Qué documento la respalda?", "contrato" }, { 0 },
};
static const struct dato salud[] = {
	{ "Afiliación a salud", "subsidiado" }, { "EPS", "Savia Salud" }, { "Prevención", "presión" }, { "Prevención", "salud oral" }, { "¿Tuvo un problema", "no" },
	{ "¿Conoce métodos", "sí" }, { "¿Está en embarazo?", "no" }, { "¿Está lactando?", "no" }, { "Última citología", "hace un año" }, { "¿Conoce el resultado?", "sí" },
	{ "Vacunas", "carné completo" }, { "¿Fue a crecimiento", "sí" }, { 0 },
};
static const struct dato educacion[] = {
	{ "¿Dónde pasa", "hogar comunitario" }, { "¿Recibe la alimentación", "sí" }, { "¿Sabe leer", "sí" }, { "¿Estudia actualmente?", "no" }, { "¿Estudia actualmente?", "sí" },
	{ "¿Qué estudia?", "colegio" }, { "¿Por qué no estudia?", "trabaja" }, { "Nivel educativo", "media" }, { "Nivel educativo", "primaria" },
	{ "Último grado", "11" }, { "Último grado", "5" }, { "¿Desea seguir", "no" }, { 0 },
};
static const struct dato alimentacion[] = { { "¿Preparan los alimentos", "sí" }, { "¿", "no" }, { 0 } };
static const struct dato dinamica[] = {
	{ "¿Hubo violencia", "no" }, { "¿Alguien participa", "no" }, { "¿Saben a dónde", "no" }, { "¿", "sí" }, { 0 },
};
static const struct dato ahorro[] = {
	{ "¿Conocen los servicios", "no" }, { "¿La familia ahorra?", "no" }, { "¿Necesitan un crédito?", "no" }, { "¿Necesitaron la justicia", "no" },
	{ "¿Necesitó la justicia", "no" }, { "¿Conoce sus derechos", "sí" }, { 0 },
};

static void income(struct term_driver *t, const char *paso, const char *salario)
{
	const struct dato trabajo[] = {
		{ "¿En qué ocupó", "trabajando" }, { "¿En qué ocupó", "estudiando" }, { "¿Además trabajó", "no" }, { "¿Buscó trabajo", "no" }, { "¿Cómo trabaja?", "empresa" },
		{ "¿Qué contrato", "escrito" }, { "¿Cotiza a pensión?", "sí" }, { "¿Recibe pensión?", "no" }, { "¿Tiene un negocio", "no" }, { "¿Necesita formación", "no" },
		{ "¿Trabaja o se le ve", "no" }, { "Horas a la semana", "1 a 5" }, { "¿Recibió dinero", "sí" }, { "¿Recibió dinero", "no" }, { "Salario del mes", salario },
		{ "¿Ahí van incluidas", "sí" }, { "¿Quedaron todos", "sí" }, { 0 },
	};
	family_form(t, paso, trabajo);
}

void family_linea_base(struct term_driver *t, const char *salario)
{
	static const struct dato palabra[] = { { "¿Qué dice la familia", "Quieren empezar por el ahorro" }, { 0 } };
	family_begin(t);
	family_form(t, "Identificación y condiciones", identificacion);
	family_form(t, "Vivienda y servicios", vivienda);
	family_form(t, "Salud", salud);
	family_form(t, "Educación", educacion);
	income(t, "Trabajo e ingresos", salario);
	family_form(t, "Alimentación", alimentacion);
	family_form(t, "Dinámica familiar", dinamica);
	family_form(t, "Ahorro, crédito y justicia", ahorro);
	family_board(t, "Tablero de logros");
	family_board(t, "Evaluación");
	family_form(t, "Palabra de la familia", palabra);
	family_end(t, "La familia pasó de «Línea base» a «Plan familiar».");
}

/* ---- Así Crecemos ---- */

static const struct dato nada_nuevo[] = { { "¿Qué cambió", "Nada nuevo" }, { 0 } };
static const struct dato convivencia[] = { { "¿Cómo va", "cumplido" }, { "Nuestro compromiso", "Comer juntos los domingos" }, { "¿Quién lo recordará", "Iván" }, { 0 } };
static const struct dato microsesion[] = { { "Tema", "convivencia" }, { "¿Cuántas personas", "3" }, { 0 } };

/* The first five of the list enter the plan, each with its commitment. */
static void prioritise(struct term_driver *t)
{
	for (int i = 0; i < FAMILY_LOGROS; i++) {
		term_keys(t, "<F8>");
		cr_wait(t, "Priorizar un logro");
		term_keys(t, "<Enter>");
		cr_wait(t, "entra al plan");
		term_keys(t, "<Ins>");
		cr_wait(t, "¿Qué se hará?");
		term_keys(t, "Averiguar los requisitos esta semana<F2>");
		cr_wait(t, "¿Quién responde por este compromiso?");
		term_keys(t, "<Enter>");
		cr_wait(t, "¿Para cuándo?");
		term_keys(t, "<Enter>");
		cr_wait(t, "Compromiso guardado");
	}
}

void family_plan(struct term_driver *t)
{
	family_begin(t);
	family_form(t, "Encuadre y datos al día", nada_nuevo);
	family_board(t, "Logros alcanzados y por alcanzar");
	open_step(t, "Priorizar logros");
	prioritise(t);
	term_keys(t, "<F2>");
	done(t, "Priorizar logros");
	family_board(t, "Compromisos");
	family_board(t, "Oportunidades");
	family_form(t, "Nuestro compromiso de convivencia", convivencia);
	family_form(t, "Microsesión educativa", microsesion);
	family_end(t, "La familia pasó de «Plan familiar» a «Seguimiento».");
}

/* Its place in the plan stands at the end of the line. */
static bool planned(const char *line)
{
	size_t n = strlen(line);
	return n > 0 && line[n - 1] >= '0' && line[n - 1] <= '9';
}

/* Every logro of the plan that is still to be reached is confirmed, with what was seen. */
static void confirm_plan(struct term_driver *t)
{
	term_keys(t, "<Ctrl-B>");
	cr_wait(t, "── Por alcanzar: ");
	for (int i = 0; i < FAMILY_LOGROS; i++) {
		cr_assert(journey_line(t, "P por alcanzar", planned), "logro %d of the plan is not on the board:\n%s", i + 1, term_screen(t));
		term_keys(t, "<Enter>");
		cr_wait(t, "Cómo se supo");
		term_keys(t, "<Enter>");
		cr_wait(t, "Según los datos  ");
		term_keys(t, "<Down><Enter><Enter>verificado<Enter>");
		cr_wait(t, "> Soporte");
		term_keys(t, "<Enter>Certificado de la entidad, visto en la casa<F2>");
		cr_wait(t, "Con cambios por guardar");
		term_keys(t, "<F2>");
		cr_wait(t, ": Alcanzado");
	}
}

static void follow_commitments(struct term_driver *t, const char *state)
{
	for (int i = 0; term_has(t, "por revisar hoy"); i++) {
		cr_assert(i <= FAMILY_LOGROS && journey_line(t, "[ ]", NULL), "%s", term_screen(t));
		term_keys(t, "<Enter>");
		cr_wait(t, "¿Cómo va el compromiso?");
		term_bytes(t, state);
		term_keys(t, "<Enter>");
		cr_wait(t, "Nota del seguimiento");
		term_keys(t, "Van bien<Enter>");
		cr_wait(t, "Seguimiento guardado");
	}
}

void family_seguimiento(struct term_driver *t, bool cumple)
{
	static const struct dato autogestion[] = { { "Logros que", "El ahorro" }, { "¿Qué gestionó", "Averiguaron el curso" }, { 0 } };
	static const struct dato conversacion[] = { { "Pregunta", "¿Qué los hizo reír esta semana?" }, { 0 } };
	family_begin(t);
	family_form(t, "Encuadre y datos al día", nada_nuevo);
	open_step(t, "Logros");
	if (cumple)
		confirm_plan(t);
	term_keys(t, "<F2>");
	done(t, "Logros");
	family_board(t, "Oportunidades");
	family_form(t, "Autogestión", autogestion);
	open_step(t, "Compromisos");
	cr_wait(t, "por revisar hoy");
	follow_commitments(t, cumple ? "cumplido" : "pendiente");
	term_keys(t, "<F2>");
	done(t, "Compromisos");
	family_form(t, "Nuestro compromiso de convivencia", convivencia);
	family_form(t, "Microsesión educativa", microsesion);
	family_form(t, "La conversación y las preguntas", conversacion);
	family_end(t, cumple ? "La familia pasó de «Seguimiento» a «Validación previa»." : "Sigue en «Seguimiento»");
}

/* ---- Así Continuamos ---- */

void family_validacion(struct term_driver *t, const char *salario, const char *concepto)
{
	const struct dato revision[] = {
		{ "¿Los datos", "sí" }, { "¿Se verificaron", "sí" }, { "¿Se revisaron", "sí" }, { "Coordinación", "Gloria Coordinadora" }, { "Fecha", "hoy" },
		{ "Concepto", concepto }, { "Razones", "Se revisaron los soportes" }, { 0 },
	};
	static const struct dato vivienda_hoy[] = { { "¿Qué espacios", "baño, cocina, lavadero, dormitorios" }, { "¿Hay cama", "sí" }, { 0 } };
	family_begin(t);
	family_form(t, "Encuadre y datos al día", nada_nuevo);
	family_form(t, "Vivienda y servicios, otra vez", vivienda_hoy);
	family_form(t, "Salud, otra vez", NULL);
	family_form(t, "Educación, otra vez", NULL);
	const struct dato ingreso[] = { { "Salario del mes", salario }, { 0 } };
	family_form(t, "Trabajo e ingresos, con soportes", ingreso);
	family_form(t, "Alimentación, otra vez", NULL);
	family_skip(t, "Dinámica familiar, otra vez");
	family_board(t, "Tablero de logros");
	family_board(t, "Compromisos");
	family_board(t, "Evaluación");
	family_form(t, "Revisión de la coordinación", revision);
	open_step(t, "Registrar la decisión");
	cr_wait(t, "Por registrar: F2 la deja escrita");
	term_keys(t, "<F2>");
	cr_wait(t, "Queda registrada con los números y las razones de hoy.");
	term_keys(t, "<Right><Enter>");
	done(t, "Registrar la decisión");
}

void family_promocion(struct term_driver *t)
{
	static const struct dato palabras[] = { { "¿Se explicaron", "sí" }, { "¿La familia conoce", "sí" }, { "Palabras", "Nos sentimos orgullosos" }, { 0 } };
	family_begin(t);
	family_board(t, "Las tres condiciones");
	family_form(t, "Promoción", palabras);
	family_end(t, "La familia pasó de «Visita de promoción» a «Sesión de cierre».");
}

void family_cierre(struct term_driver *t)
{
	static const struct dato acta[] = {
		{ "Balance", "La familia sigue por su cuenta" }, { "Red de apoyo", "La vecina y el colegio" }, { "¿La familia firmó", "sí" }, { "¿Quién firmó?", "Begoña Nuñez" }, { 0 },
	};
	family_begin(t);
	family_board(t, "El camino recorrido");
	family_form(t, "Balance y acta de cierre", acta);
	family_end(t, "La familia terminó la ruta.");
}

void family_permanencia(struct term_driver *t)
{
	static const struct dato motivo[] = { { "¿Qué falta", "El ingreso no alcanza todavía" }, { "Acuerdos", "Buscar un curso" }, { "¿Cómo continúa", "<F4><Enter>" }, { 0 } };
	family_form(t, "Permanencia: motivo y acuerdos", motivo);
}
