#pragma once
/* From an older format of store to this program's. Works on a store that is open, alone, and not for reading only:
 * backup → the new tables, empty → one transaction that fills them from the records and leaves an operation in the journal → almacen.txt, replaced last.
 * Until that last step the store is one of the old format, and doing it all again gives the same; after it older programs say that it is newer.
 * What a format adds or lays out anew comes with a line in the list of migrar_formato.c: the function of its owner that fills it from the records,
 * whatever was there before. */
#include "store/txn.h"

bool migrar_formato(struct store *, struct err *);
