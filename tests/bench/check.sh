#!/usr/bin/env bash
# What a check of 10,000 items takes, beside one of 1,000 in the same run: `bash tests/bench/check.sh [ZHIXING]`, with a release build.
#
# Fifty banks of two hundred items of five types, Chinese, each with its explanation. The bar is two seconds for all of it, of
# CPU: on a busy machine the wall clock is that of its neighbours.
set -euo pipefail
cd "$(dirname "$0")/../.."
say() { printf '[bench] %s\n' "$*"; }
zhixing=${1:-${CARGO_TARGET_DIR:-target}/release/zhixing}
[ -x "$zhixing" ] || { say "there is no release build at $zhixing"; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT

# write FOLDER BANKS
write() {
  mkdir -p "$1/many/items"
  printf '+++\ntitle = "一万题"\nsummary = "量一量。"\nenglish = false\n+++\n\n介绍。\n' >"$1/many/course.md"
  for bank in $(seq "$2"); do
    awk -v bank="$bank" 'BEGIN {
      printf "+++\ntitle = \"第 %d 库\"\n+++\n\n", bank
      for (n = 1; n <= 200; n++) {
        kind = n % 5; id = "q-" bank "-" n; stem = "### 第 " n " 题：采集来的数据有缺失值，清洗时**先做什么**？ {#" id
        if (kind == 0) body = " .single}\n\n- [x] 数一数每一列缺多少\n- [ ] 全部删去\n- [ ] 换一台机器\n- [ ] 不管它"
        if (kind == 1) body = " .multiple}\n\n- [x] 补\n- [x] 删\n- [ ] 藏起来\n- [ ] 改成别的列"
        if (kind == 2) body = " .truefalse}\n\n- [ ] 正确\n- [x] 错误"
        if (kind == 3) body = " .numeric unit=\"行\"}\n\n```answer\n" n " ± 0.5\n```"
        if (kind == 4) body = " .short}\n\n```answer\n缺失率\n缺失比例\n```"
        print stem body "\n\n> 先看，才知道要改什么；缺得少可以删，缺得多用 $\\frac{1}{n}\\sum x_i$ 补。\n"
      }
    }' >"$1/many/items/bank-$bank.md"
  done
}
# Three times, the middle: wall seconds and those of CPU.
took() {
  for _ in 1 2 3; do
    { TIMEFORMAT='%R %U %S'; time "$zhixing" content check "$1" >/dev/null; } 2>&1 | awk '{ printf "%.2f %.2f\n", $1, $2 + $3 }'
  done | sort -n | sed -n 2p
}
write "$work/tenth" 5; write "$work/whole" 50
read -r wall_tenth cpu_tenth <<<"$(took "$work/tenth")"
read -r wall cpu <<<"$(took "$work/whole")"
say "1,000 items: $wall_tenth s, CPU $cpu_tenth s; 10,000 items ($(du -sh "$work/whole" | cut -f1)): $wall s, CPU $cpu s"
awk -v cpu="$cpu" -v tenth="$cpu_tenth" 'BEGIN { printf "[bench] bar 2 s of CPU: %s; %.1f times that of a tenth\n", cpu <= 2 ? "kept" : "NOT KEPT", cpu / (tenth > 0 ? tenth : 0.01); exit cpu > 2 }'
