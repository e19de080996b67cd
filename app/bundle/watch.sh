#!/usr/bin/env bash
# make dev: a debug server that is built and started again when a file changes. Looks once a second; Ctrl-C ends it.
# cargo decides what has to be compiled; a build that fails leaves the last server running.
# Arguments are for `zhixing serve`.
set -euo pipefail
source "$(dirname "$0")/../../tests/setup/lib.sh"
cd "$ROOT"
server=
stamp=$(mktemp)
stop() { if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; server=; fi; }
trap 'stop; rm -f "$stamp"' EXIT
trap 'exit 0' INT TERM

mkdir -p target/site # the server's build looks for it
while true; do
  touch "$stamp"
  if bash app/bundle/build.sh --dev && say "compiling the server" && cargo build --quiet -p zhixing --bin zhixing; then
    stop
    "$TARGET/debug/zhixing" serve "$@" &
    server=$!
  else
    say "the build failed; waiting for a change"
  fi
  until [ -n "$(find app server style content Cargo.toml -type f -newer "$stamp" -print -quit)" ]; do sleep 1; done
  say "changed: $(find app server style content Cargo.toml -type f -newer "$stamp" -print -quit)"
done
