#include "store/retomar.h"
#include "store/abrir.h"
#include "store/env.h"
#include "store/hijo.h"
#include "store/verify.h"

enum { QUICK_MS = 2000, LIMIT_S = 60 };

static bool examine(void *arg, struct err *err)
{
	struct store *parent = *(struct store **)arg, *s;
	struct abrir a = { .path = parent->path, .seal = parent->seal, .practica = parent->almacen.practica, .read_only = true, .sin_sesion = true };
	struct verificacion v;
	struct arena arena;

	if (!store_abrir(&s, &a, err))
		return false;
	arena_init(&arena);
	bool good = store_verify_rapido(s, QUICK_MS, &arena, &v, err);
	arena_done(&arena);
	store_close(s);
	return good;
}

bool retomar(struct store *s, struct err *err)
{
	if (s->open_txns > 0)
		return err_set(err, ERR_IO, "NO se guardó: un guardado anterior falló. Vuelva a intentarlo; lo escrito queda en borrador");
	if (!hijo_run(s, examine, &s, sizeof s, LIMIT_S, err))
		return err_wrap(err, "Un guardado anterior falló y el almacén no pasó su revisión; cierre el programa y vuelva a entrar");
	s->broken = false;               /* the opening reads the head, and that must not lead here again */
	if (store_reabrir(s, err))
		return true;
	s->broken = true;
	return false;
}
