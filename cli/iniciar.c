#include "cli/lista.h"

#include "base/text.h"
#include "store/llave.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PHRASE_LETTERS = 16 };

static bool typed(struct cli *c, char *phrase, size_t size)
{
	char again[512];
	if (!cli_passphrase("Frase de acceso nueva (cuatro palabras o más): ", phrase, size))
		return err_set(&c->err, ERR_USAGE, "Hace falta una frase de acceso: ejecute la orden en una terminal");
	if (text_width(phrase) < PHRASE_LETTERS)
		return err_set(&c->err, ERR_USAGE, "La frase es corta: use al menos cuatro palabras (%d letras)", PHRASE_LETTERS);
	if (getenv("LOGROS_FRASE_FD"))      /* who writes a script has no slip of the finger */
		return true;
	bool same = cli_passphrase("Escríbala otra vez: ", again, sizeof again) && strcmp(phrase, again) == 0;
	explicit_bzero(again, sizeof again);
	return same || err_set(&c->err, ERR_USAGE, "Las dos frases no son iguales: vuelva a intentarlo");
}

static bool new_phrase(struct cli *c, char *phrase, size_t size)
{
	bool good = typed(c, phrase, size);
	while (!good && *phrase && cli_otra_vez(c))
		good = typed(c, phrase, size);
	return good;
}

static bool create(struct cli *c, const char *phrase, const char *oficina, const char *usuario, const char *nombre, const char *mapa, enum rol rol, char *papel)
{
	struct store_options options = {
		.path = cli_store_path(c), .passphrase = phrase, .oficina = oficina, .programa = c->config.programa,
		.map_mib = mapa ? strtoul(mapa, NULL, 10) : 0, .papel = papel,
	};
	struct store *store;
	if (!options.path)
		return err_set(&c->err, ERR_USAGE, "Indique dónde crear el almacén: --almacen DIR");
	if (!store_create(&options, &c->err) || !store_open(&store, &options, &c->err))
		return false;
	bool good = store_user_put(store, usuario, nombre, rol, &c->err);
	store_close(store);
	return good;
}

/* The roles of who sets an office up; without one: who accompanies families. */
static bool read_rol(const char *text, enum rol *rol)
{
	*rol = text && strcmp(text, "coordinador") == 0 ? ROL_COORDINADOR : ROL_COGESTOR;
	return !text || *rol == ROL_COORDINADOR || strcmp(text, "cogestor") == 0;
}

static int run(struct cli *c, int argc, char **argv)
{
	char phrase[512] = "", papel[LLAVE_PAPEL] = "";
	const char *oficina = cli_option(&argc, argv, "--oficina"), *nombre = cli_option(&argc, argv, "--nombre"), *mapa = cli_option(&argc, argv, "--mapa"),
		*rol_text = cli_option(&argc, argv, "--rol");
	enum rol rol;
	const char *usuario = c->config.usuario;
	if (argc > 1)
		return cli_usage(c, "«%s» sobra: un nombre con espacios va entre comillas", argv[1]);
	if (!oficina || !nombre || !usuario || !*usuario)
		return cli_usage(c, "para crear un almacén hacen falta --almacen, --oficina, --usuario y --nombre");
	if (!read_rol(rol_text, &rol))
		return cli_usage(c, "--rol es cogestor o coordinador, y «%s» no lo es", rol_text);
	if (!cli_programa(c))
		return err_exit_code(&c->err);
	bool good = new_phrase(c, phrase, sizeof phrase) && create(c, phrase, oficina, usuario, nombre, mapa, rol, papel);
	explicit_bzero(phrase, sizeof phrase);
	if (!good)
		return err_exit_code(&c->err);
	cli_decir(stdout, arena_printf(&c->arena, "Almacén creado en %s para %s.", cli_store_path(c), oficina));
	printf("\n  Llave de recuperación: %s\n\n", papel);
	cli_decir(stdout, "Cópiela en papel, en dos sobres cerrados y en dos lugares: abre el almacén si se olvida la frase, y no se vuelve a mostrar.");
	cli_decir(stdout, "Sin la frase y sin el papel los datos no se pueden abrir de ninguna manera.");
	explicit_bzero(papel, sizeof papel);
	return 0;
}

const struct comando comando_iniciar = {
	.name = "iniciar", .args = "--almacen DIR --oficina NOMBRE --usuario CUENTA --nombre \"NOMBRE\" [--rol cogestor|coordinador] [--mapa MiB]",
	.help = "crea un almacén real, sellado con una frase de acceso", .run = run,
};
