#pragma once
/* Who may do what: one table, deny by default, asked inside the store and nowhere else. A pure function; what it is about is told by relations.
 * Cogestores see and write their own families; coordinators and supervisors read all and write their own (teams come later);
 * trainers work only in practice stores; administrators keep accounts and see no case data of a real store. */
#include "store/txn.h"

enum permiso {
	PERMISO_LEER,        /* records, lists, history, drafts of a family */
	PERMISO_ESCRIBIR,    /* records, drafts, undo */
	PERMISO_ASIGNAR,     /* gives a family to another account, or registers it for one */
	PERMISO_RESERVADO,   /* alerts that are reserved, with their reasons: who accompanies the family */
	PERMISO_UNIR,        /* merges households, or decides that two that look alike are two families: on both of them */
	PERMISO_CUENTAS,     /* makes and changes accounts; relation PROPIO */
	PERMISOS
};
enum relacion { RELACION_PROPIO, RELACION_AJENO, RELACION_PRACTICA_PROPIO, RELACION_PRACTICA_AJENO, RELACIONES };

bool permite(enum rol, enum permiso, enum relacion);

/* The relation of the store's actor with a family of this owner. Nobody is related to nothing: without an actor all is denied. */
bool permiso_hogar(const struct store *, enum permiso, const char *owner);
/* The same, with the error ERR_DENIED in words; permiso_check makes it the transaction's sticky one. */
bool permiso_dicho(const struct store *, enum permiso, const char *owner, struct err *);
bool permiso_check(struct txn *, enum permiso, const char *owner);
/* May the actor read families of others? Then lists look at all rows. */
bool permiso_all(const struct store *, enum permiso);
/* What the actor needs on each household that an operation of this name changes. */
enum permiso permiso_de(const char *accion);
const char *rol_nombre(enum rol);              /* «cogestor(a)» */
