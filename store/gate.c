#include "store/gate.h"
#include "store/almacen.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { TURN_BYTES = 128, NAP_FIRST_US = 300, NAP_LATER_US = 2000, GRACE_MS = 1000 };

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

/* Who came first goes first: a place in the line is a locked byte of the file, at the microsecond of arrival, which the kernel gives back when its holder dies.
 * Without it whoever has just saved is the quickest to ask again, and another one waits for seconds. */
static bool line_lock(int gate, int64_t place, short type)
{
	return fcntl(gate, F_OFD_SETLK, &(struct flock){ .l_type = type, .l_whence = SEEK_SET, .l_start = place, .l_len = 1 }) == 0;
}

static int64_t line_join(int gate)
{
	int64_t place = TURN_BYTES + now_us();

	for (int tries = 0; tries < 100 && !line_lock(gate, place, F_WRLCK); tries++)
		place++;
	return place;
}

/* Who has stood in the line for longer than anybody waits is stopped (Ctrl-Z, a debugger): the others do not wait for it. */
static bool line_first(int gate, int64_t place)
{
	int64_t oldest = TURN_BYTES + now_us() - (GATE_WAIT_MS + GRACE_MS) * INT64_C(1000), from = oldest > TURN_BYTES ? oldest : TURN_BYTES;
	struct flock before = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = from, .l_len = place - from };

	return place <= from || fcntl(gate, F_OFD_GETLK, &before) != 0 || before.l_type == F_UNLCK;
}

static bool wait_turn(int gate, int64_t place, int64_t end, struct turno *otro, struct err *err)
{
	for (;;) {
		bool first = line_first(gate, place);
		if (first && flock(gate, LOCK_EX | LOCK_NB) == 0)
			return true;
		if (first && errno != EWOULDBLOCK && errno != EINTR)
			return err_set_sys(err, ERR_IO, errno, "No se puede pedir el turno para guardar: %s", err_sys_text(errno));
		if (now_us() >= end) {
			read_turn(gate, otro);
			return err_set(err, ERR_BUSY, "Otra sesión está guardando; espere un momento y guarde de nuevo");
		}
		nanosleep(&(struct timespec){ .tv_nsec = (first ? NAP_FIRST_US : NAP_LATER_US) * 1000L }, NULL);
	}
}

bool gate_enter(int gate, uint32_t cuenta, int wait_ms, struct turno *otro, struct err *err)
{
	int64_t end = now_us() + (int64_t)wait_ms * 1000, place = line_join(gate);

	*otro = (struct turno){ 0 };
	bool in = wait_turn(gate, place, end, otro, err);
	line_lock(gate, place, F_UNLCK);
	if (in)
		leave_turn(gate, cuenta);
	return in;
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
