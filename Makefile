# Kurukan's commands. Each installs what it needs and says so; nothing listens outside loopback.

SWIFT ?= swift
STAGE := .build/stage
RELEASE_FLAGS := -c release -Xswiftc -no-toolchain-stdlib-rpath -Xlinker -rpath -Xlinker '$$ORIGIN/../lib'

.PHONY: help demo build gallery test test-readers test-monitoring faults fuzz bench-quick bench-states bench-reports \
  bench-writers cluster-test container-test lint-deploy format lint clean

help:  ## Says what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-15s %s\n", $$1, $$2}' Makefile

build:  ## Builds the release into .build/stage: bin/, lib/ and plugins/, relocatable
	@deploy/install-dependencies build
	$(SWIFT) build $(RELEASE_FLAGS)
	@deploy/stage "$$($(SWIFT) build $(RELEASE_FLAGS) --show-bin-path)" $(STAGE)

demo: build  ## Starts a server, submits and reviews the sample, renders reports into demo-out/; KEEP=1 leaves it up
	@deploy/install-dependencies run
	@deploy/install-typst $(STAGE)/lib/kurukan/python
	@$(STAGE)/bin/kurukan demo --samples deploy/samples --output demo-out $(if $(KEEP),--keep)

test:  ## Builds and runs all tests against a private PostgreSQL
	@deploy/install-dependencies build run test
	@deploy/install-typst .build/typst
	$(SWIFT) build --build-tests
	SWIFT="$(SWIFT)" Tests/with-postgres.sh Tests/run

gallery: build  ## Writes every block in every medium and both languages into gallery-out/, to be looked at
	@deploy/install-dependencies run
	@deploy/install-typst .build/typst
	Tests/Gallery/render gallery-out

test-readers:  ## Checks what is written with readers that are not ours (Chromium, LibreOffice, Nu and others); installs them
	@deploy/install-dependencies build run test readers
	Tests/Readers/run

faults:  ## Kills servers, their PostgreSQL and the power by a plan, and looks for what was acknowledged; KILLS=… (200), SEED=…
	@deploy/install-dependencies build run test
	$(SWIFT) build --product kurukan
	Tests/Faults/run "$$($(SWIFT) build --show-bin-path)" $(or $(KILLS),200)

fuzz:  ## Fuzzes the readers of what clients send; RUNS=… inputs (ten million), SECONDS=… at most (no limit)
	Tests/Fuzz/run $(or $(RUNS),10000000) $(or $(SECONDS),0)

test-monitoring:  ## Checks metrics, alert rules and dashboard with Prometheus' parser and promtool, which it fetches
	@deploy/install-dependencies build run monitoring
	$(SWIFT) build
	Tests/Monitoring/run

bench-quick: build  ## Measures reading a finding, deciding what may be printed, and the intake beside pgbench and \copy, in one run
	@deploy/install-dependencies run bench
	@LD_LIBRARY_PATH=$(STAGE)/lib "$$($(SWIFT) build $(RELEASE_FLAGS) --show-bin-path)/kurukan-decoding"
	@LD_LIBRARY_PATH=$(STAGE)/lib "$$($(SWIFT) build $(RELEASE_FLAGS) --show-bin-path)/kurukan-planning"
	Tests/Benchmarks/quick

bench-states: build  ## Measures whether a submit costs the same whatever was analysed when and however many are stored
	@deploy/install-dependencies run bench
	Tests/Benchmarks/states

bench-reports: build  ## Measures reports of the sample, from the call to the archived run
	@deploy/install-dependencies run bench
	@Tests/Benchmarks/reports

bench-writers: build  ## Measures each writer as a whole process beside its peers (XlsxWriter, docxtpl), in one run
	@deploy/install-dependencies run bench-writers
	@deploy/install-typst .build/typst
	@Tests/Benchmarks/writers

cluster-test:  ## Kills the leader of a PostgreSQL cluster under load, then restarts servers in turn; KILLS=… times (twenty)
	@deploy/install-dependencies build run cluster
	$(SWIFT) build
	KILLS=$(KILLS) Tests/Cluster/run "$$($(SWIFT) build --show-bin-path)"

container-test: lint-deploy  ## Builds the image and checks it and compose.yaml in containers; as root, installs an engine if there is none
	Tests/Containers/run

lint-deploy:  ## Checks the files of deploy/ with hadolint, check-jsonschema, kubernetes-validate, systemd-analyze, shellcheck
	deploy/lint

format:  ## Formats the sources
	$(SWIFT) format --in-place --recursive Package.swift Sources Plugins Tests

lint:  ## Checks the sources' format and rules
	$(SWIFT) format lint --strict --recursive Package.swift Sources Plugins Tests

clean:  ## Removes what was built
	rm -rf .build demo-out gallery-out
