#include "model/ingreso.h"
#include "forms/field_type.h"
#include "forms/number.h"
#include "model/regla.h"
#include <string.h>

/* A year has twelve months: monthly items are multiplied, nothing is divided before a decision. */
enum { MONTHS = 12 };

static const char national[] = "nacional";

const char *pesos_texto(int64_t pesos, struct arena *arena)
{
	return arena_printf(arena, "$ %s", number_grouped(pesos, 0, 4, arena));
}

static const struct linea *latest(const struct ingreso_def *def, const char *domain, int year)
{
	const struct linea *best = NULL;

	for (int i = 0; i < def->n_linea; i++) {
		const struct linea *one = &def->linea[i];
		if (one->anio <= year && (!best || one->anio > best->anio) && strcmp(one->dominio, domain) == 0)
			best = one;
	}
	return best;
}

const struct linea *ingreso_linea(const struct ingreso_def *def, int32_t on, bool *otro_dominio, bool *otro_anio)
{
	int year, month, day;
	date_split(on, &year, &month, &day);

	const struct linea *found = latest(def, def->dominio, year);
	*otro_dominio = !found && strcmp(def->dominio, national) != 0;
	if (*otro_dominio)
		found = latest(def, national, year);
	*otro_anio = found && found->anio != year;
	return found;
}

/* Amounts are typed by people: a sum that does not fit stays at the top instead of turning negative. */
static const int64_t TOP = INT64_MAX / 2;

static int64_t add(int64_t sum, int64_t amount, int64_t times)
{
	int64_t product, total;

	if (__builtin_mul_overflow(amount, times, &product) || __builtin_add_overflow(sum, product, &total))
		return amount < 0 ? -TOP : TOP;
	return total > TOP ? TOP : total < -TOP ? -TOP : total;
}

struct inputs { const struct scope *scope; int me; bool answered; };

static void look_at(const struct variable *var, void *arg)
{
	struct inputs *in = arg;

	in->answered |= scope_value(in->scope, var, in->me).kind != VALUE_NONE;
}

/* Half answered: a profit without the months it covers is not an empty item that may count as 0. */
static bool half_answered(const struct variable *var, const struct scope *scope, int me)
{
	struct inputs in = { .scope = scope, .me = me };

	if (var->calculation)
		expr_variables(var->calculation, look_at, &in);
	return in.answered;
}

/* open: refused or half answered, which is never 0; empty: not answered at all; negative: an unanswered item might lower the sum. */
struct earner { int64_t sum; int answered, open, empty; bool negative; };

static struct earner earn(const struct ingreso_def *def, const struct scope *scope, enum level level, int me)
{
	struct earner e = { 0 };

	for (int i = 0; i < def->n_item; i++) {
		const struct variable *var = def->item[i].var;
		if (var->level != level)
			continue;
		struct value v = scope_value(scope, var, me);
		if (v.kind == VALUE_INT) {
			e.sum = add(e.sum, v.num, def->item[i].anual ? 1 : MONTHS);
			e.answered++;
			continue;
		}
		if (v.kind == VALUE_REFUSED || half_answered(var, scope, me))
			e.open++;
		else
			e.empty++;
		e.negative |= var->min < 0 && strcmp(var->type->name, "money") != 0;
	}
	return e;
}

/* Is all that this member earns known? */
static bool member_complete(const struct ingreso_def *def, struct scope *scope, int me, const struct earner *e)
{
	if (e->open)
		return false;
	if (e->empty == 0)
		return true;
	if (def->completo) {
		struct value v = scope_value(scope, def->completo, me);
		if (v.kind == VALUE_BOOL && v.num)
			return true;
	} else if (e->answered) {
		return true;
	}
	scope->me = me;
	return def->exige && expr_test(def->exige, scope, NULL) == TRI_NO;
}

static void classify(const struct ingreso_def *def, struct ingreso *out)
{
	int64_t people = (int64_t)MONTHS * out->n, extreme = out->linea->li * people, poverty = out->linea->lp * people;
	/* At the line itself one is not poor, unless the definition says so: then a peso more is needed. */
	int64_t above_extreme = extreme + def->igualdad_pobre, above_poverty = poverty + def->igualdad_pobre;

	out->minima = out->doce_meses < above_extreme ? CLASE_EXTREMO : out->doce_meses < above_poverty ? CLASE_MODERADO : CLASE_NO_POBRE;
	if (!out->completo)
		return;
	out->clase = out->minima;
	if (out->doce_meses < above_extreme)
		out->falta_moderado = (above_extreme - out->doce_meses + MONTHS - 1) / MONTHS;
	if (out->doce_meses < above_poverty)
		out->falta_no_pobre = (above_poverty - out->doce_meses + MONTHS - 1) / MONTHS;
}

void ingreso_evaluate(const struct ingreso_def *def, const struct scope *given, struct arena *arena, struct ingreso *out)
{
	struct scope scope = *given;
	const char **lacking = arena_array(arena, const char *, scope.n_integrante + 1);
	int n_lacking = 0;
	bool may_fall = false;

	scope.hecho = NULL;
	*out = (struct ingreso){ .n = scope.n_integrante, .minima = CLASE_EXTREMO };
	for (int me = 0; me < scope.n_integrante; me++) {
		struct earner e = earn(def, &scope, LEVEL_INTEGRANTE, me);
		out->doce_meses = add(out->doce_meses, e.sum, 1);
		if (member_complete(def, &scope, me, &e))
			continue;
		may_fall |= e.negative;
		lacking[n_lacking++] = scope.integrante_name ? scope.integrante_name[me] : "un integrante";
	}
	scope.me = -1;
	struct earner house = earn(def, &scope, LEVEL_HOGAR, -1);
	out->doce_meses = add(out->doce_meses, house.sum, 1);
	if (house.empty || house.open) {
		may_fall |= house.negative;
		lacking[n_lacking++] = "el hogar";
	}
	out->mensual = out->doce_meses / MONTHS;
	out->completo = n_lacking == 0 && out->n > 0;
	if (n_lacking)
		out->falta = enumerar(arena, lacking, n_lacking);
	else if (out->n == 0)
		out->falta = "un integrante registrado";
	out->linea = ingreso_linea(def, scope.today, &out->otro_dominio, &out->otro_anio);
	if (out->linea && out->n > 0)
		classify(def, out);
	if (!out->completo && may_fall)
		out->minima = CLASE_EXTREMO;
}

/* The question behind a calculated answer. */
static void first_asked(const struct variable *var, void *arg)
{
	const struct variable **asked = arg;

	if ((*asked)->calculation && !var->calculation)
		*asked = var;
}

/* One item that was refused, or half answered; without such a one, that all have been noted down; where nobody is asked that, any item. */
static const char *first_open(const struct ingreso_def *def, const struct scope *scope, enum level level, int me)
{
	const char *empty = NULL;

	for (int i = 0; i < def->n_item; i++) {
		const struct variable *var = def->item[i].var;
		struct value v = scope_value(scope, var, me);
		if (var->level != level || v.kind == VALUE_INT)
			continue;
		if (v.kind == VALUE_REFUSED || half_answered(var, scope, me))
			return var->label;
		empty = empty ? empty : var->label;
	}
	if (level != LEVEL_INTEGRANTE || !def->completo)
		return empty;
	const struct variable *asked = def->completo;
	if (asked->calculation)
		expr_variables(asked->calculation, first_asked, &asked);
	return asked->label;
}

int ingreso_datos(const struct ingreso_def *def, const struct scope *given, struct arena *arena, const char ***out)
{
	struct scope scope = *given;
	int n = 0;

	scope.hecho = NULL;
	*out = arena_array(arena, const char *, scope.n_integrante + 1);
	for (int me = 0; me < scope.n_integrante; me++) {
		struct earner e = earn(def, &scope, LEVEL_INTEGRANTE, me);
		if (!member_complete(def, &scope, me, &e))
			(*out)[n++] = arena_printf(arena, "%s de %s", first_open(def, &scope, LEVEL_INTEGRANTE, me), scope.integrante_name ? scope.integrante_name[me] : "un integrante");
	}
	struct earner house = earn(def, &scope, LEVEL_HOGAR, -1);
	if (house.empty || house.open)
		(*out)[n++] = first_open(def, &scope, LEVEL_HOGAR, -1);
	return n;
}

static void explain_line(const struct ingreso_def *def, const struct ingreso *in, const struct scope *scope, struct trace *trace)
{
	const struct linea *line = in->linea;
	int year, month, day;

	date_split(scope->today, &year, &month, &day);
	if (!line) {
		trace_add(trace, 0, "Falta una línea de pobreza de %d o de un año anterior para el dominio «%s»: agréguela a las líneas del programa", year,
			  def->dominio);
		return;
	}
	const char *method = line->metodologia ? arena_printf(trace->arena, " (metodología de %d)", line->metodologia) : "";
	trace_add(trace, 1, "Líneas de %d, dominio %s%s, por persona al mes: pobreza extrema %s, pobreza %s", line->anio, line->dominio,
		  method, pesos_texto(line->li, trace->arena), pesos_texto(line->lp, trace->arena));
	trace_add(trace, 1, "Para %d %s: %s y %s al mes", in->n, in->n == 1 ? "integrante" : "integrantes",
		  pesos_texto(line->li * in->n, trace->arena), pesos_texto(line->lp * in->n, trace->arena));
	if (in->otro_dominio)
		trace_add(trace, 1, "Aviso: se usa la línea nacional porque falta la de «%s»", def->dominio);
	if (in->otro_anio)
		trace_add(trace, 1, "Aviso: se usa la línea de %d porque falta la de %d", line->anio, year);
	certeza_trace(trace, 1, arena_printf(trace->arena, "Aviso: la línea de %d está", line->anio), line->certeza, line->nota);
}

static const char *said_on(const struct scope *scope, const struct variable *var, int me, struct arena *arena)
{
	int32_t day = scope->dicho && !var->calculation ? scope->dicho(var, me, scope->dicho_arg) : DATE_NONE;
	char text[DATE_TEXT];

	return day == DATE_NONE ? "" : arena_printf(arena, ", dato del %s", date_text(day, text));
}

/* What the file is not sure of: how this income is counted. */
static const char *item_doubt(const struct ingreso_item *item, struct arena *arena)
{
	const char *phrase = certeza_frase(arena, ";", item->certeza, item->nota);

	return phrase ? phrase : "";
}

static void explain_items(const struct ingreso_def *def, const struct scope *scope, struct trace *trace, int me)
{
	for (int i = 0; i < def->n_item; i++) {
		const struct variable *var = def->item[i].var;
		if ((var->level == LEVEL_INTEGRANTE) != (me >= 0))
			continue;
		struct value v = scope_value(scope, var, me);
		if (v.kind == VALUE_REFUSED)
			trace_add(trace, 2, "%s: no quiso responder", var->label);
		else if (v.kind == VALUE_NONE && half_answered(var, scope, me))
			trace_add(trace, 2, "%s: falta una respuesta para calcularlo", var->label);
		else if (v.kind == VALUE_INT && (v.num != 0 || me < 0))
			trace_add(trace, 2, "%s: %s%s%s%s", var->label, pesos_texto(v.num, trace->arena), def->item[i].anual ? " al año" : "", said_on(scope, var, me, trace->arena), item_doubt(&def->item[i], trace->arena));
	}
}

void ingreso_explain(const struct ingreso_def *def, const struct ingreso *in, const struct scope *scope, struct trace *trace)
{
	if (in->clase != CLASE_SIN_DATO)
		trace_add(trace, 0, "%s por ingreso: el hogar recibe %s al mes", clase_nombre(in->clase), pesos_texto(in->mensual, trace->arena));
	else if (!in->completo)
		trace_add(trace, 0, "Ingreso incompleto: falta el %s; lo conocido suma %s al mes", con_de(trace->arena, in->falta),
			  pesos_texto(in->mensual, trace->arena));
	explain_line(def, in, scope, trace);
	certeza_trace(trace, 1, "Lo que se suma como ingreso está", def->certeza, def->nota);
	if (in->falta_moderado)
		trace_add(trace, 1, "Faltan %s al mes para salir de la pobreza extrema", pesos_texto(in->falta_moderado, trace->arena));
	if (in->falta_no_pobre)
		trace_add(trace, 1, "Faltan %s al mes para llegar a la línea de pobreza", pesos_texto(in->falta_no_pobre, trace->arena));
	for (int me = 0; me < scope->n_integrante; me++) {
		struct earner e = earn(def, scope, LEVEL_INTEGRANTE, me);
		trace_add(trace, 1, "%s: %s al mes", scope->integrante_name ? scope->integrante_name[me] : "Integrante",
			  pesos_texto(e.sum / MONTHS, trace->arena));
		explain_items(def, scope, trace, me);
	}
	explain_items(def, scope, trace, -1);
}
