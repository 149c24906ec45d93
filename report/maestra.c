#include "report/maestra.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "report/maestra_columna.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PIEZA = 1 << 16, LOTE_MS = 120 };

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- The heading ---- */

static bool understand(struct maestra_importar *im, const struct csv_row *row, struct err *err)
{
	struct strbuf unused;

	strbuf_init(&unused, im->arena);
	im->nombre_entero = -1;
	for (int i = 0; i < MAESTRA_CAMPOS; i++)
		im->columna[i] = -1;
	for (int i = 0; i < row->n && i < MAESTRA_COLUMNAS; i++) {
		const char *title = im->titulo[im->n_titulo++] = text_clean(im->arena, row->cell[i], TEXT_ONE_LINE);
		int c = maestra_columna_campo(im->arena, title);
		int *at = c < 0 ? NULL : c == MAESTRA_NOMBRE_ENTERO ? &im->nombre_entero : &im->columna[c];
		if (at && *at < 0)
			*at = i;
		else if (*title)
			strbuf_printf(&unused, "%s«%s»", unused.len ? ", " : "", title);
	}
	im->sin_uso = unused.text;
	if (im->columna[MAESTRA_CODIGO] < 0 && im->columna[MAESTRA_DOCUMENTO] < 0)
		return err_set(err, ERR_DATA, "%s: falta una columna con el código del hogar o con el documento de la jefa o el jefe", im->carga.archivo);
	if (im->columna[MAESTRA_NOMBRE1] < 0 && im->columna[MAESTRA_APELLIDO1] < 0 && im->nombre_entero < 0 && im->columna[MAESTRA_DIRECCION] < 0)
		return err_set(err, ERR_DATA, "%s: falta una columna con el nombre o con la dirección, para encontrar a la familia", im->carga.archivo);
	return true;
}

static bool fingerprint(struct maestra_importar *im, struct err *err)
{
	uint8_t *piece = arena_alloc(im->arena, PIEZA);
	long n;

	memset(im->carga.huella, 0, sizeof im->carga.huella);
	while ((n = csv_flujo_bytes(im->csv, piece, PIEZA, err)) > 0)
		maestra_huella(im->store, im->carga.huella, piece, (size_t)n);
	im->carga.tamano = csv_flujo_tamano(im->csv);
	return n == 0;
}

/* ---- Rejected rows ---- */

static bool open_rejects(struct maestra_importar *im, struct err *err)
{
	/* Personal data: for whoever loads, nobody else. */
	struct stat st;
	int fd = open(im->rechazos_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd >= 0 && fstat(fd, &st) == 0 && (uint64_t)st.st_size < im->carga.rechazos)
		im->carga.rechazos = 0;      /* somebody took it away */
	bool good = fd >= 0 && ftruncate(fd, (off_t)im->carga.rechazos) == 0 && (im->rechazos = fdopen(fd, "r+")) != NULL && fseek(im->rechazos, 0, SEEK_END) == 0;

	if (!good) {
		int why = errno;
		if (fd >= 0 && !im->rechazos)
			close(fd);
		return err_set_sys(err, ERR_CREATE, why, "No se pudo crear %s (%s); copie el archivo a una carpeta propia", im->rechazos_path, err_sys_text(why));
	}
	if (im->carga.rechazos == 0) {
		struct csv_writer w;
		csv_begin(&w, im->rechazos);
		csv_plain(&w, "linea");
		csv_plain(&w, "motivo");
		for (int i = 0; i < im->n_titulo; i++)
			csv_text(&w, im->titulo[i]);
		csv_end_row(&w);
	}
	return true;
}

static bool reject(struct maestra_importar *im, const struct csv_row *row, const char *why, struct err *err)
{
	struct csv_writer w = { .file = im->rechazos };

	im->carga.cuentas.rechazadas++;
	if (!im->rechazos && !open_rejects(im, err))
		return false;
	w.file = im->rechazos;
	csv_plain(&w, arena_printf(&im->fila, "%d", row->line));
	csv_text(&w, why);
	for (int i = 0; i < im->n_titulo; i++)
		csv_text(&w, i < row->n ? row->cell[i] : "");
	csv_end_row(&w);
	return true;
}

/* What the batch rejected is on the disk before the store says how far the load is. */
static bool settle_rejects(struct maestra_importar *im, struct err *err)
{
	if (!im->rechazos)
		return true;
	off_t written = ftello(im->rechazos);
	bool more = (uint64_t)written != im->carga.rechazos;
	if (written < 0 || fflush(im->rechazos) != 0 || ferror(im->rechazos) || (more && fdatasync(fileno(im->rechazos)) != 0))
		return err_set_sys(err, ERR_IO, errno, "No se pudo escribir %s (%s)", im->rechazos_path, err_sys_text(errno));
	im->carga.rechazos = (uint64_t)written;
	return true;
}

/* ---- A row ---- */

static const char *cell_of(const struct csv_row *row, int column)
{
	return column >= 0 && column < row->n ? row->cell[column] : "";
}

/* False: err says what is wrong with the row. */
static bool read_row(struct maestra_importar *im, const struct csv_row *row, struct maestra *m, struct err *err)
{
	for (int i = im->n_titulo; i < row->n && im->n_titulo < MAESTRA_COLUMNAS; i++)
		if (*row->cell[i])
			return err_set(err, ERR_DATA, "La fila tiene más celdas que el encabezado: revise los separadores y las comillas");
	for (int i = 0; i < MAESTRA_CAMPOS; i++)
		if (!maestra_valor((enum maestra_campo)i, cell_of(row, im->columna[i]), im->hoy, &im->fila, &m->campo[i], err))
			return false;
	if (im->nombre_entero >= 0 && !*m->campo[MAESTRA_NOMBRE1] && !*m->campo[MAESTRA_APELLIDO1]) {
		const char *part[4];
		maestra_partir_nombre(text_clean(&im->fila, cell_of(row, im->nombre_entero), TEXT_ONE_LINE), &im->fila, part);
		for (int i = 0; i < 4; i++)
			if (!maestra_valor((enum maestra_campo)(MAESTRA_NOMBRE1 + i), part[i], im->hoy, &im->fila, &m->campo[MAESTRA_NOMBRE1 + i], err))
				return false;
	}
	if (!*m->campo[MAESTRA_CODIGO] && !*m->campo[MAESTRA_DOCUMENTO])
		return err_set(err, ERR_DATA, "Falta el código del hogar y el documento: con uno de los dos basta");
	if (!*m->campo[MAESTRA_NOMBRE1] && !*m->campo[MAESTRA_APELLIDO1] && !*m->campo[MAESTRA_DIRECCION])
		return err_set(err, ERR_DATA, "Falta el nombre o la dirección, para encontrar a la familia");
	return true;
}

static bool put_row(struct maestra_importar *im, struct txn *txn, const struct csv_row *row, struct err *err)
{
	struct err why = { 0 };
	struct maestra m = { 0 };

	im->carga.cuentas.leidas++;
	if (!read_row(im, row, &m, &why))
		return reject(im, row, why.text, err);
	switch (maestra_poner(txn, &im->carga, &m, &im->fila)) {
	case MAESTRA_REPETIDA: return reject(im, row, "El código o el documento ya está en otra fila de este archivo", err);
	case MAESTRA_AJENA: return reject(im, row, "Está asignada a otra persona: la carga la coordinación", err);
	case MAESTRA_ERROR: *err = txn->err; return false;
	default: return true;
	}
}

/* ---- A batch ---- */

static bool fill(struct maestra_importar *im, struct txn *txn, struct err *err)
{
	int rows = im->filas > 0 ? im->filas : maestra_lote_filas(im->store);
	int64_t until = now_ms() + LOTE_MS;
	struct csv_row row;
	bool more = true;

	for (int i = 0; i < rows && (i % 64 != 0 || i == 0 || now_ms() < until) && (more = csv_flujo_next(im->csv, &row, err)); i++) {
		if (!put_row(im, txn, &row, err))
			return false;
		arena_reset(&im->fila);
	}
	if (!more && err->code != ERR_NONE)
		return false;
	im->carga.terminada = !more;
	im->carga.posicion = csv_flujo_posicion(im->csv);
	im->carga.linea = csv_flujo_linea(im->csv);
	return settle_rejects(im, err);
}

static bool batch(struct maestra_importar *im, struct txn *txn, struct err *err)
{
	if (!maestra_carga_begin(txn, &im->carga, &im->lote, err) || !fill(im, txn, err))
		return false;
	if (maestra_lote(txn, &im->carga, &im->lote))
		return true;
	*err = txn->err;
	return false;
}

bool maestra_seguir(struct maestra_importar *im, struct err *err)
{
	struct maestra_carga before = im->carga;
	struct txn txn;

	if (im->carga.terminada)
		return true;
	if (!txn_write(&txn, im->store, err))
		return false;
	arena_reset(&im->lote);
	bool good = batch(im, &txn, err);
	if (!good)
		txn_abort(&txn);
	else
		good = txn_commit(&txn, err);
	if (good && im->carga.terminada && im->carga.cuentas.rechazadas == 0)
		unlink(im->rechazos_path);
	if (good)
		return true;
	im->carga = before;
	struct err ignored = { 0 };
	csv_flujo_seek(im->csv, before.posicion, before.linea, &ignored);
	if (im->rechazos && fflush(im->rechazos) == 0 && ftruncate(fileno(im->rechazos), (off_t)before.rechazos) == 0)
		fseek(im->rechazos, 0, SEEK_END);
	return false;
}

/* ---- Beginning and end ---- */

/* Where an earlier load of the same file ended; its names move to memory that stays. */
static bool find_place(struct maestra_importar *im, struct err *err)
{
	struct maestra_carga last;
	struct txn txn;

	if (!txn_read(&txn, im->store, err))
		return false;
	bool same = maestra_carga_get(&txn, im->arena, &last) && memcmp(last.huella, im->carga.huella, sizeof last.huella) == 0;
	if (!txn_commit(&txn, err))
		return false;
	im->carga.posicion = csv_flujo_posicion(im->csv);
	im->carga.linea = csv_flujo_linea(im->csv);
	if (same) {
		last.archivo = im->carga.archivo;
		im->carga = last;
	}
	im->reanudada = same && !last.terminada;
	im->desde = im->carga.posicion;
	return csv_flujo_seek(im->csv, im->carga.posicion, im->carga.linea, err);
}

bool maestra_abrir(struct maestra_importar *im, struct err *err)
{
	const char *slash = strrchr(im->path, '/');
	struct csv_row titles;

	arena_init(&im->lote);
	arena_init(&im->fila);
	im->csv = NULL;
	im->rechazos = NULL;
	im->n_titulo = 0;
	im->carga = (struct maestra_carga){ .archivo = text_clean(im->arena, slash ? slash + 1 : im->path, TEXT_ONE_LINE), .usuario = store_actor(im->store)->usuario };
	im->rechazos_path = arena_printf(im->arena, "%s.rechazos.csv", im->path);
	im->csv = csv_flujo_open(im->arena, im->path, &titles, err);
	return im->csv && understand(im, &titles, err) && fingerprint(im, err) && find_place(im, err);
}

void maestra_cerrar(struct maestra_importar *im)
{
	if (im->csv)
		csv_flujo_close(im->csv);
	if (im->rechazos)
		fclose(im->rechazos);
	im->csv = NULL;
	im->rechazos = NULL;
	arena_done(&im->lote);
	arena_done(&im->fila);
}
