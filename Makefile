# Thin on purpose: each line is a command that can be given by hand where make is missing.
PYTHON ?= python3
PORT ?= 8000
RUN = .venv/bin/python

.PHONY: help setup demo test lint types mutants bench crowd chaos wapiti office sbom clean

help:            ## this list
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## */make \1\t/'

setup:           ## environment, packages, front-end assets; safe to repeat
	@$(PYTHON) scripts/bootstrap.py

demo: setup      ## the whole product with invented data on http://127.0.0.1:8000 (PORT=8001 changes it)
	@$(RUN) -m cdop.supervise --demo --port $(PORT)

test:            ## set up, then the whole test suite, browser journeys included
	@$(PYTHON) scripts/bootstrap.py --browser
	@$(RUN) -m pytest --reruns 1 --numprocesses 2 --dist loadfile --no-loadscope-reorder \
	  tests/architecture/test_access_matrix.py tests/integration/test_attacked.py tests/integration/demo \
	  tests/architecture tests/unit tests/integration --ignore tests/integration/infra
	@$(RUN) -m pytest --reruns 1 tests/integration/infra tests/functional

lint: setup      ## form of the code and direction of the imports
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@.venv/bin/lint-imports

types: setup     ## types of rules, actions and statistics (reads the settings, connects to nothing)
	@DATABASE_URL=postgresql://nobody@nowhere/none REDIS_URL=redis://nowhere $(RUN) -m mypy

mutants: setup   ## breaks every rule of who may do what, one place at a time: a test has to notice each (ONLY="cases/policy.py", CHANGED=1)
	@$(RUN) -m scripts.mutants $(ONLY) $(if $(CHANGED),--changed)

bench: setup     ## measures the database that generate_load filled (ONLY="P-03 P-04" chooses bars)
	@$(RUN) -m bench --only $(ONLY)

crowd: setup     ## 100 people with time to think, by Locust in an environment of its own (SECONDS=1800 BESIDE="report export")
	@test -x build/load/bin/locust || $(PYTHON) -m venv build/load
	@build/load/bin/pip install --quiet --require-hashes -r requirements-load.lock
	@$(RUN) -m bench.crowd --seconds $(or $(SECONDS),120) --beside $(BESIDE)

chaos: setup     ## kills parts of the running service while people work, and looks for what was acknowledged (KILLS=200)
	@$(RUN) -m chaos --kills $(or $(KILLS),40)

wapiti: setup    ## Wapiti, where it is installed, as each role against a running demo, which it spoils (WAPITI=wapiti PORT=8000)
	@$(RUN) -m scripts.wapiti --url http://127.0.0.1:$(PORT) --wapiti $(or $(WAPITI),wapiti)

office: setup    ## opens what the service writes in LibreOffice, where that is installed (FILES="a.docx b.ods" adds files)
	@$(RUN) -m scripts.office $(FILES)

sbom:            ## bill of materials of what is installed for use (CycloneDX), in build/sbom.json
	@mkdir -p build
	@$(PYTHON) scripts/bill_of_materials.py > build/sbom.json

clean:           ## remove everything made here, the data too, also where it lies elsewhere
	@$(PYTHON) scripts/clean.py
