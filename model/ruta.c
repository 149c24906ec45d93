#include "model/ruta.h"
#include "model/campos.h"
#include "model/regla.h"
#include "model/ruta_grafo.h"
#include <string.h>

const struct momento *ruta_momento(const struct ruta *ruta, const char *id)
{
	for (int f = 0; f < ruta->n; f++)
		for (int m = 0; m < ruta->fase[f].n; m++)
			if (ruta->fase[f].momento[m].id && !strcmp(ruta->fase[f].momento[m].id, id))
				return &ruta->fase[f].momento[m];
	return NULL;
}

const struct momento *ruta_primero(const struct ruta *ruta)
{
	return ruta->n && ruta->fase[0].n ? &ruta->fase[0].momento[0] : NULL;
}

const struct paso *momento_paso(const struct momento *momento, const char *id)
{
	for (int i = 0; i < momento->n_paso; i++)
		if (momento->paso[i].id && !strcmp(momento->paso[i].id, id))
			return &momento->paso[i];
	return NULL;
}

const struct momento *ruta_actual(const struct ruta *ruta, const struct answers *hogar)
{
	const struct momento *momento = ruta_momento(ruta, answers_text(hogar, HOGAR_MOMENTO));
	return momento ? momento : ruta_primero(ruta);
}

/* The facts as they will be once the acts of `al_salir` are done: the next moment may ask for what leaving this one brings. */
struct salida { const struct evaluacion *evaluacion; const struct momento *momento; };

static bool hace(const struct momento *momento, const char *acto)
{
	for (int i = 0; i < momento->n_al_salir; i++)
		if (!strcmp(momento->al_salir[i], acto))
			return true;
	return false;
}

static struct value hecho_al_salir(const struct scope *scope, const char *name, void *arg)
{
	const struct salida *salida = arg;
	const struct scope *now = &salida->evaluacion->scope;
	const struct momento *momento = salida->momento;
	for (int i = 0; i < momento->n_al_salir; i++)
		if (acto_hecho(momento->al_salir[i]) && !strcmp(acto_hecho(momento->al_salir[i]), name))
			return value_bool(true);
	struct value value = now->hecho ? now->hecho(scope, name, now->hecho_arg) : value_none();
	if (value_known(value) || strcmp(name, "decision") || !hace(momento, "registrar_validacion"))
		return value;
	/* not recorded yet: leaving records what the rules give */
	switch (salida->evaluacion->promocion.promueve) {
	case TRI_YES: return value_choice("promueve");
	case TRI_NO: return value_choice("permanece");
	case TRI_UNKNOWN: break;
	}
	return value_none();
}

static enum tri test(const struct expr *expr, const struct scope *scope)
{
	return expr ? expr_test(expr, scope, NULL) : TRI_YES;
}

/* The jump that is taken on leaving: the first that holds. A doubt before it holds the family back: nobody moves on by not knowing. */
static const struct salto *salto_elige(const struct momento *momento, const struct scope *after, const struct salto **duda)
{
	*duda = NULL;
	for (int i = 0; i < momento->n_sigue; i++) {
		enum tri holds = test(momento->sigue[i].si, after);
		if (holds == TRI_YES)
			return &momento->sigue[i];
		if (holds == TRI_UNKNOWN) {
			*duda = &momento->sigue[i];
			return NULL;
		}
	}
	return NULL;
}

static struct scope scope_after(const struct evaluacion *evaluacion, struct salida *salida)
{
	struct scope scope = evaluacion->scope;
	scope.hecho = hecho_al_salir;
	scope.hecho_arg = salida;
	return scope;
}

/* Conditions in the order in which people meet them: to leave here, which way, to enter there. */
struct condiciones { struct condicion_vista *item; int n; enum tri todas; };

static void condicion_add(struct condiciones *list, const char *texto, const struct expr *si, enum tri cumple)
{
	list->item[list->n++] = (struct condicion_vista){ .texto = texto, .cumple = cumple, .si = si };
	list->todas = tri_and(list->todas, cumple);
}

static const char *nombre_de(const struct ruta *ruta, const char *id)
{
	return ruta_momento(ruta, id)->nombre;
}

/* Fills the conditions and gives where it goes when all hold: the moment itself while no way is open, NULL when the route ends. */
static const struct momento *salida_ver(const struct evaluacion *evaluacion, const struct momento *momento, struct arena *arena, struct condiciones *out)
{
	const struct ruta *ruta = evaluacion->programa->ruta;
	struct salida salida = { .evaluacion = evaluacion, .momento = momento };
	struct scope after = scope_after(evaluacion, &salida);
	const struct salto *duda, *salto = salto_elige(momento, &after, &duda);
	const struct momento *destino = salto ? ruta_momento(ruta, salto->a) : momento->n_sigue ? momento : NULL;
	*out = (struct condiciones){ .todas = TRI_YES };
	out->item = arena_array(arena, struct condicion_vista, momento->n_sale + (destino ? destino->n_entra : 0) + 1);
	for (int i = 0; i < momento->n_sale; i++)
		condicion_add(out, momento->sale[i].texto, momento->sale[i].si, test(momento->sale[i].si, &evaluacion->scope));
	if (salto)
		for (int i = 0; i < destino->n_entra; i++)
			condicion_add(out, destino->entra[i].texto, destino->entra[i].si, test(destino->entra[i].si, &after));
	else if (duda)
		condicion_add(out, arena_printf(arena, "Tener los datos que deciden si sigue «%s»", nombre_de(ruta, duda->a)), duda->si, TRI_UNKNOWN);
	else if (momento->n_sigue)
		condicion_add(out, arena_printf(arena, "Cumplir lo que pide «%s»", nombre_de(ruta, momento->sigue[0].a)), momento->sigue[0].si, TRI_NO);
	return destino;
}

/* Marks of the open visit; those of a visit of another moment speak of other steps. */
static struct value marcas(const struct evaluacion *evaluacion, const struct momento *momento)
{
	const struct record *visita = ficha_visita_abierta(evaluacion->ficha);
	const char *de = visita ? answers_text(&visita->fields, VISITA_MOMENTO) : "";
	if (!visita || (*de && strcmp(de, momento->id)))
		return value_set("");
	return answers_get(&visita->fields, VISITA_HECHOS);
}

static const char *falta_para(const struct paso *paso, struct arena *arena)
{
	return paso->necesita ? paso->necesita : arena_printf(arena, "Faltan datos en «%s».", paso->nombre);
}

static void pasos_ver(const struct evaluacion *evaluacion, struct arena *arena, struct posicion *out)
{
	const struct momento *momento = out->momento;
	struct value marca = marcas(evaluacion, momento);
	const struct paso *antes = NULL;      /* the first mandatory step that is not done */
	out->n_paso = momento->n_paso;
	out->paso = arena_array(arena, struct paso_vista, momento->n_paso ? momento->n_paso : 1);
	for (int i = 0; i < momento->n_paso; i++) {
		const struct paso *paso = &momento->paso[i];
		struct paso_vista *vista = &out->paso[i];
		bool listo = test(paso->listo_si, &evaluacion->scope) == TRI_YES;
		*vista = (struct paso_vista){ .paso = paso, .marcado = value_set_has(marca, paso->id) };
		vista->estado = vista->marcado && listo ? PASO_HECHO : antes ? PASO_ESPERA : PASO_ABIERTO;
		if (vista->estado == PASO_ESPERA)
			vista->falta = arena_printf(arena, "Antes va el paso «%s».", antes->nombre);
		else if (vista->estado == PASO_ABIERTO && !listo)
			vista->falta = falta_para(paso, arena);
		if (!antes && !paso->opcional && vista->estado != PASO_HECHO)
			antes = paso;
	}
	out->puede_cerrar = !antes && ficha_visita_abierta(evaluacion->ficha);
}

/* The first mandatory step not done; an optional one comes first when it stands right behind the last that was done. */
static int paso_siguiente(const struct posicion *posicion)
{
	int ultimo = -1, obligatorio = posicion->n_paso;
	for (int i = posicion->n_paso - 1; i >= 0; i--) {
		bool hecho = posicion->paso[i].estado == PASO_HECHO;
		if (hecho && ultimo < 0)
			ultimo = i;
		if (!hecho && !posicion->paso[i].paso->opcional)
			obligatorio = i;
	}
	if (ultimo + 1 < obligatorio)
		return ultimo + 1;
	return obligatorio < posicion->n_paso ? obligatorio : -1;
}

static const char *siguiente_texto(const struct evaluacion *evaluacion, const struct posicion *posicion, struct arena *arena)
{
	if (answers_date(&evaluacion->ficha->hogar.fields, HOGAR_CIERRE) != DATE_NONE)
		return "Ruta terminada";
	const char *momento = posicion->momento->nombre;
	if (posicion->siguiente >= 0)
		return arena_printf(arena, "%s: %s", momento, posicion->paso[posicion->siguiente].paso->nombre);
	return posicion->n_paso ? arena_printf(arena, "%s: cerrar la visita", momento) : momento;
}

void ruta_posicion(const struct evaluacion *evaluacion, struct arena *arena, struct posicion *out)
{
	const struct momento *momento = ruta_actual(evaluacion->programa->ruta, &evaluacion->ficha->hogar.fields);
	struct condiciones sale;
	*out = (struct posicion){ .momento = momento, .fase = momento->fase };
	pasos_ver(evaluacion, arena, out);
	out->siguiente = paso_siguiente(out);
	out->siguiente_texto = siguiente_texto(evaluacion, out, arena);
	out->destino = salida_ver(evaluacion, momento, arena, &sale);
	out->sale = sale.item;
	out->n_sale = sale.n;
	out->avanza = sale.todas == TRI_YES;
}

static bool es_sigue(const struct momento *momento, const char *id)
{
	for (int i = 0; i < momento->n_sigue; i++)
		if (!strcmp(momento->sigue[i].a, id))
			return true;
	return false;
}

/* An open visit is finished before the family moves on: its mandatory steps are what the programme promises the family. */
static enum tri visita_terminada(const struct evaluacion *evaluacion, const struct posicion *posicion, struct trace *why)
{
	if (!ficha_visita_abierta(evaluacion->ficha) || posicion->puede_cerrar)
		return TRI_YES;
	trace_add(why, 1, "Terminar la visita en curso; el siguiente paso es «%s»: %s.", posicion->paso[posicion->siguiente].paso->nombre, tri_nombre(TRI_NO));
	return TRI_NO;
}

/* The last line of the trace is the answer in one sentence. */
static enum tri puede_avanzar(const struct evaluacion *evaluacion, const struct momento *destino, struct trace *why)
{
	struct posicion posicion;
	ruta_posicion(evaluacion, why->arena, &posicion);
	enum tri cumple = visita_terminada(evaluacion, &posicion, why);
	const char *falta = cumple == TRI_YES ? NULL : "terminar los pasos de la visita en curso";
	for (int i = 0; i < posicion.n_sale; i++) {
		const struct condicion_vista *condicion = &posicion.sale[i];
		trace_add(why, 1, "%s: %s.", condicion->texto, tri_nombre(condicion->cumple));
		cumple = tri_and(cumple, condicion->cumple);
		falta = falta || condicion->cumple == TRI_YES ? falta : condicion->texto;
	}
	if (posicion.destino != destino && posicion.destino != posicion.momento) {
		trace_add(why, 0, "Con los datos de hoy corresponde «%s».", posicion.destino->nombre);
		return TRI_NO;
	}
	if (cumple != TRI_YES)
		trace_add(why, 0, "Falta: %s.", falta);
	return cumple;
}

enum tri ruta_puede_ir(const struct evaluacion *evaluacion, const struct momento *destino, bool *atras, struct trace *why)
{
	const struct momento *actual = ruta_actual(evaluacion->programa->ruta, &evaluacion->ficha->hogar.fields);
	*atras = false;
	if (destino == actual) {
		trace_add(why, 0, "La familia ya está en «%s».", actual->nombre);
		return TRI_NO;
	}
	if (es_sigue(actual, destino->id)) {
		trace_add(why, 0, "De «%s» se pasa a «%s» cuando se cumple todo esto:", actual->nombre, destino->nombre);
		enum tri cumple = puede_avanzar(evaluacion, destino, why);
		if (cumple == TRI_YES || destino->orden > actual->orden)
			return cumple;
	} else if (destino->orden > actual->orden) {
		trace_add(why, 0, "De «%s» no se pasa directamente a «%s».", actual->nombre, destino->nombre);
		for (int i = 0; i < actual->n_sigue; i++)
			trace_add(why, 1, "Puede seguir «%s».", nombre_de(evaluacion->programa->ruta, actual->sigue[i].a));
		return TRI_NO;
	}
	*atras = true;
	trace_add(why, 0, "Volver a «%s» es posible; escriba el motivo.", destino->nombre);
	return TRI_YES;
}
