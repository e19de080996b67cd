#!/usr/bin/env bash
# make build-times: what building costs here, and beside it another state of the project on the same machine in the same sitting, one after the other.
#
# $BESIDE names that state (any name git knows; efe02e0, the state before the wings); empty: this tree alone. $STEPS picks among
#   run      what `make run` builds, from nothing
#   page     the same again after one page was edited (the result of an attempt)
#   domain   the same again after one file of the rules was edited (instants), which everything depends on
#   test     `make test`, from nothing
# Each state is built in a checkout and a target folder of its own, which are removed. CPU seconds are those of all processes of a step, user and system.
set -euo pipefail
source "$(dirname "$0")/../setup/lib.sh"
cd "$ROOT"
BESIDE=${BESIDE-efe02e0}
STEPS=${STEPS:-run page domain test}
[ -z "$(git status --porcelain)" ] || say "what is not committed is not measured"
work=$(mktemp -d "${TMPDIR:-/tmp}/zhixing-build.XXXXXX")
cleanup() { for tree in "$work"/*/; do git worktree remove --force "$tree" 2>/dev/null || true; done; rm -rf "$work"; }
trap cleanup EXIT
TIMEFORMAT='%R %U %S'

# built: what `make run` does before it serves, without what it serves.
built() { bash app/bundle/build.sh && cargo build --quiet --release -p zhixing --bin zhixing; }

# edit FILE...: a function at the end of the first of these that exists: there is code to be made, and what it offers to others is not what it was.
edit() { for file; do if [ -e "$file" ]; then printf '\npub fn edited(n: u32) -> String {\n    format!("{n}")\n}\n' >>"$file"; return; fi; done; die "none of these files is here: $*"; }

step() {
  case $1 in
    run) built ;;
    page) edit app/marking/src/result.rs app/src/pages/result.rs && built ;;
    domain) edit app/domain/src/time.rs && built ;;
    test) make test ;;
    *) die "no such step: $1" ;;
  esac
}

# measure NAME STATE: a line a step in the table of NAME.
measure() {
  local tree=$work/$1
  git worktree add --quiet --detach "$tree" "$2"
  ln -s "$TOOLS" "$tree/.tools"
  (
    cd "$tree"
    # shellcheck disable=SC2030
    export CARGO_TARGET_DIR=$tree/target
    for name in $STEPS; do
      if [ "$name" = test ]; then rm -rf target; fi
      say "$1: $name" >&2
      { time step "$name" >"$work/$1.$name.log" 2>&1; } 2>"$work/time" || { tail -20 "$work/$1.$name.log" >&2; die "$1: $name"; }
      awk -v step="$name" '{ printf "%s %.0f %.0f\n", step, $1, $2 + $3 }' "$work/time"
    done
    if [ -e target/release/zhixing ]; then stat -c 'binary %s 0' target/release/zhixing; fi
  ) >"$work/$1.times"
}

bash tests/setup/rust.sh && bash tests/setup/wasm-opt.sh && bash tests/setup/fonts.sh
measure this HEAD
if [ -n "$BESIDE" ]; then measure beside "$BESIDE"; else : >"$work/beside.times"; fi

echo "| step | wall, s | CPU, s | ${BESIDE:-no other}: wall | CPU | CPU of this in % of that |"
echo "|---|---|---|---|---|---|"
awk 'NR == FNR { wall[$1] = $2; cpu[$1] = $3; next }
  $1 == "binary" { printf "| program, MB | %.1f | | %s | | |\n", $2 / 1e6, wall[$1] ? sprintf("%.1f", wall[$1] / 1e6) : ""; next }
  { printf "| %s | %s | %s | %s | %s | %s |\n", $1, $2, $3, wall[$1], cpu[$1], cpu[$1] ? int(100 * $3 / cpu[$1] + 0.5) : "" }' "$work/beside.times" "$work/this.times"
