#include "tui/maestra_lista.h"

enum { TROZOS = 8, EXACTOS = 8 };    /* slices that a key may wait for */

static const char *const cuales_texto[] = { [MAESTRA_TODAS] = "en total", [MAESTRA_PENDIENTES] = "por visitar", [MAESTRA_VISITADAS] = "registrados" };

void maestra_lista_init(struct maestra_lista *l, struct app *app)
{
	*l = (struct maestra_lista){ .app = app, .texto = "", .cuales = MAESTRA_PENDIENTES };
	arena_init(&l->numeros);
	arena_init(&l->page);
}

void maestra_lista_done(struct maestra_lista *l)
{
	arena_done(&l->numeros);
	arena_done(&l->page);
}

static bool known(const struct maestra_lista *l, uint32_t num)
{
	for (int i = 0; i < l->n_exactos; i++)
		if (l->num[i] == num)
			return true;
	return false;
}

static void find_more(struct maestra_lista *l, struct txn *txn, int more)
{
	struct pregunta *p = maestra_preguntar(txn, l->texto, l->cuales, &txn->arena);
	uint32_t some[MAESTRA_PAGINA];
	for (int i = 0; i < TROZOS && more > 0 && !l->hasta.fin; i++) {
		int n = busqueda_next(p, &l->hasta, some, more < MAESTRA_PAGINA ? more : MAESTRA_PAGINA);
		for (int k = 0; k < n; k++)
			if (!known(l, some[k]))
				*ARENA_PUSH(&l->numeros, l->num, l->n, l->cap) = some[k];
		more -= n;
	}
}

/* Who has that very document or code stands first, at once: a scan of two million rows need not be waited for. */
static void find_exact(struct maestra_lista *l, struct txn *txn)
{
	struct pregunta *p = maestra_preguntar(txn, l->texto, l->cuales, &txn->arena);
	struct busqueda_lugar at = { 0 };
	uint32_t some[EXACTOS];
	int n = busqueda_exactos(p, some, EXACTOS);
	for (int i = 0; i < n; i++)
		if (busqueda_has(p, &at, some[i]))
			*ARENA_PUSH(&l->numeros, l->num, l->n, l->cap) = some[i];
	l->n_exactos = l->n;
}

static void read_rows(struct maestra_lista *l, struct txn *txn, int top, int rows)
{
	arena_reset(&l->page);
	l->desde = top < l->n ? top : 0;
	rows = rows > 0 ? rows : MAESTRA_PAGINA;
	l->n_fila = l->n - l->desde < rows ? l->n - l->desde : rows;
	l->fila = arena_array(&l->page, struct maestra, l->n_fila + 1);
	for (int i = 0; i < l->n_fila; i++)
		if (!maestra_get(txn, l->num[l->desde + i], &l->page, &l->fila[i]))
			l->fila[i] = (struct maestra){ 0 };
}

bool maestra_lista_leer(struct maestra_lista *l, int more, int top, int rows, struct err *err)
{
	struct txn txn;
	if (!txn_read(&txn, l->app->store, err))
		return false;
	if (l->n == 0 && l->hasta.desde == 0)
		find_exact(l, &txn);
	find_more(l, &txn, more);
	read_rows(l, &txn, top, rows);
	maestra_total(&txn, &l->total);
	return txn_commit(&txn, err);
}

bool maestra_lista_buscar(struct maestra_lista *l, int want, int top, int rows, struct err *err)
{
	arena_reset(&l->numeros);
	l->num = NULL;
	l->n = l->cap = l->n_exactos = 0;
	l->hasta = l->contado = (struct busqueda_lugar){ 0 };
	l->cuenta = 0;
	return maestra_lista_leer(l, want > MAESTRA_PAGINA ? want : MAESTRA_PAGINA, top, rows, err);
}

/* First somebody to show, then how many there are. */
enum work maestra_lista_work(struct maestra_lista *l, int rows, struct err *err)
{
	struct txn txn;
	bool first = l->n == 0 && !l->hasta.fin;
	if ((l->contado.fin && !first) || !txn_read(&txn, l->app->store, err))
		return WORK_NONE;
	if (first) {
		find_more(l, &txn, MAESTRA_PAGINA);
		read_rows(l, &txn, 0, rows);
	} else {
		l->cuenta += busqueda_count(maestra_preguntar(&txn, l->texto, l->cuales, &txn.arena), &l->contado);
	}
	l->contado.fin |= !txn_ok(&txn);
	txn_commit(&txn, err);
	return l->contado.fin || (first && (l->n > 0 || l->hasta.fin)) ? WORK_SHOW : WORK_MORE;
}

const struct maestra *maestra_lista_at(const struct maestra_lista *l, int at)
{
	int i = at - l->desde;
	return i >= 0 && i < l->n_fila && l->fila[i].num ? &l->fila[i] : NULL;
}

const char *maestra_lista_cuenta(const struct maestra_lista *l, struct arena *arena)
{
	return l->contado.fin ? arena_printf(arena, "%u %s", l->cuenta, cuales_texto[l->cuales]) : arena_printf(arena, "%d+ %s", l->n, cuales_texto[l->cuales]);
}
