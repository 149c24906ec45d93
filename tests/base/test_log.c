#include "base/log.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

Test(log, silent_until_opened_then_whole_lines)
{
	char dir[] = "/tmp/test-log-XXXXXX", path[64];
	cr_assert_not_null(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/log", dir);
	log_line("nobody listens");
	cr_assert(log_open(path));
	log_line("opened %d", 1);
	log_line("two\nlines\x1B[2J");
	char many[3000];
	memset(many, 'x', sizeof many);
	many[sizeof many - 1] = '\0';
	log_line("%s", many);
	log_close();
	log_line("closed");
	cr_assert(log_open(path));
	log_line("again");
	log_close();

	FILE *f = fopen(path, "r");
	char line[4096];
	static const char *const expected[] = { "opened 1\n", "two lines [2J\n", NULL, "again\n" };
	int n = 0;
	for (; fgets(line, sizeof line, f); n++) {
		cr_assert_lt(n, 4);
		int year, month, day, hour, minute, second, ms, pid, at = 0;
		cr_expect_eq(sscanf(line, "%4d-%2d-%2dT%2d:%2d:%2d.%3dZ %d %n", &year, &month, &day, &hour, &minute, &second, &ms, &pid, &at), 8, "%s", line);
		cr_expect_eq(pid, (int)getpid());
		if (expected[n])
			cr_expect_str_eq(line + at, expected[n]);
		else
			cr_expect_eq(strlen(line), 1023);
	}
	fclose(f);
	cr_expect_eq(n, 4);
	struct stat st;
	stat(path, &st);
	cr_expect_eq(st.st_mode & 0777, 0600);
	unlink(path);
	rmdir(dir);
	cr_expect_not(log_open("/no/hay/nada"));
}
