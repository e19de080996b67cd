#!/bin/bash
# Runs the foreign verifiers over what examples/sample.rs writes. usage: tests/acceptance.sh [FOLDER]
# Needs the verifier kit (ZHIXING_VERIFIERS, default ../shared/verifiers beside the repository), set up by its setup.sh.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
kit=${ZHIXING_VERIFIERS:-$here/../../../shared/verifiers}
[ -x "$kit/check.sh" ] || { echo "skipped: no verifier kit in $kit (set ZHIXING_VERIFIERS)" >&2; exit 0; }
out=${1:-$(mktemp -d)}
(cd "$here" && cargo run --quiet --example sample -- "$out") || exit 2
bad=0
# case EXPECT CREDENTIAL STATUS
case_() {
  echo "--- $2: expect $1"
  "$kit/check.sh" --credential "$out/$2.json" --did "$out/did.json" --status "$out/$3.json" --expect "$1" || { bad=$((bad + 1)); echo "WRONG: $2"; }
}
for name in credential corrected direction retired-key nasty; do case_ accept $name status; done
case_ reject revoked revoked-status
case_ accept credential revoked-status # the next certificate of the same list
for name in expired tampered forged; do case_ reject $name status; done
for pdf in "$out"/*.pdf; do
  echo "--- $(basename "$pdf")"
  "$kit/check-pdf.sh" "$pdf" --credential "${pdf%.pdf}.json" || { bad=$((bad + 1)); echo "WRONG: $pdf"; }
done
echo; [ $bad = 0 ] && echo "all right" || { echo "$bad wrong"; exit 1; }
