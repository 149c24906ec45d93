/* Households, declared in hallazgo.h: the records are what the journal says, and rows, hashes, counters and search are what the records say. */
#include "store/contador.h"
#include "store/dhogar.h"
#include "store/env.h"
#include "store/fila.h"
#include "store/hallazgo.h"
#include "store/indice.h"
#include "store/rehacer.h"
#include "store/user.h"
#include <stdlib.h>
#include <string.h>

struct tally { uint32_t account; const char *fase, *estado; int hogares; };
struct tallies { struct tally *item; int n, cap; };

/* A record as the journal leaves it. */
struct replayed { struct record record; bool seen, broken; };
struct replay {
	struct arena *arena;
	struct replayed *item; int n, cap;
	struct medicion medicion;
	bool unsure;                           /* an operation could not be read: differences say nothing */
	bool unmeasured;                       /* and none measured it afterwards */
};

static struct replayed *replay_find(struct replay *r, enum record_kind kind, uint32_t seq)
{
	for (int i = 0; i < r->n; i++)
		if (r->item[i].record.kind == kind && r->item[i].record.seq == seq)
			return &r->item[i];
	return NULL;
}

static void replay_image(struct replay *r, const struct imagen *m)
{
	struct replayed *x = replay_find(r, m->kind, m->seq);

	if (!x) {
		x = ARENA_PUSH(r->arena, r->item, r->n, r->cap);
		*x = (struct replayed){ .record = { .hogar = m->hogar, .kind = m->kind, .seq = m->seq } };
		answers_init(&x->record.fields, r->arena);
	}
	if (x->record.version != m->version_antes)
		x->broken = true;
	x->record.version = m->version_despues;
	x->record.id = m->id;
	entrada_apply(&x->record.fields, &m->antes, &m->despues);
}

/* False: nothing to replay. An operation that the journal lacks, or that does not open, is told by verify_diario. */
static bool read_operation(struct check *c, uint32_t hogar, struct span key, struct replay *r, struct entrada_full *f)
{
	uint64_t n = span_dhogar(key);
	struct key k = key_diario(n);
	struct cabeza head = { 0 };
	struct walk w;

	walk_begin(&w, c->txn, TABLE_DIARIO, key_span(&k), WALK_UP);
	bool there = walk_next(&w), good = there && !w.damaged && entrada_in(w.value, true, r->arena, f);
	walk_end(&w);
	f->e.n = n;
	if ((good && (!dhogar_de(&f->e, hogar) || !dhogar_es(c->txn, key, hogar, &f->e))) || (!there && cabeza_get(c->txn, &head) && (n > head.n || n == 0))) {
		hallazgo_indice(c, hogar, "La historia del hogar número %u nombra la operación %llu, que no es suya", hogar, (unsigned long long)n);
		return false;
	}
	r->unsure |= !good;
	r->unmeasured |= !good;
	return good;
}

static void replay_household(struct check *c, uint32_t hogar, struct replay *r)
{
	struct key prefix = key_hogar(hogar);
	struct entrada_full f;
	struct walk w;

	r->unsure = r->unmeasured = bits_has(&c->sin_historia, hogar);
	for (walk_begin(&w, c->txn, TABLE_DHOGAR, key_span(&prefix), WALK_UP); walk_next(&w);) {
		if (!read_operation(c, hogar, w.key, r, &f))
			continue;
		for (int i = 0; i < f.e.n_imagen; i++)
			if (f.e.imagen[i].hogar == hogar)
				replay_image(r, &f.e.imagen[i]);
		struct medida *m;
		for (int n = entrada_medidas(&f, r->arena, &m); n > 0; n--)
			if (m[n - 1].hogar == hogar) {
				r->medicion = m[n - 1].despues;
				r->unmeasured = bits_has(&c->sin_historia, hogar);
			}
	}
	walk_end(&w);
}

static void check_record(struct check *c, struct replay *r, const struct record *record)
{
	struct replayed *x = replay_find(r, record->kind, record->seq);

	if (x)
		x->seen = true;
	if (r->unsure)
		return;
	if (!x || x->broken || x->record.version != record->version || !id_equal(x->record.id, record->id) || !answers_equal(&x->record.fields, &record->fields))
		hallazgo_hogar(c, record->hogar, "Un registro no coincide con el diario: hogar número %u, %s", record->hogar, hallazgo_registro(c, record->kind, record->seq));
}

static void check_records(struct check *c, uint32_t hogar, struct replay *r)
{
	struct key prefix = key_hogar(hogar);
	struct registro reg;
	struct walk w;

	for (walk_begin(&w, c->txn, TABLE_FAM, key_span(&prefix), WALK_UP); walk_next(&w);) {
		if (w.key.n != 8)
			continue;
		if (!w.damaged && registro_in(w.key, w.version, w.value, r->arena, &reg)) {
			check_record(c, r, &reg.record);
			continue;
		}
		verify_damaged(c, TABLE_FAM, w.key);
		struct replayed *x = replay_find(r, (enum record_kind)w.key.p[4], span_u24(w.key, 5));
		if (x)
			x->seen = true;
	}
	walk_end(&w);
	for (int i = 0; i < r->n; i++)
		if (!r->unsure && !r->item[i].seen && r->item[i].record.version != 0)
			hallazgo_hogar(c, hogar, "Falta un registro que el diario conoce: hogar número %u, %s", hogar, hallazgo_registro(c, r->item[i].record.kind, r->item[i].record.seq));
}

static void count(struct check *c, struct tallies *t, uint32_t account, const char *fase, const char *estado, int change)
{
	for (int i = 0; i < t->n; i++)
		if (t->item[i].account == account && strcmp(t->item[i].fase, fase) == 0 && strcmp(t->item[i].estado, estado) == 0) {
			t->item[i].hogares += change;
			return;
		}
	*ARENA_PUSH(c->arena, t->item, t->n, t->cap) = (struct tally){ account, arena_strdup(c->arena, fase), arena_strdup(c->arena, estado), change };
}

/* Of records that do not open nothing can be said about the row. */
static void check_row(struct check *c, uint32_t account, const struct ficha *f, const struct replay *r, int damaged)
{
	struct key k = key_fila(account, f->num);
	struct fila_base base;
	struct walk w;

	fila_base_of(f, &r->medicion, r->arena, &base);
	struct span want = fila_out(&base, r->arena);
	walk_begin(&w, c->txn, TABLE_FILA, key_span(&k), WALK_UP);
	if (!walk_next(&w))
		hallazgo_indice(c, f->num, "El hogar número %u no está en las listas", f->num);
	else if (!w.damaged && !r->unmeasured && damaged == 0 && (w.value.n != want.n || memcmp(w.value.p, want.p, want.n) != 0))
		hallazgo_indice(c, f->num, "La fila del hogar número %u no coincide con su ficha", f->num);
	walk_end(&w);
}

static void check_hashes(struct check *c, const struct ficha *f, struct arena *scratch)
{
	struct terminos t;

	terminos_of(c->txn, f, scratch, &t);
	busqueda_sum_add(&c->words, f->num, t.words);
	c->hashes += (uint64_t)t.n;
	bool all = true;
	for (int i = 0; i < t.n; i++) {
		struct key k;
		key_init(&k);
		key_bytes(&k, t.hash[i].b, sizeof t.hash[i].b);
		key_u64(&k, f->num);
		all &= table_has(c->txn, TABLE_HASH, key_span(&k));
	}
	if (!all)
		hallazgo_indice(c, f->num, "El hogar número %u no se encuentra por su documento o su folio", f->num);
}

/* What follows from the records is made anew when an older format is migrated: there it is not compared. */
static bool of_today(const struct check *c)
{
	return c->txn->store->almacen.formato == ALMACEN_FORMATO;
}

static void count_row(struct check *c, struct tallies *t, uint32_t account, const struct answers *hogar)
{
	c->hogares++;
	count(c, t, account, answers_text(hogar, HOGAR_FASE), answers_text(hogar, HOGAR_ESTADO), 1);
}

/* The next household after this one in a table whose keys begin with its number; 0: none. */
static uint32_t next_in(struct check *c, enum table t, uint32_t after)
{
	struct key from = key_number(after + 1);
	struct walk w;

	walk_begin(&w, c->txn, t, span_of("", 0), WALK_UP);
	w.keys_only = true;
	walk_from(&w, key_span(&from));
	uint32_t hogar = after != UINT32_MAX && walk_next(&w) && w.key.n >= 4 ? span_u32(w.key, 0) : 0;
	walk_end(&w);
	return hogar;
}

/* What cannot be known of it from its records is counted as its row says, so that it is told once and not for each index. */
static void count_kept(struct check *c, uint32_t hogar, struct tallies *t, struct arena *scratch)
{
	struct fila_base row;
	uint32_t whose = next_in(c, TABLE_FAM, hogar - 1) == hogar ? fila_de_alguien(c->txn, hogar, scratch, &row) : 0;

	if (whose != 0)
		count_row(c, t, whose, &row.hogar);
}

static void check_household(struct check *c, uint32_t hogar, struct tallies *tallies, struct arena *scratch)
{
	struct replay r = { .arena = scratch };
	struct ficha f;
	int damaged = 0;

	replay_household(c, hogar, &r);
	check_records(c, hogar, &r);
	if (!of_today(c))
		return;
	if (!familia_load(c->txn, hogar, RECORD_INTEGRANTE, scratch, &f, &damaged)) {
		count_kept(c, hogar, tallies, scratch);
		return;
	}
	check_hashes(c, &f, scratch);
	if (hogar_unido(&f.hogar.fields))      /* in no list any more */
		return;
	uint32_t account = cuenta_number(c->txn, answers_text(&f.hogar.fields, HOGAR_COGESTOR));
	if (account == 0) {
		hallazgo_hogar(c, hogar, "No está la cuenta de quien acompaña al hogar número %u", hogar);
		count_kept(c, hogar, tallies, scratch);
		return;
	}
	count_row(c, tallies, account, &f.hogar.fields);
	check_row(c, account, &f, &r, damaged);
	verify_duda(c, &f, scratch);
	hallazgo_sigue(c, hallazgo_hogar);
}

static uint32_t last_household(struct check *c)
{
	struct walk w;

	walk_begin(&w, c->txn, TABLE_FAM, span_of("", 0), WALK_DOWN);
	w.keys_only = true;
	uint32_t last = walk_next(&w) && w.key.n == 8 ? span_u32(w.key, 0) : 0;
	walk_end(&w);
	return last;
}

static uint32_t next_household(struct check *c, uint32_t after)
{
	uint32_t a = next_in(c, TABLE_FAM, after), b = next_in(c, TABLE_DHOGAR, after);

	return a == 0 || (b != 0 && b < a) ? b : a;
}

static bool own_key(struct check *c, const struct walk *w, uint32_t account, const struct conteo *kept)
{
	struct key k = contador_key(c->txn->store, account, kept->fase, kept->estado, c->arena);

	return k.n == w->key.n && memcmp(k.b, w->key.p, k.n) == 0;
}

static void check_counters(struct check *c, struct tallies *t)
{
	struct walk w;

	for (walk_begin(&w, c->txn, TABLE_CNT, span_of("", 0), WALK_UP); walk_next(&w);) {
		struct conteo kept;
		uint32_t account = w.key.n == 4 + HASH_LEN ? span_u32(w.key, 0) : 0;
		if (account == 0 || w.damaged)      /* the census; or told already */
			continue;
		if (contador_in(w.value, c->arena, &kept) && own_key(c, &w, account, &kept))
			count(c, t, account, kept.fase, kept.estado, -kept.hogares);
		else
			hallazgo_indice(c, 0, "Un contador no se entiende o no está en su lugar");
	}
	walk_end(&w);
	for (int i = 0; i < t->n; i++)
		if (t->item[i].hogares != 0)
			hallazgo_indice(c, 0, "Un contador no coincide con las familias: hay %d %s de las que dice", abs(t->item[i].hogares), t->item[i].hogares > 0 ? "más" : "menos");
}

/* Who has an account must be able to enter. */
static void check_accounts(struct check *c)
{
	struct cuenta who;
	uint32_t n = 0;
	struct walk w;

	for (walk_begin(&w, c->txn, TABLE_USUARIO, span_of("", 0), WALK_UP); walk_next(&w); c->ilegible |= w.damaged)
		if (w.key.n == 4 && span_u32(w.key, 0) != ++n) {
			hallazgo_add(c, "Falta la cuenta número %u", n);
			c->ilegible = true;
			n = span_u32(w.key, 0);
		} else if (!w.damaged && !cuenta_in(n, w.value, c->arena, &who)) {
			hallazgo_add(c, "La cuenta número %u no se entiende", n);
			c->ilegible = true;
		} else if (!w.damaged && hash_find(c->txn, hash_usuario(c->txn->store, who.usuario)) != n) {
			hallazgo_indice(c, 0, "La cuenta número %u no se encuentra por su nombre", n);
		}
	walk_end(&w);
}

static void check_totals(struct check *c)
{
	struct busqueda_sum kept = { 0 };
	uint64_t hashes = c->hashes + c->sueltas + table_count(c->txn, TABLE_USUARIO);

	if (table_count(c->txn, TABLE_FILA) != (uint64_t)c->hogares)
		hallazgo_indice(c, 0, "Las listas tienen %llu filas y hay %d familias", (unsigned long long)table_count(c->txn, TABLE_FILA), c->hogares);
	if (table_count(c->txn, TABLE_HASH) < hashes || (table_count(c->txn, TABLE_HASH) > hashes && !c->ilegible))
		hallazgo_indice(c, 0, "El índice de documentos tiene %llu entradas y debería tener %llu", (unsigned long long)table_count(c->txn, TABLE_HASH), (unsigned long long)hashes);
	if (busqueda_sum_read(c->txn, &kept) && (kept.pairs != c->words.pairs || kept.sum != c->words.sum))
		hallazgo_indice(c, 0, "El índice de búsqueda no coincide con las familias");
	hallazgo_sigue(c, hallazgo_indice);
	if (table_present(c->txn, TABLE_DUDA) && table_count(c->txn, TABLE_DUDA) != c->dudas)
		hallazgo_indice(c, 0, "La lista de hogares parecidos tiene %llu entradas y deberían ser %llu", (unsigned long long)table_count(c->txn, TABLE_DUDA), (unsigned long long)c->dudas);
}

void verify_hogares(struct check *c)
{
	struct tallies tallies = { 0 };
	struct arena scratch;
	uint32_t hogar = 0;
	uint64_t last = last_household(c);

	arena_init(&scratch);
	while (!hallazgo_tarde(c) && rehacer_avanza(c->txn, last + hogar, 2 * last) && (hogar = next_household(c, hogar)) != 0) {
		check_household(c, hogar, &tallies, &scratch);
		arena_reset(&scratch);
	}
	arena_done(&scratch);
	if (!txn_ok(c->txn) || c->cortada || !of_today(c))
		return;
	check_accounts(c);
	check_counters(c, &tallies);
	check_totals(c);
	verify_listas(c);
	hallazgo_sigue(c, hallazgo_indice);
}

/* Numbers are dense, so that any one is as likely as another. */
void verify_muestra(struct check *c)
{
	struct tallies tallies = { 0 };
	struct arena scratch;
	uint32_t last = last_household(c), by_chance;

	arena_init(&scratch);
	while (last > 0 && txn_ok(c->txn) && hallazgo_reloj() < c->hasta) {
		seal_random(&by_chance, sizeof by_chance);
		uint32_t hogar = next_household(c, by_chance % last);
		if (hogar != 0)
			check_household(c, hogar, &tallies, &scratch);
		c->v->muestra += hogar != 0;
		arena_reset(&scratch);
	}
	arena_done(&scratch);
}
