#pragma once
/* A household in memory with everything recorded about it. The store fills it, the model reads it, acts return changed copies of its records. */
#include "base/date.h"
#include "forms/expr.h"
#include "model/campos.h"
#include "model/record.h"

struct record_list { struct record *item; int n, cap; };

struct ficha {
	struct arena *arena;
	uint32_t num;
	struct record hogar;
	struct record_list integrante, logro, visita, compromiso, oportunidad, evaluacion;   /* in order of seq; integrante: ended ones too */
	bool prelista;            /* a light row of the base maestra that was never visited */
};

void ficha_init(struct ficha *, struct arena *);
void ficha_copy(struct ficha *to, struct arena *, const struct ficha *from);   /* the records too */
void ficha_add(struct ficha *, const struct record *);                      /* puts a copy into its list, replacing the same kind and seq */
struct record *ficha_record(const struct ficha *, enum record_kind, uint32_t seq);   /* NULL when absent */
uint32_t ficha_next_seq(const struct ficha *, enum record_kind);
uint32_t logro_seq(int logro, uint32_t integrante);                         /* logro << 12 | integrante */

int ficha_activos(const struct ficha *, const struct record ***out);        /* active members, in order; array in the ficha's arena */
const struct record *ficha_jefe(const struct ficha *);                      /* NULL when there is none */
const char *ficha_nombre(const struct ficha *, struct arena *);             /* the family's name for lists: «Restrepo Gómez, María Elena» (the head), or the folio */
const char *integrante_nombre(const struct record *, struct arena *);       /* «María Elena Restrepo Gómez» */
const char *integrante_corto(const struct record *, struct arena *);        /* «María Elena» */
int integrante_edad(const struct record *, int32_t on);                     /* -1 when the birth date is unknown */
const struct record *ficha_visita_abierta(const struct ficha *);            /* NULL: none */
bool registro_unido(const struct record *);                                  /* it came with a household that became part of this one: history, not a step of this route */
bool hogar_unido(const struct answers *hogar);                              /* it became part of another household: what stays is its history */

/* The scope in which rules see this family on a date. Facts (LEVEL_HECHO) are answered by the caller's function or not at all. */
void ficha_scope(const struct ficha *, const struct dict *, int32_t on, struct arena *, struct scope *);
