/* Without a terminal and without a clock: the milliseconds are given. */
#include "tui/pace.h"

#include <criterion/criterion.h>
#include <string.h>

enum { MOVE = 50, PAGE = 1600 };

static struct pace p;

static int64_t begin;

static void start(void)
{
	pace_init(&p, false);
	begin = 1000;
}
TestSuite(pace, .init = start);

/* A key that repeats, 30 a second, on a line that brings an answer after `turn` ms and carries `rate` cells a ms (0: any number); for three seconds. Gives back the ms from the release
 * until everything has arrived; pictures and questions are counted. */
static int pictures, questions;
static int64_t hold_key(int cells, int turn, int rate)
{
	int64_t at = begin, release = at + 3000, carried = at, answer[400];
	int n = 0, done = 0;
	bool wanted = false;
	pictures = questions = 0;
	for (; at < release + 16000 && (at < release || wanted || carried > at); at++) {
		for (; done < n && answer[done] <= at; done++)
			pace_answered(&p, at);
		wanted = wanted || (at < release && at % 33 == 0);
		if (!wanted || pace_hold(&p, at) > 0)
			continue;
		wanted = false;
		pictures++;
		carried = (carried > at ? carried : at) + (rate ? cells / rate : 0);
		if (!pace_painted(&p, at, cells))
			continue;
		questions++;
		answer[n++] = carried + turn;
	}
	begin = at + 5000;
	return at - release;
}

Test(pace, a_single_key_asks_nothing)
{
	for (int64_t at = 1000; at < 60000; at += 2000) {
		cr_expect_not(pace_painted(&p, at, PAGE));
		cr_expect_eq(pace_hold(&p, at), 0);
		cr_expect_not(pace_painted(&p, at + 500, 1), "the next key, soon");
	}
	for (int64_t at = 100000; at < 110000; at += 150)
		cr_expect_not(pace_painted(&p, at, 1), "letters that are typed");
}

Test(pace, nothing_is_asked_before_the_first_picture)
{
	cr_expect_eq(pace_hold(&p, 1), 0);
	cr_expect_not(pace_painted(&p, 1, PAGE));
	cr_expect_not(pace_expects(&p, 2));
}

Test(pace, a_fast_line_loses_nothing)
{
	hold_key(MOVE, 1, 0);
	cr_expect_geq(pictures, 90);
	cr_expect_leq(questions, 13, "four a second: %d", questions);
	hold_key(PAGE, 20, 0);
	cr_expect_geq(pictures, 90, "%d", pictures);
}

/* A satellite: an answer takes long, but not longer than the shortest. */
Test(pace, a_long_way_is_no_slow_line)
{
	hold_key(MOVE, 600, 0);
	cr_expect_geq(pictures, 85, "%d", pictures);
}

Test(pace, a_slow_line_carries_one_picture_at_a_time)
{
	/* Pages, of which one takes such a line 1.6 s: three may be under way before the first answer. */
	int64_t after = hold_key(PAGE, 300, 1);
	cr_expect_lt(after, 3 * PAGE + 300, "%d ms for %d pictures", (int)after, pictures);
	pace_init(&p, true);
	after = hold_key(PAGE, 300, 1);
	cr_expect_gt(after, 10000, "without questions: %d ms", (int)after);
}

Test(pace, a_terminal_that_never_answers_waits_twice_at_most)
{
	int64_t waited = 0;
	for (int64_t at = 1000; at < 30000; at += 33) {
		int wait = pace_hold(&p, at);
		waited += wait;
		at += wait;
		cr_expect_eq(pace_hold(&p, at), 0, "as long as it said");
		questions += pace_painted(&p, at, PAGE);
	}
	cr_expect_eq(questions, 2);
	cr_expect_leq(waited, 6000, "%d", (int)waited);
	cr_expect(p.off);
	pace_answered(&p, 31000);
	cr_expect_not(p.off, "it answers after all");
}

/* Two questions under way: the answer of the first does not speak for the second. */
Test(pace, a_late_answer_is_not_taken_for_the_next_one)
{
	int64_t at = 1000;
	while (!pace_painted(&p, at, PAGE))
		at += 10;
	while (pace_hold(&p, at) > 0)
		at += pace_hold(&p, at);
	cr_assert(pace_painted(&p, at, PAGE));
	pace_answered(&p, at + 5);
	cr_expect_gt(pace_hold(&p, at + 6), 0, "still waiting");
	cr_expect_eq(p.best_ms, 0);
	pace_answered(&p, at + 500);
	cr_expect_eq(pace_hold(&p, at + 501), 0);
	cr_expect_eq(p.best_ms, 500);
	pace_answered(&p, at + 600);
	cr_expect_eq(p.owed, 0, "nobody asked for that one");
}

/* ---- Letters ---- */

static const char *typed(const char *bytes, int64_t now)
{
	static char out[64];
	uint32_t letter[PACE_LETTERS];
	size_t n = 0;
	for (; *bytes; bytes++)
		for (int i = 0, k = pace_letter(&p, (uint32_t)(unsigned char)*bytes, now, letter); i < k; i++)
			out[n++] = (char)letter[i];
	out[n] = 0;
	return out;
}

static void ask(void)
{
	int64_t at = 1000;
	while (!pace_painted(&p, at, PAGE))
		at += 10;
}

Test(pace, an_answer_in_pieces_is_no_letters)
{
	ask();
	cr_expect_str_eq(typed("a\033[0nb", 1100), "ab");
	cr_expect_eq(p.owed, 0);
	p.owed = 2;
	cr_expect_str_eq(typed("\033\033[3n", 1200), "\033", "Escape, and then an answer");
	cr_expect_eq(p.owed, 1);
}

Test(pace, what_only_looks_like_an_answer_was_typed)
{
	ask();
	cr_expect_str_eq(typed("\033[0m\033[[0n[0n", 1100), "\033[0m\033[[0n[0n");
	cr_expect_eq(p.owed, 1);
}

Test(pace, without_a_question_nothing_is_kept)
{
	cr_expect_str_eq(typed("\033[0n", 1100), "\033[0n");
	ask();
	cr_expect_str_eq(typed("\033", 90000), "\033", "it does not come any more");
}

Test(pace, an_escape_is_not_kept_for_long)
{
	uint32_t letter[PACE_LETTERS];
	ask();
	cr_expect_eq(pace_kept(&p, 1100), -1);
	cr_expect_str_eq(typed("\033[", 1100), "");
	cr_expect_eq(pace_kept(&p, 1110), 240);
	cr_expect_eq(pace_kept(&p, 1400), 0);
	cr_expect_eq(pace_release(&p, letter), 2);
	cr_expect(letter[0] == '\033' && letter[1] == '[');
	cr_expect_eq(pace_release(&p, letter), 0);
}
