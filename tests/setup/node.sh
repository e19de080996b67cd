#!/usr/bin/env bash
# Node and the two packages of the browser tests (playwright-core, axe). Only tests need them.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
if ! has node || ! has npm; then apt_install nodejs npm || die "no Node: install nodejs and npm (18 or later)"; fi
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ] || die "Node $(node --version) is too old: 18 or later"
cd "$ROOT/end2end"
if [ node_modules/.package-lock.json -nt package-lock.json ]; then say "end2end/node_modules is up to date"; exit 0; fi
say "npm ci in end2end"
npm ci --no-fund --no-audit --loglevel=error >/dev/null || die "npm ci failed in end2end (its words are above)"
