/* With the traits of households in memory the same pairs are found; what another process commits, or this one does not, is not believed. */
#include "gemelos.h"
#include "store/indice.h"
#include "store/rasgos_memoria.h"
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

TestSuite(rasgos_memoria, .init = casa_open, .fini = casa_close, .timeout = 120);

/* Every pair of the table, as one text. */
static const char *pairs(void)
{
	char *text = arena_strdup(&casa.arena, "");
	struct txn txn;
	struct walk w;

	txn_begin_read(&txn);
	for (walk_begin(&w, &txn, TABLE_DUDA, span_of("", 0), WALK_UP); walk_next(&w);)
		text = arena_printf(&casa.arena, "%s%u-%u:%d ", text, span_u32(w.key, 0), span_u32(w.key, 4), w.value.n ? ((const unsigned char *)w.value.p)[w.value.n - 1] : -1);
	walk_end(&w);
	txn_end(&txn);
	return text;
}

static const char *pairs_of_generated(bool remembered)
{
	struct gemelos g;

	casa_close();
	casa_open();
	if (remembered)
		cr_assert(rasgos_memoria_begin(casa.store));
	gemelos_init(&g, &casa.arena, 5);
	gemelos_make(&g, 120);
	gemelos_store(&g);
	rasgos_memoria_end(casa.store);
	CASA_VERIFY();
	return strdup(pairs());
}

Test(rasgos_memoria, remembered_or_read_the_pairs_are_the_same)
{
	const char *read = pairs_of_generated(false), *remembered = pairs_of_generated(true);

	cr_assert_gt(strlen(read), 100);
	cr_assert_str_eq(remembered, read);
	free((void *)read);
	free((void *)remembered);
}

Test(rasgos_memoria, what_is_known_comes_back_as_it_was)
{
	struct rasgos who = { .seq = 7, .jefe = true, .nombre = { { "maria", "maria" }, { "jose", "xose" } }, .apellido = { { "zapata", "sapata" } }, .n_nombre = 2, .n_apellido = 1,
		.tipo = "cc", .documento = "43111222", .telefono = "", .sexo = "f", .nacio = -4000 };
	struct rasgos_hogar in = { .persona = &who, .n = 1 }, out;
	struct txn txn;

	rasgos_memoria_begin(casa.store);
	cr_assert_not(rasgos_memoria_begin(casa.store), "there is one already");
	txn_begin_write(&txn);
	rasgos_memoria_put(&txn, 5000, &in);
	rasgos_memoria_put(&txn, 3, NULL);
	cr_assert_not(rasgos_memoria_get(&txn, 4, &casa.arena, &out));
	cr_assert(rasgos_memoria_get(&txn, 3, &casa.arena, &out));
	cr_assert_eq(out.n, 0);
	cr_assert(rasgos_memoria_get(&txn, 5000, &casa.arena, &out));
	cr_assert_eq(out.n, 1);
	const struct rasgos *r = out.persona;
	cr_assert(r->seq == 7 && r->jefe && r->nacio == -4000 && r->n_nombre == 2 && r->n_apellido == 1);
	cr_assert_str_eq(r->nombre[1].sonido, "xose");
	cr_assert_str_eq(r->apellido[0].texto, "zapata");
	cr_assert_str_eq(r->documento, "43111222");
	cr_assert_str_eq(r->telefono, "");
	cr_assert_str_eq(r->sexo, "f");
	txn_abort(&txn);
	txn_begin_write(&txn);
	cr_assert_not(rasgos_memoria_get(&txn, 5000, &casa.arena, &out), "aborted: not believed");
	txn_end(&txn);
}

/* The family is promoted, so in no question any more, in a transaction that is given up: it is still looked at. */
Test(rasgos_memoria, what_was_given_up_is_forgotten)
{
	struct txn txn;

	rasgos_memoria_begin(casa.store);
	uint32_t a = casa_familia("Zapata", "43111222");
	txn_begin_write(&txn);
	struct op op = { .accion = "editar_hogar", .hogar = a };
	struct record r;
	op_begin(&txn, &op);
	cr_assert(record_get(&txn, a, RECORD_HOGAR, 0, &casa.arena, &r));
	answers_set(&r.fields, HOGAR_ESTADO, value_choice("promovido"));
	record_put(&txn, &r);
	cr_assert(op_end(&txn));
	cr_assert(indice_flush(&txn));
	txn_abort(&txn);
	uint32_t b = casa_familia("Sapata", "43111232");
	cr_assert(strstr(pairs(), arena_printf(&casa.arena, "%u-%u:", a, b)), "%s", pairs());
	CASA_VERIFY();
}

/* Another process makes of her neighbour somebody like the next one. */
Test(rasgos_memoria, what_another_process_saved_is_seen)
{
	int go[2], status;
	char c = 0;

	store_close(casa.store);
	casa.store = NULL;
	cr_assert_eq(pipe(go), 0);
	pid_t child = fork();
	struct store_options o = casa_options(true);
	struct err err = { 0 };
	if (child == 0) {
		if (read(go[0], &c, 1) != 1 || !store_open(&casa.store, &o, &err) || !store_login(casa.store, "mrestrepo", &err))
			_exit(1);
		casa_must_set(1, RECORD_INTEGRANTE, 1, "apellido1", value_text("Zapata"));
		casa_must_set(1, RECORD_INTEGRANTE, 1, "numero_documento", value_text("43111222"));
		store_close(casa.store);
		_exit(0);
	}
	cr_assert(store_open(&casa.store, &o, &err), "%s", err.text);
	casa_login("mrestrepo");
	rasgos_memoria_begin(casa.store);
	casa_familia("Echeverri", "99000111");
	cr_assert_eq(write(go[1], "x", 1), 1);
	waitpid(child, &status, 0);
	cr_assert_eq(status, 0);
	casa_familia("Sapata", "43111232");
	cr_assert_neq(*pairs(), '\0');
	CASA_VERIFY();
}
