/* The one clock, declared in date.h. */
#include "base/date.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DAY_MS INT64_C(86400000)

static struct {
	bool fixed;
	int32_t day;
	int64_t last;       /* the latest moment given out */
} state;

/* Colombia has had one zone without summer time since 1993; a machine without tzdata would take its name for UTC. */
static bool in_bogota(void)
{
	const char *tz = getenv("TZ");
	if (!tz || !*tz)
		return true;
	return strcmp(*tz == ':' ? tz + 1 : tz, "America/Bogota") == 0;
}

static int64_t offset_ms(int64_t ms)
{
	if (in_bogota())
		return -5 * INT64_C(3600000);
	time_t t = (time_t)(ms / 1000);
	struct tm tm;
	return localtime_r(&t, &tm) ? tm.tm_gmtoff * INT64_C(1000) : 0;
}

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int64_t clock_now(void)
{
	if (state.fixed) {
		int64_t noon = state.day * DAY_MS + DAY_MS / 2;
		return noon - offset_ms(noon);
	}
	struct timespec ts;
	clock_gettime(CLOCK_REALTIME, &ts);
	int64_t now = ts.tv_sec * INT64_C(1000) + ts.tv_nsec / 1000000;
	if (now > state.last)
		state.last = now;
	return state.last;
}

int32_t clock_today(void)
{
	if (state.fixed)
		return state.day;
	return clock_day(clock_now());
}

void clock_fix(int32_t day)
{
	state.fixed = day != DATE_NONE;
	state.day = day;
}

int32_t clock_day(int64_t ms)
{
	return (int32_t)floor_div(ms + offset_ms(ms), DAY_MS);
}

char *clock_text(int64_t ms, char out[DATE_TEXT])
{
	int64_t local = ms + offset_ms(ms);
	int64_t day = floor_div(local, DAY_MS);
	int minute = (int)((local - day * DAY_MS) / 60000);
	char date[DATE_TEXT];
	snprintf(out, DATE_TEXT, "%.24s %02d:%02d", date_text((int32_t)day, date), minute / 60, minute % 60);
	return out;
}
