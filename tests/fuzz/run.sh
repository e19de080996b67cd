#!/usr/bin/env bash
# make fuzz-formats: every reader of other systems' files is given inputs that are nearly right, FOR seconds each, within 4 GB. Prints a table.
#
# FOR=60 TARGETS="gift docx …"; findings and what the next run begins from are kept in target/fuzz.
set -euo pipefail
source "$(dirname "$0")/../setup/lib.sh"
cd "$ROOT"
FUZZ=${ZHIXING_FUZZ:-$TARGET/release/zhixing-fuzz}
[ -x "$FUZZ" ] || { cargo build --quiet --release -p zhixing-fuzz; FUZZ=$TARGET/release/zhixing-fuzz; }
TARGETS=${TARGETS:-$("$FUZZ" list)} result=0
ulimit -c 0
ulimit -v $((4 * 1024 * 1024))
echo "| reader | seeds | seconds | inputs | a second | answers seen | longest, ms | findings | memory |  |"
echo "|---|---|---|---|---|---|---|---|---|---|"
for name in $TARGETS; do
  folder=$TARGET/fuzz/$name code=0
  "$FUZZ" "$name" --seconds "${FOR:-60}" --folder "$folder" || code=$?
  case $code in
    0) ;;
    1) result=1 ;;
    *) # it ended the process: out of memory, out of stack, or never
      result=1
      mkdir -p "$folder/found"
      cp "$folder/last" "$folder/found/ended-$code"
      echo "FOUND $name: the process ended with $code, see $folder/found/ended-$code" ;;
  esac
done
exit $result
