#!/usr/bin/env bash
# bash tests/bench/beside.sh SERVER...: what a start with its page, and a whole exam, cost each of some server programs. They are measured in turn, so that
# whatever else the machine does falls on all of them alike. A table of the medians comes last.
#
# TURNS=5 PEOPLE=200. CLIENTS is the folder of zhixing-bench and zhixing-load. DATABASE=postgres://… measures with that server beside, in databases of its own.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tests/load/people.sh
TURNS=${TURNS:-5} PEOPLE=${PEOPLE:-200} WARMERS=20 CLIENTS=${CLIENTS:-${CARGO_TARGET_DIR:-target}/release}
work=$(mktemp -d)
server=
stop() { if [ "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; server=; fi; }
trap 'stop; rm -rf "$work"' EXIT

cpu_ms() { awk -v hz="$(getconf CLK_TCK)" '{ print ($14 + $15) * 1000 / hz }' "/proc/$server/stat"; }
kernel_ms() { awk -v hz="$(getconf CLK_TCK)" '{ print $15 * 1000 / hz }' "/proc/$server/stat"; }
switches() { awk '/ctxt_switches/ { n += $2 } END { print n }' /proc/"$server"/task/*/status; }
each() { awk -v a="$1" -v b="$2" -v n="$PEOPLE" 'BEGIN { printf "%.3f", (b - a) / n }'; }

# once SERVER: prints CPU, CPU of the kernel and context switches of a start with its page, CPU of an exam, p50 and p99 of its saves, and the peak of memory.
once() {
  local bin=$1 data port=18490 where=()
  trap stop EXIT
  data=$(mktemp -d "$work/data.XXXXXX")
  if [ "${DATABASE:-}" ]; then
    local name=beside_$$_$RANDOM
    psql -q "$DATABASE" -c "CREATE DATABASE $name"
    where=(--database "${DATABASE%/*}/$name")
  fi
  HERD=0 open_people "$bin" $((2 * PEOPLE + WARMERS)) "$data" --data "$data" "${where[@]}"
  taskset -c 0 "$bin" serve --data "$data" "${where[@]}" --listen 127.0.0.1:$port --public-url http://localhost:$port --log error >"$data/log" 2>&1 &
  server=$!
  for _ in $(seq 600); do curl -fsS "http://127.0.0.1:$port/healthz" >/dev/null 2>&1 && break; sleep 0.1; done
  # who sits an exam sits no mock of its course beside it; the first ones pay for what is made once
  head -n "$WARMERS" "$data/tokens" >"$data/warmers"
  sed -n "$((WARMERS + 1)),$((WARMERS + PEOPLE))p" "$data/tokens" >"$data/starters"
  tail -n "$PEOPLE" "$data/tokens" >"$data/sitters"
  taskset -c 1 "$CLIENTS/zhixing-bench" starts "127.0.0.1:$port" ai-trainer-5/theory "$data/warmers" >/dev/null
  local cpu kernel switched
  cpu=$(cpu_ms) kernel=$(kernel_ms) switched=$(switches)
  taskset -c 1 "$CLIENTS/zhixing-bench" starts "127.0.0.1:$port" ai-trainer-5/theory "$data/starters" >/dev/null
  each "$cpu" "$(cpu_ms)"; printf ' '; each "$kernel" "$(kernel_ms)"; printf ' '; each "$switched" "$(switches)"; printf ' '
  taskset -c 1 "$CLIENTS/zhixing-load" exam "127.0.0.1:$port" ai-trainer-5/mock "$data/sitters" "$PEOPLE" 300 gaussian:10 --speed 10 --pid "$server" \
    --json "$data/exam.json" >"$data/exam" || { cat "$data/exam" >&2; exit 1; }
  python3 -c 'import json, sys
r = json.load(open(sys.argv[1])); save = next(p for p in r["phases"] if p["phase"] == "save")
print(r["cpu_seconds"] * 1000 / r["people"], save["p50_ms"], save["p99_ms"], r["peak_mb"])' "$data/exam.json"
  stop
}

for turn in $(seq "$TURNS"); do
  for bin in "$@"; do echo "$bin $(once "$bin")" | tee -a "$work/all"; done
done
printf '\n| server | start and page, CPU ms | in the kernel | context switches | an exam, CPU ms | save p50 ms | p99 ms | memory MB |\n|---|---|---|---|---|---|---|---|\n'
python3 - "$work/all" "$@" <<'PY'
import statistics, sys
lines = [line.split() for line in open(sys.argv[1])]
for server in sys.argv[2:]:
    columns = zip(*[[float(n) for n in numbers] for name, *numbers in lines if name == server])
    print("| " + " | ".join([server.rsplit("/", 1)[-1]] + [f"{statistics.median(c):.2f} ({min(c):.2f} to {max(c):.2f})" for c in columns]) + " |")
PY
