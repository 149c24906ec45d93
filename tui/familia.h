#pragma once
/* A family as a screen shows it: its ficha, evaluation and place in the route, in an arena of its own that a reload empties.
 * Reading ends before drawing; an act is one short write transaction. Every screen about a family goes through here. */
#include "model/agenda.h"
#include "store/acto.h"
#include "tui/app.h"

struct familia {
	struct app *app;
	struct arena arena;
	uint32_t num;
	struct ficha ficha;
	const struct evaluacion *ev;
	struct posicion pos;
	struct agenda agenda;
	struct borrador *borrador; int n_borrador;
	const char *nombre, *folio;
	const char *cuando;                  /* «visita vencida: 95 días desde la última» */
	int danados;                         /* records that could not be opened */
	const struct fechas *fechas;         /* of its answers, read when a «¿por qué?» first asks */
	uint64_t hasta;                      /* last operation of the household that is in the ficha */
	/* What stood in the way of the last act (tui/conflicto.h), in an arena of its own; n 0: nothing. */
	struct arena de_choque;
	struct conflicto choque;
	bool mostrada;                       /* the ficha is the family as the conflict showed it: the next reload leaves it */
};

bool familia_open(struct familia *, struct app *, uint32_t num, struct err *);
bool familia_reload(struct familia *, struct err *);
void familia_close(struct familia *);

/* An act: `if (familia_begin(f, &j, err)) ok = familia_end(&j, acto_xxx(&j.acto, &f->ficha, …, err), err);` — commits when the act said yes, and reloads.
 * After a refusal the family is reloaded too, so that the screen never shows what was not kept. */
/* May the actor save changes of it? Asked before anything is written; false says why. */
bool familia_para_cambiar(const struct familia *, struct err *);
struct jornada { struct familia *familia; struct txn txn; struct acto acto; };
bool familia_begin(struct familia *, struct jornada *, struct err *);
bool familia_end(struct jornada *, bool ok, struct err *);
/* Where something typed waits to be saved, the act works on a copy and the family stays as it was read, whatever comes of it: what others change meanwhile is
 * met by the act and not written over. The copy lives for this turn. */
struct ficha *familia_copia(struct jornada *);
bool familia_end_copia(struct jornada *, bool ok, struct err *);
/* What others did with this household since it was loaded: «Marta Restrepo cambió esta familia a las 10:32»; "": nothing. */
enum { FAMILIA_AVISO = 160 };
void familia_aviso(const struct familia *, char out[FAMILIA_AVISO]);

/* Lines that all screens of a family share: name, folio, phase bar «[x] Así Estamos ── [>] Así Crecemos ── [ ] Así Continuamos» (always visible) and situation. Rows used. */
int familia_header(const struct familia *, struct grid *, struct rect);
void familia_ultima_visita(const struct familia *, struct answers *out);      /* of the last one that was closed */
/* For a form about the household, its open visit or one of its members, who may have left it (ERR_NOT_FOUND). */
bool familia_scope(const struct familia *, enum level, uint32_t seq, struct scope *, struct err *);
const char *familia_integrante(const struct familia *, uint32_t seq);      /* short name; «El hogar» for 0 */
