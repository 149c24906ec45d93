#pragma once
/* A store in a folder of its own, accounts and invented families for the tests of the store. Criterion keeps each test in its own process. */
#include "model/agenda.h"
#include "store/diario.h"
#include "store/lista.h"
#include "store/verify.h"
#include <criterion/criterion.h>
#include <stdio.h>

enum { HOY = 20779 };                        /* 22/11/2026 */

struct casa { struct arena arena; struct store *store; char folder[64], path[96]; const struct ruta *ruta; };
extern struct casa casa;

void casa_open(void);                        /* practice store, accounts mrestrepo, jlopez (cogestores), acano (coordinadora), fdiaz (formador); mrestrepo is in */
void casa_open_real(void);                   /* the same, with the passphrase CASA_FRASE and admin besides */
void casa_close(void);                       /* removes the folder */
void casa_reopen(void);
#define CASA_FRASE "cuatro palabras muy largas"
struct store_options casa_options(bool practica);
void casa_login(const char *usuario);
const char *casa_file(const char *name);

void txn_begin_write(struct txn *);
void txn_begin_read(struct txn *);
void txn_end(struct txn *);                  /* commits; the test fails when it does not */

/* Registers a household of two with this surname and document for the actor; returns its number. */
uint32_t casa_familia(const char *apellido, const char *documento);
uint32_t casa_familia_in(struct txn *, const char *apellido, const char *documento, struct id op);
/* One operation that sets one field of one record. */
bool casa_set(uint32_t hogar, enum record_kind, uint32_t seq, const char *field, struct value, struct err *);
void casa_must_set(uint32_t hogar, enum record_kind, uint32_t seq, const char *field, struct value);
struct value casa_get(uint32_t hogar, enum record_kind, uint32_t seq, const char *field);

/* Each test ends with this: the store holds together and nothing stays open. */
#define CASA_VERIFY() do { \
	struct verificacion v_; struct err e_ = { 0 }; \
	cr_assert(store_verify(casa.store, &casa.arena, &v_, &e_), "%s", e_.text); \
	cr_assert_eq(casa_readers(), 0, "a reader slot is in use"); \
} while (0)
/* The store does not hold together, and says so with these words. */
#define CASA_DAMAGED(words) do { \
	struct verificacion v_; struct err e_ = { 0 }; \
	cr_assert_not(store_verify(casa.store, &casa.arena, &v_, &e_)); \
	cr_assert(casa_found(&v_, words), "not found: %s; first: %s", words, e_.text); \
} while (0)
bool casa_found(const struct verificacion *, const char *words);
int casa_readers(void);                      /* read transactions that are open in any process */
/* What this machine does not let us try is said and not failed: Criterion's own way would leave the test out of the count of those that ran. */
#define OMITIR(why) do { fprintf(stderr, "[OMITTED] %s:%d: %s\n", __FILE__, __LINE__, why); return; } while (0)
