#pragma once
/* After a commit that failed, the pages in memory cannot be trusted to be those of the disk: the environment is closed, the file is verified in a child, and
 * opened again. Done by the next transaction that begins, of either kind. False: ERR_IO or ERR_DAMAGED; nothing is written through this handle. */
#include "store/store.h"

bool retomar(struct store *, struct err *);
