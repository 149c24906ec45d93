# Fuzz targets. `make fuzz-yaml` and the like build with clang and run for FUZZ_SECONDS; `make replay` runs the kept inputs without a fuzzer.
FUZZ := yaml csv expr json keys
FUZZ_SECONDS ?= 60
FUZZ_CLANG ?= $(firstword $(shell command -v clang-14 clang 2>/dev/null))
FUZZ_DIR := $(BUILD)/fuzz
FUZZ_FLAGS := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
# Readers need no store; keys need all but the commands.
fuzz_readers := $(call objs_upto,model) $(patsubst %.c,$(B)/%.o,$(filter-out report/json_envio%,$(wildcard report/json*.c)) $(addprefix report/,evaluar.c rechazo.c tabla.c unidad.c))
fuzz_objs = $(if $(filter keys,$(1)),$(call objs_upto,tui) $(B)/tests/fuzz/fuzz_store.o,$(fuzz_readers)) $(patsubst %,$(B)/tests/fuzz/%.o,fuzz_$(1) fuzz)

$(FUZZ_DIR)/%.o: %.c Makefile tests/fuzz/fuzz.mk
	@mkdir -p $(@D)
	@$(if $(VERBOSE),,echo "  CLANG $<")
	$(Q)$(FUZZ_CLANG) $(CPPFLAGS) -std=c11 $(FUZZ_FLAGS) -fsanitize=fuzzer-no-link $(PKG_CFLAGS) -MMD -MP -c $< -o $@

define fuzz_target
$(FUZZ_DIR)/fuzz-$(1): $(patsubst $(B)/%,$(FUZZ_DIR)/%,$(call fuzz_objs,$(1)))
	@echo "  LD    $$@"
	$$(Q)$(FUZZ_CLANG) $(FUZZ_FLAGS) -fsanitize=fuzzer $$^ -o $$@ $(PKG_LIBS)
fuzz-$(1): $(FUZZ_DIR)/fuzz-$(1)
	@mkdir -p $(FUZZ_DIR)/corpus/$(1) tests/fuzz/corpus/$(1)
	LC_ALL=C.UTF-8 TZ=America/Bogota LOGROS_ROOT="$$(CURDIR)" $(FUZZ_DIR)/fuzz-$(1) -max_total_time=$(FUZZ_SECONDS) -timeout=20 -rss_limit_mb=2048 \
		-print_final_stats=1 -artifact_prefix=$(FUZZ_DIR)/$(1)- $$(addprefix -dict=,$$(wildcard tests/fuzz/$(1).dict)) \
		$(FUZZ_DIR)/corpus/$(1) tests/fuzz/corpus/$(1) 2>$(FUZZ_DIR)/$(1).log || { tail -n 40 $(FUZZ_DIR)/$(1).log; exit 1; }
	@tail -n 8 $(FUZZ_DIR)/$(1).log

$(B)/replay-$(1): $(call fuzz_objs,$(1)) $(B)/tests/fuzz/replay.o
	@echo "  LD    $$@"
	$$(Q)$$(CC) $$(flags_$$(V)) $$^ -o $$@ $$(PKG_LIBS)
replay-$(1): $(B)/replay-$(1)
	@rm -f $(B)/san.replay-$(1).*
	@LC_ALL=C.UTF-8 TZ=America/Bogota LOGROS_ROOT="$$(CURDIR)" ASAN_OPTIONS="log_path=$$(CURDIR)/$(B)/san.replay-$(1):detect_leaks=1" \
		UBSAN_OPTIONS="print_stacktrace=1:log_path=$$(CURDIR)/$(B)/san.replay-$(1)" $(B)/replay-$(1) tests/fuzz/corpus/$(1) 2>$(B)/replay-$(1).log >$(B)/replay-$(1).out \
		|| { echo "FAILED: replay-$(1), see $(B)/replay-$(1).log; last lines:"; tail -n 3 $(B)/replay-$(1).log; cat $(B)/san.replay-$(1).* 2>/dev/null; exit 1; }
	@for log in $(B)/san.replay-$(1).*; do [ ! -e "$$$$log" ] || { cat "$$$$log"; echo "FAILED: replay-$(1)"; exit 1; }; done
	@echo "replay-$(1): $$$$(cat $(B)/replay-$(1).out)"
endef
$(foreach f,$(FUZZ),$(eval $(call fuzz_target,$(f))))

fuzz: $(foreach f,$(FUZZ),fuzz-$(f))  ## every fuzzer for FUZZ_SECONDS; one alone: make fuzz-yaml fuzz-csv fuzz-expr fuzz-json fuzz-keys
REPLAY_TARGET := replay
replay: $(foreach f,$(FUZZ),replay-$(f))  ## the kept inputs of all fuzz targets, without a fuzzer
.PHONY: fuzz replay $(foreach f,$(FUZZ),fuzz-$(f) replay-$(f))
-include $(wildcard $(FUZZ_DIR)/*/*.d) $(wildcard $(FUZZ_DIR)/tests/fuzz/*.d)
