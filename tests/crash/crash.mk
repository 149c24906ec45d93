# Trials of the store in processes of their own: killed, cut off, without memory, with a failing disk. NOCHE=1 takes the long figures.
ENSAYO ?=
$(B)/crash: $(patsubst %.c,$(B)/%.o,$(sort $(filter-out %_preload.c,$(wildcard tests/crash/*.c)))) $(call objs_upto,store)
	@echo "  LD    $@"
	$(Q)$(CC) $(flags_$(V)) $^ -o $@ $(PKG_LIBS)
$(B)/sin_memoria.so: tests/crash/sin_memoria_preload.c
	$(Q)$(CC) $(CPPFLAGS) -std=c11 -O1 -g -fPIC -shared $< -o $@ -ldl
crash: $(B)/crash $(B)/sin_memoria.so  ## kills, power cuts, failing disks, missing memory: nothing acknowledged is lost (ENSAYO=golpe for one)
	$(Q)$(B)/crash $(ENSAYO)
nightly: $(B)/crash $(B)/sin_memoria.so  ## the same with the figures of a night
	$(Q)NOCHE=1 $(B)/crash $(ENSAYO)
.PHONY: crash nightly
