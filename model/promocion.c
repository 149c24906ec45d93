#include "model/evaluacion.h"
#include "model/regla.h"
#include <string.h>

static const char *clase_palabra(enum clase c)
{
	static const char *const word[] = {
		[CLASE_SIN_DATO] = "sin dato", [CLASE_EXTREMO] = "extremo", [CLASE_MODERADO] = "moderado", [CLASE_NO_POBRE] = "no pobre",
	};

	return word[c];
}

const struct celda_def *promocion_celda(const struct promocion_def *def, enum clase ingreso, enum clase ipm)
{
	if (ingreso == CLASE_SIN_DATO || ipm == CLASE_SIN_DATO)
		return NULL;
	return &def->celda[3 * (ingreso - 1) + ipm - 1];
}

/* The classes that are still possible, both ends included. */
struct range { enum clase low, high; };

static struct range ingreso_range(const struct ingreso *in)
{
	if (in->clase != CLASE_SIN_DATO)
		return (struct range){ in->clase, in->clase };
	return (struct range){ in->minima, CLASE_NO_POBRE };
}

static struct range ipm_range(const struct ipm_def *def, const struct ipm *ipm)
{
	int most = def->ponderado ? ipm->puntos_max : ipm->conteo_max, least = def->ponderado ? ipm->puntos : ipm->conteo;

	return (struct range){ ipm_clase_de(def, def->ponderado, most), ipm_clase_de(def, def->ponderado, least) };
}

static enum tri not_extreme(struct range r)
{
	if (r.low != CLASE_EXTREMO)
		return TRI_YES;
	return r.high == CLASE_EXTREMO ? TRI_NO : TRI_UNKNOWN;
}

static enum tri cell_promotes(const struct promocion_def *def, struct range ingreso, struct range ipm)
{
	int yes = 0, no = 0;

	for (int row = ingreso.low; row <= (int)ingreso.high; row++)
		for (int column = ipm.low; column <= (int)ipm.high; column++) {
			bool promotes = promocion_celda(def, (enum clase)row, (enum clase)column)->promueve;
			yes += promotes;
			no += !promotes;
		}
	return yes && no ? TRI_UNKNOWN : yes ? TRI_YES : TRI_NO;
}

bool promocion_compromiso_vivo(const struct record *r)
{
	const char *state = answers_text(&r->fields, COMPROMISO_ESTADO);

	return strcmp(state, "cumplido") != 0 && strcmp(state, "no_cumplido") != 0 && strcmp(state, "retirado") != 0;
}

bool promocion_puede_responder(const struct promocion_def *def, const struct record *integrante, int32_t on)
{
	int age = integrante_edad(integrante, on);

	return age < 0 || age >= def->edad_responsable;
}

struct plan { int priorizados, logrados, con_motivo, sin_dato, vivos; int32_t acordado; };

static struct plan read_plan(const struct evaluacion *e)
{
	struct plan p = { .acordado = answers_date(&e->ficha->hogar.fields, HOGAR_PLAN) };

	for (int i = 0; i < e->n_logro; i++) {
		const struct logro_resultado *r = &e->logro[i];
		if (!r->prioridad)
			continue;
		p.priorizados++;
		p.logrados += r->vigente == LOGRO_ALCANZADO || r->vigente == LOGRO_NO_APLICA;
		p.sin_dato += r->vigente == LOGRO_SIN_DATO;
		p.con_motivo += r->motivo;
	}
	for (int i = 0; i < e->ficha->compromiso.n; i++)
		p.vivos += promocion_compromiso_vivo(&e->ficha->compromiso.item[i]);
	return p;
}

static enum tri plan_kept(const struct plan *p)
{
	if (p->acordado == DATE_NONE || p->vivos || p->logrados + p->con_motivo + p->sin_dato < p->priorizados)
		return TRI_NO;
	return p->sin_dato ? TRI_UNKNOWN : TRI_YES;
}

enum tri promocion_plan_cumplido(const struct evaluacion *e)
{
	struct plan p = read_plan(e);

	return plan_kept(&p);
}

static enum tri by_plan(const struct promocion_def *def, const struct evaluacion *e, struct arena *arena, const char **facts)
{
	struct plan p = read_plan(e);
	char day[DATE_TEXT];

	(void)def;
	if (p.acordado == DATE_NONE)
		*facts = "El plan familiar está por acordar";
	else
		*facts = arena_printf(arena, "Plan acordado el %s: %d de %d %s, %d con motivo ajeno al programa, %d sin dato; compromisos por cumplir: %d",
				      date_text(p.acordado, day), p.logrados, p.priorizados, p.priorizados == 1 ? "logro priorizado logrado" : "logros priorizados logrados", p.con_motivo, p.sin_dato, p.vivos);
	return plan_kept(&p);
}

static enum tri by_privaciones(const struct promocion_def *def, const struct evaluacion *e, struct arena *arena, const char **facts)
{
	int good = 0, unknown = 0, total = 0;

	for (int i = 0; i < e->n_logro; i++) {
		const struct logro_resultado *r = &e->logro[i];
		if (!r->def->privacion)
			continue;
		total++;
		good += r->vigente == LOGRO_ALCANZADO || r->vigente == LOGRO_NO_APLICA;
		unknown += r->vigente == LOGRO_SIN_DATO;
	}
	*facts = arena_printf(arena, "%d de %d logros que apuntan a las privaciones están alcanzados o no aplican, %d sin dato; se piden %d", good, total,
			      unknown, def->minimo);
	return good >= def->minimo ? TRI_YES : good + unknown < def->minimo ? TRI_NO : TRI_UNKNOWN;
}

static enum tri by_porcentaje(const struct promocion_def *def, const struct evaluacion *e, struct arena *arena, const char **facts)
{
	const int reached = e->cuenta[LOGRO_ALCANZADO], unknown = e->cuenta[LOGRO_SIN_DATO];
	const int all = reached + unknown + e->cuenta[LOGRO_POR_ALCANZAR];

	*facts = arena_printf(arena, "%d de %d logros que aplican están alcanzados, %d sin dato; se pide el %d %%", reached, all, unknown, def->porcentaje);
	if (100 * reached >= def->porcentaje * all)
		return TRI_YES;
	return 100 * (reached + unknown) < def->porcentaje * all ? TRI_NO : TRI_UNKNOWN;
}

static const struct {
	const char *nombre;
	enum tri (*test)(const struct promocion_def *, const struct evaluacion *, struct arena *, const char **facts);
} necesaria[] = {
	[NECESARIA_PLAN] = { "Plan familiar cumplido", by_plan },
	[NECESARIA_PRIVACIONES] = { "Logros que apuntan a las privaciones", by_privaciones },
	[NECESARIA_PORCENTAJE] = { "Logros alcanzados", by_porcentaje },
};

static const char *ingreso_facts(const struct ingreso *in, struct arena *arena)
{
	if (!in->linea)
		return "Falta la línea de pobreza para la fecha de la medición";
	const char *amount = pesos_texto(in->mensual, arena), *line = pesos_texto(in->linea->li * in->n, arena);
	if (!in->completo)
		return arena_printf(arena, "Falta el ingreso %s; lo conocido suma %s al mes y la pobreza extrema llega hasta %s", con_de(arena, in->falta),
				    amount, line);
	return arena_printf(arena, "El hogar recibe %s al mes; para %d %s la pobreza extrema llega hasta %s (línea de %d)", amount, in->n,
			    in->n == 1 ? "integrante" : "integrantes", line, in->linea->anio);
}

static const char *ipm_facts(const struct ipm_def *def, const struct ipm *ipm, struct arena *arena)
{
	const char *from = def->estricto ? "más de" : "desde";
	int low = def->ponderado ? ipm->puntos : ipm->conteo, high = def->ponderado ? ipm->puntos_max : ipm->conteo_max;
	const char *unit = def->ponderado ? (low == 1 && !ipm->faltan ? "punto" : "puntos") : low == 1 && !ipm->faltan ? "privación" : "privaciones";
	int all = def->ponderado ? 100 : def->n, cut = def->ponderado ? def->puntos_extremo : def->conteo_extremo;

	if (ipm->faltan)
		return arena_printf(arena, "%s %d de %d variables: entre %d y %d %s de %d; la pobreza extrema es %s %d", ipm->faltan == 1 ? "Falta" : "Faltan", ipm->faltan,
				    def->n, low, high, unit, all, from, cut);
	return arena_printf(arena, "%d %s de %d; la pobreza extrema es %s %d", low, unit, all, from, cut);
}

void promocion_evaluate(const struct promocion_def *def, const struct evaluacion *e, struct arena *arena, struct promocion *out)
{
	const struct ipm_def *ipm_def = e->programa->ipm;
	struct range ingreso = ingreso_range(&e->ingreso), ipm = ipm_range(ipm_def, &e->ipm);
	const struct celda_def *celda = promocion_celda(def, e->ingreso.clase, e->ipm.clase);

	*out = (struct promocion){ .celda = celda ? celda->id : 0 };
	out->celda_promueve = cell_promotes(def, ingreso, ipm);
	out->condicion[0].nombre = def->texto ? def->texto : necesaria[def->modo].nombre;
	out->condicion[0].cumple = necesaria[def->modo].test(def, e, arena, &out->condicion[0].hechos);
	out->condicion[1] = (struct condicion){ "Ingreso por encima de la pobreza extrema", not_extreme(ingreso), ingreso_facts(&e->ingreso, arena) };
	out->condicion[2] = (struct condicion){ "IPM fuera de la pobreza extrema", not_extreme(ipm), ipm_facts(ipm_def, &e->ipm, arena) };
	out->promueve = tri_and(out->celda_promueve, out->condicion[0].cumple);
	if (out->promueve != TRI_YES)
		promocion_falta(def, e, arena, out);
}

const char *celda_texto(const struct evaluacion *e, struct arena *arena)
{
	const struct promocion *p = &e->promocion;
	const char *income = clase_palabra(e->ingreso.clase), *ipm = clase_palabra(e->ipm.clase);

	if (p->celda)
		return arena_printf(arena, "Celda %d: ingreso %s, IPM %s → %s", p->celda, income, ipm, p->celda_promueve == TRI_YES ? "promoción" : "permanencia");
	return arena_printf(arena, "Celda por definir: ingreso %s, IPM %s → %s", income, ipm,
			    p->celda_promueve == TRI_YES ? "promoción en cualquier caso" :
			    p->celda_promueve == TRI_NO ? "permanencia en cualquier caso" : "complete los datos que faltan");
}
