# Two commands matter: `make demo` and `make test`. Both do all of the set-up first.
PYTHON ?= python3
BIN := .venv/bin
OUT ?= out/baghouz
CORPORA ?= ../shared/corpora

BUNDLE := src/vigil/dossier/static/vigil.js
PLACES := src/vigil/names/data/places.db

.PHONY: demo test install lint types model bench clean

demo: install
	$(BIN)/vigil build examples/baghouz/reports -o $(OUT)

test: install
	$(BIN)/python -m pytest

install: .venv/.installed $(BUNDLE) $(PLACES)

lint: install
	$(BIN)/ruff check src tests training bench

types: install
	$(BIN)/mypy

# Trains the language pipeline anew from the corpora; about 30 minutes on two cores.
model: install
	$(BIN)/python -m training --corpora $(CORPORA)

bench: install
	$(BIN)/python -m bench.startup
	$(BIN)/python -m bench.speed
	$(BIN)/python -m bench.ledger
	$(BIN)/python -m bench.conclusions
	$(BIN)/python -m bench.linkage
	$(BIN)/python -m bench.lineage

# uv reads the hashed lock in seconds; plain pip reads the same lock in a minute.
.venv/.installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	$(BIN)/uv pip sync --quiet --require-hashes requirements.lock
	$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(BUNDLE): $(wildcard frontend/src/*) frontend/package-lock.json
	npm --prefix frontend ci --no-audit --no-fund --loglevel=error
	npm --prefix frontend run --silent build

$(PLACES): .venv/.installed src/vigil/names/gazetteer.py $(wildcard src/vigil/names/data/*.csv)
	$(BIN)/vigil gazetteer build

clean:
	rm -rf .venv out frontend/node_modules src/vigil/dossier/static $(PLACES)
