#include "tui/action.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const struct { const char *name, *label, *help, *keys; } list[ACTIONS] = {
#define X(id, name, label, help, keys) [ACTION_##id] = { name, label, help, keys },
	ACTION_LIST(X)
#undef X
};

static const struct { int key; const char *name, *shown; } key_list[] = {
	{ K_F1, "F1", "F1" }, { K_F2, "F2", "F2" }, { K_F3, "F3", "F3" }, { K_F4, "F4", "F4" }, { K_F5, "F5", "F5" }, { K_F6, "F6", "F6" },
	{ K_F7, "F7", "F7" }, { K_F8, "F8", "F8" }, { K_F9, "F9", "F9" }, { K_F10, "F10", "F10" }, { K_F11, "F11", "F11" }, { K_F12, "F12", "F12" },
	{ K_UP, "Up", "↑" }, { K_DOWN, "Down", "↓" }, { K_LEFT, "Left", "←" }, { K_RIGHT, "Right", "→" }, { K_HOME, "Home", "Inicio" }, { K_END, "End", "Fin" },
	{ K_PGUP, "PgUp", "RePág" }, { K_PGDN, "PgDn", "AvPág" }, { K_INSERT, "Ins", "Ins" }, { K_DELETE, "Del", "Supr" }, { K_ENTER, "Enter", "Entrar" },
	{ K_ESC, "Esc", "Esc" }, { K_TAB, "Tab", "Tab" }, { K_BACKTAB, "BackTab", "Mayús-Tab" }, { K_BACKSPACE, "Backspace", "Retroceso" },
};
enum { KEY_NAMES = sizeof key_list / sizeof *key_list, KEYS_MAX = 8 };

struct keymap { int key[ACTIONS][KEYS_MAX]; int n[ACTIONS]; char first[ACTIONS][16]; };

int key_parse(const char *name)
{
	int modifier = strncmp(name, "Ctrl-", 5) == 0 ? K_CTRL : strncmp(name, "Alt-", 4) == 0 ? K_ALT : 0;
	if (modifier) {
		const char *rest = name + (modifier == K_CTRL ? 5 : 4);
		bool right = rest[0] && !rest[1] && (isalpha((unsigned char)*rest) || (modifier == K_ALT && isdigit((unsigned char)*rest)));
		return right ? modifier + tolower((unsigned char)*rest) : K_NONE;
	}
	for (int i = 0; i < KEY_NAMES; i++)
		if (strcmp(key_list[i].name, name) == 0 || strcmp(key_list[i].shown, name) == 0)
			return key_list[i].key;
	return K_NONE;
}

const char *key_name(int key, struct arena *arena)
{
	if (key & (K_CTRL | K_ALT))
		return arena_printf(arena, "%s-%c", key & K_CTRL ? "Ctrl" : "Alt", toupper(key & 0xff));
	for (int i = 0; i < KEY_NAMES; i++)
		if (key_list[i].key == key)
			return key_list[i].shown;
	return "";
}

static enum action action_by_name(const char *name)
{
	for (int a = ACTION_NONE + 1; a < ACTION_INSERT; a++)
		if (strcmp(list[a].name, name) == 0)
			return (enum action)a;
	return ACTION_NONE;
}

/* Keys are written with blanks between: "F2 Ctrl-S". */
static void keymap_set(struct keymap *map, enum action action, const char *keys, const struct config *config, const struct config_key *from, struct problems *problems)
{
	char one[32];
	map->n[action] = 0;
	for (const char *p = keys; *p;) {
		size_t n = strcspn(p, " ");
		if (n > 0 && n < sizeof one) {
			memcpy(one, p, n);
			one[n] = 0;
			int key = key_parse(one);
			if (key == K_NONE)
				problem_add(problems, config->file, from ? from->line : 0, from ? from->col : 0, "la tecla «%s» no existe; por ejemplo: F2, Ctrl-S, Alt-2, Enter", one);
			else if (map->n[action] < KEYS_MAX)
				map->key[action][map->n[action]++] = key;
		}
		p += n + (p[n] == ' ');
	}
}

static void find_clashes(const struct keymap *map, const struct config *config, struct problems *problems)
{
	for (int a = ACTION_NONE + 1; a < ACTION_INSERT; a++)
		for (int i = 0; i < map->n[a]; i++)
			for (int b = a + 1; b < ACTION_INSERT; b++)
				for (int j = 0; j < map->n[b]; j++)
					if (map->key[a][i] == map->key[b][j])
						problem_add(problems, config->file, 0, 0, "la misma tecla está puesta para «%s» y para «%s»", list[a].name, list[b].name);
}

struct keymap *keymap_make(struct arena *arena, const struct config *config, struct problems *problems)
{
	struct keymap *map = arena_new(arena, struct keymap);
	for (int a = ACTION_NONE + 1; a < ACTION_INSERT; a++)
		keymap_set(map, (enum action)a, list[a].keys, config, NULL, problems);
	for (int i = 0; i < config->n_key; i++) {
		const struct config_key *k = &config->key[i];
		enum action action = action_by_name(k->action);
		if (action == ACTION_NONE)
			problem_add(problems, config->file, k->line, k->col, "la acción «%s» no existe", k->action);
		else
			keymap_set(map, action, k->keys, config, k, problems);
	}
	find_clashes(map, config, problems);
	for (int a = ACTION_NONE + 1; a < ACTION_INSERT; a++)
		if (map->n[a] > 0)
			snprintf(map->first[a], sizeof map->first[a], "%s", key_name(map->key[a][0], arena));
	return map;
}

enum action keymap_find(const struct keymap *map, int key)
{
	for (int a = ACTION_NONE + 1; a < ACTION_INSERT; a++)
		for (int i = 0; i < map->n[a]; i++)
			if (map->key[a][i] == key)
				return (enum action)a;
	return ACTION_NONE;
}

const char *keymap_key(const struct keymap *map, enum action action)
{
	return map->first[action];
}

const char *keymap_keys(const struct keymap *map, enum action action, struct arena *arena)
{
	const char *all = "";
	for (int i = 0; i < map->n[action]; i++)
		all = arena_printf(arena, "%s%s%s", all, *all ? ", " : "", key_name(map->key[action][i], arena));
	return all;
}

const char *action_name(enum action a) { return list[a].name ? list[a].name : ""; }
const char *action_label(enum action a) { return list[a].label ? list[a].label : ""; }
const char *action_help(enum action a) { return list[a].help ? list[a].help : ""; }

bool action_mira(enum action a)
{
	static const enum action only[] = { ACTION_VOLVER, ACTION_TICK, ACTION_HISTORIA, ACTION_SECCION, ACTION_ABRIR, ACTION_SIGUIENTE, ACTION_ANTERIOR, ACTION_ARRIBA, ACTION_ABAJO,
		ACTION_PAG_ARRIBA, ACTION_PAG_ABAJO, ACTION_CLICK, ACTION_WHEEL_UP, ACTION_WHEEL_DOWN };
	for (size_t i = 0; i < sizeof only / sizeof *only; i++)
		if (only[i] == a)
			return true;
	return false;
}
