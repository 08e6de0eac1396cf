# `make run` starts the service, `make test` runs every test, `make help` lists all targets.
# Another interpreter: make setup PYTHON=python3.13. Arguments for a program: make test ARGS="-k money".

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
LINTERS := tests/openapi_lint
CLIENTS := examples/clients
CHROMIUM := apt-get install -y --no-install-recommends chromium fonts-dejavu-core fonts-noto-cjk

# Python's cache of compiled modules: the tests start some hundred processes.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup run test test-long coverage browser clients lint openapi-lint format openapi lock fast fuzz bench drafts-score chaos soak overload slow-clients ha ha-test clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/ready ## Create .venv with exactly the locked packages and the `communique` command
	@:

run: .venv/runnable ## Serve on PORT (8000) from DATABASE_URL, by default a new SQLite file with a sample
	@exec $(BIN)/communique run --welcome $(ARGS)

test: setup browser ## Run the tests on SQLite, on a PostgreSQL that it starts, and in Chromium
	@$(BIN)/python -m pytest -n auto --maxprocesses 8 --dist worksteal $(ARGS)

test-long: setup browser clients ## Run the tests marked `long`: drills, faults and fuzzing that take minutes
	@$(BIN)/python -m pytest -n 2 --dist worksteal -m long $(ARGS)

coverage: setup browser ## Run every test and report the branches that no test takes, per file
	@$(BIN)/python -m pytest -n auto --maxprocesses 8 --dist worksteal --cov --cov-branch --cov-report=term:skip-covered --cov-report=html $(ARGS)

lint: setup ## Check style, types, imports and openapi.yaml
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory openapi-lint; \
	elif [ "$$CI" = true ]; then echo "npm is missing, and CI must lint openapi.yaml: install Node.js." >&2; exit 1; \
	else echo "npm is missing: openapi.yaml was not linted. Install Node.js 20 or newer."; fi

format: setup ## Format the code and apply ruff's fixes
	@$(BIN)/ruff check --fix-only
	@$(BIN)/ruff format

openapi: setup ## Generate openapi.yaml from schemas and routes, and the models of the Python client from it
	@$(BIN)/communique openapi >openapi.yaml.new || { rm -f openapi.yaml.new; exit 1; }
	@mv openapi.yaml.new openapi.yaml
	@$(BIN)/python clients/python/generate_client.py

lock: $(BIN)/pip-compile ## Regenerate the lock files; with newer versions: make lock ARGS=--upgrade
	@$(COMPILE) --output-file=requirements/run.lock pyproject.toml
	@$(COMPILE) --extra=dev --constraint=requirements/run.lock --output-file=requirements/dev.lock pyproject.toml
	@$(COMPILE) --output-file=deploy/patroni.lock deploy/patroni.in
	@$(COMPILE) --output-file=requirements/clients.lock requirements/clients.in
	@$(COMPILE) --only-build-deps --all-build-deps --constraint=requirements/dev.lock --output-file=requirements/build.lock pyproject.toml

fast: setup ## Build gunicorn's C parser, which has no wheel: needs a C compiler
	@$(PIP) install --no-deps --require-hashes --no-binary=:all: -r requirements/fast.lock

fuzz: setup ## Send bad inputs to every operation on both engines for an hour; ARGS="--minutes 5" for less
	@$(BIN)/python -W ignore -m tests.resilience.fuzz $(ARGS)

bench: setup ## Measure against bare Flask; run `make fast` first, as in production
	@$(BIN)/python -m benchmarks $(ARGS)

drafts-score: setup ## Score the drafts of annotated articles, and write the confidence; exits with 1 under the floor
	@$(BIN)/python -m benchmarks.drafts $(ARGS)

overload: setup ## Overload a service that is started for it, and print how it sheds load; exits with 1 if an aim is missed
	@$(BIN)/python -m tests.resilience.overload $(ARGS)

slow-clients: setup ## Attack such a service with slow clients; through a proxy: make slow-clients ARGS="--through nginx"
	@$(BIN)/python -m tests.resilience.slow_clients $(ARGS)

chaos: setup ## Inject faults under load and compare with what was acknowledged (10 minutes per engine)
	@$(BIN)/python -W ignore -m tests.resilience.chaos $(ARGS)

soak: setup ## Serve a mixed load at 70 % of the capacity for 30 minutes, and compare memory; exits with 1 if an aim is missed
	@$(BIN)/python -W ignore -m tests.resilience.soak $(ARGS)

ha: setup ## Run three PostgreSQL nodes, etcd, HAProxy and two processes of the API on this machine
	@exec $(BIN)/python -m deploy.ha up

ha-test: setup ## Inject faults into that setup under load and print the cost of each (about 8 minutes)
	@exec $(BIN)/python -m deploy.ha test $(ARGS)

clean: ## Remove everything generated, except data
	@rm -rf .venv dist $(LINTERS)/node_modules $(CLIENTS)/.venv $(CLIENTS)/typescript/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage htmlcov
	@find api clients deploy domain schemas tests benchmarks -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

# An outdated .venv is enough for this: repairing a broken lock must not need a valid one.
$(BIN)/pip-compile:
	@$(MAKE) --no-print-directory setup

# Ignore this machine's pip settings, so that the locks depend on PyPI alone.
COMPILE = PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet $(ARGS) \
	--generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links

# In two steps: `make run` needs what production needs, a quarter of what it takes to work on it. A new lock file of
# either clears .venv, so that it has exactly the locked packages.
.venv/locked: requirements/run.lock requirements/dev.lock requirements/build.lock
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is missing: install Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$(PYTHON) is too old: Python 3.11 or newer is needed. For example: make setup PYTHON=python3.13" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot create a virtual environment. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Installing the packages that it runs with into .venv"
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) install --only-binary=:all: --require-hashes -r requirements/run.lock -r requirements/build.lock
	@touch $@

.venv/runnable: .venv/locked pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready: .venv/runnable
	@echo "Installing the packages for work on it into .venv (about a minute the first time)"
	@$(PIP) install --only-binary=:all: --require-hashes -r requirements/dev.lock
	@touch $@

# Without Chromium the browser tests are skipped, except if CI=true.
browser:
	@command -v chromium >/dev/null && exit; \
	if ! grep -qs '^ID=debian' /etc/os-release; then \
		echo "chromium is not on the PATH. For the browser tests: $(BIN)/playwright install chromium"; \
	elif [ "$$(id -u)" != 0 ]; then \
		echo "chromium is not on the PATH. For the browser tests: sudo $(CHROMIUM)"; \
	else \
		echo "Installing Chromium for the browser tests"; \
		export DEBIAN_FRONTEND=noninteractive; \
		{ apt-get update && $(CHROMIUM); } >/dev/null || echo "Chromium could not be installed."; \
	fi

clients: $(CLIENTS)/.venv/locked $(CLIENTS)/typescript/node_modules/.package-lock.json ## Install the generators of docs/clients.md
	@:

$(CLIENTS)/.venv/locked: requirements/clients.lock
	@$(PYTHON) -m venv --clear $(CLIENTS)/.venv
	@$(CLIENTS)/.venv/bin/python -m pip -qq --disable-pip-version-check install --only-binary=:all: --require-hashes -r $<
	@touch $@

openapi-lint: export SCARF_ANALYTICS := false
openapi-lint: export REDOCLY_TELEMETRY := off
openapi-lint: $(LINTERS)/node_modules/.package-lock.json
	@npm --prefix $(LINTERS) --silent run lint

%/node_modules/.package-lock.json: %/package-lock.json
	@npm --prefix $* --no-audit --no-fund --ignore-scripts --loglevel=error ci >/dev/null
	@touch $@
