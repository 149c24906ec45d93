/* Answers of a whole office to a newer version of a form: counted first, then kept, household by household. All people are invented. */
#include "report/migrar.h"
#include "store/acto.h"
#include "store/borrador.h"
#include "store/diario.h"
#include "store/verify.h"
#include "tests/report/oficina.h"
#include <criterion/criterion.h>
#include <string.h>

enum { HOGARES = 420 };

static struct oficina o;

static void open_office(void)
{
	oficina_open(&o);
}

static void close_office(void)
{
	oficina_close(&o);
}

TestSuite(migrar, .init = open_office, .fini = close_office, .timeout = 240);

static const char map[] =
	"migracion: ahorro-2\nformulario: ahorro_justicia\nde: 1\na: 2\nreglas:\n"
	"  - {variable: como_ahorra, to: medio_ahorro, choices: {banco: cuenta}, unknown: [otra_parte]}\n"
	"  - {variable: acceso_credito, choices: {si_facil: tiene}}\n";

static const struct migration *load(const char *text)
{
	struct problems problems;
	problems_init(&problems, &o.arena);
	const struct migration *m = migration_load_node(&o.arena, &o.programa->dict, o.programa->form, o.programa->n_form,
		yaml_parse(&o.arena, "ahorro-2.yaml", text, strlen(text), &problems), &problems);
	cr_assert(m, "%s", problems.n ? problems.item[0].text : "");
	return m;
}

static void old_answer(struct answers *a, const char *name, struct value v)
{
	answers_put(a, &(struct answer){ .name = name, .value = v, .version = 1 });
}

/* Every third saves at the bank, every seventh elsewhere, one said what nobody foresaw. */
static void old_office(int n)
{
	struct err err = { 0 };
	for (int i = 0; i < n; i++) {
		struct txn txn;
		struct answers h, m;
		struct ficha f;
		struct acto acto = { .txn = &txn, .programa = o.programa, .hoy = o.hoy, .arena = &txn.arena };
		cr_assert(txn_write(&txn, o.store, &err), "%s", err.text);
		answers_init(&h, &txn.arena);
		answers_init(&m, &txn.arena);
		if (i % 3 == 0)
			old_answer(&h, "como_ahorra", value_set("alcancia banco"));
		else if (i % 7 == 0)
			old_answer(&h, "como_ahorra", value_set("otra_parte"));
		if (i == 1)
			old_answer(&h, "como_ahorra", value_set("colchon"));
		answers_set(&m, "nombre1", value_text("Ana"));
		answers_set(&m, "apellido1", value_text("Ríos"));
		answers_set(&m, "parentesco", value_choice("jefe"));
		answers_set(&m, "sexo", value_choice("m"));
		answers_set(&m, "fecha_nacimiento", value_date(o.hoy - 12000));
		cr_assert(acto_registrar(&acto, &h, &m, 1, &f, &err) && txn_commit(&txn, &err), "%s", err.text);
	}
}

static struct migrar *run(const char *text, bool aplicar)
{
	struct err err = { 0 };
	struct migrar *m = arena_new(&o.arena, struct migrar);
	const struct migration **list = arena_new(&o.arena, const struct migration *);
	*list = load(text);
	*m = (struct migrar){ .store = o.store, .programa = o.programa, .lista = list, .n = 1, .arena = &o.arena, .hoy = o.hoy, .aplicar = aplicar };
	cr_assert(migrar_run(m, &err), "%s", err.text);
	return m;
}

static uint64_t operations(void)
{
	struct store_info info;
	store_info(o.store, &info);
	return info.operaciones;
}

static const struct answers *hogar(uint32_t num)
{
	struct txn txn;
	struct err err = { 0 };
	struct ficha *f = arena_new(&o.arena, struct ficha);
	cr_assert(txn_read(&txn, o.store, &err));
	cr_assert(ficha_load(&txn, num, &o.arena, f, NULL));
	txn_abort(&txn);
	return &f->hogar.fields;
}

Test(migrar, counted_kept_and_done_once)
{
	int bank = 0, elsewhere = 0;
	old_office(HOGARES);
	for (int i = 0; i < HOGARES; i++) {
		bank += i % 3 == 0;
		elsewhere += i % 3 != 0 && i % 7 == 0;
	}
	uint64_t before = operations();
	struct migrar *m = run(map, false);
	cr_expect_eq(operations(), before, "a dry run writes nothing");
	cr_expect_eq(m->hogares, HOGARES);
	cr_expect_eq(m->cambian, bank + elsewhere);
	cr_expect_eq(m->regla[0].cambian, bank);
	cr_expect_eq(m->regla[0].sin_dato, elsewhere);
	cr_expect_eq(m->regla[0].quedan, 1);
	cr_expect_eq(m->regla[0].hogares, bank + elsewhere + 1);
	cr_expect_str_eq(m->regla[0].resto[0].valor, "colchon");
	cr_expect_eq(m->regla[1].hogares, 0);
	cr_expect_eq(m->guardados, 0);
	m = run(map, true);
	cr_expect_eq(m->guardados, bank + elsewhere);
	cr_expect_eq(m->n_rechazo, 0);
	cr_expect_eq(operations(), before + (uint64_t)(bank + elsewhere), "one operation for each household");
	cr_expect_str_eq(answers_text(hogar(1), "medio_ahorro"), "cuenta alcancia");
	cr_expect_eq(answers_find(hogar(1), "medio_ahorro")->version, 2);
	cr_expect_null(answers_find(hogar(1), "como_ahorra"));
	cr_expect_null(answers_find(hogar(8), "como_ahorra"), "sin dato");
	cr_expect_str_eq(answers_text(hogar(2), "como_ahorra"), "colchon", "left as it was");
	m = run(map, true);
	cr_expect_eq(m->guardados, 0, "the same order again has nothing to do");
	cr_expect_eq(operations(), before + (uint64_t)(bank + elsewhere));
	struct verificacion v;
	struct err err = { 0 };
	cr_expect(store_verify(o.store, &o.arena, &v, &err), "%s", err.text);
}

/* Somebody undoes the registration of the last household while the first ones are read. */
static void undo_last(void *arg, int hechos, int total)
{
	uint64_t *n = arg;
	struct err err = { 0 };
	struct txn txn;
	(void)hechos;
	(void)total;
	if (*n == 0)
		return;
	cr_assert(txn_write(&txn, o.store, &err), "%s", err.text);
	cr_assert(diario_deshacer(&txn, *n, "Se registró por error", &err) && txn_commit(&txn, &err), "%s", err.text);
	*n = 0;
}

Test(migrar, a_household_that_goes_meanwhile_is_passed_over)
{
	struct migrar *m = arena_new(&o.arena, struct migrar);
	const struct migration *list = load(map);
	struct err err = { 0 };
	old_office(61);
	uint64_t n = operations() - 1;
	*m = (struct migrar){ .store = o.store, .programa = o.programa, .lista = &list, .n = 1, .arena = &o.arena, .hoy = o.hoy, .aplicar = true, .avance = undo_last, .avance_arg = &n };
	cr_assert(migrar_run(m, &err), "%s", err.text);
	cr_expect_eq(m->hogares, 60);
	cr_expect_eq(m->n_rechazo, 0);
	cr_expect(answers_find(hogar(61), "medio_ahorro") != NULL, "the one after it is done too");
}

Test(migrar, each_household_can_be_undone)
{
	struct err err = { 0 };
	struct txn txn;
	old_office(1);
	run(map, true);
	cr_expect_str_eq(answers_text(hogar(1), "medio_ahorro"), "cuenta alcancia");
	cr_assert(txn_write(&txn, o.store, &err));
	cr_assert(diario_deshacer(&txn, diario_last(&txn), "Era una prueba", &err) && txn_commit(&txn, &err), "%s", err.text);
	const struct answer *back = answers_find(hogar(1), "como_ahorra");
	cr_assert_not_null(back);
	cr_expect_str_eq(back->value.text, "alcancia banco");
	cr_expect_eq(back->version, 1, "under the version it was given");
	cr_expect_null(answers_find(hogar(1), "medio_ahorro"));
}

Test(migrar, drafts_of_its_forms_are_told)
{
	struct err err = { 0 };
	struct answers draft;
	old_office(2);
	answers_init(&draft, &o.arena);
	answers_set(&draft, "ahorra", value_text("si"));
	cr_assert(borrador_put(o.store, &(struct borrador_clave){ .hogar = 1, .formulario = "ahorro_justicia" }, &draft, "Ahorro", "ahorra", &err), "%s", err.text);
	cr_assert(borrador_put(o.store, &(struct borrador_clave){ .hogar = 1, .formulario = "vivienda" }, &draft, "Vivienda", "pisos", &err), "%s", err.text);
	cr_expect_eq(run(map, false)->borradores, 1);
}
