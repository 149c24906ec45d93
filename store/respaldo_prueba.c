#include "store/respaldo_prueba.h"
#include "store/abrir.h"
#include "store/cadena.h"
#include "store/hijo.h"
#include "store/verify.h"
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { QUICK_MS = 3000, QUICK_LIMIT_S = 600, WHOLE_LIMIT_S = 6 * 3600 };

static bool of_a_trial(const char *name)
{
	static const char *const files[] = { ".", "..", "data.mdb", "lock.mdb", "almacen.txt" };

	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		if (strcmp(name, files[i]) == 0)
			return true;
	return false;
}

/* Never what a link leads to. */
static DIR *open_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;

	if (fd >= 0 && !dir)
		close(fd);
	return dir;
}

void carpeta_quitar(const char *path)
{
	DIR *dir = open_folder(path);

	for (struct dirent *e; dir && (e = readdir(dir));)
		if (of_a_trial(e->d_name))
			unlinkat(dirfd(dir), e->d_name, 0);
	if (dir)
		closedir(dir);
	rmdir(path);
}

/* The name alone says nothing in a folder that somebody uses for other things too: the folder is ours and holds nothing that a trial does not make. */
static bool left_by_a_trial(const char *carpeta, const char *name)
{
	size_t begin = strlen(PRUEBA_CARPETA) - PRUEBA_AZAR;
	char path[PATH_TEXT];
	struct stat st;

	if (strlen(name) != begin + PRUEBA_AZAR || strncmp(name, PRUEBA_CARPETA, begin) != 0 || !store_file(path, carpeta, name, NULL))
		return false;
	for (const char *c = name + begin; *c; c++)
		if (!isalnum((unsigned char)*c))
			return false;
	DIR *dir = open_folder(path);
	bool ours = dir && fstat(dirfd(dir), &st) == 0 && st.st_uid == geteuid();
	for (struct dirent *e; ours && (e = readdir(dir));)
		ours = of_a_trial(e->d_name);
	if (dir)
		closedir(dir);
	return ours;
}

void prueba_barrer(const char *carpeta)
{
	char path[PATH_TEXT];
	DIR *dir = opendir(carpeta);

	for (struct dirent *e; dir && (e = readdir(dir));)
		if (left_by_a_trial(carpeta, e->d_name) && store_file(path, carpeta, e->d_name, NULL))
			carpeta_quitar(path);
	if (dir)
		closedir(dir);
}

bool prueba_desplegar(const char *archivo, const struct seal *seal, const char *carpeta, struct arena *arena, struct respaldo_lineas *l, uint8_t suma[SEAL_CHAIN], struct err *err)
{
	char path[PATH_TEXT];

	if (!store_file(path, carpeta, "data.mdb", err))
		return false;
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0660);
	if (fd < 0)
		return err_set_sys(err, ERR_CREATE, errno, "No se puede crear %s: %s", path, err_sys_text(errno));
	bool ok = archivo_extraer(archivo, seal, fd, arena, l, suma, err);
	if (ok && fsync(fd) != 0)
		ok = err_set_sys(err, ERR_IO, errno, "No se puede asegurar en el disco %s: %s", path, err_sys_text(errno));
	close(fd);
	return ok && almacen_write(carpeta, &l->almacen, err) && dir_sync(carpeta, err);
}

/* What the lines say must be in the copy; later operations may be there too. */
static bool look_inside(struct store *s, const struct respaldo_lineas *l, struct prueba *p, struct err *err)
{
	uint8_t hash[SEAL_CHAIN];
	struct store_info info;
	struct cabeza head;
	struct txn txn;

	store_info(s, &info);
	p->hogares = info.hogares;
	if (!txn_read(&txn, s, err))
		return false;
	bool same = cabeza_get(&txn, &head) && cadena_hash(&txn, &head, l->operaciones, hash) && memcmp(hash, l->cabeza, sizeof hash) == 0;
	p->operaciones = head.n;
	memcpy(p->cabeza, head.hash, sizeof head.hash);
	if (!txn_commit(&txn, err))
		return false;
	return same || err_set(err, ERR_DAMAGED, "El respaldo no contiene las operaciones que anuncia; use otro respaldo");
}

static bool verify_copy(struct prueba *p, const struct respaldo_lineas *l, struct arena *arena, struct err *err)
{
	struct abrir a = { .path = p->carpeta, .seal = p->seal, .practica = l->almacen.practica, .read_only = true, .sin_sesion = true };
	struct verificacion v = { 0 };
	struct store *s;

	if (!store_abrir(&s, &a, err))
		return false;
	bool ok = look_inside(s, l, p, err);
	if (ok && !p->solo_abrir)
		ok = (p->todo ? store_verify(s, arena, &v, err) : store_verify_rapido(s, QUICK_MS, arena, &v, err));
	p->completa = v.completa;
	store_close(s);
	return ok;
}

static bool work(void *arg, struct err *err)
{
	struct prueba *p = arg;
	struct respaldo_lineas l;
	struct arena arena;

	close(p->turno);
	arena_init(&arena);
	bool ok = prueba_desplegar(p->archivo, p->seal, p->carpeta, &arena, &l, p->suma, err) && verify_copy(p, &l, &arena, err);
	arena_done(&arena);
	return ok;
}

bool prueba_run(struct store *parent, struct prueba *p, struct err *err)
{
	size_t n = strlen(p->carpeta);

	if ((size_t)snprintf(p->carpeta + n, sizeof p->carpeta - n, "/" PRUEBA_CARPETA) >= sizeof p->carpeta - n)
		return err_set(err, ERR_USAGE, "La ruta de la carpeta es demasiado larga; use una más corta");
	if (!mkdtemp(p->carpeta))
		return err_set_sys(err, ERR_CREATE, errno, "No se puede crear una carpeta de prueba: %s", err_sys_text(errno));
	bool ok = hijo_run(parent, work, p, sizeof *p, p->todo ? WHOLE_LIMIT_S : QUICK_LIMIT_S, err);
	carpeta_quitar(p->carpeta);
	return ok;
}
