#include "store/acto.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* `vacunas@2` is row 2 of the form at hand; `vacunas@i5` is member 5, whatever the row. */
static const char *by_member(const struct record **activo, int n, struct arena *arena, const char *name)
{
	const char *at = strrchr(name, '@');
	int row = at ? atoi(at + 1) : -1;
	return at && row >= 0 && row < n ? arena_printf(arena, "%.*s@i%u", (int)(at - name), name, activo[row]->seq) : name;
}

/* NULL: that member is not in the household now. Drafts of before went by rows. */
static const char *by_row(const struct record **activo, int n, struct arena *arena, const char *name)
{
	const char *at = strrchr(name, '@');
	if (!at || at[1] != 'i')
		return name;
	uint32_t seq = (uint32_t)strtoul(at + 2, NULL, 10);
	for (int row = 0; row < n; row++)
		if (activo[row]->seq == seq)
			return arena_printf(arena, "%.*s@%d", (int)(at - name), name, row);
	return NULL;
}

void borrador_de_form(const struct ficha *f, const struct form *form, struct answers *to)
{
	const struct record **activo;
	struct answers rows;
	int n = ficha_activos(f, &activo);
	answers_init(&rows, to->arena);
	form_draft_save(form, &rows);
	for (int i = 0; i < rows.n; i++)
		answers_set(to, by_member(activo, n, to->arena, rows.item[i].name), rows.item[i].value);
}

void borrador_a_form(const struct ficha *f, struct form *form, const struct answers *from)
{
	const struct record **activo;
	struct answers rows;
	int n = ficha_activos(f, &activo);
	answers_init(&rows, form->arena);
	for (int i = 0; i < from->n; i++) {
		const char *name = by_row(activo, n, form->arena, from->item[i].name);
		if (name)
			answers_set(&rows, name, from->item[i].value);
	}
	form_draft_load(form, &rows);
}

static const char LOGRO[] = "logro/", COMPROMISO[] = "compromiso/";

struct borrador_clave borrador_de_logro(struct arena *arena, uint32_t hogar, int logro, uint32_t integrante)
{
	return (struct borrador_clave){ .hogar = hogar, .formulario = arena_printf(arena, "%s%d", LOGRO, logro), .seq = integrante };
}

struct borrador_clave borrador_de_compromiso(struct arena *arena, uint32_t hogar, uint32_t seq, int logro)
{
	return (struct borrador_clave){ .hogar = hogar, .formulario = arena_printf(arena, "%s%d", COMPROMISO, seq ? 0 : logro), .seq = seq };
}

enum borrador_clase borrador_clase(const struct borrador_clave *k, int *logro)
{
	bool of_logro = strncmp(k->formulario, LOGRO, strlen(LOGRO)) == 0, of_compromiso = strncmp(k->formulario, COMPROMISO, strlen(COMPROMISO)) == 0;
	*logro = of_logro || of_compromiso ? atoi(strchr(k->formulario, '/') + 1) : 0;
	return of_logro ? BORRADOR_LOGRO : of_compromiso ? BORRADOR_COMPROMISO : BORRADOR_FORMULARIO;
}
