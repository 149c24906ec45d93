#include "store/borrador.h"
#include "base/date.h"
#include "store/borrador_mio.h"
#include "store/codec_value.h"
#include "store/env.h"
#include "store/espacio.h"
#include "store/hash.h"
#include "store/registro.h"
#include <stdlib.h>
#include <string.h>

enum { BORRADOR_FORMATO = 2, BORRADOR_ITEMS = 9, BORRADOR_ITEMS_1 = 8 };      /* 1: without stamp */

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

static bool draft_in(struct span value, bool fields, struct arena *arena, struct borrador *b)
{
	struct codec_in in;

	*b = (struct borrador){ 0 };
	answers_init(&b->campos, arena);
	codec_in_init(&in, value, arena);
	uint64_t items = codec_in_array(&in), format = codec_in_uint(&in, UINT32_MAX);
	if (format < 1 || format > BORRADOR_FORMATO || items != (format == 1 ? BORRADOR_ITEMS_1 : BORRADOR_ITEMS))
		in.bad = true;
	b->clave.hogar = (uint32_t)codec_in_uint(&in, UINT32_MAX);
	b->clave.formulario = codec_in_text(&in);
	b->clave.seq = (uint32_t)codec_in_uint(&in, UINT32_MAX);
	b->guardado = codec_in_int(&in);
	b->sello = format > 1 ? codec_in_uint(&in, UINT64_MAX) : 0;
	b->titulo = codec_in_text(&in);
	b->campo = codec_in_text(&in);
	if (fields)
		codec_in_answers(&in, &b->campos);
	else
		codec_in_skip(&in);
	return codec_in_end(&in) && b->clave.formulario;
}

/* With a stamp of its own: nobody else has written it since it was read with the same one. */
static uint64_t put(struct txn *txn, const struct borrador *b)
{
	struct key k = draft_key(txn, &b->clave);
	struct id stamp = id_new();
	struct codec_out out;
	uint64_t sello;

	memcpy(&sello, stamp.b + sizeof stamp.b - sizeof sello, sizeof sello);      /* the half that is chance */
	codec_out_init(&out, &txn->arena);
	codec_array(&out, BORRADOR_ITEMS);
	codec_uint(&out, BORRADOR_FORMATO);
	codec_uint(&out, b->clave.hogar);
	codec_text(&out, b->clave.formulario);
	codec_uint(&out, b->clave.seq);
	codec_int(&out, b->guardado);
	codec_uint(&out, sello);
	codec_text(&out, b->titulo);
	codec_text(&out, b->campo);
	codec_answers(&out, &b->campos);
	table_put(txn, TABLE_BORR, key_span(&k), codec_bytes_of(&out));
	return sello;
}

static bool stored(struct txn *txn, const struct borrador_clave *c, struct borrador *b)
{
	struct key k = draft_key(txn, c);
	struct span value;

	return table_get(txn, TABLE_BORR, key_span(&k), &txn->arena, &value) && draft_in(value, true, &txn->arena, b);
}

/* What another console wrote since this one knew the draft is joined to what this one has. */
static bool join(struct txn *txn, struct borrador_mio *mio, struct borrador *b)
{
	struct borrador there;
	struct answers both;

	if (!stored(txn, &b->clave, &there))
		return true;
	if (mio->aparte && there.sello != mio->sello)
		return txn_fail(txn, ERR_CONFLICT, "Esto mismo se está escribiendo en otra consola de su cuenta");
	answers_init(&both, &txn->arena);
	borrador_unir(mio, &there.campos, &b->campos, &both);
	mio->juntos = mio->juntos || (there.sello != mio->sello && both.n > b->campos.n);
	if (b->campos.n == 0) {      /* what is left is the other one's, and so is its name */
		b->titulo = there.titulo;
		b->campo = there.campo;
	}
	b->campos = both;
	return true;
}

bool borrador_escribir(struct store *s, const struct borrador_clave *c, const struct answers *campos, const char *titulo, const char *campo, struct borrador_mio *mio, struct err *err)
{
	struct borrador b = { .clave = *c, .campos = *campos, .titulo = titulo, .campo = campo, .guardado = clock_now() };
	uint64_t sello = 0;
	struct txn txn;

	if (!txn_write(&txn, s, err))
		return false;
	if (mio)
		mio->campo = mio->otro = NULL;
	if (may(&txn, c) && (!mio || join(&txn, mio, &b))) {
		if (b.campos.n > 0)
			sello = put(&txn, &b);
		else
			borrador_del(&txn, c);
	}
	if (!txn_commit(&txn, err))
		return false;
	if (mio)
		borrador_mio_escrito(mio, campos, sello);
	return true;
}

bool borrador_put(struct store *s, const struct borrador_clave *c, const struct answers *campos, const char *titulo, const char *campo, struct err *err)
{
	return borrador_escribir(s, c, campos, titulo, campo, NULL, err);
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

/* «vacunas__antes@i5» goes with «vacunas@i5». */
static const char *marked(const char *name, struct arena *arena)
{
	const char *mark = strstr(name, BORRADOR_ANTES);

	return mark ? arena_printf(arena, "%.*s%s", (int)(mark - name), name, mark + strlen(BORRADOR_ANTES)) : NULL;
}

static bool saved(const struct borrador_mio *mio, const struct answer *a)
{
	const struct answers *const by[] = { &mio->campos, mio->final ? mio->final : &mio->campos };
	bool is = false;

	for (int i = 0; i < 2 && !is; i++) {
		const struct answer *mine = answers_find(by[i], a->name);
		is = mine && value_equal(mine->value, a->value);
	}
	return is;
}

/* Of a draft that another console has written in too: what this one neither saves nor ever had. */
static struct answers others(struct txn *txn, const struct borrador_mio *mio, const struct answers *there)
{
	struct answers rest;

	answers_init(&rest, &txn->arena);
	for (int i = 0; i < there->n; i++)
		if (!strstr(there->item[i].name, BORRADOR_ANTES) && !saved(mio, &there->item[i]))
			answers_put(&rest, &there->item[i]);
	for (int i = 0; i < there->n; i++) {
		const char *of = marked(there->item[i].name, &txn->arena);
		if (of && answers_find(&rest, of))
			answers_put(&rest, &there->item[i]);
	}
	return rest;
}

void borrador_terminar(struct txn *txn, const struct borrador_clave *c, struct borrador_mio *mio)
{
	struct borrador there;
	bool other = mio && txn_ok(txn) && stored(txn, c, &there) && (there.sello != mio->sello || mio->juntos);

	if (other && !mio->aparte)
		there.campos = others(txn, mio, &there.campos);
	if (mio)
		mio->quedo = other && there.campos.n > 0;
	if (!other || there.campos.n == 0)
		borrador_del(txn, c);
	else if (!mio->aparte)
		put(txn, &there);
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
