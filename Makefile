# `make lint` and `make test` need Python 3.11 or later, pip and make; they set up .venv themselves.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
FOUND := $(VENV)/findings.txt

.PHONY: lint test snapshot generate picture docs talking-head benchmark clean

lint: $(INSTALLED)
	@$(BIN)/awesome-lint check --no-cache --exit-zero --output-format concise --output-file $(FOUND) lists/
	@cat $(FOUND)
	@diff -u lists/findings.txt $(FOUND) || { \
		echo "The findings differ from lists/findings.txt. If they should: make snapshot" >&2; exit 1; }
	@$(BIN)/awesome-lint check --no-cache lists/talking-head.md

snapshot: $(INSTALLED)
	$(BIN)/awesome-lint check --no-cache --exit-zero --output-format concise --output-file lists/findings.txt lists/

test: $(INSTALLED)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest -n auto --dist worksteal --cov --cov-report=term

generate: $(INSTALLED)
	$(BIN)/python tools/generate.py

picture: $(INSTALLED)
	$(BIN)/python tools/picture.py

docs: $(INSTALLED)
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	@echo "build/site/index.html"

talking-head: $(INSTALLED)
	tools/talking-head/merge.sh $(BIN)/awesome-lint lists/talking-head.md

benchmark: $(INSTALLED)
	@$(BIN)/python benchmarks/all.py

$(INSTALLED): pyproject.toml hatch_build.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "awesome-lint needs Python 3.11 or later: make PYTHON=...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,docs]'
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage build dist
