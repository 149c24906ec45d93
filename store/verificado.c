#include "store/verificado.h"
#include "base/date.h"
#include "base/text.h"
#include "store/abrir.h"
#include "store/env.h"
#include "store/hijo.h"
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { TEXT_MAX_BYTES = 4096, IO_WHO_PROCESS = 1, IO_IDLE = 3 << 13, NICE_LAST = 19, FRESH_MS = 20 * 3600 * 1000, LIMIT_S = 1800 };

bool verificado_leer(const struct store *s, struct arena *arena, struct verificado *v)
{
	char path[PATH_TEXT], text[TEXT_MAX_BYTES], first[1024] = "";
	unsigned long long n = 0;
	long long when = 0;

	*v = (struct verificado){ 0 };
	if (!store_file(path, s->path, "verificado", NULL))
		return false;
	if (!file_small(path, text, sizeof text, NULL) || sscanf(text, "cuando: %lld\noperaciones: %llu\nproblemas: %d\nprimero: %1023[^\n]", &when, &n, &v->problemas, first) < 3)
		return false;
	v->cuando = when;
	v->operaciones = n;
	v->primero = arena_strdup(arena, first);
	return true;
}

void verificado_anotar(const char *almacen, const struct verificacion *v)
{
	char path[PATH_TEXT], fresh[PATH_TEXT];
	struct arena arena;

	if (!store_file(path, almacen, "verificado", NULL) || !store_file(fresh, almacen, "verificado.nuevo", NULL))
		return;
	arena_init(&arena);
	const char *text = arena_printf(&arena, "cuando: %lld\noperaciones: %d\nproblemas: %d\nprimero: %s\n", (long long)clock_now(), v->operaciones, v->problemas,
		v->n > 0 ? text_clean(&arena, v->hallazgo[0].que, TEXT_ONE_LINE) : "");
	unlink(fresh);
	if (!file_make(fresh, text, 0660, NULL) || rename(fresh, path) != 0)
		unlink(fresh);
	arena_done(&arena);
}

static bool work(void *arg, struct err *err)
{
	struct store *parent = arg, *s;
	struct abrir a = { .path = parent->path, .seal = parent->seal, .practica = parent->almacen.practica, .read_only = true };
	struct verificacion v;
	struct arena arena;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent->pid)
		return false;
	alarm(LIMIT_S);
	setpriority(PRIO_PROCESS, 0, NICE_LAST);
	sched_setscheduler(0, SCHED_IDLE, &(struct sched_param){ 0 });
	syscall(SYS_ioprio_set, IO_WHO_PROCESS, 0, IO_IDLE);
	if (!store_abrir(&s, &a, err))
		return false;
	arena_init(&arena);
	bool good = store_verify(s, &arena, &v, err);
	if (good || v.problemas > 0)
		verificado_anotar(s->path, &v);
	arena_done(&arena);
	store_close(s);
	return good;
}

bool verificado_reciente(const struct store *s)
{
	struct verificado last;
	struct arena arena;

	arena_init(&arena);
	bool recent = verificado_leer(s, &arena, &last) && last.problemas == 0 && clock_now() - last.cuando < FRESH_MS && clock_now() >= last.cuando;
	arena_done(&arena);
	return recent;
}

int verificado_en_fondo(struct store *s)
{
	return verificado_reciente(s) ? -1 : hijo_start(s, work, s);
}

void verificado_terminar(struct store *s, int pid)
{
	if (pid <= 0)
		return;
	hijo_terminar(pid);
	env_reader_check(s);                     /* it had no time to give its place back */
}
