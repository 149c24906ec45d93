#include "model/ficha.h"
#include <string.h>

void ficha_init(struct ficha *f, struct arena *arena)
{
	*f = (struct ficha){ .arena = arena };
	f->hogar.kind = RECORD_HOGAR;
	answers_init(&f->hogar.fields, arena);
}

static struct record_list *list_of(struct ficha *f, enum record_kind kind)
{
	switch (kind) {
	case RECORD_INTEGRANTE: return &f->integrante;
	case RECORD_LOGRO: return &f->logro;
	case RECORD_VISITA: return &f->visita;
	case RECORD_COMPROMISO: return &f->compromiso;
	case RECORD_OPORTUNIDAD: return &f->oportunidad;
	case RECORD_EVALUACION: return &f->evaluacion;
	case RECORD_HOGAR:
	case RECORD_KINDS: break;
	}
	return NULL;
}

/* Index of the first record whose seq is not below the one asked for. */
static int lower_bound(const struct record_list *list, uint32_t seq)
{
	int low = 0, high = list->n;

	if (high > 0 && list->item[high - 1].seq < seq)
		return high;            /* records arrive in order: the usual case */
	while (low < high) {
		int mid = low + (high - low) / 2;
		if (list->item[mid].seq < seq)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

void ficha_add(struct ficha *f, const struct record *r)
{
	struct record copy;
	struct record_list *list = list_of(f, r->kind);

	record_copy(&copy, f->arena, r);
	if (!list) {
		f->hogar = copy;
		return;
	}
	int at = lower_bound(list, r->seq);
	if (at == list->n || list->item[at].seq != r->seq) {
		(void)ARENA_PUSH(f->arena, list->item, list->n, list->cap);
		memmove(&list->item[at + 1], &list->item[at], (size_t)(list->n - 1 - at) * sizeof copy);
	}
	list->item[at] = copy;
}

void ficha_copy(struct ficha *to, struct arena *arena, const struct ficha *from)
{
	const struct record_list *const list[] = { &from->integrante, &from->logro, &from->visita, &from->compromiso, &from->oportunidad, &from->evaluacion };

	ficha_init(to, arena);
	to->num = from->num;
	to->prelista = from->prelista;
	ficha_add(to, &from->hogar);
	for (size_t k = 0; k < sizeof list / sizeof *list; k++)
		for (int i = 0; i < list[k]->n; i++)
			ficha_add(to, &list[k]->item[i]);
}

struct record *ficha_record(const struct ficha *f, enum record_kind kind, uint32_t seq)
{
	struct ficha *own = (struct ficha *)f;
	struct record_list *list = list_of(own, kind);

	if (!list)
		return kind == RECORD_HOGAR ? &own->hogar : NULL;
	int at = lower_bound(list, seq);
	return at < list->n && list->item[at].seq == seq ? &list->item[at] : NULL;
}

uint32_t ficha_next_seq(const struct ficha *f, enum record_kind kind)
{
	const struct record_list *list = list_of((struct ficha *)f, kind);

	if (!list)
		return 0;
	return list->n ? list->item[list->n - 1].seq + 1 : 1;
}

uint32_t logro_seq(int logro, uint32_t integrante)
{
	return (uint32_t)logro << 12 | integrante;
}

int ficha_activos(const struct ficha *f, const struct record ***out)
{
	const struct record **active = arena_array(f->arena, const struct record *, f->integrante.n + 1);
	int n = 0;

	for (int i = 0; i < f->integrante.n; i++)
		if (answers_bool(&f->integrante.item[i].fields, INTEGRANTE_ACTIVO, true))
			active[n++] = &f->integrante.item[i];
	*out = active;
	return n;
}

const struct record *ficha_jefe(const struct ficha *f)
{
	for (int i = 0; i < f->integrante.n; i++) {
		const struct answers *fields = &f->integrante.item[i].fields;
		if (answers_bool(fields, INTEGRANTE_ACTIVO, true) && strcmp(answers_text(fields, "parentesco"), "jefe") == 0)
			return &f->integrante.item[i];
	}
	return NULL;
}

/* A copy of the parts that are there, with one space between; NULL when none is. */
static const char *join(struct arena *arena, const char *const *part, int n)
{
	size_t size = 0;

	for (int i = 0; i < n; i++)
		size += *part[i] ? strlen(part[i]) + 1 : 0;
	if (size == 0)
		return NULL;
	char *text = arena_alloc(arena, size), *end = text;
	for (int i = 0; i < n; i++)
		if (*part[i]) {
			if (end != text)
				*end++ = ' ';
			end = stpcpy(end, part[i]);
		}
	return text;
}

static const char *nombres(const struct record *r, struct arena *arena)
{
	return join(arena, (const char *const[]){ answers_text(&r->fields, "nombre1"), answers_text(&r->fields, "nombre2") }, 2);
}

static const char *apellidos(const struct record *r, struct arena *arena)
{
	return join(arena, (const char *const[]){ answers_text(&r->fields, "apellido1"), answers_text(&r->fields, "apellido2") }, 2);
}

/* A person registered without a name still has to be called something. */
static const char *unnamed(const struct record *r, struct arena *arena)
{
	return arena_printf(arena, "Integrante %u", r->seq);
}

const char *integrante_nombre(const struct record *r, struct arena *arena)
{
	const char *first = nombres(r, arena), *last = apellidos(r, arena);

	if (first && last)
		return join(arena, (const char *const[]){ first, last }, 2);
	return first ? first : last ? last : unnamed(r, arena);
}

const char *integrante_corto(const struct record *r, struct arena *arena)
{
	const char *first = nombres(r, arena), *name = first ? first : apellidos(r, arena);

	return name ? name : unnamed(r, arena);
}

const char *ficha_nombre(const struct ficha *f, struct arena *arena)
{
	const struct record *jefe = ficha_jefe(f);
	const char *folio = answers_text(&f->hogar.fields, HOGAR_FOLIO);

	if (jefe) {
		const char *first = nombres(jefe, arena), *last = apellidos(jefe, arena);
		if (first && last)
			return arena_printf(arena, "%s, %s", last, first);
		if (first || last)
			return first ? first : last;
	}
	return *folio ? arena_strdup(arena, folio) : "Hogar sin folio";
}

int integrante_edad(const struct record *r, int32_t on)
{
	int32_t birth = answers_date(&r->fields, "fecha_nacimiento");

	return birth == DATE_NONE || birth > on ? -1 : date_years(birth, on);
}

const struct record *ficha_visita_abierta(const struct ficha *f)
{
	int64_t seq = answers_int(&f->hogar.fields, HOGAR_VISITA_ABIERTA, 0);

	return seq > 0 && seq <= UINT32_MAX ? ficha_record(f, RECORD_VISITA, (uint32_t)seq) : NULL;
}

bool registro_unido(const struct record *r)
{
	return *answers_text(&r->fields, REGISTRO_UNIDO) != '\0';
}

bool hogar_unido(const struct answers *hogar)
{
	return *answers_text(hogar, HOGAR_UNIDO) != '\0';
}

/* Lives as long as the ficha: most people have one name, and then nothing is copied. */
static const char *short_name(const struct record *r, struct arena *arena)
{
	const char *first = answers_text(&r->fields, "nombre1");

	return *first && !*answers_text(&r->fields, "nombre2") ? first : integrante_corto(r, arena);
}

void ficha_scope(const struct ficha *f, const struct dict *dict, int32_t on, struct arena *arena, struct scope *scope)
{
	const struct record *visita = ficha_visita_abierta(f);
	const struct answers **fields = arena_array(arena, const struct answers *, f->integrante.n + 1);
	const char **name = arena_array(arena, const char *, f->integrante.n + 1);
	int n = 0;

	for (int i = 0; i < f->integrante.n; i++) {
		const struct record *r = &f->integrante.item[i];
		if (!answers_bool(&r->fields, INTEGRANTE_ACTIVO, true))
			continue;
		fields[n] = &r->fields;
		name[n++] = short_name(r, arena);
	}
	*scope = (struct scope){
		.dict = dict,
		.today = on,
		.hogar = &f->hogar.fields,
		.visita = visita ? &visita->fields : NULL,
		.integrante = fields,
		.n_integrante = n,
		.integrante_name = name,
		.me = -1,
	};
}
