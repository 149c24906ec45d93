#include "model/programa_cruce.h"
#include "model/camino.h"
#include "model/ingreso.h"
#include "model/ipm.h"
#include "model/logro.h"
#include "model/oferta.h"
#include "model/promocion.h"
#include "model/ruta.h"
#include <string.h>

/* Variables on which the program itself leans (model/campos.h). */
static const struct { const char *name; enum level level; } needed[] = {
	{ "nombre1", LEVEL_INTEGRANTE }, { "apellido1", LEVEL_INTEGRANTE }, { "sexo", LEVEL_INTEGRANTE }, { "fecha_nacimiento", LEVEL_INTEGRANTE },
	{ "tipo_documento", LEVEL_INTEGRANTE }, { "numero_documento", LEVEL_INTEGRANTE }, { "parentesco", LEVEL_INTEGRANTE },
	{ "municipio", LEVEL_HOGAR }, { "fecha_visita", LEVEL_VISITA }, { "modalidad", LEVEL_VISITA }, { "resultado", LEVEL_VISITA },
};

struct cruce { const struct programa *p; const struct yaml_node *root; struct problems *problems; };

static void check_variables(const struct cruce *c)
{
	const struct yaml_node *at = yaml_get(c->root, "diccionario");
	for (size_t i = 0; at && i < sizeof needed / sizeof *needed; i++) {
		const struct variable *var = dict_find(&c->p->dict, needed[i].name);
		if (!var)
			yaml_problem(c->problems, at, "falta la variable «%s» en el diccionario: el programa la necesita", needed[i].name);
		else if (var->level != needed[i].level)
			problem_add(c->problems, var->file, var->line, var->col, "la variable «%s» no tiene el nivel que el programa necesita", var->name);
	}
}

/* forms/vivienda.yaml that did not load still counts as «vivienda»: one mistake is told once. */
static bool listed(const struct cruce *c, const char *name)
{
	const struct yaml_node *list = yaml_get(c->root, "formularios");
	for (int i = 0; list && i < list->n; i++) {
		const char *slash = strrchr(list->item[i]->text, '/');
		const char *base = slash ? slash + 1 : list->item[i]->text;
		size_t n = strlen(name);
		if (!strncmp(base, name, n) && !strcmp(base + n, ".yaml"))
			return true;
	}
	return false;
}

static void check_step(const struct cruce *c, const struct ruta *ruta, const struct paso *paso)
{
	if (!paso->formulario)
		return;
	const struct form_def *form = programa_form(c->p, paso->formulario);
	if (!form && !listed(c, paso->formulario))
		problem_add(c->problems, ruta->file, paso->line, paso->col, "el paso abre el formulario «%s», que no está en «formularios» de programa.yaml", paso->formulario);
	else if (form && form->level == LEVEL_INTEGRANTE)
		problem_add(c->problems, ruta->file, paso->line, paso->col,
			"el formulario «%s» es de un solo integrante: para preguntar a todos use una sección con «repeat: integrante»", paso->formulario);
}

static void check_route(const struct cruce *c)
{
	const struct ruta *ruta = c->p->ruta;
	for (int f = 0; ruta && f < ruta->n; f++)
		for (int m = 0; m < ruta->fase[f].n; m++)
			for (int i = 0; i < ruta->fase[f].momento[m].n_paso; i++)
				check_step(c, ruta, &ruta->fase[f].momento[m].paso[i]);
}

static bool privacion_exists(const struct ipm_def *ipm, int id)
{
	for (int i = 0; i < ipm->n; i++)
		if (ipm->variable[i].id == id)
			return true;
	return false;
}

static bool dimension_exists(const struct logro_catalogo *logros, int id)
{
	for (int i = 0; i < logros->n_dimension; i++)
		if (logros->dimension[i].id == id)
			return true;
	return false;
}

static void check_offer(const struct cruce *c, const struct oferta *o)
{
	const struct programa *p = c->p;
	for (int i = 0; p->logros && i < o->n_logro; i++)
		if (!logro_find(p->logros, o->logro[i]))
			problem_add(c->problems, o->file, o->line, o->col, "la oferta «%s» nombra el logro %d, que no está en el catálogo", o->id, o->logro[i]);
	for (int i = 0; p->ipm && i < o->n_privacion; i++)
		if (!privacion_exists(p->ipm, o->privacion[i]))
			problem_add(c->problems, o->file, o->line, o->col, "la oferta «%s» nombra la privación %d, que no está en el IPM", o->id, o->privacion[i]);
	if (p->logros && o->dimension && !dimension_exists(p->logros, o->dimension))
		problem_add(c->problems, o->file, o->line, o->col, "la oferta «%s» nombra la dimensión %d, que no está en el catálogo de logros", o->id, o->dimension);
}

static void check_registration(const struct cruce *c)
{
	static const char *const key[] = { "hogar", "integrante" };
	const struct yaml_node *map = yaml_get(c->root, "registro");
	for (int i = 0; map && i < 2; i++) {
		const struct yaml_node *name = yaml_get(map, key[i]);
		if (name && !programa_form(c->p, name->text) && !listed(c, name->text))
			yaml_problem(c->problems, name, "el formulario «%s» no está en «formularios»", name->text);
	}
}

/* «13 de 17» must speak of the logros that the catalogue really marks. */
static void check_promotion(const struct cruce *c)
{
	const struct programa *p = c->p;
	if (!p->promocion || !p->logros || p->promocion->modo != NECESARIA_PRIVACIONES)
		return;
	int marked = 0;
	for (int i = 0; i < p->logros->n; i++)
		marked += p->logros->logro[i].privacion;
	const struct yaml_node *at = yaml_get(c->root, "promocion");
	if (marked != p->promocion->de)
		yaml_problem(c->problems, at, "la condición necesaria cuenta %d logros que apuntan a privaciones y el catálogo marca %d con «privacion: si»",
			     p->promocion->de, marked);
}

/* Rules are looked at where they are read (model/lectura.c); the items of income name their variable alone. */
static void check_income(const struct cruce *c)
{
	const struct ingreso_def *income = c->p->ingreso;
	for (int i = 0; income && i < income->n_item; i++) {
		const struct variable *var = income->item[i].var;
		if (var->retired)
			problem_add(c->problems, var->file, var->line, var->col, "«%s» está retirada y los ingresos la suman: sáquela de los ingresos o quítele «retired»", var->name);
	}
}

/* An effort that nothing has would say nothing, and hide a mistyped number. */
static void check_effort(const struct cruce *c)
{
	const struct programa *p = c->p;
	const struct esfuerzo_def *effort = p->promocion ? p->promocion->esfuerzo : NULL;
	for (int i = 0; effort && p->ipm && i < effort->n_privacion; i++) {
		const struct esfuerzo_de *of = &effort->de_privacion[i];
		if (!privacion_exists(p->ipm, of->id))
			problem_add(c->problems, of->file, of->line, of->col, "«esfuerzo» nombra la privación %d, que no está en el IPM", of->id);
	}
	for (int i = 0; effort && p->logros && i < effort->n_logro; i++) {
		const struct esfuerzo_de *of = &effort->de_logro[i];
		if (!logro_find(p->logros, of->id))
			problem_add(c->problems, of->file, of->line, of->col, "«esfuerzo» nombra el logro %d, que no está en el catálogo", of->id);
	}
}

void programa_cruce_check(const struct programa *p, const struct yaml_node *root, struct problems *problems)
{
	const struct cruce c = { .p = p, .root = root, .problems = problems };
	check_variables(&c);
	check_registration(&c);
	check_route(&c);
	for (int i = 0; p->ofertas && i < p->ofertas->n; i++)
		check_offer(&c, &p->ofertas->item[i]);
	check_promotion(&c);
	check_income(&c);
	check_effort(&c);
}
