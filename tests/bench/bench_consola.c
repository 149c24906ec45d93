/* The console in a pseudo-terminal of 80×24: first screen, bytes and time of a key, memory, beside a program that does nothing but ncurses. */
#include "tests/bench/bench.h"
#include "tests/e2e/term_driver.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RUNS = 11, KEYS = 20 };

struct first { double wall, cpu; size_t bytes; };       /* ms */

static struct term_driver *open_console(char *const argv[])
{
	static const char *const env[] = { "HOME=/nonexistent", NULL };
	return term_start(argv, &(struct term_start){ .rows = 24, .cols = 80, .env = env });
}

/* ms that a process has spent on a processor: what others do on the machine does not count. */
static double cpu_ms(int pid)
{
	char path[64];
	double ns = 0;

	snprintf(path, sizeof path, "/proc/%d/schedstat", pid);
	FILE *in = fopen(path, "r");
	if (!in || fscanf(in, "%lf", &ns) != 1)
		ns = 0;
	if (in)
		fclose(in);
	return ns / 1e6;
}

/* Until the last line of the picture is there. */
static struct term_driver *open_and_measure(char *const argv[], const char *last_word, struct first *f)
{
	int64_t start = bench_now();
	struct term_driver *t = open_console(argv);
	if (!term_wait(t, last_word))
		exit(1);
	f->wall = (double)(bench_now() - start) / 1e6;
	term_output(t, &f->bytes);
	f->cpu = cpu_ms(term_pid(t));
	return t;
}

/* Private pages, in MB; without those of the store's file, which are the kernel's cache and only look private while nobody else has the store open. */
static double private_mb(int pid)
{
	char path[64], line[512];
	long kb, sum = 0;
	bool of_store = false;

	snprintf(path, sizeof path, "/proc/%d/smaps", pid);
	FILE *in = fopen(path, "r");
	while (in && fgets(line, sizeof line, in)) {
		char first = line[0];
		if ((first >= '0' && first <= '9') || (first >= 'a' && first <= 'f'))      /* a mapping: what follows is of it, names with a capital */
			of_store = strstr(line, "/data.mdb") != NULL;
		else if (!of_store && (sscanf(line, "Private_Clean: %ld", &kb) == 1 || sscanf(line, "Private_Dirty: %ld", &kb) == 1))
			sum += kb;
	}
	if (in)
		fclose(in);
	return (double)sum / 1024;
}

/* What a key costs until the program waits again; its mark on the line is not counted. */
struct key { double us, bytes; };

static struct key press(struct term_driver *t, const char *key)
{
	size_t before, after;
	term_output(t, &before);
	double start = cpu_ms(term_pid(t));
	term_keys(t, key);
	double us = 1000 * (cpu_ms(term_pid(t)) - start);
	const char *out = term_output(t, &after) + before, *mark = strstr(out, "\033]777;idle;");
	size_t n = mark ? (size_t)(mark - out) + strlen(mark + strcspn(mark + 1, "\033") + 3) : after - before;
	return (struct key){ .us = us, .bytes = (double)n };
}

/* What is typed arrives at once, and the program may answer it with one picture. */
#define DOWN "\033[B"
#define TEN DOWN DOWN DOWN DOWN DOWN DOWN DOWN DOWN DOWN DOWN
#define FIFTY TEN TEN TEN TEN TEN

static struct key press_bytes(struct term_driver *t, const char *bytes)
{
	size_t before, after;
	term_output(t, &before);
	double start = cpu_ms(term_pid(t));
	term_bytes(t, bytes);
	term_output(t, &after);
	return (struct key){ .us = 1000 * (cpu_ms(term_pid(t)) - start), .bytes = (double)(after - before) };
}

static struct key press_often(struct term_driver *t, const char *key, int times)
{
	double us[KEYS], bytes[KEYS];
	for (int i = 0; i < times; i++) {
		struct key k = press(t, key);
		us[i] = k.us;
		bytes[i] = k.bytes;
	}
	return (struct key){ .us = bench_median(us, times), .bytes = bench_median(bytes, times) };
}

static void row_of_key(const char *what, struct key k, double limit, struct key yardstick)
{
	bench_row(what, k.bytes, "B", limit, "%.0f µs of CPU, %.1f × the yardstick", k.us, k.us / yardstick.us);
}

static void measure_first(char *const logros[], char *const hola[], char *const revisar[])
{
	double cpu[3][RUNS], wall[2][RUNS], mb_ours = 0, mb_least = 0;
	struct first f = { 0 }, h = { 0 };
	struct rusage used;

	for (int i = 0; i < RUNS; i++) {
		struct term_driver *t = open_and_measure(hola, "F10 Salir", &h);
		mb_least = private_mb(term_pid(t));
		term_keys(t, "q");
		term_end(t);
		t = open_and_measure(logros, "F1 Ayuda", &f);
		mb_ours = private_mb(term_pid(t));
		term_keys(t, "<F10>");
		term_end(t);
		cpu[0][i] = h.cpu;
		cpu[1][i] = f.cpu;
		cpu[2][i] = 1000 * bench_wait(bench_spawn(revisar, -1, -1), &used);
		wall[0][i] = h.wall;
		wall[1][i] = f.wall;
	}
	double here = bench_median(cpu[1], RUNS), there = bench_median(cpu[0], RUNS);
	bench_row("first screen of ncurses hello, the yardstick", there, "ms", 0, "%.1f by the wall; %zu bytes; %.1f MB private", bench_median(wall[0], RUNS), h.bytes, mb_least);
	bench_row("first screen of logros (T1)", here, "ms", 3 * there + 30, "%.1f by the wall; %.1f of it the definitions", bench_median(wall[1], RUNS), bench_median(cpu[2], RUNS));
	bench_row("its bytes (T5)", (double)f.bytes, "B", 1900, " ");
	bench_row("its private memory, waiting (T2)", mb_ours, "MB", 12, "%.1f × the yardstick", mb_ours / mb_least);
}

static void measure_keys(char *const logros[], char *const hola[])
{
	struct first f;
	struct term_driver *t = open_and_measure(hola, "F10 Salir", &f);
	struct key least = press_often(t, "<Down>", KEYS);
	row_of_key("ncurses hello: a marker moves one line", least, 0, least);
	term_keys(t, "q");
	term_end(t);
	t = open_and_measure(logros, "F1 Ayuda", &f);
	row_of_key("list of all families", press(t, "6"), 2300, least);
	if (!term_wait(t, "Buscar:"))
		exit(1);
	row_of_key("list: down one line (T3)", press_often(t, "<Down>", 10), 200, least);
	press_often(t, "<Down>", 12);
	row_of_key("list: scrolls one line (T4)", press_often(t, "<Down>", 10), 190, least);
	struct key page = press_often(t, "<PgDn>", 2), burst = press_bytes(t, FIFTY);
	row_of_key("list: next page (T5)", page, 1600, least);
	row_of_key("list: 50 keys at once (T6)", burst, 1.1 * page.bytes, least);
	press(t, "<Home>");
	row_of_key("list: first letter of a search", press(t, "z"), 1900, least);
	row_of_key("list: second letter", press(t, "a"), 1900, least);
	row_of_key("a family", press(t, "<Enter>"), 1600, least);
	term_keys(t, "<F3><F3><F3><Ins>");
	if (!term_wait(t, "Buscar:"))
		exit(1);
	row_of_key("a letter typed in a field (T5)", press(t, "q"), 40, least);
	term_keys(t, "xw");
	row_of_key("a form (T5)", press(t, "<Ins>"), 1300, least);
	term_keys(t, "<F10>");
	term_end(t);
}

void bench_consola_en(struct bench *b, const char *store)
{
	char *const logros[] = { (char *)b->logros, "--definiciones", "programs", "--almacen", (char *)store, "--fecha", "2026-06-30", "--usuario", "coordinacion", NULL };
	char *const revisar[] = { (char *)b->logros, "--definiciones", "programs", "revisar", NULL };
	char *const hola[] = { (char *)b->hola, NULL };

	measure_first(logros, hola, revisar);
}

void bench_consola(struct bench *b)
{
	char store[64];
	struct rusage used;
	snprintf(store, sizeof store, "%s/almacen", b->folder);
	char *const demo[] = { (char *)b->logros, "--definiciones", "programs", "--almacen", store, "--fecha", "2026-06-30", "demo", "--solo-crear", NULL };
	char *const logros[] = { (char *)b->logros, "--definiciones", "programs", "--almacen", store, "--fecha", "2026-06-30", NULL };
	char *const revisar[] = { (char *)b->logros, "--definiciones", "programs", "revisar", NULL };
	char *const hola[] = { (char *)b->hola, NULL };

	bench_wait(bench_spawn(demo, -1, -1), &used);
	bench_head("Console, 80×24 (T1–T5, T8), ms of CPU");
	measure_first(logros, hola, revisar);
	measure_keys(logros, hola);
	bench_tecla(b, store);
	bench_lenta(b, store);
}
