# People to examine: accounts in a data folder, and a token for each. Sourced by tests/load/*.sh.

# open_people BIN COUNT WORK [SETTING...]: accounts load1 … loadN with the password load-password; WORK/logins and WORK/tokens, a line each.
# Passwords are hashed as for anybody, so ten thousand people take some minutes.
open_people() {
  local bin=$1 count=$2 work=$3; shift 3
  { echo login,name,legal_name,role,password; for n in $(seq "$count"); do echo "load$n,Load $n,,learner,load-password"; done; } >"$work/people.csv"
  "$bin" user import "$work/people.csv" "$@" >/dev/null
  "$bin" token create --all "$@" 2>/dev/null | awk '$1 ~ /^load/ { print $1 > "'"$work"'/logins"; print $2 > "'"$work"'/tokens" }'
  [ "$(wc -l <"$work/tokens")" = "$count" ]
}
