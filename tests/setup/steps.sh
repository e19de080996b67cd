# What tests by curl share: steps that are counted, servers of their own, requests as somebody. Sourced, never run; $BIN is the server to start.
TMP=$(mktemp -d "${TMPDIR:-/tmp}/zhixing-$(basename "$0" .sh).XXXXXX")
SERVERS=() PASSED=0 FAILED=0 SKIPPED=0
finish() { for pid in "${SERVERS[@]}"; do kill "$pid" 2>/dev/null || true; done; wait 2>/dev/null || true; rm -rf "$TMP"; }
trap finish EXIT
trap 'exit 130' INT TERM

# step WORDS COMMAND...: one line; what the command says is shown only when it fails.
step() {
  local words=$1; shift
  if "$@" >"$TMP/said" 2>&1; then PASSED=$((PASSED + 1)); echo "ok       $words"; return; fi
  FAILED=$((FAILED + 1)); echo "FAILED   $words"
  tail -n 12 "$TMP/said" | cut -c1-400 | sed 's/^/         /'
}
skip() { SKIPPED=$((SKIPPED + 1)); echo "skipped: $1"; }

free_port() { node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }
# json PATH: a member of the JSON on standard input, such as .answers.length
json() { node -e 'const d = JSON.parse(require("fs").readFileSync(0, "utf8")), v = new Function("d", "return d" + process.argv[1])(d); console.log(typeof v === "string" ? v : JSON.stringify(v))' "$1"; }
# mint PREFIX: an id as clients make them, a prefix and a UUIDv7
mint() { local r; r=$(od -An -N9 -tx1 /dev/urandom | tr -d ' \n'); printf '%s_%012x7%s8%s\n' "$1" "$(date +%s)000" "${r:0:3}" "${r:3:15}"; }
equal() { [ "$1" = "$2" ] || { echo "expected '$2', found '$1'"; return 1; }; }

# answering LOG PORT COMMAND...: starts a server, remembers it, waits until it answers.
answering() {
  local log=$1 port=$2; shift 2
  "$@" >"$log" 2>&1 &
  SERVERS+=($!)
  for _ in $(seq 600); do
    if curl -fsS "http://127.0.0.1:$port/healthz" >/dev/null 2>&1; then return; fi
    kill -0 "${SERVERS[-1]}" 2>/dev/null || { cat "$log"; return 1; }
    sleep 0.1
  done
  echo "no answer within a minute"; return 1
}
# start_server DATA PORT URL
start_server() { answering "$1.log" "$2" "$BIN" serve --data "$1" --demo --listen "127.0.0.1:$2" --public-url "$3"; }
# stop_server: the last one that was started, and waits for its end.
stop_server() { kill "${SERVERS[-1]}" && wait "${SERVERS[-1]}" 2>/dev/null; unset 'SERVERS[-1]'; }

# as PERSON METHOD PATH [CURL WORDS...]: the body to $TMP/body, the head to $TMP/head, the status to $STATUS.
as() {
  local jar=$TMP/$1.jar method=$2 path=$3; shift 3
  STATUS=$(curl -sS --max-time 60 -X "$method" -b "$jar" -c "$jar" -D "$TMP/head" -o "$TMP/body" -w '%{http_code}' "$@" "$BASE$path")
}
# expect STATUS PERSON METHOD PATH ...
expect() {
  local wanted=$1; shift
  as "$@"
  [ "$STATUS" = "$wanted" ] || { echo "$1 $2 $3: $STATUS, expected $wanted"; head -c 600 "$TMP/body"; return 1; }
}
location() { tr -d '\r' <"$TMP/head" | sed -n 's/^[Ll]ocation: //p'; }
# post STATUS PERSON PATH NAME=VALUE...
post() {
  local wanted=$1 who=$2 path=$3 words=() pair; shift 3
  for pair; do words+=(--data-urlencode "$pair"); done
  expect "$wanted" "$who" POST "$path" "${words[@]}"
}
sign_in() { post 303 "$1" /sign-in "login=$1" "password=zhixing-demo" && [ "$(location)" = / ]; }

# total: the last lines, for whoever counts.
total() {
  [ $SKIPPED = 0 ] || echo "$(basename "$0" .sh) skipped $SKIPPED"
  echo "$PASSED passed, $FAILED failed"
  [ $FAILED = 0 ]
}
