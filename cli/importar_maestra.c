/* `logros importar --maestra`: the base maestra from a file, with what is done and what is left, pause and stop. A stop loses nothing: the same order goes on. */
#include "cli/importar_maestra.h"
#include "cli/espera.h"
#include "cli/respaldos.h"

#include "report/maestra.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { QUITAR_FILAS = 2000 };
#define TECLAS "Espacio pausa y sigue · Esc detiene (lo cargado queda, y la misma orden sigue después)"

static void wait_ms(long ms)
{
	nanosleep(&(struct timespec){ .tv_nsec = ms * 1000000L }, NULL);
}

static const char *thousands(struct arena *a, uint64_t n)
{
	if (n < 1000)
		return arena_printf(a, "%" PRIu64, n);
	return arena_printf(a, "%s.%03" PRIu64, thousands(a, n / 1000), n % 1000);
}

static const char *left(struct arena *a, int64_t seconds)
{
	return seconds >= 120 ? arena_printf(a, "%" PRId64 " min", (seconds + 30) / 60) : arena_printf(a, "%" PRId64 " s", seconds);
}

static void show(struct espera *s, const struct maestra_importar *im)
{
	const struct maestra_carga *c = &im->carga;
	int64_t spent = espera_ms(s);
	uint64_t done = c->posicion - im->desde, rest = c->tamano - c->posicion;
	struct arena a;
	if (!espera_turn(s, 0) && !(s->show && c->terminada))
		return;
	arena_init(&a);
	fprintf(stderr, "\r\033[K%3d %% · %s filas · %s por corregir", c->tamano ? (int)(c->posicion * 100 / c->tamano) : 100, thousands(&a, c->cuentas.leidas), thousands(&a, c->cuentas.rechazadas));
	if (!c->terminada && done > 0)
		fprintf(stderr, " · faltan unos %s", left(&a, (int64_t)(rest * (uint64_t)spent / done / 1000)));
	fflush(stderr);
	arena_done(&a);
}

/* nothing: the file was loaded before. */
static void print(struct cli *c, const struct maestra_importar *im, bool csv, bool nothing)
{
	const struct maestra_cuentas *n = &im->carga.cuentas;
	const struct { const char *name, *text; uint64_t n; } lines[] = {
		{ "nuevas", "Filas nuevas", n->nuevas }, { "cambiadas", "Filas con cambios", n->cambiadas }, { "iguales", "Filas que ya estaban igual", n->iguales },
		{ "visitadas", "Filas de hogares ya registrados, que no se tocan", n->visitadas }, { "rechazadas", "Filas por corregir", n->rechazadas },
	};
	if (csv)
		puts("medida;cantidad");
	else if (nothing)
		printf("%s: este archivo ya está cargado (carga %u), no se hizo nada\n", im->carga.archivo, im->carga.numero);
	else
		printf("%s: %s %s (carga %u)%s\n", im->carga.archivo, thousands(&c->arena, n->leidas), n->leidas == 1 ? "fila leída" : "filas leídas", im->carga.numero, im->carga.terminada ? "" : ", todavía sin terminar");
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (csv)
			printf("%s;%" PRIu64 "\n", lines[i].name, lines[i].n);
		else if (!nothing)
			printf("%10s  %s\n", thousands(&c->arena, lines[i].n), lines[i].text);
	if (csv)
		return;
	if (n->rechazadas > 0)
		printf("Las filas por corregir quedaron en %s, con su línea y el motivo\n", im->rechazos_path);
	if (*im->sin_uso)
		printf("Columnas que no se usan: %s\n", im->sin_uso);
	printf("La base maestra tiene ahora %s %s; ya registrados: %s\n", thousands(&c->arena, im->carga.total.filas), im->carga.total.filas == 1 ? "hogar" : "hogares",
		thousands(&c->arena, im->carga.total.visitadas));
}

static bool load(struct cli *c, struct maestra_importar *im, struct espera *s, bool *nothing)
{
	if (!maestra_abrir(im, &c->err))
		return false;
	im->carga.cuentas = im->carga.terminada ? (struct maestra_cuentas){ 0 } : im->carga.cuentas;
	*nothing = im->carga.terminada;
	if (im->reanudada)
		fprintf(stderr, "Sigue donde quedó: línea %" PRIu64 "\n", im->carga.linea);
	espera_begin(s, TECLAS);
	while (!im->carga.terminada && !espera_pause(s)) {
		if (!maestra_seguir(im, &c->err))
			return false;
		show(s, im);
		/* Others get the write gate in between. */
		wait_ms(MAESTRA_PAUSA_MS);
	}
	return im->carga.terminada || err_set(&c->err, ERR_SIGNAL, "La carga se detuvo en la línea %" PRIu64 ", sin perder nada: repita la orden y sigue donde quedó", im->carga.linea);
}

/* All of a load, in pieces between which others save; a trial leaves each as it was. */
static bool take_pieces(struct cli *c, struct store *store, uint32_t number, bool apply, struct maestra_quitadas *q)
{
	struct txn txn;
	for (uint32_t from = 0; from != UINT32_MAX;) {
		if (!txn_write(&txn, store, &c->err))
			return false;
		bool good = maestra_quitar(&txn, number, &from, QUITAR_FILAS, q, &c->err);
		if (!good || !apply)
			txn_abort(&txn);
		else
			good = txn_commit(&txn, &c->err);
		if (!good)
			return false;
		wait_ms(MAESTRA_PAUSA_MS);
	}
	return true;
}

static bool find_load(struct cli *c, struct store *store, const char *text, uint32_t *number)
{
	struct maestra_carga last;
	struct txn txn;
	if (!txn_read(&txn, store, &c->err))
		return false;
	bool good = maestra_carga_get(&txn, &c->arena, &last);
	txn_abort(&txn);
	if (!good)
		return err_set(&c->err, ERR_NOT_FOUND, "La base maestra no tiene ninguna carga que quitar; los archivos se cargan con «logros importar --maestra BASE.csv»");
	*number = text ? (uint32_t)strtoul(text, NULL, 10) : last.numero;
	return true;
}

static void print_taken(struct cli *c, uint32_t number, bool apply, const struct maestra_quitadas *q)
{
	const char *taken = thousands(&c->arena, q->quitadas), *back = thousands(&c->arena, q->devueltas), *kept = thousands(&c->arena, q->conservadas);
	if (q->quitadas + q->devueltas == 0)
		printf("Carga %u: no hay filas por quitar ni por devolver%s. Si es otra, diga su número: logros importar --maestra --quitar CARGA\n", number,
			q->conservadas ? "; las suyas tienen ya su hogar registrado" : ": no cambió nada, o una carga posterior cambió las mismas filas y ya no se sabe cómo estaban");
	else if (apply)
		printf("Carga %u. Filas quitadas: %s; como estaban antes: %s; conservadas porque su hogar ya está registrado: %s\n", number, taken, back, kept);
	else
		printf("Carga %u. Filas que se quitarían: %s; que quedarían como estaban antes: %s; que se conservarían porque su hogar ya está registrado: %s\n"
			"Esto fue un ensayo: no se guardó nada. Para quitarla, repita la orden con --aplicar.\n", number, taken, back, kept);
}

static int take_back(struct cli *c, int argc, char **argv)
{
	struct maestra_quitadas q = { 0 };
	uint32_t number = 0;
	bool apply = cli_flag(&argc, argv, "--aplicar");
	if (argc > 2 || (argc == 2 && strspn(argv[1], "0123456789") != strlen(argv[1])))
		return cli_usage(c, "«importar --maestra --quitar» lleva a lo sumo el número de la carga, y --aplicar");
	struct store *store = cli_store(c, false);
	if (!store)
		return err_exit_code(&c->err);
	bool good = find_load(c, store, argc == 2 ? argv[1] : NULL, &number) && (!apply || respaldos_antes(c, store, "antes de quitar una carga de la base maestra"))
		&& take_pieces(c, store, number, apply, &q);
	store_close(store);
	if (!good)
		return err_exit_code(&c->err);
	print_taken(c, number, apply, &q);
	return 0;
}

int importar_maestra(struct cli *c, int argc, char **argv)
{
	struct maestra_importar im = { .arena = &c->arena, .hoy = c->hoy };
	struct espera s = { 0 };
	bool nothing = false;
	if (cli_flag(&argc, argv, "--quitar"))
		return take_back(c, argc, argv);
	bool csv = cli_flag(&argc, argv, "--csv");
	if (argc != 2)
		return cli_usage(c, "«importar --maestra» lleva un archivo, el de la base maestra");
	im.path = argv[1];
	im.store = cli_store(c, false);
	if (!im.store)
		return err_exit_code(&c->err);
	bool good = respaldos_antes(c, im.store, "antes de cargar la base maestra");
	if (good) {
		good = load(c, &im, &s, &nothing);
		espera_end(&s);
		maestra_cerrar(&im);
	}
	store_close(im.store);
	if (im.carga.numero != 0)
		print(c, &im, csv, nothing);
	if (!good)
		return err_exit_code(&c->err);
	return im.carga.cuentas.rechazadas > 0 ? err_exit_code(&(struct err){ .code = ERR_DATA }) : 0;
}
