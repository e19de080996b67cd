# What the set-up scripts share. Sourced, never run. No script here knows where the repository lies.
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
TOOLS=$ROOT/.tools # ours alone, ignored by git: small tools and what the set-up found out
TARGET=${CARGO_TARGET_DIR:-$ROOT/target}
WASM=wasm32-unknown-unknown
export CARGO_TERM_PROGRESS_WHEN=never

say() { printf '\033[1m[%s]\033[0m %s\n' "$(basename "$0" .sh)" "$*"; }
die() { printf '[%s] FAILED: %s\n' "$(basename "$0" .sh)" "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# as_root COMMAND...: straight away for root, through sudo for others; false when there is neither.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif has sudo; then sudo "$@"
  else say "this needs root and there is no sudo; as root run:  $*"; return 1; fi
}

# apt_install PACKAGE...: false where there is no apt-get or a package cannot be had.
apt_install() {
  has apt-get || return 1
  say "apt-get install $*"
  as_root apt-get update -qq >/dev/null 2>&1 || true # an old list may do
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# The compiler that rust.sh chose, if it had to choose; the shell's own choice goes first.
if [ -z "${RUSTUP_TOOLCHAIN:-}" ] && [ -s "$TOOLS/toolchain" ]; then
  RUSTUP_TOOLCHAIN=$(cat "$TOOLS/toolchain"); export RUSTUP_TOOLCHAIN
fi
# rustup's own installer leaves it here, and a fresh shell may not know it yet.
if ! has cargo && [ -x "$HOME/.cargo/bin/cargo" ]; then PATH=$HOME/.cargo/bin:$PATH; fi
