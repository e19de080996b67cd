#!/usr/bin/env bash
# make fuzz: a public schema fuzzer (schemathesis) asks every operation of the API, as a visitor and in every role, whether it does what its
# description says. EXAMPLES=200 an operation; ROLES="visitor learner …"; DATABASE=postgres://… an empty one, SQLite without it; the server is
# ZHIXING_BIN. Prints a line a role, leaves what was found in target/fuzz, and fails on a finding.
set -euo pipefail
source "$(dirname "$0")/../setup/lib.sh"
cd "$ROOT"
EXAMPLES=${EXAMPLES:-200}
ROLES=${ROLES:-visitor learner teacher examiner invigilator admin}
BIN=${ZHIXING_BIN:-$TARGET/release/zhixing}
[ -x "$BIN" ] || die "no server at $BIN: cargo build --release -p zhixing, or set ZHIXING_BIN"
FUZZER=$TOOLS/schemathesis
if [ ! -x "$FUZZER/bin/schemathesis" ]; then
  say "installing schemathesis into .tools"
  python3 -m venv "$FUZZER" || die "no Python with venv: install python3-venv"
  "$FUZZER/bin/pip" install --quiet 'schemathesis==4.32.5' || die "schemathesis could not be installed"
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/zhixing-fuzz.XXXXXX")
server='' broken=0
finish() { if [ "$server" ]; then kill "$server" 2>/dev/null || true; fi; wait 2>/dev/null || true; rm -rf "$work"; }
trap finish EXIT
trap 'exit 130' INT TERM
port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
url=http://127.0.0.1:$port
data=(--data "$work/data")
[ -z "${DATABASE:-}" ] || data+=(--database "$DATABASE")
"$BIN" serve "${data[@]}" --demo --listen "127.0.0.1:$port" --public-url "http://localhost:$port" --log error >"$work/server.log" 2>&1 &
server=$!
# as long as a slow machine needs: it comes up, or it ends
until curl -fsS "$url/healthz" >/dev/null 2>&1; do
  [ -d "/proc/$server" ] || die "the server did not come up: $(cat "$work/server.log")"
  sleep 0.2
done
token() { "$BIN" token create --user "$1" "${data[@]}" 2>/dev/null | awk 'NR == 1 { print $2 }'; }
for role in $ROLES; do
  header=()
  : >"$work/objects.toml"
  if [ "$role" != visitor ]; then
    header=(--header "Authorization: Bearer $(token "$role")")
    # a paper of one's own and one of somebody else, and a session: half of the time what is asked for is there
    python3 "$ROOT/tests/api/objects.py" "$url" "$(token "$role")" "$(token teacher)" "$(token invigilator)" >"$work/objects.toml"
  fi
  asked=(--url "$url" --checks all --max-examples "$EXAMPLES" --phases examples,coverage,fuzzing,stateful --no-color --warnings off
    --request-timeout 120)
  # it leaves its notes where it is started
  if (cd "$work" && "$FUZZER/bin/schemathesis" --config-file objects.toml run "$url/api/v1/openapi.json" "${asked[@]}" "${header[@]}") \
    >"$work/$role.txt" 2>&1; then
    say "$role: nothing found"
  else
    broken=$((broken + 1))
    say "$role: findings"
    cat "$work/$role.txt"
    mkdir -p "$TARGET/fuzz"
    cp "$work/$role.txt" "$TARGET/fuzz/"
  fi
done
[ -d "/proc/$server" ] || { say "the server died"; cat "$work/server.log"; broken=$((broken + 1)); }
[ $broken = 0 ]
