# Two commands set everything up from nothing: `make site` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: site test check docs bench faults kills readers lighthouse pictures hostile lint clean

site: $(VENV)/.site
	$(BIN)/python build.py

check: $(VENV)/.site
	$(BIN)/python build.py check

test: $(VENV)/.test lint
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The reference of fields and the list of messages, from what the tool goes by.
docs: $(VENV)/.test
	$(BIN)/python -m docs.generate

# Against Hugo, beside Pelican and Eleventy, ours alone at 100,000 events, and from a save to the page.
ELEVENTY := benchmarks/eleventy
$(ELEVENTY)/node_modules: $(ELEVENTY)/package.json
	npm install --prefix $(ELEVENTY) --no-audit --no-fund --no-package-lock
	touch $@

bench: $(VENV)/.bench $(ELEVENTY)/node_modules
	$(BIN)/python -m benchmarks

# The longer campaigns; short versions of them run in the suite.
faults: $(VENV)/.test
	LONG=1 $(BIN)/python -m pytest -s tests/faults/test_failing_calls.py

kills: $(VENV)/.test
	LONG=1 $(BIN)/python -m pytest -s tests/faults/test_kills.py

# Every reader of feeds and every calendar that is installed, as a subscriber, and what they understood.
readers: $(VENV)/.test
	$(BIN)/python -m tests.clients

# Readers of feeds that are written in JavaScript; without them their tests are skipped.
JAVASCRIPT := tests/conformance/readers/javascript
$(JAVASCRIPT)/node_modules: $(JAVASCRIPT)/package.json
	npm install --prefix $(JAVASCRIPT) --no-audit --no-fund --no-package-lock
	touch $@

# What pages are measured with; without it those tests are skipped.
INSTRUMENTS := tests/instruments
$(INSTRUMENTS)/node_modules: $(INSTRUMENTS)/package.json
	npm install --prefix $(INSTRUMENTS) --no-audit --no-fund --no-package-lock
	touch $@

# Everything hostile that there is, in every field, looked at in a browser.
hostile: $(VENV)/.test $(INSTRUMENTS)/node_modules
	$(BIN)/python -m tests.security

# The pages that matter most, as Lighthouse sees them on a phone.
lighthouse: $(VENV)/.test $(INSTRUMENTS)/node_modules
	$(BIN)/python -m tests.instruments.lighthouse

# The pictures of the README.
pictures: $(VENV)/.test
	$(BIN)/python -m docs.screenshots

clean:
	rm -rf $(VENV) output .output.cache

$(VENV)/.made:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version)'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.site: $(VENV)/.made pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

$(VENV)/.test: $(VENV)/.site
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	touch $@

$(VENV)/.bench: $(VENV)/.site
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]'
	touch $@
