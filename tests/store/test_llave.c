#include "casa.h"
#include "store/env.h"
#include "store/llave.h"
#include <ctype.h>
#include <string.h>

TestSuite(llave, .init = casa_open, .fini = casa_close, .timeout = 60);

static bool opens_with(const char *frase, struct err *err)
{
	struct store_options o = casa_options(false);
	struct store *s;

	o.passphrase = frase;
	if (!store_open(&s, &o, err))
		return false;
	store_close(s);
	return true;
}

Test(llave, the_paper_opens_as_it_is_copied_and_nothing_near_it)
{
	char papel[LLAVE_PAPEL], written[LLAVE_PAPEL];
	struct store_options o = casa_options(false);
	struct err err = { 0 };

	store_close(casa.store);
	casa.store = NULL;
	snprintf(casa.path, sizeof casa.path, "%s/real", casa.folder);
	o.papel = papel;
	cr_assert(store_create(&o, &err), "%s", err.text);
	cr_assert_eq(strlen(papel), LLAVE_PAPEL - 1);
	cr_assert(opens_with(papel, &err), "%s", err.text);
	cr_assert(opens_with(CASA_FRASE, &err), "%s", err.text);
	int n = 0;
	for (const char *p = papel; *p; p++)
		if (*p != '-')
			written[n++] = (char)(*p == '0' ? 'o' : *p == '1' ? 'l' : tolower((unsigned char)*p));
	written[n] = '\0';
	cr_assert(opens_with(written, &err), "%s", err.text);
	written[5] = written[5] == 'a' ? 'b' : 'a';
	cr_assert_not(opens_with(written, &err));
	cr_assert_eq(err.code, ERR_DENIED);
	written[n - 1] = '\0';
	cr_assert_not(opens_with(written, &err));
	cr_assert_not(opens_with("", &err));
}

Test(llave, two_papers_are_never_alike)
{
	char a[LLAVE_PAPEL], b[LLAVE_PAPEL];

	for (int i = 0; i < 100; i++) {
		llave_papel(a);
		llave_papel(b);
		cr_assert_str_neq(a, b);
		cr_assert_null(strpbrk(a, "ILOUilou"));
	}
}
