# Everything a fresh machine needs is made here: only Python >= 3.11 and make are assumed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
NAME ?= kameleon

.PHONY: setup demo test test-slow lint format docs bench clean

setup: $(STAMP)

# uv makes the install fast; where it is not to be had, pip does the same work.
$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv || true
	if [ -x $(BIN)/uv ]; then \
		VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --editable . --group dev; \
	else \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev; \
	fi
	touch $(STAMP)

demo: setup
	$(BIN)/vlecht demo

test: setup lint
	@# Trees of groups are compiled once, beside the first tests, where both workers would do it.
	@$(BIN)/python -m vlecht.solver.grouping.tree.ready & \
	$(BIN)/python -m pytest -n 2 --dist worksteal

test-slow: setup
	$(BIN)/python -m pytest -n 2 -m slow

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: setup
	$(BIN)/vlecht rules --markdown > docs/rules.md
	$(BIN)/vlecht schema --markdown > docs/formats.md
	$(BIN)/python -m vlecht.cli.manual > docs/commands.md

bench: setup
	$(BIN)/python -m benchmarks.samples

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist out
