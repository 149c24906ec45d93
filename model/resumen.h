#pragma once
/* Words about dates and families, so that lists, screens and reports say each thing in one way. Texts lie in the arena. */
#include "model/agenda.h"

const char *resumen_hace(struct arena *, int32_t dia, int32_t hoy);        /* «hoy», «ayer», «hace 35 días», «mañana», «dentro de 12 días»; "" without a date */
const char *resumen_plazo(struct arena *, int32_t dia, int32_t hoy);       /* «vence en 12 días», «vence hoy», «venció hace 3 días» */
const char *resumen_desde(struct arena *, int32_t dia);                    /* «desde el 21/12/2026» */
const char *resumen_cuantos(struct arena *, int n, const char *uno, const char *varios);   /* «1 visita», «12 visitas» */

/* «vence en 12 días», «desde el 21/12/2026», «vencida hace 3 días · acordada para mañana» */
const char *resumen_agenda(struct arena *, const struct agenda *, int32_t hoy);
/* The same within so many columns of text: the longest way to say it that fits: «vence en 12 días · el 24/11», «acordada 24/11/2026». */
const char *resumen_agenda_en(struct arena *, const struct agenda *, int32_t hoy, int columnas);
/* Where the agreed day is what the list is about: «acordada 24/11/2026», and what presses where there is room. */
const char *resumen_acordada_en(struct arena *, const struct agenda *, int32_t hoy, int columnas);
/* A person's name within so many columns: names before the last become initials, from the first on; «C. inventada 12». */
const char *resumen_persona(struct arena *, const char *nombre, int columnas);
/* One line for lists, from the household record alone: «Así Crecemos · Seguimiento · Compromisos · vence en 12 días». */
const char *resumen_hogar(struct arena *, const struct ruta *, const struct answers *hogar, int32_t hoy);
/* «Visita 4 · Seguimiento · 12/10/2026 · Efectiva» */
const char *resumen_visita(struct arena *, const struct ruta *, const struct dict *, const struct record *visita);
/* «Inscribir a Ana en el colegio · Ana · vence en 12 días» */
const char *resumen_compromiso(struct arena *, const struct record *compromiso, int32_t hoy);
