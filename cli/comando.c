#include "cli/comando.h"

#include "cli/lista.h"

#include <string.h>

#define COMANDO_REF(name) &comando_##name,
static const struct comando *const list[] = { COMANDOS(COMANDO_REF) };

const struct comando *const *comandos(int *n)
{
	*n = sizeof list / sizeof *list;
	return list;
}

const struct comando *comando_find(const char *name)
{
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (strcmp(list[i]->name, name) == 0)
			return list[i];
	return NULL;
}

/* Does the summary of a command name this option? *value: wherever it does, a value follows. */
static bool named(const char *args, const char *option, size_t n, bool *value)
{
	bool found = false;
	*value = true;
	for (const char *at = args; (at = strstr(at, "--")); at += 2) {
		size_t len = 2 + strspn(at + 2, "abcdefghijklmnopqrstuvwxyz-");
		if (len != n || strncmp(at, option, n) != 0)
			continue;
		found = true;
		*value = *value && at[n] == ' ' && !strchr("|[-", at[n + 1]);
	}
	return found;
}

int comando_opciones(struct cli *c, const struct comando *command, int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		const char *option = argv[i];
		size_t n = strcspn(option, "=");
		bool value;
		if (option[0] != '-' || !option[1])
			continue;
		if (!named(command->args, option, n, &value))
			return cli_usage(c, "«%s» no tiene la opción %.*s", command->name, (int)n, option);
		if (!value && option[n])
			return cli_usage(c, "la opción %.*s va sola, sin «=»", (int)n, option);
		if (value && !option[n] && (i + 1 == argc || strncmp(argv[i + 1], "--", 2) == 0))
			return cli_usage(c, "a la opción %s le falta su valor", option);
		i += value && !option[n];
	}
	return 0;
}
