#include "store/hallazgo.h"
#include "store/registro.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { KEPT_MAX = 200, KEPT_EACH = 5, ASK_EACH = 16, LOGRO_BITS = 12 };      /* logro_seq */

/* For people a household is its folio. */
static const char *folio_of(struct check *c, uint32_t hogar)
{
	struct key k = key_fam(hogar, RECORD_HOGAR, 0);
	struct registro r;
	struct walk w;
	const char *folio = "";

	if (hogar == 0 || !txn_ok(c->txn))
		return folio;
	walk_begin(&w, c->txn, TABLE_FAM, key_span(&k), WALK_UP);
	if (walk_next(&w) && !w.damaged && registro_in(w.key, w.version, w.value, c->arena, &r))
		folio = answers_text(&r.record.fields, HOGAR_FOLIO);
	walk_end(&w);
	return folio;
}

static struct hallazgo_clase *class_of(struct check *c, const char *fmt)
{
	for (int i = 0; i < c->n_clase; i++)
		if (strcmp(c->clase[i].fmt, fmt) == 0)
			return &c->clase[i];
	struct hallazgo_clase *fresh = ARENA_PUSH(c->arena, c->clase, c->n_clase, c->cap_clase);
	*fresh = (struct hallazgo_clase){ .fmt = fmt, .ultimo = -1 };
	return fresh;
}

static void keep(struct check *c, uint32_t hogar, const char *fmt, va_list args)
{
	struct verificacion *v = c->v;
	char text[400];

	struct hallazgo_clase *kind = class_of(c, fmt);
	v->problemas++;
	if (kind->n++ >= KEPT_EACH || v->n >= KEPT_MAX)
		return;
	kind->ultimo = v->n;
	vsnprintf(text, sizeof text, fmt, args);
	const char *folio = folio_of(c, hogar);
	*ARENA_PUSH(c->arena, v->hallazgo, v->n, v->cap) = (struct hallazgo_store){ .que = arena_printf(c->arena, "%s%s%s%s", text, *folio ? " (folio " : "", folio, *folio ? ")" : "") };
}

void hallazgo_fin(struct check *c)
{
	for (int i = 0; i < c->n_clase; i++) {
		const struct hallazgo_clase *kind = &c->clase[i];
		if (kind->n > KEPT_EACH && kind->ultimo >= 0)
			c->v->hallazgo[kind->ultimo].que = arena_printf(c->arena, "%s; y %d más como este", c->v->hallazgo[kind->ultimo].que, kind->n - KEPT_EACH);
	}
}

void hallazgo_add(struct check *c, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	keep(c, 0, fmt, args);
	va_end(args);
}

void hallazgo_hogar(struct check *c, uint32_t hogar, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	keep(c, hogar, fmt, args);
	va_end(args);
}

void hallazgo_indice(struct check *c, uint32_t hogar, const char *fmt, ...)
{
	va_list args;

	c->v->de_indice++;
	va_start(args, fmt);
	keep(c, hogar, fmt, args);
	va_end(args);
}

void hallazgo_sigue(struct check *c, void (*tell)(struct check *, uint32_t hogar, const char *fmt, ...))
{
	struct err was = c->txn->err;

	if (was.code != ERR_DAMAGED || was.sys != 0)      /* a page that LMDB itself does not understand leads anywhere: nothing more is read */
		return;
	err_clear(&c->txn->err);
	tell(c, 0, "%s", was.text);
}

const char *hallazgo_registro(struct check *c, enum record_kind kind, uint32_t seq)
{
	if (kind == RECORD_HOGAR)
		return "su ficha";
	return arena_printf(c->arena, "%s %u", record_kind_name(kind), kind == RECORD_LOGRO ? seq >> LOGRO_BITS : seq);
}

int64_t hallazgo_reloj(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

bool hallazgo_tarde(struct check *c)
{
	if (c->hasta != 0 && !c->cortada && ++c->vueltas % ASK_EACH == 0)
		c->cortada = hallazgo_reloj() >= c->hasta;
	return c->cortada;
}
