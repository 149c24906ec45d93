#include "report/importar.h"
#include "base/text.h"
#include "store/acto.h"
#include "store/duda.h"
#include "store/lista.h"
#include <string.h>
#include <time.h>

enum { RECORDS_PER_COMMIT = 200, PAUSE_MS = 5, ROWS_PER_PAGE = 500 };

enum resultado { NUEVO, CAMBIADO, IGUAL };

struct lote_item { struct unidad *unidad; struct answers hogar, *integrante; enum resultado resultado; uint32_t nuevo; };

/* Households that go into one transaction. */
struct lote {
	struct importar *im;
	struct arena arena;                  /* of the batch: answers of its households */
	struct names codigos;                /* codigo_externo → household of the store */
	struct lote_item item[RECORDS_PER_COMMIT];
	int n, registros;
};

/* ---- Which household of the store is it? ---- */

static bool read_codes(struct importar *im, struct names *codigos, struct err *err)
{
	struct txn txn;
	struct fila *row;
	struct arena page;
	int n = 1, total = 0;
	const struct filtro all = FILTRO_TODO;
	names_init(codigos, im->arena);
	arena_init(&page);
	if (!txn_read(&txn, im->store, err))
		return false;
	for (int from = 0; n > 0; from += n) {
		arena_reset(&page);
		n = lista_page(&txn, im->programa->ruta, &all, ORDEN_FOLIO, im->hoy, from, ROWS_PER_PAGE, &page, &row, &total);
		for (int i = 0; i < n; i++) {
			struct record r;
			if (!record_get(&txn, row[i].hogar, RECORD_HOGAR, 0, &page, &r))
				continue;
			const char *code = answers_text(&r.fields, CODIGO_EXTERNO);
			if (*code)
				names_add(codigos, arena_strdup(im->arena, code), (int)row[i].hogar);
		}
	}
	arena_done(&page);
	return txn_commit(&txn, err);
}

static const struct answers *head_of(const struct lote_item *it, int *which)
{
	for (int i = 0; i < it->unidad->n; i++)
		if (strcmp(answers_text(&it->integrante[i], "parentesco"), "jefe") == 0) {
			*which = i;
			return &it->integrante[i];
		}
	return NULL;
}

static uint32_t by_document(struct txn *txn, const struct answers *row)
{
	const char *number = answers_text(row, "numero_documento");
	return *number ? hogar_by_documento(txn, answers_text(row, "tipo_documento"), number) : 0;
}

static void reject_document(struct lote *l, struct txn *txn, const struct lote_item *it, int member, uint32_t hogar)
{
	struct archivos *f = &l->im->archivos;
	struct record r;
	bool there = record_get(txn, hogar, RECORD_HOGAR, 0, &l->arena, &r);
	unidad_reject(f, it->unidad, &f->integrantes, it->unidad->integrante[member], tabla_column(&f->integrantes, "numero_documento"), "Documento que ya está en otro hogar",
		arena_printf(&l->arena, "Esta persona ya está en el hogar %s: revise el documento o el código del hogar", there ? answers_text(&r.fields, HOGAR_FOLIO) : "de otro cogestor"));
}

/* The household that the unit speaks of, 0 a new one. False: it cannot be said; the unit is rejected. */
static bool find_target(struct lote *l, struct txn *txn, struct lote_item *it, uint32_t *num)
{
	const char *code = it->unidad->codigo;
	struct record r;
	int known = names_find(&l->codigos, code), member = 0;
	*num = known >= 0 ? (uint32_t)known : hogar_by_folio(txn, code);
	if (*num == 0 && head_of(it, &member)) {
		*num = by_document(txn, &it->integrante[member]);
		const char *other = *num && record_get(txn, *num, RECORD_HOGAR, 0, &l->arena, &r) ? answers_text(&r.fields, CODIGO_EXTERNO) : "";
		if (*other && strcmp(other, code) != 0) {
			reject_document(l, txn, it, member, *num);
			return false;
		}
	} else if (known < 0 && *num != 0) {
		/* exported with its folio for want of a code: the folio is not a code of the office */
		answers_set(&it->hogar, CODIGO_EXTERNO, value_none());
	}
	for (int i = 0; i < it->unidad->n; i++) {
		uint32_t lives = by_document(txn, &it->integrante[i]);
		if (lives && lives != *num) {
			reject_document(l, txn, it, i, lives);
			return false;
		}
	}
	return txn_ok(txn);
}

/* ---- A batch ---- */

/* What only this household did wrong; anything else ends the import. */
static bool is_its_own(enum err_code code)
{
	return code == ERR_RULE || code == ERR_DENIED || code == ERR_NOT_FOUND || code == ERR_CONFLICT || code == ERR_DATA;
}

static bool put_one(struct lote *l, struct txn *txn, struct lote_item *it, struct err *err)
{
	struct acto acto = { .txn = txn, .programa = l->im->programa, .hoy = l->im->hoy, .arena = &txn->arena, .lote = l->im->lote };
	uint32_t num;
	bool changed = false;
	if (!find_target(l, txn, it, &num)) {
		if (!it->unidad->rechazada)
			*err = txn->err;
		return false;
	}
	if (!acto_importar(&acto, num, &it->hogar, it->integrante, it->unidad->n, &changed, err))
		return false;
	it->resultado = num == 0 ? NUEVO : changed ? CAMBIADO : IGUAL;
	it->nuevo = acto.al_dia;
	return true;
}

/* All households of the batch that stand; false with err->code ERR_NONE: one more was rejected, and the batch begins anew without it. */
static bool put_all(struct lote *l, struct txn *txn, struct err *err)
{
	struct archivos *f = &l->im->archivos;
	for (int i = 0; i < l->n; i++) {
		struct lote_item *it = &l->item[i];
		if (it->unidad->rechazada || put_one(l, txn, it, err))
			continue;
		if (err->code != ERR_NONE && is_its_own(err->code)) {
			unidad_reject(f, it->unidad, &f->hogares, -1, -1, err->text, err->text);
			err_clear(err);
		}
		return false;
	}
	return true;
}

static bool write_batch(struct lote *l, struct err *err)
{
	struct txn txn;
	for (bool done = false; !done;) {
		err_clear(err);
		if (!txn_write(&txn, l->im->store, err))
			return false;
		done = put_all(l, &txn, err);
		if (!done || !l->im->aplicar) {
			txn_abort(&txn);
			if (err->code != ERR_NONE)
				return false;
		} else if (!txn_commit(&txn, err)) {
			return false;
		}
	}
	return true;
}

static void count(struct lote *l)
{
	int *counter[] = { [NUEVO] = &l->im->nuevos, [CAMBIADO] = &l->im->cambiados, [IGUAL] = &l->im->iguales };
	struct importar *im = l->im;
	for (int i = 0; i < l->n; i++) {
		const struct lote_item *it = &l->item[i];
		if (it->unidad->rechazada)
			continue;
		++*counter[it->resultado];
		if (im->aplicar && it->resultado == NUEVO)
			*ARENA_PUSH(im->arena, im->nuevo, im->n_nuevo, im->cap_nuevo) = it->nuevo;
	}
	l->n = l->registros = 0;
	arena_reset(&l->arena);
}

static bool flush(struct lote *l, struct err *err)
{
	if (l->n == 0)
		return true;
	if (!write_batch(l, err))
		return false;
	count(l);
	/* Others get the write gate in between. */
	if (l->im->aplicar)
		nanosleep(&(struct timespec){ .tv_nsec = PAUSE_MS * 1000000L }, NULL);
	return true;
}

/* Writes what is there first when the household would make the batch too large. */
static bool add(struct lote *l, struct unidad *u, struct err *err)
{
	if (l->n > 0 && l->registros + 1 + u->n > RECORDS_PER_COMMIT && !flush(l, err))
		return false;
	struct lote_item *it = &l->item[l->n];
	*it = (struct lote_item){ .unidad = u };
	if (!unidad_read(&l->im->archivos, u, &l->arena, &it->hogar, &it->integrante))
		return true;
	l->n++;
	l->registros += 1 + u->n;
	return true;
}

static bool count_alike(struct importar *im, struct err *err)
{
	struct txn txn;
	if (im->n_nuevo == 0)
		return true;
	if (!txn_read(&txn, im->store, err))
		return false;
	im->parecidos = duda_con_par(&txn, im->nuevo, im->n_nuevo);
	return txn_commit(&txn, err);
}

static bool write_rejections(struct importar *im, struct err *err)
{
	struct archivos *f = &im->archivos;
	archivos_close(f);
	for (int i = 0; i < f->n; i++)
		im->rechazados += f->unidad[i].rechazada;
	return rechazos_write(&f->rechazos, &f->hogares, im->arena, err) && rechazos_write(&f->rechazos, &f->integrantes, im->arena, err);
}

bool importar_run(struct importar *im, const char *hogares, const char *integrantes, struct err *err)
{
	struct err mine = { 0 };
	struct archivos *f = &im->archivos;
	*f = (struct archivos){ .programa = im->programa, .arena = im->arena, .hoy = im->hoy };
	im->nuevos = im->cambiados = im->iguales = im->rechazados = im->n_nuevo = im->parecidos = 0;
	im->lote = id_new();
	if (!archivos_read(f, hogares, integrantes, err))
		return false;
	struct lote *l = arena_new(im->arena, struct lote);
	l->im = im;
	arena_init(&l->arena);
	bool good = read_codes(im, &l->codigos, &mine);
	for (int i = 0; good && i < f->n; i++) {
		good = add(l, &f->unidad[i], &mine);
		if (im->avance)
			im->avance(im->avance_arg, i + 1, f->n);
	}
	good = good && flush(l, &mine) && count_alike(im, &mine);
	arena_done(&l->arena);
	if (good)
		good = write_rejections(im, &mine);
	if (!good && err)
		*err = mine;
	return good;
}
