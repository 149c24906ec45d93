#pragma once
/* Opening with keys that are already in memory; for the files of store/ only. */
#include "store/seal.h"
#include "store/store.h"

struct abrir {
	const char *path;
	const struct seal *seal;          /* stays the caller's */
	bool practica, read_only;
	bool sin_sesion;                  /* the caller holds the store alone */
};
bool store_abrir(struct store **, const struct abrir *, struct err *);
/* In a forked child: the parent's handle (may be NULL) is left alone from now on, its locks are let go of here, and another store may be opened. */
void store_en_hijo(struct store *parent);
/* The environment of an open handle, closed and opened again: the file was replaced by its holder, or a commit failed. No transaction may be open. */
bool store_reabrir(struct store *, struct err *);
