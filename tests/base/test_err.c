#include "base/err.h"
#include <criterion/criterion.h>
#include <errno.h>
#include <string.h>

Test(err, returns_false_and_keeps_code_and_text)
{
	struct err err = { 0 };
	cr_expect_not(err_set_sys(&err, ERR_IO, ENOSPC, "no se pudo guardar %s", "logros.mdb"));
	cr_expect_eq(err.code, ERR_IO);
	cr_expect_eq(err.sys, ENOSPC);
	cr_expect_str_eq(err.text, "no se pudo guardar logros.mdb");
	err_set(&err, ERR_RULE, "otra");
	cr_expect_eq(err.sys, 0);
	err_clear(&err);
	cr_expect_eq(err.code, ERR_NONE);
	cr_expect_str_empty(err.text);
}

Test(err, nobody_listening_is_allowed)
{
	cr_expect_not(err_set(NULL, ERR_DATA, "x"));
	cr_expect_not(err_wrap(NULL, "x"));
	err_clear(NULL);
	cr_expect_eq(err_exit_code(NULL), 1);
}

Test(err, the_old_text_may_be_an_argument)
{
	struct err err = { 0 };
	err_set(&err, ERR_DATA, "línea 3");
	err_set(&err, err.code, "hogares.csv, %s", err.text);
	cr_expect_str_eq(err.text, "hogares.csv, línea 3");
}

Test(err, wrap_joins_with_a_colon_once)
{
	struct err err = { 0 };
	err_set(&err, ERR_DATA, "falta la cédula");
	err_wrap(&err, "línea %d", 4);
	cr_expect_str_eq(err.text, "línea 4: falta la cédula");
	err_wrap(&err, "hogares.csv: ");
	cr_expect_str_eq(err.text, "hogares.csv: línea 4: falta la cédula");
	err_wrap(&err, "Importación:");
	cr_expect_str_eq(err.text, "Importación: hogares.csv: línea 4: falta la cédula");
	cr_expect_eq(err.code, ERR_DATA);
}

Test(err, a_cut_never_halves_a_letter)
{
	for (int shift = 0; shift < 4; shift++) {
		struct err err = { 0 };
		char many[700];
		memset(many, 'a', sizeof many);
		for (size_t i = (size_t)shift; i + 3 <= sizeof many; i += 3)
			memcpy(many + i, "€", 3);
		many[sizeof many - 1] = '\0';
		err_set(&err, ERR_DATA, "%s", many);
		size_t n = strlen(err.text);
		cr_assert_geq(n, sizeof err.text - 4);
		cr_expect_eq((n - (size_t)shift) % 3, 0, "shift %d leaves %zu bytes", shift, n);
		err_wrap(&err, "antes");
		n = strlen(err.text);
		cr_assert_lt(n, sizeof err.text);
		cr_expect_eq((n - strlen("antes: ") - (size_t)shift) % 3, 0);
	}
}

Test(err, exit_codes)
{
	static const struct { enum err_code code; int status; } rows[] = {
		{ ERR_NONE, 0 },      { ERR_USAGE, 64 },  { ERR_DATA, 65 },    { ERR_NOT_FOUND, 65 }, { ERR_BUSY, 69 },
		{ ERR_CREATE, 73 },   { ERR_IO, 74 },     { ERR_NO_SPACE, 74 }, { ERR_DAMAGED, 74 },  { ERR_SIGNAL, 75 },
		{ ERR_DENIED, 77 },   { ERR_CONFIG, 78 }, { ERR_CONFLICT, 1 }, { ERR_RULE, 1 },       { ERR_INTERNAL, 1 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		cr_expect_eq(err_exit_code(&(struct err){ .code = rows[i].code }), rows[i].status, "code %d", (int)rows[i].code);
}

Test(err, a_reason_of_the_system_goes_on_with_what_to_do)
{
	struct err err;
	char path[480];
	err_set_sys(&err, ERR_IO, EACCES, "No se puede leer x: %s", err_sys_text(EACCES));
	cr_expect_str_eq(err.text, "No se puede leer x: no hay permiso; pídalo a quien administra el equipo, o use otra carpeta");
	err_set_sys(&err, ERR_IO, ENOENT, "No se puede leer x (%s)", err_sys_text(ENOENT));
	cr_expect_str_eq(err.text, "No se puede leer x (no existe); revise el nombre y la carpeta");
	err_set_sys(&err, ERR_IO, ENOENT, "No se puede leer x (%s): use otro", err_sys_text(ENOENT));
	cr_expect_str_eq(err.text, "No se puede leer x (no existe): use otro", "a sentence that says what to do is not told twice");
	err_set_sys(&err, ERR_IO, EPIPE, "No se pudo escribir: %s", err_sys_text(EPIPE));
	cr_expect_str_eq(err.text, "No se pudo escribir: nadie lee la salida");
	memset(path, 'a', sizeof path - 1);
	path[sizeof path - 1] = 0;
	err_set_sys(&err, ERR_IO, ENOENT, "%s: %s", path, err_sys_text(ENOENT));
	cr_expect_eq(strlen(err.text), sizeof path - 1 + strlen(": no existe"), "no half of an advice");
}

Test(err, system_errors_in_spanish)
{
	cr_expect_str_eq(err_sys_text(ENOENT), "no existe");
	cr_expect_str_eq(err_sys_text(-30799), "el sistema lo rechazó");
}

Test(err, names_of_what_was_made_beside_its_place)
{
	struct err err = { 0 };

	err_set(&err, ERR_CREATE, "No se puede crear /x/p.nuevo.Ab12/clave ni /x/p.nuevo.Ab12: no existe");
	cr_expect_not(err_place(&err, "/x/p.nuevo.Ab12", "/x/p"));
	cr_expect_str_eq(err.text, "No se puede crear /x/p/clave ni /x/p: no existe");
	err_place(&err, "/x/p", "/x/p/mas/largo");
	cr_expect_str_eq(err.text, "No se puede crear /x/p/clave ni /x/p: no existe");
	cr_expect_not(err_place(NULL, "a", "b"));
}
