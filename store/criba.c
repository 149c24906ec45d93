#include "store/criba.h"
#include "store/borrador.h"
#include "store/busqueda.h"
#include "store/env.h"
#include "store/hash.h"
#include "store/permiso.h"
#include "store/user.h"
#include <stdlib.h>
#include <string.h>

static int compare_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static bool among(uint32_t hogar, const uint32_t *list, int n)
{
	return n > 0 && bsearch(&hogar, list, (size_t)n, sizeof *list, compare_number);
}

void criba_init(struct criba *c, struct txn *txn, const struct ruta *ruta, const struct filtro *f, int32_t hoy)
{
	*c = (struct criba){ .filtro = f, .ruta = ruta, .hoy = hoy, .comuna = -1 };
	c->scope = permiso_all(txn->store, PERMISO_LEER) ? 0 : txn->store->account;
	c->n_draft = borrador_hogares(txn, &txn->arena, &c->draft);
	if (f->cogestor)
		c->account = cuenta_number(txn, f->cogestor);
	c->by_text = f->texto && *hash_plain(&txn->arena, f->texto);
}

void criba_texto(struct criba *c, struct txn *txn)
{
	if (c->by_text && !c->found)
		c->n_found = busqueda_query_de(txn, c->scope, c->filtro->texto, &txn->arena, &c->found);
}

bool criba_solo_texto(const struct criba *c)
{
	const struct filtro *f = c->filtro;

	return c->by_text && !c->scope && !f->fase && !f->momento && !f->estado && !f->comuna && !f->cogestor && !f->alerta && f->agenda < 0 && f->celda < 0 &&
		!f->borradores && !f->activos && !f->plazo && !f->logro;
}

static bool text_fits(const char *wanted, const char *has)
{
	return !wanted || strcmp(wanted, has) == 0;
}

/* Agreed visits. Families that are visited no more have none. */
bool plazo_es(enum lista_plazo plazo, int32_t agreed, int32_t hoy)
{
	static const struct { int from, to; } span[PLAZOS] = { [PLAZO_HOY] = { 0, 0 }, [PLAZO_SEMANA] = { 0, 6 }, [PLAZO_MES] = { 0, 29 }, [PLAZO_PASADO] = { -100000, -1 } };

	if (plazo == PLAZO_TODOS)
		return true;
	return agreed != DATE_NONE && agreed - hoy >= span[plazo].from && agreed - hoy <= span[plazo].to;
}

static bool agenda_fits(const struct filtro *f, const struct agenda *a, int32_t hoy)
{
	return (f->agenda < 0 || (int)a->estado == f->agenda) && (!f->activos || a->estado != AGENDA_CERRADA) && plazo_es(f->plazo, a->acordada, hoy);
}

bool criba_fila(const struct criba *c, const struct vista_fila *row)
{
	const struct filtro *f = c->filtro;

	return text_fits(f->fase, row->fase) && text_fits(f->momento, row->momento) && text_fits(f->estado, row->estado) && text_fits(f->comuna, row->comuna) &&
		(!f->cogestor || (c->account != 0 && c->account == row->account)) &&
		agenda_fits(f, &row->agenda, c->hoy) &&
		(f->celda < 0 || row->celda == f->celda) &&
		(!f->alerta || alerta_esta(row->alertas, f->alerta)) &&
		(!f->logro || (row->medida && logro_en(row->logro, f->logro) == f->logro_estado)) &&
		(!f->borradores || among(row->hogar, c->draft, c->n_draft)) &&
		(!c->by_text || among(row->hogar, c->found, c->n_found));
}

void criba_codes(struct criba *c, struct txn *txn, struct censo *censo)
{
	const struct filtro *f = c->filtro;

	c->n_situacion = censo->n_situacion + 1;
	c->situacion = arena_array(&txn->arena, struct criba_situacion, c->n_situacion);
	for (int i = 0; i < c->n_situacion; i++) {
		const struct situacion *s = censo_situacion_de(censo, (uint16_t)i);
		const struct momento *m = ruta_momento(c->ruta, s->momento);
		m = m ? m : ruta_primero(c->ruta);
		c->situacion[i] = (struct criba_situacion){ .pasa = text_fits(f->fase, s->fase) && text_fits(f->momento, s->momento) && text_fits(f->estado, s->estado),
			.cerrada = agenda_cerrada(m, s->estado, DATE_NONE), .exento = m && m->exento };
	}
	for (int i = 0; f->comuna && i < censo->n_comuna; i++)
		if (strcmp(censo->comuna[i].id, f->comuna) == 0)
			c->comuna = i + 1;
	if (f->comuna && c->comuna < 0)
		c->comuna = *f->comuna ? COMUNA_NADIE : 0;
	c->solo = f->cogestor ? c->account : c->scope;
	c->nadie = f->cogestor && (c->account == 0 || (c->scope && c->scope != c->account));
	c->con_agenda = f->agenda >= 0 || f->activos || f->plazo != PLAZO_TODOS;
}

bool criba_visita(const struct criba *c, const struct marca *m, struct agenda *agenda)
{
	const struct criba_situacion *s = &c->situacion[m->situacion < c->n_situacion ? m->situacion : 0];
	struct agenda_hechos h = { .cerrada = s->cerrada || m->cierre, .exento = s->exento, .abierta = m->abierta, .ultima = m->ultima, .proxima = m->proxima };

	agenda_de(c->ruta, &h, c->hoy, agenda);
	return agenda_fits(c->filtro, agenda, c->hoy);
}

int criba_borradores(const struct criba *c, uint32_t hogar)
{
	int n = 0;

	for (int i = 0; i < c->n_draft; i++)
		n += c->draft[i] == hogar;
	return n;
}

/* Nothing but these, each as a bit; two calls leave those that are in both. */
static void only(struct criba *c, struct arena *arena, const uint32_t *hogar, int n)
{
	uint32_t last = 0;

	for (int i = 0; i < n; i++)
		last = hogar[i] > last ? hogar[i] : last;
	uint32_t words = last / 64 + 1;
	uint64_t *bits = arena_array(arena, uint64_t, words);
	for (int i = 0; i < n; i++)
		bits[hogar[i] / 64] |= UINT64_C(1) << hogar[i] % 64;
	for (uint32_t i = 0; c->among && i < words; i++)
		bits[i] &= i < c->n_among ? c->among[i] : 0;
	c->among = bits;
	c->n_among = words;
}

static int alert_list(struct txn *txn, const char *code, struct arena *arena, uint32_t **out)
{
	struct key k = key_lista(txn->store, LISTA_ALERTA, code, 0, 0);
	struct walk w;
	int n = 0, cap = 0;

	*out = NULL;
	for (walk_begin(&w, txn, TABLE_LISTA, key_span(&k), WALK_UP); walk_next(&w);)
		if (w.key.n == 16)
			*ARENA_PUSH(arena, *out, n, cap) = span_u32(w.key, 12);
	walk_end(&w);
	return n;
}


void criba_found(struct criba *c, struct txn *txn)
{
	uint32_t *of_alert;

	criba_texto(c, txn);
	if (c->filtro->alerta) {
		int n = alert_list(txn, c->filtro->alerta, &txn->arena, &of_alert);
		only(c, &txn->arena, of_alert, n);
	}
	if (c->filtro->borradores)
		only(c, &txn->arena, c->draft, c->n_draft);
	if (c->by_text)
		only(c, &txn->arena, c->found, c->n_found);
}
