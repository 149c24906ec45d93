#include "report/unidad.h"
#include "base/text.h"
#include "forms/field_type.h"
#include "model/validacion.h"
#include <string.h>

static const char *const necesarias[] = { "nombre1", "apellido1", "parentesco" };
enum { NECESARIAS = sizeof necesarias / sizeof *necesarias };

/* ---- The two files, joined ---- */

static bool has_columns(const struct tabla *t, struct err *err)
{
	for (int i = 0; i < NECESARIAS; i++)
		if (tabla_column(t, necesarias[i]) < 0) {
			const struct variable *v = dict_find(t->dict, necesarias[i]);
			return err_set(err, ERR_DATA, "%s: falta la columna «%s»", t->nombre, v ? v->label : necesarias[i]);
		}
	return true;
}

static void take_households(struct archivos *f, struct names *index)
{
	const struct tabla *t = &f->hogares;
	for (int i = 0; i < t->n; i++) {
		const char *key = tabla_key(t, i, f->arena);
		int at = names_find(index, key);
		if (!*key) {
			rechazo_add(&f->rechazos, t, i, t->clave, "Falta el código del hogar", "Falta el código del hogar");
		} else if (at < 0) {
			names_add(index, key, f->n);
			*ARENA_PUSH(f->arena, f->unidad, f->n, f->cap) = (struct unidad){ .codigo = key, .fila = i };
		} else {
			struct unidad *first = &f->unidad[at];
			const char *kind = "Código de hogar repetido";
			if (!first->rechazada)
				rechazo_add(&f->rechazos, t, first->fila, t->clave, kind, "El código «%s» está también en la línea %d", key, t->fila[i].line);
			rechazo_add(&f->rechazos, t, i, t->clave, kind, "El código «%s» ya está en la línea %d", key, t->fila[first->fila].line);
			first->rechazada = true;
		}
	}
}

static void take_members(struct archivos *f, const struct names *index)
{
	const struct tabla *t = &f->integrantes;
	for (int i = 0; i < t->n; i++) {
		const char *key = tabla_key(t, i, f->arena);
		int at = names_find(index, key);
		if (!*key)
			rechazo_add(&f->rechazos, t, i, t->clave, "Falta el código del hogar", "Falta el código del hogar");
		else if (at < 0)
			rechazo_add(&f->rechazos, t, i, t->clave, "Integrante sin hogar", "El hogar «%s» no está en %s", key, f->hogares.nombre);
		else
			*ARENA_PUSH(f->arena, f->unidad[at].integrante, f->unidad[at].n, f->unidad[at].cap) = i;
	}
}

bool archivos_read(struct archivos *f, const char *hogares, const char *integrantes, struct err *err)
{
	const struct dict *dict = &f->programa->dict;
	struct names index;
	f->rechazos.arena = f->arena;
	names_init(&f->documentos, f->arena);
	names_init(&index, f->arena);
	if (!dict_find(dict, CODIGO_EXTERNO))
		return err_set(err, ERR_CONFIG, "El diccionario no tiene la variable «%s», que une los archivos", CODIGO_EXTERNO);
	if (!tabla_read(&f->hogares, f->arena, dict, LEVEL_HOGAR, hogares, err) || !tabla_read(&f->integrantes, f->arena, dict, LEVEL_INTEGRANTE, integrantes, err))
		return false;
	if (!has_columns(&f->integrantes, err))
		return false;
	take_households(f, &index);
	take_members(f, &index);
	return true;
}

/* ---- One household ---- */

static void read_row(struct archivos *f, struct tabla *t, int fila, struct arena *a, struct answers *out)
{
	answers_init(out, a);
	for (int i = 0; i < t->n_orden; i++) {
		int col = t->orden[i];
		struct value value;
		struct err err = { 0 };
		if (tabla_value(t, fila, col, out, f->hoy, a, &value, &err))
			answers_set(out, t->col[col].var->name, value);
		else
			rechazo_add(&f->rechazos, t, fila, col, arena_printf(a, "%s: %s", t->col[col].var->label, err.text), "%s", err.text);
	}
	for (int i = t->n_col; i < t->fila[fila].n; i++)
		if (*t->fila[fila].cell[i]) {
			rechazo_add(&f->rechazos, t, fila, -1, "Sobran celdas", "La fila tiene más celdas que el encabezado: revise los separadores y las comillas");
			break;
		}
}

static void check_needed(struct archivos *f, int fila, const struct answers *row, int desde)
{
	const struct tabla *t = &f->integrantes;
	for (int i = 0; i < NECESARIAS; i++) {
		int col = tabla_column(t, necesarias[i]);
		if (answers_get(row, necesarias[i]).kind == VALUE_NONE && !rechazo_has(&f->rechazos, t, fila, col, desde))
			rechazo_add(&f->rechazos, t, fila, col, arena_printf(f->arena, "%s: falta el dato", t->col[col].var->label), "Falta el dato");
	}
}

static void check_head(struct archivos *f, const struct unidad *u, const struct answers *integrante, int desde)
{
	const struct tabla *t = &f->integrantes;
	int col = tabla_column(t, "parentesco"), head = -1;
	bool unsure = false;
	if (u->n == 0) {
		rechazo_add(&f->rechazos, &f->hogares, u->fila, -1, "Hogar sin integrantes", "El hogar no tiene integrantes en %s", t->nombre);
		return;
	}
	for (int i = 0; i < u->n; i++) {
		unsure = unsure || rechazo_has(&f->rechazos, t, u->integrante[i], col, desde);
		if (strcmp(answers_text(&integrante[i], "parentesco"), "jefe") != 0)
			continue;
		if (head >= 0)
			rechazo_add(&f->rechazos, t, u->integrante[i], col, "Más de una jefa o jefe en el hogar",
				"El hogar ya tiene jefa o jefe en la línea %d: deje una sola persona", t->fila[u->integrante[head]].line);
		else
			head = i;
	}
	if (head < 0 && !unsure)
		rechazo_add(&f->rechazos, &f->hogares, u->fila, -1, "Hogar sin jefa ni jefe", "El hogar no tiene jefa o jefe en %s: marque a una persona", t->nombre);
}

/* What the model finds when it sees the household as a whole. */
static void check_whole(struct archivos *f, const struct unidad *u, struct arena *a, const struct answers *hogar, const struct answers *integrante)
{
	struct ficha ficha;
	struct record record;
	struct hallazgo *found;
	ficha_init(&ficha, a);
	record_init(&ficha.hogar, a, RECORD_HOGAR, 0, 0);
	answers_copy(&ficha.hogar.fields, hogar);
	for (int i = 0; i < u->n; i++) {
		record_init(&record, a, RECORD_INTEGRANTE, 0, (uint32_t)i + 1);
		answers_copy(&record.fields, &integrante[i]);
		answers_set(&record.fields, INTEGRANTE_ACTIVO, value_bool(true));
		ficha_add(&ficha, &record);
	}
	int n = ficha_validate(&ficha, &f->programa->dict, f->hoy, a, &found);
	for (int i = 0; i < n && found[i].error; i++) {
		const struct tabla *t = found[i].integrante ? &f->integrantes : &f->hogares;
		int fila = found[i].integrante ? u->integrante[found[i].integrante - 1] : u->fila;
		const struct variable *v = dict_find(&f->programa->dict, found[i].variable);
		rechazo_add(&f->rechazos, t, fila, tabla_column(t, found[i].variable), arena_printf(a, "%s: por revisar", v ? v->label : found[i].variable), "%s", found[i].texto);
	}
}

static const char *documento_key(struct arena *a, const struct answers *row)
{
	const char *number = answers_text(row, "numero_documento");
	return *number ? arena_printf(a, "%s %s", answers_text(row, "tipo_documento"), number) : "";
}

/* Nobody may be in two households of the file. */
static void check_documentos(struct archivos *f, const struct unidad *u, struct arena *a, const struct answers *integrante)
{
	const struct tabla *t = &f->integrantes;
	for (int i = 0; i < u->n; i++) {
		const char *key = documento_key(a, &integrante[i]);
		int other = *key ? names_find(&f->documentos, key) : -1;
		if (other >= 0)
			rechazo_add(&f->rechazos, t, u->integrante[i], tabla_column(t, "numero_documento"), "Documento repetido en el archivo",
				"El documento %s ya está en la línea %d, en otro hogar", text_upper(a, key), t->fila[other].line);
	}
}

static void keep_documentos(struct archivos *f, const struct unidad *u, struct arena *a, const struct answers *integrante)
{
	for (int i = 0; i < u->n; i++) {
		const char *key = documento_key(a, &integrante[i]);
		if (*key)
			names_add(&f->documentos, arena_strdup(f->arena, key), u->integrante[i]);
	}
}

bool unidad_read(struct archivos *f, struct unidad *u, struct arena *a, struct answers *hogar, struct answers **integrante)
{
	int desde = f->rechazos.n;
	*integrante = arena_array(a, struct answers, u->n + 1);
	read_row(f, &f->hogares, u->fila, a, hogar);
	for (int i = 0; i < u->n; i++) {
		read_row(f, &f->integrantes, u->integrante[i], a, &(*integrante)[i]);
		check_needed(f, u->integrante[i], &(*integrante)[i], desde);
	}
	check_head(f, u, *integrante, desde);
	if (f->rechazos.n == desde)
		check_whole(f, u, a, hogar, *integrante);
	if (f->rechazos.n == desde)
		check_documentos(f, u, a, *integrante);
	u->rechazada = u->rechazada || f->rechazos.n > desde;
	if (!u->rechazada)
		keep_documentos(f, u, a, *integrante);
	return !u->rechazada;
}

void unidad_reject(struct archivos *f, struct unidad *u, const struct tabla *t, int fila, int col, const char *clave, const char *motivo)
{
	u->rechazada = true;
	rechazo_add(&f->rechazos, t, fila < 0 ? u->fila : fila, col, clave, "%s", motivo);
}

/* ---- Rows that only wait ---- */

struct seen { bool *row[2]; };

static void wait_row(struct archivos *f, const struct seen *seen, const struct tabla *t, int fila, const struct rechazo *cause)
{
	if (!seen->row[t == &f->integrantes][fila])
		rechazo_add(&f->rechazos, t, fila, -1, NULL, "Espera la corrección de %s, línea %d", cause->tabla->nombre, cause->tabla->fila[cause->fila].line);
}

void archivos_close(struct archivos *f)
{
	int n = f->rechazos.n;
	struct seen seen = { { arena_array(f->arena, bool, f->hogares.n + 1), arena_array(f->arena, bool, f->integrantes.n + 1) } };
	int *cause[2] = { arena_array(f->arena, int, f->hogares.n + 1), arena_array(f->arena, int, f->integrantes.n + 1) };
	for (int i = n - 1; i >= 0; i--) {
		const struct rechazo *r = &f->rechazos.item[i];
		seen.row[r->tabla == &f->integrantes][r->fila] = true;
		cause[r->tabla == &f->integrantes][r->fila] = i;
	}
	for (int k = 0; k < f->n; k++) {
		const struct unidad *u = &f->unidad[k];
		int first = seen.row[0][u->fila] ? cause[0][u->fila] : -1;
		for (int i = 0; i < u->n && first < 0; i++)
			if (seen.row[1][u->integrante[i]])
				first = cause[1][u->integrante[i]];
		if (!u->rechazada || first < 0)
			continue;
		const struct rechazo because = f->rechazos.item[first];
		wait_row(f, &seen, &f->hogares, u->fila, &because);
		for (int i = 0; i < u->n; i++)
			wait_row(f, &seen, &f->integrantes, u->integrante[i], &because);
	}
}
