#!/usr/bin/env bash
# make load: an examination hall of code. The server has core 0, the people core 1. Prints tables; says so and fails when an answer was lost.
#
# PEOPLE=2000 SECONDS_OF_EXAM=600 SPEED=10 STARTS="gaussian:10 barrier" HERD=500 DATABASES="sqlite postgres". PLAN is one that may be sat as often as one likes.
set -euo pipefail
source "$(dirname "$0")/../setup/lib.sh"
source "$(dirname "$0")/../setup/cluster.sh"
source "$(dirname "$0")/people.sh"
cd "$ROOT"
PEOPLE=${PEOPLE:-2000} SECONDS_OF_EXAM=${SECONDS_OF_EXAM:-600} SPEED=${SPEED:-10} HERD=${HERD:-500}
STARTS=${STARTS:-gaussian:10 barrier} DATABASES=${DATABASES:-sqlite postgres} PLAN=${PLAN:-ai-trainer-5/mock}
BIN=${ZHIXING_BIN:-$TARGET/release/zhixing}
LOAD=${ZHIXING_LOAD:-$TARGET/release/zhixing-load}
[ -x "$BIN" ] || die "no server at $BIN: cargo build --release -p zhixing, or set ZHIXING_BIN"
[ -x "$LOAD" ] || { LOAD=$TARGET/release/zhixing-load; cargo build --quiet --release -p zhixing-load; }
ulimit -n "$(ulimit -Hn)" # a socket a person, on both sides
[ "$(ulimit -n)" -gt $((PEOPLE + 100)) ] || die "$(ulimit -n) open files are too few for $PEOPLE people"
work=$(mktemp -d "${TMPDIR:-/tmp}/zhixing-load.XXXXXX")
server='' result=0
finish() { if [ "$server" ]; then kill "$server" 2>/dev/null || true; fi; wait 2>/dev/null || true; stop_cluster; rm -rf "$work"; }
trap finish EXIT
trap 'exit 130' INT TERM

# hall NAME SETTING...: one database, every start, and the herd.
hall() {
  local name=$1 port start; shift
  say "$name: opening $PEOPLE accounts"
  rm -f "$work/tokens" "$work/logins"
  open_people "$BIN" "$PEOPLE" "$work" "$@"
  port=$(free_port)
  taskset -c 0 "$BIN" serve "$@" --listen "127.0.0.1:$port" --public-url "http://localhost:$port" --log error >"$work/$name.log" 2>&1 &
  server=$!
  for _ in $(seq 300); do curl -fsS "http://127.0.0.1:$port/healthz" >/dev/null 2>&1 && break; sleep 0.1; done
  for start in $STARTS; do
    printf '\n### %s, start %s\n\n' "$name" "$start"
    taskset -c 1 "$LOAD" exam "127.0.0.1:$port" "$PLAN" "$work/tokens" "$PEOPLE" "$SECONDS_OF_EXAM" "$start" --speed "$SPEED" --pid $server || result=1
  done
  if [ "$HERD" -gt 0 ]; then
    printf '\n### %s, %s people sign in at once\n\n' "$name" "$HERD"
    taskset -c 1 "$LOAD" herd "127.0.0.1:$port" "$work/logins" "$HERD" 1 --pid $server || result=1
  fi
  kill $server; wait $server || true
  server=
  if grep -q ERROR "$work/$name.log"; then printf '\nThe server logged:\n'; cut -c29-160 "$work/$name.log" | sort | uniq -c | sort -rn | head -5; fi
}

for database in $DATABASES; do
  case $database in
    sqlite) hall SQLite --data "$work/sqlite" ;;
    postgres)
      if [ ! -s "$TOOLS/postgres" ]; then say "PostgreSQL: skipped, tests/setup/postgres.sh has not run"; continue; fi
      start_cluster durable
      hall PostgreSQL --data "$work/postgres" --database "$ZHIXING_TEST_POSTGRES"
      stop_cluster ;;
    *) die "$database: sqlite or postgres" ;;
  esac
done
exit $result
