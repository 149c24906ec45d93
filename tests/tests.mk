# Test targets; included by the Makefile. `make check` installs what is missing, then runs everything twice: plain, and under ASan and UBSan.

SUITE_TESTS := $(foreach s,$(SUITES),test-$(s))

# End-to-end: the real program in a pseudo-terminal, read back through libvterm.
$(B)/test-e2e: $(patsubst %.c,$(B)/%.o,$(sort $(wildcard tests/e2e/*.c)))
	@echo "  LD    $@"
	$(Q)$(CC) $(flags_$(V)) $^ -o $@ $(TEST_LIBS) -lutil
test-e2e: $(B)/test-e2e $(B)/logros  ## end-to-end journeys in a pseudo-terminal
	$(Q)scripts/run-suite $(B) e2e $(T)

layers:  ## direction of includes, owners of libraries, budgets
	$(Q)scripts/layers
headers:  ## each header compiles alone and says what it is
	$(Q)scripts/headers
definitions: $(B)/logros  ## every programme loads and checks clean
	$(Q)for p in programs/*/programa.yaml; do $(B)/logros --definiciones programs --programa $$(basename $$(dirname $$p)) revisar || exit 1; done

# N=todas tries every number; a survivor asks for a case in a table of tests/model.
mutaciones: $(B)/test-model  ## move N=40 deciding numbers of the definitions by one: each must turn a test red (SEED=1)
	$(Q)scripts/mutaciones $(B) $(or $(N),40) $(or $(SEED),1)

# Part of `make nightly`: the trials of the store that have a short and a long figure.
nightly: nightly-store
nightly-store: $(B)/test-store
	$(Q)NOCHE=1 scripts/run-suite $(B) store

-include tests/fuzz/fuzz.mk tests/bench/bench.mk tests/crash/crash.mk

check-one: $(SUITE_TESTS) test-e2e $(REPLAY_TARGET) definitions $(if $(filter debug,$(V)),crash)  ## every test of one variant (V=debug|san)
build-one: $(SUITES:%=$(B)/test-%) $(B)/test-e2e $(B)/logros
check:  ## install what is missing, then pass every test, plain and under sanitizers
	$(Q)scripts/setup test
	$(Q)$(MAKE) --no-print-directory layers headers
	$(Q)for v in debug san; do \
		$(MAKE) --no-print-directory -j$$(nproc) V=$$v build-one && $(MAKE) --no-print-directory V=$$v check-one || exit 1; \
	done
	@scripts/count-tests $(BUILD)

coverage:  ## lines covered by the tests (needs gcovr)
	$(Q)$(MAKE) --no-print-directory V=cov $(SUITE_TESTS) test-e2e
	gcovr --root . --exclude tests $(BUILD)/cov
lint:  ## clang-tidy and cppcheck over our code
	clang-tidy --quiet $(SRC) -- $(CPPFLAGS) -std=c11 $(PKG_CFLAGS) 2>/dev/null
	cppcheck --quiet --enable=warning,performance,portability --inline-suppr --suppress=missingIncludeSystem -I. $(LAYERS)

.PHONY: nightly-store layers headers definitions check check-one build-one test-e2e coverage lint mutaciones
