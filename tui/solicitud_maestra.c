/* A registration that begins with a row of the base maestra: its texts are put as if they had been typed, so that each field accepts or asks. */
#include "base/date.h"
#include "store/maestra.h"
#include "tui/solicitud.h"

#include <string.h>

static const struct { enum maestra_campo de; const char *a; } hogar[] = {
	{ MAESTRA_DIRECCION, "direccion" }, { MAESTRA_BARRIO, "barrio" }, { MAESTRA_COMUNA, "comuna" }, { MAESTRA_MUNICIPIO, "municipio" }, { MAESTRA_ZONA, "zona" },
	{ MAESTRA_TELEFONO, "telefono" }, { MAESTRA_CELULAR, "celular" }, { MAESTRA_GRUPO, "grupo_sisben4" },
}, persona[] = {
	{ MAESTRA_NOMBRE1, "nombre1" }, { MAESTRA_NOMBRE2, "nombre2" }, { MAESTRA_APELLIDO1, "apellido1" }, { MAESTRA_APELLIDO2, "apellido2" }, { MAESTRA_SEXO, "sexo" },
	{ MAESTRA_TIPO_DOCUMENTO, "tipo_documento" }, { MAESTRA_DOCUMENTO, "numero_documento" },
};

static void put(struct answers *to, const char *name, const char *text)
{
	if (*text)
		answers_set(to, name, value_text(text));
}

bool solicitud_de_maestra(struct solicitud *q, uint32_t num, struct err *err)
{
	struct maestra m;
	struct txn txn;
	char day[DATE_TEXT];
	if (!txn_read(&txn, q->app->store, err))
		return false;
	bool there = maestra_get(&txn, num, q->arena, &m);
	if (!txn_commit(&txn, err))
		return false;
	if (!there)
		return err_set(err, ERR_NOT_FOUND, "Ese hogar ya no está en la base maestra: búsquelo de nuevo");
	q->maestra = num;
	for (size_t i = 0; i < sizeof hogar / sizeof *hogar; i++)
		put(&q->hogar, hogar[i].a, m.campo[hogar[i].de]);
	put(&q->hogar, "fuente_focalizacion", "base_maestra");
	int at = solicitud_nueva(q);         /* which may move the others */
	struct answers *head = &q->persona[at];
	for (size_t i = 0; i < sizeof persona / sizeof *persona; i++)
		put(head, persona[i].a, m.campo[persona[i].de]);
	int32_t born = date_parse_iso(m.campo[MAESTRA_NACIMIENTO]);
	put(head, "fecha_nacimiento", born == DATE_NONE ? "" : date_text(born, day));
	put(head, "parentesco", "jefe");
	return true;
}
