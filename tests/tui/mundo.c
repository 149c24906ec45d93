#include "mundo.h"

#include "base/date.h"
#include "base/text.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void make_store(struct mundo *m)
{
	struct err err = { 0 };
	char path[96];
	strcpy(m->folder, "/tmp/mundo-XXXXXX");
	cr_assert(mkdtemp(m->folder));
	snprintf(path, sizeof path, "%s/almacen", m->folder);
	struct store_options options = { .path = path, .practica = true, .map_mib = 64, .oficina = "Prueba", .programa = "medellin-solidaria" };
	cr_assert(store_create(&options, &err), "%s", err.text);
	cr_assert(store_open(&m->store, &options, &err), "%s", err.text);
	cr_assert(store_user_put(m->store, "marta", "Marta Restrepo", ROL_COGESTOR, &err), "%s", err.text);
	cr_assert(store_login(m->store, "marta", &err), "%s", err.text);
}

void mundo_vacio(struct mundo *m)
{
	*m = (struct mundo){ .rows = 24, .cols = 80 };
	clock_fix(MUNDO_HOY);
	arena_init(&m->arena);
	arena_init(&m->frame);
	problems_init(&m->problems, &m->arena);
	config_defaults(&m->config);
	m->programa = programa_load(&m->arena, "programs", "medellin-solidaria", &m->problems);
	if (!m->programa)
		problems_print(&m->problems, stderr);
	cr_assert(m->programa);
	make_store(m);
	cr_assert(app_init(&m->app, m->store, m->programa, &m->config, &m->problems));
}

void mundo_dia(struct mundo *m, int32_t day)
{
	clock_fix(day);
	m->app.hoy = day;
}

void mundo_ajeno(struct mundo *m)
{
	store_forget_seen(m->store);
}

static void put_word(struct answers *a, const char *name, const char *from, size_t n, struct arena *arena)
{
	if (n > 0)
		answers_set(a, name, value_text(arena_strndup(arena, from, n)));
}

static void person(struct mundo *m, struct answers *a, const char *name, const char *surnames, const char *kin, char sex, int age, const char *document)
{
	answers_init(a, &m->arena);
	size_t first = strcspn(surnames, " ");
	put_word(a, "nombre1", name, strlen(name), &m->arena);
	put_word(a, "apellido1", surnames, first, &m->arena);
	if (surnames[first])
		put_word(a, "apellido2", surnames + first + 1, strlen(surnames + first + 1), &m->arena);
	answers_set(a, "sexo", value_choice(sex == 'h' ? "h" : "m"));
	answers_set(a, "parentesco", value_choice(kin));
	answers_set(a, "nacionalidad", value_choice("colombiana"));
	answers_set(a, "fecha_nacimiento", value_date(date_add_months(MUNDO_HOY - 40, -12 * age)));
	answers_set(a, "tipo_documento", value_choice(age >= 18 ? "cc" : age >= 7 ? "ti" : "rc"));
	answers_set(a, "numero_documento", value_text(document));
}

uint32_t mundo_registrar(struct mundo *m, const char *jefe, const char *documento, const char *barrio, int personas)
{
	static const struct { const char *name, *kin; char sex; int age; } other[] = {
		{ "Luis", "conyuge", 'h', 41 }, { "Ana", "hijo", 'm', 15 }, { "Mateo", "hijo", 'h', 9 }, { "Salomé", "hijo", 'm', 3 }, { "Ofelia", "padre", 'm', 68 },
	};
	struct answers hogar, integrante[6];
	struct ficha f;
	struct err err = { 0 };
	struct txn txn;
	const char *surnames = jefe + strcspn(jefe, " ") + 1;
	cr_assert(personas >= 1 && personas <= 6);
	person(m, &integrante[0], arena_strndup(&m->arena, jefe, strcspn(jefe, " ")), surnames, "jefe", 'm', 38, documento);
	for (int i = 1; i < personas; i++)
		person(m, &integrante[i], other[i - 1].name, surnames, other[i - 1].kin, other[i - 1].sex, other[i - 1].age, arena_printf(&m->arena, "1%s%d", documento, i));
	answers_init(&hogar, &m->arena);
	answers_set(&hogar, "fecha_vinculacion", value_date(MUNDO_HOY - 200));
	answers_set(&hogar, "departamento", value_choice("05"));
	answers_set(&hogar, "municipio", value_choice("05001"));
	answers_set(&hogar, "zona", value_choice("u"));
	answers_set(&hogar, "comuna", value_choice("05001_01"));
	answers_set(&hogar, "barrio", value_text(barrio));
	answers_set(&hogar, "direccion", value_text("CR 42B # 107-35"));
	answers_set(&hogar, "telefono", value_text("3001234567"));
	cr_assert(txn_write(&txn, m->store, &err), "%s", err.text);
	struct acto acto = { .txn = &txn, .programa = m->programa, .hoy = clock_today(), .arena = &m->arena };
	cr_assert(acto_registrar(&acto, &hogar, integrante, personas, &f, &err) && txn_commit(&txn, &err), "%s", err.text);
	return f.num;
}

struct ficha *mundo_ficha(struct mundo *m, uint32_t hogar)
{
	struct ficha *f = arena_new(&m->arena, struct ficha);
	struct err err = { 0 };
	struct txn txn;
	cr_assert(txn_read(&txn, m->store, &err), "%s", err.text);
	cr_assert(ficha_load(&txn, hogar, &m->arena, f, NULL), "%s", txn.err.text);
	txn_abort(&txn);
	return f;
}

void mundo_poner(struct mundo *m, uint32_t hogar, const char *campo, struct value value)
{
	struct ficha *f = mundo_ficha(m, hogar);
	struct err err = { 0 };
	struct txn txn;
	cr_assert(txn_write(&txn, m->store, &err), "%s", err.text);
	answers_set(&f->hogar.fields, campo, value);
	cr_assert(op_begin(&txn, &(struct op){ .accion = "guardar_formulario", .hogar = hogar, .fecha = DATE_NONE }));
	record_put(&txn, &f->hogar);
	cr_assert(op_end(&txn) && txn_commit(&txn, &err), "%s", err.text);
}

static void moment(struct mundo *m, uint32_t hogar, const char *momento, int days_since)
{
	const struct momento *to = ruta_momento(m->programa->ruta, momento);
	mundo_poner(m, hogar, HOGAR_MOMENTO, value_text(to->id));
	mundo_poner(m, hogar, HOGAR_FASE, value_text(to->fase->id));
	mundo_poner(m, hogar, HOGAR_ESTADO, value_choice(to->estado));
	mundo_poner(m, hogar, HOGAR_ULTIMA_VISITA, value_date(MUNDO_HOY - days_since));
	struct posicion place;
	ruta_posicion(model_evaluate(m->programa, mundo_ficha(m, hogar), MUNDO_HOY, &m->arena), &m->arena, &place);
	mundo_poner(m, hogar, HOGAR_SIGUIENTE, value_text(place.siguiente_texto));
}

void mundo_open(struct mundo *m)
{
	mundo_vacio(m);
	m->hogar[RESTREPO] = mundo_registrar(m, "Elena Restrepo Gómez", "43210001", "Popular", 5);
	m->hogar[USUGA] = mundo_registrar(m, "Rosalba Úsuga Ríos", "43210002", "Santo Domingo", 3);
	m->hogar[ZAPATA] = mundo_registrar(m, "Gloria Zapata Peña", "43210003", "Granizal", 4);
	m->hogar[NUNEZ] = mundo_registrar(m, "Nubia Ñáñez Cano", "43210004", "Popular", 2);
	m->hogar[PALACIOS] = mundo_registrar(m, "Yolanda Palacios Mosquera", "43210005", "La Avanzada", 1);
	ACTO(m, m->hogar[USUGA], acto_visita_abrir(&acto, ficha, NULL, &err));
	moment(m, m->hogar[ZAPATA], "seguimiento", 100);
	moment(m, m->hogar[NUNEZ], "seguimiento", 7);
	moment(m, m->hogar[PALACIOS], "plan_familiar", 40);
}

void mundo_close(struct mundo *m)
{
	char command[128];
	app_done(&m->app);
	store_close(m->store);
	arena_done(&m->frame);
	arena_done(&m->arena);
	clock_fix(DATE_NONE);
	snprintf(command, sizeof command, "rm -rf '%s'", m->folder);
	cr_assert(strncmp(m->folder, "/tmp/mundo-", 11) == 0 && system(command) == 0);
}

/* ---- what a person does ---- */

static void paint(struct mundo *m)
{
	arena_reset(&m->frame);
	grid_init(&m->grid, &m->frame, m->rows, m->cols);
	app_draw(&m->app, &m->grid);
}

void abrir(struct mundo *m, const struct screen_ops *ops, const void *arg)
{
	struct err err = { 0 };
	cr_assert(app_push(&m->app, ops, arg, &err), "%s", err.text);
	paint(m);
}

static void feed(struct mundo *m, const struct event *event)
{
	app_feed(&m->app, event);
	while (app_work(&m->app) != WORK_NONE)
		;
	paint(m);
}

void teclas(struct mundo *m, const char *keys)
{
	for (const char *p = keys; *p;) {
		const char *end = *p == '<' ? strchr(p, '>') : NULL;
		if (!end) {
			struct event letter = { .kind = EV_CHAR };
			letter.code = text_decode(&p);
			feed(m, &letter);
			continue;
		}
		const char *name = arena_strndup(&m->arena, p + 1, (size_t)(end - p - 1));
		p = end + 1;
		if (strncmp(name, "Paste:", 6) == 0) {
			feed(m, &(struct event){ .kind = EV_PASTE, .text = name + 6 });
		} else if (strcmp(name, "Tick") == 0) {
			feed(m, &(struct event){ .kind = EV_TICK });
		} else {
			int key = key_parse(name);
			cr_assert(key != K_NONE, "the key <%s> does not exist", name);
			feed(m, &(struct event){ .kind = EV_KEY, .key = key });
		}
	}
}

void clic(struct mundo *m, int row, int col)
{
	feed(m, &(struct event){ .kind = EV_MOUSE, .row = row, .col = col, .mouse = MOUSE_CLICK });
}

void tamano(struct mundo *m, int rows, int cols)
{
	m->rows = rows;
	m->cols = cols;
	feed(m, &(struct event){ .kind = EV_RESIZE, .rows = rows, .cols = cols });
}

const char *pantalla(struct mundo *m)
{
	paint(m);
	return grid_dump(&m->grid, &m->arena);
}

const char *linea(struct mundo *m, int row)
{
	const char *all = pantalla(m);
	for (; row > 0 && *all; row--)
		all += strcspn(all, "\n") + 1;
	return arena_strndup(&m->arena, all, strcspn(all, "\n"));
}

const char *arriba(struct mundo *m)
{
	return m->app.depth ? app_top(&m->app)->ops->name : "";
}

bool se_ve(struct mundo *m, const char *words)
{
	return strstr(pantalla(m), words) != NULL;
}

const char *bajo_cursor(struct mundo *m)
{
	paint(m);
	char *text = arena_strdup(&m->arena, "");
	for (int col = m->grid.cursor_col; col < m->grid.cols; col++)
		text = arena_printf(&m->arena, "%s%s", text, m->grid.cell[m->grid.cursor_row * m->grid.cols + col].text);
	size_t n = strlen(text);
	while (n > 0 && text[n - 1] == ' ')
		text[--n] = 0;
	return text;
}

void al_campo(struct mundo *m, const char *label)
{
	teclas(m, "<PgUp><PgUp><PgUp>");
	for (int i = 0; i < 40 && !strstr(linea(m, m->grid.cursor_row), label); i++)
		teclas(m, "<Down>");
	cr_assert(strstr(linea(m, m->grid.cursor_row), label), "«%s» is not in the form\n%s", label, pantalla(m));
}

struct borrador *mundo_borradores(struct mundo *m, int *n)
{
	struct borrador *list;
	struct err err = { 0 };
	struct txn txn;
	cr_assert(txn_read(&txn, m->store, &err));
	*n = borrador_list(&txn, 0, true, &m->arena, &list);
	txn_abort(&txn);
	return list;
}
