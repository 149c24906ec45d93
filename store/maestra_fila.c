#include "store/maestra_fila.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "store/codec.h"
#include "store/env.h"
#include <string.h>

/* [format, load, household, [texts, those at the end that are empty left out], before or null] */
enum { FILA_FORMATO = 1, FILA_ITEMS = 5, ESTADO_FORMATO = 1, ESTADO_ITEMS = 20 };

/* ---- Rows ---- */

struct span maestra_out(const struct maestra_fila *f, struct arena *arena)
{
	struct codec_out out;
	size_t n = MAESTRA_CAMPOS;

	while (n > 0 && !*f->m.campo[n - 1])
		n--;
	codec_out_init(&out, arena);
	codec_array(&out, FILA_ITEMS);
	codec_uint(&out, FILA_FORMATO);
	codec_uint(&out, f->m.carga);
	codec_uint(&out, f->m.hogar);
	codec_array(&out, n);
	for (size_t i = 0; i < n; i++)
		codec_text(&out, f->m.campo[i]);
	if (f->antes.n > 0)
		codec_raw(&out, f->antes);
	else
		codec_null(&out);
	return codec_bytes_of(&out);
}

bool maestra_in(uint32_t num, struct span bytes, struct arena *arena, struct maestra_fila *f)
{
	struct codec_in in;

	*f = (struct maestra_fila){ .m.num = num };
	codec_in_init(&in, bytes, arena);
	if (codec_in_array(&in) != FILA_ITEMS || codec_in_uint(&in, UINT32_MAX) != FILA_FORMATO)
		in.bad = true;
	f->m.carga = (uint32_t)codec_in_uint(&in, UINT32_MAX);
	f->m.hogar = (uint32_t)codec_in_uint(&in, UINT32_MAX);
	size_t n = codec_in_array(&in);
	if (n > MAESTRA_CAMPOS)
		in.bad = true;
	for (size_t i = 0; i < MAESTRA_CAMPOS; i++) {
		const char *text = i < n && !in.bad ? codec_in_text(&in) : "";
		f->m.campo[i] = text ? text : "";
	}
	bool none = codec_in_kind(&in) == CODEC_NULL;
	f->antes = codec_in_skip(&in);
	if (none)
		f->antes = span_of("", 0);
	return codec_in_end(&in);
}

bool maestra_read(struct txn *txn, uint32_t num, struct arena *arena, struct maestra_fila *f)
{
	struct key k = key_number(num);
	struct span value;

	if (!table_get(txn, TABLE_MAESTRA, key_span(&k), arena, &value))
		return false;
	if (!maestra_in(num, value, arena, f))
		return txn_fail(txn, ERR_DAMAGED, "La fila %u de la base maestra está dañada; ejecute «logros verificar»", num);
	return true;
}

void maestra_write(struct txn *txn, const struct maestra_fila *f, struct arena *arena)
{
	struct key k = key_number(f->m.num);

	table_put(txn, TABLE_MAESTRA, key_span(&k), maestra_out(f, arena));
}

/* ---- What follows from a row ---- */

static const char *clave(const struct maestra *m, struct arena *arena)
{
	const char *code = hash_plain(arena, m->campo[MAESTRA_CODIGO]);

	return *code ? arena_printf(arena, "c %s", code) : arena_printf(arena, "d %s", hash_plain(arena, m->campo[MAESTRA_DOCUMENTO]));
}

struct hash maestra_hash_clave(const struct store *s, const struct maestra *m, struct arena *arena)
{
	const char *text = clave(m, arena);

	return hash_of(s, HASH_MAESTRA_CLAVE, span_of(text, strlen(text)));
}

static void add_words(struct strbuf *b, const char *text)
{
	if (!*text)
		return;
	if (b->len > 0)
		strbuf_addn(b, " ", 1);
	strbuf_add(b, text);
}

bool maestra_terminos(struct txn *txn, const struct maestra *m, struct arena *arena, struct maestra_terminos *t)
{
	static const enum maestra_campo searched[] = { MAESTRA_CODIGO, MAESTRA_NOMBRE1, MAESTRA_NOMBRE2, MAESTRA_APELLIDO1, MAESTRA_APELLIDO2, MAESTRA_DIRECCION, MAESTRA_BARRIO,
		MAESTRA_TELEFONO, MAESTRA_CELULAR };
	const char *document = hash_plain(arena, m->campo[MAESTRA_DOCUMENTO]);
	struct strbuf words;

	*t = (struct maestra_terminos){ .n = 0 };
	strbuf_init(&words, arena);
	strbuf_reserve(&words, 256);
	for (size_t i = 0; i < sizeof searched / sizeof *searched; i++)
		if (*m->campo[searched[i]])
			add_words(&words, text_fold(arena, m->campo[searched[i]]));
	add_words(&words, document);
	add_words(&words, maestra_marcas(txn, m, arena));
	t->words = words.text;
	t->hash[t->n++] = maestra_hash_clave(txn->store, m, arena);
	if (*document)
		t->hash[t->n++] = hash_of(txn->store, HASH_MAESTRA, span_of(document, strlen(document)));
	return txn_ok(txn);
}

static bool has(const struct maestra_terminos *t, const struct hash *h)
{
	for (int i = 0; i < t->n; i++)
		if (memcmp(&t->hash[i], h, sizeof *h) == 0)
			return true;
	return false;
}

void maestra_indice(struct txn *txn, const struct maestra *antes, const struct maestra *despues, struct arena *arena)
{
	struct maestra_terminos before = { .words = "" }, after = { .words = "" };
	uint32_t num = despues ? despues->num : antes->num;

	if (antes)
		maestra_terminos(txn, antes, arena, &before);
	if (despues)
		maestra_terminos(txn, despues, arena, &after);
	for (int i = 0; i < before.n; i++)
		if (!has(&after, &before.hash[i]))
			hash_del(txn, before.hash[i], num);
	for (int i = 0; i < after.n; i++)
		if (!has(&before, &after.hash[i]))
			hash_put(txn, after.hash[i], num);
	busqueda_update_in(txn, BUSQUEDA_MAESTRA, num, before.words, after.words);
}

/* ---- Counts, and how far the last load came ---- */

static uint64_t *number_at(struct maestra_carga *c, int i)
{
	uint64_t *const list[] = { &c->tamano, &c->posicion, &c->linea, &c->rechazos, &c->cuentas.leidas, &c->cuentas.nuevas, &c->cuentas.cambiadas, &c->cuentas.iguales,
		&c->cuentas.visitadas, &c->cuentas.rechazadas };

	return list[i];
}
enum { NUMEROS = 10 };

bool maestra_estado_get(struct txn *txn, struct arena *arena, struct maestra_estado *e)
{
	struct key k = key_meta(META_CARGA);
	struct span value;
	struct codec_in in;

	*e = (struct maestra_estado){ .carga = { .archivo = "", .usuario = "" } };
	if (!table_get(txn, TABLE_META, key_span(&k), arena, &value))
		return txn_ok(txn);
	codec_in_init(&in, value, arena);
	if (codec_in_array(&in) != ESTADO_ITEMS || codec_in_uint(&in, UINT32_MAX) != ESTADO_FORMATO)
		in.bad = true;
	e->total.ultima = (uint32_t)codec_in_uint(&in, UINT32_MAX);
	e->total.filas = (uint32_t)codec_in_uint(&in, UINT32_MAX);
	e->total.visitadas = (uint32_t)codec_in_uint(&in, UINT32_MAX);
	e->cargas = e->carga.numero = (uint32_t)codec_in_uint(&in, UINT32_MAX);
	codec_in_blob(&in, e->carga.huella, sizeof e->carga.huella);
	for (int i = 0; i < NUMEROS; i++)
		*number_at(&e->carga, i) = codec_in_uint(&in, UINT64_MAX);
	e->carga.archivo = codec_in_text(&in);
	e->carga.usuario = codec_in_text(&in);
	codec_in_blob(&in, e->carga.lote.b, sizeof e->carga.lote.b);
	e->carga.terminada = codec_in_bool(&in);
	if (!codec_in_end(&in) || !e->carga.archivo || !e->carga.usuario)
		return txn_fail(txn, ERR_DAMAGED, "El estado de la base maestra está dañado; ejecute «logros verificar»");
	return true;
}

void maestra_estado_put(struct txn *txn, const struct maestra_estado *e, struct arena *arena)
{
	struct key k = key_meta(META_CARGA);
	struct maestra_carga c = e->carga;
	struct codec_out out;

	codec_out_init(&out, arena);
	codec_array(&out, ESTADO_ITEMS);
	codec_uint(&out, ESTADO_FORMATO);
	codec_uint(&out, e->total.ultima);
	codec_uint(&out, e->total.filas);
	codec_uint(&out, e->total.visitadas);
	codec_uint(&out, e->cargas);
	codec_blob(&out, c.huella, sizeof c.huella);
	for (int i = 0; i < NUMEROS; i++)
		codec_uint(&out, *number_at(&c, i));
	codec_text(&out, c.archivo);
	codec_text(&out, c.usuario);
	codec_blob(&out, c.lote.b, sizeof c.lote.b);
	codec_bool(&out, c.terminada);
	table_put(txn, TABLE_META, key_span(&k), codec_bytes_of(&out));
}

bool maestra_total(struct txn *txn, struct maestra_total *t)
{
	struct arena scratch;
	struct maestra_estado e;

	arena_init(&scratch);
	bool ok = maestra_estado_get(txn, &scratch, &e);
	*t = e.total;
	arena_done(&scratch);
	return ok;
}
