#pragma once
/* Who reads and who writes the store at this moment, in any process of this machine. A console that waits for a key must not be among them: pages that somebody still reads
 * cannot be used again, and the file grows. Looks at the table of readers beside the store; opens no transaction itself. */
#include "store/store.h"

struct lector { int pid; bool leyendo; };      /* leyendo: inside a read transaction now */
/* One for each place that is taken; returns how many, -1 when the table cannot be read. Places of sessions that died are given back first. */
int store_lectores(struct store *, struct arena *, struct lector **out);

/* Who holds the write gate now; false: nobody. Not while this process writes. nombre NULL: not known. */
struct escritor { const char *nombre; int pid, segundos; };
bool store_escritor(struct store *, struct arena *, struct escritor *);
