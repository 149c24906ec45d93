#include "report/migrar.h"

#include "forms/field_type.h"
#include "store/acto.h"
#include "store/borrador.h"
#include "store/lista.h"
#include "store/permiso.h"

#include <string.h>
#include <time.h>

enum { RECORDS_PER_COMMIT = 200, PAUSE_MS = 5, ROWS_PER_PAGE = 500, FICHAS_PER_READ = 50 };

/* Households that go into one transaction. */
struct lote { uint32_t hogar[RECORDS_PER_COMMIT]; bool rechazado[RECORDS_PER_COMMIT]; int n, registros; };

struct trabajo {
	struct migrar *m;
	struct lote lote;
	struct id id;                /* of all operations of this run */
	uint32_t hogar;              /* being counted */
	int registros;               /* of it that change */
};

/* ---- What would change ---- */

static struct migrar_regla *rule_of(struct migrar *m, const struct migration_seen *seen)
{
	const struct migration_rule *rule = &seen->migration->rule[seen->rule];
	for (int i = 0; i < m->n_regla; i++)
		if (m->regla[i].regla == rule)
			return &m->regla[i];
	return NULL;
}

static void keep_rest(struct migrar *m, struct migrar_regla *r, const struct migration_seen *seen)
{
	const char *value = variable_export(r->regla->to, seen->value, m->arena);
	for (int i = 0; i < r->n_resto; i++)
		if (strcmp(r->resto[i].valor, value) == 0 && strcmp(r->resto[i].por_que, seen->why) == 0) {
			r->resto[i].n++;
			return;
		}
	if (r->n_resto < MIGRAR_EJEMPLOS)
		r->resto[r->n_resto++] = (struct migrar_resto){ arena_strdup(m->arena, value), seen->why, 1 };
}

static void saw(const struct migration_seen *seen, void *arg)
{
	struct trabajo *t = arg;
	struct migrar_regla *r = rule_of(t->m, seen);
	if (r->ultimo != t->hogar) {
		r->ultimo = t->hogar;
		r->hogares++;
	}
	r->cambian += seen->end == MIGRATION_CHANGED;
	r->sin_dato += seen->end == MIGRATION_UNKNOWN;
	r->quedan += seen->end == MIGRATION_LEFT;
	if (seen->end == MIGRATION_LEFT)
		keep_rest(t->m, r, seen);
}

static void count_record(struct trabajo *t, const struct record *r, enum level level, struct arena *arena)
{
	struct answers now;
	bool changed = false;
	answers_init(&now, arena);
	answers_copy(&now, &r->fields);
	for (int i = 0; i < t->m->n; i++)
		changed = migration_apply(t->m->lista[i], level, &now, t->m->hoy, saw, t) || changed;
	t->registros += changed;
}

static void count_family(struct trabajo *t, const struct ficha *f, struct arena *arena)
{
	t->hogar = f->num;
	t->registros = 0;
	count_record(t, &f->hogar, LEVEL_HOGAR, arena);
	for (int i = 0; i < f->integrante.n; i++)
		count_record(t, &f->integrante.item[i], LEVEL_INTEGRANTE, arena);
	for (int i = 0; i < f->visita.n; i++)
		count_record(t, &f->visita.item[i], LEVEL_VISITA, arena);
}

/* ---- Writing ---- */

static bool is_its_own(enum err_code code)
{
	return code == ERR_RULE || code == ERR_DENIED || code == ERR_NOT_FOUND || code == ERR_CONFLICT || code == ERR_DATA;
}

static bool write_one(struct trabajo *t, struct txn *txn, uint32_t hogar, const char **folio, struct err *err)
{
	struct ficha f;
	struct acto acto = { .txn = txn, .programa = t->m->programa, .hoy = t->m->hoy, .arena = &txn->arena, .lote = t->id };
	*folio = "";
	if (!ficha_load(txn, hogar, &txn->arena, &f, NULL)) {
		*err = txn->err;
		return false;
	}
	*folio = arena_strdup(t->m->arena, answers_text(&f.hogar.fields, HOGAR_FOLIO));
	return acto_migrar(&acto, &f, t->m->lista, t->m->n, err);
}

/* All of the batch that stand; false with err->code ERR_NONE: one could not be saved, and the batch begins anew without it. */
static bool write_all(struct trabajo *t, struct txn *txn, struct err *err)
{
	struct migrar *m = t->m;
	for (int i = 0; i < t->lote.n; i++) {
		const char *folio;
		if (t->lote.rechazado[i] || write_one(t, txn, t->lote.hogar[i], &folio, err))
			continue;
		if (is_its_own(err->code)) {
			*ARENA_PUSH(m->arena, m->rechazo, m->n_rechazo, m->cap_rechazo) = (struct migrar_rechazo){ folio, arena_strdup(m->arena, err->text) };
			t->lote.rechazado[i] = true;
			err_clear(err);
		}
		return false;
	}
	return true;
}

static bool flush(struct trabajo *t, struct err *err)
{
	struct txn txn;
	bool done = t->lote.n == 0 || !t->m->aplicar;
	while (!done) {
		err_clear(err);
		if (!txn_write(&txn, t->m->store, err))
			return false;
		done = write_all(t, &txn, err);
		if (done && !txn_commit(&txn, err))
			return false;
		if (!done) {
			txn_abort(&txn);
			if (err->code != ERR_NONE)
				return false;
		}
	}
	for (int i = 0; i < t->lote.n; i++)
		t->m->guardados += t->m->aplicar && !t->lote.rechazado[i];
	/* Others get the write gate in between. */
	if (t->lote.n > 0 && t->m->aplicar)
		nanosleep(&(struct timespec){ .tv_nsec = PAUSE_MS * 1000000L }, NULL);
	t->lote.n = t->lote.registros = 0;
	return true;
}

static bool add(struct trabajo *t, const struct ficha *f, struct err *err)
{
	struct migrar *m = t->m;
	if (t->registros == 0)
		return true;
	if (!permiso_hogar(m->store, permiso_de("migrar"), answers_text(&f->hogar.fields, HOGAR_COGESTOR))) {
		m->ajenos++;
		return true;
	}
	m->cambian++;
	if (t->lote.n > 0 && t->lote.registros + t->registros > RECORDS_PER_COMMIT && !flush(t, err))
		return false;
	t->lote.hogar[t->lote.n] = f->num;
	t->lote.rechazado[t->lote.n++] = false;
	t->lote.registros += t->registros;
	return t->lote.registros < RECORDS_PER_COMMIT || flush(t, err);
}

/* ---- All households ---- */

static void count_drafts(struct migrar *m, struct txn *txn, struct arena *arena)
{
	struct borrador *draft;
	int n = borrador_list(txn, 0, true, arena, &draft);
	for (int i = 0; i < n; i++) {
		bool changes = false;
		for (int k = 0; k < m->n; k++)
			changes = changes || strcmp(m->lista[k]->form->name, draft[i].clave.formulario) == 0;
		m->borradores += changes;
	}
}

static bool list_households(struct migrar *m, uint32_t **out, int *total, struct err *err)
{
	struct txn txn;
	struct fila *row;
	struct arena page;
	int n = 1, cap = 0, of = 0;
	const struct filtro all = FILTRO_TODO;
	if (!txn_read(&txn, m->store, err))
		return false;
	arena_init(&page);
	*out = NULL;
	*total = 0;
	while (n > 0) {
		arena_reset(&page);
		n = lista_page(&txn, m->programa->ruta, &all, ORDEN_FOLIO, m->hoy, *total, ROWS_PER_PAGE, &page, &row, &of);
		for (int i = 0; i < n; i++)
			*ARENA_PUSH(m->arena, *out, *total, cap) = row[i].hogar;
	}
	count_drafts(m, &txn, &page);
	arena_done(&page);
	return txn_commit(&txn, err);
}

/* A household that went meanwhile, or is somebody else's now, is passed over: errors stay with a transaction, so what follows gets a new one. */
static bool read_on(struct txn *txn, struct store *store, struct err *err)
{
	if (txn->err.code != ERR_NOT_FOUND && txn->err.code != ERR_DENIED)
		return true;
	txn_abort(txn);
	return txn_read(txn, store, err);
}

/* Read some, then write what changes: no reading is open while a transaction waits for the gate. */
static bool some(struct trabajo *t, const uint32_t *hogar, int n, struct err *err)
{
	struct txn txn;
	struct arena arena;
	struct ficha f[FICHAS_PER_READ];
	int registros[FICHAS_PER_READ], loaded = 0;
	if (!txn_read(&txn, t->m->store, err))
		return false;
	arena_init(&arena);
	bool open = true;
	for (int i = 0; open && i < n && txn_ok(&txn); i++) {
		int damaged = 0;
		if (!ficha_load(&txn, hogar[i], &arena, &f[loaded], &damaged)) {
			open = read_on(&txn, t->m->store, err);
			continue;
		}
		t->m->hogares++;
		t->m->danados += damaged > 0;
		count_family(t, &f[loaded], &arena);
		registros[loaded++] = damaged > 0 ? 0 : t->registros;
	}
	bool good = open && txn_commit(&txn, err);
	for (int i = 0; good && i < loaded; i++) {
		t->registros = registros[i];
		good = add(t, &f[i], err);
	}
	arena_done(&arena);
	return good;
}

static void begin(struct migrar *m)
{
	m->n_regla = m->n_rechazo = m->cap_rechazo = m->hogares = m->cambian = m->ajenos = m->danados = m->guardados = m->borradores = 0;
	m->rechazo = NULL;
	int n = 0;
	for (int i = 0; i < m->n; i++)
		n += m->lista[i]->n;
	m->regla = arena_array(m->arena, struct migrar_regla, n);
	for (int i = 0; i < m->n; i++)
		for (int k = 0; k < m->lista[i]->n; k++)
			m->regla[m->n_regla++] = (struct migrar_regla){ .migration = m->lista[i], .regla = &m->lista[i]->rule[k] };
}

bool migrar_run(struct migrar *m, struct err *err)
{
	struct trabajo *t = arena_new(m->arena, struct trabajo);
	struct err mine = { 0 };
	uint32_t *hogar;
	int total;
	begin(m);
	*t = (struct trabajo){ .m = m, .id = id_new() };
	bool good = list_households(m, &hogar, &total, &mine);
	for (int i = 0; good && i < total; i += FICHAS_PER_READ) {
		int n = total - i < FICHAS_PER_READ ? total - i : FICHAS_PER_READ;
		good = some(t, hogar + i, n, &mine);
		if (m->avance)
			m->avance(m->avance_arg, i + n, total);
	}
	good = good && flush(t, &mine);
	if (!good && err)
		*err = mine;
	return good;
}
