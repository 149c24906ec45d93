/* Random expressions against a second evaluator that knows nothing of intervals: it evaluates the same random tree, from which the text
 * is printed, over data in which every number is known or there is none.
 *  - Where nothing is missing both must agree.
 *  - Where answers are missing, every way of filling them in is tried: what was said to be yes is never no, and the other way round.
 * Missing answers come from small sets, so that all ways can be tried.
 * Half of the rounds are about the rows of a free repeat instead of the members: the same tree over the same data, only said and kept otherwise. */
#include "expr_naive.h"

static struct world w;
static bool over_rows;

static void start(void)
{
	world_init(&w);
}

static void end(void)
{
	world_done(&w);
}

TestSuite(expr_property, .init = start, .fini = end);

/* Random trees, and the text of a tree. */

static struct tree *grow(struct rng *rng, struct arena *arena, enum kind kind, int depth, bool member);

static struct tree *make(struct arena *arena, struct tree t)
{
	return arena_copy(arena, &t, sizeof t);
}

static struct tree *grow_leaf(struct rng *rng, struct arena *arena, enum kind kind, bool member)
{
	bool own = member && rng_chance(rng, 70);
	if (kind == K_NUMBER && rng_chance(rng, 40))
		return make(arena, (struct tree){ .what = W_LITERAL, .literal = rng_range(rng, -2, 4) });
	if (kind == K_NUMBER)
		return make(arena, (struct tree){ .what = W_QUESTION, .question = own ? Q_GRADO : Q_CUARTOS });
	static const char *const signs[] = { "=", "!=" };
	switch (rng_range(rng, 0, 3)) {
	case 0:
		return make(arena, (struct tree){ .what = W_QUESTION, .question = own ? Q_ESTUDIA : Q_AHORRA });
	case 1:
		return make(arena, (struct tree){ .what = W_CHOICE, .question = own ? Q_SEXO : Q_ZONA, .choice = rng_range(rng, 0, 1), .word = signs[rng_range(rng, 0, 1)] });
	case 2:
		return make(arena, (struct tree){ .what = W_IN, .question = own ? Q_SEXO : Q_ZONA, .choice = 1 });
	default:
		return make(arena, (struct tree){ .what = W_SELECTED, .question = Q_SERVICIOS, .choice = rng_range(rng, 0, 1) });
	}
}

static struct tree *grow_members(struct rng *rng, struct arena *arena, enum kind kind, int depth)
{
	struct tree t = { .what = W_EXISTS, .word = "exists" };
	if (kind == K_NUMBER) {
		static const struct tree numbers[] = { { .what = W_COUNT, .word = "count" }, { .what = W_SUM, .word = "sum" },
			{ .what = W_EXTREME_OF, .word = "min" }, { .what = W_EXTREME_OF, .word = "max" } };
		t = numbers[rng_range(rng, 0, 3)];
	}
	if (rng_chance(rng, 80))
		t.arg[0] = grow(rng, arena, K_TRUTH, depth - 1, true);
	if (t.what == W_SUM || t.what == W_EXTREME_OF)
		t.arg[1] = grow(rng, arena, K_NUMBER, depth - 2, true);
	return make(arena, t);
}

static struct tree *grow(struct rng *rng, struct arena *arena, enum kind kind, int depth, bool member)
{
	static const char *const numbers[] = { "+", "-", "*", "div", "mod" }, *const orders[] = { "=", "!=", "<", "<=", ">", ">=" };
	static const char *const logic[] = { "and", "or" }, *const extremes[] = { "min", "max" };
	struct tree t = { .arg = { NULL } };
	if (depth <= 0 || rng_chance(rng, 15))
		return grow_leaf(rng, arena, kind, member);
	if (!member && rng_chance(rng, 30))
		return grow_members(rng, arena, kind, depth);
	if (rng_chance(rng, 15)) {
		t.what = W_IF;
		t.arg[0] = grow(rng, arena, K_TRUTH, depth - 1, member);
		t.arg[1] = grow(rng, arena, kind, depth - 1, member);
		t.arg[2] = grow(rng, arena, kind, depth - 1, member);
		return make(arena, t);
	}
	if (kind == K_NUMBER) {
		bool extreme = rng_chance(rng, 20);
		t.what = extreme ? W_EXTREME : W_BINARY;
		t.word = extreme ? extremes[rng_range(rng, 0, 1)] : numbers[rng_range(rng, 0, 4)];
	} else {
		int pick = rng_range(rng, 0, 9);
		t.what = pick < 4 ? W_COMPARE : pick < 9 ? W_LOGIC : W_NOT;
		t.word = t.what == W_COMPARE ? orders[rng_range(rng, 0, 5)] : logic[rng_range(rng, 0, 1)];
	}
	enum kind inner = t.what == W_LOGIC || t.what == W_NOT ? K_TRUTH : K_NUMBER;
	t.arg[0] = grow(rng, arena, inner, depth - 1, member);
	t.arg[1] = t.what == W_NOT ? NULL : grow(rng, arena, inner, depth - 1, member);
	/* A divisor written as 0 is refused at load. */
	if (t.what == W_BINARY && (t.word[0] == 'd' || t.word[0] == 'm') && t.arg[1]->what == W_LITERAL && t.arg[1]->literal == 0)
		t.arg[1]->literal = 2;
	return make(arena, t);
}

static const char *name_of(int question)
{
	static const char *const of_row[QUESTIONS] = { [Q_GRADO] = "fila_grado", [Q_ESTUDIA] = "fila_estudia", [Q_SEXO] = "fila_sexo" };
	return over_rows && question >= MEMBER_FIRST ? of_row[question] : questions[question].name;
}

static void print(struct strbuf *out, const struct tree *t)
{
	const struct question *q = &questions[t->question];
	const char *name = name_of(t->question);
	switch (t->what) {
	case W_LITERAL: strbuf_printf(out, "%d", (int)t->literal); return;
	case W_QUESTION: strbuf_printf(out, "${%s}", name); return;
	case W_CHOICE: strbuf_printf(out, "${%s} %s '%s'", name, t->word, q->choice[t->choice]); return;
	case W_IN: strbuf_printf(out, "${%s} in ('%s', '%s')", name, q->choice[0], q->choice[t->choice]); return;
	case W_SELECTED: strbuf_printf(out, "selected(${%s}, '%s')", name, q->choice[t->choice]); return;
	case W_NOT: strbuf_add(out, "not"); break;
	case W_IF: strbuf_add(out, "if"); break;
	case W_EXTREME: strbuf_add(out, t->word); break;
	case W_BINARY: case W_COMPARE: case W_LOGIC: break;
	default:
		strbuf_printf(out, "%s(${%s}", t->word, over_rows ? "fila" : "integrante");
		if (t->arg[0]) {
			strbuf_add(out, "[");
			print(out, t->arg[0]);
			strbuf_add(out, "]");
		}
		if (t->arg[1]) {
			strbuf_add(out, "/(");
			print(out, t->arg[1]);
			strbuf_add(out, ")");
		}
		strbuf_add(out, ")");
		return;
	}
	bool infix = t->what == W_BINARY || t->what == W_COMPARE || t->what == W_LOGIC;
	strbuf_add(out, "(");
	for (int i = 0; i < 3 && t->arg[i]; i++) {
		if (i)
			strbuf_printf(out, " %s ", infix ? t->word : ",");
		print(out, t->arg[i]);
	}
	strbuf_add(out, ")");
}

/* Data for both sides. */

/* Rows 1, 3 and 4: their numbers may have gaps. */
static int row_number(int row)
{
	return row + 1 + (row > 0);
}

static void put(struct answers *a, const char *name, int question, int v, bool missing)
{
	const struct question *q = &questions[question];
	static const char *const sets[] = { "", "agua", "luz", "agua luz" };
	struct value value = question == Q_SERVICIOS ? value_set(sets[v]) : q->choice[0] ? value_choice(q->choice[v]) : q->values == 2 ? value_bool(v) : value_int(v);
	answers_set(a, name, missing ? value_none() : value);
}

static void apply(const struct data *d)
{
	w.scope.n_integrante = d->n;
	for (int row = 0; row < WORLD_MEMBERS; row++) {
		for (int q = 0; q < QUESTIONS; q++) {
			if (q >= MEMBER_FIRST && over_rows && row < WORLD_MEMBERS - 1)
				put(&w.hogar, arena_printf(&w.arena, "%s.%d", name_of(q), row_number(row)), q, d->value[row][q], d->missing[row][q] || row >= d->n);
			else if (q >= MEMBER_FIRST && !over_rows)
				put(&w.member[row], name_of(q), q, d->value[row][q], d->missing[row][q]);
			else if (row == 0)
				put(&w.hogar, name_of(q), q, d->value[0][q], d->missing[0][q]);
		}
	}
	static const char *const there[] = { "", "1", "1 3", "1 3 4" };
	answers_set(&w.hogar, "fila", over_rows ? value_set(there[d->n]) : value_none());
}

static void random_data(struct rng *rng, struct data *d, int most_missing)
{
	*d = (struct data){ .n = rng_range(rng, 0, 3) };
	for (int row = 0; row < WORLD_MEMBERS; row++)
		for (int q = 0; q < QUESTIONS; q++)
			d->value[row][q] = rng_range(rng, 0, questions[q].values - 1);
	for (int k = rng_range(rng, most_missing ? 1 : 0, most_missing); k > 0; k--) {
		int q = rng_range(rng, 0, QUESTIONS - 1), row = q >= MEMBER_FIRST && d->n ? rng_range(rng, 0, d->n - 1) : 0;
		d->missing[row][q] = true;
	}
}

/* The next way of filling in what is missing; false after the last. */
static bool next_filling(const struct data *holes, struct data *filled)
{
	for (int row = 0; row < WORLD_MEMBERS; row++) {
		for (int q = 0; q < QUESTIONS; q++) {
			if (!holes->missing[row][q])
				continue;
			if (++filled->value[row][q] < questions[q].values)
				return true;
			filled->value[row][q] = 0;
		}
	}
	return false;
}

static void first_filling(const struct data *holes, struct data *filled)
{
	*filled = *holes;
	memset(filled->missing, 0, sizeof filled->missing);
	for (int row = 0; row < WORLD_MEMBERS; row++)
		for (int q = 0; q < QUESTIONS; q++)
			filled->value[row][q] = holes->missing[row][q] ? 0 : holes->value[row][q];
}

struct sample { struct arena arena; const struct tree *tree; const struct expr *expr; const char *text; };

static void sample_init(struct sample *s, struct rng *rng, enum kind kind)
{
	struct strbuf out;
	arena_init(&s->arena);
	strbuf_init(&out, &s->arena);
	s->tree = grow(rng, &s->arena, kind, rng_range(rng, 1, 5), false);
	print(&out, s->tree);
	s->text = out.text;
	const struct expr_where where = { .file = "f", .line = 1, .col = 1, .level = LEVEL_HOGAR, .self = EXPR_ANY, .want = EXPR_ANY };
	struct problems p;
	problems_init(&p, &s->arena);
	s->expr = expr_compile(&s->arena, &w.dict, s->text, &where, &p);
	cr_assert(s->expr, "%s: %s", s->text, p.n ? p.item[0].text : "");
}

Test(expr_property, agrees_where_nothing_is_missing)
{
	struct rng rng;
	int known = 0;
	rng_seed(&rng, 1);
	for (int round = 0; round < 20000; round++) {
		struct sample s;
		struct data d;
		over_rows = round / 2 % 2;
		sample_init(&s, &rng, round % 2 ? K_TRUTH : K_NUMBER);
		random_data(&rng, &d, 0);
		apply(&d);
		struct maybe wanted = naive(s.tree, &d, -1);
		struct value got = expr_eval(s.expr, &w.scope, NULL);
		known += wanted.known;
		if (wanted.known)
			cr_assert(got.kind == (round % 2 ? VALUE_BOOL : VALUE_INT) && got.num == wanted.n, "round %d: %s is %jd, not %jd (kind %d)", round, s.text,
				  (intmax_t)wanted.n, (intmax_t)got.num, (int)got.kind);
		arena_done(&s.arena);
	}
	cr_expect_gt(known, 15000, "most samples say something");
}

/* Counts what was said although something was missing, so that an evaluator that never knows anything does not pass. */
Test(expr_property, never_contradicts_what_may_turn_out)
{
	struct rng rng;
	int said = 0, silent = 0, too_careful = 0;
	rng_seed(&rng, 2);
	for (int round = 0; round < 12000; round++) {
		struct sample s;
		struct data holes, filled;
		over_rows = round % 2;
		sample_init(&s, &rng, K_TRUTH);
		random_data(&rng, &holes, 4);
		apply(&holes);
		enum tri got = expr_test(s.expr, &w.scope, NULL);
		bool any_yes = false, any_no = false, any_none = false;
		first_filling(&holes, &filled);
		do {
			struct maybe one = naive(s.tree, &filled, -1);
			*(!one.known ? &any_none : one.n ? &any_yes : &any_no) = true;
		} while (next_filling(&holes, &filled));
		cr_assert_not(got == TRI_YES && any_no, "round %d: said yes, may be no: %s", round, s.text);
		cr_assert_not(got == TRI_NO && any_yes, "round %d: said no, may be yes: %s", round, s.text);
		*(got == TRI_UNKNOWN ? &silent : &said) += 1;
		too_careful += got == TRI_UNKNOWN && !any_none && any_yes != any_no;
		arena_done(&s.arena);
	}
	cr_expect_gt(said, 4000, "%d said, %d not", said, silent);
	cr_expect_lt(too_careful * 3, silent, "%d of %d unknown were certain", too_careful, silent);
}

/* The reasons are made by a second walk: it must bear every tree and leave the result alone. */
Test(expr_property, reasons_bear_every_tree)
{
	struct rng rng;
	rng_seed(&rng, 3);
	for (int round = 0; round < 6000; round++) {
		struct sample s;
		struct data d;
		struct trace t;
		over_rows = round / 2 % 2;
		sample_init(&s, &rng, round % 2 ? K_TRUTH : K_NUMBER);
		random_data(&rng, &d, 6);
		apply(&d);
		trace_init(&t, &s.arena);
		struct value plain = expr_eval(s.expr, &w.scope, NULL), told = expr_eval(s.expr, &w.scope, &t);
		cr_assert(value_equal(plain, told), "%s", s.text);
		bool missing = false;
		for (int i = 0; i < t.n; i++) {
			cr_assert(*t.line[i].text && t.line[i].depth >= 0 && t.line[i].depth < 64);
			missing = missing || strstr(t.line[i].text, "Falta") || strstr(t.line[i].text, "falta") || strstr(t.line[i].text, "No se puede calcular");
		}
		cr_assert(plain.kind != VALUE_NONE || missing, "round %d: unknown without a reason: %s", round, s.text);
		arena_done(&s.arena);
	}
}
