#!/usr/bin/env bash
# The editor component as one file, which is kept in the tree beside the licences of what is in it; `make test` builds it again and compares (tests/setup/node.sh
# installs its packages). Into another folder: build.sh FOLDER.
set -euo pipefail
cd "$(dirname "$0")"
out=${1:-built}
mkdir -p "$out"
node_modules/.bin/esbuild component/index.mjs --bundle --minify --format=esm --target=es2020 --charset=utf8 --legal-comments=none --log-level=warning \
  --alias:style-mod=./component/style-mod.mjs --alias:@codemirror/lang-html=./component/without-html.mjs \
  --alias:@codemirror/autocomplete=./component/without-html.mjs --metafile="$out/inputs.json" --outfile="$out/component.js"
node licences.mjs "$out/inputs.json" >"$out/LICENCES"
rm "$out/inputs.json"
