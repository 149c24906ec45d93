#include "model/logro.h"
#include "model/regla.h"
#include <limits.h>
#include <string.h>

static const struct { const char *nombre, *clave; char letra; } estado_table[LOGRO_ESTADOS] = {
	[LOGRO_SIN_DATO] = { "Sin dato", "sin_dato", '?' },
	[LOGRO_ALCANZADO] = { "Alcanzado", "alcanzado", 'A' },
	[LOGRO_POR_ALCANZAR] = { "Por alcanzar", "por_alcanzar", 'P' },
	[LOGRO_NO_APLICA] = { "No aplica", "no_aplica", '-' },
};

const char *logro_estado_nombre(enum logro_estado e) { return estado_table[e].nombre; }
const char *logro_estado_clave(enum logro_estado e) { return estado_table[e].clave; }
char logro_estado_letra(enum logro_estado e) { return estado_table[e].letra; }

enum logro_estado logro_estado_find(const char *clave)
{
	for (int e = 0; e < LOGRO_ESTADOS; e++)
		if (strcmp(estado_table[e].clave, clave) == 0)
			return (enum logro_estado)e;
	return LOGRO_SIN_DATO;
}

const struct logro_def *logro_find(const struct logro_catalogo *c, int id)
{
	int low = 0, high = c->n - 1;

	while (low <= high) {
		int mid = low + (high - low) / 2;
		if (c->logro[mid].id == id)
			return &c->logro[mid];
		if (c->logro[mid].id < id)
			low = mid + 1;
		else
			high = mid - 1;
	}
	return NULL;
}

const char *dimension_nombre(const struct logro_catalogo *c, int id)
{
	for (int i = 0; i < c->n_dimension; i++)
		if (c->dimension[i].id == id)
			return c->dimension[i].nombre;
	return "";
}

enum logro_estado logro_reunir(enum logro_agrega agrega, const int cuenta[LOGRO_ESTADOS])
{
	enum logro_estado decides = agrega == AGREGA_TODOS ? LOGRO_POR_ALCANZAR : LOGRO_ALCANZADO;
	enum logro_estado otherwise = agrega == AGREGA_TODOS ? LOGRO_ALCANZADO : LOGRO_POR_ALCANZAR;

	if (cuenta[LOGRO_ALCANZADO] + cuenta[LOGRO_POR_ALCANZAR] + cuenta[LOGRO_SIN_DATO] == 0)
		return LOGRO_NO_APLICA;
	if (cuenta[decides])
		return decides;
	return cuenta[LOGRO_SIN_DATO] ? LOGRO_SIN_DATO : otherwise;
}

/* What a RECORD_LOGRO says, read in one pass: both the answers and the names wanted are in order. */
struct guardado {
	const struct record *record;
	const char *estado, *base, *calculado;          /* NULL: absent */
	int32_t base_fecha;
	bool motivo;
	int prioridad;
};

static struct guardado read_record(const struct record *r)
{
	enum { ESTADO, BASE, CALCULADO, BASE_FECHA, MOTIVO, PRIORIDAD, WANTED };
	static const char *const wanted[WANTED] = {
		LOGRO_ESTADO, LOGRO_BASE, LOGRO_CALCULADO, LOGRO_BASE_FECHA, LOGRO_MOTIVO, LOGRO_PRIORIDAD,
	};
	struct value found[WANTED] = { { VALUE_NONE, 0, NULL } };

	for (int i = 0, k = 0; i < r->fields.n && k < WANTED;) {
		const struct answer *a = &r->fields.item[i];
		int order = strcmp(a->name, wanted[k]);
		if (order == 0 && !a->hidden)
			found[k] = a->value;
		i += order <= 0;
		k += order >= 0;
	}
	return (struct guardado){
		.record = r,
		.estado = found[ESTADO].text,
		.base = found[BASE].text,
		.calculado = found[CALCULADO].text,
		.base_fecha = value_known(found[BASE_FECHA]) ? (int32_t)found[BASE_FECHA].num : DATE_NONE,
		.motivo = found[MOTIVO].text && *found[MOTIVO].text,
		.prioridad = value_known(found[PRIORIDAD]) && found[PRIORIDAD].num > 0 && found[PRIORIDAD].num < INT_MAX
			? (int)found[PRIORIDAD].num : 0,
	};
}

/* One walk over catalogue, members and records, all of them in order of their numbers. */
struct walk {
	const struct ficha *ficha;
	struct scope scope;
	const struct record **member; int n_member;
	struct guardado *saved;                         /* of the logro at hand: [0] the household, [1 + i] member i */
	int at;                                         /* next record of ficha->logro */
	int32_t frozen;                                 /* day of the línea base, DATE_NONE */
};

/* Reads the records of one logro: those of present subjects into `saved`, base and priority of all into the result. */
static void take_records(struct walk *w, const struct logro_def *def, struct logro_resultado *out)
{
	const struct record_list *list = &w->ficha->logro;
	int base[LOGRO_ESTADOS] = { 0 }, n_base = 0, m = 0;

	memset(w->saved, 0, sizeof *w->saved * (size_t)(w->n_member + 1));
	out->base = LOGRO_SIN_DATO;
	while (w->at < list->n && list->item[w->at].seq < logro_seq(def->id, 0))
		w->at++;
	for (; w->at < list->n && list->item[w->at].seq >> 12 == (uint32_t)def->id; w->at++) {
		struct guardado g = read_record(&list->item[w->at]);
		uint32_t who = list->item[w->at].seq & 0xFFF;
		if (g.prioridad && (out->prioridad == 0 || g.prioridad < out->prioridad))
			out->prioridad = g.prioridad;
		if (g.base) {
			base[logro_estado_find(g.base)] += who != 0;
			n_base += who != 0;
		}
		while (m < w->n_member && w->member[m]->seq < who)
			m++;
		if (who == 0)
			w->saved[0] = g;
		else if (m < w->n_member && w->member[m]->seq == who)
			w->saved[1 + m] = g;
	}
	if (w->saved[0].base)
		out->base = logro_estado_find(w->saved[0].base);
	else if (def->por_integrante && n_base > 0)
		out->base = logro_reunir(def->agrega, base);
	else if (def->por_integrante && w->frozen != DATE_NONE)
		out->base = LOGRO_NO_APLICA;            /* frozen, and it applied to nobody that day */
}

static enum logro_estado rule_state(const struct logro_def *def, const struct scope *scope)
{
	enum tri applies = def->aplica_si ? expr_test(def->aplica_si, scope, NULL) : TRI_YES;

	if (applies != TRI_YES)
		return applies == TRI_NO ? LOGRO_NO_APLICA : LOGRO_SIN_DATO;
	switch (expr_test(def->alcanzado_si, scope, NULL)) {
	case TRI_YES: return LOGRO_ALCANZADO;
	case TRI_NO: return LOGRO_POR_ALCANZAR;
	case TRI_UNKNOWN: break;
	}
	return LOGRO_SIN_DATO;
}

static struct logro_sujeto subject(const struct walk *w, const struct record *member, const struct guardado *g, enum logro_estado computed)
{
	struct logro_sujeto s = {
		.integrante = member,
		.seq = member ? member->seq : 0,
		.calculado = computed,
		.vigente = computed,
		.base_fecha = DATE_NONE,
		.registro = g->record,
	};

	if (g->base) {
		s.base = logro_estado_find(g->base);
		s.base_fecha = g->base_fecha != DATE_NONE ? g->base_fecha : w->frozen;
	}
	if (g->estado && computed != LOGRO_NO_APLICA) {
		s.vigente = logro_estado_find(g->estado);
		s.confirmado = true;
		s.revisar = g->calculado && logro_estado_find(g->calculado) != computed;
	}
	return s;
}

static void evaluate_one(struct walk *w, const struct logro_def *def, struct arena *arena, struct logro_resultado *out)
{
	int computed[LOGRO_ESTADOS] = { 0 }, present[LOGRO_ESTADOS] = { 0 }, excused = 0;

	*out = (struct logro_resultado){ .def = def };
	take_records(w, def, out);
	out->sujeto = arena_array(arena, struct logro_sujeto, def->por_integrante ? w->n_member : 1);
	for (int i = def->por_integrante ? 0 : -1; i < (def->por_integrante ? w->n_member : 0); i++) {
		const struct guardado *g = &w->saved[1 + i];
		w->scope.me = i;
		enum logro_estado state = rule_state(def, &w->scope);
		if (state == LOGRO_NO_APLICA && def->por_integrante)
			continue;
		struct logro_sujeto *s = &out->sujeto[out->n++];
		*s = subject(w, i < 0 ? NULL : w->member[i], g, state);
		computed[s->calculado]++;
		present[s->vigente]++;
		excused += s->vigente == LOGRO_POR_ALCANZAR && g->motivo;
	}
	out->calculado = logro_reunir(def->agrega, computed);
	out->vigente = logro_reunir(def->agrega, present);
	out->pendientes = present[LOGRO_POR_ALCANZAR];
	out->motivo = out->vigente == LOGRO_POR_ALCANZAR && excused == out->pendientes;
}

int logro_evaluate(const struct logro_catalogo *catalogo, const struct ficha *ficha, const struct scope *scope, struct arena *arena,
		   struct logro_resultado **out)
{
	struct walk w = { .ficha = ficha, .scope = *scope, .frozen = answers_date(&ficha->hogar.fields, HOGAR_LINEA_BASE) };

	w.n_member = ficha_activos(ficha, &w.member);
	w.saved = arena_array(arena, struct guardado, w.n_member + 1);
	w.scope.hecho = NULL;
	*out = arena_array(arena, struct logro_resultado, catalogo->n ? catalogo->n : 1);
	for (int i = 0; i < catalogo->n; i++)
		evaluate_one(&w, &catalogo->logro[i], arena, &(*out)[i]);
	return catalogo->n;
}
