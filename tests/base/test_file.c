#include "base/file.h"
#include <criterion/criterion.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

Test(file, whole_within_the_limit)
{
	struct arena a;
	arena_init(&a);
	struct err err = { 0 };
	char path[] = "/tmp/test-file-XXXXXX";
	int fd = mkstemp(path);
	cr_assert_eq(write(fd, "0123456789", 10), 10);
	close(fd);
	size_t len = 0;
	char *bytes = file_read(&a, path, 10, &len, &err);
	cr_assert_not_null(bytes);
	cr_expect_eq(len, 10);
	cr_expect_str_eq(bytes, "0123456789");
	cr_expect(file_exists(path));
	cr_expect_null(file_read(&a, path, 9, &len, &err));
	cr_expect_eq(err.code, ERR_DATA);
	cr_expect_eq(err.sys, EFBIG);
	cr_assert_eq(truncate(path, 0), 0);
	cr_expect_str_empty(file_read(&a, path, 9, &len, &err));
	cr_expect_eq(len, 0);
	unlink(path);
	cr_expect_not(file_exists(path));
	cr_expect_null(file_read(&a, path, 9, &len, &err));
	cr_expect_eq(err.code, ERR_NOT_FOUND);
	arena_done(&a);
}

/* Files of /proc say that they are empty; what counts is what can be read. */
Test(file, size_unknown_beforehand)
{
	struct arena a;
	arena_init(&a);
	struct err err = { 0 };
	size_t len = 0;
	char *bytes = file_read(&a, "/proc/self/status", 1 << 20, &len, &err);
	cr_assert_not_null(bytes, "%s", err.text);
	cr_expect_gt(len, 100);
	cr_expect_eq(strlen(bytes), len);
	cr_expect_null(file_read(&a, "/proc/self/status", 50, &len, &err));
	cr_expect_eq(err.sys, EFBIG);
	arena_done(&a);
}
