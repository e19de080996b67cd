#!/usr/bin/env bash
# An examination of code while a teacher writes a bank of 10,000 items in the workshop, publishes it, edits every file of it and publishes that; and the same
# examination again where nobody does. The server has core 0, the people core 1. Prints tables; fails when an answer was lost, or when saves that were due
# meanwhile have a p99 of more than twice what saves of the same seconds have without it.
#
# PEOPLE=2000 SECONDS_OF_EXAM=900 SPEED=10 ITEMS=10000 AT=10 DATABASES=sqlite. AT is the second of the clock, from the bell on, at which the teacher begins.
set -euo pipefail
source "$(dirname "$0")/../setup/lib.sh"
source "$(dirname "$0")/../setup/cluster.sh"
source "$(dirname "$0")/people.sh"
cd "$ROOT"
PEOPLE=${PEOPLE:-2000} SECONDS_OF_EXAM=${SECONDS_OF_EXAM:-900} SPEED=${SPEED:-10} ITEMS=${ITEMS:-10000} AT=${AT:-10}
DATABASES=${DATABASES:-sqlite} PLAN=${PLAN:-ai-trainer-5/mock} SEED=${SEED:-$RANDOM}
BIN=${ZHIXING_BIN:-$TARGET/release/zhixing}
LOAD=${ZHIXING_LOAD:-$TARGET/release/zhixing-load}
[ -x "$BIN" ] || die "no server at $BIN: cargo build --release -p zhixing, or set ZHIXING_BIN"
[ -x "$LOAD" ] || { LOAD=$TARGET/release/zhixing-load; cargo build --quiet --release -p zhixing-load; }
ulimit -n "$(ulimit -Hn)" # a socket a person, on both sides
[ "$(ulimit -n)" -gt $((PEOPLE + 100)) ] || die "$(ulimit -n) open files are too few for $PEOPLE people"
work=$(mktemp -d "${TMPDIR:-/tmp}/zhixing-publish.XXXXXX")
server='' result=0
finish() { if [ "$server" ]; then kill "$server" 2>/dev/null || true; fi; wait 2>/dev/null || true; stop_cluster; rm -rf "$work"; }
trap finish EXIT
trap 'exit 130' INT TERM

# sits DATABASE RUN WORDS...: one examination on data of its own; its numbers are in WORK/RUN.json.
sits() {
  local database=$1 run=$2 port settings; shift 2
  rm -rf "$work/data" "$work/tokens" "$work/logins"
  settings=(--data "$work/data")
  if [ "$database" = postgres ]; then start_cluster durable; settings+=(--database "$ZHIXING_TEST_POSTGRES"); fi
  open_people "$BIN" "$PEOPLE" "$work" "${settings[@]}"
  port=$(free_port)
  taskset -c 0 "$BIN" serve "${settings[@]}" --listen "127.0.0.1:$port" --public-url "http://localhost:$port" --log error >"$work/log" 2>&1 &
  server=$!
  for _ in $(seq 300); do curl -fsS "http://127.0.0.1:$port/healthz" >/dev/null 2>&1 && break; sleep 0.1; done
  printf '\n### %s, %s\n\n' "$database" "$run"
  taskset -c 1 "$LOAD" exam "127.0.0.1:$port" "$PLAN" "$work/tokens" "$PEOPLE" "$SECONDS_OF_EXAM" barrier --speed "$SPEED" --seed "$SEED" --pid $server \
    --json "$work/$run.json" "$@" || result=1
  kill $server; wait $server || true
  server=
  if grep -q ERROR "$work/log"; then printf '\nThe server logged:\n'; cut -c29-160 "$work/log" | sort | uniq -c | sort -rn | head -5; fi
  stop_cluster
}

# of RUN PATH: a number of a run.
of() { node -p "JSON.parse(require('fs').readFileSync('$work/$1.json'))$2"; }

# The two beside each other; false where the slowest saves became more than twice as slow.
beside() {
  node - "$work/publishing.json" "$work/quiet.json" <<'JS'
const [busy, quiet] = process.argv.slice(2).map((path) => JSON.parse(require("fs").readFileSync(path)));
const ms = (n) => n.toFixed(1);
const all = (run) => run.phases.find((p) => p.phase === "save");
const ratios = [["all saves", all], ["saves due meanwhile", (run) => run.window]].map(([what, of]) => {
  const [b, q] = [of(busy), of(quiet)];
  console.log(`| ${what} | ${q.count} | ${ms(q.p50_ms)} / ${ms(q.p99_ms)} | ${b.count} | ${ms(b.p50_ms)} / ${ms(b.p99_ms)} | ${(b.p99_ms / q.p99_ms).toFixed(2)} |`);
  return b.p99_ms / q.p99_ms;
});
const { from, to } = busy.window;
console.log(`\nThe teacher worked for ${(to - from).toFixed(1)} s. Lost: ${quiet.lost} without, ${busy.lost} with it.`);
process.exit(ratios.every((ratio) => ratio <= 2) && quiet.lost + busy.lost === 0 ? 0 : 1);
JS
}

for database in $DATABASES; do
  if [ "$database" = postgres ] && [ ! -s "$TOOLS/postgres" ]; then say "PostgreSQL: skipped, tests/setup/postgres.sh has not run"; continue; fi
  say "$database: $PEOPLE people, $ITEMS items, seed $SEED"
  sits "$database" publishing --teacher "$work/teacher" --items "$ITEMS" --at "$AT"
  sits "$database" quiet --window "$(of publishing .window.from):$(of publishing .window.to)"
  printf '\n### %s\n\n| | saves without | p50 / p99, ms | saves with it | p50 / p99, ms | p99 is times as long |\n|---|---|---|---|---|---|\n' "$database"
  beside || result=1
done
if [ $result = 0 ]; then say "no answer was lost, and no p99 of a save is more than twice as long"; else say "FAILED"; fi
exit $result
