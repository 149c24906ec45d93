#include "mundo.h"
#include <criterion/criterion.h>

static struct mundo m;
static void start(void) { mundo_open(&m); }
static void stop(void) { mundo_close(&m); }
TestSuite(screen_inicio, .init = start, .fini = stop);

Test(screen_inicio, what_to_do_today)
{
	abrir(&m, &screen_inicio, NULL);
	fprintf(stderr, "%s", pantalla(&m));
}
