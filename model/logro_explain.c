#include "model/logro.h"
#include "model/regla.h"

/* The scope as it stands for one subject. */
static struct scope scope_of(const struct scope *scope, const struct logro_sujeto *s)
{
	struct scope own = *scope;

	own.me = -1;
	for (int i = 0; s->integrante && i < scope->n_integrante; i++)
		if (scope->integrante[i] == &s->integrante->fields)
			own.me = i;
	return own;
}

static const char *member_name(const struct scope *scope, int me, struct arena *arena)
{
	if (me < 0)
		return "El hogar";
	return scope->integrante_name ? scope->integrante_name[me] : arena_printf(arena, "Integrante %d", me + 1);
}

static void explain_rule(const struct logro_def *def, const struct scope *scope, struct trace *trace, int depth)
{
	enum tri applies = TRI_YES;

	if (def->aplica_si) {
		int head = trace->n;
		trace_add(trace, depth, "¿Aplica?");
		applies = regla_trace(def->aplica_si, scope, trace, depth + 1);
		trace->line[head].text = arena_printf(trace->arena, "¿Aplica? %s", tri_nombre(applies));
	} else {
		trace_add(trace, depth, "¿Aplica? siempre");
	}
	if (applies == TRI_NO)
		return;
	int head = trace->n;
	trace_add(trace, depth, "¿Alcanzado?");
	enum tri reached = regla_trace(def->alcanzado_si, scope, trace, depth + 1);
	trace->line[head].text = arena_printf(trace->arena, "¿Alcanzado? %s", tri_nombre(reached));
}

static void explain_record(const struct logro_sujeto *s, struct trace *trace, int depth)
{
	char day[DATE_TEXT];

	if (s->confirmado) {
		const struct answers *fields = &s->registro->fields;
		const char *how = answers_text(fields, LOGRO_COMO), *evidence = answers_text(fields, LOGRO_SOPORTE);
		int32_t when = answers_date(fields, LOGRO_FECHA);
		trace_add(trace, depth, "Confirmado como %s%s%s%s%s%s%s", logro_estado_nombre(s->vigente), when != DATE_NONE ? " el " : "",
			  date_text(when, day), *how ? ": " : "", *how ? campo_choice_label("como_logro", how) : "",
			  *evidence ? "; soporte: " : "", evidence);
		if (s->revisar)
			trace_add(trace, depth, "Al confirmarlo la regla decía %s y hoy dice %s: conviene revisarlo",
				  campo_choice_label("estado_logro", answers_text(fields, LOGRO_CALCULADO)), logro_estado_nombre(s->calculado));
	}
	if (s->registro && s->vigente == LOGRO_POR_ALCANZAR && *answers_text(&s->registro->fields, LOGRO_MOTIVO))
		trace_add(trace, depth, "Motivo de la dificultad: %s",
			  campo_choice_label("motivo_logro", answers_text(&s->registro->fields, LOGRO_MOTIVO)));
	if (s->base_fecha != DATE_NONE)
		trace_add(trace, depth, "En la línea base (%s): %s", date_text(s->base_fecha, day), logro_estado_nombre(s->base));
}

/* How far the definition itself is to be trusted. */
static void explain_certainty(const struct logro_def *def, struct trace *trace, int depth)
{
	certeza_trace(trace, depth, "Logro", def->certeza, def->nota);
}

static void explain_subject(const struct logro_def *def, const struct logro_sujeto *s, const struct scope *scope, struct trace *trace, int depth)
{
	struct scope own = scope_of(scope, s);

	trace_add(trace, depth, "%s: %s", member_name(&own, own.me, trace->arena), logro_estado_nombre(s->vigente));
	if (depth == 0)
		explain_certainty(def, trace, 1);
	explain_record(s, trace, depth + 1);
	explain_rule(def, &own, trace, depth + 1);
}

static bool is_listed(const struct logro_resultado *r, const struct answers *fields)
{
	for (int i = 0; i < r->n; i++)
		if (r->sujeto[i].integrante && &r->sujeto[i].integrante->fields == fields)
			return true;
	return false;
}

void logro_explain(const struct logro_resultado *r, const struct logro_sujeto *s, const struct scope *scope, struct trace *trace)
{
	const struct logro_def *def = r->def;

	if (s) {
		explain_subject(def, s, scope, trace, 0);
		return;
	}
	trace_add(trace, 0, "Logro %d, %s: %s", def->id, def->corto, logro_estado_nombre(r->vigente));
	explain_certainty(def, trace, 1);
	if (!def->por_integrante) {
		explain_subject(def, &r->sujeto[0], scope, trace, 1);
		return;
	}
	trace_add(trace, 1, def->agrega == AGREGA_TODOS ? "El hogar lo alcanza cuando lo alcanzan todos los integrantes a quienes aplica"
							: "El hogar lo alcanza cuando lo alcanza al menos un integrante");
	for (int i = 0; i < r->n; i++)
		explain_subject(def, &r->sujeto[i], scope, trace, 1);
	for (int i = 0; i < scope->n_integrante; i++) {
		if (is_listed(r, scope->integrante[i]))
			continue;
		struct scope own = *scope;
		own.me = i;
		trace_add(trace, 1, "%s: No aplica", member_name(scope, i, trace->arena));
		if (def->aplica_si)
			regla_trace(def->aplica_si, &own, trace, 2);
	}
}
