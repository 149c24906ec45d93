#include "base/config.h"
#include "base/date.h"
#include "base/file.h"
#include "base/yaml.h"
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SYSTEM_FILE "/etc/logros/config.yaml"

enum { BYTES_MAX = 1024 * 1024, NAME_MAX_LEN = 64, LOCK_DEFAULT = 10, LOCK_MAX = 24 * 60 };

static const char *const known[] = {
	"almacen", "definiciones", "programa", "usuario", "tema", "raton", "lector", "bloqueo_minutos", "fecha_prueba", "teclas",
	"respaldos", "respaldos_copia", "respaldo_automatico", NULL,
};
static const char *const themes[] = { "terminal", "claro", "oscuro", "contraste", "mono", NULL };

void config_defaults(struct config *c)
{
	*c = (struct config){
		.store = "/var/lib/logros",
		.programs = LOGROS_DATADIR "/programs",
		.programa = "medellin-solidaria",
		.usuario = "",
		.tema = "terminal",
		.raton = true,
		.respaldo_auto = true,
		.bloqueo_min = LOCK_DEFAULT,
		.fecha = DATE_NONE,
	};
}

/* "~/x" is of the home; another relative path stands beside the file that names it. */
static const char *full_path(struct arena *a, const char *file, const char *path)
{
	const char *home = getenv("HOME");
	if (path[0] == '~' && path[1] == '/' && home)
		return arena_printf(a, "%s%s", home, path + 1);
	const char *slash = strrchr(file, '/');
	if (path[0] == '/' || !slash)
		return path;
	return arena_printf(a, "%.*s%s", (int)(slash - file) + 1, file, path);
}

/* Names become parts of paths and keys of records: only what cannot mean anything else. */
static bool plain_name(const char *s, const char *more)
{
	size_t n = strlen(s);
	if (n == 0 || n > NAME_MAX_LEN || *s == '.' || *s == '-')
		return false;
	for (; *s; s++)
		if (!(*s >= 'a' && *s <= 'z') && !(*s >= '0' && *s <= '9') && !strchr(more, *s))
			return false;
	return true;
}

static void take_path(const struct yaml_node *map, const char *key, struct arena *a, const char **out, struct problems *p)
{
	const char *text = yaml_text(map, key, false, p);
	if (text && strchr(text, '\n'))
		yaml_problem(p, yaml_get(map, key), "«%s»: se espera una sola línea", key);
	else if (text && *text)
		*out = full_path(a, map->file, text);
}

static void take_name(const struct yaml_node *map, const char *key, const char *more, const char **out, struct problems *p)
{
	const char *text = yaml_text(map, key, false, p);
	if (text && !plain_name(text, more))
		yaml_problem(p, yaml_get(map, key), "«%s»: se esperan solo letras minúsculas sin tilde, cifras y «%s»; dice «%.80s»", key, more, text);
	else if (text)
		*out = text;
}

static void take_theme(const struct yaml_node *map, struct config *c, struct problems *p)
{
	const char *text = yaml_text(map, "tema", false, p);
	if (!text)
		return;
	for (const char *const *t = themes; *t; t++)
		if (strcmp(*t, text) == 0) {
			c->tema = text;
			return;
		}
	const char *near = yaml_nearest(text, themes);
	if (near)
		yaml_problem(p, yaml_get(map, "tema"), "«tema»: no existe «%.80s»; quizá «%s»", text, near);
	else
		yaml_problem(p, yaml_get(map, "tema"), "«tema»: no existe «%.80s»; hay terminal, claro, oscuro, contraste y mono", text);
}

static void take_lock(const struct yaml_node *map, struct config *c, struct problems *p)
{
	int64_t minutes;
	if (!yaml_int(map, "bloqueo_minutos", false, &minutes, p))
		return;
	if (minutes < 0 || minutes > LOCK_MAX)
		yaml_problem(p, yaml_get(map, "bloqueo_minutos"), "«bloqueo_minutos»: va de 0 (nunca) a %d", LOCK_MAX);
	else
		c->bloqueo_min = (int)minutes;
}

static struct config_key *key_of(struct config *c, struct arena *a, const char *action)
{
	for (int i = 0; i < c->n_key; i++)
		if (strcmp(c->key[i].action, action) == 0)
			return &c->key[i];
	return ARENA_PUSH(a, c->key, c->n_key, c->cap_key);
}

static void take_keys(const struct yaml_node *map, struct config *c, struct arena *a, struct problems *p)
{
	const struct yaml_node *keys = yaml_map(map, "teclas", false, p);
	for (int i = 0; keys && i < keys->n; i++) {
		const struct yaml_node *action = keys->key[i];
		const char *text = yaml_text(keys, action->text, true, p);
		if (!plain_name(action->text, "-_"))
			yaml_problem(p, action, "«%.80s» no es el nombre de una acción; la ayuda (F1) los muestra", action->text);
		else if (text && !text[strspn(text, " ")])
			yaml_problem(p, keys->item[i], "«%s»: falta la tecla, por ejemplo «F2» o «Ctrl-S»", action->text);
		else if (text)
			*key_of(c, a, action->text) = (struct config_key){
				.action = action->text, .keys = text, .file = keys->file, .line = keys->item[i]->line, .col = keys->item[i]->col,
			};
	}
}

static void take_all(const struct yaml_node *map, struct config *c, struct arena *a, struct problems *p)
{
	yaml_known(map, known, p);
	if (map->kind != YAML_MAP)
		return;
	take_path(map, "almacen", a, &c->store, p);
	take_path(map, "definiciones", a, &c->programs, p);
	take_name(map, "programa", "-", &c->programa, p);
	take_name(map, "usuario", "-_.", &c->usuario, p);
	take_theme(map, c, p);
	take_path(map, "respaldos", a, &c->respaldos, p);
	take_path(map, "respaldos_copia", a, &c->respaldos_copia, p);
	yaml_bool(map, "respaldo_automatico", false, &c->respaldo_auto, p);
	yaml_bool(map, "raton", false, &c->raton, p);
	yaml_bool(map, "lector", false, &c->lector, p);
	take_lock(map, c, p);
	yaml_date(map, "fecha_prueba", false, &c->fecha, p);
	take_keys(map, c, a, p);
}

/* A file in which every line is commented out is a wish for the built-in values, not a mistake. */
static bool only_comments(const char *s)
{
	while (*s) {
		s += strspn(s, " \r\n");
		if (*s && *s != '#')
			return false;
		s += strcspn(s, "\n");
	}
	return true;
}

static void read_file(struct config *c, struct arena *a, const char *path, struct problems *p)
{
	size_t len = 0;
	struct err err = { 0 };
	char *bytes = file_read(a, path, BYTES_MAX, &len, &err);
	c->file = arena_strdup(a, path);
	if (bytes && strlen(bytes) == len && only_comments(bytes))
		return;
	const struct yaml_node *map = bytes ? yaml_parse(a, path, bytes, len, p) : yaml_load(a, path, p);
	if (map)
		take_all(map, c, a, p);
}

static const char *user_file(struct arena *a)
{
	const char *base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	if (base && *base == '/')
		return arena_printf(a, "%s/logros/config.yaml", base);
	return home && *home ? arena_printf(a, "%s/.config/logros/config.yaml", home) : NULL;
}

static const char *login_name(struct arena *a)
{
	const struct passwd *pw = getpwuid(getuid());
	return pw && pw->pw_name ? arena_strdup(a, pw->pw_name) : arena_printf(a, "uid-%u", (unsigned)getuid());
}

bool config_load(struct config *c, struct arena *a, const char *path, struct problems *p)
{
	int before = p->n;
	config_defaults(c);
	c->usuario = login_name(a);
	const char *named = path ? path : getenv("LOGROS_CONFIG");
	if (named && *named) {
		read_file(c, a, named, p);
		return p->n == before;
	}
	const char *user = user_file(a);
	if (file_exists(SYSTEM_FILE))
		read_file(c, a, SYSTEM_FILE, p);
	if (user && file_exists(user))
		read_file(c, a, user, p);
	return p->n == before;
}
