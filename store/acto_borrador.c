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

/* What a question had for an answer when it was read, kept beside what was typed. No answer is a choice that no list has. */
static const char ANTES[] = BORRADOR_ANTES, NADA[] = "__nada";

static void keep_before(const struct ficha *f, const struct form *form, const struct form_item *it, const struct record **activo, int n, struct answers *to)
{
	const struct variable *var = it->field->var;
	int row = it->row >= 0 ? it->row : form->scope.me;
	bool member = var->level == LEVEL_INTEGRANTE;
	const struct record *r = var->level == LEVEL_HOGAR ? &f->hogar : var->level == LEVEL_VISITA ? ficha_visita_abierta(f) : member && row >= 0 && row < n ? activo[row] : NULL;
	if (!r)
		return;
	struct value before = answers_get(&r->fields, var->name);
	const char *name = member ? arena_printf(to->arena, "%s%s@i%u", var->name, ANTES, r->seq) : arena_printf(to->arena, "%s%s", var->name, ANTES);
	answers_set(to, name, before.kind == VALUE_NONE ? value_choice(NADA) : before);
}

/* Read long ago: whatever changed it since then is somebody's change. */
static void rewind_field(struct record *r, const char *name, struct value before)
{
	if (before.kind == VALUE_CHOICE && strcmp(before.text, NADA) == 0)
		before = value_none();
	if (r->version == 0 || value_equal(answers_get(&r->fields, name), before))
		return;
	answers_set(&r->fields, name, before);
	r->version = 1;
}

void borrador_rebase(struct ficha *f, const struct dict *dict, const struct answers *draft)
{
	for (int i = 0; i < draft->n; i++) {
		const char *name = draft->item[i].name, *mark = strstr(name, ANTES);
		const struct variable *var = mark ? dict_find(dict, arena_strndup(f->arena, name, (size_t)(mark - name))) : NULL;
		if (!var)
			continue;
		const struct record *visita = ficha_visita_abierta(f);
		const char *at = strstr(mark, "@i");
		struct record *r = at ? ficha_record(f, RECORD_INTEGRANTE, (uint32_t)strtoul(at + 2, NULL, 10))
			: var->level == LEVEL_HOGAR ? &f->hogar : visita ? ficha_record(f, RECORD_VISITA, visita->seq) : NULL;
		if (r)
			rewind_field(r, var->name, draft->item[i].value);
	}
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
	for (int i = 0; i < form->n; i++)
		if (form_in_draft(form, &form->item[i]))
			keep_before(f, form, &form->item[i], activo, n, to);
}

void borrador_a_form(const struct ficha *f, struct form *form, const struct answers *from)
{
	const struct record **activo;
	struct answers rows;
	int n = ficha_activos(f, &activo);
	answers_init(&rows, form->arena);
	for (int i = 0; i < from->n; i++) {
		const char *name = by_row(activo, n, form->arena, from->item[i].name);
		if (name && !strstr(name, ANTES))
			answers_set(&rows, name, from->item[i].value);
	}
	form_draft_load(form, &rows);
}

void borrador_anotar(struct answers *draft, const struct record *r, const char *const *campo, int n)
{
	for (int i = 0; i < n; i++) {
		struct value before = r ? answers_get(&r->fields, campo[i]) : value_none();
		answers_set(draft, arena_printf(draft->arena, "%s%s", campo[i], ANTES), before.kind == VALUE_NONE ? value_choice(NADA) : before);
	}
}

void borrador_rebobinar(struct record *r, const struct answers *draft)
{
	for (int i = 0; i < draft->n; i++) {
		const char *mark = strstr(draft->item[i].name, ANTES);
		if (mark)
			rewind_field(r, arena_strndup(r->fields.arena, draft->item[i].name, (size_t)(mark - draft->item[i].name)), draft->item[i].value);
	}
}

static const char LOGRO[] = "logro/", COMPROMISO[] = "compromiso/", VENTANA[] = BORRADOR_EN_VENTANA;

struct borrador_clave borrador_de_logro(struct arena *arena, uint32_t hogar, int logro, uint32_t integrante)
{
	return (struct borrador_clave){ .hogar = hogar, .formulario = arena_printf(arena, "%s%d", LOGRO, logro), .seq = integrante };
}

struct borrador_clave borrador_de_compromiso(struct arena *arena, uint32_t hogar, uint32_t seq, int logro)
{
	return (struct borrador_clave){ .hogar = hogar, .formulario = arena_printf(arena, "%s%d", COMPROMISO, seq ? 0 : logro), .seq = seq };
}

struct borrador_clave borrador_de_ventana(struct arena *arena, uint32_t hogar, const char *donde)
{
	return (struct borrador_clave){ .hogar = hogar, .formulario = arena_printf(arena, "%s%s", VENTANA, donde) };
}

enum borrador_clase borrador_clase(const struct borrador_clave *k, int *logro)
{
	static const struct { const char *begins; enum borrador_clase clase; } kind[] = { { LOGRO, BORRADOR_LOGRO }, { COMPROMISO, BORRADOR_COMPROMISO }, { VENTANA, BORRADOR_VENTANA } };
	*logro = 0;
	for (size_t i = 0; i < sizeof kind / sizeof *kind; i++) {
		size_t n = strlen(kind[i].begins);
		if (strncmp(k->formulario, kind[i].begins, n) != 0)
			continue;
		*logro = kind[i].clase == BORRADOR_VENTANA ? 0 : atoi(k->formulario + n);
		return kind[i].clase;
	}
	return BORRADOR_FORMULARIO;
}
