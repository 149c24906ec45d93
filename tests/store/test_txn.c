#include "casa.h"
#include <string.h>

TestSuite(txn, .init = casa_open, .fini = casa_close, .timeout = 60);

Test(txn, a_household_is_kept_whole)
{
	uint32_t hogar = casa_familia("Restrepo Gómez", "43111222");
	struct ficha f;
	struct txn txn;
	int damaged;

	casa_reopen();
	txn_begin_read(&txn);
	cr_assert(ficha_load(&txn, hogar, &casa.arena, &f, &damaged));
	txn_end(&txn);
	cr_assert_eq(damaged, 0);
	cr_assert_eq(f.num, hogar);
	cr_assert_eq(f.integrante.n, 2);
	cr_assert_str_eq(ficha_nombre(&f, &casa.arena), "Restrepo Gómez, María");
	CASA_VERIFY();
}
