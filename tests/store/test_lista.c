#include "casa.h"
#include "base/rng.h"
#include "base/text.h"
#include "store/borrador.h"
#include "store/env.h"
#include "store/fila.h"
#include "store/registro.h"
#include "store/vista.h"
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

TestSuite(lista, .init = casa_open, .fini = casa_close, .timeout = 120);

static const struct filtro all = FILTRO_TODO;

static int page(const struct filtro *f, enum lista_orden orden, int desde, int n, struct fila **out, int *total)
{
	struct txn txn;

	txn_begin_read(&txn);
	int given = lista_page(&txn, casa.ruta, f, orden, HOY, desde, n, &casa.arena, out, total);
	cr_assert_eq(lista_count(&txn, casa.ruta, f, HOY), *total, "the badge is the length of the list");
	txn_end(&txn);
	return given;
}

static const char *names(const struct filtro *f, enum lista_orden orden)
{
	struct fila *row;
	char *text = arena_strdup(&casa.arena, "");
	int total;

	for (int i = 0, n = page(f, orden, 0, 100, &row, &total); i < n; i++)
		text = arena_printf(&casa.arena, "%s%s%.*s", text, i ? " " : "", (int)strcspn(row[i].nombre, ","), row[i].nombre);
	return text;
}

Test(lista, ordered_as_spanish_does)
{
	static const char *const surnames[] = { "Zapata", "Ñáñez", "Álvarez", "Nuñez", "Osorio", "Alzate" };

	for (int i = 0; i < 6; i++)
		casa_familia(surnames[i], arena_printf(&casa.arena, "%d", 100 + i));
	cr_assert_str_eq(names(&all, ORDEN_NOMBRE), "Álvarez Alzate Nuñez Ñáñez Osorio Zapata");
	cr_assert_str_eq(names(&all, ORDEN_FOLIO), "Zapata Ñáñez Álvarez Nuñez Osorio Alzate");
	CASA_VERIFY();
}

static const char *by_words(const char *words, enum lista_orden orden)
{
	struct filtro f = FILTRO_TODO;

	f.texto = words;
	return names(&f, orden);
}

/* How somebody else's family is written neither hides hers nor can be told from what she gets. */
Test(lista, words_are_taken_as_loosely_as_her_own_families_need)
{
	casa_familia("González", "101");
	casa_familia("Yepes", "102");
	cr_assert_str_eq(by_words("gonsales", ORDEN_NOMBRE), "González");
	casa_login("jlopez");
	casa_familia("Gonsales", "103");
	casa_familia("Llepes", "104");
	cr_expect_str_eq(by_words("gonsales", ORDEN_NOMBRE), "Gonsales", "as written");
	for (int limit = 0; limit < 2; limit++) {
		lista_limite(casa.store, limit);
		casa_login("mrestrepo");
		cr_expect_str_eq(by_words("gonsales", ORDEN_FOLIO), "González");
		cr_expect_str_eq(by_words("llepes maria", ORDEN_FOLIO), "Yepes");
		cr_expect_str_eq(by_words("gonz", ORDEN_FOLIO), "González");
		casa_login("acano");
		cr_expect_str_eq(by_words("gonsales", ORDEN_FOLIO), "Gonsales");
		casa_login("jlopez");
	}
	CASA_VERIFY();
}

Test(lista, a_row_shows_what_its_family_is)
{
	struct fila *row;
	int total;

	casa_familia("Restrepo Gómez", "43111222");
	casa_must_set(1, RECORD_HOGAR, 0, HOGAR_ULTIMA_VISITA, value_date(HOY - 40));
	casa_must_set(1, RECORD_HOGAR, 0, HOGAR_PROXIMA, value_date(HOY));
	casa_must_set(1, RECORD_HOGAR, 0, HOGAR_SIGUIENTE, value_text("Seguimiento: Compromisos"));
	cr_assert_eq(page(&all, ORDEN_NOMBRE, 0, 5, &row, &total), 1);
	cr_assert_str_eq(row->folio, "MS-00001");
	cr_assert_str_eq(row->nombre, "Restrepo Gómez, María");
	cr_assert_str_eq(row->documento, "43111222");
	cr_assert_str_eq(row->telefono, "3005550001");
	cr_assert_str_eq(row->direccion, "Calle 1 # 12-34");
	cr_assert_str_eq(row->barrio, "Santo Domingo Savio");
	cr_assert_str_eq(row->comuna, "c01");
	cr_assert_str_eq(row->estado, "seguimiento");
	cr_assert_str_eq(row->fase, "asi_crecemos");
	cr_assert_str_eq(row->momento, "seguimiento");
	cr_assert_str_eq(row->siguiente, "Seguimiento: Compromisos");
	cr_assert_str_eq(row->cogestor, "mrestrepo");
	cr_assert_eq(row->integrantes, 2);
	cr_assert_eq(row->alcanzados, 10);
	cr_assert_eq(row->por_alcanzar, 20);
	cr_assert_eq(row->sin_dato, 15);
	cr_assert_eq(row->celda, 5);
	cr_assert_eq(row->borradores, 0);
	cr_assert_eq(row->ultima_visita, HOY - 40);
	cr_assert_eq(row->proxima, HOY);
	cr_assert_eq(row->agenda.estado, AGENDA_PENDIENTE);
	cr_assert_eq(row->agenda.dias, 40);
	cr_assert_eq(row->agenda.acordada, HOY);
	CASA_VERIFY();
}

static void bring_to(uint32_t hogar, enum agenda_estado estado, int days)
{
	static const int32_t last[] = { [AGENDA_VENCIDA] = 100, [AGENDA_PENDIENTE] = 50, [AGENDA_BLOQUEADA] = 10 };

	if (estado == AGENDA_EN_CURSO)
		casa_must_set(hogar, RECORD_HOGAR, 0, HOGAR_VISITA_ABIERTA, value_int(1));
	else if (estado == AGENDA_CERRADA)
		casa_must_set(hogar, RECORD_HOGAR, 0, HOGAR_CIERRE, value_date(HOY - 1));
	else
		casa_must_set(hogar, RECORD_HOGAR, 0, HOGAR_ULTIMA_VISITA, value_date(HOY - last[estado] - days));
}

Test(lista, the_agenda_puts_first_what_presses)
{
	static const struct { const char *name; enum agenda_estado estado; int days; } families[] = {
		{ "Cerrada", AGENDA_CERRADA, 0 }, { "Espera", AGENDA_BLOQUEADA, 0 }, { "Esperamenos", AGENDA_BLOQUEADA, 5 }, { "Puede", AGENDA_PENDIENTE, 0 },
		{ "Puedehacetiempo", AGENDA_PENDIENTE, 20 }, { "Vencida", AGENDA_VENCIDA, 0 }, { "Muyvencida", AGENDA_VENCIDA, 30 }, { "Encurso", AGENDA_EN_CURSO, 0 },
	};
	struct resumen_dia r;
	struct filtro f = all;
	struct txn txn;
	int sum = 0;

	for (size_t i = 0; i < sizeof families / sizeof *families; i++)
		bring_to(casa_familia(families[i].name, arena_printf(&casa.arena, "%zu", 100 + i)), families[i].estado, families[i].days);
	casa_must_set(4, RECORD_HOGAR, 0, HOGAR_PROXIMA, value_date(HOY));
	cr_assert_str_eq(names(&all, ORDEN_AGENDA), "Encurso Muyvencida Vencida Puede Puedehacetiempo Esperamenos Espera Cerrada");
	casa_must_set(2, RECORD_HOGAR, 0, HOGAR_PROXIMA, value_date(HOY + 1));
	cr_assert_str_eq(names(&all, ORDEN_AGENDA), "Encurso Muyvencida Vencida Puede Puedehacetiempo Espera Esperamenos Cerrada", "who waits: by the day that is shown");
	casa_must_set(6, RECORD_HOGAR, 0, HOGAR_PROXIMA, value_date(HOY + 3));
	f.plazo = PLAZO_SEMANA;
	cr_assert_eq(filtro_orden(&f), ORDEN_ACORDADA);
	cr_assert_str_eq(names(&f, filtro_orden(&f)), "Puede Espera Vencida", "by the agreed day, whatever presses");
	f.plazo = PLAZO_TODOS;
	cr_assert_eq(filtro_orden(&f), ORDEN_NOMBRE);
	txn_begin_read(&txn);
	lista_resumen(&txn, casa.ruta, HOY, &r);
	int by_state[] = { r.en_curso, r.vencidas, r.pendientes, r.bloqueadas, r.cerradas };
	for (int i = 0; i < 5; i++) {
		f.agenda = i;
		cr_assert_eq(lista_count(&txn, casa.ruta, &f, HOY), by_state[i], "state %d", i);
		sum += by_state[i];
	}
	f = all;
	f.activos = true;
	cr_assert_eq(lista_count(&txn, casa.ruta, &f, HOY), 7);
	txn_end(&txn);
	cr_assert_eq(sum, 8);
	cr_assert_eq(r.total, 8);
	cr_assert_eq(r.acordadas_hoy, 1);
	cr_assert_eq(r.vencidas, 2);
	CASA_VERIFY();
}

Test(lista, filters_hold_together)
{
	struct filtro f = all;

	casa_familia("Zapata", "101");
	casa_familia("Zuluaga", "102");
	casa_familia("Zapata Ríos", "103");
	f.comuna = "c01";
	cr_assert_str_eq(names(&f, ORDEN_NOMBRE), "Zapata Zapata Ríos");
	f.texto = "rios";
	cr_assert_str_eq(names(&f, ORDEN_NOMBRE), "Zapata Ríos");
	f.comuna = "c02";
	cr_assert_str_eq(names(&f, ORDEN_NOMBRE), "");
	f = all;
	f.texto = "  ,. ";
	cr_assert_str_eq(names(&f, ORDEN_NOMBRE), "Zapata Zapata Ríos Zuluaga", "no words, no condition");
	f.texto = "102";
	cr_assert_str_eq(names(&f, ORDEN_NOMBRE), "Zuluaga");
	f.texto = "CC 102";
	cr_assert_str_eq(names(&f, ORDEN_NOMBRE), "Zuluaga", "as it stands on the screen");
	f.texto = "Tel. 300 555 0002";
	cr_assert_str_eq(names(&f, ORDEN_NOMBRE), "Zuluaga");
	f.texto = "cc";
	cr_assert_str_eq(names(&f, ORDEN_NOMBRE), "", "before no number it is a word as any other");
	f.texto = "ms-00003";
	cr_assert_str_eq(names(&f, ORDEN_NOMBRE), "Zapata Ríos");
	f.texto = "andres zul";
	cr_assert_str_eq(names(&f, ORDEN_NOMBRE), "Zuluaga", "any member");
	f.texto = "3005550001";
	cr_assert_str_eq(names(&f, ORDEN_NOMBRE), "Zapata");
	f = all;
	f.celda = 5;
	cr_assert_str_eq(names(&f, ORDEN_NOMBRE), "Zapata Zapata Ríos Zuluaga");
	f.celda = 6;
	cr_assert_str_eq(names(&f, ORDEN_NOMBRE), "");
	f = all;
	f.fase = "asi_crecemos";
	f.momento = "seguimiento";
	f.estado = "seguimiento";
	f.cogestor = "mrestrepo";
	cr_assert_str_eq(names(&f, ORDEN_NOMBRE), "Zapata Zapata Ríos Zuluaga");
	f.cogestor = "nadie";
	cr_assert_str_eq(names(&f, ORDEN_NOMBRE), "");
	CASA_VERIFY();
}

Test(lista, drafts_are_counted_where_they_are)
{
	struct borrador_clave clave = { .hogar = 2, .formulario = "vivienda" }, registration = { .formulario = "hogar", .seq = 1 };
	struct resumen_dia r;
	struct filtro f = all;
	struct answers a;
	struct err err = { 0 };
	struct fila *row;
	struct txn txn;
	int total;

	casa_familia("Zapata", "101");
	casa_familia("Zuluaga", "102");
	answers_init(&a, &casa.arena);
	answers_set(&a, "piso", value_choice("tierra"));
	f.borradores = true;
	cr_assert_str_eq(names(&f, ORDEN_NOMBRE), "");
	cr_assert(borrador_put(casa.store, &clave, &a, "", "", &err));
	clave.formulario = "salud";
	cr_assert(borrador_put(casa.store, &clave, &a, "", "", &err));
	cr_assert(borrador_put(casa.store, &registration, &a, "", "", &err));
	cr_assert_str_eq(names(&f, ORDEN_NOMBRE), "Zuluaga");
	cr_assert_eq(page(&f, ORDEN_NOMBRE, 0, 5, &row, &total), 1);
	cr_assert_eq(row->borradores, 2);
	txn_begin_read(&txn);
	lista_resumen(&txn, casa.ruta, HOY, &r);
	cr_assert_eq(r.borradores, 3, "the registration counts as well");
	txn_end(&txn);
	CASA_VERIFY();
}

Test(lista, pages_join_without_gap_or_repetition)
{
	struct fila *row;
	int total, seen = 0;

	for (int i = 0; i < 23; i++)
		casa_familia(arena_printf(&casa.arena, "Apellido%02d", (i * 7) % 23), arena_printf(&casa.arena, "%d", 100 + i));
	for (int from = 0; from < 30; from += 10) {
		int n = page(&all, ORDEN_NOMBRE, from, 10, &row, &total);
		cr_assert_eq(n, from < 20 ? 10 : 3);
		cr_assert_eq(total, 23);
		for (int i = 0; i < n; i++)
			cr_assert_eq(atoi(row[i].nombre + strlen("Apellido")), seen++);
	}
	cr_assert_eq(page(&all, ORDEN_NOMBRE, 23, 10, &row, &total), 0);
	cr_assert_eq(page(&all, ORDEN_NOMBRE, 0, 0, &row, &total), 0);
	CASA_VERIFY();
}

Test(lista, a_write_sees_what_it_has_done)
{
	struct filtro f = all;
	struct fila *row;
	struct txn txn;
	int total;

	casa_familia("Zapata", "101");
	f.texto = "zuluaga";
	txn_begin_write(&txn);
	cr_assert_eq(lista_count(&txn, casa.ruta, &all, HOY), 1);
	casa_familia_in(&txn, "Zuluaga", "102", (struct id){ { 0 } });
	cr_assert_eq(lista_count(&txn, casa.ruta, &all, HOY), 2);
	casa_familia_in(&txn, "Zuluaga", "103", (struct id){ { 0 } });
	cr_assert_eq(lista_page(&txn, casa.ruta, &f, ORDEN_FOLIO, HOY, 0, 9, &casa.arena, &row, &total), 2);
	cr_assert_eq(hogar_by_documento(&txn, "cc", "103"), 3);
	txn_abort(&txn);
	cr_assert_str_eq(names(&all, ORDEN_NOMBRE), "Zapata", "and what was aborted is not there");
	CASA_VERIFY();
}

Test(lista, the_rows_in_memory_follow_every_change)
{
	struct err err = { 0 };
	struct txn txn;

	casa_familia("Zapata", "101");
	casa_familia("Zuluaga", "102");
	cr_assert_str_eq(names(&all, ORDEN_NOMBRE), "Zapata Zuluaga");
	casa_must_set(1, RECORD_INTEGRANTE, 1, "apellido1", value_text("Zuñiga"));
	cr_assert_str_eq(names(&all, ORDEN_NOMBRE), "Zuluaga Zuñiga");
	casa_familia("Abad", "103");
	cr_assert_str_eq(names(&all, ORDEN_NOMBRE), "Abad Zuluaga Zuñiga");
	txn_begin_write(&txn);
	cr_assert(diario_deshacer(&txn, diario_last(&txn), "x", &err), "%s", err.text);
	txn_end(&txn);
	cr_assert_str_eq(names(&all, ORDEN_NOMBRE), "Zuluaga Zuñiga");
	casa_login("acano");
	cr_assert(casa_set(2, RECORD_HOGAR, 0, HOGAR_COGESTOR, value_text("jlopez"), &err), "%s", err.text);
	cr_assert_str_eq(names(&all, ORDEN_NOMBRE), "Zuluaga Zuñiga", "a coordinator sees all");
	casa_login("mrestrepo");
	cr_assert_str_eq(names(&all, ORDEN_NOMBRE), "Zuñiga");
	CASA_VERIFY();
}

/* Random changes: rows kept up to date in memory against rows read anew. */
Test(lista, rows_in_memory_are_the_rows_in_the_table)
{
	struct rng r;

	rng_seed(&r, 8);
	for (int i = 0; i < 12; i++)
		casa_familia(arena_printf(&casa.arena, "Apellido%d", i), arena_printf(&casa.arena, "%d", 100 + i));
	for (int i = 0; i < 150; i++) {
		uint32_t hogar = (uint32_t)rng_range(&r, 1, 12);
		switch (rng_range(&r, 0, 3)) {
		case 0: casa_must_set(hogar, RECORD_INTEGRANTE, 1, "apellido1", value_text(arena_printf(&casa.arena, "Nuevo%d", i))); break;
		case 1: casa_must_set(hogar, RECORD_HOGAR, 0, HOGAR_ULTIMA_VISITA, value_date(HOY - rng_range(&r, 0, 200))); break;
		case 2: casa_must_set(hogar, RECORD_HOGAR, 0, HOGAR_PROXIMA, value_date(HOY + rng_range(&r, -5, 5))); break;
		case 3: casa_must_set(hogar, RECORD_HOGAR, 0, "comuna", value_choice(rng_chance(&r, 50) ? "c01" : "c02")); break;
		}
		enum lista_orden orden = (enum lista_orden)rng_range(&r, 0, 2);
		const char *kept = names(&all, orden);
		vista_free(casa.store->vista);
		casa.store->vista = NULL;
		const char *fresh = names(&all, orden);
		cr_assert_str_eq(kept, fresh, "round %d", i);
	}
	CASA_VERIFY();
}

Test(lista, what_another_process_saved_is_in_the_next_page)
{
	int go[2], status;
	char c = 0;

	store_close(casa.store);
	casa.store = NULL;
	cr_assert_eq(pipe(go), 0);
	pid_t child = fork();
	if (child == 0) {
		struct store_options o = casa_options(true);
		struct err err = { 0 };
		if (read(go[0], &c, 1) != 1 || !store_open(&casa.store, &o, &err) || !store_login(casa.store, "mrestrepo", &err))
			_exit(1);
		casa_familia("Zuluaga", "72");
		casa_must_set(1, RECORD_INTEGRANTE, 1, "apellido1", value_text("Zzz"));
		casa_login("jlopez");
		casa_familia("Ajena", "73");
		store_close(casa.store);
		_exit(0);
	}
	struct store_options o = casa_options(true);
	struct err err = { 0 };
	cr_assert(store_open(&casa.store, &o, &err), "%s", err.text);
	casa_login("mrestrepo");
	casa_familia("Zapata", "71");
	cr_assert_str_eq(names(&all, ORDEN_NOMBRE), "Zapata");
	cr_assert_eq(write(go[1], "x", 1), 1);
	waitpid(child, &status, 0);
	cr_assert_eq(status, 0);
	cr_assert_str_eq(names(&all, ORDEN_NOMBRE), "Zuluaga Zzz");
	CASA_VERIFY();
}

Test(lista, the_same_day_gives_the_same_agenda_from_row_and_record)
{
	struct rng r;
	struct ficha f;
	struct fila row;
	struct txn txn;

	rng_seed(&r, 9);
	casa_familia("Zapata", "101");
	for (int i = 0; i < 60; i++) {
		static const char *const dates[] = { HOGAR_ULTIMA_VISITA, HOGAR_PROXIMA, HOGAR_CIERRE, HOGAR_VINCULACION };
		struct agenda direct;
		casa_must_set(1, RECORD_HOGAR, 0, dates[rng_range(&r, 0, 3)], rng_chance(&r, 40) ? value_none() : value_date(HOY - rng_range(&r, -10, 120)));
		casa_must_set(1, RECORD_HOGAR, 0, HOGAR_VISITA_ABIERTA, rng_chance(&r, 80) ? value_none() : value_int(1));
		casa_must_set(1, RECORD_HOGAR, 0, HOGAR_ESTADO, value_choice(rng_chance(&r, 80) ? "seguimiento" : "retiro"));
		txn_begin_read(&txn);
		cr_assert(ficha_load(&txn, 1, &casa.arena, &f, NULL));
		cr_assert(fila_get(&txn, casa.ruta, 1, HOY, &casa.arena, &row));
		txn_end(&txn);
		agenda_of(casa.ruta, &f.hogar.fields, HOY, &direct);
		cr_assert_eq(direct.estado, row.agenda.estado);
		cr_assert_eq(direct.desde, row.agenda.desde);
		cr_assert_eq(direct.vence, row.agenda.vence);
		cr_assert_eq(direct.dias, row.agenda.dias);
		cr_assert_eq(direct.acordada, row.agenda.acordada);
	}
	CASA_VERIFY();
}

Test(lista, counters_are_the_lengths_of_lists)
{
	struct conteo *c;
	struct filtro f;
	struct txn txn;
	int sum = 0;

	for (int i = 0; i < 6; i++)
		casa_familia("Zapata", arena_printf(&casa.arena, "%d", 100 + i));
	casa_must_set(1, RECORD_HOGAR, 0, HOGAR_ESTADO, value_choice("plan"));
	casa_must_set(2, RECORD_HOGAR, 0, HOGAR_FASE, value_text("asi_estamos"));
	casa_must_set(2, RECORD_HOGAR, 0, HOGAR_ESTADO, value_choice("plan"));
	casa_login("jlopez");
	casa_familia("Zapata", "200");
	casa_login("acano");
	txn_begin_read(&txn);
	int n = lista_conteos(&txn, &casa.arena, &c);
	for (int i = 0; i < n; i++) {
		f = all;
		f.cogestor = c[i].cogestor;
		f.fase = c[i].fase;
		f.estado = c[i].estado;
		cr_assert_eq(lista_count(&txn, casa.ruta, &f, HOY), c[i].hogares, "%s %s %s", c[i].cogestor, c[i].fase, c[i].estado);
		sum += c[i].hogares;
	}
	txn_end(&txn);
	cr_assert_eq(n, 4);
	cr_assert_eq(sum, 7);
	casa_login("jlopez");
	txn_begin_read(&txn);
	cr_assert_eq(lista_conteos(&txn, &casa.arena, &c), 1);
	cr_assert_eq(c[0].hogares, 1);
	txn_end(&txn);
	CASA_VERIFY();
}

static int parecidos(const char *fields, struct parecido **out)
{
	struct answers person, home;
	struct txn txn;
	char name[40], value[60];

	answers_init(&person, &casa.arena);
	answers_init(&home, &casa.arena);
	for (int used = 0; sscanf(fields, "%39[^=]=%59[^;]; %n", name, value, &used) == 2; fields += used)
		answers_set(strcmp(name, "direccion") == 0 ? &home : &person, name,
			strcmp(name, "fecha_nacimiento") == 0 ? value_date(date_parse_iso(value)) : value_text(value));
	txn_begin_read(&txn);
	int n = lista_parecidos(&txn, casa.ruta, &person, &home, HOY, &casa.arena, out);
	txn_end(&txn);
	return n;
}

Test(lista, people_who_may_be_the_same_are_shown_before_a_second_registration)
{
	struct parecido *p;

	casa_familia("Zapata", "43111222");
	casa_familia("Zuluaga", "43111333");
	cr_assert_eq(parecidos("nombre1=Otra; apellido1=Persona; numero_documento=43.111.222; ", &p), 1);
	cr_assert_eq(p[0].fila.hogar, 1);
	cr_assert_str_eq(p[0].integrante, "María Zapata");
	cr_assert(strstr(p[0].razon, "documento"));
	cr_assert_eq(parecidos("nombre1=Maria; apellido1=Sapata; fecha_nacimiento=1990-03-09; ", &p), 1);
	cr_assert_eq(p[0].fila.hogar, 1);
	cr_assert(strstr(p[0].razon, "nombres que suenan igual") && strstr(p[0].razon, "nacieron el mismo día"), "%s", p[0].razon);
	cr_assert_eq(parecidos("nombre1=María; apellido1=Zapata; fecha_nacimiento=1955-01-01; ", &p), 0, "the name alone is not enough");
	cr_assert_eq(parecidos("nombre1=María; apellido1=Zapata; direccion=calle 1  12 34; ", &p), 1);
	cr_assert_eq(parecidos("nombre1=María; apellido1=Zapata; direccion=calle 1  12 34; fecha_nacimiento=2025-01-01; ", &p), 0, "a child of the same name is somebody else");
	cr_assert_eq(parecidos("nombre1=María; apellido1=Zapata; fecha_nacimiento=1990-03-09; numero_documento=431112229; ", &p), 1);
	cr_assert(strstr(p[0].razon, "el número de documento es el de Andrés Zapata; "), "%s", p[0].razon);
	cr_assert_str_eq(p[0].integrante, "María Zapata");
	cr_assert_eq(parecidos("nombre1=Pedro; apellido1=Gil; ", &p), 0);
	casa_login("jlopez");
	cr_assert_eq(parecidos("numero_documento=43111222; ", &p), 0, "only what the person may see");
	CASA_VERIFY();
}

Test(lista, a_row_is_read_from_its_table)
{
	struct fila_base base;
	struct txn txn;

	casa_familia("Zapata", "101");
	txn_begin_read(&txn);
	cr_assert(fila_read(&txn, 1, 1, &casa.arena, &base));
	cr_assert(base.medicion.known, "made from the records it would be unknown");
	cr_assert_not(fila_read(&txn, 1, 2, &casa.arena, &base));
	txn_end(&txn);
	CASA_VERIFY();
}
