# Two commands do everything: `make run` serves, `make test` tests. Both set up what they need.

PYTHON ?= python3
VENV ?= .venv
SHARED ?= $(or $(SAMVERKAN_SHARED),../shared)
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: run build test check explore bench fuzz clean

run: build
	$(BIN)/samverkan serve

# Documents beside the checkout are read too; then a release is made, unless nothing has changed.
build: $(VENV)/.run
	@if [ -d "$(SHARED)/sources" ]; then $(BIN)/samverkan ingest --quiet "$(SHARED)/sources"; fi
	$(BIN)/samverkan build

test: $(VENV)/.test check
	SAMVERKAN_SHARED="$(SHARED)" $(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

check: $(VENV)/.test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# Property tests with other examples each time, where `make test` has the same ones.
explore: $(VENV)/.test
	SAMVERKAN_SHARED="$(SHARED)" $(BIN)/pytest -n auto --maxprocesses 4 -m hypothesis --hypothesis-profile explore

bench: build $(VENV)/.test
	$(PIP) --editable ".[dev,bench]"
	$(BIN)/python -m benchmarks

# The endpoint under attack: 10,000 fuzzed requests, 500 runaways, a cheap query meanwhile.
fuzz: build $(VENV)/.test
	$(BIN)/python -m benchmarks.endpoint fuzz 10000
	$(BIN)/python -m benchmarks.endpoint runaways 500
	$(BIN)/python -m benchmarks.endpoint burning 4

clean:
	rm -rf $(VENV) data/var

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing the program and its libraries into $(VENV) (some minutes the first time)"
	$(PIP) --editable .
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing the program, its libraries and the test tools into $(VENV)"
	$(PIP) --editable ".[dev]"
	@touch $@ $(VENV)/.run
