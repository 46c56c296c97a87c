# Everything a developer or a newcomer runs. Nothing is installed outside .venv and build/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
STAMP := $(VENV)/.installed
TEST_STAMP := $(VENV)/.installed-tests
BENCH_STAMP := $(VENV)/.installed-bench
NODE_STAMP := build/node/.installed

.PHONY: demo test test-all bench format lint types house pytest docs clean

$(STAMP): pyproject.toml constraints.txt src/pilotflow/language/locale/zh_Hans/LC_MESSAGES/pilotflow.po
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[cli,china,web]"
	touch $@

$(TEST_STAMP): $(STAMP) requirements-test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-test.txt
	touch $@

$(BENCH_STAMP): $(TEST_STAMP) requirements-bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	touch $@

# The calendar readers of the browser. Where npm is missing or cannot fetch them, their tests say so and are skipped.
$(NODE_STAMP): .ci/node/package.json
	mkdir -p build/node
	cp .ci/node/package.json build/node/package.json
	if command -v npm > /dev/null 2>&1 && cd build/node && npm install --cache .npm --no-package-lock --no-audit \
		--no-fund --no-update-notifier --ignore-scripts --loglevel error; then touch .installed; \
		else echo "no npm packages: the tests of the browser's calendar readers are skipped"; fi

demo: $(STAMP)
	$(BIN)/pilotflow demo build/demo

lint: $(TEST_STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(TEST_STAMP)
	$(BIN)/mypy

house: $(TEST_STAMP)
	$(BIN)/lint-imports --no-cache
	$(BIN)/python .ci/catalogues.py check

pytest: $(TEST_STAMP) $(NODE_STAMP)
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -q -n 2
	$(BIN)/coverage combine -q
	$(BIN)/coverage report

test: lint types house pytest

test-all: test
	PILOTFLOW_SLOW=1 $(BIN)/python -m pytest -q -n 2

bench: $(BENCH_STAMP)
	$(BIN)/python -m benchmarks

docs: $(TEST_STAMP)
	$(BIN)/python docs/generate.py

format: $(TEST_STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf build $(VENV) .hypothesis .mypy_cache .ruff_cache .coverage .coverage.*
