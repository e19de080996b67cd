#!/bin/bash
# Runs the foreign verifiers over what examples/sample.rs writes. usage: tests/acceptance.sh [FOLDER]
# Needs the verifier kit (ZHIXING_VERIFIERS, default ../shared/verifiers beside the repository), set up by its setup.sh.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
kit=${ZHIXING_VERIFIERS:-$here/../../../shared/verifiers}
[ -x "$kit/check.sh" ] || { echo "skipped: no verifier kit in $kit (set ZHIXING_VERIFIERS)" >&2; exit 0; }
out=${1:-$(mktemp -d)}
(cd "$here" && cargo run --quiet --package zhixing-credential --example sample -- "$out") || exit 2
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
for pair in certificate:credential direction:direction; do
  echo "--- ${pair%:*}.pdf"
  "$kit/check-pdf.sh" "$out/${pair%:*}.pdf" --credential "$out/${pair#*:}.json" || { bad=$((bad + 1)); echo "WRONG: ${pair%:*}.pdf"; }
done
python=${CERTIFICATE_VERIFIERS_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/certificate-verifiers}/venv/bin/python
for kind in png svg; do
  echo "--- badge.$kind: openbadgeslib finds the credential"
  "$python" -c 'import sys; from openbadgeslib.ob3 import verifier as v
find = getattr(v.OB3Verifier, "extract_token_from_" + sys.argv[1])
assert find(open(sys.argv[2], "rb").read()).encode() == open(sys.argv[3], "rb").read()' $kind "$out/badge.$kind" "$out/credential.json" \
    && echo same || { bad=$((bad + 1)); echo "WRONG: badge.$kind"; }
done
echo; [ $bad = 0 ] && echo "all right" || { echo "$bad wrong"; exit 1; }
