#include "store/marca.h"
#include "store/columna.h"
#include "store/env.h"
#include "store/fila.h"
#include "store/hash.h"
#include "store/op.h"
#include "store/rehacer.h"
#include <string.h>

enum { DIA_CERO = -7306, DIA_MAX = 65535, LISTA_HASH = 8 };      /* day 1 is 01/01/1950 */

unsigned marca_dia(int32_t day)
{
	if (day == DATE_NONE)
		return 0;
	return day <= DIA_CERO ? 1 : day >= DIA_CERO + DIA_MAX ? DIA_MAX : (unsigned)(day - DIA_CERO);
}

static int32_t day_of(unsigned n)
{
	return n == 0 ? DATE_NONE : (int32_t)n + DIA_CERO;
}

static void two(uint8_t *at, unsigned v)
{
	at[0] = (uint8_t)(v >> 8);
	at[1] = (uint8_t)v;
}

void marca_out(const struct marca *r, uint8_t out[MARCA_BYTES])
{
	memset(out, 0, MARCA_BYTES);
	if (r->account == 0)
		return;
	out[0] = (uint8_t)(r->account >> 16);
	two(out + 1, r->account & 0xffff);
	two(out + 3, r->situacion);
	two(out + 5, r->comuna);
	out[7] = (uint8_t)((unsigned)r->abierta | (unsigned)r->cierre << 1 | (unsigned)r->medida << 2 | (unsigned)r->celda << 4);
	two(out + 8, marca_dia(r->ultima));
	two(out + 10, marca_dia(r->proxima));
}

void marca_in(const uint8_t in[MARCA_BYTES], struct marca *r)
{
	*r = (struct marca){
		.account = marca_account(in), .situacion = (uint16_t)marca_situacion(in), .comuna = (uint16_t)marca_comuna(in),
		.abierta = in[7] & 1, .cierre = in[7] >> 1 & 1, .medida = marca_medida(in), .celda = marca_celda(in),
		.ultima = day_of(marca_dos(in + 8)), .proxima = day_of(marca_dos(in + 10)),
	};
}

void marca_of(struct txn *txn, struct censo *censo, uint32_t account, const struct answers *h, const struct medicion *m, struct marca *r)
{
	*r = (struct marca){
		.account = account,
		.situacion = censo_situacion(censo, answers_text(h, HOGAR_FASE), answers_text(h, HOGAR_MOMENTO), answers_text(h, HOGAR_ESTADO)),
		.comuna = censo_comuna(censo, answers_text(h, "comuna")),
		.abierta = answers_int(h, HOGAR_VISITA_ABIERTA, 0) > 0,
		.cierre = answers_date(h, HOGAR_CIERRE) != DATE_NONE,
		.medida = m->known,
		.celda = m->known && m->celda > 0 && m->celda < CELDAS ? m->celda : 0,
		.ultima = answers_date(h, HOGAR_ULTIMA_VISITA),
		.proxima = answers_date(h, HOGAR_PROXIMA),
	};
	if (r->ultima != DATE_NONE && r->proxima != DATE_NONE && r->proxima <= r->ultima)
		r->proxima = DATE_NONE;
	if (account >= 1u << 24)
		txn_fail(txn, ERR_INTERNAL, "Hay más cuentas de las que caben en las listas");
}

struct key key_lista(const struct store *s, const char *que, const char *valor, uint32_t account, uint32_t hogar)
{
	char text[96] = "";
	struct key k;

	strncat(text, que, 31);
	strcat(text, " ");
	strncat(text, valor, 60);
	struct hash h = hash_of(s, HASH_LISTA, span_of(text, strlen(text)));
	key_init(&k);
	key_bytes(&k, h.b, LISTA_HASH);
	if (account)
		key_u32(&k, account);
	if (account && hogar)
		key_u32(&k, hogar);
	return k;
}

/* An alert that stays with the same owner costs nothing. */
static void update_alerts(struct txn *txn, struct censo *censo, uint32_t hogar, const struct listado *a, const struct listado *b)
{
	const struct listado *side[] = { a, b };
	char code[ALERTA_TEXT];

	for (int i = 0; i < 2; i++) {
		const struct listado *one = side[i], *other = side[1 - i];
		for (const char *at = one->account ? one->alertas : ""; (at = alerta_cada(at, code));) {
			struct key k = key_lista(txn->store, LISTA_ALERTA, code, one->account, hogar);
			bool there = other->account && alerta_esta(other->alertas, code);
			if (there && other->account == one->account)
				continue;
			if (i == 0)
				table_del(txn, TABLE_LISTA, key_span(&k));
			else
				table_put(txn, TABLE_LISTA, key_span(&k), span_of("", 0));
			if (!there)
				censo_alerta_add(censo, code, i == 0 ? -1 : 1);
		}
	}
}

/* What counted before stands in the column, so that counters and columns can only change together. */
void marca_update(struct txn *txn, uint32_t hogar, const struct listado *before, uint32_t account, const struct answers *h, const struct medicion *m)
{
	struct censo *censo = censo_get(txn, &txn->arena);
	struct marca was, is = { .ultima = DATE_NONE, .proxima = DATE_NONE };
	struct listado after = { account, account && m->known ? m->alertas : "" };
	uint8_t a[MARCA_BYTES], b[MARCA_BYTES];

	bool anew = censo && censo->rehecho;      /* from the rows, this one included */
	if (anew)
		censo->rehecho = false;
	if (!censo || anew || !columna_get(txn, hogar, &was))
		return;
	if (txn->op->columna->rehecha & COLUMNA_MARCAS) {
		/* The rows, this one included, say nothing of how it was counted before. */
		listas_rebuild(txn);
		return;
	}
	if (account)
		marca_of(txn, censo, account, h, m, &is);
	marca_out(&was, a);
	marca_out(&is, b);
	if (memcmp(a, b, sizeof a) != 0) {
		marca_in(b, &is);
		if (was.account)
			censo_add(txn, censo, &was, -1);
		if (is.account)
			censo_add(txn, censo, &is, 1);
	}
	columna_put(txn, hogar, &is, account ? m : NULL);
	update_alerts(txn, censo, hogar, before, &after);
}

bool marca_flush(struct txn *txn)
{
	return columna_flush(txn) && (!txn->op->censo || censo_flush(txn, txn->op->censo));
}

bool listas_rebuild(struct txn *txn)
{
	uint64_t done = 0, total = table_count(txn, TABLE_FILA);
	struct fila_base base;
	struct arena scratch;
	struct walk w;

	txn->op->columna = NULL;
	txn->op->censo = NULL;
	rehacer_vaciar(txn, TABLE_COLUMNA);
	rehacer_vaciar(txn, TABLE_LISTA);
	censo_clear(txn);
	arena_init(&scratch);
	for (walk_begin(&w, txn, TABLE_FILA, span_of("", 0), WALK_UP); rehacer_avanza(txn, done++, total) && walk_next(&w); arena_reset(&scratch)) {
		uint32_t account = w.key.n == 8 ? span_u32(w.key, 0) : 0, hogar = account ? span_u32(w.key, 4) : 0;
		if (account && ((!w.damaged && fila_in(w.value, &scratch, &base)) || fila_rebuild(txn, hogar, &scratch, &base)))
			marca_update(txn, hogar, &(struct listado){ 0, "" }, account, &base.hogar, &base.medicion);
	}
	walk_end(&w);
	arena_done(&scratch);
	return marca_flush(txn);
}
