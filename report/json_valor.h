#pragma once
/* One JSON value as the value of a variable or of a field that the program keeps. The type decides how it is written: true or false, a whole number,
 * "AAAA-MM-DD", the name of a choice, a list of names, a text. */
#include "base/err.h"
#include "forms/dict.h"
#include "model/campos.h"

struct json_dato {
	const struct variable *var;          /* one of the two */
	const struct campo *campo;
	const struct choice_list *choices;   /* NULL: any name, or no choice at all */
	enum value_kind kind;
};

struct json_t;                               /* of jansson */
/* False: err has the reason. null and "" are VALUE_NONE. */
bool json_valor(const struct json_dato *, const struct json_t *, int32_t hoy, struct arena *, struct value *, struct err *);
