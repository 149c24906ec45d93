/* An edit and what others changed meanwhile, declared in edicion.h. */
#include "store/edicion.h"

#include "store/accion.h"
#include "store/conflicto_filas.h"
#include "store/diario.h"

#include <string.h>

enum { PAGE = 16, PAGES = 16 };      /* how far back in the journal the authors are looked for */

static bool in_image(const struct imagen *m, const struct conflicto_campo *c)
{
	return m->kind == c->kind && m->seq == c->seq && m->version_antes >= c->version && (answers_find(&m->antes, c->name) || answers_find(&m->despues, c->name));
}

static int sign(struct conflicto *c, const struct entrada *e, const char *usuario)
{
	int n = 0;
	for (int i = 0; i < c->n; i++)
		for (int k = 0; !c->item[i].quien && k < e->n_imagen; k++)
			if (in_image(&e->imagen[k], &c->item[i])) {
				c->item[i].quien = e->nombre;
				c->item[i].cuando = e->cuando;
				c->item[i].propio = strcmp(e->usuario, usuario) == 0;
				n++;
			}
	return n;
}

/* Newest first, so that the first operation with a field is the one that left it as it is. */
static void authors(struct acto *a, uint32_t hogar, struct conflicto *c)
{
	struct entrada *entry;
	int total, left = c->n;
	for (int page = 0; page < PAGES && left > 0; page++) {
		int n = diario_hogar(a->txn, hogar, page * PAGE, PAGE, true, a->arena, &entry, &total);
		for (int i = 0; i < n; i++)
			left -= sign(c, &entry[i], store_actor(a->txn->store)->usuario);
		if (n < PAGE)
			return;
	}
}

static void tell(struct edicion *e, const struct ficha *leida, const struct ficha *mia)
{
	struct acto *a = e->acto;
	conflicto_of(leida, e->actual, mia, a->arena, &a->conflicto);
	filas_chocar(&a->programa->dict, leida, e->actual, mia, a->arena, &a->conflicto);
	authors(a, e->ficha->num, &a->conflicto);
	a->actual = e->actual;
}

bool edicion_firme(struct edicion *e, struct err *err)
{
	struct acto *a = e->acto;
	struct entrada *last;
	char when[DATE_TEXT];
	int total;
	if (!e->ajena)
		return true;
	tell(e, e->leida, e->leida);
	if (diario_hogar(a->txn, e->ficha->num, 0, 1, false, a->arena, &last, &total) != 1)
		return err_set(err, ERR_CONFLICT, "La familia cambió mientras usted trabajaba. Ábrala de nuevo y repita esta acción");
	return err_set(err, ERR_CONFLICT, "%s cambió la familia el %s mientras usted trabajaba (%s). Ábrala de nuevo y repita esta acción",
		last->nombre, clock_text(last->cuando, when), accion_label(last->accion));
}

bool edicion_al_dia(struct edicion *e, struct err *err)
{
	struct acto *a = e->acto;
	struct ficha now;
	if (!e->actual)
		return true;
	if (e->ajena)
		tell(e, e->leida, e->leida);
	ficha_copy(&now, e->ficha->arena, e->actual);
	*e->ficha = now;
	a->al_dia = now.num;
	a->visto = (struct visto){ 0 };
	e->leida = e->actual = NULL;
	e->ajena = false;
	return edicion_abierta(e->ficha, err);
}

static bool collision(struct acto *a, const struct ficha *f, struct err *err)
{
	const struct conflicto_campo *first = a->conflicto.item;
	char when[DATE_TEXT];
	while (!first->choca)
		first++;
	const struct variable *var = dict_find(&a->programa->dict, first->name);
	const struct campo *own = campo_de(first->kind, first->name);
	const char *label = own ? own->label : var ? var->label : first->name;
	return err_set(err, ERR_CONFLICT, "%s cambió «%s» de %s el %s mientras usted trabajaba. Revise con cuál dato se queda: lo suyo todavía no se ha guardado",
		first->quien ? first->quien : "Otra persona", label, ficha_nombre(f, a->arena), clock_text(first->cuando, when));
}

/* The ficha becomes the stored family, with the records that this edit touched joined to theirs. */
static void join(struct edicion *e, const struct ficha *leida, const struct ficha *mia)
{
	struct acto *a = e->acto;
	struct ficha all;
	ficha_copy(&all, e->ficha->arena, e->actual);
	for (int i = 0; i < e->n; i++) {
		struct toque *t = &e->toque[i];
		struct record one;
		const struct record *there = ficha_record(e->actual, t->kind, t->seq);
		conflicto_unir(ficha_record(leida, t->kind, t->seq), there, ficha_record(mia, t->kind, t->seq), all.arena, &one);
		filas_listar(&a->programa->dict, ficha_record(leida, t->kind, t->seq), there, ficha_record(mia, t->kind, t->seq), all.arena, &one);
		ficha_add(&all, &one);
		t->nuevo = !there || there->version == 0;
		if (there)
			answers_copy(&t->antes, &there->fields);
	}
	*e->ficha = all;
	a->visto = (struct visto){ 0 };
	e->unida = true;
}

bool edicion_unir(struct edicion *e, struct err *err)
{
	struct acto *a = e->acto;
	struct ficha read, mine;
	if (!e->actual || e->unida)
		return true;
	ficha_copy(&read, a->arena, e->leida);
	ficha_copy(&mine, a->arena, e->ficha);
	filas_mover(&a->programa->dict, &read, e->actual, &mine);
	if (a->decidido) {
		filas_decidir(&a->programa->dict, a->decidido, e->actual, &read, &mine);
		conflicto_decidir(a->decidido, &read, &mine);
	}
	if (e->ajena || a->decidido)
		tell(e, &read, &mine);
	if (a->conflicto.choques > 0)
		return collision(a, e->actual, err);
	join(e, &read, &mine);
	return true;
}
