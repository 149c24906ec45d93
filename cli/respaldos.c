#include "cli/respaldos.h"

#include "base/date.h"
#include "store/hijo.h"
#include "store/respaldo.h"

#include <stdio.h>

enum { HUNG_UP = 75 };

struct encargo { struct store *store; const struct cli *cli; };

static struct respaldo_pedido order(const struct cli *c, const char *motivo)
{
	return (struct respaldo_pedido){ .carpeta = c->config.respaldos, .copia = c->config.respaldos_copia, .motivo = motivo };
}

static bool work(void *arg, struct err *err)
{
	const struct encargo *e = arg;
	struct respaldo_pedido p = order(e->cli, "del día");
	return respaldo_aparte(e->store, &p, err);
}

static bool due(const struct cli *c, struct store *store, enum respaldo_ocasion when)
{
	struct store_info info;
	store_info(store, &info);
	return c->config.respaldo_auto && !info.practica && !info.read_only && respaldo_debido(store, when);
}

void respaldos_al_entrar(struct cli *c, struct store *store)
{
	struct encargo e = { store, c };
	if (due(c, store, RESPALDO_AL_ENTRAR))
		hijo_start(store, work, &e);
}

void respaldos_al_salir(struct cli *c, struct store *store, int status)
{
	struct encargo e = { store, c };
	struct respaldo_pedido p = order(c, "al terminar");
	struct err err = { 0 };
	struct respaldo r;
	const char *aviso = NULL;
	if (!due(c, store, RESPALDO_AL_SALIR))
		return;
	if (status == HUNG_UP) {           /* the terminal is gone and nobody waits */
		hijo_start(store, work, &e);
		return;
	}
	fputs("Guardando el respaldo del día…\n", stderr);
	if (!respaldo_hacer(store, &p, &c->arena, &r, &aviso, &err))
		fprintf(stderr, "logros: el respaldo del día quedó pendiente: %s\n", err.text);
	else if (aviso)
		fprintf(stderr, "logros: %s\n", aviso);
}

bool respaldos_antes(struct cli *c, struct store *store, const char *motivo)
{
	struct respaldo_pedido p = order(c, motivo);
	struct store_info info;
	struct respaldo r;
	store_info(store, &info);
	if (!c->config.respaldo_auto || info.practica || info.operaciones == 0)
		return true;
	return respaldo_hacer(store, &p, &c->arena, &r, NULL, &c->err) || err_wrap(&c->err, "No se empezó, porque antes se guarda un respaldo y no se pudo");
}

int respaldos_lista(struct cli *c, struct respaldo_linea **out)
{
	const char *folder = c->config.respaldos ? c->config.respaldos : respaldo_carpeta(cli_store_path(c), &c->arena);
	struct respaldo *list;
	char when[DATE_TEXT];
	int n = respaldo_listar(folder, &c->arena, &list), kept = 0;
	*out = arena_array(&c->arena, struct respaldo_linea, n > 0 ? n : 1);
	for (int i = 0; i < n; i++)
		if (list[i].legible)
			(*out)[kept++] = (struct respaldo_linea){ list[i].ruta, arena_strdup(&c->arena, clock_text(list[i].l.cuando, when)),
				arena_printf(&c->arena, "%u %s y %llu %s", list[i].l.hogares, list[i].l.hogares == 1 ? "hogar" : "hogares", (unsigned long long)list[i].l.operaciones,
					list[i].l.operaciones == 1 ? "operación" : "operaciones") };
	return kept;
}
