/* What follows from records, journal and base maestra: whatever happens to it is told as such, and made anew byte for byte. */
#include "casa.h"
#include "base/strbuf.h"
#include "store/cadena.h"
#include "store/env.h"
#include "store/hash.h"
#include "store/maestra_carga.h"
#include "store/medicion.h"
#include "store/rehacer.h"
#include "store/tree.h"
#include "store/user.h"
#include <lmdb.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const enum table derivadas[] = { TABLE_DHOGAR, TABLE_HASH, TABLE_FILA, TABLE_CNT, TABLE_COLUMNA, TABLE_LISTA, TABLE_TOK, TABLE_TPO, TABLE_MPO, TABLE_DUDA };
#define LARGA "barriodenombrelargoquenoexisteenningunlugardelmapa"
enum { DERIVADAS = sizeof derivadas / sizeof *derivadas, FAMILIAS = 12, UNIDA = 9, LOGROS = 45 };

/* ---- a store that has something in every table ---- */

static void measure(uint32_t hogar, int turn)
{
	struct op op = { .accion = "cambiar", .detalle = "logros", .hogar = hogar, .lote = { { 7, (uint8_t)(turn % 2) } } };
	struct medicion m = { .known = true, .alcanzados = turn, .por_alcanzar = 30 - turn, .celda = 1 + turn % 9 };
	struct record r;
	struct txn txn;

	for (int k = 1; k <= LOGROS; k++)
		medicion_logro_set(&m, k, (enum logro_estado)((k + turn) % 4));
	strcpy(m.alertas, turn % 3 ? "A01 A07" : "");
	txn_begin_write(&txn);
	op_begin(&txn, &op);
	cr_assert(record_get(&txn, hogar, RECORD_HOGAR, 0, &txn.arena, &r));
	answers_set(&r.fields, HOGAR_FASE, value_text(turn % 2 ? "asi_crecemos" : "asi_estamos"));
	answers_set(&r.fields, HOGAR_ULTIMA_VISITA, value_date(HOY - 3 * turn));
	answers_set(&r.fields, HOGAR_PROXIMA, value_date(HOY + turn));
	record_put(&txn, &r);
	fila_medida(&txn, hogar, &m);
	op_end(&txn);
	txn_end(&txn);
}

static void load_maestra(void)
{
	static const char *const names[][3] = { { "H-1", "Ana", "Restrepo" }, { "H-2", "Luz", "Palacios" }, { "H-3", "José", "Úsuga" } };
	struct maestra_carga c = { .archivo = "tropa.csv", .tamano = 1000, .linea = 2, .posicion = 20, .huella = { 1 } };
	struct err err = { 0 };
	struct txn txn;

	txn_begin_write(&txn);
	cr_assert(maestra_carga_begin(&txn, &c, &casa.arena, &err), "%s", err.text);
	for (int i = 0; i < 3; i++) {
		struct maestra m = { 0 };
		for (int k = 0; k < MAESTRA_CAMPOS; k++)
			m.campo[k] = "";
		m.campo[MAESTRA_CODIGO] = names[i][0];
		m.campo[MAESTRA_NOMBRE1] = names[i][1];
		m.campo[MAESTRA_APELLIDO1] = names[i][2];
		m.campo[MAESTRA_DOCUMENTO] = arena_printf(&casa.arena, "100%d", i);
		m.campo[MAESTRA_COGESTOR] = i == 0 ? "mrestrepo" : "";
		cr_assert_neq(maestra_poner(&txn, &c, &m, &casa.arena), MAESTRA_ERROR, "%s", txn.err.text);
	}
	c.terminada = true;
	cr_assert(maestra_lote(&txn, &c, &casa.arena), "%s", txn.err.text);
	txn_end(&txn);
}

static void furnish(void)
{
	static const char *const names[] = { "Zapata", "Zuluaga", "Restrepo", "Cano", "Úsuga", "Cano" };
	struct err err = { 0 };
	struct txn txn;

	casa_open();
	for (uint32_t i = 0; i < FAMILIAS; i++) {
		casa_login(i % 4 == 3 ? "jlopez" : "mrestrepo");
		casa_familia(names[i % 6], i % 6 == 5 ? "743" : arena_printf(&casa.arena, "7%u", 40 + i));
		if (i % 5 != 4)
			measure(i + 1, (int)i);
		/* long words, so that the dictionary has several blocks */
		casa_must_set(i + 1, RECORD_HOGAR, 0, "barrio", value_text(arena_printf(&casa.arena, "%s%c %s%c", LARGA, 'a' + (int)i, LARGA "zz", 'a' + (int)i)));
	}
	casa_login("mrestrepo");
	measure(2, 6);
	casa_must_set(1, RECORD_LOGRO, logro_seq(4, 0), LOGRO_ESTADO, value_choice("alcanzado"));
	casa_must_set(UNIDA, RECORD_HOGAR, 0, HOGAR_UNIDO, value_text("MS-00001"));
	casa_must_set(2, RECORD_HOGAR, 0, "barrio", value_text("Manrique"));
	txn_begin_read(&txn);
	uint64_t last = diario_last(&txn);
	txn_end(&txn);
	txn_begin_write(&txn);
	cr_assert(diario_deshacer(&txn, last, "se digitó en otra familia", &err), "%s", err.text);
	txn_end(&txn);
	load_maestra();
	casa_must_set(3, RECORD_HOGAR, 0, HOGAR_MAESTRA, value_int(2));
	/* codes of the census and numbers of words stand in the order of who came first: from here on, in that of the households */
	cr_assert(rehacer_indices(casa.store, NULL, &err), "%s", err.text);
	CASA_VERIFY();
}

TestSuite(rehacer, .init = furnish, .fini = casa_close, .timeout = 600);

/* ---- what a table holds ---- */

struct valor { struct key key; struct span plain; };
struct tabla { struct valor *item; int n, cap; };

static struct tabla read_table(enum table t)
{
	struct tabla all = { .n = 0 };
	struct txn txn;
	struct walk w;

	txn_begin_read(&txn);
	for (walk_begin(&w, &txn, t, span_of("", 0), WALK_UP); walk_next(&w);)
		*ARENA_PUSH(&casa.arena, all.item, all.n, all.cap) = (struct valor){ w.here, span_of(arena_copy(&casa.arena, w.value.p, w.value.n), w.value.n) };
	walk_end(&w);
	txn_end(&txn);
	return all;
}

static bool same_value(const struct valor *a, const struct valor *b)
{
	return a->key.n == b->key.n && memcmp(a->key.b, b->key.b, a->key.n) == 0 && a->plain.n == b->plain.n && memcmp(a->plain.p, b->plain.p, a->plain.n) == 0;
}

struct foto { struct tabla tabla[DERIVADAS], fam; };

static struct foto *foto(void)
{
	struct foto *f = arena_new(&casa.arena, struct foto);

	for (int i = 0; i < DERIVADAS; i++)
		f->tabla[i] = read_table(derivadas[i]);
	f->fam = read_table(TABLE_FAM);
	return f;
}

static void same_table(const struct tabla *a, const struct tabla *b, const char *name)
{
	cr_assert_eq(a->n, b->n, "%s: %d values, then %d", name, a->n, b->n);
	for (int i = 0; i < a->n; i++)
		cr_assert(same_value(&a->item[i], &b->item[i]), "%s: value %d is another", name, i);
}

/* The journal grows by the backup and by the operation that says it was done: two hashes more. */
static void same_hashes(const struct tabla *before, const struct tabla *now, int times)
{
	int at = 0;

	cr_assert_eq(now->n, before->n + 2 * times, "hash: %d keys, then %d", before->n, now->n);
	for (int i = 0; i < before->n; i++, at++) {
		while (at < now->n && !same_value(&before->item[i], &now->item[at]))
			at++;
		cr_assert(at < now->n, "hash: key %d is not there", i);
	}
}

static void same_as(const struct foto *before, int times)
{
	const struct foto *now = foto();

	for (int i = 0; i < DERIVADAS; i++)
		if (derivadas[i] == TABLE_HASH)
			same_hashes(&before->tabla[i], &now->tabla[i], times);
		else
			same_table(&before->tabla[i], &now->tabla[i], table_name(derivadas[i]));
	same_table(&before->fam, &now->fam, "fam");
}

/* ---- harm, behind the back of the store ---- */

static void raw(enum table t, const struct key *k, struct span bytes)
{
	struct key standing = tree_key(casa.store, t, key_span(k));
	MDB_val key = { .mv_data = standing.b, .mv_size = standing.n }, value = { .mv_data = (void *)bytes.p, .mv_size = bytes.n };
	struct txn txn;

	txn_begin_write(&txn);
	cr_assert_eq(bytes.p ? mdb_put(txn.mdb, casa.store->dbi[t], &key, &value, 0) : mdb_del(txn.mdb, casa.store->dbi[t], &key, NULL), 0);
	txn_end(&txn);
}

static void flip(enum table t, const struct key *k)
{
	struct key standing = tree_key(casa.store, t, key_span(k));
	MDB_val key = { .mv_data = standing.b, .mv_size = standing.n }, value;
	struct txn txn;

	txn_begin_read(&txn);
	cr_assert_eq(mdb_get(txn.mdb, casa.store->dbi[t], &key, &value), 0);
	uint8_t *bytes = arena_copy(&casa.arena, value.mv_data, value.mv_size);
	size_t n = value.mv_size;
	txn_end(&txn);
	bytes[n / 2] ^= 1;
	raw(t, k, span_of(bytes, n));
}

static void write_plain(enum table t, const struct key *k, struct span plain)
{
	struct txn txn;

	txn_begin_write(&txn);
	table_put(&txn, t, key_span(k), plain);
	txn_end(&txn);
}

static bool all_gone(enum table t, const struct tabla *all)
{
	struct txn txn;

	(void)all;
	txn_begin_write(&txn);
	cr_assert(rehacer_vaciar(&txn, t), "%s", txn.err.text);
	txn_end(&txn);
	return true;
}

static bool first_gone(enum table t, const struct tabla *all)
{
	raw(t, &all->item[0].key, (struct span){ 0 });
	return true;
}

static bool middle_gone(enum table t, const struct tabla *all)
{
	raw(t, &all->item[all->n / 2].key, (struct span){ 0 });
	return true;
}

static bool every_third_gone(enum table t, const struct tabla *all)
{
	for (int i = 2; i < all->n; i += 3)
		raw(t, &all->item[i].key, (struct span){ 0 });
	return all->n > 2;
}

static bool last_flipped(enum table t, const struct tabla *all)
{
	if (table_sealed(t))
		flip(t, &all->item[all->n - 1].key);
	return table_sealed(t);
}

static bool all_flipped(enum table t, const struct tabla *all)
{
	for (int i = 0; table_sealed(t) && i < all->n; i++)
		flip(t, &all->item[i].key);
	return table_sealed(t);
}

/* Sealed with the key, and the value of another. */
static bool exchanged(enum table t, const struct tabla *all)
{
	for (int i = 0; table_sealed(t) && i < all->n; i++)
		for (int k = 0; k < i; k++)
			if (all->item[i].plain.n != all->item[k].plain.n || memcmp(all->item[i].plain.p, all->item[k].plain.p, all->item[i].plain.n) != 0) {
				write_plain(t, &all->item[i].key, all->item[k].plain);
				write_plain(t, &all->item[k].key, all->item[i].plain);
				return true;
			}
	return false;
}

static bool not_understood(enum table t, const struct tabla *all)
{
	if (table_sealed(t))
		write_plain(t, &all->item[all->n / 2].key, span_of("\xff\xff\xff", 3));
	return table_sealed(t);
}

/* Of nobody, behind the last one and before the first. */
static bool too_many(enum table t, const struct tabla *all)
{
	struct key k = all->item[all->n - 1].key;

	for (size_t i = k.n; i > 0 && ++k.b[i - 1] == 0;)
		i--;
	write_plain(t, &k, all->item[0].plain);
	return true;
}

static bool far_away(enum table t, const struct tabla *all)
{
	struct key k = all->item[all->n - 1].key;

	memset(k.b, 0xff, k.n);
	write_plain(t, &k, all->item[0].plain);
	return true;
}

static bool another_length(enum table t, const struct tabla *all)
{
	struct key k = all->item[0].key;

	k.n--;
	write_plain(t, &k, all->item[0].plain);
	return true;
}

static const struct dano { const char *name; bool (*harm)(enum table, const struct tabla *); } danos[] = {
	{ "all gone", all_gone }, { "the first gone", first_gone }, { "one gone", middle_gone }, { "every third gone", every_third_gone }, { "a byte of the last", last_flipped },
	{ "a byte of each", all_flipped }, { "two exchanged", exchanged }, { "one not understood", not_understood }, { "one too many", too_many }, { "one far away", far_away },
	{ "a key of another length", another_length },
};

/* Told as something that can be made anew, and nothing else is said to be wrong. */
static void only_indexes(const char *what, const char *name)
{
	struct verificacion v;
	struct err err = { 0 };

	cr_assert_not(store_verify(casa.store, &casa.arena, &v, &err), "%s: %s: not found", what, name);
	cr_assert_eq(v.de_indice, v.problemas, "%s: %s: %d of %d of an index; %s", what, name, v.de_indice, v.problemas, v.hallazgo[0].que);
	cr_assert(v.completa, "%s: %s: not looked at as a whole", what, name);
}

Test(rehacer, whatever_is_done_to_a_table_is_told_and_made_anew_as_it_was)
{
	const struct foto *before = foto();
	struct err err = { 0 };
	int times = 0;

	for (int t = 0; t < DERIVADAS; t++)
		for (size_t d = 0; d < sizeof danos / sizeof *danos; d++) {
			const char *what = table_name(derivadas[t]);
			struct tabla now = read_table(derivadas[t]);
			cr_assert_gt(now.n, 1, "%s is empty: the trial would try nothing", what);
			if (!danos[d].harm(derivadas[t], &now))
				continue;
			only_indexes(what, danos[d].name);
			err_clear(&err);
			cr_assert(rehacer_indices(casa.store, NULL, &err), "%s: %s: %s", what, danos[d].name, err.text);
			CASA_VERIFY();
			same_as(before, ++times);
		}
	cr_assert_gt(times, 80);
}

Test(rehacer, all_of_them_at_once)
{
	const struct foto *before = foto();
	struct err err = { 0 };

	for (int t = 0; t < DERIVADAS; t++)
		all_gone(derivadas[t], NULL);
	only_indexes("all", "all gone");
	/* who keeps the store can still enter, and is nobody new */
	casa_reopen();
	cr_assert(rehacer_indices(casa.store, NULL, &err), "%s", err.text);
	CASA_VERIFY();
	same_as(before, 1);
}

/* The control: this harm is none of an index. */
Test(rehacer, what_is_no_index_is_not_called_one)
{
	struct key k = key_fam(2, RECORD_LOGRO, logro_seq(4, 0));
	struct verificacion v;
	struct err err = { 0 };

	k = key_fam(1, RECORD_LOGRO, logro_seq(4, 0));
	raw(TABLE_FAM, &k, (struct span){ 0 });
	cr_assert_not(store_verify(casa.store, &casa.arena, &v, &err));
	cr_expect_eq(v.problemas, 1);
	cr_expect_eq(v.de_indice, 0);
}

static struct span row_of(uint32_t account, uint32_t hogar)
{
	struct key k = key_fila(account, hogar);
	struct span plain = { 0 };
	struct txn txn;

	txn_begin_read(&txn);
	table_get(&txn, TABLE_FILA, key_span(&k), &casa.arena, &plain);
	txn_end(&txn);
	return plain;
}

static bool same_span(struct span a, struct span b)
{
	return a.n == b.n && a.n > 0 && memcmp(a.p, b.p, a.n) == 0;
}

/* What hangs on it stays as it is; the rest is made anew; and only the damage itself is left to tell. */
static void damaged_beside(enum table t, struct key k, uint32_t hogar, const char *words)
{
	struct span before = row_of(1, hogar), other = row_of(1, 2);
	struct key row = key_fila(1, 2), history = key_dhogar(2, 1);
	struct tabla all = read_table(TABLE_DHOGAR);
	struct verificacion v;
	struct err err = { 0 };

	flip(t, &k);
	raw(TABLE_FILA, &row, (struct span){ 0 });
	for (int i = 0; i < all.n; i++)
		if (span_u32(key_span(&all.item[i].key), 0) == 2)
			history = all.item[i].key;
	raw(TABLE_DHOGAR, &history, (struct span){ 0 });
	all_gone(TABLE_CNT, NULL);
	for (int again = 0; again < 2; again++) {
		cr_assert(rehacer_indices(casa.store, NULL, &err), "%s", err.text);
		cr_assert_not(store_verify(casa.store, &casa.arena, &v, &err));
		cr_expect_eq(v.problemas, 1, "%d: %s · %s", v.problemas, v.hallazgo[0].que, v.n > 1 ? v.hallazgo[1].que : "");
		cr_expect(casa_found(&v, words), "%s", v.hallazgo[0].que);
		err_clear(&err);
	}
	cr_expect(same_span(before, row_of(1, hogar)), "the row of %u", hogar);
	cr_expect(same_span(other, row_of(1, 2)), "the row of 2");
}

Test(rehacer, beside_a_damaged_household_its_row_stays)
{
	damaged_beside(TABLE_FAM, key_fam(1, RECORD_HOGAR, 0), 1, "hogar número 1, su ficha");
}

Test(rehacer, beside_a_damaged_member_the_row_stays)
{
	damaged_beside(TABLE_FAM, key_fam(1, RECORD_INTEGRANTE, 2), 1, "hogar número 1, integrante 2");
}

/* The last operation of household 3 measured it and does not open: what its row says is all that is known. */
Test(rehacer, beside_a_damaged_operation_the_measurement_stays)
{
	struct tabla all = read_table(TABLE_DHOGAR);
	uint64_t first = 0, n = 0;

	for (int i = 0; i < all.n; i++)
		if (span_u32(key_span(&all.item[i].key), 0) == 1) {
			n = first ? n ? n : span_u64(key_span(&all.item[i].key), 4) : 0;
			first = 1;
		}
	cr_assert_gt(n, 0);
	damaged_beside(TABLE_DIARIO, key_diario(n), 1, arena_printf(&casa.arena, "la número %llu", (unsigned long long)n));
}

/* ---- alone, stopped, killed ---- */

struct mano { int at, until; bool kill; };

static bool count_down(void *arg, const char *what, uint64_t done, uint64_t total)
{
	struct mano *m = arg;

	cr_assert(*what || done == total);
	if (m->at++ < m->until)
		return true;
	if (m->kill)
		kill(getpid(), SIGKILL);
	return false;
}

static void harm_much(void)
{
	static const enum table some[] = { TABLE_DHOGAR, TABLE_FILA, TABLE_CNT, TABLE_TOK, TABLE_DUDA };

	for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
		struct tabla all = read_table(some[i]);
		every_third_gone(some[i], &all);
	}
	all_gone(TABLE_HASH, NULL);
}

Test(rehacer, told_to_stop_it_stops_anywhere_and_goes_on_another_day)
{
	const struct foto *before = foto();
	struct err err = { 0 };
	int stops = 0;

	harm_much();
	for (struct mano m = { .until = 1 };; m.until += 9, m.at = 0) {
		struct rehacer r = { .sigue = count_down, .arg = &m };
		err_clear(&err);
		if (rehacer_indices(casa.store, &r, &err))
			break;
		cr_assert_eq(err.code, ERR_SIGNAL, "%s", err.text);
		cr_assert(strstr(err.text, "sin perder nada"), "%s", err.text);
		cr_assert_eq(casa_readers(), 0);
		stops++;
	}
	cr_assert_gt(stops, 5);
	CASA_VERIFY();
	struct foto *now = foto();
	for (int i = 0; i < DERIVADAS; i++)
		if (derivadas[i] != TABLE_HASH)
			same_table(&before->tabla[i], &now->tabla[i], table_name(derivadas[i]));
}

static void make_and_die(int until)
{
	struct store_options o = casa_options(true);
	struct mano m = { .until = until, .kill = true };
	struct rehacer r = { .sigue = count_down, .arg = &m };
	struct store *s;

	_exit(store_open(&s, &o, NULL) && rehacer_indices(s, &r, NULL) ? 0 : 1);
}

Test(rehacer, killed_anywhere_it_is_done_again)
{
	const struct foto *before = foto();
	int status = 0, kills = 0;

	harm_much();
	for (int until = 0;; until += 13) {
		struct store_options o = casa_options(true);
		struct verificacion v;
		struct err err = { 0 };
		store_close(casa.store);
		casa.store = NULL;
		pid_t pid = fork();
		if (pid == 0)
			make_and_die(until);
		cr_assert_eq(waitpid(pid, &status, 0), pid);
		cr_assert(store_open(&casa.store, &o, &err), "%s", err.text);
		casa_login("mrestrepo");
		if (WIFEXITED(status))
			break;
		kills++;
		if (!store_verify(casa.store, &casa.arena, &v, &err))
			cr_assert_eq(v.de_indice, v.problemas, "%s", v.hallazgo[0].que);
	}
	cr_assert_eq(WEXITSTATUS(status), 0);
	cr_assert_gt(kills, 5);
	CASA_VERIFY();
	struct foto *now = foto();
	for (int i = 0; i < DERIVADAS; i++)
		if (derivadas[i] != TABLE_HASH)
			same_table(&before->tabla[i], &now->tabla[i], table_name(derivadas[i]));
}

Test(rehacer, while_somebody_else_is_in_it_waits_for_another_moment)
{
	struct err err = { 0 };
	int ready[2], end[2];
	char byte = 0;

	cr_assert(pipe(ready) == 0 && pipe(end) == 0);
	store_close(casa.store);
	casa.store = NULL;
	pid_t pid = fork();
	if (pid == 0) {
		struct store_options o = casa_options(true);
		struct store *s;
		bool open = store_open(&s, &o, NULL);
		close(end[1]);
		_exit(!open || write(ready[1], "x", 1) != 1 || read(end[0], &byte, 1) < 0);
	}
	cr_assert_eq(read(ready[0], &byte, 1), 1);
	struct store_options o = casa_options(true);
	cr_assert(store_open(&casa.store, &o, &err), "%s", err.text);
	casa_login("mrestrepo");
	cr_expect_not(rehacer_indices(casa.store, NULL, &err));
	cr_expect_eq(err.code, ERR_BUSY, "%s", err.text);
	close(end[0]);
	close(end[1]);
	cr_assert_eq(waitpid(pid, NULL, 0), pid);
	err_clear(&err);
	cr_expect(rehacer_indices(casa.store, NULL, &err), "%s", err.text);
	CASA_VERIFY();
}

/* ---- what depends on an index meanwhile ---- */

/* Without its key an account would be given a second number, and its families two owners. */
Test(rehacer, an_account_that_its_index_lost_stays_the_same)
{
	struct err err = { 0 };
	struct txn txn;

	all_gone(TABLE_HASH, NULL);
	casa_reopen();
	txn_begin_write(&txn);
	uint64_t before = table_count(&txn, TABLE_USUARIO);
	cr_expect_eq(cuenta_ensure(&txn, "jlopez"), 2);
	cr_expect_eq(cuenta_number(&txn, "nadie"), 0);
	cr_expect_eq(table_count(&txn, TABLE_USUARIO), before);
	txn_end(&txn);
	/* and one whose key leads to another person is nobody else */
	txn_begin_write(&txn);
	hash_put(&txn, hash_usuario(casa.store, "jlopez"), 1);
	txn_end(&txn);
	casa_login("jlopez");
	cr_expect_str_eq(store_actor(casa.store)->nombre, "Jorge López");
	cr_expect(rehacer_indices(casa.store, NULL, &err), "%s", err.text);
	CASA_VERIFY();
}

/* A page with a number that nothing has must not make lists walk to it. */
Test(rehacer, a_page_of_columns_far_away_holds_nobody_up)
{
	struct filtro all = FILTRO_TODO;
	struct logro_conteo counted;
	struct key k = key_number(UINT32_MAX);
	struct txn txn;

	write_plain(TABLE_COLUMNA, &k, read_table(TABLE_COLUMNA).item[0].plain);
	casa_login("acano");
	txn_begin_read(&txn);
	cr_expect(lista_logros(&txn, casa.ruta, &all, HOY, &counted));
	cr_expect_eq(counted.hogares, FAMILIAS - 1);
	txn_end(&txn);
}
