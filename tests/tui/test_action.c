#include "tui/action.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <string.h>

static struct arena arena;
static struct config config;
static struct problems problems;

static void start(void)
{
	arena_init(&arena);
	problems_init(&problems, &arena);
	config_defaults(&config);
	config.file = "config.yaml";
}
static void stop(void) { arena_done(&arena); }
TestSuite(action, .init = start, .fini = stop);

static struct keymap *keymap_with(const char *action, const char *keys)
{
	config.key = arena_new(&arena, struct config_key);
	*config.key = (struct config_key){ .action = action, .keys = keys, .file = "config.yaml", .line = 7, .col = 3 };
	config.n_key = 1;
	return keymap_make(&arena, &config, &problems);
}

static bool problem_has(const char *words)
{
	for (int i = 0; i < problems.n; i++)
		if (strstr(problems.item[i].text, words))
			return true;
	return false;
}

Test(action, defaults_do_not_clash)
{
	struct keymap *map = keymap_make(&arena, &config, &problems);
	cr_expect_eq(problems.n, 0, "%s", problems.n ? problems.item[0].text : "");
	cr_expect_eq(keymap_find(map, K_F2), ACTION_GUARDAR);
	cr_expect_eq(keymap_find(map, K_CTRL + 's'), ACTION_GUARDAR);
	cr_expect_eq(keymap_find(map, K_ALT + '2'), ACTION_GUARDAR);
	cr_expect_eq(keymap_find(map, K_CTRL + 'y'), ACTION_NONE);
	cr_expect_str_eq(keymap_key(map, ACTION_ABAJO), "↓");
	cr_expect_str_eq(keymap_keys(map, ACTION_GUARDAR, &arena), "F2, Ctrl-S, Alt-2");
}

/* Latin American keyboards reach everything without AltGr; a web terminal or a phone may have no function keys. */
Test(action, each_function_key_has_a_twin)
{
	struct keymap *map = keymap_make(&arena, &config, &problems);
	for (int key = K_F1; key <= K_F10; key++) {
		enum action action = keymap_find(map, key);
		const char *all = keymap_keys(map, action, &arena);
		cr_expect_neq(action, ACTION_NONE, "F%d does nothing", key - K_F1 + 1);
		cr_expect(strstr(all, "Ctrl-") || strstr(all, "Esc") || strstr(all, "Alt-"), "%s", all);
	}
}

Test(action, every_action_has_name_label_help_and_key)
{
	struct keymap *map = keymap_make(&arena, &config, &problems);
	for (int a = ACTION_NONE + 1; a < ACTION_INSERT; a++) {
		cr_expect(*action_name((enum action)a) && *action_label((enum action)a) && *action_help((enum action)a), "action %d", a);
		cr_expect(*keymap_key(map, (enum action)a), "%s has no key", action_name((enum action)a));
		for (const char *p = action_name((enum action)a); *p; p++)
			cr_expect(islower((unsigned char)*p) || *p == '_');
	}
	cr_expect_str_eq(action_name(ACTION_INSERT), "");
}

Test(action, names_of_keys_go_both_ways)
{
	static const char *const name[] = { "F1", "F12", "Up", "PgDn", "Enter", "Esc", "BackTab", "Del", "Ctrl-S", "Alt-2", "Alt-x" };
	for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
		int key = key_parse(name[i]);
		cr_expect_neq(key, K_NONE, "%s", name[i]);
		cr_expect_eq(key_parse(key_name(key, &arena)), key, "%s is shown as %s", name[i], key_name(key, &arena));
	}
	static const char *const wrong[] = { "", "F13", "Ctrl-", "Ctrl-1", "Ctrl-AB", "Alt-ñ", "Shift-A", "ctrl-s" };
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		cr_expect_eq(key_parse(wrong[i]), K_NONE, "%s", wrong[i]);
}

Test(action, the_configuration_replaces_the_keys_of_an_action)
{
	struct keymap *map = keymap_with("guardar", "F2 Ctrl-Y");
	cr_expect_eq(problems.n, 0);
	cr_expect_eq(keymap_find(map, K_CTRL + 'y'), ACTION_GUARDAR);
	cr_expect_eq(keymap_find(map, K_CTRL + 's'), ACTION_NONE);
}

Test(action, what_is_wrong_in_the_configuration_is_said_with_its_place)
{
	keymap_with("guardarr", "F2");
	cr_expect(problem_has("guardarr"));
	cr_expect_eq(problems.item[0].line, 7);
	cr_expect_eq(problems.item[0].col, 3);
	keymap_with("guardar", "F2 Ctrl-9");
	cr_expect(problem_has("Ctrl-9"));
}

Test(action, one_key_for_two_actions_is_a_problem)
{
	keymap_with("marcar", "F2");
	cr_assert_eq(problems.n, 1);
	cr_expect(strstr(problems.item[0].text, "guardar") && strstr(problems.item[0].text, "marcar"), "%s", problems.item[0].text);
}

Test(action, blanks_between_keys_do_not_matter)
{
	struct keymap *map = keymap_with("guardar", "  F2   Ctrl-Y ");
	cr_expect_eq(problems.n, 0);
	cr_expect_str_eq(keymap_keys(map, ACTION_GUARDAR, &arena), "F2, Ctrl-Y");
}
