/* Three families, field by field: as one read it, as it is stored, as one wants it. By chance, against a plain statement of what must come out. */
#include "base/rng.h"
#include "store/conflicto.h"
#include <criterion/criterion.h>
#include <string.h>

enum { CAMPOS = 5, VECES = 4000 };
static const char *const campo[CAMPOS] = { "barrio", "direccion", "techo", "pisos", HOGAR_SIGUIENTE };

static struct arena arena;
static void start(void) { arena_init(&arena); }
static void stop(void) { arena_done(&arena); }
TestSuite(conflicto, .init = start, .fini = stop);

static void family(struct ficha *f, const int value[CAMPOS], uint32_t version)
{
	ficha_init(f, &arena);
	f->num = 1;
	record_init(&f->hogar, &arena, RECORD_HOGAR, 1, 0);
	f->hogar.version = version;
	for (int i = 0; i < CAMPOS; i++)
		if (value[i])
			answers_set(&f->hogar.fields, campo[i], value_int(value[i]));
}

static int value_of(const struct record *r, int i)
{
	return (int)answers_int(&r->fields, campo[i], 0);
}

static const struct conflicto_campo *told(const struct conflicto *c, const char *name)
{
	for (int i = 0; i < c->n; i++)
		if (strcmp(c->item[i].name, name) == 0)
			return &c->item[i];
	return NULL;
}

static void check(const int leida[CAMPOS], const int ahora[CAMPOS], const int mia[CAMPOS])
{
	struct ficha l, a, m;
	struct conflicto c;
	struct record out;
	int collisions = 0;
	family(&l, leida, 3);
	family(&a, ahora, 4);
	family(&m, mia, 3);
	conflicto_of(&l, &a, &m, &arena, &c);
	conflicto_unir(&l.hogar, &a.hogar, &m.hogar, &arena, &out);
	for (int i = 0; i < CAMPOS; i++) {
		bool automatic = i == CAMPOS - 1, theirs = ahora[i] != leida[i], mine = mia[i] != leida[i], both = theirs && mine && mia[i] != ahora[i];
		const struct conflicto_campo *t = told(&c, campo[i]);
		cr_assert_eq(t != NULL, theirs && !automatic, "field %d", i);
		if (t) {
			cr_assert_eq(t->choca, both, "field %d", i);
			cr_assert(t->choca || t->suyo);
			collisions += t->choca;
		}
		cr_assert_eq(value_of(&out, i), mine ? mia[i] : ahora[i], "field %d: %d, %d, %d gave %d", i, leida[i], ahora[i], mia[i], value_of(&out, i));
	}
	cr_assert_eq(c.choques, collisions);
	cr_assert_eq(out.version, 4, "of the stored record");
	/* theirs chosen everywhere: nothing collides any more, and what is stored stands wherever it collided */
	for (int i = 0; i < c.n; i++)
		c.item[i].suyo = true;
	struct conflicto again;
	conflicto_decidir(&c, &l, &m);
	conflicto_of(&l, &a, &m, &arena, &again);
	conflicto_unir(&l.hogar, &a.hogar, &m.hogar, &arena, &out);
	cr_assert_eq(again.choques, 0);
	for (int i = 0; i < CAMPOS - 1; i++)
		cr_assert_eq(value_of(&out, i), ahora[i] != leida[i] ? ahora[i] : mia[i]);
}

Test(conflicto, by_chance)
{
	struct rng rng;
	rng_seed(&rng, 5);
	for (int n = 0; n < VECES; n++) {
		int value[3][CAMPOS];
		for (int k = 0; k < 3; k++)
			for (int i = 0; i < CAMPOS; i++)
				value[k][i] = rng_range(&rng, 0, 3);      /* 0: no answer */
		check(value[0], value[1], value[2]);
		arena_reset(&arena);
	}
}

/* A hidden answer is none for who looks, and is kept all the same. */
Test(conflicto, hidden_answers)
{
	struct ficha l, a, m;
	struct conflicto c;
	struct record out;
	family(&l, (const int[CAMPOS]){ 1, 2, 3, 0, 0 }, 3);
	family(&a, (const int[CAMPOS]){ 1, 2, 3, 1, 0 }, 4);
	family(&m, (const int[CAMPOS]){ 1, 2, 3, 0, 0 }, 3);
	answers_hide(&m.hogar.fields, "direccion", true);
	conflicto_of(&l, &a, &m, &arena, &c);
	conflicto_unir(&l.hogar, &a.hogar, &m.hogar, &arena, &out);
	cr_expect_eq(c.n, 1);
	cr_expect_eq(value_of(&out, 1), 0, "hidden by me");
	cr_expect_eq(answers_find(&out.fields, "direccion")->value.num, 2, "and still there");
	cr_expect_eq(value_of(&out, 3), 1);
}

/* Given again as it was, under a newer version of the question: that is no change that could go over theirs. */
Test(conflicto, the_same_answer_under_another_version)
{
	struct ficha l, a, m;
	struct conflicto c;
	struct record out;
	family(&l, (const int[CAMPOS]){ 1, 2 }, 3);
	family(&a, (const int[CAMPOS]){ 3, 2 }, 4);
	family(&m, (const int[CAMPOS]){ 1, 2 }, 3);
	answers_put(&m.hogar.fields, &(struct answer){ .name = campo[0], .value = value_int(1), .version = 2 });
	answers_put(&m.hogar.fields, &(struct answer){ .name = campo[1], .value = value_int(2), .version = 2 });
	conflicto_of(&l, &a, &m, &arena, &c);
	conflicto_unir(&l.hogar, &a.hogar, &m.hogar, &arena, &out);
	cr_expect_eq(c.choques, 0);
	cr_expect_eq(value_of(&out, 0), 3);
	cr_expect_eq(answers_find(&out.fields, campo[1])->version, 2, "where nobody else changed it the newer version is kept");
}

/* Marks of steps join whoever made or took them away; a record that one of them made is the other's as well. */
Test(conflicto, marks_and_new_records)
{
	struct ficha l, a, m;
	struct conflicto c;
	struct record r, out;
	static const int none[CAMPOS];
	family(&l, none, 1);
	family(&a, none, 1);
	family(&m, none, 1);
	struct ficha *all[] = { &l, &a, &m };
	static const char *const marks[] = { "uno dos", "uno dos tres", "dos cuatro" };
	for (int i = 0; i < 3; i++) {
		record_init(&r, &arena, RECORD_VISITA, 1, 1);
		r.version = i == 1 ? 2 : 1;
		answers_set(&r.fields, VISITA_HECHOS, value_set(marks[i]));
		ficha_add(all[i], &r);
	}
	conflicto_of(&l, &a, &m, &arena, &c);
	cr_expect_eq(c.choques, 0);
	conflicto_unir(&l.visita.item[0], &a.visita.item[0], &m.visita.item[0], &arena, &out);
	cr_expect_str_eq(answers_text(&out.fields, VISITA_HECHOS), "dos tres cuatro");
	record_init(&r, &arena, RECORD_LOGRO, 1, logro_seq(7, 0));
	answers_set(&r.fields, LOGRO_SOPORTE, value_text("suyo"));
	r.version = 1;
	ficha_add(&a, &r);
	answers_set(&r.fields, LOGRO_SOPORTE, value_text("mío"));
	r.version = 0;
	ficha_add(&m, &r);
	conflicto_of(&l, &a, &m, &arena, &c);
	cr_expect_eq(c.choques, 1);
	c.item[0].suyo = c.item[1].suyo = false;
	conflicto_decidir(&c, &l, &m);
	conflicto_of(&l, &a, &m, &arena, &c);
	cr_expect_eq(c.choques, 0, "it has been seen");
	conflicto_unir(ficha_record(&l, RECORD_LOGRO, r.seq), ficha_record(&a, RECORD_LOGRO, r.seq), ficha_record(&m, RECORD_LOGRO, r.seq), &arena, &out);
	cr_expect_str_eq(answers_text(&out.fields, LOGRO_SOPORTE), "mío");
	cr_expect_eq(out.version, 1);
}
