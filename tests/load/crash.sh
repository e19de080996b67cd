#!/usr/bin/env bash
# make crash: faults under load, and whether an acknowledged answer was lost. Ends with "N passed, M failed".
#
# KILLS=1000 kills by default; SCENARIOS="kills term full locked proxy backup publish workshop postgres" runs those alone. The server is $ZHIXING_BIN, else the
# release build. SIGKILL shows that nothing acknowledged waits in the process; what a loss of power takes, no kill can show.
set -euo pipefail
source "$(dirname "$0")/../setup/lib.sh"
source "$(dirname "$0")/../setup/cluster.sh"
source "$(dirname "$0")/people.sh"
cd "$ROOT"
KILLS=${KILLS:-1000} EXAMINEES=${EXAMINEES:-200}
SCENARIOS=${SCENARIOS:-kills term full locked proxy backup publish workshop postgres}
BIN=${ZHIXING_BIN:-$TARGET/release/zhixing}
CRASH=${ZHIXING_CRASH:-$TARGET/release/zhixing-crash}
[ -x "$BIN" ] || die "no server at $BIN: set ZHIXING_BIN"
[ -x "$CRASH" ] || { CRASH=$TARGET/release/zhixing-crash; cargo build --quiet --release -p zhixing-load; }
work=$(mktemp -d "${TMPDIR:-/tmp}/zhixing-crash.XXXXXX")
passed=0 failed=0 mounted=
finish() { stop_cluster; if [ "$mounted" ]; then as_root umount -l "$mounted" || true; fi; rm -rf "$work"; }
trap finish EXIT
trap 'exit 130' INT TERM

# scenario NAME DATA WORDS...: runs it on that data, adds up what it counted.
scenario() {
  local name=$1 data=$2 line; shift 2
  say "$name"
  "$CRASH" "$name" --bin "$BIN" --data "$data" --host "127.0.0.1:$(free_port)" --tokens "$work/tokens" --examinees "$EXAMINEES" "$@" 2>&1 |
    tee "$work/out" | sed 's/^/  /' || true
  line=$(tail -1 "$work/out")
  if [[ $line =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
    passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2]))
  else
    tail -5 "$data.log" 2>/dev/null || true
    failed=$((failed + 1))
  fi
}
fresh() { rm -rf "$work/$1"; cp -r "$work/people" "$work/$1"; }

# The signatures of all receipts with the key of the DID document, checked by OpenSSL's Ed25519 in Node.
signatures() { # DATA RECEIPTS
  local port pid did=$work/did.json result=0
  port=$(free_port)
  "$BIN" serve --data "$1" --listen "127.0.0.1:$port" --log error >"$1.log" 2>&1 &
  pid=$!
  for _ in $(seq 300); do curl -fsS "http://127.0.0.1:$port/.well-known/did.json" -o "$did" 2>/dev/null && break; sleep 0.1; done
  kill $pid; wait $pid 2>/dev/null || true
  node "$ROOT/tests/load/signatures.js" "$did" "$2" || result=1
  return $result
}

say "opening $((EXAMINEES * 2)) accounts"
open_people "$BIN" $((EXAMINEES * 2)) "$work" --data "$work/people"

for name in $SCENARIOS; do
  case $name in
    kills)
      fresh kills
      scenario kills "$work/kills" --kills "$KILLS" --receipts "$work/receipts"
      if [ ! -s "$work/receipts" ]; then failed=$((failed + 1))
      elif signatures "$work/kills" "$work/receipts"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi ;;
    full)
      mkdir "$work/small"
      if ! as_root mount -t tmpfs -o size=64m,mode=700 tmpfs "$work/small"; then say "full: skipped, no file system can be mounted here"; continue; fi
      mounted=$work/small
      # the log elsewhere, and then on the full disk too, where every line of it fails
      for log in "$work/full.log" "$work/small/log"; do
        rm -rf "${mounted:?}"/*
        cp -r "$work/people" "$work/small/data"
        scenario full "$work/small/data" --log "$log" --examinees 50
      done
      as_root umount -l "$mounted"; mounted= ;;
    backup)
      fresh backup
      scenario backup "$work/backup" --second-host "127.0.0.1:$(free_port)" ;;
    publish)
      fresh publish
      scenario publish "$work/publish" --content "$ROOT/content" --examinees 50 ;;
    workshop)
      # a room of its own: 2,000 who think as people do, ten times as quick
      ulimit -n "$(ulimit -Hn)"
      rm -rf "$work/many"; mkdir "$work/many"
      open_people "$BIN" "${SITTING:-2000}" "$work/many" --data "$work/many/data"
      scenario workshop "$work/many/data" --tokens "$work/many/tokens" --teacher "$work/many/teacher" --examinees "${SITTING:-2000}" --pause 4 ;;
    postgres)
      if [ ! -s "$TOOLS/postgres" ]; then say "postgres: skipped, tests/setup/postgres.sh has not run"; continue; fi
      start_cluster durable
      rm -rf "$work/pg"; mkdir "$work/pg"
      open_people "$BIN" $((EXAMINEES * 2)) "$work/pg" --data "$work/pg/data" --database "$ZHIXING_TEST_POSTGRES"
      # a backend that is killed takes all others with it: PostgreSQL restarts itself and recovers from its log
      scenario postgres "$work/pg/data" --tokens "$work/pg/tokens" --database "$ZHIXING_TEST_POSTGRES" \
        --break "$ROOT/tests/load/kill_backend.sh $ZHIXING_TEST_POSTGRES"
      stop_cluster ;;
    *)
      fresh "$name"
      scenario "$name" "$work/$name" ;;
  esac
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
