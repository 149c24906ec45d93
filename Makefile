# logros: `make demo` installs what is missing, builds and opens the practice store; `make check` passes every test.
# V = debug | release | san | cov, each with objects in its own folder below BUILD. No comment behind a value: make keeps the blanks.
V ?= debug
BUILD ?= build
B := $(BUILD)/$(V)
PREFIX ?= /usr/local
DESTDIR ?=
Q := $(if $(VERBOSE),,@)

VERSION := $(shell cat VERSION)
LAYERS := base forms model store report tui cli
SUITES := base forms model store report tui cli
PKGS := ncursesw lmdb yaml-0.1 libutf8proc libsodium jansson libcbor libzip expat libzstd
TEST_PKGS := criterion vterm

warn := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wundef -Wformat=2
flags_debug := -O1 -g -Werror
flags_release := -O2 -g -fstack-protector-strong -fstack-clash-protection -fcf-protection -D_FORTIFY_SOURCE=2 -fPIE
flags_san := -O1 -g -Werror -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
flags_cov := -O0 -g --coverage
ldflags_release := -pie -Wl,-z,relro,-z,now
CPPFLAGS += -I. -D_GNU_SOURCE -DLOGROS_VERSION='"$(VERSION)"' -DLOGROS_DATADIR='"$(PREFIX)/share/logros"'
CFLAGS += -std=c11 $(warn)
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKG_LIBS := $(shell pkg-config --libs $(PKGS) 2>/dev/null)
TEST_CFLAGS := $(shell pkg-config --cflags $(TEST_PKGS) 2>/dev/null)
TEST_LIBS := $(shell pkg-config --libs $(TEST_PKGS) 2>/dev/null)

SRC := $(foreach l,$(LAYERS),$(sort $(wildcard $(l)/*.c)))
MAIN := cli/main.c
lib_obj = $(patsubst %.c,$(B)/%.o,$(filter-out $(MAIN),$(filter $(1)/%,$(SRC))))
# The layers up to and including one: a test program links no more than its layer may see.
upto_base := base
upto_forms := $(upto_base) forms
upto_model := $(upto_forms) model
upto_store := $(upto_model) store
upto_report := $(upto_store) report
upto_tui := $(upto_report) tui
upto_cli := $(upto_tui) cli
objs_upto = $(foreach l,$(upto_$(1)),$(call lib_obj,$(l)))

.DEFAULT_GOAL := all
.SUFFIXES:
.DELETE_ON_ERROR:

all: $(B)/logros  ## build the program (V=debug by default)
release:  ## build build/release/logros
	$(Q)$(MAKE) --no-print-directory V=release all

$(B)/%.o: %.c Makefile VERSION
	@mkdir -p $(@D)
	@$(if $(VERBOSE),,echo "  CC    $<")
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(flags_$(V)) $(PKG_CFLAGS) -MMD -MP -c $< -o $@
$(B)/store/pack.o: store/pack_1.zdict
$(B)/tests/%.o: tests/%.c Makefile VERSION
	@mkdir -p $(@D)
	@$(if $(VERBOSE),,echo "  CC    $<")
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -Wno-missing-prototypes -Wno-pedantic $(flags_$(V)) $(PKG_CFLAGS) $(TEST_CFLAGS) -MMD -MP -c $< -o $@

$(B)/logros: $(call objs_upto,cli) $(B)/cli/main.o
	@echo "  LD    $@"
	$(Q)$(CC) $(flags_$(V)) $(ldflags_$(V)) $^ -o $@ $(PKG_LIBS)

define layer
objs-$(1): $$(call lib_obj,$(1))
endef
$(foreach l,$(LAYERS),$(eval $(call layer,$(l))))

# One Criterion program per folder of tests. Criterion exits 0 on leaks: the sanitizer's log decides.
define suite
$(B)/test-$(1): $$(patsubst %.c,$(B)/%.o,$$(sort $$(wildcard tests/$(1)/*.c))) $$(call objs_upto,$(1))
	@echo "  LD    $$@"
	$$(Q)$$(CC) $$(flags_$(V)) $$^ -o $$@ $$(TEST_LIBS) $$(PKG_LIBS)
test-$(1): $(B)/test-$(1)
	$$(Q)scripts/run-suite $(B) $(1) $$(T)
endef
$(foreach s,$(SUITES),$(eval $(call suite,$(s))))

include tests/tests.mk

# The one command of a newcomer: what is missing is installed, the rest follows by itself.
demo:  ## install what is missing, build, and open the practice store
	$(Q)scripts/setup build
	$(Q)$(MAKE) --no-print-directory -j$$(nproc) V=release all
	$(Q)$(BUILD)/release/logros demo
setup:  ## install what building needs
	$(Q)scripts/setup build

install: release  ## install below DESTDIR and PREFIX
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/logros $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(BUILD)/release/logros $(DESTDIR)$(PREFIX)/bin/logros
	cp -R programs $(DESTDIR)$(PREFIX)/share/logros/
	install -m 644 config.yaml $(DESTDIR)$(PREFIX)/share/logros/config.yaml
	install -m 644 docs/logros.1 $(DESTDIR)$(PREFIX)/share/man/man1/logros.1

clean:  ## remove everything built
	rm -rf $(BUILD)

help:  ## this list
	@awk -F':.*## ' '/^[a-z][a-z0-9_-]*:.*## / {printf "  %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: demo setup all release install clean help $(foreach l,$(LAYERS),objs-$(l)) $(foreach s,$(SUITES),test-$(s))
-include $(wildcard $(B)/*/*.d) $(wildcard $(B)/tests/*/*.d)
