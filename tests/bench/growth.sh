#!/usr/bin/env bash
# What a save costs with ten thousand to ten million stored events: server CPU a save, and a plot in tests/bench/growth.svg.
set -euo pipefail
source "$(dirname "$0")/../setup/lib.sh"
cd "$ROOT"
cargo build --quiet --release -p zhixing --bin zhixing
cargo build --quiet --release -p zhixing-load --bin zhixing-bench
work=$(mktemp -d "${TMPDIR:-/tmp}/zhixing-growth.XXXXXX") port=18482 url=http://127.0.0.1:18482 server=
cleanup() { kill "${server:-}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"; }
trap cleanup EXIT
serve() {
  taskset -c 0 "$TARGET/release/zhixing" serve --data "$work/data" --demo --listen 127.0.0.1:$port --public-url http://localhost:$port --log error >"$work/log" 2>&1 &
  server=$!
  for _ in $(seq 200); do curl -fsS "$url/healthz" >/dev/null 2>&1 && return; sleep 0.1; done
  cat "$work/log"; exit 1
}
stop() { kill "$server"; wait "$server" || true; server=; }
cpu_ms() { awk -v hz="$(getconf CLK_TCK)" '{ print ($14 + $15) * 1000 / hz }' "/proc/$server/stat"; }
saves() { taskset -c 1 "$TARGET/release/zhixing-bench" saves 127.0.0.1:$port ai-trainer-5/mock "$work/tokens" "$1"; }

serve
{ echo login,name,legal_name,role,password; for n in $(seq 100); do echo "grow$n,Grow $n,,learner,bench-password"; done; } >"$work/people.csv"
"$TARGET/release/zhixing" user import "$work/people.csv" --data "$work/data" >/dev/null
"$TARGET/release/zhixing" token create --all --data "$work/data" 2>/dev/null | awk '$1 ~ /^grow/ { print $2 }' >"$work/tokens"
saves 1 >/dev/null
stop
: >"$work/points"
for events in 10000 100000 1000000 10000000; do
  say "$events events"
  python3 tests/bench/grow.py "$work/data/zhixing.db" $events >/dev/null
  serve
  saves 1 >/dev/null # the first requests of a process warm its caches
  before=$(cpu_ms); result=$(saves 6); after=$(cpu_ms)
  echo "$events $before $after $result" >>"$work/points"
  stop
done
python3 tests/bench/growth.py "$work/points" tests/bench/growth.svg
