/* One draft written by two consoles of one account: two struct borrador_mio stand for them. */
#include "casa.h"
#include "store/borrador_mio.h"
#include <stdlib.h>
#include <string.h>

static const struct borrador_clave clave = { .hogar = 1, .formulario = "hogar" };
static struct borrador_mio one, other;

static void start(void)
{
	static const struct answers nothing;

	casa_open();
	casa_familia("Zapata", "43111222");
	borrador_mio_abrir(&one, &nothing, NULL);
	borrador_mio_abrir(&other, &nothing, NULL);
}

static void stop(void)
{
	borrador_mio_cerrar(&one);
	borrador_mio_cerrar(&other);
	casa_close();
}
TestSuite(borrador_mio, .init = start, .fini = stop, .timeout = 60);

/* "barrio=Aranjuez piso=tierra" */
static struct answers fields(const char *text)
{
	struct answers a;
	char *copy = arena_strdup(&casa.arena, text);

	answers_init(&a, &casa.arena);
	for (char *word; (word = strsep(&copy, " "));) {
		char *value = strchr(word, '=');
		if (!value)
			continue;
		*value = '\0';
		answers_set(&a, word, value_text(value + 1));
	}
	return a;
}

static bool try_writing(struct borrador_mio *who, const char *text, struct err *err)
{
	struct answers a = fields(text);

	return borrador_escribir(casa.store, &clave, &a, "Datos", "barrio", who, err);
}

static void writes(struct borrador_mio *who, const char *text)
{
	struct err err = { 0 };

	cr_assert(try_writing(who, text, &err), "%s", err.text);
}

static bool read(struct borrador *b)
{
	struct txn txn;

	txn_begin_read(&txn);
	bool there = borrador_get(&txn, &clave, &casa.arena, b);
	txn_end(&txn);
	return there;
}

static void opens(struct borrador_mio *who)
{
	struct borrador b;

	cr_assert(read(&b));
	borrador_mio_abrir(who, &b.campos, &b);
}

static void saves(struct borrador_mio *who, const char *final)
{
	struct answers a = fields(final);
	struct txn txn;

	who->final = &a;
	txn_begin_write(&txn);
	borrador_terminar(&txn, &clave, who);
	txn_end(&txn);
	who->final = NULL;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* All that the draft has, in order; NULL: there is none. */
static const char *draft(void)
{
	struct borrador b;
	char *text = "";

	if (!read(&b))
		return NULL;
	const char **word = arena_array(&casa.arena, const char *, b.campos.n);
	for (int i = 0; i < b.campos.n; i++)
		word[i] = arena_printf(&casa.arena, "%s=%s", b.campos.item[i].name, b.campos.item[i].value.text);
	qsort(word, (size_t)b.campos.n, sizeof *word, by_text);
	for (int i = 0; i < b.campos.n; i++)
		text = arena_printf(&casa.arena, "%s%s%s", text, i ? " " : "", word[i]);
	return text;
}

Test(borrador_mio, each_writes_what_it_changes)
{
	writes(&one, "barrio=Aranjuez");
	writes(&other, "piso=tierra");
	cr_assert_null(other.campo);
	cr_assert_str_eq(draft(), "barrio=Aranjuez piso=tierra");
	writes(&one, "barrio=Manrique");
	cr_assert_str_eq(draft(), "barrio=Manrique piso=tierra");
	writes(&one, "barrio=Manrique luz=si");
	cr_assert_str_eq(draft(), "barrio=Manrique luz=si piso=tierra", "also who writes twice in a row");
	writes(&other, "piso=tierra techo=zinc");
	cr_assert_str_eq(draft(), "barrio=Manrique luz=si piso=tierra techo=zinc");
	CASA_VERIFY();
}

Test(borrador_mio, who_opened_it_keeps_what_the_other_types_afterwards)
{
	writes(&one, "barrio=Aranjuez piso=tierra");
	opens(&other);
	writes(&other, "barrio=Aranjuez piso=cemento");
	writes(&one, "barrio=Manrique piso=tierra");
	cr_assert_null(one.campo, "each changed another field");
	cr_assert_str_eq(draft(), "barrio=Manrique piso=cemento");
}

Test(borrador_mio, typed_in_both_the_last_stands_and_the_first_is_told)
{
	writes(&one, "barrio=Aranjuez");
	writes(&other, "barrio=Manrique");
	cr_assert_str_eq(draft(), "barrio=Manrique");
	cr_assert_str_eq(other.campo, "barrio");
	cr_assert_str_eq(other.otro, "Aranjuez");
	writes(&other, "barrio=Manrique piso=tierra");
	cr_assert_null(other.campo, "told once");
	writes(&one, "barrio=Aranjuez techo=zinc");
	cr_assert_null(one.campo);
	cr_assert_str_eq(draft(), "barrio=Manrique piso=tierra techo=zinc", "what one did not touch again is the other's");
}

Test(borrador_mio, typed_alike_there_is_nothing_to_tell)
{
	writes(&one, "barrio=Aranjuez");
	writes(&other, "barrio=Aranjuez");
	cr_assert_null(other.campo);
}

Test(borrador_mio, what_one_takes_back_is_gone_and_the_others_stays)
{
	writes(&one, "barrio=Aranjuez piso=tierra");
	writes(&other, "techo=zinc");
	writes(&one, "piso=tierra");
	cr_assert_str_eq(draft(), "piso=tierra techo=zinc");
	struct answers none = fields("");
	struct borrador b;
	struct err err = { 0 };
	cr_assert(borrador_escribir(casa.store, &clave, &none, "", "", &one, &err), "%s", err.text);
	cr_assert_str_eq(draft(), "techo=zinc");
	cr_assert(read(&b));
	cr_assert_str_eq(b.titulo, "Datos", "it is still called by what it is");
	writes(&other, "");
	cr_assert_null(draft());
}

Test(borrador_mio, saved_in_one_console_the_text_of_the_other_waits)
{
	writes(&one, "barrio=Aranjuez barrio__antes=Centro");
	writes(&other, "piso=tierra piso__antes=cemento vacunas@i5=no vacunas__antes@i5=si");
	saves(&one, "barrio=Aranjuez luz=si");
	cr_assert(one.quedo);
	cr_assert_str_eq(draft(), "piso=tierra piso__antes=cemento vacunas@i5=no vacunas__antes@i5=si");
	saves(&other, "piso=tierra vacunas@i5=no");
	cr_assert_not(other.quedo);
	cr_assert_null(draft());
	CASA_VERIFY();
}

Test(borrador_mio, who_wrote_last_does_not_end_what_the_other_typed)
{
	writes(&one, "barrio=Aranjuez");
	writes(&other, "piso=tierra");
	writes(&one, "barrio=Manrique");
	saves(&one, "barrio=Manrique");
	cr_assert(one.quedo);
	cr_assert_str_eq(draft(), "piso=tierra");
}

Test(borrador_mio, a_console_alone_ends_its_draft_whole)
{
	writes(&one, "barrio=Aranjuez vacunas@i9=si");
	opens(&other);
	writes(&other, "barrio=Aranjuez piso=tierra");
	saves(&other, "barrio=Aranjuez piso=tierra");
	cr_assert_null(draft(), "who had left the household is in no form any more");
}

Test(borrador_mio, saved_elsewhere_it_is_written_whole_again)
{
	writes(&one, "barrio=Aranjuez piso=tierra");
	opens(&other);
	saves(&other, "barrio=Aranjuez piso=tierra");
	writes(&one, "barrio=Aranjuez piso=tierra techo=zinc");
	cr_assert_str_eq(draft(), "barrio=Aranjuez piso=tierra techo=zinc");
}

Test(borrador_mio, two_people_are_never_made_one)
{
	struct err err = { 0 };

	one.aparte = other.aparte = true;
	writes(&one, "nombre1=Ana");
	cr_assert_not(try_writing(&other, "nombre1=Luis", &err));
	cr_assert_eq(err.code, ERR_CONFLICT);
	cr_assert_str_eq(draft(), "nombre1=Ana");
	saves(&other, "nombre1=Luis");
	cr_assert(other.quedo);
	cr_assert_str_eq(draft(), "nombre1=Ana");
	saves(&one, "nombre1=Ana");
	cr_assert_null(draft());
}

Test(borrador_mio, without_a_console_it_is_written_over_as_ever)
{
	struct err err = { 0 };
	struct answers a = fields("techo=zinc");

	writes(&one, "barrio=Aranjuez");
	cr_assert(borrador_put(casa.store, &clave, &a, "Datos", "", &err));
	cr_assert_str_eq(draft(), "techo=zinc");
	writes(&one, "barrio=Manrique");
	cr_assert_str_eq(draft(), "barrio=Manrique techo=zinc");
}
