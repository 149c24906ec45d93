#pragma once
/* What stands in a history, newest first and read whole: which operation the next undoing is about, and which undoing the next redoing. */
#include "store/diario.h"

const struct entrada *historia_entrada(const struct entrada *, int n, uint64_t which);      /* NULL: not there */
/* The last operation that stands; NULL: none is left. */
const struct entrada *historia_en_pie(const struct entrada *, int n);
/* Undoings are taken back step by step, until something new was done; NULL: there is none. */
const struct entrada *historia_deshecha(const struct entrada *, int n);
