/* Reading ruta.yaml. What holds the moments together (targets, reachability, exits) is checked in ruta_grafo.c. */
#include "base/date.h"
#include "model/campos.h"
#include "model/lectura.h"
#include "model/ruta.h"
#include "model/ruta_grafo.h"
#include <limits.h>
#include <string.h>

static const char *const ruta_keys[] = { "ruta", "nombre", "version", "vigente_desde", "fuente", "certeza", "nota", "cadencia", "fases", NULL };
static const char *const cadencia_keys[] = { "bloqueo_dias", "vence_dias", NULL };
static const char *const fase_keys[] = { "id", "nombre", "lema", "momentos", NULL };
static const char *const momento_keys[] = {
	"id", "nombre", "estado", "exento", "repite", "entra", "sale", "al_salir", "sigue", "pasos", NULL,
};
static const char *const paso_keys[] = { "id", "nombre", "abre", "formulario", "listo_si", "necesita", "ayuda", "opcional", NULL };
static const char *const condicion_keys[] = { "si", "texto", NULL };
static const char *const salto_keys[] = { "a", "si", NULL };

static const char *const acts[] = { "congelar_linea_base", "acordar_plan", "registrar_validacion", "promover", "cerrar", NULL };
static const char *const abre_names[] = {
	[ABRE_FORMULARIO] = "formulario", [ABRE_INTEGRANTES] = "integrantes", [ABRE_LOGROS] = "logros", [ABRE_PLAN] = "plan",
	[ABRE_COMPROMISOS] = "compromisos", [ABRE_OPORTUNIDADES] = "oportunidades", [ABRE_EVALUACION] = "evaluacion",
	[ABRE_VALIDACION] = "validacion", NULL,
};

struct reader { struct arena *arena; const struct dict *dict; struct problems *problems; struct ruta *ruta; int orden; };

static int find(const char *const *names, const char *name)
{
	for (int i = 0; names[i]; i++)
		if (!strcmp(names[i], name))
			return i;
	return -1;
}

static char *join(struct arena *arena, const char *const *names)
{
	char *all = arena_strdup(arena, names[0]);
	for (int i = 1; names[i]; i++)
		all = arena_printf(arena, "%s%s%s", all, names[i + 1] ? ", " : " o ", names[i]);
	return all;
}

static struct condicion_def *condiciones_read(struct reader *r, const struct yaml_node *map, const char *key, int *n)
{
	const struct yaml_node *list = yaml_list(map, key, false, r->problems);
	if (!list || !list->n)
		return NULL;
	struct condicion_def *out = arena_array(r->arena, struct condicion_def, list->n);
	for (int i = 0; i < list->n; i++) {
		const struct yaml_node *node = list->item[i];
		yaml_known(node, condicion_keys, r->problems);
		yaml_text(node, "si", true, r->problems);
		out[i].si = lectura_regla(r->arena, r->dict, node, "si", LEVEL_VISITA, r->problems);
		out[i].texto = yaml_text(node, "texto", true, r->problems);
	}
	*n = list->n;
	return out;
}

/* `sigue: otro` or `sigue: [{a: uno, si: …}, {a: otro}]`. The first that holds is taken, so nothing may stand behind one without `si`. */
static void saltos_read(struct reader *r, const struct yaml_node *map, struct momento *momento)
{
	const struct yaml_node *node = yaml_get(map, "sigue");
	if (!node)
		return;
	if (node->kind == YAML_SCALAR) {
		momento->sigue = arena_new(r->arena, struct salto);
		momento->n_sigue = 1;
		*momento->sigue = (struct salto){ .a = yaml_text(map, "sigue", true, r->problems), .line = node->line, .col = node->col };
		return;
	}
	const struct yaml_node *list = yaml_list(map, "sigue", true, r->problems);
	if (!list || !list->n)
		return;
	momento->sigue = arena_array(r->arena, struct salto, list->n);
	momento->n_sigue = list->n;
	for (int i = 0; i < list->n; i++) {
		const struct yaml_node *item = list->item[i];
		yaml_known(item, salto_keys, r->problems);
		momento->sigue[i] = (struct salto){
			.a = yaml_text(item, "a", true, r->problems),
			.si = lectura_regla(r->arena, r->dict, item, "si", LEVEL_VISITA, r->problems),
			.line = item->line, .col = item->col,
		};
		if (i + 1 < list->n && !yaml_get(item, "si"))
			yaml_problem(r->problems, list->item[i + 1], "nunca se llega a este «sigue»: el anterior no tiene «si» y vale siempre");
	}
}

static void al_salir_read(struct reader *r, const struct yaml_node *map, struct momento *momento)
{
	const struct yaml_node *list = yaml_list(map, "al_salir", false, r->problems);
	if (!list || !list->n)
		return;
	momento->al_salir = arena_array(r->arena, const char *, list->n);
	for (int i = 0; i < list->n; i++) {
		if (find(acts, list->item[i]->text) < 0)
			yaml_problem(r->problems, list->item[i], "acto desconocido «%s» en «al_salir»; puede ser %s", list->item[i]->text, join(r->arena, acts));
		momento->al_salir[momento->n_al_salir++] = list->item[i]->text;
	}
}

static void paso_read(struct reader *r, const struct yaml_node *node, struct paso *out)
{
	yaml_known(node, paso_keys, r->problems);
	*out = (struct paso){ .line = node->line, .col = node->col };
	out->id = lectura_id(node, "id", r->problems);
	out->nombre = yaml_text(node, "nombre", true, r->problems);
	out->necesita = yaml_text(node, "necesita", false, r->problems);
	out->ayuda = yaml_text(node, "ayuda", false, r->problems);
	out->formulario = yaml_text(node, "formulario", false, r->problems);
	out->listo_si = lectura_regla(r->arena, r->dict, node, "listo_si", LEVEL_VISITA, r->problems);
	yaml_bool(node, "opcional", false, &out->opcional, r->problems);
	const char *abre = yaml_text(node, "abre", true, r->problems);
	int which = abre ? find(abre_names, abre) : -1;
	if (which >= 0)
		out->abre = (enum paso_abre)which;
	else if (abre)
		yaml_problem(r->problems, yaml_get(node, "abre"), "«abre: %s» es desconocido; puede ser %s", abre, join(r->arena, abre_names));
	if (which == ABRE_FORMULARIO && !out->formulario)
		yaml_problem(r->problems, node, "el paso abre un formulario: diga cuál en «formulario»");
	if (which > ABRE_FORMULARIO && out->formulario)
		yaml_problem(r->problems, yaml_get(node, "formulario"), "«formulario» sobra: el paso abre «%s»", abre);
}

static void pasos_read(struct reader *r, const struct yaml_node *map, struct momento *momento)
{
	const struct yaml_node *list = yaml_list(map, "pasos", momento->n_sigue > 0, r->problems);
	if (!list || !list->n)
		return;
	momento->paso = arena_array(r->arena, struct paso, list->n);
	for (int i = 0; i < list->n; i++) {
		struct paso one;
		paso_read(r, list->item[i], &one);
		if (one.id && momento_paso(momento, one.id))
			yaml_problem(r->problems, list->item[i], "el paso «%s» está dos veces en el momento", one.id);
		momento->paso[momento->n_paso++] = one;
	}
}

static void momento_read(struct reader *r, const struct yaml_node *node, const struct fase *fase, struct momento *out)
{
	yaml_known(node, momento_keys, r->problems);
	*out = (struct momento){ .fase = fase, .orden = r->orden++, .line = node->line, .col = node->col };
	out->id = lectura_id(node, "id", r->problems);
	out->nombre = yaml_text(node, "nombre", true, r->problems);
	out->estado = yaml_text(node, "estado", true, r->problems);
	yaml_bool(node, "exento", false, &out->exento, r->problems);
	yaml_bool(node, "repite", false, &out->repite, r->problems);
	if (out->estado && !strcmp(campo_choice_label("estado_hogar", out->estado), out->estado))
		yaml_problem(r->problems, yaml_get(node, "estado"), "«%s» no es un estado de hogar", out->estado);
	out->entra = condiciones_read(r, node, "entra", &out->n_entra);
	out->sale = condiciones_read(r, node, "sale", &out->n_sale);
	al_salir_read(r, node, out);
	saltos_read(r, node, out);
	pasos_read(r, node, out);
	if (out->repite && out->n_sigue && !out->n_sale)
		yaml_problem(r->problems, node, "el momento se repite y no dice hasta cuándo: ponga en «sale» lo que debe cumplirse");
}

static void fase_read(struct reader *r, const struct yaml_node *node, struct fase *out)
{
	yaml_known(node, fase_keys, r->problems);
	out->id = lectura_id(node, "id", r->problems);
	out->nombre = yaml_text(node, "nombre", true, r->problems);
	out->lema = yaml_text(node, "lema", false, r->problems);
	const struct yaml_node *list = yaml_list(node, "momentos", true, r->problems);
	if (!list)
		return;
	if (!list->n)
		yaml_problem(r->problems, list, "la fase no tiene momentos: escriba al menos uno");
	out->momento = arena_array(r->arena, struct momento, list->n ? list->n : 1);
	for (int i = 0; i < list->n; i++) {
		struct momento one;
		momento_read(r, list->item[i], out, &one);
		if (one.id && ruta_momento(r->ruta, one.id))
			yaml_problem(r->problems, list->item[i], "el momento «%s» está dos veces en la ruta", one.id);
		out->momento[out->n++] = one;
	}
}

static void cadencia_read(struct reader *r, const struct yaml_node *node)
{
	const struct yaml_node *map = yaml_map(node, "cadencia", true, r->problems);
	if (!map)
		return;
	yaml_known(map, cadencia_keys, r->problems);
	r->ruta->bloqueo_dias = lectura_entero(map, "bloqueo_dias", true, 0, 3660, 0, r->problems);
	r->ruta->vence_dias = lectura_entero(map, "vence_dias", true, 1, 3660, 3660, r->problems);
	if (r->ruta->vence_dias <= r->ruta->bloqueo_dias)
		yaml_problem(r->problems, map, "«vence_dias» debe ser mayor que «bloqueo_dias»: si no, la visita vence antes de poder hacerse");
}

const struct ruta *ruta_load(struct arena *arena, const struct dict *dict, const struct yaml_node *node, struct problems *problems)
{
	int before = problems->n;
	struct ruta *ruta = arena_new(arena, struct ruta);
	struct reader r = { .arena = arena, .dict = dict, .problems = problems, .ruta = ruta };
	yaml_known(node, ruta_keys, problems);
	ruta->file = node->file;
	ruta->vigente_desde = DATE_NONE;
	ruta->nombre = yaml_text(node, "ruta", true, problems);
	if (yaml_get(node, "nombre"))
		ruta->nombre = yaml_text(node, "nombre", true, problems);
	ruta->fuente = yaml_text(node, "fuente", true, problems);
	ruta->certeza = yaml_text(node, "certeza", false, problems);
	ruta->nota = yaml_text(node, "nota", false, problems);
	ruta->version = lectura_entero(node, "version", true, 1, INT_MAX, 0, problems);
	yaml_date(node, "vigente_desde", true, &ruta->vigente_desde, problems);
	cadencia_read(&r, node);
	const struct yaml_node *list = yaml_list(node, "fases", true, problems);
	if (list && !list->n)
		yaml_problem(problems, list, "la ruta no tiene fases: escriba al menos una");
	ruta->fase = arena_array(arena, struct fase, list && list->n ? list->n : 1);
	for (int i = 0; list && i < list->n; i++) {
		/* counted first, so that the moments of this phase see each other when looking for doubles */
		struct fase *fase = &ruta->fase[ruta->n++];
		fase->orden = i;
		fase_read(&r, list->item[i], fase);
		for (int j = 0; fase->id && j < i; j++)
			if (ruta->fase[j].id && !strcmp(ruta->fase[j].id, fase->id))
				yaml_problem(problems, list->item[i], "la fase «%s» está dos veces", fase->id);
	}
	ruta_grafo_check(arena, dict, ruta, problems);
	return problems->n == before ? ruta : NULL;
}
