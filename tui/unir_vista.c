#include "tui/unir_vista.h"

#include "base/text.h"
#include "model/regla.h"
#include "model/resumen.h"
#include "tui/cambio.h"
#include "tui/por_que.h"

#include <string.h>

static const struct columna columna[UNIR_COLUMNAS] = { { "Dato", 16, 26, 0, false }, { "En el que queda", 15, 40, 0, false }, { "En el que se une", 15, 40, 0, false }, { "Por qué", 12, 26, 1, false } };

const struct columna *unir_columnas(void)
{
	return columna;
}

struct vista_unir { const struct app *app; const struct union_plan *plan; struct tablero *t; struct arena *arena; };

static const char *folio(const struct ficha *f)
{
	return answers_text(&f->hogar.fields, HOGAR_FOLIO);
}

static void heading(struct vista_unir *v, const char *text)
{
	tablero_add(v->t, (struct renglon){ .titulo = true, .texto = { text } });
}

/* ---- the two households ---- */

static const char *life(const struct vista_unir *v, const struct ficha *f)
{
	const struct answers *h = &f->hogar.fields;
	const struct momento *here = ruta_actual(v->app->programa->ruta, h);
	const struct record **activo;
	return arena_printf(v->arena, "%s · %s · %s · %s%s", ficha_nombre(f, v->arena), resumen_cuantos(v->arena, ficha_activos(f, &activo), "persona", "personas"), here ? here->nombre : "",
		resumen_cuantos(v->arena, f->visita.n, "visita", "visitas"), answers_date(h, HOGAR_LINEA_BASE) != DATE_NONE ? " · con línea base" : "");
}

static void households(struct vista_unir *v)
{
	const struct union_plan *p = v->plan;
	tablero_add(v->t, (struct renglon){ .de = { UNIR_HOGARES, 0, 0 }, .style = ST_HEAD, .texto = { arena_printf(v->arena, "Queda %s: %s", folio(&p->queda), life(v, &p->queda)) },
		.debajo = arena_printf(v->arena, "Se une %s: %s", folio(&p->otra), life(v, &p->otra)),
		.pie = "F8 conserva el otro. El que queda sigue en su momento de la ruta, con su línea base y su cogestor; lo vivido en el otro pasa a él." });
}

/* ---- who is who ---- */

static const char *born(const struct vista_unir *v, const struct record *r)
{
	char day[DATE_TEXT];
	const char *number = answers_text(&r->fields, "numero_documento");
	return arena_printf(v->arena, "%s%s%s%s%s", integrante_nombre(r, v->arena), *number ? " · " : "", number, answers_date(&r->fields, "fecha_nacimiento") != DATE_NONE ? " · " : "",
		date_text(answers_date(&r->fields, "fecha_nacimiento"), day));
}

static const char *kin_label(const struct vista_unir *v, const char *name)
{
	return por_que_valor(v->app->programa, RECORD_INTEGRANTE, "parentesco", value_choice(name), v->arena);
}

static void pair(struct vista_unir *v, int i)
{
	const struct union_plan *p = v->plan;
	const struct union_pareja *m = &p->pareja[i];
	const struct record *other = ficha_record(&p->otra, RECORD_INTEGRANTE, m->otra), *here = m->queda ? ficha_record(&p->queda, RECORD_INTEGRANTE, m->queda) : NULL;
	struct renglon line = { .de = { UNIR_PAREJA, i, 0 }, .texto = { integrante_corto(other, v->arena), "", born(v, other), "" } };
	if (here) {
		line.texto[1] = born(v, here);
		line.texto[3] = "misma persona";
		line.pie = arena_printf(v->arena, "%s y %s son la misma persona. Entrar: cambiarlo.", born(v, here), born(v, other));
	} else {
		line.texto[1] = *m->parentesco ? arena_printf(v->arena, "entra: %s", kin_label(v, m->parentesco)) : "entra: ¿parentesco?";
		line.texto[3] = "no estaba";
		line.style = *m->parentesco ? ST_NORMAL : ST_WARN;
		line.pie = arena_printf(v->arena, "%s entra al hogar que queda. Entrar: decir quién es o qué parentesco tiene.", born(v, other));
	}
	tablero_add(v->t, line);
}

static void people(struct vista_unir *v)
{
	heading(v, "Quién es quién");
	for (int i = 0; i < v->plan->n_pareja; i++)
		pair(v, i);
}

/* ---- where they differ ---- */

static const char *label_of(const struct vista_unir *v, const struct union_campo *d)
{
	const struct variable *var = dict_find(&v->app->programa->dict, d->campo);
	if (d->kind == RECORD_LOGRO) {
		const struct logro_def *l = logro_find(v->app->programa->logros, (int)(d->queda >> 12));
		uint32_t who = d->queda & 0xfff;
		const char *name = l ? arena_printf(v->arena, "%d %s", l->id, l->corto) : "Logro";
		return who ? arena_printf(v->arena, "%s: %s", integrante_corto(ficha_record(&v->plan->queda, RECORD_INTEGRANTE, who), v->arena), name) : name;
	}
	return campo_de(d->kind, d->campo) ? campo_de(d->kind, d->campo)->label : var ? var->short_label : d->campo;
}

static const char *value_of(const struct vista_unir *v, const struct union_campo *d, struct value value)
{
	return value.kind == VALUE_NONE ? "(sin dato)" : por_que_valor(v->app->programa, d->kind, d->campo, value, v->arena);
}

static void difference(struct vista_unir *v, int i)
{
	const struct union_campo *d = &v->plan->campo[i];
	const char *here = value_of(v, d, d->de_queda), *there = value_of(v, d, d->de_otra), *name = label_of(v, d);
	tablero_add(v->t, (struct renglon){ .de = { UNIR_CAMPO, i, 0 }, .texto = { name, arena_printf(v->arena, "(%s) %s", d->toma_otra ? " " : "x", here),
		arena_printf(v->arena, "(%s) %s", d->toma_otra ? "x" : " ", there), arena_strndup(v->arena, d->porque, strcspn(d->porque, "(")) },
		.pie = arena_printf(v->arena, "%s: %s «%s»; %s «%s». Queda «%s»: %s.", name, folio(&v->plan->queda), here, folio(&v->plan->otra), there, d->toma_otra ? there : here, d->porque) });
}

static const char *section_of(const struct vista_unir *v, const struct union_campo *d)
{
	if (d->kind == RECORD_HOGAR)
		return "Datos del hogar";
	return d->kind == RECORD_LOGRO ? "Logros" : integrante_nombre(ficha_record(&v->plan->queda, RECORD_INTEGRANTE, d->queda), v->arena);
}

static void differences(struct vista_unir *v)
{
	const struct union_plan *p = v->plan;
	for (int i = 0; i < p->n_campo; i++) {
		const struct union_campo *d = &p->campo[i], *before = i ? &p->campo[i - 1] : NULL;
		if (!before || before->kind != d->kind || (d->kind == RECORD_INTEGRANTE && before->queda != d->queda))
			heading(v, section_of(v, d));
		difference(v, i);
	}
}

void unir_lineas(const struct app *app, const struct union_plan *p, struct tablero *t, struct arena *arena)
{
	struct vista_unir v = { app, p, t, arena };
	tablero_begin(t, arena, columna, UNIR_COLUMNAS);
	households(&v);
	people(&v);
	differences(&v);
	tablero_end(t);
}

static const char *summary(const struct union_plan *p, struct arena *arena)
{
	const struct { int n; const char *one, *many; } goes[] = { { p->otra.visita.n, "visita", "visitas" }, { p->otra.compromiso.n, "compromiso", "compromisos" },
		{ p->otra.oportunidad.n, "oportunidad", "oportunidades" }, { p->filas, "renglón de sus listas", "renglones de sus listas" } };
	const char *name[5];
	int n = 0, fresh = 0;
	for (int i = 0; i < p->n_pareja; i++)
		fresh += p->pareja[i].queda == 0;
	if (fresh)
		name[n++] = resumen_cuantos(arena, fresh, "persona", "personas");
	for (size_t i = 0; i < sizeof goes / sizeof *goes; i++)
		if (goes[i].n)
			name[n++] = resumen_cuantos(arena, goes[i].n, goes[i].one, goes[i].many);
	return arena_printf(arena, "El hogar %s pasa a ser parte del %s%s%s. Su folio seguirá encontrando a la familia. Si fue un error, se deshace desde Historia.", folio(&p->otra), folio(&p->queda),
		n ? ", con " : "", n ? enumerar(arena, name, n) : "");
}

bool unir_lista(const struct union_plan *p, struct tablero *t, struct err *err)
{
	int lacks;
	if (unir_completo(p, &lacks, err))
		return true;
	tablero_go(t, (struct renglon_de){ UNIR_PAREJA, lacks, 0 });
	return false;
}

struct outcome unir_preguntar(struct app *app, struct flujo *flujo, const struct union_plan *p, const struct ficha *kept)
{
	struct deshacer_efecto stays = { kept->num, &p->queda, kept };
	struct trace lines;
	trace_init(&lines, &app->turn);
	trace_add(&lines, 1, "%s", summary(p, &app->turn));
	cambio_lineas(app, &stays, 1, &lines);
	return cambio_leer(app, flujo, "Unir los dos hogares", "Unirlos", &lines);
}
