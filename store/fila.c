#include "store/fila.h"
#include "store/registro.h"
#include <limits.h>
#include <string.h>

enum { FILA_FORMATO = 1, FILA_ITEMS = 6 };

/* Fields of the household that its row repeats, in order of name. A change here raises FILA_FORMATO. */
static const char *const campos[] = {
	"barrio", HOGAR_COGESTOR, "comuna", "direccion", HOGAR_ESTADO, HOGAR_FASE, HOGAR_CIERRE, HOGAR_VINCULACION, HOGAR_FOLIO, HOGAR_MOMENTO, "municipio",
	HOGAR_PROXIMA, HOGAR_SIGUIENTE, "telefono", HOGAR_ULTIMA_VISITA, HOGAR_VISITA_ABIERTA, HOGAR_VISITAS,
};
enum { CAMPOS = sizeof campos / sizeof *campos };

void fila_base_of(const struct ficha *f, const struct medicion *m, struct arena *arena, struct fila_base *b)
{
	const struct record *jefe = ficha_jefe(f), **activo;

	*b = (struct fila_base){ .nombre = ficha_nombre(f, arena), .documento = jefe ? answers_text(&jefe->fields, "numero_documento") : "", .medicion = *m };
	b->integrantes = ficha_activos(f, &activo);
	answers_init(&b->hogar, arena);
	for (size_t i = 0; i < CAMPOS; i++) {
		const struct answer *a = answers_find(&f->hogar.fields, campos[i]);
		if (a)
			answers_put(&b->hogar, a);
	}
}

struct span fila_out(const struct fila_base *b, struct arena *arena)
{
	struct codec_out out;

	codec_out_init(&out, arena);
	codec_array(&out, FILA_ITEMS);
	codec_uint(&out, FILA_FORMATO);
	codec_text(&out, b->nombre);
	codec_text(&out, b->documento);
	codec_int(&out, b->integrantes);
	medicion_out(&out, &b->medicion);
	codec_array(&out, CAMPOS);
	for (size_t i = 0; i < CAMPOS; i++) {
		const struct answer *a = answers_find(&b->hogar, campos[i]);
		codec_answer(&out, a ? a : &(struct answer){ .value = value_none() });
	}
	return codec_bytes_of(&out);
}

bool fila_in(struct span bytes, struct arena *arena, struct fila_base *b)
{
	struct codec_in in;

	*b = (struct fila_base){ 0 };
	answers_init(&b->hogar, arena);
	b->hogar.item = arena_array(arena, struct answer, CAMPOS);
	b->hogar.cap = CAMPOS;
	codec_in_init(&in, bytes, arena);
	if (codec_in_array(&in) != FILA_ITEMS || codec_in_uint(&in, UINT32_MAX) != FILA_FORMATO)
		in.bad = true;
	b->nombre = codec_in_text(&in);
	b->documento = codec_in_text(&in);
	b->integrantes = (int)codec_in_uint(&in, INT_MAX);
	b->medicion = medicion_in(&in);
	if (codec_in_array(&in) != CAMPOS)
		in.bad = true;
	for (size_t i = 0; i < CAMPOS && !in.bad; i++) {
		struct answer a = codec_in_answer(&in);
		a.name = campos[i];
		if (a.value.kind != VALUE_NONE)
			b->hogar.item[b->hogar.n++] = a;
	}
	return codec_in_end(&in) && b->nombre && b->documento;
}

bool fila_rebuild(struct txn *txn, uint32_t hogar, struct arena *arena, struct fila_base *b)
{
	struct ficha f;

	if (!familia_load(txn, hogar, RECORD_INTEGRANTE, arena, &f, NULL))
		return false;
	struct medicion m;
	fila_medida_ultima(txn, hogar, arena, &m);
	fila_base_of(&f, &m, arena, b);
	return true;
}

/* A page that need not be written is a page less in the commit. */
static bool row_is(struct txn *txn, const struct key *k, struct span bytes)
{
	struct walk w;

	walk_begin(&w, txn, TABLE_FILA, key_span(k), WALK_UP);
	bool same = walk_next(&w) && !w.damaged && w.value.n == bytes.n && memcmp(w.value.p, bytes.p, bytes.n) == 0;
	walk_end(&w);
	return same;
}

void fila_put(struct txn *txn, uint32_t account, uint32_t hogar, const struct fila_base *b, struct arena *scratch)
{
	struct key k = key_fila(account, hogar);
	struct span now = fila_out(b, scratch);

	if (!row_is(txn, &k, now))
		table_put(txn, TABLE_FILA, key_span(&k), now);
}

bool fila_read(struct txn *txn, uint32_t account, uint32_t hogar, struct arena *arena, struct fila_base *b)
{
	struct key k = key_fila(account, hogar);
	struct walk w;

	walk_begin(&w, txn, TABLE_FILA, key_span(&k), WALK_UP);
	bool found = walk_next(&w);
	bool good = found && !w.damaged && fila_in(w.value, arena, b);
	walk_end(&w);
	return good || (found && fila_rebuild(txn, hogar, arena, b));
}

void fila_show(const struct fila_base *b, uint32_t hogar, const struct ruta *ruta, int32_t hoy, struct fila *f)
{
	const struct answers *h = &b->hogar;
	const struct medicion *m = &b->medicion;

	*f = (struct fila){
		.hogar = hogar,
		.folio = answers_text(h, HOGAR_FOLIO),
		.nombre = b->nombre,
		.documento = b->documento,
		.telefono = answers_text(h, "telefono"),
		.direccion = answers_text(h, "direccion"),
		.barrio = answers_text(h, "barrio"),
		.comuna = answers_text(h, "comuna"),
		.municipio = answers_text(h, "municipio"),
		.estado = answers_text(h, HOGAR_ESTADO),
		.fase = answers_text(h, HOGAR_FASE),
		.momento = answers_text(h, HOGAR_MOMENTO),
		.siguiente = answers_text(h, HOGAR_SIGUIENTE),
		.cogestor = answers_text(h, HOGAR_COGESTOR),
		.integrantes = b->integrantes,
		.alcanzados = m->known ? m->alcanzados : -1,
		.por_alcanzar = m->known ? m->por_alcanzar : -1,
		.sin_dato = m->known ? m->sin_dato : -1,
		.celda = m->known ? m->celda : 0,
		.medicion = *m,
		.vinculacion = answers_date(h, HOGAR_VINCULACION),
		.ultima_visita = answers_date(h, HOGAR_ULTIMA_VISITA),
		.proxima = answers_date(h, HOGAR_PROXIMA),
	};
	agenda_of(ruta, h, hoy, &f->agenda);
}
