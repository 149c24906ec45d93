#include "store/gate.h"
#include "store/almacen.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { NAME_MAX_BYTES = 128, FIRST_NAP_US = 500, LAST_NAP_US = 20000 };

int gate_open(const char *dir, struct err *err)
{
	char path[PATH_TEXT];

	if (!store_file(path, dir, "puerta", err))
		return -1;
	int gate = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
	if (gate < 0)
		err_set_sys(err, ERR_IO, errno, "No se puede abrir %s: %s", path, err_sys_text(errno));
	return gate;
}

static int64_t now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static bool busy(int gate, struct err *err)
{
	char name[NAME_MAX_BYTES + 1] = "";
	ssize_t n = pread(gate, name, NAME_MAX_BYTES, 0);

	name[n > 0 ? n : 0] = '\0';
	if (!*name)
		return err_set(err, ERR_BUSY, "Otra sesión está guardando; espere un momento y guarde de nuevo");
	return err_set(err, ERR_BUSY, "%s está guardando; espere un momento y guarde de nuevo", name);
}

/* For who has to wait and wants to know; the lock does not depend on it. The zero ends a longer name from before. */
static void leave_name(int gate, const char *who)
{
	size_t n = strnlen(who, NAME_MAX_BYTES - 1);
	char name[NAME_MAX_BYTES] = "";

	memcpy(name, who, n);
	ssize_t ignored = pwrite(gate, name, sizeof name, 0);
	(void)ignored;
}

bool gate_enter(int gate, const char *who, int wait_ms, struct err *err)
{
	int64_t end = now_us() + (int64_t)wait_ms * 1000;
	long nap = FIRST_NAP_US;

	while (flock(gate, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return err_set_sys(err, ERR_IO, errno, "No se puede pedir el turno para guardar: %s", err_sys_text(errno));
		if (now_us() >= end)
			return busy(gate, err);
		nanosleep(&(struct timespec){ .tv_nsec = nap * 1000 }, NULL);
		nap = nap * 2 < LAST_NAP_US ? nap * 2 : LAST_NAP_US;
	}
	leave_name(gate, who);
	return true;
}

void gate_leave(int gate)
{
	flock(gate, LOCK_UN);
}

void gate_close(int gate)
{
	if (gate >= 0)
		close(gate);
}
