# Everything sets itself up: Python 3.11 or newer with pip, and make, are enough.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export UV_PYTHON_DOWNLOADS := never

.DEFAULT_GOAL := help
.PHONY: help serve build test unit check draw demo record schemas vendor audit relevance screenshots lock bench clean

help: ## List the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

serve: $(VENV)/site.stamp ## Build the guide and serve it at http://127.0.0.1:8000
	$(BIN)/guide serve

build: $(VENV)/site.stamp ## Build the guide into site/
	$(BIN)/guide build

check: $(VENV)/test.stamp ## Lint, types, and every rule over the data
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/guide check

test: $(VENV)/test.stamp tools/draw/node_modules tools/web/node_modules ## Run every test, browser and database included
	CHROMIUM="$$($(BIN)/python -m tests.browser.install)" $(BIN)/python -m pytest

unit: $(VENV)/test.stamp ## Run the tests that need no browser, no built site and no database
	$(BIN)/python -m pytest --ignore-glob='*/browser/*' --ignore-glob='*/site/*' --ignore-glob='*/demos/*' --ignore-glob='*/diagrams/*'

audit: $(VENV)/test.stamp tools/draw/node_modules tools/web/node_modules ## What takes minutes: every page for barriers, Lighthouse, large hostile files
	CHROMIUM="$$($(BIN)/python -m tests.browser.install)" $(BIN)/python -m tests.audit

relevance: build $(VENV)/test.stamp ## Tell how well the search finds what the test queries want
	CHROMIUM="$$($(BIN)/python -m tests.browser.install)" $(BIN)/python -m tests.search

bench: $(VENV)/test.stamp ## Measure build times, memory and the search beside others; SEARCH=1 only the search
	CHROMIUM="$$($(BIN)/python -m tests.browser.install)" $(BIN)/python -m tests.bench $(if $(LARGE),--large) $(if $(SEARCH),--search)

draw: $(VENV)/test.stamp ## Draw the diagrams whose text has changed
	$(BIN)/guide draw

demo: $(VENV)/test.stamp ## Run the programs beside answers, or those of ID=question/program.sql, against their records
	$(BIN)/guide demo $(ID)

record: $(VENV)/test.stamp ## Run every program beside an answer and record what it prints
	$(BIN)/guide demo --record

vendor: $(VENV)/test.stamp ## Write what the pages take from npm, scripts and fonts
	$(BIN)/guide vendor

schemas: $(VENV)/site.stamp ## Write the JSON Schemas of the data files
	$(BIN)/guide schemas

screenshots: build $(VENV)/test.stamp ## Take the pictures of the README
	CHROMIUM="$$($(BIN)/python -m tests.browser.install)" $(BIN)/python -m tests.browser.screenshots

lock: ## Lock the dependencies anew, with hashes (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --group build pyproject.toml -o requirements/site.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --group build --group test pyproject.toml -o requirements/test.txt

clean: ## Delete what was built and installed
	rm -rf $(VENV) site .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache *.egg-info tools/*/node_modules

tools/web/node_modules: tools/web/package-lock.json $(VENV)/test.stamp
	$(BIN)/guide vendor --install
	@touch $@

tools/draw/node_modules: tools/draw/package-lock.json $(VENV)/test.stamp
	$(BIN)/guide draw --install
	@touch $@

$(VENV)/site.stamp: requirements/site.txt pyproject.toml scripts/install.sh
	sh scripts/install.sh $(VENV) requirements/site.txt $(PYTHON)
	@touch $@

$(VENV)/test.stamp: requirements/test.txt pyproject.toml scripts/install.sh
	sh scripts/install.sh $(VENV) requirements/test.txt $(PYTHON)
	@touch $@ $(VENV)/site.stamp
