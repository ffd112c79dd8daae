# `make run` and `make test` are all that is needed; `make help` lists the rest.

VENV := .venv
BIN := $(VENV)/bin
# What the program is run with: make run ARGS=hello-rnn
ARGS ?=
# Another build of torch than the ordinary one: make run TORCH_INDEX=<address that PyTorch's install page gives>
TORCH_INDEX ?=
PIP := $(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt \
	$(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX))
OFFSCREEN := QT_QPA_PLATFORM=offscreen

# The first Python that is neither too old nor newer than the pinned libraries know.
ifndef PYTHON
PYTHON := $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& echo $$python && break; done)
endif

.DEFAULT_GOAL := help
.PHONY: help run test lint bench soak tour mutants clean

help:  ## list these
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: $(VENV)/.program  ## install the program once, and open it (make run ARGS=hello-rnn)
	@$(BIN)/python -m rnnviz $(ARGS)

test: $(VENV)/.tools  ## run every test (make test ARGS="-k lstm")
	@$(OFFSCREEN) $(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

lint: $(VENV)/.tools  ## check style, types, and who imports what
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m mypy
	@$(BIN)/python $(BIN)/lint-imports --no-logo

bench: $(VENV)/.program  ## measure how fast it is here
	@$(BIN)/python -m rnnviz bench $(ARGS)

soak: $(VENV)/.tools  ## run the tests that take long
	@$(OFFSCREEN) $(BIN)/python -m pytest -m soak $(ARGS)

tour: $(VENV)/.tools  ## drive the window through every view, and leave pictures in runs/tour
	@$(OFFSCREEN) $(BIN)/python tools/tour.py $(ARGS)

mutants: $(VENV)/.tools  ## put deliberate faults into the numerics, and see that a test catches each
	@$(BIN)/python tools/mutants.py $(ARGS)

clean:  ## remove what make made, .venv too
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find rnnviz tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "rnnviz needs Python 3.11, 3.12 or 3.13, and none was found:" \
		"install one, or name it: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) cannot make virtual environments:" \
		"install what is missing with: sudo apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.program: pyproject.toml constraints.txt $(VENV)/.made
	@$(PIP) --editable .
	@touch $@

$(VENV)/.tools: pyproject.toml constraints.txt $(VENV)/.made
	@$(PIP) --editable '.[dev]'
	@touch $(VENV)/.program $@
