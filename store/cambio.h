#pragma once
/* What the journal holds, in the words of the people who read it: names of members instead of numbers, titles of phases, moments, steps, logros and offers
 * instead of codes, money and dates as they are written. Programme, ficha (the family as it stands now) and store (for names of accounts) may be NULL: then codes stay codes. */
#include "model/programa.h"
#include "store/diario.h"

struct cambio_voz { const struct programa *programa; const struct ficha *ficha; struct arena *arena; struct store *store; };

/* What a record is about, with what the image says where the record is gone: «Andrés», «Logro 12 Vivienda segura, Andrés», «Visita 3, Seguimiento», «Compromiso …»; "" the household,
 * «Hogar MS-00012» another one than that of the ficha. */
const char *cambio_sujeto(const struct cambio_voz *, const struct imagen *);
const char *cambio_etiqueta(const struct cambio_voz *, enum record_kind, const char *campo);
const char *cambio_valor(const struct cambio_voz *, enum record_kind, const char *campo, struct value);
/* Kept by the program for itself: nobody needs to read that it changed. */
bool cambio_oculto(enum record_kind, const char *campo);

/* What an operation did, field by field; a record that came or went is one line with `campo` NULL, followed by its fields when it came. */
struct cambio_dato { const struct imagen *imagen; const char *campo, *sujeto, *etiqueta, *antes, *despues; };
int entrada_cambios(const struct entrada *, const struct cambio_voz *, struct cambio_dato **);
/* One of them as a sentence: «Andrés: Sanitario: de “Compartido” a “Exclusivo”». */
const char *cambio_texto(const struct cambio_dato *, struct arena *);

/* «Guardó un formulario: Vivienda»; an undoing names what it undid: «Deshizo: …», and the undoing of an undoing what it brought back: «Rehizo: …». */
const char *entrada_titulo(const struct entrada *, struct arena *);
