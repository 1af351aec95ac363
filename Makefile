# One command for each chore. `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
POORT ?= 8501
BROWSERTESTS := -o cache_dir=.pytest_cache/e2e --cov --cov-branch --cov-append --cov-report=term:skip-covered

.DEFAULT_GOAL := help
.PHONY: help install tools run test lint types contracts unit zoek e2e chromium bench bench-live bench-scale lock audit schermbeelden clean

help: ## deze lijst
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

# The stamps make a second run need no network: they are older than what they depend on only after a change.
.venv/.installed: requirements.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "Python ≥ 3.11 met venv is nodig. Debian: apt-get install python3 python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-build-isolation --no-deps --editable .
	@touch $@

.venv/.tools: .venv/.installed requirements-dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

install: .venv/.installed ## alles wat het product nodig heeft, in .venv

tools: .venv/.tools ## en wat het bouwen nodig heeft

run: install ## start; drukt één adres af dat je aanmeldt
	@$(BIN)/gesprekskaart start --poort $(POORT)

test: tools chromium lint types contracts ## alles: regels, typen, contracten, tests en browsertests
	$(BIN)/pytest tests/unit tests/screens tests/integration -n auto --dist loadfile --cov --cov-branch --cov-report= --cov-fail-under=0
	$(BIN)/pytest tests/e2e $(BROWSERTESTS) || { echo "Wat hierboven faalde, nog één keer (besluit 0032)"; $(BIN)/pytest tests/e2e --last-failed --last-failed-no-failures=none $(BROWSERTESTS); }

lint: tools ## regels voor de code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/deptry .

types: tools ## mypy, strikt
	$(BIN)/mypy

contracts: tools ## wie mag wie importeren
	$(BIN)/lint-imports

unit: tools ## de snelle tests
	$(BIN)/pytest tests/unit -q

zoek: tools ## laat de eigenschapstests naar nieuwe fouten zoeken
	$(BIN)/pytest tests/unit tests/integration -q -m hypothesis --hypothesis-profile=gesprekskaart

e2e: tools chromium ## de browsertests
	$(BIN)/pytest tests/e2e -q

chromium: ## een Chromium voor de browsertests
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	  else echo "Geen Chromium gevonden, en installeren mag hier niet. Doe: sudo apt-get install chromium"; exit 1; fi; }

bench: tools ## hoe snel is het (tabel en JSON)
	$(BIN)/python -m benchmarks

bench-live: tools ## hoe snel staat de tekst van de een bij de ander
	$(BIN)/python -m benchmarks.live $(OPTIES)

schermbeelden: tools chromium ## maak de plaatjes van README opnieuw
	$(BIN)/python docs/schermbeelden.py

bench-scale: tools ## hoe snel is het met duizenden gesprekken (OPTIES="--gesprekken 10000")
	$(BIN)/python -m benchmarks.schaal $(OPTIES)

lock: tools ## zet de versies opnieuw vast (heeft netwerk nodig)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --extra bouw pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --extra bouw --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

audit: tools ## bekende kwetsbaarheden in wat we gebruiken (heeft netwerk nodig)
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements.txt

clean: ## ruim op wat gemaakt is (niet: gegevens)
	rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov test-results
