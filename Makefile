# `make run` starts the service, `make test` checks all of it, `make help` names the rest.
# Another interpreter: make setup PYTHON=python3.13. More for a program: make test ARGS="-k money".

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
LINTERS := tests/openapi_lint
CHROMIUM := apt-get install -y --no-install-recommends chromium fonts-dejavu-core fonts-noto-cjk

.DEFAULT_GOAL := help
.PHONY: help setup run test browser lint openapi-lint format openapi lock fast bench ha ha-test clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/ready ## Make .venv with exactly the locked packages, and the `communique` command in it
	@:

run: setup ## Serve on PORT (8000), from DATABASE_URL or a database of its own with a sample in it
	@exec $(BIN)/communique run --welcome $(ARGS)

test: setup browser ## Run every test, on SQLite, on a PostgreSQL of its own, and in Chromium
	@$(BIN)/python -m pytest -n auto --maxprocesses 8 $(ARGS)

lint: setup ## Check style, types, layers and openapi.yaml
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory openapi-lint; \
	elif [ "$$CI" = true ]; then echo "There is no npm here, and CI must lint openapi.yaml: install Node.js." >&2; exit 1; \
	else echo "There is no npm here: openapi.yaml was not linted. Node.js 20 or newer brings it."; fi

format: setup ## Lay out the code, and mend what ruff can mend
	@$(BIN)/ruff check --fix-only
	@$(BIN)/ruff format

openapi: setup ## Write openapi.yaml anew from the schemas and routes
	@$(BIN)/communique openapi >openapi.yaml.new || { rm -f openapi.yaml.new; exit 1; }
	@mv openapi.yaml.new openapi.yaml

lock: $(BIN)/pip-compile ## Make the locks anew; newer versions too: make lock ARGS=--upgrade
	@$(COMPILE) --output-file=requirements/run.lock pyproject.toml
	@$(COMPILE) --extra=dev --constraint=requirements/run.lock --output-file=requirements/dev.lock pyproject.toml
	@$(COMPILE) --output-file=deploy/patroni.lock deploy/patroni.in
	@$(COMPILE) --only-build-deps --all-build-deps --constraint=requirements/dev.lock --output-file=requirements/build.lock pyproject.toml

fast: setup ## Build gunicorn's parser in C, of which there is no wheel: needs a C compiler
	@$(PIP) install --no-deps --require-hashes --no-binary=:all: -r requirements/fast.lock

bench: setup ## Measure against bare Flask; first `make fast`, as in production
	@$(BIN)/python -m benchmarks $(ARGS)

ha: setup ## Run three PostgreSQL nodes, etcd, HAProxy and two processes of the API on this machine
	@exec $(BIN)/python -m deploy.ha up

ha-test: setup ## Put that through its faults under load, and print what each cost (about 8 minutes)
	@exec $(BIN)/python -m deploy.ha test $(ARGS)

clean: ## Remove all that was made, but no data
	@rm -rf .venv dist $(LINTERS)/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find api deploy domain schemas tests benchmarks -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

# An outdated .venv will do for this: it must not take a sound lock to mend a broken one.
$(BIN)/pip-compile:
	@$(MAKE) --no-print-directory setup

# PyPI alone decides what the locks say, not the settings of the machine they are made on.
COMPILE = PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet $(ARGS) \
	--generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links

.venv/locked: requirements/dev.lock requirements/build.lock
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here: install Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$(PYTHON) is too old: this needs Python 3.11 or newer. Name one: make setup PYTHON=python3.13" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Installing the locked packages into .venv (about a minute the first time)"
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) install --only-binary=:all: --require-hashes -r requirements/dev.lock -r requirements/build.lock
	@touch $@

.venv/ready: .venv/locked pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# Without Chromium the browser tests skip themselves, except under CI=true.
browser:
	@command -v chromium >/dev/null && exit; \
	if ! grep -qs '^ID=debian' /etc/os-release; then \
		echo "There is no chromium on the PATH. For the browser tests: $(BIN)/playwright install chromium"; \
	elif [ "$$(id -u)" != 0 ]; then \
		echo "There is no chromium on the PATH. For the browser tests: sudo $(CHROMIUM)"; \
	else \
		echo "Installing Chromium for the browser tests"; \
		export DEBIAN_FRONTEND=noninteractive; \
		{ apt-get update && $(CHROMIUM); } >/dev/null || echo "Chromium could not be installed."; \
	fi

openapi-lint: export SCARF_ANALYTICS := false
openapi-lint: export REDOCLY_TELEMETRY := off
openapi-lint: $(LINTERS)/node_modules/.package-lock.json
	@npm --prefix $(LINTERS) --silent run lint

$(LINTERS)/node_modules/.package-lock.json: $(LINTERS)/package-lock.json
	@npm --prefix $(LINTERS) --no-audit --no-fund --ignore-scripts --loglevel=error ci >/dev/null
	@touch $@
