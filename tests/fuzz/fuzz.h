#pragma once
/* What the fuzz targets share: the programme as it is shipped, an invented family, and a way to stop at what must never be.
 * Each target reads any bytes and must not crash, leak or run for ever, whatever they are. With a fuzzer: make fuzz-<what>; without: make replay. */
#include "model/ficha.h"
#include "model/programa.h"
#include <stddef.h>

enum { FUZZ_HOY = 20634 };                       /* martes 30/06/2026 */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

const char *fuzz_path(struct arena *, const char *path);      /* below the root of the tree ($LOGROS_ROOT, else here) */
const struct programa *fuzz_programa(void);                   /* loaded once */
const struct ficha *fuzz_ficha(void);                         /* of ejemplos/hogar.json; never changed */
char *fuzz_text(struct arena *, const uint8_t *, size_t);     /* as far as the first NUL */
void fuzz_must(bool holds, const char *fmt, ...) __attribute__((format(printf, 2, 3)));     /* else says what and aborts */
