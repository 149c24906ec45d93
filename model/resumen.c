#include "model/resumen.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "model/campos.h"
#include <string.h>

static const char *dias(struct arena *arena, int n)
{
	return resumen_cuantos(arena, n, "día", "días");
}

const char *resumen_cuantos(struct arena *arena, int n, const char *uno, const char *varios)
{
	return arena_printf(arena, "%d %s", n, n == 1 ? uno : varios);
}

const char *resumen_hace(struct arena *arena, int32_t dia, int32_t hoy)
{
	if (dia == DATE_NONE)
		return "";
	if (dia == hoy)
		return "hoy";
	if (dia == hoy - 1)
		return "ayer";
	if (dia == hoy + 1)
		return "mañana";
	return dia < hoy ? arena_printf(arena, "hace %s", dias(arena, hoy - dia)) : arena_printf(arena, "dentro de %s", dias(arena, dia - hoy));
}

const char *resumen_plazo(struct arena *arena, int32_t dia, int32_t hoy)
{
	if (dia == DATE_NONE)
		return "sin fecha";
	if (dia < hoy)
		return arena_printf(arena, "venció %s", resumen_hace(arena, dia, hoy));
	return dia > hoy + 1 ? arena_printf(arena, "vence en %s", dias(arena, dia - hoy)) : arena_printf(arena, "vence %s", resumen_hace(arena, dia, hoy));
}

const char *resumen_desde(struct arena *arena, int32_t dia)
{
	char text[DATE_TEXT];
	return dia == DATE_NONE ? "" : arena_printf(arena, "desde el %s", date_text(dia, text));
}

static void add(struct strbuf *line, const char *part)
{
	if (!part || !*part)
		return;
	if (line->len)
		strbuf_add(line, " · ");
	strbuf_add(line, part);
}

static const char *acordada(struct arena *arena, int32_t dia, int32_t hoy)
{
	char text[DATE_TEXT];
	if (dia == DATE_NONE)
		return NULL;
	if (dia == hoy || dia == hoy + 1)
		return arena_printf(arena, "acordada para %s", resumen_hace(arena, dia, hoy));
	return arena_printf(arena, dia < hoy ? "estaba acordada para el %s" : "acordada para el %s", date_text(dia, text));
}

const char *resumen_agenda(struct arena *arena, const struct agenda *agenda, int32_t hoy)
{
	struct strbuf line;
	strbuf_init(&line, arena);
	switch (agenda->estado) {
	case AGENDA_CERRADA: return "ruta terminada";
	case AGENDA_EN_CURSO: return "visita en curso";
	case AGENDA_VENCIDA:
		add(&line, agenda->vence == hoy ? "vencida desde hoy" : arena_printf(arena, "vencida %s", resumen_hace(arena, agenda->vence, hoy)));
		break;
	case AGENDA_PENDIENTE: add(&line, agenda->dias < 0 ? "primera visita" : resumen_plazo(arena, agenda->vence, hoy)); break;
	case AGENDA_BLOQUEADA: add(&line, resumen_desde(arena, agenda->desde)); break;
	}
	add(&line, acordada(arena, agenda->acordada, hoy));
	return line.text;
}

static bool fits(const char *text, int cols)
{
	return text_width(text) <= cols;
}

static const char *acordada_breve(struct arena *arena, int32_t dia, int32_t hoy)
{
	char text[DATE_TEXT];
	bool near = dia == hoy || dia == hoy + 1;
	return near ? acordada(arena, dia, hoy) : arena_printf(arena, dia < hoy ? "era el %s" : "acordada %s", date_text(dia, text));
}

/* What presses comes first: an overdue visit before the day that was agreed, the agreed day before the end of a term. */
const char *resumen_agenda_en(struct arena *arena, const struct agenda *agenda, int32_t hoy, int cols)
{
	const char *whole = resumen_agenda(arena, agenda, hoy);
	struct agenda alone = *agenda;
	char day[DATE_TEXT];
	if (agenda->acordada == DATE_NONE || fits(whole, cols))
		return whole;
	alone.acordada = DATE_NONE;
	date_text(agenda->acordada, day);
	const char *first = resumen_agenda(arena, &alone, hoy), *both = arena_printf(arena, "%s · %s %.5s", first, agenda->acordada < hoy ? "era el" : "el", day);
	if (fits(both, cols))
		return both;
	const char *agreed = acordada_breve(arena, agenda->acordada, hoy);
	return agenda->estado == AGENDA_VENCIDA || !fits(agreed, cols) ? first : agreed;
}

const char *resumen_acordada_en(struct arena *arena, const struct agenda *agenda, int32_t hoy, int cols)
{
	struct agenda alone = *agenda;
	if (agenda->acordada == DATE_NONE)
		return resumen_agenda_en(arena, agenda, hoy, cols);
	alone.acordada = DATE_NONE;
	const char *day = acordada_breve(arena, agenda->acordada, hoy), *both = arena_printf(arena, "%s · %s", day, resumen_agenda(arena, &alone, hoy));
	return fits(both, cols) ? both : day;
}

/* Bytes of the first letter. */
static size_t letter(const char *s)
{
	size_t n = 1;
	while ((s[n] & 0xc0) == 0x80)
		n++;
	return n;
}

const char *resumen_persona(struct arena *arena, const char *nombre, int cols)
{
	const char *rest = nombre;
	struct strbuf begin;
	strbuf_init(&begin, arena);
	for (const char *space; !fits(arena_printf(arena, "%s%s", begin.text, rest), cols) && (space = strchr(rest, ' ')); rest = space + 1) {
		strbuf_addn(&begin, rest, letter(rest));
		strbuf_add(&begin, ". ");
	}
	return arena_printf(arena, "%s%s", begin.text, rest);
}

/* «Línea base: Vivienda» behind «Línea base» says only «Vivienda». */
static const char *sin_momento(const char *siguiente, const struct momento *momento)
{
	size_t n = strlen(momento->nombre);
	if (!strncmp(siguiente, momento->nombre, n) && !strncmp(siguiente + n, ": ", 2))
		return siguiente + n + 2;
	return strcmp(siguiente, momento->nombre) ? siguiente : "";
}

static const char *cierre(struct arena *arena, const struct answers *hogar)
{
	char text[DATE_TEXT];
	int32_t dia = answers_date(hogar, HOGAR_CIERRE);
	const char *estado = campo_choice_label("estado_hogar", answers_text(hogar, HOGAR_ESTADO));
	return dia == DATE_NONE ? estado : arena_printf(arena, "%s el %s", *estado ? estado : "Cerrado", date_text(dia, text));
}

const char *resumen_hogar(struct arena *arena, const struct ruta *ruta, const struct answers *hogar, int32_t hoy)
{
	const struct momento *momento = ruta_actual(ruta, hogar);
	struct agenda agenda;
	struct strbuf line;
	strbuf_init(&line, arena);
	agenda_of(ruta, hogar, hoy, &agenda);
	add(&line, momento->fase->nombre);
	add(&line, momento->nombre);
	if (agenda.estado == AGENDA_CERRADA) {
		add(&line, cierre(arena, hogar));
		return line.text;
	}
	add(&line, sin_momento(answers_text(hogar, HOGAR_SIGUIENTE), momento));
	add(&line, resumen_agenda(arena, &agenda, hoy));
	return line.text;
}

const char *resumen_visita(struct arena *arena, const struct ruta *ruta, const struct dict *dict, const struct record *visita)
{
	const struct momento *momento = ruta_momento(ruta, answers_text(&visita->fields, VISITA_MOMENTO));
	const char *estado = answers_text(&visita->fields, VISITA_ESTADO), *resultado = answers_text(&visita->fields, VISITA_RESULTADO);
	const struct variable *var = dict_find(dict, VISITA_RESULTADO);
	char text[DATE_TEXT];
	struct strbuf line;
	strbuf_init(&line, arena);
	strbuf_printf(&line, "Visita %u", visita->seq);
	add(&line, momento ? momento->nombre : NULL);
	add(&line, date_text(answers_date(&visita->fields, VISITA_FECHA), text));
	if (strcmp(estado, "cerrada"))
		add(&line, campo_choice_label("estado_visita", estado));
	else
		add(&line, var && var->choices ? choice_label(var->choices, resultado) : resultado);
	return line.text;
}

const char *resumen_compromiso(struct arena *arena, const struct record *compromiso, int32_t hoy)
{
	const char *estado = answers_text(&compromiso->fields, COMPROMISO_ESTADO);
	bool vivo = !*estado || !strcmp(estado, "pendiente") || !strcmp(estado, "replanteado");
	struct strbuf line;
	strbuf_init(&line, arena);
	add(&line, answers_text(&compromiso->fields, COMPROMISO_TEXTO));
	add(&line, answers_text(&compromiso->fields, COMPROMISO_RESPONSABLE));
	add(&line, vivo ? resumen_plazo(arena, answers_date(&compromiso->fields, COMPROMISO_FECHA), hoy) : campo_choice_label("estado_compromiso", estado));
	return line.text;
}
