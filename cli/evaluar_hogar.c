/* `evaluar --hogar FOLIO`: a household of the store, as it stands or as it was, with the rules of that day's date. */
#include "base/date.h"
#include "cli/evaluar_hogar.h"
#include "cli/pasado.h"
#include "report/json_evaluacion.h"
#include "store/permiso.h"
#include "store/viaje.h"

#include <stdio.h>

static bool find(struct cli *c, struct txn *txn, const struct evaluar_hogar *e, struct ficha *f)
{
	uint32_t hogar = hogar_by_folio_text(txn, e->folio);
	bool found = hogar != 0 && (e->pasado ? viaje_ficha_en(txn, hogar, e->a_fecha, &c->arena, f) : ficha_load(txn, hogar, &c->arena, f, NULL));
	if (found)
		return true;
	if (txn->err.code == ERR_NONE)
		return err_set(&c->err, ERR_NOT_FOUND, "No hay un hogar con el folio «%s»: revíselo en la lista", e->folio);
	c->err = txn->err;
	return false;
}

static void print(struct cli *c, struct store *store, const struct evaluar_hogar *e, const struct ficha *f)
{
	bool reserved = e->reservadas && permiso_hogar(store, PERMISO_RESERVADO, answers_text(&f->hogar.fields, HOGAR_COGESTOR));
	struct json_evaluacion how = { .razones = e->razones, .reservadas = reserved, .indent = !e->lineas };
	size_t n;
	const char *text = json_evaluacion(model_evaluate(c->loaded, f, e->pasado ? e->a_fecha : c->hoy, &c->arena), &how, &c->arena, &n);
	printf("%.*s\n", (int)n, text);
}

int evaluar_hogar(struct cli *c, const struct evaluar_hogar *e)
{
	struct store *store = cli_programa(c) ? cli_store(c, true) : NULL;
	struct ficha f;
	struct txn txn;
	if (!store)
		return err_exit_code(&c->err);
	bool good = txn_read(&txn, store, &c->err);
	if (good) {
		good = find(c, &txn, e, &f);
		txn_abort(&txn);
	}
	if (good)
		print(c, store, e, &f);
	store_close(store);
	return good ? 0 : err_exit_code(&c->err);
}
