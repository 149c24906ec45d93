#include "base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

static int open_as_user(const char *path)
{
	gid_t own = getegid();
	if (own != getgid() && setegid(getgid()) != 0)
		return -1;
	/* O_NONBLOCK: a pipe under this name must not stop the program; it is refused afterwards. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	int sys = errno;
	if (own != getegid() && setegid(own) != 0) {
		sys = errno;
		if (fd >= 0)
			close(fd);
		fd = -1;
	}
	errno = sys;
	return fd;
}

bool file_exists(const char *path)
{
	int fd = open_as_user(path);
	if (fd >= 0)
		close(fd);
	return fd >= 0 || errno != ENOENT;
}

/* Grows with what is there: the size that the system tells may be wrong (a file being written, /proc). */
static char *read_all(struct arena *a, int fd, size_t guess, size_t max, size_t *len)
{
	size_t cap = (guess < max ? guess : max) + 2, used = 0;
	char *bytes = arena_alloc(a, cap);
	for (;;) {
		ssize_t got = read(fd, bytes + used, cap - 1 - used);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return NULL;
		if (got == 0)
			break;
		used += (size_t)got;
		if (used > max) {
			errno = EFBIG;
			return NULL;
		}
		if (used == cap - 1) {
			bytes = arena_grow(a, bytes, cap, cap * 2);
			cap *= 2;
		}
	}
	bytes[used] = '\0';
	*len = used;
	return bytes;
}

static bool too_large(struct err *err, const char *path, size_t max)
{
	return err_set_sys(err, ERR_DATA, EFBIG, "%s: el archivo pasa de %zu KiB; divídalo en partes", path, max / 1024);
}

char *file_read(struct arena *a, const char *path, size_t max, size_t *len, struct err *err)
{
	int fd = open_as_user(path);
	if (fd < 0) {
		err_set_sys(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, errno, "%s: no se puede abrir: %s", path, err_sys_text(errno));
		return NULL;
	}
	struct stat st;
	char *bytes = NULL;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		err_set(err, ERR_DATA, "%s: no es un archivo corriente; indique el nombre de un archivo", path);
	} else if ((uint64_t)st.st_size > max) {
		too_large(err, path, max);
	} else {
		bytes = read_all(a, fd, (size_t)st.st_size, max, len);
		if (!bytes && errno == EFBIG)
			too_large(err, path, max);
		else if (!bytes)
			err_set_sys(err, ERR_IO, errno, "%s: no se puede leer: %s", path, err_sys_text(errno));
	}
	close(fd);
	return bytes;
}
