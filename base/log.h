#pragma once
/* A log for developers in a file, in English; never answers, names or document numbers, only ids and numbers. Does nothing until opened. */
#include <stdbool.h>

bool log_open(const char *path);
void log_close(void);
void log_line(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
