#!/usr/bin/env bash
# make test: everything, after tests/setup has installed what it needs. Ends with one line: N passed, M failed.
#
# The order saves work on two cores: clippy first (its build scripts and macros serve the build as well), then one debug
# build of the workspace with its tests, for cargo test, the bundler and the browser tests alike, and one WebAssembly
# build, the one that ships. A step that fails does not stop the others unless they need it.
set -euo pipefail
source "$(dirname "$0")/setup/lib.sh"
source "$(dirname "$0")/setup/cluster.sh"
cd "$ROOT"
logs=$TARGET/test-logs
rm -rf "$logs"; mkdir -p "$logs" target/site # the server's build looks for the latter
passed=0 failed=0 skipped=0
trap stop_cluster EXIT
trap 'exit 130' INT TERM

# step NAME COMMAND...: runs it, keeps its output in a log, tells how long it took. False when it failed.
step() {
  local name=$1 began=$SECONDS result=0 word=done
  shift
  say "$name: $*"
  "$@" 2>&1 </dev/null | tee "$logs/$name.log" || result=$?
  if [ $result != 0 ]; then word=FAILED; fi
  say "$name: $word after $((SECONDS - began)) s"
  return $result
}

# check NAME COMMAND...: a step without tests of its own; failing counts as one.
check() { if ! step "$@"; then failed=$((failed + 1)); return 1; fi; }

# sum LOG REGEX: adds the numbers that the regex's one group finds.
sum() { sed -nE "s/$2/\1/p" "$1" | awk '{ n += $1 } END { print n + 0 }'; }

# counted NAME COMMAND...: a step whose tests are counted: cargo test, node --test, or our own closing line.
counted() {
  local log=$logs/$1.log result=0 good bad left lacking
  step "$@" || result=$?
  good=$(($(sum "$log" '^test result: .* ([0-9]+) passed;.*') + $(sum "$log" '^[^ ]+ pass ([0-9]+)$') + $(sum "$log" '^([0-9]+) passed, .*')))
  bad=$(($(sum "$log" '^test result: .* ([0-9]+) failed;.*') + $(sum "$log" '^[^ ]+ fail ([0-9]+)$') + $(sum "$log" '^[0-9]+ passed, ([0-9]+) failed.*')))
  # a test that lacks what it looks at says so in a line of its own, and has not passed
  lacking=0
  if [ "$1" = cargo-test ]; then lacking=$(grep -c '^skipped: ' "$log" || true); fi
  good=$((good - lacking))
  left=$(($(sum "$log" '^test result: .* ([0-9]+) ignored;.*') + $(sum "$log" '^[^ ]+ skipped ([0-9]+)$') + lacking))
  if [ $((good + bad)) = 0 ]; then say "$1: ran no test, which counts as a failure"; bad=1; fi
  if [ $result != 0 ] && [ $bad = 0 ]; then bad=1; fi
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + left))
}

# What the exam's program may weigh on the wire: the first thing that a phone on a weak network waits for.
MOST_WASM=130000
wasm_is_small() {
  local bytes
  bytes=$(stat -c %s target/site/app.*.wasm.br)
  echo "$bytes bytes of WebAssembly, of $MOST_WASM"
  [ "$bytes" -le $MOST_WASM ]
}

# A full disk fails every test that writes, each with other words.
free() { df -Pm "$TARGET" | awk 'NR == 2 { print int($4 / 1024) }'; }
say "$(free) GB free where the build goes; from nothing it takes about 6"

check format cargo fmt --all --check -- --files-with-diff || true
check clippy cargo clippy --quiet --workspace --all-targets -- -D warnings || true
check clippy-islands cargo clippy --quiet -p zhixing-app --lib --features hydrate --target $WASM -- -D warnings || true

if check build cargo build --quiet --workspace --all-targets; then
  start_cluster || die "PostgreSQL did not start"
  ready=yes
  ZHIXING_BUNDLE=$TARGET/debug/zhixing-bundle check site bash app/bundle/build.sh || ready=no
  if [ $ready = yes ]; then check bytes wasm_is_small || true; fi
  # what passing tests say as well: what was skipped, what was measured
  counted cargo-test cargo test --workspace --no-fail-fast -- --show-output
  if [ $ready = yes ]; then
    # What the browser tests and the job are told: the server to start, the browser, a database of their own to make.
    export ZHIXING_BIN=$TARGET/debug/zhixing ZHIXING_CHROMIUM
    ZHIXING_CHROMIUM=$(cat "$TOOLS/chromium")
    counted end2end npm --prefix end2end test
    counted main-job bash tests/main_job.sh
    counted operating bash tests/operating/run.sh
    export ZHIXING_CRASH=$TARGET/debug/zhixing-crash
    counted crash env SCENARIOS=kills KILLS=20 EXAMINEES=40 bash tests/load/crash.sh
  else
    say "end2end, main-job, operating and crash NOT run: no site"
  fi
else
  say "cargo-test, end2end, main-job, operating and crash NOT run: the build failed"
fi

# Why it failed, at the end, where one looks first.
if [ $failed != 0 ]; then
  if [ "$(free)" = 0 ]; then say "THE DISK IS FULL: df -h $TARGET"; fi
  for log in "$logs"/*.log; do sed -nE '/^failures:$/,/^test result/p; /failing tests:$/,$p; /^error(\[|:)/,/^$/p; s/^.*(FAILED|not ok|BROKEN)/&/p; s/^ℹ Error: /&/p' "$log" | head -60 || true; done
fi
say "logs in ${logs#"$ROOT"/}; took $((SECONDS / 60)) min $((SECONDS % 60)) s"
line="$passed passed, $failed failed"
if [ $skipped -gt 0 ]; then line="$line, $skipped skipped"; fi
echo "$line"
[ $failed = 0 ]
