/* Undoing on the command line: one operation, or all that were made as one act. */
#include "cli/lista.h"

#include "base/date.h"
#include "model/resumen.h"
#include "store/acto_deshacer.h"
#include "store/cambio.h"
#include "store/deshacer.h"
#include "store/lote.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SHOWN = 20, REASON_MIN = 3, NUMBER_DIGITS = 18 };

struct orden { const char *motivo, *lote; bool aplicar, lo_posible; uint64_t n; };

static bool go_over(struct lote_deshacer *l, struct err *err)
{
	bool good = lote_comenzar(l, err), shown = false;
	while (good && !l->terminado) {
		good = lote_seguir(l, err);
		bool first = l->hechos <= l->hogares;
		if (isatty(STDERR_FILENO) && l->hogares > 0)
			shown = fprintf(stderr, "\r%s %d de %d hogares", first ? "Revisados" : "Deshechos", first ? l->hechos : l->hechos - l->hogares, l->hogares) > 0;
	}
	if (shown)
		fputc('\n', stderr);
	return good;
}

static void print_blocked(const struct lote_deshacer *l)
{
	for (int i = 0; i < l->n_traba && i < SHOWN; i++)
		printf("- %s %s: %s\n", l->traba[i].folio, l->traba[i].nombre, l->traba[i].porque);
	if (l->n_traba > SHOWN)
		printf("- y %d %s más\n", l->n_traba - SHOWN, l->n_traba - SHOWN == 1 ? "hogar" : "hogares");
}

static int batch(struct cli *c, struct store *store, const struct orden *o)
{
	struct lote_deshacer l = { .store = store, .programa = c->loaded, .hoy = c->hoy, .motivo = o->motivo, .aplicar = o->aplicar, .lo_posible = o->lo_posible, .arena = &c->arena };
	char id[ID_TEXT];
	if (!id_parse(o->lote, &l.lote))
		return cli_usage(c, "«%s» no es un lote; «logros diario --lotes» muestra los que hay", o->lote);
	bool good = go_over(&l, &c->err);
	print_blocked(&l);
	if (l.n_traba > 0 && !o->lo_posible)
		printf("Con --lo-posible se deshacen los demás.\n");
	if (!good)
		return err_exit_code(&c->err);
	printf("%s de %s; %s %d\n", resumen_cuantos(&c->arena, l.operaciones, "operación", "operaciones"), resumen_cuantos(&c->arena, l.hogares, "hogar", "hogares"),
		o->aplicar ? "deshechas" : "se pueden deshacer", l.deshechas);
	if (!o->aplicar)
		printf("Esto fue un ensayo: no se deshizo nada. Para deshacer, repita la orden con --aplicar --motivo TEXTO.\n");
	else if (l.deshechas > 0)
		printf("Lote %s. Para rehacerlo todo: logros deshacer --lote %s\n", id_text(l.nuevo, id), id);
	return 0;
}

static bool one_in(struct cli *c, struct txn *txn, const struct orden *o)
{
	struct entrada e;
	char when[DATE_TEXT];
	if (!diario_get(txn, o->n, &c->arena, &e)) {
		c->err = txn->err;
		return c->err.code != ERR_NONE ? false : err_set(&c->err, ERR_NOT_FOUND, "No hay una operación número %llu en la historia; «logros diario --desde 1» muestra las que hay", (unsigned long long)o->n);
	}
	printf("%s, por %s, el %s\n", entrada_titulo(&e, &c->arena), e.nombre, clock_text(e.cuando, when));
	if (!o->aplicar)
		return diario_deshacer_puede(txn, o->n, &c->err);
	struct acto acto = { .txn = txn, .programa = c->loaded, .hoy = c->hoy, .arena = &c->arena };
	return acto_deshacer(&acto, o->n, o->motivo, &c->err);
}

static int one(struct cli *c, struct store *store, const struct orden *o)
{
	struct txn txn;
	if (!(o->aplicar ? txn_write : txn_read)(&txn, store, &c->err))
		return err_exit_code(&c->err);
	bool good = one_in(c, &txn, o) && txn_commit(&txn, &c->err);
	txn_abort(&txn);
	if (!good)
		return err_exit_code(&c->err);
	printf(o->aplicar ? "Deshecha.\n" : "Se puede deshacer. Esto fue un ensayo: para deshacerla, repita la orden con --aplicar --motivo TEXTO.\n");
	return 0;
}

static int run(struct cli *c, int argc, char **argv)
{
	struct orden o = { .motivo = cli_option(&argc, argv, "--motivo"), .lote = cli_option(&argc, argv, "--lote"), .aplicar = cli_flag(&argc, argv, "--aplicar"),
		.lo_posible = cli_flag(&argc, argv, "--lo-posible") };
	if (argc != (o.lote ? 1 : 2))
		return cli_usage(c, "«deshacer» lleva el número de una operación, o --lote y su identificación");
	const char *n = o.lote ? "1" : argv[1];
	if (strspn(n, "0123456789") != strlen(n) || strlen(n) > NUMBER_DIGITS || (o.n = strtoull(n, NULL, 10)) == 0)
		return cli_usage(c, "«%s» no es un número de operación; «logros diario --desde 1» los muestra", n);
	if (o.aplicar && (!o.motivo || strlen(o.motivo) < REASON_MIN))
		return cli_usage(c, "Escriba por qué con --motivo TEXTO: queda en la historia");
	struct store *store = cli_programa(c) ? cli_store(c, !o.aplicar && !o.lote) : NULL;
	if (!store)
		return err_exit_code(&c->err);
	int status = o.lote ? batch(c, store, &o) : one(c, store, &o);
	store_close(store);
	return status;
}

const struct comando comando_deshacer = {
	.name = "deshacer", .args = "N | --lote LOTE [--aplicar --motivo TEXTO] [--lo-posible]",
	.help = "deshace una operación, o todo lo que se hizo junto (sin --aplicar solo dice si se puede)", .run = run,
};
