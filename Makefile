# Willcall: every way to run, test and tidy it. Needs Python 3.11 or newer with venv, and nothing else.
# ARGS is handed on: make demo ARGS="--port 9000", make test ARGS="-k quota".

PYTHON ?= python3
ARGS ?=

VENV := .venv
LOCK_VENV := .lock-venv
MUTANTS_VENV := .mutants-venv
MUTANTS := build/mutants
PIP_INSTALL := $(VENV)/bin/python -m pip --disable-pip-version-check --no-input install --quiet
COMPILE := $(LOCK_VENV)/bin/uv --no-config --quiet pip compile pyproject.toml \
	--universal --python-version 3.11 --generate-hashes --no-header --no-annotate

# Stamps: what the virtual environment holds, and since when.
RUNTIME := $(VENV)/.runtime
DEVELOPMENT := $(VENV)/.development

# What only the client for TypeScript needs. Without Node its tests are skipped, and say so.
NODE_MODULES := clients/typescript/node_modules
NODE_READY := $(if $(shell command -v npm),$(NODE_MODULES)/.ready)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check bench simulate mutants clients format lock clean

help: ## Lists these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: $(RUNTIME) ## Starts Willcall on SQLite with demo data
	@exec $(VENV)/bin/willcall demo $(ARGS)

test: check ## Runs everything that CI runs

check: $(DEVELOPMENT) $(NODE_READY) ## The same as test: lint, format, types, tests
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy --strict src tests
	$(VENV)/bin/python -m pytest $(ARGS)

bench: $(DEVELOPMENT) ## Measures the figures of docs/performance.md; with ARGS=--grow the cost as the work grows
	@exec $(VENV)/bin/python -m tests.load.bench $(ARGS)

simulate: $(DEVELOPMENT) ## Plays the engine through random histories; docs/simulation.md
	@$(VENV)/bin/python -m tests.simulation $(ARGS)

# Mutants change files in place, so they live in a copy; compiled beforehand, and never compiled to disk when changed.
mutants: $(DEVELOPMENT) $(MUTANTS_VENV)/bin/cosmic-ray ## Changes the decision in every small way and sees whether a test fails
	rm -rf $(MUTANTS) && mkdir -p $(MUTANTS) && cp -r src tests $(MUTANTS)/
	$(VENV)/bin/python -m compileall -q $(MUTANTS)
	cd $(MUTANTS) && export PYTHONPATH=src PYTHONDONTWRITEBYTECODE=1 PYTEST_DISABLE_PLUGIN_AUTOLOAD=1 && \
		bin=../../$(MUTANTS_VENV)/bin && \
		$$bin/cosmic-ray init tests/mutants.toml session.sqlite && \
		$$bin/cr-filter-operators session.sqlite tests/mutants.toml && \
		$$bin/cosmic-ray baseline tests/mutants.toml && \
		$$bin/cosmic-ray exec tests/mutants.toml session.sqlite && \
		$$bin/cosmic-ray dump session.sqlite > dump.jsonl
	@$(VENV)/bin/python tests/mutants.py < $(MUTANTS)/dump.jsonl

clients: $(DEVELOPMENT) $(NODE_READY) ## Writes the clients anew from docs/openapi.json; that of TypeScript needs Node
	cd clients/python && PATH="$(CURDIR)/$(VENV)/bin:$$PATH" openapi-python-client generate --path ../../docs/openapi.json \
		--config generator.yaml --meta none --output-path willcall_client --overwrite --fail-on-warning
	touch clients/python/willcall_client/py.typed
	@if [ -x $(NODE_MODULES)/.bin/openapi-typescript ]; then npm --prefix clients/typescript run generate; \
		else echo "Node is not there: the client for TypeScript stays as it is" >&2; fi

format: $(DEVELOPMENT) ## Formats the code and mends what can be mended by machine
	$(VENV)/bin/ruff check --fix-only
	$(VENV)/bin/ruff format

lock: $(LOCK_VENV)/bin/uv ## Writes the lock files from pyproject.toml; with ARGS=--upgrade to the newest versions
	$(COMPILE) $(ARGS) --output-file requirements.lock
	$(COMPILE) $(ARGS) --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean: ## Removes the virtual environments and what the tools left behind
	rm -rf $(VENV) $(LOCK_VENV) $(MUTANTS_VENV) $(NODE_MODULES) clients/typescript/build build dist htmlcov .hypothesis .mypy_cache .pytest_cache .ruff_cache
	rm -f .coverage .coverage.*
	find src tests -type d -name __pycache__ -prune -exec rm -rf {} +

$(RUNTIME): $(VENV)/bin/python requirements.lock pyproject.toml
	$(PIP_INSTALL) --require-hashes --requirement requirements.lock
	$(PIP_INSTALL) --no-deps --editable .
	@touch $@

# The development lock holds the runtime one, so both stamps are true afterwards.
$(DEVELOPMENT): $(VENV)/bin/python requirements.lock requirements-dev.lock pyproject.toml
	$(PIP_INSTALL) --require-hashes --requirement requirements-dev.lock
	$(PIP_INSTALL) --no-deps --editable .
	@touch $(RUNTIME) $@

$(NODE_MODULES)/.ready: clients/typescript/package.json clients/typescript/package-lock.json
	@if npm --prefix clients/typescript ci --ignore-scripts --no-audit --no-fund --loglevel=error; then touch $@; \
		else echo "npm could not install what the client for TypeScript needs: its tests are skipped" >&2; fi

$(VENV)/bin/python:
	$(make-venv)

$(LOCK_VENV)/bin/uv:
	$(make-venv)
	$(LOCK_VENV)/bin/python -m pip --disable-pip-version-check --no-input install --quiet 'uv>=0.9'

$(MUTANTS_VENV)/bin/cosmic-ray:
	$(make-venv)
	$(MUTANTS_VENV)/bin/python -m pip --disable-pip-version-check --no-input install --quiet 'cosmic-ray>=8.7,<9'

# Makes the virtual environment two folders above the target, or says in one sentence why it cannot.
define make-venv
@command -v $(PYTHON) >/dev/null || \
	{ echo "$(PYTHON) is not there. Install Python 3.11 or newer, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "Willcall needs Python 3.11 or newer; $(PYTHON) is" \
	"$$($(PYTHON) -c 'import platform; print(platform.python_version())'). Name another: make PYTHON=python3.11" >&2; exit 1; }
@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	{ echo "$(PYTHON) cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
$(PYTHON) -m venv --clear $(patsubst %/bin/,%,$(dir $@))
endef
