#include "cli/migraciones.h"

bool cli_migraciones(struct cli *c, const struct programa *p, const struct migration ***out, int *n, struct problems *problems)
{
	const char *folder = arena_printf(&c->arena, "%s/%s/migraciones", cli_programs(c), c->config.programa);
	return migration_load_folder(&c->arena, &p->dict, p->form, p->n_form, folder, out, n, problems);
}
