#!/usr/bin/env bash
# Three nodes on one PostgreSQL behind nginx, one at a time killed under load. Ends with "N passed, M failed".
#
# Nothing sticks to a node. nginx tries another node only where that is safe: a PUT of an answer is (its operation has an id), a POST is not,
# and comes back to the client as 502, who asks again.
set -euo pipefail
source "$(dirname "$0")/../setup/lib.sh"
source "$(dirname "$0")/../setup/cluster.sh"
source "$(dirname "$0")/people.sh"
cd "$ROOT"
KILLS=${KILLS:-50} EXAMINEES=${EXAMINEES:-200} PORT=${PORT:-18700}
BIN=${ZHIXING_BIN:-$TARGET/release/zhixing}
CRASH=${ZHIXING_CRASH:-$TARGET/release/zhixing-crash}
has nginx || die "nginx is missing (Debian package: nginx-light)"
[ -s "$TOOLS/postgres" ] || bash tests/setup/postgres.sh
[ -x "$BIN" ] || die "no server at $BIN: set ZHIXING_BIN"
[ -x "$CRASH" ] || { CRASH=$TARGET/release/zhixing-crash; cargo build --quiet --release -p zhixing-load; }
work=$(mktemp -d "${TMPDIR:-/tmp}/zhixing-nodes.XXXXXX") nginx=
finish() { if [ "$nginx" ]; then kill "$nginx" 2>/dev/null || true; fi; stop_cluster; rm -rf "$work"; }
trap finish EXIT
trap 'exit 130' INT TERM
start_cluster durable
say "opening $((EXAMINEES * 2)) accounts"
open_people "$BIN" $((EXAMINEES * 2)) "$work" --data "$work/data" --database "$ZHIXING_TEST_POSTGRES"
mkdir "$work/tmp"
cat >"$work/nginx.conf" <<CONF
worker_processes 1; daemon off; pid $work/nginx.pid; error_log $work/nginx.err crit;
events { worker_connections 4096; }
http {
  access_log off;
  client_body_temp_path $work/tmp; proxy_temp_path $work/tmp; fastcgi_temp_path $work/tmp; uwsgi_temp_path $work/tmp; scgi_temp_path $work/tmp;
  upstream nodes {
    least_conn; keepalive 64;
    server 127.0.0.1:$PORT max_fails=1 fail_timeout=1s; server 127.0.0.1:$((PORT + 1)) max_fails=1 fail_timeout=1s;
    server 127.0.0.1:$((PORT + 2)) max_fails=1 fail_timeout=1s;
  }
  server {
    listen 127.0.0.1:$((PORT + 3)) backlog=4096; keepalive_requests 1000000;
    location / {
      proxy_pass http://nodes; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host \$host;
      proxy_set_header X-Forwarded-For \$proxy_add_x_forwarded_for;
      proxy_connect_timeout 2s; proxy_next_upstream error timeout; proxy_next_upstream_tries 3;
    }
  }
}
CONF
nginx -c "$work/nginx.conf" & nginx=$!
"$CRASH" nodes --bin "$BIN" --data "$work/data" --database "$ZHIXING_TEST_POSTGRES" --host "127.0.0.1:$PORT" --through "127.0.0.1:$((PORT + 3))" \
  --tokens "$work/tokens" --examinees "$EXAMINEES" --kills "$KILLS"
