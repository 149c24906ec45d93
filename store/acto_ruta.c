#include "store/acto_salida.h"

bool acto_ir(struct acto *a, struct ficha *f, const char *id, const char *motivo, struct err *err)
{
	struct edicion e;
	struct trace why;
	bool back = false;
	const struct momento *to = ruta_momento(a->programa->ruta, id);
	if (!to)
		return err_set(err, ERR_NOT_FOUND, "El momento «%s» no está en la ruta", id);
	if (!edicion_begin(&e, a, f, err))
		return false;
	if (ficha_visita_abierta(f))
		return err_set(err, ERR_RULE, "Hay una visita en curso: ciérrela o anúlela antes de cambiar de momento");
	if (!edicion_firme(&e, err))
		return false;
	trace_init(&why, a->arena);
	const struct evaluacion *now = acto_evaluar(a, f);
	enum tri may = ruta_puede_ir(now, to, &back, &why);
	if (may != TRI_YES && !back)
		return err_set(err, ERR_RULE, "Aún no se puede pasar a «%s»: %s", to->nombre, why.n ? why.line[why.n - 1].text : "faltan condiciones");
	if (back && !texto_dado(motivo))
		return err_set(err, ERR_RULE, "Para volver a «%s» escriba el motivo", to->nombre);
	struct salida s = { .e = &e, .now = now, .de = ruta_actual(a->programa->ruta, &f->hogar.fields), .a = to, .dia = a->hoy };
	if (!back && !salida_apply(&s, err))
		return false;
	momento_enter(&e, to);
	return edicion_save(&e, back ? "ruta_volver" : "ruta_avanzar", motivo, to->nombre, err);
}
