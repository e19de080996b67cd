#!/usr/bin/env bash
# wasm-opt makes the islands an eighth smaller. From npm into .tools, else from Debian; without it the build goes on.
# Older than 112 (Debian 12 has 108) it makes modules that do not start: app/bundle/src/shrink.rs passes over those.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
for place in "$TOOLS" "$ROOT"; do
  if [ -x "$place/node_modules/.bin/wasm-opt" ]; then say "found in ${place#"$ROOT"/}/node_modules"; exit 0; fi
done
fit() { [ "$(grep -oE '[0-9]+' <<<"$1" | head -1 || true)" -ge 112 ] 2>/dev/null; }
if has wasm-opt && fit "$(wasm-opt --version)"; then say "found: $(wasm-opt --version)"; exit 0; fi
if has npm; then
  say "npm install binaryen into .tools"
  mkdir -p "$TOOLS"
  if npm install --prefix "$TOOLS" --no-fund --no-audit --loglevel=error binaryen@132 >/dev/null; then exit 0; fi
fi
if has apt-cache && fit "$(apt-cache policy binaryen 2>/dev/null | sed -n 's/^ *Candidate: //p')" && apt_install binaryen; then exit 0; fi
say "none to be had (npm package: binaryen); the islands will be a little larger"
