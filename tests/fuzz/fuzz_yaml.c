/* Any bytes as a file of definitions: as a dictionary, a form, and each file of a programme; what loads is used on a family. */
#include "tests/fuzz/fuzz.h"
#include "model/evaluacion.h"
#include "model/oferta.h"
#include "model/ruta.h"

struct yaml_run { struct arena arena; const struct yaml_node *node; const struct dict *dict; struct scope scope; struct trace trace; };

/* Nobody uses definitions with problems: what comes with one is thrown away, as programa_load does. */
#define LOADED(run, call) loaded = (problems_init(&problems, &(run)->arena), (call)); if (loaded && problems.n == 0)

static void use_form(struct yaml_run *r, const struct form_def *def)
{
	static const char *const typed[] = { "1", "si", "hoy", "u", "«?»", "-", "1.200.000", "" };
	struct answers *out = arena_new(&r->arena, struct answers);
	struct form *form = arena_new(&r->arena, struct form);
	int first;

	if (def->level == LEVEL_INTEGRANTE)
		r->scope.me = 0;
	form_start(form, def, &r->scope, &r->arena);
	for (int i = 0; i < form->n; i++)
		if (form->item[i].field->var)
			form_set_text(form, i, typed[(size_t)i % (sizeof typed / sizeof *typed)]);
	form_check(form, &first);
	answers_init(out, &r->arena);
	form_result(form, LEVEL_HOGAR, -1, out);
	form_draft_save(form, out);
	r->scope.me = -1;
}

static void use_logros(struct yaml_run *r, const struct logro_catalogo *c)
{
	struct logro_resultado *result;
	int n = logro_evaluate(c, fuzz_ficha(), &r->scope, &r->arena, &result);

	fuzz_must(n == c->n, "%d results for %d logros", n, c->n);
	for (int i = 0; i < n; i++)
		logro_explain(&result[i], NULL, &r->scope, &r->trace);
}

static void use_ipm(struct yaml_run *r, const struct ipm_def *def)
{
	struct ipm ipm;

	ipm_evaluate(def, &r->scope, &r->arena, &ipm);
	fuzz_must(ipm.conteo >= 0 && ipm.conteo <= ipm.conteo_max && ipm.conteo_max <= def->n && ipm.puntos <= ipm.puntos_max && ipm.puntos_max <= 100,
		  "IPM out of bounds: %d..%d of %d, %d..%d points", ipm.conteo, ipm.conteo_max, def->n, ipm.puntos, ipm.puntos_max);
	for (int i = -1; i < def->n; i++)
		ipm_explain(def, &ipm, i, &r->scope, &r->trace);
}

static void use_ingreso(struct yaml_run *r, const struct ingreso_def *def)
{
	struct ingreso in;

	ingreso_evaluate(def, &r->scope, &r->arena, &in);
	ingreso_explain(def, &in, &r->scope, &r->trace);
}

/* Read once: lines and incomes are two files that need each other. */
static const struct yaml_node *real_file(struct yaml_run *r, const char *name)
{
	static struct arena arena;
	static const struct yaml_node *kept[2];
	const struct yaml_node **node = &kept[*name == 'l'];
	struct problems problems;

	problems_init(&problems, &r->arena);
	if (!*node)
		*node = yaml_load(&arena, fuzz_path(&arena, arena_printf(&arena, "programs/common/%s.yaml", name)), &problems);
	fuzz_must(*node, "%s.yaml does not load", name);
	return *node;
}

static void as_definitions(struct yaml_run *r)
{
	struct problems problems;
	const void *loaded;

	LOADED(r, form_load_node(&r->arena, r->dict, r->node, &problems))
		use_form(r, loaded);
	LOADED(r, logro_catalogo_load(&r->arena, r->dict, r->node, &problems))
		use_logros(r, loaded);
	LOADED(r, ipm_load(&r->arena, r->dict, r->node, &problems))
		use_ipm(r, loaded);
	const struct yaml_node *lineas = real_file(r, "lineas"), *ingresos = real_file(r, "ingresos");
	LOADED(r, ingreso_load(&r->arena, r->dict, r->node, ingresos, &problems))
		use_ingreso(r, loaded);
	LOADED(r, ingreso_load(&r->arena, r->dict, lineas, r->node, &problems))
		use_ingreso(r, loaded);
	LOADED(r, oferta_load(&r->arena, r->dict, r->node, &problems)) {
		const struct oferta **found;
		oferta_para(loaded, 0, &r->scope, &r->arena, &found);
	}
	problems_init(&problems, &r->arena);
	promocion_load(&r->arena, r->dict, r->node, &problems);
	problems_init(&problems, &r->arena);
	ruta_load(&r->arena, r->dict, r->node, &problems);
}

static void as_dictionary(struct yaml_run *r)
{
	struct dict dict;
	struct problems problems;
	struct scope scope = { .dict = &dict, .today = FUZZ_HOY, .me = -1 };

	problems_init(&problems, &r->arena);
	dict_init(&dict, &r->arena);
	dict_load_node(&dict, r->node, &problems);
	dict_finish(&dict, &problems);
	for (int i = 0; problems.n == 0 && i < dict.n_var; i++)
		if (dict.var[i].level == LEVEL_HOGAR)
			scope_value(&scope, &dict.var[i], -1);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct yaml_run r = { .dict = &fuzz_programa()->dict };
	struct problems problems;

	arena_init(&r.arena);
	problems_init(&problems, &r.arena);
	trace_init(&r.trace, &r.arena);
	ficha_scope(fuzz_ficha(), r.dict, FUZZ_HOY, &r.arena, &r.scope);
	r.node = yaml_parse(&r.arena, "fuzz.yaml", (const char *)bytes, n, &problems);
	fuzz_must(r.node || problems.n > 0, "nothing read and nothing said");
	if (r.node && problems.n == 0) {
		as_dictionary(&r);
		as_definitions(&r);
	}
	arena_done(&r.arena);
	return 0;
}
