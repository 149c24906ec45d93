#include "store/verify.h"
#include "store/env.h"
#include "store/hallazgo.h"
#include "store/maestra.h"
#include "store/rehacer.h"
#include "store/tree.h"
#include "store/verificado.h"
#include <string.h>

/* Bytes of a key. */
static const size_t key_size[TABLES] = {
	[TABLE_FAM] = 8, [TABLE_DIARIO] = 8, [TABLE_DHOGAR] = 12 + DHOGAR_MARCA, [TABLE_FILA] = 8, [TABLE_BORR] = 4 + HASH_LEN, [TABLE_HASH] = HASH_LEN + 8,
	[TABLE_CNT] = 4 + HASH_LEN, [TABLE_META] = 1, [TABLE_USUARIO] = 4, [TABLE_TOK] = 4, [TABLE_TPO] = 8, [TABLE_LISTA] = 16, [TABLE_COLUMNA] = 4, [TABLE_MAESTRA] = 4, [TABLE_MPO] = 8, [TABLE_DUDA] = 8,
};

static const char *const what[TABLES] = {
	[TABLE_FAM] = "un registro de familia", [TABLE_DIARIO] = "una operación del diario", [TABLE_DHOGAR] = "el índice del diario", [TABLE_FILA] = "una fila de las listas",
	[TABLE_BORR] = "un borrador", [TABLE_HASH] = "un índice de documentos", [TABLE_CNT] = "un contador", [TABLE_META] = "la cabeza del almacén",
	[TABLE_USUARIO] = "una cuenta", [TABLE_TOK] = "el índice de búsqueda", [TABLE_TPO] = "el índice de búsqueda",
	[TABLE_LISTA] = "un índice de listas", [TABLE_COLUMNA] = "una página de las columnas", [TABLE_MAESTRA] = "un registro de la base maestra",
	[TABLE_MPO] = "el índice de búsqueda de la base maestra", [TABLE_DUDA] = "un par de hogares parecidos",
};

/* Made anew from the others by rehacer_indices. */
static bool derived(enum table t)
{
	return t != TABLE_FAM && t != TABLE_DIARIO && t != TABLE_BORR && t != TABLE_META && t != TABLE_USUARIO && t != TABLE_MAESTRA;
}

/* Which family or operation the key is about, when the key says it. */
void verify_damaged(struct check *c, enum table t, struct span key)
{
	if (t == TABLE_FAM && key.n == 8)
		hallazgo_hogar(c, span_u32(key, 0), "Está dañado %s: hogar número %u, %s", what[t], span_u32(key, 0), hallazgo_registro(c, (enum record_kind)key.p[4], span_u24(key, 5)));
	else if (t == TABLE_DIARIO && key.n == 8)
		hallazgo_add(c, "Está dañado %s: la número %llu", what[t], (unsigned long long)span_u64(key, 0));
	else if (t == TABLE_FILA && key.n == 8)
		hallazgo_indice(c, span_u32(key, 4), "Está dañado %s: hogar número %u", what[t], span_u32(key, 4));
	else
		(derived(t) ? hallazgo_indice : hallazgo_hogar)(c, 0, "Está dañado %s", what[t]);
}

static bool ascending(const struct key *before, struct span key)
{
	size_t n = before->n < key.n ? before->n : key.n;
	int order = memcmp(before->b, key.p, n);

	return order < 0 || (order == 0 && before->n < key.n);
}

/* The number that LMDB keeps is that of the tree: of two tables in one, the second to be read answers for both. */
static void check_count(struct check *c, enum table t, uint64_t seen, void (*tell)(struct check *, uint32_t, const char *, ...))
{
	if (c->cortada || !txn_ok(c->txn))
		return;
	if (tree_shared(c->txn->store, t) && t == TABLE_FAM) {
		c->en_fam = seen;
		return;
	}
	if (tree_shared(c->txn->store, t))
		seen += c->en_fam;
	if (seen != table_count(c->txn, t))
		tell(c, 0, "La tabla «%s» dice tener %llu claves y se leen %llu", table_name(t), (unsigned long long)table_count(c->txn, t), (unsigned long long)seen);
}

static void check_table(struct check *c, enum table t)
{
	void (*tell)(struct check *, uint32_t, const char *, ...) = derived(t) ? hallazgo_indice : hallazgo_hogar;
	uint64_t seen = 0;
	struct key before;
	struct walk w;

	key_init(&before);
	walk_begin(&w, c->txn, t, span_of("", 0), WALK_UP);
	w.keys_only = t == TABLE_FAM || t == TABLE_DIARIO;         /* their values are opened by the parts that read them */
	while (!hallazgo_tarde(c) && walk_next(&w)) {
		if (!ascending(&before, w.key))
			tell(c, 0, "Las claves de la tabla «%s» están en desorden: hay páginas dañadas o fuera de su lugar", table_name(t));
		else if (w.key.n != (t == TABLE_DHOGAR && !tree_shared(c->txn->store, t) ? 12 : key_size[t]))
			tell(c, 0, "La tabla «%s» tiene una clave que no es suya", table_name(t));
		else if (w.damaged)
			verify_damaged(c, t, w.key);
		before = w.here;
		seen++;
		c->v->registros += t == TABLE_FAM;
		c->v->operaciones += t == TABLE_DIARIO;
	}
	walk_end(&w);
	check_count(c, t, seen, tell);
	hallazgo_sigue(c, tell);
}

void verify_tablas(struct check *c)
{
	for (enum table t = 0; t < TABLES && txn_ok(c->txn); t++)
		if (table_present(c->txn, t))
			check_table(c, t);
}

/* Small enough to be looked at as a whole at the start of a session: of each, or of the first one of the day; of a larger one a sample that nobody waits for. */
enum { TINY_MIB = 8, SMALL_MIB = 128, SAMPLE_MS = 200 };

static void look(struct check *c)
{
	verify_tablas(c);
	verify_diario(c);
	hallazgo_sigue(c, hallazgo_hogar);
	if (table_present(c->txn, TABLE_MAESTRA))
		verify_maestra(c);
	hallazgo_sigue(c, hallazgo_hogar);
	verify_hogares(c);
}

static void look_quickly(struct check *c)
{
	size_t used;

	verify_cola(c);
	env_usage(c->txn->store, &used);
	if (used <= TINY_MIB || (used <= SMALL_MIB && !verificado_reciente(c->txn->store))) {
		look(c);
		return;
	}
	int64_t enough = hallazgo_reloj() + SAMPLE_MS;
	c->hasta = c->hasta < enough ? c->hasta : enough;
	c->cortada = true;
	verify_muestra(c);
}

static bool verify(struct check *c, struct store *s, void (*how)(struct check *), struct err *err)
{
	struct verificacion *v = c->v;
	struct txn txn;

	*v = (struct verificacion){ 0 };
	if (!txn_read(&txn, s, err))
		return false;
	c->txn = &txn;
	busqueda_close(s);               /* what is in memory would speak for what is in the file */
	if (s->rehacer)
		s->rehacer->que = "La verificación";
	how(c);
	v->completa = !c->cortada && txn_ok(&txn);
	if (txn.err.code == ERR_SIGNAL)
		return txn_commit(&txn, err);
	if (!txn_ok(&txn))
		hallazgo_add(c, txn.err.code == ERR_DAMAGED ? "El daño no dejó recorrer todo el archivo" : "La verificación no pudo terminar: %s", txn.err.text);
	hallazgo_fin(c);
	if (v->problemas > 0)
		err_set(err, ERR_DAMAGED, "El almacén tiene %d %s: %s", v->problemas, v->problemas == 1 ? "problema" : "problemas", v->hallazgo[0].que);
	txn_abort(&txn);
	return v->problemas == 0;
}

bool store_verify(struct store *s, struct arena *arena, struct verificacion *v, struct err *err)
{
	return verify(&(struct check){ .arena = arena, .v = v }, s, look, err);
}

bool store_verify_rapido(struct store *s, int limite_ms, struct arena *arena, struct verificacion *v, struct err *err)
{
	return verify(&(struct check){ .arena = arena, .v = v, .hasta = hallazgo_reloj() + limite_ms }, s, look_quickly, err);
}
