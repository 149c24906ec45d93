#include "model/validacion.h"
#include "base/text.h"
#include "forms/field_type.h"
#include "model/regla.h"
#include <stdlib.h>
#include <string.h>

/* What can be true of people, whatever the programme; its own thresholds are in its definitions. */
enum { AVISO = false, ERROR = true };
enum { GESTANTE_DESDE = 10, GESTANTE_HASTA = 55, GENERACION = 12, JEFE_DESDE = 14 };

struct validador {
	const struct ficha *ficha;
	const struct dict *dict;
	int32_t on;
	struct arena *arena;
	struct scope scope;
	const struct record **activo; int n_activo;
	struct hallazgo *item; int n, cap;
};

static void report(struct validador *v, bool error, const struct record *de, const char *variable, const char *texto)
{
	*ARENA_PUSH(v->arena, v->item, v->n, v->cap) = (struct hallazgo){
		.error = error, .integrante = de ? de->seq : 0, .texto = texto, .variable = variable,
	};
}

static bool reported(const struct validador *v, uint32_t integrante, const char *variable)
{
	for (int i = 0; i < v->n; i++)
		if (v->item[i].error && v->item[i].integrante == integrante && !strcmp(v->item[i].variable, variable))
			return true;
	return false;
}

static const char *corto(const struct validador *v, const struct record *r)
{
	return integrante_corto(r, v->arena);
}

static bool es(const struct record *r, const char *variable, const char *choice)
{
	return !strcmp(answers_text(&r->fields, variable), choice);
}

/* Names of the active members with that kinship. */
static int con_parentesco(const struct validador *v, const char *parentesco, const char **names)
{
	const char **name = arena_array(v->arena, const char *, v->n_activo + 1);
	int n = 0;
	for (int i = 0; i < v->n_activo; i++)
		if (es(v->activo[i], "parentesco", parentesco))
			name[n++] = corto(v, v->activo[i]);
	*names = enumerar(v->arena, name, n);
	return n;
}

static void check_jefe(struct validador *v)
{
	const char *names;
	int n = con_parentesco(v, "jefe", &names);
	if (!v->n_activo)
		report(v, ERROR, NULL, "parentesco", "El hogar no tiene integrantes: agregue al menos a la jefa o el jefe.");
	else if (!n)
		report(v, ERROR, NULL, "parentesco", "El hogar no tiene jefa o jefe: elija a la persona y cambie su parentesco.");
	else if (n > 1)
		report(v, ERROR, NULL, "parentesco", arena_printf(v->arena, "Hay %d personas como jefa o jefe del hogar (%s): deje una sola.", n, names));
}

static void check_conyuge(struct validador *v)
{
	const char *names;
	int n = con_parentesco(v, "conyuge", &names);
	if (n > 1)
		report(v, AVISO, NULL, "parentesco", arena_printf(v->arena, "Hay %d cónyuges o compañeros (%s): confirme el parentesco.", n, names));
}

static void check_visitas(struct validador *v)
{
	int32_t desde = answers_date(&v->ficha->hogar.fields, HOGAR_VINCULACION);
	char fecha[DATE_TEXT], limite[DATE_TEXT];
	for (int i = 0; i < v->ficha->visita.n; i++) {
		const struct record *r = &v->ficha->visita.item[i];
		int32_t dia = answers_date(&r->fields, VISITA_FECHA);
		if (dia == DATE_NONE || es(r, VISITA_ESTADO, "anulada"))
			continue;
		date_text(dia, fecha);
		if (dia > v->on)
			report(v, ERROR, NULL, VISITA_FECHA, arena_printf(v->arena, "La visita %u tiene fecha %s, que aún no llega: revise la fecha.", r->seq, fecha));
		else if (desde != DATE_NONE && dia < desde)
			report(v, ERROR, NULL, VISITA_FECHA, arena_printf(v->arena,
				"La visita %u (%s) es anterior a la vinculación (%s): revise las dos fechas.", r->seq, fecha, date_text(desde, limite)));
	}
}

static void check_nacimiento(struct validador *v, const struct record *r)
{
	char fecha[DATE_TEXT];
	int32_t dia = answers_date(&r->fields, "fecha_nacimiento");
	if (dia != DATE_NONE && dia > v->on)
		report(v, ERROR, r, "fecha_nacimiento",
			arena_printf(v->arena, "%s figura con nacimiento el %s, que aún no llega: revise la fecha.", corto(v, r), date_text(dia, fecha)));
}

static bool mismo_documento(const struct record *a, const struct record *b)
{
	const char *numero = answers_text(&a->fields, "numero_documento");
	return *numero && es(b, "numero_documento", numero) && es(b, "tipo_documento", answers_text(&a->fields, "tipo_documento"));
}

static const char *documento(const struct validador *v, const struct record *r)
{
	const char *tipo = text_upper(v->arena, answers_text(&r->fields, "tipo_documento"));
	return arena_printf(v->arena, "%s%s%s", tipo, *tipo ? " " : "", answers_text(&r->fields, "numero_documento"));
}

static void check_documento(struct validador *v, const struct record *r)
{
	for (int i = 0; i < v->n_activo && v->activo[i] != r; i++)
		if (mismo_documento(v->activo[i], r)) {
			report(v, ERROR, r, "numero_documento", arena_printf(v->arena,
				"%s y %s tienen el mismo documento (%s): revise de quién es.", corto(v, v->activo[i]), corto(v, r), documento(v, r)));
			return;
		}
}

static void check_gestante(struct validador *v, const struct record *r)
{
	static const struct { const char *variable, *estado; } who[] = { { "gestante", "en embarazo" }, { "lactante", "lactando" } };
	int edad = integrante_edad(r, v->on);
	for (int i = 0; i < 2; i++) {
		if (!answers_bool(&r->fields, who[i].variable, false))
			continue;
		if (es(r, "sexo", "h"))
			report(v, AVISO, r, who[i].variable, arena_printf(v->arena, "%s figura como hombre y %s: confirme los dos datos.", corto(v, r), who[i].estado));
		else if (edad >= 0 && (edad < GESTANTE_DESDE || edad > GESTANTE_HASTA))
			report(v, AVISO, r, who[i].variable,
				arena_printf(v->arena, "%s tiene %d años y figura %s: confirme los dos datos.", corto(v, r), edad, who[i].estado));
	}
}

/* Years by which the member must be older (or younger, below zero) than the head. */
static const struct { const char *parentesco, *palabra; int generaciones; } ascendencia[] = {
	{ "hijo", "hija o hijo", -1 }, { "nieto", "nieta o nieto", -2 }, { "padre", "madre o padre", 1 }, { "abuelo", "abuela o abuelo", 2 },
};

static void check_generacion(struct validador *v, const struct record *r)
{
	const struct record *jefe = ficha_jefe(v->ficha);
	int edad = integrante_edad(r, v->on), edad_jefe = jefe ? integrante_edad(jefe, v->on) : -1;
	if (jefe == r || edad < 0 || edad_jefe < 0)
		return;
	for (size_t i = 0; i < sizeof ascendencia / sizeof *ascendencia; i++) {
		int menos = ascendencia[i].generaciones * GENERACION, diferencia = edad - edad_jefe;
		if (!es(r, "parentesco", ascendencia[i].parentesco) || (menos < 0 ? diferencia <= menos : diferencia >= menos))
			continue;
		report(v, AVISO, r, "parentesco", arena_printf(v->arena, "%s (%d años) figura como %s de %s (%d años): confirme edades y parentesco.",
			corto(v, r), edad, ascendencia[i].palabra, corto(v, jefe), edad_jefe));
	}
}

static void check_edad_jefe(struct validador *v, const struct record *r)
{
	int edad = integrante_edad(r, v->on);
	if (es(r, "parentesco", "jefe") && edad >= 0 && edad < JEFE_DESDE)
		report(v, ERROR, r, "parentesco", arena_printf(v->arena,
			"%s tiene %d años y figura como jefa o jefe del hogar: confirme la fecha de nacimiento o elija a una persona de %d años o más.",
			corto(v, r), edad, JEFE_DESDE));
}

static bool chosen_exist(const struct validador *v, const struct variable *var, struct value value)
{
	if (!var->choices || (value.kind != VALUE_CHOICE && value.kind != VALUE_SET))
		return true;
	for (const char *at = value.text; *at; at += strspn(at, " ")) {
		size_t n = value.kind == VALUE_SET ? strcspn(at, " ") : strlen(at);
		if (!choice_find(var->choices, arena_strndup(v->arena, at, n)))
			return false;
		at += n;
	}
	return true;
}

/* Why the dictionary would not take this answer today; NULL: it would. */
static const char *objecion(const struct validador *v, const struct variable *var, struct value value, int me)
{
	if (value.kind != var->type->kind)
		return "el dato guardado no tiene la forma esperada";
	if (!chosen_exist(v, var, value))
		return "la respuesta no está entre las opciones";
	if ((value.kind == VALUE_INT || value.kind == VALUE_DATE) && (value.num < var->min || value.num > var->max))
		return "el valor está fuera de los límites";
	struct scope scope = v->scope;
	scope.me = me;
	scope.row = var->row;
	scope.self = value;
	if (var->constraint && expr_test(var->constraint, &scope, NULL) == TRI_NO)
		return var->constraint_message ? var->constraint_message : "el valor está fuera de lo permitido";
	return NULL;
}

static void check_respuestas(struct validador *v, const struct record *de, const struct answers *fields, enum level level, int me)
{
	for (int i = 0; i < fields->n; i++) {
		const struct answer *answer = &fields->item[i];
		const struct variable *var = dict_find(v->dict, answer->name);
		if (!var || var->level != level || var->calculation || answer->hidden || !value_known(answer->value) || reported(v, de ? de->seq : 0, answer->name))
			continue;
		const char *why = objecion(v, var, answer->value, me);
		if (why)
			report(v, ERROR, de, var->name, arena_printf(v->arena, "%s%s%s, «%s»: %s", var->short_label, de ? " de " : "", de ? corto(v, de) : "",
				variable_format(var, answer->value, v->arena), why));
	}
}

static void (*const del_hogar[])(struct validador *) = { check_jefe, check_conyuge, check_visitas };
static void (*const del_integrante[])(struct validador *, const struct record *) = {
	check_nacimiento, check_edad_jefe, check_documento, check_gestante, check_generacion,
};

static int errors_first(struct validador *v, struct hallazgo **out)
{
	struct hallazgo *sorted = arena_array(v->arena, struct hallazgo, v->n + 1);
	int n = 0;
	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; i < v->n; i++)
			if (v->item[i].error == (pass == 0))
				sorted[n++] = v->item[i];
	*out = sorted;
	return n;
}

int ficha_validate(const struct ficha *ficha, const struct dict *dict, int32_t on, struct arena *arena, struct hallazgo **out)
{
	struct validador v = { .ficha = ficha, .dict = dict, .on = on, .arena = arena };
	v.n_activo = ficha_activos(ficha, &v.activo);
	ficha_scope(ficha, dict, on, arena, &v.scope);
	for (size_t i = 0; i < sizeof del_hogar / sizeof *del_hogar; i++)
		del_hogar[i](&v);
	check_respuestas(&v, NULL, &ficha->hogar.fields, LEVEL_HOGAR, -1);
	for (int m = 0; m < v.n_activo; m++) {
		for (size_t i = 0; i < sizeof del_integrante / sizeof *del_integrante; i++)
			del_integrante[i](&v, v.activo[m]);
		check_respuestas(&v, v.activo[m], &v.activo[m]->fields, LEVEL_INTEGRANTE, m);
	}
	return errors_first(&v, out);
}
