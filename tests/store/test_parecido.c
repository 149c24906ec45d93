/* Who may be registered already, looked for while a person is being typed: what is found, by what, and that relatives are left in peace. */
#include "casa.h"
#include <string.h>

TestSuite(parecido, .init = casa_open, .fini = casa_close, .timeout = 60);

static uint32_t a;

static void someone(void)
{
	a = casa_familia("Zapata Cano", "43111222");
	casa_must_set(a, RECORD_INTEGRANTE, 1, "nombre2", value_text("Elena"));
	casa_must_set(a, RECORD_INTEGRANTE, 1, "telefono", value_text("3015550001"));
	for (int i = 0; i < 60; i++)      /* more of the first name and of the surname than would be looked through */
		casa_familia(i % 2 ? "Zapata Gil" : "Quintero Cano", arena_printf(&casa.arena, "7100%04d", i));
}

/* «nombre1|apellido1|documento|nacimiento|teléfono del hogar»: how many are found; the best one in `out`. */
static int look(const char *typed, struct parecido *out)
{
	static const char *const name[] = { "nombre1", "apellido1", "numero_documento", "fecha_nacimiento" };
	char *rest = arena_strdup(&casa.arena, typed);
	struct answers person, home;
	struct parecido *found;
	struct txn txn;

	answers_init(&person, &casa.arena);
	answers_init(&home, &casa.arena);
	for (size_t i = 0; i < 4 && rest; i++) {
		const char *word = strsep(&rest, "|");
		answers_set(&person, name[i], i == 3 ? value_date(date_parse_iso(word)) : value_text(word));
	}
	answers_set(&home, "telefono", value_text(rest));
	txn_begin_read(&txn);
	int n = lista_parecidos(&txn, casa.ruta, &person, &home, HOY, &casa.arena, &found);
	txn_end(&txn);
	*out = n ? found[0] : (struct parecido){ 0 };
	return n;
}

Test(parecido, found_however_it_was_typed)
{
	static const char *const typed[] = {
		"Persona|Otra|43.111.222||", "María|Zapata|43111232|1990-03-09|", "Maria|Sapata Kano||1990-03-09|", "Marja|Zapata Cano||1990-03-09|", "María|Cano Zapata||1990-09-03|",
		"Zapata Cano|María||1990-03-09|", "María Elena|Zapata Cano|||3015550001", "Elena|Zapata Cano||1990-03-09|",
	};
	struct parecido p;

	someone();
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		cr_expect_gt(look(typed[i], &p), 0, "%s", typed[i]);
		cr_expect_eq(p.fila.hogar, a, "%s: %u", typed[i], p.fila.hogar);
		cr_expect_gt(strlen(p.razon ? p.razon : ""), 0u);
	}
}

/* Two hundred families of others with the same words, registered before, do not hide hers. */
Test(parecido, families_of_others_do_not_hide_hers)
{
	struct parecido p;

	casa_login("jlopez");
	for (int i = 0; i < 210; i++)
		casa_familia("Zapata Cano", arena_printf(&casa.arena, "7100%04d", i));
	casa_login("mrestrepo");
	a = casa_familia("Zapata Cano", "43111222");
	cr_assert_gt(look("María|Zapata Cano||1990-03-09|", &p), 0);
	cr_expect_eq(p.fila.hogar, a);
}

Test(parecido, relatives_are_other_people)
{
	static const char *const typed[] = { "Gloria|Zapata Cano||1992-05-01|3015550001", "María|Zapata Cano||1961-03-09|3015550001", "María|Zapata Cano||2016-10-10|3015550001", "Gloria|Zapata Cano||1990-03-09|3015550001" };
	struct parecido p;

	someone();
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		look(typed[i], &p);
		cr_expect_neq(p.fila.hogar, a, "%s: %s", typed[i], p.razon);
	}
}

/* The journal, the gate and the readers are as they were: nothing is open when the next key is awaited. */
Test(parecido, it_only_reads_and_leaves_nothing_open)
{
	struct parecido p;
	struct txn txn;

	someone();
	txn_begin_read(&txn);
	uint64_t n = diario_last(&txn);
	txn_abort(&txn);
	look("Maria|Sapata Cano||1990-03-09|", &p);
	cr_assert_eq(casa_readers(), 0);
	txn_begin_write(&txn);
	cr_assert_eq(diario_last(&txn), n);
	txn_abort(&txn);
}
