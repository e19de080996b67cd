#!/usr/bin/env bash
# Writes kept.tar.xz anew: the backup that this build makes while somebody sits an exam, for the builds after it (upgrade.sh). The exam is paused, so that
# its clock stands still until one of them lets it go on. $ZHIXING_BIN is the server (else target/debug/zhixing). It is a demonstration: its keys are
# nobody's, and its passwords are in the README.
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$HERE/../setup/lib.sh"
BIN=${ZHIXING_BIN:-$TARGET/debug/zhixing}
[ -x "$BIN" ] || die "no server at $BIN: build it, or set ZHIXING_BIN"
source "$ROOT/tests/setup/steps.sh"
KEEPS=yes; source "$HERE/upgrade.sh"

pauses() {
  post 303 invigilator /sign-in login=invigilator password=zhixing-demo || return 1
  expect 200 invigilator POST "/api/v1/attempts/$ATTEMPT/measures" -H 'content-type: application/json' --data-raw '{"measure":"pause","reason":"upgrade"}'
}
# what the page of the candidate knows
notes() {
  expect 200 candidate GET "/api/v1/attempts/$ATTEMPT/clock" || return 1
  LEFT=$(json ".deadline - d.server_now" <"$TMP/body")
  printf 'ATTEMPT=%q PEN=%q SENT=%q LEFT=%q ITEMS=(%q %q)\n' "$ATTEMPT" "$PEN" "$SENT" "$LEFT" "${ITEMS[@]}" >"$TMP/page.sh"
}
packs() {
  "$BIN" backup "$TMP/backup.tar" --data "$UPGRADED" &&
    tar -cf - -C "$TMP" --owner=0 --group=0 --sort=name backup.tar paper.json page.sh | xz -9e >"$HERE/kept.tar.xz" && ls -l "$HERE/kept.tar.xz"
}
ZHIXING_PREVIOUS=$BIN
step "this build serves" before "$(free_port)"
step "somebody begins an exam" begins
step "and saves an answer" page_saves "${ITEMS[0]:-}" 1 0
SENT=${OPERATION:-}
step "the exam is paused" pauses
step "what the page knows is noted" notes
step "the backup is packed" packs
total
