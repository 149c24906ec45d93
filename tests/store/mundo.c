#include "mundo.h"
#include "forms/field_type.h"
#include "model/agenda.h"
#include <stdlib.h>
#include <string.h>

struct mundo mundo;

/* ---- answers ---- */

static void say_one(struct answers *to, char *text)
{
	char *value = strchr(text, '=');
	struct value v;
	struct err err = { 0 };
	cr_assert(value, "%s", text);
	*value++ = 0;
	text += strspn(text, " ");
	const struct variable *var = dict_find(&mundo.programa->dict, text);
	cr_assert(var, "no variable %s", text);
	cr_assert(variable_import(var, value, mundo.hoy, to->arena, &v, &err), "%s: %s", text, err.text);
	answers_set(to, text, v);
}

void decir(struct answers *to, const char *text)
{
	char *copy = arena_strdup(&mundo.arena, text), *rest = copy;
	for (char *one; (one = strsep(&rest, ";"));)
		if (one[strspn(one, " ")])
			say_one(to, one);
}

/* What the rules may ask and the tests do not care about. */
static struct value some_answer(const struct variable *var)
{
	switch (var->type->kind) {
	case VALUE_BOOL: return value_bool(true);
	case VALUE_INT: return value_int(var->min > 0 ? var->min : var->max < 10 ? var->max : 10);
	case VALUE_DATE: return value_date(mundo.hoy);
	case VALUE_CHOICE: return value_choice(var->choices->item[0].name);
	case VALUE_SET: return value_set(var->choices->item[0].name);
	default: return value_none();
	}
}

static void answer_rest(struct answers *to, enum level level)
{
	for (int i = 0; i < mundo.programa->dict.n_var; i++) {
		const struct variable *var = &mundo.programa->dict.var[i];
		if (var->level == level && var->row <= 1 && !var->calculation && !answers_find(to, var->name))
			answers_set(to, var->name, some_answer(var));
	}
}

void mundo_personas(struct answers *hogar, struct answers who[3])
{
	static const char *const said[3] = {
		"nombre1=Luz; nombre2=Marina; apellido1=Zapata; apellido2=Cano; sexo=m; fecha_nacimiento=1986-04-11; parentesco=jefe; tipo_documento=cc; numero_documento=43111001; "
		"ingreso_salario=1900000; actividad=trabajando; cotiza_pension=si; nivel=media; grado=11; gestante=no; lactante=no; victima=no; discapacidad=no; problema_salud_30d=no; busca=no",
		"nombre1=Juan; apellido1=Zapata; apellido2=Cano; sexo=h; fecha_nacimiento=2015-08-02; parentesco=hijo; tipo_documento=ti; numero_documento=1017000002; "
		"actividad=estudiando; estudia=si; grado=5; nivel=primaria; trabajo_infantil=no; horas_apoyo=h1_5; victima=no; discapacidad=no; problema_salud_30d=no",
		"nombre1=Gildardo; apellido1=Zapata; sexo=h; fecha_nacimiento=1955-01-30; parentesco=padre; tipo_documento=cc; numero_documento=70222003; "
		"actividad=oficios; nivel=media; grado=11; programa_mayor=si; victima=no; discapacidad=no; problema_salud_30d=no; busca=no; subsidio_otro=80000",
	};
	answers_init(hogar, &mundo.arena);
	decir(hogar, "departamento=05; municipio=05001; zona=u; comuna=05001_01; barrio=Popular; agua=acueducto_publico; servicios=energia|acueducto|alcantarillado|basuras; cuartos_dormir=2; "
		"telefono=3990000101; consentimiento=si; meta1=Terminar el bachillerato; meta1_dimension=educacion; ayuda_emergencia=no; violencia_12m=no; requiere_credito=no; ahorra=no; "
		"educacion_financiera=no; participacion=no; practicas_higiene=no; acuerdos_convivencia=no; dialogo_conflictos=no");
	answer_rest(hogar, LEVEL_HOGAR);
	answers_set(hogar, "fecha_vinculacion", value_date(mundo.hoy));
	for (int i = 0; i < 3; i++) {
		answers_init(&who[i], &mundo.arena);
		decir(&who[i], said[i]);
		answer_rest(&who[i], LEVEL_INTEGRANTE);
	}
}

/* ---- the world ---- */

void mundo_dia(int32_t dia)
{
	clock_fix(dia);
	mundo.hoy = dia;
}

void mundo_load(void)
{
	struct txn txn;
	uint32_t num = mundo.f.num;
	txn_begin_read(&txn);
	cr_assert(ficha_load(&txn, num, &mundo.arena, &mundo.f, NULL), "%s", txn.err.text);
	txn_abort(&txn);
}

struct acto mundo_acto(struct txn *txn)
{
	return (struct acto){ .txn = txn, .programa = mundo.programa, .hoy = mundo.hoy, .arena = &mundo.arena };
}

uint64_t mundo_ops(void)
{
	struct txn txn;
	txn_begin_read(&txn);
	uint64_t n = diario_last(&txn);
	txn_abort(&txn);
	return n;
}

const char *mundo_accion(void)
{
	struct entrada e;
	struct txn txn;
	txn_begin_read(&txn);
	cr_assert(diario_get(&txn, diario_last(&txn), &mundo.arena, &e));
	txn_abort(&txn);
	return e.accion;
}

void mundo_open(void)
{
	struct problems problems;
	struct answers hogar, who[3];
	struct err err = { 0 };
	struct txn txn;
	const char *root = getenv("LOGROS_ROOT");
	casa_open();
	arena_init(&mundo.arena);
	mundo_dia(HOY - 200);
	problems_init(&problems, &mundo.arena);
	mundo.programa = programa_load(&mundo.arena, arena_printf(&mundo.arena, "%s/programs", root ? root : "."), "medellin-solidaria", &problems);
	problems_print(&problems, stderr);
	cr_assert(mundo.programa);
	mundo_personas(&hogar, who);
	txn_begin_write(&txn);
	struct acto acto = mundo_acto(&txn);
	cr_assert(acto_registrar(&acto, &hogar, who, 3, &mundo.f, &err), "%s", err.text);
	txn_end(&txn);
	mundo_load();
}

void mundo_close(void)
{
	casa_close();
	arena_done(&mundo.arena);
}

/* ---- forms ---- */

static void type(struct form *form, const struct ficha *f, char *text)
{
	const struct record **activo;
	int n = ficha_activos(f, &activo), row = -1;
	char *value = strchr(text, '='), *at = strchr(text, '@');
	cr_assert(value, "%s", text);
	*value++ = 0;
	text += strspn(text, " ");
	if (at && at < value) {
		*at++ = 0;
		for (int i = 0; i < n; i++)
			if (activo[i]->seq == (uint32_t)atoi(at))
				row = i;
	}
	int item = form_find(form, text, row);
	cr_assert_geq(item, 0, "%s asks no %s", form->def->name, text);
	form_set_text(form, item, value);
	cr_assert(!form->item[item].problem || form->item[item].value.kind != VALUE_NONE || !*value, "%s: %s", text, form->item[item].problem);
}

struct form *mundo_form(const struct ficha *f, const char *name, uint32_t seq, const char *answers)
{
	struct form *form = arena_new(&mundo.arena, struct form);
	const struct form_def *def = programa_form(mundo.programa, name);
	const struct record **activo;
	struct scope scope = model_evaluate(mundo.programa, f, mundo.hoy, &mundo.arena)->scope;
	int n = ficha_activos(f, &activo);
	cr_assert(def, "no form %s", name);
	for (int i = 0; seq && i < n; i++)
		if (activo[i]->seq == seq)
			scope.me = i;
	form_start(form, def, &scope, &mundo.arena);
	char *rest = arena_strdup(&mundo.arena, answers);
	for (char *one; (one = strsep(&rest, ";"));)
		if (one[strspn(one, " ")])
			type(form, f, one);
	return form;
}

/* ---- visits ---- */

const char *mundo_momento(void)
{
	return answers_text(&mundo.f.hogar.fields, HOGAR_MOMENTO);
}

void mundo_abrir(void)
{
	HACE(acto_visita_abrir(&acto, f, NULL, err));
}

/* What a step needs before it is done, besides what the family has answered already. */
static void do_form(const char *form)
{
	static const struct { const char *form, *answers; } said[] = {
		{ "convivencia", "compromiso_convivencia=Comer juntos los domingos" }, { "microsesion", "microsesion_tema=juego" },
		{ "validacion", "datos_actualizados=si; ingresos_verificados=si; soportes_revisados=si; aprueba_nombre=Ana Cano; aprueba_concepto=promueve" },
		{ "promocion", "promocion_explicada=si; promocion_acepta=si" }, { "sesion_cierre", "firma_cierre=si; firma_nombre=Luz Zapata" },
	};
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (strcmp(said[i].form, form) == 0)
			RESPONDE(form, said[i].answers);
}

static void prioritise(void)
{
	const struct evaluacion *ev = model_evaluate(mundo.programa, &mundo.f, mundo.hoy, &mundo.arena);
	for (int i = 0, n = 0; i < ev->n_logro && n < 5; i++)
		if (ev->logro[i].prioridad) {
			n++;
		} else if (ev->logro[i].vigente == LOGRO_POR_ALCANZAR) {
			HACE(acto_logro_priorizar(&acto, f, ev->logro[i].def->id, true, err));
			n++;
		}
}

static void promise(void)
{
	const struct evaluacion *ev = model_evaluate(mundo.programa, &mundo.f, mundo.hoy, &mundo.arena);
	for (int i = 0; i < ev->n_logro; i++)
		if (ev->logro[i].prioridad && strcmp(mundo_momento(), "plan_familiar") == 0)
			HACE(acto_compromiso(&acto, f, 0, ev->logro[i].def->id, arena_printf(&mundo.arena, "Por el logro %d", ev->logro[i].def->id), "Luz Marina", mundo.hoy + 40, err));
	for (int i = 0; i < mundo.f.compromiso.n && strcmp(mundo_momento(), "plan_familiar") != 0; i++)
		if (promocion_compromiso_vivo(&mundo.f.compromiso.item[i]))
			HACE(acto_compromiso_seguir(&acto, f, mundo.f.compromiso.item[i].seq, "cumplido", "Se cumplió", err));
}

/* The family reaches what it chose. */
static void reach(void)
{
	static const struct confirmacion yes = { .estado = LOGRO_ALCANZADO, .como = "verificado", .soporte = "Visto en la casa" };
	const struct evaluacion *ev = model_evaluate(mundo.programa, &mundo.f, mundo.hoy, &mundo.arena);
	for (int i = 0; strcmp(mundo_momento(), "seguimiento") == 0 && i < ev->n_logro; i++)
		for (int k = 0; ev->logro[i].prioridad && k < ev->logro[i].n; k++)
			if (ev->logro[i].sujeto[k].vigente == LOGRO_POR_ALCANZAR)
				HACE(acto_logro_confirmar(&acto, f, ev->logro[i].def->id, ev->logro[i].sujeto[k].seq, &yes, err));
}

static void do_step(const struct paso *paso)
{
	switch (paso->abre) {
	case ABRE_FORMULARIO: do_form(paso->formulario); break;
	case ABRE_LOGROS: reach(); break;
	case ABRE_PLAN: prioritise(); break;
	case ABRE_COMPROMISOS: promise(); break;
	case ABRE_VALIDACION: HACE(acto_validar(&acto, f, err)); break;
	case ABRE_INTEGRANTES: case ABRE_OPORTUNIDADES: case ABRE_EVALUACION: break;
	}
}

void mundo_pasos(const char *hasta)
{
	const struct momento *m = ruta_momento(mundo.programa->ruta, mundo_momento());
	for (int i = 0; i < m->n_paso; i++) {
		const struct paso *paso = &m->paso[i];
		if (!paso->opcional && !value_set_has(answers_get(&ficha_visita_abierta(&mundo.f)->fields, VISITA_HECHOS), paso->id)) {
			do_step(paso);
			HACE(acto_visita_paso(&acto, f, paso->id, true, err));
		}
		if (hasta && strcmp(hasta, paso->id) == 0)
			return;
	}
}

struct cierre mundo_cerrar(int32_t fecha, const char *resultado)
{
	struct cierre out;
	char day[DATE_TEXT];
	RESPONDE("cierre_visita", arena_printf(&mundo.arena, "fecha_visita=%s; modalidad=residencia; resultado=%s", date_iso(fecha, day), resultado));
	HACE(acto_visita_cerrar(&acto, f, &out, err));
	return out;
}

struct cierre mundo_visita(void)
{
	struct agenda when;
	agenda_of(mundo.programa->ruta, &mundo.f.hogar.fields, mundo.hoy, &when);
	if (when.estado == AGENDA_BLOQUEADA)
		mundo_dia(when.desde);
	mundo_abrir();
	mundo_pasos(NULL);
	return mundo_cerrar(mundo.hoy, "efectiva");
}

void mundo_hasta(const char *momento)
{
	for (int i = 0; strcmp(mundo_momento(), momento) != 0; i++) {
		struct cierre out = mundo_visita();
		cr_assert(out.avanzo, "stays in %s: %s", out.de->nombre, out.falta);
		cr_assert_lt(i, 10, "%s is not reached", momento);
	}
}

/* ---- comparing ---- */

static bool same_list(const struct record_list *a, const struct record_list *b)
{
	if (a->n != b->n)
		return false;
	for (int i = 0; i < a->n; i++)
		if (a->item[i].seq != b->item[i].seq || !answers_equal(&a->item[i].fields, &b->item[i].fields))
			return false;
	return true;
}

bool mundo_igual(const struct ficha *a, const struct ficha *b)
{
	return answers_equal(&a->hogar.fields, &b->hogar.fields) && same_list(&a->integrante, &b->integrante) && same_list(&a->logro, &b->logro)
		&& same_list(&a->visita, &b->visita) && same_list(&a->compromiso, &b->compromiso) && same_list(&a->oportunidad, &b->oportunidad)
		&& same_list(&a->evaluacion, &b->evaluacion);
}

struct ficha *mundo_copia(void)
{
	struct ficha *copy = arena_new(&mundo.arena, struct ficha);
	ficha_copy(copy, &mundo.arena, &mundo.f);
	return copy;
}
