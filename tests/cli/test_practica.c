#include "practica_mundo.h"
#include "base/strbuf.h"
#include "model/evaluacion.h"
#include "model/validacion.h"
#include "store/accion.h"
#include <stdlib.h>
#include <string.h>

TestSuite(practica, .init = pm_open, .fini = pm_close, .timeout = 300);

/* ---- how many of what ---- */

static const char *text(const struct record *r, const char *name)
{
	return answers_text(&r->fields, name);
}

static bool is(const struct record *r, const char *name, const char *value)
{
	return strcmp(text(r, name), value) == 0;
}

static bool yes(const struct record *r, const char *name)
{
	return answers_bool(&r->fields, name, false);
}

static int age(const struct record *r)
{
	return integrante_edad(r, HOY);
}

/* Families with somebody of whom it is true. */
static int with(bool (*about)(const struct record *))
{
	int n = 0;
	for (int i = 0; i < pm.n; i++)
		for (int k = 0; k < pm.ficha[i].integrante.n; k++)
			if (about(&pm.ficha[i].integrante.item[k])) {
				n++;
				break;
			}
	return n;
}

static int that(bool (*about)(const struct ficha *))
{
	int n = 0;
	for (int i = 0; i < pm.n; i++)
		n += about(&pm.ficha[i]);
	return n;
}

/* Records of a kind with this choice in a field. */
static int records(enum record_kind kind, const char *field, const char *value)
{
	int n = 0;
	for (int i = 0; i < pm.n; i++) {
		const struct ficha *f = &pm.ficha[i];
		const struct record_list *l = kind == RECORD_VISITA ? &f->visita : kind == RECORD_OPORTUNIDAD ? &f->oportunidad : kind == RECORD_COMPROMISO ? &f->compromiso : kind == RECORD_EVALUACION ? &f->evaluacion : &f->integrante;
		for (int k = 0; k < l->n; k++)
			n += is(&l->item[k], field, value);
	}
	return n;
}

static bool in_filter(int agenda, const char *momento, int at_least)
{
	struct filtro f = FILTRO_TODO;
	struct txn txn;
	f.agenda = agenda;
	f.momento = momento;
	cr_assert(txn_read(&txn, pm.store, NULL));
	int n = lista_count(&txn, pm.programa->ruta, &f, HOY);
	txn_abort(&txn);
	if (n < at_least)
		cr_log_error("%d of agenda %d in %s", n, agenda, momento ? momento : "all");
	return n >= at_least;
}

/* ---- the whole ---- */

Test(practica, it_holds_together)
{
	struct verificacion v;
	struct err err = { 0 };
	cr_assert(store_verify(pm.store, &pm.arena, &v, &err), "%s", err.text);
	cr_expect_eq(v.problemas, 0);
	cr_expect_gt(v.operaciones, 5000);
}

Test(practica, each_account_sees_its_own)
{
	struct err err = { 0 };
	struct txn txn;
	struct ficha f;
	struct store_info info;
	int all = pm.n;
	store_info(pm.store, &info);
	cr_expect_eq((uint32_t)all, info.hogares);
	uint32_t last = pm.ficha[all - 1].num;
	pm_read("practica");
	int mine = pm.n;
	cr_expect_geq(mine, 120);
	pm_read("practica2");
	cr_expect_eq(pm.n, 6);
	cr_expect_eq(mine + pm.n, all);
	for (int i = 0; i < pm.n; i++)
		cr_expect_str_eq(text(&pm.ficha[i].hogar, HOGAR_COGESTOR), "practica2");
	cr_assert(store_login(pm.store, "practica", &err), "%s", err.text);
	cr_assert(txn_read(&txn, pm.store, &err), "%s", err.text);
	cr_expect_not(ficha_load(&txn, last, &pm.arena, &f, NULL), "a family of another cogestor");
	cr_expect_eq(txn.err.code, ERR_DENIED);
	txn_abort(&txn);
}

Test(practica, every_stage_of_the_route)
{
	const struct ruta *r = pm.programa->ruta;
	for (int f = 0; f < r->n; f++)
		for (int m = 0; m < r->fase[f].n; m++)
			cr_expect(in_filter(-1, r->fase[f].momento[m].id, 3));
	static const char *const open[] = { "inicio", "linea_base", "plan_familiar", "seguimiento", "validacion_previa" };
	for (size_t i = 0; i < sizeof open / sizeof *open; i++)
		cr_expect(in_filter(AGENDA_EN_CURSO, open[i], 1));
	static const struct { int estado, n; } all[] = { { AGENDA_EN_CURSO, 15 }, { AGENDA_VENCIDA, 10 }, { AGENDA_PENDIENTE, 25 }, { AGENDA_BLOQUEADA, 15 }, { AGENDA_CERRADA, 12 } };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		cr_expect(in_filter(all[i].estado, NULL, all[i].n));
	static const char *const estado[] = { "vinculado", "linea_base", "plan", "seguimiento", "validacion", "promovido", "retiro", "traslado", "no_localizado", "cierre_administrativo", "fallecimiento" };
	for (size_t i = 0; i < sizeof estado / sizeof *estado; i++) {
		int n = 0;
		for (int k = 0; k < pm.n; k++)
			n += is(&pm.ficha[k].hogar, HOGAR_ESTADO, estado[i]);
		cr_expect_geq(n, 1, "%s", estado[i]);
	}
}

static const struct evaluacion *evaluate(const struct ficha *f)
{
	return model_evaluate(pm.programa, f, HOY, &pm.arena);
}

static bool in_moment(const struct ficha *f, const char *momento)
{
	return is(&f->hogar, HOGAR_MOMENTO, momento) && answers_date(&f->hogar.fields, HOGAR_CIERRE) == DATE_NONE;
}

static bool may_be_promoted(const struct ficha *f)
{
	return in_moment(f, "validacion_previa") && !ficha_visita_abierta(f) && evaluate(f)->promocion.promueve == TRI_YES;
}

/* All but one commitment or one logro of the plan. */
static bool one_step_short(const struct ficha *f)
{
	if (!in_moment(f, "seguimiento"))
		return false;
	const struct promocion *p = &evaluate(f)->promocion;
	return p->promueve == TRI_NO && p->celda_promueve == TRI_YES && p->n_falta >= 1 && p->n_falta <= 2;
}

static bool stayed(const struct ficha *f)
{
	for (int i = 0; i < f->evaluacion.n; i++)
		if (is(&f->evaluacion.item[i], EVALUACION_TIPO, "permanencia"))
			return in_moment(f, "seguimiento");
	return false;
}

Test(practica, some_are_near_the_end_of_their_route)
{
	cr_expect_geq(that(may_be_promoted), 6, "%d", that(may_be_promoted));
	cr_expect_geq(that(one_step_short), 4, "%d", that(one_step_short));
	cr_expect_geq(that(stayed), 3, "%d", that(stayed));
}

/* ---- people ---- */

static bool older_alone(const struct ficha *f) { return f->integrante.n == 1 && age(&f->integrante.item[0]) >= 65; }
static bool woman_leads(const struct ficha *f) { return is(ficha_jefe(f), "sexo", "m"); }
static bool displaced(const struct record *r) { return strstr(text(r, "hecho_victimizante"), "desplazamiento"); }
static bool expecting(const struct record *r) { return yes(r, "gestante"); }
static bool disabled(const struct record *r) { return yes(r, "discapacidad"); }
static bool migrant(const struct record *r) { return is(r, "nacionalidad", "venezolana"); }
static bool out_of_school(const struct record *r) { return age(r) >= 6 && age(r) <= 16 && value_known(answers_get(&r->fields, "estudia")) && !yes(r, "estudia"); }
static bool unemployed(const struct record *r) { return is(r, "actividad", "buscando"); }
static bool baby(const struct record *r) { return age(r) == 0; }

Test(practica, families_of_many_kinds)
{
	int size[PRACTICA_MIEMBROS + 2] = { 0 };
	for (int i = 0; i < pm.n; i++)
		size[pm.ficha[i].integrante.n <= PRACTICA_MIEMBROS ? pm.ficha[i].integrante.n : PRACTICA_MIEMBROS + 1]++;
	static const int present[] = { 1, 2, 3, 4, 5, 7, 9 };
	for (size_t i = 0; i < sizeof present / sizeof *present; i++)
		cr_expect_geq(size[present[i]], 2, "families of %d", present[i]);
	cr_expect_eq(size[0] + size[PRACTICA_MIEMBROS + 1], 0);
	cr_expect_geq(that(woman_leads), pm.n / 2);
	cr_expect_geq(that(older_alone), 6);
	static const struct { const char *what; bool (*about)(const struct record *); int n; } people[] = {
		{ "displaced", displaced, 15 }, { "expecting", expecting, 2 }, { "disabled", disabled, 10 }, { "migrant", migrant, 4 }, { "out of school", out_of_school, 6 }, { "looking for work", unemployed, 6 }, { "babies", baby, 4 },
	};
	for (size_t i = 0; i < sizeof people / sizeof *people; i++)
		cr_expect_geq(with(people[i].about), people[i].n, "%s: %d", people[i].what, with(people[i].about));
}

static const struct record *by_kin(const struct ficha *f, const char *kin)
{
	for (int i = 0; i < f->integrante.n; i++)
		if (is(&f->integrante.item[i], "parentesco", kin))
			return &f->integrante.item[i];
	return NULL;
}

static void siblings(const struct ficha *f)
{
	for (int i = 0; i < f->integrante.n; i++)
		for (int k = 0; k < i; k++) {
			const struct record *a = &f->integrante.item[i], *b = &f->integrante.item[k];
			int days = abs(answers_date(&a->fields, "fecha_nacimiento") - answers_date(&b->fields, "fecha_nacimiento"));
			if (is(a, "parentesco", "hijo") && is(b, "parentesco", "hijo"))
				cr_expect_geq(days, 300, "%s: %s and %s", text(&f->hogar, HOGAR_FOLIO), integrante_nombre(a, &pm.arena), integrante_nombre(b, &pm.arena));
		}
}

static void plausible(const struct ficha *f)
{
	const struct record *head = ficha_jefe(f);
	cr_assert(head, "%s", text(&f->hogar, HOGAR_FOLIO));
	cr_expect_geq(age(head), 18);
	for (int i = 0; i < f->integrante.n; i++) {
		const struct record *r = &f->integrante.item[i];
		int gap = age(head) - age(r);
		const char *who = arena_printf(&pm.arena, "%s: %s (%d) %s of %d", text(&f->hogar, HOGAR_FOLIO), integrante_nombre(r, &pm.arena), age(r), text(r, "parentesco"), age(head));
		cr_expect(age(r) >= 0 && age(r) <= 90, "%s", who);
		if (is(r, "parentesco", "hijo"))
			cr_expect(gap >= 15 && (gap <= 46 || is(head, "sexo", "h")), "%s", who);
		if (is(r, "parentesco", "nieto"))
			cr_expect_geq(gap, 36, "%s", who);
		if (is(r, "parentesco", "padre"))
			cr_expect_leq(gap, -15, "%s", who);
		if (expecting(r))
			cr_expect(is(r, "sexo", "m") && age(r) >= 15 && age(r) <= 45, "%s", who);
		if (is(r, "tipo_documento", "cc"))
			cr_expect_geq(age(r), 17, "%s", who);
		if (yes(r, "estudia"))
			cr_expect_leq(age(r), 19, "%s", who);
	}
	const struct record *partner = by_kin(f, "conyuge");
	cr_expect(!partner || age(partner) >= 18);
}

Test(practica, nobody_is_absurd)
{
	for (int i = 0; i < pm.n; i++) {
		struct hallazgo *found;
		plausible(&pm.ficha[i]);
		siblings(&pm.ficha[i]);
		int n = ficha_validate(&pm.ficha[i], &pm.programa->dict, HOY, &pm.arena, &found);
		for (int k = 0; k < n; k++)
			cr_expect(false, "%s: %s", text(&pm.ficha[i].hogar, HOGAR_FOLIO), found[k].texto);
	}
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

Test(practica, nobody_has_the_name_or_document_of_another)
{
	const char **name = NULL, **document = NULL;
	int n = 0, cap = 0, m = 0, cap_m = 0;
	for (int i = 0; i < pm.n; i++)
		for (int k = 0; k < pm.ficha[i].integrante.n; k++) {
			const struct record *r = &pm.ficha[i].integrante.item[k];
			*ARENA_PUSH(&pm.arena, name, n, cap) = integrante_nombre(r, &pm.arena);
			*ARENA_PUSH(&pm.arena, document, m, cap_m) = text(r, "numero_documento");
		}
	qsort(name, (size_t)n, sizeof *name, compare);
	qsort(document, (size_t)m, sizeof *document, compare);
	for (int i = 1; i < n; i++) {
		cr_expect_str_neq(name[i - 1], name[i]);
		cr_expect_str_neq(document[i - 1], document[i]);
	}
	cr_expect_gt(n, 400);
}

Test(practica, nobody_real_can_be_found_or_called)
{
	for (int i = 0; i < pm.n; i++) {
		const struct ficha *f = &pm.ficha[i];
		cr_expect_eq(strncmp(text(&f->hogar, "telefono"), "3990", 4), 0, "%s", text(&f->hogar, "telefono"));
		cr_expect_eq(strlen(text(&f->hogar, "telefono")), 10);
		cr_expect_eq(strlen(text(&f->hogar, "celular")), 0);
		for (int k = 0; k < f->integrante.n; k++)
			cr_expect_eq(strncmp(text(&f->integrante.item[k], "numero_documento"), "19", 2), 0);
	}
}

/* ---- what happened to them ---- */

Test(practica, visits_opportunities_commitments_of_every_outcome)
{
	static const struct { enum record_kind kind; const char *field, *value; int n; } want[] = {
		{ RECORD_VISITA, VISITA_RESULTADO, "efectiva", 200 }, { RECORD_VISITA, VISITA_RESULTADO, "nadie", 4 }, { RECORD_VISITA, VISITA_ESTADO, "anulada", 1 }, { RECORD_VISITA, VISITA_MODALIDAD, "llamada", 10 },
		{ RECORD_OPORTUNIDAD, OPORTUNIDAD_ESTADO, "acercada", 10 }, { RECORD_OPORTUNIDAD, OPORTUNIDAD_ESTADO, "efectiva", 10 }, { RECORD_OPORTUNIDAD, OPORTUNIDAD_ESTADO, "no_efectiva", 5 },
		{ RECORD_COMPROMISO, COMPROMISO_ESTADO, "pendiente", 40 }, { RECORD_COMPROMISO, COMPROMISO_ESTADO, "cumplido", 100 }, { RECORD_COMPROMISO, COMPROMISO_ESTADO, "replanteado", 3 },
		{ RECORD_EVALUACION, EVALUACION_TIPO, "linea_base", 60 }, { RECORD_EVALUACION, EVALUACION_TIPO, "validacion", 15 }, { RECORD_EVALUACION, EVALUACION_TIPO, "promocion", 8 },
		{ RECORD_EVALUACION, EVALUACION_TIPO, "permanencia", 4 }, { RECORD_EVALUACION, EVALUACION_TIPO, "cierre", 10 },
	};
	for (size_t i = 0; i < sizeof want / sizeof *want; i++)
		cr_expect_geq(records(want[i].kind, want[i].field, want[i].value), want[i].n, "%s %s: %d", want[i].field, want[i].value, records(want[i].kind, want[i].field, want[i].value));
}

/* How often something was done, in all histories. */
static int done(const char *accion)
{
	struct entrada *e;
	struct txn txn;
	int total, n = 0;
	cr_assert(txn_read(&txn, pm.store, NULL));
	for (int i = 0; i < pm.n; i++) {
		int all = diario_hogar(&txn, pm.ficha[i].num, 0, 1000, false, &pm.arena, &e, &total);
		for (int k = 0; k < all; k++)
			n += strcmp(e[k].accion, accion) == 0;
	}
	txn_abort(&txn);
	return n;
}

Test(practica, families_change)
{
	static const struct { const char *accion; int n; } want[] = { { "integrante_retirar", 3 }, { "integrante_nuevo", 3 }, { "cambiar_jefe", 1 }, { "visita_anular", 1 }, { "cerrar_hogar", 6 }, { "acordar_visita", 20 } };
	for (size_t i = 0; i < sizeof want / sizeof *want; i++)
		cr_expect_geq(done(want[i].accion), want[i].n, "%s: %d", want[i].accion, done(want[i].accion));
}

Test(practica, agreed_visits)
{
	int today = 0, later = 0, past = 0;
	for (int i = 0; i < pm.n; i++) {
		int32_t day = answers_date(&pm.ficha[i].hogar.fields, HOGAR_PROXIMA);
		today += day == HOY;
		later += day != DATE_NONE && day > HOY;
		past += day != DATE_NONE && day < HOY;
	}
	cr_expect_geq(today, 3, "%d", today);
	cr_expect_geq(later, 15, "%d", later);
	cr_expect_geq(past, 2, "%d", past);
}

Test(practica, drafts_go_on_where_they_were_left)
{
	struct borrador *draft;
	struct txn txn;
	struct err err = { 0 };
	cr_assert(store_login(pm.store, "practica", &err));
	cr_assert(txn_read(&txn, pm.store, &err));
	int n = borrador_list(&txn, 0, true, &pm.arena, &draft);
	cr_expect_geq(n, 10, "%d", n);
	for (int i = 0; i < n; i++) {
		struct ficha f;
		struct form form;
		int of, answered;
		cr_assert(ficha_load(&txn, draft[i].clave.hogar, &pm.arena, &f, NULL), "%s", txn.err.text);
		cr_expect(ficha_visita_abierta(&f));
		cr_expect(strstr(draft[i].titulo, ficha_nombre(&f, &pm.arena)), "%s", draft[i].titulo);
		form_start(&form, programa_form(pm.programa, draft[i].clave.formulario), &evaluate(&f)->scope, &pm.arena);
		int before = form_answered(&form, &of);
		borrador_a_form(&f, &form, &draft[i].campos);
		answered = form_answered(&form, &of);
		cr_expect(answered > before && answered < of, "%s: %d, then %d of %d", draft[i].titulo, before, answered, of);
	}
	txn_abort(&txn);
}

Test(practica, every_operation_has_its_words_and_its_day)
{
	struct entrada *e;
	struct txn txn;
	int total;
	cr_assert(txn_read(&txn, pm.store, NULL));
	for (int i = 0; i < pm.n; i += 7) {
		int n = diario_hogar(&txn, pm.ficha[i].num, 0, 1000, false, &pm.arena, &e, &total);
		for (int k = 0; k < n; k++) {
			cr_expect(accion_known(e[k].accion), "%s", e[k].accion);
			cr_expect_leq(e[k].fecha, HOY);
			cr_expect(k == 0 || e[k].fecha <= e[k - 1].fecha, "the history of a family goes forward");
		}
	}
	txn_abort(&txn);
}

/* ---- the seed ---- */

/* Every answer of every record, in words. */
static const char *everything(void)
{
	struct strbuf b;
	strbuf_init(&b, &pm.arena);
	for (int i = 0; i < pm.n; i++) {
		const struct ficha *f = &pm.ficha[i];
		const struct record_list *const list[] = { &f->integrante, &f->logro, &f->visita, &f->compromiso, &f->oportunidad, &f->evaluacion };
		for (int k = 0; k < f->hogar.fields.n; k++)
			strbuf_printf(&b, "%u %s %lld %s\n", f->num, f->hogar.fields.item[k].name, (long long)f->hogar.fields.item[k].value.num, f->hogar.fields.item[k].value.text ? f->hogar.fields.item[k].value.text : "");
		for (size_t l = 0; l < sizeof list / sizeof *list; l++)
			for (int r = 0; r < list[l]->n; r++)
				for (int k = 0; k < list[l]->item[r].fields.n; k++) {
					const struct answer *a = &list[l]->item[r].fields.item[k];
					strbuf_printf(&b, "%u.%u %s %lld %s\n", f->num, list[l]->item[r].seq, a->name, (long long)a->value.num, a->value.text ? a->value.text : "");
				}
	}
	return b.text;
}

Test(practica_semilla, the_same_seed_gives_the_same_families, .timeout = 300)
{
	char path[64];
	struct arena kept;
	arena_init(&kept);
	pm_open();
	const char *first = arena_strdup(&kept, everything());
	struct id head = pm.ficha[0].hogar.id;
	pm_close();
	pm_make(path, SEMILLA);
	cr_expect_str_eq(everything(), first);
	cr_expect(id_equal(head, pm.ficha[0].hogar.id));
	pm_close();
	pm_remove(path);
	arena_done(&kept);
}

Test(practica_semilla, another_seed_gives_others, .timeout = 300)
{
	char path[64];
	struct arena kept;
	int same = 0;
	arena_init(&kept);
	pm_open();
	const char **name = arena_array(&kept, const char *, pm.n);
	int n = pm.n;
	for (int i = 0; i < n; i++)
		name[i] = arena_strdup(&kept, ficha_nombre(&pm.ficha[i], &pm.arena));
	pm_close();
	pm_make(path, SEMILLA + 1);
	cr_expect_eq(pm.n, n);
	for (int i = 0; i < n; i++)
		same += strcmp(name[i], ficha_nombre(&pm.ficha[i], &pm.arena)) == 0;
	cr_expect_leq(same, 2);
	pm_close();
	pm_remove(path);
	arena_done(&kept);
}
