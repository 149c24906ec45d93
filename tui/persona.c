#include "tui/persona.h"

#include "base/text.h"
#include "tui/app.h"

#include <stdio.h>
#include <string.h>

static const struct answers **with_one_more(const struct scope *family, struct arena *arena)
{
	const struct answers **all = arena_array(arena, const struct answers *, family->n_integrante + 1);
	struct answers *fresh = arena_new(arena, struct answers);
	for (int i = 0; i < family->n_integrante; i++)
		all[i] = family->integrante[i];
	answers_init(fresh, arena);
	all[family->n_integrante] = fresh;
	return all;
}

static bool is_head(const struct answers *a)
{
	return strcmp(answers_text(a, "parentesco"), "jefe") == 0;
}

static const struct answers *other_head(const struct form *form)
{
	for (int i = 0; i < form->scope.n_integrante; i++)
		if (i != form->scope.me && is_head(form->scope.integrante[i]))
			return form->scope.integrante[i];
	return NULL;
}

void persona_open(struct persona *p, struct app *app, const struct scope *family, uint32_t hogar, const struct answers *draft, const char *campo)
{
	persona_close(p);
	*p = (struct persona){ .app = app, .hogar = hogar };
	arena_init(&p->arena);
	struct scope scope = *family;
	scope.integrante = with_one_more(family, &p->arena);
	scope.integrante_name = NULL;
	scope.me = scope.n_integrante++;
	form_start(&p->form, app->programa->registro_integrante, &scope, &p->arena);
	if (draft)
		form_draft_load(&p->form, draft);
	int kin = form_find(&p->form, "parentesco", -1);
	if (kin >= 0 && !*p->form.item[kin].text && !other_head(&p->form))
		form_set_value(&p->form, kin, value_choice("jefe"));
	form_view_open(&p->view, app, &p->arena, &p->form, campo);
	struct answers now;
	answers_init(&now, &p->arena);
	form_draft_save(&p->form, &now);
	borrador_mio_abrir(&p->mio, &now, NULL);
}

void persona_close(struct persona *p)
{
	form_view_close(&p->view);
	borrador_mio_cerrar(&p->mio);
	arena_done(&p->arena);
	*p = (struct persona){ 0 };
}

bool persona_changed(struct persona *p, struct answers *draft)
{
	form_draft_save(&p->form, draft);
	return !answers_equal(draft, &p->mio.campos);
}

void persona_kept(struct persona *p, const struct answers *draft)
{
	borrador_mio_escrito(&p->mio, draft, p->mio.sello);
}

void persona_answers(const struct persona *p, struct answers *out)
{
	form_result(&p->form, LEVEL_INTEGRANTE, p->form.scope.me, out);
}

bool persona_otro_jefe(struct persona *p)
{
	const struct answers *head = other_head(&p->form);
	if (!head || !is_head(p->form.scope.integrante[p->form.scope.me]))
		return false;
	app_message(p->app, MESSAGE_WARN, "El hogar ya tiene jefa o jefe: %s %s. Elija otro parentesco; después podrá cambiar quién es con F8", answers_text(head, "nombre1"), answers_text(head, "apellido1"));
	return true;
}

bool persona_mismo_documento(struct persona *p)
{
	const struct scope *family = &p->form.scope;
	const char *number = answers_text(family->integrante[family->me], "numero_documento");
	for (int i = 0; *number && i < family->n_integrante; i++) {
		const struct answers *a = family->integrante[i];
		if (i == family->me || strcmp(answers_text(a, "numero_documento"), number) != 0)
			continue;
		app_message(p->app, MESSAGE_WARN, "El documento %s ya lo tiene %s %s, de este mismo hogar. Revise el número", number, answers_text(a, "nombre1"), answers_text(a, "apellido1"));
		return true;
	}
	return false;
}

/* ---- who it might be already ---- */

static void identity(const struct answers *a, char *out, size_t size)
{
	snprintf(out, size, "%s|%s|%s|%s|%d", answers_text(a, "numero_documento"), answers_text(a, "nombre1"), answers_text(a, "apellido1"), answers_text(a, "apellido2"),
		(int)answers_date(a, "fecha_nacimiento"));
}

bool persona_mirar(struct persona *p, const struct answers *hogar, struct err *err)
{
	struct answers who;
	struct parecido *found;
	struct txn txn;
	char now[sizeof p->mirado];
	answers_init(&who, &p->app->turn);
	persona_answers(p, &who);
	identity(&who, now, sizeof now);
	if (strcmp(now, p->mirado) == 0)
		return true;
	if (!txn_read(&txn, p->app->store, err))
		return false;
	strcpy(p->mirado, now);
	p->other = false;
	p->n = 0;
	int n = lista_parecidos(&txn, p->app->programa->ruta, &who, hogar, p->app->hoy, &p->arena, &found);
	p->parecido = arena_array(&p->arena, struct parecido, n + 1);
	for (int i = 0; i < n; i++)
		if (found[i].fila.hogar != p->hogar)
			p->parecido[p->n++] = found[i];
	if (p->n > 0)
		app_message(p->app, MESSAGE_WARN, "%s se parece a %s, del hogar %s (%s). Revise si es la misma persona", answers_text(&who, "nombre1"), p->parecido[0].integrante, p->parecido[0].fila.nombre, p->parecido[0].razon);
	return txn_commit(&txn, err);
}

bool persona_dudosa(const struct persona *p)
{
	return p->n > 0 && !p->other;
}

struct outcome persona_preguntar(struct persona *p)
{
	struct option *o = arena_array(&p->arena, struct option, p->n + 1);
	for (int i = 0; i < p->n; i++) {
		const struct parecido *m = &p->parecido[i];
		o[i] = (struct option){ .name = "ver", .label = arena_printf(&p->arena, "Ver a %s, hogar de %s", m->integrante, m->fila.nombre) };
	}
	o[p->n] = (struct option){ .name = "otra", .label = "Es otra persona: seguir" };
	struct choice_arg *arg = arena_new(&p->arena, struct choice_arg);
	*arg = (struct choice_arg){ .title = "¿Ya está registrada?", .option = o, .n = p->n + 1 };
	arg->text = arena_printf(&p->arena, "Se parece a alguien que ya está en el programa (%s). Una misma persona no puede estar en dos hogares.", p->parecido[0].razon);
	p->asking = true;
	return out_push(&dialog_choice, arg);
}

bool persona_resume(struct persona *p, const struct result *result)
{
	if (!p->asking)
		return false;
	p->asking = false;
	p->other = result->ok && result->num == p->n;
	p->ver = result->ok && !p->other ? p->parecido[result->num].fila.hogar : 0;
	return true;
}
