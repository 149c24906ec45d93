#include "store/restaurar.h"
#include "base/date.h"
#include "base/strbuf.h"
#include "store/abrir.h"
#include "store/accion.h"
#include "store/cadena.h"
#include "store/entrada.h"
#include "store/env.h"
#include "store/hijo.h"
#include "store/llave.h"
#include "store/op.h"
#include "store/respaldo.h"
#include "store/respaldo_prueba.h"
#include "store/sesiones.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { SPARE_MIB = 20, LIST_LIMIT_S = 60, NAMES = 100 };

struct obra {                            /* the work in hand */
	const char *almacen, *archivo;
	struct arena *arena;
	struct respaldo_lineas l;
	struct seal *seal;
	bool fresh;                      /* there is no store yet */
	struct almacen ahora;            /* what almacen.txt says now */
	bool entendido, misma_clave;     /* it can be read; its wraps hold the key of the backup */
	int sesion;
	bool cambiado;                   /* the old store is not in its place any more */
	char carpeta[PATH_TEXT];         /* where the backup is laid out, within the store */
	struct restauracion *r;
	struct prueba prueba;
};

/* ---- Keys and room ---- */

/* What is opened by the same passphrase may still be another key: that of a store made anew on this computer. */
static bool same_key(const struct obra *o, const char *passphrase, const uint8_t dek[SEAL_KEY])
{
	uint8_t now[SEAL_KEY];

	bool same = passphrase && llave_abrir(&o->ahora, passphrase, now, NULL) && memcmp(now, dek, sizeof now) == 0;
	seal_wipe(now, sizeof now);
	return same;
}

/* Neither is ever laid over the other, not even with what was there put aside: work would go on in the wrong one. */
static bool same_kind(const struct obra *o, struct err *err)
{
	struct almacen now;

	if (o->fresh || !almacen_read(o->almacen, o->arena, &now, NULL) || now.practica == o->l.almacen.practica)
		return true;
	if (now.practica)
		return err_set(err, ERR_DENIED, "El respaldo es de un almacén real y en «%s» está la práctica: indique con --almacen la carpeta del almacén", o->almacen);
	return err_set(err, ERR_DENIED, "El respaldo es de la práctica y en «%s» hay un almacén real: indique con --almacen la carpeta de la práctica", o->almacen);
}

static bool open_key(struct obra *o, const char *passphrase, struct err *err)
{
	uint8_t dek[SEAL_KEY];

	bool ok = false;
	o->entendido = !o->fresh && almacen_read(o->almacen, o->arena, &o->ahora, NULL) && o->ahora.practica == o->l.almacen.practica;
	if (o->l.almacen.practica) {
		ok = clave_read(o->almacen, dek, err) || err_wrap(err, "Un respaldo de práctica se restaura en su propia práctica");
	} else if (!passphrase) {
		err_set(err, ERR_DENIED, "Hace falta la frase de acceso del respaldo");
	} else {
		ok = llave_abrir(&o->l.almacen, passphrase, dek, err);
		if (!ok && o->entendido)
			ok = llave_abrir(&o->ahora, passphrase, dek, err);      /* the passphrase changed since the backup */
	}
	/* a practice has one key, in its file `clave`, and that opened the backup or nothing is replaced */
	o->misma_clave = ok && o->entendido && (o->ahora.practica || same_key(o, passphrase, dek));
	o->seal = ok ? seal_new(dek, o->l.almacen.practica, err) : NULL;
	seal_wipe(dek, sizeof dek);
	return o->seal != NULL;
}

static bool has_room(const struct obra *o, struct err *err)
{
	struct statvfs fs;
	struct stat st;

	if (stat(o->archivo, &st) != 0 || statvfs(o->almacen, &fs) != 0)
		return true;
	uint64_t need = 2 * (uint64_t)st.st_size + ((uint64_t)SPARE_MIB << 20);
	return (uint64_t)fs.f_bavail * fs.f_frsize >= need || err_set(err, ERR_NO_SPACE, "Para restaurar hacen falta unos %llu MiB libres; libere espacio y vuelva a intentarlo", (unsigned long long)(need >> 20));
}

/* ---- Before anything is touched ---- */

static bool prove(struct obra *o, struct err *err)
{
	o->prueba = (struct prueba){ .seal = o->seal, .todo = true, .turno = -1 };
	snprintf(o->prueba.archivo, sizeof o->prueba.archivo, "%s", o->archivo);
	snprintf(o->prueba.carpeta, sizeof o->prueba.carpeta, "%s", o->almacen);
	if (!prueba_run(NULL, &o->prueba, err))
		return err_wrap(err, "No se restauró nada: el respaldo no pasó su comprobación");
	o->r->operaciones = o->prueba.operaciones;
	o->r->hogares = o->prueba.hogares;
	return true;
}

static bool lay_out(struct obra *o, struct err *err)
{
	struct respaldo_lineas l;
	uint8_t suma[SEAL_CHAIN];

	if ((size_t)snprintf(o->carpeta, sizeof o->carpeta, "%s/" PRUEBA_CARPETA, o->almacen) >= sizeof o->carpeta || !mkdtemp(o->carpeta))
		return err_set_sys(err, ERR_CREATE, errno, "No se puede crear una carpeta en %s: %s", o->almacen, err_sys_text(errno));
	return prueba_desplegar(o->archivo, o->seal, o->carpeta, o->arena, &l, suma, err);
}

/* ---- The exchange ---- */

static const char *stamp(struct arena *arena)
{
	char now[DATE_TEXT];
	int d = 1, m = 1, y = 1970, hour = 0, minute = 0;

	sscanf(clock_text(clock_now(), now), "%d/%d/%d %d:%d", &d, &m, &y, &hour, &minute);
	return arena_printf(arena, "%04d-%02d-%02d-%02d%02d", y, m, d, hour, minute);
}

/* The old files under a second name first: what has the old name may then be replaced. */
static bool set_aside(struct obra *o, struct err *err)
{
	static const char *const files[] = { "data.mdb", "almacen.txt", "ancla.log", "clave" };
	char from[PATH_TEXT], to[PATH_TEXT];
	const char *folder = NULL;

	for (int i = 0; i < NAMES && !folder; i++) {
		const char *name = arena_printf(o->arena, "%s/reemplazado-%s%s", o->almacen, stamp(o->arena), i == 0 ? "" : arena_printf(o->arena, "-%d", i + 1));
		if (mkdir(name, o->l.almacen.practica ? 0700 : 0770) == 0)
			folder = name;
		else if (errno != EEXIST)
			break;
	}
	if (!folder)
		return err_set_sys(err, ERR_CREATE, errno, "No se puede crear la carpeta para lo reemplazado en %s: %s", o->almacen, err_sys_text(errno));
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		if (!store_file(from, o->almacen, files[i], err) || !store_file(to, folder, files[i], err))
			return false;
		if (link(from, to) != 0 && errno != ENOENT)
			return err_set_sys(err, ERR_CREATE, errno, "No se pudo apartar %s: %s", from, err_sys_text(errno));
	}
	o->r->apartado = folder;
	return dir_sync(folder, err);
}

/* A line that no number begins is passed over by who reads the anchors. */
static bool new_anchor(const struct obra *o, struct err *err)
{
	char path[PATH_TEXT], fresh[PATH_TEXT], hex[2 * SEAL_CHAIN + 1];
	const char *slash = strrchr(o->archivo, '/');
	const char *text = arena_printf(o->arena, "# restaurado desde %s\n%llu %s\n", slash ? slash + 1 : o->archivo, (unsigned long long)o->prueba.operaciones,
		seal_hex(hex, o->prueba.cabeza, sizeof o->prueba.cabeza));

	if (!store_file(path, o->almacen, "ancla.log", err) || !store_file(fresh, o->almacen, "ancla.nueva", err))
		return false;
	unlink(fresh);
	if (!file_make(fresh, text, 0660, err))
		return false;
	return rename(fresh, path) == 0 || err_set_sys(err, ERR_IO, errno, "No se puede escribir %s: %s", path, err_sys_text(errno));
}

struct mirada { const char *almacen; const struct seal *seal; bool practica; };

static bool look(void *arg, struct err *err)
{
	const struct mirada *m = arg;
	struct abrir a = { .path = m->almacen, .seal = m->seal, .practica = m->practica, .read_only = true, .sin_sesion = true };
	struct cabeza head;
	struct store *s;
	struct txn txn;

	if (!store_abrir(&s, &a, err))
		return false;
	bool ours = txn_read(&txn, s, err);
	if (ours) {
		ours = cabeza_get(&txn, &head) && head.n > 0;
		txn_abort(&txn);
	}
	store_close(s);
	return ours;
}

/* The store of now was sealed with the key of the backup: said by its wraps, or by its data when the passphrase was changed since. */
static bool of_this_key(const struct obra *o)
{
	struct mirada m = { .almacen = o->almacen, .seal = o->seal, .practica = o->l.almacen.practica };

	return o->misma_clave || hijo_run(NULL, look, &m, sizeof m, LIST_LIMIT_S, NULL);
}

/* What the store is called and who has keys stays as it is now, if these keys open what is laid in its place; only the format is that of the backup. */
static bool description(const struct obra *o, struct err *err)
{
	struct almacen use = o->l.almacen;

	if (o->entendido && of_this_key(o)) {
		use = o->ahora;
		use.formato = o->l.almacen.formato;
		use.map_mib = use.map_mib > o->l.almacen.map_mib ? use.map_mib : o->l.almacen.map_mib;
	}
	return almacen_replace(o->almacen, &use, err);
}

static bool data_file(struct obra *o, struct err *err)
{
	char from[PATH_TEXT], to[PATH_TEXT];

	if (!store_file(from, o->carpeta, "data.mdb", err) || !store_file(to, o->almacen, "data.mdb", err))
		return false;
	if (rename(from, to) != 0)
		return err_set_sys(err, ERR_IO, errno, "No se pudo poner %s en su lugar: %s", to, err_sys_text(errno));
	o->cambiado = !o->fresh;
	return dir_sync(o->almacen, err);
}

/* In this order each step alone leaves a store that opens: the new anchor is an operation of the old file too, and a format that is too low for it is
 * mended by the migration. A new store gets its description last, which makes it one. */
static bool exchange(struct obra *o, struct err *err)
{
	if (o->fresh)
		return new_anchor(o, err) && data_file(o, err) && description(o, err);
	return set_aside(o, err) && new_anchor(o, err) && description(o, err) && data_file(o, err);
}

/* ---- Afterwards ---- */

/* What is restored holds the backup before this one as its last. */
static void last_backup(struct txn *txn, const struct obra *o, const char *name)
{
	struct respaldo r = { .nombre = name, .operaciones = o->prueba.operaciones };

	memcpy(r.suma, o->prueba.suma, sizeof r.suma);
	respaldo_anotar(txn, META_RESPALDO, &r, o->l.cuando);
}

static bool journal_entry(const struct obra *o, struct err *err)
{
	struct abrir a = { .path = o->almacen, .seal = o->seal, .practica = o->l.almacen.practica, .sin_sesion = true };
	const char *slash = strrchr(o->archivo, '/');
	struct store *s;
	struct txn txn;

	if (!store_abrir(&s, &a, err))
		return false;
	bool ok = txn_write(&txn, s, err);
	if (ok) {
		struct op op = { .accion = "restaurar", .detalle = arena_printf(&txn.arena, "Restaurado desde %s, con %llu operaciones", slash ? slash + 1 : o->archivo,
			(unsigned long long)o->prueba.operaciones) };
		op_begin_forced(&txn, &op);
		op_end(&txn);
		if (txn_ok(&txn) && s->almacen.formato == ALMACEN_FORMATO)
			last_backup(&txn, o, slash ? slash + 1 : o->archivo);
		ok = txn_commit(&txn, err);
	}
	store_close(s);
	return ok;
}

struct busca { const char *carpeta; const struct seal *seal; bool practica; uint64_t desde; struct perdidas p; };

/* What the store did for itself need not be repeated. */
static bool of_a_person(const char *accion)
{
	static const char *const own[] = { "respaldar", "ensayar_respaldo", "compactar", "restaurar", "actualizar_formato", "rehacer_indices" };

	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (strcmp(accion, own[i]) == 0)
			return false;
	return true;
}

static void list_from(struct txn *txn, struct busca *b)
{
	struct cabeza head;
	struct entrada_full f;
	struct arena arena;
	char when[DATE_TEXT];

	if (!cabeza_get(txn, &head))
		return;
	arena_init(&arena);
	for (uint64_t n = b->desde + 1; n <= head.n; n++, arena_reset(&arena)) {
		bool known = entrada_get(txn, n, false, &arena, &f);
		if (!known)
			err_clear(&txn->err);
		if (known && !of_a_person(f.e.accion))
			continue;
		b->p.total++;
		if (known && b->p.n < PERDIDAS_MAX)
			snprintf(b->p.linea[b->p.n++], PERDIDA_TEXTO, "%llu · %s · %s · %s%s%s", (unsigned long long)n, clock_text(f.e.cuando, when), f.e.nombre,
				accion_label(f.e.accion), f.e.detalle ? ": " : "", f.e.detalle ? f.e.detalle : "");
	}
	arena_done(&arena);
}

static bool find_lost(void *arg, struct err *err)
{
	struct busca *b = arg;
	struct abrir a = { .path = b->carpeta, .seal = b->seal, .practica = b->practica, .read_only = true, .sin_sesion = true };
	struct store *s;
	struct txn txn;

	if (!store_abrir(&s, &a, err))
		return false;
	if (txn_read(&txn, s, err)) {
		list_from(&txn, b);
		txn_abort(&txn);
	}
	store_close(s);
	return true;
}

static void list_lost(struct obra *o)
{
	struct busca *b = arena_new(o->arena, struct busca);

	if (!o->r->apartado)
		return;
	*b = (struct busca){ .carpeta = o->r->apartado, .seal = o->seal, .practica = o->l.almacen.practica, .desde = o->prueba.operaciones };
	if (hijo_run(NULL, find_lost, b, sizeof *b, LIST_LIMIT_S, NULL)) {
		o->r->perdidas = b->p;
		o->r->perdidas.sabidas = true;
	}
}

static bool alone(struct obra *o, struct err *err)
{
	if (o->fresh && mkdir(o->almacen, 0770) != 0 && errno != EEXIST)
		return err_set_sys(err, ERR_CREATE, errno, "No se puede crear %s: %s", o->almacen, err_sys_text(errno));
	if (!env_local(o->almacen, err) || !sesiones_enter(o->almacen, SESION_SOLA, false, 0, &o->sesion, err) || !sesiones_alone(o->almacen, err))
		return false;
	prueba_barrer(o->almacen);
	return true;
}

static bool nothing_there(const char *almacen)
{
	char path[PATH_TEXT];
	struct stat st;

	return !store_exists(almacen) && store_file(path, almacen, "data.mdb", NULL) && stat(path, &st) != 0;
}

/* From the exchange on there is no way back: what fails then is told with the rest, or nobody would learn where the old store is. */
static bool said_later(struct obra *o, struct err *err)
{
	if (!o->cambiado)
		return false;
	o->r->aviso = arena_strdup(o->arena, err ? err->text : "");
	if (err)
		err_clear(err);
	return true;
}

bool restaurar(const char *almacen, const char *archivo, const char *passphrase, struct arena *arena, struct restauracion *r, struct err *err)
{
	struct obra o = { .almacen = almacen, .archivo = archivo, .arena = arena, .fresh = nothing_there(almacen), .sesion = SESION_NINGUNA, .r = r };

	*r = (struct restauracion){ 0 };
	if (!seal_init(err) || !archivo_lineas(archivo, arena, &o.l, err) || !same_kind(&o, err) || !open_key(&o, passphrase, err))
		return false;
	bool ok = alone(&o, err) && has_room(&o, err) && prove(&o, err) && lay_out(&o, err) && (exchange(&o, err) || said_later(&o, err));
	if (*o.carpeta)
		carpeta_quitar(o.carpeta);
	if (ok) {
		list_lost(&o);
		struct err unsaid = { 0 };
		if (!journal_entry(&o, &unsaid))
			r->aviso = arena_printf(arena, "El diario no pudo anotar la restauración: %s", unsaid.text);
	}
	sesiones_leave(o.sesion);
	seal_free(o.seal);
	return ok;
}
