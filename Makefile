# Two commands for a fresh machine with Python 3.11 or newer: `make demo` and `make test`.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO := playbooks/gift_retailer
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: help demo test lint check package bench bench-commands bench-language bench-recovery bench-format bench-audience
.PHONY: bench-calendar fuzz golden clean

help:
	@echo "make demo     compile, simulate and evaluate the autumn of a real gift retailer"
	@echo "make test     run all tests"
	@echo "make lint     format, lint, types, import floors"
	@echo "make package  build sdist and wheel, install elsewhere, compile from there"
	@echo "make check    what the continuous integration runs"
	@echo "make bench    what commands and language cost, as measured in one run, and how well mistakes are found"
	@echo "make bench-audience   what customers and audiences cost beside the plain ways to the same answer"
	@echo "make bench-calendar   what a year of two hundred campaigns costs, by pass and by output file"
	@echo "make fuzz     200,000 mutated inputs: no exception, no hang"
	@echo "make golden   rewrite the golden outputs (review the difference like code)"

$(VENV)/run: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "clmplan needs Python 3.11 or newer")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --editable .
	@touch $@

$(VENV)/dev: $(VENV)/run
	@$(PIP) --editable '.[dev]'
	@touch $@

demo: $(VENV)/run
	@$(BIN)/clmplan compile $(DEMO)
	@echo
	@$(BIN)/clmplan simulate $(DEMO)
	@echo
	@$(BIN)/clmplan evaluate $(DEMO)/data/orders.csv --project $(DEMO)
	@echo
	@echo "calendar  $(CURDIR)/$(DEMO)/build/calendar.html"
	@echo "report    $(CURDIR)/$(DEMO)/build/report.html"

test: $(VENV)/dev
	@$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(VENV)/dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

package: $(VENV)/dev
	@$(BIN)/python tests/package.py

check: lint test package

bench: bench-commands bench-language bench-recovery bench-format bench-audience bench-calendar

bench-commands: $(VENV)/dev
	@$(BIN)/python -m tests.bench.commands

bench-language: $(VENV)/dev
	@$(BIN)/python -m tests.bench.language

bench-recovery: $(VENV)/dev
	@$(BIN)/python -m tests.bench.recovery

bench-format: $(VENV)/dev
	@$(BIN)/python -m tests.bench.format

# Ten million customers besides: make bench-audience LARGE=--large
bench-audience: $(VENV)/dev
	@$(BIN)/python -m tests.bench.audience $(LARGE)
	@$(BIN)/python -m tests.bench.audience_dates 1000000
	@$(BIN)/python -m tests.bench.holdout
	@$(BIN)/python -m tests.bench.messy_import
	@$(BIN)/python -m tests.bench.differential 10000
	@$(BIN)/python -m tests.bench.start

bench-calendar: $(VENV)/dev
	@$(BIN)/python -m tests.bench.year

fuzz: $(VENV)/dev
	@$(BIN)/python -m tests.bench.fuzz

golden: $(VENV)/dev
	@UPDATE_GOLDEN=1 $(BIN)/python -m pytest -q tests

clean:
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis playbooks/*/build playbooks/*/*/build
