# Targets install what they need. Requires Python 3.11+, pip and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export UV_PYTHON_DOWNLOADS := never

.DEFAULT_GOAL := help
.PHONY: help serve build test unit check draw demo record schemas vendor audit relevance screenshots lock bench clean

help: ## List the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

serve: $(VENV)/site.stamp ## Build the guide and serve it at http://127.0.0.1:8000
	$(BIN)/guide serve

build: $(VENV)/site.stamp ## Build the guide into site/
	$(BIN)/guide build

check: $(VENV)/test.stamp ## Lint, check types and regular expressions, and check the data against every rule
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m tests.structure.regular_expressions
	$(BIN)/guide check

test: $(VENV)/test.stamp tools/draw/node_modules tools/web/node_modules ## Run every test, browser and databases included
	$(BIN)/python -m tests.demos.install
	CHROMIUM="$$($(BIN)/python -m tests.browser.install)" $(BIN)/python -m pytest

unit: $(VENV)/test.stamp ## Run the tests that don't need a browser, a built site or a database
	$(BIN)/python -m pytest --ignore-glob='*/browser/*' --ignore-glob='*/site/*' --ignore-glob='*/demos/*'

audit: $(VENV)/test.stamp tools/draw/node_modules tools/web/node_modules ## Slow checks: accessibility of every page, Lighthouse, hostile files, random inputs, mutated programs
	$(BIN)/python -m tests.demos.install
	CHROMIUM="$$($(BIN)/python -m tests.browser.install)" $(BIN)/python -m pytest -m 'audit or hypothesis' --hypothesis-profile=audit
	CHROMIUM="$$($(BIN)/python -m tests.browser.install)" $(BIN)/python -m tests.audit
	$(BIN)/python -m tests.audit.mutations

relevance: build $(VENV)/test.stamp ## Measure search relevance on the test queries
	CHROMIUM="$$($(BIN)/python -m tests.browser.install)" $(BIN)/python -m tests.search

bench: $(VENV)/test.stamp ## Compare build time, memory and search with other tools; SEARCH=1 for search only
	CHROMIUM="$$($(BIN)/python -m tests.browser.install)" $(BIN)/python -m tests.bench $(if $(LARGE),--large) $(if $(SEARCH),--search)

draw: $(VENV)/test.stamp ## Draw diagrams whose source changed, with Mermaid in Chromium
	CHROMIUM="$$($(BIN)/python -m tests.browser.install)" $(BIN)/guide draw

demo: $(VENV)/test.stamp ## Run all programs, or ID=question/program.sql, and compare their output with the records
	$(BIN)/guide demo $(ID)

record: $(VENV)/test.stamp ## Run all programs and record their output
	$(BIN)/guide demo --record

vendor: $(VENV)/test.stamp ## Vendor scripts and fonts from npm
	$(BIN)/guide vendor

schemas: $(VENV)/site.stamp ## Generate JSON Schemas for the data files
	$(BIN)/guide schemas

screenshots: build $(VENV)/test.stamp ## Take the README screenshots
	CHROMIUM="$$($(BIN)/python -m tests.browser.install)" $(BIN)/python -m tests.browser.screenshots

lock: ## Relock dependencies with hashes (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --group build pyproject.toml -o requirements/site.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --group build --group test pyproject.toml -o requirements/test.txt

clean: ## Delete everything built or installed
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
