#include "store/op.h"
#include "base/text.h"
#include "store/accion.h"
#include "store/busqueda.h"
#include "store/dhogar.h"
#include "store/env.h"
#include "store/indice.h"
#include "store/vista.h"
#include <string.h>

bool op_state_init(struct txn *txn)
{
	txn->op = arena_new(&txn->arena, struct op_state);
	arena_init(&txn->op->arena);
	if (!cabeza_get(txn, &txn->op->cabeza))
		return false;
	txn->op->committed = txn->op->cabeza.n;
	return true;
}

void op_state_done(struct txn *txn)
{
	if (txn->op) {
		vista_free(txn->op->vista);
		arena_done(&txn->op->arena);
	}
	txn->op = NULL;
}

static bool begin(struct txn *txn, const struct op *op)
{
	struct op_state *s = txn->op;
	struct arena *arena = s ? &s->arena : NULL;

	if (!txn_ok(txn))
		return false;
	if (!s || s->in_op)
		return txn_fail(txn, ERR_INTERNAL, "Una operación empezó fuera de lugar (%s)", op->accion);
	if (id_given(op->id) && dhogar_operacion(txn, op->hogar, op->id) != 0)
		return false;
	s->in_op = true;
	s->op = *op;
	s->op.accion = arena_strdup(arena, op->accion);
	s->op.motivo = arena_strdup(arena, op->motivo);
	s->op.detalle = arena_strdup(arena, op->detalle);
	s->id = id_given(op->id) ? op->id : id_new();
	return txn_ok(txn);
}

bool op_begin(struct txn *txn, const struct op *op)
{
	if (txn_ok(txn) && !*txn->store->actor.usuario)
		return txn_fail(txn, ERR_DENIED, "Falta identificarse: entre con su cuenta para guardar");
	return begin(txn, op);
}

bool op_begin_forced(struct txn *txn, const struct op *op)
{
	if (!begin(txn, op))
		return false;
	txn->op->force = true;
	return true;
}

uint32_t store_next_hogar(struct txn *txn)
{
	struct key k = key_meta(META_HOGAR);
	uint32_t next = 1;
	struct span value;
	struct codec_in in;
	struct codec_out out;

	if (table_get(txn, TABLE_META, key_span(&k), &txn->arena, &value)) {
		codec_in_init(&in, value, &txn->arena);
		next = (uint32_t)codec_in_uint(&in, UINT32_MAX - 1) + 1;
		if (!codec_in_end(&in))
			txn_fail(txn, ERR_DAMAGED, "El contador de hogares está dañado; ejecute «logros verificar»");
	}
	codec_out_init(&out, &txn->arena);
	codec_uint(&out, next);
	table_put(txn, TABLE_META, key_span(&k), codec_bytes_of(&out));
	return txn_ok(txn) ? next : 0;
}

/* Only the owner differs: an assignment, which needs no right to write the rest. */
static bool only_owner(const struct answers *before, const struct answers *after)
{
	struct answers a, b;
	struct arena arena;

	arena_init(&arena);
	answers_init(&a, &arena);
	answers_init(&b, &arena);
	entrada_diff(before, after, &a, &b);
	bool only = a.n == 1 && b.n == 1 && strcmp(a.item[0].name, HOGAR_COGESTOR) == 0 && strcmp(b.item[0].name, HOGAR_COGESTOR) == 0;
	arena_done(&arena);
	return only;
}

static bool may_put(struct txn *txn, const struct record *record, const struct registro *stored)
{
	const struct store *s = txn->store;
	const char *owner = answers_text(&record->fields, HOGAR_COGESTOR);

	if (record->kind != RECORD_HOGAR)
		return familia_check(txn, record->hogar, permiso_de(txn->op->op.accion));
	if (!*owner)
		return txn_fail(txn, ERR_INTERNAL, "El hogar no tiene cogestor(a) asignado(a)");
	bool own = strcmp(owner, s->actor.usuario) == 0;
	if (!stored)
		return permiso_check(txn, own ? PERMISO_ESCRIBIR : PERMISO_ASIGNAR, owner);
	const char *before = answers_text(&stored->record.fields, HOGAR_COGESTOR), *now = indice_owner(txn, record->hogar);
	if (strcmp(owner, before) != 0 && !permiso_check(txn, PERMISO_ASIGNAR, owner))
		return false;
	if (only_owner(&stored->record.fields, &record->fields) && permiso_hogar(s, PERMISO_ASIGNAR, before))
		return true;
	return permiso_check(txn, permiso_de(txn->op->op.accion), now ? now : before);
}

static bool conflict(struct txn *txn, const struct registro *stored)
{
	struct entrada_full f;
	char when[DATE_TEXT];

	if (!stored)
		return txn_fail(txn, ERR_CONFLICT, "NO se guardó: otra persona retiró este registro mientras usted trabajaba. Abra de nuevo la familia");
	if (!entrada_get(txn, stored->n, false, &txn->arena, &f))
		return txn_fail(txn, ERR_CONFLICT, "NO se guardó: este registro cambió mientras usted trabajaba. Abra de nuevo la familia");
	return txn_fail(txn, ERR_CONFLICT, "NO se guardó: %s guardó «%s» el %s mientras usted trabajaba. Abra de nuevo la familia: lo que usted escribió queda en borrador",
		f.e.nombre, f.e.detalle ? f.e.detalle : accion_label(f.e.accion), clock_text(f.e.cuando, when));
}

/* The image of this record in the operation under way; `before` and `after` as wholes until op_end. */
static void image(struct op_state *op, const struct registro *stored, const struct record *record, uint32_t version, bool remove)
{
	struct imagen *m = NULL;

	for (int i = 0; i < op->n_imagen && !m; i++)
		if (op->imagen[i].hogar == record->hogar && op->imagen[i].kind == record->kind && op->imagen[i].seq == record->seq)
			m = &op->imagen[i];
	if (!m) {
		m = ARENA_PUSH(&op->arena, op->imagen, op->n_imagen, op->cap_imagen);
		*m = (struct imagen){ .kind = record->kind, .hogar = record->hogar, .seq = record->seq, .id = record->id, .nuevo = !stored };
		answers_init(&m->antes, &op->arena);
		if (stored) {
			m->version_antes = stored->record.version;
			m->antes = stored->record.fields;
		}
	}
	m->version_despues = version;
	answers_init(&m->despues, &op->arena);
	if (!remove)
		answers_copy(&m->despues, &record->fields);
}

void op_restore(struct txn *txn, const struct registro *stored, const struct record *record, bool remove)
{
	struct op_state *op = txn->op;
	uint32_t version = remove ? 0 : (stored ? stored->record.version : record->version) + 1;
	struct registro r = { .record = *record, .n = op->cabeza.n + 1 };

	if (!txn_ok(txn))
		return;
	indice_touch(txn, record->hogar, record->kind);
	image(op, stored, record, version, remove);
	r.record.version = version;
	if (stored) {
		r.extra = stored->extra;
		r.n_extra = stored->n_extra;
	}
	if (remove)
		registro_del(txn, record);
	else
		registro_put(txn, &r, &op->arena);
	if (record->kind == RECORD_HOGAR)
		indice_owner_is(txn, record->hogar, remove ? NULL : answers_text(&record->fields, HOGAR_COGESTOR));
}

static bool put_valid(struct txn *txn, const struct record *record)
{
	if (!txn_ok(txn))
		return false;
	if (!txn->op || !txn->op->in_op)
		return txn_fail(txn, ERR_INTERNAL, "Se intentó guardar fuera de una operación");
	if (record->kind < RECORD_HOGAR || record->kind >= RECORD_KINDS || record->seq >= 1u << 24 || (record->kind == RECORD_HOGAR) != (record->seq == 0))
		return txn_fail(txn, ERR_INTERNAL, "Un registro tiene un número que no sirve (%s %u)", record_kind_name(record->kind), record->seq);
	if (record->hogar == 0 && record->kind != RECORD_HOGAR)
		return txn_fail(txn, ERR_INTERNAL, "Un registro (%s) no dice de qué hogar es", record_kind_name(record->kind));
	for (int i = 0; i < record->fields.n; i++) {
		const struct answer *a = &record->fields.item[i];
		if (a->value.kind >= VALUE_TEXT && (!a->value.text || !text_valid(a->value.text, strlen(a->value.text))))
			return txn_fail(txn, ERR_DATA, "El texto de «%s» tiene caracteres que no se entienden; escríbalo de nuevo", campo_label(a->name));
	}
	return true;
}

void record_put(struct txn *txn, struct record *record)
{
	struct registro stored;
	uint32_t hogar = record->hogar;

	if (!put_valid(txn, record))
		return;
	if (hogar == 0 && (hogar = store_next_hogar(txn)) == 0)
		return;
	bool found = registro_get(txn, hogar, record->kind, record->seq, &txn->op->arena, &stored);
	struct record fresh = *record;
	fresh.hogar = hogar;
	if (found)
		fresh.id = stored.record.id;
	if (!txn_ok(txn) || !may_put(txn, &fresh, found ? &stored : NULL))
		return;
	if (record->version != (found ? stored.record.version : 0)) {
		conflict(txn, found ? &stored : NULL);
		return;
	}
	record->hogar = hogar;
	if (found && answers_equal(&stored.record.fields, &record->fields))
		return;
	fresh.version = 0;
	op_restore(txn, found ? &stored : NULL, &fresh, false);
	record->version++;
}

void op_medida(struct op_state *op, uint32_t hogar, const struct medicion *m)
{
	for (int i = 0; i < op->n_medida; i++)
		if (op->medida[i].hogar == hogar) {
			op->medida[i].despues = *m;
			return;
		}
	*ARENA_PUSH(&op->arena, op->medida, op->n_medida, op->cap_medida) = (struct medida){ .hogar = hogar, .despues = *m };
}

void fila_medida(struct txn *txn, uint32_t hogar, const struct medicion *m)
{
	if (!txn_ok(txn))
		return;
	if (!txn->op || !txn->op->in_op) {
		txn_fail(txn, ERR_INTERNAL, "Se intentó anotar los logros fuera de una operación");
		return;
	}
	op_medida(txn->op, hogar, m);
}

void fila_medicion(struct txn *txn, uint32_t hogar, int alcanzados, int por_alcanzar, int sin_dato, int celda)
{
	fila_medida(txn, hogar, &(struct medicion){ .known = true, .alcanzados = alcanzados, .por_alcanzar = por_alcanzar, .sin_dato = sin_dato, .celda = celda });
}

/* The clock of a real store never goes back in the journal; a practice store tells histories of the past. */
static int64_t moment(const struct txn *txn)
{
	int64_t now = clock_now(), last = txn->op->cabeza.cuando;

	return txn->store->almacen.practica || now > last ? now : last;
}

/* Nobody works in 1970: a day that was left out of the struct is today as well. */
static int32_t day_of(const struct op *op)
{
	return op->fecha == DATE_NONE || op->fecha == 0 ? clock_today() : op->fecha;
}

static void shrink_images(struct op_state *op)
{
	for (int i = 0; i < op->n_imagen; i++) {
		struct answers antes, despues;
		answers_init(&antes, &op->arena);
		answers_init(&despues, &op->arena);
		entrada_diff(&op->imagen[i].antes, &op->imagen[i].despues, &antes, &despues);
		op->imagen[i].antes = antes;
		op->imagen[i].despues = despues;
	}
}

static void write_entry(struct txn *txn, struct entrada_full *f)
{
	struct op_state *op = txn->op;
	struct entrada *e = &f->e;
	struct key k = key_diario(e->n), undone = key_diario(op->deshace);
	struct codec_out out;

	codec_out_init(&out, &op->arena);
	entrada_out(&out, f);
	table_put(txn, TABLE_DIARIO, key_span(&k), codec_bytes_of(&out));
	dhogar_put(txn, e);
	if (op->deshace)
		hash_put(txn, hash_of(txn->store, HASH_DESHACE, key_span(&undone)), e->n);
	if (id_given(e->lote))
		hash_put(txn, hash_of(txn->store, HASH_LOTE, span_of(e->lote.b, sizeof e->lote.b)), e->n);
	op->cabeza.n = e->n;
	op->cabeza.cuando = e->cuando;
	seal_chain(txn->store->seal, e->n, codec_bytes_of(&out), op->cabeza.hash);
}

/* A household that leaves the lists takes its measurement with it. Only what differs is kept. */
static void measure(struct txn *txn, struct entrada_full *f)
{
	struct op_state *op = txn->op;
	int n = 0;

	for (int i = 0; i < op->n_imagen; i++)
		if (op->imagen[i].kind == RECORD_HOGAR && (op->imagen[i].version_despues == 0 || hogar_unido(&op->imagen[i].despues)))
			op_medida(op, op->imagen[i].hogar, &(struct medicion){ 0 });
	for (int i = 0; i < op->n_medida; i++) {
		struct medida m = op->medida[i];
		if (!indice_medicion_get(txn, m.hogar, &m.antes) || medicion_equal(&m.antes, &m.despues))
			continue;
		indice_medicion(txn, m.hogar, &m.despues);
		op->medida[n++] = m;
	}
	if (n == 0)
		return;
	f->medida = op->medida[0].hogar;
	f->medicion_antes = op->medida[0].antes;
	f->medicion_despues = op->medida[0].despues;
	f->otra = op->medida + 1;
	f->n_otra = n - 1;
}

static void leave_entry(struct txn *txn)
{
	struct op_state *op = txn->op;
	const struct actor *actor = &txn->store->actor;
	struct entrada_full f = { .e = { .n = op->cabeza.n + 1, .id = op->id, .cuando = moment(txn), .fecha = day_of(&op->op),
		.usuario = actor->usuario, .nombre = actor->nombre, .accion = op->op.accion, .motivo = op->op.motivo, .detalle = op->op.detalle,
		.hogar = op->op.hogar, .deshace = op->deshace, .lote = op->op.lote }, .sesion = actor->sesion };

	if (f.e.hogar == 0 && op->n_imagen > 0)
		f.e.hogar = op->imagen[0].hogar;
	if (id_given(op->op.id) && op->op.hogar != f.e.hogar && !dhogar_suelta(txn, &f.e)) {
		txn_fail(txn, ERR_INTERNAL, "Una operación que puede llegar dos veces no dice de qué hogar es (%s)", op->op.accion);
		return;
	}
	measure(txn, &f);
	memcpy(f.previa, op->cabeza.hash, sizeof f.previa);
	shrink_images(op);
	f.e.imagen = op->imagen;
	f.e.n_imagen = op->n_imagen;
	write_entry(txn, &f);
}

bool op_end(struct txn *txn)
{
	struct op_state *op = txn->op;

	if (!txn_ok(txn))
		return false;
	if (!op || !op->in_op)
		return txn_fail(txn, ERR_INTERNAL, "Se terminó una operación que no había empezado");
	if (op->n_imagen > 0 || op->force)
		leave_entry(txn);
	op->in_op = op->force = false;
	op->deshace = 0;
	op->medida = NULL;
	op->n_medida = op->cap_medida = 0;
	op->imagen = NULL;
	op->n_imagen = op->cap_imagen = 0;
	arena_reset(&op->arena);
	return txn_ok(txn);
}

bool op_flush(struct txn *txn)
{
	struct op_state *op = txn->op;

	if (op->in_op)
		return txn_fail(txn, ERR_INTERNAL, "Una operación quedó sin terminar (%s)", op->op.accion);
	if (!indice_flush(txn) || !busqueda_flush(txn))
		return false;
	if (op->cabeza.n != op->committed)
		cabeza_put(txn, &op->cabeza);
	return txn_ok(txn);
}
