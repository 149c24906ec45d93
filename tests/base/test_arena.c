#include "base/arena.h"
#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

Test(arena, zeroed_aligned_and_apart)
{
	struct arena a;
	arena_init(&a);
	unsigned char *piece[300];
	for (size_t i = 0; i < 300; i++) {
		piece[i] = arena_alloc(&a, i * 7);
		cr_assert_eq((uintptr_t)piece[i] % _Alignof(max_align_t), 0);
		for (size_t k = 0; k < i * 7; k++)
			cr_assert_eq(piece[i][k], 0);
		memset(piece[i], (int)(i % 255) + 1, i * 7);
		arena_strdup(&a, "x");
	}
	for (size_t i = 0; i < 300; i++)
		for (size_t k = 0; k < i * 7; k++)
			cr_assert_eq(piece[i][k], (i % 255) + 1);
	arena_done(&a);
}

Test(arena, zeroed_again_after_a_reset)
{
	struct arena a;
	arena_init(&a);
	for (int round = 0; round < 3; round++) {
		char *p = arena_alloc(&a, 2000);
		for (int i = 0; i < 2000; i++)
			cr_assert_eq(p[i], 0);
		memset(p, 'x', 2000);
		arena_reset(&a);
	}
	arena_done(&a);
}

Test(arena, reset_keeps_a_block_to_work_in)
{
	struct arena a;
	arena_init(&a);
	for (int i = 0; i < 1000; i++)
		arena_alloc(&a, 1000);
	arena_reset(&a);
	void *kept = a.head;
	cr_assert_not_null(kept);
	void *first = arena_alloc(&a, 1000);
	arena_reset(&a);
	cr_expect_eq(arena_alloc(&a, 1000), first);
	cr_expect_eq((void *)a.head, kept);
	arena_done(&a);
	cr_expect_null(a.head);
}

Test(arena, a_large_piece_leaves_the_head_in_use)
{
	struct arena a;
	arena_init(&a);
	char *before = arena_alloc(&a, 16);
	char *large = arena_alloc(&a, 5 * 1024 * 1024);
	char *after = arena_alloc(&a, 16);
	large[5 * 1024 * 1024 - 1] = 1;
	cr_expect_eq(after, before + 16);
	arena_done(&a);
}

Test(arena, texts)
{
	struct arena a;
	arena_init(&a);
	cr_expect_null(arena_strdup(&a, NULL));
	cr_expect_null(arena_strndup(&a, NULL, 3));
	cr_expect_str_eq(arena_strdup(&a, ""), "");
	cr_expect_str_eq(arena_strndup(&a, "hogar", 3), "hog");
	cr_expect_str_eq(arena_strndup(&a, "hogar", 30), "hogar");
	cr_expect_str_eq(arena_printf(&a, "%d hogares", 3), "3 hogares");
	for (int n = 0; n < 6000; n += 37) {
		char *s = arena_printf(&a, "%0*d", n + 1, 7);
		cr_assert_eq(strlen(s), (size_t)n + 1);
		cr_assert_eq(s[n], '7');
	}
	cr_expect_arr_eq(arena_copy(&a, "a\0b", 3), "a\0b", 3);
	arena_done(&a);
}

Test(arena, grow_in_place_and_by_moving)
{
	struct arena a;
	arena_init(&a);
	char *p = arena_grow(&a, NULL, 0, 8);
	memcpy(p, "1234567", 8);
	char *same = arena_grow(&a, p, 8, 64);
	cr_expect_eq(same, p);
	cr_expect_str_eq(same, "1234567");
	cr_expect_eq(same[63], 0);
	arena_strdup(&a, "en medio");
	char *moved = arena_grow(&a, same, 64, 128);
	cr_expect_neq(moved, same);
	cr_expect_str_eq(moved, "1234567");
	cr_expect_eq(moved[127], 0);
	cr_expect_eq(arena_grow(&a, moved, 128, 100), moved);
	arena_done(&a);
}

Test(arena, grown_memory_is_zeroed_where_it_was_used_before)
{
	struct arena a;
	arena_init(&a);
	memset(arena_alloc(&a, 3000), 'x', 3000);
	arena_reset(&a);
	char *p = arena_alloc(&a, 8);
	p = arena_grow(&a, p, 8, 100);
	arena_strdup(&a, "en medio");
	p = arena_grow(&a, p, 100, 1000);
	for (int i = 0; i < 1000; i++)
		cr_assert_eq(p[i], 0);
	arena_done(&a);
}

Test(arena, pushing)
{
	struct arena a;
	arena_init(&a);
	int *list = NULL, n = 0, cap = 0;
	for (int i = 0; i < 5000; i++) {
		*ARENA_PUSH(&a, list, n, cap) = i * 3;
		if (i % 7 == 0)
			arena_strdup(&a, "otro");
	}
	cr_assert_eq(n, 5000);
	for (int i = 0; i < n; i++)
		cr_assert_eq(list[i], i * 3);
	arena_done(&a);
}

static void say_goodbye(void)
{
	_exit(42);
}

Test(arena, out_of_memory_calls_the_hook)
{
	pid_t child = fork();
	if (child == 0) {
		struct arena a;
		arena_init(&a);
		arena_on_oom(say_goodbye);
		arena_alloc(&a, SIZE_MAX - 64);
		_exit(0);
	}
	int status;
	waitpid(child, &status, 0);
	cr_assert(WIFEXITED(status));
	cr_expect_eq(WEXITSTATUS(status), 42);
}
