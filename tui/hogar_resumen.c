#include "tui/hogar_resumen.h"

#include "base/strbuf.h"
#include "base/text.h"
#include "forms/field_type.h"
#include "model/resumen.h"
#include "tui/alertas_vista.h"
#include "tui/screens.h"

#include <string.h>

static const char *people(const struct familia *f, struct arena *arena)
{
	struct strbuf out;
	const struct record **activo;
	int n = ficha_activos(&f->ficha, &activo);
	strbuf_init(&out, arena);
	strbuf_add(&out, resumen_cuantos(arena, n, "persona: ", "personas: "));
	for (int i = 0; i < n; i++)
		strbuf_printf(&out, "%s%s", i ? ", " : "", integrante_corto(activo[i], arena));
	return out.text;
}

static const char *logros(const struct familia *f, struct arena *arena)
{
	const int *c = f->ev->cuenta;
	return arena_printf(arena, "%d por alcanzar · %s · %d sin dato", c[LOGRO_POR_ALCANZAR], resumen_cuantos(arena, c[LOGRO_ALCANZADO], "alcanzado", "alcanzados"), c[LOGRO_SIN_DATO]);
}

static const char *plan(const struct familia *f, struct arena *arena)
{
	int chosen = 0, alive = 0;
	for (int i = 0; i < f->ev->n_logro; i++)
		chosen += f->ev->logro[i].prioridad > 0;
	for (int i = 0; i < f->ficha.compromiso.n; i++)
		alive += promocion_compromiso_vivo(&f->ficha.compromiso.item[i]);
	if (chosen == 0 && alive == 0)
		return "todavía sin logros priorizados";
	return arena_printf(arena, "%s · %s", resumen_cuantos(arena, chosen, "logro priorizado", "logros priorizados"), resumen_cuantos(arena, alive, "compromiso abierto", "compromisos abiertos"));
}

static const char *visits(const struct familia *f, struct arena *arena)
{
	const struct answers *h = &f->ficha.hogar.fields;
	int n = (int)answers_int(h, HOGAR_VISITAS, 0);
	if (n == 0)
		return "ninguna terminada todavía";
	return arena_printf(arena, "%s · la última %s", resumen_cuantos(arena, n, "visita efectiva", "visitas efectivas"), resumen_hace(arena, answers_date(h, HOGAR_ULTIMA_VISITA), f->app->hoy));
}

static const char *opportunities(const struct familia *f, struct arena *arena)
{
	int open = 0, n = f->ficha.oportunidad.n;
	for (int i = 0; i < n; i++)
		open += strcmp(answers_text(&f->ficha.oportunidad.item[i].fields, OPORTUNIDAD_ESTADO), "acercada") == 0;
	if (n == 0)
		return "ninguna acercada todavía";
	return arena_printf(arena, "%s · %d por cerrar", resumen_cuantos(arena, n, "acercada", "acercadas"), open);
}

static const char *evaluation(const struct familia *f, struct arena *arena)
{
	const struct promocion *p = &f->ev->promocion;
	if (p->celda == 0)
		return "celda por definir: faltan datos";
	return arena_printf(arena, "celda %d, de %s", p->celda, p->celda_promueve == TRI_YES ? "promoción" : "permanencia");
}

static const char *validation(const struct familia *f, struct arena *arena)
{
	const struct promocion *p = &f->ev->promocion;
	if (p->promueve == TRI_YES)
		return "cumple las tres condiciones";
	int yes = 0;
	for (int i = 0; i < 3; i++)
		yes += p->condicion[i].cumple == TRI_YES;
	return arena_printf(arena, "cumple %d de las tres condiciones%s", yes, p->promueve == TRI_UNKNOWN ? "; faltan datos" : "");
}

static const char *history(const struct familia *f, struct arena *arena)
{
	return arena_printf(arena, "vinculado %s", resumen_hace(arena, answers_date(&f->ficha.hogar.fields, HOGAR_VINCULACION), f->app->hoy));
}

static const char *drafts(const struct familia *f, struct arena *arena)
{
	return f->n_borrador ? resumen_cuantos(arena, f->n_borrador, "formulario por terminar", "formularios por terminar") : "nada por terminar";
}

const struct seccion hogar_seccion[SECCIONES] = {
	{ '1', "Integrantes", &screen_integrantes, people, NULL },
	{ '2', "Logros", &screen_logros, logros, NULL },
	{ '3', "Plan", &screen_plan, plan, NULL },
	{ '4', "Visitas", &screen_visitas, visits, NULL },
	{ '5', "Oportunidades", &screen_oportunidades, opportunities, NULL },
	{ '6', "Evaluación", &screen_evaluacion, evaluation, NULL },
	{ '7', "Validación", &screen_validacion, validation, NULL },
	{ '8', "Historia", &screen_historia, history, NULL },
	{ '9', "Por terminar", &screen_borradores, drafts, NULL },
	{ 'A', "Alertas", &screen_alertas, alertas_resumen, alertas_hay },
};

int hogar_secciones(const struct familia *f)
{
	int n = SECCIONES;
	while (n > 0 && hogar_seccion[n - 1].hay && !hogar_seccion[n - 1].hay(f))
		n--;
	return n;
}

const char *hogar_principal(const struct familia *f, struct arena *arena)
{
	const char *next = f->pos.siguiente >= 0 ? f->pos.paso[f->pos.siguiente].paso->nombre : "cerrar la visita";
	char day[DATE_TEXT];
	switch (f->agenda.estado) {
	case AGENDA_CERRADA: return NULL;
	case AGENDA_EN_CURSO: return arena_printf(arena, "Continuar la visita: %s", next);
	case AGENDA_BLOQUEADA: return arena_printf(arena, "Visitar hoy, antes de tiempo: pide un motivo (se abre el %s)", date_text(f->agenda.desde, day));
	default: return arena_printf(arena, "Iniciar la visita: %s", f->pos.momento ? f->pos.momento->nombre : next);
	}
}

const char *hogar_contacto(const struct familia *f, struct arena *arena)
{
	static const char *const shown[] = { "direccion", "barrio", "comuna", "telefono", "celular" };
	const struct answers *h = &f->ficha.hogar.fields;
	struct strbuf out;
	strbuf_init(&out, arena);
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		const struct variable *var = dict_find(&f->app->programa->dict, shown[i]);
		const char *text = var ? variable_format(var, answers_get(h, shown[i]), arena) : "";
		if (*text)
			strbuf_printf(&out, "%s%s%s", out.len ? " · " : "", strcmp(shown[i], "telefono") == 0 ? "tel. " : "", text);
	}
	return out.text;
}
