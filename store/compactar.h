#pragma once
/* The file without its free pages, or with a larger map: a compact copy, verified in a child, takes the place of data.mdb by one rename. Alone only.
 * What was deleted is gone from the file afterwards. Killed at any point, the file is the old one or the new one. */
#include "store/store.h"

struct compactacion { int64_t antes, despues; };         /* bytes of the file */
/* mapa_mib: the new size of the map, 0 as it is; ERR_USAGE, and nothing changed, when that would leave no room. */
bool compactar(struct store *, size_t mapa_mib, struct compactacion *, struct err *);
