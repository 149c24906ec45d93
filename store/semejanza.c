#include "store/semejanza.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "store/hash.h"
#include <stdlib.h>
#include <string.h>

/* Points. The figures were set with tests/store/gemelos.c, which draws errors as data entry makes them, and relatives who only look alike. */
enum {
	P_NOMBRE = 15, P_NOMBRE_SUENA = 14, P_NOMBRE_LETRA = 12, P_NOMBRE_SEGUNDO = 8, P_NOMBRE_INICIAL = 5, P_NOMBRE_OTRO = -25,
	P_SEGUNDO = 8, P_SEGUNDO_CASI = 6, P_SEGUNDO_OTRO = -30,
	P_APELLIDO = 12, P_APELLIDO_CASI = 10, P_APELLIDO_OTRO = -18, P_APELLIDO2 = 8, P_APELLIDO2_CASI = 6, P_APELLIDO2_OTRO = -12,
	P_ORDEN = -3,
	P_DOCUMENTO = 60, P_DOCUMENTO_CASI = 25, P_DOCUMENTO_OTRO = -20, P_DOCUMENTO_OTRO_TIPO = -8,
	P_NACIO = 30, P_NACIO_VOLTEADA = 22, P_NACIO_CASI = 12, P_NACIO_OTRO = -25, P_NACIO_LEJOS = -45,
	P_SEXO_OTRO = -15, P_TELEFONO = 12, P_DIRECCION = 8, P_BARRIO = 3, P_OTRO_MAS = 8,
	NOMBRES_CUENTAN = 15, LEJOS_DIAS = 5 * 365, LETRAS_MIN = 4, DIGITOS_MIN = 6, DIRECCION_MIN = 6,
};

/* ---- words ---- */

static bool particle(const char *word)
{
	static const char *const list[] = { "de", "del", "la", "las", "los", "y" };

	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (strcmp(word, list[i]) == 0)
			return true;
	return false;
}

static int words_of(const struct answers *a, const char *first, const char *second, struct arena *arena, struct rasgo_palabra out[RASGOS_PALABRAS])
{
	char *text = text_fold(arena, arena_printf(arena, "%s %s", answers_text(a, first), answers_text(a, second)));
	int n = 0;

	for (char *word; (word = strsep(&text, " ")) && n < RASGOS_PALABRAS;)
		if (*word && !particle(word))
			out[n++] = (struct rasgo_palabra){ word, text_phonetic(arena, word) };
	return n;
}

static const char *document_of(const struct answers *a, struct arena *arena)
{
	static const char *const none[] = { "nt", "ms", "as" };

	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		if (strcmp(answers_text(a, "tipo_documento"), none[i]) == 0)
			return "";
	return hash_plain(arena, answers_text(a, "numero_documento"));
}

void rasgos_of(const struct answers *a, struct arena *arena, struct rasgos *r)
{
	*r = (struct rasgos){ .jefe = strcmp(answers_text(a, "parentesco"), "jefe") == 0, .tipo = answers_text(a, "tipo_documento"), .documento = document_of(a, arena),
		.telefono = hash_plain(arena, answers_text(a, "telefono")), .sexo = answers_text(a, "sexo"), .nacio = answers_date(a, "fecha_nacimiento") };
	r->n_nombre = words_of(a, "nombre1", "nombre2", arena, r->nombre);
	r->n_apellido = words_of(a, "apellido1", "apellido2", arena, r->apellido);
}

void rasgos_lugar(const struct answers *h, struct arena *arena, struct rasgos_hogar *r)
{
	*r = (struct rasgos_hogar){ .telefono = { hash_plain(arena, answers_text(h, "telefono")), hash_plain(arena, answers_text(h, "celular")) },
		.direccion = hash_plain(arena, answers_text(h, "direccion")), .barrio = hash_plain(arena, answers_text(h, "barrio")) };
}

void rasgos_hogar_of(const struct ficha *f, struct arena *arena, struct rasgos_hogar *r)
{
	rasgos_lugar(&f->hogar.fields, arena, r);
	r->persona = arena_array(arena, struct rasgos, f->integrante.n + 1);
	for (int i = 0; i < f->integrante.n; i++) {
		const struct record *m = &f->integrante.item[i];
		if (!answers_bool(&m->fields, INTEGRANTE_ACTIVO, true))
			continue;
		rasgos_of(&m->fields, arena, &r->persona[r->n]);
		r->persona[r->n++].seq = m->seq;
	}
}

/* One letter or digit wrong, missing or too many, or two neighbours swapped. */
static bool one_wrong(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b), i = 0;

	if (n > m)
		return one_wrong(b, a);
	if (m - n > 1)
		return false;
	while (i < n && a[i] == b[i])
		i++;
	if (m > n)
		return strcmp(a + i, b + i + 1) == 0;
	if (i == n)
		return false;
	if (strcmp(a + i + 1, b + i + 1) == 0)
		return true;
	return a[i] == b[i + 1] && a[i + 1] == b[i] && strcmp(a + i + 2, b + i + 2) == 0;
}

enum cerca { IGUAL, SUENA, LETRA, INICIAL, OTRA };

static enum cerca near(const struct rasgo_palabra *a, const struct rasgo_palabra *b)
{
	size_t n = strlen(a->texto), m = strlen(b->texto);

	if (strcmp(a->texto, b->texto) == 0)
		return IGUAL;
	if (strcmp(a->sonido, b->sonido) == 0)
		return SUENA;
	if ((n == 1 || m == 1) && *a->texto == *b->texto)
		return INICIAL;
	if (n >= LETRAS_MIN && m >= LETRAS_MIN && (one_wrong(a->texto, b->texto) || one_wrong(a->sonido, b->sonido)))
		return LETRA;
	return OTRA;
}

/* ---- names: given names and surnames in the order that fits best ---- */

struct nombres { int puntos; enum cerca peor; bool falta, otro, cambiados, apellidos; };      /* peor: the worst of what agrees; otro: something contradicts */
struct lista { const struct rasgo_palabra *item; int n; };

static void note(struct nombres *r, enum cerca c, int same, int almost, int other)
{
	r->puntos += c == IGUAL ? same : c == OTRA ? other : almost;
	r->otro |= c == OTRA;
	if (c != OTRA && c > r->peor)
		r->peor = c;
}

static void given(struct nombres *r, struct lista a, struct lista b)
{
	static const int points[] = { [IGUAL] = P_NOMBRE, [SUENA] = P_NOMBRE_SUENA, [LETRA] = P_NOMBRE_LETRA, [INICIAL] = P_NOMBRE_INICIAL, [OTRA] = P_NOMBRE_OTRO };

	if (a.n == 0 || b.n == 0)
		return;
	enum cerca c = near(&a.item[0], &b.item[0]);
	/* Who is called by the second name is sometimes registered by it alone. */
	bool by_second = c == OTRA && (a.n == 1) != (b.n == 1) && near(a.n == 1 ? &a.item[0] : &a.item[1], a.n == 1 ? &b.item[1] : &b.item[0]) <= LETRA;
	r->puntos += by_second ? P_NOMBRE_SEGUNDO : points[c];
	r->otro |= c == OTRA && !by_second;
	r->falta |= by_second;
	if (c != OTRA && c > r->peor)
		r->peor = c;
	if (a.n > 1 && b.n > 1)
		note(r, near(&a.item[1], &b.item[1]), P_SEGUNDO, P_SEGUNDO_CASI, P_SEGUNDO_OTRO);
	else
		r->falta |= a.n != b.n;
}

static void surnames(struct nombres *r, struct lista a, struct lista b)
{
	if (a.n == 0 || b.n == 0)
		return;
	struct nombres other = *r;
	note(r, near(&a.item[0], &b.item[0]), P_APELLIDO, P_APELLIDO_CASI, P_APELLIDO_OTRO);
	if (a.n > 1 && b.n > 1)
		note(r, near(&a.item[1], &b.item[1]), P_APELLIDO2, P_APELLIDO2_CASI, P_APELLIDO2_OTRO);
	else
		r->falta |= a.n != b.n;
	if (a.n < 2 || b.n < 2)
		return;
	note(&other, near(&a.item[0], &b.item[1]), P_APELLIDO, P_APELLIDO_CASI, P_APELLIDO_OTRO);
	note(&other, near(&a.item[1], &b.item[0]), P_APELLIDO2, P_APELLIDO2_CASI, P_APELLIDO2_OTRO);
	other.puntos += P_ORDEN;
	other.apellidos = true;
	if (other.puntos > r->puntos)
		*r = other;
}

static struct nombres names(const struct rasgos *a, const struct rasgos *b)
{
	struct lista na = { a->nombre, a->n_nombre }, sa = { a->apellido, a->n_apellido }, nb = { b->nombre, b->n_nombre }, sb = { b->apellido, b->n_apellido };
	struct nombres straight = { 0 }, crossed = { .puntos = P_ORDEN, .cambiados = true };

	given(&straight, na, nb);
	surnames(&straight, sa, sb);
	if (sa.n == 0 || sb.n == 0)
		return straight;
	given(&crossed, na, sb);
	surnames(&crossed, sa, nb);
	return crossed.puntos > straight.puntos ? crossed : straight;
}

/* ---- birth ---- */

static bool digits_near(int32_t a, int32_t b)
{
	char x[DATE_TEXT], y[DATE_TEXT];

	return strlen(date_iso(a, x)) == strlen(date_iso(b, y)) && one_wrong(x, y);
}

static bool turned(int32_t a, int32_t b)
{
	int y1, m1, d1, y2, m2, d2;

	date_split(a, &y1, &m1, &d1);
	date_split(b, &y2, &m2, &d2);
	return y1 == y2 && m1 == d2 && d1 == m2;
}

static int birth(int32_t a, int32_t b, const char **words)
{
	if (a == DATE_NONE || b == DATE_NONE)
		return 0;
	if (a == b)
		return *words = "nacieron el mismo día", P_NACIO;
	if (turned(a, b))
		return *words = "fechas de nacimiento iguales con el día y el mes cambiados", P_NACIO_VOLTEADA;
	if (digits_near(a, b))
		return *words = "fechas de nacimiento iguales salvo un número", P_NACIO_CASI;
	return (a > b ? a - b : b - a) > LEJOS_DIAS ? P_NACIO_LEJOS : P_NACIO_OTRO;
}

/* ---- documents ---- */

/* Twins and brothers often have neighbouring numbers: one digit counts only where the names do not contradict. */
static int document(const struct rasgos *a, const struct rasgos *b, const struct nombres *n, const char **words)
{
	if (!*a->documento || !*b->documento)
		return 0;
	if (strcmp(a->documento, b->documento) == 0)
		return *words = "mismo documento", P_DOCUMENTO;
	if (!n->otro && n->puntos >= NOMBRES_CUENTAN && strlen(a->documento) >= DIGITOS_MIN && one_wrong(a->documento, b->documento))
		return *words = "documentos iguales salvo un número", P_DOCUMENTO_CASI;
	return strcmp(a->tipo, b->tipo) == 0 ? P_DOCUMENTO_OTRO : P_DOCUMENTO_OTRO_TIPO;
}

/* ---- place ---- */

static bool same_phone(const struct rasgos *a, const struct rasgos *b, const struct rasgos_hogar *ha, const struct rasgos_hogar *hb)
{
	const char *x[] = { a->telefono, ha ? ha->telefono[0] : "", ha ? ha->telefono[1] : "" }, *y[] = { b->telefono, hb ? hb->telefono[0] : "", hb ? hb->telefono[1] : "" };

	for (int i = 0; i < 3; i++)
		for (int j = 0; j < 3; j++)
			if (*x[i] && strcmp(x[i], y[j]) == 0)
				return true;
	return false;
}

static int place(const struct rasgos_hogar *a, const struct rasgos_hogar *b, const char **words)
{
	if (!a || !b)
		return 0;
	if (strlen(a->direccion) >= DIRECCION_MIN && strcmp(a->direccion, b->direccion) == 0)
		return *words = "misma dirección", P_DIRECCION;
	if (*a->barrio && strcmp(a->barrio, b->barrio) == 0)
		return *words = "mismo barrio", P_BARRIO;
	return 0;
}

/* ---- two people ---- */

static const char *names_words(const struct nombres *n, struct arena *arena)
{
	static const char *const how[] = { [IGUAL] = "iguales", [SUENA] = "que suenan igual", [LETRA] = "iguales salvo una letra", [INICIAL] = "con la misma inicial" };

	if (n->puntos < NOMBRES_CUENTAN)
		return NULL;
	if (n->otro)
		return "nombres parecidos";
	return arena_printf(arena, "nombres %s%s%s%s", how[n->peor], n->cambiados ? ", con nombres y apellidos cambiados de lugar" : "",
		n->apellidos ? ", con los apellidos en otro orden" : "", n->falta ? ", a uno le falta un nombre o apellido" : "");
}

static const char *sentence(const char *const *part, int n, struct arena *arena)
{
	struct strbuf b;

	strbuf_init(&b, arena);
	for (int i = 0; i < n; i++)
		if (part[i] && *part[i])
			strbuf_printf(&b, "%s%s", b.len ? "; " : "", part[i]);
	return b.text;
}

static int points_of(const struct rasgos *a, const struct rasgos *b, const struct rasgos_hogar *ha, const struct rasgos_hogar *hb, bool emparejar, struct arena *arena, const char **razon)
{
	const char *said[5] = { 0 };
	struct nombres n = names(a, b);
	int points = n.puntos + document(a, b, &n, &said[0]) + birth(a->nacio, b->nacio, &said[2]);
	bool number = said[0] && strcmp(a->documento, b->documento) == 0, kind = !*a->tipo || !*b->tipo || strcmp(a->tipo, b->tipo) == 0;

	if (*a->sexo && *b->sexo && strcmp(a->sexo, b->sexo) != 0)
		points += P_SEXO_OTRO;
	/* Neighbours and relatives share a place: it says something only of people of the same name. */
	if (!n.otro && n.puntos >= NOMBRES_CUENTAN) {
		if (same_phone(a, b, ha, hb)) {
			said[3] = "mismo teléfono";
			points += P_TELEFONO;
		}
		points += place(ha, hb, &said[4]);
	}
	/* Two people do not have one document: somebody must look. A number under two kinds of document may be a slip into somebody else's. */
	if (number && points < SEMEJANZA_MIN && (kind || !emparejar))
		points = SEMEJANZA_MIN;
	if (razon) {
		said[1] = names_words(&n, arena);
		*razon = sentence(said, 5, arena);
	}
	return points < 0 ? 0 : points > SEMEJANZA_MAX ? SEMEJANZA_MAX : points;
}

int semejanza_persona(const struct rasgos *a, const struct rasgos *b, const struct rasgos_hogar *ha, const struct rasgos_hogar *hb, struct arena *arena, const char **razon)
{
	return points_of(a, b, ha, hb, false, arena, razon);
}

int semejanza_emparejar(const struct rasgos *a, const struct rasgos *b, const struct rasgos_hogar *ha, const struct rasgos_hogar *hb, struct arena *arena)
{
	return points_of(a, b, ha, hb, true, arena, NULL);
}

/* Nobody gets more for names, telephone and place; a document that is not the same gives only what it is near to. */
static bool may_reach(const struct rasgos *a, const struct rasgos *b)
{
	enum { MOST = P_NOMBRE + P_SEGUNDO + P_APELLIDO + P_APELLIDO2 + P_TELEFONO + P_DIRECCION };
	const struct nombres agreeing = { .puntos = NOMBRES_CUENTAN };
	const char *words;

	return MOST + document(a, b, &agreeing, &words) + birth(a->nacio, b->nacio, &words) >= SEMEJANZA_MIN;
}

static bool with_any_place(const struct rasgos *a, const struct rasgos *b, struct arena *arena)
{
	return semejanza_persona(a, b, NULL, NULL, arena, NULL) + P_TELEFONO + P_DIRECCION >= SEMEJANZA_MIN;
}

bool semejanza_alcanza(const struct rasgos *a, const struct rasgos *b, struct arena *arena)
{
	return may_reach(a, b) && with_any_place(a, b, arena);
}

bool semejanza_posible(const struct rasgos *a, const struct answers *other, struct arena *arena)
{
	struct rasgos b = { .tipo = answers_text(other, "tipo_documento"), .documento = document_of(other, arena), .nacio = answers_date(other, "fecha_nacimiento") };

	if (!may_reach(a, &b))
		return false;
	rasgos_of(other, arena, &b);
	return with_any_place(a, &b, arena);
}

/* ---- two households ---- */

static int best_first(const void *x, const void *y)
{
	const struct coincidencia *a = x, *b = y;

	if (a->puntos != b->puntos)
		return b->puntos - a->puntos;
	return a->a != b->a ? a->a - b->a : a->b - b->b;
}

static int one_to_one(struct coincidencia *c, int n)
{
	int kept = 0;

	if (n > 1)
		qsort(c, (size_t)n, sizeof *c, best_first);
	for (int i = 0; i < n; i++) {
		bool taken = false;
		for (int k = 0; k < kept && !taken; k++)
			taken = c[k].a == c[i].a || c[k].b == c[i].b;
		if (!taken)
			c[kept++] = c[i];
	}
	return kept;
}

bool semejanza_hogares(const struct rasgos_hogar *a, const struct rasgos_hogar *b, struct arena *arena, struct semejanza *s)
{
	int n = 0, cap = 0, least = a->n < b->n ? a->n : b->n;
	bool heads = false;

	*s = (struct semejanza){ 0 };
	for (int i = 0; i < a->n; i++)
		for (int j = 0; j < b->n; j++) {
			int points = semejanza_persona(&a->persona[i], &b->persona[j], a, b, arena, NULL);
			if (points >= SEMEJANZA_MIN)
				*ARENA_PUSH(arena, s->coincidencia, n, cap) = (struct coincidencia){ i, j, points };
		}
	if (n == 0)
		return false;
	s->n = one_to_one(s->coincidencia, n);
	for (int k = 0; k < s->n; k++)
		heads |= a->persona[s->coincidencia[k].a].jefe && b->persona[s->coincidencia[k].b].jefe;
	s->tipo = heads || (s->n > 1 && 2 * s->n >= least) ? SEMEJANZA_FAMILIA : SEMEJANZA_PERSONA;
	s->puntos = s->coincidencia[0].puntos + P_OTRO_MAS * (s->n - 1);
	if (s->puntos > SEMEJANZA_MAX)
		s->puntos = SEMEJANZA_MAX;
	return true;
}
