#include "model/oferta.h"
#include "base/date.h"
#include "model/lectura.h"
#include <limits.h>
#include <string.h>

static const char *const list_keys[] = { "version", "vigente_desde", "fuente", "certeza", "nota", "ofertas", NULL };
static const char *const oferta_keys[] = {
	"id", "nombre", "entidad", "requisitos", "logros", "privaciones", "dimension", "ambito", "aplica_si",
	"territorio", "vigente_desde", "vigente_hasta", "fuente", "certeza", "nota", NULL,
};

/* Without `ambito` the rule tells: one that names a member's variable outside an aggregate is about a member. */
static bool es_por_integrante(const struct dict *dict, const struct yaml_node *node, struct problems *problems)
{
	const char *ambito = yaml_text(node, "ambito", false, problems);
	if (ambito) {
		if (strcmp(ambito, "hogar") && strcmp(ambito, "integrante"))
			yaml_problem(problems, yaml_get(node, "ambito"), "«ambito» es hogar o integrante");
		return !strcmp(ambito, "integrante");
	}
	const struct yaml_node *rule = yaml_get(node, "aplica_si");
	if (!rule || rule->kind != YAML_SCALAR)
		return false;
	struct arena scratch;
	struct problems ignored;
	arena_init(&scratch);
	problems_init(&ignored, &scratch);
	bool hogar = lectura_regla(&scratch, dict, node, "aplica_si", LEVEL_HOGAR, &ignored) != NULL;
	bool integrante = !hogar && lectura_regla(&scratch, dict, node, "aplica_si", LEVEL_INTEGRANTE, &ignored) != NULL;
	arena_done(&scratch);
	return integrante;
}

static void oferta_read(struct arena *arena, const struct dict *dict, const struct yaml_node *node, struct oferta *out, struct problems *problems)
{
	yaml_known(node, oferta_keys, problems);
	*out = (struct oferta){ .vigente_desde = DATE_NONE, .vigente_hasta = DATE_NONE, .file = node->file, .line = node->line, .col = node->col };
	out->id = lectura_id(node, "id", problems);
	out->nombre = yaml_text(node, "nombre", true, problems);
	out->entidad = yaml_text(node, "entidad", true, problems);
	out->requisitos = yaml_text(node, "requisitos", false, problems);
	out->certeza = yaml_text(node, "certeza", false, problems);
	out->nota = yaml_text(node, "nota", false, problems);
	out->n_logro = lectura_enteros(arena, node, "logros", &out->logro, problems);
	out->n_privacion = lectura_enteros(arena, node, "privaciones", &out->privacion, problems);
	out->n_territorio = lectura_textos(arena, node, "territorio", &out->territorio, problems);
	out->dimension = lectura_entero(node, "dimension", false, 1, INT_MAX, 0, problems);
	out->por_integrante = es_por_integrante(dict, node, problems);
	out->aplica_si = lectura_regla(arena, dict, node, "aplica_si", out->por_integrante ? LEVEL_INTEGRANTE : LEVEL_HOGAR, problems);
	yaml_date(node, "vigente_desde", false, &out->vigente_desde, problems);
	yaml_date(node, "vigente_hasta", false, &out->vigente_hasta, problems);
	if (out->vigente_desde != DATE_NONE && out->vigente_hasta != DATE_NONE && out->vigente_hasta < out->vigente_desde)
		yaml_problem(problems, yaml_get(node, "vigente_hasta"), "la oferta termina antes de empezar: revise «vigente_desde» y «vigente_hasta»");
	if (!out->n_logro && !out->n_privacion && !out->dimension)
		yaml_problem(problems, node, "la oferta no dice para qué sirve: ponga «logros», «privaciones» o «dimension»");
}

const struct oferta_list *oferta_load(struct arena *arena, const struct dict *dict, const struct yaml_node *node, struct problems *problems)
{
	int before = problems->n;
	yaml_known(node, list_keys, problems);
	struct oferta_list *list = arena_new(arena, struct oferta_list);
	int32_t desde;
	list->version = lectura_entero(node, "version", true, 1, INT_MAX, 0, problems);
	list->fuente = yaml_text(node, "fuente", true, problems);
	list->certeza = yaml_text(node, "certeza", false, problems);
	list->nota = yaml_text(node, "nota", false, problems);
	yaml_date(node, "vigente_desde", false, &desde, problems);
	const struct yaml_node *items = yaml_list(node, "ofertas", true, problems);
	struct oferta *item = arena_array(arena, struct oferta, items && items->n ? items->n : 1);
	list->item = item;
	for (int i = 0; items && i < items->n; i++) {
		struct oferta one;
		oferta_read(arena, dict, items->item[i], &one, problems);
		if (one.id && oferta_find(list, one.id))
			yaml_problem(problems, items->item[i], "la oferta «%s» está dos veces", one.id);
		if (!one.certeza) {
			one.certeza = list->certeza;
			one.nota = one.nota ? one.nota : list->nota;
		}
		item[list->n++] = one;
	}
	return problems->n == before ? list : NULL;
}

const struct oferta *oferta_find(const struct oferta_list *list, const char *id)
{
	for (int i = 0; i < list->n; i++)
		if (list->item[i].id && !strcmp(list->item[i].id, id))
			return &list->item[i];
	return NULL;
}

static bool sirve(const struct oferta *oferta, int logro)
{
	if (!logro)
		return true;
	for (int i = 0; i < oferta->n_logro; i++)
		if (oferta->logro[i] == logro)
			return true;
	return false;
}

static bool vigente(const struct oferta *oferta, int32_t day)
{
	return (oferta->vigente_desde == DATE_NONE || oferta->vigente_desde <= day) &&
	       (oferta->vigente_hasta == DATE_NONE || oferta->vigente_hasta >= day);
}

static const char *hogar_text(const struct scope *scope, const char *name)
{
	return scope->hogar ? answers_text(scope->hogar, name) : "";
}

/* A code of two digits is a whole department. A family whose place is not known may still fit. */
static bool en_territorio(const struct oferta *oferta, const struct scope *scope)
{
	const char *municipio = hogar_text(scope, "municipio"), *departamento = hogar_text(scope, "departamento");
	if (!oferta->n_territorio || (!*municipio && !*departamento))
		return true;
	for (int i = 0; i < oferta->n_territorio; i++) {
		const char *code = oferta->territorio[i];
		if (!strcmp(code, departamento) || !strncmp(code, municipio, strlen(code)))
			return true;
	}
	return false;
}

static bool puede_aplicar(const struct oferta *oferta, const struct scope *scope)
{
	if (!oferta->aplica_si)
		return true;
	if (!oferta->por_integrante || scope->me >= 0)
		return expr_test(oferta->aplica_si, scope, NULL) != TRI_NO;
	struct scope member = *scope;
	for (member.me = 0; member.me < scope->n_integrante; member.me++)
		if (expr_test(oferta->aplica_si, &member, NULL) != TRI_NO)
			return true;
	return false;
}

int oferta_para(const struct oferta_list *list, int logro, const struct scope *scope, struct arena *arena, const struct oferta ***out)
{
	const struct oferta **found = arena_array(arena, const struct oferta *, list->n ? list->n : 1);
	int n = 0;
	for (int i = 0; i < list->n; i++) {
		const struct oferta *oferta = &list->item[i];
		if (sirve(oferta, logro) && vigente(oferta, scope->today) && en_territorio(oferta, scope) && puede_aplicar(oferta, scope))
			found[n++] = oferta;
	}
	*out = found;
	return n;
}
