#!/usr/bin/env bash
# The main job as a stranger plays it with curl: register, sit, be marked, carry a certificate, have it checked by independent verifiers.
#
# Starts its own server: $ZHIXING_BIN, else target/debug/zhixing. A verifier that is not ours is in tests/verifier, installed by tests/setup/node.sh.
# Where there is a kit of four in $ZHIXING_VERIFIERS, else ../shared/verifiers beside the repository, it is asked as well.
# Ends with "N passed, M failed".
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/.." && pwd)
BIN=${ZHIXING_BIN:-$ROOT/target/debug/zhixing}
KEY=${ZHIXING_ANSWER_KEY:-$(dirname "$BIN")/answer-key}
VERIFIERS=${ZHIXING_VERIFIERS:-$ROOT/../shared/verifiers}
PLAN=ai-trainer-5/theory
source "$ROOT/tests/setup/steps.sh"

registers() { post 303 candidate /register login=stranger@example.org name=陌生人 "password=four brown kettles" agree=yes; }
names() { post 303 candidate /profile name=陌生人 legal_name=莫生仁 && expect 200 candidate GET /profile && grep -q 莫生仁 "$TMP/body"; }
starts() {
  expect 201 candidate POST "/api/v1/assessments/$PLAN/attempts" || return 1
  ATTEMPT=$(json .attempt <"$TMP/body")
  "$KEY" "sqlite:$DATA/zhixing.db" "$ATTEMPT" >"$TMP/key.json" || return 1
  equal "$(json '.prompts.length' <"$TMP/body")" "$(node -p "Object.keys(require('$TMP/key.json')).length")"
}
# One line an item: its key, a tab, the operation to send.
operations() {
  local writer; writer=$(mint wr)
  node -e '
    const key = require(process.argv[1]); let seq = 0;
    const essay = { type: "essay", text: "先试采，再定量；按场景分层抽样，由另一人复核。涉及个人信息的先去标识化。" };
    for (const [item, value] of Object.entries(key)) {
      seq += 1;
      console.log(item + "\t" + JSON.stringify({ value: value ?? essay, writer: process.argv[2], seq }));
    }' "$TMP/key.json" "$writer"
}
saves() {
  local item op rev
  while IFS=$'\t' read -r item op; do
    op="{\"op_id\":\"$(mint op)\",${op:1}"
    expect 200 candidate PUT "/api/v1/attempts/$ATTEMPT/answers/$item" -H 'content-type: application/json' --data-raw "$op" || return 1
    rev=$(json .rev <"$TMP/body")
    equal "$item $(json .status <"$TMP/body") $rev" "$item applied 1" || return 1
    LAST_ITEM=$item LAST_OP=$op LAST_REV=$rev
  done < <(operations)
  expect 200 candidate GET "/api/v1/attempts/$ATTEMPT" || return 1
  equal "$(json .answers.length <"$TMP/body")" "$(json .prompts.length <"$TMP/body")"
}
repeats() {
  expect 200 candidate PUT "/api/v1/attempts/$ATTEMPT/answers/$LAST_ITEM" -H 'content-type: application/json' --data-raw "$LAST_OP" || return 1
  equal "$(json .rev <"$TMP/body")" "$LAST_REV"
}
submits() {
  expect 200 candidate POST "/api/v1/attempts/$ATTEMPT/submission" || return 1
  DIGEST=$(json .digest <"$TMP/body")
  expect 200 candidate POST "/api/v1/attempts/$ATTEMPT/submission" || return 1
  equal "$(json .digest <"$TMP/body")" "$DIGEST"
}
receipt() {
  expect 200 candidate GET "/attempts/$ATTEMPT/receipt.txt" || return 1
  equal "$(sha256sum <"$TMP/body" | cut -d' ' -f1)" "$DIGEST"
}
# The receipt's signature with the key of the DID document, checked by OpenSSL's Ed25519 in Node.
signature() {
  expect 200 candidate GET "/api/v1/attempts/$ATTEMPT/receipt" || return 1
  cp "$TMP/body" "$TMP/receipt.json"
  expect 200 nobody GET /.well-known/did.json && cp "$TMP/body" "$TMP/did-now.json" || return 1
  node -e '
    const crypto = require("crypto"), r = require(process.argv[1]), did = require(process.argv[2]);
    const method = did.verificationMethod.find((m) => m.id.endsWith("#" + r.kid) || m.id === r.kid);
    const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    let n = 0n; for (const c of method.publicKeyMultibase.slice(1)) n = n * 58n + BigInt(alphabet.indexOf(c));
    const raw = Buffer.from(n.toString(16), "hex").subarray(-32);
    const key = crypto.createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: raw.toString("base64url") }, format: "jwk" });
    if (!crypto.verify(null, Buffer.from(r.text), key, Buffer.from(r.signature, "hex"))) throw new Error("the signature does not hold");
  ' "$TMP/receipt.json" "$TMP/did-now.json"
}
before_release() {
  expect 200 candidate GET "/api/v1/attempts/$ATTEMPT/result" && equal "$(json .released <"$TMP/body")" false && equal "$(json .score <"$TMP/body")" undefined || return 1
  expect 404 examiner GET "/api/v1/attempts/$ATTEMPT/result" || return 1
  expect 404 candidate GET /desk || return 1
  expect 409 candidate PUT "/api/v1/attempts/$ATTEMPT/answers/$LAST_ITEM" -H 'content-type: application/json' --data-raw "${LAST_OP/op_0/op_f}"
}
# Marks all that waits with full points, by the form.
marks() {
  local sheet most pairs i
  post 303 examiner /marking "plan=$PLAN" || return 1
  while sheet=$(location) && [[ $sheet == /marking/* ]]; do
    expect 200 examiner GET "$sheet" || return 1
    pairs=(comment=好) i=0
    for most in $(grep -o '<input[^>]*type="number"[^>]*>' "$TMP/body" | sed 's/.*max="\([^"]*\)".*/\1/'); do pairs+=("points.$i=$most"); i=$((i + 1)); done
    [ $i -gt 0 ] || { echo "no rubric on $sheet"; return 1; }
    post 303 examiner "$sheet" "${pairs[@]}" || return 1
  done
}
releases() { post 303 examiner "/marking/release/$PLAN" confirmed=yes && [ "$(location)" = "/results/$PLAN?released=1" ]; }
# The name is the candidate's own word until staff compare it with a document.
waits() {
  expect 200 candidate GET "/api/v1/attempts/$ATTEMPT/result" || return 1
  equal "$(json .certificate_waits <"$TMP/body") $(json .certificate <"$TMP/body")" "name_unconfirmed undefined" || return 1
  # whatever the profile says now, nothing is issued for it
  post 303 candidate /profile name=陌生人 legal_name=王买家 && expect 200 candidate GET "/api/v1/attempts/$ATTEMPT/result" || return 1
  equal "$(json .certificate <"$TMP/body")" undefined
}
confirms() {
  expect 200 admin GET /invigilation/names && grep -q 莫生仁 "$TMP/body" || return 1
  post 303 admin "/invigilation/attempts/$ATTEMPT/name" do=confirm name=莫生仁 note=核对身份证原件
}
passes() {
  expect 200 candidate GET "/api/v1/attempts/$ATTEMPT/result" || return 1
  equal "$(json .passed <"$TMP/body") $(json .score <"$TMP/body")" "true 100" || return 1
  NUMBER=$(json .certificate <"$TMP/body")
  [[ $NUMBER =~ ^S[0-9]{21}$ ]] || { echo "no certificate: $NUMBER"; return 1; }
}
downloads() {
  expect 200 candidate GET "/certificates/$NUMBER/certificate.pdf" && cp "$TMP/body" "$1/certificate.pdf" || return 1
  expect 200 candidate GET "/certificates/$NUMBER/credential.json" && cp "$TMP/body" "$1/credential.json" || return 1
  expect 404 nobody GET "/c/$NUMBER" -H 'accept: application/json' || return 1
  equal "$(head -c 5 "$1/certificate.pdf")" %PDF-
}
fetches() {
  expect 200 nobody GET /.well-known/did.json && cp "$TMP/body" "$1/did.json" || return 1
  equal "$(json .id <"$1/did.json")" "did:web:localhost%3A$PORT" || return 1
  expect 200 nobody GET /status/revocation/1 && cp "$TMP/body" "$1/status.json"
}
# verdict STATE: what the page just fetched says of a certificate
verdict() { equal "$(grep -o '<[^>]*class="verdict"[^>]*>' "$TMP/body" | sed 's/.*data-state="\([a-z]*\)".*/\1/')" "$1"; }
public_page() {
  expect 200 nobody GET "/v/$NUMBER" && verdict "$1" || return 1
  # by the number alone nobody learns the name
  ! grep -q 莫生仁 "$TMP/body" || { echo "the name stands on the page of the number"; return 1; }
  expect 200 nobody GET "/api/v1/verify/$NUMBER" || return 1
  equal "$(json .valid <"$TMP/body")" "$([ "$1" = demonstration ] && echo true || echo false)"
}
# judged FILE true|false: what the server says to an upload, as JSON and on the page
judged() {
  expect 200 nobody POST /api/v1/verify -H 'content-type: application/octet-stream' --data-binary "@$1" || return 1
  equal "$(json .valid <"$TMP/body")" "$2" || { cat "$TMP/body"; return 1; }
  expect 200 nobody POST /verify -F "file=@$1" || return 1
  verdict "$([ "$2" = true ] && echo demonstration || echo invalid)"
}
revokes() { post 303 admin "/admin/certificates/$NUMBER/revoke" "reason=证书信息登记错误" confirmed=yes; }
verifiers() { # CREDENTIAL accept|reject [DID STATUS]
  local out did=${3:-$TMP/did.json} status=${4:-$TMP/status.json}
  out=$(node "$ROOT/tests/verifier/verify.mjs" "$1" "$did" "$status") && echo "$out" && equal "${out%% *}" "$2" || return 1
  [ $have_kit ] || return 0
  out=$("$VERIFIERS/check.sh" --credential "$1" --did "$did" --status "$status" --expect "$2") || { echo "$out"; return 1; }
  echo "$out"
  grep -q "^$([ "$2" = accept ] && echo '4 accepted, 0 rejected' || echo '0 accepted, 4 rejected')" <<<"$out"
}
tamper() { sed 's/莫生仁/莫生义/g' "$TMP/credential.json" >"$TMP/tampered.json" && ! cmp -s "$TMP/credential.json" "$TMP/tampered.json"; }
# Somebody else's server under the same name: everything right but the key.
forge() {
  local base=$BASE data=$DATA attempt=$ATTEMPT number=$NUMBER result=0 port
  port=$(free_port)
  DATA=$TMP/forger BASE=http://127.0.0.1:$port
  mkdir -p "$TMP/forged" "$TMP/keep" && mv "$TMP"/*.jar "$TMP/keep/"
  { start_server "$DATA" "$port" "$base" && registers && names && starts && saves && submits && sign_in examiner && marks && releases && sign_in admin && confirms && passes && downloads "$TMP/forged"; } || result=1
  BASE=$base DATA=$data ATTEMPT=$attempt NUMBER=$number
  mv -f "$TMP/keep"/*.jar "$TMP/"
  return $result
}

[ -x "$BIN" ] || { echo "no server at $BIN: set ZHIXING_BIN"; exit 2; }
PORT=$(free_port)
BASE=http://localhost:$PORT DATA=$TMP/data
have_kit=yes
[ -x "$VERIFIERS/check.sh" ] || have_kit=

step "the server starts with an empty data folder" start_server "$DATA" "$PORT" "$BASE"
step "a stranger registers by the form" registers
step "gives a legal name in the profile" names
step "starts the theory exam by the API" starts
step "saves every answer, one PUT each, all applied" saves
step "the same save again is the same revision" repeats
step "hands in twice and has the same receipt" submits
step "the SHA-256 of receipt.txt is the digest" receipt
step "the receipt's signature holds with the key of did.json" signature
step "the examiner signs in" sign_in examiner
step "before the release there is no result, for others no attempt, and no more saving" before_release
step "the examiner marks by the form" marks
step "and releases the results" releases
step "the certificate waits for the name to be confirmed" waits
step "the administrator signs in" sign_in admin
step "and confirms the name that was frozen at the start" confirms
step "the candidate has passed and has a certificate" passes
step "downloads certificate.pdf and credential.json; nobody else can" downloads "$TMP"
step "did.json and the status list are public" fetches "$TMP"
step "the public page says that it is in force, in a demonstration" public_page demonstration
step "an upload of the credential is judged valid" judged "$TMP/credential.json" true
step "and so is the PDF" judged "$TMP/certificate.pdf" true
if [ $have_kit ]; then step "the kit of verifiers is set up" "$VERIFIERS/setup.sh"; else skip "three more verifiers than Digital Bazaar's (no $VERIFIERS)"; fi
step "independent verifiers accept the credential" verifiers "$TMP/credential.json" accept
if [ $have_kit ]; then
  step "the PDF is what it says it is, with the credential inside" "$VERIFIERS/check-pdf.sh" "$TMP/certificate.pdf" --credential "$TMP/credential.json"
else
  skip "the PDF is what it says it is"
fi
step "one character of the credential is changed" tamper
step "the server refuses the changed copy" judged "$TMP/tampered.json" false
step "and so do the verifiers" verifiers "$TMP/tampered.json" reject
step "a forger issues a certificate under the same name with another key" forge
step "the server refuses the forged one" judged "$TMP/forged/credential.json" false
step "and so do the verifiers" verifiers "$TMP/forged/credential.json" reject
step "the administrator revokes the certificate by the form" revokes
step "the public page says revoked" public_page revoked
mkdir -p "$TMP/after"
step "the status list is fetched again" fetches "$TMP/after"
step "with the new list the verifiers refuse it" verifiers "$TMP/credential.json" reject "$TMP/did.json" "$TMP/after/status.json"
total
