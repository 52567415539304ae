# SPDX-License-Identifier: Apache-2.0
# The whole build of muster: javac, jar and jlink, with Maven as a mere fetcher of jars. `make help` lists what it does.
# Modules are found by src/*/module-info.java, their tests by tests/<module>/: a new one needs no edit here.
# V=1 shows every command.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-builtin-rules $(if $(V),,--silent)
export LC_ALL := C.UTF-8

ifneq ($(words $(CURDIR)),1)
  $(error make cannot live with blanks in a path: move this checkout out of "$(CURDIR)")
endif

VERSION := $(shell cat VERSION)
MODULES := $(patsubst src/%/module-info.java,%,$(wildcard src/*/module-info.java))
TESTED  := $(filter $(MODULES),$(sort $(shell find tests -name '*.java' | cut -d / -f 2)))
SYSTEM  := $(if $(wildcard tests/system/module-info.java),muster.system)
JARS    := $(addprefix lib/,$(shell awk '/\.jar$$/ {print $$2}' lib/sha256sums))
SQLITE  := $(filter lib/main/sqlite-jdbc-%,$(JARS))
IMAGE   := build/image

# The JDK's part of the image, by hand because jdeps overlooks java.sql.rowset; `make lint` proves it enough.
# java.sql.rowset: sqlite-jdbc; java.management: tinylog; java.net.http: the commands; jdk.httpserver: the API;
# jdk.charsets: names from terminals that do not speak UTF-8 (windows-1256 and the like; GBK is in java.base);
# jdk.net, jdk.security.auth: dbus-java; java.naming, java.security.jgss: the database drivers
RUNTIME  = $(call list,java.sql.rowset java.management java.net.http jdk.httpserver jdk.charsets jdk.net \
    jdk.security.auth java.naming java.security.jgss jdk.unsupported)

# What may not be on the module path: its descriptor asks for java.desktop, 15 MB for nothing that is used of it.
CLASSPATH := lib/main/angus-mail-%

# JAVA_HOME if that is a JDK of 25 or later, else the newest in /usr/lib/jvm; whatever `java` is on the PATH.
JDK := $(shell for d in $(JAVA_HOME) /usr/lib/jvm/*; do \
    [ -x $$d/bin/javac ] && [ -x $$d/bin/jlink ] && [ -r $$d/release ] || continue; \
    v=$$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' $$d/release); [ "0$${v%%[!0-9]*}" -ge 25 ] || continue; \
    [ $$d != "$(JAVA_HOME)" ] || v=999; echo "$$v $$d"; done | sort -V | tail -n 1 | cut -d ' ' -f 2)
JAVA = $(if $(JDK),$(JDK)/bin,$(error no JDK 25 or later in JAVA_HOME or /usr/lib/jvm: install openjdk-25-jdk-headless \
    or temurin-25-jdk, or set JAVA_HOME to one))

list  = $(shell echo $(1) | tr ' ' ,)
# requires-automatic: tomlj has no module descriptor, but it declares its name, so nothing hangs on a file's name
LINT := -Xlint:all,-requires-automatic
JAVAC = $(JAVA)/javac -Werror --release 25 -encoding UTF-8

.PHONY: image help lib lib-sums run demo test tables system system-ble system-packages torture bench bench-pull lint
.PHONY: system-machine fuzz soak install uninstall dist deb clean distclean
image: build/.image ## build/image: the program with its own Java, to be run from anywhere (plain `make` does this)

help: ## this list
	awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- libraries: Maven fetches them as lib/pom.xml says, lib/sha256sums pins every byte; later, no network
lib: $(JARS) ## fetch the libraries if a jar is missing or lib/pom.xml or lib/sha256sums changed; check their sums
	JAVA_HOME=$(JDK) lib/fetch; echo 'lib: $(words $(JARS)) jars, as in lib/sha256sums'

$(JARS) &: lib/pom.xml lib/sha256sums
	JAVA_HOME=$(JDK) lib/fetch; touch lib/*/*.jar

lib-sums: ## fetch the libraries and write their sums into lib/, after a deliberate change of lib/pom.xml
	JAVA_HOME=$(JDK) lib/fetch --sums; JAVA_HOME=$(JDK) lib/fetch --sums fuzz

# --- the program: all modules in one call and always from nothing; it takes seconds, and no class outlives its source.
# --- `find` lists folders too, whose date tells of files that went away
build/.main: $(shell find src) $(JARS) VERSION Makefile
	echo 'javac   $(MODULES)'
	rm -rf build/main
	$(JAVAC) $(LINT) --module-version $(VERSION) -p lib/main:lib/compile --module-source-path src -d build/main \
	    --module $(call list,$(MODULES))
	cd src && find $(MODULES) -type f ! -name '*.java' -exec cp --parents -t ../build/main {} +
	touch $@

# JDK modules only, for jlink refuses automatic ones. --strip-debug would ask for objcopy and find nothing to strip in
# the JDK's libraries. -Xshare:dump archives loaded JDK classes, which halves the start; it wants the launcher's headers
# to be used, and a fixed collector and heap to be the same bytes on every machine.
build/.runtime: Makefile
	echo 'jlink   $(IMAGE)/runtime'
	mkdir -p $(IMAGE); rm -rf $(IMAGE)/runtime
	$(JAVA)/jlink --add-modules $(RUNTIME) --strip-java-debug-attributes --no-header-files --no-man-pages \
	    --compress zip-6 --output $(IMAGE)/runtime
	$(IMAGE)/runtime/bin/java -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xmx256m -Xshare:dump >build/archive.log
	touch $@

# --date makes jars the same bytes on every day. SQLite's library is unpacked here once, not into /tmp at every start
# (which may be noexec); which of the many in its jar fits this machine the jar itself knows.
build/.image: build/.main build/.runtime $(wildcard conf/* man/*) src/launcher/muster src/launcher/archive LICENSE \
    lib/README.md lib/NOTICE package/Inventory.java $(wildcard package/licences/*)
	echo 'image   $(IMAGE)'
	find $(IMAGE) -mindepth 1 -maxdepth 1 ! -name runtime -exec rm -rf {} +
	mkdir -p $(IMAGE)/{bin,lib,native,share/doc}
	for m in $(MODULES); do $(JAVA)/jar -c -f $(IMAGE)/lib/$$m.jar --date 1980-02-01T00:00:00Z -C build/main/$$m .; done
	mkdir -p $(IMAGE)/lib/classpath
	cp $(filter-out $(CLASSPATH),$(filter lib/main/%,$(JARS))) $(IMAGE)/lib
	cp $(filter $(CLASSPATH),$(JARS)) $(IMAGE)/lib/classpath
	so=org/sqlite/native/$$($(JAVA)/java -cp $(SQLITE) org.sqlite.util.OSInfo)/libsqlitejdbc.so; \
	    $(JAVA)/jar -x -f $(SQLITE) --dir build/native $$so; cp build/native/$$so $(IMAGE)/native
	cp src/launcher/{muster,archive} $(IMAGE)/bin; cp -R $(wildcard conf man) $(IMAGE)
	mkdir $(IMAGE)/share/completion
	$(IMAGE)/bin/muster completion bash >$(IMAGE)/share/completion/muster.bash
	$(IMAGE)/bin/muster completion zsh >$(IMAGE)/share/completion/_muster
	$(IMAGE)/bin/muster completion fish >$(IMAGE)/share/completion/muster.fish
	cp LICENSE lib/NOTICE $(IMAGE)/share/doc; cp lib/README.md $(IMAGE)/share/doc/libraries.md
	$(JAVA)/java -cp $(filter lib/main/gson-%,$(JARS)) package/Inventory.java $(IMAGE) $(VERSION)
	chmod -R u=rwX,go=rX $(IMAGE)
	$(IMAGE)/bin/archive || true
	touch $@

run: image ## start it here: data in ./var, every terminal welcome (ARGS='--set ...' adds to it)
	exec $(IMAGE)/bin/muster serve --data ./var --set push.unknown=accept $(ARGS)

demo: image ## as run, with five simulated terminals sending two punches a second; Ctrl-C ends both
	exec src/launcher/demo $(IMAGE)/bin/muster

# --- tests: patched into the modules they test, so they see what is package-private and test the classes that ship;
# --- tests/system is a module of its own, which knows build/image from outside
API     := org.junit.jupiter.api,org.junit.jupiter.params,net.jqwik.api,org.mockito
INTO     = --add-modules $(API),$(call list,$(MODULES)) $(foreach m,$(TESTED),--add-reads $(m)=$(API)) \
    --add-reads muster.app=com.healthmarketscience.jackcess
TESTPATH = build/main:lib/main:lib/test
TESTLINT = $(LINT),-exports
OPENED  := org.junit.platform.commons,net.jqwik.engine,com.google.gson
PACKAGES = $(shell cd tests && find $(TESTED) -name '*.java' -printf '%h\n' | sort -u | sed 's|/|%|; s|/|.|g; s|%|/|')
build/.tests: build/.main $(shell find tests -path tests/bench -prune -o -print)
	echo 'javac   tests of $(TESTED) $(SYSTEM)'
	rm -rf build/tests; mkdir -p build/tests
	$(if $(TESTED),$(JAVAC) $(TESTLINT) -p $(TESTPATH):lib/compile $(INTO) --module-source-path tests -d build/tests \
	    $(foreach m,$(TESTED),--patch-module $(m)=tests/$(m)) $$(find $(TESTED:%=tests/%) -name '*.java'))
	$(if $(SYSTEM),$(JAVAC) $(LINT) -p $(TESTPATH):lib/compile -d build/tests/$(SYSTEM) \
	    $$(find tests/system -name '*.java'))
	printf '%s\n' -ea -javaagent:$(filter lib/test/mockito-core%,$(JARS)) \
	    --enable-native-access=org.xerial.sqlitejdbc,muster.systemd \
	    -p $(TESTPATH)$(SYSTEM:%=:build/tests/%) $(INTO) $(SYSTEM:%=--add-modules %) \
	    --add-modules org.junit.jupiter.engine --add-modules net.jqwik.engine --add-reads org.mockito=java.sql \
	    $(foreach m,$(TESTED),--patch-module $(m)=build/tests/$(m):tests/$(m)) $(PACKAGES:%=--add-opens %=$(OPENED)) \
	    -Dmuster.image=$(CURDIR)/$(IMAGE) -Dtinylog.level=info > build/tests.args
	touch $@

JUNIT = JAVA=$(JAVA)/java TESTED='$(TESTED)' tests/junit
test: build/.tests $(SYSTEM:%=image) ## every module's tests and the quick system tests (ONE=SomeTest, MODULE=muster.zk)
	$(JUNIT) modules $(SYSTEM:%=quick)

tables: build/.tests ## write the tables of docs/threat-model.md anew, from the code that they describe
	ONE=ThreatModelTest $(JUNIT) modules -Dmuster.tables=write

system: build/.tests image ## the heavier tests, of build/image as it ships (ONE=SomeTest)
	$(JUNIT) system

system-ble: build/.tests image ## phones, a real bluetoothd and its kernel in a virtual machine (SUITE=trixie)
	$(JUNIT) ble

system-packages: image ## what leaves this repository: the Debian package in a Debian of its own, tarball, make install
	tests/packages/run $(IMAGE)

system-machine: image ## the Debian package under systemd in a machine of its own, install to purge (HOW=nspawn: container)
	tests/machine/run $(IMAGE)

# a seed, a fault or minutes are for the mixed rounds alone; NETEM=1 gives all of it a network of its own
ROUNDS ?= 50
torture: build/.tests image ## faults from a seed, every punch counted (ROUNDS=50, MINUTES=, SEED=, FAULT=power, NETEM=1)
	$(if $(SEED)$(FAULT)$(MINUTES),ONE=$(or $(ONE),MixedTortureTest)) \
	    $(if $(NETEM),unshare --net sh -c 'ip link set lo up && exec "$$@"' sh) env $(JUNIT) torture \
	    -Dmuster.rounds=$(ROUNDS) $(SEED:%=-Dmuster.seed=%) $(FAULT:%=-Dmuster.fault=%) $(MINUTES:%=-Dmuster.minutes=%) \
	    $(if $(NETEM),-Dmuster.netem=true) -Dmuster.report=build/torture/report.md

fuzz: build/.tests ## search all readers for what breaks them (RUNS=, SECONDS=30 for each; TARGET=AttLog, SEED=)
	JAVA_HOME=$(JDK) lib/fetch fuzz; JAVA=$(JAVA) LIMIT=$(SECONDS) tests/fuzz/run

HOURS := 2
soak: build/.tests image ## a day of a bank and an event, compressed: build/soak/report.md and soak.svg (HOURS=2)
	$(JUNIT) soak -Dmuster.hours=$(HOURS)

bench: image ## measure against the goals, table in build/bench/report.md (ONLY=P1,P7; QUICK=1 to try)
	JAVA=$(JAVA)/java tests/bench/run $(IMAGE)

bench-pull: image ## 100,000 records from a simulated terminal, against pyzk where python3 finds it
	tests/peers/pull-bench.py $(IMAGE)/bin/muster || [ $$? -eq 77 ]

lint: build/.tests image ## what a machine can see: compiler, man pages, scripts, unit, texts (STRICT=1: no skipping)
	$(JAVAC) $(LINT) -Xdoclint:all,-missing -p lib/main:lib/compile --module-source-path src -d build/lint \
	    --module $(call list,$(MODULES))
	tests/lint $(IMAGE)

# --- installing, as GNU does it
PREFIX     := /usr/local
SYSCONFDIR := /etc
LIB         = $(DESTDIR)$(PREFIX)/lib
SHARE       = $(DESTDIR)$(PREFIX)/share
UNITS      := $(notdir $(wildcard systemd/*.service))
KINDS      := $(subst .,,$(suffix $(wildcard systemd/muster.sysusers systemd/muster.tmpfiles)))
PAGES      := $(notdir $(wildcard man/*.[1-9]))
COMPLETION := bash-completion/completions/muster zsh/site-functions/_muster fish/vendor_completions.d/muster.fish
install: image ## into PREFIX=/usr/local under DESTDIR=; a configuration that is there stays
	mkdir -p $(LIB)/systemd/system $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(SYSCONFDIR)/muster
	rm -rf $(LIB)/muster # a running daemon keeps the files it has open; writing into them would kill it
	cp -R --no-preserve=ownership $(IMAGE) $(LIB)/muster
	rm -rf $(LIB)/muster/archive; [ -n '$(DESTDIR)' ] || $(LIB)/muster/bin/archive || true # fits but one place
	ln -sfn ../lib/muster/bin/muster $(DESTDIR)$(PREFIX)/bin/muster
	for m in $(PAGES); do f=$(SHARE)/man/man$${m##*.}/$$m; mkdir -p $${f%/*}; if [ -L man/$$m ]; then cp -P man/$$m $$f; \
	    else install -m 644 man/$$m $$f; fi; done # a link is a further name of a page: man muster-restore
	for c in $(COMPLETION); do f=$${c##*/}; [ $$f != muster ] || f=muster.bash; \
	    install -D -m 644 $(IMAGE)/share/completion/$$f $(SHARE)/$$c; done
	test -e $(DESTDIR)$(SYSCONFDIR)/muster/muster.toml || install -m 644 conf/muster.toml $(DESTDIR)$(SYSCONFDIR)/muster
	for u in $(UNITS); do sed 's|/usr/local|$(PREFIX)|g; s|/etc/muster|$(SYSCONFDIR)/muster|g' systemd/$$u \
	    > $(LIB)/systemd/system/$$u; done
	for k in $(KINDS); do install -D -m 644 systemd/muster.$$k $(LIB)/$$k.d/muster.conf; done
	if [ -z '$(DESTDIR)' ] && [ -d /run/systemd/system ]; then systemd-sysusers && systemctl daemon-reload; fi
	echo 'installed; as a service: systemctl enable --now muster'

uninstall: ## take away what install put there, but neither configuration nor punches
	rm -rf $(LIB)/muster $(DESTDIR)$(PREFIX)/bin/muster
	rm -f $(UNITS:%=$(LIB)/systemd/system/%) $(KINDS:%=$(LIB)/%.d/muster.conf) $(COMPLETION:%=$(SHARE)/%)
	for m in $(PAGES); do rm -f $(SHARE)/man/man$${m##*.}/$$m; done

EPOCH = $(or $(SOURCE_DATE_EPOCH),$(shell git log -1 --format=%ct 2>/dev/null || stat -c %Y VERSION))
DIST := muster-$(VERSION)-linux-$(shell uname -m)
dist: image ## build/muster-VERSION-linux-CPU.tar.gz of the image, the same bytes from the same commit
	tar -c -C $(IMAGE) --exclude=./archive --sort=name --mtime=@$(EPOCH) --owner=0 --group=0 --numeric-owner --format=gnu \
	    --transform='s|^\.|$(DIST)|S' . | gzip -9n > build/$(DIST).tar.gz
	cd build; sha256sum $(DIST).tar.gz

deb: image ## build/muster_VERSION_ARCH.deb, for the machine this runs on; the same bytes from the same commit
	SOURCE_DATE_EPOCH=$(EPOCH) package/build-deb $(IMAGE) $(VERSION) $(DEB_ARCH)

clean: ## remove build/
	rm -rf build

distclean: clean ## and the fetched libraries
	rm -rf lib/main lib/compile lib/test lib/fuzz
