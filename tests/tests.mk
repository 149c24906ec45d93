# Test targets that are more than one suite; included by the Makefile.
check: $(foreach s,$(SUITES),test-$(s))  ## everything that must be green
.PHONY: check
