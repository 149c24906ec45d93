#include "store/edicion.h"
#include "store/op.h"
#include "store/permiso.h"
#include "store/unir.h"
#include "store/unir_filas.h"

#include <string.h>

/* What a confirmation says; the rest of a logro's record is the línea base and the plan. */
static const char *const confirmacion[] = { LOGRO_ESTADO, LOGRO_CALCULADO, LOGRO_COMO, LOGRO_FECHA, LOGRO_SOPORTE, LOGRO_MOTIVO, LOGRO_OBSERVACION };
enum { CONFIRMACION = sizeof confirmacion / sizeof *confirmacion };

struct mudanza {                     /* of one household into another */
	const struct union_plan *plan;
	struct edicion *e;           /* of the kept one */
	const struct ficha *de;      /* the other one, as the plan read it */
	const char *folio;           /* its folio */
	uint32_t *integrante, *visita;   /* by seq there: seq here */
	const char *motivo_logros;
	int64_t prioridad;           /* the last one of the plan */
};

static const char *folio_of(const struct ficha *f)
{
	return answers_text(&f->hogar.fields, HOGAR_FOLIO);
}

/* ---- records that come over ---- */

static struct answers *new_record(struct mudanza *m, const struct record *from, uint32_t seq)
{
	struct answers *to = &edicion_record(m->e, from->kind, seq)->fields;

	answers_copy(to, &from->fields);
	answers_set(to, REGISTRO_UNIDO, value_text(m->folio));
	return to;
}

static uint32_t map_of(const uint32_t *map, int64_t seq, uint32_t last)
{
	return seq > 0 && seq <= (int64_t)last ? map[seq] : 0;
}

static uint32_t last_seq(const struct record_list *l)
{
	return l->n ? l->item[l->n - 1].seq : 0;
}

static bool members(struct mudanza *m, struct err *err)
{
	const struct union_plan *p = m->plan;
	int who_lacks;

	if (!unir_completo(p, &who_lacks, err))
		return false;
	m->integrante = arena_array(m->e->acto->arena, uint32_t, last_seq(&m->de->integrante) + 1);
	for (int i = 0; i < p->n_pareja; i++) {
		const struct union_pareja *who = &p->pareja[i];
		const struct record *r = ficha_record(m->de, RECORD_INTEGRANTE, who->otra);
		m->integrante[who->otra] = who->queda;
		if (who->queda)
			continue;
		uint32_t seq = m->integrante[who->otra] = edicion_next_seq(m->e, RECORD_INTEGRANTE);
		struct answers *to = new_record(m, r, seq);
		if (texto_dado(who->parentesco))
			answers_set(to, "parentesco", value_choice(who->parentesco));
	}
	return true;
}

static void visits(struct mudanza *m)
{
	m->visita = arena_array(m->e->acto->arena, uint32_t, last_seq(&m->de->visita) + 1);
	for (int i = 0; i < m->de->visita.n; i++) {
		const struct record *r = &m->de->visita.item[i];
		m->visita[r->seq] = edicion_next_seq(m->e, RECORD_VISITA);
		new_record(m, r, m->visita[r->seq]);
	}
}

static void move(struct mudanza *m, const struct record_list *list, const char *refers, const uint32_t *map, uint32_t last)
{
	for (int i = 0; i < list->n; i++) {
		const struct record *r = &list->item[i];
		struct answers *to = new_record(m, r, edicion_next_seq(m->e, r->kind));
		uint32_t now = refers ? map_of(map, answers_int(&r->fields, refers, 0), last) : 0;
		if (now)
			answers_set(to, refers, value_int(now));
	}
}

/* ---- logros ---- */

static const struct union_campo *choice_of(const struct union_plan *p, uint32_t seq, uint32_t otra)
{
	for (int i = 0; i < p->n_campo; i++)
		if (p->campo[i].kind == RECORD_LOGRO && p->campo[i].queda == seq && p->campo[i].otra == otra)
			return &p->campo[i];
	return NULL;
}

static void confirm(struct mudanza *m, struct answers *to, const struct answers *from)
{
	for (int i = 0; i < CONFIRMACION; i++)
		answers_set(to, confirmacion[i], answers_get(from, confirmacion[i]));
	answers_set(to, REGISTRO_UNIDO, value_text(m->folio));
}

/* The reason of a choice stands where the next reader of the logro looks. */
static void explain(struct mudanza *m, struct answers *to)
{
	const char *said = answers_text(to, LOGRO_OBSERVACION);

	answers_set(to, LOGRO_OBSERVACION, value_text(arena_printf(m->e->acto->arena, "%s%sAl unir con %s: %s", said, *said ? ". " : "", m->folio, m->motivo_logros)));
}

/* The línea base of the kept household is not touched, and neither is the order of its plan: what only the other one had in its plan comes after. */
static void logro(struct mudanza *m, const struct record *r)
{
	int64_t who = answers_int(&r->fields, LOGRO_INTEGRANTE, 0), id = answers_int(&r->fields, LOGRO_NUMERO, 0);
	uint32_t here = map_of(m->integrante, who, last_seq(&m->de->integrante)), seq = logro_seq((int)id, here);
	const struct record *there = ficha_record(m->e->ficha, RECORD_LOGRO, seq);
	bool says = value_known(answers_get(&r->fields, LOGRO_ESTADO)), said = there && value_known(answers_get(&there->fields, LOGRO_ESTADO));
	bool plan = value_known(answers_get(&r->fields, LOGRO_PRIORIDAD)) && !(there && value_known(answers_get(&there->fields, LOGRO_PRIORIDAD)));
	const struct union_campo *d = there ? choice_of(m->plan, seq, r->seq) : NULL;

	if ((who && !here) || (!(says && (!said || d)) && !plan))
		return;
	struct answers *to = &edicion_record(m->e, RECORD_LOGRO, seq)->fields;
	answers_set(to, LOGRO_NUMERO, value_int(id));
	answers_set(to, LOGRO_INTEGRANTE, value_int(here));
	if (says && (!said || (d && d->toma_otra)))
		confirm(m, to, &r->fields);
	if (d)
		explain(m, to);
	if (plan) {
		answers_set(to, LOGRO_PRIORIDAD, value_int(++m->prioridad));
		answers_set(to, LOGRO_PRIORIDAD_FECHA, answers_get(&r->fields, LOGRO_PRIORIDAD_FECHA));
		answers_set(to, REGISTRO_UNIDO, value_text(m->folio));
	}
}

static void logros(struct mudanza *m)
{
	for (int i = 0; i < m->e->ficha->logro.n; i++) {
		int64_t at = answers_int(&m->e->ficha->logro.item[i].fields, LOGRO_PRIORIDAD, 0);
		m->prioridad = at > m->prioridad ? at : m->prioridad;
	}
	for (int i = 0; i < m->de->logro.n; i++)
		logro(m, &m->de->logro.item[i]);
}

/* ---- what was chosen ---- */

static void take(struct mudanza *m, const struct union_campo *d)
{
	const struct record *from = ficha_record(m->de, d->kind, d->otra);
	struct answers *to = &edicion_record(m->e, d->kind, d->queda)->fields;
	const struct answer *a = answers_find(&from->fields, d->campo);

	if (a && value_known(d->de_otra))
		answers_put(to, a);
	else
		answers_set(to, d->campo, value_none());
	if (strcmp(d->campo, INTEGRANTE_ACTIVO) != 0)
		return;
	answers_set(to, INTEGRANTE_RETIRO, answers_get(&from->fields, INTEGRANTE_RETIRO));
	answers_set(to, INTEGRANTE_MOTIVO, answers_get(&from->fields, INTEGRANTE_MOTIVO));
}

static void choices(struct mudanza *m)
{
	for (int i = 0; i < m->plan->n_campo; i++)
		if (m->plan->campo[i].toma_otra && m->plan->campo[i].kind != RECORD_LOGRO)
			take(m, &m->plan->campo[i]);
}

static bool rows_of(struct mudanza *m, enum record_kind kind, uint32_t queda, uint32_t otra, struct err *err)
{
	const struct dict *dict = &m->plan->programa->dict;
	const struct record *from = ficha_record(m->de, kind, otra);

	return !unir_filas_hay(dict, ficha_record(m->e->ficha, kind, queda), from) || unir_filas(dict, edicion_record(m->e, kind, queda), from, err);
}

static bool rows(struct mudanza *m, struct err *err)
{
	const struct union_plan *p = m->plan;

	for (int i = 0; i < p->n_pareja; i++)
		if (p->pareja[i].queda && !rows_of(m, RECORD_INTEGRANTE, p->pareja[i].queda, p->pareja[i].otra, err))
			return false;
	return rows_of(m, RECORD_HOGAR, 0, 0, err);
}

/* ---- the households themselves ---- */

static void earlier(struct answers *h, const struct answers *other, const char *campo)
{
	int32_t a = answers_date(h, campo), b = answers_date(other, campo);

	if (b != DATE_NONE && (a == DATE_NONE || b < a))
		answers_set(h, campo, value_date(b));
}

static void later(struct answers *h, const struct answers *other, const char *campo)
{
	int32_t a = answers_date(h, campo), b = answers_date(other, campo);

	if (b != DATE_NONE && (a == DATE_NONE || b > a))
		answers_set(h, campo, value_date(b));
}

static const char *joined(struct arena *arena, const char *a, const char *b)
{
	return *a && *b ? arena_printf(arena, "%s %s", a, b) : *a ? a : b;
}

/* Accompanied since the earlier day, visited last on the later one. */
static void sum_up(struct mudanza *m)
{
	struct arena *arena = m->e->acto->arena;
	const struct answers *other = &m->de->hogar.fields;
	struct answers *h = &edicion_hogar(m->e)->fields;

	earlier(h, other, HOGAR_VINCULACION);
	later(h, other, HOGAR_ULTIMA_VISITA);
	answers_set(h, HOGAR_VISITAS, value_int(answers_int(h, HOGAR_VISITAS, 0) + answers_int(other, HOGAR_VISITAS, 0)));
	if (answers_date(h, HOGAR_PROXIMA) == DATE_NONE && answers_date(other, HOGAR_PROXIMA) >= m->e->acto->hoy)
		answers_set(h, HOGAR_PROXIMA, answers_get(other, HOGAR_PROXIMA));
	answers_set(h, HOGAR_FOLIOS, value_text(joined(arena, joined(arena, answers_text(h, HOGAR_FOLIOS), m->folio), answers_text(other, HOGAR_FOLIOS))));
	answers_set(h, HOGAR_DISTINTOS, value_text(joined(arena, answers_text(h, HOGAR_DISTINTOS), answers_text(other, HOGAR_DISTINTOS))));
}

static void leave_mark(struct edicion *e, const struct ficha *queda)
{
	struct answers *h = &edicion_hogar(e)->fields;

	answers_set(h, HOGAR_UNIDO, value_text(folio_of(queda)));
	answers_set(h, HOGAR_PROXIMA, value_none());
	answers_set(h, HOGAR_SIGUIENTE, value_none());
	if (answers_date(h, HOGAR_CIERRE) != DATE_NONE)
		return;
	answers_set(h, HOGAR_ESTADO, value_choice("cierre_administrativo"));
	answers_set(h, HOGAR_CIERRE, value_date(e->acto->hoy));
	answers_set(h, HOGAR_CIERRE_MOTIVO, value_choice("duplicado"));
}

static bool whole(struct acto *a, struct err *err)
{
	if (txn_ok(a->txn))
		return true;
	if (err)
		*err = a->txn->err;
	return false;
}

/* The other one goes first: its documents must be free when the kept one is looked at. */
static bool merge(struct mudanza *m, struct edicion *other, struct err *err)
{
	struct acto *a = m->e->acto;

	leave_mark(other, m->e->ficha);
	record_put(a->txn, &other->ficha->hogar);
	op_medida(a->txn->op, m->de->num, &(struct medicion){ 0 });
	if (!whole(a, err) || !members(m, err))
		return false;
	visits(m);
	move(m, &m->de->compromiso, COMPROMISO_VISITA, m->visita, last_seq(&m->de->visita));
	move(m, &m->de->oportunidad, OPORTUNIDAD_INTEGRANTE, m->integrante, last_seq(&m->de->integrante));
	move(m, &m->de->evaluacion, NULL, NULL, 0);
	logros(m);
	choices(m);
	sum_up(m);
	return rows(m, err) && edicion_check(m->e, err) && edicion_put(m->e);
}

/* Both as the plan saw them: what was decided was decided about that. */
static bool begin(struct edicion *e, struct acto *a, struct ficha *f, struct err *err)
{
	a->al_dia = 0;
	return edicion_begin_any(e, a, f, err) && edicion_firme(e, err);
}

bool acto_unir(struct acto *a, const struct union_plan *p, const char *motivo, const char *motivo_logros, struct ficha *queda, struct err *err)
{
	struct ficha *otra = arena_new(a->arena, struct ficha);
	struct edicion e, other;
	struct mudanza m = { .plan = p, .e = &e, .de = &p->otra, .folio = folio_of(&p->otra), .motivo_logros = motivo_logros };

	ficha_copy(queda, a->arena, &p->queda);
	ficha_copy(otra, a->arena, &p->otra);
	if (!texto_dado(motivo))
		return err_set(err, ERR_RULE, "Escriba por qué son la misma familia: queda en la historia de las dos");
	if (p->logros > 0 && !texto_dado(motivo_logros))
		return err_set(err, ERR_RULE, "Hay logros con estados distintos: escriba por qué se queda con los que eligió");
	if (!begin(&other, a, otra, err) || !begin(&e, a, queda, err) || !unir_puede(a->txn, queda, otra, err))
		return false;
	struct op op = { .accion = "unir_hogares", .motivo = motivo, .hogar = queda->num, .fecha = a->hoy,
		.detalle = arena_printf(a->arena, "El hogar %s se unió al %s", m.folio, folio_of(queda)) };
	a->visto = (struct visto){ 0 };
	if (!op_begin(a->txn, &op) || !merge(&m, &other, err) || !op_end(a->txn)) {
		whole(a, err);
		return false;
	}
	a->al_dia = queda->num;
	return true;
}

/* ---- two families ---- */

/* MS-00012=72: begins at a word and ends at the sign. */
static const char *entry_of(const char *list, const char *folio)
{
	size_t n = strlen(folio);

	for (const char *at = list; n > 0 && (at = strstr(at, folio)); at += n)
		if ((at == list || at[-1] == ' ') && at[n] == '=')
			return at;
	return NULL;
}

int distintos_puntos(const struct answers *hogar, const char *folio)
{
	const char *at = entry_of(answers_text(hogar, HOGAR_DISTINTOS), folio);
	int points = 0;

	if (!at)
		return -1;
	for (at += strlen(folio) + 1; *at >= '0' && *at <= '9' && points < 1000; at++)
		points = points * 10 + (*at - '0');
	return points;
}

static void set_apart(struct edicion *e, const char *folio, int points)
{
	struct answers *h = &edicion_hogar(e)->fields;
	struct arena *arena = e->acto->arena;
	const char *list = answers_text(h, HOGAR_DISTINTOS), *at = entry_of(list, folio);

	if (at) {      /* decided anew */
		const char *rest = at + strcspn(at, " ");
		list = joined(arena, arena_strndup(arena, list, at > list ? (size_t)(at - list - 1) : 0), rest + strspn(rest, " "));
	}
	answers_set(h, HOGAR_DISTINTOS, value_text(joined(arena, list, arena_printf(arena, "%s=%d", folio, points))));
}

static bool open_one(struct edicion *e, struct acto *a, uint32_t hogar, struct err *err)
{
	struct ficha *f = arena_new(a->arena, struct ficha);

	if (!ficha_load(a->txn, hogar, a->arena, f, NULL)) {
		whole(a, err);
		return txn_ok(a->txn) ? err_set(err, ERR_NOT_FOUND, "Ese hogar ya no está: vuelva a la lista") : false;
	}
	if (!permiso_hogar(a->txn->store, PERMISO_UNIR, answers_text(&f->hogar.fields, HOGAR_COGESTOR)))
		return err_set(err, ERR_DENIED, "Uno de los hogares lo acompaña otra persona: la coordinación decide si son la misma familia");
	a->al_dia = hogar;
	return edicion_begin_any(e, a, f, err);
}

bool acto_distintos(struct acto *a, uint32_t uno, uint32_t otro, int puntos, const char *motivo, struct err *err)
{
	struct edicion e[2];

	if (!texto_dado(motivo))
		return err_set(err, ERR_RULE, "Escriba por qué son familias distintas: así no se vuelven a proponer");
	if (!open_one(&e[0], a, uno, err) || !open_one(&e[1], a, otro, err))
		return false;
	struct op op = { .accion = "hogares_distintos", .motivo = motivo, .hogar = uno, .fecha = a->hoy,
		.detalle = arena_printf(a->arena, "%s y %s son familias distintas", folio_of(e[0].ficha), folio_of(e[1].ficha)) };
	if (!op_begin(a->txn, &op))
		return whole(a, err);
	for (int i = 0; i < 2; i++) {
		set_apart(&e[i], folio_of(e[1 - i].ficha), puntos);
		record_put(a->txn, &e[i].ficha->hogar);
	}
	return op_end(a->txn) || whole(a, err);
}
