#include "store/entrada.h"
#include "store/hash.h"
#include <limits.h>
#include <string.h>

enum { ENTRADA_FORMATO = 1, IMAGEN_ITEMS = 9, MEDICION_NUMEROS = 4, MEDICION_ITEMS = 6 };
/* keys of the map; new ones are added at the end, and readers pass over those that they do not know */
enum { E_FORMATO, E_ID, E_CUANDO, E_FECHA, E_USUARIO, E_NOMBRE, E_ACCION, E_MOTIVO, E_DETALLE, E_HOGAR, E_DESHACE, E_PREVIA, E_SESION, E_IMAGEN, E_MEDICION, E_LOTE, E_MEDICIONES };
enum { E_ALWAYS = E_IMAGEN + 1 };

/* The first format of the store knew the numbers alone. */
static bool medicion_entera(const struct medicion *m)
{
	static const uint8_t none[MEDICION_BYTES];

	return *m->alertas || memcmp(m->logro, none, sizeof none) != 0;
}

void medicion_out(struct codec_out *o, const struct medicion *m)
{
	if (!m->known) {
		codec_null(o);
		return;
	}
	bool whole = medicion_entera(m);
	codec_array(o, whole ? MEDICION_ITEMS : MEDICION_NUMEROS);
	codec_int(o, m->alcanzados);
	codec_int(o, m->por_alcanzar);
	codec_int(o, m->sin_dato);
	codec_int(o, m->celda);
	if (!whole)
		return;
	codec_blob(o, m->logro, sizeof m->logro);
	codec_text(o, m->alertas);
}

static int int_in(struct codec_in *in)
{
	int64_t v = codec_in_int(in);

	if (v < INT_MIN || v > INT_MAX)
		in->bad = true;
	return in->bad ? 0 : (int)v;
}

static void medicion_rest_in(struct codec_in *in, struct medicion *m)
{
	codec_in_blob(in, m->logro, sizeof m->logro);
	const char *ids = codec_in_text(in);
	if (!ids || strlen(ids) >= sizeof m->alertas)
		in->bad = true;
	else
		strcpy(m->alertas, ids);
}

struct medicion medicion_in(struct codec_in *in)
{
	struct medicion m = { 0 };

	if (codec_in_kind(in) == CODEC_NULL) {
		codec_in_skip(in);
		return m;
	}
	size_t items = codec_in_array(in);
	if (items != MEDICION_ITEMS && items != MEDICION_NUMEROS)
		in->bad = true;
	m.known = true;
	m.alcanzados = int_in(in);
	m.por_alcanzar = int_in(in);
	m.sin_dato = int_in(in);
	m.celda = int_in(in);
	if (items == MEDICION_ITEMS)
		medicion_rest_in(in, &m);
	return m;
}

static void imagen_out(struct codec_out *o, const struct imagen *m)
{
	codec_array(o, IMAGEN_ITEMS);
	codec_uint(o, m->kind);
	codec_uint(o, m->hogar);
	codec_uint(o, m->seq);
	codec_blob(o, m->id.b, sizeof m->id.b);
	codec_uint(o, m->version_antes);
	codec_uint(o, m->version_despues);
	codec_bool(o, m->nuevo);
	codec_answers(o, &m->antes);
	codec_answers(o, &m->despues);
}

static void imagen_in(struct codec_in *in, struct imagen *m)
{
	answers_init(&m->antes, in->arena);
	answers_init(&m->despues, in->arena);
	if (codec_in_array(in) != IMAGEN_ITEMS)
		in->bad = true;
	m->kind = (enum record_kind)codec_in_uint(in, RECORD_KINDS - 1);
	m->hogar = (uint32_t)codec_in_uint(in, UINT32_MAX);
	m->seq = (uint32_t)codec_in_uint(in, UINT32_MAX);
	codec_in_blob(in, m->id.b, sizeof m->id.b);
	m->version_antes = (uint32_t)codec_in_uint(in, UINT32_MAX);
	m->version_despues = (uint32_t)codec_in_uint(in, UINT32_MAX);
	m->nuevo = codec_in_bool(in);
	codec_in_answers(in, &m->antes);
	codec_in_answers(in, &m->despues);
}

static void medida_out(struct codec_out *o, const struct medida *m)
{
	codec_array(o, 3);
	codec_uint(o, m->hogar);
	medicion_out(o, &m->antes);
	medicion_out(o, &m->despues);
}

static struct medida medida_in(struct codec_in *in)
{
	struct medida m = { 0 };

	if (codec_in_array(in) != 3)
		in->bad = true;
	m.hogar = (uint32_t)codec_in_uint(in, UINT32_MAX);
	m.antes = medicion_in(in);
	m.despues = medicion_in(in);
	return m;
}

static void key_text(struct codec_out *o, unsigned key, const char *text)
{
	codec_uint(o, key);
	codec_text(o, text);
}

void entrada_out(struct codec_out *o, const struct entrada_full *f)
{
	const struct entrada *e = &f->e;

	codec_map(o, E_ALWAYS + (size_t)(f->medida != 0) + (size_t)id_given(e->lote) + (size_t)(f->n_otra > 0));
	codec_uint(o, E_FORMATO);
	codec_uint(o, ENTRADA_FORMATO);
	codec_uint(o, E_ID);
	codec_blob(o, e->id.b, sizeof e->id.b);
	codec_uint(o, E_CUANDO);
	codec_int(o, e->cuando);
	codec_uint(o, E_FECHA);
	codec_int(o, e->fecha);
	key_text(o, E_USUARIO, e->usuario);
	key_text(o, E_NOMBRE, e->nombre);
	key_text(o, E_ACCION, e->accion);
	key_text(o, E_MOTIVO, e->motivo);
	key_text(o, E_DETALLE, e->detalle);
	codec_uint(o, E_HOGAR);
	codec_uint(o, e->hogar);
	codec_uint(o, E_DESHACE);
	codec_uint(o, e->deshace);
	codec_uint(o, E_PREVIA);
	codec_blob(o, f->previa, sizeof f->previa);
	codec_uint(o, E_SESION);
	codec_blob(o, f->sesion.b, sizeof f->sesion.b);
	codec_uint(o, E_IMAGEN);
	codec_array(o, (size_t)e->n_imagen);
	for (int i = 0; i < e->n_imagen; i++)
		imagen_out(o, &e->imagen[i]);
	if (f->medida) {
		codec_uint(o, E_MEDICION);
		medida_out(o, &(struct medida){ f->medida, f->medicion_antes, f->medicion_despues });
	}
	if (id_given(e->lote)) {
		codec_uint(o, E_LOTE);
		codec_blob(o, e->lote.b, sizeof e->lote.b);
	}
	if (f->n_otra == 0)
		return;
	codec_uint(o, E_MEDICIONES);
	codec_array(o, (size_t)f->n_otra);
	for (int i = 0; i < f->n_otra; i++)
		medida_out(o, &f->otra[i]);
}

static void imagenes_in(struct codec_in *in, bool images, struct entrada *e)
{
	if (!images) {
		codec_in_skip(in);
		return;
	}
	size_t n = codec_in_array(in);
	e->imagen = n ? arena_array(in->arena, struct imagen, n) : NULL;
	for (; n > 0 && !in->bad; n--)
		imagen_in(in, &e->imagen[e->n_imagen++]);
}

static void first_medida_in(struct codec_in *in, struct entrada_full *f)
{
	struct medida m = medida_in(in);

	f->medida = m.hogar;
	f->medicion_antes = m.antes;
	f->medicion_despues = m.despues;
}

static void medidas_in(struct codec_in *in, struct entrada_full *f)
{
	size_t n = codec_in_array(in);

	f->otra = n ? arena_array(in->arena, struct medida, n) : NULL;
	for (; n > 0 && !in->bad; n--)
		f->otra[f->n_otra++] = medida_in(in);
}

static void field_in(struct codec_in *in, bool images, struct entrada_full *f)
{
	struct entrada *e = &f->e;

	switch (codec_in_uint(in, UINT32_MAX)) {
	case E_FORMATO:
		if (codec_in_uint(in, UINT32_MAX) != ENTRADA_FORMATO)
			in->bad = true;
		break;
	case E_ID: codec_in_blob(in, e->id.b, sizeof e->id.b); break;
	case E_CUANDO: e->cuando = codec_in_int(in); break;
	case E_FECHA: e->fecha = int_in(in); break;
	case E_USUARIO: e->usuario = codec_in_text(in); break;
	case E_NOMBRE: e->nombre = codec_in_text(in); break;
	case E_ACCION: e->accion = codec_in_text(in); break;
	case E_MOTIVO: e->motivo = codec_in_text(in); break;
	case E_DETALLE: e->detalle = codec_in_text(in); break;
	case E_HOGAR: e->hogar = (uint32_t)codec_in_uint(in, UINT32_MAX); break;
	case E_DESHACE: e->deshace = codec_in_uint(in, INT64_MAX); break;
	case E_PREVIA: codec_in_blob(in, f->previa, sizeof f->previa); break;
	case E_SESION: codec_in_blob(in, f->sesion.b, sizeof f->sesion.b); break;
	case E_IMAGEN: imagenes_in(in, images, e); break;
	case E_MEDICION: first_medida_in(in, f); break;
	case E_LOTE: codec_in_blob(in, e->lote.b, sizeof e->lote.b); break;
	case E_MEDICIONES: medidas_in(in, f); break;
	default: codec_in_skip(in);
	}
}

bool entrada_in(struct span bytes, bool images, struct arena *arena, struct entrada_full *f)
{
	struct codec_in in;

	*f = (struct entrada_full){ .e = { .usuario = "", .nombre = "", .accion = "" } };
	codec_in_init(&in, bytes, arena);
	for (size_t n = codec_in_map(&in); n > 0 && !in.bad; n--)
		field_in(&in, images, f);
	return codec_in_end(&in);
}

int entrada_medidas(const struct entrada_full *f, struct arena *arena, struct medida **out)
{
	int n = 0;

	*out = arena_array(arena, struct medida, f->n_otra + 1);
	if (f->medida)
		(*out)[n++] = (struct medida){ f->medida, f->medicion_antes, f->medicion_despues };
	for (int i = 0; i < f->n_otra; i++)
		(*out)[n++] = f->otra[i];
	return n;
}

bool entrada_get(struct txn *txn, uint64_t n, bool images, struct arena *arena, struct entrada_full *f)
{
	struct key k = key_diario(n);
	struct span bytes;

	if (!table_get(txn, TABLE_DIARIO, key_span(&k), arena, &bytes))
		return false;
	if (!entrada_in(bytes, images, arena, f))
		return txn_fail(txn, ERR_DAMAGED, "La operación %llu del diario no se entiende; ejecute «logros verificar»", (unsigned long long)n);
	f->e.n = n;
	return true;
}

bool entrada_previa(struct txn *txn, uint64_t n, uint8_t hash[SEAL_CHAIN])
{
	struct entrada_full f;

	if (!entrada_get(txn, n, false, &txn->arena, &f))
		return false;
	memcpy(hash, f.previa, SEAL_CHAIN);
	return true;
}

uint64_t entrada_deshecha_por(struct txn *txn, uint64_t n)
{
	struct key k = key_diario(n);

	return hash_find_number(txn, HASH_DESHACE, key_span(&k));
}

/* Whole answers are compared: value, version of the definition, hidden mark. */
static bool same(const struct answer *a, const struct answer *b)
{
	return a->version == b->version && a->hidden == b->hidden && value_equal(a->value, b->value);
}

void entrada_diff(const struct answers *before, const struct answers *after, struct answers *changed_before, struct answers *changed_after)
{
	int i = 0, j = 0;

	while (i < before->n || j < after->n) {
		int order = i == before->n ? 1 : j == after->n ? -1 : strcmp(before->item[i].name, after->item[j].name);
		const struct answer *old = order <= 0 ? &before->item[i++] : NULL;
		const struct answer *new = order >= 0 ? &after->item[j++] : NULL;
		if (old && new && same(old, new))
			continue;
		if (old)
			answers_put(changed_before, old);
		if (new)
			answers_put(changed_after, new);
	}
}

void entrada_apply(struct answers *fields, const struct answers *other, const struct answers *side)
{
	for (int i = 0; i < other->n; i++)
		if (!answers_find(side, other->item[i].name))
			answers_set(fields, other->item[i].name, value_none());
	for (int i = 0; i < side->n; i++)
		answers_put(fields, &side->item[i]);
}
