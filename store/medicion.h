#pragma once
/* What an evaluation said of a family when it was last saved, as rows, journal and columns keep it: numbers, cell, the state of each logro
 * by its number (1 to MEDICION_LOGROS; others are only counted), and the codes of its alerts, sorted, with one blank between them. */
#include "model/evaluacion.h"
#include "store/txn.h"

enum { MEDICION_LOGROS = 64, MEDICION_BYTES = MEDICION_LOGROS / 4, MEDICION_ALERTAS = 64 };
struct medicion {
	bool known;
	int alcanzados, por_alcanzar, sin_dato, celda;
	uint8_t logro[MEDICION_BYTES];               /* enum logro_estado, two bits each; all zero when only the numbers are known */
	char alertas[MEDICION_ALERTAS];
};

void medicion_of(const struct evaluacion *, struct arena *scratch, struct medicion *);
bool medicion_equal(const struct medicion *, const struct medicion *);
enum logro_estado medicion_logro(const struct medicion *, int numero);      /* SIN_DATO outside the numbers that are kept */
enum logro_estado logro_en(const uint8_t logro[MEDICION_BYTES], int numero);
void medicion_logro_set(struct medicion *, int numero, enum logro_estado);
/* The codes of a list one by one: `for (const char *at = ids; (at = alerta_cada(at, code));)`. A code that is too long for `code` is cut. */
enum { ALERTA_TEXT = 16 };
const char *alerta_cada(const char *at, char code[ALERTA_TEXT]);
bool alerta_esta(const char *ids, const char *code);

/* As fila_medicion, with all that was measured. */
void fila_medida(struct txn *, uint32_t hogar, const struct medicion *);
