# The whole interface to the checkout. The work is done by dev/, see there.
#
#   make run      set up everything and serve the demo (Ctrl-C ends it)
#   make test     set up everything and run every test; K=expression runs a part, LANES=1 one stage at a time
#   make start    like run, in the background;  make stop ends it
#   make lint, make format, make i18n, make bench, make test-core, make setup, make clean
#
# PORT=8069 SIM_PORT=8070 DB=innovasia change where the demo is served and from which database.

PYTHON ?= python3
export PORT SIM_PORT DB K LANES

setup run start stop test test-core bench lint format i18n clean:
	@$(PYTHON) -m dev $@

.PHONY: setup run start stop test test-core bench lint format i18n clean
.DEFAULT_GOAL := run
