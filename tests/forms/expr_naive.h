#pragma once
/* A second evaluator for the property tests: a tree of its own, over data in which every number is known or there is none. No intervals. */
#include "expr_world.h"

enum kind { K_NUMBER, K_TRUTH };
enum what { W_LITERAL, W_QUESTION, W_BINARY, W_COMPARE, W_LOGIC, W_NOT, W_IF, W_CHOICE, W_IN, W_SELECTED, W_COUNT, W_EXISTS, W_SUM, W_EXTREME, W_EXTREME_OF };

struct tree {
	enum what what;
	const char *word;                /* operator or function as written */
	int64_t literal;
	int question, choice;
	struct tree *arg[3];
};
struct maybe { bool known; int64_t n; };

/* What can be asked: of the household or of each member; numbers, truth, or one of a list (as its position). */
enum { Q_CUARTOS, Q_AHORRA, Q_ZONA, Q_SERVICIOS, Q_GRADO, Q_ESTUDIA, Q_SEXO, QUESTIONS, MEMBER_FIRST = Q_GRADO, SLOTS = QUESTIONS * WORLD_MEMBERS };
static const struct question {
	const char *name;
	int values;                      /* of the small set */
	const char *choice[4];
} questions[QUESTIONS] = {
	[Q_CUARTOS] = { "cuartos", 3, { 0 } }, [Q_AHORRA] = { "ahorra", 2, { 0 } }, [Q_ZONA] = { "zona", 2, { "u", "r" } },
	[Q_SERVICIOS] = { "servicios", 4, { "agua", "luz" } }, [Q_GRADO] = { "grado", 3, { 0 } }, [Q_ESTUDIA] = { "estudia", 2, { 0 } },
	[Q_SEXO] = { "sexo", 3, { "h", "m", "otro" } },
};
struct data { int n; int value[WORLD_MEMBERS][QUESTIONS]; bool missing[WORLD_MEMBERS][QUESTIONS]; };   /* household: row 0 */

static const struct maybe none = { false, 0 };

static struct maybe some(int64_t n)
{
	return (struct maybe){ true, n };
}

static struct maybe naive(const struct tree *t, const struct data *d, int me);

static struct maybe naive_binary(const char *op, struct maybe a, struct maybe b)
{
	if (!a.known || !b.known)
		return strcmp(op, "*") == 0 && ((a.known && a.n == 0) || (b.known && b.n == 0)) ? some(0) : none;
	switch (op[0]) {
	case '+': return some(a.n + b.n);
	case '-': return some(a.n - b.n);
	case '*': return some(a.n * b.n);
	case 'd': return b.n ? some(a.n / b.n) : none;
	default: return b.n ? some(a.n % b.n) : none;
	}
}

static struct maybe naive_compare(const char *op, struct maybe a, struct maybe b)
{
	if (!a.known || !b.known)
		return none;
	if (strcmp(op, "=") == 0) return some(a.n == b.n);
	if (strcmp(op, "!=") == 0) return some(a.n != b.n);
	if (strcmp(op, "<") == 0) return some(a.n < b.n);
	if (strcmp(op, "<=") == 0) return some(a.n <= b.n);
	if (strcmp(op, ">") == 0) return some(a.n > b.n);
	return some(a.n >= b.n);
}

static struct maybe naive_logic(bool all, struct maybe a, struct maybe b)
{
	int64_t decides = !all;
	if ((a.known && a.n == decides) || (b.known && b.n == decides))
		return some(decides);
	return a.known && b.known ? some(!decides) : none;
}

static struct maybe naive_members(const struct tree *t, const struct data *d)
{
	int64_t count = 0, sum = 0, extreme = 0;
	for (int i = 0; i < d->n; i++) {
		struct maybe in = t->arg[0] ? naive(t->arg[0], d, i) : some(1);
		struct maybe v = t->arg[1] ? naive(t->arg[1], d, i) : some(0);
		if (!in.known)
			return none;
		if (!in.n)
			continue;
		if (!v.known)
			return none;
		extreme = !count || (t->word[1] == 'i' ? v.n < extreme : v.n > extreme) ? v.n : extreme;
		sum += v.n;
		count++;
	}
	switch (t->what) {
	case W_COUNT: return some(count);
	case W_EXISTS: return some(count > 0);
	case W_SUM: return some(sum);
	default: return count ? some(extreme) : none;
	}
}

static struct maybe naive_extreme(const char *word, struct maybe a, struct maybe b)
{
	if (!a.known || !b.known)
		return none;
	return word[1] == 'i' ? (a.n < b.n ? a : b) : (a.n > b.n ? a : b);
}

static struct maybe naive_answer(const struct tree *t, const struct data *d, int me)
{
	int row = t->question >= MEMBER_FIRST ? me : 0;
	return d->missing[row][t->question] ? none : some(d->value[row][t->question]);
}

static struct maybe naive_list(const struct tree *t, struct maybe v)
{
	if (!v.known)
		return none;
	switch (t->what) {
	case W_CHOICE: return some((v.n == t->choice) == (t->word[0] == '='));
	case W_SELECTED: return some((v.n >> t->choice) & 1);
	default: return some(v.n == 0 || v.n == t->choice);
	}
}

static struct maybe naive(const struct tree *t, const struct data *d, int me)
{
	struct maybe a;
	switch (t->what) {
	case W_LITERAL: return some(t->literal);
	case W_QUESTION: return naive_answer(t, d, me);
	case W_CHOICE: case W_IN: case W_SELECTED: return naive_list(t, naive_answer(t, d, me));
	case W_BINARY: return naive_binary(t->word, naive(t->arg[0], d, me), naive(t->arg[1], d, me));
	case W_COMPARE: return naive_compare(t->word, naive(t->arg[0], d, me), naive(t->arg[1], d, me));
	case W_LOGIC: return naive_logic(t->word[0] == 'a', naive(t->arg[0], d, me), naive(t->arg[1], d, me));
	case W_EXTREME: return naive_extreme(t->word, naive(t->arg[0], d, me), naive(t->arg[1], d, me));
	case W_NOT:
		a = naive(t->arg[0], d, me);
		return a.known ? some(!a.n) : none;
	case W_IF:
		a = naive(t->arg[0], d, me);
		return a.known ? naive(t->arg[a.n ? 1 : 2], d, me) : none;
	default: return naive_members(t, d);
	}
}
