#include "store/sesiones.h"
#include "store/almacen.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { NAP_MS = 50 };

static bool busy(enum sesion_modo modo, struct err *err)
{
	if (modo == SESION_SOLA)
		return err_set(err, ERR_BUSY, "Hay otras consolas u órdenes abiertas en este almacén; ciérrelas y vuelva a intentarlo");
	return err_set(err, ERR_BUSY, "El almacén se está actualizando, restaurando o compactando; espere un momento y vuelva a entrar");
}

bool sesiones_enter(const char *dir, enum sesion_modo modo, bool read_only, int wait_ms, int *fd, struct err *err)
{
	char path[PATH_TEXT];

	*fd = SESION_NINGUNA;
	if (!store_file(path, dir, "sesiones", err))
		return false;
	int f = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
	if (f < 0 && read_only)
		f = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (f < 0 && read_only && modo == SESION_COMUN)
		return true;
	if (f < 0 && errno == EROFS)
		return err_set_sys(err, ERR_IO, errno, "El almacén está en un disco de solo lectura; para consultarlo, ábralo con «--solo-lectura»");
	if (f < 0)
		return err_set_sys(err, ERR_IO, errno, "No se puede abrir %s: %s", path, err_sys_text(errno));
	for (int waited = 0; flock(f, (modo == SESION_SOLA ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0; waited += NAP_MS) {
		if ((errno != EWOULDBLOCK && errno != EINTR) || waited >= wait_ms) {
			close(f);
			return busy(modo, err);
		}
		nanosleep(&(struct timespec){ .tv_nsec = NAP_MS * 1000000L }, NULL);
	}
	*fd = f;
	return true;
}

bool sesiones_alone(const char *dir, struct err *err)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 1 };
	char path[PATH_TEXT];

	if (!store_file(path, dir, "lock.mdb", err))
		return false;
	int fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return errno == ENOENT || err_set_sys(err, ERR_IO, errno, "No se puede abrir %s: %s", path, err_sys_text(errno));
	bool asked = fcntl(fd, F_GETLK, &lock) == 0;
	close(fd);
	if (asked && lock.l_type == F_UNLCK)
		return true;
	return err_set(err, ERR_BUSY, "Hay otra consola u orden abierta en este almacén (proceso %d); ciérrela y vuelva a intentarlo", asked ? (int)lock.l_pid : 0);
}

bool sesiones_solo(int fd, struct err *err)
{
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return true;
	flock(fd, LOCK_SH);              /* asking may have let go of what was held */
	return busy(SESION_SOLA, err);
}

void sesiones_share(int fd)
{
	if (fd >= 0)
		flock(fd, LOCK_SH);
}

void sesiones_leave(int fd)
{
	if (fd >= 0)
		close(fd);
}
