#include "tui/grupo_vista.h"

#include "model/alerta.h"
#include "tui/screens.h"

#include <stdlib.h>
#include <string.h>

struct pedido { struct app *app; struct arena *arena; };
/* The words of a value and its place; NULL: not for this person. */
typedef const char *words(const struct pedido *, const char *id, int *place);

static const char *phase(const struct pedido *p, const char *id, int *place)
{
	const struct ruta *ruta = p->app->programa->ruta;
	for (int i = 0; i < ruta->n; i++)
		if (strcmp(ruta->fase[i].id, id) == 0) {
			*place = i;
			return ruta->fase[i].nombre;
		}
	return *id ? id : "Sin fase";
}

static const char *moment(const struct pedido *p, const char *id, int *place)
{
	const struct momento *m = ruta_momento(p->app->programa->ruta, id);
	*place = m ? m->orden : *place;
	return m ? m->nombre : *id ? id : "Sin momento";
}

static const char *state(const struct pedido *p, const char *id, int *place)
{
	(void)p;
	(void)place;
	return *id ? campo_choice_label("estado_hogar", id) : "Sin estado";
}

static const char *commune(const struct pedido *p, const char *id, int *place)
{
	const struct variable *comuna = dict_find(&p->app->programa->dict, "comuna");
	(void)place;
	if (!*id)
		return "Sin comuna";
	return comuna && comuna->choices ? choice_label(comuna->choices, id) : id;
}

static const char *cell(const struct pedido *p, const char *id, int *place)
{
	*place = atoi(id);
	return *place ? arena_printf(p->arena, "Celda %s", id) : "Celda por determinar";
}

static const char *alert(const struct pedido *p, const char *id, int *place)
{
	const struct alerta *a = p->app->programa->alertas ? alerta_find(p->app->programa->alertas, id) : NULL;
	(void)place;
	if (!a || (a->reservada && !lista_reservadas(p->app->store)))
		return NULL;
	return arena_printf(p->arena, "%s %s", a->id, a->nombre);
}

static const char *worker(const struct pedido *p, const char *id, int *place)
{
	(void)place;
	return store_user_name(p->app->store, id, p->arena);
}

static const struct { const char *titulo, *uno; words *words; size_t slot; } kind[] = {
	[POR_FASE] = { "Por fase", "Fase", phase, offsetof(struct filtro, fase) },
	[POR_MOMENTO] = { "Por momento", "Momento", moment, offsetof(struct filtro, momento) },
	[POR_ESTADO] = { "Por estado", "Estado", state, offsetof(struct filtro, estado) },
	[POR_COMUNA] = { "Por comuna o localidad", "Comuna", commune, offsetof(struct filtro, comuna) },
	[POR_CELDA] = { "Por celda de la matriz", "Matriz", cell, 0 },
	[POR_ALERTA] = { "Por alerta", "Alerta", alert, offsetof(struct filtro, alerta) },
	[POR_COGESTOR] = { "Por cogestor(a)", "Cogestor(a)", worker, offsetof(struct filtro, cogestor) },
};

/* Few lines: those with a place of their own go to it, the others stay as they come. */
static void insert(struct grupo *g, int *place, struct grupo_linea line, int at)
{
	int i = g->n++;
	for (; i > 0 && place[i - 1] > at; i--) {
		g->linea[i] = g->linea[i - 1];
		place[i] = place[i - 1];
	}
	g->linea[i] = line;
	place[i] = at;
}

void grupo_read(struct app *app, struct txn *txn, enum lista_por por, struct arena *arena, struct grupo *g)
{
	struct pedido p = { app, arena };
	struct lista_valor *v;
	int n = lista_por(txn, app->programa->ruta, por, app->hoy, arena, &v), *place = arena_array(arena, int, n + 1);
	*g = (struct grupo){ .titulo = kind[por].titulo, .uno = kind[por].uno, .linea = arena_array(arena, struct grupo_linea, n + 1) };
	for (int i = 0; i < n; i++) {
		struct grupo_linea line = { .valor = v[i], .filtro = FILTRO_TODO };
		int at = n;
		line.nombre = kind[por].words(&p, v[i].id, &at);
		if (por == POR_CELDA)
			line.filtro.celda = atoi(v[i].id);
		else
			*(const char **)((char *)&line.filtro + kind[por].slot) = v[i].id;
		if (line.nombre)
			insert(g, place, line, at);
	}
}

const struct hogares_arg *grupo_abre(struct arena *arena, const struct grupo *g, const struct grupo_linea *line)
{
	struct hogares_arg arg = { .filtro = line->filtro, .title = arena_printf(arena, "%s: %s", g->uno, line->nombre) };
	return arena_copy(arena, &arg, sizeof arg);
}
