#include "base/text.h"
#include "forms/field_type_list.h"
#include "forms/number.h"

#include <string.h>

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

#define MOST_PESOS INT64_C(100000000000000000)      /* ten times as many have 19 digits */
enum { THOUSAND = 3, MILLION = 6 };

/* Zeros that the word behind a number stands for; -1: it is none that we know. */
static int zeros_of(const char *word)
{
	static const struct { const char *word; int zeros; } words[] = { { "", 0 }, { "pesos", 0 }, { "mil", THOUSAND }, { "millon", MILLION }, { "millones", MILLION } };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(word, words[i].word) == 0)
			return words[i].zeros;
	return -1;
}

/* «1,5 millones»: the decimals are pesos; «1.500 mil»: a point parts thousands. */
static enum number_fault read_pesos(const char *text, struct arena *arena, int64_t *out)
{
	size_t n = strcspn(text, LETTERS);
	int zeros = zeros_of(text_fold(arena, text + n));
	while (n > 0 && text[n - 1] == ' ')
		n--;
	const char *figures = arena_strndup(arena, text, n);
	if (zeros <= 0)
		return zeros < 0 ? NUMBER_NOT : number_read(figures, 0, true, out);
	if (!strpbrk(figures, ".'"))
		return number_read(figures, zeros, false, out);
	enum number_fault fault = number_read(figures, 0, false, out);
	for (; !fault && zeros > 0; zeros--) {
		if (*out >= MOST_PESOS || *out <= -MOST_PESOS)
			return NUMBER_BIG;
		*out *= 10;
	}
	return fault;
}

static bool parse(const struct variable *var, const char *text, int32_t today, struct arena *arena, struct value *out, struct err *err)
{
	(void)today;
	static const char *const reasons[] = {
		[NUMBER_NOT] = "Escriba un valor en pesos, como 1.200.000",
		[NUMBER_FRACTION] = "Escriba pesos enteros, sin centavos",
		[NUMBER_BIG] = "El valor es demasiado grande; escriba 18 cifras o menos",
	};
	text += strspn(text, "$ ");
	int64_t n = 0;
	enum number_fault fault = read_pesos(text, arena, &n);
	if (fault)
		return err_set(err, ERR_DATA, "%s", reasons[fault]);
	if (n < 0)
		return err_set(err, ERR_DATA, "Escriba un valor en pesos de 0 en adelante");
	if (!number_in_range(var, "un valor", n, arena, err))
		return false;
	*out = value_int(n);
	return true;
}

static const char *format(const struct variable *var, struct value v, struct arena *arena)
{
	(void)var;
	return arena_printf(arena, "$ %s", number_grouped(v.num, 0, 4, arena));
}

static const char *edit(const struct variable *var, struct value v, struct arena *arena)
{
	(void)var;
	return number_plain(v.num, 0, '.', arena);
}

/* Letters too: a word that went away while it was typed would leave «1 mil» as 1. */
static bool accepts(const struct variable *var, uint32_t code)
{
	(void)var;
	return code == 0xF3 || code == 0xD3 || (code > 0 && code < 0x80 && strchr("0123456789.,'$ " LETTERS, (int)code) != NULL);
}

const struct field_type type_money = {
	.name = "money", .kind = VALUE_INT, .expr = EXPR_INT,
	.parse = parse, .format = format, .accepts = accepts, .columns = 16, .edit = edit,
};
