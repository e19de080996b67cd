#!/usr/bin/env bash
# make bench: what the server does on one core, beside references measured in the same run, printed as ratios.
#
# The server runs on core 0, clients on core 1. References: nginx serving the same bytes from a file, precompressed; SQLite taking
# rows in groups at the same durability, without anything around it.
set -euo pipefail
cd "$(dirname "$0")/../.."
say() { printf '[bench] %s\n' "$*"; }
need() { command -v "$1" >/dev/null || { say "$1 is missing: apt-get install $2"; missing=yes; }; }
missing=no
need nginx nginx-light; need wrk wrk; need python3 python3; need curl curl; need taskset util-linux
[ $missing = no ] || exit 2
TARGET=${CARGO_TARGET_DIR:-target}
say "compiling (release)"
bash app/bundle/build.sh
cargo build --quiet --release -p zhixing --bin zhixing
cargo build --quiet --release -p zhixing-load --bin zhixing-bench
cargo build --quiet --release -p zhixing-fuzz --bin zhixing-check

work=$(mktemp -d); port=18480; nginx_port=18481; url=http://127.0.0.1:$port
cleanup() { kill "${server:-}" "${nginx:-}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"; }
trap cleanup EXIT

taskset -c 0 "$TARGET/release/zhixing" serve --data "$work/data" --demo --listen 127.0.0.1:$port --public-url http://localhost:$port --log error >"$work/server.log" 2>&1 &
server=$!
for _ in $(seq 100); do curl -fsS "$url/healthz" >/dev/null 2>&1 && break; sleep 0.1; done
curl -fsS "$url/healthz" >/dev/null || { cat "$work/server.log"; exit 1; }
cpu_ms() { awk -v hz="$(getconf CLK_TCK)" '{ print ($14 + $15) * 1000 / hz }' "/proc/$server/stat"; }
rss_mb() { awk '/VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$server/status"; }
rss_start=$(rss_mb)

# ---- a lesson page, signed in
jar=$work/jar
curl -fsS -o /dev/null -c "$jar" -d 'login=learner&password=zhixing-demo' "$url/sign-in"
cookie=$(awk '$6 == "zhixing" || $6 == "__Host-zhixing" { print $6 "=" $7 }' "$jar")
lesson=/courses/ai-trainer-5/data-quality
curl -fsS -H "Cookie: $cookie" "$url$lesson" -o "$work/lesson.html"
curl -fsS -H "Cookie: $cookie" -H 'Accept-Encoding: gzip' "$url$lesson" -o "$work/lesson.html.gz"
grep -q 'sign-out' "$work/lesson.html" || { say "not signed in"; exit 1; }
rate() { wrk -t1 -c32 -d8s "$@" | awk '/Requests\/sec/ { print $2 } /Non-2xx/ { print "errors: " $0 > "/dev/stderr" }'; }
ours=$(taskset -c 1 bash -c "$(declare -f rate); rate -H 'Cookie: $cookie' -H 'Accept-Encoding: gzip' $url$lesson")
mkdir -p "$work/www" "$work/tmp"
cp "$work/lesson.html" "$work/www/"; cp "$work/lesson.html.gz" "$work/www/"
cat >"$work/nginx.conf" <<CONF
worker_processes 1; daemon off; pid $work/nginx.pid; error_log $work/nginx.err;
events { worker_connections 256; }
http { access_log off; sendfile on; tcp_nopush on; gzip_static on; default_type text/html; keepalive_requests 1000000;
  client_body_temp_path $work/tmp; proxy_temp_path $work/tmp; fastcgi_temp_path $work/tmp; uwsgi_temp_path $work/tmp; scgi_temp_path $work/tmp;
  server { listen 127.0.0.1:$nginx_port; root $work/www; } }
CONF
taskset -c 0 nginx -c "$work/nginx.conf" & nginx=$!
chmod -R a+rX "$work" "$work/www"
sleep 0.5
theirs=$(taskset -c 1 bash -c "$(declare -f rate); rate -H 'Accept-Encoding: gzip' http://127.0.0.1:$nginx_port/lesson.html")
kill $nginx; wait $nginx 2>/dev/null || true

# ---- the home of a learner: what a phone opens first; of one who has begun something, and of one with a full life
home() { # NAME: leaves its CPU in NAME.ms and its page in NAME.html
  local before after homes
  before=$(cpu_ms)
  homes=$(taskset -c 1 bash -c "wrk -t1 -c8 -d6s -H 'Cookie: $cookie' -H 'Accept-Encoding: gzip' $url/" | awk '/requests in/ { print $1 }')
  after=$(cpu_ms)
  awk -v b="$before" -v a="$after" -v n="$homes" 'BEGIN { printf "%.2f", (a - b) / n }' >"$work/$1.ms"
  curl -fsS -H "Cookie: $cookie" "$url/" -o "$work/$1.html"
}
curl -fsS -o /dev/null -H "Cookie: $cookie" "$url/courses/ai-trainer-5/kinds-of-data"
home home
# lessons of every course are open, mistakes wait, a session comes and is told of, an exam runs
for course in $(curl -fsS -H "Cookie: $cookie" "$url/courses" | grep -o '"/courses/[a-z0-9-]*"' | tr -d '"' | sort -u); do
  for page in $(curl -fsS -H "Cookie: $cookie" "$url$course" | grep -o "\"$course/[a-z0-9-]*\"" | tr -d '"' | sort -u); do
    curl -fsS -H "Cookie: $cookie" "$url$page" -o "$work/page.html"
    for item in $(grep -o '/practice/[a-z0-9-]*/[a-z0-9-]*' "$work/page.html" | sort -u | head -3); do
      curl -sS -o /dev/null -H "Cookie: $cookie" -d answer=0 "$url$item"
    done
  done
done
curl -fsS -o /dev/null -c "$work/staff" -d 'login=invigilator&password=zhixing-demo' "$url/sign-in"
session=$(curl -fsS -o /dev/null -b "$work/staff" -w '%{redirect_url}' "$url/invigilation" --data-urlencode plan=ai-trainer-5/theory --data-urlencode name=上午场 \
  --data-urlencode "opens=$(date -d '+2 days' +'%Y-%m-%d 09:00')" --data-urlencode "closes=$(date -d '+2 days' +'%Y-%m-%d 12:00')")
curl -fsS -o /dev/null -b "$work/staff" "$session" --data-urlencode list=learner
curl -fsS -o /dev/null -H "Cookie: $cookie" -d pledge=yes "$url/exams/ai-trainer-5/mock/start"
home full
for sign in 上午场 /attempts/ /messages; do grep -q "$sign" "$work/full.html" || { say "the full home lacks $sign"; exit 1; }; done

# ---- durable saves at saturation
say "opening 200 accounts"
{ echo login,name,legal_name,role,password; for n in $(seq 200); do echo "bench$n,Bench $n,,learner,bench-password"; done; } >"$work/people.csv"
"$TARGET/release/zhixing" user import "$work/people.csv" --data "$work/data" >/dev/null
for n in $(seq 200); do echo "bench$n"; done >"$work/logins"
"$TARGET/release/zhixing" token create --all --data "$work/data" 2>/dev/null | awk '$1 ~ /^bench/ { print $2 }' >"$work/tokens"
taskset -c 1 "$TARGET/release/zhixing-bench" saves "127.0.0.1:$port" ai-trainer-5/mock "$work/tokens" 10 >"$work/saves"
read -r raw event < <(taskset -c 0 python3 tests/bench/raw_sqlite.py "$work/data/raw.db")

# ---- starting an attempt and getting its page
before=$(cpu_ms)
starts=$(taskset -c 1 "$TARGET/release/zhixing-bench" starts "127.0.0.1:$port" ai-trainer-5/theory "$work/tokens")
after=$(cpu_ms)
rss_load=$(rss_mb)

# ---- what a first visit weighs: bytes on the wire
weigh() { curl -fsS -H "Cookie: $cookie" -H 'Accept-Encoding: br, gzip' -o "$work/out" -w '%{size_download}' "$url$1"; }
asset() { grep -o "/assets/$1\.[0-9a-f]*\.$2" "$work/lesson.html" | head -1; }
style=$(weigh "$(asset style css)"); boot=$(weigh "$(asset boot js)"); app=$(weigh "$(asset app js)"); wasm=$(weigh "$(asset app wasm)")
page=$(weigh "$lesson"); icon=$(weigh /favicon.svg)
figures=0
for f in $(grep -o '/media/[^"]*' "$work/lesson.html" | sort -u); do figures=$((figures + $(weigh "$f"))); done
attempt=$(curl -fsS -H "Cookie: $cookie" -o /dev/null -w '%{redirect_url}' -d pledge=yes "$url/exams/ai-trainer-5/theory/start")
exam=$(weigh "/${attempt#http*://*/}")

python3 - "$ours" "$theirs" "$work/saves" "$raw" "$event" "$before" "$after" "$starts" "$work" <<PY
import sys, json
ours, theirs, saves, raw, event, before, after, starts, work = sys.argv[1:]
saves = json.load(open(saves))
ours, theirs, raw, event = float(ours), float(theirs), float(raw), float(event)
print()
print("| measured on one core | ours | reference | ratio | bar |")
print("|---|---|---|---|---|")
print(f"| signed-in lesson page, pages/s | {ours:,.0f} | nginx, same bytes precompressed: {theirs:,.0f} | {ours/theirs:.1%} | 10 % |")
print(f"| acknowledged durable saves/s | {saves['per_second']:,.0f} (p50 {saves['p50_ms']:.1f} ms, p99 {saves['p99_ms']:.1f} ms, {saves['errors']} errors) | raw group-committed SQLite rows of five columns: {raw:,.0f} | {saves['per_second']/raw:.1%} | 3 % |")
print(f"| the same | | raw rows of the server's own event table: {event:,.0f} | {saves['per_second']/event:.1%} | |")
for name, whose in [("home", "a learner"), ("full", "a learner with a full life")]:
    page = open(f"{work}/{name}.html", "rb").read()
    print(f"| server CPU for the home of {whose} | {open(f'{work}/{name}.ms').read()} ms ({len(page):,} bytes of HTML) | | | 1 ms, 30 KB |")
print(f"| server CPU to start an attempt and get its page | {(float(after)-float(before))/int(starts):.2f} ms ({starts} starts of 68 items) | | | 2 ms |")
PY
cat <<TABLE

| first visit, bytes on the wire | HTML | style | boot script | icon | figures | sum | on touch of practice: script + WebAssembly |
|---|---|---|---|---|---|---|---|
| lesson | $page | $style | $boot | $icon | $figures | $((page + style + boot + icon + figures)) | $app + $wasm |
| exam (68 items) | $exam | $style | $boot | $icon | 0 | $((exam + style + boot + icon)) | at once: $app + $wasm |

Resident memory with the demo content: $rss_start MB at the start, $rss_load MB after the load.
Lesson page: $(stat -c %s "$work/lesson.html") bytes of HTML, $(stat -c %s "$work/lesson.html.gz") compressed.
TABLE

echo
echo "| a check | ours | reference | ratio | bar |"
echo "|---|---|---|---|---|"
taskset -c 0 "$TARGET/release/zhixing-check"
