#pragma once
/* The one reader of YAML: events of libyaml, within limits, into a small tree where each node knows its place.
 * Limits: 1 MiB, depth 16, 100,000 events, scalars of 8 KiB, one document, UTF-8 only; anchors, aliases, tags and duplicate keys are refused.
 * Scalars are text in NFC: the reader of a definition decides the type, nothing is guessed.
 * A syntax error, a limit, a wrong encoding or an alias is fatal. Duplicate keys, tags, anchors and characters that do not belong in a
 * text are problems too, but leave a tree, so that the reader of a definition can find the rest: use the tree only if no problem came. */
#include "base/problem.h"
#include <stdbool.h>
#include <stdint.h>

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml_node {
	enum yaml_kind kind;
	const char *file;
	int line, col;                  /* from 1 */
	const char *text;               /* scalar; "" otherwise */
	bool quoted;                    /* the scalar stood between quotes or in a block */
	struct yaml_node **item;        /* list items, or map values */
	struct yaml_node **key;         /* map keys (scalars), same order */
	int n;
};

/* NULL after a fatal problem (all of them are in `problems`). */
const struct yaml_node *yaml_load(struct arena *, const char *path, struct problems *);
const struct yaml_node *yaml_parse(struct arena *, const char *name, const char *bytes, size_t len, struct problems *);

const struct yaml_node *yaml_get(const struct yaml_node *map, const char *key);      /* NULL if absent or not a map */
/* The next ones add a problem when the node has the wrong form. `required` also when it is absent. A key with nothing behind it
 * ("usuario:") counts as absent. The bool ones return true when *out was set. */
const char *yaml_text(const struct yaml_node *map, const char *key, bool required, struct problems *);            /* NULL if absent */
bool yaml_int(const struct yaml_node *map, const char *key, bool required, int64_t *out, struct problems *);     /* out untouched if absent */
bool yaml_bool(const struct yaml_node *map, const char *key, bool required, bool *out, struct problems *);       /* si/sí/no/yes/true/false */
bool yaml_date(const struct yaml_node *map, const char *key, bool required, int32_t *out, struct problems *);    /* AAAA-MM-DD */
const struct yaml_node *yaml_list(const struct yaml_node *map, const char *key, bool required, struct problems *);
const struct yaml_node *yaml_map(const struct yaml_node *map, const char *key, bool required, struct problems *);
/* Unknown keys become problems ("clave desconocida «x»; quizá «y»"). `known` ends with NULL. */
void yaml_known(const struct yaml_node *map, const char *const *known, struct problems *);
const char *yaml_nearest(const char *word, const char *const *known);                /* at most 2 letters away, else NULL; `known` ends with NULL */
void yaml_problem(struct problems *, const struct yaml_node *at, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
