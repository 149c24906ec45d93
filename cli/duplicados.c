/* The list of households that may be one family, for people, spreadsheets and programs. What is decided about a pair is decided in the console. */
#include "cli/lista.h"

#include "base/csv.h"
#include "report/jsonw.h"
#include "store/duda.h"

#include <stdio.h>
#include <string.h>

enum { PAGINA = 500 };

struct duplicados { struct csv_writer csv; void (*put)(struct duplicados *, const struct duda *, struct arena *); };

static const char *kind(const struct duda *d)
{
	return d->tipo == SEMEJANZA_FAMILIA ? "misma_familia" : "misma_persona";
}

static const char *reasons(const struct duda *d, struct arena *arena)
{
	const char *text = "";
	for (int i = 0; i < d->n_linea; i++)
		text = arena_printf(arena, "%s%s%s", text, *text ? ". " : "", d->linea[i]);
	return text;
}

static void put_text(struct duplicados *x, const struct duda *d, struct arena *arena)
{
	(void)x, (void)arena;
	if (d->ajena) {
		printf("%3d  %s %s\n     hay una familia parecida que acompaña otra persona: avise a su coordinador(a)\n", d->puntos, d->fila[0].folio, d->fila[0].nombre);
		return;
	}
	printf("%3d  %s %s · %s %s (%s)\n", d->puntos, d->fila[0].folio, d->fila[0].nombre, d->fila[1].folio, d->fila[1].nombre, d->tipo == SEMEJANZA_FAMILIA ? "misma familia" : "misma persona");
	for (int i = 0; i < d->n_linea; i++)
		printf("     %s\n", d->linea[i]);
}

static void headings(struct csv_writer *w)
{
	static const char *const heading[] = { "puntos", "tipo", "folio_a", "nombre_a", "folio_b", "nombre_b", "razones" };
	csv_begin(w, stdout);
	for (size_t i = 0; i < sizeof heading / sizeof *heading; i++)
		csv_plain(w, heading[i]);
	csv_end_row(w);
}

static void put_csv(struct duplicados *x, const struct duda *d, struct arena *arena)
{
	const char *cell[] = { kind(d), d->fila[0].folio, d->fila[0].nombre, d->ajena ? "" : d->fila[1].folio, d->ajena ? "" : d->fila[1].nombre, reasons(d, arena) };
	csv_plain(&x->csv, arena_printf(arena, "%d", d->puntos));
	for (size_t i = 0; i < sizeof cell / sizeof *cell; i++)
		csv_text(&x->csv, cell[i]);
	csv_end_row(&x->csv);
}

static void put_household(struct jsonw *w, const char *key, const struct fila *f)
{
	jsonw_object(w, key);
	jsonw_text(w, "folio", f->folio);
	jsonw_text(w, "nombre", f->nombre);
	jsonw_text(w, "cogestor", f->cogestor);
	jsonw_object_end(w);
}

/* One object in a line each. */
static void put_json(struct duplicados *x, const struct duda *d, struct arena *arena)
{
	struct jsonw w;
	(void)x;
	jsonw_init(&w, arena, false);
	jsonw_object(&w, NULL);
	jsonw_int(&w, "puntos", d->puntos);
	jsonw_text(&w, "tipo", kind(d));
	jsonw_bool(&w, "ajena", d->ajena);
	put_household(&w, "a", &d->fila[0]);
	if (!d->ajena)
		put_household(&w, "b", &d->fila[1]);
	jsonw_array(&w, "razones");
	for (int i = 0; i < d->n_linea; i++)
		jsonw_text(&w, NULL, d->linea[i]);
	jsonw_array_end(&w);
	jsonw_object_end(&w);
	printf("%s\n", w.out.text);
}

struct pares { struct duda_lugar *item; int n; };

static bool find(struct store *store, const struct programa *programa, int32_t hoy, struct arena *arena, struct pares *all, struct err *err)
{
	struct txn txn;
	if (!txn_read(&txn, store, err))
		return false;
	all->n = duda_todas(&txn, programa->ruta, hoy, arena, &all->item);
	return txn_commit(&txn, err);
}

/* Some pairs and a transaction at a time: somebody may be saving, or deciding about one of them. *shown: how many there still were. */
static bool some(struct duplicados *x, struct store *store, const struct programa *programa, int32_t hoy, const struct duda_lugar *pair, int n, int *shown, struct err *err)
{
	struct arena page;
	struct txn txn;
	int read = 0;
	if (!txn_read(&txn, store, err))
		return false;
	arena_init(&page);
	struct duda *d = arena_array(&page, struct duda, n);
	for (int i = 0; i < n; i++)
		read += duda_get(&txn, programa->ruta, pair[i].a, pair[i].b, hoy, &page, &d[read]);
	bool ok = txn_commit(&txn, err);
	for (int i = 0; ok && i < read; i++)
		x->put(x, &d[i], &page);
	*shown += ok ? read : 0;
	arena_done(&page);
	return ok;
}

/* False: an error. */
static bool list(struct duplicados *x, struct store *store, const struct programa *programa, int32_t hoy, int *total, struct err *err)
{
	struct pares all = { 0 };
	struct arena arena;
	arena_init(&arena);
	bool ok = find(store, programa, hoy, &arena, &all, err);
	for (int from = 0; ok && from < all.n; from += PAGINA)
		ok = some(x, store, programa, hoy, all.item + from, all.n - from < PAGINA ? all.n - from : PAGINA, total, err);
	arena_done(&arena);
	return ok;
}

static int run(struct cli *c, int argc, char **argv)
{
	bool csv = cli_flag(&argc, argv, "--csv"), json = cli_flag(&argc, argv, "--json");
	struct duplicados x = { .put = json ? put_json : csv ? put_csv : put_text };
	int total = 0;
	if (argc > 1 || (csv && json))
		return cli_usage(c, argc > 1 ? "«duplicados» no lleva más palabras" : "elija --csv o --json");
	const struct programa *programa = cli_programa(c);
	struct store *store = programa ? cli_store(c, true) : NULL;
	if (!store)
		return err_exit_code(&c->err);
	if (csv)
		headings(&x.csv);
	bool good = list(&x, store, programa, c->hoy, &total, &c->err);
	store_close(store);
	if (!good)
		return err_exit_code(&c->err);
	if (!csv && !json)
		printf("%d %s por revisar%s\n", total, total == 1 ? "par" : "pares", total > 0 ? ": se deciden en la consola, en «Parecidos»" : "");
	return 0;
}

const struct comando comando_duplicados = {
	.name = "duplicados", .args = "[--csv | --json]",
	.help = "lista los hogares que pueden ser la misma familia, y por qué", .run = run,
};
