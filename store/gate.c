#include "store/gate.h"
#include "store/almacen.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { TURN_BYTES = 128, FIRST_NAP_US = 500, LAST_NAP_US = 20000 };

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

int64_t gate_now(void)
{
	return now_us() / 1000;
}

static void read_turn(int gate, struct turno *t)
{
	char text[TURN_BYTES + 1] = "";
	unsigned cuenta;
	int pid;
	long long since;
	ssize_t n = pread(gate, text, TURN_BYTES, 0);

	*t = (struct turno){ 0 };
	text[n > 0 ? n : 0] = '\0';
	if (sscanf(text, "%u %d %lld", &cuenta, &pid, &since) == 3)
		*t = (struct turno){ .cuenta = cuenta, .pid = pid, .desde = since };
}

/* For who has to wait and wants to know; the lock does not depend on it. The zeros end what an older version left. */
static void leave_turn(int gate, uint32_t cuenta)
{
	char text[TURN_BYTES] = "";

	snprintf(text, sizeof text, "%u %d %lld\n", cuenta, (int)getpid(), (long long)gate_now());
	ssize_t ignored = pwrite(gate, text, sizeof text, 0);
	(void)ignored;
}

bool gate_enter(int gate, uint32_t cuenta, int wait_ms, struct turno *otro, struct err *err)
{
	int64_t end = now_us() + (int64_t)wait_ms * 1000;
	long nap = FIRST_NAP_US;

	*otro = (struct turno){ 0 };
	while (flock(gate, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return err_set_sys(err, ERR_IO, errno, "No se puede pedir el turno para guardar: %s", err_sys_text(errno));
		if (now_us() >= end) {
			read_turn(gate, otro);
			return err_set(err, ERR_BUSY, "Otra sesión está guardando; espere un momento y guarde de nuevo");
		}
		nanosleep(&(struct timespec){ .tv_nsec = nap * 1000 }, NULL);
		nap = nap * 2 < LAST_NAP_US ? nap * 2 : LAST_NAP_US;
	}
	leave_turn(gate, cuenta);
	return true;
}

void gate_leave(int gate)
{
	flock(gate, LOCK_UN);
}

bool gate_holder(int gate, struct turno *t)
{
	*t = (struct turno){ 0 };
	if (flock(gate, LOCK_SH | LOCK_NB) == 0) {
		flock(gate, LOCK_UN);
		return false;
	}
	read_turn(gate, t);
	return true;
}

void gate_close(int gate)
{
	if (gate >= 0)
		close(gate);
}
