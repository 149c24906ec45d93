#pragma once
/* The one list of field types. A new type is one file type_<name>.c that defines `type_<name>`, and one line here. */
#include "forms/field_type.h"

#define FIELD_TYPES(TYPE) \
	TYPE(text)            \
	TYPE(integer)         \
	TYPE(decimal)         \
	TYPE(money)           \
	TYPE(date)            \
	TYPE(boolean)         \
	TYPE(select_one)      \
	TYPE(select_multiple) \
	TYPE(document)        \
	TYPE(phone)           \
	TYPE(address)         \
	TYPE(repeat)          \
	TYPE(note)            \
	TYPE(calculate)

#define FIELD_TYPE_DECLARE(name) extern const struct field_type type_##name;
FIELD_TYPES(FIELD_TYPE_DECLARE)
#undef FIELD_TYPE_DECLARE
