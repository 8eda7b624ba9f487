# Baton. `make run` and `make test` set up whatever they need; `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PORT ?= 8000
export PORT
PYTHON ?= $(shell setup/python.sh)
# The marker's matrices are small: further threads of the arithmetic library only wait, and on busy cores many times as long.
export OPENBLAS_NUM_THREADS ?= 1
BIN := .venv/bin

sum = $(firstword $(shell cat $(1) | sha256sum))
ENVIRONMENT := .make/environment-$(call sum,requirements.lock requirements-setup.lock)
DEVELOPMENT := .make/development-$(call sum,requirements-dev.lock)
VOICE := .make/voice-$(call sum,requirements-media.lock requirements-setup.lock)
ASSETS := .make/assets-$(call sum,package-lock.json setup/assets.py)

.PHONY: help
help: ## List what make can do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-18s %s\n", $$1, $$2}'

.PHONY: run
run: $(ENVIRONMENT) $(ASSETS) ## Install what is needed and serve the site on 127.0.0.1 (PORT=8000)
	@setup/system.sh run
	@$(BIN)/flask organisation prepare --sample --migrate
	@exec $(BIN)/gunicorn wsgi:app

.PHONY: test
test: $(DEVELOPMENT) $(ASSETS) ## Install what is needed and run every test
	@setup/system.sh test
	@$(BIN)/pytest -n 2 --dist loadgroup

.PHONY: explore
explore: $(DEVELOPMENT) $(ASSETS) ## Look for new counter-examples of the rules with random text, thousands a rule
	@$(BIN)/pytest -n 2 --hypothesis-profile=explore $$(grep -rl '@given' tests)

.PHONY: check
check: $(DEVELOPMENT) $(ASSETS) ## Format, lint, types, import rules, content, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/flask content check
	@$(MAKE) --no-print-directory test

.PHONY: format
format: $(DEVELOPMENT) ## Format the code and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.PHONY: evaluate
evaluate: $(DEVELOPMENT) ## Measure the marker and the question reader; the report is also in build/evaluation.txt
	@$(BIN)/python -m evaluation.evaluate $(if $(APART),--apart) $(if $(QUICK),--quick)

.PHONY: bench
bench: $(DEVELOPMENT) $(ASSETS) ## Time the main pages as ratios to a bare Flask route in the same run
	$(BIN)/python -m evaluation.bench

.PHONY: load
load: $(DEVELOPMENT) $(ASSETS) ## Two hundred people in calls at once, the server killed twice; every step counted after
	$(BIN)/python -m evaluation.load

.PHONY: screenshots
screenshots: $(DEVELOPMENT) $(ASSETS) ## Take the guides' pictures anew from the running product (ONLY="names", CHECK=1)
	@setup/system.sh test
	@$(BIN)/python -m media.screenshots $(if $(CHECK),--check) $(ONLY)

.PHONY: videos
videos: $(DEVELOPMENT) $(ASSETS) $(VOICE) ## Build the videos whose script or product changed (ONLY="slugs" builds these)
	@setup/system.sh media
	@$(BIN)/python -m media.videos --voice $(VOICE)/bin/python $(ONLY)

.PHONY: hear
hear: $(DEVELOPMENT) $(VOICE) ## Have a speech recogniser listen to the videos; tells what it heard otherwise (ONLY="slugs")
	@$(BIN)/python -m media.hearing --ear $(VOICE)/bin/python $(ONLY)

.PHONY: doctor
doctor: $(ENVIRONMENT) ## Say what this machine lacks, and the command that installs it
	@setup/system.sh doctor

.PHONY: lock
lock: $(ENVIRONMENT) ## Resolve the dependencies of pyproject.toml anew
	$(BIN)/uv pip compile pyproject.toml -o requirements.lock $(LOCKED)
	$(BIN)/uv pip compile pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock $(LOCKED)
	$(BIN)/uv pip compile --group setup -o requirements-setup.lock $(LOCKED)
	$(BIN)/uv pip compile --group node -o requirements-node.lock $(LOCKED)
	$(BIN)/uv pip compile --group media -o requirements-media.lock $(LOCKED)
LOCKED := -q --generate-hashes --no-emit-index-url --no-header --python-version 3.11.2

.PHONY: clean
clean: ## Remove the environment and everything built; data stays
	rm -rf .venv node_modules .make build app/web/static/vendor

$(ENVIRONMENT):
	@echo "Setting up the environment from requirements.lock ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-setup.lock
	@$(call install,requirements.lock)
	@mkdir -p .make && rm -f .make/environment-* && touch $@

$(DEVELOPMENT): $(ENVIRONMENT)
	@echo "Adding the development tools from requirements-dev.lock ..."
	@$(call install,requirements-dev.lock)
	@mkdir -p .make && rm -f .make/development-* && touch $@

$(ASSETS): $(ENVIRONMENT)
	@setup/assets.sh
	@mkdir -p .make && rm -f .make/assets-* && touch $@

# The voice of the videos, and the ear that listens to it, have an environment of their own: nothing that runs or tests
# the product comes near it.
$(VOICE): $(ENVIRONMENT)
	@echo "Installing the voice of the videos and its listener from requirements-media.lock ..."
	@rm -rf .make/voice-* && $(PYTHON) -m venv $@.new
	@$(BIN)/uv pip install -q --python $@.new/bin/python --require-hashes -r requirements-media.lock 2>/dev/null \
	|| $@.new/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-media.lock
	@mv $@.new $@

# uv is quick; pip reads the same file where a site's own pip configuration is needed to reach packages.
# Bytecode is written now, because each start would compile it again where Python may not write it.
install = $(BIN)/uv pip install -q --compile-bytecode --python $(BIN)/python --require-hashes -r $(1) 2>/dev/null \
	|| $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(1)
