#!/usr/bin/env bash
# The islands to WebAssembly, and from them the site folder. --dev: the debug build, fast and large.
# ZHIXING_BUNDLE may name a built bundler (tests/run.sh has one already).
set -euo pipefail
source "$(dirname "$0")/../../tests/setup/lib.sh"
cd "$ROOT"
if [ "${1:-}" = --dev ]; then profile=dev folder=debug; else profile=wasm-release folder=wasm-release; fi

say "compiling the islands ($profile)"
cargo rustc --quiet -p zhixing-app --lib --crate-type cdylib --features hydrate --target $WASM --profile $profile
wasm=$TARGET/$WASM/$folder/zhixing_app.wasm
if [ -z "${ZHIXING_BUNDLE:-}" ]; then
  # of the kind that is built besides, so that what both need is compiled once
  say "compiling the bundler"
  if [ $profile = dev ]; then cargo build --quiet -p zhixing-bundle; else cargo build --quiet --release -p zhixing-bundle; fi
  if [ $profile = dev ]; then ZHIXING_BUNDLE=$TARGET/debug/zhixing-bundle; else ZHIXING_BUNDLE=$TARGET/release/zhixing-bundle; fi
fi

# Nothing to do when the folder is newer than all that goes into it and of the kind asked for.
site=target/site
packed=no
if compgen -G "$site/app.*.wasm.br" >/dev/null; then packed=yes; fi
if [ $profile = dev ]; then kind=no; else kind=yes; fi
if [ -f $site/manifest.json ] && [ $packed = $kind ] && compgen -G "$site/app.*.wasm" >/dev/null &&
  [ -z "$(find style app/boot.js app/authoring/editor/built "$wasm" "$ZHIXING_BUNDLE" -newer $site/manifest.json)" ]; then
  say "the site folder is up to date"
  exit 0
fi
say "writing $site"
"$ZHIXING_BUNDLE" --wasm "$wasm" --out $site "$@"
