/* Whatever an act did, undoing it leaves the family exactly as it was. */
#include "mundo.h"
#include "store/acto_deshacer.h"
#include <string.h>

TestSuite(acto_deshacer, .init = mundo_open, .fini = mundo_close, .timeout = 240);

static struct fila row(void)
{
	struct fila out;
	struct txn txn;
	txn_begin_read(&txn);
	cr_assert(fila_get(&txn, mundo.programa->ruta, mundo.f.num, mundo.hoy, &mundo.arena, &out));
	txn_abort(&txn);
	return out;
}

static bool same_row(const struct fila *a, const struct fila *b)
{
	return strcmp(a->nombre, b->nombre) == 0 && strcmp(a->estado, b->estado) == 0 && strcmp(a->momento, b->momento) == 0 && strcmp(a->siguiente, b->siguiente) == 0
		&& a->integrantes == b->integrantes && a->alcanzados == b->alcanzados && a->por_alcanzar == b->por_alcanzar && a->sin_dato == b->sin_dato
		&& a->celda == b->celda && a->ultima_visita == b->ultima_visita && a->proxima == b->proxima && a->agenda.estado == b->agenda.estado;
}

static void undo_last(void)
{
	struct txn txn;
	struct err err = { 0 };
	txn_begin_write(&txn);
	cr_assert(diario_deshacer(&txn, diario_last(&txn), "Era una prueba", &err), "%s", err.text);
	txn_end(&txn);
	mundo_load();
}

/* Done, undone, and done again for what follows. */
#define IDA_Y_VUELTA(call) do { \
	struct ficha *before_ = mundo_copia(); struct fila row_ = row(), after_; \
	HACE(call); \
	cr_assert_not(mundo_igual(before_, &mundo.f), "%s:%d: it did nothing", __FILE__, __LINE__); \
	undo_last(); after_ = row(); \
	cr_assert(mundo_igual(before_, &mundo.f), "%s:%d: not as it was", __FILE__, __LINE__); \
	cr_assert(same_row(&row_, &after_), "%s:%d: the row of lists is not as it was", __FILE__, __LINE__); \
	HACE(call); \
} while (0)

/* What somebody writes about a family is not told to who may not even see it. */
Test(acto_deshacer, who_may_not_undo_learns_nothing_of_drafts)
{
	struct borrador_clave key = { .hogar = mundo.f.num, .formulario = "vivienda" };
	struct answers fields;
	struct acto acto;
	struct err err = { 0 };
	struct txn txn;

	answers_init(&fields, &mundo.arena);
	answers_set(&fields, "pisos", value_text("tierra"));
	cr_assert(borrador_put(casa.store, &key, &fields, "Vivienda de la familia", NULL, &err), "%s", err.text);
	for (int i = 0; i < 2; i++) {
		static const struct { const char *usuario; enum err_code code; } rows[] = { { "jlopez", ERR_DENIED }, { "mrestrepo", ERR_RULE } };
		casa_login(rows[i].usuario);
		txn_begin_write(&txn);
		acto = mundo_acto(&txn);
		cr_expect_not(acto_deshacer(&acto, diario_last(&txn), "Por error", &err));
		cr_expect_eq(err.code, rows[i].code, "%s", err.text);
		cr_expect_eq(strstr(err.text, "Vivienda") != NULL, i == 1, "%s", err.text);
		txn_abort(&txn);
	}
	CASA_VERIFY();
}

static int pending(void)
{
	const struct evaluacion *ev = model_evaluate(mundo.programa, &mundo.f, mundo.hoy, &mundo.arena);
	for (int i = 0; i < ev->n_logro; i++)
		if (ev->logro[i].vigente == LOGRO_POR_ALCANZAR && !ev->logro[i].prioridad)
			return ev->logro[i].def->id;
	cr_assert(false, "everything is reached");
	return 0;
}

static const struct answers *persona(void)
{
	struct answers *who = arena_new(&mundo.arena, struct answers);
	answers_init(who, &mundo.arena);
	decir(who, "nombre1=Rosa; apellido1=Ríos; sexo=m; fecha_nacimiento=1990-01-01; parentesco=hermano; tipo_documento=cc; numero_documento=43999111");
	return who;
}

Test(acto_deshacer, people)
{
	uint32_t seq;
	const struct answers *who = persona();
	IDA_Y_VUELTA(acto_integrante_nuevo(&acto, f, who, &seq, err));
	IDA_Y_VUELTA(acto_integrante_retirar(&acto, f, 2, "traslado", mundo.hoy, err));
	IDA_Y_VUELTA(acto_integrante_reactivar(&acto, f, 2, "Volvió", err));
	IDA_Y_VUELTA(acto_cambiar_jefe(&acto, f, 3, "hijo", err));
	CASA_VERIFY();
}

Test(acto_deshacer, forms_and_dates)
{
	IDA_Y_VUELTA(acto_acordar_visita(&acto, f, mundo.hoy + 3, err));
	IDA_Y_VUELTA(acto_guardar_formulario(&acto, f, mundo_form(f, "vivienda", 0, "pisos=tierra; agua=rio"), 0, err));
	IDA_Y_VUELTA(acto_guardar_formulario(&acto, f, mundo_form(f, "educacion", 0, "lee@3=no; grado@1=7"), 0, err));
	IDA_Y_VUELTA(acto_guardar_formulario(&acto, f, mundo_form(f, "vivienda", 0, "pisos="), 0, err));
	CASA_VERIFY();
}

Test(acto_deshacer, visits)
{
	struct cierre out;
	char day[DATE_TEXT];
	IDA_Y_VUELTA(acto_visita_abrir(&acto, f, NULL, err));
	IDA_Y_VUELTA(acto_visita_paso(&acto, f, "autorizacion", true, err));
	IDA_Y_VUELTA(acto_visita_paso(&acto, f, "autorizacion", false, err));
	IDA_Y_VUELTA(acto_visita_motivo(&acto, f, "La familia lo pidió", err));
	IDA_Y_VUELTA(acto_visita_anular(&acto, f, "Se abrió por error", err));
	mundo_abrir();
	mundo_pasos(NULL);
	RESPONDE("cierre_visita", arena_printf(&mundo.arena, "fecha_visita=%s; modalidad=residencia; resultado=efectiva", date_iso(mundo.hoy, day)));
	IDA_Y_VUELTA(acto_visita_cerrar(&acto, f, &out, err));
	IDA_Y_VUELTA(acto_ir(&acto, f, "inicio", "Faltó la firma", err));
	IDA_Y_VUELTA(acto_ir(&acto, f, "linea_base", NULL, err) || acto_ir(&acto, f, "linea_base", "Sigue", err));
	CASA_VERIFY();
}

Test(acto_deshacer, freezing_the_baseline)
{
	struct cierre out;
	char day[DATE_TEXT];
	mundo_hasta("linea_base");
	mundo_abrir();
	mundo_pasos(NULL);
	RESPONDE("cierre_visita", arena_printf(&mundo.arena, "fecha_visita=%s; modalidad=residencia; resultado=efectiva", date_iso(mundo.hoy, day)));
	IDA_Y_VUELTA(acto_visita_cerrar(&acto, f, &out, err));
	cr_expect_gt(mundo.f.logro.n, 20);
	CASA_VERIFY();
}

Test(acto_deshacer, logros_and_plan)
{
	int logro = pending();
	const struct confirmacion yes = { .estado = LOGRO_ALCANZADO, .como = "verificado", .soporte = "Carné" }, back = { .estado = LOGRO_SIN_DATO };
	const struct oferta *o = &mundo.programa->ofertas->item[0];
	IDA_Y_VUELTA(acto_logro_confirmar(&acto, f, 1, 1, &yes, err));
	IDA_Y_VUELTA(acto_logro_confirmar(&acto, f, 1, 1, &back, err));
	IDA_Y_VUELTA(acto_logro_priorizar(&acto, f, logro, true, err));
	IDA_Y_VUELTA(acto_logro_priorizar(&acto, f, logro, false, err));
	IDA_Y_VUELTA(acto_compromiso(&acto, f, 0, logro, "Ir", "Luz", mundo.hoy + 9, err));
	IDA_Y_VUELTA(acto_compromiso(&acto, f, 1, logro, "Ir juntos", "Luz", mundo.hoy + 19, err));
	IDA_Y_VUELTA(acto_compromiso_seguir(&acto, f, 1, "cumplido", "Muy bien", err));
	IDA_Y_VUELTA(acto_oportunidad(&acto, f, o->id, o->nombre, logro, 1, "Llamar", err));
	IDA_Y_VUELTA(acto_oportunidad_cerrar(&acto, f, 1, true, true, NULL, NULL, err));
	IDA_Y_VUELTA(acto_oportunidad(&acto, f, o->id, o->nombre, logro, 1, NULL, err));
	IDA_Y_VUELTA(acto_oportunidad_cerrar(&acto, f, 2, false, false, "No había cupo", "Otra vez en marzo", err));
	CASA_VERIFY();
}

Test(acto_deshacer, decisions_and_the_end)
{
	struct cierre out;
	mundo_hasta("validacion_previa");
	mundo_abrir();
	mundo_pasos("revision");
	IDA_Y_VUELTA(acto_validar(&acto, f, err));
	HACE(acto_visita_paso(&acto, f, "decision", true, err));
	char day[DATE_TEXT];
	RESPONDE("cierre_visita", arena_printf(&mundo.arena, "fecha_visita=%s; modalidad=residencia; resultado=efectiva", date_iso(mundo.hoy, day)));
	IDA_Y_VUELTA(acto_visita_cerrar(&acto, f, &out, err));
	IDA_Y_VUELTA(acto_cerrar_hogar(&acto, f, "no_localizado", "no_localizado", err));
	CASA_VERIFY();
}

Test(acto_deshacer, a_registration)
{
	struct txn txn;
	struct err err = { 0 };
	uint32_t num = mundo.f.num;
	txn_begin_write(&txn);
	cr_assert(diario_deshacer(&txn, diario_last(&txn), "Era otra familia", &err), "%s", err.text);
	txn_end(&txn);
	txn_begin_read(&txn);
	cr_expect_not(ficha_load(&txn, num, &mundo.arena, &mundo.f, NULL));
	txn_abort(&txn);
	CASA_VERIFY();
}

/* ---- under later changes ---- */

static void undo_by_act(uint64_t n)
{
	struct txn txn;
	struct err err = { 0 };
	txn_begin_write(&txn);
	struct acto acto = mundo_acto(&txn);
	cr_assert(acto_deshacer(&acto, n, "Era una prueba", &err), "%s", err.text);
	txn_end(&txn);
	mundo_load();
}

static struct fila computed(void)
{
	struct fila out = row();
	const struct evaluacion *ev = model_evaluate(mundo.programa, &mundo.f, mundo.hoy, &mundo.arena);
	out.alcanzados = ev->cuenta[LOGRO_ALCANZADO];
	out.por_alcanzar = ev->cuenta[LOGRO_POR_ALCANZAR];
	out.sin_dato = ev->cuenta[LOGRO_SIN_DATO];
	out.celda = ev->promocion.celda;
	return out;
}

Test(acto_deshacer, the_row_follows_when_later_changes_stand)
{
	HACE(acto_guardar_formulario(&acto, f, mundo_form(f, "educacion", 0, "lee@3=no; grado@1=3"), 0, err));
	uint64_t n = mundo_ops();
	HACE(acto_guardar_formulario(&acto, f, mundo_form(f, "vivienda", 0, "pisos=tierra; agua=rio"), 0, err));
	undo_by_act(n);
	struct fila now = row(), want = computed();
	cr_expect(same_row(&now, &want));
	cr_expect_str_eq(answers_text(&mundo.f.hogar.fields, "agua"), "rio");
	undo_by_act(n + 1);
	now = row();
	want = computed();
	cr_expect(same_row(&now, &want));
	CASA_VERIFY();
}

Test(acto_deshacer, it_goes_back_through_a_whole_route_and_forward_again)
{
	enum { BEFORE = 40 };
	struct ficha *was[BEFORE + 1];
	mundo_hasta("validacion_previa");
	uint64_t last = mundo_ops();
	cr_assert_gt(last, BEFORE + 5);
	struct ficha *end = mundo_copia();
	for (uint64_t n = last; n > last - BEFORE; n--) {
		undo_by_act(n);
		was[last - n] = mundo_copia();
	}
	CASA_VERIFY();
	for (int i = 0; i < BEFORE; i++) {
		cr_assert(mundo_igual(was[BEFORE - 1 - i], &mundo.f), "step %d", i);
		undo_by_act(last + BEFORE - (uint64_t)i);
	}
	cr_expect(mundo_igual(end, &mundo.f));
	CASA_VERIFY();
}

Test(acto_deshacer, what_would_leave_the_family_unsound_is_refused)
{
	uint32_t seq;
	struct txn txn;
	const struct answers *who = persona();
	HACE(acto_integrante_nuevo(&acto, f, who, &seq, err));
	HACE(acto_integrante_retirar(&acto, f, seq, "traslado", mundo.hoy, err));
	uint64_t gone = mundo_ops();
	struct err why = { 0 };
	/* meanwhile she lives, under her document, in a household of another family */
	txn_begin_write(&txn);
	struct op op = { .accion = "registrar_hogar" };
	cr_assert(op_begin(&txn, &op));
	struct record h, r;
	record_init(&h, &txn.arena, RECORD_HOGAR, store_next_hogar(&txn), 0);
	answers_set(&h.fields, HOGAR_COGESTOR, value_text("mrestrepo"));
	answers_set(&h.fields, HOGAR_ESTADO, value_choice("vinculado"));
	record_put(&txn, &h);
	record_init(&r, &txn.arena, RECORD_INTEGRANTE, h.hogar, 1);
	answers_copy(&r.fields, who);
	answers_set(&r.fields, "parentesco", value_choice("jefe"));
	answers_set(&r.fields, INTEGRANTE_ACTIVO, value_bool(true));
	record_put(&txn, &r);
	op_end(&txn);
	txn_end(&txn);
	txn_begin_write(&txn);
	struct acto acto = mundo_acto(&txn);
	cr_expect_not(acto_deshacer(&acto, gone, "Volvió", &why));
	cr_expect_eq(why.code, ERR_RULE);
	cr_expect(strstr(why.text, "No se puede deshacer: El documento CC 43999111 ya está registrado"), "%s", why.text);
	txn_abort(&txn);
	cr_expect_eq(casa_readers(), 0);
	CASA_VERIFY();
}

Test(acto_deshacer, a_draft_is_not_left_behind)
{
	struct borrador_clave clave = { .hogar = mundo.f.num, .formulario = "vivienda" };
	struct answers some;
	struct err why = { 0 };
	struct txn txn;
	struct borrador_clave window = borrador_de_ventana(&mundo.arena, mundo.f.num, "historia/Motivo/¿Por qué?");
	answers_init(&some, &mundo.arena);
	answers_set(&some, "piso", value_choice("tierra"));
	cr_assert(borrador_put(casa.store, &clave, &some, "Vivienda", NULL, &why), "%s", why.text);
	cr_assert(borrador_put(casa.store, &window, &some, "Motivo", NULL, &why), "%s", why.text);
	uint64_t n = mundo_ops();
	txn_begin_write(&txn);
	struct acto acto = mundo_acto(&txn);
	cr_expect_not(acto_deshacer(&acto, n, "Era otra familia", &why));
	cr_expect_eq(why.code, ERR_RULE);
	cr_expect(strstr(why.text, "borrador por terminar (Vivienda)"), "%s", why.text);
	borrador_del(&txn, &clave);
	cr_expect(acto_deshacer(&acto, n, "Era otra familia", &why), "the reason that is being written keeps nobody: %s", why.text);
	txn_end(&txn);
	CASA_VERIFY();
}

/* What it would change is tried and given up: the family as it is and as it would be, and nothing is kept. */
Test(acto_deshacer, what_it_would_change_can_be_seen_first)
{
	struct deshacer_efecto *effect;
	struct err why = { 0 };
	struct txn txn;
	int n = 0;
	uint64_t registered = mundo_ops();

	HACE(acto_integrante_retirar(&acto, f, 2, "traslado", mundo.hoy, err));
	uint64_t ops = mundo_ops();
	for (int i = 0; i < 2; i++) {      /* the leaving; the registration, which the leaving stands upon */
		txn_begin_write(&txn);
		struct acto acto = mundo_acto(&txn);
		cr_assert_eq(acto_deshacer_efecto(&acto, i ? registered : ops, &effect, &n, &why), i == 0, "%s", why.text);
		txn_abort(&txn);
		if (i)
			break;
		cr_assert_eq(n, 1);
		cr_expect(effect[0].hogar == mundo.f.num && effect[0].antes && effect[0].despues);
		cr_expect_not(answers_bool(&ficha_record(effect[0].antes, RECORD_INTEGRANTE, 2)->fields, INTEGRANTE_ACTIVO, true));
		cr_expect(answers_bool(&ficha_record(effect[0].despues, RECORD_INTEGRANTE, 2)->fields, INTEGRANTE_ACTIVO, true));
	}
	cr_expect_eq(why.code, ERR_CONFLICT, "%s", why.text);
	cr_expect_eq(mundo_ops(), ops);
	undo_last();
	ops = mundo_ops();
	txn_begin_write(&txn);
	struct acto acto = mundo_acto(&txn);
	cr_assert(acto_deshacer_efecto(&acto, registered, &effect, &n, &why), "%s", why.text);
	txn_abort(&txn);
	cr_expect(n == 1 && effect[0].antes && !effect[0].despues, "without its registration it is not there");
	mundo_load();
	cr_expect_eq(mundo_ops(), ops);
	CASA_VERIFY();
}
