#include "tui/flujo.h"

#include <string.h>

/* Only the loop comes back with an action and no event of its own: any key begins anew. */
void flujo_enter(struct flujo *f, enum action action, const struct event *event)
{
	if (event->kind == EV_AGAIN && f->hecho.action == action) {
		f->action = action;
		f->n = f->hecho.n;
		memcpy(f->dado, f->hecho.dado, sizeof f->dado);
	} else if (f->action != action || event->kind != EV_NONE) {
		struct flujo fresh = { .action = action };
		fresh.dicho = f->dicho;
		*f = fresh;
	}
}

struct outcome flujo_ask(struct flujo *f, const struct screen_ops *dialog, const void *arg)
{
	f->asking = true;
	f->dialogo = dialog->dialog;
	return out_push(dialog, arg);
}

bool flujo_take(struct flujo *f, struct app *app, const struct result *result)
{
	if (!f->asking)
		return false;
	f->asking = false;
	if (!result->ok || f->n == FLUJO_MAX) {
		flujo_end(f);
		return true;
	}
	f->dado[f->n++] = *result;
	app->pending = f->action;
	return true;
}

void flujo_end(struct flujo *f)
{
	struct flujo ended = { .action = ACTION_NONE, .hecho = { .action = f->action, .n = f->n } };
	memcpy(ended.hecho.dado, f->dado, sizeof f->dado);
	ended.dicho = f->dicho;
	*f = ended;
}

/* The texts are of the arena of the screen, as the results are. */
void flujo_hecho(struct flujo *f, uint32_t de, bool ok)
{
	memset(&f->dicho, 0, sizeof f->dicho);
	if (ok)
		return;
	f->dicho.action = f->hecho.action;
	f->dicho.de = de;
	f->dicho.n = f->hecho.n;
	for (int i = 0; i < f->hecho.n; i++)
		f->dicho.texto[i] = f->hecho.dado[i].text;
}

const char *flujo_dicho(const struct flujo *f, uint32_t de, int at)
{
	return f->dicho.action == f->action && f->dicho.de == de && at < f->dicho.n ? f->dicho.texto[at] : NULL;
}
