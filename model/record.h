#pragma once
/* What the store keeps of a household: records, each a key and a set of answers. All records of a household lie together
 * under its dense local number. Field names of each kind: model/campos.h. */
#include "base/id.h"
#include "forms/answers.h"

enum record_kind {
	RECORD_HOGAR = 1,        /* seq 0 */
	RECORD_INTEGRANTE = 2,   /* seq 1… in order of entry; never reused */
	RECORD_LOGRO = 3,        /* seq = logro_seq(number, integrante seq or 0) */
	RECORD_VISITA = 4,       /* seq 1… */
	RECORD_COMPROMISO = 5,   /* seq 1… */
	RECORD_OPORTUNIDAD = 6,  /* seq 1… */
	RECORD_EVALUACION = 7,   /* frozen measurements: línea base, validación, promoción, permanencia; seq 1… */
	RECORD_KINDS
};

struct record {
	uint32_t hogar;          /* local number; 0: not yet given (the store gives it at the first put) */
	enum record_kind kind;
	uint32_t seq;            /* below 2^24 */
	struct id id;            /* identity across offices */
	uint32_t version;        /* 0: new; the store refuses a put on another version than the stored one */
	struct answers fields;
};

void record_init(struct record *, struct arena *, enum record_kind, uint32_t hogar, uint32_t seq);   /* new: fresh id, version 0 */
void record_copy(struct record *to, struct arena *, const struct record *from);
const char *record_kind_name(enum record_kind);      /* "integrante" */
