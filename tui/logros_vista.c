#include "tui/logros_vista.h"

#include "base/strbuf.h"
#include "base/text.h"
#include "model/regla.h"
#include "model/resumen.h"

#include <string.h>

const struct columna logros_columna[] = {
	{ "Logro", 20, 60, 0, false }, { "LB", 2, 2, 1, false }, { "Hoy", 14, 14, 0, false }, { "Faltan", 6, 8, 3, false }, { "Plan", 4, 4, 2, false }, { "Conf", 4, 4, 4, false },
};

static const char *const state_word[LOGRO_ESTADOS] = {
	[LOGRO_SIN_DATO] = "sin dato", [LOGRO_ALCANZADO] = "alcanzado", [LOGRO_POR_ALCANZAR] = "por alcanzar", [LOGRO_NO_APLICA] = "no aplica",
};

const char *logros_estado(enum logro_estado e, struct arena *arena)
{
	return arena_printf(arena, "%c %s", logro_estado_letra(e), state_word[e]);
}

static const char *letter(const struct familia *f, enum logro_estado base, struct arena *arena)
{
	bool frozen = answers_date(&f->ficha.hogar.fields, HOGAR_LINEA_BASE) != DATE_NONE;
	return frozen ? arena_printf(arena, "%c", logro_estado_letra(base)) : "";
}

static bool shown(enum logros_filtro filter, enum logro_estado state)
{
	return filter == LOGROS_TODOS || state == (filter == LOGROS_POR_ALCANZAR ? LOGRO_POR_ALCANZAR : LOGRO_SIN_DATO);
}

/* «sí», «1/4» of those to whom it applies, or «ver»: the answers have changed since it was confirmed. */
static const char *confirmed(const struct logro_resultado *r, struct arena *arena)
{
	int n = 0;
	for (int i = 0; i < r->n; i++) {
		if (r->sujeto[i].revisar)
			return "ver";
		n += r->sujeto[i].confirmado;
	}
	return n == 0 ? "" : n == r->n ? "sí" : arena_printf(arena, "%d/%d", n, r->n);
}

const char *logros_verificacion(const char *letters, struct arena *arena)
{
	static const struct { char letter; const char *word; } means[] = { { 'D', "documento" }, { 'R', "registro" }, { 'O', "observación" }, { 'M', "lo que dice la familia" } };
	const char *out = "";
	for (; letters && *letters; letters++)
		for (size_t i = 0; i < sizeof means / sizeof *means; i++)
			if (means[i].letter == *letters)
				out = arena_printf(arena, "%s%s%s", out, *out ? ", " : "", means[i].word);
	return out;
}

static const char *logro_foot(const struct logro_resultado *r, struct arena *arena)
{
	struct strbuf out;
	strbuf_init(&out, arena);
	const char *certain = certeza_aviso(arena, r->def->certeza);
	strbuf_printf(&out, "%d. %s%s%s.", r->def->id, r->def->enunciado, certain ? "; " : "", certain ? certain : "");
	if (r->motivo)
		strbuf_add(&out, " Con un motivo ajeno al programa.");
	if (r->def->sector)
		strbuf_printf(&out, "\nQuién ayuda: %s.", r->def->sector);
	return out.text;
}

static void add_logro(struct logros *b, const struct logro_resultado *r)
{
	struct familia *f = &b->t.familia;
	struct arena *a = &f->arena;
	struct renglon line = { .de = { LOGROS_LOGRO, r->def->id, 0 }, .codigo = r->def->id };
	line.texto[0] = arena_printf(a, "%2d %s", r->def->id, r->def->corto);
	line.texto[1] = letter(f, r->base, a);
	line.texto[2] = logros_estado(r->vigente, a);
	line.texto[3] = r->def->por_integrante && r->pendientes ? arena_printf(a, r->n < 10 ? "%d de %d" : "%d/%d", r->pendientes, r->n) : "";
	line.texto[4] = r->prioridad ? arena_printf(a, "%d", r->prioridad) : "";
	line.texto[5] = confirmed(r, a);
	line.style = r->vigente == LOGRO_NO_APLICA ? ST_DIM : ST_NORMAL;
	line.pie = logro_foot(r, a);
	tablero_add(&b->t.tablero, line);
}

static void add_subject(struct logros *b, const struct logro_resultado *r, const struct logro_sujeto *s)
{
	struct familia *f = &b->t.familia;
	struct arena *a = &f->arena;
	struct renglon line = { .de = { LOGROS_SUJETO, r->def->id, s->seq } };
	const char *how = s->registro ? answers_text(&s->registro->fields, LOGRO_COMO) : "", *reason = s->registro ? answers_text(&s->registro->fields, LOGRO_MOTIVO) : "";
	line.texto[0] = arena_printf(a, "     %s", familia_integrante(f, s->seq));
	line.texto[1] = letter(f, s->base, a);
	line.texto[2] = logros_estado(s->vigente, a);
	line.texto[5] = s->revisar ? "ver" : s->confirmado ? "sí" : "";
	line.pie = arena_printf(a, "%s: %s, %s%s%s.%s", familia_integrante(f, s->seq), state_word[s->vigente],
		s->confirmado ? campo_choice_label("como_logro", how) : "según los datos", *reason ? "; motivo: " : "", *reason ? campo_choice_label("motivo_logro", reason) : "",
		s->revisar ? arena_printf(a, " Los datos ahora dicen «%s»: conviene revisarlo.", state_word[s->calculado]) : "");
	tablero_add(&b->t.tablero, line);
}

static void add_dimension(struct logros *b, const struct dimension *d)
{
	static const struct { enum logro_estado state; const char *one, *many; } said[] = {
		{ LOGRO_ALCANZADO, "alcanzado", "alcanzados" }, { LOGRO_POR_ALCANZAR, "por alcanzar", "por alcanzar" }, { LOGRO_SIN_DATO, "sin dato", "sin dato" },
		{ LOGRO_NO_APLICA, "no aplica", "no aplican" },
	};
	const struct evaluacion *ev = b->t.familia.ev;
	const struct logro_catalogo *catalogue = ev->programa->logros;
	struct arena *a = &b->t.familia.arena;
	struct strbuf counts;
	int of[LOGRO_ESTADOS] = { 0 }, n = 0;
	for (int i = 0; i < ev->n_logro; i++)
		if (ev->logro[i].def->dimension == d->id) {
			of[ev->logro[i].vigente]++;
			n += shown(b->filtro, ev->logro[i].vigente);
		}
	if (n == 0)
		return;
	strbuf_init(&counts, a);
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (of[said[i].state] > 0)
			strbuf_printf(&counts, "%s%s", counts.len ? ", " : "", resumen_cuantos(a, of[said[i].state], said[i].one, said[i].many));
	struct renglon line = { .de = { LOGROS_DIMENSION, d->id, 0 }, .titulo = true };
	line.texto[0] = arena_printf(a, "%d. %s: %s", d->id, d->nombre, counts.text);
	line.pie = arena_printf(a, "Catálogo %s, versión %d. %s", catalogue->nombre, catalogue->version, catalogue->nota ? catalogue->nota : "");
	tablero_add(&b->t.tablero, line);
	for (int i = 0; i < ev->n_logro; i++) {
		const struct logro_resultado *r = &ev->logro[i];
		if (r->def->dimension != d->id || !shown(b->filtro, r->vigente))
			continue;
		add_logro(b, r);
		for (int k = 0; r->def->por_integrante && b->abierto[i] && k < r->n; k++)
			add_subject(b, r, &r->sujeto[k]);
	}
}

void logros_lineas(struct tablero_familia *t)
{
	struct logros *b = (struct logros *)t;
	const struct logro_catalogo *catalogue = t->familia.ev->programa->logros;
	t->tablero.vacio = b->filtro == LOGROS_SIN_DATO ? "Todos los logros tienen respuesta. Ctrl-B cambia el filtro." : "No hay logros por alcanzar. Ctrl-B cambia el filtro.";
	for (int i = 0; i < catalogue->n_dimension; i++)
		add_dimension(b, &catalogue->dimension[i]);
}

const char *logros_resumen(const struct logros *b, struct arena *arena)
{
	static const char *const name[LOGROS_FILTROS] = { [LOGROS_TODOS] = "Todos", [LOGROS_POR_ALCANZAR] = "Por alcanzar", [LOGROS_SIN_DATO] = "Sin dato" };
	const int *n = b->t.familia.ev->cuenta;
	int of[LOGROS_FILTROS] = { b->t.familia.ev->n_logro, n[LOGRO_POR_ALCANZAR], n[LOGRO_SIN_DATO] };
	return arena_printf(arena, "%s: %d · A alcanzado · P por alcanzar · - no aplica · ? sin dato", name[b->filtro], of[b->filtro]);
}

const char *logros_por_que(struct familia *f, const struct logro_resultado *r, const struct logro_sujeto *who)
{
	struct trace why;
	const char *out = "";
	int from = 0;
	trace_init(&why, &f->arena);
	if (!who)
		return "Hoy no aplica.";
	logro_explain(r, who, &f->ev->scope, &why);
	for (int i = 0; i < why.n; i++)
		if (why.line[i].depth == 1 && strncmp(why.line[i].text, "¿", strlen("¿")) == 0)
			from = i;
	for (int i = from; i < why.n && text_width(out) < 120; i++)
		out = arena_printf(&f->arena, "%s%s%s", out, !*out ? "" : i == from + 1 ? ": " : "; ", why.line[i].text);
	return out;
}
