#include "store/permiso.h"
#include "store/env.h"
#include <string.h>

#define P(what) (1u << PERMISO_##what)
/* rows: role; columns: relation; cells: what is permitted */
static const unsigned table[ROLES][RELACIONES] = {
	[ROL_COGESTOR] = {
		[RELACION_PROPIO] = P(LEER) | P(ESCRIBIR) | P(RESERVADO) | P(UNIR),
		[RELACION_PRACTICA_PROPIO] = P(LEER) | P(ESCRIBIR) | P(RESERVADO) | P(UNIR),
	},
	[ROL_COORDINADOR] = {
		[RELACION_PROPIO] = P(LEER) | P(ESCRIBIR) | P(ASIGNAR) | P(RESERVADO) | P(UNIR),
		[RELACION_AJENO] = P(LEER) | P(ASIGNAR) | P(UNIR),
		[RELACION_PRACTICA_PROPIO] = P(LEER) | P(ESCRIBIR) | P(ASIGNAR) | P(RESERVADO) | P(UNIR),
		[RELACION_PRACTICA_AJENO] = P(LEER) | P(ASIGNAR) | P(UNIR),
	},
	[ROL_SUPERVISOR] = {
		[RELACION_PROPIO] = P(LEER) | P(ESCRIBIR) | P(ASIGNAR) | P(RESERVADO) | P(UNIR),
		[RELACION_AJENO] = P(LEER) | P(ASIGNAR),
		[RELACION_PRACTICA_PROPIO] = P(LEER) | P(ESCRIBIR) | P(ASIGNAR) | P(RESERVADO) | P(UNIR),
		[RELACION_PRACTICA_AJENO] = P(LEER) | P(ASIGNAR),
	},
	[ROL_FORMADOR] = {
		[RELACION_PRACTICA_PROPIO] = P(LEER) | P(ESCRIBIR) | P(ASIGNAR) | P(RESERVADO) | P(UNIR) | P(CUENTAS),
		[RELACION_PRACTICA_AJENO] = P(LEER) | P(ESCRIBIR) | P(ASIGNAR) | P(UNIR),
	},
	[ROL_ADMINISTRADOR] = {
		[RELACION_PROPIO] = P(CUENTAS),
		[RELACION_PRACTICA_PROPIO] = P(LEER) | P(ESCRIBIR) | P(RESERVADO) | P(CUENTAS),
		[RELACION_PRACTICA_AJENO] = P(LEER),
	},
};

bool permite(enum rol rol, enum permiso permiso, enum relacion relacion)
{
	if ((unsigned)rol >= ROLES || (unsigned)permiso >= PERMISOS || (unsigned)relacion >= RELACIONES)
		return false;
	return (table[rol][relacion] >> permiso & 1) != 0;
}

static enum relacion relation(const struct store *s, bool own)
{
	if (s->almacen.practica)
		return own ? RELACION_PRACTICA_PROPIO : RELACION_PRACTICA_AJENO;
	return own ? RELACION_PROPIO : RELACION_AJENO;
}

bool permiso_hogar(const struct store *s, enum permiso permiso, const char *owner)
{
	return *s->actor.usuario && permite(s->actor.rol, permiso, relation(s, strcmp(s->actor.usuario, owner) == 0));
}

bool permiso_all(const struct store *s, enum permiso permiso)
{
	return *s->actor.usuario && permite(s->actor.rol, permiso, relation(s, false));
}

enum permiso permiso_de(const char *accion)
{
	static const char *const over_two[] = { "unir_hogares", "hogares_distintos", "migrar" };

	for (size_t i = 0; i < sizeof over_two / sizeof *over_two; i++)
		if (accion && strcmp(accion, over_two[i]) == 0)
			return PERMISO_UNIR;
	return PERMISO_ESCRIBIR;
}

bool permiso_dicho(const struct store *s, enum permiso permiso, const char *owner, struct err *err)
{
	static const char *const what[PERMISOS] = {
		[PERMISO_LEER] = "consultar esta familia",
		[PERMISO_ESCRIBIR] = "guardar cambios en esta familia",
		[PERMISO_ASIGNAR] = "asignar familias a otra persona",
		[PERMISO_RESERVADO] = "ver las alertas reservadas de esta familia",
		[PERMISO_UNIR] = "decidir sobre hogares parecidos cuando uno lo acompaña otra persona",
		[PERMISO_CUENTAS] = "crear o cambiar cuentas",
	};

	if (permiso_hogar(s, permiso, owner))
		return true;
	if (!*s->actor.usuario)
		return err_set(err, ERR_DENIED, "Falta identificarse: entre con su cuenta para %s", what[permiso]);
	if (permiso == PERMISO_ESCRIBIR && permiso_all(s, PERMISO_LEER))
		return err_set(err, ERR_DENIED, "Solo quien acompaña a la familia puede cambiarla: pídale el cambio; con su cuenta (%s) usted puede consultarla", s->actor.usuario);
	return err_set(err, ERR_DENIED, "Su cuenta (%s, %s) no tiene permiso para %s; hable con su coordinador(a)", s->actor.usuario, rol_nombre(s->actor.rol), what[permiso]);
}

bool permiso_check(struct txn *txn, enum permiso permiso, const char *owner)
{
	struct err why = { 0 };

	return permiso_dicho(txn->store, permiso, owner, &why) || txn_fail(txn, why.code, "%s", why.text);
}

const char *rol_nombre(enum rol rol)
{
	static const char *const name[ROLES] = {
		[ROL_COGESTOR] = "cogestor(a)",
		[ROL_COORDINADOR] = "coordinador(a)",
		[ROL_SUPERVISOR] = "supervisor(a)",
		[ROL_FORMADOR] = "formador(a)",
		[ROL_ADMINISTRADOR] = "administrador(a)",
	};

	return (unsigned)rol < ROLES ? name[rol] : "sin rol";
}
