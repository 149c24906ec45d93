#include "store/conflicto.h"

#include <string.h>

/* Computed or stamped with each save: the one who saves last is right. */
static const struct { enum record_kind kind; const char *name; } automatico[] = {
	{ RECORD_HOGAR, HOGAR_SIGUIENTE }, { RECORD_LOGRO, LOGRO_NUMERO }, { RECORD_LOGRO, LOGRO_INTEGRANTE }, { RECORD_LOGRO, LOGRO_CALCULADO }, { RECORD_LOGRO, LOGRO_FECHA },
	{ RECORD_COMPROMISO, COMPROMISO_SEGUIDO }, { RECORD_COMPROMISO, COMPROMISO_VISITA },
};

static bool is_automatic(enum record_kind kind, const char *name)
{
	for (size_t i = 0; i < sizeof automatico / sizeof *automatico; i++)
		if (automatico[i].kind == kind && strcmp(automatico[i].name, name) == 0)
			return true;
	return false;
}

/* Marks of steps join: both did what they marked. */
static bool is_joined(enum record_kind kind, const char *name)
{
	return kind == RECORD_VISITA && strcmp(name, VISITA_HECHOS) == 0;
}

static struct answer answer_of(const struct record *r, const char *name)
{
	const struct answer *a = r ? answers_find(&r->fields, name) : NULL;
	return a ? *a : (struct answer){ .name = name };
}

/* What people see: a hidden answer is none. */
static struct value shown(struct answer a)
{
	return a.hidden ? value_none() : a.value;
}

static bool looks_same(struct answer a, struct answer b)
{
	return value_equal(shown(a), shown(b));
}

static bool is_same(struct answer a, struct answer b)
{
	return value_equal(a.value, b.value) && a.hidden == b.hidden && (a.version == b.version || a.value.kind == VALUE_NONE);
}

static bool collides(enum record_kind kind, struct answer antes, struct answer ahora, struct answer mio)
{
	return !is_automatic(kind, antes.name) && !is_joined(kind, antes.name) && !looks_same(antes, mio) && !looks_same(antes, ahora) && !looks_same(ahora, mio);
}

static void compare(const struct record *leido, const struct record *ahora, const struct record *mio, const char *name, struct arena *arena, struct conflicto *out)
{
	const struct record *any = ahora ? ahora : leido;
	struct conflicto_campo c = { .kind = any->kind, .seq = any->seq, .name = name, .version = leido ? leido->version : 0,
		.antes = answer_of(leido, name), .ahora = answer_of(ahora, name), .mio = answer_of(mio, name) };
	if (is_automatic(c.kind, name) || looks_same(c.antes, c.ahora))
		return;
	c.choca = ahora && collides(c.kind, c.antes, c.ahora, c.mio);
	c.suyo = !c.choca;
	out->choques += c.choca;
	*ARENA_PUSH(arena, out->item, out->n, out->cap) = c;
}

/* Names of both, each once, in order: the lists are sorted. */
static void compare_records(const struct record *leido, const struct record *ahora, const struct record *mio, struct arena *arena, struct conflicto *out)
{
	static const struct answers none;
	const struct answers *a = leido ? &leido->fields : &none, *b = ahora ? &ahora->fields : &none;
	if (leido && ahora && leido->version == ahora->version)
		return;
	for (int i = 0, k = 0; i < a->n || k < b->n;) {
		int order = i == a->n ? 1 : k == b->n ? -1 : strcmp(a->item[i].name, b->item[k].name);
		compare(leido, ahora, mio, order <= 0 ? a->item[i].name : b->item[k].name, arena, out);
		i += order <= 0;
		k += order >= 0;
	}
}

static const struct record *find(const struct ficha *f, const struct record *like)
{
	return ficha_record(f, like->kind, like->seq);
}

void conflicto_of(const struct ficha *leida, const struct ficha *ahora, const struct ficha *mia, struct arena *arena, struct conflicto *out)
{
	const struct record_list *const now[] = { &ahora->integrante, &ahora->logro, &ahora->visita, &ahora->compromiso, &ahora->oportunidad, &ahora->evaluacion };
	const struct record_list *const then[] = { &leida->integrante, &leida->logro, &leida->visita, &leida->compromiso, &leida->oportunidad, &leida->evaluacion };
	*out = (struct conflicto){ 0 };
	compare_records(&leida->hogar, &ahora->hogar, &mia->hogar, arena, out);
	for (size_t k = 0; k < sizeof now / sizeof *now; k++) {
		for (int i = 0; i < now[k]->n; i++)
			compare_records(find(leida, &now[k]->item[i]), &now[k]->item[i], find(mia, &now[k]->item[i]), arena, out);
		for (int i = 0; i < then[k]->n; i++)      /* taken away by an undo */
			if (!find(ahora, &then[k]->item[i]))
				compare_records(&then[k]->item[i], NULL, find(mia, &then[k]->item[i]), arena, out);
	}
}

static void put(struct record *r, const char *name, struct answer a)
{
	a.name = name;
	if (a.value.kind == VALUE_NONE)
		answers_set(&r->fields, name, value_none());
	else
		answers_put(&r->fields, &a);
}

/* A record that was made meanwhile has been seen now. */
static struct record *read_record(struct ficha *leida, const struct conflicto_campo *c)
{
	struct record fresh;
	if (!ficha_record(leida, c->kind, c->seq)) {
		record_init(&fresh, leida->arena, c->kind, leida->num, c->seq);
		ficha_add(leida, &fresh);
	}
	return ficha_record(leida, c->kind, c->seq);
}

void conflicto_decidir(const struct conflicto *decidido, struct ficha *leida, struct ficha *mia)
{
	for (int i = 0; i < decidido->n; i++) {
		const struct conflicto_campo *c = &decidido->item[i];
		struct record *mine = ficha_record(mia, c->kind, c->seq);
		put(read_record(leida, c), c->name, c->ahora);
		if (mine && c->suyo)
			put(mine, c->name, c->ahora);
	}
}

static struct value joined(struct arena *arena, struct answer antes, struct answer ahora, struct answer mio)
{
	const char *out = "";
	for (int side = 0; side < 2; side++) {
		const char *names = (side ? mio : ahora).value.text ? (side ? mio : ahora).value.text : "";
		while (*names) {
			size_t n = strcspn(names, " ");
			const char *name = arena_strndup(arena, names, n);
			bool kept = side ? !value_set_has(ahora.value, name) && !value_set_has(antes.value, name)
				: value_set_has(mio.value, name) || !value_set_has(antes.value, name);
			if (kept)
				out = arena_printf(arena, "%s%s%s", out, *out ? " " : "", name);
			names += n + (names[n] == ' ');
		}
	}
	return value_set(out);
}

static void take_mine(struct record *out, const struct record *leido, const struct record *mio, const char *name, struct arena *arena)
{
	struct answer antes = answer_of(leido, name), mine = answer_of(mio, name), there = answer_of(out, name);
	/* Given again as it was, maybe under another version of the question: that is no change beside theirs. */
	if (is_same(antes, mine) || (looks_same(antes, mine) && !looks_same(antes, there)))
		return;
	if (is_joined(out->kind, name) && there.value.kind == VALUE_SET)
		mine.value = joined(arena, antes, there, mine);
	put(out, name, mine);
}

void conflicto_unir(const struct record *leido, const struct record *ahora, const struct record *mio, struct arena *arena, struct record *out)
{
	if (!ahora) {      /* new, or taken away meanwhile: the store says which */
		record_copy(out, arena, mio);
		return;
	}
	record_copy(out, arena, ahora);
	for (int i = 0; i < mio->fields.n; i++)
		take_mine(out, leido, mio, mio->fields.item[i].name, arena);
	for (int i = 0; leido && i < leido->fields.n; i++)
		if (!answers_find(&mio->fields, leido->fields.item[i].name))
			take_mine(out, leido, mio, leido->fields.item[i].name, arena);
}

static struct answer answer_copy(struct arena *arena, struct answer a)
{
	a.name = arena_strdup(arena, a.name);
	a.value = value_copy(arena, a.value);
	return a;
}

void conflicto_copy(struct conflicto *to, struct arena *arena, const struct conflicto *from)
{
	*to = (struct conflicto){ .choques = from->choques };
	for (int i = 0; i < from->n; i++) {
		struct conflicto_campo c = from->item[i];
		c.name = arena_strdup(arena, c.name);
		c.antes = answer_copy(arena, c.antes);
		c.ahora = answer_copy(arena, c.ahora);
		c.mio = answer_copy(arena, c.mio);
		c.quien = arena_strdup(arena, c.quien);
		*ARENA_PUSH(arena, to->item, to->n, to->cap) = c;
	}
}
