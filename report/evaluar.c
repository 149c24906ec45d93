#include "report/evaluar.h"
#include "report/json_evaluacion.h"
#include "report/json_hogar.h"
#include <errno.h>
#include <string.h>

/* A household too large is read to its end, so that the next one begins where it should. */
struct texto { char *bytes; size_t len; bool larga; int line; };

enum { BUFFER = JSON_HOGAR_MAX + 2 };

/* The rest of the line, or of the whole input, goes behind what is there. False at the end of the input when nothing more came. */
static bool take(struct texto *t, FILE *in, bool whole)
{
	bool any = false;
	for (int c; (c = getc_unlocked(in)) != EOF; any = true) {
		if (c == '\n' && !whole)
			return true;
		if (t->len < BUFFER)
			t->bytes[t->len++] = (char)c;
		else
			t->larga = true;
	}
	return any;
}

static bool next_line(struct texto *t, FILE *in)
{
	t->len = 0;
	t->larga = false;
	t->line++;
	return take(t, in, false);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct json_entrada trimmed(const struct evaluar *ev, const struct texto *t, bool whole)
{
	static const char bom[] = "\xEF\xBB\xBF";
	size_t from = 0, to = t->len;

	if (t->line == 1 && to >= 3 && memcmp(t->bytes, bom, 3) == 0)
		from = 3;
	while (!whole && from < to && is_blank(t->bytes[from]))
		from++;
	while (from < to && is_blank(t->bytes[to - 1]))
		to--;
	return (struct json_entrada){ .name = ev->nombre, .line = whole ? 0 : t->line, .bytes = t->bytes + from, .len = t->larga ? BUFFER : to - from };
}

static void tell_fault(struct evaluar *ev, const struct problems *problems, int line, struct arena *arena)
{
	struct jsonw w;

	ev->fallidos++;
	problems_print(problems, ev->errores);
	if (!line)
		return;
	jsonw_init(&w, arena, false);
	jsonw_object(&w, NULL);
	jsonw_int(&w, "linea", line);
	jsonw_array(&w, "errores");
	for (int i = 0; i < problems->n; i++)
		jsonw_text(&w, NULL, problems->item[i].text);
	jsonw_array_end(&w);
	jsonw_object_end(&w);
	fprintf(ev->salida, "%s\n", w.out.text);
}

static void evaluate_one(struct evaluar *ev, const struct json_entrada *in, struct arena *arena)
{
	struct problems problems;
	struct ficha ficha;
	size_t len;

	problems_init(&problems, arena);
	if (!json_hogar_read(in, ev->programa, ev->hoy, arena, &ficha, &problems)) {
		tell_fault(ev, &problems, in->line, arena);
		return;
	}
	const struct evaluacion *e = model_evaluate(ev->programa, &ficha, ev->hoy, arena);
	const struct json_evaluacion options = { .razones = ev->razones, .reservadas = ev->reservadas, .indent = !in->line, .linea = in->line };
	const char *text = json_evaluacion(e, &options, arena, &len);
	fwrite(text, 1, len, ev->salida);
	putc('\n', ev->salida);
	ev->hogares++;
}

static bool looks_whole(const struct json_entrada *in)
{
	return in->len >= 2 && in->bytes[0] == '{' && in->bytes[in->len - 1] == '}';
}

static bool finish(const struct evaluar *ev, struct err *err)
{
	if (ferror(ev->entrada))
		return err_set_sys(err, ERR_IO, errno, "%s: no se puede leer: %s", ev->nombre, err_sys_text(errno));
	if (fflush(ev->salida) != 0 || ferror(ev->salida))
		return err_set_sys(err, ERR_IO, errno, "No se pudo escribir el resultado: %s", err_sys_text(errno));
	if (ev->hogares + ev->fallidos == 0)
		return err_set(err, ERR_DATA, "%s: no trae ningún hogar", ev->nombre);
	return true;
}

bool evaluar_run(struct evaluar *ev, struct err *err)
{
	struct arena buffer, arena;
	struct texto t = { 0 };

	arena_init(&buffer);
	arena_init(&arena);
	t.bytes = arena_alloc(&buffer, BUFFER);
	ev->hogares = ev->fallidos = 0;
	while (!ferror(ev->salida) && next_line(&t, ev->entrada)) {
		struct json_entrada in = trimmed(ev, &t, false);
		if (in.len == 0)
			continue;
		if (!ev->lineas && ev->hogares + ev->fallidos == 0 && !looks_whole(&in)) {
			if (!t.larga && t.len < BUFFER)
				t.bytes[t.len++] = '\n';
			take(&t, ev->entrada, true);
			in = trimmed(ev, &t, true);
		}
		evaluate_one(ev, &in, &arena);
		arena_reset(&arena);
	}
	bool good = finish(ev, err);
	arena_done(&arena);
	arena_done(&buffer);
	return good;
}
