#include "store/lista.h"
#include "base/text.h"
#include "store/busqueda.h"
#include "store/criba.h"
#include "store/duda.h"
#include "store/env.h"
#include "store/fila.h"
#include "store/indice.h"
#include "store/padron.h"
#include "store/permiso.h"
#include "store/user.h"
#include <stdlib.h>
#include <string.h>

enum lista_orden filtro_orden(const struct filtro *f)
{
	return f->plazo != PLAZO_TODOS ? ORDEN_ACORDADA : f->agenda >= 0 ? ORDEN_AGENDA : ORDEN_NOMBRE;
}

static bool show(struct txn *txn, const struct criba *c, uint32_t account, uint32_t hogar, struct arena *arena, struct fila *out)
{
	struct fila_base base;

	if (!fila_read(txn, account, hogar, arena, &base))
		return false;
	fila_show(&base, hogar, c->ruta, c->hoy, out);
	out->borradores = criba_borradores(c, hogar);
	return true;
}

int lista_page(struct txn *txn, const struct ruta *ruta, const struct filtro *filtro, enum lista_orden orden, int32_t hoy, int desde, int n, struct arena *arena,
	struct fila **out, int *total)
{
	struct vista *v = vista_get(txn, ruta, hoy);
	struct criba c;
	int at = 0, given = 0;

	*out = arena_array(arena, struct fila, n > 0 ? n : 1);
	if (total)
		*total = 0;
	if (!v)
		return 0;
	if (v->grande)
		return padron_page(txn, v, filtro, orden, desde, n, arena, out, total);
	criba_init(&c, txn, ruta, filtro, hoy);
	criba_texto(&c, txn);
	const int *order = vista_order(v, orden);
	for (int i = 0; i < v->n_fila && (total || given < n); i++) {
		const struct vista_fila *row = &v->fila[order[i]];
		if (!criba_fila(&c, row))
			continue;
		if (at++ >= desde && given < n && show(txn, &c, row->account, row->hogar, arena, &(*out)[given]))
			given++;
	}
	if (total)
		*total = at;
	return given;
}

int lista_count(struct txn *txn, const struct ruta *ruta, const struct filtro *filtro, int32_t hoy)
{
	struct vista *v = vista_get(txn, ruta, hoy);
	struct criba c;
	int n = 0;

	if (!v)
		return 0;
	if (v->grande)
		return padron_count(txn, v, filtro);
	criba_init(&c, txn, ruta, filtro, hoy);
	criba_texto(&c, txn);
	for (int i = 0; i < v->n_fila; i++)
		n += criba_fila(&c, &v->fila[i]);
	return n;
}

int lista_hojear(struct txn *txn, const struct ruta *ruta, const struct filtro *filtro, enum lista_orden orden, int32_t hoy, int desde, int n, struct arena *arena,
	struct fila **out, int *total, bool *exacto)
{
	struct vista *v = vista_get(txn, ruta, hoy);

	*exacto = true;
	if (!v || !v->grande)
		return lista_page(txn, ruta, filtro, orden, hoy, desde, n, arena, out, total);
	*out = arena_array(arena, struct fila, n > 0 ? n : 1);
	return padron_hojear(txn, v, filtro, orden, desde, n, arena, out, total, exacto);
}

bool lista_contar(struct txn *txn, const struct ruta *ruta, const struct filtro *filtro, int32_t hoy, struct lista_cuenta *cuenta)
{
	const struct vista *v = cuenta->fin ? NULL : vista_get(txn, ruta, hoy);
	struct criba c;

	if (!v)
		return cuenta->fin;
	criba_init(&c, txn, ruta, filtro, hoy);
	if (v->grande && criba_solo_texto(&c)) {
		cuenta->n += (int)busqueda_count(busqueda_begin(txn, BUSQUEDA_HOGARES, filtro->texto, &txn->arena), &cuenta->lugar);
		cuenta->fin = cuenta->lugar.fin;
	} else {
		cuenta->n = lista_count(txn, ruta, filtro, hoy);
		cuenta->fin = true;
	}
	return cuenta->fin;
}

/* By its own record, or, when that is damaged, by the row of who may see it. */
uint32_t fila_cuenta(struct txn *txn, uint32_t hogar)
{
	const struct store *s = txn->store;
	const char *owner = indice_flush(txn) ? familia_owner(txn, hogar, &txn->arena) : NULL;
	uint32_t account = owner ? cuenta_number(txn, owner) : s->account;
	struct key k = key_fila(account, hogar);
	bool own = account == s->account && permiso_hogar(s, PERMISO_LEER, s->actor.usuario);

	return account != 0 && (own || permiso_all(s, PERMISO_LEER)) && table_has(txn, TABLE_FILA, key_span(&k)) ? account : 0;
}

bool fila_get(struct txn *txn, const struct ruta *ruta, uint32_t hogar, int32_t hoy, struct arena *arena, struct fila *out)
{
	uint32_t account = fila_cuenta(txn, hogar);
	struct filtro all = FILTRO_TODO;
	struct criba c;

	if (account == 0)
		return false;
	criba_init(&c, txn, ruta, &all, hoy);
	return show(txn, &c, account, hogar, arena, out);
}

void lista_resumen(struct txn *txn, const struct ruta *ruta, int32_t hoy, struct resumen_dia *r)
{
	const struct vista *v = vista_get(txn, ruta, hoy);
	struct filtro all = FILTRO_TODO;
	struct criba c;

	*r = (struct resumen_dia){ 0 };
	if (!v)
		return;
	if (v->grande) {
		padron_resumen(txn, v, r);
		r->parecidos = duda_count(txn, ruta, hoy);
		return;
	}
	int *by_state[] = { [AGENDA_EN_CURSO] = &r->en_curso, [AGENDA_VENCIDA] = &r->vencidas, [AGENDA_PENDIENTE] = &r->pendientes,
		[AGENDA_BLOQUEADA] = &r->bloqueadas, [AGENDA_CERRADA] = &r->cerradas };
	for (int i = 0; i < v->n_fila; i++) {
		const struct agenda *a = &v->fila[i].agenda;
		++*by_state[a->estado];
		r->acordadas_hoy += a->estado != AGENDA_CERRADA && a->acordada == hoy;
	}
	criba_init(&c, txn, ruta, &all, hoy);
	r->total = v->n_fila;
	r->parecidos = duda_count(txn, ruta, hoy);
	r->borradores = c.n_draft;
}

bool lista_grande(struct txn *txn, const struct ruta *ruta, int32_t hoy)
{
	const struct vista *v = vista_get(txn, ruta, hoy);

	return v && v->grande;
}

void lista_limite(struct store *s, int rows)
{
	s->vista_max = rows;
	vista_free(s->vista);
	s->vista = NULL;
}

bool lista_reservadas(const struct store *s)
{
	return permiso_all(s, PERMISO_LEER) ? permiso_all(s, PERMISO_RESERVADO) : permiso_hogar(s, PERMISO_RESERVADO, s->actor.usuario);
}

struct persona_orden { const char *orden; struct lista_persona persona; };

static int by_words(const void *a, const void *b)
{
	const struct persona_orden *x = a, *y = b;
	int order = strcmp(x->orden, y->orden);

	return order ? order : strcmp(x->persona.usuario, y->persona.usuario);
}

int lista_personas(struct txn *txn, struct arena *arena, struct lista_persona **out)
{
	struct persona_orden *list = NULL;
	struct cuenta c;
	int n = 0, cap = 0;

	for (uint32_t k = 1; cuenta_get(txn, k, arena, &c); k++)
		*ARENA_PUSH(arena, list, n, cap) = (struct persona_orden){ text_sort_key(arena, c.nombre), { c.usuario, c.nombre } };
	if (n > 1)
		qsort(list, (size_t)n, sizeof *list, by_words);
	*out = arena_array(arena, struct lista_persona, n + 1);
	for (int i = 0; i < n; i++)
		(*out)[i] = list[i].persona;
	return n;
}

bool lista_de_todos(const struct store *s)
{
	return permiso_all(s, PERMISO_LEER);
}
