#include "store/respaldo.h"
#include "base/date.h"
#include "store/abrir.h"
#include "store/cadena.h"
#include "store/codec.h"
#include "store/env.h"
#include "store/op.h"
#include "store/respaldo_prueba.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { NAMES = 100, SPARE_MIB = 20 };

/* ---- The folder ---- */

/* One backup at a time in a folder; what a run that was killed left there is removed by who has the turn. The descriptor holds it. */
static int take_turn(const char *folder, struct err *err)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0) {
		err_set_sys(err, ERR_IO, errno, "No se puede abrir la carpeta de respaldos %s: %s", folder, err_sys_text(errno));
	} else if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		close(fd);
		err_set(err, ERR_BUSY, "Otra sesión está haciendo un respaldo; espere a que termine");
		return -1;
	}
	return fd;
}

static bool have_folder(const char *folder, bool practica, struct err *err)
{
	return mkdir(folder, practica ? 0700 : 0770) == 0 || errno == EEXIST ||
		err_set_sys(err, errno == ENOSPC ? ERR_NO_SPACE : ERR_CREATE, errno, "No se puede crear la carpeta de respaldos %s: %s", folder, err_sys_text(errno));
}

/* `respaldo-PID.tmp`, and nothing that is only called a little like it. */
static bool is_unfinished(const char *name)
{
	static const char begin[] = "respaldo-";
	size_t digits = strncmp(name, begin, sizeof begin - 1) == 0 ? strspn(name + sizeof begin - 1, "0123456789") : 0;

	return digits > 0 && strcmp(name + sizeof begin - 1 + digits, ".tmp") == 0;
}

static void sweep(const char *folder)
{
	char path[PATH_TEXT];
	DIR *dir = opendir(folder);

	for (struct dirent *e; dir && (e = readdir(dir));)
		if (is_unfinished(e->d_name) && store_file(path, folder, e->d_name, NULL))
			unlink(path);
	if (dir)
		closedir(dir);
	prueba_barrer(folder);
}

/* The file itself and once more its content, for the trial. */
static bool has_room(const struct store *s, const char *folder, struct err *err)
{
	struct statvfs fs;
	size_t used;

	env_usage(s, &used);
	if (statvfs(folder, &fs) != 0 || (uint64_t)fs.f_bavail * fs.f_frsize >= (2 * (uint64_t)used + SPARE_MIB) << 20)
		return true;
	return err_set(err, ERR_NO_SPACE, "No se hizo el respaldo: en %s hacen falta unos %zu MiB libres; libere espacio o elija otra carpeta", folder, 2 * used + SPARE_MIB);
}

/* ---- The file ---- */

static bool lines_now(struct store *s, const char *motivo, struct respaldo_lineas *l, struct err *err)
{
	struct store_info info;
	struct cabeza head;
	struct txn txn;

	store_info(s, &info);
	if (!txn_read(&txn, s, err))
		return false;
	cabeza_get(&txn, &head);
	*l = (struct respaldo_lineas){ .almacen = s->almacen, .operaciones = head.n, .hogares = info.hogares, .cuando = clock_now(), .motivo = motivo };
	memcpy(l->cabeza, head.hash, sizeof l->cabeza);
	archivo_identidad(s->seal, l->identidad);
	return txn_commit(&txn, err);
}

static bool write_file(struct store *s, const char *path, struct respaldo *r, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd < 0)
		return err_set_sys(err, errno == ENOSPC ? ERR_NO_SPACE : ERR_CREATE, errno, "No se puede crear el respaldo %s: %s", path, err_sys_text(errno));
	bool ok = archivo_escribir(s, fd, &r->l, r->suma, err);
	if (ok && fsync(fd) != 0)
		ok = env_error(err, errno, "No se pudo asegurar el respaldo en el disco");
	struct stat st;
	r->bytes = fstat(fd, &st) == 0 ? (int64_t)st.st_size : 0;
	if (close(fd) != 0 && ok)
		ok = env_error(err, errno, "No se pudo asegurar el respaldo en el disco");
	return ok;
}

static bool try_out(struct store *s, int turn, bool whole, const char *path, const char *folder, struct respaldo *r, struct err *err)
{
	struct prueba p = { .seal = s->seal, .turno = turn, .solo_abrir = !whole };

	snprintf(p.archivo, sizeof p.archivo, "%s", path);
	snprintf(p.carpeta, sizeof p.carpeta, "%s", folder);
	if (!prueba_run(s, &p, err))
		return err_wrap(err, "El respaldo no pasó su comprobación y no se conservó (qué hacer lo dice «logros verificar»)");
	if (memcmp(p.suma, r->suma, sizeof p.suma) != 0)
		return err_set(err, ERR_DAMAGED, "El disco devolvió otro contenido que el que se escribió en el respaldo; no se conservó");
	r->operaciones = p.operaciones;
	r->completa = p.completa;
	return true;
}

/* The file gets this name, or that with a number more when it is taken; whose file that is nobody asks. NULL: it could not. */
static const char *take_name(const char *temp, const char *folder, const char *name, struct arena *arena)
{
	for (int i = 0; i < NAMES; i++) {
		const char *path = arena_printf(arena, "%s/%s%s.cbk", folder, name, i == 0 ? "" : arena_printf(arena, "-%d", i + 1));
		if (renameat2(AT_FDCWD, temp, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
			return path;
		if (errno == EINVAL && access(path, F_OK) != 0 && rename(temp, path) == 0)      /* file systems of USB sticks do not know NOREPLACE */
			return path;
		if (errno != EEXIST && errno != EINVAL)
			break;
	}
	return NULL;
}

/* respaldo-2026-11-22-1042-123.cbk */
static bool give_name(const char *temp, const char *folder, struct arena *arena, struct respaldo *r, struct err *err)
{
	char now[DATE_TEXT];
	int d = 1, m = 1, y = 1970, hour = 0, minute = 0;

	sscanf(clock_text(r->l.cuando, now), "%d/%d/%d %d:%d", &d, &m, &y, &hour, &minute);
	r->ruta = take_name(temp, folder, arena_printf(arena, "respaldo-%04d-%02d-%02d-%02d%02d-%llu", y, m, d, hour, minute, (unsigned long long)r->l.operaciones), arena);
	if (!r->ruta)
		return err_set_sys(err, ERR_CREATE, errno, "No se pudo dar nombre al respaldo en %s: %s", folder, err_sys_text(errno));
	r->nombre = r->ruta + strlen(folder) + 1;
	return dir_sync(folder, err);
}

static bool make_in(struct store *s, const char *folder, bool whole, struct arena *arena, struct respaldo *r, struct err *err)
{
	const char *temp = arena_printf(arena, "%s/respaldo-%d.tmp", folder, (int)getpid());
	int turn = have_folder(folder, s->almacen.practica, err) ? take_turn(folder, err) : -1;

	if (turn < 0)
		return false;
	sweep(folder);
	bool ok = has_room(s, folder, err) && write_file(s, temp, r, err) && try_out(s, turn, whole, temp, folder, r, err) && give_name(temp, folder, arena, r, err);
	if (!ok)
		unlink(temp);
	close(turn);
	return ok;
}

/* ---- The second place ---- */

static bool copy_bytes(const char *from, int out, struct arena *arena, struct err *err)
{
	enum { PIECE = 64 * 1024 };
	char *piece = arena_alloc(arena, PIECE);
	int in = open(from, O_RDONLY | O_CLOEXEC);
	ssize_t n = -1;
	bool ok = in >= 0;

	while (ok && (n = read(in, piece, PIECE)) > 0)
		ok = file_write_all(out, piece, (size_t)n);
	ok = ok && n == 0 && fsync(out) == 0;
	int sys = errno;
	if (in >= 0)
		close(in);
	return ok || env_error(err, sys, "No se pudo copiar");
}

static bool same_bytes(const struct seal *seal, const char *path, const uint8_t suma[SEAL_CHAIN], struct arena *arena, struct err *err)
{
	uint8_t got[SEAL_CHAIN];
	struct respaldo_lineas l;

	if (!archivo_extraer(path, seal, -1, arena, &l, got, err))
		return false;
	return memcmp(got, suma, sizeof got) == 0 || err_set(err, ERR_DAMAGED, "La copia no quedó igual");
}

static bool copy_to(struct store *s, const struct respaldo *r, const char *temp, struct arena *arena, struct err *err)
{
	int fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd < 0)
		return err_set_sys(err, ERR_CREATE, errno, "No se puede crear %s: %s", temp, err_sys_text(errno));
	bool ok = copy_bytes(r->ruta, fd, arena, err);
	if (close(fd) != 0 && ok)
		ok = env_error(err, errno, "No se pudo copiar");
	return ok && same_bytes(s->seal, temp, r->suma, arena, err);
}

/* It is not made: a stick that is not plugged in would become a folder of this computer. */
static bool second_place(struct store *s, const struct respaldo *r, const char *folder, struct arena *arena, struct err *err)
{
	const char *temp = arena_printf(arena, "%s/respaldo-%d.tmp", folder, (int)getpid());
	int turn = take_turn(folder, err);

	if (turn < 0)
		return false;
	sweep(folder);
	bool ok = copy_to(s, r, temp, arena, err);
	if (ok && !take_name(temp, folder, arena_strndup(arena, r->nombre, strcspn(r->nombre, ".")), arena))
		ok = env_error(err, errno, "No se pudo copiar");
	if (ok)
		respaldo_rotar(folder, s->seal);
	else
		unlink(temp);
	close(turn);
	return ok && dir_sync(folder, err);
}

/* ---- The journal ---- */

/* With what the copy holds: who saved while it was made is not in it. */
void respaldo_anotar(struct txn *txn, enum meta which, const struct respaldo *r, int64_t when)
{
	struct key k = key_meta(which);
	struct codec_out out;

	codec_out_init(&out, &txn->arena);
	codec_array(&out, 4);
	codec_uint(&out, r->operaciones);
	codec_int(&out, when);
	codec_blob(&out, r->suma, sizeof r->suma);
	codec_text(&out, r->nombre);
	table_put(txn, TABLE_META, key_span(&k), codec_bytes_of(&out));
}

static bool leave_entry(struct store *s, const char *accion, enum meta which, const struct respaldo *r, struct err *err)
{
	char suma[2 * SEAL_CHAIN + 1];
	struct txn txn;

	if (s->read_only || s->almacen.formato < ALMACEN_FORMATO)
		return true;
	if (!txn_write(&txn, s, err))
		return false;
	seal_hex(suma, r->suma, sizeof r->suma);
	struct op op = { .accion = accion, .motivo = r->l.motivo, .detalle = arena_printf(&txn.arena, "%s, %llu operaciones, huella %s", r->nombre, (unsigned long long)r->operaciones, suma) };
	op_begin_forced(&txn, &op);
	op_end(&txn);
	if (txn_ok(&txn))
		respaldo_anotar(&txn, which, r, clock_now());
	return txn_commit(&txn, err);
}

bool respaldo_hacer(struct store *s, const struct respaldo_pedido *p, struct arena *arena, struct respaldo *r, const char **aviso, struct err *err)
{
	const char *folder = p->carpeta ? p->carpeta : respaldo_carpeta(s->path, arena);
	struct err second = { 0 };

	if (aviso)
		*aviso = NULL;
	*r = (struct respaldo){ .legible = true };
	if (!env_same_file(s, err) || !lines_now(s, p->motivo, &r->l, err) || !make_in(s, folder, !p->sin_prueba, arena, r, err))
		return false;
	if (!p->sin_prueba)                      /* one that was not tried takes the place of none that was */
		respaldo_rotar(folder, s->seal);
	if (p->copia && !second_place(s, r, p->copia, arena, &second) && aviso)
		*aviso = arena_printf(arena, "El respaldo está en este equipo; la copia en %s quedó pendiente: %s", p->copia, second.text);
	struct err unsaid = { 0 };
	if (!leave_entry(s, "respaldar", META_RESPALDO, r, &unsaid) && aviso && !*aviso)
		*aviso = unsaid.code == ERR_BUSY ? "El respaldo está hecho; no quedó anotado en el diario porque otra persona estaba guardando, y no hay que hacer nada más"
			: arena_printf(arena, "El respaldo está hecho; el diario no lo pudo anotar: %s", unsaid.text);
	return true;
}

bool respaldo_aparte(const struct store *parent, const struct respaldo_pedido *p, struct err *err)
{
	struct abrir a = { .path = parent->path, .seal = parent->seal, .practica = parent->almacen.practica };
	struct respaldo r;
	struct arena arena;
	struct store *s;

	if (!store_abrir(&s, &a, err))
		return false;
	s->actor = parent->actor;
	s->account = parent->account;
	arena_init(&arena);
	bool ok = respaldo_hacer(s, p, &arena, &r, NULL, err);
	arena_done(&arena);
	store_close(s);
	return ok;
}

/* ---- The drill ---- */

/* The head of the copy is an operation of the journal here, with the same hash: the copy is of this store and none of it is lost. */
static bool same_head(struct store *s, const struct prueba *p, struct err *err)
{
	uint8_t hash[SEAL_CHAIN];
	struct cabeza head;
	struct txn txn;

	if (!txn_read(&txn, s, err))
		return false;
	bool same = cabeza_get(&txn, &head) && cadena_hash(&txn, &head, p->operaciones, hash) && memcmp(hash, p->cabeza, sizeof hash) == 0;
	if (!txn_commit(&txn, err))
		return false;
	return same || err_set(err, ERR_DAMAGED, "El respaldo abre, y su última operación no es de este almacén: es de otro, o de antes de una restauración");
}

bool respaldo_ensayar(struct store *s, const char *ruta, const char *carpeta, struct arena *arena, struct respaldo *r, struct err *err)
{
	const char *folder = carpeta ? carpeta : respaldo_carpeta(s->path, arena), *slash;
	struct prueba p = { .seal = s->seal, .todo = true, .turno = -1 };
	struct respaldo *list;

	*r = (struct respaldo){ 0 };
	int n = ruta ? 0 : respaldo_listar(folder, arena, &list);
	if (!ruta && respaldo_propios(s->seal, list, n) == 0)
		return err_set(err, ERR_NOT_FOUND, "Todavía no hay respaldos en %s; haga uno con «logros respaldar»", folder);
	r->ruta = arena_strdup(arena, ruta ? ruta : list[0].ruta);
	slash = strrchr(r->ruta, '/');
	r->nombre = slash ? slash + 1 : r->ruta;
	if (!archivo_lineas(r->ruta, arena, &r->l, err))
		return false;
	int turn = have_folder(folder, s->almacen.practica, err) ? take_turn(folder, err) : -1;
	if ((p.turno = turn) < 0)
		return false;
	snprintf(p.archivo, sizeof p.archivo, "%s", r->ruta);
	snprintf(p.carpeta, sizeof p.carpeta, "%s", folder);
	bool ok = has_room(s, folder, err) && prueba_run(s, &p, err) && same_head(s, &p, err);
	close(turn);
	memcpy(r->suma, p.suma, sizeof r->suma);
	r->operaciones = p.operaciones;
	r->completa = p.completa;
	r->legible = true;
	return ok && leave_entry(s, "ensayar_respaldo", META_ENSAYO, r, err);
}
