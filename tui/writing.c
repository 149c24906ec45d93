#include "tui/writing.h"

#include "store/acto.h"

#include <string.h>

enum { REST_TICKS = 30 };      /* after a draft could not be kept, a tick does not wait for the store again at once */

/* The screen that a dialog stands over. */
static struct screen *below(const struct app *app, int at)
{
	while (at > 0 && app->stack[at]->ops->dialog)
		at--;
	return app->stack[at];
}

static bool ours(struct app *app, int at)
{
	struct screen *s = below(app, at);
	return s->ops->drafts_dialog && s->ops->drafts_dialog(s);
}

static struct borrador_clave key_of(struct app *app, int at, const struct writing *w, struct arena *arena)
{
	return borrador_de_ventana(arena, app->stack[at]->hogar, arena_printf(arena, "%s/%s/%s", below(app, at)->ops->name, w->title, w->question));
}

static struct written *find(struct app *app, int at)
{
	for (int i = 0; i < app->n_written; i++)
		if (app->written[i].at == at && !app->written[i].ended)
			return &app->written[i];
	return NULL;
}

/* NULL: more is being asked in one act than any act asks. */
static struct written *add(struct app *app, int at, const struct writing *w)
{
	if (app->n_written == WRITTEN_MAX)
		return NULL;
	struct written *e = &app->written[app->n_written++];
	*e = (struct written){ .clave = key_of(app, at, w, &app->of_written), .at = at };
	return e;
}

static bool put(struct app *app, struct written *e, const struct screen *s, const struct writing *w, struct err *err)
{
	struct answers a;
	answers_init(&a, &app->turn);
	answers_set(&a, VENTANA_TEXTO, value_text(w->text));
	const char *where = s->ops->title_of ? s->ops->title_of(s, &app->turn) : s->ops->title;
	e->kept = borrador_put(app->store, &e->clave, &a, arena_printf(&app->turn, "«%s», sin aceptar: %s", w->title, where), "", err) || e->kept;
	return err->code == ERR_NONE;
}

void writing_begin(struct app *app)
{
	int at = app->depth - 1;
	struct screen *s = app->stack[at];
	struct writing w;
	struct borrador draft;
	struct txn txn;
	struct err err = { 0 };
	if (!s->ops->writing || !app->store)
		return;
	s->ops->writing(s, &app->turn, &w);
	s->durable = arena_strdup(&s->arena, w.text);
	if (!s->ops->go_on || ours(app, at) || !txn_read(&txn, app->store, &err))
		return;
	struct borrador_clave k = key_of(app, at, &w, &app->turn);
	bool there = borrador_get(&txn, &k, &app->turn, &draft);
	txn_abort(&txn);
	struct written *e = there ? add(app, at, &w) : NULL;
	if (!e)
		return;
	const char *text = answers_text(&draft.campos, VENTANA_TEXTO);
	e->kept = true;
	if (strcmp(text, s->durable) == 0)
		return;
	s->ops->go_on(s, text);
	s->durable = arena_strdup(&s->arena, text);
	app_message(app, MESSAGE_INFO, "Sigue lo que había escrito aquí sin alcanzar a aceptarlo");
}

/* One dialog; what it says now becomes durable where it belongs. */
static bool keep(struct app *app, int at, struct err *err)
{
	struct screen *s = app->stack[at], *asker = below(app, at);
	struct writing w;
	s->ops->writing(s, &app->turn, &w);
	if (strcmp(w.text, s->durable) == 0)
		return true;
	if (ours(app, at))
		asker->ops->keep_writing(asker, &w, err);
	else if (s->ops->go_on) {
		struct written *e = find(app, at);
		if (!e && !(e = add(app, at, &w)))
			return true;
		put(app, e, asker, &w, err);
	}
	if (err->code == ERR_NONE)
		s->durable = arena_strdup(&s->arena, w.text);
	return err->code == ERR_NONE;
}

void writing_keep(struct app *app)
{
	struct err err = { 0 };
	if (!app->store || app->solo_lectura)
		return;
	struct screen *top = app_top(app);
	if (top && !top->ops->dialog && top->ops->keep_writing)
		top->ops->keep_writing(top, NULL, &err);
	for (int i = app->depth - 1; i > 0 && err.code == ERR_NONE; i--)
		if (app->stack[i]->ops->dialog && app->stack[i]->durable)
			keep(app, i, &err);
	app->typed = err.code != ERR_NONE;
	app->writing_rests = app->typed ? REST_TICKS : 0;
}

/* A screen that keeps drafts keeps what was accepted as well. */
void writing_end(struct app *app, bool accepted)
{
	int at = app->depth - 1;
	struct screen *s = app->stack[at];
	struct written *e = find(app, at);
	struct writing w = { 0 };
	if (!s->durable || !s->ops->go_on || ours(app, at))
		return;
	s->ops->writing(s, &app->turn, &w);
	bool changed = strcmp(w.text, s->durable) != 0;
	if (!e && (!accepted || !changed || !(e = add(app, at, &w))))
		return;
	e->ended = true;
	e->left = !accepted;
	if (!accepted || !changed)
		return;
	e->pending = true;
	e->said = (struct writing){ arena_strdup(&app->of_written, w.title), "", arena_strdup(&app->of_written, w.text) };
}

static void drop(struct app *app, struct written *e)
{
	struct err ignored = { 0 };
	if (e->kept)
		borrador_quitar(app->store, &e->clave, &ignored);
}

/* What was accepted and not yet done: the act asks something more, or was refused. */
static bool stays(struct app *app, struct written *e)
{
	struct err ignored = { 0 };
	if (e->pending)
		put(app, e, below(app, e->at < app->depth ? e->at : app->depth - 1), &e->said, &ignored);
	e->pending = false;
	return app->depth > e->at;      /* refused it is left where the same dialog finds it */
}

void writing_turn(struct app *app)
{
	int n = 0;
	for (int i = 0; i < app->n_written; i++) {
		struct written *e = &app->written[i];
		bool on = e->ended ? !e->left && (app->depth > e->at || app->refused) : e->at < app->depth && app->stack[e->at]->ops->dialog;
		if (on && e->ended)
			on = stays(app, e);
		else if (!on)
			drop(app, e);
		if (on)
			app->written[n++] = *e;
	}
	app->n_written = n;
	if (n == 0)
		arena_reset(&app->of_written);
}
