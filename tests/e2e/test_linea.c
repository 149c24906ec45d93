/* The program asks its terminal how far the last picture has come, while keys repeat. The answers are no keys, whatever way they come in. */
#include "journey.h"

#include <string.h>

static int questions(struct term_driver *t)
{
	size_t n;
	int found = 0;
	for (const char *at = term_output(t, &n); (at = strstr(at, "\033[5n")); at++)
		found++;
	return found;
}

static struct term_driver *at_list(struct world *w, const char *term)
{
	world_practica(w);
	struct term_driver *t = journey_open(w, &(struct world_how){ .term = term, .env = (const char *const[]){ "LOGROS_MARCA=preguntas", NULL } });
	term_keys(t, "6");
	cr_wait(t, "Buscar:");
	term_answering(t, TERM_AT_ONCE);
	return t;
}

static void hold(struct term_driver *t, const char *key, int times)
{
	for (int i = 0; i < times; i++)
		term_type(t, key);
	term_bytes(t, key);
}

/* Each is read before the next comes, as from a keyboard that repeats. */
static void repeat(struct term_driver *t, const char *key, int times)
{
	for (int i = 0; i < times; i++)
		term_bytes(t, key);
}

static void close_list(struct term_driver *t, struct world *w)
{
	cr_expect_null(strstr(term_screen(t), "0n"), "%s", term_screen(t));
	cr_expect_null(strstr(term_screen(t), "[0"), "%s", term_screen(t));
	journey_quit(t);
	world_remove(w);
}

static void answers_are_no_keys(enum term_answers how)
{
	struct world w;
	struct term_driver *t = at_list(&w, NULL);
	cr_expect_eq(questions(t), 0, "nothing is asked at the start, nor for a single key");
	term_answering(t, how);
	repeat(t, "\033[B", 25);
	cr_expect_gt(questions(t), 0);
	hold(t, "\033[6~", 8);
	repeat(t, "\033[A", 25);
	/* In the field of the search, by letters and by a paste. */
	repeat(t, "a", 4);
	repeat(t, "\177", 3);
	term_bytes(t, "\033[200~guila\033[201~");
	cr_wait(t, "Buscar: aguila");
	repeat(t, "\177", 6);
	cr_gone(t, "Buscar: a");
	close_list(t, &w);
}

Test(linea, respuestas_enteras) { answers_are_no_keys(TERM_AT_ONCE); }
Test(linea, respuestas_en_pedazos) { answers_are_no_keys(TERM_IN_PIECES); }
Test(linea, terminal_muda) { answers_are_no_keys(TERM_MUTE); }

/* Two questions without an answer are enough. */
Test(linea, a_la_muda_no_se_le_pregunta_mas)
{
	struct world w;
	struct term_driver *t = at_list(&w, NULL);
	term_answering(t, TERM_MUTE);
	for (int i = 0; i < 60; i++)
		repeat(t, i % 20 < 10 ? "\033[6~" : "\033[5~", 1);
	cr_expect_eq(questions(t), 2);
	close_list(t, &w);
}

/* The answer comes between the pasted letters, and while Escape is a key of its own. */
Test(linea, respuesta_en_medio_de_lo_pegado)
{
	struct world w;
	struct term_driver *t = at_list(&w, NULL);
	term_answering(t, TERM_MUTE);
	repeat(t, "\033[6~", 3);
	term_bytes(t, "\033[200~agu\033[0ndelo\033[201~");
	cr_wait(t, "Buscar: agudelo");
	repeat(t, "\033[A", 3);
	term_bytes(t, "\033\033[0n");
	cr_gone(t, "Buscar: agudelo");
	close_list(t, &w);
}

/* What is left when it ends is what was typed, not what the terminal answers. */
Test(linea, al_terminar_se_espera_la_respuesta)
{
	struct world w;
	struct term_driver *t = at_list(&w, NULL);
	repeat(t, "\033[6~", 3);
	term_answering(t, TERM_IN_PIECES);
	repeat(t, "\033[5~", 2);
	journey_quit(t);
	world_remove(&w);
}
