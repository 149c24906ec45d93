/* Households, declared in hallazgo.h: the records are what the journal says, and rows, hashes, counters and search are what the records say. */
#include "store/contador.h"
#include "store/env.h"
#include "store/fila.h"
#include "store/hallazgo.h"
#include "store/indice.h"
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

static void replay_household(struct check *c, uint32_t hogar, struct replay *r)
{
	struct key prefix = key_hogar(hogar);
	struct entrada_full f;
	struct walk w, one;

	for (walk_begin(&w, c->txn, TABLE_DHOGAR, key_span(&prefix), WALK_UP); walk_next(&w);) {
		struct key k = key_diario(span_dhogar(w.key));
		walk_begin(&one, c->txn, TABLE_DIARIO, key_span(&k), WALK_UP);
		if (!walk_next(&one) || one.damaged || !entrada_in(one.value, true, r->arena, &f)) {
			r->unsure = true;
			f = (struct entrada_full){ 0 };
		}
		walk_end(&one);
		for (int i = 0; i < f.e.n_imagen; i++)
			if (f.e.imagen[i].hogar == hogar)
				replay_image(r, &f.e.imagen[i]);
		struct medida *m;
		for (int n = entrada_medidas(&f, r->arena, &m); n > 0; n--)
			if (m[n - 1].hogar == hogar)
				r->medicion = m[n - 1].despues;
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

static void check_row(struct check *c, uint32_t account, const struct ficha *f, const struct replay *r)
{
	struct key k = key_fila(account, f->num);
	struct fila_base base;
	struct walk w;

	fila_base_of(f, &r->medicion, r->arena, &base);
	struct span want = fila_out(&base, r->arena);
	walk_begin(&w, c->txn, TABLE_FILA, key_span(&k), WALK_UP);
	if (!walk_next(&w))
		hallazgo_hogar(c, f->num, "El hogar número %u no está en las listas", f->num);
	else if (!w.damaged && !r->unsure && (w.value.n != want.n || memcmp(w.value.p, want.p, want.n) != 0))
		hallazgo_hogar(c, f->num, "La fila del hogar número %u no coincide con su ficha", f->num);
	walk_end(&w);
}

static void check_hashes(struct check *c, const struct ficha *f, struct arena *scratch)
{
	struct terminos t;

	terminos_of(c->txn, f, scratch, &t);
	busqueda_sum_add(&c->words, f->num, t.words);
	c->hashes += (uint64_t)t.n;
	for (int i = 0; i < t.n; i++) {
		struct key k;
		key_init(&k);
		key_bytes(&k, t.hash[i].b, sizeof t.hash[i].b);
		key_u64(&k, f->num);
		if (!table_has(c->txn, TABLE_HASH, key_span(&k)))
			hallazgo_indice(c, f->num, "El hogar número %u no se encuentra por su documento o su folio", f->num);
	}
}

/* What follows from the records is made anew when an older format is migrated: there it is not compared. */
static bool of_today(const struct check *c)
{
	return c->txn->store->almacen.formato == ALMACEN_FORMATO;
}

static void check_household(struct check *c, uint32_t hogar, struct tallies *tallies, struct arena *scratch)
{
	struct replay r = { .arena = scratch };
	struct ficha f;

	replay_household(c, hogar, &r);
	check_records(c, hogar, &r);
	if (!of_today(c) || !familia_load(c->txn, hogar, RECORD_INTEGRANTE, scratch, &f, NULL))
		return;
	check_hashes(c, &f, scratch);
	if (hogar_unido(&f.hogar.fields))      /* in no list any more */
		return;
	uint32_t account = cuenta_number(c->txn, answers_text(&f.hogar.fields, HOGAR_COGESTOR));
	c->hogares++;
	check_row(c, account, &f, &r);
	verify_duda(c, &f, scratch);
	count(c, tallies, account, answers_text(&f.hogar.fields, HOGAR_FASE), answers_text(&f.hogar.fields, HOGAR_ESTADO), 1);
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

static uint32_t next_household(struct check *c, uint32_t after)
{
	uint32_t a = next_in(c, TABLE_FAM, after), b = next_in(c, TABLE_DHOGAR, after);

	return a == 0 || (b != 0 && b < a) ? b : a;
}

static void check_counters(struct check *c, struct tallies *t)
{
	struct walk w;

	for (walk_begin(&w, c->txn, TABLE_CNT, span_of("", 0), WALK_UP); walk_next(&w);) {
		struct conteo kept;
		if (!w.damaged && w.key.n > 4 && contador_in(w.value, c->arena, &kept))
			count(c, t, span_u32(w.key, 0), kept.fase, kept.estado, -kept.hogares);
	}
	walk_end(&w);
	for (int i = 0; i < t->n; i++)
		if (t->item[i].hogares != 0)
			hallazgo_add(c, "Un contador no coincide con las familias: hay %d %s de las que dice", abs(t->item[i].hogares), t->item[i].hogares > 0 ? "más" : "menos");
}

/* Who has an account must be able to enter. */
static void check_accounts(struct check *c)
{
	uint32_t n = (uint32_t)table_count(c->txn, TABLE_USUARIO);
	struct cuenta who;

	for (uint32_t i = 1; i <= n && txn_ok(c->txn); i++)
		if (!cuenta_get(c->txn, i, c->arena, &who) || cuenta_number(c->txn, who.usuario) != i)
			hallazgo_add(c, "La cuenta número %u no se encuentra por su nombre", i);
}

static void check_totals(struct check *c)
{
	struct busqueda_sum kept = { 0 };
	uint64_t hashes = c->hashes + c->sueltas + table_count(c->txn, TABLE_USUARIO);

	if (table_count(c->txn, TABLE_FILA) != (uint64_t)c->hogares)
		hallazgo_add(c, "Las listas tienen %llu filas y hay %d familias", (unsigned long long)table_count(c->txn, TABLE_FILA), c->hogares);
	if (table_count(c->txn, TABLE_HASH) != hashes)
		hallazgo_indice(c, 0, "El índice de documentos tiene %llu entradas y debería tener %llu", (unsigned long long)table_count(c->txn, TABLE_HASH), (unsigned long long)hashes);
	if (busqueda_sum_read(c->txn, &kept) && (kept.pairs != c->words.pairs || kept.sum != c->words.sum))
		hallazgo_indice(c, 0, "El índice de búsqueda no coincide con las familias");
}

void verify_hogares(struct check *c)
{
	struct tallies tallies = { 0 };
	struct arena scratch;
	uint32_t hogar = 0;

	arena_init(&scratch);
	while (txn_ok(c->txn) && !hallazgo_tarde(c) && (hogar = next_household(c, hogar)) != 0) {
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
}

/* Numbers are dense, so that any one is as likely as another. */
void verify_muestra(struct check *c)
{
	struct tallies tallies = { 0 };
	struct arena scratch;
	uint32_t last = 0, by_chance;
	struct walk w;

	walk_begin(&w, c->txn, TABLE_FAM, span_of("", 0), WALK_DOWN);
	w.keys_only = true;
	if (walk_next(&w) && w.key.n == 8)
		last = span_u32(w.key, 0);
	walk_end(&w);
	arena_init(&scratch);
	while (last > 0 && txn_ok(c->txn) && hallazgo_reloj() < c->hasta) {
		seal_random(&by_chance, sizeof by_chance);
		uint32_t hogar = next_household(c, by_chance % last);
		if (hogar != 0)
			check_household(c, hogar, &tallies, &scratch);
		arena_reset(&scratch);
	}
	arena_done(&scratch);
}
