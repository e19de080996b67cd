# From the build of before to this one, in the middle of an exam: what UPGRADE.md promises. Sourced by run.sh. Without a build of before, from the backup
# that one made while somebody sat (kept.sh): its clock stands still until this build lets it go on.

UPGRADED=$TMP/upgraded
before() {
  BASE=http://localhost:$1
  answering "$UPGRADED.log" "$1" "$ZHIXING_PREVIOUS" serve --data "$UPGRADED" --demo --listen "127.0.0.1:$1" --public-url "$BASE"
}
begins() {
  post 303 candidate /sign-in login=learner password=zhixing-demo || return 1
  expect 201 candidate POST /api/v1/assessments/ai-trainer-5/theory/attempts || return 1
  ATTEMPT=$(json .attempt <"$TMP/body") PEN=$(mint wr)
  cp "$TMP/body" "$TMP/paper.json"
  mapfile -t ITEMS < <(node -e '
    const { prompts } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    prompts.filter((p) => p.shape.kind === "single").slice(0, 2).forEach((p) => console.log(p.key));' "$TMP/paper.json")
  equal "${#ITEMS[@]}" 2
}
# saves ITEM SEQ OPTION: as the page that is open sends it, with its own pen
page_saves() {
  OPERATION="{\"op_id\":\"$(mint op)\",\"value\":{\"type\":\"single\",\"option\":$3},\"writer\":\"$PEN\",\"seq\":$2}"
  sends "$1"
}
sends() {
  expect 200 candidate PUT "/api/v1/attempts/$ATTEMPT/answers/$1" -H 'content-type: application/json' --data-raw "$OPERATION" || return 1
  equal "$(json .status <"$TMP/body")" applied
}
after() {
  "$BIN" doctor --data "$UPGRADED" --public-url "$BASE" --demo --lang en >"$TMP/doctor" || true
  start_server "$UPGRADED" "$1" "$BASE"
}
waits_for_the_schema() { grep -E '^\[(ok|warning)\] schema' "$TMP/doctor"; }
# A session of before may end with the upgrade (the changelog says so); what waits on the device is sent after the next sign-in.
signs_in_again() {
  as candidate GET "/api/v1/attempts/$ATTEMPT"
  if [ "$STATUS" = 401 ]; then post 303 candidate /sign-in login=learner password=zhixing-demo || return 1; fi
  expect 200 candidate GET "/api/v1/attempts/$ATTEMPT" && equal "$(json .answers.length <"$TMP/body")" 1
}
same_deadline() {
  local old new; old=$(json .deadline <"$TMP/paper.json") new=$(json .deadline <"$TMP/body")
  equal "$new" "$old"
}
once_more() { # the answer that was on its way when the old server stopped: the same operation has the same reply
  OPERATION=$SENT; sends "${ITEMS[0]}" && equal "$(json .rev <"$TMP/body")" 1
}
hands_in() {
  expect 200 candidate POST "/api/v1/attempts/$ATTEMPT/submission" || return 1
  expect 200 candidate GET "/attempts/$ATTEMPT/receipt.txt"
}
sound() { "$BIN" audit verify --data "$UPGRADED"; }
# An older program does not guess at a newer schema; where it is the same it may go on.
refuses_what_is_newer() {
  if grep -q '^\[ok\] schema' "$TMP/doctor"; then return; fi
  if timeout 30 "$ZHIXING_PREVIOUS" migrate --data "$UPGRADED" >"$TMP/refused" 2>&1; then echo "it opened it"; return 1; fi
  grep -i migration "$TMP/refused"
}
# The way back is the backup of before.
goes_back() {
  "$ZHIXING_PREVIOUS" restore "$TMP/before.tar" --data "$TMP/back" || return 1
  BASE=http://localhost:$1
  answering "$TMP/back.log" "$1" "$ZHIXING_PREVIOUS" serve --data "$TMP/back" --demo --listen "127.0.0.1:$1" --public-url "$BASE" || return 1
  rm -f "$TMP/candidate.jar"
  post 303 candidate /sign-in login=learner password=zhixing-demo || return 1
  expect 200 candidate GET "/api/v1/attempts/$ATTEMPT" && equal "$(json .answers.length <"$TMP/body")" 1
  stop_server
}

# The backup that an earlier build made, with what the candidate's page knew.
unpacks() {
  mkdir -p "$TMP/kept" && tar -xJf "$HERE/kept.tar.xz" -C "$TMP/kept" && source "$TMP/kept/page.sh" && cp "$TMP/kept/paper.json" "$TMP/paper.json"
}
restores() {
  BASE=http://localhost:$1
  "$BIN" restore "$TMP/kept/backup.tar" --data "$UPGRADED" && after "$1"
}
goes_on() {
  post 303 invigilator /sign-in login=invigilator password=zhixing-demo || return 1
  expect 200 invigilator POST "/api/v1/attempts/$ATTEMPT/measures" -H 'content-type: application/json' --data-raw '{"measure":"resume","reason":"upgraded"}'
}
left_as_it_was() { # what was left when the clock stopped is left when it goes on, but for the seconds until somebody looks
  expect 200 candidate GET "/api/v1/attempts/$ATTEMPT" || return 1
  local left; left=$(json '.deadline - d.server_now' <"$TMP/body")
  [ "$left" -le "$LEFT" ] && [ "$left" -gt $((LEFT - 60000)) ] || { echo "$left ms are left of $LEFT"; return 1; }
}

if [ -n "${KEEPS:-}" ]; then return; fi
if [ -n "${ZHIXING_PREVIOUS:-}" ]; then
  port=$(free_port)
  step "the build of before serves" before "$port"
  step "somebody begins an exam" begins
  step "and saves an answer" page_saves "${ITEMS[0]:-}" 1 0
  SENT=${OPERATION:-}
  step "a backup is made before the upgrade" "$ZHIXING_PREVIOUS" backup "$TMP/before.tar" --data "$UPGRADED"
  step "the old server stops" stop_server
  step "this build starts on the same data" after "$port"
  step "the doctor knew what the start would do" waits_for_the_schema
  step "the answer of before is there" signs_in_again
  step "the end of the exam has not moved" same_deadline
  step "what was sent before and not heard is sent again: one answer, one reply" once_more
  step "the page of yesterday saves" page_saves "${ITEMS[1]:-}" 2 1
  step "and changes what it saved before" page_saves "${ITEMS[0]:-}" 3 1
  step "the candidate hands in and has a receipt" hands_in
  stop_server || true
  step "the audit log is sound" sound
  step "the build of before does not guess at a newer schema" refuses_what_is_newer
  step "the backup of before brings the build of before back" goes_back "$(free_port)"
else
  step "the backup that an earlier build made in the middle of an exam" unpacks
  step "this build takes it and starts on it" restores "$(free_port)"
  step "the doctor knew what the start would do" waits_for_the_schema
  step "the answer of before is there" signs_in_again
  step "the exam goes on where it was stopped" goes_on
  step "with the time that was left" left_as_it_was
  step "what was sent before and not heard is sent again: one answer, one reply" once_more
  step "the page of that day saves" page_saves "${ITEMS[1]:-}" 2 1
  step "and changes what it saved before" page_saves "${ITEMS[0]:-}" 3 1
  step "the candidate hands in and has a receipt" hands_in
  stop_server || true
  step "the audit log is sound" sound
  skip "the way back to the build of before: ZHIXING_PREVIOUS names none"
fi
