#include "report/json_envio.h"
#include "base/date.h"
#include "report/jsonw.h"
#include "store/envio.h"
#include "store/table.h"
#include <string.h>

enum { PER_TXN = 200 };

static void write_id(struct jsonw *w, const char *key, struct id id)
{
	char text[ID_TEXT];

	if (id_given(id))
		jsonw_text(w, key, id_text(id, text));
	else
		jsonw_null(w, key);
}

static void write_hash(struct jsonw *w, const char *key, const uint8_t hash[SEAL_CHAIN])
{
	char hex[2 * SEAL_CHAIN + 1];

	jsonw_text(w, key, seal_hex(hex, hash, SEAL_CHAIN));
}

static void write_names(struct jsonw *w, const char *key, const char *names, struct arena *arena)
{
	jsonw_array(w, key);
	while (*names) {
		size_t n = strcspn(names, " ");
		jsonw_text(w, NULL, arena_strndup(arena, names, n));
		names += n + strspn(names + n, " ");
	}
	jsonw_array_end(w);
}

static void write_value(struct jsonw *w, struct value v, struct arena *arena)
{
	char day[DATE_TEXT];

	switch (v.kind) {
	case VALUE_NONE: break;
	case VALUE_REFUSED: jsonw_bool(w, "no_responde", true); break;
	case VALUE_BOOL: jsonw_bool(w, "si_no", v.num != 0); break;
	case VALUE_INT: jsonw_int(w, "numero", v.num); break;
	case VALUE_DATE: jsonw_text(w, "fecha", date_iso((int32_t)v.num, day)); break;
	case VALUE_TEXT: jsonw_text(w, "texto", v.text); break;
	case VALUE_CHOICE: jsonw_text(w, "opcion", v.text); break;
	case VALUE_SET: write_names(w, "opciones", v.text, arena); break;
	}
}

/* Names of answers are kept as they came, also from an older or a newer version: they are escaped as any text, by standing in a value. */
static void write_side(struct jsonw *w, const char *key, const struct answers *side, struct arena *arena)
{
	jsonw_array(w, key);
	for (int i = 0; i < side->n; i++) {
		const struct answer *a = &side->item[i];
		jsonw_object(w, NULL);
		jsonw_text(w, "campo", a->name);
		write_value(w, a->value, arena);
		if (a->version)
			jsonw_int(w, "version", a->version);
		if (a->hidden)
			jsonw_bool(w, "oculto", true);
		jsonw_object_end(w);
	}
	jsonw_array_end(w);
}

static void write_image(struct jsonw *w, const struct imagen *m, struct id hogar, struct arena *arena)
{
	jsonw_object(w, NULL);
	jsonw_text(w, "tipo", record_kind_name(m->kind));
	write_id(w, "hogar", hogar);
	jsonw_int(w, "hogar_local", m->hogar);
	jsonw_int(w, "numero", m->seq);
	write_id(w, "id", m->id);
	jsonw_int(w, "version_antes", m->version_antes);
	jsonw_int(w, "version_despues", m->version_despues);
	write_side(w, "antes", &m->antes, arena);
	write_side(w, "despues", &m->despues, arena);
	jsonw_object_end(w);
}

const char *envio_linea(const struct envio *v, struct arena *arena, size_t *n)
{
	const struct entrada *e = &v->e;
	struct jsonw w;
	char day[DATE_TEXT];

	jsonw_init(&w, arena, false);
	jsonw_object(&w, NULL);
	jsonw_text(&w, "oficina", v->oficina);
	jsonw_int(&w, "n", (int64_t)e->n);
	write_id(&w, "id", e->id);
	write_id(&w, "lote", e->lote);
	jsonw_int(&w, "cuando", e->cuando);
	jsonw_text(&w, "fecha", date_iso(e->fecha, day));
	jsonw_text(&w, "cuenta", e->usuario);
	jsonw_text(&w, "nombre", e->nombre);
	jsonw_text(&w, "accion", e->accion);
	jsonw_text(&w, "motivo", e->motivo);
	jsonw_text(&w, "detalle", e->detalle);
	jsonw_int(&w, "deshace", (int64_t)e->deshace);
	jsonw_array(&w, "imagenes");
	for (int i = 0; i < e->n_imagen; i++)
		write_image(&w, &e->imagen[i], v->hogar[i], arena);
	jsonw_array_end(&w);
	write_hash(&w, "previa", v->previa);
	write_hash(&w, "cadena", v->cadena);
	*n = w.out.len;
	return w.out.text;
}

static bool print(const struct envio *v, FILE *out, char sum[2 * SEAL_CHAIN + 1], struct arena *arena)
{
	uint8_t hash[SEAL_CHAIN];
	struct seal_sum h;
	size_t n;
	const char *line = envio_linea(v, arena, &n);

	seal_sum_begin(&h);
	seal_sum_add(&h, span_of(sum, strlen(sum)));
	seal_sum_add(&h, span_of(line, n));
	seal_sum_end(&h, hash);
	return fprintf(out, "%.*s,\"suma\":\"%s\"}\n", (int)n, line, seal_hex(sum, hash, SEAL_CHAIN)) > 0;
}

static bool write_some(struct envio_escribir *w, uint64_t from, uint64_t to, char sum[2 * SEAL_CHAIN + 1], struct err *err)
{
	struct arena arena;
	struct envio v;
	struct txn txn;
	bool good = true;

	if (!txn_read(&txn, w->store, err))
		return false;
	arena_init(&arena);
	for (uint64_t n = from; n <= to && good && envio_get(&txn, n, &arena, &v); n++, arena_reset(&arena)) {
		good = print(&v, w->salida, sum, &arena);
		w->operaciones += good;
	}
	arena_done(&arena);
	if (good && txn_ok(&txn) && w->operaciones < to - w->desde + 1)
		txn_fail(&txn, ERR_DAMAGED, "Falta la operación %llu en el diario; ejecute «logros verificar»", (unsigned long long)(w->desde + w->operaciones));
	bool whole = txn_commit(&txn, err);
	return whole && (good || err_set(err, ERR_IO, "No se pudo terminar de escribir el envío; revise el espacio del disco"));
}

bool envio_escribir(struct envio_escribir *w, struct err *err)
{
	char sum[2 * SEAL_CHAIN + 1] = "";
	struct txn txn;

	w->operaciones = 0;
	if (!txn_read(&txn, w->store, err))
		return false;
	envio_permitido(&txn);
	uint64_t last = diario_last(&txn);
	if (!txn_commit(&txn, err))
		return false;
	last = w->hasta && w->hasta < last ? w->hasta : last;
	w->desde = w->desde ? w->desde : 1;
	for (uint64_t n = w->desde; n <= last; n += PER_TXN) {
		uint64_t to = last - n < PER_TXN ? last : n + PER_TXN - 1;
		if (!write_some(w, n, to, sum, err))
			return false;
		if (w->avance)
			w->avance(w->avance_arg, to, last);
	}
	return fflush(w->salida) == 0 || err_set(err, ERR_IO, "No se pudo terminar de escribir el envío; revise el espacio del disco");
}
