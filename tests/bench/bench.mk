# Figures of the release build. BENCH="inicio consola" runs only these parts; BENCH_HOGARES=10000 evaluates fewer households; BENCH_TAMANOS, BENCH_VISITADAS, BENCH_DIR, BENCH_VARAS, BENCH_ORDENES: tests/bench/bench_almacen.c.
BENCH ?=
bench_src := $(wildcard tests/bench/bench*.c tests/bench/vara*.c) tests/e2e/term_driver.c tests/e2e/term_keys.c

$(B)/bench: $(patsubst %.c,$(B)/%.o,$(bench_src)) $(call objs_upto,store) $(B)/report/jsonw.o
	@echo "  LD    $@"
	$(Q)$(CC) $(flags_$(V)) $^ -o $@ $(PKG_LIBS) $(TEST_LIBS) -lutil -ldl
$(B)/hola: $(B)/tests/bench/hola.o
	$(Q)$(CC) $(flags_$(V)) $^ -o $@ $(PKG_LIBS)
bench-run: $(B)/bench $(B)/hola $(B)/logros
	@LC_ALL=C.UTF-8 TZ=America/Bogota $(B)/bench $(B)/logros $(B)/hola $(BENCH)
bench:  ## figures of the release build beside their yardsticks and targets
	$(Q)scripts/setup bench
	$(Q)$(MAKE) --no-print-directory V=release bench-run
.PHONY: bench bench-run
