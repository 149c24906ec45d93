#include "tui/logro_borrador.h"

#include <string.h>

const char *const logro_dato[LOGRO_DATOS] = { LOGRO_ESTADO, LOGRO_COMO, LOGRO_SOPORTE, LOGRO_MOTIVO, LOGRO_OBSERVACION };

static const struct borrador *find(const struct familia *f, const struct logro_arg *arg)
{
	struct borrador_clave k = borrador_de_logro(&f->app->turn, arg->hogar, arg->logro, arg->integrante);
	for (int i = 0; i < f->n_borrador; i++)
		if (f->borrador[i].clave.seq == k.seq && strcmp(f->borrador[i].clave.formulario, k.formulario) == 0)
			return &f->borrador[i];
	return NULL;
}

bool logro_borrador_poner(struct tablero_familia *t, const struct logro_arg *arg, const char *const valor[LOGRO_DATOS], struct err *err)
{
	const struct familia *f = &t->familia;
	struct arena *turn = &f->app->turn;
	struct borrador_clave k = borrador_de_logro(turn, arg->hogar, arg->logro, arg->integrante);
	const struct logro_def *def = logro_find(f->app->programa->logros, arg->logro);
	struct answers a;
	answers_init(&a, turn);
	if (valor)
		borrador_anotar(&a, ficha_record(&f->ficha, RECORD_LOGRO, logro_seq(arg->logro, arg->integrante)), logro_dato, LOGRO_DATOS);
	for (int i = 0; valor && i < LOGRO_DATOS; i++)
		answers_set(&a, logro_dato[i], value_text(valor[i]));
	return borrador_console(f->app, &k, &a, arena_printf(turn, "Logro %d. %s: %s", arg->logro, def ? def->corto : "", f->nombre), "", &t->mio, err);
}

bool logro_borrador_leer(struct tablero_familia *t, const struct logro_arg *arg, const char *valor[LOGRO_DATOS], struct arena *arena)
{
	struct familia *f = &t->familia;
	const struct borrador *draft = find(f, arg);
	struct record *there = ficha_record(&f->ficha, RECORD_LOGRO, logro_seq(arg->logro, arg->integrante));
	if (!draft)
		return false;
	borrador_mio_abrir(&t->mio, &draft->campos, draft);
	for (int i = 0; i < LOGRO_DATOS; i++)
		valor[i] = arena_strdup(arena, answers_text(&draft->campos, logro_dato[i]));
	if (there)
		borrador_rebobinar(there, &draft->campos);
	return true;
}
