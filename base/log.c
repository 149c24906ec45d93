#include "base/log.h"
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { LINE = 1024 };

static int log_fd = -1;

bool log_open(const char *path)
{
	log_close();
	log_fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0600);
	return log_fd >= 0;
}

void log_close(void)
{
	if (log_fd >= 0)
		close(log_fd);
	log_fd = -1;
}

/* One write per line: several processes append to the same file. */
void log_line(const char *fmt, ...)
{
	if (log_fd < 0)
		return;
	struct timespec now;
	struct tm tm;
	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &tm);
	char line[LINE];
	size_t n = strftime(line, sizeof line, "%Y-%m-%dT%H:%M:%S", &tm);
	n += (size_t)snprintf(line + n, sizeof line - n, ".%03dZ %d ", (int)(now.tv_nsec / 1000000), (int)getpid());
	va_list args;
	va_start(args, fmt);
	int more = vsnprintf(line + n, sizeof line - n - 1, fmt, args);
	va_end(args);
	size_t start = n;
	if (more > 0)
		n += (size_t)more < sizeof line - n - 1 ? (size_t)more : sizeof line - n - 2;
	for (size_t i = start; i < n; i++)
		if ((unsigned char)line[i] < 0x20 || line[i] == 0x7F)
			line[i] = ' ';
	line[n++] = '\n';
	ssize_t ignored = write(log_fd, line, n);   /* a full disk must not stop the work for the sake of its log */
	(void)ignored;
}
