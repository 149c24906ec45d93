#include "store/maestra_carga.h"
#include "store/env.h"
#include "store/maestra_fila.h"
#include "store/op.h"
#include "store/permiso.h"
#include "store/user.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

bool maestra_carga_get(struct txn *txn, struct arena *arena, struct maestra_carga *c)
{
	struct maestra_estado e;

	bool ok = maestra_estado_get(txn, arena, &e);
	*c = e.carga;
	c->total = e.total;
	c->anotadas = c->cuentas.nuevas + c->cuentas.cambiadas;
	return ok && c->numero != 0;
}

void maestra_huella(const struct store *s, uint8_t huella[MAESTRA_HUELLA], const void *bytes, size_t n)
{
	enum { PIECE = 1 << 16 };
	uint8_t both[MAESTRA_HUELLA + PIECE];

	for (const uint8_t *p = bytes; n > 0;) {
		size_t piece = n < PIECE ? n : PIECE;
		memcpy(both, huella, MAESTRA_HUELLA);
		memcpy(both + MAESTRA_HUELLA, p, piece);
		struct hash h = hash_of(s, HASH_MAESTRA_ARCHIVO, span_of(both, MAESTRA_HUELLA + piece));
		memcpy(huella, h.b, MAESTRA_HUELLA);
		p += piece;
		n -= piece;
	}
}

static bool may_load(struct txn *txn)
{
	const struct store *s = txn->store;

	if (permiso_hogar(s, PERMISO_ESCRIBIR, s->actor.usuario) || permiso_all(s, PERMISO_ASIGNAR))
		return true;
	return txn_fail(txn, ERR_DENIED, "Su cuenta no puede cargar la base maestra: la carga quien acompaña familias o la coordinación");
}

static void begin_new(struct maestra_carga *c, const struct maestra_estado *e, const struct store *s)
{
	c->numero = e->cargas + 1;
	c->usuario = s->actor.usuario;
	c->lote = id_new();
	c->cuentas = (struct maestra_cuentas){ 0 };
}

static bool begin(struct txn *txn, struct maestra_carga *c, struct arena *arena)
{
	struct maestra_estado e;

	if (!may_load(txn) || !maestra_estado_get(txn, arena, &e))
		return false;
	bool same = e.carga.numero != 0 && memcmp(e.carga.huella, c->huella, sizeof c->huella) == 0;
	bool mine = same && e.carga.numero == c->numero && e.carga.posicion == c->posicion;
	if (c->numero != 0 ? !mine : same)
		return txn_fail(txn, ERR_CONFLICT, "Otra persona siguió con esta carga o empezó la de otro archivo (%s): espere a que termine y repita la orden", e.carga.archivo);
	if (c->numero == 0)
		begin_new(c, &e, txn->store);
	c->total = e.total;
	c->anotadas = c->cuentas.nuevas + c->cuentas.cambiadas;
	return true;
}

bool maestra_carga_begin(struct txn *txn, struct maestra_carga *c, struct arena *arena, struct err *err)
{
	bool ok = txn_ok(txn) && begin(txn, c, arena);

	if (!ok && err)
		*err = txn->err;
	return ok;
}

/* ---- Rows ---- */

static bool assignable(const struct store *s, const char *owner)
{
	return !*owner || strcmp(owner, s->actor.usuario) == 0 || permiso_all(s, PERMISO_ASIGNAR);
}

static enum maestra_paso put_new(struct txn *txn, struct maestra_carga *c, const struct maestra *row, struct arena *scratch)
{
	struct maestra_fila f = { .m = *row };

	f.m.num = ++c->total.ultima;
	f.m.carga = c->numero;
	f.m.hogar = 0;
	maestra_write(txn, &f, scratch);
	maestra_indice(txn, NULL, &f.m, scratch);
	c->total.filas++;
	c->cuentas.nuevas++;
	return MAESTRA_NUEVA;
}

/* What the file says takes the place of what was there; what it leaves empty stays. */
static bool merge(struct maestra *now, const struct maestra *row)
{
	bool changed = false;

	for (int i = 0; i < MAESTRA_CAMPOS; i++)
		if (*row->campo[i] && strcmp(row->campo[i], now->campo[i]) != 0) {
			now->campo[i] = row->campo[i];
			changed = true;
		}
	return changed;
}

/* Only one state is kept. One that its load did not make but change belongs to none once it is back: taking that load back too must not delete the row. */
static struct span before_of(const struct maestra_fila *row, struct arena *scratch)
{
	struct maestra_fila f = *row;

	if (f.antes.n > 0)
		f.m.carga = 0;
	f.antes = span_of("", 0);
	return maestra_out(&f, scratch);
}

static enum maestra_paso put_known(struct txn *txn, struct maestra_carga *c, uint32_t num, const struct maestra *row, struct arena *scratch)
{
	struct maestra_fila f, old;

	if (!maestra_read(txn, num, scratch, &old)) {
		txn_fail(txn, ERR_DAMAGED, "El índice de la base maestra está dañado; ejecute «logros verificar»");
		return MAESTRA_ERROR;
	}
	if (!assignable(txn->store, old.m.campo[MAESTRA_COGESTOR]))
		return MAESTRA_AJENA;
	if (old.m.carga == c->numero)
		return MAESTRA_REPETIDA;
	f = old;
	if (old.m.hogar != 0) {
		c->cuentas.visitadas++;
		return MAESTRA_VISITADA;
	}
	if (!merge(&f.m, row)) {
		c->cuentas.iguales++;
		return MAESTRA_IGUAL;
	}
	f.antes = before_of(&old, scratch);
	f.m.carga = c->numero;
	maestra_write(txn, &f, scratch);
	maestra_indice(txn, &old.m, &f.m, scratch);
	c->cuentas.cambiadas++;
	return MAESTRA_CAMBIADA;
}

enum maestra_paso maestra_poner(struct txn *txn, struct maestra_carga *c, const struct maestra *row, struct arena *scratch)
{
	const char *owner = row->campo[MAESTRA_COGESTOR];

	if (!assignable(txn->store, owner))
		return MAESTRA_AJENA;
	if (*owner)
		cuenta_ensure(txn, owner);
	uint32_t num = (uint32_t)hash_find(txn, maestra_hash_clave(txn->store, row, scratch));
	if (!txn_ok(txn))
		return MAESTRA_ERROR;
	enum maestra_paso done = num == 0 ? put_new(txn, c, row, scratch) : put_known(txn, c, num, row, scratch);
	return txn_ok(txn) ? done : MAESTRA_ERROR;
}

bool maestra_lote(struct txn *txn, struct maestra_carga *c, struct arena *scratch)
{
	struct maestra_estado e = { .total = c->total, .cargas = c->numero, .carga = *c };
	uint64_t written = c->cuentas.nuevas + c->cuentas.cambiadas;

	if (written != c->anotadas) {
		struct op op = { .accion = "base_maestra", .lote = c->lote,
			.detalle = arena_printf(scratch, "Base maestra, %s: hasta la línea %" PRIu64 ", %" PRIu64 " filas (carga %u)", c->archivo, c->linea, written, c->numero) };
		if (op_begin(txn, &op)) {
			txn->op->force = true;
			op_end(txn);
		}
	}
	c->anotadas = written;
	maestra_estado_put(txn, &e, scratch);
	return txn_ok(txn);
}

/* ---- How many at once ---- */

/* The kernel's list of locks names who holds the file `sesiones`; what cannot be read counts as somebody. */
static bool others(const struct store *s)
{
	char path[4096], line[256];
	struct stat st;
	bool somebody = false;

	snprintf(path, sizeof path, "%s/sesiones", s->path);
	FILE *locks = stat(path, &st) == 0 ? fopen("/proc/locks", "re") : NULL;
	if (!locks)
		return true;
	while (!somebody && fgets(line, sizeof line, locks)) {
		long pid;
		unsigned major_of, minor_of;
		unsigned long inode;
		if (sscanf(line, "%*d: FLOCK %*s %*s %ld %x:%x:%lu", &pid, &major_of, &minor_of, &inode) == 4)
			somebody = inode == st.st_ino && major_of == major(st.st_dev) && minor_of == minor(st.st_dev) && pid != getpid();
	}
	fclose(locks);
	return somebody;
}

int maestra_lote_filas(const struct store *s)
{
	return others(s) ? MAESTRA_LOTE : MAESTRA_LOTE_SOLO;
}

/* ---- Taking a load back ---- */

static void take_back(struct txn *txn, const struct maestra_fila *f, struct maestra_total *total, struct maestra_quitadas *q, struct arena *scratch)
{
	struct key k = key_number(f->m.num);
	struct maestra_fila before;

	if (f->m.hogar != 0) {
		q->conservadas++;
	} else if (f->antes.n == 0) {
		table_del(txn, TABLE_MAESTRA, key_span(&k));
		maestra_indice(txn, &f->m, NULL, scratch);
		total->filas--;
		q->quitadas++;
	} else if (maestra_in(f->m.num, f->antes, scratch, &before)) {
		maestra_write(txn, &before, scratch);
		maestra_indice(txn, &f->m, &before.m, scratch);
		q->devueltas++;
	} else {
		txn_fail(txn, ERR_DAMAGED, "La fila %u de la base maestra está dañada; ejecute «logros verificar»", f->m.num);
	}
}

/* The rows from `desde` on; where the next call begins. */
static uint32_t walk_rows(struct txn *txn, uint32_t carga, uint32_t desde, int filas, struct maestra_total *total, struct maestra_quitadas *q)
{
	struct arena scratch;
	struct maestra_fila f;
	uint32_t next = UINT32_MAX;
	struct key from = key_number(desde);
	struct walk w;

	arena_init(&scratch);
	walk_begin(&w, txn, TABLE_MAESTRA, span_of("", 0), WALK_UP);
	walk_from(&w, key_span(&from));
	while (txn_ok(txn) && walk_next(&w)) {
		uint32_t num = w.key.n == 4 ? span_u32(w.key, 0) : 0;
		if (filas-- == 0) {
			next = num;
			break;
		}
		arena_reset(&scratch);
		if (w.damaged || !maestra_in(num, w.value, &scratch, &f))
			txn_fail(txn, ERR_DAMAGED, "La fila %u de la base maestra está dañada; ejecute «logros verificar»", num);
		else if (f.m.carga == carga)
			take_back(txn, &f, total, q, &scratch);
	}
	walk_end(&w);
	arena_done(&scratch);
	return next;
}

static bool quit(struct txn *txn, uint32_t carga, uint32_t *desde, int filas, struct maestra_quitadas *q)
{
	struct maestra_quitadas now = { 0 };
	struct maestra_estado e;

	if (!may_load(txn) || !maestra_estado_get(txn, &txn->arena, &e))
		return false;
	bool last = e.carga.numero == carga;
	if (carga == 0 || carga > e.cargas)
		return txn_fail(txn, ERR_NOT_FOUND, "No hay una carga número %u en la base maestra", carga);
	if (!permiso_all(txn->store, PERMISO_ASIGNAR) && !(last && strcmp(e.carga.usuario, txn->store->actor.usuario) == 0))
		return txn_fail(txn, ERR_DENIED, "Esta carga la quita quien la hizo, mientras sea la última, o la coordinación");
	*desde = walk_rows(txn, carga, *desde, filas, &e.total, &now);
	if (last)
		memset(e.carga.huella, 0, sizeof e.carga.huella);      /* the same file may be loaded again, from its first row */
	struct op op = { .accion = "base_maestra_quitar", .lote = last ? e.carga.lote : (struct id){ { 0 } },
		.detalle = arena_printf(&txn->arena, "Carga %u: %u filas quitadas, %u como estaban antes, %u conservadas por tener ya su hogar", carga, now.quitadas, now.devueltas, now.conservadas) };
	if (now.quitadas + now.devueltas > 0 && op_begin(txn, &op)) {
		txn->op->force = true;
		op_end(txn);
	}
	maestra_estado_put(txn, &e, &txn->arena);
	*q = (struct maestra_quitadas){ q->quitadas + now.quitadas, q->devueltas + now.devueltas, q->conservadas + now.conservadas };
	return txn_ok(txn);
}

bool maestra_quitar(struct txn *txn, uint32_t carga, uint32_t *desde, int filas, struct maestra_quitadas *q, struct err *err)
{
	bool ok = txn_ok(txn) && quit(txn, carga, desde, filas, q);

	if (!ok && err)
		*err = txn->err;
	return ok;
}
