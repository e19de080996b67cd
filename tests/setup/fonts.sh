#!/usr/bin/env bash
# Chinese type for printed certificates: Noto Serif CJK SC and Noto Sans CJK SC. Without it all but the PDF works.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
found() {
  local face known # into a variable, not a pipe: `grep -q` would end the pipe early, which counts as a failure
  known=$(fc-list 2>/dev/null || true)
  for face in Serif Sans; do
    if [[ $known == *"Noto $face CJK SC"* ]]; then continue; fi
    [ -n "$(find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" "$HOME/Library/Fonts" /Library/Fonts \
      -name "Noto${face}CJK*" 2>/dev/null)" ] || return 1
  done
}
if found; then say "Noto CJK found"; exit 0; fi
apt_install fonts-noto-cjk || true
found || say "no Noto CJK (Debian package: fonts-noto-cjk); certificates will not be printed as PDF"
