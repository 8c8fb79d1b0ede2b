# Two commands: `make run` and `make test`. The rest is for people who change the code.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test lint bench bench-search lighthouse ordeal lock messages clean

run: .venv/run
	@exec $(BIN)/python manage.py run_local

test: .venv/test
	@exec $(BIN)/python -m pytest -n auto --dist loadgroup $(ARGS)

# Ruff, templates, types, import contracts, migrations, and Django's own deployment checks.
lint: .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates --lint
	$(BIN)/mypy recovery_site articles contact
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m tests.project.deploy_check

bench: .venv/test
	@exec $(BIN)/python -m tests.bench $(ARGS)

# What families type: found or not, which danger was seen, and times with 10,000 articles.
bench-search: .venv/test
	@exec $(BIN)/python -m tests.bench search

# Needs `apt install chromium npm` and `npm install lighthouse`, and a machine that does little else.
lighthouse: .venv/test
	@exec $(BIN)/python -m tests.bench lighthouse

# What takes longer than CI allows, in full.
ordeal: .venv/test
	@ORDEAL=1 exec $(BIN)/python -m pytest $(ARGS)

# Spanish for what the public meets; what staff alone meet stays out, so that nothing is half done.
# Needs `apt install gettext`.
NOT_PUBLIC := tests var node_modules articles/models articles/blocks articles/editing articles/desk articles/link_check articles/reminders.py articles/draftail.py templates/articles/editing templates/articles/mail contact/models contact/queue recovery_site/signin recovery_site/opening \
  templates/contact/queue templates/contact/mail templates/account templates/allauth templates/mfa \
  templates/wagtailadmin templates/recovery_site templates/429.html wagtail_hooks.py

messages: .venv/run
	$(BIN)/python manage.py makemessages -l es --no-location --no-wrap --no-obsolete $(NOT_PUBLIC:%=-i %)
	sed -i '/^"POT-Creation-Date/d' recovery_site/locale/es/LC_MESSAGES/django.po
	cd recovery_site && $(abspath $(BIN)/python) -m django compilemessages -l es

.venv/run: requirements.lock
	@$(call need_folder)
	@echo "Installing what the site needs (a minute or two the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/test: tests/requirements.lock
	@$(call need_folder)
	@echo "Installing what the tests need (a minute or two the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.lock
	@touch $@ .venv/run

define need_folder
	command -v $(PYTHON) >/dev/null || { echo "Python is missing. On Debian: apt install python3 python3-venv"; exit 1; }; \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is older."; exit 1; }; \
	mkdir -p .venv 2>/dev/null && touch .venv/.w 2>/dev/null && rm .venv/.w || { echo "This folder cannot be written to. Clone into one that is yours."; exit 1; }; \
	test -x $(BIN)/python -a -x $(BIN)/pip || $(PYTHON) -m venv .venv >/dev/null 2>&1 || { rm -rf .venv; echo "Python's venv module is missing. On Debian: apt install python3-venv"; exit 1; }
endef

# Locks for every Python from 3.11 on. Needs `pip install uv`.
lock:
	uv pip compile -q --universal --generate-hashes --no-header --no-annotate --python-version 3.11 pyproject.toml -o requirements.lock
	uv pip compile -q --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --extra test -c requirements.lock pyproject.toml -o tests/requirements.lock

clean:
	rm -rf .venv var
