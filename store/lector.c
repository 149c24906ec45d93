#include "store/lector.h"

#include "store/env.h"
#include "store/gate.h"
#include "store/txn.h"

#include <lmdb.h>
#include <stdio.h>
#include <string.h>

struct list { struct arena *arena; struct lector *item; int n, cap; };

/* LMDB gives the table as text: a title, then «pid thread transaction», the last a dash where nothing is being read. */
static int take(const char *line, void *arg)
{
	struct list *list = arg;
	char thread[40], txn[40];
	int pid;

	if (sscanf(line, "%d %39s %39s", &pid, thread, txn) == 3)
		*ARENA_PUSH(list->arena, list->item, list->n, list->cap) = (struct lector){ .pid = pid, .leyendo = strcmp(txn, "-") != 0 };
	return 0;
}

int store_lectores(struct store *s, struct arena *arena, struct lector **out)
{
	struct list list = { .arena = arena };

	env_reader_check(s);
	if (mdb_reader_list(s->env, take, &list) < 0)
		return -1;
	*out = list.item;
	return list.n;
}

bool store_escritor(struct store *s, struct arena *arena, struct escritor *out)
{
	struct turno t;
	int gate = gate_open(s->path, NULL);
	bool held = gate >= 0 && gate_holder(gate, &t);

	gate_close(gate);
	if (!held)
		return false;
	*out = (struct escritor){ .nombre = turno_nombre(s, &t, arena), .pid = t.pid, .segundos = (int)((gate_now() - t.desde) / 1000) };
	return true;
}
