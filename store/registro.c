#include "store/registro.h"
#include "store/codec_value.h"
#include "store/env.h"
#include "store/hash.h"
#include "store/indice.h"
#include <string.h>

enum { REGISTRO_FORMATO = 1 };
/* keys of the map; those that are not known go through unchanged */
enum { R_FORMATO, R_ID, R_OPERACION, R_CAMPOS, R_KEYS };

bool registro_in(struct span key, uint32_t version, struct span value, struct arena *arena, struct registro *r)
{
	struct codec_in in;
	struct codec_out extra;

	if (key.n != 8)
		return false;
	*r = (struct registro){ .record = { .hogar = span_u32(key, 0), .kind = (enum record_kind)key.p[4], .seq = span_u24(key, 5), .version = version } };
	answers_init(&r->record.fields, arena);
	codec_in_init(&in, value, arena);
	codec_out_init(&extra, arena);
	for (size_t n = codec_in_map(&in); n > 0 && !in.bad; n--) {
		const uint8_t *from = in.p;
		switch (codec_in_uint(&in, UINT32_MAX)) {
		case R_FORMATO:
			if (codec_in_uint(&in, UINT32_MAX) != REGISTRO_FORMATO)
				in.bad = true;
			break;
		case R_ID: codec_in_blob(&in, r->record.id.b, sizeof r->record.id.b); break;
		case R_OPERACION: r->n = codec_in_uint(&in, INT64_MAX); break;
		case R_CAMPOS: codec_in_answers(&in, &r->record.fields); break;
		default:
			codec_in_skip(&in);
			codec_raw(&extra, span_of(from, (size_t)(in.p - from)));
			r->n_extra++;
		}
	}
	r->extra = codec_bytes_of(&extra);
	return codec_in_end(&in) && version > 0 && r->record.kind > 0 && r->record.kind < RECORD_KINDS;
}

bool registro_get(struct txn *txn, uint32_t hogar, enum record_kind kind, uint32_t seq, struct arena *arena, struct registro *r)
{
	struct key k = key_fam(hogar, kind, seq);
	struct span value;
	uint32_t version;

	if (!table_get_version(txn, TABLE_FAM, key_span(&k), arena, &value, &version))
		return false;
	if (!registro_in(key_span(&k), version, value, arena, r))
		return txn_fail(txn, ERR_DAMAGED, "Un registro del hogar número %u (%s) no se entiende; ejecute «logros verificar»", hogar, record_kind_name(kind));
	return true;
}

void registro_put(struct txn *txn, const struct registro *r, struct arena *scratch)
{
	const struct record *record = &r->record;
	struct key k = key_fam(record->hogar, record->kind, record->seq);
	struct codec_out out;

	codec_out_init(&out, scratch);
	codec_map(&out, R_KEYS + r->n_extra);
	codec_uint(&out, R_FORMATO);
	codec_uint(&out, REGISTRO_FORMATO);
	codec_uint(&out, R_ID);
	codec_blob(&out, record->id.b, sizeof record->id.b);
	codec_uint(&out, R_OPERACION);
	codec_uint(&out, r->n);
	codec_uint(&out, R_CAMPOS);
	codec_answers(&out, &record->fields);
	codec_raw(&out, r->extra);
	table_put_version(txn, TABLE_FAM, key_span(&k), record->version, codec_bytes_of(&out));
}

void registro_del(struct txn *txn, const struct record *r)
{
	struct key k = key_fam(r->hogar, r->kind, r->seq);

	table_del(txn, TABLE_FAM, key_span(&k));
}

bool familia_load(struct txn *txn, uint32_t hogar, enum record_kind last, struct arena *arena, struct ficha *f, int *damaged)
{
	struct key prefix = key_hogar(hogar);
	struct arena scratch;
	struct registro r;
	struct walk w;
	bool found = false;

	arena_init(&scratch);
	ficha_init(f, arena);
	f->num = hogar;
	f->hogar.hogar = hogar;
	for (walk_begin(&w, txn, TABLE_FAM, key_span(&prefix), WALK_UP); walk_next(&w); arena_reset(&scratch)) {
		if (w.key.n == 8 && w.key.p[4] > last)
			break;
		if (w.damaged || !registro_in(w.key, w.version, w.value, &scratch, &r)) {
			if (damaged)
				++*damaged;
			continue;
		}
		found = found || r.record.kind == RECORD_HOGAR;
		ficha_add(f, &r.record);
	}
	walk_end(&w);
	arena_done(&scratch);
	return found && txn_ok(txn);
}

int integrantes_load(struct txn *txn, uint32_t hogar, struct arena *arena, struct record **out)
{
	struct key prefix = key_hogar(hogar);
	struct registro r;
	struct walk w;
	int n = 0, cap = 0;

	*out = NULL;
	key_u8(&prefix, RECORD_INTEGRANTE);
	for (walk_begin(&w, txn, TABLE_FAM, key_span(&prefix), WALK_UP); walk_next(&w);)
		if (!w.damaged && registro_in(w.key, w.version, w.value, arena, &r))
			*ARENA_PUSH(arena, *out, n, cap) = r.record;
	walk_end(&w);
	return n;
}

/* How the record of a household itself is found: its owner decides about everything else, so it must be told apart from a damaged one. */
enum owner_state { OWNER_NONE, OWNER_KNOWN, OWNER_DAMAGED };

static enum owner_state find_owner(struct txn *txn, uint32_t hogar, struct arena *arena, const char **owner)
{
	struct key k = key_fam(hogar, RECORD_HOGAR, 0);
	enum owner_state state = OWNER_NONE;
	struct registro r;
	struct walk w;

	walk_begin(&w, txn, TABLE_FAM, key_span(&k), WALK_UP);
	if (walk_next(&w)) {
		state = !w.damaged && registro_in(w.key, w.version, w.value, arena, &r) ? OWNER_KNOWN : OWNER_DAMAGED;
		*owner = state == OWNER_KNOWN ? answers_text(&r.record.fields, HOGAR_COGESTOR) : NULL;
	}
	walk_end(&w);
	return state;
}

const char *familia_owner(struct txn *txn, uint32_t hogar, struct arena *arena)
{
	const char *owner = NULL;

	find_owner(txn, hogar, arena, &owner);
	return owner;
}

/* Without its own record a household has no owner; then the row tells whether it belongs to the actor. */
static const char *owner_by_row(struct txn *txn, uint32_t hogar)
{
	struct key k = key_fila(txn->store->account, hogar);

	return table_has(txn, TABLE_FILA, key_span(&k)) ? txn->store->actor.usuario : "";
}

bool familia_check(struct txn *txn, uint32_t hogar, enum permiso permiso)
{
	const char *owner = txn->op ? indice_owner(txn, hogar) : NULL;

	if (!txn_ok(txn))
		return false;
	if (!owner) {
		switch (find_owner(txn, hogar, &txn->arena, &owner)) {
		case OWNER_NONE:
			return txn_fail(txn, ERR_NOT_FOUND, "No se encuentra el hogar número %u; actualice la lista", hogar);
		case OWNER_DAMAGED: owner = owner_by_row(txn, hogar); break;
		case OWNER_KNOWN: break;
		}
	}
	return txn_ok(txn) && permiso_check(txn, permiso, owner);
}

bool record_get(struct txn *txn, uint32_t hogar, enum record_kind kind, uint32_t seq, struct arena *arena, struct record *out)
{
	struct key k = key_fam(hogar, kind, seq);
	struct registro r;

	if (!table_has(txn, TABLE_FAM, key_span(&k)) || !familia_check(txn, hogar, PERMISO_LEER) || !registro_get(txn, hogar, kind, seq, arena, &r))
		return false;
	*out = r.record;
	return true;
}

bool ficha_load(struct txn *txn, uint32_t hogar, struct arena *arena, struct ficha *f, int *danados)
{
	int damaged = 0;

	if (danados)
		*danados = 0;
	if (!familia_check(txn, hogar, PERMISO_LEER))
		return false;
	bool found = familia_load(txn, hogar, RECORD_KINDS, arena, f, &damaged);
	if (danados)
		*danados = damaged;
	return txn_ok(txn) && (found || damaged > 0);
}

static uint32_t household(struct txn *txn, struct hash h)
{
	return indice_flush(txn) ? (uint32_t)hash_find(txn, h) : 0;
}

uint32_t hogar_by_folio(struct txn *txn, const char *folio)
{
	return household(txn, hash_folio(txn->store, &txn->arena, folio));
}

/* The hash needs the very text, so zeros that were left out are put back; who is found by what was typed stays found by it. */
uint32_t hogar_by_folio_text(struct txn *txn, const char *text)
{
	uint32_t hogar = hogar_by_folio(txn, text);
	const char *whole = hogar ? NULL : hash_folio_whole(&txn->arena, text);

	return whole ? hogar_by_folio(txn, whole) : hogar;
}

uint32_t hogar_by_documento(struct txn *txn, const char *tipo, const char *numero)
{
	if (!*hash_plain(&txn->arena, numero))
		return 0;
	return household(txn, hash_documento(txn->store, &txn->arena, tipo, numero));
}

uint32_t hogar_by_id(struct txn *txn, struct id id)
{
	return household(txn, hash_of(txn->store, HASH_ID, span_of(id.b, sizeof id.b)));
}
