#pragma once
/* A household of the programme as it is shipped, in the store of `casa`, for the tests of the acts: a mother, her son and her father, who answer every
 * question. All people are invented.
 *
 * In HACE, NIEGA and CALLA the call sees `acto`, `f` (the family as the screen has it) and `err`. The transaction is theirs; the family is loaded again after it. */
#include "casa.h"
#include "model/oferta.h"
#include "store/acto.h"

struct mundo { const struct programa *programa; struct arena arena; struct ficha f; int32_t hoy; };
extern struct mundo mundo;

void mundo_open(void);                       /* registered by mrestrepo on the day HOY - 200 and still before its first visit */
void mundo_close(void);
void mundo_dia(int32_t dia);                 /* the clock and the acts go to that day */
void mundo_load(void);
struct acto mundo_acto(struct txn *);
uint64_t mundo_ops(void);                    /* operations in the journal */
const char *mundo_accion(void);              /* of the last one */

/* «zona=u; estrato=1»: read as an import reads; `=` alone leaves the answer out. */
void decir(struct answers *, const char *text);
void mundo_personas(struct answers *hogar, struct answers integrante[3]);      /* the answers of the household, not yet registered */

#define HACE(call) do { \
	struct txn txn_; struct err err_ = { 0 }, *err = &err_; struct ficha *f = &mundo.f; uint64_t n_ = mundo_ops(); \
	txn_begin_write(&txn_); struct acto acto = mundo_acto(&txn_); (void)f; (void)err; \
	cr_assert((call), "%s:%d: %s", __FILE__, __LINE__, err_.text); \
	txn_end(&txn_); mundo_load(); cr_assert_eq(mundo_ops(), n_ + 1, "%s:%d: one act, one operation", __FILE__, __LINE__); \
} while (0)
/* True, and nothing is written. */
#define CALLA(call) do { \
	struct txn txn_; struct err err_ = { 0 }, *err = &err_; struct ficha *f = &mundo.f; uint64_t n_ = mundo_ops(); \
	txn_begin_write(&txn_); struct acto acto = mundo_acto(&txn_); (void)f; (void)err; \
	cr_assert((call), "%s:%d: %s", __FILE__, __LINE__, err_.text); \
	txn_end(&txn_); mundo_load(); cr_assert_eq(mundo_ops(), n_, "%s:%d: nothing to write", __FILE__, __LINE__); \
} while (0)
/* Refused with these words, and nothing is written. */
#define NIEGA(kind, words, call) do { \
	struct txn txn_; struct err err_ = { 0 }, *err = &err_; struct ficha *f = &mundo.f; uint64_t n_ = mundo_ops(); \
	txn_begin_write(&txn_); struct acto acto = mundo_acto(&txn_); (void)f; (void)err; \
	cr_assert_not((call), "%s:%d: it was allowed", __FILE__, __LINE__); \
	cr_assert_eq(err_.code, kind, "%s:%d: %d %s", __FILE__, __LINE__, (int)err_.code, err_.text); \
	cr_assert(strstr(err_.text, words), "%s:%d: «%s»", __FILE__, __LINE__, err_.text); \
	txn_abort(&txn_); mundo_load(); cr_assert_eq(mundo_ops(), n_); \
} while (0)

/* A form of the programme with these answers («microsesion_tema=juego; lee@2=no»: @ and the member's number), for the family given. */
struct form *mundo_form(const struct ficha *, const char *formulario, uint32_t seq, const char *answers);
#define RESPONDE(formulario, answers) HACE(acto_guardar_formulario(&acto, f, mundo_form(f, formulario, 0, answers), 0, err))

/* Visits by rote: opened, all mandatory steps done with what they need, closed with that date; `closed` tells what became of it. */
void mundo_abrir(void);
void mundo_pasos(const char *hasta);         /* marks the steps that are not yet done, up to one of them (it included); NULL: all */
struct cierre mundo_cerrar(int32_t fecha_visita, const char *resultado);
struct cierre mundo_visita(void);
void mundo_hasta(const char *momento);       /* through the route, each visit on a day that the cadence allows */
const char *mundo_momento(void);

/* What must be the same after undoing: every record with its answers; versions and ids of new records may differ. */
bool mundo_igual(const struct ficha *, const struct ficha *);
struct ficha *mundo_copia(void);
