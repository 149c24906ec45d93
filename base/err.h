#pragma once
/* Errors. What can fail returns bool and takes `struct err *` last; the caller owns the struct, nothing is static.
 * The code is for decisions and exit statuses; the text is one Spanish sentence for people: what, where, what to do next. */
#include <stdbool.h>

enum err_code {
	ERR_NONE,
	ERR_USAGE,      /* the command line is wrong (exit 64) */
	ERR_DATA,       /* bad input: CSV, JSON, YAML data (65) */
	ERR_NOT_FOUND,  /* (65) */
	ERR_BUSY,       /* another session holds the store (69) */
	ERR_CREATE,     /* a file cannot be made (73) */
	ERR_IO,         /* reading or writing failed (74) */
	ERR_NO_SPACE,   /* disk or map full (74) */
	ERR_DAMAGED,    /* the store does not verify (74) */
	ERR_SIGNAL,     /* ended by a signal or a closed terminal (75) */
	ERR_DENIED,     /* not permitted, or wrong passphrase (77) */
	ERR_CONFIG,     /* configuration or definitions (78) */
	ERR_CONFLICT,   /* the record changed meanwhile (1) */
	ERR_RULE,       /* a rule of the programme says no; the text says why (1) */
	ERR_INTERNAL,   /* (1) */
};

struct err {
	enum err_code code;
	int sys;            /* errno or library code behind it, 0 if none */
	char text[512];
};

/* Both return false, so that `return err_set(err, ...)` reads well. A NULL err is allowed. */
bool err_set(struct err *, enum err_code, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* sys: an errno or the like. A sentence that ends with err_sys_text(sys), in brackets or not, goes on with what to do about it. */
bool err_set_sys(struct err *, enum err_code, int sys, const char *fmt, ...) __attribute__((format(printf, 4, 5)));
bool err_wrap(struct err *, const char *fmt, ...) __attribute__((format(printf, 2, 3))); /* puts text before the text, ": " between them */
/* What was made beside its place is called by the name of the place: nobody knows the other one. `place` is no longer than `made`. */
bool err_place(struct err *, const char *made, const char *place);
void err_clear(struct err *);
int err_exit_code(const struct err *);
const char *err_sys_text(int sys);      /* an errno in Spanish, to end a sentence: "no existe", "no queda espacio en el disco" */
