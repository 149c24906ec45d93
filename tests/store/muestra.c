#include "muestra.h"
#include "store/borrador.h"
#include "store/diario.h"

static void answers_lines(struct strbuf *out, const struct answers *a)
{
	for (int i = 0; i < a->n; i++) {
		const struct answer *x = &a->item[i];
		strbuf_printf(out, "\t%s %d/%u%s ", x->name, (int)x->value.kind, x->version, x->hidden ? "h" : "");
		if (x->value.kind >= VALUE_TEXT)
			strbuf_add(out, x->value.text);
		else
			strbuf_printf(out, "%lld", (long long)x->value.num);
		strbuf_add(out, "\n");
	}
}

static void id_word(struct strbuf *out, struct id id)
{
	for (size_t i = 0; i < sizeof id.b; i++)
		strbuf_printf(out, "%02x", id.b[i]);
}

static void record_lines(struct strbuf *out, const struct record *r)
{
	strbuf_printf(out, "%s %u/%u version %u ", record_kind_name(r->kind), r->hogar, r->seq, r->version);
	id_word(out, r->id);
	strbuf_add(out, "\n");
	answers_lines(out, &r->fields);
}

static void ficha_lines(struct strbuf *out, const struct ficha *f)
{
	const struct record_list *list[] = { &f->integrante, &f->logro, &f->visita, &f->compromiso, &f->oportunidad, &f->evaluacion };

	record_lines(out, &f->hogar);
	for (size_t k = 0; k < sizeof list / sizeof *list; k++)
		for (int i = 0; i < list[k]->n; i++)
			record_lines(out, &list[k]->item[i]);
}

static void draft_lines(struct strbuf *out, struct txn *txn, struct arena *arena)
{
	struct borrador *list;
	int n = borrador_list(txn, 0, true, arena, &list);

	for (int i = 0; i < n; i++) {
		strbuf_printf(out, "borrador %u/%s/%u «%s»\n", list[i].clave.hogar, list[i].clave.formulario, list[i].clave.seq, list[i].titulo ? list[i].titulo : "");
		answers_lines(out, &list[i].campos);
	}
}

static void journal_lines(struct strbuf *out, struct txn *txn, uint32_t hogar, struct arena *arena)
{
	struct entrada *list;
	int total, n = diario_hogar(txn, hogar, 0, 10000, true, arena, &list, &total);

	for (int i = 0; i < n; i++) {
		const struct entrada *e = &list[i];
		strbuf_printf(out, "operacion %llu ", (unsigned long long)e->n);
		id_word(out, e->id);
		strbuf_printf(out, " %lld %d %s %s «%s» «%s» deshace %llu por %llu imagenes %d\n", (long long)e->cuando, (int)e->fecha, e->usuario, e->accion,
			e->detalle ? e->detalle : "", e->motivo ? e->motivo : "", (unsigned long long)e->deshace, (unsigned long long)e->deshecha_por, e->n_imagen);
	}
}

void muestra_of(struct store *store, struct strbuf *out)
{
	struct store_info info;
	struct arena arena;
	struct txn txn;

	store_info(store, &info);
	strbuf_printf(out, "%s «%s» «%s» hogares %u operaciones %llu\n", info.practica ? "practica" : "real", info.oficina, info.programa, info.hogares,
		(unsigned long long)info.operaciones);
	arena_init(&arena);
	if (txn_read(&txn, store, NULL)) {
		for (uint32_t hogar = 1; hogar <= info.hogares; hogar++) {
			struct ficha f;
			if (ficha_load(&txn, hogar, &arena, &f, NULL))
				ficha_lines(out, &f);
			journal_lines(out, &txn, hogar, &arena);
			arena_reset(&arena);
		}
		draft_lines(out, &txn, &arena);
		strbuf_add(out, txn_ok(&txn) ? "fin\n" : txn.err.text);
		txn_abort(&txn);
	}
	arena_done(&arena);
}
