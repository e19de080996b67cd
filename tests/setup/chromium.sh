#!/usr/bin/env bash
# The browser of the tests. Only tests need it.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
find_chromium() {
  local name
  for name in ${ZHIXING_CHROMIUM:-} chromium chromium-browser google-chrome; do
    if has "$name"; then command -v "$name"; return; fi
  done
  return 1
}
find_chromium >/dev/null || apt_install chromium || true
find_chromium >/dev/null || die "no Chromium: install it (Debian package: chromium), or set ZHIXING_CHROMIUM to its path"
mkdir -p "$TOOLS"
find_chromium >"$TOOLS/chromium"
say "$("$(cat "$TOOLS/chromium")" --version 2>/dev/null || cat "$TOOLS/chromium")"
