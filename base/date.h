#pragma once
/* Civil dates as days since 1970-01-01 and the one clock. A date that is missing or impossible is DATE_NONE.
 * Somebody born on 29 February completes years on 1 March in common years. */
#include <stdbool.h>
#include <stdint.h>

#define DATE_NONE INT32_MIN
enum { DATE_TEXT = 64 };

int32_t date_make(int year, int month, int day);             /* years 1 to 9999 */
void date_split(int32_t, int *year, int *month, int *day);
int date_weekday(int32_t);                                  /* 0 lunes … 6 domingo */
int32_t date_parse_iso(const char *);                       /* AAAA-MM-DD only */
/* As people write: DD/MM/AAAA, 3/4/26, 3-4-2026, 3.4.26, 03042026, 030426, 2026-04-03, 3 abril 2026,
 * 3 de abril de 2026, 3-abr-26, hoy, ayer, mañana, +7, -3.
 * Two-digit years fall within 90 years before and 9 after `today`. */
int32_t date_parse(const char *, int32_t today);
/* Completed years and months; below 0 when `to` is earlier; DATE_NONE when one of the two is. */
int date_years(int32_t from, int32_t to);
int date_months(int32_t from, int32_t to);
int32_t date_add_months(int32_t, int months);               /* 31 January and one month: the last of February */
char *date_text(int32_t, char out[DATE_TEXT]);              /* 22/11/2026; "" for DATE_NONE */
char *date_iso(int32_t, char out[DATE_TEXT]);               /* 2026-11-22 */
char *date_long(int32_t, char out[DATE_TEXT]);              /* domingo 22 de noviembre de 2026 */

int64_t clock_now(void);                                    /* milliseconds since 1970, UTC; never goes back in a process */
int32_t clock_today(void);                                  /* local date (America/Bogota unless TZ says otherwise) */
void clock_fix(int32_t day);                                /* tests, practice, simulated history: the clock stands at noon of that day; DATE_NONE frees it */
int32_t clock_day(int64_t ms);                              /* local date of a moment */
char *clock_text(int64_t ms, char out[DATE_TEXT]);          /* 22/11/2026 10:42 */
