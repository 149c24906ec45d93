#include "store/unir.h"
#include "base/text.h"
#include "store/diario.h"
#include "store/edicion.h"
#include "store/permiso.h"
#include "store/semejanza.h"
#include "store/table.h"
#include "store/unir_filas.h"
#include <limits.h>
#include <string.h>

static const char ELEGIDO[] = "usted lo eligió";

static const char *folio(const struct ficha *f)
{
	return answers_text(&f->hogar.fields, HOGAR_FOLIO);
}

static bool promoted(const struct ficha *f)
{
	return strcmp(answers_text(&f->hogar.fields, HOGAR_ESTADO), "promovido") == 0;
}

static bool has_date(const struct ficha *f, const char *campo)
{
	return answers_date(&f->hogar.fields, campo) != DATE_NONE;
}

/* Of anybody: what is being written must not be left behind. */
static bool no_drafts(struct txn *txn, const struct ficha *f, struct err *err)
{
	struct borrador draft;

	if (!borrador_ajeno(txn, f->num, &txn->arena, &draft))
		return true;
	return err_set(err, ERR_RULE, "El hogar %s tiene un borrador por terminar (%s): termínelo o descártelo y después una los hogares", folio(f),
		texto_dado(draft.titulo) ? draft.titulo : draft.clave.formulario);
}

static bool each_may(struct txn *txn, const struct ficha *f, struct err *err)
{
	if (!permiso_hogar(txn->store, PERMISO_UNIR, answers_text(&f->hogar.fields, HOGAR_COGESTOR)))
		return err_set(err, ERR_DENIED, "Unir hogares de distintos cogestores le corresponde a la coordinación: avise a su coordinador(a)");
	if (hogar_unido(&f->hogar.fields))
		return err_set(err, ERR_RULE, "El hogar %s ya se unió al %s", folio(f), answers_text(&f->hogar.fields, HOGAR_UNIDO));
	if (promoted(f))
		return err_set(err, ERR_RULE, "El hogar %s ya fue promovido y su historia queda como está: siga con el otro y anote en él que la familia ya fue acompañada", folio(f));
	if (ficha_visita_abierta(f))
		return err_set(err, ERR_RULE, "El hogar %s tiene una visita en curso: ciérrela o anúlela y después una los hogares", folio(f));
	return no_drafts(txn, f, err);
}

/* Neither can be kept: one has ended, and the other would lose the línea base of the one that has. */
static bool ended_with_base(const struct ficha *f, const struct ficha *other, struct err *err)
{
	if (!has_date(f, HOGAR_CIERRE) || !has_date(f, HOGAR_LINEA_BASE) || has_date(other, HOGAR_LINEA_BASE))
		return false;
	err_set(err, ERR_RULE, "La ruta del hogar %s ya terminó, y su línea base no se cambia: deshaga primero el cierre desde su Historia y después una los hogares", folio(f));
	return true;
}

bool unir_puede(struct txn *txn, const struct ficha *queda, const struct ficha *otra, struct err *err)
{
	if (queda->num == otra->num)
		return err_set(err, ERR_RULE, "Para unir se necesitan dos hogares: elija otro");
	if (!each_may(txn, queda, err) || !each_may(txn, otra, err))
		return false;
	if (strcmp(answers_text(&queda->hogar.fields, HOGAR_PROGRAMA), answers_text(&otra->hogar.fields, HOGAR_PROGRAMA)) != 0)
		return err_set(err, ERR_RULE, "Los dos hogares son de programas distintos: cada programa sigue su propia ruta");
	if (ended_with_base(queda, otra, err) || ended_with_base(otra, queda, err))
		return false;
	if (has_date(queda, HOGAR_CIERRE))
		return err_set(err, ERR_RULE, "La ruta del hogar %s ya terminó: conserve el %s, o deshaga primero el cierre desde Historia", folio(queda), folio(otra));
	if (!has_date(queda, HOGAR_LINEA_BASE) && has_date(otra, HOGAR_LINEA_BASE))
		return err_set(err, ERR_RULE, "El hogar %s ya tiene su línea base, que no se cambia: conserve ese y una a él el %s", folio(otra), folio(queda));
	return true;
}

/* ---- which one to keep ---- */

uint32_t unir_conviene(const struct ficha *a, const struct ficha *b)
{
	const struct answers *x = &a->hogar.fields, *y = &b->hogar.fields;
	const int order[][2] = {
		{ !has_date(a, HOGAR_CIERRE), !has_date(b, HOGAR_CIERRE) },
		{ has_date(a, HOGAR_LINEA_BASE), has_date(b, HOGAR_LINEA_BASE) },
		{ has_date(a, HOGAR_PLAN), has_date(b, HOGAR_PLAN) },
		{ (int)answers_int(x, HOGAR_VISITAS, 0), (int)answers_int(y, HOGAR_VISITAS, 0) },
		{ x->n, y->n },
	};

	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (order[i][0] != order[i][1])
			return order[i][0] > order[i][1] ? a->num : b->num;
	return a->num < b->num ? a->num : b->num;
}

/* ---- who is who ---- */

static const struct union_pareja *match_of(const struct union_plan *p, uint32_t otra)
{
	for (int i = 0; i < p->n_pareja; i++)
		if (p->pareja[i].otra == otra)
			return &p->pareja[i];
	return NULL;
}

static bool matched(const struct union_plan *p, uint32_t queda)
{
	for (int i = 0; i < p->n_pareja; i++)
		if (queda && p->pareja[i].queda == queda)
			return true;
	return false;
}

static bool same_head(const struct union_plan *p)
{
	const struct record *a = ficha_jefe(&p->queda), *b = ficha_jefe(&p->otra);
	const struct union_pareja *m = b ? match_of(p, b->seq) : NULL;

	return a && m && m->queda == a->seq;
}

/* What somebody is to the head is told anew when the head is another person. */
static void kinship(struct union_plan *p)
{
	bool same = same_head(p);

	for (int i = 0; i < p->n_pareja; i++) {
		const struct record *r = ficha_record(&p->otra, RECORD_INTEGRANTE, p->pareja[i].otra);
		const char *has = answers_text(&r->fields, "parentesco");
		if (p->pareja[i].elegido && p->pareja[i].parentesco && *p->pareja[i].parentesco)
			continue;
		p->pareja[i].parentesco = same && strcmp(has, "jefe") != 0 ? has : "";
	}
}

/* Those who left are compared as well: they may be known here under the same name. */
static int likeness(const struct union_plan *p, const struct record *a, const struct record *b)
{
	struct rasgos_hogar here, there;
	struct rasgos x, y;

	rasgos_lugar(&p->queda.hogar.fields, p->arena, &here);
	rasgos_lugar(&p->otra.hogar.fields, p->arena, &there);
	rasgos_of(&a->fields, p->arena, &x);
	rasgos_of(&b->fields, p->arena, &y);
	return semejanza_emparejar(&x, &y, &here, &there, p->arena);
}

static void match_members(struct union_plan *p)
{
	const struct record_list *a = &p->queda.integrante, *b = &p->otra.integrante;

	p->pareja = arena_array(p->arena, struct union_pareja, b->n + 1);
	for (; p->n_pareja < b->n; p->n_pareja++)
		p->pareja[p->n_pareja] = (struct union_pareja){ .otra = b->item[p->n_pareja].seq, .parentesco = "" };
	for (;;) {      /* the best pair that is left; households are small */
		int best = SEMEJANZA_ALTA - 1, at_a = -1, at_b = -1;
		for (int i = 0; i < a->n; i++)
			for (int j = 0; j < b->n; j++) {
				int points = matched(p, a->item[i].seq) || p->pareja[j].queda ? 0 : likeness(p, &a->item[i], &b->item[j]);
				if (points > best) {
					best = points;
					at_a = i;
					at_b = j;
				}
			}
		if (at_a < 0)
			break;
		p->pareja[at_b].queda = a->item[at_a].seq;
	}
	kinship(p);
}

/* ---- where they differ ---- */

/* When a field was last written; 0: not known. */
static int64_t written(const struct union_plan *p, int side, enum record_kind kind, uint32_t seq, const char *campo)
{
	for (int i = 0; i < p->n_historia[side]; i++) {
		const struct entrada *e = &p->historia[side][i];
		uint32_t hogar = side ? p->otra.num : p->queda.num;
		for (int k = 0; k < e->n_imagen; k++) {
			const struct imagen *m = &e->imagen[k];
			if (m->hogar == hogar && m->kind == kind && m->seq == seq && answers_find(&m->despues, campo))
				return e->cuando;
		}
	}
	return 0;
}

/* Is the second text the first one with more to it? */
static bool more_complete(struct arena *arena, struct value less, struct value more)
{
	if (less.kind != VALUE_TEXT || more.kind != VALUE_TEXT)
		return false;
	const char *a = text_fold(arena, less.text), *b = text_fold(arena, more.text);
	return strlen(b) > strlen(a) && strstr(b, a);
}

static void by_default(struct union_plan *p, struct union_campo *d)
{
	int64_t a = written(p, 0, d->kind, d->queda, d->campo), b = written(p, 1, d->kind, d->otra, d->campo);
	char day[DATE_TEXT];

	d->toma_otra = false;
	if (!value_known(d->de_queda) || !value_known(d->de_otra)) {
		d->toma_otra = !value_known(d->de_queda);
		d->porque = "solo está aquí";
	} else if (more_complete(p->arena, d->de_queda, d->de_otra) || more_complete(p->arena, d->de_otra, d->de_queda)) {
		d->toma_otra = more_complete(p->arena, d->de_queda, d->de_otra);
		d->porque = "más completo";
	} else {
		d->toma_otra = b > a;
		d->porque = arena_printf(p->arena, "más reciente (%.10s)", clock_text(b > a ? b : a, day));
	}
}

static void add(struct union_plan *p, enum record_kind kind, const struct record *a, const struct record *b, const char *campo)
{
	struct union_campo d = { .kind = kind, .queda = a->seq, .otra = b->seq, .campo = campo,
		.de_queda = answers_get(&a->fields, campo), .de_otra = answers_get(&b->fields, campo) };

	if (value_equal(d.de_queda, d.de_otra) || (!value_known(d.de_queda) && !value_known(d.de_otra)))
		return;
	by_default(p, &d);
	*ARENA_PUSH(p->arena, p->campo, p->n_campo, p->cap_campo) = d;
}

/* What the program keeps about a household follows its route and is not chosen; of a member, whether it still belongs to the household is. */
static bool chosen(const struct union_plan *p, enum record_kind kind, const char *campo)
{
	const struct variable *var = dict_find(&p->programa->dict, campo);

	if (strcmp(campo, INTEGRANTE_ACTIVO) == 0)
		return kind == RECORD_INTEGRANTE;
	if (campo_de(kind, campo) || (var && var->calculation) || unir_es_fila(&p->programa->dict, campo))
		return false;
	return kind != RECORD_INTEGRANTE || strcmp(campo, "parentesco") != 0 || same_head(p);
}

/* In the order of the dictionary, as the forms ask. */
static void compare(struct union_plan *p, enum record_kind kind, const struct record *a, const struct record *b)
{
	p->filas += unir_filas_nuevas(&p->programa->dict, a, b);
	if (kind == RECORD_INTEGRANTE)
		add(p, kind, a, b, INTEGRANTE_ACTIVO);
	for (int i = 0; i < p->programa->dict.n_var; i++)
		if (chosen(p, kind, p->programa->dict.var[i].name))
			add(p, kind, a, b, p->programa->dict.var[i].name);
	for (int i = 0; i < b->fields.n; i++)      /* of another version of the dictionary */
		if (!dict_find(&p->programa->dict, b->fields.item[i].name) && chosen(p, kind, b->fields.item[i].name) && strcmp(b->fields.item[i].name, INTEGRANTE_ACTIVO) != 0)
			add(p, kind, a, b, b->fields.item[i].name);
}

static void compare_logro(struct union_plan *p, const struct record *b)
{
	uint32_t who = (uint32_t)answers_int(&b->fields, LOGRO_INTEGRANTE, 0);
	const struct union_pareja *m = who ? match_of(p, who) : NULL;
	int id = (int)answers_int(&b->fields, LOGRO_NUMERO, 0);
	const struct record *a = who && (!m || !m->queda) ? NULL : ficha_record(&p->queda, RECORD_LOGRO, logro_seq(id, m ? m->queda : 0));

	if (!a || !value_known(answers_get(&a->fields, LOGRO_ESTADO)) || !value_known(answers_get(&b->fields, LOGRO_ESTADO)))
		return;
	int n = p->n_campo;
	add(p, RECORD_LOGRO, a, b, LOGRO_ESTADO);
	p->logros += p->n_campo - n;
}

static void keep_choices(struct union_plan *p, const struct union_campo *old, int n)
{
	for (int i = 0; i < p->n_campo; i++)
		for (int k = 0; k < n; k++) {
			struct union_campo *d = &p->campo[i];
			if (old[k].kind == d->kind && old[k].queda == d->queda && old[k].otra == d->otra && strcmp(old[k].campo, d->campo) == 0) {
				d->toma_otra = old[k].toma_otra;
				d->porque = old[k].porque;
			}
		}
}

static void differences(struct union_plan *p)
{
	const struct union_campo *old = p->campo;
	int n = p->n_campo;

	p->campo = NULL;
	p->n_campo = p->cap_campo = p->logros = p->filas = 0;
	compare(p, RECORD_HOGAR, &p->queda.hogar, &p->otra.hogar);
	for (int i = 0; i < p->n_pareja; i++)
		if (p->pareja[i].queda)
			compare(p, RECORD_INTEGRANTE, ficha_record(&p->queda, RECORD_INTEGRANTE, p->pareja[i].queda), ficha_record(&p->otra, RECORD_INTEGRANTE, p->pareja[i].otra));
	for (int i = 0; i < p->otra.logro.n; i++)
		compare_logro(p, &p->otra.logro.item[i]);
	keep_choices(p, old, n);
}

/* ---- the plan ---- */

static bool load(struct txn *txn, uint32_t hogar, struct arena *arena, struct ficha *f, struct err *err)
{
	int damaged = 0;

	if (!ficha_load(txn, hogar, arena, f, &damaged)) {
		if (!txn_ok(txn))
			*err = txn->err;
		return txn_ok(txn) ? err_set(err, ERR_NOT_FOUND, "Ese hogar ya no está: vuelva a la lista") : false;
	}
	return damaged == 0 || err_set(err, ERR_DAMAGED, "El hogar %s tiene registros dañados: restaure un respaldo antes de unirlo", folio(f));
}

bool unir_plan(struct txn *txn, const struct programa *programa, uint32_t queda, uint32_t otra, struct arena *arena, struct union_plan *p, struct err *err)
{
	const uint32_t side[2] = { queda, otra };

	*p = (struct union_plan){ .arena = arena, .programa = programa };
	if (!load(txn, queda, arena, &p->queda, err) || !load(txn, otra, arena, &p->otra, err) || !unir_puede(txn, &p->queda, &p->otra, err))
		return false;
	for (int i = 0; i < 2; i++) {
		struct entrada *list;
		int total;
		diario_hogar(txn, side[i], 0, 0, false, arena, &list, &total);
		p->n_historia[i] = diario_hogar(txn, side[i], 0, total, true, arena, &list, NULL);
		p->historia[i] = list;
	}
	if (!txn_ok(txn)) {
		*err = txn->err;
		return false;
	}
	match_members(p);
	differences(p);
	return true;
}

bool unir_emparejar(struct union_plan *p, int at, uint32_t queda)
{
	if (queda != p->pareja[at].queda && matched(p, queda))
		return false;
	p->pareja[at].queda = queda;
	kinship(p);
	differences(p);
	return true;
}

void unir_parentesco(struct union_plan *p, int at, const char *parentesco)
{
	p->pareja[at].parentesco = arena_strdup(p->arena, parentesco);
	p->pareja[at].elegido = true;
}

bool unir_completo(const struct union_plan *p, int *pareja, struct err *err)
{
	for (int i = 0; i < p->n_pareja; i++) {
		const struct record *r = ficha_record(&p->otra, RECORD_INTEGRANTE, p->pareja[i].otra);
		*pareja = i;
		if (p->pareja[i].queda == 0 && !texto_dado(p->pareja[i].parentesco) && answers_bool(&r->fields, INTEGRANTE_ACTIVO, true))
			return err_set(err, ERR_RULE, "Indique qué es %s de la jefa o el jefe del hogar que queda", integrante_nombre(r, p->arena));
	}
	return true;
}

void unir_elegir(struct union_plan *p, int at, bool toma_otra)
{
	p->campo[at].toma_otra = toma_otra;
	p->campo[at].porque = ELEGIDO;
}

static void inherit_match(struct union_plan *p, const struct union_pareja *was)
{
	for (int i = 0; i < p->n_pareja; i++) {
		if (p->pareja[i].otra != was->otra)
			continue;
		if (p->pareja[i].queda != was->queda && (was->queda == 0 || ficha_record(&p->queda, RECORD_INTEGRANTE, was->queda)))
			unir_emparejar(p, i, was->queda);
		if (was->elegido && p->pareja[i].queda == 0)
			unir_parentesco(p, i, was->parentesco);
	}
}

static void inherit_choice(struct union_plan *p, const struct union_campo *was)
{
	for (int i = 0; i < p->n_campo; i++) {
		const struct union_campo *d = &p->campo[i];
		if (d->kind == was->kind && d->queda == was->queda && d->otra == was->otra && strcmp(d->campo, was->campo) == 0 && value_equal(d->de_queda, was->de_queda) && value_equal(d->de_otra, was->de_otra))
			unir_elegir(p, i, was->toma_otra);
	}
}

void unir_heredar(struct union_plan *p, const struct union_plan *antes)
{
	if (p->queda.num != antes->queda.num || p->otra.num != antes->otra.num)
		return;
	for (int pass = 0; pass < 2; pass++)      /* somebody may first have to leave the place of another */
		for (int i = 0; i < antes->n_pareja; i++)
			inherit_match(p, &antes->pareja[i]);
	for (int i = 0; i < antes->n_campo; i++)
		if (strcmp(antes->campo[i].porque, ELEGIDO) == 0)
			inherit_choice(p, &antes->campo[i]);
}
