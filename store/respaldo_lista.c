/* The files of a folder of backups, declared in respaldo.h: which there are, and which stay. */
#include "base/date.h"
#include "store/respaldo.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DAYS = 7, WEEKS = 4, MONTHS = 3, KINDS = 3 };
#define OLD_FORMAT_MS (90LL * 24 * 3600 * 1000)

const char *respaldo_carpeta(const char *almacen, struct arena *arena)
{
	return arena_printf(arena, "%s/respaldos", almacen);
}

static bool is_backup(const char *name)
{
	size_t n = strlen(name);

	return strncmp(name, "respaldo-", 9) == 0 && n > 13 && strcmp(name + n - 4, ".cbk") == 0;
}

static int newest_first(const void *a, const void *b)
{
	const struct respaldo *x = a, *y = b;

	if (x->l.cuando != y->l.cuando)
		return (x->l.cuando < y->l.cuando) - (x->l.cuando > y->l.cuando);
	if (x->l.operaciones != y->l.operaciones)
		return (x->l.operaciones < y->l.operaciones) - (x->l.operaciones > y->l.operaciones);
	return strcmp(y->nombre, x->nombre);
}

int respaldo_listar(const char *carpeta, struct arena *arena, struct respaldo **out)
{
	DIR *dir = opendir(carpeta);
	int n = 0, cap = 0;
	struct stat st;

	*out = NULL;
	for (struct dirent *e; dir && (e = readdir(dir));) {
		if (!is_backup(e->d_name))
			continue;
		struct respaldo r = { .ruta = arena_printf(arena, "%s/%s", carpeta, e->d_name) };
		r.nombre = r.ruta + strlen(carpeta) + 1;
		r.bytes = stat(r.ruta, &st) == 0 ? (int64_t)st.st_size : 0;
		r.legible = archivo_lineas(r.ruta, arena, &r.l, NULL);
		*ARENA_PUSH(arena, *out, n, cap) = r;
	}
	if (dir)
		closedir(dir);
	if (n > 1)
		qsort(*out, (size_t)n, sizeof **out, newest_first);
	return n;
}

/* The day, the week (of Monday) and the month of a moment, as numbers that differ when these differ. */
static void periods(int64_t when, int32_t period[KINDS])
{
	char text[DATE_TEXT];
	int d = 1, m = 1, y = 1970;

	sscanf(clock_text(when, text), "%d/%d/%d", &d, &m, &y);
	period[0] = date_make(y, m, d);
	period[1] = period[0] - date_weekday(period[0]);
	period[2] = y * 12 + m;
}

/* The newest of each of the last so many days, weeks and months that have one. Those of an older format have their own places, so that what was kept before
 * a migration is not gone the same day; in the end they go by age. What cannot be read is nobody's to remove. */
void respaldo_rotacion(const struct respaldo *r, int n, bool *queda)
{
	static const int limit[KINDS] = { DAYS, WEEKS, MONTHS };
	int seen[ALMACEN_FORMATO + 1][KINDS] = { 0 };
	int32_t last[ALMACEN_FORMATO + 1][KINDS];

	for (int i = 0; i < n; i++) {
		int32_t period[KINDS];
		int f = r[i].l.almacen.formato;
		queda[i] = !r[i].legible || f < 0 || f > ALMACEN_FORMATO;
		if (queda[i])
			continue;
		periods(r[i].l.cuando, period);
		for (int k = 0; k < KINDS; k++) {
			if (seen[f][k] > 0 && period[k] == last[f][k])
				continue;
			last[f][k] = period[k];
			queda[i] |= seen[f][k]++ < limit[k];
		}
		if (f < r[0].l.almacen.formato && r[0].l.cuando - r[i].l.cuando > OLD_FORMAT_MS)
			queda[i] = false;
	}
}

int respaldo_propios(const struct seal *seal, struct respaldo *list, int n)
{
	uint8_t id[HASH_LEN];
	int own = 0;

	archivo_identidad(seal, id);
	for (int i = 0; i < n; i++)
		if (list[i].legible && memcmp(list[i].l.identidad, id, sizeof id) == 0)
			list[own++] = list[i];
	return own;
}

int respaldo_rotar(const char *carpeta, const struct seal *seal)
{
	struct respaldo *list;
	struct arena arena;
	int gone = 0;

	arena_init(&arena);
	int n = respaldo_listar(carpeta, &arena, &list);
	n = respaldo_propios(seal, list, n);
	bool *stays = arena_array(&arena, bool, n > 0 ? n : 1);
	respaldo_rotacion(list, n, stays);
	for (int i = 0; i < n; i++)
		gone += !stays[i] && unlink(list[i].ruta) == 0;
	arena_done(&arena);
	return gone;
}
