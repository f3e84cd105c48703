# git, make and Python 3.11 or newer are all that these need; each sets up what it lacks by itself.
# Packages come from whatever index pip is configured with, held to the hashes in requirements.lock.

VENV := .venv
PYTHON := $(VENV)/bin/python
READY := $(VENV)/.ready
AS_OF ?= 2018-12-24
UPGRADE ?=

.DELETE_ON_ERROR:
.PHONY: help brief test test-offline lint lock clean

help:
	@echo "make brief         write the brief for AS_OF=$(AS_OF) from the seed articles"
	@echo "make test          run the tests and print branch coverage"
	@echo "make test-offline  the same in a network namespace with nothing but loopback"
	@echo "make lint          ruff and mypy"
	@echo "make lock          write requirements.lock again (UPGRADE=--upgrade for newer versions)"
	@echo "make clean         remove what the others made, briefs excepted"

brief: $(READY)
	$(VENV)/bin/briefing generate --as-of $(AS_OF)

test: $(READY)
	$(PYTHON) -m pytest -n auto --dist loadscope --cov --cov-report=term

# Patching sockets would miss name look-ups, datagrams and subprocesses; a namespace misses nothing.
test-offline: $(READY)
	unshare -rn $(PYTHON) .ci/loopback.py $(PYTHON) -m pytest -n auto --dist loadscope

lint: $(READY)
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy

clean:
	rm -rf $(VENV) build dist .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache

# uv is needed for this alone; without one on the PATH it is put beside the environment, not in it.
lock: $(READY)
	@uv=$$(command -v uv) || { uv=$(VENV)/uv/bin/uv; test -x $$uv || \
	  { $(PYTHON) -m venv $(VENV)/uv && $(VENV)/uv/bin/python -m pip install --quiet uv; }; } && \
	$$uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --quiet \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(UPGRADE) -o requirements.lock

# The console script is one line of shell, so that the folder may have any name; -P keeps the working folder off
# the import path. Bytecode is compiled here because an environment may forbid it later.
$(READY): requirements.lock Makefile
	@python=$$(for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  "$$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null && echo "$$name" && break; \
	done); \
	test -n "$$python" || { echo "make: Python 3.11 to 3.14 is needed and none is on the PATH" >&2; exit 1; }; \
	echo "setting up $(VENV) with $$($$python --version)" >&2; \
	"$$python" -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "make: $$python can't make a virtual environment; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --compile --require-hashes -r requirements.lock
	@$(PYTHON) -c 'import pathlib, sysconfig; \
	  pathlib.Path(sysconfig.get_path("purelib"), "briefing.pth").write_text(str(pathlib.Path.cwd()) + "\n")'
	@printf '%s\n' '#!/bin/sh' \
	  'exec "$$(dirname "$$0")/python" -P -c "import sys; from briefing.cli import main; sys.exit(main())" "$$@"' \
	  > $(VENV)/bin/briefing
	@chmod +x $(VENV)/bin/briefing
	@$(PYTHON) -m compileall -q briefing
	@touch $(READY)
