#pragma once
/* The sections of a family with a short fact about each: one line here is one line of the menu of the household. */
#include "tui/familia.h"

struct seccion {
	char tecla;                                   /* direct code */
	const char *nombre;
	const struct screen_ops *ops;                 /* takes a hogar_arg */
	const char *(*hecho)(const struct familia *, struct arena *);
	bool (*hay)(const struct familia *);          /* NULL: in every programme; those that may be left out stand at the end */
};
enum { SECCIONES = 10 };
extern const struct seccion hogar_seccion[SECCIONES];
int hogar_secciones(const struct familia *);             /* how many of them this programme has */
/* What to do now, as the verb of the first line: «Continuar la visita: Vivienda y servicios»; NULL when the route has ended. */
const char *hogar_principal(const struct familia *, struct arena *);
const char *hogar_contacto(const struct familia *, struct arena *);      /* address, district, telephone */
