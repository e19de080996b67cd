# People to examine, and a teacher: accounts in a data folder, and a token for each. Sourced by tests/load/*.sh.

free_port() { node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }

# open_people BIN COUNT WORK [SETTING...]: accounts load1 … loadN with the password load-password; WORK/logins and WORK/tokens, a line each;
# a teacher whose token is in WORK/teacher.
# HERD of them have a password, which is hashed as for anybody; the others speak by their tokens alone.
open_people() {
  local bin=$1 count=$2 work=$3; shift 3
  { echo login,name,legal_name,role,password; echo teach,Teach,,teacher,; seq "$count" | awk -v herd="${HERD:-0}" '{ print "load" $1 ",Load " $1 ",,learner," ($1 <= herd ? "load-password" : "") }'; } >"$work/people.csv"
  "$bin" user import "$work/people.csv" "$@" >/dev/null
  "$bin" token create --all "$@" 2>/dev/null | awk -v herd="${HERD:-0}" '$1 == "teach" { print $2 > "'"$work"'/teacher" } $1 ~ /^load/ { if (substr($1, 5) + 0 <= herd) print $1 > "'"$work"'/logins"; print $2 > "'"$work"'/tokens" }'
  [ "$(wc -l <"$work/tokens")" = "$count" ]
}
