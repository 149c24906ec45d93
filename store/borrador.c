#include "store/borrador.h"
#include "base/date.h"
#include "store/codec_value.h"
#include "store/env.h"
#include "store/espacio.h"
#include "store/hash.h"
#include "store/registro.h"
#include <stdlib.h>
#include <string.h>

enum { BORRADOR_FORMATO = 1, BORRADOR_ITEMS = 8 };

/* account · hash(account, household, form, member): the file tells how many drafts somebody has, not of what */
static struct key draft_key(struct txn *txn, const struct borrador_clave *c)
{
	const char *what = arena_printf(&txn->arena, "%s %u %s %u", txn->store->actor.usuario, c->hogar, c->formulario, c->seq);
	struct hash h = hash_of(txn->store, HASH_BORRADOR, span_of(what, strlen(what)));
	struct key k = key_number(txn->store->account);

	key_bytes(&k, h.b, sizeof h.b);
	return k;
}

static bool in_window(const struct borrador_clave *c)
{
	return strncmp(c->formulario, BORRADOR_EN_VENTANA, strlen(BORRADOR_EN_VENTANA)) == 0;
}

static bool may(struct txn *txn, const struct borrador_clave *c)
{
	enum permiso permiso = in_window(c) ? PERMISO_LEER : PERMISO_ESCRIBIR;

	if (c->hogar == 0)
		return permiso_check(txn, permiso, txn->store->actor.usuario);
	return familia_check(txn, c->hogar, permiso);
}

bool borrador_put(struct store *s, const struct borrador_clave *c, const struct answers *campos, const char *titulo, const char *campo, struct err *err)
{
	struct codec_out out;
	struct txn txn;

	if (!txn_write(&txn, s, err))
		return false;
	if (may(&txn, c)) {
		struct key k = draft_key(&txn, c);
		codec_out_init(&out, &txn.arena);
		codec_array(&out, BORRADOR_ITEMS);
		codec_uint(&out, BORRADOR_FORMATO);
		codec_uint(&out, c->hogar);
		codec_text(&out, c->formulario);
		codec_uint(&out, c->seq);
		codec_int(&out, clock_now());
		codec_text(&out, titulo);
		codec_text(&out, campo);
		codec_answers(&out, campos);
		if (campos->n > 0)
			table_put(&txn, TABLE_BORR, key_span(&k), codec_bytes_of(&out));
		else
			table_del(&txn, TABLE_BORR, key_span(&k));
	}
	return txn_commit(&txn, err);
}

static bool draft_in(struct span value, bool fields, struct arena *arena, struct borrador *b)
{
	struct codec_in in;

	*b = (struct borrador){ 0 };
	answers_init(&b->campos, arena);
	codec_in_init(&in, value, arena);
	if (codec_in_array(&in) != BORRADOR_ITEMS || codec_in_uint(&in, UINT32_MAX) != BORRADOR_FORMATO)
		in.bad = true;
	b->clave.hogar = (uint32_t)codec_in_uint(&in, UINT32_MAX);
	b->clave.formulario = codec_in_text(&in);
	b->clave.seq = (uint32_t)codec_in_uint(&in, UINT32_MAX);
	b->guardado = codec_in_int(&in);
	b->titulo = codec_in_text(&in);
	b->campo = codec_in_text(&in);
	if (fields)
		codec_in_answers(&in, &b->campos);
	else
		codec_in_skip(&in);
	return codec_in_end(&in) && b->clave.formulario;
}

bool borrador_get(struct txn *txn, const struct borrador_clave *c, struct arena *arena, struct borrador *b)
{
	struct span value;

	if (!may(txn, c))
		return false;
	struct key k = draft_key(txn, c);
	if (!table_get(txn, TABLE_BORR, key_span(&k), &txn->arena, &value))
		return false;
	if (!draft_in(value, true, arena, b))
		return txn_fail(txn, ERR_DAMAGED, "El borrador está dañado; descártelo y escriba de nuevo");
	return true;
}

void borrador_del(struct txn *txn, const struct borrador_clave *c)
{
	if (txn_ok(txn)) {
		struct key k = draft_key(txn, c);
		table_del(txn, TABLE_BORR, key_span(&k));
	}
}

bool borrador_quitar(struct store *s, const struct borrador_clave *c, struct err *err)
{
	struct txn txn;

	if (!txn_write_liberar(&txn, s, err))
		return false;
	borrador_del(&txn, c);
	return txn_commit(&txn, err);
}

static int newest_first(const void *a, const void *b)
{
	const struct borrador *x = a, *y = b;

	return (x->guardado < y->guardado) - (x->guardado > y->guardado);
}

/* Drafts of the actor that open; one that does not is no reason to hide the others. */
static int drafts(struct txn *txn, uint32_t hogar, bool all, bool fields, struct arena *arena, struct borrador **out)
{
	struct key prefix = key_number(txn->store->account);
	struct borrador b;
	struct walk w;
	int n = 0, cap = 0;

	*out = NULL;
	if (!*txn->store->actor.usuario)
		return 0;
	for (walk_begin(&w, txn, TABLE_BORR, key_span(&prefix), WALK_UP); walk_next(&w);)
		if (!w.damaged && draft_in(w.value, fields, arena, &b) && (all || b.clave.hogar == hogar))
			*ARENA_PUSH(arena, *out, n, cap) = b;
	return n;
}

int borrador_list(struct txn *txn, uint32_t hogar, bool all, struct arena *arena, struct borrador **out)
{
	int n = drafts(txn, hogar, all, true, arena, out);

	if (n > 1)
		qsort(*out, (size_t)n, sizeof **out, newest_first);
	return n;
}

bool borrador_ajeno(struct txn *txn, uint32_t hogar, struct arena *arena, struct borrador *out)
{
	struct walk w;
	bool found = false;

	for (walk_begin(&w, txn, TABLE_BORR, span_of("", 0), WALK_UP); !found && walk_next(&w);)
		found = !w.damaged && draft_in(w.value, false, arena, out) && out->clave.hogar == hogar && !in_window(&out->clave);
	walk_end(&w);
	return found;
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

int borrador_hogares(struct txn *txn, struct arena *arena, uint32_t **hogares)
{
	struct borrador *list;
	int n = drafts(txn, 0, true, false, arena, &list);

	*hogares = arena_array(arena, uint32_t, n + 1);
	for (int i = 0; i < n; i++)
		(*hogares)[i] = list[i].clave.hogar;
	qsort(*hogares, (size_t)n, sizeof **hogares, by_number);
	return n;
}
