# One verb for each need. Only make and Python 3.11 or newer are needed; each verb installs what it needs, once.

PYTHON = python3
HOST = 127.0.0.1
PORT = 8000
DATA = $(or $(STORE_DATA),data)
NAME = A change of the tables
ARGS =

BIN = .venv/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet
CODE = src app.py handlers store migrations tests benchmarks
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url $(ARGS)
SERVED = pyproject.toml --extra services --extra postgres --group build
DEVELOPED = $(SERVED) --extra generate --group test --group lint

.DEFAULT_GOAL = help
.PHONY: help serve test generate check contract lint format types bench migration lock clean
.DELETE_ON_ERROR:

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: .venv/serve ## migrate and serve the Store; HOST, PORT and DATA (its folder) say where
	@export STORE_DATA="$(DATA)"; $(BIN)/python -m store.migrate \
		&& printf 'Address:        http://%s:%s (documentation: /docs)\n\n' "$(HOST)" "$(PORT)" \
		&& exec $(BIN)/specbound serve app:app --host "$(HOST)" --port "$(PORT)"

test: .venv/dev ## run all tests; ARGS go to pytest
	$(BIN)/python -m pytest $(ARGS)

generate: .venv/dev ## write generated/ from openapi.yaml, and stubs for new handlers
	$(BIN)/specbound generate $(ARGS)
	cd benchmarks && ../$(BIN)/specbound generate

check: .venv/dev ## find out whether the document is sound and generated/ is up to date
	$(BIN)/specbound generate --check
	cd benchmarks && ../$(BIN)/specbound generate --check
	$(BIN)/specbound check

contract: .venv/dev ## let schemathesis judge a fresh Store; ARGS="--seed 1" for one seed of five
	$(BIN)/python -m tests.contract.run $(ARGS)

lint: .venv/dev ## check style
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)

format: .venv/dev ## write the style
	$(BIN)/ruff check --fix-only --quiet $(CODE)
	$(BIN)/ruff format $(CODE)

types: .venv/bench ## check types with mypy and pyright
	$(BIN)/mypy
	$(BIN)/pyright

bench: .venv/bench ## measure what a request costs beside other frameworks; ARGS=--quick for a first look
	$(BIN)/python -m benchmarks $(ARGS)

migration: .venv/serve ## write a migration from the tables; NAME says what it does
	$(BIN)/python -m store.migrate new "$(NAME)"

lock: .venv/lock ## pin requirements/ anew; ARGS=--upgrade for newer versions
	$(LOCK) $(SERVED) --output-file requirements/serve.txt
	$(LOCK) $(DEVELOPED) --output-file requirements/dev.txt
	$(LOCK) $(DEVELOPED) --group bench --output-file requirements/bench.txt
	$(LOCK) --group lock --output-file requirements/lock.txt

clean: ## remove what was installed, and caches; data stays
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .schemathesis

# Each file under .venv says that the set of the same name is installed. mypy remembers what was not: its cache goes.

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Python 3.11 or newer is needed: make PYTHON=python3.12 ...'; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/serve .venv/dev .venv/bench: .venv/%: requirements/%.txt pyproject.toml | .venv/python
	$(PIP) install --require-hashes --requirement $<
	$(PIP) install --no-deps --no-build-isolation --editable .
	@rm -rf .mypy_cache
	@touch $@

.venv/lock: requirements/lock.txt | .venv/python
	$(PIP) install --require-hashes --requirement $<
	@touch $@
