#!/usr/bin/env bash
# Node, the two packages of the browser tests (playwright-core, axe), those of the editor component, and a verifier of certificates, an OpenID provider and a mail server that are not ours. Only tests need them.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
if ! has node || ! has npm; then apt_install nodejs npm || die "no Node: install nodejs and npm (18 or later)"; fi
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ] || die "Node $(node --version) is too old: 18 or later"
for folder in end2end tests/verifier tests/oidc tests/mail app/authoring/editor; do
  cd "$ROOT/$folder"
  if [ node_modules/.package-lock.json -nt package-lock.json ]; then say "$folder/node_modules is up to date"; continue; fi
  say "npm ci in $folder"
  npm ci --ignore-scripts --no-fund --no-audit --loglevel=error >/dev/null || die "npm ci failed in $folder (its words are above)"
done
