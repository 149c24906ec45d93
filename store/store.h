#pragma once
/* The store: an LMDB environment in a directory, sealed, journal first. The only door to records: scope, sealing, journal, rows, indexes
 * and counters happen inside, so that no screen, report or command can forget them. One per process (a second open is refused).
 *
 * Directory: data.mdb lock.mdb (LMDB) · almacen.txt (not secret: format, kind, office, programme, key wrap) · puerta (write gate) · clave (practice store only: its key) · ancla.log (sequence and hash of the last operations)
 * A practice store says so in almacen.txt and in each sealed value's associated data; it can never be opened as a real one or the other way round. */
#include "base/arena.h"
#include "base/err.h"
#include "base/id.h"
#include <stddef.h>
#include <stdint.h>

enum rol { ROL_COGESTOR, ROL_COORDINADOR, ROL_SUPERVISOR, ROL_FORMADOR, ROL_ADMINISTRADOR, ROLES };

struct actor {                       /* who acts; kept in each operation */
	char usuario[64];            /* account: "mrestrepo" */
	char nombre[96];             /* "Marta Restrepo" */
	enum rol rol;
	struct id sesion;
};

struct store_options {
	const char *path;
	const char *passphrase;      /* of a real store; NULL for a practice one */
	bool practica;
	size_t map_mib;              /* at creation; 0: 4096 (512 on 32-bit machines) */
	const char *oficina, *programa;   /* at creation */
	char *papel;                 /* at creation of a real one: receives the recovery key (LLAVE_PAPEL bytes, store/llave.h); NULL: there is none */
	bool read_only;
};
struct store_info { bool practica, read_only; const char *oficina, *programa; int format; uint64_t operaciones; uint32_t hogares; size_t map_mib, used_mib; };

struct store;
/* Made in a temporary directory beside it, synced, renamed: it is there whole or not at all. Refuses an existing path and network file systems. */
bool store_create(const struct store_options *, struct err *);
bool store_exists(const char *path);
bool store_is_practica(const char *path);
bool store_open(struct store **, const struct store_options *, struct err *);   /* ERR_DENIED: wrong passphrase */
void store_close(struct store *);
/* Is this its passphrase? For the console's idle lock; a practice store has none and says yes. */
bool store_passphrase_is(struct store *, const char *passphrase);
void store_info(struct store *, struct store_info *);

/* Accounts (until roles get their own screens: made by `logros iniciar` and by the practice store). */
bool store_login(struct store *, const char *usuario, struct err *);             /* sets the actor; ERR_DENIED when there is no such account */
const struct actor *store_actor(const struct store *);
bool store_user_put(struct store *, const char *usuario, const char *nombre, enum rol, struct err *);
struct store_user { const char *usuario, *nombre; enum rol rol; };
bool store_users_put(struct store *, const struct store_user *, int n, struct err *);   /* all of them or none */
const char *store_user_name(struct store *, const char *usuario, struct arena *);   /* the account itself when unknown */

/* True when another process has committed since the last call: reads one page of the map, no system call on the disk. */
bool store_changed(struct store *);
/* House-keeping of an open console, for each turn without a key (about once a second): each minute the places of sessions that died are given back. */
void store_tick(struct store *);

/* Called with one line of text when LMDB finds its file impossible, just before the process ends with 74: the terminal is put back in order here.
 * The text also goes to stderr. */
void store_on_fatal(struct store *, void (*hook)(const char *text));
