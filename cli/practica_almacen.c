/* Where a practice store stands, declared in practica.h: for which programme there is one, and its folder taken away again. */
#include "cli/practica.h"

#include "store/sesiones.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SWEEP_NAME = 256 };
#define PROGRAMA "medellin-solidaria"      /* whose families are invented in practica_*.c */

bool practica_posible(const struct programa *programa, struct err *err)
{
	return strcmp(programa->id, PROGRAMA) == 0 || err_set(err, ERR_CONFIG, "La práctica existe para " PROGRAMA " y no para «%s»: use --programa " PROGRAMA, programa->id);
}

static const char *const files[] = { "data.mdb", "lock.mdb", "almacen.txt", "clave", "ancla.log", "puerta", "sesiones", "verificado", "almacen.nuevo", "verificado.nuevo" };
static const char *const folders[] = { "respaldos", "reemplazado-", ".logros-prueba-" };      /* the last two go on with a date, or by chance */

static bool is_file(const char *name)
{
	size_t n = strlen(name), end = n > 4 ? n - 4 : 0;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		if (strcmp(name, files[i]) == 0)
			return true;
	return strncmp(name, "respaldo-", 9) == 0 && (strcmp(name + end, ".cbk") == 0 || strcmp(name + end, ".tmp") == 0);
}

static bool is_folder(const char *name)
{
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		if (strncmp(name, folders[i], strlen(folders[i])) == 0)
			return true;
	return false;
}

/* What a practice store leaves in its folder and, one step down, in those of its backups; taken away or only looked at. The first name that is something else
 * is told, and never what a link leads to. */
static bool sweep(int at, const char *name, bool below, bool remove, char other[SWEEP_NAME])
{
	int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	bool ok = true;
	for (struct dirent *e; ok && dir && (e = readdir(dir));) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		if (!below && is_folder(e->d_name))
			ok = sweep(fd, e->d_name, true, remove, other) && (!remove || unlinkat(fd, e->d_name, AT_REMOVEDIR) == 0);
		else if ((ok = is_file(e->d_name)))
			ok = !remove || unlinkat(fd, e->d_name, 0) == 0;
		if (!ok && !*other)
			snprintf(other, SWEEP_NAME, "%s", e->d_name);
	}
	if (dir)
		closedir(dir);
	else if (fd >= 0)
		close(fd);
	return ok && dir;
}

static bool take_away(const char *path, struct err *err)
{
	char other[SWEEP_NAME] = "";
	if (!sweep(AT_FDCWD, path, false, false, other))
		return err_set(err, ERR_CREATE, "No se reinició la práctica en «%s»: la carpeta tiene otros archivos (%s); páselos a otra carpeta y repita la orden", path, other);
	if (sweep(AT_FDCWD, path, false, true, other) && rmdir(path) == 0)
		return true;
	return err_set_sys(err, ERR_CREATE, errno, "No se pudo quitar la práctica de «%s»: %s", path, err_sys_text(errno));
}

bool practica_quitar(const char *path, struct err *err)
{
	int session = SESION_NINGUNA;
	if (!store_is_practica(path))
		return err_set(err, ERR_DENIED, "En «%s» no hay un almacén de práctica: no se borra nada", path);
	bool ok = sesiones_enter(path, SESION_SOLA, false, 0, &session, err) && sesiones_alone(path, err) && take_away(path, err);
	sesiones_leave(session);
	return ok;
}

#define NUEVA ".nueva."

/* What runs that were killed left half made beside the practice. */
static void sweep_beside(const char *path, struct arena *arena)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	const char *folder = slash ? arena_strndup(arena, path, (size_t)(slash - path + 1)) : "./";
	const char *mark = arena_printf(arena, "%s" NUEVA, name);
	DIR *dir = opendir(folder);
	for (const struct dirent *d; dir && (d = readdir(dir));) {
		int pid = strncmp(d->d_name, mark, strlen(mark)) == 0 ? atoi(d->d_name + strlen(mark)) : 0;
		if (pid > 0 && kill(pid, 0) != 0 && errno == ESRCH)
			practica_quitar(arena_printf(arena, "%s%s", folder, d->d_name), NULL);
	}
	if (dir)
		closedir(dir);
}

const char *practica_al_lado(const char *path, struct arena *arena)
{
	sweep_beside(path, arena);
	return arena_printf(arena, "%s" NUEVA "%d", path, (int)getpid());
}

bool practica_en_su_lugar(const char *fresh, const char *path, bool made, struct err *err)
{
	if (made && rename(fresh, path) == 0)
		return true;
	if (made)
		err_set_sys(err, ERR_CREATE, errno, "No se pudo poner la práctica en «%s»: %s", path, err_sys_text(errno));
	practica_quitar(fresh, NULL);
	if (err && err->code == ERR_NO_SPACE)
		err_wrap(err, "No se creó la práctica en «%s»", path);
	return err_place(err, fresh, path);
}
