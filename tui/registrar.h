#pragma once
/* The steps of registering a household: search first, the household, the people, each person. One file each (registrar_*.c); screen_registrar.c
 * hands every action to the step that is open. */
#include "tui/persona.h"
#include "tui/solicitud.h"
#include "tui/tabla.h"

enum registrar_paso { PASO_BUSCAR, PASO_HOGAR, PASO_PERSONAS, PASO_PERSONA, PASOS_REGISTRAR };

struct registrar {
	enum registrar_paso paso;
	struct solicitud solicitud;
	struct arena page;                     /* what the step shows */
	struct list_view list;
	struct rect room;
	/* search */
	struct line_edit linea; bool escribe;
	struct fila *fila; int n_fila, total, por_terminar;
	const char *aviso;                     /* what the base maestra has of a search that finds nobody */
	/* household */
	struct form form;
	struct form_view view;
	struct arena form_arena;
	struct answers kept;
	/* people */
	struct solicitud_vista vista;
	int persona_at;                        /* the one in the form */
	int quitando;                          /* asked whether to remove this one; -1: none */
	struct persona persona;
};

struct registrar_ops {
	const char *titulo;
	const struct binding *bindings;
	void (*enter)(struct screen *, const char *campo, struct err *);
	void (*draw)(const struct screen *, struct grid *, struct rect);
	struct outcome (*act)(struct screen *, enum action, const struct event *, struct err *);
	void (*resume)(struct screen *, const struct result *, struct err *);
	bool (*keep)(struct screen *, struct err *);          /* what is being typed becomes durable */
	struct form_view *(*form)(const struct screen *);           /* NULL: it shows none */
};
extern const struct registrar_ops registrar_paso_buscar, registrar_paso_hogar, registrar_paso_personas, registrar_paso_persona;

/* To a step, with the field where the cursor was or NULL. */
void registrar_ir(struct screen *, enum registrar_paso, const char *campo, struct err *);
void registrar_ir_persona(struct screen *, int persona, const char *campo, struct err *);
/* Leaves the screen: what has been typed stays to be finished another day. */
struct outcome registrar_dejar(struct screen *, struct err *);
