#include "store/user.h"
#include "base/text.h"
#include "store/codec.h"
#include "store/env.h"
#include "store/hash.h"
#include "store/op.h"
#include "store/permiso.h"
#include "store/vista.h"
#include <stdio.h>
#include <string.h>

enum { CUENTA_FORMATO = 1, CUENTA_ITEMS = 5 };

bool cuenta_in(uint32_t n, struct span value, struct arena *arena, struct cuenta *c)
{
	struct codec_in in;

	codec_in_init(&in, value, arena);
	if (codec_in_array(&in) != CUENTA_ITEMS || codec_in_uint(&in, UINT32_MAX) != CUENTA_FORMATO)
		in.bad = true;
	*c = (struct cuenta){ .n = n };
	c->usuario = codec_in_text(&in);
	c->nombre = codec_in_text(&in);
	c->rol = (enum rol)codec_in_uint(&in, ROLES - 1);
	c->activa = codec_in_bool(&in);
	return codec_in_end(&in) && c->usuario && c->nombre;
}

bool cuenta_get(struct txn *txn, uint32_t n, struct arena *arena, struct cuenta *c)
{
	struct key k = key_number(n);
	struct span value;

	if (!table_get(txn, TABLE_USUARIO, key_span(&k), arena, &value))
		return false;
	return cuenta_in(n, value, arena, c) || txn_fail(txn, ERR_DAMAGED, "La cuenta número %u está dañada; ejecute «logros verificar»", n);
}

/* By the accounts themselves, a handful. Their index may be damaged, and who is not found would get a second account. */
static uint32_t look_for(struct txn *txn, const char *usuario, uint32_t last)
{
	struct arena scratch;
	struct cuenta who;
	uint32_t found = 0;
	struct walk w;

	arena_init(&scratch);
	for (walk_begin(&w, txn, TABLE_USUARIO, span_of("", 0), WALK_UP); found == 0 && walk_next(&w) && !(w.key.n == 4 && span_u32(w.key, 0) > last); arena_reset(&scratch))
		if (!w.damaged && w.key.n == 4 && cuenta_in(span_u32(w.key, 0), w.value, &scratch, &who) && strcmp(who.usuario, usuario) == 0)
			found = who.n;
	walk_end(&w);
	arena_done(&scratch);
	return found;
}

/* Those after `last` are found by the index alone. */
static uint32_t number_up_to(struct txn *txn, const char *usuario, uint32_t last)
{
	uint32_t n = (uint32_t)hash_find(txn, hash_usuario(txn->store, usuario));

	return n != 0 || !*usuario ? n : look_for(txn, usuario, last);
}

uint32_t cuenta_number(struct txn *txn, const char *usuario)
{
	return number_up_to(txn, usuario, UINT32_MAX);
}

static void cuenta_put(struct txn *txn, const struct cuenta *c)
{
	struct key k = key_number(c->n);
	struct codec_out out;

	codec_out_init(&out, &txn->arena);
	codec_array(&out, CUENTA_ITEMS);
	codec_uint(&out, CUENTA_FORMATO);
	codec_text(&out, c->usuario);
	codec_text(&out, c->nombre);
	codec_uint(&out, c->rol);
	codec_bool(&out, c->activa);
	table_put(txn, TABLE_USUARIO, key_span(&k), codec_bytes_of(&out));
}

/* Without gaps, from 1: accounts are never removed. */
static uint32_t cuenta_new(struct txn *txn, const char *usuario)
{
	uint32_t n = (uint32_t)table_count(txn, TABLE_USUARIO) + 1;

	hash_put(txn, hash_usuario(txn->store, usuario), n);
	return n;
}

uint32_t cuenta_ensure(struct txn *txn, const char *usuario)
{
	uint32_t n = cuenta_number(txn, usuario);

	if (n != 0 || !txn_ok(txn))
		return n;
	n = cuenta_new(txn, usuario);
	cuenta_put(txn, &(struct cuenta){ .n = n, .usuario = usuario, .nombre = usuario, .rol = ROL_COGESTOR });
	return n;
}

static bool no_account(struct err *err, const char *usuario)
{
	return err_set(err, ERR_DENIED, "No hay una cuenta «%s» en este almacén; revise el nombre o indique otra con --usuario", usuario);
}

bool store_login(struct store *s, const char *usuario, struct err *err)
{
	struct txn txn;
	struct cuenta c = { 0 };

	if (!txn_read(&txn, s, err))
		return false;
	uint32_t n = cuenta_number(&txn, usuario);
	bool found = n != 0 && cuenta_get(&txn, n, &txn.arena, &c);
	if (found && strcmp(c.usuario, usuario) != 0)      /* an index that was changed makes nobody another */
		found = (n = look_for(&txn, usuario, UINT32_MAX)) != 0 && cuenta_get(&txn, n, &txn.arena, &c);
	found = found && c.activa;
	if (found) {
		s->actor = (struct actor){ .rol = c.rol, .sesion = id_new() };
		snprintf(s->actor.usuario, sizeof s->actor.usuario, "%s", c.usuario);
		snprintf(s->actor.nombre, sizeof s->actor.nombre, "%s", c.nombre);
		s->account = n;
	}
	if (!txn_commit(&txn, err))
		return false;
	vista_free(s->vista);             /* rows of another scope */
	s->vista = NULL;
	return found || no_account(err, usuario);
}

const struct actor *store_actor(const struct store *s)
{
	return &s->actor;
}

static bool user_valid(const struct store *s, const char *usuario, const char *nombre, enum rol rol, struct err *err)
{
	if (!*usuario || strlen(usuario) >= sizeof s->actor.usuario || usuario[strspn(usuario, "abcdefghijklmnopqrstuvwxyz0123456789._-")])
		return err_set(err, ERR_DATA, "La cuenta «%s» no sirve: use letras minúsculas sin tilde, números, punto o guion (hasta %zu)", usuario, sizeof s->actor.usuario - 1);
	if (!*nombre || strlen(nombre) >= sizeof s->actor.nombre || !text_valid(nombre, strlen(nombre)))
		return err_set(err, ERR_DATA, "Falta el nombre de la persona de la cuenta «%s», de %zu letras a lo sumo", usuario, sizeof s->actor.nombre - 1);
	if ((unsigned)rol >= ROLES)
		return err_set(err, ERR_DATA, "El rol de la cuenta «%s» no existe", usuario);
	return true;
}

/* `last`: the accounts that were there before those that are being made, whose index was written in this transaction and is right. */
static void user_put(struct txn *txn, const struct store_user *u, uint32_t last)
{
	struct op op = { .accion = "cuenta", .detalle = arena_printf(&txn->arena, "Cuenta %s: %s, %s", u->usuario, u->nombre, rol_nombre(u->rol)) };

	op_begin_forced(txn, &op);
	uint32_t n = number_up_to(txn, u->usuario, last);
	if (n == 0 && txn_ok(txn))
		n = cuenta_new(txn, u->usuario);
	cuenta_put(txn, &(struct cuenta){ .n = n, .usuario = u->usuario, .nombre = u->nombre, .rol = u->rol, .activa = true });
	op_end(txn);
}

/* An account that shares the key but is nobody yet is setting the store up. */
bool store_users_put(struct store *s, const struct store_user *u, int n, struct err *err)
{
	struct txn txn;

	for (int i = 0; i < n; i++)
		if (!user_valid(s, u[i].usuario, u[i].nombre, u[i].rol, err))
			return false;
	if (!txn_write(&txn, s, err))
		return false;
	if (*s->actor.usuario)
		permiso_check(&txn, PERMISO_CUENTAS, s->actor.usuario);
	uint32_t last = (uint32_t)table_count(&txn, TABLE_USUARIO);
	for (int i = 0; i < n && txn_ok(&txn); i++)
		user_put(&txn, &u[i], last);
	return txn_commit(&txn, err);
}

bool store_user_put(struct store *s, const char *usuario, const char *nombre, enum rol rol, struct err *err)
{
	return store_users_put(s, &(struct store_user){ usuario, nombre, rol }, 1, err);
}

const char *store_user_name(struct store *s, const char *usuario, struct arena *arena)
{
	struct txn txn;
	struct cuenta c;
	const char *name = NULL;

	if (!txn_read(&txn, s, NULL))
		return arena_strdup(arena, usuario);
	uint32_t n = cuenta_number(&txn, usuario);
	if (n != 0 && cuenta_get(&txn, n, &txn.arena, &c))
		name = arena_strdup(arena, c.nombre);
	txn_abort(&txn);
	return name ? name : arena_strdup(arena, usuario);
}
