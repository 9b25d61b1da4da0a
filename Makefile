PYTHON ?= python3
ADDRESS ?= localhost
PORT ?= 8501
BIN := .venv/bin
READY := .venv/installed
CODE := app.py cli.py commands views inputs reports scenarios model locales \
  $(wildcard benchmarks/*.py)

.DEFAULT_GOAL := help
.PHONY: help install run test check format bench docs golden positions lock clean

help: ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 10

install: $(READY) ## the environment in .venv, from the locked versions

$(READY): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed and $(PYTHON) is not. Try: make PYTHON=python3.11 $(MAKECMDGOALS)"; \
	  exit 1; }
	@echo 'Making the environment in .venv (once; it takes a few minutes) ...'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/measured: $(READY) benchmarks/requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r benchmarks/requirements.txt
	@touch $@

run: $(READY) ## the app in the browser, at http://ADDRESS:PORT
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
	  (sleep 3; $(BIN)/python -m webbrowser -t http://$(ADDRESS):$(PORT) >/dev/null 2>&1) & fi
	$(BIN)/python -m streamlit run app.py --server.address $(ADDRESS) --server.port $(PORT)

test: $(READY) ## all tests, on two processes
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: $(READY) ## style, types and the arrows between the rooms
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy $(CODE)
	$(BIN)/lint-imports

format: $(READY) ## lay out the code
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

bench: .venv/measured ## the measured comparisons, as ratios of one run
	for file in benchmarks/*.py; do PYTHONPATH=. $(BIN)/python "$$file" || exit 1; done

docs: $(READY) ## docs/inputs.md and the symbols of the paper from the declared tables
	$(BIN)/python -m inputs.schema.description > docs/inputs.md
	$(BIN)/python -m inputs.schema.paper

golden: $(READY) ## the golden rows of the model, to be read before they are committed
	PYTHONPATH=. $(BIN)/python tests/written_rows.py

positions: $(READY) ## the synthetic positions of the shipped data, from its aggregate staff
	$(BIN)/python -m inputs.synthetic > positions.csv
	mv positions.csv inputs/odense-2017/positions.csv

lock: ## requirements.txt from pyproject.toml, with hashes and no address
	$(PYTHON) -m venv .venv/lock
	.venv/lock/bin/python -m pip install --quiet --disable-pip-version-check pip-tools
	.venv/lock/bin/pip-compile --quiet --generate-hashes --strip-extras --extra dev --no-header \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	  --output-file requirements.txt pyproject.toml
	.venv/lock/bin/pip-compile --quiet --generate-hashes --strip-extras --extra bench --no-header \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --constraint requirements.txt \
	  --output-file benchmarks/requirements.txt pyproject.toml
	rm -r .venv/lock

clean: ## forget the environment and what was computed
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
