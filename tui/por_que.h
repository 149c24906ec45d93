#pragma once
/* «¿Por qué?» and details, as dialog_view reads them: explanations of the model in words, and records answer by answer. */
#include "model/programa.h"
#include "model/record.h"
#include "tui/app.h"
#include "tui/dialog.h"

/* Pushes the lines to read; they are copied. */
struct outcome por_que(struct app *, const char *title, const struct trace *);
/* A long text to read: each line end begins a new line. */
struct outcome por_que_texto(struct app *, const char *title, const char *text);
/* What a record of a family says, in the order of its fields and then of the dictionary; one line for each answer. */
void por_que_registro(const struct programa *, const struct record *, struct trace *);
const char *por_que_valor(const struct programa *, enum record_kind, const char *campo, struct value, struct arena *);      /* in words */
