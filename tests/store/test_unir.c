/* Merging: what is kept of both, what is refused, who may, and that undoing it leaves nothing behind. */
#include "mundo.h"
#include "model/hecho.h"
#include "store/acto_deshacer.h"
#include "store/busqueda.h"
#include "store/table.h"
#include "store/unir.h"
#include "store/unir_filas.h"
#include <string.h>

static uint32_t a, b;                        /* the household of mundo, and the same family registered once more */

TestSuite(unir, .init = mundo_open, .fini = mundo_close, .timeout = 240);

static uint32_t registrar(struct answers *hogar, struct answers *who, int n)
{
	struct err err = { 0 };
	struct ficha f;
	struct txn txn;

	txn_begin_write(&txn);
	struct acto acto = mundo_acto(&txn);
	cr_assert(acto_registrar(&acto, hogar, who, n, &f, &err), "%s", err.text);
	txn_end(&txn);
	return f.num;
}

/* The same three with errors of data entry, and a fourth who was left out the first time. */
static uint32_t registrar_otra_vez(void)
{
	struct answers hogar, who[4];

	mundo_personas(&hogar, who);
	decir(&hogar, "barrio=Popular Uno; meta1=Terminar el bachillerato y trabajar; estrato=1");
	decir(&who[0], "numero_documento=43111010; apellido1=Sapata; nombre2=");
	decir(&who[1], "numero_documento=1017000020; fecha_nacimiento=2015-02-08");
	decir(&who[2], "numero_documento=70222030; nivel=primaria; grado=3");
	answers_init(&who[3], &mundo.arena);
	answers_copy(&who[3], &who[1]);
	decir(&who[3], "nombre1=Dora; sexo=m; fecha_nacimiento=2018-05-05; numero_documento=1017999888; parentesco=hijo");
	return registrar(&hogar, who, 4);
}

static void dos(void)
{
	a = mundo.f.num;
	b = registrar_otra_vez();
}

static struct ficha *ficha_of(uint32_t hogar)
{
	struct ficha *f = arena_new(&mundo.arena, struct ficha);
	struct txn txn;

	txn_begin_read(&txn);
	cr_assert(ficha_load(&txn, hogar, &mundo.arena, f, NULL), "%s", txn.err.text);
	txn_abort(&txn);
	return f;
}

static bool planear(uint32_t queda, uint32_t otra, struct union_plan *p, struct err *err)
{
	struct txn txn;

	txn_begin_read(&txn);
	bool ok = unir_plan(&txn, mundo.programa, queda, otra, &mundo.arena, p, err);
	txn_abort(&txn);
	return ok;
}

static void must_plan(struct union_plan *p)
{
	struct err err = { 0 };

	cr_assert(planear(a, b, p, &err), "%s", err.text);
}

static bool unir(const struct union_plan *p, const char *motivo, const char *motivo_logros, struct err *err)
{
	struct ficha f;
	struct txn txn;

	txn_begin_write(&txn);
	struct acto acto = mundo_acto(&txn);
	if (!acto_unir(&acto, p, motivo, motivo_logros, &f, err)) {
		txn_abort(&txn);
		return false;
	}
	txn_end(&txn);
	return true;
}

static void must_unir(const struct union_plan *p)
{
	struct err err = { 0 };
	uint64_t n = mundo_ops();

	cr_assert(unir(p, "Se registró dos veces", "Es lo que se vio", &err), "%s", err.text);
	cr_assert_eq(mundo_ops(), n + 1, "one operation");
	cr_assert_str_eq(mundo_accion(), "unir_hogares");
}

#define NO_UNE(kind, words) do { \
	struct union_plan p_; struct err err_ = { 0 }; \
	cr_assert_not(planear(a, b, &p_, &err_), "%s:%d", __FILE__, __LINE__); \
	cr_assert_eq(err_.code, kind, "%s:%d: %s", __FILE__, __LINE__, err_.text); \
	cr_assert(strstr(err_.text, words), "%s:%d: «%s»", __FILE__, __LINE__, err_.text); \
} while (0)

static const struct union_campo *diferencia(const struct union_plan *p, const char *campo, uint32_t queda)
{
	for (int i = 0; i < p->n_campo; i++)
		if (strcmp(p->campo[i].campo, campo) == 0 && p->campo[i].queda == queda)
			return &p->campo[i];
	return NULL;
}

static int row_of(const struct union_plan *p, const char *campo, uint32_t queda)
{
	const struct union_campo *d = diferencia(p, campo, queda);

	cr_assert(d, "%s does not differ", campo);
	return (int)(d - p->campo);
}

static void dice(uint32_t hogar, uint32_t seq, const char *texto)
{
	struct ficha *f = ficha_of(hogar);
	struct answers said;

	answers_init(&said, &mundo.arena);
	decir(&said, texto);
	for (int i = 0; i < said.n; i++)
		cr_expect(value_equal(answers_get(&ficha_record(f, seq ? RECORD_INTEGRANTE : RECORD_HOGAR, seq)->fields, said.item[i].name), said.item[i].value), "%s", said.item[i].name);
}

static void undo(uint64_t n);

/* ---- everything that the store holds of them ---- */

struct foto { struct ficha *a, *b; const char *filas, *listas, *dudas; struct key *hash; int n_hash; struct conteo *conteo; int n_conteo; };

static const char *bytes_of(struct txn *txn, enum table t)
{
	const char *all = "";
	struct walk w;

	for (walk_begin(&w, txn, t, span_of("", 0), WALK_UP); walk_next(&w);) {
		char *hex = arena_alloc(&mundo.arena, 2 * (w.key.n + w.value.n) + 2);
		for (size_t i = 0; i < w.key.n + w.value.n; i++)
			snprintf(hex + 2 * i, 3, "%02x", i < w.key.n ? w.key.p[i] : w.value.p[i - w.key.n]);
		all = arena_printf(&mundo.arena, "%s%s\n", all, hex);
	}
	return all;
}

static const char *searches(struct txn *txn)
{
	static const char *const words[] = { "zapata", "sapata", "dora", "gildardo", "43111001", "43111010", "1017999888", "3990000101", "MS-00001", "MS-00002", "popular" };
	const char *all = "";

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		uint32_t *found;
		int n = busqueda_query(txn, words[i], &mundo.arena, &found);
		all = arena_printf(&mundo.arena, "%s%s", all, words[i]);
		for (int k = 0; k < n; k++)
			all = arena_printf(&mundo.arena, "%s %u", all, found[k]);
		all = arena_printf(&mundo.arena, "%s; folio %u\n", all, hogar_by_folio(txn, words[i]));
	}
	return all;
}

static struct foto foto(void)
{
	struct foto f = { .a = ficha_of(a), .b = ficha_of(b) };
	struct txn txn;
	struct walk w;
	int cap = 0;

	txn_begin_read(&txn);
	f.filas = bytes_of(&txn, TABLE_FILA);
	f.dudas = bytes_of(&txn, TABLE_DUDA);
	f.listas = searches(&txn);
	for (walk_begin(&w, &txn, TABLE_HASH, span_of("", 0), WALK_UP); walk_next(&w);)
		*ARENA_PUSH(&mundo.arena, f.hash, f.n_hash, cap) = w.here;
	f.n_conteo = lista_conteos(&txn, &mundo.arena, &f.conteo);
	txn_abort(&txn);
	return f;
}

static bool has_hash(const struct foto *f, const struct key *k)
{
	for (int i = 0; i < f->n_hash; i++)
		if (f->hash[i].n == k->n && memcmp(f->hash[i].b, k->b, k->n) == 0)
			return true;
	return false;
}

/* `undone` more keys in the index: each undoing leaves there what it undid. */
static void same_as(const struct foto *before, int undone)
{
	struct foto now = foto();

	cr_assert(mundo_igual(before->a, now.a), "the kept household");
	cr_assert(mundo_igual(before->b, now.b), "the other one");
	cr_assert_str_eq(before->filas, now.filas);
	cr_assert_str_eq(before->listas, now.listas);
	cr_assert_str_eq(before->dudas, now.dudas);
	for (int i = 0; i < before->n_hash; i++)
		cr_assert(has_hash(&now, &before->hash[i]));
	cr_assert_eq(now.n_hash, before->n_hash + undone);
	cr_assert_eq(now.n_conteo, before->n_conteo);
	for (int i = 0; i < now.n_conteo; i++)
		cr_assert_eq(now.conteo[i].hogares, before->conteo[i].hogares);
	CASA_VERIFY();
}

/* ---- the plan ---- */

Test(unir, who_is_who)
{
	struct union_plan p;

	dos();
	must_plan(&p);
	cr_assert_eq(p.n_pareja, 4);
	cr_assert_eq(p.pareja[0].queda, 1);
	cr_assert_eq(p.pareja[1].queda, 2);
	cr_assert_eq(p.pareja[2].queda, 3);
	cr_assert_eq(p.pareja[3].queda, 0, "she was left out the first time");
	cr_assert_str_eq(p.pareja[3].parentesco, "hijo");
	cr_assert_not(unir_emparejar(&p, 3, 2), "he is somebody else already");
	cr_assert(unir_emparejar(&p, 1, 0));
	cr_assert(unir_emparejar(&p, 3, 2));
	cr_assert(diferencia(&p, "nombre1", 2));
}

/* The head once more, her number mistyped into that of a child: the number alone, under another kind of document, makes nobody the child. */
Test(unir, a_number_that_is_somebody_elses)
{
	struct answers hogar, who[3];
	struct union_plan p;

	mundo_personas(&hogar, who);
	decir(&who[0], "nombre1=Elvira; numero_documento=1017888001");
	decir(&who[1], "nombre1=Isaac; nombre2=Emilio; apellido2=Giraldo; numero_documento=1017888002");
	decir(&who[2], "numero_documento=70222099");
	a = registrar(&hogar, who, 3);
	decir(&who[0], "numero_documento=1017888002; fecha_nacimiento=1984-04-12");
	b = registrar(&hogar, who, 1);
	must_plan(&p);
	cr_assert_eq(p.n_pareja, 1);
	cr_expect_eq(p.pareja[0].queda, 1, "%u", (unsigned)p.pareja[0].queda);
}

Test(unir, choices_come_with_their_reason)
{
	struct union_plan p;

	dos();
	mundo_dia(mundo.hoy + 3);
	casa_must_set(a, RECORD_HOGAR, 0, "estrato", value_int(2));
	must_plan(&p);
	const struct union_campo *meta = diferencia(&p, "meta1", 0), *barrio = diferencia(&p, "barrio", 0), *estrato = diferencia(&p, "estrato", 0), *segundo = diferencia(&p, "nombre2", 1);
	cr_assert(meta && meta->toma_otra);
	cr_assert_str_eq(meta->porque, "más completo");
	cr_assert(barrio && barrio->toma_otra);
	cr_assert(estrato && !estrato->toma_otra);
	cr_assert(strstr(estrato->porque, "más reciente"), "%s", estrato->porque);
	cr_assert(segundo && !segundo->toma_otra);
	cr_assert_str_eq(segundo->porque, "solo está aquí");
	cr_assert_null(diferencia(&p, "comuna", 0), "where they agree nothing is asked");
	cr_assert_null(diferencia(&p, HOGAR_COGESTOR, 0));
	int at = row_of(&p, "estrato", 0);
	unir_elegir(&p, at, true);
	unir_emparejar(&p, 2, 0);
	cr_assert(diferencia(&p, "estrato", 0)->toma_otra, "a choice outlives another match");
}

/* ---- the act ---- */

Test(unir, the_kept_one_takes_what_was_chosen)
{
	struct union_plan p;

	dos();
	must_plan(&p);
	unir_elegir(&p, row_of(&p, "numero_documento", 1), true);
	unir_elegir(&p, row_of(&p, "apellido1", 1), false);
	must_unir(&p);
	dice(a, 0, "meta1=Terminar el bachillerato y trabajar; comuna=05001_01");
	dice(a, 1, "numero_documento=43111010; apellido1=Zapata; nombre2=Marina");
	dice(a, 4, "nombre1=Dora; parentesco=hijo");
	struct ficha *kept = ficha_of(a), *gone = ficha_of(b);
	cr_assert_str_eq(answers_text(&ficha_record(kept, RECORD_INTEGRANTE, 4)->fields, REGISTRO_UNIDO), "MS-00002");
	cr_assert_str_eq(answers_text(&gone->hogar.fields, HOGAR_UNIDO), "MS-00001");
	cr_assert_eq(gone->integrante.n, 4, "what it was stays");
	CASA_VERIFY();
}

static void with_debts(uint32_t hogar, const char *answers)
{
	mundo.f.num = hogar;
	mundo_load();
	RESPONDE("ahorro_justicia", answers);
	mundo.f.num = a;
	mundo_load();
}

/* A number is not a row: the debts of both are kept, and the one that both told once. */
Test(unir, rows_of_both_are_kept)
{
	struct union_plan p;

	dos();
	with_debts(a, "deuda=1, 2; deuda_con.1=cooperativa; deuda_saldo.1=900000; deuda_cuota.1=60000; deuda_con.2=almacen; deuda_saldo.2=80000");
	with_debts(b, "deuda=1, 2; deuda_con.1=familiar; deuda_cuota.1=20000; deuda_con.2=almacen; deuda_saldo.2=80000");
	struct foto before = foto();
	must_plan(&p);
	cr_expect_eq(p.filas, 1);
	cr_expect_null(diferencia(&p, "deuda_con.1", 0), "rows are not compared by their numbers");
	must_unir(&p);
	struct answers *h = &ficha_of(a)->hogar.fields;
	cr_expect_str_eq(answers_text(h, "deuda"), "1 2 3");
	cr_expect_str_eq(answers_text(h, "deuda_con.1"), "cooperativa");
	cr_expect_eq(answers_int(h, "deuda_cuota.1", 0), 60000);
	cr_expect_str_eq(answers_text(h, "deuda_con.3"), "familiar");
	cr_expect_eq(answers_int(h, "deuda_cuota.3", 0), 20000);
	undo(mundo_ops());
	same_as(&before, 1);
}

Test(unir, an_answer_that_only_the_other_one_gave)
{
	const struct dict *dict = &mundo.programa->dict;
	struct record here, there;
	struct err err = { 0 };

	record_init(&here, &mundo.arena, RECORD_HOGAR, 1, 0);
	record_init(&there, &mundo.arena, RECORD_HOGAR, 2, 0);
	cr_expect_not(unir_filas_hay(dict, &here, &there));
	answers_set(&there.fields, "deuda", value_set(""));
	cr_assert(unir_filas_hay(dict, &here, &there), "none is an answer too");
	cr_assert(unir_filas(dict, &here, &there, &err), "%s", err.text);
	cr_expect_not_null(answers_find(&here.fields, "deuda"));
	cr_expect_not(unir_filas_hay(dict, &here, &there));
	answers_set(&there.fields, "deuda", value_set("2"));
	answers_set(&there.fields, "deuda_con.2", value_choice("familiar"));
	cr_expect_eq(unir_filas_nuevas(dict, &here, &there), 1);
	cr_assert(unir_filas(dict, &here, &there, &err), "%s", err.text);
	cr_expect_str_eq(answers_text(&here.fields, "deuda"), "1");
	cr_expect_str_eq(answers_text(&here.fields, "deuda_con.1"), "familiar");
}

/* What does not fit is not left behind in silence. */
Test(unir, more_rows_than_there_may_be_are_refused)
{
	struct union_plan p;
	struct err err = { 0 };
	const char *list = "", *con = "";

	dos();
	const struct variable *deuda = dict_find(&mundo.programa->dict, "deuda");
	for (int row = 1; row <= deuda->repeat->max; row++) {
		list = arena_printf(&mundo.arena, "%s%s%d", list, *list ? ", " : "", row);
		con = arena_printf(&mundo.arena, "%s; deuda_con.%d=almacen; deuda_saldo.%d=%d", con, row, row, row * 1000);
	}
	with_debts(a, arena_printf(&mundo.arena, "deuda=%s%s", list, con));
	with_debts(b, "deuda=1; deuda_con.1=familiar");
	must_plan(&p);
	cr_assert_not(unir(&p, "Se registró dos veces", NULL, &err));
	cr_expect(strstr(err.text, "caben hasta"), "%s", err.text);
	CASA_VERIFY();
}

Test(unir, the_other_one_is_in_no_list_and_its_folio_finds_the_kept_one)
{
	struct filtro all = FILTRO_TODO, by_folio = FILTRO_TODO;
	struct union_plan p;
	struct fila *row;
	struct txn txn;
	int total;

	dos();
	must_plan(&p);
	must_unir(&p);
	by_folio.texto = "MS-00002";
	txn_begin_read(&txn);
	cr_assert_eq(lista_count(&txn, mundo.programa->ruta, &all, mundo.hoy), 1);
	cr_assert_eq(lista_page(&txn, mundo.programa->ruta, &by_folio, ORDEN_NOMBRE, mundo.hoy, 0, 10, &mundo.arena, &row, &total), 1);
	cr_assert_eq(row[0].hogar, a);
	cr_assert_eq(hogar_by_folio(&txn, "MS-00002"), a);
	cr_assert_eq(hogar_by_documento(&txn, "cc", "1017999888"), 0);
	cr_assert_eq(hogar_by_documento(&txn, "ti", "1017999888"), a);
	txn_abort(&txn);
	mundo.f.num = b;
	mundo_load();
	NIEGA(ERR_RULE, "se unió al MS-00001", acto_visita_abrir(&acto, f, NULL, err));
}

Test(unir, both_histories_know_it)
{
	struct union_plan p;
	struct entrada *e;
	struct txn txn;
	int total;

	dos();
	must_plan(&p);
	must_unir(&p);
	txn_begin_read(&txn);
	cr_assert_eq(diario_hogar(&txn, a, 0, 1, false, &mundo.arena, &e, &total), 1);
	cr_assert_str_eq(e[0].accion, "unir_hogares");
	cr_assert_str_eq(e[0].motivo, "Se registró dos veces");
	uint64_t n = e[0].n;
	cr_assert_eq(diario_hogar(&txn, b, 0, 1, false, &mundo.arena, &e, &total), 1);
	cr_assert_eq(e[0].n, n);
	txn_abort(&txn);
}

static void advance(void)
{
	dos();
	mundo_hasta("seguimiento");
	HACE(acto_compromiso(&acto, f, 0, 0, "Inscribirse en el curso", "Luz", mundo.hoy + 20, err));
	mundo.f.num = b;
	mundo_load();
	mundo_visita();
	HACE(acto_oportunidad(&acto, f, NULL, "Feria de servicios", 0, 4, NULL, err));
	HACE(acto_compromiso(&acto, f, 0, 0, "Llevar a Dora a vacunar", "Luz", mundo.hoy + 20, err));
	mundo.f.num = a;
	mundo_load();
}

static const struct record *last_of(const struct record_list *l)
{
	return &l->item[l->n - 1];
}

Test(unir, what_the_other_lived_through_comes_over)
{
	struct union_plan p;

	advance();
	struct ficha *was = ficha_of(a), *other = ficha_of(b);
	must_plan(&p);
	must_unir(&p);
	struct ficha *now = ficha_of(a);
	cr_assert_eq(now->visita.n, was->visita.n + other->visita.n);
	cr_assert_eq(now->compromiso.n, was->compromiso.n + 1);
	cr_assert_eq(now->oportunidad.n, was->oportunidad.n + 1);
	cr_assert_eq(now->evaluacion.n, was->evaluacion.n + other->evaluacion.n);
	cr_assert_eq(answers_int(&last_of(&now->oportunidad)->fields, OPORTUNIDAD_INTEGRANTE, 0), 4, "she has another number here");
	cr_assert_str_eq(answers_text(&last_of(&now->compromiso)->fields, REGISTRO_UNIDO), "MS-00002");
	cr_assert_eq(answers_int(&now->hogar.fields, HOGAR_VISITAS, 0), answers_int(&was->hogar.fields, HOGAR_VISITAS, 0) + answers_int(&other->hogar.fields, HOGAR_VISITAS, 0));
	cr_assert_str_eq(answers_text(&now->hogar.fields, HOGAR_MOMENTO), "seguimiento", "its place in the route is its own");
	for (int i = 0; i < was->logro.n; i++) {
		const struct record *r = &was->logro.item[i], *l = ficha_record(now, RECORD_LOGRO, r->seq);
		cr_assert(value_equal(answers_get(&r->fields, LOGRO_BASE), answers_get(&l->fields, LOGRO_BASE)), "the línea base is frozen");
	}
	CASA_VERIFY();
}

static void confirm(uint32_t hogar, enum logro_estado estado, const char *soporte)
{
	struct confirmacion c = { .estado = estado, .como = "verificado", .soporte = soporte };

	mundo.f.num = hogar;
	mundo_load();
	HACE(acto_logro_confirmar(&acto, f, 1, 1, &c, err));
}

Test(unir, a_logro_seen_in_two_ways_is_chosen_with_a_reason)
{
	struct union_plan p;
	struct err err = { 0 };

	dos();
	confirm(a, LOGRO_ALCANZADO, "Cédula a la vista");
	confirm(b, LOGRO_POR_ALCANZAR, "No la tenía");
	mundo.f.num = a;
	must_plan(&p);
	cr_assert_eq(p.logros, 1);
	const struct union_campo *d = diferencia(&p, LOGRO_ESTADO, logro_seq(1, 1));
	cr_assert(d);
	unir_elegir(&p, (int)(d - p.campo), true);
	cr_assert_not(unir(&p, "Se registró dos veces", " ", &err));
	cr_assert(strstr(err.text, "logros con estados distintos"), "%s", err.text);
	must_unir(&p);
	const struct record *r = ficha_record(ficha_of(a), RECORD_LOGRO, logro_seq(1, 1));
	cr_assert_str_eq(answers_text(&r->fields, LOGRO_ESTADO), "por_alcanzar");
	cr_assert_str_eq(answers_text(&r->fields, LOGRO_SOPORTE), "No la tenía");
	cr_assert(strstr(answers_text(&r->fields, LOGRO_OBSERVACION), "Al unir con MS-00002: Es lo que se vio"));
}

/* ---- undone ---- */

static void undo(uint64_t n)
{
	struct err err = { 0 };
	struct txn txn;

	txn_begin_write(&txn);
	struct acto acto = mundo_acto(&txn);
	cr_assert(acto_deshacer(&acto, n, "No eran la misma familia", &err), "%s", err.text);
	txn_end(&txn);
}

/* From the journal alone, without working anything out anew. */
static void undo_by_journal(uint64_t n)
{
	struct err err = { 0 };
	struct txn txn;

	txn_begin_write(&txn);
	cr_assert(diario_deshacer(&txn, n, "No eran la misma familia", &err), "%s", err.text);
	txn_end(&txn);
}

Test(unir, undone_nothing_is_left_of_it)
{
	struct union_plan p;

	advance();
	confirm(a, LOGRO_ALCANZADO, "Cédula a la vista");
	confirm(b, LOGRO_POR_ALCANZAR, "No la tenía");
	mundo.f.num = a;
	mundo_load();
	struct foto before = foto();
	must_plan(&p);
	must_unir(&p);
	struct foto between = foto();
	cr_assert_str_neq(before.filas, between.filas);
	cr_assert_str_neq(before.listas, between.listas);
	undo_by_journal(mundo_ops());
	same_as(&before, 1);
}

Test(unir, undone_by_who_merged_families_of_two)
{
	struct union_plan p;

	a = mundo.f.num;
	casa_login("jlopez");
	b = registrar_otra_vez();
	casa_login("acano");
	struct foto before = foto();
	must_plan(&p);
	must_unir(&p);
	cr_assert_str_eq(answers_text(&ficha_of(a)->hogar.fields, HOGAR_COGESTOR), "mrestrepo");
	undo(mundo_ops());
	same_as(&before, 1);
	undo(mundo_ops());
	cr_assert(hogar_unido(&ficha_of(b)->hogar.fields), "what she merged and took back she merges again");
}

Test(unir, what_was_done_before_in_the_other_one_waits_for_the_merge_to_be_undone)
{
	struct union_plan p;
	struct err err = { 0 };
	struct txn txn;

	dos();
	casa_must_set(b, RECORD_INTEGRANTE, 4, "nombre2", value_text("Inés"));
	uint64_t n = mundo_ops();
	must_plan(&p);
	must_unir(&p);
	txn_begin_write(&txn);
	cr_assert_not(diario_deshacer(&txn, n, "No era", &err));
	txn_abort(&txn);
	cr_assert_eq(err.code, ERR_CONFLICT);
	cr_assert(strstr(err.text, "se unió al MS-00001; deshaga primero esa unión"), "%s", err.text);
	undo(mundo_ops());
	undo(n);
	cr_assert_str_eq(answers_text(&ficha_record(ficha_of(b), RECORD_INTEGRANTE, 4)->fields, "nombre2"), "");
}

/* A decision of the other household opens no door in the route of this one. */
Test(unir, decisions_of_the_other_one_are_history)
{
	struct union_plan p;

	dos();
	mundo.f.num = b;
	mundo_load();
	mundo_hasta("validacion_previa");
	mundo_abrir();
	mundo_pasos(NULL);
	mundo_cerrar(mundo.hoy, "efectiva");
	mundo.f.num = a;
	mundo_load();
	mundo_hasta("seguimiento");
	must_plan(&p);
	must_unir(&p);
	struct ficha *f = ficha_of(a);
	const struct record *last = last_of(&f->evaluacion);
	cr_assert(registro_unido(last));
	mundo_load();
	struct evaluacion *ev = (struct evaluacion *)model_evaluate(mundo.programa, &mundo.f, mundo.hoy, &mundo.arena);
	struct scope scope;
	ficha_scope(&mundo.f, &mundo.programa->dict, mundo.hoy, &mundo.arena, &scope);
	cr_assert_eq(hecho_value(&scope, "decision", ev).kind, VALUE_NONE);
	cr_assert_str_eq(answers_text(&last->fields, EVALUACION_TIPO), "validacion");
}

/* ---- refused ---- */

Test(unir, needs_a_reason)
{
	struct union_plan p;
	struct err err = { 0 };

	dos();
	must_plan(&p);
	cr_assert_not(unir(&p, "  ", NULL, &err));
	cr_assert_eq(err.code, ERR_RULE);
	cr_assert(strstr(err.text, "por qué son la misma familia"));
}

Test(unir, not_over_an_open_visit)
{
	dos();
	mundo_abrir();
	NO_UNE(ERR_RULE, "tiene una visita en curso");
}

Test(unir, not_over_a_draft)
{
	struct borrador_clave k = { .hogar = mundo.f.num, .formulario = "vivienda" };
	struct err err = { 0 };
	struct answers said;

	dos();
	answers_init(&said, &mundo.arena);
	decir(&said, "estrato=3");
	cr_assert(borrador_put(casa.store, &k, &said, "Vivienda", NULL, &err));
	NO_UNE(ERR_RULE, "borrador por terminar (Vivienda)");
}

Test(unir, the_one_with_a_baseline_is_kept)
{
	struct union_plan p;

	dos();
	mundo_hasta("plan_familiar");
	uint32_t more = a;
	cr_assert_eq(unir_conviene(ficha_of(a), ficha_of(b)), more);
	a = b;
	b = more;
	NO_UNE(ERR_RULE, "ya tiene su línea base");
	b = a;
	a = more;
	must_plan(&p);
}

/* Neither way is one: what has to be done first is told in both directions, and not each household for the other. */
Test(unir, the_one_with_a_baseline_that_ended_is_opened_again_first)
{
	dos();
	mundo_hasta("plan_familiar");
	HACE(acto_cerrar_hogar(&acto, f, "retiro", "retiro", err));
	uint32_t ended = a;
	NO_UNE(ERR_RULE, "deshaga primero el cierre desde su Historia");
	a = b;
	b = ended;
	NO_UNE(ERR_RULE, "deshaga primero el cierre desde su Historia");
}

Test(unir, not_with_one_that_ended)
{
	struct union_plan p;

	dos();
	HACE(acto_cerrar_hogar(&acto, f, "retiro", "retiro", err));
	NO_UNE(ERR_RULE, "ya terminó");
	uint32_t ended = a;
	a = b;
	b = ended;
	must_plan(&p);
	casa_must_set(ended, RECORD_HOGAR, 0, HOGAR_ESTADO, value_choice("promovido"));
	NO_UNE(ERR_RULE, "ya fue promovido");
}

Test(unir, not_twice_and_not_with_itself)
{
	struct union_plan p;

	dos();
	must_plan(&p);
	must_unir(&p);
	NO_UNE(ERR_RULE, "ya se unió al MS-00001");
	b = a;
	NO_UNE(ERR_RULE, "dos hogares");
}

Test(unir, families_of_two_cogestores_are_for_the_coordination)
{
	struct union_plan p;

	a = mundo.f.num;
	casa_login("jlopez");
	b = registrar_otra_vez();
	NO_UNE(ERR_DENIED, "no tiene permiso");
	casa_login("acano");
	must_plan(&p);
}

Test(unir, on_a_family_that_somebody_changed_meanwhile_it_is_looked_at_again)
{
	struct union_plan p;
	struct err err = { 0 };

	dos();
	must_plan(&p);
	casa_must_set(b, RECORD_HOGAR, 0, "estrato", value_int(3));
	cr_assert_not(unir(&p, "Se registró dos veces", NULL, &err));
	cr_assert_eq(err.code, ERR_CONFLICT);
	must_plan(&p);
	must_unir(&p);
}

Test(unir, a_newcomer_needs_a_kinship_when_the_head_is_another)
{
	struct union_plan p;
	struct err err = { 0 };

	dos();
	must_plan(&p);
	unir_emparejar(&p, 0, 0);
	cr_assert_not(unir(&p, "Se registró dos veces", NULL, &err));
	cr_assert(strstr(err.text, "Indique qué es Luz"), "%s", err.text);
	unir_parentesco(&p, 0, "hermano");
	unir_parentesco(&p, 3, "sobrino");
	must_unir(&p);
	dice(a, 4, "nombre1=Luz; parentesco=hermano");
	dice(a, 5, "nombre1=Dora; parentesco=sobrino");
}

/* ---- two families ---- */

Test(unir, two_families_stay_two_with_author_and_reason)
{
	struct err err = { 0 };
	struct txn txn;

	dos();
	struct foto before = foto();
	txn_begin_write(&txn);
	struct acto acto = mundo_acto(&txn);
	cr_assert(acto_distintos(&acto, a, b, 72, "Son dos hermanas", &err), "%s", err.text);
	txn_end(&txn);
	cr_assert_eq(distintos_puntos(&ficha_of(a)->hogar.fields, "MS-00002"), 72);
	cr_assert_eq(distintos_puntos(&ficha_of(b)->hogar.fields, "MS-00001"), 72);
	cr_assert_eq(distintos_puntos(&ficha_of(b)->hogar.fields, "MS-0000"), -1);
	undo(mundo_ops());
	same_as(&before, 1);
}
