#include "model/record.h"

void record_init(struct record *r, struct arena *arena, enum record_kind kind, uint32_t hogar, uint32_t seq)
{
	*r = (struct record){ .hogar = hogar, .kind = kind, .seq = seq, .id = id_new() };
	answers_init(&r->fields, arena);
}

void record_copy(struct record *to, struct arena *arena, const struct record *from)
{
	struct record copy = *from;

	answers_init(&copy.fields, arena);
	answers_copy(&copy.fields, &from->fields);
	*to = copy;
}

const char *record_kind_name(enum record_kind kind)
{
	static const char *const name[RECORD_KINDS] = {
		[RECORD_HOGAR] = "hogar",
		[RECORD_INTEGRANTE] = "integrante",
		[RECORD_LOGRO] = "logro",
		[RECORD_VISITA] = "visita",
		[RECORD_COMPROMISO] = "compromiso",
		[RECORD_OPORTUNIDAD] = "oportunidad",
		[RECORD_EVALUACION] = "evaluacion",
	};

	return kind > 0 && kind < RECORD_KINDS ? name[kind] : "";
}
