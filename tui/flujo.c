#include "tui/flujo.h"

/* Only the loop comes back with an action and no event of its own: any key begins anew. */
void flujo_enter(struct flujo *f, enum action action, const struct event *event)
{
	if (f->action != action || event->kind != EV_NONE)
		*f = (struct flujo){ .action = action };
}

struct outcome flujo_ask(struct flujo *f, const struct screen_ops *dialog, const void *arg)
{
	f->asking = true;
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
	*f = (struct flujo){ .action = ACTION_NONE };
}
