/* kill -9 at any moment of a visit: what was left is there, the console offers the visit at the same step, and the store verifies.
 * Nothing is started anew between the rounds: each goes on from where the kill before it fell. */
#include "family.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 28, FIELDS = 120, MAX_STEP = 2, ACTS = 16 };

/* Fields in the order of the form; each answer is typed just as it is shown afterwards. */
static const struct dato identificacion[] = {
	{ "¿Figura en la base", "Sí" }, { "Estado civil", "Soltero(a)" }, { "¿Figura en la base", "Sí" }, { "¿Figura en la base", "No" },
	{ "¿Se reconoce", "Ninguno de los anteriores" }, { "¿Es víctima", "No" }, { "¿Tiene alguna discapacidad", "No" },
	{ "¿Se reconoce", "Indígena" }, { "¿Es víctima", "No" }, { "¿Tiene alguna discapacidad", "No" },
	{ "¿Se reconoce", "Raizal" }, { "¿Es víctima", "No" }, { "¿Tiene alguna discapacidad", "No" }, { 0 },
};
static const struct dato vivienda[] = {
	{ "Tipo de vivienda", "Casa" }, { "Material de las paredes", "Bahareque" }, { "Material del techo", "Teja de barro" }, { "Estado del techo", "Por reparar" },
	{ "Material de los pisos", "Cemento o gravilla" }, { "¿Cómo se ve la estructura", "Con grietas" }, { "¿Hay riesgo", "No" }, { "¿Con qué servicios", "Energía eléctrica" },
	{ "¿Con qué sanitario", "De uso exclusivo del hogar" }, { "Sin alcantarillado", "Pozo séptico" }, { "¿De dónde toman", "Agua lluvia" }, { "¿Qué hacen con la basura", "La entierran" },
	{ "¿Qué espacios", "Baño, Cocina" }, { "¿En cuántos cuartos", "2" }, { "¿Hay cama", "Sí" }, { "¿Hay lo básico", "Sí" }, { "¿Qué medios", "Celular, Radio" },
	{ "La vivienda es", "Posesión" }, { "¿Qué documento", "No tiene" }, { 0 },
};
static const struct dato salud[] = {
	{ "Afiliación a salud", "Subsidiado" }, { "EPS", "Savia Salud" }, { "Prevención", "Presión arterial" }, { "¿Tuvo un problema", "No" }, { "¿Conoce métodos", "Sí" },
	{ "Afiliación a salud", "Subsidiado" }, { "EPS", "Savia Salud" }, { "Prevención", "Salud oral" }, { "¿Tuvo un problema", "No" }, { "¿Conoce métodos", "No" },
	{ "Afiliación a salud", "Subsidiado" }, { "EPS", "Savia Salud" }, { "Prevención", "Vacunación" }, { "¿Tuvo un problema", "No" },
	{ "¿Está en embarazo", "No" }, { "¿Está lactando", "No" }, { "Última citología", "Nunca" }, { "Vacunas", "Carné incompleto" }, { "¿Fue a crecimiento", "Sí" }, { 0 },
};
static const struct { const char *paso, *titulo; const struct dato *datos; } script[] = {
	{ "Identificación y condiciones", "Identificación y condiciones", identificacion }, { "Vivienda y servicios", "Vivienda y servicios", vivienda }, { "Salud", "Salud", salud },
};
enum { FORMS = sizeof script / sizeof *script };

/* left: answers of the form that have been left; passed: those above the cursor. */
struct place { int form, left, passed; };
static unsigned long long seed = 20261120;

static int below(int n)
{
	seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (int)((seed >> 33) % (unsigned)n);
}

static int fields_of(int form)
{
	int n = 0;
	while (script[form].datos[n].label)
		n++;
	return n;
}

/* Down to the next answer of the script; those already given are passed. */
static void to_next(struct term_driver *t, struct place *at)
{
	const struct dato *datos = script[at->form].datos;
	char label[256];
	for (int i = 0; i < FIELDS; i++) {
		const char *wanted = datos[at->passed].label;
		bool here = strncmp(journey_label(t, label), wanted, strlen(wanted)) == 0;
		if (here && at->passed == at->left)
			return;
		at->passed += here;
		term_keys(t, "<Enter>");
	}
	cr_assert_fail("no field «%s»:\n%s", datos[at->left].label, term_screen(t));
}

static long usual_us = 4000;      /* what a burst has taken so far; under sanitizers all is slower */

static void send(struct term_driver *t, const char *burst)
{
	struct timespec from, to;
	clock_gettime(CLOCK_MONOTONIC, &from);
	term_bytes(t, burst);
	clock_gettime(CLOCK_MONOTONIC, &to);
	usual_us = (to.tv_sec - from.tv_sec) * 1000000L + (to.tv_nsec - from.tv_nsec) / 1000;
}

/* The last keys are on their way when the program dies: at any moment between their arrival and somewhat after they have been obeyed. */
static void kill_in_flight(struct term_driver *t, const char *burst)
{
	long us = below((int)(usual_us < 200000 ? usual_us : 200000) * 3 / 2 + 1);
	term_type(t, burst);
	nanosleep(&(struct timespec){ .tv_nsec = us * 1000L }, NULL);
	term_kill(t, SIGKILL);
	cr_assert_eq(term_end(t), 128 + SIGKILL);
}

/* A field at leisure or none, then one more, or F2 after the last: two at most, so that 51 fields see 25 kills and more. */
static struct place fill_until_killed(struct term_driver *t, struct place at)
{
	char burst[256];
	const struct dato *datos = script[at.form].datos;
	for (int n = below(MAX_STEP); n > 0 && datos[at.left].label; n--) {
		to_next(t, &at);
		snprintf(burst, sizeof burst, "%s\r", datos[at.left].keys);
		send(t, burst);
		at.passed = ++at.left;
	}
	if (datos[at.left].label) {
		to_next(t, &at);
		snprintf(burst, sizeof burst, "%s\r", datos[at.left].keys);
	} else {
		snprintf(burst, sizeof burst, "\033OQ");
	}
	kill_in_flight(t, burst);
	return at;
}

/* The rest without disturbance: nothing of what came before is in the way. */
static void finish(struct term_driver *t, struct place at)
{
	char said[200], burst[256];
	for (; at.form < FORMS; at = (struct place){ .form = at.form + 1 }) {
		const struct dato *datos = script[at.form].datos;
		while (datos[at.left].label) {
			to_next(t, &at);
			snprintf(burst, sizeof burst, "%s\r", datos[at.left].keys);
			send(t, burst);
			at.passed = ++at.left;
		}
		snprintf(said, sizeof said, "Paso hecho: %s", script[at.form].paso);
		term_keys(t, "<F2>");
		cr_wait(t, said);
		term_keys(t, "<Enter>");
	}
}

/* How many answers of the script stand in the open form, in their order. */
static int recovered(struct term_driver *t, int form)
{
	static struct visto seen[FIELDS];
	const struct dato *datos = script[form].datos;
	int n = journey_read(t, seen, FIELDS), at = 0, found = 0;
	for (int i = 0; i < n && datos[at].label; i++)
		if (strncmp(seen[i].label, datos[at].label, strlen(datos[at].label)) == 0)
			found += strcmp(seen[i].value, datos[at++].keys) == 0;
	return found;
}

/* The console offers the visit, at the step that was being done, with what was left; back in that form when it is not saved yet. */
static struct place reopen(struct term_driver *t, struct place at, int round)
{
	char offer[200];
	journey_hogar(t, FAMILY_DOCUMENT);
	bool saved = at.left == fields_of(at.form) && !term_has(t, script[at.form].paso);
	if (saved)
		at = (struct place){ .form = at.form + 1 };
	if (at.form == FORMS)
		return at;
	snprintf(offer, sizeof offer, "Continuar la visita: %s", script[at.form].paso);
	cr_assert(term_has(t, offer), "round %d: %s", round, term_screen(t));
	term_keys(t, "v");
	cr_assert(strstr(journey_cursor(t), script[at.form].paso), "round %d: the cursor is not on «%s»:\n%s", round, script[at.form].paso, term_screen(t));
	/* With all of them the form may have been saved already, and the step not yet marked. */
	if (at.left > 0 && at.left < fields_of(at.form))
		cr_assert(strstr(journey_cursor(t), "con borrador"), "round %d: %s", round, term_screen(t));
	term_keys(t, "<Enter>");
	cr_wait(t, script[at.form].titulo);
	int found = recovered(t, at.form);
	cr_assert(found == at.left || found == at.left + 1, "round %d: %d fields of «%s» were left, %d are there:\n%s", round, at.left, script[at.form].paso, found, term_screen(t));
	at.left = found;
	at.passed = 0;
	/* From the first field again: the way to the next one is along all that was kept. */
	for (int i = 0; i < FIELDS / 10; i++)
		term_keys(t, "<PgUp>");
	return at;
}

Test(kill, en_cualquier_momento_de_la_visita)
{
	struct world w;
	char out[4096];
	struct place at = { 0 };
	world_practica(&w);
	struct term_driver *t = journey_open(&w, NULL);
	family_register(t);
	family_visita_inicio(t);
	family_begin(t);
	term_keys(t, "<Enter>");
	cr_wait(t, script[0].titulo);
	for (int round = 0; round < ROUNDS && at.form < FORMS; round++) {
		at = fill_until_killed(t, at);
		cr_assert_eq(WORLD_RUN(&w, out, "verificar"), 0, "round %d: %s", round, out);
		t = journey_open(&w, NULL);
		at = reopen(t, at, round);
	}
	finish(t, at);
	journey_quit(t);
	world_remove(&w);
}

/* An act is whole or has not been: a step is marked and unmarked, each time with the kill somewhere in it. */
Test(kill, un_acto_es_entero)
{
	struct world w;
	char out[4096];
	int turned = 0;
	bool done = true;
	world_practica(&w);
	for (int round = 0; round < ACTS; round++) {
		struct term_driver *t = journey_open(&w, NULL);
		journey_momento(t, "Visita de inicio", "En curso");
		term_keys(t, "v<Home>");
		cr_assert(strstr(journey_cursor(t), " 1. "), "%s", term_screen(t));
		bool now = strstr(journey_cursor(t), "[x]") != NULL;
		cr_assert(now || strstr(journey_cursor(t), "[ ]"), "%s", term_screen(t));
		turned += round > 0 && now != done;
		done = now;
		if (round == 0)
			send(t, "\033[19~"), send(t, "\033[19~");
		term_keys(t, "<Home>");
		kill_in_flight(t, "\033[19~");
		cr_assert_eq(WORLD_RUN(&w, out, "verificar"), 0, "round %d: %s", round, out);
	}
	cr_expect(turned > 0 && turned < ACTS - 1, "%d of %d: the kills came all before, or all after", turned, ACTS - 1);
	world_remove(&w);
}

/* A household half registered is found under «Por terminar», person by person. */
Test(kill, en_medio_del_registro)
{
	static const struct dato persona[] = { { "Primer nombre", "Begoña" }, { "Primer apellido", "Nuñez" }, { "Segundo apellido", "Ríos" }, { "Sexo", "Mujer" }, { "Fecha de nacimiento", "12/05/1990" }, { 0 } };
	struct world w;
	char out[4096], burst[64];
	struct visto seen[20];
	world_practica(&w);
	struct term_driver *t = journey_open(&w, NULL);
	term_keys(t, "<Ctrl-N>99999999<Enter>");
	cr_wait(t, "2 Datos del hogar");
	term_keys(t, "<F2>");
	cr_wait(t, "3 Una persona");
	int n = journey_read(t, seen, 20), left = 0;
	cr_assert_gt(n, 5);
	term_keys(t, "<PgUp><PgUp>");
	for (int round = 0; left < 5; round++) {
		cr_assert_lt(round, 20);
		journey_field(t, persona[left].label);
		snprintf(burst, sizeof burst, "%s\r", persona[left].keys);
		if (left == 0 || below(2)) {
			send(t, burst);
			left++;
			burst[0] = 0;
		}
		kill_in_flight(t, burst);
		cr_assert_eq(WORLD_RUN(&w, out, "verificar"), 0, "round %d: %s", round, out);
		t = journey_open(&w, NULL);
		term_keys(t, "5");
		cr_assert(journey_line(t, "Begoña", NULL) || journey_line(t, "Registr", NULL), "round %d: no draft:\n%s", round, term_screen(t));
		term_keys(t, "<Enter>");
		cr_wait(t, "Continúa donde lo dejó");
		cr_wait(t, "3 Una persona");
		n = journey_read(t, seen, 20);
		int found = 0;
		for (int i = 0; i < n && persona[found].label; i++)
			found += strncmp(seen[i].label, persona[found].label, strlen(persona[found].label)) == 0 && strcmp(seen[i].value, persona[found].keys) == 0;
		cr_assert(found == left || found == left + 1, "round %d: %d left, %d there:\n%s", round, left, found, term_screen(t));
		left = found;
		term_keys(t, "<PgUp><PgUp>");
	}
	journey_quit(t);
	world_remove(&w);
}

/* What is written on the boards is as safe as what is written in forms: a logro that was changed and a commitment half agreed are there after a kill. */
Test(kill, en_los_tableros)
{
	struct world w;
	char out[4096];
	world_practica(&w);
	struct term_driver *t = journey_open(&w, NULL);
	journey_momento(t, "Seguimiento", "En curso");
	term_keys(t, "2<Down><Enter><Down><Enter>");
	cr_wait(t, "Cómo se supo");
	term_keys(t, "<End><Enter>La cartilla está al día<F2>");
	cr_wait(t, "Con cambios por guardar");
	term_kill(t, SIGKILL);
	term_end(t);
	t = journey_open(&w, NULL);
	journey_momento(t, "Seguimiento", "En curso");
	term_keys(t, "9");
	cr_wait(t, "Logro ");
	term_keys(t, "<Enter><End>");
	cr_wait(t, "La cartilla está al día");
	term_keys(t, "<Esc><Esc>3<Ins>");
	cr_wait(t, "¿Qué se hará?");
	term_keys(t, "Sacar la cita el martes<F2>");
	cr_wait(t, "¿Quién responde");
	term_kill(t, SIGKILL);
	term_end(t);
	t = journey_open(&w, NULL);
	journey_momento(t, "Seguimiento", "En curso");
	term_keys(t, "3");
	cr_wait(t, "Hay un compromiso a medio escribir: Ins lo continúa");
	term_keys(t, "<Ins>");
	cr_wait(t, "Sacar la cita el martes");
	term_keys(t, "<F2><Enter><Enter>");
	cr_wait(t, "Compromiso guardado");
	journey_quit(t);
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	world_remove(&w);
}
