# Everything a developer or a newcomer does, each by one word. `make` alone explains them.
PORT ?= 8000
PYTHON ?= python3
PY := .venv/bin/python
STAMP := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset run test crash archive-crash year check fix messages bench pictures assets browser-data lock

help: ## Say what each word does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{printf "  make %-12s %s\n", $$1, $$2}'

# Debian's Python cannot put pip into a new environment; the pip outside can install into it.
$(STAMP): requirements/development.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Mercat needs Python 3.11 or newer."; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv --without-pip .venv
	@$(PYTHON) bin/install.py $(PY) requirements/development.txt
	@touch $(STAMP)

demo: $(STAMP) ## Fill an invented council and serve it (PORT=8000)
	@$(PY) manage.py demo --port $(PORT)

demo-reset: $(STAMP) ## Throw the demo's data away and start afresh
	@rm -rf var/mercat.sqlite3 var/mercat.sqlite3-wal var/mercat.sqlite3-shm var/letter-box
	@$(PY) manage.py demo --port $(PORT)

run: $(STAMP) ## Serve with the settings of a real site (SITE_URL, SECRET_KEY, …)
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py collectstatic --verbosity 0 --no-input
	@$(PY) -m gunicorn mercat.config.wsgi --bind 127.0.0.1:$(PORT) --workers 2 --threads 8

test: $(STAMP) ## Run the whole suite, on every database that is there
	@$(PY) -m tests $(ARGS)

crash: $(STAMP) ## Kill server and worker under load, ten times on each database
	@CRASHES=10 $(PY) -m tests tests/crash

archive-crash: $(STAMP) ## Kill an export at twenty moments; each goes on to the same archive
	@ARCHIVE_CRASHES=20 TEST_DATABASE=sqlite $(PY) -m pytest tests/archive/test_crashes.py -q --durations 2

year: $(STAMP) ## Live a year with 2,000 accounts and 300 leavers, every mail by SMTP
	@YEAR_ACCOUNTS=2000 YEAR_LEAVERS=300 TEST_DATABASE=sqlite $(PY) -m pytest tests/passports/test_year.py -q --durations 1

check: $(STAMP) ## Format, lint, types, layers, migrations, deploy check, references
	@$(PY) bin/check.py

fix: $(STAMP) ## Format, and mend what a program can mend
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format --quiet .
	@$(PY) manage.py reference
	@$(PY) bin/messages.py --fix

messages: $(STAMP) ## Bring the words of pages into the translators' catalogues, and compile them
	@$(PY) bin/messages.py

bench: $(STAMP) ## Measure against a floor, in one run
	@if command -v npm >/dev/null; then cd bench/recogniser && npm ci --no-audit --no-fund --silent; fi
	@$(PY) -m bench

pictures: $(STAMP) ## Take the README's pictures anew (needs Chromium)
	@PICTURES=1 $(PY) -m pytest tests/journeys/test_demo_pages.py

assets: ## Compile styles and scripts (needs npm)
	cd assets && npm ci --no-audit --no-fund && npm run build

browser-data: $(STAMP) ## Fetch MDN's newest list of browsers, and draw ours from it (needs npm)
	@cd assets && npm install --save-dev --save-exact --no-audit --no-fund --silent @mdn/browser-compat-data@latest
	@$(PY) -m mercat.browsers.building assets/node_modules/@mdn/browser-compat-data/data.json

lock: $(STAMP) ## Write requirements/ anew from pyproject.toml
	@.venv/bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 pyproject.toml -o requirements/base.txt
	@.venv/bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 pyproject.toml --group dev -o requirements/development.txt
