#include "store/indice.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "store/busqueda.h"
#include "store/contador.h"
#include "store/duda_par.h"
#include "store/env.h"
#include "store/fila.h"
#include "store/maestra.h"
#include "store/marca.h"
#include "store/user.h"
#include <stdlib.h>
#include <string.h>

enum { FOLIOS_MAX = 64 };

struct tocado {
	uint32_t hogar;
	const char *owner;               /* now; NULL: the household is not there */
	bool nuevo;                      /* registered in this transaction */
	bool pending;                    /* its row and indexes are still those from before */
	bool existed;                    /* when pending: what was there before … */
	uint32_t account;
	const char *fase, *estado;
	uint32_t maestra;                /* row of the base maestra */
	struct terminos terminos;
	bool row_read, medida;           /* medicion is that of the row; or a new one */
	struct medicion medicion;
};

static struct tocado *find(const struct op_state *op, uint32_t hogar)
{
	for (int i = op->n_tocado - 1; i >= 0; i--)
		if (op->tocado[i].hogar == hogar)
			return &op->tocado[i];
	return NULL;
}

static void add_words(struct strbuf *words, const char *text)
{
	if (!*text)
		return;
	if (words->len > 0)
		strbuf_add(words, " ");
	strbuf_add(words, text_fold(words->arena, text));
}

static void add_document(struct txn *txn, const struct answers *a, struct arena *arena, struct strbuf *words, struct terminos *t)
{
	const char *number = answers_text(a, "numero_documento");

	if (!*hash_plain(arena, number))
		return;
	add_words(words, hash_plain(arena, number));
	t->hash[t->n++] = hash_documento(txn->store, arena, NULL, number);
	t->hash[t->n++] = hash_documento(txn->store, arena, answers_text(a, "tipo_documento"), number);
}

/* A household is found by the folios of those that became part of it. */
static void add_folios(struct txn *txn, const char *folios, struct arena *arena, struct terminos *t)
{
	for (int i = 0; *folios && i < FOLIOS_MAX; i++) {
		size_t n = strcspn(folios, " ");
		t->hash[t->n++] = hash_folio(txn->store, arena, arena_strndup(arena, folios, n));
		folios += n + strspn(folios + n, " ");
	}
}

static int compare_hash(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct hash));
}

static void sort_hashes(struct terminos *t)
{
	int n = 0;

	qsort(t->hash, (size_t)t->n, sizeof *t->hash, compare_hash);
	for (int i = 0; i < t->n; i++)
		if (i == 0 || compare_hash(&t->hash[i], &t->hash[i - 1]) != 0)
			t->hash[n++] = t->hash[i];
	t->n = n;
}

void terminos_of(struct txn *txn, const struct ficha *f, struct arena *arena, struct terminos *t)
{
	static const char *const searched[] = { HOGAR_FOLIO, "direccion", "barrio", "telefono", "celular", HOGAR_FOLIOS };
	const struct answers *h = &f->hogar.fields;
	struct rasgos_hogar rasgos;
	struct strbuf words;

	*t = (struct terminos){ .firma = duda_firma(f, arena),
		.hash = arena_array(arena, struct hash, 2 + FOLIOS_MAX + DUDA_CLAVES_HOGAR + (2 + DUDA_CLAVES_PERSONA) * f->integrante.n) };
	strbuf_init(&words, arena);
	t->hash[t->n++] = hash_of(txn->store, HASH_ID, span_of(f->hogar.id.b, sizeof f->hogar.id.b));
	t->words = words.text;
	if (hogar_unido(h))
		return;
	for (size_t i = 0; i < sizeof searched / sizeof *searched; i++)
		add_words(&words, answers_text(h, searched[i]));
	if (*answers_text(h, HOGAR_FOLIO))
		t->hash[t->n++] = hash_folio(txn->store, arena, answers_text(h, HOGAR_FOLIO));
	add_folios(txn, answers_text(h, HOGAR_FOLIOS), arena, t);
	for (int i = 0; i < f->integrante.n; i++) {
		const struct record *r = &f->integrante.item[i];
		add_words(&words, integrante_nombre(r, arena));
		add_words(&words, answers_text(&r->fields, "telefono"));
		add_document(txn, &r->fields, arena, &words, t);
	}
	t->words = words.text;
	rasgos_hogar_of(f, arena, &rasgos);
	t->n += duda_claves(txn->store, &rasgos, arena, t->hash + t->n);
	sort_hashes(t);
}

/* What the indexes hold now, before a record that they come from changes. */
static void capture(struct txn *txn, struct tocado *t)
{
	struct arena *arena = &txn->arena;
	struct ficha f;

	t->pending = true;
	t->existed = familia_load(txn, t->hogar, RECORD_INTEGRANTE, arena, &f, NULL);
	t->terminos = (struct terminos){ .words = "", .firma = "" };
	t->maestra = t->existed ? hogar_maestra(&f.hogar.fields) : 0;
	if (!t->existed)
		return;
	terminos_of(txn, &f, arena, &t->terminos);
	t->existed = !hogar_unido(&f.hogar.fields);
	t->fase = answers_text(&f.hogar.fields, HOGAR_FASE);
	t->estado = answers_text(&f.hogar.fields, HOGAR_ESTADO);
	t->owner = answers_text(&f.hogar.fields, HOGAR_COGESTOR);
	t->account = cuenta_number(txn, t->owner);
}

static struct tocado *touch(struct txn *txn, uint32_t hogar)
{
	struct op_state *op = txn->op;
	struct tocado *t = find(op, hogar);

	if (t)
		return t;
	t = ARENA_PUSH(&txn->arena, op->tocado, op->n_tocado, op->cap_tocado);
	struct key head = key_fam(hogar, RECORD_HOGAR, 0);
	*t = (struct tocado){ .hogar = hogar, .owner = familia_owner(txn, hogar, &txn->arena), .nuevo = !table_has(txn, TABLE_FAM, key_span(&head)) };
	return t;
}

void indice_touch(struct txn *txn, uint32_t hogar, enum record_kind kind)
{
	struct tocado *t = touch(txn, hogar);

	if (!t->pending && (kind == RECORD_HOGAR || kind == RECORD_INTEGRANTE))
		capture(txn, t);
}

void indice_owner_is(struct txn *txn, uint32_t hogar, const char *owner)
{
	touch(txn, hogar)->owner = arena_strdup(&txn->arena, owner);
}

const char *indice_owner(struct txn *txn, uint32_t hogar)
{
	const struct tocado *t = find(txn->op, hogar);

	if (!t || !t->owner)
		return NULL;
	return t->nuevo ? txn->store->actor.usuario : t->owner;
}

/* The row that is in the table, with the measurement in it. */
static void read_row(struct txn *txn, struct tocado *t)
{
	struct fila_base row;

	if (t->row_read || t->medida)
		return;
	uint32_t account = t->pending && t->existed ? t->account : t->owner ? cuenta_number(txn, t->owner) : 0;
	if (account != 0 && fila_read(txn, account, t->hogar, &txn->arena, &row))
		t->medicion = row.medicion;
	t->row_read = true;
}

void indice_medicion(struct txn *txn, uint32_t hogar, const struct medicion *m)
{
	struct tocado *t = touch(txn, hogar);

	if (!t->pending)
		capture(txn, t);
	t->medida = true;
	t->medicion = *m;
}

bool indice_medicion_get(struct txn *txn, uint32_t hogar, struct medicion *m)
{
	struct tocado *t = touch(txn, hogar);

	read_row(txn, t);
	*m = t->medicion;
	return txn_ok(txn);
}

/* Both lists are sorted: what is only in one of them is removed or put. */
static void update_hashes(struct txn *txn, uint32_t hogar, const struct terminos *before, const struct terminos *after)
{
	int i = 0, j = 0;

	while (i < before->n || j < after->n) {
		int order = i == before->n ? 1 : j == after->n ? -1 : compare_hash(&before->hash[i], &after->hash[j]);
		if (order < 0)
			hash_del(txn, before->hash[i], hogar);
		if (order > 0)
			hash_put(txn, after->hash[j], hogar);
		i += order <= 0;
		j += order >= 0;
	}
}

static void update_counters(struct txn *txn, const struct tocado *t, uint32_t account, const char *fase, const char *estado)
{
	bool exists = account != 0;

	if (exists && t->existed && account == t->account && strcmp(fase, t->fase) == 0 && strcmp(estado, t->estado) == 0)
		return;
	if (t->existed)
		contador_add(txn, t->account, t->fase, t->estado, -1);
	if (exists)
		contador_add(txn, account, fase, estado, 1);
}

static void update_row(struct txn *txn, const struct tocado *t, uint32_t account, const struct ficha *f, struct arena *scratch)
{
	struct key old = key_fila(t->account, t->hogar);
	struct fila_base row;

	if (t->existed && t->account != account)
		table_del(txn, TABLE_FILA, key_span(&old));
	if (account == 0)
		return;
	fila_base_of(f, &t->medicion, scratch, &row);
	fila_put(txn, account, t->hogar, &row, scratch);
}

/* Where lists have it, by its row. */
static struct listado listed(struct txn *txn, const struct tocado *t, struct arena *scratch)
{
	struct fila_base row;

	if (!t->existed || !fila_read(txn, t->account, t->hogar, scratch, &row))
		return (struct listado){ 0, "" };
	return (struct listado){ t->account, row.medicion.known ? arena_strdup(scratch, row.medicion.alertas) : "" };
}

static void flush_one(struct txn *txn, struct tocado *t, struct arena *scratch)
{
	struct terminos after = { .words = "", .firma = "" };
	const char *fase = "", *estado = "";
	uint32_t account = 0, maestra = 0;
	struct ficha f;

	read_row(txn, t);
	if (familia_load(txn, t->hogar, RECORD_INTEGRANTE, scratch, &f, NULL)) {
		terminos_of(txn, &f, scratch, &after);
		fase = answers_text(&f.hogar.fields, HOGAR_FASE);
		estado = answers_text(&f.hogar.fields, HOGAR_ESTADO);
		maestra = hogar_maestra(&f.hogar.fields);
		account = hogar_unido(&f.hogar.fields) ? 0 : cuenta_ensure(txn, answers_text(&f.hogar.fields, HOGAR_COGESTOR));
	}
	struct listado before = listed(txn, t, scratch);
	update_row(txn, t, account, &f, scratch);
	marca_update(txn, t->hogar, &before, account, &f.hogar.fields, &t->medicion);
	update_counters(txn, t, account, fase, estado);
	update_hashes(txn, t->hogar, &t->terminos, &after);
	busqueda_update(txn, t->hogar, t->terminos.words, after.words);
	maestra_de_hogar(txn, t->hogar, t->maestra, maestra);
	if (strcmp(t->terminos.firma, after.firma) != 0)
		duda_update(txn, t->hogar, account ? &f : NULL);
	t->pending = false;
	t->medida = false;
	t->row_read = true;
}

bool indice_flush(struct txn *txn)
{
	struct arena scratch;

	if (!txn->op)
		return txn_ok(txn);
	arena_init(&scratch);
	for (int i = 0; i < txn->op->n_tocado && txn_ok(txn); i++)
		if (txn->op->tocado[i].pending) {
			flush_one(txn, &txn->op->tocado[i], &scratch);
			arena_reset(&scratch);
		}
	arena_done(&scratch);
	return marca_flush(txn);
}
