# What a person does with the project. Each target installs what is missing first; only `test` asks for what tests need.
.POSIX:
.PHONY: help run test check dev package container bench build-times growth load crash attack soak fuzz fuzz-formats corpus clean setup

# Where the data lie, and further words for `zhixing serve`: make run DATA=/srv/zhixing ARGS='--help'
DATA = data
ARGS =
# Names of attacks, when not all of them: make attack ATTACKS='burst smuggle'
ATTACKS =

help: ## these lines
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' Makefile

run: setup ## build everything and serve the demonstration
	@bash app/bundle/build.sh
	@echo "[run] compiling the server (release)"
	@bash -c '. tests/setup/lib.sh && cargo build --quiet --release -p zhixing --bin zhixing && exec "$$TARGET/release/zhixing" serve --data $(DATA) --demo $(ARGS)'

test: setup ## all checks and tests; ends with one line of totals
	@bash tests/setup/node.sh
	@bash tests/setup/chromium.sh
	@bash tests/setup/postgres.sh
	@bash tests/run.sh

check: ## quick: format, clippy, the tests of the rules
	@mkdir -p target/site
	cargo fmt --all --check -- --files-with-diff
	cargo clippy --quiet --workspace --all-targets -- -D warnings
	cargo test --quiet -p zhixing-domain

dev: setup ## a debug server, built and started again when a file changes
	@bash app/bundle/watch.sh --data $(DATA) --demo $(ARGS)

package: setup ## a Debian package in target/package (see server/packaging)
	@bash app/bundle/build.sh
	cargo build --quiet --release -p zhixing --bin zhixing
	@bash server/packaging/package.sh

container: setup ## a container image, where podman or docker is here (see server/packaging)
	@bash app/bundle/build.sh
	cargo build --quiet --release -p zhixing --bin zhixing
	@bash server/packaging/container.sh

bench: setup ## measure (see tests/bench)
	@bash tests/bench/run.sh

build-times: ## what building costs, beside another state of the project (BESIDE=efe02e0 STEPS='run page domain test')
	@bash tests/bench/build_times.sh

growth: setup ## what a save costs with ten thousand to ten million stored events (draws tests/bench/growth.svg)
	@bash app/bundle/build.sh
	@bash tests/bench/growth.sh

load: setup ## an examination of 2,000 examinees of code, and whether an answer was lost (see tests/load/run.sh)
	@bash app/bundle/build.sh
	cargo build --quiet --release -p zhixing -p zhixing-load
	@bash tests/load/run.sh

crash: setup ## 1,000 kills and other faults under load, and whether an answer was lost (see tests/load/crash.sh)
	@bash app/bundle/build.sh
	cargo build --quiet --release -p zhixing -p zhixing-load
	@bash tests/load/crash.sh

attack: setup ## what attackers try, against the built server, and whether anything breaks (see tests/attack)
	@bash app/bundle/build.sh
	cargo build --quiet --release -p zhixing -p zhixing-attack
	@bash -c '. tests/setup/lib.sh && exec "$$TARGET/release/zhixing-attack" $(ATTACKS)'

soak: setup ## an hour of those attacks beside 2,000 examinees of code, and whether an answer was lost (DURATION=3600)
	@bash app/bundle/build.sh
	cargo build --quiet --release -p zhixing -p zhixing-load -p zhixing-attack
	@bash -c '. tests/setup/lib.sh && exec "$$TARGET/release/zhixing-attack" soak'

fuzz: setup ## every operation of the API by a public schema fuzzer, in every role (see tests/api/run.sh)
	@bash app/bundle/build.sh
	cargo build --quiet --release -p zhixing
	@bash tests/api/run.sh

fuzz-formats: setup ## every reader of other systems' files, with files that are nearly right (FOR=60 seconds each; see tests/fuzz)
	cargo build --quiet --release -p zhixing-fuzz
	@bash tests/fuzz/run.sh

corpus: setup ## banks that nobody here wrote, in ../shared/corpus: how many items are read as other programs read them
	cargo test --quiet --workspace --test corpus

clean: ## remove what was built and installed here; data stay
	cargo clean
	rm -rf .tools end2end/node_modules tests/verifier/node_modules

setup:
	@bash tests/setup/rust.sh
	@bash tests/setup/wasm-opt.sh
	@bash tests/setup/fonts.sh
