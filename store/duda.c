#include "store/duda.h"
#include "base/strbuf.h"
#include "store/codec.h"
#include "store/duda_par.h"
#include "store/env.h"
#include "store/indice.h"
#include "store/rasgos_memoria.h"
#include "store/registro.h"
#include "store/unir.h"
#include <stdlib.h>
#include <string.h>

enum { DUDA_FORMATO = 1, DUDA_ITEMS = 3, TELEFONO_MIN = 7 };

/* ---- hashes ---- */

static struct hash key_of(const struct store *s, const char *text)
{
	return hash_of(s, HASH_PARECIDO, span_of(text, strlen(text)));
}

static bool by_birth(const struct rasgos *r, struct arena *arena, const char **out)
{
	int year, month, day;

	if (r->nacio == DATE_NONE || r->n_nombre == 0 || r->n_apellido == 0)
		return false;
	date_split(r->nacio, &year, &month, &day);
	char x = *r->nombre[0].sonido, y = *r->apellido[0].sonido;
	*out = arena_printf(arena, "nacio %d %d %d %c%c", year, month < day ? month : day, month < day ? day : month, x < y ? x : y, x < y ? y : x);
	return true;
}

static int by_sound(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* First name and both surnames, in whatever boxes they were written. */
static bool by_name(const struct rasgos *r, struct arena *arena, const char **out)
{
	const char *word[3] = { r->nombre[0].sonido };
	int n = 1;

	if (r->n_nombre == 0 || r->n_apellido == 0)
		return false;
	for (int i = 0; i < r->n_apellido && n < 3; i++)
		word[n++] = r->apellido[i].sonido;
	qsort(word, (size_t)n, sizeof *word, by_sound);
	*out = arena_printf(arena, "nombre %s %s %s", word[0], word[1], n > 2 ? word[2] : "");
	return true;
}

static bool by_phone(const char *phone, struct arena *arena, const char **out)
{
	if (strlen(phone) < TELEFONO_MIN)
		return false;
	*out = arena_printf(arena, "tel %s", phone);
	return true;
}

static int person_keys(const struct store *s, const struct rasgos *r, struct arena *arena, struct hash *out)
{
	const char *text;
	int n = 0;

	if (by_birth(r, arena, &text))
		out[n++] = key_of(s, text);
	if (by_name(r, arena, &text))
		out[n++] = key_of(s, text);
	if (by_phone(r->telefono, arena, &text))
		out[n++] = key_of(s, text);
	return n;
}

static int place_keys(const struct store *s, const struct rasgos_hogar *r, struct arena *arena, struct hash *out)
{
	const char *text;
	int n = 0;

	for (int i = 0; i < 2; i++)
		if (by_phone(r->telefono[i], arena, &text))
			out[n++] = key_of(s, text);
	return n;
}

int duda_claves(const struct store *s, const struct rasgos_hogar *r, struct arena *arena, struct hash *out)
{
	int n = place_keys(s, r, arena, out);

	for (int i = 0; i < r->n; i++)
		n += person_keys(s, &r->persona[i], arena, out + n);
	return n;
}

const char *duda_firma(const struct ficha *f, struct arena *arena)
{
	static const char *const of_hogar[] = { HOGAR_FOLIO, HOGAR_ESTADO, HOGAR_UNIDO, HOGAR_DISTINTOS, "telefono", "celular", "direccion", "barrio" };
	static const char *const of_person[] = { "nombre1", "nombre2", "apellido1", "apellido2", "tipo_documento", "numero_documento", "telefono", "sexo", "parentesco" };
	struct strbuf b;

	strbuf_init(&b, arena);
	for (size_t i = 0; i < sizeof of_hogar / sizeof *of_hogar; i++)
		strbuf_printf(&b, "%s|", answers_text(&f->hogar.fields, of_hogar[i]));
	strbuf_add(&b, answers_date(&f->hogar.fields, HOGAR_CIERRE) == DATE_NONE ? "" : "fin");
	for (int k = 0; k < f->integrante.n; k++) {
		const struct answers *a = &f->integrante.item[k].fields;
		if (!answers_bool(a, INTEGRANTE_ACTIVO, true))
			continue;
		strbuf_printf(&b, "\n%u %d|", f->integrante.item[k].seq, answers_date(a, "fecha_nacimiento"));
		for (size_t i = 0; i < sizeof of_person / sizeof *of_person; i++)
			strbuf_printf(&b, "%s|", answers_text(a, of_person[i]));
	}
	return b.text;
}

/* ---- pairs ---- */

struct key duda_key(uint32_t a, uint32_t b)
{
	struct key k = key_number(a);

	key_u32(&k, b);
	return k;
}

bool duda_in(struct span value, struct arena *arena, struct duda_par *p)
{
	struct codec_in in;

	codec_in_init(&in, value, arena);
	if (codec_in_array(&in) != DUDA_ITEMS || codec_in_uint(&in, UINT32_MAX) != DUDA_FORMATO)
		in.bad = true;
	p->tipo = (enum semejanza_tipo)codec_in_uint(&in, SEMEJANZA_PERSONA);
	p->puntos = (int)codec_in_uint(&in, SEMEJANZA_MAX);
	return codec_in_end(&in);
}

/* Under both numbers, so that the pairs of either are found at once. */
static void put(struct txn *txn, uint32_t hogar, const struct duda_par *p)
{
	struct key one = duda_key(hogar, p->otro), other = duda_key(p->otro, hogar);
	struct codec_out out;

	codec_out_init(&out, &txn->arena);
	codec_array(&out, DUDA_ITEMS);
	codec_uint(&out, DUDA_FORMATO);
	codec_uint(&out, p->tipo);
	codec_uint(&out, (uint64_t)p->puntos);
	table_put(txn, TABLE_DUDA, key_span(&one), codec_bytes_of(&out));
	table_put(txn, TABLE_DUDA, key_span(&other), codec_bytes_of(&out));
}

static void del(struct txn *txn, uint32_t hogar, uint32_t otro)
{
	struct key one = duda_key(hogar, otro), other = duda_key(otro, hogar);

	table_del(txn, TABLE_DUDA, key_span(&one));
	table_del(txn, TABLE_DUDA, key_span(&other));
}

static bool ended(const struct ficha *f)
{
	return answers_date(&f->hogar.fields, HOGAR_CIERRE) != DATE_NONE;
}

static bool in_question(const struct ficha *f)
{
	return !hogar_unido(&f->hogar.fields) && strcmp(answers_text(&f->hogar.fields, HOGAR_ESTADO), "promovido") != 0;
}

static int decided(const struct ficha *a, const struct ficha *b)
{
	int x = distintos_puntos(&a->hogar.fields, answers_text(&b->hogar.fields, HOGAR_FOLIO)), y = distintos_puntos(&b->hogar.fields, answers_text(&a->hogar.fields, HOGAR_FOLIO));

	return x > y ? x : y;
}

bool duda_compare(const struct ficha *a, const struct rasgos_hogar *ra, const struct ficha *b, const struct rasgos_hogar *rb, struct arena *arena, struct duda_par *p)
{
	struct semejanza s;

	if (!in_question(a) || !in_question(b) || (ended(a) && ended(b)) || !semejanza_hogares(ra, rb, arena, &s) || decided(a, b) >= s.puntos)
		return false;
	*p = (struct duda_par){ .otro = b->num, .tipo = s.tipo, .puntos = s.puntos };
	return true;
}

/* ---- those who meet ---- */

static void add(struct arena *arena, struct duda_hogares *l, uint32_t hogar)
{
	for (int i = 0; i < l->n; i++)
		if (l->item[i] == hogar)
			return;
	*ARENA_PUSH(arena, l->item, l->n, l->cap) = hogar;
}

/* The households under a hash; none when more share it than it can tell apart. */
static void meet(struct txn *txn, struct hash h, uint32_t self, int most, struct arena *arena, struct duda_hogares *l)
{
	uint32_t found[DUDA_BLOQUE + 1];
	struct walk w;
	int n = 0;

	walk_begin(&w, txn, TABLE_HASH, span_of(h.b, sizeof h.b), WALK_UP);
	w.keys_only = true;
	while (n <= most && walk_next(&w))
		found[n++] = w.key.n == HASH_LEN + 8 ? (uint32_t)span_u64(w.key, HASH_LEN) : self;
	walk_end(&w);
	for (int i = 0; n <= most && i < n; i++)
		if (found[i] != self)
			add(arena, l, found[i]);
}

static void meet_document(struct txn *txn, const struct rasgos *r, uint32_t self, int most, struct arena *arena, struct duda_hogares *l)
{
	if (*r->documento)
		meet(txn, hash_documento(txn->store, arena, NULL, r->documento), self, most, arena, l);
}

void duda_encuentros(struct txn *txn, uint32_t self, const struct rasgos_hogar *r, int most, struct arena *arena, struct duda_hogares *l)
{
	struct hash *key = arena_array(arena, struct hash, DUDA_CLAVES_HOGAR + DUDA_CLAVES_PERSONA * r->n);
	int n = duda_claves(txn->store, r, arena, key);

	for (int i = 0; i < r->n; i++)
		meet_document(txn, &r->persona[i], self, most, arena, l);
	for (int i = 0; i < n; i++)
		meet(txn, key[i], self, most, arena, l);
}

int duda_candidatos(struct txn *txn, const struct rasgos *who, const struct rasgos_hogar *where, struct arena *arena, uint32_t **hogares)
{
	struct hash key[DUDA_CLAVES_PERSONA + DUDA_CLAVES_HOGAR];
	struct duda_hogares l = { 0 };
	int n = person_keys(txn->store, who, arena, key);

	n += place_keys(txn->store, where, arena, key + n);
	meet_document(txn, who, 0, DUDA_BLOQUE, arena, &l);
	for (int i = 0; i < n; i++)
		meet(txn, key[i], 0, DUDA_BLOQUE, arena, &l);
	*hogares = l.item;
	return l.n;
}

/* ---- kept up to date ---- */

static int old_pairs(struct txn *txn, uint32_t hogar, struct arena *arena, struct duda_par **out)
{
	struct key prefix = key_number(hogar);
	struct walk w;
	int n = 0, cap = 0;

	*out = NULL;
	for (walk_begin(&w, txn, TABLE_DUDA, key_span(&prefix), WALK_UP); walk_next(&w);) {
		struct duda_par p = { .puntos = -1 };
		if (w.key.n != 8 || (!w.damaged && !duda_in(w.value, arena, &p)))
			continue;
		p.otro = span_u32(w.key, 4);
		*ARENA_PUSH(arena, *out, n, cap) = p;
	}
	walk_end(&w);
	return n;
}

static struct duda_par *pair_with(struct duda_par *p, int n, uint32_t otro)
{
	for (int i = 0; i < n; i++)
		if (p[i].otro == otro)
			return &p[i];
	return NULL;
}

static bool some_alike(const struct rasgos_hogar *a, const struct rasgos_hogar *b, struct arena *scratch)
{
	for (int i = 0; i < b->n; i++)
		for (int k = 0; k < a->n; k++)
			if (semejanza_alcanza(&a->persona[k], &b->persona[i], scratch))
				return true;
	return false;
}

/* Most of those who meet share a birthday or a name and nothing else: their members tell, and the household need not be read. */
static bool worth_reading(struct txn *txn, const struct rasgos_hogar *mine, uint32_t otro, struct arena *scratch)
{
	struct rasgos_hogar known;
	struct record *member;

	if (rasgos_memoria_get(txn, otro, scratch, &known))
		return some_alike(mine, &known, scratch);
	int n = integrantes_load(txn, otro, scratch, &member);
	for (int i = 0; i < n; i++)
		for (int k = 0; k < mine->n; k++)
			if (semejanza_posible(&mine->persona[k], &member[i].fields, scratch))
				return true;
	return false;
}

/* One household of those it meets. What is there already and still so is not written again. */
static void compare_with(struct txn *txn, const struct ficha *f, const struct rasgos_hogar *mine, uint32_t otro, struct duda_par *old, int n_old, struct arena *scratch)
{
	struct duda_par now, *was = pair_with(old, n_old, otro);
	struct rasgos_hogar theirs;
	struct ficha other;

	if (!worth_reading(txn, mine, otro, scratch) || !familia_load(txn, otro, RECORD_INTEGRANTE, scratch, &other, NULL))
		return;
	rasgos_hogar_of(&other, scratch, &theirs);
	if (!duda_compare(f, mine, &other, &theirs, scratch, &now))
		return;
	if (!was || was->tipo != now.tipo || was->puntos != now.puntos)
		put(txn, f->num, &now);
	if (was)
		was->otro = 0;      /* stays */
}

void duda_update(struct txn *txn, uint32_t hogar, const struct ficha *f)
{
	struct arena arena, scratch;
	struct rasgos_hogar mine;
	struct duda_hogares met = { 0 };
	struct duda_par *old;

	arena_init(&arena);
	arena_init(&scratch);
	int n = old_pairs(txn, hogar, &arena, &old);
	if (f && in_question(f)) {
		rasgos_hogar_of(f, &arena, &mine);
		duda_encuentros(txn, hogar, &mine, DUDA_BLOQUE, &arena, &met);
		for (int i = 0; i < n; i++)      /* a key that too many share now hides nobody who was found by it */
			add(&arena, &met, old[i].otro);
	}
	rasgos_memoria_put(txn, hogar, f && in_question(f) ? &mine : NULL);
	for (int i = 0; i < met.n && txn_ok(txn); i++, arena_reset(&scratch))
		compare_with(txn, f, &mine, met.item[i], old, n, &scratch);
	for (int i = 0; i < n; i++)
		if (old[i].otro)
			del(txn, hogar, old[i].otro);
	arena_done(&scratch);
	arena_done(&arena);
}
