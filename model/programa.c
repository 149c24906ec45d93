#include "model/programa.h"
#include "base/date.h"
#include "base/strbuf.h"
#include "base/yaml.h"
#include "model/alerta.h"
#include "model/hecho.h"
#include "model/ingreso.h"
#include "model/ipm.h"
#include "model/lectura.h"
#include "model/logro.h"
#include "model/oferta.h"
#include "model/programa_cruce.h"
#include "model/promocion.h"
#include "model/ruta.h"
#include <limits.h>
#include <string.h>

static const char *const keys[] = {
	"programa", "nombre", "version", "vigente_desde", "fuente", "certeza", "nota", "prefijo", "diccionario", "formularios",
	"logros", "ipm", "lineas", "ingresos", "promocion", "ruta", "ofertas", "alertas", "registro", NULL,
};

struct loader { struct arena *arena; struct programa *p; const char *dir; const struct yaml_node *root; struct problems *problems; struct strbuf versiones; };

/* A path below the folder of the programme, or in the common one beside it; NULL after a problem. */
static const char *path_of(struct loader *l, const struct yaml_node *at, const char *file)
{
	static const char common[] = "../common/";
	bool shared = !strncmp(file, common, strlen(common));
	const char *rest = shared ? file + strlen(common) : file;
	if (*rest == '/' || strstr(rest, "..")) {
		yaml_problem(l->problems, at, "«%s» queda fuera del programa: use una ruta dentro de su carpeta o ../common/…", file);
		return NULL;
	}
	return arena_printf(l->arena, "%s/%s/%s", l->dir, shared ? "common" : l->p->id, rest);
}

static const struct yaml_node *definition(struct loader *l, const char *key, const char *nombre)
{
	const char *file = yaml_text(l->root, key, true, l->problems);
	const char *path = file ? path_of(l, yaml_get(l->root, key), file) : NULL;
	const struct yaml_node *node = path ? yaml_load(l->arena, path, l->problems) : NULL;
	if (node && node->kind != YAML_MAP) {
		yaml_problem(l->problems, node, "el archivo debe ser un mapa de claves, como «version: 1»");
		return NULL;
	}
	if (node)
		strbuf_printf(&l->versiones, ", %s %d", nombre, lectura_entero(node, "version", false, 0, INT_MAX, 0, l->problems));
	return node;
}

static void head_read(struct loader *l, const char *id)
{
	struct programa *p = l->p;
	yaml_known(l->root, keys, l->problems);
	const char *name = yaml_text(l->root, "programa", true, l->problems);
	if (name && strcmp(name, id))
		yaml_problem(l->problems, yaml_get(l->root, "programa"), "el programa se llama «%s» y su carpeta «%s»: deben ser iguales", name, id);
	p->nombre = yaml_text(l->root, "nombre", true, l->problems);
	p->fuente = yaml_text(l->root, "fuente", true, l->problems);
	p->certeza = yaml_text(l->root, "certeza", false, l->problems);
	p->nota = yaml_text(l->root, "nota", false, l->problems);
	p->prefijo = yaml_text(l->root, "prefijo", true, l->problems);
	p->version = lectura_entero(l->root, "version", true, 1, INT_MAX, 0, l->problems);
	p->vigente_desde = DATE_NONE;
	yaml_date(l->root, "vigente_desde", true, &p->vigente_desde, l->problems);
	if (p->prefijo && (!*p->prefijo || strlen(p->prefijo) > 6 || p->prefijo[strspn(p->prefijo, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")]))
		yaml_problem(l->problems, yaml_get(l->root, "prefijo"), "«prefijo» lleva de una a seis letras mayúsculas, como MS");
}

/* Facts come first, so that a variable that takes the name of one is refused where it stands. */
static void dict_read(struct loader *l)
{
	const struct yaml_node *list = yaml_list(l->root, "diccionario", true, l->problems);
	dict_init(&l->p->dict, l->arena);
	hechos_declare(&l->p->dict);
	for (int i = 0; list && i < list->n; i++) {
		const char *path = path_of(l, list->item[i], list->item[i]->text);
		if (path)
			dict_load(&l->p->dict, path, l->problems);
	}
	dict_finish(&l->p->dict, l->problems);
	strbuf_printf(&l->versiones, ", diccionario %d", l->p->dict.version);
}

static void forms_read(struct loader *l)
{
	struct programa *p = l->p;
	const struct yaml_node *list = yaml_list(l->root, "formularios", true, l->problems);
	for (int i = 0; list && i < list->n; i++) {
		const char *path = path_of(l, list->item[i], list->item[i]->text);
		const struct form_def *form = path ? form_load(l->arena, &p->dict, path, l->problems) : NULL;
		if (!form)
			continue;
		if (programa_form(p, form->name))
			yaml_problem(l->problems, list->item[i], "ya hay un formulario «%s»: cada uno lleva un nombre distinto", form->name);
		*ARENA_PUSH(l->arena, p->form, p->n_form, p->cap_form) = form;
	}
}

static const struct form_def *registro_form(struct loader *l, const struct yaml_node *map, const char *key, enum level level)
{
	const char *name = yaml_text(map, key, true, l->problems);
	if (!name)
		return NULL;
	const struct form_def *form = programa_form(l->p, name);
	if (form && form->level != level)
		yaml_problem(l->problems, yaml_get(map, key), "el formulario «%s» no es de nivel %s", name, key);
	return form;
}

static void registro_read(struct loader *l)
{
	static const char *const known[] = { "hogar", "integrante", NULL };
	const struct yaml_node *map = yaml_map(l->root, "registro", true, l->problems);
	if (!map)
		return;
	yaml_known(map, known, l->problems);
	l->p->registro_hogar = registro_form(l, map, "hogar", LEVEL_HOGAR);
	l->p->registro_integrante = registro_form(l, map, "integrante", LEVEL_INTEGRANTE);
}

static void definitions_read(struct loader *l)
{
	struct programa *p = l->p;
	const struct yaml_node *node = definition(l, "logros", "logros");
	if (node)
		p->logros = logro_catalogo_load(l->arena, &p->dict, node, l->problems);
	if ((node = definition(l, "ipm", "ipm")))
		p->ipm = ipm_load(l->arena, &p->dict, node, l->problems);
	const struct yaml_node *lineas = definition(l, "lineas", "líneas");
	if ((node = definition(l, "ingresos", "ingresos")) && lineas)
		p->ingreso = ingreso_load(l->arena, &p->dict, lineas, node, l->problems);
	if ((node = definition(l, "promocion", "promoción")))
		p->promocion = promocion_load(l->arena, &p->dict, node, l->problems);
	if ((node = definition(l, "ruta", "ruta")))
		p->ruta = ruta_load(l->arena, &p->dict, node, l->problems);
	if ((node = definition(l, "ofertas", "ofertas")))
		p->ofertas = oferta_load(l->arena, &p->dict, node, l->problems);
	if (yaml_get(l->root, "alertas") && (node = definition(l, "alertas", "alertas")))
		p->alertas = alerta_load(l->arena, &p->dict, node, l->problems);
}

const struct programa *programa_load(struct arena *arena, const char *programs_dir, const char *id, struct problems *problems)
{
	int before = problems->n;
	struct programa *p = arena_new(arena, struct programa);
	struct loader l = { .arena = arena, .p = p, .dir = programs_dir, .problems = problems };
	p->arena = arena;
	p->id = arena_strdup(arena, id);
	l.root = yaml_load(arena, arena_printf(arena, "%s/%s/programa.yaml", programs_dir, id), problems);
	if (!l.root)
		return NULL;
	if (l.root->kind != YAML_MAP) {
		yaml_problem(problems, l.root, "el archivo debe ser un mapa de claves, como «programa: %s»", id);
		return NULL;
	}
	strbuf_init(&l.versiones, arena);
	head_read(&l, id);
	strbuf_printf(&l.versiones, "%s %d", id, p->version);
	dict_read(&l);
	forms_read(&l);
	definitions_read(&l);
	registro_read(&l);
	programa_cruce_check(p, l.root, problems);
	p->versiones = l.versiones.text;
	return problems->n == before ? p : NULL;
}

const struct form_def *programa_form(const struct programa *p, const char *name)
{
	for (int i = 0; i < p->n_form; i++)
		if (!strcmp(p->form[i]->name, name))
			return p->form[i];
	return NULL;
}
