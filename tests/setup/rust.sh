#!/usr/bin/env bash
# A Rust compiler, a C compiler (SQLite is C) and the standard library for WebAssembly.
# The last comes from rustup; where rustup cannot, from Debian's rustc-web, whose library is built once from its source.
# FORCE_DEBIAN=1 takes the second road at once.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
NAME=debian-web

# newer_or_same A B: is version A at least B?
newer_or_same() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -1)" = "$2" ]; }

# compiler: is there a cargo with a rustc of the version the manifest asks for?
wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$ROOT/Cargo.toml" | head -1)
compiler() { has cargo && has rustc && newer_or_same "$(rustc --version | cut -d' ' -f2)" "$wanted"; }

# builds_wasm CARGO...: does a WebAssembly library build and link?
builds_wasm() {
  local folder result=0
  folder=$(mktemp -d)
  mkdir "$folder/src"
  printf '[package]\nname="probe"\nversion="0.0.0"\nedition="2024"\n[lib]\ncrate-type=["cdylib"]\n' >"$folder/Cargo.toml"
  printf '#[unsafe(no_mangle)] pub extern "C" fn f(x: u32) -> usize { format!("{x}").len() }\n' >"$folder/src/lib.rs"
  (cd "$folder" && CARGO_TARGET_DIR=$folder/target "$@" build --offline --quiet --target $WASM >log 2>&1) || result=$?
  if [ "${VERBOSE:-}" ]; then cat "$folder/log"; fi
  rm -rf "$folder"
  return $result
}

use_debian() {
  has apt-get || die "no Rust $wanted with the target $WASM: install rustup, then: rustup target add $WASM"
  local missing=() package linker system library version host built
  for package in rustc-web cargo-web rust-web-src rust-web-clippy rustfmt-web; do
    dpkg -s $package >/dev/null 2>&1 || missing+=("$package")
  done
  if ! compgen -G '/usr/bin/wasm-ld-[0-9]*' >/dev/null; then # the newest linker in the archive
    as_root apt-get update -qq >/dev/null 2>&1 || true # a new machine knows no packages yet
    package=$(apt-cache search --names-only '^lld-[0-9]+$' | awk '{print $1}' | sort -V | tail -1)
    missing+=("${package:-lld}")
  fi
  if [ ${#missing[@]} -gt 0 ]; then
    apt_install "${missing[@]}" || die "Debian has no ${missing[*]}: install rustup, then: rustup target add $WASM"
  fi
  linker=$(compgen -G '/usr/bin/wasm-ld-[0-9]*' | sort -V | tail -1)
  system=$(/usr/bin/rustc --print sysroot)
  version=$(/usr/bin/rustc --version)
  library=$system/lib/rustlib/$WASM/lib
  # The target links with rust-lld, which rustc looks for here first.
  host=$system/lib/rustlib/$(/usr/bin/rustc -vV | sed -n 's/^host: //p')/bin
  if [ ! -x "$host/rust-lld" ]; then as_root mkdir -p "$host"; as_root ln -sf "$linker" "$host/rust-lld"; fi
  if [ "$(cat "$library/.built-by" 2>/dev/null)" != "$version" ]; then
    say "building the standard library for $WASM once from Debian's source (about a minute)"
    built=$(mktemp -d)
    build_library "$built" "$library" "$version"
    rm -rf "$built"
  fi
  mkdir -p "$TOOLS"
  if has rustup; then
    [[ "$(rustup toolchain list)" == *$NAME* ]] || rustup toolchain link $NAME "$system"
    echo $NAME >"$TOOLS/toolchain"
    builds_wasm cargo +$NAME || die "Debian's compiler cannot build for $WASM (VERBOSE=1 tells more)"
  else
    builds_wasm /usr/bin/cargo || die "Debian's compiler cannot build for $WASM (VERBOSE=1 tells more)"
  fi
  say "$version from Debian builds for $WASM"
}

build_library() { # build_library SCRATCH LIBRARY VERSION
  mkdir "$1/src"; : >"$1/src/lib.rs"
  cat >"$1/Cargo.toml" <<'TOML'
[package]
name = "empty"
version = "0.0.0"
edition = "2024"
[profile.release]
opt-level = 3
debug = 0
panic = "abort"
codegen-units = 1
TOML
  # With bitcode, for our fat LTO; cargo would leave it out.
  (cd "$1" && RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes CARGO_TARGET_DIR=$1/target \
    /usr/bin/cargo build --quiet -Zbuild-std=std,panic_abort,panic_unwind,proc_macro,test --target $WASM --release)
  as_root rm -rf "$2"; as_root mkdir -p "$2"
  find "$1/target/$WASM/release" -name '*.rlib' ! -name 'libempty*' -exec cp {} "$1" \;
  as_root cp "$1"/*.rlib "$2/"
  echo "$3" | as_root tee "$2/.built-by" >/dev/null
}

if ! has cc; then
  apt_install gcc libc6-dev || die "no C compiler: install gcc or clang"
fi
if [ -z "${FORCE_DEBIAN:-}" ] && compiler; then
  if builds_wasm cargo; then say "$(rustc --version) builds for $WASM"; exit 0; fi
  if has rustup; then
    say "rustup target add $WASM"
    if timeout "${RUSTUP_TIMEOUT:-60}" rustup target add $WASM >/dev/null 2>&1 && builds_wasm cargo; then
      say "$(rustc --version) builds for $WASM"; exit 0
    fi
    say "rustup could not add it; taking Debian's compiler"
  fi
elif has cargo && [ -z "${FORCE_DEBIAN:-}" ]; then
  say "$(rustc --version) is older than $wanted (rustup update stable would help); taking Debian's compiler"
fi
use_debian
