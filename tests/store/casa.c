#include "casa.h"
#include "store/env.h"
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct casa casa;

/* A route of one moment is enough for agenda_of. */
static const struct ruta *route(struct arena *arena)
{
	struct fase *fase = arena_new(arena, struct fase);
	struct momento *momento = arena_new(arena, struct momento);
	struct ruta *ruta = arena_new(arena, struct ruta);

	*momento = (struct momento){ .id = "seguimiento", .nombre = "Seguimiento", .estado = "seguimiento", .fase = fase, .repite = true };
	*fase = (struct fase){ .id = "asi_crecemos", .nombre = "Así Crecemos", .momento = momento, .n = 1 };
	*ruta = (struct ruta){ .nombre = "prueba", .version = 1, .bloqueo_dias = 28, .vence_dias = 90, .fase = fase, .n = 1 };
	return ruta;
}

struct store_options casa_options(bool practica)
{
	return (struct store_options){ .path = casa.path, .practica = practica, .passphrase = practica ? NULL : CASA_FRASE, .map_mib = 256, .oficina = "Oficina de prueba",
		.programa = "prueba" };
}

static void open_kind(bool practica)
{
	struct store_options o;
	struct err err = { 0 };

	arena_init(&casa.arena);
	clock_fix(HOY);
	snprintf(casa.folder, sizeof casa.folder, "/tmp/logros-prueba-XXXXXX");
	cr_assert(mkdtemp(casa.folder));
	snprintf(casa.path, sizeof casa.path, "%s/almacen", casa.folder);
	o = casa_options(practica);
	casa.ruta = route(&casa.arena);
	cr_assert(store_create(&o, &err), "%s", err.text);
	cr_assert(store_open(&casa.store, &o, &err), "%s", err.text);
	cr_assert(store_user_put(casa.store, "mrestrepo", "Marta Restrepo", ROL_COGESTOR, &err), "%s", err.text);
	cr_assert(store_user_put(casa.store, "jlopez", "Jorge López", ROL_COGESTOR, &err), "%s", err.text);
	cr_assert(store_user_put(casa.store, "acano", "Ana Cano", ROL_COORDINADOR, &err), "%s", err.text);
	cr_assert(store_user_put(casa.store, "fdiaz", "Fabio Díaz", ROL_FORMADOR, &err), "%s", err.text);
	cr_assert(store_user_put(casa.store, "admin", "Olga Ríos", ROL_ADMINISTRADOR, &err), "%s", err.text);
	casa_login("mrestrepo");
}

void casa_open(void)
{
	open_kind(true);
}

void casa_open_real(void)
{
	open_kind(false);
}

void casa_close(void)
{
	char command[128];

	store_close(casa.store);
	casa.store = NULL;
	arena_done(&casa.arena);
	snprintf(command, sizeof command, "rm -rf '%s'", casa.folder);
	(void)!system(command);
}

void casa_reopen(void)
{
	bool practica = store_is_practica(casa.path);
	struct store_options o = casa_options(practica);
	struct err err = { 0 };

	store_close(casa.store);
	cr_assert(store_open(&casa.store, &o, &err), "%s", err.text);
	casa_login("mrestrepo");
}

void casa_login(const char *usuario)
{
	struct err err = { 0 };

	cr_assert(store_login(casa.store, usuario, &err), "%s", err.text);
}

const char *casa_file(const char *name)
{
	return arena_printf(&casa.arena, "%s/%s", casa.path, name);
}

void txn_begin_write(struct txn *txn)
{
	struct err err = { 0 };

	cr_assert(txn_write(txn, casa.store, &err), "%s", err.text);
}

void txn_begin_read(struct txn *txn)
{
	struct err err = { 0 };

	cr_assert(txn_read(txn, casa.store, &err), "%s", err.text);
}

void txn_end(struct txn *txn)
{
	struct err err = { 0 };

	cr_assert(txn_commit(txn, &err), "%s", err.text);
}

static void member(struct txn *txn, uint32_t hogar, uint32_t seq, const char *nombre, const char *apellido, const char *documento, const char *parentesco)
{
	struct record r;

	record_init(&r, &txn->arena, RECORD_INTEGRANTE, hogar, seq);
	answers_set(&r.fields, "nombre1", value_text(nombre));
	answers_set(&r.fields, "apellido1", value_text(apellido));
	answers_set(&r.fields, "tipo_documento", value_choice("cc"));
	answers_set(&r.fields, "numero_documento", value_text(documento));
	answers_set(&r.fields, "parentesco", value_choice(parentesco));
	answers_set(&r.fields, "fecha_nacimiento", value_date(date_make(1980 + (int)seq * 10, 3, 9)));
	answers_set(&r.fields, INTEGRANTE_ACTIVO, value_bool(true));
	record_put(txn, &r);
	cr_assert(txn->err.code != ERR_NONE || r.version == 1);
}

uint32_t casa_familia_in(struct txn *txn, const char *apellido, const char *documento, struct id id)
{
	struct op op = { .accion = "registrar_hogar", .detalle = arena_printf(&txn->arena, "Registro de la familia %s", apellido), .id = id };
	struct record r;

	if (!op_begin(txn, &op))
		return 0;
	record_init(&r, &txn->arena, RECORD_HOGAR, store_next_hogar(txn), 0);
	answers_set(&r.fields, HOGAR_FOLIO, value_text(arena_printf(&txn->arena, "MS-%05u", r.hogar)));
	answers_set(&r.fields, HOGAR_COGESTOR, value_text(store_actor(casa.store)->usuario));
	answers_set(&r.fields, HOGAR_ESTADO, value_choice("seguimiento"));
	answers_set(&r.fields, HOGAR_FASE, value_text("asi_crecemos"));
	answers_set(&r.fields, HOGAR_MOMENTO, value_text("seguimiento"));
	answers_set(&r.fields, "comuna", value_choice(r.hogar % 2 ? "c01" : "c02"));
	answers_set(&r.fields, "barrio", value_text("Santo Domingo Savio"));
	answers_set(&r.fields, "direccion", value_text(arena_printf(&txn->arena, "Calle %u # 12-34", r.hogar)));
	answers_set(&r.fields, "telefono", value_text(arena_printf(&txn->arena, "300555%04u", r.hogar)));
	record_put(txn, &r);
	member(txn, r.hogar, 1, "María", apellido, documento, "jefe");
	member(txn, r.hogar, 2, "Andrés", apellido, arena_printf(&txn->arena, "%s9", documento), "hijo");
	fila_medicion(txn, r.hogar, 10, 20, 15, 5);
	op_end(txn);
	return r.hogar;
}

uint32_t casa_familia(const char *apellido, const char *documento)
{
	struct txn txn;

	txn_begin_write(&txn);
	uint32_t hogar = casa_familia_in(&txn, apellido, documento, (struct id){ { 0 } });
	txn_end(&txn);
	cr_assert_neq(hogar, 0);
	return hogar;
}

bool casa_set(uint32_t hogar, enum record_kind kind, uint32_t seq, const char *field, struct value v, struct err *err)
{
	struct op op = { .accion = "cambiar", .detalle = field, .hogar = hogar };
	struct record r;
	struct txn txn;

	if (!txn_write(&txn, casa.store, err))
		return false;
	op_begin(&txn, &op);
	if (!record_get(&txn, hogar, kind, seq, &txn.arena, &r))
		record_init(&r, &txn.arena, kind, hogar, seq);
	answers_set(&r.fields, field, v);
	record_put(&txn, &r);
	op_end(&txn);
	return txn_commit(&txn, err);
}

void casa_must_set(uint32_t hogar, enum record_kind kind, uint32_t seq, const char *field, struct value v)
{
	struct err err = { 0 };

	cr_assert(casa_set(hogar, kind, seq, field, v, &err), "%s", err.text);
}

struct value casa_get(uint32_t hogar, enum record_kind kind, uint32_t seq, const char *field)
{
	struct value v = value_none();
	struct record r;
	struct txn txn;

	txn_begin_read(&txn);
	if (record_get(&txn, hogar, kind, seq, &casa.arena, &r))
		v = answers_get(&r.fields, field);
	txn_abort(&txn);
	return v;
}

bool casa_found(const struct verificacion *v, const char *words)
{
	for (int i = 0; i < v->n; i++)
		if (strstr(v->hallazgo[i].que, words))
			return true;
	return false;
}

static int count_reader(const char *line, void *arg)
{
	/* lines of open transactions end with a number, those of idle slots with `-` */
	if (!strstr(line, "pid") && !strstr(line, "no active") && !strchr(line, '-'))
		++*(int *)arg;
	return 0;
}

int casa_readers(void)
{
	int n = 0;

	mdb_reader_list(casa.store->env, count_reader, &n);
	return n;
}
