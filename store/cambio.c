#include "store/cambio.h"
#include "store/cambio_orden.h"
#include "base/date.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "forms/field_type.h"
#include "model/logro.h"
#include "model/oferta.h"
#include "model/ruta.h"
#include "store/accion.h"
#include <string.h>

enum { LONG_TEXT = 400 };      /* bytes of an answer that are told; the rest is in the record */

/* What a field of the program stands for, when its value is a code. */
typedef const char *(*words_fn)(const struct cambio_voz *, struct value);

static const char *phase(const struct cambio_voz *z, struct value v)
{
	const struct ruta *ruta = z->programa->ruta;

	for (int i = 0; i < ruta->n; i++)
		if (strcmp(ruta->fase[i].id, v.text) == 0)
			return ruta->fase[i].nombre;
	return v.text;
}

static const char *moment(const struct cambio_voz *z, struct value v)
{
	const struct momento *m = ruta_momento(z->programa->ruta, v.text);

	return m ? m->nombre : v.text;
}

static const char *step(const struct cambio_voz *z, const char *id)
{
	const struct ruta *ruta = z->programa->ruta;

	for (int i = 0; i < ruta->n; i++)
		for (int k = 0; k < ruta->fase[i].n; k++) {
			const struct paso *paso = momento_paso(&ruta->fase[i].momento[k], id);
			if (paso)
				return paso->nombre;
		}
	return id;
}

static const char *steps(const struct cambio_voz *z, struct value v)
{
	struct strbuf out;

	strbuf_init(&out, z->arena);
	for (const char *p = v.text; *p;) {
		size_t n = strcspn(p, " ");
		strbuf_printf(&out, "%s%s", out.len ? ", " : "", step(z, arena_strndup(z->arena, p, n)));
		p += n + strspn(p + n, " ");
	}
	return out.text;
}

static const char *programme(const struct cambio_voz *z, struct value v)
{
	return strcmp(z->programa->id, v.text) == 0 ? z->programa->nombre : v.text;
}

static const char *account(const struct cambio_voz *z, struct value v)
{
	return z->store ? store_user_name(z->store, v.text, z->arena) : v.text;
}

static const char *offer(const struct cambio_voz *z, struct value v)
{
	const struct oferta *o = oferta_find(z->programa->ofertas, v.text);

	return o ? o->nombre : v.text;
}

static const char *logro(const struct cambio_voz *z, struct value v)
{
	const struct logro_def *def = v.num > 0 && v.num < 4096 ? logro_find(z->programa->logros, (int)v.num) : NULL;

	return def ? arena_printf(z->arena, "%d %s", def->id, def->corto) : arena_printf(z->arena, "%lld", (long long)v.num);
}

static const char *member(const struct cambio_voz *z, uint32_t seq)
{
	const struct record *r = z->ficha && seq ? ficha_record(z->ficha, RECORD_INTEGRANTE, seq) : NULL;
	const char *name = r ? integrante_corto(r, z->arena) : "";

	return *name ? name : arena_printf(z->arena, "Integrante %u", seq);
}

static const char *person(const struct cambio_voz *z, struct value v)
{
	return v.num == 0 ? "El hogar" : member(z, (uint32_t)v.num);
}

static const char *visit(const struct cambio_voz *z, struct value v)
{
	return arena_printf(z->arena, "la visita %lld", (long long)v.num);
}

static const char *money(const struct cambio_voz *z, struct value v)
{
	static const struct variable pesos = { .min = INT64_MIN, .max = INT64_MAX };
	const struct field_type *type = field_type_find("money");

	return type && type->format ? type->format(&pesos, v, z->arena) : arena_printf(z->arena, "%lld", (long long)v.num);
}

static const struct { enum record_kind kind; const char *campo; enum value_kind value; bool programa; words_fn words; } code[] = {
	{ RECORD_HOGAR, HOGAR_FASE, VALUE_TEXT, true, phase }, { RECORD_HOGAR, HOGAR_MOMENTO, VALUE_TEXT, true, moment }, { RECORD_HOGAR, HOGAR_PROGRAMA, VALUE_TEXT, true, programme },
	{ RECORD_HOGAR, HOGAR_COGESTOR, VALUE_TEXT, false, account }, { RECORD_HOGAR, HOGAR_VISITA_ABIERTA, VALUE_INT, false, visit }, { RECORD_VISITA, VISITA_MOMENTO, VALUE_TEXT, true, moment }, { RECORD_VISITA, VISITA_HECHOS, VALUE_SET, true, steps },
	{ RECORD_COMPROMISO, COMPROMISO_LOGRO, VALUE_INT, true, logro }, { RECORD_COMPROMISO, COMPROMISO_VISITA, VALUE_INT, false, visit },
	{ RECORD_OPORTUNIDAD, OPORTUNIDAD_OFERTA, VALUE_TEXT, true, offer }, { RECORD_OPORTUNIDAD, OPORTUNIDAD_LOGRO, VALUE_INT, true, logro },
	{ RECORD_OPORTUNIDAD, OPORTUNIDAD_INTEGRANTE, VALUE_INT, false, person }, { RECORD_EVALUACION, EVALUACION_INGRESO, VALUE_INT, false, money },
};

bool cambio_oculto(enum record_kind kind, const char *campo)
{
	static const struct { enum record_kind kind; const char *campo; } own[] = {
		{ RECORD_HOGAR, HOGAR_SIGUIENTE }, { RECORD_LOGRO, LOGRO_NUMERO }, { RECORD_LOGRO, LOGRO_INTEGRANTE }, { RECORD_EVALUACION, EVALUACION_VERSIONES },
	};

	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (own[i].kind == kind && strcmp(own[i].campo, campo) == 0)
			return true;
	return false;
}

/* What a field of this kind of record is: the program's own, or a variable. Lists of choices that stand in the dictionary are the variable's. */
struct field { const struct campo *campo; const struct variable *var; };

static struct field field_of(const struct cambio_voz *z, enum record_kind kind, const char *name)
{
	struct field f = { .campo = campo_de(kind, name) };

	if (z->programa && (!f.campo || (f.campo->choices && !campo_choices(f.campo->choices))))
		f.var = dict_find(&z->programa->dict, name);
	return f;
}

const char *cambio_etiqueta(const struct cambio_voz *z, enum record_kind kind, const char *name)
{
	struct field f = field_of(z, kind, name);

	return f.var ? f.var->label : f.campo ? f.campo->label : name;
}

static const char *set_words(const struct campo *campo, const char *names, struct arena *arena)
{
	struct strbuf words;

	strbuf_init(&words, arena);
	while (*names) {
		size_t n = strcspn(names, " ");
		if (words.len > 0)
			strbuf_add(&words, ", ");
		strbuf_add(&words, campo_choice_label(campo->choices, arena_strndup(arena, names, n)));
		names += n + (names[n] == ' ');
	}
	return words.text;
}

/* Values of fields that are in no dictionary: the program's own, or left from older definitions. */
static const char *plain(const struct campo *campo, struct value v, struct arena *arena)
{
	char text[DATE_TEXT];

	switch (v.kind) {
	case VALUE_NONE: return "";
	case VALUE_REFUSED: return "No quiso responder";
	case VALUE_BOOL: return v.num ? "Sí" : "No";
	case VALUE_INT: return arena_printf(arena, "%lld", (long long)v.num);
	case VALUE_DATE: return arena_strdup(arena, date_text((int32_t)v.num, text));
	case VALUE_TEXT: return v.text;
	case VALUE_CHOICE: return campo && campo->choices ? campo_choice_label(campo->choices, v.text) : v.text;
	case VALUE_SET: return campo && campo->choices ? set_words(campo, v.text, arena) : v.text;
	}
	return "";
}

/* In one line, and not without end. */
static const char *told(const char *text, struct arena *arena)
{
	if (!strchr(text, '\n') && strlen(text) <= LONG_TEXT)
		return text;
	size_t n = strlen(text) < LONG_TEXT ? strlen(text) : LONG_TEXT;
	while (n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80)
		n--;
	char *out = arena_strndup(arena, text, n);
	for (char *p = out; *p; p++)
		*p = *p == '\n' ? ' ' : *p;
	return text[n] ? arena_printf(arena, "%s…", out) : out;
}

const char *cambio_valor(const struct cambio_voz *z, enum record_kind kind, const char *name, struct value v)
{
	struct field f = field_of(z, kind, name);

	for (size_t i = 0; i < sizeof code / sizeof *code; i++)
		if (code[i].kind == kind && code[i].value == v.kind && strcmp(code[i].campo, name) == 0 && (z->programa || !code[i].programa))
			return code[i].words(z, v);
	return told(f.var ? variable_format(f.var, v, z->arena) : plain(f.campo, v, z->arena), z->arena);
}

/* ---- what it is about ---- */

/* An answer of the record as it stands, or as the image tells it where the record is gone. */
static struct value known(const struct cambio_voz *z, const struct imagen *m, const char *campo)
{
	const struct record *r = z->ficha ? ficha_record(z->ficha, m->kind, m->seq) : NULL;
	struct value v = r ? answers_get(&r->fields, campo) : value_none();

	if (v.kind == VALUE_NONE)
		v = answers_get(&m->despues, campo);
	return v.kind == VALUE_NONE ? answers_get(&m->antes, campo) : v;
}

static const char *about_member(const struct cambio_voz *z, const struct imagen *m)
{
	const struct record gone = { .kind = RECORD_INTEGRANTE, .fields = m->version_despues ? m->despues : m->antes };
	const char *name;

	if (z->ficha && ficha_record(z->ficha, RECORD_INTEGRANTE, m->seq))
		return member(z, m->seq);
	name = integrante_corto(&gone, z->arena);
	return *name ? name : member(z, m->seq);
}

static const char *about_logro(const struct cambio_voz *z, const struct imagen *m)
{
	uint32_t who = m->seq & 0xfff;
	struct value number = value_int(m->seq >> 12);
	const char *what = z->programa ? logro(z, number) : arena_printf(z->arena, "%lld", (long long)number.num);

	return who ? arena_printf(z->arena, "Logro %s, %s", what, member(z, who)) : arena_printf(z->arena, "Logro %s", what);
}

static const char *named(const struct cambio_voz *z, const struct imagen *m, const char *word, const char *campo)
{
	struct value v = known(z, m, campo);
	const char *text = v.kind == VALUE_NONE ? "" : cambio_valor(z, m->kind, campo, v);

	return *text ? arena_printf(z->arena, "%s «%s»", word, text) : arena_printf(z->arena, "%s %u", word, m->seq);
}

static const char *about_visit(const struct cambio_voz *z, const struct imagen *m)
{
	struct value v = known(z, m, VISITA_MOMENTO);

	return v.kind == VALUE_NONE ? arena_printf(z->arena, "Visita %u", m->seq) : arena_printf(z->arena, "Visita %u, %s", m->seq, cambio_valor(z, m->kind, VISITA_MOMENTO, v));
}

/* An operation may be about two: the family that is looked at needs no name. */
static const char *about_household(const struct cambio_voz *z, const struct imagen *m)
{
	struct record r;
	struct txn txn;

	if (!z->ficha || m->hogar == 0 || m->hogar == z->ficha->num)
		return "";
	if (!z->store || !txn_read(&txn, z->store, NULL))
		return "Otro hogar";
	bool there = record_get(&txn, m->hogar, RECORD_HOGAR, 0, z->arena, &r);
	txn_abort(&txn);
	return there ? arena_printf(z->arena, "Hogar %s", answers_text(&r.fields, HOGAR_FOLIO)) : "Otro hogar";
}

const char *cambio_sujeto(const struct cambio_voz *z, const struct imagen *m)
{
	switch (m->kind) {
	case RECORD_INTEGRANTE: return about_member(z, m);
	case RECORD_LOGRO: return about_logro(z, m);
	case RECORD_VISITA: return about_visit(z, m);
	case RECORD_COMPROMISO: return named(z, m, "Compromiso", COMPROMISO_TEXTO);
	case RECORD_OPORTUNIDAD: return named(z, m, "Oportunidad", OPORTUNIDAD_NOMBRE);
	case RECORD_EVALUACION: return named(z, m, "Medición", EVALUACION_TIPO);
	case RECORD_HOGAR: return about_household(z, m);
	case RECORD_KINDS: break;
	}
	return "";
}

/* ---- an operation ---- */

/* Whole records: the household itself counts as well. */
static const char *came_or_went(const struct imagen *m)
{
	return m->version_despues == 0 ? "se retira" : m->version_antes == 0 ? "se agrega" : NULL;
}

int entrada_cambios(const struct entrada *e, const struct cambio_voz *z, struct cambio_dato **out)
{
	int n = 0, cap = 0;

	*out = NULL;
	for (int i = 0; i < e->n_imagen; i++) {
		const struct imagen *m = &e->imagen[i];
		const char *about = cambio_sujeto(z, m), *whole = came_or_went(m);
		struct answer_change *change;
		if (whole)
			*ARENA_PUSH(z->arena, *out, n, cap) = (struct cambio_dato){ .imagen = m, .sujeto = *about ? about : "El hogar", .etiqueta = whole, .antes = "", .despues = "" };
		int changes = m->version_despues == 0 ? 0 : answers_diff(z->arena, &m->antes, &m->despues, &change);
		cambio_ordenar(z->programa, change, changes, z->arena);
		for (int j = 0; j < changes; j++)
			if (!cambio_oculto(m->kind, change[j].name))
				*ARENA_PUSH(z->arena, *out, n, cap) = (struct cambio_dato){ .imagen = m, .campo = change[j].name, .sujeto = about,
					.etiqueta = cambio_etiqueta(z, m->kind, change[j].name), .antes = cambio_valor(z, m->kind, change[j].name, change[j].before),
					.despues = cambio_valor(z, m->kind, change[j].name, change[j].after) };
	}
	return n;
}

const char *cambio_texto(const struct cambio_dato *c, struct arena *arena)
{
	const char *colon = *c->sujeto ? ": " : "";

	if (!c->campo)
		return arena_printf(arena, "%s: %s", c->sujeto, c->etiqueta);
	if (!*c->antes)
		return arena_printf(arena, "%s%s%s: “%s”", c->sujeto, colon, c->etiqueta, c->despues);
	if (!*c->despues)
		return arena_printf(arena, "%s%s%s: se retira “%s”", c->sujeto, colon, c->etiqueta, c->antes);
	return arena_printf(arena, "%s%s%s: de “%s” a “%s”", c->sujeto, colon, c->etiqueta, c->antes, c->despues);
}

/* The journal repeats the word for each time. */
const char *entrada_titulo(const struct entrada *e, struct arena *arena)
{
	static const char word[] = "Deshacer: ";
	const char *text = e->detalle ? e->detalle : "";
	bool undone = false;

	if (!e->deshace)
		return arena_printf(arena, "%s%s%s", accion_label(e->accion), *text ? ": " : "", text);
	for (; strncmp(text, word, sizeof word - 1) == 0; text += sizeof word - 1)
		undone = !undone;
	return arena_printf(arena, "%s: %s", undone ? "Deshizo" : "Rehizo", accion_label(text));
}
