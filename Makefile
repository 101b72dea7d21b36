# Two commands are enough: `make run` opens the window on the sandbox, `make test` checks everything.
# Both set up what they need first; done once, that takes no time again.

PYTHON ?= python3
ARGS ?=

.PHONY: help run test setup check format lock screenshots fresh clean python

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|' 2>/dev/null \
	    || sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1  \2/p' $(MAKEFILE_LIST)

run: python ## Set up, then open the window on the built-in sandbox
	@$(PYTHON) packaging/prepare.py run
	@.venv/bin/nvexplorer --demo $(ARGS)

test: setup ## Set up, then check style, types, import rules and run the tests (ARGS=… for pytest)
	@.venv/bin/python packaging/checks.py $(ARGS)

setup: python ## Only set up what `make test` needs
	@$(PYTHON) packaging/prepare.py test

format: setup ## Put the code into the house's style
	@.venv/bin/ruff check --fix-only --quiet
	@.venv/bin/ruff format

lock: setup ## Choose the newest allowed dependencies and write the lock files
	@.venv/bin/python packaging/lock.py

screenshots: setup ## Take the pictures of the README anew from the running program
	@.venv/bin/python packaging/screenshots.py

fresh: python ## Prove `make test` and `make run` on bare Debian systems (root, mmdebstrap)
	@$(PYTHON) packaging/fresh.py $(ARGS)

clean: ## Remove what was made: the virtual environment, caches, built packages
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Netvisor Explorer needs Python 3.11 or newer; '$(PYTHON)' is not. Install one, or name" \
	         "it: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
