#pragma once
/* CSV as offices write it. Reader: separator ; , or tab found from the first line, BOM, UTF-8 or Windows-1252, quoted fields with
 * line ends and doubled quotes, CRLF. Writer: `;`, UTF-8 with BOM, CRLF, RFC 4180 quotes; text that a spreadsheet would run as a formula gets a leading '.
 * The reader gives what the file holds; whoever takes a cell into the program passes it through text_clean. Rows stay as long as the arena. */
#include "base/arena.h"
#include "base/err.h"
#include <stdio.h>

struct csv_row { char **cell; int n; int line; };       /* line: where the row begins, from 1 */
struct csv_reader;                                      /* in the arena; the file is read whole (64 MiB at most) */

struct csv_reader *csv_open(struct arena *, const char *path, struct err *);
struct csv_reader *csv_open_bytes(struct arena *, const char *name, const char *bytes, size_t n, struct err *);
bool csv_next(struct csv_reader *, struct csv_row *, struct err *);   /* false at the end (err->code ERR_NONE) or on an error; empty lines are skipped, and those that are nothing but separators */
char csv_separator(const struct csv_reader *);

struct csv_writer { FILE *file; bool started, filled; };   /* of the row: has a cell; has one that is not empty */
void csv_begin(struct csv_writer *, FILE *);            /* writes the BOM */
void csv_text(struct csv_writer *, const char *);       /* guarded against formulas; the reader takes the guard off again */
void csv_plain(struct csv_writer *, const char *);      /* numbers and dates made by us */
void csv_end_row(struct csv_writer *);
