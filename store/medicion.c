#include "store/medicion.h"
#include "model/alerta.h"
#include <string.h>

enum logro_estado logro_en(const uint8_t logro[MEDICION_BYTES], int numero)
{
	if (numero < 1 || numero > MEDICION_LOGROS)
		return LOGRO_SIN_DATO;
	return (enum logro_estado)(logro[(numero - 1) / 4] >> 2 * ((numero - 1) % 4) & 3);
}

enum logro_estado medicion_logro(const struct medicion *m, int numero)
{
	return logro_en(m->logro, numero);
}

void medicion_logro_set(struct medicion *m, int numero, enum logro_estado estado)
{
	if (numero < 1 || numero > MEDICION_LOGROS)
		return;
	uint8_t *at = &m->logro[(numero - 1) / 4];
	int shift = 2 * ((numero - 1) % 4);
	*at = (uint8_t)((*at & ~(3 << shift)) | (int)estado << shift);
}

bool medicion_equal(const struct medicion *a, const struct medicion *b)
{
	return a->known == b->known && (!a->known || (a->alcanzados == b->alcanzados && a->por_alcanzar == b->por_alcanzar && a->sin_dato == b->sin_dato &&
		a->celda == b->celda && memcmp(a->logro, b->logro, sizeof a->logro) == 0 && strcmp(a->alertas, b->alertas) == 0));
}

const char *alerta_cada(const char *at, char code[ALERTA_TEXT])
{
	at += strspn(at, " ");
	size_t n = strcspn(at, " "), kept = n < ALERTA_TEXT ? n : ALERTA_TEXT - 1;

	memcpy(code, at, kept);
	code[kept] = '\0';
	return n > 0 ? at + n : NULL;
}

bool alerta_esta(const char *ids, const char *wanted)
{
	char code[ALERTA_TEXT];

	while ((ids = alerta_cada(ids, code)))
		if (strcmp(code, wanted) == 0)
			return true;
	return false;
}

/* Whole codes only: one that does not fit is left out. */
static void put_alerts(struct medicion *m, const char *ids)
{
	char code[ALERTA_TEXT];
	size_t used = 0;

	while ((ids = alerta_cada(ids, code))) {
		size_t n = strlen(code);
		if (used + n + 1 >= sizeof m->alertas)
			break;
		if (used > 0)
			m->alertas[used++] = ' ';
		memcpy(m->alertas + used, code, n + 1);
		used += n;
	}
}

void medicion_of(const struct evaluacion *e, struct arena *scratch, struct medicion *m)
{
	*m = (struct medicion){ .known = true, .alcanzados = e->cuenta[LOGRO_ALCANZADO], .por_alcanzar = e->cuenta[LOGRO_POR_ALCANZAR],
		.sin_dato = e->cuenta[LOGRO_SIN_DATO], .celda = e->promocion.celda };
	for (int i = 0; i < e->n_logro; i++)
		medicion_logro_set(m, e->logro[i].def->id, e->logro[i].vigente);
	put_alerts(m, alerta_ids(e->programa->alertas, &e->scope, true, scratch));
}
